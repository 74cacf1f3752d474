/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first run. `step` says where one is; what a step needs before Next is in
 * is_step_done(); what Next does is in on_next_button_clicked().
 *
 * Once the vault exists there is no way back to its passphrase. The code is wiped when the
 * page goes.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-first-run-page.h"

#include <glib/gi18n.h>

#include "wf-code-sheet.h"
#include "wf-file-ask.h"
#include "wf-passphrase-meter.h"
#include "wf-regions.h"
#include "wf-status-note.h"
#include "wf-vault-people.h"
#include "wf-widget-tools.h"

typedef enum {
  STEP_KEPT,
  STEP_PASSPHRASE,
  STEP_CODE,
  STEP_AGENCY,
  N_STEPS,
} Step;

struct _WfFirstRunPage {
  WfPane parent_instance;

  GtkStack *steps;
  GtkLabel *place_label;
  AdwEntryRow *name_row;
  AdwPasswordEntryRow *passphrase_row;
  AdwPasswordEntryRow *again_row;
  GtkLabel *again_label;
  WfPassphraseMeter *meter;
  GtkLabel *code_label;
  AdwEntryRow *first_group_row;
  AdwEntryRow *second_group_row;
  AdwEntryRow *agency_row;
  AdwComboRow *region_row;
  AdwPreferencesGroup *language_group;
  GtkSwitch *practice_switch;
  WfStatusNote *note;
  GtkButton *back_step_button;
  GtkLabel *progress_label;
  GtkSpinner *spinner;
  GtkButton *next_button;

  Step step;
  gboolean is_busy;
  char *code;        /* (nullable): the organisation's, shown once */
  GStrv groups;      /* (nullable): its groups */
  guint asked[2];    /* which two are typed back */
  GPtrArray *checks; /* (element-type GtkCheckButton), borrowed */
};

G_DEFINE_FINAL_TYPE (WfFirstRunPage, wf_first_run_page, WF_TYPE_PANE)

static const char *const STEP_NAMES[] = { "kept", "passphrase", "code", "agency" };

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_blank (gpointer row)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (row)));

  return *text == '\0';
}

static gboolean
is_group_right (WfFirstRunPage *self, guint which, gpointer row)
{
  g_autofree char *typed = g_strstrip (g_strdup (get_text (row)));

  return self->groups != NULL && g_ascii_strcasecmp (typed, self->groups[self->asked[which]]) == 0;
}

static gboolean
is_step_done (WfFirstRunPage *self)
{
  switch (self->step)
    {
    case STEP_KEPT:
      return TRUE;
    case STEP_PASSPHRASE:
      return !is_blank (self->name_row) && wf_passphrase_meter_is_enough (self->meter) &&
             g_str_equal (get_text (self->passphrase_row), get_text (self->again_row));
    case STEP_CODE:
      return is_group_right (self, 0, self->first_group_row) &&
             is_group_right (self, 1, self->second_group_row);
    case STEP_AGENCY:
      return !is_blank (self->agency_row);
    case N_STEPS:
    default:
      return FALSE;
    }
}

static void
update (WfFirstRunPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  gboolean differ = *get_text (self->again_row) != '\0' &&
                    !g_str_has_prefix (get_text (self->passphrase_row), get_text (self->again_row));
  g_autofree char *now = wf_format_integer (services->format, (gint64) self->step + 1);
  g_autofree char *all = wf_format_integer (services->format, N_STEPS);
  /* Translators: the first %s is the step one is at, the second how many there are */
  g_autofree char *progress = g_strdup_printf (_ ("Step %s of %s"), now, all);

  gtk_stack_set_visible_child_name (self->steps, STEP_NAMES[self->step]);
  gtk_label_set_label (self->progress_label, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->again_label), differ);
  gtk_widget_set_visible (GTK_WIDGET (self->back_step_button), self->step == STEP_PASSPHRASE);
  wf_widget_set_busy (GTK_WIDGET (self->steps), self->is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), !self->is_busy && is_step_done (self));
  gtk_button_set_label (self->next_button, self->step == STEP_AGENCY ? _ ("_Start") : _ ("_Next"));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->is_busy);
  gtk_spinner_set_spinning (self->spinner, self->is_busy);
}

