/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * workshop.db. Owns its connection; the thread that opened it. Writes what it is given in one
 * transaction, so that many phones share one sync of the disk.
 *
 * Invariant: a workshop that ended has results and no phones, answers, waiting ideas or code.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-workshop-store.h"

#include "wf-migrator.h"
#include "wf-statement.h"
#include "wf-workshop-sql.h"

#include <string.h>

#define APPLICATION_ID 0x57465753 /* "WFWS" */
#define SQL_FOLDER     "/org/digitalnavigators/Wayfinder/sql/workshop"
#define MEMORY         ":memory:"

#define SESSION_COLUMNS                                                                            \
  "id, deck, version, code, port, begun_us, ended_us, joined, heads, attendance"
#define LIST_SESSIONS "SELECT " SESSION_COLUMNS " FROM session ORDER BY begun_us DESC, id DESC"
#define FIND_OPEN                                                                                  \
  "SELECT " SESSION_COLUMNS " FROM session WHERE deck = ?1 AND ended_us = 0"                       \
  " ORDER BY begun_us DESC, id DESC LIMIT 1"
#define ADD_SESSION                                                                                \
  "INSERT INTO session (deck, version, code, port, begun_us, ended_us, joined, heads, attendance)" \
  " VALUES (?1, ?2, ?3, 0, ?4, 0, 0, 0, 0)"
#define SET_DECK "UPDATE session SET deck_text = ?2 WHERE id = ?1"
#define GET_DECK "SELECT deck_text FROM session WHERE id = ?1"
#define SET_CODE "UPDATE session SET code = ?2 WHERE id = ?1"
#define SET_PORT "UPDATE session SET port = ?2 WHERE id = ?1"
#define END_SESSION                                                                                \
  "UPDATE session SET code = '', ended_us = ?2, joined = ?3, heads = ?4, attendance = ?5"          \
  " WHERE id = ?1"
#define FORGET_SESSION "DELETE FROM session WHERE id = ?1"

#define LIST_PHONES "SELECT number, token FROM phone WHERE session = ?1 ORDER BY number"
#define ADD_PHONE   "INSERT INTO phone (session, number, token) VALUES (?1, ?2, ?3)"
/* A number that was given is not given again: answers to other questions still name it. */
#define EMPTY_PHONES "UPDATE phone SET token = '' WHERE session = ?1"
#define DROP_PHONES  "DELETE FROM phone WHERE session = ?1"

#define LIST_ACTIONS "SELECT line, at_us, is_undone FROM action WHERE session = ?1 ORDER BY seq"
#define ADD_ACTION                                                                                 \
  "INSERT INTO action (session, seq, line, at_us, is_undone)"                                      \
  " SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, 0 FROM action WHERE session = ?1"
#define UNDO_ACTION                                                                                \
  "UPDATE action SET is_undone = 1 WHERE session = ?1 AND seq ="                                   \
  " (SELECT max(seq) FROM action WHERE session = ?1 AND is_undone = 0)"
#define DROP_ACTIONS "DELETE FROM action WHERE session = ?1"

#define LIST_VOTES "SELECT slide, round, phone, choices FROM vote WHERE session = ?1"
#define PUT_VOTE                                                                                   \
  "INSERT OR REPLACE INTO vote (session, slide, round, phone, choices)"                            \
  " VALUES (?1, ?2, ?3, ?4, ?5)"
#define DROP_ROUND "DELETE FROM vote WHERE session = ?1 AND slide = ?2 AND round = ?3"
#define DROP_VOTES "DELETE FROM vote WHERE session = ?1"

#define LIST_IDEAS                                                                                 \
  "SELECT slide, round, phone, nonce, text FROM idea WHERE session = ?1 ORDER BY number"
#define ADD_IDEA                                                                                   \
  "INSERT INTO idea (session, number, slide, round, phone, nonce, text)"                           \
  " SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM idea WHERE session = ?1"      \
  " HAVING NOT EXISTS"                                                                             \
  " (SELECT 1 FROM idea WHERE session = ?1 AND phone = ?4 AND nonce = ?5)"
#define DROP_IDEAS "DELETE FROM idea WHERE session = ?1"

#define LIST_RESULTS                                                                               \
  "SELECT slide, choice, text, phones, hands, keys, coalesce(people, 0) FROM result"               \
  " LEFT JOIN answered USING (session, slide) WHERE session = ?1 ORDER BY slide, choice"
