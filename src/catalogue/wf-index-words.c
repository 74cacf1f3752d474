/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an entry is found by, into both full-text indexes and out of them. The index's thread.
 *
 * In a transaction an index writes out what it holds before each statement that changes it: a part
 * of the index for each row, to be put together again later. So words are gathered in a temporary
 * table, and one statement tells an index of all of them.
 *
 * Invariant: the indexes keep no text; what an entry is found by follows from its body and the
 * vocabulary alone, so that it can be told again when it must be forgotten.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-index-words.h"

#include "wf-query.h"

#define MAKE_TOLD                                                                                  \
  "CREATE TEMP TABLE IF NOT EXISTS told (rank INTEGER NOT NULL, is_gone INTEGER NOT NULL,"         \
  " name TEXT, alt TEXT, org TEXT, keywords TEXT, place TEXT, facet TEXT, rest TEXT,"              \
  " PRIMARY KEY (is_gone, rank)) WITHOUT ROWID; DELETE FROM temp.told"
#define ADD_TOLD                                                                                   \
  "INSERT INTO temp.told (rank, is_gone, name, alt, org, keywords, place, facet, rest)"            \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
/* An index forgets what it is told again, word for word. */
#define TELL                                                                                       \
  "INSERT INTO brief (brief, rowid, name, alt, org, keywords, place, facet)"                       \
  " SELECT 'delete', rank, name, alt, org, keywords, place, facet FROM temp.told"                  \
  " WHERE is_gone = 1 ORDER BY rank;"                                                              \
  "INSERT INTO detail (detail, rowid, everything, facet)"                                          \
  " SELECT 'delete', rank, " WF_INDEX_EVERYTHING ", facet FROM temp.told"                          \
  " WHERE is_gone = 1 ORDER BY rank;"                                                              \
  "INSERT INTO brief (rowid, name, alt, org, keywords, place, facet)"                              \
  " SELECT rank, name, alt, org, keywords, place, facet FROM temp.told"                            \
  " WHERE is_gone = 0 ORDER BY rank;"                                                              \
  "INSERT INTO detail (rowid, everything, facet)"                                                  \
  " SELECT rank, " WF_INDEX_EVERYTHING ", facet FROM temp.told WHERE is_gone = 0 ORDER BY rank;"   \
  "DELETE FROM temp.told"

static char *
join_alternatives (const WfResource *entry)
{
  g_autofree char *id = g_strdelimit (g_strdup (entry->id), "-_", ' ');

  return g_strconcat (entry->name_fr != NULL ? entry->name_fr : "", "\n", entry->alternate_name,
                      "\n", g_uuid_string_is_valid (entry->id) ? "" : id, NULL);
}

void
wf_index_words_init (WfIndexWords *self, const WfIndex *index, const WfResource *entry)
{
  self->name = entry->name;
  self->alt = join_alternatives (entry);
  self->org = entry->organization;
  self->keywords = wf_words_get_keywords (index->words, entry);
  self->place = wf_words_get_places (index->words, entry);
  self->facet = wf_query_get_facets (entry);
  self->rest =
      g_strjoin ("\n", entry->summary, entry->summary_fr != NULL ? entry->summary_fr : "",
                 entry->eligibility, entry->how_to_apply, entry->hours != NULL ? entry->hours : "",
                 entry->cost.note != NULL ? entry->cost.note : "",
                 entry->note != NULL ? entry->note : "", NULL);
}

void
wf_index_words_clear (WfIndexWords *self)
{
  g_free (self->alt);
  g_free (self->keywords);
  g_free (self->place);
  g_free (self->facet);
  g_free (self->rest);
}

void
wf_index_words_bind (const WfIndexWords *self, WfStatement *statement, int first)
{
  const char *texts[] = { self->name,  self->alt,   self->org, self->keywords,
                          self->place, self->facet, self->rest };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    wf_statement_bind_text (statement, first + (int) i, texts[i]);
}

gboolean
wf_index_words_begin (WfIndex *index, GError **error)
{
  return wf_database_exec (index->db, MAKE_TOLD, error);
}

gboolean
wf_index_words_tell (
    WfIndex *index, gint64 rank, const WfIndexWords *self, gboolean is_gone, GError **error)
{
  g_autoptr (WfStatement) add = wf_statement_prepare (index->db, ADD_TOLD, error);

  if (add == NULL)
    return FALSE;
  wf_statement_bind_int (add, 1, rank);
  wf_statement_bind_int (add, 2, is_gone);
  wf_index_words_bind (self, add, 3);
  return wf_statement_run (add, error);
}

gboolean
wf_index_words_end (WfIndex *index, GError **error)
{
  return wf_database_exec (index->db, TELL, error);
}
