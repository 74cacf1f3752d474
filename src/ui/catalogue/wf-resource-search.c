/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One search as it changes: what fits is shown at once, then all of it is counted, then the kinds.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-resource-search.h"

#include <string.h>

/* Nobody reads on from here; they say more. */
#define LIMIT 200
/* A row costs most of a millisecond to make and to measure: what fills the page first, then a few
 * for each frame, so that no key waits for them. Taking one away costs a tenth of that. */
#define FIRST_ROWS 8
#define MORE_ROWS  4
#define DROP_ROWS  32
#define FRAME_MS   16
/* Of the entry's word, in days. */
#define NEW_DAYS 365

struct _WfResourceSearch {
  GObject parent_instance;

  WfServices *services;
  GListStore *items;  /* shown: of what was found the first @settled, then what was shown before */
  GPtrArray *found;   /* of WfResource */
  GHashTable *places; /* id, of the entry in @found → its place there */
  guint settled;
  guint more_id;
  gboolean is_gradual;
  gboolean is_other; /* than what was found last: what is looked for */
  gboolean is_again; /* what was found last had been looked for before */
  char *text;
  GStrv kinds; /* (nullable): none but these */
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
  guint n_together;
  guint together;
};

static void wf_resource_search_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WfResourceSearch,
                               wf_resource_search,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      wf_resource_search_list_model_init))

enum {
  SIGNAL_BEGINS,
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
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->found);
  g_clear_pointer (&self->kind_counts, g_hash_table_unref);
  g_free (self->text);
  g_strfreev (self->kinds);
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
  signals[SIGNAL_BEGINS] = g_signal_new ("begins", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_resource_unref);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
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

/* Showing. Where the same is looked for again, rows that stay as they are are not touched: the list
 * keeps its place, its focus and what is selected in it. Else it begins again, row by row. */

static guint
count_shown (WfResourceSearch *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

static const WfResource *
peek_shown (WfResourceSearch *self, guint at)
{
  g_autoptr (WfResourceItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), at);

  return wf_resource_item_get (item);
}

/* Whether what stands at @at, beyond what is settled, has its place later. */
static gboolean
is_wanted (WfResourceSearch *self, guint at)
{
  gpointer place;

  return self->is_again &&
         g_hash_table_lookup_extended (self->places, peek_shown (self, at)->id, NULL, &place) &&
         GPOINTER_TO_UINT (place) >= self->settled;
}

/* One more of what was found stands in its place. Returns whether a row was made for it. */
static gboolean
settle_one (WfResourceSearch *self)
{
  guint at = self->settled;
  WfResource *next = self->found->pdata[at];
  const WfResource *now = at < count_shown (self) ? peek_shown (self, at) : NULL;
  gboolean is_same = now != NULL && g_str_equal (now->id, next->id);
  gboolean is_old = now != NULL && (is_same || !is_wanted (self, at));
  g_autoptr (WfResourceItem) item = NULL;

  self->settled++;
  if (is_same && wf_resource_equal (now, next))
    return FALSE;
  item = wf_resource_item_new (next);
  g_list_store_splice (self->items, at, is_old ? 1 : 0, (gpointer *) &item, 1);
  return TRUE;
}

static void
settle (WfResourceSearch *self, guint rows)
{
  while (rows > 0 && self->settled < self->found->len)
    rows -= settle_one (self);
}

/* At most @rows from the end that were not found. Returns whether there were any. */
static gboolean
drop (WfResourceSearch *self, guint rows)
{
  guint end = count_shown (self), from = end;

  while (from > self->settled && end - from < rows && !is_wanted (self, from - 1))
    from--;
  if (from < end)
    g_list_store_splice (self->items, from, end - from, NULL, 0);
  return from < end;
}

static gboolean
is_settled (WfResourceSearch *self)
{
  return self->settled == self->found->len && self->settled == count_shown (self);
}

static gboolean
on_frame (gpointer data)
{
  WfResourceSearch *self = data;

  if (!drop (self, DROP_ROWS))
    settle (self, MORE_ROWS);
  if (!is_settled (self))
    return G_SOURCE_CONTINUE;
  self->more_id = 0;
  return G_SOURCE_REMOVE;
}

static void
note_found (WfResourceSearch *self, const WfSearchResult *found)
{
  g_hash_table_remove_all (self->places);
  g_ptr_array_set_size (self->found, 0);
  for (guint i = 0; i < found->resources->len; i++)
    {
      WfResource *entry = wf_resource_ref (found->resources->pdata[i]);

      g_ptr_array_add (self->found, entry);
      g_hash_table_insert (self->places, entry->id, GUINT_TO_POINTER (i));
    }
  self->settled = 0;
  self->is_again = !self->is_other;
  self->is_other = FALSE;
  self->count = found->count;
  self->is_counted = found->is_counted;
  g_free (self->did_you_mean);
  self->did_you_mean = g_strdup (found->did_you_mean);
  memcpy (self->relaxed, found->relaxed, sizeof self->relaxed);
  self->n_together = found->n_together;
  self->together = found->together;
}

