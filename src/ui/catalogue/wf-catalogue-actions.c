/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The menu of the catalogue page.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-catalogue-actions.h"

#include "wf-catalogue-files.h"
#include "wf-import-page.h"
#include "wf-news-page.h"
#include "wf-own-entry.h"
#include "wf-review-page.h"
#include "wf-sources-page.h"

static const struct {
  const char *name;
  WfPane *(*open) (WfServices *services);
} PAGES[] = {
  { "catalogue.sources", wf_sources_page_new },
  { "catalogue.import", wf_import_page_new },
  { "catalogue.review", wf_review_page_new },
  { "catalogue.news", wf_news_page_new },
};

static void
write_json (WfPane *page)
{
  wf_catalogue_files_export (page, FALSE);
}

static void
write_tables (WfPane *page)
{
  wf_catalogue_files_export (page, TRUE);
}

static void
add_own (WfPane *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  wf_own_entry_ask_add (wf_pane_get_services (page),
                        GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
}

static const struct {
  const char *name;
  void (*start) (WfPane *page);
} TASKS[] = {
  { "catalogue.export", write_json },
  { "catalogue.export-tables", write_tables },
  { "catalogue.propose", wf_catalogue_files_propose },
  { "catalogue.add-own", add_own },
};

static void
on_task_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (TASKS); i++)
    {
      if (g_str_equal (TASKS[i].name, name))
        TASKS[i].start (WF_PANE (widget));
    }
}

static void
on_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (PAGES); i++)
    {
      if (g_str_equal (PAGES[i].name, name))
        wf_pane_push (WF_PANE (widget), PAGES[i].open (wf_pane_get_services (WF_PANE (widget))));
    }
}

void
wf_catalogue_actions_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (PAGES); i++)
    gtk_widget_class_install_action (widget_class, PAGES[i].name, NULL, on_page_action);
  for (guint i = 0; i < G_N_ELEMENTS (TASKS); i++)
    gtk_widget_class_install_action (widget_class, TASKS[i].name, NULL, on_task_action);
}

void
wf_catalogue_actions_enable (WfPane *page)
{
  gboolean is_enabled = wf_pane_get_services (page) != NULL &&
                        wf_pane_get_services (page)->sync != NULL &&
                        wf_pane_get_services (page)->catalogue != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (PAGES); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (page), PAGES[i].name, is_enabled);
  for (guint i = 0; i < G_N_ELEMENTS (TASKS); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (page), TASKS[i].name, is_enabled);
}
