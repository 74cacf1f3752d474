/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalogue as a place of the window. The search does the searching; this page turns keys
 * and clicks into its filters, and shows what it found.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-catalogue-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-catalogue-actions.h"
#include "wf-catalogue-filters.h"
#include "wf-catalogue-status.h"
#include "wf-curation-menu.h"
#include "wf-plan-chooser.h"
#include "wf-resource-detail.h"
#include "wf-resource-search.h"
#include "wf-resource-words.h"
#include "wf-safety-page.h"
#include "wf-widget-tools.h"

struct _WfCataloguePage {
  WfPane parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *list_side;
  GtkWidget *detail_side;
  GtkSearchEntry *search_entry;
  GtkBox *kind_box;
  GtkDropDown *region_drop;
  GtkDropDown *price_drop;
  GtkDropDown *language_drop;
  GtkToggleButton *remote_toggle;
  GtkToggleButton *open_toggle;
  GtkToggleButton *age_toggle;
  GtkToggleButton *places_toggle;
  GtkToggleButton *recent_toggle;
  GtkLabel *count_label;
  WfCatalogueStatus *status;
  GtkButton *guess_button;
  GtkStack *stack;
  GtkListView *entry_list;
  GtkBox *relax_box;
  GtkStack *detail_stack;
  WfResourceDetail *detail;
  GtkWidget *add_button;
  GtkWidget *back_button;
  WfCurationMenu *curation;

  WfResourceSearch *search;
  GtkSingleSelection *selection;
  GStrv regions;   /* as in the drop-down; "" for anywhere */
  GStrv languages; /* likewise; "" for any */
  gboolean is_updating;
  gboolean is_returning; /* to the entry in front, once it has come to its place again */
  gboolean was_covered;
};

G_DEFINE_FINAL_TYPE (WfCataloguePage, wf_catalogue_page, WF_TYPE_PANE)

static WfServices *
get_services (WfCataloguePage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

/* Filters. */

static void
on_kind_toggled (GtkToggleButton *button, WfCataloguePage *self)
{
  const char *kind = g_object_get_data (G_OBJECT (button), "kind");

  if (self->is_updating || !gtk_toggle_button_get_active (button))
    return;
  wf_resource_search_set_kind (self->search, *kind != '\0' ? kind : NULL);
}

static void
add_kind (WfCataloguePage *self, const char *kind, GtkToggleButton *group)
{
  GtkWidget *button = gtk_toggle_button_new ();

  g_object_set_data_full (G_OBJECT (button), "kind", g_strdup (kind), g_free);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), group == NULL);
  gtk_widget_add_css_class (button, "pill-filter");
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_kind_toggled), self, 0);
  gtk_box_append (self->kind_box, button);
}

/* Everything, then each kind, staff's own material last; safety is not among them. */
static void
fill_kinds (WfCataloguePage *self)
{
  const char *const *kinds = wf_resource_list_kinds ();
  GtkToggleButton *all;

  add_kind (self, "", NULL);
  all = GTK_TOGGLE_BUTTON (gtk_widget_get_first_child (GTK_WIDGET (self->kind_box)));
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      if (!g_str_equal (kinds[i], "safety") && !g_str_equal (kinds[i], "practice"))
        add_kind (self, kinds[i], all);
    }
  add_kind (self, "practice", all);
}

static void
update_kinds (WfCataloguePage *self)
{
  const char *chosen = wf_resource_search_get_kind (self->search);
  guint all = 0;
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->kind_box));
  GtkWidget *first = button;

  self->is_updating = TRUE;
  for (; button != NULL; button = gtk_widget_get_next_sibling (button))
    {
      const char *kind = g_object_get_data (G_OBJECT (button), "kind");
      guint n = wf_resource_search_get_kind_count (self->search, kind);
      g_autofree char *number = wf_format_integer (get_services (self)->format, n);
      g_autofree char *label = NULL;

      all += n;
      if (g_strcmp0 (chosen != NULL ? chosen : "", kind) == 0)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
      if (button == first)
        continue;
      if (g_str_equal (kind, "practice"))
        label = g_strdup (wf_resource_kind_get_words (kind));
      else
        /* Translators: a kind of help and how many there are: "Devices 12" */
        label = g_strdup_printf (_ ("%s %s"), wf_resource_kind_get_words (kind), number);
      gtk_button_set_label (GTK_BUTTON (button), label);
      gtk_widget_set_visible (button, n > 0 || g_str_equal (kind, "practice") ||
                                          g_strcmp0 (chosen, kind) == 0);
    }

  g_autofree char *number = wf_format_integer (get_services (self)->format, all);
  /* Translators: the filter that lets every kind through, and how many there are */
  g_autofree char *label = g_strdup_printf (_ ("All %s"), number);

  gtk_button_set_label (GTK_BUTTON (first), label);
  self->is_updating = FALSE;
}

