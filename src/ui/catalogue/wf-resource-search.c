/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One search as it changes. Steps run one after the other: everything that fits but for the
 * kind (which counts the kinds), then the chosen kind, then, if nothing was found, once
 * without each filter.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-resource-search.h"

#include "wf-catalogue.h"

#define LIMIT 500

struct _WfResourceSearch {
  GObject parent_instance;

  WfServices *services;
  GListStore *items; /* of WfResourceItem */
  char *text;
  char *kind;
  char *region;
  char *language;
  double max_price;

  GCancellable *cancellable; /* (nullable): of the search that runs */
  GHashTable *kind_counts;   /* kind → count */
  guint count;
  guint relaxed[WF_RESOURCE_SEARCH_N_FILTERS];
  WfResourceSearchFilter relaxing;
};

static void wf_resource_search_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WfResourceSearch,
                               wf_resource_search,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      wf_resource_search_list_model_init))

enum {
  SIGNAL_FOUND,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return WF_TYPE_RESOURCE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (WF_RESOURCE_SEARCH (model)->items));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (WF_RESOURCE_SEARCH (model)->items), position);
}

static void
wf_resource_search_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
stop (WfResourceSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
wf_resource_search_dispose (GObject *object)
{
  stop (WF_RESOURCE_SEARCH (object));
  G_OBJECT_CLASS (wf_resource_search_parent_class)->dispose (object);
}

static void
wf_resource_search_finalize (GObject *object)
{
  WfResourceSearch *self = WF_RESOURCE_SEARCH (object);

  g_clear_object (&self->items);
  g_clear_pointer (&self->kind_counts, g_hash_table_unref);
  g_free (self->text);
  g_free (self->kind);
  g_free (self->region);
  g_free (self->language);
  wf_services_unref (self->services);
  G_OBJECT_CLASS (wf_resource_search_parent_class)->finalize (object);
}

static void
wf_resource_search_class_init (WfResourceSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wf_resource_search_dispose;
  object_class->finalize = wf_resource_search_finalize;
  signals[SIGNAL_FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
on_items_changed (
    GListModel *items, guint position, guint removed, guint added, WfResourceSearch *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
wf_resource_search_init (WfResourceSearch *self)
{
  self->items = g_list_store_new (WF_TYPE_RESOURCE_ITEM);
  self->kind_counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->text = g_strdup ("");
  self->max_price = -1;
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (on_items_changed), self, 0);
}

WfResourceSearch *
wf_resource_search_new (WfServices *services)
{
  WfResourceSearch *self = g_object_new (WF_TYPE_RESOURCE_SEARCH, NULL);

  self->services = wf_services_ref (services);
  return self;
}

/* Searching. */

typedef enum {
  STEP_ALL_KINDS,
  STEP_ONE_KIND,
  STEP_RELAX,
} Step;

static void start_step (WfResourceSearch *self, Step step);

static void
show_found (WfResourceSearch *self, const WfSearchResult *found)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < found->resources->len; i++)
    g_ptr_array_add (items, wf_resource_item_new (found->resources->pdata[i]));
  self->count = found->count;
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
}

static void
count_kinds (WfResourceSearch *self, const WfSearchResult *found)
{
  g_hash_table_remove_all (self->kind_counts);
  for (guint i = 0; i < found->resources->len; i++)
    {
      const WfResource *resource = found->resources->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->kind_counts, resource->kind));

      g_hash_table_insert (self->kind_counts, g_strdup (resource->kind), GUINT_TO_POINTER (n + 1));
    }
}

