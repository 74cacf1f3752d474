/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A checklist and how far one is. Follows the repository's "changed"; holds only the rows it
 * shows, borrowed from their groups.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-checklist-page.h"

#include <glib/gi18n.h>

#include "wf-list-intake.h"
#include "wf-list-page.h"
#include "wf-point-dialog.h"
#include "wf-practice-words.h"
#include "wf-rows.h"

/* The narrowest the words of a button beside a point may be, in letters. */
#define ASK_WIDTH_CHARS 8

struct _WfChecklistPage {
  WfPane parent_instance;

  AdwPreferencesGroup *head_group;
  AdwPreferencesGroup *point_group;
  AdwPreferencesGroup *old_group;

  WfChecklist *checklist;
  GPtrArray *rows; /* (element-type GtkWidget), borrowed from their groups */
};

G_DEFINE_FINAL_TYPE (WfChecklistPage, wf_checklist_page, WF_TYPE_PANE)

static WfServices *
services_of (WfChecklistPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfChecklistPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);

  if (!wf_pane_is_gone (WF_PANE (self)) && !kept)
    wf_pane_show_problem (WF_PANE (self), error);
}

/* The tick alone changes; what was said of the point stays. */
static void
on_tick_toggled (GtkCheckButton *check, WfChecklistPage *self)
{
  const char *id = g_object_get_data (G_OBJECT (check), "point");
  const WfChecklistPoint *point = wf_checklist_lookup (self->checklist, id);
  const WfPointEntry *entry =
      wf_practice_book_get_entry (wf_practice_repo_get_book (services_of (self)->practice),
                                  wf_checklist_get_info (self->checklist)->id, id);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, wf_checklist_record_ticked (self->checklist, point, entry,
                                                        gtk_check_button_get_active (check)));
  wf_practice_repo_keep_async (services_of (self)->practice, records,
                               wf_pane_get_cancellable (WF_PANE (self)), on_kept,
                               g_object_ref (self));
}

/* The list says it otherwise by now, or a signature from before words were kept says nothing. */
static void
append_signed_words (WfChecklistPage *self, GString *text, const WfSignRequest *request)
{
  if (request->claim->text == NULL)
    g_string_append_printf (text, " · %s",
                            _ ("the signature does not say which words: ask for it again"));
  else
    {
      g_string_append (text, " · ");
      /* Translators: %s is a point of a list as it was when a colleague signed it */
      g_string_append_printf (text, _ ("what was signed: “%s”"),
                              wf_text_get (request->claim->text, services_of (self)->lang, NULL));
    }
}

static char *
dup_status (WfChecklistPage *self, const WfPointProgress *at)
{
  WfFormat *format = services_of (self)->format;
  g_autoptr (GString) text = g_string_new (wf_point_status_get_words (at->status));

  if (at->status == WF_POINT_NOT_APPLICABLE)
    g_string_append_printf (text, ": %s", at->entry->not_applicable);
  if (at->status == WF_POINT_DECLINED && at->request->why != NULL)
    g_string_append_printf (text, ": %s", at->request->why);
  if (at->status == WF_POINT_OUTSIDE)
    g_string_append_printf (text, ": %s", at->entry->outside_name);
  if (at->status == WF_POINT_CHANGED)
    append_signed_words (self, text, at->request);
  if (at->status == WF_POINT_SIGNED && at->renew_us != 0)
    {
      g_autofree char *day = wf_format_date (format, at->renew_us, WF_DATE_SHORT);
      g_string_append (text, " · ");
      /* Translators: %s is a day on which something signed off is looked at again */
      g_string_append_printf (text, _ ("look at it again on %s"), day);
    }
  if (at->has_changed && at->status != WF_POINT_CHANGED)
    g_string_append_printf (text, " · %s", _ ("the words have changed: look at it again"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_tick (WfChecklistPage *self, AdwActionRow *row, const WfPointProgress *at)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), at->entry != NULL && at->entry->is_ticked);
  /* Why it does not apply is taken away where it was written, not by a slip. */
  gtk_widget_set_sensitive (check, at->status != WF_POINT_NOT_APPLICABLE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  wf_text_get_or_empty (at->point->text, services_of (self)->lang),
                                  -1);
  g_object_set_data_full (G_OBJECT (check), "point", g_strdup (at->id), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_tick_toggled), self, 0);
  adw_action_row_add_prefix (row, check);
  g_object_set_data (G_OBJECT (row), "tick", check);
}

