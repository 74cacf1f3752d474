/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decks written here: half-finished ones that come back as they were, what they lack, and their way
 * among the decks that can be run. Real files in an empty folder, the packs that are shipped.
 */
#include "wf-deck-gap.h"
#include "wf-deck-shelf.h"

#include <glib/gstdio.h>
#include <string.h>

static WfPackLibrary *library;
static char *shared;

typedef struct {
  char *directory;
  const char *directories[3];
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->directory = g_dir_make_tmp ("wf-decks-XXXXXX", NULL);
  self->directories[0] = shared;
  self->directories[1] = self->directory;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_all (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_all (self->directory);
  g_free (self->directory);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  self->result = g_object_ref (result);
}

static GAsyncResult *
wait (Fixture *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&self->result);
}

static void
keep (Fixture *self, const WfDeckDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  wf_deck_shelf_keep_async (self->directory, draft, on_done, self);
  result = wait (self);
  g_assert_true (wf_deck_shelf_keep_finish (result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  wf_deck_shelf_list_async (self->directory, NULL, on_done, self);
  result = wait (self);
  return wf_deck_shelf_list_finish (result, NULL);
}

static WfDeckIntake *
finish (Fixture *self)
{
  g_autoptr (GAsyncResult) result = wait (self);
  g_autoptr (GError) error = NULL;
  WfDeckIntake *intake = wf_deck_shelf_finish (result, &error);

  g_assert_no_error (error);
  return intake;
}

static WfDeckIntake *
import_text (Fixture *self, WfPackLibrary *packs, const char *text)
{
  g_autofree char *path = g_build_filename (self->directory, "came.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  wf_deck_shelf_import_async (self->directories, packs, file, on_done, self);
  return finish (self);
}

static void
say (WfText **place, const char *words)
{
  wf_deck_draft_set_text (place, "en", words);
}

/* A slide of each kind with all it needs. */
static WfDeckDraft *
make_whole (WfDeckAudience audience)
{
  WfDeckDraft *draft = wf_deck_draft_new ("deck-ours", "en");

  draft->audience = audience;
  g_free (draft->source);
  g_free (draft->licence);
  draft->source = g_strdup ("Own wording");
  draft->licence = g_strdup ("Ours alone");
  say (&draft->title, "Ours");
  for (WfSlideKind kind = WF_SLIDE_TITLE; kind <= WF_SLIDE_CLOSING; kind++)
    {
      WfSlide *slide;

      if (kind == WF_SLIDE_PULSE && audience != WF_DECK_STAFF)
        continue;
      slide = wf_deck_draft_add (draft, kind, draft->slides->len);
      wf_deck_draft_fill (draft, slide, library);
      say (&slide->title, "A title");
      for (guint i = 0; i < slide->options->len; i++)
        {
          WfSlideOption *option = slide->options->pdata[i];
          if (option->label == NULL)
            say (&option->label, i == 0 ? "One" : "Two");
        }
      if (kind == WF_SLIDE_CHECKLIST)
        slide->checklist = g_strdup ("first-session");
      if (kind == WF_SLIDE_SELF_CHECK)
        slide->framework = g_strdup ("digcompedu");
      if (kind != WF_SLIDE_MAP)
        continue;
      say (&slide->text, "A statement");
      say (&slide->verdict, "Not so");
      say (&slide->evidence, "Because it was counted");
      say (&slide->as_of, "2024");
    }
  return draft;
}

static void
assert_same (const WfDeckDraft *a, const WfDeckDraft *b)
{
  g_autofree char *one = wf_deck_draft_to_xml (a);
  g_autofree char *other = wf_deck_draft_to_xml (b);

  g_assert_cmpstr (one, ==, other);
}

static void
assert_judged (const WfDeckDraft *draft, int kind)
{
  g_autoptr (GArray) gaps = wf_deck_draft_find_gaps (draft, library);
  g_autoptr (GPtrArray) problems = wf_deck_draft_check (draft, library);
  gboolean found = kind < 0;

  for (guint i = 0; i < gaps->len; i++)
    found = found || (int) g_array_index (gaps, WfDeckGap, i).kind == kind;
  g_assert_true (found);
  g_assert_cmpint (gaps->len > 0, ==, kind >= 0);
  g_assert_cmpint (problems->len > 0, ==, kind >= 0);
}

static WfSlide *
slide_of (const WfDeckDraft *draft, WfSlideKind kind)
{
  for (guint i = 0; i < draft->slides->len; i++)
    {
      WfSlide *slide = draft->slides->pdata[i];
      if (slide->kind == kind)
        return slide;
    }
  g_assert_not_reached ();
}

static void
set (char **place, const char *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

static char *
many_words (guint n)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (words, "word ");
  return g_string_free (words, FALSE);
}

/* Takes one thing out of a whole deck. */
static void
spoil (WfDeckDraft *draft, WfDeckGapKind kind)
{
  g_autofree char *many = many_words (WF_DECK_WALL_WORDS + 1);
  g_autofree char *endless = many_words (WF_PACK_MAX_TEXT);
  WfSlide *poll = slide_of (draft, WF_SLIDE_POLL);
  WfSlide *map = slide_of (draft, WF_SLIDE_MAP);

  if (kind == WF_DECK_GAP_NAME)
    say (&draft->title, "");
  if (kind == WF_DECK_GAP_ORIGIN)
    set (&draft->licence, "");
  if (kind == WF_DECK_GAP_SLIDES)
    g_ptr_array_set_size (draft->slides, 0);
  if (kind == WF_DECK_GAP_TITLE)
    say (&poll->title, "");
  if (kind == WF_DECK_GAP_STATEMENT)
    say (&map->text, "");
  if (kind == WF_DECK_GAP_EVIDENCE)
    say (&map->as_of, "");
  if (kind == WF_DECK_GAP_OPTIONS)
    wf_deck_draft_remove_option (poll, 0);
  if (kind == WF_DECK_GAP_LABEL)
    say (&((WfSlideOption *) poll->options->pdata[1])->label, "");
  if (kind == WF_DECK_GAP_POINTS)
    set (&slide_of (draft, WF_SLIDE_CHECKLIST)->checklist, NULL);
  if (kind == WF_DECK_GAP_FRAMEWORK)
    set (&slide_of (draft, WF_SLIDE_SELF_CHECK)->framework, "no-such-thing");
  if (kind == WF_DECK_GAP_PULSE)
    draft->audience = WF_DECK_NEWCOMERS;
  if (kind == WF_DECK_GAP_CLOSING)
    wf_deck_draft_remove_option (slide_of (draft, WF_SLIDE_CLOSING), 0);
  if (kind == WF_DECK_GAP_WHY)
    set (&poll->good, ((WfSlideOption *) poll->options->pdata[0])->id);
  if (kind == WF_DECK_GAP_WORDS)
    say (&poll->text, many);
  if (kind == WF_DECK_GAP_LONG)
    say (&poll->notes, endless);
}

static void
test_gaps (Fixture *self, gconstpointer data)
{
  for (int kind = WF_DECK_GAP_NAME; kind <= WF_DECK_GAP_LONG; kind++)
    {
      g_autoptr (WfDeckDraft) draft =
          make_whole (kind == WF_DECK_GAP_CLOSING ? WF_DECK_NEWCOMERS : WF_DECK_STAFF);
      g_autoptr (WfDeckDraft) again = NULL;
      g_autofree char *xml = NULL;

      assert_judged (draft, -1);
      spoil (draft, kind);
      assert_judged (draft, kind);
      /* Not finished as it is, it comes back as it was. */
      xml = wf_deck_draft_to_xml (draft);
      again = wf_deck_draft_new_from_xml (xml, strlen (xml), NULL);
      assert_same (draft, again);
    }
}

static void
test_shipped_come_back (Fixture *self, gconstpointer data)
{
  const GPtrArray *decks = wf_pack_library_get_decks (library);

  for (guint i = 0; i < decks->len; i++)
    {
      g_autoptr (WfDeckDraft) draft = wf_deck_draft_new_from (decks->pdata[i]);
      g_autofree char *xml = wf_deck_draft_to_xml (draft);
      g_autoptr (WfDeckDraft) again = wf_deck_draft_new_from_xml (xml, strlen (xml), NULL);

      assert_same (draft, again);
      assert_judged (draft, -1);
    }
}

static void
test_words (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDraft) draft = make_whole (WF_DECK_STAFF);
  g_autoptr (GError) error = NULL;

  say (&draft->purpose, "  one\n\ntwo\t\342\200\256three\302\240?\001 ");
  g_assert_cmpstr (wf_text_get (draft->purpose, "en", NULL), ==, "one two three\302\240?");
  assert_judged (draft, -1);
  g_assert_null (wf_deck_draft_new_from_xml ("<rules id=\"a\"/>", 15, &error));
  g_assert_error (error, WF_PACK_ERROR, WF_PACK_ERROR_NOT_A_PACK);
}

/* What newcomers and staff are asked at the end is the same everywhere, in all languages. */
static void
test_fill (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDraft) draft = make_whole (WF_DECK_NEWCOMERS);
  const WfSlide *closing = slide_of (draft, WF_SLIDE_CLOSING);
  const WfSlideOption *first = closing->options->pdata[0];
  g_autoptr (WfDeck) look = NULL;

  g_assert_cmpuint (closing->options->len, ==, 3);
  g_assert_cmpstr (first->id, ==, "now");
  g_assert_true (wf_text_has (first->label, "ar"));
  look = wf_deck_draft_preview (draft, 3);
  g_assert_cmpuint (wf_deck_get_slides (look)->len, ==, 1);
  wf_deck_draft_move_option (slide_of (draft, WF_SLIDE_CLOSING), 0, 2);
  g_assert_true (closing->options->pdata[2] == first);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDraft) draft = make_whole (WF_DECK_STAFF);
  g_autofree char *junk = g_build_filename (self->directory, "drafts", "decks", "junk.xml", NULL);
  g_autoptr (GPtrArray) none = list (self);
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) empty = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  spoil (draft, WF_DECK_GAP_OPTIONS);
  keep (self, draft);
  g_assert_true (g_file_set_contents (junk, "<deck", -1, NULL));
  some = list (self);
  g_assert_cmpuint (some->len, ==, 1);
  assert_same (some->pdata[0], draft);
  wf_deck_shelf_discard_async (self->directory, draft->id, on_done, self);
  result = wait (self);
  g_assert_true (wf_deck_shelf_discard_finish (result, NULL));
  empty = list (self);
  g_assert_cmpuint (empty->len, ==, 0);
}

