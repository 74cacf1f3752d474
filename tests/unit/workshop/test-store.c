/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * workshop.db: what was written comes back, whole groups or nothing, and what must not stay goes.
 */
#include "workshop-fixture.h"

#include "wf-results.h"
#include "wf-store-error.h"
#include "wf-workshop-store.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *dir;
  char *path;
  WfScript *script;
  WfWorkshop *workshop;
  WfWorkshopStore *store;
  WfWorkshopSession *session;
} Fixture;

static void
open_store (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  f->store = wf_workshop_store_open (f->path, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->dir = g_dir_make_tmp ("workshop-XXXXXX", NULL);
  f->path = g_build_filename (f->dir, "workshop.db", NULL);
  f->script = workshop_fixture_script ();
  f->workshop = wf_workshop_new (f->script);
  open_store (f);
  f->session =
      wf_workshop_store_begin (f->store, wf_script_get_deck (f->script), "123456", 7, NULL);
  g_assert_nonnull (f->session);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const SUFFIXES[] = { "", "-wal", "-shm" };

  wf_workshop_session_free (f->session);
  wf_workshop_store_close (f->store);
  wf_workshop_free (f->workshop);
  wf_script_unref (f->script);
  for (guint i = 0; i < G_N_ELEMENTS (SUFFIXES); i++)
    {
      g_autofree char *path = g_strconcat (f->path, SUFFIXES[i], NULL);
      g_unlink (path);
    }
  g_rmdir (f->dir);
  g_free (f->path);
  g_free (f->dir);
}

static GPtrArray *
changes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_workshop_change_free);
}

static void
add_line (GPtrArray *changes, const char *line)
{
  WfWorkshopChange *change = wf_workshop_change_new (WF_CHANGE_ACTION);

  change->action = wf_action_parse (line, NULL);
  g_assert_nonnull (change->action);
  g_ptr_array_add (changes, change);
}

static void
add_other (GPtrArray *changes,
           WfChangeKind kind,
           guint phone,
           const char *secret,
           const char *slide,
           const char *text)
{
  WfWorkshopChange *change = wf_workshop_change_new (kind);

  change->phone = phone;
  change->secret = g_strdup (secret);
  change->slide = slide;
  change->text = g_strdup (text);
  g_ptr_array_add (changes, change);
}

static void
write_all (Fixture *f, GPtrArray *changes)
{
  g_autoptr (GError) error = NULL;

  wf_workshop_store_write (f->store, f->session->id, changes, &error);
  g_assert_no_error (error);
}

static WfWorkshop *
load (Fixture *f)
{
  WfWorkshop *workshop = wf_workshop_new (f->script);
  g_autoptr (GError) error = NULL;

  wf_workshop_store_load (f->store, f->session->id, workshop, &error);
  g_assert_no_error (error);
  return workshop;
}

static void
write_a_workshop (Fixture *f)
{
  g_autoptr (GPtrArray) changes = changes_new ();

  add_line (changes, "heads 12");
  add_other (changes, WF_CHANGE_PHONE, 1, "secret-token-1", NULL, NULL);
  add_other (changes, WF_CHANGE_PHONE, 2, "secret-token-2", NULL, NULL);
  add_line (changes, "go pulse");
  add_other (changes, WF_CHANGE_VOTE, 1, NULL, "pulse", "a");
  add_other (changes, WF_CHANGE_VOTE, 1, NULL, "pulse", "b");
  add_other (changes, WF_CHANGE_VOTE, 2, NULL, "pulse", "b");
  add_line (changes, "count a 4");
  add_line (changes, "count a 9");
  add_line (changes, "undo");
  add_line (changes, "go ideas");
  add_other (changes, WF_CHANGE_IDEA, 1, "n1", "ideas", "shown idea");
  add_other (changes, WF_CHANGE_IDEA, 1, "n1", "ideas", "shown idea");
  add_other (changes, WF_CHANGE_IDEA, 2, "n1", "ideas", "waiting idea");
  add_line (changes, "show-idea 1");
  add_line (changes, "vote-ideas");
  add_other (changes, WF_CHANGE_VOTE, 2, NULL, "ideas", "i1");
  add_line (changes, "attend 11");
  write_all (f, changes);
}