static gboolean
may_ask (const WfPointProgress *at)
{
  return at->entry != NULL && !wf_evidence_is_empty (at->entry->evidence) &&
         (at->status == WF_POINT_TICKED || at->status == WF_POINT_DECLINED ||
          at->status == WF_POINT_OUTSIDE || at->status == WF_POINT_RENEW ||
          at->status == WF_POINT_CHANGED);
}

static void
add_text_button (AdwActionRow *row, const char *label, const char *action, const char *id)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* Beside a long point the words would be cut to one a line. */
  gtk_label_set_width_chars (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                             MIN (g_utf8_strlen (label, -1), ASK_WIDTH_CHARS));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  adw_action_row_add_suffix (row, button);
}

/* Also of evidence that is not the one entered now: colleagues see it still. */
static void
add_take_back (AdwActionRow *row, const WfPointProgress *at)
{
  if (at->request != NULL && at->request->state == WF_SIGN_WAITING)
    add_text_button (row, _ ("Take Back"), "checklist.take-back", at->id);
}

static void
add_buttons (AdwActionRow *row, const WfPointProgress *at)
{
  GtkWidget *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");

  if (may_ask (at))
    add_text_button (row, _ ("Ask for Sign-off"), "checklist.ask", at->id);
  add_take_back (row, at);
  gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (edit, "flat");
  gtk_widget_set_tooltip_text (edit, _ ("What shows it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What shows it"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "checklist.edit");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (edit), "s", at->id);
  adw_action_row_add_suffix (row, edit);
  adw_action_row_set_activatable_widget (row, edit);
}

static void
add_point (WfChecklistPage *self, const WfPointProgress *at)
{
  g_autofree char *status = dup_status (self, at);
  AdwActionRow *row;

  if (at->point == NULL)
    {
      row = wf_rows_add (self->old_group, self->rows,
                         wf_practice_find_words (at, services_of (self)->lang), status);
      add_take_back (row, at);
      return;
    }
  row = wf_rows_add (self->point_group, self->rows,
                     wf_text_get_or_empty (at->point->text, services_of (self)->lang), status);
  add_tick (self, row, at);
  add_buttons (row, at);
}

static void
show_all (WfChecklistPage *self)
{
  WfServices *services = services_of (self);
  g_autoptr (WfChecklistProgress) progress = wf_checklist_progress_new (
      self->checklist, wf_practice_repo_get_book (services->practice),
      wf_practice_repo_get_desk (services->practice),
      wf_practice_repo_get_staff_id (services->practice), wf_clock_now (services->clock));
  g_autofree char *words = wf_practice_dup_checklist (progress, services->format);
  gboolean has_old = FALSE;

  wf_rows_clear (self->rows);
  wf_rows_add (
      self->head_group, self->rows, words,
      wf_text_get_or_empty (wf_checklist_get_when (self->checklist), services_of (self)->lang));
  for (guint i = 0; i < progress->points->len; i++)
    {
      const WfPointProgress *at = progress->points->pdata[i];
      has_old = has_old || at->point == NULL;
      add_point (self, at);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->old_group), has_old);
}

/* One row's words change under the focus: the same place keeps it. */
static void
on_changed (WfChecklistPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_tick = GTK_IS_CHECK_BUTTON (focus);
  guint place = G_MAXUINT;
  GtkWidget *tick;

  for (guint i = 0; focus != NULL && i < self->rows->len; i++)
    {
      if (focus == self->rows->pdata[i] || gtk_widget_is_ancestor (focus, self->rows->pdata[i]))
        place = i;
    }
  show_all (self);
  if (place >= self->rows->len)
    return;
  tick = g_object_get_data (G_OBJECT (self->rows->pdata[place]), "tick");
  if (is_tick && tick != NULL)
    gtk_widget_grab_focus (tick);
  else
    gtk_widget_child_focus (self->rows->pdata[place], GTK_DIR_TAB_FORWARD);
}

static void
on_edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfChecklistPage *self = WF_CHECKLIST_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  wf_point_dialog_show (services_of (self), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                        self->checklist, g_variant_get_string (parameter, NULL));
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfChecklistPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean asked = wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (asked)
    wf_pane_tell (WF_PANE (self), _ ("Your colleagues see it under Practice."));
  else
    wf_pane_show_problem (WF_PANE (self), error);
}

