/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What changed in the catalogue while nobody asked. It is read whenever the page comes to the
 * front: the plans first, then one entry after the other, so that no key waits for the rows.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-news-page.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-entry-page.h"
#include "wf-rows.h"
#include "wf-today-changes.h"

/* Nobody reads on from here. */
#define MOST_OTHERS 200

struct _WfNewsPage {
  WfPane parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *plan_group;
  AdwPreferencesGroup *other_group;
  AdwPreferencesGroup *rest_group;
  GPtrArray *rows;

  GHashTable *changed; /* (element-type utf8): ids */
  guint uncounted;     /* that changed too, and nobody knows which */
  GPtrArray *others;   /* ids, borrowed from @changed: in no open plan, still to be read */
  guint n_others;      /* rows */
  guint n_gone;
  gboolean is_reading;
};

G_DEFINE_FINAL_TYPE (WfNewsPage, wf_news_page, WF_TYPE_PANE)

static void read_next (WfNewsPage *self);

static GtkWidget *
add_row (WfNewsPage *self, AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  AdwActionRow *row = wf_rows_add (group, self->rows, title, subtitle);

  adw_action_row_add_suffix (row, g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  return GTK_WIDGET (row);
}

static void
on_plan_activated (GtkWidget *row, WfNewsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.make-plan", "s",
                              g_object_get_data (G_OBJECT (row), "client"));
}

static void
add_in_plan (WfNewsPage *self, const WfTodayChange *change)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfClientItem *item = wf_client_repo_lookup (services->clients, change->client_id);
  const WfClientCard *card;
  g_autofree char *name = NULL, *words = NULL;
  GtkWidget *row;

  if (item == NULL)
    return;
  card = wf_client_item_get_card (item);
  name = wf_client_dup_name (card->name, card->number, services->format);
  words = wf_today_change_dup_words (change);
  row = add_row (self, self->plan_group, words, name);
  g_object_set_data_full (G_OBJECT (row), "client", g_strdup (change->client_id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_plan_activated), self, 0);
}

static void
on_entry_activated (GtkWidget *row, WfNewsPage *self)
{
  wf_pane_push (WF_PANE (self), wf_entry_page_new (wf_pane_get_services (WF_PANE (self)),
                                                   g_object_get_data (G_OBJECT (row), "id"),
                                                   g_object_get_data (G_OBJECT (row), "name")));
}

static void
add_other (WfNewsPage *self, const WfResource *entry)
{
  const char *name = wf_resource_get_name (entry, wf_pane_get_services (WF_PANE (self))->lang);
  GtkWidget *row =
      add_row (self, self->other_group, name,
               entry->status == WF_RESOURCE_CLOSED ? _ ("Closed") : entry->organization);

  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (entry->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_entry_activated), self, 0);
  self->n_others++;
}

static void
on_rest_activated (WfNewsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-catalogue", "s",
                              "catalogue.show-changes");
}

/* What has no row of its own is counted. */
static void
finish (WfNewsPage *self)
{
  const WfFormat *format = wf_pane_get_services (WF_PANE (self))->format;
  guint n_rest = self->others->len + self->uncounted;
  g_autofree char *gone = wf_format_integer (format, self->n_gone);
  g_autofree char *rest = wf_format_integer (format, n_rest);
  g_autofree char *words = NULL;
  GtkWidget *row;

  self->is_reading = FALSE;
  if (self->n_gone > 0)
    {
      /* Translators: %s is a number */
      words =
          g_strdup_printf (ngettext ("%s offer is not in the catalogue any more",
                                     "%s offers are not in the catalogue any more", self->n_gone),
                           gone);
      wf_rows_add (self->rest_group, self->rows, words, _ ("No open plan names it."));
      gtk_widget_set_visible (GTK_WIDGET (self->rest_group), TRUE);
    }
  if (n_rest > 0)
    {
      g_free (words);
      words =
          /* Translators: %s is a number */
          g_strdup_printf (ngettext ("%s more offer changed", "%s more offers changed", n_rest),
                           rest);
      row = add_row (self, self->rest_group, words,
                     _ ("All that changed lately, in the list of the catalogue"));
      g_signal_connect_object (row, "activated", G_CALLBACK (on_rest_activated), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "news" : "nothing");
}

/* In these callbacks @user_data is gone when the answer was cancelled. */

static void
on_got (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfNewsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfResource) entry = wf_catalogue_get_finish (WF_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entry != NULL)
    add_other (self, entry);
  else if (g_error_matches (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND))
    self->n_gone++;
  else
    wf_pane_show_problem (WF_PANE (self), error);
  read_next (self);
}

static void
read_next (WfNewsPage *self)
{
  if (self->others->len == 0 || self->n_others == MOST_OTHERS)
    finish (self);
  else
    wf_catalogue_get_async (wf_pane_get_services (WF_PANE (self))->catalogue,
                            g_ptr_array_steal_index (self->others, self->others->len - 1),
                            wf_pane_get_cancellable (WF_PANE (self)), on_got, self);
}

static void
clear (WfNewsPage *self)
{
  wf_rows_clear (self->rows);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->other_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->rest_group), FALSE);
  g_ptr_array_set_size (self->others, 0);
  self->n_others = self->n_gone = 0;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return -g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
on_plans_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfNewsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = wf_today_changes_find_finish (result, &error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  /* Only when it was cancelled: what cannot be read of one plan or offer is left out. */
  if (found == NULL)
    return;
  clear (self);
  for (guint i = 0; i < found->len; i++)
    {
      const WfTodayChange *change = found->pdata[i];

      g_hash_table_add (seen, change->offer_id);
      add_in_plan (self, change);
    }
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!g_hash_table_contains (seen, id))
        g_ptr_array_add (self->others, id);
    }
  g_ptr_array_sort (self->others, compare_ids);
  read_next (self);
}

static void
wf_news_page_shown (WfPane *pane)
{
  WfNewsPage *self = WF_NEWS_PAGE (pane);

  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  wf_today_changes_find_among_async (wf_pane_get_services (pane), self->changed,
                                     wf_pane_get_cancellable (pane), on_plans_ready, self);
}

static void
wf_news_page_finalize (GObject *object)
{
  WfNewsPage *self = WF_NEWS_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->others);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  G_OBJECT_CLASS (wf_news_page_parent_class)->finalize (object);
}

static void
wf_news_page_class_init (WfNewsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_news_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_news_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/catalogue/wf-news-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfNewsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfNewsPage, plan_group);
  gtk_widget_class_bind_template_child (widget_class, WfNewsPage, other_group);
  gtk_widget_class_bind_template_child (widget_class, WfNewsPage, rest_group);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "pane.back", NULL);
}

static void
wf_news_page_init (WfNewsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->others = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_news_page_new (WfServices *services)
{
  WfNewsPage *self;

  g_return_val_if_fail (services != NULL && services->feed_upkeep != NULL, NULL);

  self = g_object_new (WF_TYPE_NEWS_PAGE, "services", services, NULL);
  self->changed = wf_feed_upkeep_take_changed (services->feed_upkeep, &self->uncounted);
  return WF_PANE (self);
}