static void
test_published (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDraft) draft = make_whole (WF_DECK_STAFF);
  g_autoptr (WfDeckIntake) refused = NULL;
  g_autoptr (WfDeckIntake) taken = NULL;
  g_autoptr (WfDeckIntake) newer = NULL;
  g_autoptr (WfDeckIntake) back = NULL;
  g_autoptr (WfDeckIntake) shipped = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  WfDeck *deck;

  keep (self, draft);
  say (&draft->title, "");
  wf_deck_shelf_publish_async (self->directories, library, draft, on_done, self);
  refused = finish (self);
  g_assert_cmpuint (refused->problems->len, >, 0);
  g_assert_null (refused->library);
  say (&draft->title, "Ours");
  wf_deck_shelf_publish_async (self->directories, library, draft, on_done, self);
  taken = finish (self);
  g_assert_cmpuint (taken->problems->len, ==, 0);
  deck = wf_pack_library_get_deck (taken->library, "deck-ours");
  g_assert_true (wf_deck_shelf_is_own (deck, self->directory));
  drafts = list (self);
  g_assert_cmpuint (drafts->len, ==, 0);

  wf_deck_shelf_publish_async (self->directories, taken->library, draft, on_done, self);
  newer = finish (self);
  deck = wf_pack_library_get_deck (newer->library, "deck-ours");
  g_assert_cmpuint (wf_deck_get_info (deck)->version, ==, 2);

  wf_deck_shelf_withdraw_async (self->directories, newer->library, "deck-ours", on_done, self);
  back = finish (self);
  g_assert_null (wf_pack_library_get_deck (back->library, "deck-ours"));
  g_ptr_array_unref (drafts);
  drafts = list (self);
  g_assert_cmpuint (drafts->len, ==, 1);

  wf_deck_shelf_withdraw_async (self->directories, back->library, "checking-assumptions", on_done,
                                self);
  shipped = finish (self);
  g_assert_cmpuint (shipped->problems->len, ==, 1);
  g_assert_null (shipped->library);
}

