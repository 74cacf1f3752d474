/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who, passphrase, Unlock. The page asks the vault and shows what it answers; the door
 * notices the unlocking by itself. The passphrase leaves the entry as soon as it was
 * handed over.
 *
 * Where passphrases may be kept on this computer, the page asks the keyring whether one is
 * kept for who is chosen, and forgets the answer at once: it is fetched again when Unlock is
 * pressed with nothing typed. It never unlocks by itself, so that locking means something.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-unlock-page.h"

#include <glib/gi18n.h>

#include "wf-error-text.h"
#include "wf-status-note.h"
#include "wf-vault-care.h"
#include "wf-widget-tools.h"

struct _WfUnlockPage {
  WfPane parent_instance;

  GtkWidget *form;
  AdwComboRow *who_row;
  AdwPasswordEntryRow *passphrase_row;
  WfStatusNote *note;
  AdwActionRow *keep_row;
  GtkSwitch *keep_switch;
  GtkWidget *kept_box;
  GtkButton *forget_button;
  GtkButton *unlock_button;
  GtkButton *code_button;
  GtkLabel *due_label;
  GtkSpinner *spinner;

  GPtrArray *slots; /* (element-type WfSlot): as the vault has them */
  gboolean with_code;
  gboolean is_busy;
  gboolean is_kept;       /* the keyring has one for who is chosen */
  gboolean has_used_kept; /* what is being tried came from the keyring */
  char *to_keep;          /* (nullable): what was typed, until it proves right */
  GCancellable *asking;   /* (nullable): the question whether one is kept */
  guint wait_id;
};

G_DEFINE_FINAL_TYPE (WfUnlockPage, wf_unlock_page, WF_TYPE_PANE)

static const WfSlot *
find_slot (WfUnlockPage *self)
{
  guint person = 0;

  for (guint i = 0; i < self->slots->len; i++)
    {
      const WfSlot *slot = self->slots->pdata[i];

      if (slot->is_organisation
              ? self->with_code
              : !self->with_code && person++ == adw_combo_row_get_selected (self->who_row))
        return slot;
    }
  return NULL;
}

static void
update_sensitive (WfUnlockPage *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row));
  gboolean free = !self->is_busy && self->wait_id == 0;

  gtk_widget_set_sensitive (GTK_WIDGET (self->unlock_button),
                            free && (*typed != '\0' || self->is_kept));
  gtk_widget_set_sensitive (self->kept_box, free);
  wf_widget_set_busy (self->form, self->is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->is_busy);
  gtk_spinner_set_spinning (self->spinner, self->is_busy);
}

static gboolean
on_wait_tick (gpointer user_data)
{
  WfUnlockPage *self = user_data;
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  guint seconds = wf_vault_get_wait_seconds (services->vault);
  g_autofree char *number = wf_format_integer (services->format, seconds);
  g_autofree char *text = NULL;

  if (seconds == 0)
    {
      self->wait_id = 0;
      wf_status_note_set (self->note, NULL, NULL, NULL);
      update_sensitive (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
      return G_SOURCE_REMOVE;
    }

  /* Translators: %s is a number of seconds */
  text = g_strdup_printf (
      ngettext ("You can try again in %s second.", "You can try again in %s seconds.", seconds),
      number);
  wf_status_note_set (self->note, _ ("That passphrase does not open it."),
                      _ ("Nothing is lost, nothing was changed."), text);
  return G_SOURCE_CONTINUE;
}

static void
start_waiting (WfUnlockPage *self)
{
  if (wf_vault_get_wait_seconds (wf_pane_get_services (WF_PANE (self))->vault) == 0)
    return;
  if (self->wait_id == 0)
    self->wait_id = g_timeout_add_seconds (1, on_wait_tick, self);
  on_wait_tick (self);
}

static void
forget_typed (WfUnlockPage *self)
{
  g_clear_pointer (&self->to_keep, wf_keyring_secret_free);
}

static void
show_kept (WfUnlockPage *self, gboolean is_kept)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));

  self->is_kept = is_kept;
  gtk_widget_set_visible (self->kept_box, is_kept);
  gtk_widget_set_visible (GTK_WIDGET (self->keep_row),
                          !self->with_code && !is_kept &&
                              wf_keyring_get_enabled (services->keyring));
  update_sensitive (self);
}

