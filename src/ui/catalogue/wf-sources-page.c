/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sources of the catalogue. The page shows what the synchroniser lists and tells; it keeps no
 * state of its own but which rows stand there.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-sources-page.h"

#include <glib/gi18n.h>

#include "wf-catalogue-desk.h"
#include "wf-left-page.h"
#include "wf-news-page.h"
#include "wf-rows.h"
#include "wf-source-dialogs.h"
#include "wf-source-words.h"

struct _WfSourcesPage {
  WfPane parent_instance;

  GtkRevealer *progress_revealer;
  GtkProgressBar *progress_bar;
  GtkWidget *stop_button;
  GtkWidget *update_button;
  AdwPreferencesGroup *source_group;
  GtkWidget *hint_group;
  GtkWidget *news_group;
  AdwActionRow *news_row;
  GtkWidget *left_group;
  AdwActionRow *left_row;

  GPtrArray *infos; /* (nullable) (element-type WfSourceInfo): as they stand there */
  GPtrArray *rows;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (WfSourcesPage, wf_sources_page, WF_TYPE_PANE)

static WfServices *
get_services (WfSourcesPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static WfCatalogueSync *
get_sync (WfSourcesPage *self)
{
  return get_services (self)->sync;
}

static GtkWindow *
get_window (WfSourcesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static const WfSourceInfo *
find_info (WfSourcesPage *self, const char *id)
{
  for (guint i = 0; self->infos != NULL && i < self->infos->len; i++)
    {
      const WfSourceInfo *info = self->infos->pdata[i];

      if (g_str_equal (info->source->id, id))
        return info;
    }
  return NULL;
}

/* Rows. */

static GtkWidget *
make_menu_button (const WfSourceInfo *info, const char *title, gboolean can_rise, gboolean can_fall)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *id = info->source->id;

  if (wf_source_is_feed (info->source))
    wf_menu_append (menu, _ ("_Update Now"), "sources.update", id);
  if (can_rise)
    wf_menu_append (menu, _ ("Move _Up"), "sources.move-up", id);
  if (can_fall)
    wf_menu_append (menu, _ ("Move _Down"), "sources.move-down", id);
  wf_menu_append (menu, _ ("Name and _Colour…"), "sources.edit", id);
  if (info->address != NULL)
    wf_menu_append (menu, _ ("_For Other Agencies…"), "sources.show-address", id);
  if (!g_str_equal (id, WF_SOURCE_STARTER))
    wf_menu_append (menu, _ ("_Remove…"), "sources.remove", id);
  return wf_menu_button_new_about (G_MENU_MODEL (menu), title);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPane) pane = user_data;
  g_autoptr (GError) error = NULL;

  if (!wf_desk_finish (WF_CATALOGUE_SYNC (source), result, &error) && !wf_pane_is_gone (pane))
    wf_pane_show_problem (pane, error);
}

static void
on_switched (GtkSwitch *toggle, GParamSpec *pspec, WfSourcesPage *self)
{
  const WfSourceChange change = { .id = g_object_get_data (G_OBJECT (toggle), "source"),
                                  .is_on = gtk_switch_get_active (toggle) };

  if (!self->is_updating)
    wf_desk_change_source_async (get_sync (self), &change, NULL, on_changed, g_object_ref (self));
}

static GtkWidget *
make_switch (WfSourcesPage *self, const WfSourceInfo *info, const char *title)
{
  GtkWidget *toggle = gtk_switch_new ();
  /* Translators: %s is the name of a list of offers: a switch */
  g_autofree char *label = g_strdup_printf (_ ("Show and update %s"), title);

  gtk_switch_set_active (GTK_SWITCH (toggle), info->source->is_on);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (toggle), "source", g_strdup (info->source->id), g_free);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_switched), self, 0);
  return toggle;
}

static char *
dup_subtitle (WfSourcesPage *self, const WfSourceInfo *info)
{
  WfServices *services = get_services (self);
  g_autofree char *state =
      wf_source_dup_state (info, services->format, wf_clock_now (services->clock));

  return g_markup_escape_text (state, -1);
}

static GtkWidget *
make_decide_button (const WfSourceInfo *info)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Decide…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sources.update");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", info->source->id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/* Why it was not renewed stands in a row of its own, below it. */
static void
add_trouble (WfSourcesPage *self, const WfSourceInfo *info)
{
  g_autofree char *trouble = wf_source_dup_trouble (info->source);
  g_autofree char *safe = NULL;
  GtkWidget *row;

  if (trouble == NULL)
    return;
  row = adw_action_row_new ();
  safe = g_markup_escape_text (trouble, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Not updated the last time"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "dialog-warning-symbolic");
  if (wf_source_waits_for_decision (info->source))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_decide_button (info));
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->source_group, row);
}

/* Its own entries stand first and stay there. */
static gboolean
is_movable (WfSourcesPage *self, guint index)
{
  return index > 0 && index < self->infos->len;
}