static void
test_imported (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDraft) draft = make_whole (WF_DECK_STAFF);
  g_autofree char *xml = wf_deck_draft_to_xml (draft);
  g_autofree char *cut = g_strndup (xml, strlen (xml) / 2);
  g_autofree char *checklist = NULL;
  g_autofree char *path = g_build_filename (self->directory, "packs", "decks", NULL);
  g_autofree char *list_path =
      g_build_filename (shared, "packs", "checklists", "first-session.xml", NULL);
  g_autoptr (WfDeckIntake) good = NULL;
  const char *bad[4] = { cut, "", NULL, NULL };

  g_assert_true (g_file_get_contents (list_path, &checklist, NULL, NULL));
  bad[2] = checklist;
  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (WfDeckIntake) refused = import_text (self, library, bad[i]);

      g_assert_cmpuint (refused->problems->len, >, 0);
      g_assert_null (refused->library);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  good = import_text (self, library, xml);
  g_assert_cmpuint (good->problems->len, ==, 0);
  g_assert_nonnull (wf_pack_library_get_deck (good->library, "deck-ours"));

  g_autoptr (WfDeckIntake) same = import_text (self, good->library, xml);
  g_assert_cmpuint (same->problems->len, ==, 1);

  /* Under the id of a deck that came with the program, but older. */
  g_autoptr (WfDeckDraft) disguised = make_whole (WF_DECK_STAFF);
  set (&disguised->id, "checking-assumptions");
  g_autofree char *other = wf_deck_draft_to_xml (disguised);
  g_autoptr (WfDeckIntake) older = import_text (self, good->library, other);
  g_assert_cmpuint (older->problems->len, ==, 1);
}