static void
on_drops_changed (WfCataloguePage *self)
{
  const char *region, *language;

  if (self->is_updating || self->search == NULL)
    return;
  region = self->regions[gtk_drop_down_get_selected (self->region_drop)];
  language = self->languages[gtk_drop_down_get_selected (self->language_drop)];
  wf_resource_search_set_region (self->search, *region != '\0' ? region : NULL);
  wf_resource_search_set_language (self->search, *language != '\0' ? language : NULL);
  wf_resource_search_set_max_price (self->search,
                                    wf_catalogue_filters_get_price (self->price_drop));
}

static GtkToggleButton *
get_toggle (WfCataloguePage *self, WfSearchFilter which)
{
  switch ((int) which)
    {
    case WF_SEARCH_REMOTE:
      return self->remote_toggle;
    case WF_SEARCH_OPEN:
      return self->open_toggle;
    case WF_SEARCH_AGE:
      return self->age_toggle;
    case WF_SEARCH_PLACES:
      return self->places_toggle;
    case WF_SEARCH_RECENT:
      return self->recent_toggle;
    default:
      return NULL;
    }
}

static void
on_toggles_changed (WfCataloguePage *self)
{
  if (self->is_updating || self->search == NULL)
    return;
  for (guint i = WF_SEARCH_REMOTE; i < WF_SEARCH_N_FILTERS; i++)
    wf_resource_search_set_flag (self->search, i,
                                 gtk_toggle_button_get_active (get_toggle (self, i)));
}

/* Nothing was found: each filter that could be let go of, with what that would bring. */

static void
let_go (WfCataloguePage *self, WfSearchFilter filter)
{
  self->is_updating = TRUE;
  if (filter == WF_SEARCH_REGION)
    gtk_drop_down_set_selected (self->region_drop, g_strv_length (self->regions) - 1);
  else if (filter == WF_SEARCH_PRICE)
    gtk_drop_down_set_selected (self->price_drop, 0);
  else if (filter == WF_SEARCH_LANGUAGE)
    gtk_drop_down_set_selected (self->language_drop, 0);
  else if (get_toggle (self, filter) != NULL)
    gtk_toggle_button_set_active (get_toggle (self, filter), FALSE);
  self->is_updating = FALSE;
  wf_resource_search_release (self->search, filter);
}

/* One filter, or several of which no single one stands in the way. */
static void
on_relax_clicked (GtkButton *button, WfCataloguePage *self)
{
  guint filters = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "filters"));

  for (guint i = 0; i < WF_SEARCH_N_FILTERS; i++)
    {
      if (filters & 1U << i)
        let_go (self, i);
    }
}

static void
add_relax_button (WfCataloguePage *self, const char *words, guint n, guint filters)
{
  g_autofree char *number = wf_format_integer (get_services (self)->format, n);
  g_autofree char *label = g_strdup_printf (words, number);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "filters", GUINT_TO_POINTER (filters));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_relax_clicked), self, 0);
  wf_widget_wrap_buttons (button); /* it comes after the page was shown */
  gtk_box_append (self->relax_box, button);
}

static void
show_relaxed (WfCataloguePage *self)
{
  static const char *const WORDS[WF_SEARCH_N_FILTERS] = {
    /* Translators: %s is a number: how many entries there are without one filter */
    [WF_SEARCH_KIND] = N_ ("Of any kind: %s"),
    [WF_SEARCH_PRICE] = N_ ("At any price: %s"),
    [WF_SEARCH_LANGUAGE] = N_ ("In any language: %s"),
    [WF_SEARCH_REGION] = N_ ("Anywhere: %s"),
    [WF_SEARCH_REMOTE] = N_ ("In person too: %s"),
    [WF_SEARCH_OPEN] = N_ ("Open or not: %s"),
    [WF_SEARCH_AGE] = N_ ("However old its word: %s"),
    [WF_SEARCH_PLACES] = N_ ("With places or not: %s"),
    [WF_SEARCH_RECENT] = N_ ("Changed lately or not: %s"),
  };
  GtkWidget *child;
  guint n_together, together;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->relax_box))) != NULL)
    gtk_box_remove (self->relax_box, child);
  for (guint i = 0; i < WF_SEARCH_N_FILTERS; i++)
    {
      guint n = wf_resource_search_get_relaxed_count (self->search, i);

      if (n > 0)
        add_relax_button (self, _ (WORDS[i]), n, 1U << i);
    }
  n_together = wf_resource_search_get_together (self->search, &together);
  if (n_together > 0)
    /* Translators: %s is a number: how many entries there are without several of the filters, when
     * taking off a single one helps nothing */
    add_relax_button (self, _ ("Without the filters that exclude each other: %s"), n_together,
                      together);
}

