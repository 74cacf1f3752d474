/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing one entry of the catalogue for a plan, of the agency's region first.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-entry-chooser.h"

#include <glib/gi18n.h>

#include "wf-resource-search.h"
#include "wf-widget-tools.h"

struct _WfEntryChooser {
  AdwWindow parent_instance;

  GtkSearchEntry *search_entry;
  GtkListView *entry_list;
  GtkStack *stack;

  WfResourceSearch *search;
  gboolean takes_first; /* Enter was pressed, and what was typed is still looked for */
};

G_DEFINE_FINAL_TYPE (WfEntryChooser, wf_entry_chooser, ADW_TYPE_WINDOW)

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_search_entry_changed (WfEntryChooser *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->search == NULL || g_str_equal (words, wf_resource_search_get_text (self->search)))
    return;
  self->takes_first = FALSE;
  wf_resource_search_set_text (self->search, words);
}

static void
choose (WfEntryChooser *self, guint position)
{
  g_autoptr (WfResourceItem) item = g_list_model_get_item (G_LIST_MODEL (self->search), position);

  if (item == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, wf_resource_item_get (item));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_entry_list_activate (WfEntryChooser *self, guint position)
{
  choose (self, position);
}

/* Enter in the search takes the first of what these words find, once they have. With no words typed
 * it would be the first of all there are, which nobody looked for. */
static void
on_search_entry_activate (WfEntryChooser *self)
{
  g_autofree char *words =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  on_search_entry_changed (self);
  if (*words == '\0')
    return;
  self->takes_first = wf_resource_search_is_busy (self->search);
  if (!self->takes_first)
    choose (self, 0);
}

static void
on_found (WfEntryChooser *self)
{
  gtk_stack_set_visible_child_name (
      self->stack, wf_resource_search_get_count (self->search) > 0 ? "list" : "nothing");
  if (self->takes_first)
    choose (self, 0);
  self->takes_first = FALSE;
}

static void
wf_entry_chooser_dispose (GObject *object)
{
  WfEntryChooser *self = WF_ENTRY_CHOOSER (object);

  if (self->search != NULL)
    g_object_run_dispose (G_OBJECT (self->search));
  g_clear_object (&self->search);
  G_OBJECT_CLASS (wf_entry_chooser_parent_class)->dispose (object);
}

static void
wf_entry_chooser_class_init (WfEntryChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_entry_chooser_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, WF_TYPE_RESOURCE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/plan/wf-entry-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, WfEntryChooser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, WfEntryChooser, entry_list);
  gtk_widget_class_bind_template_child (widget_class, WfEntryChooser, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_list_activate);
  /* The search takes Escape for itself, and says so. */
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wf_entry_chooser_init (WfEntryChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_search_entry_make_private (self->search_entry);
}

WfEntryChooser *
wf_entry_chooser_new (WfServices *services, GtkWindow *parent)
{
  WfEntryChooser *self;
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;
  const char *region;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_ENTRY_CHOOSER, "transient-for", parent, NULL);
  self->search = wf_resource_search_new (services);
  g_signal_connect_object (self->search, "found", G_CALLBACK (on_found), self, G_CONNECT_SWAPPED);
  factory = wf_resource_list_factory_new (services);
  gtk_list_view_set_factory (self->entry_list, factory);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->search)));
  gtk_list_view_set_model (self->entry_list, GTK_SELECTION_MODEL (selection));
  region = wf_agency_repo_get (services->agency)->region;
  if (*region != '\0')
    wf_resource_search_set_region (self->search, region);
  else
    wf_resource_search_run (self->search);
  return self;
}

void
wf_entry_chooser_set_kinds (WfEntryChooser *self, const char *const *kinds)
{
  g_return_if_fail (WF_IS_ENTRY_CHOOSER (self));

  wf_resource_search_set_kinds (self->search, kinds);
}
