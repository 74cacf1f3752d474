/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several directories: which version is used, what is put together, what a missing or
 * unreadable file does, and checking one file.
 */
#include "wf-pack-library.h"

#include <glib/gstdio.h>
#include <string.h>

#define ABOUT "<about><source>S</source><licence>L</licence></about>"

typedef struct {
  char *shipped;
  char *agency;
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->shipped = g_dir_make_tmp ("wf-shipped-XXXXXX", NULL);
  self->agency = g_dir_make_tmp ("wf-agency-XXXXXX", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_tree (self->shipped);
  remove_tree (self->agency);
  g_free (self->shipped);
  g_free (self->agency);
}

static char *
put (const char *directory, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_steal_pointer (&path);
}

static void
put_items (const char *directory, const char *name, const char *id, guint version, const char *text)
{
  g_autofree char *xml = g_strdup_printf (
      "<items id=\"%s\" version=\"%u\" xml:lang=\"en\">" ABOUT "\n<item id=\"i\" kind=\"care\" "
      "competence=\"1.1\" pool=\"care\" seconds=\"9\" modes=\"phone\"><text>%s</text><why>W</why>"
      "<option id=\"a\"><label>A</label></option><option id=\"b\"><label>B</label></option>"
      "</item></items>",
      id, version, text);
  g_free (put (directory, name, xml));
}

static WfPackLibrary *
load (Fixture *self)
{
  return wf_pack_library_load ((const char *const[]){ self->shipped, self->agency, NULL });
}

static const char *
item_text (const WfPackLibrary *library, const char *bank)
{
  WfItemBank *items = wf_pack_library_get_items (library, bank);

  return items != NULL ? wf_text_get (wf_item_bank_lookup (items, "i")->text, "en", NULL) : NULL;
}

static void
test_versions (Fixture *self, gconstpointer data)
{
  put_items (self->shipped, "packs/items/a.xml", "same", 1, "shipped");
  put_items (self->agency, "packs/mine/a.xml", "same", 1, "agency");
  put_items (self->shipped, "packs/items/b.xml", "older", 2, "shipped");
  put_items (self->agency, "packs/mine/b.xml", "older", 1, "agency");
  put_items (self->shipped, "packs/items/c.xml", "newer", 2, "shipped");
  put_items (self->agency, "packs/mine/c.xml", "newer", 3, "agency");
  put_items (self->agency, "packs/d.xml", "own", 1, "agency");
  put_items (self->agency, "packs/mine/e.txt", "not-a-pack-name", 1, "agency");
  g_autoptr (WfPackLibrary) library = load (self);

  g_assert_cmpstr (item_text (library, "same"), ==, "agency");
  g_assert_cmpstr (item_text (library, "older"), ==, "shipped");
  g_assert_cmpstr (item_text (library, "newer"), ==, "agency");
  g_assert_cmpstr (item_text (library, "own"), ==, "agency");
  g_assert_null (item_text (library, "not-a-pack-name"));
  g_assert_null (wf_pack_library_get_rules (library, "same"));
  g_assert_null (wf_pack_library_get_framework (library, "same"));
  g_assert_cmpuint (wf_pack_library_get_infos (library)->len, ==, 4);
  g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, 0);
}

/* A newer pack of the agency that holds nothing does not take the shipped one away. */
static void
test_empty_pack_falls_back (Fixture *self, gconstpointer data)
{
  put_items (self->shipped, "packs/items/a.xml", "bank", 1, "shipped");
  put_items (self->agency, "packs/items/a.xml", "bank", 2, "");
  g_autoptr (WfPackLibrary) library = load (self);

  g_assert_cmpstr (item_text (library, "bank"), ==, "shipped");
  g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, 2);
}

