/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sources as people see them: what local.db says of each beside how much catalogue.db has of
 * it; switching one on or off, and their order. Listing opens the cache to read only, so that it
 * answers while a synchronisation writes.
 *
 * Invariant: local.db is written first; the cache follows it, now or when it is next opened.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-sources.h"

#include "wf-catalogue-batch.h"
#include "wf-feed-client.h"
#include "wf-statement.h"

#include <string.h>

/* Apart, so that one can come between two. */
#define ORDER_STEP       10
#define STARTER_PRIORITY 100

#define COUNT_SOURCES                                                                              \
  "SELECT id, max (count, (SELECT count(*) FROM entry WHERE entry.source = source.num))"           \
  " FROM source"
#define LIST_CHANGED                                                                               \
  "SELECT c.id FROM recent AS c JOIN source AS s ON s.num = c.source"                              \
  " WHERE s.id = ?1 AND c.is_new = 0 ORDER BY c.id"

void
wf_source_info_free (WfSourceInfo *self)
{
  if (self == NULL)
    return;
  wf_local_source_free (self->source);
  g_free (self->address);
  g_free (self->licence);
  g_free (self);
}

static WfLocalSource *
make_source (const char *id, int priority)
{
  WfLocalSource *source = g_new0 (WfLocalSource, 1);

  source->id = g_strdup (id);
  source->kind = g_strdup (id);
  source->title = g_strdup ("");
  source->url = g_strdup ("");
  source->colour = g_strdup ("");
  source->trust = g_strdup ("");
  source->trouble = g_strdup ("");
  source->priority = priority;
  source->is_on = TRUE;
  return source;
}

/* NULL without an error where there is no cache yet. */
static WfDatabase *
open_cache (const char *data_dir)
{
  g_autofree char *path = g_build_filename (data_dir, "catalogue.db", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS)
             ? wf_database_open (path, WF_DATABASE_READ_ONLY, NULL)
             : NULL;
}

static GHashTable *
count_entries (const char *data_dir)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (WfDatabase) db = open_cache (data_dir);
  g_autoptr (WfStatement) read = db != NULL ? wf_statement_prepare (db, COUNT_SOURCES, NULL) : NULL;
  gboolean has_row = FALSE;

  while (read != NULL && wf_statement_step (read, &has_row, NULL) && has_row)
    g_hash_table_insert (counts, wf_statement_dup_text (read, 0),
                         GUINT_TO_POINTER ((guint) wf_statement_get_int (read, 1)));
  return counts;
}

static WfSourceInfo *
make_info (WfLocalSource *source, GHashTable *counts)
{
  WfSourceInfo *info = g_new0 (WfSourceInfo, 1);
  g_autoptr (WfFeedTrust) trust = wf_feed_trust_parse (source->trust);

  info->source = source;
  info->count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, source->id));
  if (trust == NULL || strcmp (source->kind, "feed") != 0)
    return info;

  g_autofree char *key = wf_minisign_key_to_text (&trust->pin);

  info->address = g_strconcat (source->url, "#", key, NULL);
  info->licence = g_strdup (trust->licence);
  info->published_us = trust->published_us;
  info->expires_us = trust->expires_us;
  return info;
}

static int
compare_infos (gconstpointer a, gconstpointer b)
{
  const WfSourceInfo *left = *(const WfSourceInfo *const *) a;
  const WfSourceInfo *right = *(const WfSourceInfo *const *) b;

  return left->source->priority - right->source->priority;
}