static void
add_row (WfSourcesPage *self, guint index)
{
  const WfSourceInfo *info = self->infos->pdata[index];
  gboolean is_own = g_str_equal (info->source->id, WF_SOURCE_OWN);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = wf_source_dup_title (info->source);
  g_autofree char *safe = g_markup_escape_text (title, -1);
  g_autofree char *subtitle = dup_subtitle (self, info);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), wf_source_mark_new (info->source));
  if (!is_own)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_switch (self, info, title));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 make_menu_button (info, title, is_movable (self, index - 1),
                                                   is_movable (self, index + 1)));
    }
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->source_group, row);
  add_trouble (self, info);
}

static void
show_running (WfSourcesPage *self)
{
  gboolean is_running = wf_catalogue_sync_is_running (get_sync (self));

  gtk_revealer_set_reveal_child (self->progress_revealer, is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.stop", is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.update-all", !is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.update", !is_running);
}

/* What turns brought that nobody asked for; the same that a notification tells. */
static void
show_news (WfSourcesPage *self)
{
  WfServices *services = get_services (self);
  guint n =
      services->feed_upkeep != NULL ? wf_feed_upkeep_count_changed (services->feed_upkeep) : 0;
  g_autofree char *number = wf_format_integer (services->format, n);
  g_autofree char *words = NULL;

  if (n > 0)
    /* Translators: %s is a number */
    words = g_strdup_printf (ngettext ("%s offer changed since you last looked",
                                       "%s offers changed since you last looked", n),
                             number);
  adw_action_row_set_subtitle (self->news_row, n > 0 ? words : _ ("Nothing since you last looked"));
}

static void
on_news_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfSourcesPage *self = WF_SOURCES_PAGE (widget);

  wf_pane_push (WF_PANE (self), wf_news_page_new (get_services (self)));
}

static void
on_left_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfSourcesPage) self = user_data;
  g_autoptr (JsonArray) left = wf_desk_list_left_finish (WF_CATALOGUE_SYNC (source), result, NULL);
  guint n = left != NULL ? json_array_get_length (left) : 0;
  g_autofree char *number = NULL, *words = NULL;

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  number = wf_format_integer (get_services (self)->format, n);
  /* Translators: %s is a number */
  words =
      g_strdup_printf (ngettext ("You said something of %s offer that no source has any more",
                                 "You said something of %s offers that no source has any more", n),
                       number);
  adw_action_row_set_subtitle (self->left_row, words);
  gtk_widget_set_visible (self->left_group, n > 0);
}

static void
on_left_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfSourcesPage *self = WF_SOURCES_PAGE (widget);

  wf_pane_push (WF_PANE (self), wf_left_page_new (get_services (self)));
}

static void
show_infos (WfSourcesPage *self)
{
  gboolean has_feed = FALSE;

  self->is_updating = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->source_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->infos->len; i++)
    {
      has_feed = has_feed || wf_source_is_feed (((WfSourceInfo *) self->infos->pdata[i])->source);
      add_row (self, i);
    }
  self->is_updating = FALSE;
  gtk_widget_set_visible (self->hint_group, !has_feed);
  gtk_widget_set_visible (self->update_button, has_feed);
  gtk_widget_set_visible (self->news_group, has_feed && get_services (self)->feed_upkeep != NULL);
  show_news (self);
  show_running (self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *infos = wf_desk_list_sources_finish (WF_CATALOGUE_SYNC (source), result, &error);
  g_autoptr (WfSourcesPage) self = user_data;

  if (wf_pane_is_gone (WF_PANE (self)))
    {
      g_clear_pointer (&infos, g_ptr_array_unref);
      return;
    }
  if (infos == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  g_clear_pointer (&self->infos, g_ptr_array_unref);
  self->infos = infos;
  show_infos (self);
}

static void
update (WfSourcesPage *self)
{
  wf_desk_list_sources_async (get_sync (self), NULL, on_listed, g_object_ref (self));
  wf_desk_list_left_async (get_sync (self), NULL, on_left_listed, g_object_ref (self));
}

/* Turns. */

static void
on_started (WfSourcesPage *self)
{
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_progress_bar_set_text (self->progress_bar, _ ("Asking the publisher"));
  show_running (self);
}

static void
on_progress (WfCatalogueSync *sync, guint64 received, guint64 total, WfSourcesPage *self)
{
  g_autofree char *here = g_format_size (received);
  g_autofree char *all = g_format_size (total);
  /* Translators: how much has come of how much: "2 MB of 8 MB" */
  g_autofree char *text = g_strdup_printf (_ ("%s of %s"), here, all);

  gtk_progress_bar_set_fraction (self->progress_bar,
                                 total > 0 ? (double) received / (double) total : 0);
  gtk_progress_bar_set_text (self->progress_bar,
                             received < total ? text : _ ("Checking and sorting in"));
}

static void
ask_removals (WfSourcesPage *self, GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    {
      const WfSourceReport *report = reports->pdata[i];
      const WfSourceInfo *info = find_info (self, report->source);

      if (report->is_removal && info != NULL)
        {
          wf_source_ask_removals (get_services (self), get_window (self), info,
                                  report->report.removed);
          return;
        }
    }
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfSourcesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports =
      wf_catalogue_sync_run_finish (WF_CATALOGUE_SYNC (source), result, &error);
  g_autofree char *outcome = NULL;

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (reports == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  outcome = wf_source_dup_outcome (reports, get_services (self)->format);
  wf_pane_tell (WF_PANE (self), outcome);
  ask_removals (self, reports);
}

static void
on_update_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_catalogue_sync_run_async (get_sync (WF_SOURCES_PAGE (widget)),
                               parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL,
                               NULL, FALSE, NULL, on_run_ready,
                               g_object_ref (WF_SOURCES_PAGE (widget)));
}

static void
on_stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_catalogue_sync_cancel (get_sync (WF_SOURCES_PAGE (widget)));
}