static void
test_texts_are_put_together (Fixture *self, gconstpointer data)
{
  g_free (put (
      self->shipped, "packs/texts/a.xml",
      "<texts id=\"t\" version=\"2\" xml:lang=\"en\">" ABOUT
      "<text id=\"goal.a\"><label>A</label><label xml:lang=\"fr\">fr A</label></text>"
      "<text id=\"limits.local\"><label>{agency-line}</label></text>"
      "<text id=\"goal.b\"><label>{n, plural, one {# b} other {# bs}}</label></text></texts>"));
  g_free (put (self->agency, "packs/texts/old.xml",
               "<texts id=\"t\" version=\"1\" xml:lang=\"en\">" ABOUT
               "<text id=\"goal.a\"><label>an old copy</label></text></texts>"));
  g_free (put (self->agency, "packs/texts/ours.xml",
               "<texts id=\"ours\" version=\"1\" xml:lang=\"fr\">" ABOUT
               "<text id=\"limits.local\"><label>Notre règle</label></text></texts>"));
  g_autoptr (WfPackLibrary) library = load (self);
  WfClientTexts *texts = wf_pack_library_get_texts (library);
  g_autoptr (WfClientTexts) kept = wf_client_texts_ref (texts);
  g_autoptr (GPtrArray) goals = wf_client_texts_list (texts, "goal.");
  const char *lang;

  g_assert_cmpstr (wf_client_texts_get (texts, "goal.a", "fr", &lang), ==, "fr A");
  g_assert_cmpstr (lang, ==, "fr");
  g_assert_cmpstr (wf_client_texts_get (texts, "limits.local", "ar", &lang), ==, "Notre règle");
  g_assert_cmpstr (lang, ==, "fr");
  g_autoptr (WfClientTexts) for_french = wf_client_texts_new_for (texts, "fr-CA");
  g_assert_cmpstr (wf_client_texts_get (for_french, "goal.a", "so", &lang), ==, "fr A");
  g_assert_cmpstr (wf_client_texts_get (for_french, "goal.a", "en", &lang), ==, "A");
  g_assert_cmpstr (wf_client_texts_get (texts, "goal.a", "so", &lang), ==, "A");
  g_assert_cmpuint (goals->len, ==, 2);
  g_assert_cmpstr (goals->pdata[1], ==, "goal.b");

  g_autofree char *two = wf_client_texts_format (kept, "goal.b", "ar", &lang, "n", "2", NULL);
  g_autofree char *one = wf_client_texts_format (kept, "goal.b", "en", NULL, "n", "1", NULL);
  g_assert_cmpstr (two, ==, "2 bs"); /* English grammar: that is what came back */
  g_assert_cmpstr (lang, ==, "en");
  g_assert_cmpstr (one, ==, "1 b");
}

static void
test_missing_text (Fixture *self, gconstpointer data)
{
  g_autoptr (WfPackLibrary) library = load (self);
  WfClientTexts *texts = wf_pack_library_get_texts (library);
  const char *lang = NULL;

  g_test_expect_message ("wf-content", G_LOG_LEVEL_WARNING, "*no client text “nothing.here”*");
  g_assert_cmpstr (wf_client_texts_get (texts, "nothing.here", "fr", &lang), ==, "nothing.here");
  g_test_assert_expected_messages ();
  g_assert_cmpstr (lang, ==, "en");
}