static void
test_reopen (Fixture *f, gconstpointer data)
{
  write_a_workshop (f);
  wf_workshop_store_close (f->store);
  open_store (f);

  g_autoptr (WfWorkshopSession) open = wf_workshop_store_find_open (f->store, "small", NULL);
  g_assert_cmpint (open->id, ==, f->session->id);
  g_assert_cmpstr (open->code, ==, "123456");
  g_assert_null (wf_workshop_store_find_open (f->store, "other", NULL));

  g_autoptr (WfWorkshop) workshop = load (f);
  g_autoptr (WfWorkshopView) view = wf_workshop_dup_view (workshop);
  g_assert_cmpstr (wf_script_get_slide (f->script, view->own->slide)->id, ==, "ideas");
  g_assert_cmpuint (view->heads, ==, 12);
  g_assert_cmpuint (view->phones, ==, 2);
  g_assert_cmpuint (view->own->ideas->len, ==, 2);
  g_assert_cmpuint (((WfIdea *) view->own->ideas->pdata[0])->votes, ==, 1);
  g_assert_cmpuint (wf_workshop_find_phone (workshop, "secret-token-2"), ==, 2);
  g_autoptr (WfTally) pulse = wf_workshop_dup_tally (workshop, 1);
  g_assert_cmpuint (pulse->phones[0], ==, 0);
  g_assert_cmpuint (pulse->phones[1], ==, 2);
  g_assert_cmpuint (pulse->hands[0], ==, 4);
}

static void
test_all_or_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = changes_new ();
  g_autoptr (GError) error = NULL;

  add_other (changes, WF_CHANGE_PHONE, 1, "t1", NULL, NULL);
  add_other (changes, WF_CHANGE_VOTE, 1, NULL, "pulse", "a");
  add_other (changes, WF_CHANGE_PHONE, 1, "again", NULL, NULL);
  g_assert_false (wf_workshop_store_write (f->store, f->session->id, changes, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_INVALID);
  g_autoptr (WfWorkshop) workshop = load (f);
  g_assert_cmpuint (wf_workshop_find_phone (workshop, "t1"), ==, 0);
}

static gboolean
file_holds (const char *path, const char *word)
{
  g_autofree char *text = NULL;
  gsize size = 0;

  return g_file_get_contents (path, &text, &size, NULL) &&
         memmem (text, size, word, strlen (word)) != NULL;
}

static gboolean
is_on_disk (Fixture *f, const char *word)
{
  g_autofree char *wal = g_strconcat (f->path, "-wal", NULL);

  return file_holds (f->path, word) || file_holds (wal, word);
}

/* When it is over nobody can tell who answered what, not even from the file's free pages. */
static void
test_end (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_a_workshop (f);
  g_assert_true (is_on_disk (f, "secret-token-1"));
  g_assert_true (is_on_disk (f, "waiting idea"));
  g_autoptr (WfWorkshop) workshop = load (f);
  wf_workshop_store_end (f->store, f->session->id, workshop, 99, &error);
  g_assert_no_error (error);
  g_assert_false (is_on_disk (f, "secret-token-1"));
  g_assert_false (is_on_disk (f, "waiting idea"));
  g_assert_true (is_on_disk (f, "shown idea"));

  g_autoptr (GPtrArray) results = wf_workshop_store_list_results (f->store, f->session->id, NULL);
  g_assert_cmpuint (results->len, ==, 3);
  const WfWorkshopResult *idea = results->pdata[0], *a = results->pdata[1], *b = results->pdata[2];
  g_assert_cmpstr (idea->text, ==, "shown idea");
  g_assert_cmpuint (idea->phones, ==, 1);
  g_assert_cmpuint (a->hands, ==, 4);
  g_assert_cmpuint (b->phones, ==, 2);

  g_assert_null (wf_workshop_store_find_open (f->store, "small", NULL));
  g_autoptr (GPtrArray) list = wf_workshop_store_list (f->store, NULL);
  const WfWorkshopSession *session = list->pdata[0];
  g_assert_cmpint (session->ended_us, ==, 99);
  g_assert_cmpuint (session->joined, ==, 2);
  g_assert_cmpuint (session->attendance, ==, 11);
  g_assert_cmpstr (session->code, ==, "");
  g_assert_true (wf_workshop_store_forget (f->store, f->session->id, NULL));
  g_assert_false (is_on_disk (f, "shown idea"));
}

