/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the agency said of an entry goes on to the one that stands for it when its source gives it
 * another id: a row of a sheet has no id of its own, a feed says itself what became of an entry.
 *
 * Invariant: nothing that was said is dropped: what the new one says otherwise stays with the old
 * id. It is taken from there after the new one has it, so that whoever is stopped between begins
 * again.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-index-heirs.h"

#include "wf-catalogue-writing.h"
#include "wf-index-entries.h"
#include "wf-overlay.h"
#include "wf-statement.h"

#include <string.h>

/* A feed may send us from one to the next. */
#define STEPS_MAX 16

#define NAME(record)                                                                               \
  "json_extract (" record ".json, '$.name') AS name,"                                              \
  " coalesce (json_extract (" record ".json, '$.organization.name'),"                              \
  " json_extract (" record ".json, '$.organization'), '') AS org"
/* Of source ?1 in what is staged: who goes, who comes. */
#define GOING                                                                                      \
  "SELECT r.id, " NAME ("r") " FROM record AS r WHERE r." SHOWN                                    \
                             " AND r.source = ?1 AND r.gone IS NULL AND NOT EXISTS"                \
                             " (SELECT 1 FROM temp.stage AS s WHERE s.id = r.id AND s.type = "     \
                             "r.type AND s.gone IS NULL)"
#define COMING                                                                                     \
  "SELECT s.id, " NAME (                                                                           \
      "s") " FROM temp.stage AS s WHERE s." SHOWN                                                  \
           " AND s.gone IS NULL AND NOT EXISTS (SELECT 1 FROM record AS r WHERE r.id = s.id"       \
           " AND r.type = s.type AND r.source = ?1 AND r.gone IS NULL)"
/* Who comes in place of ?2, if there is one, and how many of that name go and come. */
#define FIND_HEIR                                                                                  \
  "WITH going AS MATERIALIZED (" GOING "), coming AS MATERIALIZED (" COMING ")"                    \
  " SELECT max (c.id), count (DISTINCT c.id), count (DISTINCT o.id) FROM going AS g"               \
  " JOIN coming AS c ON c.name = g.name AND c.org = g.org"                                         \
  " JOIN going AS o ON o.name = g.name AND o.org = g.org WHERE g.id = ?2"
#define IS_GOING "SELECT 1 FROM (" GOING ") WHERE id = ?2"
#define FIND_INTO                                                                                  \
  "SELECT into_id FROM record WHERE id = ?1 AND " SHOWN                                            \
  " AND gone IS NOT NULL AND into_id IS NOT NULL ORDER BY source LIMIT 1"

static gboolean
add_said (const char *id, const char *json, gpointer user_data, GError **error)
{
  if (json == NULL)
    g_hash_table_add (user_data, g_strdup (id));
  return TRUE;
}

/* The ids that something is laid over, or that others were merged into. */
static GHashTable *
list_said (WfIndex *self, GError **error)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree gpointer *ids = NULL;
  guint n;

  if (self->local != NULL && !wf_local_foreach (self->local, add_said, said, error))
    return NULL;
  ids = g_hash_table_get_keys_as_array (said, &n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (WfOverlay) overlay = wf_local_get_overlay (self->local, ids[i], NULL);

      /* A key that is there stays: adding it again would free the one in @ids. */
      if (overlay != NULL && overlay->into != NULL && !g_hash_table_contains (said, overlay->into))
        g_hash_table_add (said, g_strdup (overlay->into));
    }
  return g_steal_pointer (&said);
}

static WfStatement *
ask_of (WfIndex *self, const char *sql, gint64 source, const char *id, GError **error)
{
  WfStatement *ask = wf_statement_prepare (self->db, sql, error);

  if (ask == NULL)
    return NULL;
  wf_statement_bind_int (ask, 1, source);
  wf_statement_bind_text (ask, 2, id);
  return ask;
}