/* To where the step begins: Enter goes on from the first, the others are filled in. */
static void
focus_first (WfFirstRunPage *self)
{
  static const gsize first[] = {
    [STEP_KEPT] = 0,
    [STEP_PASSPHRASE] = G_STRUCT_OFFSET (WfFirstRunPage, name_row),
    [STEP_CODE] = G_STRUCT_OFFSET (WfFirstRunPage, first_group_row),
    [STEP_AGENCY] = G_STRUCT_OFFSET (WfFirstRunPage, agency_row),
  };

  gtk_widget_grab_focus (first[self->step] == 0
                             ? GTK_WIDGET (self->next_button)
                             : G_STRUCT_MEMBER (GtkWidget *, self, first[self->step]));
}

static void
go_to (WfFirstRunPage *self, Step step)
{
  self->step = step;
  wf_status_note_set (self->note, NULL, NULL, NULL);
  update (self);
  focus_first (self);
}

/* Only now is there a window to hold the focus. */
static void
wf_first_run_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wf_first_run_page_parent_class)->map (widget);
  focus_first (WF_FIRST_RUN_PAGE (widget));
}

static void
set_busy (WfFirstRunPage *self, gboolean busy, const GError *error)
{
  self->is_busy = busy;
  wf_status_note_set_error (self->note, error);
  update (self);
}

/* Two different groups, chosen anew for every code. */
static void
show_code (WfFirstRunPage *self, char *code)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  guint n;

  self->code = code;
  self->groups = g_strsplit (code, "-", -1);
  n = g_strv_length (self->groups);
  self->asked[0] = (guint) g_random_int_range (0, (gint32) n - 1);
  self->asked[1] = (guint) g_random_int_range ((gint32) self->asked[0] + 1, (gint32) n);
  gtk_label_set_label (self->code_label, code);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *number = wf_format_integer (services->format, self->asked[i] + 1);
      /* Translators: a group of four letters of the printed code; %s is which one, from 1 */
      g_autofree char *title = g_strdup_printf (_ ("Group %s"), number);

      adw_preferences_row_set_title (
          ADW_PREFERENCES_ROW (i == 0 ? self->first_group_row : self->second_group_row), title);
    }
}

static void
on_create_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = wf_vault_create_finish (WF_VAULT (source), result, &error);
  g_autoptr (WfFirstRunPage) self = user_data;

  if (wf_pane_is_gone (WF_PANE (self)))
    return;

  set_busy (self, FALSE, error);
  if (code == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->again_row), "");
  show_code (self, g_steal_pointer (&code));
  go_to (self, STEP_CODE);
}

static void
on_renew_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = wf_vault_renew_code_finish (WF_VAULT (source), result, &error);
  g_autoptr (WfFirstRunPage) self = user_data;

  if (wf_pane_is_gone (WF_PANE (self)))
    return;

  set_busy (self, FALSE, error);
  if (code == NULL)
    return;

  show_code (self, g_steal_pointer (&code));
  wf_status_note_set (self->note, _ ("Last time this was not finished."),
                      _ ("Here is a new code. An older one does not open anything any more."),
                      NULL);
}

/* Cut short after the vault was made: nobody noted the code it had, so it gets a new one. */
static void
resume (WfFirstRunPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));

  go_to (self, STEP_CODE);
  set_busy (self, TRUE, NULL);
  wf_vault_renew_code_async (services->vault, wf_pane_get_cancellable (WF_PANE (self)),
                             on_renew_ready, g_object_ref (self));
}

static void
create_vault (WfFirstRunPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name_row)));
  const WfVaultFounding founding = {
    .agency_name = "", /* until it is named, the first run is not done */
    .founder_name = name,
    .slot_label = name,
    .passphrase = get_text (self->passphrase_row),
    .cost = services->cost,
  };

  set_busy (self, TRUE, NULL);
  wf_vault_create_async (services->vault, &founding, wf_pane_get_cancellable (WF_PANE (self)),
                         on_create_ready, g_object_ref (self));
}