static void
do_line (Fixture *f, GPtrArray *changes, const char *line)
{
  g_autoptr (WfAction) action = wf_action_parse (line, NULL);

  if (!wf_workshop_check (f->workshop, action, NULL))
    return;
  add_line (changes, line);
  wf_workshop_apply (f->workshop, action);
}

/* What a phone or the host adds about the slide on the wall. */
static void
add_here (
    Fixture *f, GPtrArray *changes, WfChangeKind kind, guint phone, const char *secret, char *text)
{
  guint slide = wf_workshop_get_wall_slide (f->workshop);
  g_autoptr (WfTally) tally = wf_workshop_dup_tally (f->workshop, slide);

  add_other (changes, kind, phone, secret, wf_script_get_slide (f->script, slide)->id, text);
  ((WfWorkshopChange *) changes->pdata[changes->len - 1])->round = tally->round;
}

static void
do_vote (Fixture *f, GPtrArray *changes, const char *token, const char *words)
{
  guint slide = wf_workshop_get_wall_slide (f->workshop);
  g_autoptr (WfTally) tally = wf_workshop_dup_tally (f->workshop, slide);
  g_auto (GStrv) choices = *words != '\0' ? g_strsplit (words, " ", -1) : NULL;
  g_auto (GStrv) ids = NULL;
  g_autofree char *text = NULL;
  WfVote vote;

  if (!wf_workshop_check_vote (f->workshop, token, wf_script_get_slide (f->script, slide)->id,
                               tally->round, (const char *const *) choices, &vote, NULL))
    return;
  ids = wf_workshop_dup_choices (f->workshop, &vote);
  text = g_strjoinv (" ", ids);
  add_here (f, changes, WF_CHANGE_VOTE, vote.token, NULL, text);
  wf_workshop_apply_vote (f->workshop, &vote);
}

static void
do_idea (Fixture *f, GPtrArray *changes, const char *token, const char *nonce)
{
  guint slide = wf_workshop_get_wall_slide (f->workshop);
  guint phone = wf_workshop_find_phone (f->workshop, token);
  g_autoptr (WfTally) tally = wf_workshop_dup_tally (f->workshop, slide);
  g_autofree char *clean = NULL;

  if (!wf_workshop_check_idea (f->workshop, token, wf_script_get_slide (f->script, slide)->id,
                               tally->round, nonce, nonce, &clean, NULL) ||
      !wf_workshop_has_room (f->workshop, phone, nonce, 0, 0, NULL))
    return;
  add_here (f, changes, WF_CHANGE_IDEA, phone, nonce, clean);
  wf_workshop_add_idea (f->workshop, phone, slide, tally->round, nonce, clean);
}

static void
do_join (Fixture *f, GRand *random, GPtrArray *changes, const char *token)
{
  guint number = wf_workshop_next_phone (f->workshop);

  if (wf_workshop_find_phone (f->workshop, token) == 0)
    {
      add_other (changes, WF_CHANGE_PHONE, number, token, NULL, NULL);
      wf_workshop_add_phone (f->workshop, token, number);
    }
  else if (g_rand_int_range (random, 0, 20) == 0)
    {
      add_here (f, changes, WF_CHANGE_CODE, 0, "654321", NULL);
      wf_workshop_drop_phones (f->workshop);
    }
}