#define PUT_ANSWERED "INSERT OR REPLACE INTO answered (session, slide, people) VALUES (?1, ?2, ?3)"
#define PUT_RESULT                                                                                 \
  "INSERT OR REPLACE INTO result (session, slide, choice, text, phones, hands, keys)"              \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"

struct _WfWorkshopStore {
  WfDatabase *db;
};

WfWorkshopStore *
wf_workshop_store_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (WfWorkshopStore) self = g_new0 (WfWorkshopStore, 1);
  g_autofree char *backup = g_strconcat (path, ".before-update", NULL);

  self->db = wf_database_open (path, WF_DATABASE_CREATE | WF_DATABASE_SECURE_DELETE, error);
  if (self->db == NULL ||
      !wf_migrator_run (self->db, wf_workshop_sql_get_resource (), SQL_FOLDER, APPLICATION_ID,
                        g_str_equal (path, MEMORY) ? NULL : backup, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
wf_workshop_store_close (WfWorkshopStore *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->db, wf_database_close);
  g_free (self);
}

void
wf_workshop_session_free (WfWorkshopSession *self)
{
  g_free (self->deck);
  g_free (self->code);
  g_free (self);
}

void
wf_workshop_result_free (WfWorkshopResult *self)
{
  g_free (self->slide);
  g_free (self->choice);
  g_free (self->text);
  g_free (self);
}

WfWorkshopChange *
wf_workshop_change_new (WfChangeKind kind)
{
  WfWorkshopChange *self = g_new0 (WfWorkshopChange, 1);

  self->kind = kind;
  return self;
}

void
wf_workshop_change_free (WfWorkshopChange *self)
{
  wf_action_free (self->action);
  g_free (self->secret);
  g_free (self->text);
  g_free (self);
}

static WfStatement *
prepare_for (WfWorkshopStore *self, const char *sql, gint64 session, GError **error)
{
  WfStatement *statement = wf_statement_prepare (self->db, sql, error);

  if (statement != NULL)
    wf_statement_bind_int (statement, 1, session);
  return statement;
}

static gboolean
run_for (WfWorkshopStore *self, const char *sql, gint64 session, GError **error)
{
  g_autoptr (WfStatement) statement = prepare_for (self, sql, session, error);

  return statement != NULL && wf_statement_run (statement, error);
}

static WfWorkshopSession *
read_session (WfStatement *row)
{
  WfWorkshopSession *session = g_new0 (WfWorkshopSession, 1);

  session->id = wf_statement_get_int (row, 0);
  session->deck = wf_statement_dup_text (row, 1);
  session->version = (guint) wf_statement_get_int (row, 2);
  session->code = wf_statement_dup_text (row, 3);
  session->port = (guint) wf_statement_get_int (row, 4);
  session->begun_us = wf_statement_get_int (row, 5);
  session->ended_us = wf_statement_get_int (row, 6);
  session->joined = (guint) wf_statement_get_int (row, 7);
  session->heads = (guint) wf_statement_get_int (row, 8);
  session->attendance = (guint) wf_statement_get_int (row, 9);
  return session;
}

GPtrArray *
wf_workshop_store_list (WfWorkshopStore *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_workshop_session_free);
  g_autoptr (WfStatement) read = wf_statement_prepare (self->db, LIST_SESSIONS, error);
  gboolean has_row = TRUE;

  while (read != NULL && has_row)
    {
      if (!wf_statement_step (read, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (list, read_session (read));
    }
  return read != NULL ? g_steal_pointer (&list) : NULL;
}

WfWorkshopSession *
wf_workshop_store_find_open (WfWorkshopStore *self, const char *deck, GError **error)
{
  g_return_val_if_fail (self != NULL && deck != NULL, NULL);

  g_autoptr (WfStatement) read = wf_statement_prepare (self->db, FIND_OPEN, error);
  gboolean has_row = FALSE;

  if (read == NULL)
    return NULL;
  wf_statement_bind_text (read, 1, deck);
  if (!wf_statement_step (read, &has_row, error) || !has_row)
    return NULL;
  return read_session (read);
}

WfWorkshopSession *
wf_workshop_store_begin (
    WfWorkshopStore *self, const WfDeck *deck, const char *code, gint64 now_us, GError **error)
{
  g_return_val_if_fail (self != NULL && deck != NULL && code != NULL, NULL);

  const WfPackInfo *info = wf_deck_get_info (deck);
  g_autoptr (WfStatement) add = wf_statement_prepare (self->db, ADD_SESSION, error);

  if (add == NULL)
    return NULL;
  wf_statement_bind_text (add, 1, info->id);
  wf_statement_bind_int (add, 2, info->version);
  wf_statement_bind_text (add, 3, code);
  wf_statement_bind_int (add, 4, now_us);
  if (!wf_statement_run (add, error))
    return NULL;

  WfWorkshopSession *session = g_new0 (WfWorkshopSession, 1);

  session->id = wf_database_get_last_rowid (self->db);
  session->deck = g_strdup (info->id);
  session->version = info->version;
  session->code = g_strdup (code);
  session->begun_us = now_us;
  return session;
}

gboolean
wf_workshop_store_keep_deck (WfWorkshopStore *self,
                             gint64 session,
                             const char *text,
                             GError **error)
{
  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  g_autoptr (WfStatement) set = prepare_for (self, SET_DECK, session, error);

  if (set == NULL)
    return FALSE;
  wf_statement_bind_text (set, 2, text);
  return wf_statement_run (set, error);
}

char *
wf_workshop_store_dup_deck (WfWorkshopStore *self, gint64 session, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (WfStatement) get = prepare_for (self, GET_DECK, session, error);
  gboolean has_row = FALSE;

  if (get == NULL || !wf_statement_step (get, &has_row, error))
    return NULL;
  return has_row ? wf_statement_dup_text (get, 0) : g_strdup ("");
}

gboolean
wf_workshop_store_set_port (WfWorkshopStore *self, gint64 session, guint port, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_autoptr (WfStatement) set = prepare_for (self, SET_PORT, session, error);

  if (set == NULL)
    return FALSE;
  wf_statement_bind_int (set, 2, port);
  return wf_statement_run (set, error);
}

/* A row of one of the tables of a workshop, played into it. */
typedef void (*ReadRow) (WfWorkshop *workshop, WfStatement *row);

static void
read_phone (WfWorkshop *workshop, WfStatement *row)
{
  wf_workshop_add_phone (workshop, wf_statement_get_text (row, 1),
                         (guint) wf_statement_get_int (row, 0));
}

static void
read_action (WfWorkshop *workshop, WfStatement *row)
{
  g_autoptr (WfAction) action = wf_action_parse (wf_statement_get_text (row, 0), NULL);

  if (action == NULL)
    return;
  action->at_us = wf_statement_get_int (row, 1);
  wf_workshop_replay (workshop, action, wf_statement_get_int (row, 2) != 0);
}

static void
read_idea (WfWorkshop *workshop, WfStatement *row)
{
  guint slide = G_MAXUINT; /* of no slide: it keeps its number and is seen nowhere */

  wf_script_find_slide (wf_workshop_get_script (workshop), wf_statement_get_text (row, 0), &slide);
  wf_workshop_add_idea (workshop, (guint) wf_statement_get_int (row, 2), slide,
                        (guint) wf_statement_get_int (row, 1), wf_statement_get_text (row, 3),
                        wf_statement_get_text (row, 4));
}

static void
read_vote (WfWorkshop *workshop, WfStatement *row)
{
  const char *text = wf_statement_get_text (row, 3);
  g_auto (GStrv) choices = *text != '\0' ? g_strsplit (text, " ", -1) : NULL;
  WfVote vote = { .round = (guint) wf_statement_get_int (row, 1),
                  .token = (guint) wf_statement_get_int (row, 2) };

  if (wf_workshop_read_vote (workshop, wf_statement_get_text (row, 0),
                             (const char *const *) choices, &vote))
    wf_workshop_apply_vote (workshop, &vote);
}

gboolean
wf_workshop_store_load (WfWorkshopStore *self, gint64 session, WfWorkshop *workshop, GError **error)
{
  /* Ideas find their place on the wall through actions, answers find ideas by their place. */
  static const struct {
    const char *sql;
    ReadRow read;
  } TABLES[] = {
    { LIST_PHONES, read_phone },
    { LIST_IDEAS, read_idea },
    { LIST_ACTIONS, read_action },
    { LIST_VOTES, read_vote },
  };

  g_return_val_if_fail (self != NULL && workshop != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      g_autoptr (WfStatement) read = prepare_for (self, TABLES[i].sql, session, error);
      gboolean has_row = TRUE;

      if (read == NULL)
        return FALSE;
      while (has_row)
        {
          if (!wf_statement_step (read, &has_row, error))
            return FALSE;
          if (has_row)
            TABLES[i].read (workshop, read);
        }
    }
  wf_workshop_loaded (workshop);
  return TRUE;
}

static gboolean
write_action (WfWorkshopStore *self, gint64 session, const WfAction *action, GError **error)
{
  g_autofree char *line = wf_action_to_line (action);
  g_autoptr (WfStatement) add = NULL;

  if (action->kind == WF_ACTION_UNDO)
    return run_for (self, UNDO_ACTION, session, error);
  add = prepare_for (self, ADD_ACTION, session, error);
  if (add == NULL)
    return FALSE;
  wf_statement_bind_text (add, 2, line);
  wf_statement_bind_int (add, 3, action->at_us);
  return wf_statement_run (add, error);
}

/* Who joined is out, and what they said to this question with them. */
static gboolean
write_code (WfWorkshopStore *self, gint64 session, const WfWorkshopChange *change, GError **error)
{
  g_autoptr (WfStatement) set = prepare_for (self, SET_CODE, session, error);
  g_autoptr (WfStatement) drop = prepare_for (self, DROP_ROUND, session, error);

  if (set == NULL || drop == NULL)
    return FALSE;
  wf_statement_bind_text (set, 2, change->secret);
  wf_statement_bind_text (drop, 2, change->slide);
  wf_statement_bind_int (drop, 3, change->round);
  return wf_statement_run (set, error) && wf_statement_run (drop, error) &&
         run_for (self, EMPTY_PHONES, session, error);
}

static gboolean
write_change (WfWorkshopStore *self, gint64 session, const WfWorkshopChange *change, GError **error)
{
  static const char *const SQL[] = {
    [WF_CHANGE_PHONE] = ADD_PHONE,
    [WF_CHANGE_VOTE] = PUT_VOTE,
    [WF_CHANGE_IDEA] = ADD_IDEA,
  };

  if (change->kind == WF_CHANGE_ACTION)
    return write_action (self, session, change->action, error);
  if (change->kind == WF_CHANGE_CODE)
    return write_code (self, session, change, error);

  g_autoptr (WfStatement) write = prepare_for (self, SQL[change->kind], session, error);

  if (write == NULL)
    return FALSE;
  if (change->kind == WF_CHANGE_PHONE)
    {
      wf_statement_bind_int (write, 2, change->phone);
      wf_statement_bind_text (write, 3, change->secret);
      return wf_statement_run (write, error);
    }
  wf_statement_bind_text (write, 2, change->slide);
  wf_statement_bind_int (write, 3, change->round);
  wf_statement_bind_int (write, 4, change->phone);
  wf_statement_bind_text (write, 5, change->kind == WF_CHANGE_IDEA ? change->secret : change->text);
  if (change->kind == WF_CHANGE_IDEA)
    wf_statement_bind_text (write, 6, change->text);
  return wf_statement_run (write, error);
}

gboolean
wf_workshop_store_write (WfWorkshopStore *self,
                         gint64 session,
                         const GPtrArray *changes,
                         GError **error)
{
  g_return_val_if_fail (self != NULL && changes != NULL, FALSE);

  gboolean ok = TRUE;

  if (!wf_database_begin (self->db, error))
    return FALSE;
  for (guint i = 0; ok && i < changes->len; i++)
    ok = write_change (self, session, changes->pdata[i], error);
  return wf_database_end (self->db, ok, error);
}

static gboolean
write_result (WfWorkshopStore *self,
              gint64 session,
              const char *slide,
              const char *choice,
              const char *text,
              const guint counts[3],
              GError **error)
{
  g_autoptr (WfStatement) put = prepare_for (self, PUT_RESULT, session, error);

  if (put == NULL)
    return FALSE;
  wf_statement_bind_text (put, 2, slide);
  wf_statement_bind_text (put, 3, choice);
  wf_statement_bind_text (put, 4, text);
  for (int i = 0; i < 3; i++)
    wf_statement_bind_int (put, 5 + i, counts[i]);
  return wf_statement_run (put, error);
}

static gboolean
write_ideas (
    WfWorkshopStore *self, gint64 session, const char *slide, const WfTally *tally, GError **error)
{
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < tally->ideas->len; i++)
    {
      const WfIdea *idea = tally->ideas->pdata[i];
      g_autofree char *choice = g_strdup_printf ("i%u", idea->number);
      const guint counts[3] = { idea->votes, 0, 0 };

      if (idea->is_shown && idea->into == 0)
        ok = write_result (self, session, slide, choice, idea->text, counts, error);
    }
  return ok;
}

static gboolean
write_people (
    WfWorkshopStore *self, gint64 session, const char *slide, guint people, GError **error)
{
  g_autoptr (WfStatement) put = prepare_for (self, PUT_ANSWERED, session, error);

  if (put == NULL)
    return FALSE;
  wf_statement_bind_text (put, 2, slide);
  wf_statement_bind_int (put, 3, people);
  return people == 0 || wf_statement_run (put, error);
}

static gboolean
write_slide (
    WfWorkshopStore *self, gint64 session, const WfWorkshop *workshop, guint slide, GError **error)
{
  const WfScript *script = wf_workshop_get_script (workshop);
  const GPtrArray *choices = wf_script_get_choices (script, slide);
  const char *id = wf_script_get_slide (script, slide)->id;
  g_autoptr (WfTally) tally = wf_workshop_dup_tally (workshop, slide);
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < choices->len && wf_tally_get_total (tally) > 0; i++)
    {
      const WfChoice *choice = choices->pdata[i];
      const guint counts[3] = { tally->phones[i], tally->hands[i], tally->keys[i] };

      ok = write_result (self, session, id, choice->id, "", counts, error);
    }
  return ok && write_ideas (self, session, id, tally, error) &&
         write_people (self, session, id, wf_tally_get_people (tally, script), error);
}