static void
finish (WfResourceSearch *self)
{
  g_clear_object (&self->cancellable);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

/* The next filter that is set, from @filter on. */
static gboolean
find_set_filter (WfResourceSearch *self, WfResourceSearchFilter filter)
{
  while (filter < WF_RESOURCE_SEARCH_N_FILTERS && !wf_resource_search_is_filtered (self, filter))
    filter++;
  self->relaxing = filter;
  return filter < WF_RESOURCE_SEARCH_N_FILTERS;
}

static void
take_result (WfResourceSearch *self, Step step, const WfSearchResult *found)
{
  if (step == STEP_RELAX)
    {
      self->relaxed[self->relaxing] = found->count;
      if (find_set_filter (self, self->relaxing + 1))
        start_step (self, STEP_RELAX);
      else
        finish (self);
      return;
    }
  if (step == STEP_ALL_KINDS)
    {
      count_kinds (self, found);
      if (self->kind != NULL)
        {
          start_step (self, STEP_ONE_KIND);
          return;
        }
    }
  show_found (self, found);
  if (found->count == 0 && find_set_filter (self, 0))
    start_step (self, STEP_RELAX);
  else
    finish (self);
}

typedef struct {
  WfResourceSearch *self; /* weak: gone when cancelled */
  Step step;
} Wait;

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Wait *wait = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfSearchResult) found =
      wf_catalogue_search_finish (WF_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (found == NULL)
    {
      g_clear_object (&wait->self->cancellable);
      g_signal_emit (wait->self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  take_result (wait->self, wait->step, found);
}

static void
start_step (WfResourceSearch *self, Step step)
{
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
  const char *kinds[] = { self->kind, NULL };
  WfResourceSearchFilter without =
      step == STEP_RELAX ? self->relaxing : WF_RESOURCE_SEARCH_N_FILTERS;
  Wait *wait = g_new0 (Wait, 1);

  if (self->kind != NULL && step != STEP_ALL_KINDS && without != WF_RESOURCE_SEARCH_KIND)
    filter.kinds = kinds;
  if (without != WF_RESOURCE_SEARCH_REGION)
    filter.region = self->region;
  if (without != WF_RESOURCE_SEARCH_LANGUAGE)
    filter.language = self->language;
  if (without != WF_RESOURCE_SEARCH_PRICE)
    {
      filter.free_only = self->max_price == 0;
      filter.max_month = self->max_price > 0 ? self->max_price : -1;
    }
  wait->self = self;
  wait->step = step;
  wf_catalogue_search_async (self->services->catalogue, self->text, &filter, LIMIT,
                             self->cancellable, on_found, wait);
}

void
wf_resource_search_run (WfResourceSearch *self)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));

  if (self->services->catalogue == NULL)
    return;
  stop (self);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < WF_RESOURCE_SEARCH_N_FILTERS; i++)
    self->relaxed[i] = 0;
  start_step (self, STEP_ALL_KINDS);
}

static void
set_word (WfResourceSearch *self, char **member, const char *word)
{
  if (g_strcmp0 (*member, word) == 0)
    return;
  g_free (*member);
  *member = g_strdup (word);
  wf_resource_search_run (self);
}

void
wf_resource_search_set_text (WfResourceSearch *self, const char *text)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));
  g_return_if_fail (text != NULL);

  set_word (self, &self->text, text);
}

const char *
wf_resource_search_get_text (WfResourceSearch *self)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), NULL);

  return self->text;
}

void
wf_resource_search_set_kind (WfResourceSearch *self, const char *kind)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));

  set_word (self, &self->kind, kind);
}

const char *
wf_resource_search_get_kind (WfResourceSearch *self)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), NULL);

  return self->kind;
}

void
wf_resource_search_set_region (WfResourceSearch *self, const char *region)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));

  set_word (self, &self->region, region);
}

void
wf_resource_search_set_language (WfResourceSearch *self, const char *language)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));

  set_word (self, &self->language, language);
}

void
wf_resource_search_set_max_price (WfResourceSearch *self, double max)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));

  if (self->max_price == max)
    return;
  self->max_price = max;
  wf_resource_search_run (self);
}

void
wf_resource_search_release (WfResourceSearch *self, WfResourceSearchFilter filter)
{
  switch (filter)
    {
    case WF_RESOURCE_SEARCH_KIND:
      wf_resource_search_set_kind (self, NULL);
      break;
    case WF_RESOURCE_SEARCH_PRICE:
      wf_resource_search_set_max_price (self, -1);
      break;
    case WF_RESOURCE_SEARCH_LANGUAGE:
      wf_resource_search_set_language (self, NULL);
      break;
    case WF_RESOURCE_SEARCH_REGION:
      wf_resource_search_set_region (self, NULL);
      break;
    case WF_RESOURCE_SEARCH_N_FILTERS:
    default:
      break;
    }
}

gboolean
wf_resource_search_is_filtered (WfResourceSearch *self, WfResourceSearchFilter filter)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), FALSE);

  switch (filter)
    {
    case WF_RESOURCE_SEARCH_KIND:
      return self->kind != NULL;
    case WF_RESOURCE_SEARCH_PRICE:
      return self->max_price >= 0;
    case WF_RESOURCE_SEARCH_LANGUAGE:
      return self->language != NULL;
    case WF_RESOURCE_SEARCH_REGION:
      return self->region != NULL;
    case WF_RESOURCE_SEARCH_N_FILTERS:
    default:
      return FALSE;
    }
}

gboolean
wf_resource_search_is_busy (WfResourceSearch *self)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), FALSE);

  return self->cancellable != NULL;
}

guint
wf_resource_search_get_count (WfResourceSearch *self)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), 0);

  return self->count;
}

guint
wf_resource_search_get_kind_count (WfResourceSearch *self, const char *kind)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), 0);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->kind_counts, kind));
}

guint
wf_resource_search_get_relaxed_count (WfResourceSearch *self, WfResourceSearchFilter filter)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), 0);
  g_return_val_if_fail (filter < WF_RESOURCE_SEARCH_N_FILTERS, 0);

  return self->relaxed[filter];
}
