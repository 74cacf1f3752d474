/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One search as it changes: what fits is shown at once, then all of it is counted, then the kinds.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-resource-search.h"

#include <string.h>

/* Nobody reads on from here; they say more. */
#define LIMIT 200
/* A row costs most of a millisecond to make: what fills the page first, the rest when nothing else
 * is to be done, a few at a time, so that no key waits for them. */
#define FIRST_ROWS 12
#define MORE_ROWS  4
/* Of the entry's word, in days. */
#define NEW_DAYS 365

struct _WfResourceSearch {
  GObject parent_instance;

  WfServices *services;
  GListStore *items;  /* as far as they are shown */
  GPtrArray *waiting; /* of WfResourceItem: the rest of what was found */
  guint more_id;
  gboolean is_gradual; /* of WfResourceItem */
  char *text;
  char *kind;
  char *region;
  char *language;
  double max_price;
  gboolean flags[WF_SEARCH_N_FILTERS]; /* remote, open, age, places */

  GCancellable *cancellable; /* (nullable): of the search that runs */
  GCancellable *counting;    /* (nullable): of the count that runs */
  GHashTable *kind_counts;   /* kind → count */
  char *did_you_mean;
  guint count;
  gboolean is_counted;
  guint relaxed[WF_SEARCH_N_FILTERS];
};

static void wf_resource_search_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WfResourceSearch,
                               wf_resource_search,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      wf_resource_search_list_model_init))

enum {
  SIGNAL_FOUND,
  SIGNAL_COUNTED,
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
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
}

static void
wf_resource_search_dispose (GObject *object)
{
  stop (WF_RESOURCE_SEARCH (object));
  g_clear_handle_id (&WF_RESOURCE_SEARCH (object)->more_id, g_source_remove);
  G_OBJECT_CLASS (wf_resource_search_parent_class)->dispose (object);
}

static void
wf_resource_search_finalize (GObject *object)
{
  WfResourceSearch *self = WF_RESOURCE_SEARCH (object);

  g_clear_object (&self->items);
  g_ptr_array_unref (self->waiting);
  g_clear_pointer (&self->kind_counts, g_hash_table_unref);
  g_free (self->text);
  g_free (self->kind);
  g_free (self->region);
  g_free (self->language);
  g_free (self->did_you_mean);
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
  signals[SIGNAL_COUNTED] = g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
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

/* The first @n of those that wait go to the end of the list. */
static void
show_more (WfResourceSearch *self, guint n)
{
  guint take = MIN (n, self->waiting->len);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < take; i++)
    g_ptr_array_add (items, g_object_ref (self->waiting->pdata[i]));
  if (take > 0)
    g_ptr_array_remove_range (self->waiting, 0, take);
  g_list_store_splice (self->items, g_list_model_get_n_items (G_LIST_MODEL (self->items)), 0,
                       items->pdata, items->len);
}

static gboolean
on_idle (gpointer data)
{
  WfResourceSearch *self = data;

  show_more (self, MORE_ROWS);
  if (self->waiting->len > 0)
    return G_SOURCE_CONTINUE;
  self->more_id = 0;
  return G_SOURCE_REMOVE;
}

static void
show_found (WfResourceSearch *self, const WfSearchResult *found)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint first = MIN (found->resources->len, self->is_gradual ? FIRST_ROWS : LIMIT);

  g_clear_handle_id (&self->more_id, g_source_remove);
  g_ptr_array_set_size (self->waiting, 0);
  for (guint i = 0; i < found->resources->len; i++)
    g_ptr_array_add (i < first ? items : self->waiting,
                     wf_resource_item_new (found->resources->pdata[i]));
  if (self->waiting->len > 0)
    self->more_id = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
  self->count = found->count;
  self->is_counted = found->is_counted;
  g_free (self->did_you_mean);
  self->did_you_mean = g_strdup (found->did_you_mean);
  memcpy (self->relaxed, found->relaxed, sizeof self->relaxed);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
}

static void
read_filter (WfResourceSearch *self, const char *kinds[2], WfCatalogueFilter *filter)
{
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_local (wf_clock_now (self->services->clock) / G_USEC_PER_SEC);
  GDate today;

  g_date_clear (&today, 1);
  wf_date_from_time (wf_clock_now (self->services->clock), &today);
  *filter = (WfCatalogueFilter) WF_CATALOGUE_FILTER_INIT;
  kinds[0] = self->kind;
  filter->kinds = self->kind != NULL ? kinds : NULL;
  filter->region = self->region;
  filter->language = self->language;
  filter->free_only = self->max_price == 0;
  filter->max_month = self->max_price > 0 ? self->max_price : -1;
  filter->remote_only = self->flags[WF_SEARCH_REMOTE];
  filter->has_places = self->flags[WF_SEARCH_PLACES];
  filter->recent_only = self->flags[WF_SEARCH_RECENT];
  filter->newer_than = self->flags[WF_SEARCH_AGE] ? g_date_get_julian (&today) - NEW_DAYS : 0;
  filter->open_only = self->flags[WF_SEARCH_OPEN];
  filter->open_minute = (guint) ((g_date_time_get_day_of_week (now) - 1) * 24 * 60 +
                                 g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now));
}

/* In all these callbacks @self is gone when the answer was cancelled. */

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfResourceSearch *self = user_data;
  g_autoptr (GError) error = NULL;
  GHashTable *counts = wf_catalogue_count_kinds_finish (WF_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->counting);
  if (counts == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  g_hash_table_unref (self->kind_counts);
  self->kind_counts = counts;
  g_signal_emit (self, signals[SIGNAL_COUNTED], 0);
}

