/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The facts of one client, a line each from the table of wf-fact-words.c. The page changes
 * nothing itself: a line opens the dialog that asks, and the repository says when to read
 * anew.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-facts-page.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-fact-dialog.h"

struct _WfFactsPage {
  WfPane parent_instance;

  AdwPreferencesGroup *languages_group;
  AdwPreferencesGroup *needs_group;
  AdwPreferencesGroup *money_group;
  AdwPreferencesGroup *more_group;

  char *id;
  WfClient *client; /* (nullable): as last read */
  GPtrArray *rows;  /* (element-type GtkWidget): borrowed, in the order of the table */
};

G_DEFINE_FINAL_TYPE (WfFactsPage, wf_facts_page, WF_TYPE_PANE)

static void
on_row_activated (AdwActionRow *row, WfFactsPage *self)
{
  const WfFactWords *words = g_object_get_data (G_OBJECT (row), "words");

  if (self->client != NULL)
    wf_fact_dialog_show (wf_pane_get_services (WF_PANE (self)),
                         GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->client, words);
}

static AdwPreferencesGroup *
get_group (WfFactsPage *self, const WfFactWords *words)
{
  if (g_str_equal (words->group, "languages"))
    return self->languages_group;
  if (g_str_equal (words->group, "needs"))
    return self->needs_group;
  if (g_str_equal (words->group, "money"))
    return self->money_group;
  return g_str_equal (words->group, "more") ? self->more_group : NULL;
}

static void
add_row (WfFactsPage *self, const WfFactWords *words)
{
  AdwPreferencesGroup *group = get_group (self, words);
  GtkWidget *row;

  if (group == NULL)
    return;

  row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (words->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "words", (gpointer) words);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_row (WfFactsPage *self, GtkWidget *row)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfFactWords *words = g_object_get_data (G_OBJECT (row), "words");
  const WfClientFact *fact = wf_client_get_fact (self->client, words->name);
  g_autofree char *said = wf_fact_dup_words (words, fact, services);
  g_autofree char *source = wf_fact_dup_source (fact);
  g_autofree char *both = NULL;
  g_autofree char *safe = NULL;

  if (fact->state != WF_CLIENT_FACT_NOT_ASKED && fact->time_us != 0)
    {
      g_autofree char *day =
          wf_day_dup_words (services->format, wf_clock_now (services->clock), fact->time_us);

      if (source != NULL)
        both = g_strdup_printf ("%s · %s · %s", said, source, day);
      else
        both = g_strdup_printf ("%s · %s", said, day);
    }
  safe = g_markup_escape_text (both != NULL ? both : said, -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said,
                                  -1);
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);
  WfFactsPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (client == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  g_clear_pointer (&self->client, wf_client_unref);
  self->client = g_steal_pointer (&client);
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, self->rows->pdata[i]);
}

/* Opening the client was logged by the page this one is opened from. */
static void
reload (WfFactsPage *self)
{
  wf_client_repo_get_async (wf_pane_get_services (WF_PANE (self))->clients, self->id, NULL,
                            wf_pane_get_cancellable (WF_PANE (self)), on_client_ready, self);
}

static void
on_client_changed (WfClientRepo *clients, const char *id, WfFactsPage *self)
{
  if (g_str_equal (id, self->id))
    reload (self);
}

static void
on_client_forgotten (WfClientRepo *clients, const char *id, WfFactsPage *self)
{
  if (g_str_equal (id, self->id))
    wf_pane_back (WF_PANE (self));
}

static void
wf_facts_page_finalize (GObject *object)
{
  WfFactsPage *self = WF_FACTS_PAGE (object);

  g_free (self->id);
  g_clear_pointer (&self->client, wf_client_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (wf_facts_page_parent_class)->finalize (object);
}

static void
wf_facts_page_class_init (WfFactsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_facts_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/clients/wf-facts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfFactsPage, languages_group);
  gtk_widget_class_bind_template_child (widget_class, WfFactsPage, needs_group);
  gtk_widget_class_bind_template_child (widget_class, WfFactsPage, money_group);
  gtk_widget_class_bind_template_child (widget_class, WfFactsPage, more_group);
}

static void
wf_facts_page_init (WfFactsPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_facts_page_new (WfServices *services, const char *id)
{
  WfFactsPage *self;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (WF_TYPE_FACTS_PAGE, "services", services, NULL);
  self->id = g_strdup (id);
  for (guint i = 0; i < wf_fact_words_get_n (); i++)
    add_row (self, wf_fact_words_get (i));
  g_signal_connect_object (services->clients, "client-changed", G_CALLBACK (on_client_changed),
                           self, 0);
  g_signal_connect_object (services->clients, "client-forgotten", G_CALLBACK (on_client_forgotten),
                           self, 0);
  reload (self);
  return WF_PANE (self);
}
