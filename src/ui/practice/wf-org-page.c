/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Assess, plan, assess again. Follows the repository's "changed"; holds only the rows it shows,
 * borrowed from their groups.
 *
 * Invariant: what a round says is shown once it is closed, so that nobody answers after others.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-org-page.h"

#include <glib/gi18n.h>

#include "wf-box.h"
#include "wf-client-words.h"
#include "wf-org-dialogs.h"
#include "wf-practice-words.h"
#include "wf-rows.h"
#include "wf-vault-people.h"

struct _WfOrgPage {
  WfPane parent_instance;

  AdwPreferencesGroup *round_group;
  AdwPreferencesGroup *result_group;
  AdwPreferencesGroup *action_group;
  AdwPreferencesGroup *credit_group;

  WfFramework *framework;
  GPtrArray *rows; /* (element-type GtkWidget), borrowed from their groups */
};

G_DEFINE_FINAL_TYPE (WfOrgPage, wf_org_page, WF_TYPE_PANE)

static WfServices *
services_of (WfOrgPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static const WfOrgBook *
book_of (WfOrgPage *self)
{
  return wf_practice_repo_get_organisation (services_of (self)->practice);
}

static const char *
id_of (WfOrgPage *self)
{
  return wf_framework_get_info (self->framework)->id;
}

static gboolean
has_answered (WfOrgPage *self, const WfOrgRound *round)
{
  return g_hash_table_contains (round->answers,
                                wf_practice_repo_get_staff_id (services_of (self)->practice));
}

static void
show_round (WfOrgPage *self)
{
  WfServices *services = services_of (self);
  const WfOrgRound *round = wf_org_book_get_open (book_of (self), id_of (self));
  guint n = round != NULL ? wf_org_round_count (round) : 0;
  g_autofree char *number = wf_format_integer (services->format, n);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%s person has answered", "%s people have answered", n), number);
  AdwActionRow *row;
  GtkWidget *button;

  if (round == NULL)
    {
      row =
          wf_rows_add (self->round_group, self->rows, _ ("No round goes on"),
                       _ ("Begin one, and ask several people to answer: workers, leaders, board."));
      button = wf_row_add_button (row, _ ("_Begin a Round"), "organisation.begin", NULL);
      gtk_widget_add_css_class (button, "suggested-action");
      return;
    }
  row = wf_rows_add (self->round_group, self->rows, _ ("A round goes on"), count);
  button =
      wf_row_add_button (row, has_answered (self, round) ? _ ("_Change My Answers") : _ ("_Answer"),
                         "organisation.answer", NULL);
  if (!has_answered (self, round))
    gtk_widget_add_css_class (button, "suggested-action");
  if (wf_org_book_may_close (book_of (self), wf_practice_repo_get_staff_id (services->practice)) &&
      n > 0)
    wf_row_add_button (
        wf_rows_add (self->round_group, self->rows, _ ("When all have answered"),
                     _ ("Nobody can answer after that; then the page shows what was said.")),
        _ ("_Close the Round"), "organisation.close", round->id);
}

/* "We try: 1 · We agree: 3 · You see it differently: talk about it · higher than last time" */
static char *
dup_part (WfOrgPage *self, const WfOrgPart *part)
{
  const WfFormat *format = services_of (self)->format;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint level = 0; level <= wf_framework_get_levels (self->framework)->len; level++)
    {
      g_autofree char *title = wf_practice_dup_level_title (self->framework, (int) level, format);
      g_autofree char *count = wf_format_integer (format, part->counts[level]);
      if (part->counts[level] > 0)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " · " : "", title, count);
    }
  if (part->n == 0)
    g_string_append (text, _ ("Not answered yet"));
  else if (part->is_apart)
    g_string_append_printf (text, " · %s", _ ("you see it differently: talk about it"));
  else if (part->n > 1)
    g_string_append_printf (text, " · %s", _ ("you see it alike"));
  if (part->last_middle >= 0 && part->middle >= 0)
    g_string_append_printf (text, " · %s",
                            part->middle > part->last_middle   ? _ ("higher than last time")
                            : part->middle < part->last_middle ? _ ("lower than last time")
                                                               : _ ("as last time"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_part (WfOrgPage *self, const WfOrgPart *part)
{
  guint levels = wf_framework_get_levels (self->framework)->len;
  g_autofree char *words = dup_part (self, part);
  AdwActionRow *row =
      wf_rows_add (self->result_group, self->rows,
                   wf_text_get_or_empty (part->part->title, services_of (self)->lang), words);
  GtkWidget *bar = gtk_level_bar_new ();

  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), (double) MAX (part->middle, 0) / levels);
  gtk_widget_add_css_class (bar, "plain");
  gtk_widget_set_size_request (bar, 90, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  adw_action_row_add_suffix (row, bar);
}

static void
show_result (WfOrgPage *self)
{
  WfServices *services = services_of (self);
  const WfOrgRound *last = wf_org_book_get_closed (book_of (self), id_of (self), 0);
  const WfOrgRound *before = wf_org_book_get_closed (book_of (self), id_of (self), 1);

  gtk_widget_set_visible (GTK_WIDGET (self->result_group), last != NULL);
  if (last == NULL)
    return;

  g_autoptr (GPtrArray) parts = wf_org_summarise (self->framework, last, before);
  guint n = wf_org_round_count (last);
  g_autofree char *day = wf_format_date (services->format, last->closed_us, WF_DATE_SHORT);
  g_autofree char *number = wf_format_integer (services->format, n);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%s person has answered", "%s people have answered", n), number);
  g_autofree char *about = g_strdup_printf ("%s · %s", day, count);
  g_autofree char *safe = g_markup_escape_text (about, -1);
  adw_preferences_group_set_description (self->result_group, safe);
  for (guint i = 0; i < parts->len; i++)
    add_part (self, parts->pdata[i]);
}

static char *
dup_action (WfOrgPage *self, const WfOrgAction *action, GPtrArray *members)
{
  WfServices *services = services_of (self);
  const WfFrameworkPart *part = wf_framework_lookup (self->framework, action->part);
  g_autoptr (GString) text = g_string_new (
      part != NULL ? wf_text_get_or_empty (part->title, services_of (self)->lang) : "");
  g_autofree char *today = wf_day_from_time (wf_clock_now (services->clock));
  g_autofree char *due = action->due_day != NULL && action->done_us == 0
                             ? wf_due_dup_words (services->format, today, action->due_day)
                             : NULL;
  const char *owner = wf_practice_find_name (members, action->owner);

  g_string_append_printf (text, " · %s", *owner != '\0' ? owner : _ ("Nobody yet"));
  if (due != NULL)
    g_string_append_printf (text, " · %s", due);
  if (action->done_us != 0)
    {
      g_autofree char *day = wf_format_date (services->format, action->done_us, WF_DATE_SHORT);
      /* Translators: %s is a day */
      g_autofree char *done = g_strdup_printf (_ ("Done on %s"), day);
      g_string_append_printf (text, " · %s", done);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_actions (WfOrgPage *self)
{
  g_autoptr (GPtrArray) actions = wf_org_book_list_actions (book_of (self), id_of (self));
  g_autoptr (GPtrArray) members = wf_vault_get_members (services_of (self)->vault);

  for (guint i = 0; i < actions->len; i++)
    {
      const WfOrgAction *action = actions->pdata[i];
      g_autofree char *words = dup_action (self, action, members);
      AdwActionRow *row = wf_rows_add (self->action_group, self->rows, action->text, words);
      if (action->done_us != 0)
        continue;
      wf_row_add_button (row, _ ("_Done"), "organisation.action-done", action->id);
      wf_row_add_button (row, _ ("Chan_ge…"), "organisation.edit-action", action->id);
    }
}

static void
show_all (WfOrgPage *self)
{
  wf_rows_clear (self->rows);
  show_round (self);
  show_result (self);
  show_actions (self);
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfOrgPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean told = wf_practice_repo_keep_finish (WF_PRACTICE_REPO (source), result, &error);

  if (!wf_pane_is_gone (WF_PANE (self)) && !told)
    wf_pane_show_problem (WF_PANE (self), error);
}

static void
on_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfOrgPage *self = WF_ORG_PAGE (widget);
  const char *id = parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autofree char *random = wf_random_id ();

  if (g_str_equal (name, "organisation.begin"))
    g_ptr_array_add (records, wf_org_record_started (random, self->framework));
  else
    g_ptr_array_add (records, wf_org_record_action_done (id));
  wf_practice_repo_tell_async (services_of (self)->practice, records,
                               wf_pane_get_cancellable (WF_PANE (self)), on_told,
                               g_object_ref (self));
}

static void
on_dialog_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfOrgPage *self = WF_ORG_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;

  if (g_str_equal (name, "organisation.answer"))
    wf_org_answer_dialog_show (services_of (self), window, self->framework);
  else if (g_str_equal (name, "organisation.close"))
    wf_org_close_dialog_show (services_of (self), window, g_variant_get_string (parameter, NULL));
  else
    wf_org_action_dialog_show (services_of (self), window, self->framework,
                               parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL);
}

static void
wf_org_page_dispose (GObject *object)
{
  g_clear_pointer (&WF_ORG_PAGE (object)->framework, wf_framework_unref);
  G_OBJECT_CLASS (wf_org_page_parent_class)->dispose (object);
}

static void
wf_org_page_finalize (GObject *object)
{
  g_ptr_array_unref (WF_ORG_PAGE (object)->rows);
  G_OBJECT_CLASS (wf_org_page_parent_class)->finalize (object);
}

static void
wf_org_page_class_init (WfOrgPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_org_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_org_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/practice/wf-org-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfOrgPage, round_group);
  gtk_widget_class_bind_template_child (widget_class, WfOrgPage, result_group);
  gtk_widget_class_bind_template_child (widget_class, WfOrgPage, action_group);
  gtk_widget_class_bind_template_child (widget_class, WfOrgPage, credit_group);
  gtk_widget_class_install_action (widget_class, "organisation.begin", NULL, on_record_action);
  gtk_widget_class_install_action (widget_class, "organisation.close", "s", on_dialog_action);
  gtk_widget_class_install_action (widget_class, "organisation.action-done", "s", on_record_action);
  gtk_widget_class_install_action (widget_class, "organisation.answer", NULL, on_dialog_action);
  gtk_widget_class_install_action (widget_class, "organisation.new-action", NULL, on_dialog_action);
  gtk_widget_class_install_action (widget_class, "organisation.edit-action", "s", on_dialog_action);
}

static void
wf_org_page_init (WfOrgPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_description (WfOrgPage *self, AdwPreferencesGroup *group, const WfText *text)
{
  g_autofree char *safe =
      g_markup_escape_text (wf_text_get_or_empty (text, services_of (self)->lang), -1);

  adw_preferences_group_set_description (group, safe);
}

WfPane *
wf_org_page_new (WfServices *services, const char *framework)
{
  WfFramework *map = wf_pack_library_get_framework (services->packs, framework);
  WfOrgPage *self;

  g_return_val_if_fail (map != NULL, NULL);

  self = g_object_new (WF_TYPE_ORG_PAGE, "services", services, NULL);
  self->framework = wf_framework_ref (map);
  wf_pane_set_title (WF_PANE (self),
                     wf_text_get_or_empty (wf_framework_get_title (map), services_of (self)->lang));
  set_description (self, self->round_group, wf_framework_get_line (map));
  set_description (self, self->credit_group, wf_framework_get_credit (map));
  g_signal_connect_object (services->practice, "changed", G_CALLBACK (show_all), self,
                           G_CONNECT_SWAPPED);
  show_all (self);
  return WF_PANE (self);
}