static void
test_too_large (Fixture *self, gconstpointer data)
{
  g_autofree char *big = g_malloc (WF_PACK_MAX_BYTES + 10);
  g_autoptr (WfDeckIntake) refused = NULL;

  memset (big, ' ', WF_PACK_MAX_BYTES + 9);
  big[WF_PACK_MAX_BYTES + 9] = '\0';
  refused = import_text (self, library, big);
  g_assert_cmpuint (refused->problems->len, ==, 1);
}

/* A disk that does not do as asked: what is there stays. */
static void
test_no_place (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDraft) draft = make_whole (WF_DECK_STAFF);
  g_autofree char *drafts = g_build_filename (self->directory, "drafts", NULL);
  g_autofree char *packs = g_build_filename (self->directory, "packs", NULL);
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) published = NULL;
  g_autoptr (GAsyncResult) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/at/all.xml");

  g_assert_true (g_file_set_contents (drafts, "a file", -1, NULL));
  g_assert_true (g_file_set_contents (packs, "a file", -1, NULL));
  wf_deck_shelf_keep_async (self->directory, draft, on_done, self);
  kept = wait (self);
  g_assert_false (wf_deck_shelf_keep_finish (kept, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  wf_deck_shelf_publish_async (self->directories, library, draft, on_done, self);
  published = wait (self);
  g_assert_null (wf_deck_shelf_finish (published, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  wf_deck_shelf_import_async (self->directories, library, nowhere, on_done, self);
  missing = wait (self);
  g_assert_null (wf_deck_shelf_finish (missing, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  const char *directories[2] = { NULL };
  int status;

  shared = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);
  directories[0] = shared;
  g_test_init (&argc, &argv, NULL);
  library = wf_pack_library_load (directories);
#define TEST(name, function)                                                                       \
  g_test_add ("/content/deck-shelf/" name, Fixture, NULL, set_up, function, tear_down)
  TEST ("gaps", test_gaps);
  TEST ("shipped-come-back", test_shipped_come_back);
  TEST ("words", test_words);
  TEST ("fill", test_fill);
  TEST ("kept", test_kept);
  TEST ("published", test_published);
  TEST ("imported", test_imported);
  TEST ("too-large", test_too_large);
  TEST ("no-place", test_no_place);
  status = g_test_run ();
  wf_pack_library_unref (library);
  g_free (shared);
  return status;
}