GPtrArray *
wf_sources_list (const char *data_dir, GError **error)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  g_autofree char *path = g_build_filename (data_dir, "local.db", NULL);
  g_autoptr (WfLocal) local = wf_local_open (path, error);
  g_autoptr (GPtrArray) sources = local != NULL ? wf_local_list_sources (local, error) : NULL;
  g_autoptr (GPtrArray) infos =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_source_info_free);
  g_autoptr (GHashTable) counts = NULL;
  gboolean has_starter = FALSE;

  if (sources == NULL)
    return NULL;
  counts = count_entries (data_dir);
  g_ptr_array_add (infos, make_info (make_source (WF_SOURCE_OWN, 0), counts));
  while (sources->len > 0)
    {
      WfLocalSource *source = g_ptr_array_steal_index (sources, 0);

      has_starter = has_starter || strcmp (source->id, WF_SOURCE_STARTER) == 0;
      g_ptr_array_add (infos, make_info (source, counts));
    }
  if (!has_starter)
    g_ptr_array_add (infos, make_info (make_source (WF_SOURCE_STARTER, STARTER_PRIORITY), counts));
  g_ptr_array_sort (infos, compare_infos);
  return g_steal_pointer (&infos);
}

GStrv
wf_sources_list_changed (const char *data_dir, const char *source)
{
  g_return_val_if_fail (data_dir != NULL && source != NULL, NULL);

  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (WfDatabase) db = open_cache (data_dir);
  g_autoptr (WfStatement) read = db != NULL ? wf_statement_prepare (db, LIST_CHANGED, NULL) : NULL;
  gboolean has_row = FALSE;

  if (read != NULL)
    wf_statement_bind_text (read, 1, source);
  while (read != NULL && wf_statement_step (read, &has_row, NULL) && has_row)
    g_strv_builder_add (ids, wf_statement_get_text (read, 0));
  return g_strv_builder_end (ids);
}

/* As local.db has it; the shipped list may be not in it yet. */
static WfLocalSource *
find_source (WfLocal *local, const char *id, GError **error)
{
  g_autoptr (GError) why = NULL;
  WfLocalSource *source = wf_local_get_source (local, id, &why);

  if (source != NULL)
    return source;
  if (strcmp (id, WF_SOURCE_STARTER) == 0 &&
      g_error_matches (why, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_NOT_FOUND))
    return make_source (WF_SOURCE_STARTER, STARTER_PRIORITY);
  g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}

static WfLocal *
get_local (WfCatalogueStore *store, GError **error)
{
  WfLocal *local = wf_catalogue_store_get_index (store)->local;

  if (local == NULL)
    g_set_error_literal (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_DATABASE,
                         "local.db cannot be opened");
  return local;
}

static void
replace (char **member, const char *text)
{
  if (text == NULL)
    return;
  g_free (*member);
  *member = g_strdup (text);
}

gboolean
wf_sources_change (WfCatalogueStore *store,
                   const WfSourceChange *change,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (store != NULL && change != NULL && change->id != NULL, FALSE);

  WfLocal *local = get_local (store, error);
  g_autoptr (WfLocalSource) source = local != NULL ? find_source (local, change->id, error) : NULL;

  if (source == NULL)
    return FALSE;
  replace (&source->title, change->title);
  replace (&source->colour, change->colour);
  if (change->is_on >= 0)
    source->is_on = change->is_on > 0;
  return wf_local_put_source (local, source, error) &&
         wf_catalogue_store_follow_sources (store, cancellable, error);
}

gboolean
wf_sources_order (WfCatalogueStore *store,
                  const char *const *ids,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (store != NULL && ids != NULL, FALSE);

  WfLocal *local = get_local (store, error);

  if (local == NULL)
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (WfLocalSource) source = NULL;

      if (strcmp (ids[i], WF_SOURCE_OWN) == 0)
        continue;
      source = find_source (local, ids[i], error);
      if (source == NULL)
        return FALSE;
      source->priority = (int) (i + 1) * ORDER_STEP;
      if (!wf_local_put_source (local, source, error))
        return FALSE;
    }
  return wf_catalogue_store_follow_sources (store, cancellable, error);
}

gboolean
wf_sources_forget (WfCatalogueStore *store, const char *id, GError **error)
{
  g_return_val_if_fail (store != NULL && id != NULL, FALSE);

  WfLocal *local = get_local (store, error);

  return local != NULL && wf_local_remove_source (local, id, error);
}
