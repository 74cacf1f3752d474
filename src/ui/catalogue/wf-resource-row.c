/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry in a list.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-resource-row.h"

#include <glib/gi18n.h>

#include "wf-chip.h"
#include "wf-resource-words.h"
#include "wf-widget-tools.h"

struct _WfResourceItem {
  GObject parent_instance;

  WfResource *resource;
};

G_DEFINE_FINAL_TYPE (WfResourceItem, wf_resource_item, G_TYPE_OBJECT)

struct _WfResourceRow {
  GtkWidget parent_instance;

  GtkLabel *name_label;
  GtkLabel *detail_label;
  WfChip *kind_chip;
  WfChip *cost_chip;
  WfChip *age_chip;
};

G_DEFINE_FINAL_TYPE (WfResourceRow, wf_resource_row, GTK_TYPE_WIDGET)

static void
wf_resource_item_finalize (GObject *object)
{
  wf_resource_unref (WF_RESOURCE_ITEM (object)->resource);
  G_OBJECT_CLASS (wf_resource_item_parent_class)->finalize (object);
}

static void
wf_resource_item_class_init (WfResourceItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_resource_item_finalize;
}

static void
wf_resource_item_init (WfResourceItem *self)
{
}

WfResourceItem *
wf_resource_item_new (WfResource *resource)
{
  WfResourceItem *self = g_object_new (WF_TYPE_RESOURCE_ITEM, NULL);

  self->resource = wf_resource_ref (resource);
  return self;
}

WfResource *
wf_resource_item_get (WfResourceItem *self)
{
  g_return_val_if_fail (WF_IS_RESOURCE_ITEM (self), NULL);

  return self->resource;
}

static void
wf_resource_row_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_resource_row_parent_class)->dispose (object);
}

static void
wf_resource_row_class_init (WfResourceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_resource_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (WF_TYPE_CHIP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/catalogue/wf-resource-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WfResourceRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, WfResourceRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, WfResourceRow, kind_chip);
  gtk_widget_class_bind_template_child (widget_class, WfResourceRow, cost_chip);
  gtk_widget_class_bind_template_child (widget_class, WfResourceRow, age_chip);
}

static void
wf_resource_row_init (WfResourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_chip_set_wraps (self->age_chip);
}

GtkWidget *
wf_resource_row_new (void)
{
  return g_object_new (WF_TYPE_RESOURCE_ROW, NULL);
}

void
wf_resource_row_set (WfResourceRow *self,
                     WfServices *services,
                     const WfResource *resource,
                     const GDate *today)
{
  WfResourceCheck check = wf_resource_get_check (resource, today);
  const char *name = wf_resource_get_name (resource, services->lang);
  WfChipKind age_kind;
  g_autofree char *cost = wf_resource_dup_cost (resource, services->format);
  g_autofree char *age = wf_resource_dup_age (resource, services->format, &age_kind);
  g_autofree char *place = wf_resource_dup_place (resource);
  g_autofree char *way =
      wf_resource_dup_way (resource, wf_agency_repo_get (services->agency)->point);
  g_autofree char *detail = NULL;

  g_return_if_fail (WF_IS_RESOURCE_ROW (self));

  if (g_strcmp0 (resource->organization, name) == 0 || *resource->organization == '\0')
    detail = g_strdup (place);
  else
    /* Translators: who runs it, and where it is for */
    detail = g_strdup_printf (_ ("%s · %s"), resource->organization, place);
  if (way != NULL)
    {
      g_autofree char *whole = g_strdup_printf ("%s · %s", detail, way);

      g_free (g_steal_pointer (&detail));
      detail = g_steal_pointer (&whole);
    }
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->detail_label, detail);
  wf_chip_set (self->kind_chip, WF_CHIP_NEUTRAL, wf_resource_kind_get_words (resource->kind));
  wf_chip_set (self->cost_chip, WF_CHIP_NEUTRAL, cost);
  if (resource->status == WF_RESOURCE_CLOSED)
    wf_chip_set (self->age_chip, WF_CHIP_NOT, _ ("Closed"));
  else
    wf_chip_set (self->age_chip, wf_resource_age_chip_kind (check), age);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  gtk_list_item_set_child (list_item, wf_resource_row_new ());
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  WfServices *services = user_data;
  const WfResource *resource = wf_resource_item_get (gtk_list_item_get_item (list_item));
  GtkWidget *row = gtk_list_item_get_child (list_item);
  g_autofree char *said = NULL;
  GDate today;

  g_date_clear (&today, 1);
  wf_date_from_time (wf_clock_now (services->clock), &today);
  wf_resource_row_set (WF_RESOURCE_ROW (row), services, resource, &today);
  said =
      wf_resource_dup_said (resource, services->format, wf_resource_get_check (resource, &today));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

GtkListItemFactory *
wf_resource_list_factory_new (WfServices *services)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind), wf_services_ref (services),
                         (GClosureNotify) (GCallback) wf_services_unref, 0);
  return factory;
}
