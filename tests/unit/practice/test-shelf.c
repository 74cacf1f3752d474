/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checklists written in the program, brought in and taken out as files: the same reader checks
 * them, bad ones change nothing, a newer version keeps ticks and the agency's own points.
 */
#include <glib/gstdio.h>

#include "wf-checklist-progress.h"
#include "wf-checklist-shelf.h"

typedef struct {
  char *shipped;
  char *folder;
  WfPackLibrary *library;
  GAsyncResult *result;
} Fixture;

static const char *const *
directories (Fixture *self)
{
  static const char *all[3];

  all[0] = self->shipped;
  all[1] = self->folder;
  return all;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);
  self->folder = g_dir_make_tmp ("wf-shelf-XXXXXX", NULL);
  self->library = wf_pack_library_load (directories (self));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *remove = g_strdup_printf ("rm -r '%s'", self->folder);

  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  wf_pack_library_unref (self->library);
  g_free (self->shipped);
  g_free (self->folder);
}

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Fixture *) user_data)->result = g_object_ref (result);
}

static WfChecklistIntake *
finish (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  WfChecklistIntake *intake;

  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  intake = wf_checklist_shelf_finish (self->result, &error);
  g_assert_no_error (error);
  g_clear_object (&self->result);
  if (intake->library != NULL)
    {
      wf_pack_library_unref (self->library);
      self->library = wf_pack_library_ref (intake->library);
    }
  return intake;
}

static WfChecklistIntake *
bring_in (Fixture *self, const char *text, gssize size)
{
  g_autofree char *path = g_build_filename (self->folder, "incoming.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, size, NULL));
  wf_checklist_shelf_import_async (directories (self), self->library, file, NULL, on_ready, self);
  return finish (self);
}

static WfChecklistIntake *
save (Fixture *self, const WfChecklistDraft *draft)
{
  wf_checklist_shelf_save_async (directories (self), self->library, draft, NULL, on_ready, self);
  return finish (self);
}

static char *
make_list (guint version, const char *points)
{
  return g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<checklist id=\"door\" version=\"%u\" xml:lang=\"en\" audience=\"staff\" region=\"any\">\n"
      "<about><title>Door</title><source>us</source><licence>ours</licence></about>\n"
      "<head framework=\"digcompedu\" months=\"6\"><title>At the door</title></head>\n"
      "%s</checklist>\n",
      version, points);
}

#define POINT(id, text)                                                                            \
  "<point id=\"" id "\" competences=\"1.1\" level=\"B1\">\n<text>" text                            \
  "</text><text xml:lang=\"fr\">Bonjour</text>\n<evidence>A note</evidence></point>\n"

/* Written here, read back the same; what changes loses only its own translations. */
static void
test_write (Fixture *self, gconstpointer data)
{
  g_autoptr (WfChecklistDraft) draft =
      wf_checklist_draft_new ("digcompedu", "en", "Greeting <&> \"people\"");
  WfDraftPoint *point =
      wf_checklist_draft_add (draft, (const char *const[]){ "1.1", "2.3", NULL }, "B1");
  g_autofree char *id = g_strdup (draft->id);
  g_autofree char *point_id = g_strdup (point->id);

  g_assert_true (g_str_has_prefix (id, WF_CHECKLIST_OWN));
  point->text = wf_draft_text (NULL, "en", "Said hello");
  g_autoptr (WfChecklistIntake) bad = save (self, draft); /* a point without evidence */
  g_assert_cmpuint (bad->problems->len, >, 0);
  g_assert_null (bad->library);
  g_assert_null (wf_pack_library_get_checklist (self->library, id));

  point->evidence = wf_draft_text (NULL, "en", "A note");
  g_autoptr (WfChecklistIntake) good = save (self, draft);
  g_assert_cmpuint (good->problems->len, ==, 0);
  WfChecklist *list = wf_pack_library_get_checklist (self->library, id);
  g_assert_nonnull (list);
  g_assert_cmpstr (wf_text_get (wf_checklist_get_title (list), "en", NULL), ==,
                   "Greeting <&> \"people\"");
  const WfChecklistPoint *read = wf_checklist_lookup (list, point_id);
  g_assert_cmpstr (read->competences[1], ==, "2.3");

  g_autoptr (WfChecklistDraft) next = wf_checklist_draft_new_from (list);
  g_assert_cmpuint (next->version, ==, 2);
  wf_checklist_draft_add (next, (const char *const[]){ "1.2", NULL }, "B2");
  WfDraftPoint *added = next->points->pdata[1];
  added->text = wf_draft_text (NULL, "en", "Waved");
  added->evidence = wf_draft_text (NULL, "en", "Seen");
  wf_checklist_draft_move (next, added->id, -1);
  wf_checklist_draft_move (next, added->id, -1);
  g_autoptr (WfChecklistIntake) second = save (self, next);
  g_assert_cmpuint (second->n_new, ==, 1);
  list = wf_pack_library_get_checklist (self->library, id);
  g_assert_cmpstr (((WfChecklistPoint *) wf_checklist_get_points (list)->pdata[1])->id, ==,
                   point_id);
}