/* One random thing, done as the host does it: checked, kept, applied. */
static void
do_something (Fixture *f, GRand *random, GPtrArray *changes, guint step, gboolean on_ideas)
{
  static const char *const LINES[] = {
    "next",     "back",  "go pulse", "go many",   "go ideas",  "go map",    "go list",
    "go here",  "open",  "close",    "reveal",    "hide",      "reset",     "freeze",
    "unfreeze", "black", "unblack",  "count a 7", "hand a +1", "hand a -1", "hand b +1",
    "key b",    "key a", "heads 9",  "attend 4",  "tick s1",   "tick s2",   "edit-idea 2 x",
  };
  static const char *const IDEA_LINES[] = {
    "vote-ideas",     "vote-ideas",     "show-idea 1", "show-idea 2", "show-idea 3", "show-idea 4",
    "show-idea 5",    "hide-idea 2",    "hide-idea 3", "hand i1 +1",  "hand i3 +1",  "count i2 3",
    "merge-idea 3 1", "merge-idea 1 2", "undo",        "undo",        "undo",
  };
  static const char *const CHOICES[] = { "a",  "b",  "a c", "x2y3",  "s1",    "i1",    "i2",
                                         "i3", "i4", "i5",  "i1 i2", "i2 i3", "i1 i4", "" };
  static const char *const TOKENS[] = { "t1", "t2", "t3", "t4" };
  const char *token = TOKENS[g_rand_int_range (random, 0, G_N_ELEMENTS (TOKENS))];
  g_autofree char *nonce = g_strdup_printf ("n%u", step);
  int what = g_rand_int_range (random, 0, 10);

  if (step % 8 == 0)
    do_line (f, changes, "go ideas");
  else if (what < 3 && !on_ideas)
    do_line (f, changes, LINES[g_rand_int_range (random, 0, G_N_ELEMENTS (LINES))]);
  else if (what < 5)
    do_line (f, changes, IDEA_LINES[g_rand_int_range (random, 0, G_N_ELEMENTS (IDEA_LINES))]);
  else if (what < 8)
    do_vote (f, changes, token, CHOICES[g_rand_int_range (random, 0, G_N_ELEMENTS (CHOICES))]);
  else if (what == 8)
    do_idea (f, changes, token, nonce);
  else
    do_join (f, random, changes, token);
}

/* All that can be seen of it, but for its version and what a frozen wall remembers. */
static char *
describe (Fixture *f, const WfWorkshop *workshop)
{
  g_autoptr (WfWorkshopView) now = wf_workshop_dup_view (workshop);
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%u %u %d %d %d %u %u %u %u\n", now->own->slide, now->wall->slide,
                   now->is_black, now->is_frozen, now->can_undo, now->heads, now->attendance,
                   now->phones, wf_workshop_next_phone (workshop));
  for (guint i = 0; i < wf_script_get_n_slides (f->script); i++)
    {
      g_autoptr (WfWorkshopView) view = wf_workshop_view_new (wf_workshop_dup_tally (workshop, i),
                                                              wf_workshop_dup_tally (workshop, i));
      g_autoptr (JsonObject) object = wf_workshop_view_to_json (view, f->script);
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
      g_autofree char *line = json_to_string (node, FALSE);

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

/* Whatever was done and undone: what the disk tells is what the memory knew. */
static void
test_same_after_reload (Fixture *f, gconstpointer data)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      GRand *random = g_rand_new_with_seed (seed);

      wf_workshop_free (f->workshop);
      f->workshop = wf_workshop_new (f->script);
      wf_workshop_session_free (f->session);
      f->session =
          wf_workshop_store_begin (f->store, wf_script_get_deck (f->script), "123456", 7, NULL);
      for (guint part = 0; part < 6; part++)
        {
          g_autoptr (GPtrArray) changes = changes_new ();
          WfWorkshop *again;

          for (guint i = 0; i < 60; i++)
            do_something (f, random, changes, part * 60 + i, seed % 2 == 1);
          write_all (f, changes);
          again = load (f);

          g_autofree char *before = describe (f, f->workshop);
          g_autofree char *after = describe (f, again);

          g_assert_cmpstr (before, ==, after);
          wf_workshop_free (f->workshop); /* it goes on as a killed program does */
          f->workshop = again;
        }
      g_rand_free (random);
    }
}