/* Who is to go first: few are, and looking for an heir reads all that comes. */
static gboolean
find_heir (WfIndex *self, gint64 source, const char *id, GHashTable *heirs, GError **error)
{
  g_autoptr (WfStatement) is_going = ask_of (self, IS_GOING, source, id, error);
  g_autoptr (WfStatement) find = NULL;
  gboolean has_row;

  if (is_going == NULL || !wf_statement_step (is_going, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  find = ask_of (self, FIND_HEIR, source, id, error);
  if (find == NULL || !wf_statement_step (find, &has_row, error))
    return FALSE;
  if (has_row && wf_statement_get_int (find, 1) == 1 && wf_statement_get_int (find, 2) == 1)
    g_hash_table_replace (heirs, g_strdup (id), wf_statement_dup_text (find, 0));
  return TRUE;
}

GHashTable *
wf_index_find_heirs (WfIndex *self, gint64 source, GError **error)
{
  g_autoptr (GHashTable) heirs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) said = list_said (self, error);
  GHashTableIter iter;
  gpointer id;

  if (said == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, said);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!find_heir (self, source, id, heirs, error))
        return NULL;
    }
  return g_steal_pointer (&heirs);
}

/* What its source says stands for it now, over some steps; NULL: nothing that is there. */
static char *
find_into (WfIndex *self, const char *id, GError **error)
{
  g_autofree char *at = g_strdup (id);

  for (guint i = 0; i < STEPS_MAX; i++)
    {
      g_autoptr (WfStatement) find = wf_statement_prepare (self->db, FIND_INTO, error);
      gboolean has_row;

      if (find == NULL)
        return NULL;
      wf_statement_bind_text (find, 1, at);
      if (!wf_statement_step (find, &has_row, error) || !has_row)
        return NULL;
      g_free (at);
      at = wf_statement_dup_text (find, 0);
      if (wf_index_has_record (self, at))
        return g_steal_pointer (&at);
    }
  return NULL;
}

static void
replace_text (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

static void
move_note (WfOverlay *from, WfOverlay *to)
{
  g_autofree char *both = g_strconcat (to->note, "\n", from->note, NULL);

  if (strstr (to->note, from->note) == NULL)
    replace_text (&to->note, *to->note == '\0' ? from->note : both);
  replace_text (&from->note, "");
}

/* What @id's source said of @name when it was corrected: of the entry that gets the correction
 * where somebody chose it, and else what was said of the one it is from. */
static void
move_base (WfOverlay *from, WfOverlay *to, const char *name, const WfResource *chosen)
{
  if (json_object_has_member (to->base, name))
    return;
  if (chosen != NULL)
    json_object_set_member (to->base, name,
                            wf_overlay_dup_source (wf_resource_get_json (chosen), name));
  else if (json_object_has_member (from->base, name))
    json_object_set_member (to->base, name, json_object_dup_member (from->base, name));
}

/* What @to says otherwise stays where it is. Returns: whether any went */
static gboolean
move_fields (WfOverlay *from, WfOverlay *to, const WfResource *chosen)
{
  g_autoptr (GList) names = json_object_get_members (from->fields);
  gboolean has_moved = FALSE;

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *said = json_object_get_member (from->fields, l->data);
      JsonNode *here = json_object_get_member (to->fields, l->data);

      if (here != NULL && !json_node_equal (here, said))
        continue;
      if (here == NULL)
        {
          json_object_set_member (to->fields, l->data, json_node_copy (said));
          json_object_remove_member (to->base, l->data);
          move_base (from, to, l->data, chosen);
        }
      json_object_remove_member (from->fields, l->data);
      has_moved = TRUE;
    }
  return has_moved;
}

/* Returns: whether there was anything */
static gboolean
move_all (WfOverlay *from, WfOverlay *to, const WfResource *chosen)
{
  gboolean has_marks =
      from->is_pinned || from->is_hidden || *from->note != '\0' || *from->checked != '\0';
  gboolean has_fields;

  wf_overlay_thaw (from);
  wf_overlay_thaw (to);
  has_fields = move_fields (from, to, chosen);
  move_base (from, to, "name", chosen);
  to->is_pinned = to->is_pinned || from->is_pinned;
  to->is_hidden = to->is_hidden || from->is_hidden;
  from->is_pinned = from->is_hidden = FALSE;
  move_note (from, to);
  if (strcmp (from->checked, to->checked) > 0)
    replace_text (&to->checked, from->checked);
  replace_text (&from->checked, "");
  return has_marks || has_fields;
}