static void
test_translations (Fixture *self, gconstpointer data)
{
  WfChecklist *shipped = wf_pack_library_get_checklist (self->library, "hands-off");
  g_autoptr (WfChecklistDraft) draft = wf_checklist_draft_new_from (shipped);
  WfDraftPoint *point = draft->points->pdata[0];
  guint version = wf_checklist_get_info (shipped)->version;

  point->text = wf_draft_text (point->text, "en", "Asked in other words.");
  g_autoptr (WfChecklistIntake) intake = save (self, draft);
  g_assert_cmpuint (intake->problems->len, ==, 0);
  g_assert_cmpuint (intake->n_changed, ==, 1);
  WfChecklist *list = wf_pack_library_get_checklist (self->library, "hands-off");
  g_assert_cmpuint (wf_checklist_get_info (list)->version, ==, version + 1);
  const WfChecklistPoint *first = wf_checklist_get_points (list)->pdata[0];
  const WfChecklistPoint *other = wf_checklist_get_points (list)->pdata[1];
  g_assert_false (wf_text_has (first->text, "fr")); /* nobody translated the new words */
  g_assert_true (wf_text_has (first->evidence, "fr"));
  g_assert_true (wf_text_has (other->text, "ar"));
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *text;
    guint line; /* 0: of the whole file */
  } BAD[] = {
    { "", 0 },
    { "not XML at all", 0 },
    { "<checklist", 0 },
    { "<!DOCTYPE x [<!ENTITY a \"b\">]><checklist/>", 0 },
    { "<checklist id=\"../door\" version=\"1\"/>", 0 },
    { "<items id=\"door\" version=\"1\" xml:lang=\"en\"><about><title>a</title><source>b</source>"
      "<licence>c</licence></about></items>",
      0 },
  };
  static const char *const POINTS[] = {
    "<point id=\"a\" competences=\"9.9\" level=\"B1\"><text>A</text><evidence>B</evidence></point>",
    "<point id=\"a\" competences=\"1.1\" level=\"Z9\"><text>A</text><evidence>B</evidence></point>",
    "<point id=\"a\" competences=\"1.1\" level=\"B1\"><text>A</text></point>",
    "<point id=\"a b\" competences=\"1.1\" "
    "level=\"B1\"><text>A</text><evidence>B</evidence></point>",
    "<point id=\"a\" competences=\"1.1\" level=\"B1\" x=\"1\"><text>A</text><evidence>B</evidence>"
    "</point>",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (WfChecklistIntake) intake = bring_in (self, BAD[i].text, -1);
      g_assert_cmpuint (intake->problems->len, >, 0);
      g_assert_null (intake->library);
    }
  for (guint i = 0; i < G_N_ELEMENTS (POINTS); i++)
    {
      g_autofree char *text = make_list (1, POINTS[i]);
      g_autoptr (WfChecklistIntake) intake = bring_in (self, text, -1);
      g_assert_cmpuint (intake->problems->len, >, 0);
      const WfPackProblem *problem = intake->problems->pdata[0];
      g_assert_cmpuint (problem->line, ==, *POINTS[i] != '\0' ? 5 : 2);
      g_assert_cmpuint (strlen (problem->cure), >, 0);
    }
  /* Every cut of a good list: refused or whole, never a part. */
  g_autofree char *good = make_list (1, POINT ("a", "One") POINT ("b", "Two"));
  for (gsize size = 0; size + 1 < strlen (good); size += 7)
    {
      g_autoptr (WfChecklistIntake) intake = bring_in (self, good, (gssize) size);
      g_assert_null (intake->library);
    }
  g_assert_null (wf_pack_library_get_checklist (self->library, "door"));
  g_autofree char *folder = g_build_filename (self->folder, "packs", NULL);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
