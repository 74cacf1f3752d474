/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The team's page. What colleagues sealed is opened in the vault's thread; the page sees counts
 * only, and keeps nothing but the rows it shows.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-team-page.h"

#include <glib/gi18n.h>

#include "wf-heat-map.h"
#include "wf-practice-words.h"
#include "wf-rows.h"
#include "wf-vault-people.h"

#define MAX_NEEDS 5

struct _WfTeamPage {
  WfPane parent_instance;

  AdwPreferencesGroup *head_group;
  AdwPreferencesGroup *map_group;
  WfHeatMap *heat_map;
  AdwExpanderRow *words_row;
  AdwPreferencesGroup *need_group;
  AdwPreferencesGroup *teacher_group;

  WfFramework *framework;
  GPtrArray *rows;  /* (element-type GtkWidget), borrowed from their groups */
  GPtrArray *lines; /* (element-type GtkWidget), borrowed from words_row */
};

G_DEFINE_FINAL_TYPE (WfTeamPage, wf_team_page, WF_TYPE_PANE)

static WfServices *
services_of (WfTeamPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static void
clear (WfTeamPage *self)
{
  wf_rows_clear (self->rows);
  for (guint i = 0; i < self->lines->len; i++)
    adw_expander_row_remove (self->words_row, self->lines->pdata[i]);
  g_ptr_array_set_size (self->lines, 0);
}

/* "Not yet to Stage 2: 6" */
static char *
dup_bin (WfTeamPage *self, const WfTeamBin *bin)
{
  WfFormat *format = services_of (self)->format;
  g_autofree char *first = wf_practice_dup_level_title (self->framework, (int) bin->first, format);
  g_autofree char *last = wf_practice_dup_level_title (self->framework, (int) bin->last, format);
  g_autofree char *count = wf_format_integer (format, bin->count);

  if (bin->first == bin->last)
    return g_strdup_printf ("%s: %s", first, count);
  /* Translators: stages that are counted together: "Stage 1 to Stage 3: 6" */
  return g_strdup_printf (_ ("%s to %s: %s"), first, last, count);
}

static char *
dup_coverage (WfTeamPage *self, const WfTeamPicture *picture, const WfTeamRow *row)
{
  g_autofree char *count =
      wf_practice_dup_round (row->n_at_floor, picture->n_people, services_of (self)->format);

  /* Translators: %s is "12 of 20" people */
  return g_strdup_printf (_ ("%s at or above the floor of their role"), count);
}

static void
add_line (WfTeamPage *self, const WfTeamPicture *picture, const WfTeamRow *row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *line;

  for (guint b = 0; b < row->bins->len; b++)
    {
      g_autofree char *bin = dup_bin (self, &g_array_index (row->bins, WfTeamBin, b));
      g_string_append_printf (text, "%s%s", b > 0 ? " · " : "", bin);
    }
  if (row->is_covered)
    {
      g_autofree char *coverage = dup_coverage (self, picture, row);
      g_string_append_printf (text, " · %s", coverage);
    }
  line = adw_action_row_new ();
  wf_row_set_words (ADW_ACTION_ROW (line),
                    wf_text_get_or_empty (row->part->title, services_of (self)->lang), text->str);
  adw_expander_row_add_row (self->words_row, line);
  g_ptr_array_add (self->lines, line);
}

static void
show_head (WfTeamPage *self, const WfTeamPicture *picture)
{
  WfServices *services = services_of (self);
  guint missing;
  g_autoptr (GPtrArray) shown =
      wf_team_book_list_shown (wf_practice_repo_get_team (services->practice),
                               wf_framework_get_info (self->framework)->id, &missing);
  g_autofree char *count = wf_format_integer (services->format, picture->n_people);
  g_autofree char *more = wf_format_integer (services->format, missing);
  g_autofree char *title =
      picture->n_people < WF_TEAM_MINIMUM
          ? g_strdup (_ ("Too few people to show"))
          : g_strdup_printf (
                ngettext ("%s person is counted", "%s people are counted", picture->n_people),
                count);
  g_autofree char *wait = g_strdup_printf (
      ngettext ("The next picture comes when %s more person shares or changes what they share.",
                "The next picture comes when %s more people share or change what they share.",
                missing),
      more);

  wf_rows_add (self->head_group, self->rows, title, missing > 0 ? wait : "");
}

static void
show_needs (WfTeamPage *self, const WfTeamPicture *picture)
{
  for (guint i = 0; i < MIN (picture->needs->len, MAX_NEEDS); i++)
    {
      const WfTeamRow *row = picture->needs->pdata[i];
      g_autofree char *coverage = dup_coverage (self, picture, row);
      wf_rows_add (self->need_group, self->rows,
                   wf_text_get_or_empty (row->part->title, services_of (self)->lang), coverage);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->need_group), picture->needs->len > 0);
}