/* A vote on an idea whose showing was undone is still there when the program was killed. */
static void
test_votes_outlive_undo (Fixture *f, gconstpointer data)
{
  static const char *const LINES[] = { "go ideas", "show-idea 1", "show-idea 2", "vote-ideas",
                                       "show-idea 3" };
  g_autoptr (GPtrArray) changes = changes_new ();

  add_other (changes, WF_CHANGE_PHONE, 1, "t1", NULL, NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *nonce = g_strdup_printf ("n%u", i);
      add_other (changes, WF_CHANGE_IDEA, 1, nonce, "ideas", nonce);
    }
  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    add_line (changes, LINES[i]);
  add_other (changes, WF_CHANGE_VOTE, 1, NULL, "ideas", "i1 i3");
  add_line (changes, "undo");
  write_all (f, changes);

  g_autoptr (WfWorkshop) workshop = load (f);
  g_autoptr (WfTally) tally = wf_workshop_dup_tally (workshop, wf_workshop_get_slide (workshop));

  g_assert_cmpuint (tally->people, ==, 1);
  g_assert_cmpuint (((WfIdea *) tally->ideas->pdata[0])->votes, ==, 1);
  g_assert_cmpuint (((WfIdea *) tally->ideas->pdata[2])->votes, ==, 1);
}

/* What is told of a workshop that ended: nothing that points at few. */
static char *
end_and_tell (Fixture *f)
{
  g_autoptr (WfWorkshop) workshop = load (f);
  g_autoptr (GError) error = NULL;

  wf_workshop_store_end (f->store, f->session->id, workshop, 99, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) results = wf_workshop_store_list_results (f->store, f->session->id, NULL);
  return wf_results_to_csv (f->script, results, "en");
}

static void
test_few_people_many_marks (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = changes_new ();

  for (guint phone = 1; phone <= 2; phone++)
    {
      g_autofree char *token = g_strdup_printf ("t%u", phone);

      add_other (changes, WF_CHANGE_PHONE, phone, token, NULL, NULL);
      add_other (changes, WF_CHANGE_VOTE, phone, NULL, "many", "a b c");
    }
  add_line (changes, "go many");
  add_line (changes, "count a 2");
  write_all (f, changes);

  g_autofree char *csv = end_and_tell (f);
  g_assert_cmpstr (csv, ==, "slide,question,choice,answer,total\r\nmany,Which?,,,fewer than 5\r\n");
}

/* Five people, one of them with a phone: no column says which answer was the phone's. */
static void
test_ways_are_not_told (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = changes_new ();

  add_other (changes, WF_CHANGE_PHONE, 1, "t1", NULL, NULL);
  add_other (changes, WF_CHANGE_VOTE, 1, NULL, "pulse", "a");
  add_line (changes, "go pulse");
  add_line (changes, "count b 4");
  write_all (f, changes);

  g_autofree char *csv = end_and_tell (f);
  g_assert_cmpstr (csv, ==,
                   "slide,question,choice,answer,total\r\npulse,How?,a,A,1\r\n"
                   "pulse,How?,b,B,4\r\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/workshop-store/reopen", Fixture, NULL, set_up, test_reopen, tear_down);
  g_test_add ("/workshop-store/all-or-nothing", Fixture, NULL, set_up, test_all_or_nothing,
              tear_down);
  g_test_add ("/workshop-store/same-after-reload", Fixture, NULL, set_up, test_same_after_reload,
              tear_down);
  g_test_add ("/workshop-store/votes-outlive-undo", Fixture, NULL, set_up, test_votes_outlive_undo,
              tear_down);
  g_test_add ("/workshop-store/few-people-many-marks", Fixture, NULL, set_up,
              test_few_people_many_marks, tear_down);
  g_test_add ("/workshop-store/ways-are-not-told", Fixture, NULL, set_up, test_ways_are_not_told,
              tear_down);
  g_test_add ("/workshop-store/end", Fixture, NULL, set_up, test_end, tear_down);
  return g_test_run ();
}