enter (WfPracticeBook *book, const WfChecklist *list, const char *id)
{
  g_autoptr (WfRecord) record = wf_checklist_record_entered (list, wf_checklist_lookup (list, id),
                                                             TRUE, NULL, NULL, NULL, NULL);

  wf_practice_book_apply (book, record);
}

/* Version 1, a tick and a point of our own; then version 2 from outside. */
static void
test_newer (Fixture *self, gconstpointer data)
{
  g_autofree char *one = make_list (1, POINT ("a", "One") POINT ("b", "Two"));
  g_autofree char *three =
      make_list (3, POINT ("a", "One") POINT ("b", "Two, better") POINT ("c", "Three"));
  g_autofree char *four = make_list (4, POINT ("c", "Three"));
  g_autoptr (WfPracticeBook) book = wf_practice_book_new ();
  g_autoptr (WfSignDesk) desk = wf_sign_desk_new (NULL);

  g_autoptr (WfChecklistIntake) first = bring_in (self, one, -1);
  g_assert_cmpuint (first->n_new, ==, 2);
  g_autoptr (WfChecklistDraft) draft =
      wf_checklist_draft_new_from (wf_pack_library_get_checklist (self->library, "door"));
  WfDraftPoint *own = wf_checklist_draft_add (draft, (const char *const[]){ "1.1", NULL }, "B1");
  own->text = wf_draft_text (NULL, "en", "Ours");
  own->evidence = wf_draft_text (NULL, "en", "Ours");
  g_autofree char *own_id = g_strdup (own->id);
  wf_checklist_draft_move (draft, own_id, -1); /* between a and b */
  g_autoptr (WfChecklistIntake) second = save (self, draft);
  g_assert_cmpuint (second->version, ==, 2);
  enter (book, wf_pack_library_get_checklist (self->library, "door"), "a");
  enter (book, wf_pack_library_get_checklist (self->library, "door"), "b");
  enter (book, wf_pack_library_get_checklist (self->library, "door"), own_id);

  g_autoptr (WfChecklistIntake) older = bring_in (self, one, -1);
  g_assert_cmpuint (older->problems->len, ==, 1);
  g_autoptr (WfChecklistIntake) newer = bring_in (self, three, -1);
  g_assert_cmpuint (newer->problems->len, ==, 0);
  g_assert_cmpuint (newer->n_own, ==, 1);
  g_assert_cmpuint (newer->n_new, ==, 1);
  g_assert_cmpuint (newer->n_changed, ==, 1);
  g_assert_cmpuint (newer->n_gone, ==, 0);
  WfChecklist *list = wf_pack_library_get_checklist (self->library, "door");
  g_assert_cmpstr (((WfChecklistPoint *) wf_checklist_get_points (list)->pdata[1])->id, ==, own_id);
  g_autoptr (WfChecklistProgress) progress = wf_checklist_progress_new (list, book, desk, "me", 1);
  g_assert_cmpuint (progress->n_points, ==, 4);
  g_assert_cmpuint (progress->n_self_declared, ==, 3);
  g_assert_true (((WfPointProgress *) progress->points->pdata[2])->has_changed);

  g_autoptr (WfChecklistIntake) fourth = bring_in (self, four, -1);
  g_assert_cmpuint (fourth->n_gone, ==, 2);
  list = wf_pack_library_get_checklist (self->library, "door");
  g_autoptr (WfChecklistProgress) last = wf_checklist_progress_new (list, book, desk, "me", 1);
  g_assert_cmpuint (last->points->len, ==, 4); /* two at the end, ticks and all */
  g_assert_cmpuint (last->n_self_declared, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/practice/shelf/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("write", test_write);
  ADD ("translations", test_translations);
  ADD ("bad", test_bad);
  ADD ("newer", test_newer);
#undef ADD
  return g_test_run ();
}