/* What the keyring holds for @slot does not open it, or is wanted no more. */
static void
forget_kept (WfUnlockPage *self, const WfSlot *slot)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));

  wf_keyring_clear_async (services->keyring, slot->id, NULL, NULL, NULL);
  gtk_switch_set_active (self->keep_switch, FALSE);
  show_kept (self, FALSE);
}

/* Right: now it may be kept. The page is on its way out, the keyring is not. */
static void
keep (WfUnlockPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfSlot *slot = find_slot (self);

  if (self->to_keep != NULL && slot != NULL)
    wf_keyring_store_async (services->keyring, slot->id, self->to_keep, NULL, NULL, NULL);
}

static void
on_unlock_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean opened = wf_vault_unlock_finish (WF_VAULT (source), result, &error);
  g_autoptr (WfUnlockPage) self = user_data;

  if (opened)
    keep (self);
  forget_typed (self);
  if (opened || wf_pane_is_gone (WF_PANE (self)))
    return; /* the door noticed */

  self->is_busy = FALSE;
  wf_status_note_set_error (self->note, error);
  if (self->has_used_kept &&
      g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_WRONG_PASSPHRASE))
    forget_kept (self, find_slot (self));
  start_waiting (self);
  update_sensitive (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

static void
start_unlock (WfUnlockPage *self, const char *passphrase)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));

  wf_vault_unlock_async (services->vault, find_slot (self)->id, passphrase,
                         wf_pane_get_cancellable (WF_PANE (self)), on_unlock_ready,
                         g_object_ref (self));
}

static void
on_kept_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfUnlockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  char *secret = wf_keyring_lookup_finish (WF_KEYRING (source), result, &error);

  if (!wf_pane_is_gone (WF_PANE (self)) && secret != NULL)
    start_unlock (self, secret);
  else if (!wf_pane_is_gone (WF_PANE (self)))
    {
      self->is_busy = FALSE;
      show_kept (self, FALSE);
      if (error != NULL)
        wf_status_note_set_error (self->note, error);
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
    }
  wf_keyring_secret_free (secret);
}

static void
unlock (WfUnlockPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfSlot *slot = find_slot (self);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->passphrase_row));

  if (slot == NULL || (*typed == '\0' && !self->is_kept) || self->is_busy || self->wait_id != 0)
    return;

  self->is_busy = TRUE;
  self->has_used_kept = *typed == '\0';
  wf_status_note_set (self->note, NULL, NULL, NULL);
  forget_typed (self);
  if (self->has_used_kept)
    wf_keyring_lookup_async (services->keyring, slot->id, wf_pane_get_cancellable (WF_PANE (self)),
                             on_kept_fetched, g_object_ref (self));
  else
    {
      if (gtk_widget_get_visible (GTK_WIDGET (self->keep_row)) &&
          gtk_switch_get_active (self->keep_switch))
        self->to_keep = g_strdup (typed);
      start_unlock (self, typed);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  update_sensitive (self);
}

/* Only whether there is one; a keyring that does not answer is said where one would turn
 * the switch. */
static void
on_kept_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfUnlockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  char *secret = wf_keyring_lookup_finish (WF_KEYRING (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !wf_pane_is_gone (WF_PANE (self)))
    {
      show_kept (self, secret != NULL);
      gtk_widget_set_sensitive (GTK_WIDGET (self->keep_row), error == NULL);
      if (error != NULL)
        adw_action_row_set_subtitle (self->keep_row, wf_error_get_text (error).happened);
    }
  wf_keyring_secret_free (secret);
}

static void
ask_whether_kept (WfUnlockPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfSlot *slot = find_slot (self);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  show_kept (self, FALSE);
  if (slot == NULL || self->with_code || !wf_keyring_get_enabled (services->keyring))
    return;
  self->asking = g_cancellable_new ();
  wf_keyring_lookup_async (services->keyring, slot->id, self->asking, on_kept_asked,
                           g_object_ref (self));
}

static void
on_who_row_selected (AdwComboRow *row, GParamSpec *pspec, WfUnlockPage *self)
{
  if (self->slots != NULL)
    ask_whether_kept (self);
}