/* Returns: (transfer full): what is laid over @id, if only nothing */
static WfOverlay *
read_or_make (WfIndex *self, const char *id)
{
  WfOverlay *overlay = wf_local_get_overlay (self->local, id, NULL);

  if (overlay == NULL)
    {
      overlay = g_new0 (WfOverlay, 1);
      overlay->note = g_strdup ("");
      overlay->checked = g_strdup ("");
    }
  return overlay;
}

static gboolean
merge_into (WfIndex *self, const char *id, const char *into, GError **error)
{
  g_autoptr (WfOverlay) overlay = read_or_make (self, id);

  replace_text (&overlay->into, into);
  return wf_local_put_overlay (self->local, id, overlay, error);
}

/* Over any number of merges. */
static gboolean
is_merged_into (WfIndex *self, const char *id, const char *into)
{
  g_autofree char *at = g_strdup (id);

  for (guint i = 0; i < STEPS_MAX; i++)
    {
      g_autoptr (WfOverlay) overlay = wf_local_get_overlay (self->local, at, NULL);

      if (overlay == NULL || overlay->into == NULL)
        return FALSE;
      if (strcmp (overlay->into, into) == 0)
        return TRUE;
      replace_text (&at, overlay->into);
    }
  return TRUE;
}

/* What was merged into @old is merged into @id. */
static gboolean
move_merges (WfIndex *self, const char *old, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ids = wf_local_list_merged (self->local, old, error);

  if (ids == NULL)
    return FALSE;
  /* It stands for itself from here on, and for what it was merged with. */
  if (ids->len > 0 && is_merged_into (self, id, old) && !merge_into (self, id, NULL, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (strcmp (ids->pdata[i], id) != 0 && !merge_into (self, ids->pdata[i], id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wf_index_move_said (
    WfIndex *self, const char *old, const char *id, const WfResource *chosen, GError **error)
{
  g_autoptr (WfOverlay) from = wf_local_get_overlay (self->local, old, NULL);
  g_autoptr (WfOverlay) to = NULL;

  if (!move_merges (self, old, id, error))
    return FALSE;
  if (from == NULL)
    return TRUE;
  to = read_or_make (self, id);
  return !move_all (from, to, chosen) || (wf_local_put_overlay (self->local, id, to, error) &&
                                          wf_local_put_overlay (self->local, old, from, error));
}

/* What @old was merged into, @id is: it is the same entry under another id. */
static gboolean
move_own_merge (WfIndex *self, const char *old, const char *id, GError **error)
{
  g_autoptr (WfOverlay) from = wf_local_get_overlay (self->local, old, NULL);
  g_autoptr (WfOverlay) to = wf_local_get_overlay (self->local, id, NULL);

  if (from == NULL || from->into == NULL || (to != NULL && to->into != NULL) ||
      strcmp (from->into, id) == 0 || is_merged_into (self, from->into, id))
    return TRUE;
  return merge_into (self, id, from->into, error) && merge_into (self, old, NULL, error);
}

static gboolean
hand_on_one (WfIndex *self, const char *id, GHashTable *heirs, GError **error)
{
  const char *heir = heirs != NULL ? g_hash_table_lookup (heirs, id) : NULL;
  g_autofree char *into = NULL;
  g_autoptr (GError) why = NULL;

  if (wf_index_has_record (self, id))
    return TRUE;
  into = heir != NULL ? g_strdup (heir) : find_into (self, id, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  return into == NULL || ((heir == NULL || move_own_merge (self, id, into, error)) &&
                          wf_index_move_said (self, id, into, NULL, error));
}

gboolean
wf_index_hand_on (WfIndex *self, GHashTable *heirs, GError **error)
{
  g_autoptr (GHashTable) said = list_said (self, error);
  GHashTableIter iter;
  gpointer id;

  if (said == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, said);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!hand_on_one (self, id, heirs, error))
        return FALSE;
    }
  if (wf_index_is_in_step_with_local (self))
    return TRUE;
  return wf_database_begin (self->db, error) &&
         wf_database_end (self->db, wf_index_follow_local (self, error), error);
}