static void
count_kinds (WfResourceSearch *self)
{
  const char *kinds[2] = { NULL, NULL };
  WfCatalogueFilter filter;

  read_filter (self, kinds, &filter);
  self->counting = g_cancellable_new ();
  wf_catalogue_count_kinds_async (self->services->catalogue, self->text, &filter, self->counting,
                                  on_counted, self);
}

static void
on_counted_all (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfResourceSearch *self = user_data;
  g_autoptr (GError) error = NULL;
  guint count;
  gboolean ok = wf_catalogue_count_finish (WF_CATALOGUE (source), result, &count, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->counting);
  if (!ok)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  self->count = count;
  self->is_counted = TRUE;
  count_kinds (self);
  g_signal_emit (self, signals[SIGNAL_COUNTED], 0);
}

static void
count_all (WfResourceSearch *self)
{
  const char *kinds[2] = { NULL, NULL };
  WfCatalogueFilter filter;

  read_filter (self, kinds, &filter);
  self->counting = g_cancellable_new ();
  wf_catalogue_count_async (self->services->catalogue, self->text, &filter, self->counting,
                            on_counted_all, self);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfResourceSearch *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfSearchResult) found =
      wf_catalogue_search_finish (WF_CATALOGUE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (found == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  if (found->is_counted)
    count_kinds (self);
  else
    count_all (self);
  show_found (self, found);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

void
wf_resource_search_run (WfResourceSearch *self)
{
  const char *kinds[2] = { NULL, NULL };
  WfCatalogueFilter filter;

  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));

  if (self->services->catalogue == NULL)
    return;
  stop (self);
  read_filter (self, kinds, &filter);
  self->cancellable = g_cancellable_new ();
  wf_catalogue_search_async (self->services->catalogue, self->text, &filter, LIMIT,
                             self->cancellable, on_found, self);
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
wf_resource_search_set_flag (WfResourceSearch *self, WfSearchFilter which, gboolean is_set)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));
  g_return_if_fail (which >= WF_SEARCH_REMOTE && which < WF_SEARCH_N_FILTERS);

  if (self->flags[which] == is_set)
    return;
  self->flags[which] = is_set;
  wf_resource_search_run (self);
}

void
wf_resource_search_release (WfResourceSearch *self, WfSearchFilter filter)
{
  switch (filter)
    {
    case WF_SEARCH_KIND:
      wf_resource_search_set_kind (self, NULL);
      break;
    case WF_SEARCH_PRICE:
      wf_resource_search_set_max_price (self, -1);
      break;
    case WF_SEARCH_LANGUAGE:
      wf_resource_search_set_language (self, NULL);
      break;
    case WF_SEARCH_REGION:
      wf_resource_search_set_region (self, NULL);
      break;
    case WF_SEARCH_REMOTE:
    case WF_SEARCH_OPEN:
    case WF_SEARCH_AGE:
    case WF_SEARCH_PLACES:
    case WF_SEARCH_RECENT:
      wf_resource_search_set_flag (self, filter, FALSE);
      break;
    case WF_SEARCH_N_FILTERS:
    default:
      break;
    }
}

gboolean
wf_resource_search_is_filtered (WfResourceSearch *self, WfSearchFilter filter)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), FALSE);

  switch (filter)
    {
    case WF_SEARCH_KIND:
      return self->kind != NULL;
    case WF_SEARCH_PRICE:
      return self->max_price >= 0;
    case WF_SEARCH_LANGUAGE:
      return self->language != NULL;
    case WF_SEARCH_REGION:
      return self->region != NULL;
    case WF_SEARCH_REMOTE:
    case WF_SEARCH_OPEN:
    case WF_SEARCH_AGE:
    case WF_SEARCH_PLACES:
    case WF_SEARCH_RECENT:
      return self->flags[filter];
    case WF_SEARCH_N_FILTERS:
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

gboolean
wf_resource_search_is_counted (WfResourceSearch *self)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), FALSE);

  return self->is_counted;
}

guint
wf_resource_search_get_kind_count (WfResourceSearch *self, const char *kind)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), 0);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->kind_counts, kind));
}

const char *
wf_resource_search_get_did_you_mean (WfResourceSearch *self)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), NULL);

  return self->did_you_mean;
}

guint
wf_resource_search_get_relaxed_count (WfResourceSearch *self, WfSearchFilter filter)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), 0);
  g_return_val_if_fail (filter < WF_SEARCH_N_FILTERS, 0);

  return self->relaxed[filter];
}

void
wf_resource_search_set_gradual (WfResourceSearch *self)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));

  self->is_gradual = TRUE;
}

guint
wf_resource_search_reveal (WfResourceSearch *self, const char *id)
{
  GListModel *items;

  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), GTK_INVALID_LIST_POSITION);
  g_return_val_if_fail (id != NULL, GTK_INVALID_LIST_POSITION);

  items = G_LIST_MODEL (self->items);
  for (guint i = 0; i < self->waiting->len; i++)
    {
      if (g_str_equal (wf_resource_item_get (self->waiting->pdata[i])->id, id))
        {
          show_more (self, i + 1);
          break;
        }
    }
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (WfResourceItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (wf_resource_item_get (item)->id, id))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}