static void
on_practice_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = wf_client_repo_create_finish (WF_CLIENT_REPO (source), result, &error);
  WfFirstRunPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  wf_door_enter (wf_pane_get_services (WF_PANE (self))->door);
}

static void
on_agency_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = wf_agency_repo_save_finish (WF_AGENCY_REPO (source), result, &error);
  WfFirstRunPage *self = user_data;
  WfServices *services;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!saved)
    {
      set_busy (self, FALSE, error);
      return;
    }

  services = wf_pane_get_services (WF_PANE (self));
  if (gtk_switch_get_active (self->practice_switch))
    {
      g_autoptr (GPtrArray) records =
          g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

      g_ptr_array_add (records, wf_client_record_practice ());
      /* Translators: the name of a client who does not exist, to practise with */
      wf_client_repo_create_async (services->clients, _ ("Practice client"), TRUE, records, NULL,
                                   wf_pane_get_cancellable (WF_PANE (self)), on_practice_ready,
                                   self);
    }
  else
    wf_door_enter (services->door);
}

static void
save_agency (WfFirstRunPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autoptr (WfAgency) agency = wf_agency_copy (wf_agency_repo_get (services->agency));
  g_autoptr (GStrvBuilder) languages = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      if (gtk_check_button_get_active (self->checks->pdata[i]))
        g_strv_builder_add (languages, g_object_get_data (self->checks->pdata[i], "tag"));
    }
  g_strfreev (agency->languages);
  agency->languages = g_strv_builder_end (languages);
  g_free (agency->name);
  agency->name = g_strstrip (g_strdup (get_text (self->agency_row)));
  g_free (agency->region);
  agency->region = g_strdup (wf_regions_get_code (adw_combo_row_get_selected (self->region_row)));

  set_busy (self, TRUE, NULL);
  wf_agency_repo_save_async (services->agency, agency, wf_pane_get_cancellable (WF_PANE (self)),
                             on_agency_saved, self);
}

static void
on_next_button_clicked (GtkButton *button, WfFirstRunPage *self)
{
  if (self->is_busy || !is_step_done (self))
    return;

  switch (self->step)
    {
    case STEP_KEPT:
      go_to (self, STEP_PASSPHRASE);
      break;
    case STEP_PASSPHRASE:
      create_vault (self);
      break;
    case STEP_CODE:
      go_to (self, STEP_AGENCY);
      break;
    case STEP_AGENCY:
      save_agency (self);
      break;
    case N_STEPS:
    default:
      break;
    }
}

/* From line to line, not to the eye beside one; which shows what is typed. */
static void
on_row_entry_activated (AdwEntryRow *row, WfFirstRunPage *self)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (row));

  while (next != NULL && !ADW_IS_ENTRY_ROW (next))
    next = gtk_widget_get_next_sibling (next);
  if (is_step_done (self))
    on_next_button_clicked (NULL, self);
  else if (next != NULL)
    gtk_widget_grab_focus (next);
}

static void
on_back_step_button_clicked (GtkButton *button, WfFirstRunPage *self)
{
  go_to (self, STEP_KEPT);
}

static void
on_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfFirstRunPage *self = WF_FIRST_RUN_PAGE (widget);

  if (self->step == STEP_PASSPHRASE && !self->is_busy)
    go_to (self, STEP_KEPT);
}

static void
on_row_changed (GtkEditable *editable, WfFirstRunPage *self)
{
  wf_passphrase_meter_check (self->meter, get_text (self->passphrase_row),
                             get_text (self->name_row));
  update (self);
}

static void
on_print_button_clicked (GtkButton *button, WfFirstRunPage *self)
{
  g_autoptr (GtkPrintOperation) operation = wf_code_sheet_new_print (self->code);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_allow_async (operation, TRUE);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                               &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    wf_status_note_set (self->note, _ ("The code was not printed."),
                        _ ("It still stands on this page."),
                        _ ("Look at the printer, save the code, or write it down by hand."));
}

static void
on_save_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = wf_code_sheet_save_finish (G_FILE (source), result, &error);
  WfFirstRunPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  wf_status_note_set_error (self->note, error);
  if (saved)
    wf_pane_tell (WF_PANE (self), _ ("Saved. Keep the file away from this computer."));
}