/* Offered, never done: the words typed stay as they are. */
static void
show_guess (WfCataloguePage *self)
{
  const char *words = wf_resource_search_get_did_you_mean (self->search);
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->guess_button), words != NULL);
  if (words == NULL)
    return;
  /* Translators: %s are words of the catalogue near those that were typed */
  label = g_strdup_printf (_ ("Did you mean “%s”?"), words);
  gtk_button_set_label (self->guess_button, label);
}

static void
on_guess_button_clicked (WfCataloguePage *self)
{
  g_autofree char *words = g_strdup (wf_resource_search_get_did_you_mean (self->search));

  if (words == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), words);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* The entry stays in front though its place in the list is another now, or none: hidden. */
static void
return_to_entry (WfCataloguePage *self)
{
  WfResource *entry = wf_resource_detail_get (self->detail);
  guint at;

  if (!self->is_returning || entry == NULL)
    return;
  at = wf_resource_search_find (self->search, entry->id);
  if (at == GTK_INVALID_LIST_POSITION && !wf_resource_search_is_settled (self->search))
    return;
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, at);
  self->is_returning = FALSE;
}

static void
show_count (WfCataloguePage *self)
{
  guint count = wf_resource_search_get_count (self->search);
  g_autofree char *number = wf_format_integer (get_services (self)->format, count);
  g_autofree char *words =
      wf_resource_search_is_counted (self->search)
          /* Translators: %s is a number of entries in the catalogue */
          ? g_strdup_printf (ngettext ("%s entry", "%s entries", count), number)
          /* Translators: %s is a number of entries, while they are still being counted */
          : g_strdup_printf (_ ("%s or more"), number);

  gtk_label_set_text (self->count_label, words);
}

static void
on_counted (WfCataloguePage *self)
{
  show_count (self);
  update_kinds (self);
}

/* Something else was looked for: the list begins at its beginning. Now, while its rows have
 * heights; new ones have none before the next frame. */
static void
on_begins (WfCataloguePage *self)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->entry_list));

  if (gtk_adjustment_get_value (place) > 0)
    gtk_adjustment_set_value (place, 0);
}

static void
on_found (WfCataloguePage *self)
{
  guint count = wf_resource_search_get_count (self->search);

  show_count (self);
  show_guess (self);
  return_to_entry (self);
  if (count == 0)
    show_relaxed (self);
  gtk_stack_set_visible_child_name (self->stack, count > 0 ? "list" : "nothing");
}

static void
on_failed (WfCataloguePage *self, const GError *error)
{
  wf_pane_show_problem (WF_PANE (self), error);
}

/* The list and the entry beside it. */

static void
show_entry (WfCataloguePage *self, WfResource *resource)
{
  gboolean is_offer = !g_str_equal (resource->kind, "practice") &&
                      !g_str_equal (resource->kind, "safety") &&
                      resource->status != WF_RESOURCE_CLOSED;

  wf_resource_detail_show (self->detail, get_services (self), resource);
  wf_curation_menu_set (self->curation, get_services (self), resource);
  gtk_widget_set_visible (self->add_button, is_offer);
  gtk_stack_set_visible_child_name (self->detail_stack, "entry");
}

static void
on_selection_changed (WfCataloguePage *self)
{
  WfResourceItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    show_entry (self, wf_resource_item_get (item));
  else if (!self->is_returning)
    gtk_stack_set_visible_child_name (self->detail_stack, "none");
}

/* Looks again for the same; @returns: the entry in front stays there. */
static void
renew (WfCataloguePage *self, gboolean returns)
{
  self->is_returning = returns;
  wf_resource_search_run (self->search);
}