/* One source. */

static void
on_add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfSourcesPage *self = WF_SOURCES_PAGE (widget);

  wf_source_ask_add (get_services (self), get_window (self), NULL);
}

static void
on_about_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfSourcesPage *self = WF_SOURCES_PAGE (widget);
  const WfSourceInfo *info = find_info (self, g_variant_get_string (parameter, NULL));

  if (info == NULL)
    return;
  if (g_str_equal (name, "sources.edit"))
    wf_source_ask_edit (get_services (self), get_window (self), info);
  else if (g_str_equal (name, "sources.remove"))
    wf_source_ask_remove (get_services (self), get_window (self), info);
  else if (info->address != NULL)
    wf_source_show_address (get_services (self), get_window (self), info);
}

static void
on_move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfSourcesPage *self = WF_SOURCES_PAGE (widget);
  const WfSourceInfo *info = find_info (self, g_variant_get_string (parameter, NULL));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  guint at, to;

  if (info == NULL || !g_ptr_array_find (self->infos, info, &at))
    return;
  to = g_str_equal (name, "sources.move-up") ? at - 1 : at + 1;
  if (!is_movable (self, to))
    return;
  for (guint i = 0; i < self->infos->len; i++)
    {
      const WfSourceInfo *here = self->infos->pdata[i == at ? to : i == to ? at : i];

      g_strv_builder_add (builder, here->source->id);
    }
  ids = g_strv_builder_end (builder);
  wf_desk_order_sources_async (get_sync (self), (const char *const *) ids, NULL, on_changed,
                               g_object_ref (self));
}

static void
wf_sources_page_shown (WfPane *pane)
{
  update (WF_SOURCES_PAGE (pane));
}

static void
wf_sources_page_finalize (GObject *object)
{
  WfSourcesPage *self = WF_SOURCES_PAGE (object);

  g_clear_pointer (&self->infos, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (wf_sources_page_parent_class)->finalize (object);
}

static void
wf_sources_page_class_init (WfSourcesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const ABOUT[] = { "sources.edit", "sources.remove", "sources.show-address" };

  G_OBJECT_CLASS (klass)->finalize = wf_sources_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_sources_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/catalogue/wf-sources-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfSourcesPage, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, WfSourcesPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, WfSourcesPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, WfSourcesPage, update_button);
  gtk_widget_class_bind_template_child (widget_class, WfSourcesPage, source_group);
  gtk_widget_class_bind_template_child (widget_class, WfSourcesPage, hint_group);
  gtk_widget_class_bind_template_child (widget_class, WfSourcesPage, news_group);
  gtk_widget_class_bind_template_child (widget_class, WfSourcesPage, news_row);
  gtk_widget_class_install_action (widget_class, "sources.add", NULL, on_add_action);
  gtk_widget_class_bind_template_child (widget_class, WfSourcesPage, left_group);
  gtk_widget_class_bind_template_child (widget_class, WfSourcesPage, left_row);
  gtk_widget_class_install_action (widget_class, "sources.show-left", NULL, on_left_action);
  gtk_widget_class_install_action (widget_class, "sources.show-news", NULL, on_news_action);
  gtk_widget_class_install_action (widget_class, "sources.update-all", NULL, on_update_action);
  gtk_widget_class_install_action (widget_class, "sources.update", "s", on_update_action);
  gtk_widget_class_install_action (widget_class, "sources.stop", NULL, on_stop_action);
  gtk_widget_class_install_action (widget_class, "sources.move-up", "s", on_move_action);
  gtk_widget_class_install_action (widget_class, "sources.move-down", "s", on_move_action);
  for (guint i = 0; i < G_N_ELEMENTS (ABOUT); i++)
    gtk_widget_class_install_action (widget_class, ABOUT[i], "s", on_about_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "pane.back", NULL);
}

static void
wf_sources_page_init (WfSourcesPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_sources_page_new (WfServices *services)
{
  WfSourcesPage *self;

  g_return_val_if_fail (services != NULL && services->sync != NULL, NULL);

  self = g_object_new (WF_TYPE_SOURCES_PAGE, "services", services, NULL);
  g_signal_connect_object (services->sync, "started", G_CALLBACK (on_started), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services->sync, "progress", G_CALLBACK (on_progress), self, 0);
  g_signal_connect_object (services->sync, "finished", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services->sync, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return WF_PANE (self);
}