static void
show_teachers (WfTeamPage *self)
{
  WfServices *services = services_of (self);
  const GPtrArray *questions = wf_framework_get_questions (self->framework);
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      g_autoptr (GPtrArray) staff =
          wf_team_book_list_teachers (wf_practice_repo_get_team (services->practice),
                                      wf_framework_get_info (self->framework)->id, part->id);
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (guint s = 0; s < staff->len; s++)
        g_ptr_array_add (names, (gpointer) wf_practice_find_name (members, staff->pdata[s]));
      g_ptr_array_add (names, NULL);
      if (staff->len == 0)
        continue;
      g_autofree char *list = wf_format_list (services->format, (const char *const *) names->pdata);
      wf_rows_add (self->teacher_group, self->rows,
                   wf_text_get_or_empty (part->title, services_of (self)->lang), list);
      n++;
    }
  if (n == 0)
    wf_rows_add (self->teacher_group, self->rows, _ ("Nobody has offered yet"),
                 _ ("Colleagues offer it themselves, under Practice."));
}

static void
show_picture (WfTeamPage *self, const WfTeamPicture *picture)
{
  clear (self);
  show_head (self, picture);
  wf_heat_map_set (self->heat_map, picture, services_of (self)->format,
                   _ ("The team by competence and stage. The same stands in words below."));
  for (guint i = 0; i < picture->rows->len; i++)
    add_line (self, picture, picture->rows->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->map_group), picture->rows->len > 0);
  show_needs (self, picture);
  show_teachers (self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTeamPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfTeamPicture) picture =
      wf_practice_repo_open_team_finish (WF_PRACTICE_REPO (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (picture != NULL)
    show_picture (self, picture);
  else
    wf_pane_show_problem (WF_PANE (self), error);
}

static void
read_team (WfTeamPage *self)
{
  if (wf_vault_get_role (services_of (self)->vault) == WF_ROLE_COORDINATOR)
    wf_practice_repo_open_team_async (services_of (self)->practice, self->framework,
                                      wf_pane_get_cancellable (WF_PANE (self)), on_opened,
                                      g_object_ref (self));
}

static void
wf_team_page_shown (WfPane *pane)
{
  read_team (WF_TEAM_PAGE (pane));
}

static void
wf_team_page_dispose (GObject *object)
{
  g_clear_pointer (&WF_TEAM_PAGE (object)->framework, wf_framework_unref);
  G_OBJECT_CLASS (wf_team_page_parent_class)->dispose (object);
}

static void
wf_team_page_finalize (GObject *object)
{
  g_ptr_array_unref (WF_TEAM_PAGE (object)->rows);
  g_ptr_array_unref (WF_TEAM_PAGE (object)->lines);
  G_OBJECT_CLASS (wf_team_page_parent_class)->finalize (object);
}

static void
wf_team_page_class_init (WfTeamPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WF_TYPE_HEAT_MAP);
  G_OBJECT_CLASS (klass)->dispose = wf_team_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_team_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_team_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/practice/wf-team-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfTeamPage, head_group);
  gtk_widget_class_bind_template_child (widget_class, WfTeamPage, map_group);
  gtk_widget_class_bind_template_child (widget_class, WfTeamPage, heat_map);
  gtk_widget_class_bind_template_child (widget_class, WfTeamPage, words_row);
  gtk_widget_class_bind_template_child (widget_class, WfTeamPage, need_group);
  gtk_widget_class_bind_template_child (widget_class, WfTeamPage, teacher_group);
}

static void
wf_team_page_init (WfTeamPage *self)
{
  self->rows = g_ptr_array_new ();
  self->lines = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_team_page_new (WfServices *services, const char *framework)
{
  WfFramework *map = wf_pack_library_get_framework (services->packs, framework);
  WfTeamPage *self;

  g_return_val_if_fail (map != NULL, NULL);

  self = g_object_new (WF_TYPE_TEAM_PAGE, "services", services, NULL);
  self->framework = wf_framework_ref (map);
  g_signal_connect_object (services->practice, "changed", G_CALLBACK (read_team), self,
                           G_CONNECT_SWAPPED);
  return WF_PANE (self);
}
