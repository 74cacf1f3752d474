/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When the catalogue was last renewed, in one line.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-catalogue-status.h"

#include <glib/gi18n.h>

#include "wf-catalogue-desk.h"
#include "wf-source-words.h"
#include "wf-widget-tools.h"

struct _WfCatalogueStatus {
  GtkWidget parent_instance;

  GtkLabel *label;
  WfServices *services;
  gboolean is_gone;
};

G_DEFINE_FINAL_TYPE (WfCatalogueStatus, wf_catalogue_status, GTK_TYPE_WIDGET)

/* The oldest word counts: one list that is behind is why a person looks here. */
static char *
dup_words (GPtrArray *infos, const WfFormat *format, gint64 now_us)
{
  gint64 oldest = 0;
  gboolean has_feed = FALSE, has_trouble = FALSE;
  g_autofree char *when = NULL;

  for (guint i = 0; i < infos->len; i++)
    {
      const WfLocalSource *source = ((const WfSourceInfo *) infos->pdata[i])->source;

      if (!wf_source_is_feed (source) || !source->is_on)
        continue;
      has_trouble = has_trouble || *source->trouble != '\0' ||
                    wf_source_get_freshness (source, now_us) != WF_SOURCE_FRESH;
      oldest = has_feed ? MIN (oldest, source->succeeded_us) : source->succeeded_us;
      has_feed = TRUE;
    }
  if (!has_feed)
    return g_strdup (_ ("Not updated from the web"));
  if (oldest == 0)
    return g_strdup (_ ("A source was never updated"));
  when = wf_format_dup_moment (format, oldest);
  if (has_trouble)
    /* Translators: %s is a day and a time */
    return g_strdup_printf (_ ("Look at the sources: %s"), when);
  /* Translators: %s is a day and a time */
  return g_strdup_printf (_ ("Last updated %s"), when);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfCatalogueStatus) self = user_data;
  g_autoptr (GPtrArray) infos =
      wf_desk_list_sources_finish (WF_CATALOGUE_SYNC (source), result, NULL);
  g_autofree char *words = NULL;

  if (self->is_gone || infos == NULL)
    return;
  words = dup_words (infos, self->services->format, wf_clock_now (self->services->clock));
  if (!wf_catalogue_sync_is_running (self->services->sync))
    gtk_label_set_text (self->label, words);
}

static void
update (WfCatalogueStatus *self)
{
  wf_desk_list_sources_async (self->services->sync, NULL, on_listed, g_object_ref (self));
}

static void
on_started (WfCatalogueStatus *self)
{
  gtk_label_set_text (self->label, _ ("Updating…"));
}

static void
wf_catalogue_status_dispose (GObject *object)
{
  WF_CATALOGUE_STATUS (object)->is_gone = TRUE;
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_catalogue_status_parent_class)->dispose (object);
}

static void
wf_catalogue_status_finalize (GObject *object)
{
  g_clear_pointer (&WF_CATALOGUE_STATUS (object)->services, wf_services_unref);
  G_OBJECT_CLASS (wf_catalogue_status_parent_class)->finalize (object);
}

static void
wf_catalogue_status_class_init (WfCatalogueStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_catalogue_status_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_catalogue_status_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wf_catalogue_status_init (WfCatalogueStatus *self)
{
  GtkWidget *button = gtk_button_new ();

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_button_set_child (GTK_BUTTON (button), GTK_WIDGET (self->label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "catalogue.sources");
  gtk_widget_set_tooltip_text (button, _ ("Where the catalogue comes from"));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->label, NULL, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  gtk_widget_hide (GTK_WIDGET (self));
}

void
wf_catalogue_status_set (WfCatalogueStatus *self, WfServices *services)
{
  g_return_if_fail (WF_IS_CATALOGUE_STATUS (self));
  g_return_if_fail (services != NULL && self->services == NULL);

  if (services->sync == NULL)
    return;
  self->services = wf_services_ref (services);
  g_signal_connect_object (services->sync, "started", G_CALLBACK (on_started), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services->sync, "finished", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services->sync, "updated", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_show (GTK_WIDGET (self));
  update (self);
}

const char *
wf_catalogue_status_get_text (WfCatalogueStatus *self)
{
  g_return_val_if_fail (WF_IS_CATALOGUE_STATUS (self), NULL);

  return gtk_label_get_text (self->label);
}
