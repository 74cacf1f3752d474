/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Safety lines, one key away. What it shows comes from the catalogue and says nothing
 * about the client.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-safety-list.h"

#include <glib/gi18n.h>

#include "wf-resource-words.h"
#include "wf-widget-tools.h"

#define MAX_LINES 30
#define LINE_GAP  12 /* pixels above a service, but the first */

struct _WfSafetyList {
  GtkWidget parent_instance;

  GtkBox *box;
  GCancellable *cancellable;
  char *lang;
  WfFormat *format; /* (nullable): until filled */
};

G_DEFINE_FINAL_TYPE (WfSafetyList, wf_safety_list, GTK_TYPE_WIDGET)

static void
clear (WfSafetyList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

static GtkWidget *
add_label (WfSafetyList *self, const char *text, const char *css_class)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return NULL;
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (self->box, label);
  return label;
}

static void
add_line (WfSafetyList *self, const WfResource *resource)
{
  gboolean is_first = gtk_widget_get_first_child (GTK_WIDGET (self->box)) == NULL;
  g_autofree char *hours = NULL;
  GtkWidget *name = add_label (self, wf_resource_get_name (resource, self->lang), "heading");

  if (name != NULL && !is_first)
    gtk_widget_set_margin_top (name, LINE_GAP);
  add_label (self, resource->phone, "title-4");
  if (resource->text_line != NULL)
    {
      /* Translators: %s is a number one can send a text message to */
      g_autofree char *line = g_strdup_printf (_ ("Text: %s"), resource->text_line);

      add_label (self, line, "body");
    }
  if (resource->phone == NULL && resource->text_line == NULL)
    add_label (self, wf_resource_get_link (resource), "body");
  hours = wf_resource_dup_hours (resource, self->format);
  add_label (self, hours, "dim-label");
}

static void
on_search_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WfSearchResult *found = wf_catalogue_search_finish (WF_CATALOGUE (source), result, &error);
  WfSafetyList *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  clear (self);
  for (guint i = 0; found != NULL && i < found->resources->len; i++)
    add_line (self, found->resources->pdata[i]);
  if (found == NULL || found->resources->len == 0)
    add_label (self, _ ("No safety lines are listed for this region. In danger, call 911."),
               "body");
  g_clear_pointer (&found, wf_search_result_free);
}

static void
wf_safety_list_dispose (GObject *object)
{
  g_cancellable_cancel (WF_SAFETY_LIST (object)->cancellable);
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_safety_list_parent_class)->dispose (object);
}

static void
wf_safety_list_finalize (GObject *object)
{
  g_object_unref (WF_SAFETY_LIST (object)->cancellable);
  g_clear_pointer (&WF_SAFETY_LIST (object)->format, wf_format_unref);
  g_free (WF_SAFETY_LIST (object)->lang);
  G_OBJECT_CLASS (wf_safety_list_parent_class)->finalize (object);
}

static void
wf_safety_list_class_init (WfSafetyListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_safety_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_safety_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wf_safety_list_init (WfSafetyList *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Safety lines"), -1);
}

void
wf_safety_list_fill (WfSafetyList *self, WfServices *services, const char *region)
{
  static const char *const KINDS[] = { "safety", NULL };
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;

  g_return_if_fail (WF_IS_SAFETY_LIST (self));
  g_return_if_fail (services != NULL);

  clear (self);
  g_free (self->lang);
  self->lang = g_strdup (services->lang);
  g_clear_pointer (&self->format, wf_format_unref);
  self->format = wf_format_ref (services->format);
  if (services->catalogue == NULL)
    {
      add_label (self, _ ("The list of services did not open. In danger, call 911."), "body");
      return;
    }

  filter.kinds = KINDS;
  filter.region = region != NULL && *region != '\0' ? region : NULL;
  wf_catalogue_search_async (services->catalogue, "", &filter, MAX_LINES, self->cancellable,
                             on_search_ready, self);
}
