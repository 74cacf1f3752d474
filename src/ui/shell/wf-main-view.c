/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places of the program and the one that is shown. A place is a row of the table
 * below; its first pane is made when one goes there for the first time.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-main-view.h"

#include <glib/gi18n.h>

#include "wf-catalogue-page.h"
#include "wf-clients-page.h"
#include "wf-lending-page.h"
#include "wf-month-page.h"
#include "wf-people-page.h"
#include "wf-practice-page.h"
#include "wf-today-page.h"
#include "wf-widget-tools.h"
#include "wf-workshops-page.h"

struct _WfMainView {
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  GtkWidget *separator;
  GtkListBox *place_list;
  GtkStack *place_stack;

  WfServices *services;
};

typedef struct {
  const char *name;
  const char *title;
  const char *icon;
  GType (*get_type) (void);
} Place;

static const Place PLACES[] = {
  { "today", N_ ("Today"), "x-office-calendar-symbolic", wf_today_page_get_type },
  { "clients", N_ ("Clients"), "system-users-symbolic", wf_clients_page_get_type },
  { "catalogue", N_ ("Catalogue"), "system-search-symbolic", wf_catalogue_page_get_type },
  { "practice", N_ ("Practice"), "starred-symbolic", wf_practice_page_get_type },
  { "workshops", N_ ("Workshops"), "video-display-symbolic", wf_workshops_page_get_type },
  { "month", N_ ("Month"), "x-office-spreadsheet-symbolic", wf_month_page_get_type },
  { "people", N_ ("People and keys"), "dialog-password-symbolic", wf_people_page_get_type },
  { "lending", N_ ("Lending"), "phone-symbolic", wf_lending_page_get_type },
};

enum {
  PROP_SERVICES = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WfMainView, wf_main_view, ADW_TYPE_BIN)

static GtkWidget *
make_row (const Place *place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name (place->icon);
  GtkWidget *label = gtk_label_new (_ (place->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (place->title), -1);
  return row;
}

/* A page that wants the whole window gets it; a narrow window shows one thing anyway. */
static void
update_chrome (WfMainView *self)
{
  WfPaneStack *stack = wf_main_view_get_stack (self);
  gboolean solo = stack != NULL && wf_pane_get_solo (wf_pane_stack_get_visible (stack));
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  GtkWidget *child;

  gtk_widget_set_visible (self->sidebar, !solo);
  gtk_widget_set_visible (self->separator, !solo);
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->place_stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wf_pane_stack_set_root_can_go_back (WF_PANE_STACK (child), folded && !solo);
}

static void
on_stack_back_at_root (WfPaneStack *stack, WfMainView *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static WfPaneStack *
ensure_stack (WfMainView *self, const Place *place)
{
  GtkWidget *stack = gtk_stack_get_child_by_name (self->place_stack, place->name);

  if (stack == NULL)
    {
      WfPane *root = g_object_new (place->get_type (), "services", self->services, NULL);

      stack = GTK_WIDGET (wf_pane_stack_new (root));
      g_signal_connect_object (stack, "back-at-root", G_CALLBACK (on_stack_back_at_root), self, 0);
      g_signal_connect_object (stack, "notify::visible-pane", G_CALLBACK (update_chrome), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->place_stack, stack, place->name);
    }
  return WF_PANE_STACK (stack);
}

static void
show_place (WfMainView *self, const Place *place)
{
  WfPaneStack *next = ensure_stack (self, place);
  WfPaneStack *previous = wf_main_view_get_stack (self);

  if (previous != NULL && previous != next)
    wf_pane_stack_set_front (previous, FALSE);
  gtk_stack_set_visible_child (self->place_stack, GTK_WIDGET (next));
  wf_pane_stack_set_front (next, TRUE);
  update_chrome (self);
}

static void
on_place_list_row_selected (GtkListBox *list, GtkListBoxRow *row, WfMainView *self)
{
  if (row != NULL)
    show_place (self, &PLACES[gtk_list_box_row_get_index (row)]);
}

/* A click on the place one is in goes back to its first page. */
static void
on_place_list_row_activated (GtkListBox *list, GtkListBoxRow *row, WfMainView *self)
{
  wf_pane_stack_pop_to_root (wf_main_view_get_stack (self));
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
wf_main_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WF_MAIN_VIEW (object)->services = g_value_dup_boxed (value);
}

static void
wf_main_view_constructed (GObject *object)
{
  WfMainView *self = WF_MAIN_VIEW (object);

  G_OBJECT_CLASS (wf_main_view_parent_class)->constructed (object);
  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
    gtk_list_box_append (self->place_list, make_row (&PLACES[i]));
  gtk_list_box_select_row (self->place_list, gtk_list_box_get_row_at_index (self->place_list, 0));
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
wf_main_view_finalize (GObject *object)
{
  g_clear_pointer (&WF_MAIN_VIEW (object)->services, wf_services_unref);
  G_OBJECT_CLASS (wf_main_view_parent_class)->finalize (object);
}

static void
wf_main_view_class_init (WfMainViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = wf_main_view_set_property;
  object_class->constructed = wf_main_view_constructed;
  object_class->finalize = wf_main_view_finalize;
  properties[PROP_SERVICES] =
      g_param_spec_boxed ("services", NULL, NULL, WF_TYPE_SERVICES,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/shell/wf-main-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WfMainView, leaflet);
  gtk_widget_class_bind_template_child (widget_class, WfMainView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, WfMainView, separator);
  gtk_widget_class_bind_template_child (widget_class, WfMainView, place_list);
  gtk_widget_class_bind_template_child (widget_class, WfMainView, place_stack);
  gtk_widget_class_bind_template_callback (widget_class, on_place_list_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_place_list_row_activated);
}

static void
wf_main_view_init (WfMainView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_list_make_one_stop (GTK_WIDGET (self->place_list)); /* Tab would open one after the other */
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (update_chrome), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
wf_main_view_new (WfServices *services)
{
  g_return_val_if_fail (services != NULL, NULL);

  return g_object_new (WF_TYPE_MAIN_VIEW, "services", services, NULL);
}

void
wf_main_view_show_place (WfMainView *self, const char *name)
{
  g_return_if_fail (WF_IS_MAIN_VIEW (self));
  g_return_if_fail (name != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
    {
      if (g_str_equal (PLACES[i].name, name))
        {
          gtk_list_box_select_row (self->place_list,
                                   gtk_list_box_get_row_at_index (self->place_list, (int) i));
          adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
        }
    }
}

const char *
wf_main_view_get_place (WfMainView *self)
{
  g_return_val_if_fail (WF_IS_MAIN_VIEW (self), NULL);

  return gtk_stack_get_visible_child_name (self->place_stack);
}

WfPaneStack *
wf_main_view_get_stack (WfMainView *self)
{
  GtkWidget *child;

  g_return_val_if_fail (WF_IS_MAIN_VIEW (self), NULL);

  child = gtk_stack_get_visible_child (self->place_stack);
  return child != NULL ? WF_PANE_STACK (child) : NULL;
}