/* What the agency said about the entry is in place: it is shown as it now is. */
static void
on_curated (WfCataloguePage *self, WfResource *resource)
{
  if (resource != NULL)
    show_entry (self, resource);
  renew (self, resource != NULL);
}

static void
on_curation_failed (WfCataloguePage *self, const GError *error)
{
  wf_pane_show_problem (WF_PANE (self), error);
}

static void
on_entry_list_activate (WfCataloguePage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
on_back_button_clicked (WfCataloguePage *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry_list));
}

static void
on_search_entry_changed (WfCataloguePage *self)
{
  if (self->search != NULL)
    wf_resource_search_set_text (self->search,
                                 gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

/* Enter and Down go from the search into the list. */
static void
on_search_entry_activate (WfCataloguePage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    on_entry_list_activate (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry_list));
}

static void
on_search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCataloguePage *self = WF_CATALOGUE_PAGE (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->list_side);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
on_safety_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfPane *self = WF_PANE (widget);

  wf_pane_push (self, wf_safety_page_new (wf_pane_get_services (self)));
}

/* What came new or says something else, anywhere. */
static void
on_show_changes_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCataloguePage *self = WF_CATALOGUE_PAGE (widget);

  if (self->search == NULL)
    return;
  adw_leaflet_set_visible_child (self->leaflet, self->list_side);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->region_drop, g_strv_length (self->regions) - 1);
  gtk_toggle_button_set_active (self->recent_toggle, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry_list));
}

/* What is gone from the catalogue does not stay in front, to be sent to somebody. */
static void
on_entry_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfCataloguePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfResource) now = wf_catalogue_get_finish (WF_CATALOGUE (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)) ||
      !g_error_matches (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND))
    return;
  self->is_returning = FALSE;
  gtk_stack_set_visible_child_name (self->detail_stack, "none");
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

/* Other entries now, or other words about them. */
static void
look_again (WfCataloguePage *self)
{
  WfResource *shown = wf_resource_detail_get (self->detail);

  if (shown != NULL)
    wf_catalogue_get_async (get_services (self)->catalogue, shown->id, NULL, on_entry_ready,
                            g_object_ref (self));
  renew (self, gtk_single_selection_get_selected_item (self->selection) != NULL);
}

static void
on_added (WfPlanChooser *chooser, WfCataloguePage *self)
{
  wf_pane_tell (WF_PANE (self), _ ("It is in the plan."));
}

static void
on_add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCataloguePage *self = WF_CATALOGUE_PAGE (widget);
  WfResource *entry = wf_resource_detail_get (self->detail);
  GtkRoot *root = gtk_widget_get_root (widget);
  WfPlanChooser *chooser;

  if (entry == NULL)
    return;
  chooser = wf_plan_chooser_new (get_services (self), entry,
                                 GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  g_signal_connect_object (chooser, "added", G_CALLBACK (on_added), self, 0);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
start (WfCataloguePage *self)
{
  g_autoptr (GtkListItemFactory) factory = wf_resource_list_factory_new (get_services (self));

  self->is_updating = TRUE;
  fill_kinds (self);
  self->regions = wf_catalogue_filters_fill_regions (self->region_drop, get_services (self));
  wf_catalogue_filters_fill_prices (self->price_drop, get_services (self));
  self->languages = wf_catalogue_filters_fill_languages (self->language_drop, get_services (self));
  self->is_updating = FALSE;
  self->search = wf_resource_search_new (get_services (self));
  wf_resource_search_set_gradual (self->search);
  g_signal_connect_object (self->search, "begins", G_CALLBACK (on_begins), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "found", G_CALLBACK (on_found), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "counted", G_CALLBACK (on_counted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "items-changed", G_CALLBACK (return_to_entry), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->search, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->search));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->entry_list, factory);
  gtk_list_view_set_model (self->entry_list, GTK_SELECTION_MODEL (self->selection));
  wf_catalogue_status_set (self->status, get_services (self));
  if (get_services (self)->sync != NULL)
    g_signal_connect_object (get_services (self)->sync, "updated", G_CALLBACK (look_again), self,
                             G_CONNECT_SWAPPED);
  if (*self->regions[0] != '\0')
    wf_resource_search_set_region (self->search, self->regions[0]);
  else
    wf_resource_search_run (self->search);
}