static void
on_file_chosen (GFile *file, gpointer owner)
{
  WfFirstRunPage *self = owner;

  if (file != NULL && self->code != NULL)
    wf_code_sheet_save_async (self->code, file, wf_pane_get_cancellable (WF_PANE (self)),
                              on_save_ready, self);
}

static void
on_save_button_clicked (GtkButton *button, WfFirstRunPage *self)
{
  wf_file_ask (wf_pane_get_services (WF_PANE (self)), self,
               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
               &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                  .title = _ ("Save the recovery code"),
                                  .name = "code.txt" },
               on_file_chosen);
}

static void
add_language (WfFirstRunPage *self, const WfLanguage *language)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autofree char *name = wf_format_language_name (services->format, language->tag);
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), language->own_name);
  if (language->reviewed_by == NULL && !g_str_equal (language->tag, "en"))
    {
      /* Translators: %s is the name of a language */
      g_autofree char *unread =
          g_strdup_printf (_ ("%s, not yet reviewed by a native speaker"), name);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), unread);
    }
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (check), "tag", g_strdup (language->tag), g_free);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_ptr_array_add (self->checks, check);
  adw_preferences_group_add (self->language_group, row);
}

static void
wf_first_run_page_constructed (GObject *object)
{
  WfFirstRunPage *self = WF_FIRST_RUN_PAGE (object);
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfLanguages *languages = wf_pack_library_get_languages (services->packs);
  g_autoptr (GtkStringList) regions = gtk_string_list_new (NULL);
  /* Translators: %s is a folder of this computer */
  g_autofree char *place =
      g_strdup_printf (_ ("It is kept on this computer only, in %s."), services->data_dir);

  G_OBJECT_CLASS (wf_first_run_page_parent_class)->constructed (object);
  gtk_label_set_label (self->place_label, place);
  for (guint i = 0; i < wf_regions_get_n (); i++)
    gtk_string_list_append (regions, wf_regions_get_name (i));
  adw_combo_row_set_model (self->region_row, G_LIST_MODEL (regions));
  adw_combo_row_set_selected (self->region_row, wf_regions_find ("CA-ON"));
  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    {
      const WfLanguage *language = wf_languages_get (languages, i);

      if (language->translated)
        add_language (self, language);
    }
  if (wf_vault_get_state (services->vault) == WF_VAULT_UNLOCKED)
    resume (self);
  else
    go_to (self, STEP_KEPT);
}

static void
wf_first_run_page_finalize (GObject *object)
{
  WfFirstRunPage *self = WF_FIRST_RUN_PAGE (object);

  if (self->code != NULL)
    explicit_bzero (self->code, strlen (self->code));
  for (guint i = 0; self->groups != NULL && self->groups[i] != NULL; i++)
    explicit_bzero (self->groups[i], strlen (self->groups[i]));
  g_free (self->code);
  g_strfreev (self->groups);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (wf_first_run_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, steps);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, place_label);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, again_row);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, again_label);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, meter);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, code_label);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, first_group_row);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, second_group_row);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, agency_row);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, region_row);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, language_group);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, practice_switch);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, note);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, back_step_button);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, WfFirstRunPage, next_button);
}

static void
wf_first_run_page_class_init (WfFirstRunPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = wf_first_run_page_constructed;
  object_class->finalize = wf_first_run_page_finalize;
  widget_class->map = wf_first_run_page_map;

  g_type_ensure (WF_TYPE_PASSPHRASE_METER);
  g_type_ensure (WF_TYPE_STATUS_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/start/wf-first-run-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_next_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back_step_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_row_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_row_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_print_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_save_button_clicked);
  gtk_widget_class_install_action (widget_class, "first-run.back", NULL, on_back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "first-run.back",
                                       NULL);
}

static void
wf_first_run_page_init (WfFirstRunPage *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_passphrase_row_tend_button (GTK_WIDGET (self->passphrase_row));
  wf_passphrase_row_tend_button (GTK_WIDGET (self->again_row));
}