static void
on_forget_button_clicked (GtkButton *button, WfUnlockPage *self)
{
  const WfSlot *slot = find_slot (self);

  if (slot == NULL)
    return;
  forget_kept (self, slot);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

static void
on_unlock_button_clicked (GtkButton *button, WfUnlockPage *self)
{
  unlock (self);
}

static void
on_passphrase_row_entry_activated (AdwEntryRow *row, WfUnlockPage *self)
{
  unlock (self);
}

static void
on_passphrase_row_changed (GtkEditable *editable, WfUnlockPage *self)
{
  update_sensitive (self);
}

static void
set_with_code (WfUnlockPage *self, gboolean with_code)
{
  guint people = g_list_model_get_n_items (adw_combo_row_get_model (self->who_row));

  self->with_code = with_code;
  gtk_widget_set_visible (GTK_WIDGET (self->who_row), !with_code && people > 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->passphrase_row),
                                 with_code ? _ ("Printed recovery code") : _ ("Passphrase"));
  gtk_button_set_label (self->code_button,
                        with_code ? _ ("Use a passphrase") : _ ("Use the printed recovery code"));
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  ask_whether_kept (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

static void
on_code_button_clicked (GtkButton *button, WfUnlockPage *self)
{
  set_with_code (self, !self->with_code);
}

/* How many, and nothing else: whoever stands here is not known yet. */
static void
on_due_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfUnlockPage) self = user_data;
  g_autoptr (GArray) days = wf_vault_get_due_finish (WF_VAULT (source), result, NULL);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  WfServices *services;
  guint n;

  if (days == NULL || wf_pane_is_gone (WF_PANE (self)))
    return;
  services = wf_pane_get_services (WF_PANE (self));
  n = wf_due_days_count (days, wf_clock_now (services->clock));
  number = wf_format_integer (services->format, n);
  text = g_strdup_printf (ngettext ("%s follow-up is due.", "%s follow-ups are due.", n), number);
  gtk_label_set_label (self->due_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->due_label), n > 0);
}

static void
show_slots (WfUnlockPage *self)
{
  g_autoptr (GtkStringList) people = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->slots->len; i++)
    {
      const WfSlot *slot = self->slots->pdata[i];

      if (!slot->is_organisation)
        gtk_string_list_append (people, slot->label);
    }
  adw_combo_row_set_model (self->who_row, G_LIST_MODEL (people));
  set_with_code (self, FALSE);
}

static void
wf_unlock_page_constructed (GObject *object)
{
  WfUnlockPage *self = WF_UNLOCK_PAGE (object);
  WfServices *services = wf_pane_get_services (WF_PANE (self));

  G_OBJECT_CLASS (wf_unlock_page_parent_class)->constructed (object);
  self->slots = wf_vault_get_slots (services->vault);
  show_slots (self);
  wf_status_note_set_error (self->note, wf_door_get_error (services->door));
  start_waiting (self);
  update_sensitive (self);
  wf_vault_get_due_async (services->vault, wf_pane_get_cancellable (WF_PANE (self)), on_due_ready,
                          g_object_ref (self));
}

/* A page that is not shown yet cannot take the focus. */
static void
wf_unlock_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wf_unlock_page_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (WF_UNLOCK_PAGE (widget)->passphrase_row));
}

static void
wf_unlock_page_dispose (GObject *object)
{
  WfUnlockPage *self = WF_UNLOCK_PAGE (object);

  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  G_OBJECT_CLASS (wf_unlock_page_parent_class)->dispose (object);
}

static void
wf_unlock_page_finalize (GObject *object)
{
  forget_typed (WF_UNLOCK_PAGE (object));
  g_clear_pointer (&WF_UNLOCK_PAGE (object)->slots, g_ptr_array_unref);
  G_OBJECT_CLASS (wf_unlock_page_parent_class)->finalize (object);
}

static void
wf_unlock_page_class_init (WfUnlockPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = wf_unlock_page_constructed;
  object_class->dispose = wf_unlock_page_dispose;
  object_class->finalize = wf_unlock_page_finalize;
  widget_class->map = wf_unlock_page_map;

  g_type_ensure (WF_TYPE_STATUS_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/start/wf-unlock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, form);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, who_row);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, note);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, keep_row);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, keep_switch);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, kept_box);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, forget_button);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, code_button);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, due_label);
  gtk_widget_class_bind_template_child (widget_class, WfUnlockPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_unlock_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_row_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_row_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_code_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_who_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_forget_button_clicked);
}

static void
wf_unlock_page_init (WfUnlockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_passphrase_row_tend_button (GTK_WIDGET (self->passphrase_row));
}