static void
test_languages_are_put_together (Fixture *self, gconstpointer data)
{
  g_free (put (self->shipped, "languages.xml",
               "<languages id=\"languages\" version=\"3\">"
               "<language tag=\"fr\" name=\"Français\" english=\"French\" script=\"Latn\" "
               "calendar=\"gregory\" translated=\"yes\"/>"
               "<language tag=\"zh-Hans\" name=\"中文\" english=\"Chinese\" script=\"Hans\" "
               "calendar=\"gregory\"/></languages>"));
  g_free (put (self->agency, "languages.xml",
               "<languages id=\"languages\" version=\"1\">"
               "<language tag=\"fr\" name=\"Français\" english=\"French\" script=\"Latn\" "
               "calendar=\"gregory\" translated=\"yes\" reviewed-by=\"Lise\" "
               "reviewed-on=\"2026-02-28\"/>"
               "<language tag=\"fa\" name=\"فارسی\" english=\"Persian\" script=\"Arab\" "
               "calendar=\"persian\"/></languages>"));
  g_autoptr (WfPackLibrary) library = load (self);
  g_autoptr (WfLanguages) languages = wf_languages_ref (wf_pack_library_get_languages (library));
  const WfLanguage *french = wf_languages_lookup (languages, "fr_CA.UTF-8");

  g_assert_cmpuint (wf_languages_get_n (languages), ==, 3);
  g_assert_cmpstr (french->reviewed_by, ==, "Lise");
  g_assert_cmpstr (french->reviewed_on, ==, "2026-02-28");
  g_assert_true (french->translated);
  g_assert_cmpstr (wf_languages_lookup (languages, "zh_CN")->tag, ==, "zh-Hans");
  g_assert_null (wf_languages_lookup (languages, "zh-TW"));
  g_assert_null (wf_languages_lookup (languages, "?"));
  g_assert_true (wf_languages_get (languages, 2)->rtl);

  g_autoptr (WfFormat) persian = wf_pack_library_new_format (library, "fa", "UTC");
  g_autoptr (WfFormat) unknown = wf_pack_library_new_format (library, "es", "UTC");
  g_autofree char *month = wf_format_date (persian, 0, WF_DATE_MONTH);
  g_autofree char *spanish = wf_format_date (unknown, 0, WF_DATE_MONTH);
  g_assert_cmpstr (month, ==, "دی ۱۳۴۸");
  g_assert_cmpstr (spanish, ==, "enero de 1970");
}

static void
test_bad_files (Fixture *self, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (self->agency, "packs", "items", "pipe.xml", NULL);
  g_autofree char *large = NULL;
  g_autofree char *blanks = g_strnfill (WF_PACK_MAX_BYTES + 1, ' ');

  put_items (self->shipped, "packs/items/good.xml", "bank", 1, "shipped");
  g_free (put (self->agency, "packs/items/broken.xml", "<items"));
  large = put (self->agency, "packs/items/large.xml", blanks);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_autoptr (WfPackLibrary) library = load (self);
  const GPtrArray *problems = wf_pack_library_get_problems (library);
  const char *const WANTED[] = { "broken.xml", "large.xml", "pipe.xml" };

  g_assert_cmpstr (item_text (library, "bank"), ==, "shipped");
  g_assert_cmpuint (problems->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const WfPackProblem *problem = problems->pdata[i];
      g_assert_true (g_str_has_suffix (problem->file, WANTED[i]));
      g_assert_cmpuint (strlen (problem->cure), >, 8);
    }
  g_assert_nonnull (strstr (((WfPackProblem *) problems->pdata[1])->cure, "Split"));

  g_autoptr (WfPackProblem) kept = wf_pack_problem_ref (problems->pdata[0]);
  g_clear_pointer (&library, wf_pack_library_unref);
  g_assert_cmpuint (kept->line, ==, 1);
}