static void
wf_catalogue_page_constructed (GObject *object)
{
  WfCataloguePage *self = WF_CATALOGUE_PAGE (object);
  WfServices *services = get_services (self);

  G_OBJECT_CLASS (wf_catalogue_page_parent_class)->constructed (object);
  if (services != NULL && services->catalogue != NULL && services->packs != NULL)
    start (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "closed");
  wf_catalogue_actions_enable (WF_PANE (self));
}

static void
wf_catalogue_page_hidden (WfPane *pane)
{
  WF_CATALOGUE_PAGE (pane)->was_covered = TRUE;
}

/* On the page that covered it something else may have been said of an entry. */
static void
wf_catalogue_page_shown (WfPane *pane)
{
  WfCataloguePage *self = WF_CATALOGUE_PAGE (pane);

  if (self->was_covered && self->search != NULL)
    look_again (self);
  self->was_covered = FALSE;
}

static void
wf_catalogue_page_dispose (GObject *object)
{
  WfCataloguePage *self = WF_CATALOGUE_PAGE (object);

  if (self->search != NULL)
    g_object_run_dispose (G_OBJECT (self->search));
  g_clear_object (&self->search);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (wf_catalogue_page_parent_class)->dispose (object);
}

static void
wf_catalogue_page_finalize (GObject *object)
{
  WfCataloguePage *self = WF_CATALOGUE_PAGE (object);

  g_strfreev (self->regions);
  g_strfreev (self->languages);
  G_OBJECT_CLASS (wf_catalogue_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, list_side);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, detail_side);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, kind_box);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, region_drop);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, price_drop);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, language_drop);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, remote_toggle);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, open_toggle);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, age_toggle);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, places_toggle);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, recent_toggle);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, status);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, curation);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, guess_button);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, count_label);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, entry_list);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, relax_box);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, detail);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, add_button);
  gtk_widget_class_bind_template_child (widget_class, WfCataloguePage, back_button);
}

static void
wf_catalogue_page_class_init (WfCataloguePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = wf_catalogue_page_constructed;
  object_class->dispose = wf_catalogue_page_dispose;
  object_class->finalize = wf_catalogue_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_catalogue_page_shown;
  WF_PANE_CLASS (klass)->hidden = wf_catalogue_page_hidden;
  gtk_widget_class_install_action (widget_class, "catalogue.search", NULL, on_search_action);
  gtk_widget_class_install_action (widget_class, "catalogue.safety", NULL, on_safety_action);
  gtk_widget_class_install_action (widget_class, "catalogue.add", NULL, on_add_action);
  gtk_widget_class_install_action (widget_class, "catalogue.show-changes", NULL,
                                   on_show_changes_action);
  wf_catalogue_actions_install (widget_class);

  g_type_ensure (WF_TYPE_RESOURCE_DETAIL);
  g_type_ensure (WF_TYPE_CURATION_MENU);
  g_type_ensure (WF_TYPE_CATALOGUE_STATUS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/catalogue/wf-catalogue-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_drops_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_toggles_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_guess_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_curated);
  gtk_widget_class_bind_template_callback (widget_class, on_curation_failed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_list_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_back_button_clicked);
}

static gboolean
on_key_activate (GtkWidget *widget, GVariant *args, gpointer action)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action (widget, action, NULL);
}

/* From an entry that hides the list. */
static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  WfCataloguePage *self = WF_CATALOGUE_PAGE (widget);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->back_button)))
    return FALSE;
  on_back_button_clicked (self);
  return TRUE;
}

/* While the page is in front its keys work wherever in the window the focus is, except where
 * somebody types. */
static void
add_keys (WfCataloguePage *self)
{
  static const struct {
    guint key;
    const char *action;
  } keys[] = { { GDK_KEY_slash, "catalogue.search" }, { GDK_KEY_exclam, "catalogue.safety" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (
            gtk_keyval_trigger_new (keys[i].key, 0),
            gtk_callback_action_new (on_key_activate, (gpointer) keys[i].action, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  controller = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* What takes the focus is the button inside, which has no name of its own. */
static void
name_button (GtkDropDown *drop)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_widget_get_tooltip_text (GTK_WIDGET (drop)), -1);
}

static void
wf_catalogue_page_init (WfCataloguePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_search_entry_make_private (self->search_entry);
  wf_list_make_one_stop (GTK_WIDGET (self->entry_list));
  name_button (self->region_drop);
  name_button (self->price_drop);
  name_button (self->language_drop);
  add_keys (self);
  g_object_bind_property (self->leaflet, "folded", self->back_button, "visible",
                          G_BINDING_SYNC_CREATE);
}