static void
on_ask_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfChecklistPage *self = WF_CHECKLIST_PAGE (widget);

  wf_practice_repo_ask_async (
      services_of (self)->practice, self->checklist, g_variant_get_string (parameter, NULL),
      wf_pane_get_cancellable (WF_PANE (self)), on_asked, g_object_ref (self));
}

static void
on_taken_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfChecklistPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean taken = wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (taken)
    wf_pane_tell (WF_PANE (self), _ ("Nobody is asked any more."));
  else
    wf_pane_show_problem (WF_PANE (self), error);
}

static void
on_take_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfChecklistPage *self = WF_CHECKLIST_PAGE (widget);

  wf_practice_repo_take_back_async (
      services_of (self)->practice, wf_checklist_get_info (self->checklist)->id,
      g_variant_get_string (parameter, NULL), wf_pane_get_cancellable (WF_PANE (self)),
      on_taken_back, g_object_ref (self));
}

static void
on_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfChecklistPage *self = WF_CHECKLIST_PAGE (widget);

  if (g_str_equal (name, "checklist.export"))
    wf_list_export (WF_PANE (self), self->checklist);
  else
    wf_pane_push (WF_PANE (self), wf_list_page_new (services_of (self),
                                                    wf_checklist_get_info (self->checklist)->id));
}

static void
show_head (WfChecklistPage *self)
{
  g_autofree char *purpose = g_markup_escape_text (
      wf_text_get_or_empty (wf_checklist_get_purpose (self->checklist), services_of (self)->lang),
      -1);

  wf_pane_set_title (WF_PANE (self), wf_text_get_or_empty (wf_checklist_get_title (self->checklist),
                                                           services_of (self)->lang));
  adw_preferences_group_set_description (self->head_group, purpose);
}

/* It may have been written anew meanwhile. */
static void
wf_checklist_page_shown (WfPane *pane)
{
  WfChecklistPage *self = WF_CHECKLIST_PAGE (pane);
  WfChecklist *now = wf_pack_library_get_checklist (services_of (self)->packs,
                                                    wf_checklist_get_info (self->checklist)->id);

  if (now == NULL || now == self->checklist)
    return;
  wf_checklist_unref (self->checklist);
  self->checklist = wf_checklist_ref (now);
  show_head (self);
  show_all (self);
}

static void
wf_checklist_page_dispose (GObject *object)
{
  g_clear_pointer (&WF_CHECKLIST_PAGE (object)->checklist, wf_checklist_unref);
  G_OBJECT_CLASS (wf_checklist_page_parent_class)->dispose (object);
}

static void
wf_checklist_page_finalize (GObject *object)
{
  g_ptr_array_unref (WF_CHECKLIST_PAGE (object)->rows);
  G_OBJECT_CLASS (wf_checklist_page_parent_class)->finalize (object);
}

static void
wf_checklist_page_class_init (WfChecklistPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_checklist_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_checklist_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_checklist_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/practice/wf-checklist-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfChecklistPage, head_group);
  gtk_widget_class_bind_template_child (widget_class, WfChecklistPage, point_group);
  gtk_widget_class_bind_template_child (widget_class, WfChecklistPage, old_group);
  gtk_widget_class_install_action (widget_class, "checklist.edit", "s", on_edit_action);
  gtk_widget_class_install_action (widget_class, "checklist.write", NULL, on_list_action);
  gtk_widget_class_install_action (widget_class, "checklist.export", NULL, on_list_action);
  gtk_widget_class_install_action (widget_class, "checklist.ask", "s", on_ask_action);
  gtk_widget_class_install_action (widget_class, "checklist.take-back", "s", on_take_back_action);
}

static void
wf_checklist_page_init (WfChecklistPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_checklist_page_new (WfServices *services, const char *checklist)
{
  WfChecklist *list = wf_pack_library_get_checklist (services->packs, checklist);

  g_return_val_if_fail (list != NULL, NULL);

  WfChecklistPage *self = g_object_new (WF_TYPE_CHECKLIST_PAGE, "services", services, NULL);

  self->checklist = wf_checklist_ref (list);
  show_head (self);
  g_signal_connect_object (services->practice, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  show_all (self);
  return WF_PANE (self);
}