static gboolean
close_session (WfWorkshopStore *self,
               gint64 session,
               const WfWorkshopView *view,
               gint64 now_us,
               GError **error)
{
  static const char *const DROPS[] = { DROP_VOTES, DROP_IDEAS, DROP_PHONES, DROP_ACTIONS };
  g_autoptr (WfStatement) end = prepare_for (self, END_SESSION, session, error);

  if (end == NULL)
    return FALSE;
  wf_statement_bind_int (end, 2, now_us);
  wf_statement_bind_int (end, 3, view->phones);
  wf_statement_bind_int (end, 4, view->heads);
  wf_statement_bind_int (end, 5, view->attendance);
  if (!wf_statement_run (end, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (DROPS); i++)
    {
      if (!run_for (self, DROPS[i], session, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wf_workshop_store_end (WfWorkshopStore *self,
                       gint64 session,
                       const WfWorkshop *workshop,
                       gint64 now_us,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && workshop != NULL, FALSE);

  g_autoptr (WfWorkshopView) view = wf_workshop_dup_view (workshop);
  guint n = wf_script_get_n_slides (wf_workshop_get_script (workshop));
  gboolean ok = TRUE;

  if (!wf_database_begin (self->db, error))
    return FALSE;
  for (guint i = 0; ok && i < n; i++)
    ok = write_slide (self, session, workshop, i, error);
  ok = ok && close_session (self, session, view, now_us, error);
  /* What was deleted must not linger in the write-ahead log. */
  return wf_database_end (self->db, ok, error) && wf_database_checkpoint (self->db, error);
}

static WfWorkshopResult *
read_result (WfStatement *row)
{
  WfWorkshopResult *result = g_new0 (WfWorkshopResult, 1);

  result->slide = wf_statement_dup_text (row, 0);
  result->choice = wf_statement_dup_text (row, 1);
  result->text = wf_statement_dup_text (row, 2);
  result->phones = (guint) wf_statement_get_int (row, 3);
  result->hands = (guint) wf_statement_get_int (row, 4);
  result->keys = (guint) wf_statement_get_int (row, 5);
  result->people = (guint) wf_statement_get_int (row, 6);
  return result;
}

GPtrArray *
wf_workshop_store_list_results (WfWorkshopStore *self, gint64 session, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_workshop_result_free);
  g_autoptr (WfStatement) read = prepare_for (self, LIST_RESULTS, session, error);
  gboolean has_row = TRUE;

  while (read != NULL && has_row)
    {
      if (!wf_statement_step (read, &has_row, error))
        return NULL;
      if (has_row)
        g_ptr_array_add (list, read_result (read));
    }
  return read != NULL ? g_steal_pointer (&list) : NULL;
}

gboolean
wf_workshop_store_forget (WfWorkshopStore *self, gint64 session, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return run_for (self, FORGET_SESSION, session, error) && wf_database_checkpoint (self->db, error);
}