static void
test_nothing_there (Fixture *self, gconstpointer data)
{
  g_autoptr (WfPackLibrary) library =
      wf_pack_library_load ((const char *const[]){ "/nowhere/at/all", NULL });
  g_autoptr (WfPackLibrary) again = wf_pack_library_ref (library);

  g_assert_cmpuint (wf_pack_library_get_problems (again)->len, ==, 0);
  g_assert_cmpuint (wf_languages_get_n (wf_pack_library_get_languages (again)), ==, 0);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (Fixture *self, gconstpointer data)
{
  for (guint cancelled = 0; cancelled < 2; cancelled++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      put_items (self->shipped, "packs/items/a.xml", "bank", 1, "shipped");
      if (cancelled)
        g_cancellable_cancel (cancellable);
      wf_pack_library_load_async ((const char *const[]){ self->shipped, NULL }, cancellable,
                                  on_loaded, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);

      g_autoptr (WfPackLibrary) library = wf_pack_library_load_finish (result, &error);
      if (cancelled)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_cmpstr (item_text (library, "bank"), ==, "shipped");
    }
}

static void
test_check_file (Fixture *self, gconstpointer data)
{
  g_autofree char *rules =
      put (self->agency, "rules.xml",
           "<rules id=\"bank\" version=\"7\" xml:lang=\"en\" status=\"provisional\">" ABOUT "\n"
           "<rule id=\"r\" constraint=\"area-1\" priority=\"1\"><when><any><low item=\"gone\"/>"
           "</any></when><statement>S</statement><action>A</action></rule>\n<rule/></rules>");
  g_autofree char *items = put (
      self->agency, "items.xml",
      "<items id=\"bank\" version=\"2\" xml:lang=\"en\">" ABOUT "\n<item id=\"i\" plan=\"gone\" "
      "kind=\"care\" competence=\"1.1\" pool=\"care\" seconds=\"9\" modes=\"phone\">"
      "<text>T</text><why>W</why><option id=\"a\"><label>A</label></option>"
      "<option id=\"b\"><label>B</label></option></item></items>");
  g_autofree char *good_rules = g_strdup (
      "<rules id=\"bank\" version=\"1\" xml:lang=\"en\">" ABOUT
      "<rule id=\"r\" constraint=\"area-1\" priority=\"1\"><when><weak area=\"1\"/></when>"
      "<statement>S</statement><action>A</action></rule></rules>");
  g_autoptr (WfPackInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  put_items (self->shipped, "packs/items/a.xml", "bank", 1, "shipped");
  g_free (put (self->shipped, "packs/plans/a.xml", good_rules));
  g_autoptr (WfPackLibrary) library = load (self);

  g_autoptr (GPtrArray) alone = wf_pack_check_file (rules, NULL, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alone->len, ==, 1);
  g_assert_cmpuint (((WfPackProblem *) alone->pdata[0])->line, ==, 3);
  g_assert_cmpint (info->kind, ==, WF_PACK_RULES);
  g_assert_cmpstr (info->id, ==, "bank");
  g_assert_cmpuint (info->version, ==, 7);
  g_assert_true (info->provisional);
  g_assert_cmpstr (info->licence, ==, "L");
  g_assert_cmpstr (info->file, ==, rules);

  g_autoptr (GPtrArray) beside = wf_pack_check_file (rules, library, NULL, &error);
  g_assert_cmpuint (beside->len, ==, 2);
  g_autoptr (GPtrArray) bank = wf_pack_check_file (items, library, NULL, &error);
  g_assert_cmpuint (bank->len, ==, 1);
  g_assert_nonnull (strstr (((WfPackProblem *) bank->pdata[0])->message, "“gone”"));
}

static void
test_check_file_errors (Fixture *self, gconstpointer data)
{
  g_autofree char *broken = put (self->agency, "broken.xml", "<items>\n<item");
  g_autofree char *song = put (self->agency, "song.xml", "\n<song/>");
  g_autofree char *blanks = g_strnfill (WF_PACK_MAX_BYTES + 1, ' ');
  g_autofree char *large = put (self->agency, "large.xml", blanks);
  const struct {
    const char *path;
    int code;
    const char *message;
  } CASES[] = {
    { "/nowhere/at/all.xml", WF_PACK_ERROR_READ, "no such file" },
    { self->agency, WF_PACK_ERROR_READ, "no such file" },
    { broken, WF_PACK_ERROR_NOT_A_PACK, "Line 2: " },
    { song, WF_PACK_ERROR_NOT_A_PACK, "Line 2: <song> is not a kind of pack" },
    { large, WF_PACK_ERROR_TOO_LARGE, "larger than" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      WfPackInfo *untouched = NULL;

      g_assert_null (wf_pack_check_file (CASES[i].path, NULL, &untouched, &error));
      g_assert_error (error, WF_PACK_ERROR, CASES[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, CASES[i].message));
      g_assert_null (untouched);
    }
}

int
main (int argc, char **argv)
{
#define ADD(name, test)                                                                            \
  g_test_add ("/content/library/" name, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("versions", test_versions);
  ADD ("empty-pack-falls-back", test_empty_pack_falls_back);
  ADD ("texts-are-put-together", test_texts_are_put_together);
  ADD ("missing-text", test_missing_text);
  ADD ("languages-are-put-together", test_languages_are_put_together);
  ADD ("bad-files", test_bad_files);
  ADD ("nothing-there", test_nothing_there);
  ADD ("async", test_async);
  ADD ("check-file", test_check_file);
  ADD ("check-file-errors", test_check_file_errors);
  return g_test_run ();
}
