/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * workshop.db: what was written comes back, whole groups or nothing, and what must not stay goes.
 */
#include "workshop-fixture.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/workshop-store/reopen", Fixture, NULL, set_up, test_reopen, tear_down);
  g_test_add ("/workshop-store/all-or-nothing", Fixture, NULL, set_up, test_all_or_nothing,
              tear_down);
  g_test_add ("/workshop-store/end", Fixture, NULL, set_up, test_end, tear_down);
  return g_test_run ();
}