static void
show_found (WfResourceSearch *self, const WfSearchResult *found)
{
  g_clear_handle_id (&self->more_id, g_source_remove);
  note_found (self, found);
  if (!self->is_again)
    g_signal_emit (self, signals[SIGNAL_BEGINS], 0);
  settle (self, self->is_gradual ? FIRST_ROWS : LIMIT);
  /* Of nothing there is nothing old beside it. */
  if (!self->is_gradual || self->found->len == 0)
    drop (self, G_MAXUINT);
  if (!is_settled (self))
    self->more_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FRAME_MS, on_frame, self, NULL);
}

/* Searching. */

static void
read_filter (WfResourceSearch *self, WfCatalogueFilter *filter)
{
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_local (wf_clock_now (self->services->clock) / G_USEC_PER_SEC);
  GDate today;

  g_date_clear (&today, 1);
  wf_date_from_time (wf_clock_now (self->services->clock), &today);
  *filter = (WfCatalogueFilter) WF_CATALOGUE_FILTER_INIT;
  filter->kinds = (const char *const *) self->kinds;
  filter->region = self->region;
  filter->near = wf_point_parse (wf_agency_repo_get (self->services->agency)->point);
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
  WfCatalogueFilter filter;

  read_filter (self, &filter);
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
  WfCatalogueFilter filter;

  read_filter (self, &filter);
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
  WfCatalogueFilter filter;

  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));

  if (self->services->catalogue == NULL)
    return;
  stop (self);
  read_filter (self, &filter);
  self->cancellable = g_cancellable_new ();
  wf_catalogue_search_async (self->services->catalogue, self->text, &filter, LIMIT,
                             self->cancellable, on_found, self);
}

static void
look_for_other (WfResourceSearch *self)
{
  self->is_other = TRUE;
  wf_resource_search_run (self);
}

static void
set_word (WfResourceSearch *self, char **member, const char *word)
{
  if (g_strcmp0 (*member, word) == 0)
    return;
  g_free (*member);
  *member = g_strdup (word);
  look_for_other (self);
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
  const char *const kinds[] = { kind, NULL };

  wf_resource_search_set_kinds (self, kind != NULL ? kinds : NULL);
}

void
wf_resource_search_set_kinds (WfResourceSearch *self, const char *const *kinds)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));

  if (kinds == (const char *const *) self->kinds ||
      (kinds != NULL && self->kinds != NULL &&
       g_strv_equal (kinds, (const char *const *) self->kinds)))
    return;
  g_strfreev (self->kinds);
  self->kinds = g_strdupv ((GStrv) kinds);
  look_for_other (self);
}

const char *
wf_resource_search_get_kind (WfResourceSearch *self)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), NULL);

  return self->kinds != NULL ? self->kinds[0] : NULL;
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
  look_for_other (self);
}

void
wf_resource_search_set_flag (WfResourceSearch *self, WfSearchFilter which, gboolean is_set)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));
  g_return_if_fail (which >= WF_SEARCH_REMOTE && which < WF_SEARCH_N_FILTERS);

  if (self->flags[which] == is_set)
    return;
  self->flags[which] = is_set;
  look_for_other (self);
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
      return self->kinds != NULL;
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

guint
wf_resource_search_get_together (WfResourceSearch *self, guint *out_filters)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), 0);
  g_return_val_if_fail (out_filters != NULL, 0);

  *out_filters = self->together;
  return self->n_together;
}

void
wf_resource_search_set_gradual (WfResourceSearch *self)
{
  g_return_if_fail (WF_IS_RESOURCE_SEARCH (self));

  self->is_gradual = TRUE;
}

gboolean
wf_resource_search_is_settled (WfResourceSearch *self)
{
  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), FALSE);

  return self->cancellable == NULL && is_settled (self);
}

guint
wf_resource_search_find (WfResourceSearch *self, const char *id)
{
  gpointer place;

  g_return_val_if_fail (WF_IS_RESOURCE_SEARCH (self), GTK_INVALID_LIST_POSITION);
  g_return_val_if_fail (id != NULL, GTK_INVALID_LIST_POSITION);

  if (!g_hash_table_lookup_extended (self->places, id, NULL, &place) ||
      GPOINTER_TO_UINT (place) >= self->settled)
    return GTK_INVALID_LIST_POSITION;
  return GPOINTER_TO_UINT (place);
}
