/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decks: what is wrong in one is named and left out, and the shipped ones are whole.
 */
#include "wf-deck-draft.h"

#include <string.h>

#define HEAD                                                                                       \
  "<about><title>T</title><source>S</source><licence>L</licence></about>"                          \
  "<head minutes=\"20\"><title>T</title></head>"                                                   \
  "<slide id=\"first\" kind=\"title\"><title>T</title></slide>\n"
#define TITLE "<title>T</title>"
#define OPTIONS                                                                                    \
  "<option id=\"a\"><label>A</label></option><option id=\"b\"><label>B</label></option>"

static WfPackLibrary *library;

static WfPackLibrary *
load_deck (const char *audience, const char *slides)
{
  g_autofree char *text =
      g_strdup_printf ("<deck id=\"d\" version=\"1\" xml:lang=\"en\" audience=\"%s\">%s%s</deck>",
                       audience, HEAD, slides);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  const char *name = "deck.xml";

  return wf_pack_library_new_from_bytes (&name, &bytes, 1);
}

static void
test_problems (void)
{
  static const struct {
    const char *audience, *slide, *message;
    gboolean is_kept;
  } CASES[] = {
    { "newcomers", "<slide id=\"s\" kind=\"pulse\">" TITLE OPTIONS "</slide>", "is for staff" },
    { "newcomers", "<slide id=\"s\" kind=\"closing\">" TITLE OPTIONS "</slide>",
      "closes otherwise than newcomers do" },
    { "staff", "<slide id=\"first\" kind=\"text\">" TITLE "</slide>", "“first” stands twice" },
    { "staff", "<slide id=\"s\" kind=\"quiz\">" TITLE "</slide>", "“kind” of <slide>" },
    { "staff", "<slide id=\"s\" kind=\"poll\">" TITLE "</slide>", "asks nothing to choose" },
    { "staff",
      "<slide id=\"s\" kind=\"poll\">" TITLE OPTIONS
      "<option id=\"a\"><label>C</label></option></slide>",
      "“a” stands twice" },
    { "staff", "<slide id=\"s\" kind=\"poll\">" TITLE OPTIONS "<option id=\"c\"></option></slide>",
      "<option> has no <label>" },
    { "staff",
      "<slide id=\"s\" kind=\"poll\">" TITLE OPTIONS
      "<discuss good=\"z\"><why>W</why></discuss></slide>",
      "option “z”" },
    { "staff", "<slide id=\"s\" kind=\"text\">" TITLE OPTIONS "</slide>", "without options" },
    { "staff", "<slide id=\"s\" kind=\"text\"><text>T</text></slide>", "Slide “s” has none" },
    { "staff", "<slide id=\"s\" kind=\"map\"><text>T</text></slide>", "not a whole map" },
    { "staff",
      "<slide id=\"s\" kind=\"map\"><text>T</text><evidence><verdict>V</verdict>"
      "<text>E</text></evidence></slide>",
      "<evidence> has no <as-of>" },
    { "staff", "<slide id=\"s\" kind=\"timer\">" TITLE "</slide>", "does not fit its kind" },
    { "staff", "<slide id=\"s\" kind=\"timer\" seconds=\"1\">" TITLE "</slide>", "“seconds”" },
    { "staff", "<slide id=\"s\" kind=\"self-check\">" TITLE "</slide>", "does not fit its kind" },
    { "staff", "<slide id=\"s\" kind=\"checklist\">" TITLE "</slide>", "no points" },
    { "staff", "<slide id=\"s\" kind=\"poll\" secret=\"yes\">" TITLE OPTIONS "</slide>", "secret" },
    { "staff", "<slide id=\"s\" kind=\"checklist\" checklist=\"none\">" TITLE "</slide>",
      "checklist “none”", TRUE },
    { "staff", "<slide id=\"s\" kind=\"self-check\" framework=\"none\">" TITLE "</slide>",
      "framework “none”", TRUE },
    { "staff",
      "<slide id=\"s\" kind=\"text\">" TITLE "<text>one two three four five six seven "
      "eight nine ten one two three four five six seven eight nine ten one two three "
      "four five six seven eight nine ten</text></slide>",
      "puts 31 words", TRUE },
    { "staff", "<slide id=\"s\" kind=\"text\">" TITLE "<thing/></slide>", "<thing>", TRUE },
    { "children", "<slide id=\"s\" kind=\"text\">" TITLE "</slide>", "“audience”", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfPackLibrary) made = load_deck (CASES[i].audience, CASES[i].slide);
      const GPtrArray *problems = wf_pack_library_get_problems (made);
      WfDeck *deck = wf_pack_library_get_deck (made, "d");

      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_nonnull (strstr (((WfPackProblem *) problems->pdata[0])->message, CASES[i].message));
      g_assert_cmpuint (wf_deck_get_slides (deck)->len, ==, CASES[i].is_kept ? 2 : 1);
    }
}

static void
test_whole (void)
{
  g_autoptr (WfPackLibrary) made = load_deck (
      "staff", "<slide id=\"s\" kind=\"poll\" many=\"yes\" pictures=\"hand eye\">" TITLE
               "<notes>N</notes>" OPTIONS "<discuss good=\"b\"><why>W</why></discuss></slide>");
  WfDeck *deck = wf_pack_library_get_deck (made, "d");
  const WfSlide *slide = wf_deck_lookup (deck, "s");

  g_assert_cmpuint (wf_pack_library_get_problems (made)->len, ==, 0);
  g_assert_cmpuint (wf_deck_get_minutes (deck), ==, 20);
  g_assert_cmpint (wf_deck_get_audience (deck), ==, WF_DECK_STAFF);
  g_assert_true (slide->is_many);
  g_assert_cmpstr (slide->pictures[1], ==, "eye");
  g_assert_cmpstr (slide->good, ==, "b");
  g_assert_cmpuint (slide->options->len, ==, 2);
  g_assert_null (wf_deck_lookup (deck, "t"));
  g_assert_cmpstr (wf_slide_kind_to_name (WF_SLIDE_SELF_CHECK), ==, "self-check");
  g_assert_null (wf_pack_library_get_deck (made, "e"));
}

static void
test_shipped (void)
{
  static const struct {
    const char *id;
    guint n_slides;
    WfDeckAudience audience;
  } DECKS[] = {
    { "checking-assumptions", 17, WF_DECK_STAFF },
    { "digital-safety-newcomers", 18, WF_DECK_NEWCOMERS },
    { "what-does-a-navigator-do", 17, WF_DECK_STAFF },
  };
  guint n_maps = 0;

  g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, 0);
  g_assert_cmpuint (wf_pack_library_get_decks (library)->len, ==, G_N_ELEMENTS (DECKS));
  for (guint i = 0; i < G_N_ELEMENTS (DECKS); i++)
    {
      WfDeck *deck = wf_pack_library_get_deck (library, DECKS[i].id);
      const GPtrArray *slides = wf_deck_get_slides (deck);

      g_assert_cmpuint (slides->len, ==, DECKS[i].n_slides);
      g_assert_cmpint (wf_deck_get_audience (deck), ==, DECKS[i].audience);
      g_assert_true (wf_deck_get_info (deck)->provisional);
      for (guint s = 0; s < slides->len; s++)
        {
          const WfSlide *slide = slides->pdata[s];

          n_maps += slide->kind == WF_SLIDE_MAP;
          if (slide->kind == WF_SLIDE_MAP) /* what is known says when and by whom */
            g_assert_nonnull (strstr (wf_text_get (slide->as_of, "en", NULL), "2021"));
        }
    }
  g_assert_cmpuint (n_maps, ==, 7);
}

static void
assert_translated (const WfText *text)
{
  if (text == NULL)
    return;
  for (guint i = 0; i < 2; i++)
    {
      const char *lang = i == 0 ? "fr" : "ar";

      if (!wf_text_has (text, lang))
        g_error ("not in %s: %s", lang, wf_text_get (text, NULL, NULL));
    }
}

static void
test_translated (void)
{
  const GPtrArray *decks = wf_pack_library_get_decks (library);

  for (guint i = 0; i < decks->len; i++)
    {
      const GPtrArray *slides = wf_deck_get_slides (decks->pdata[i]);

      assert_translated (wf_deck_get_title (decks->pdata[i]));
      assert_translated (wf_deck_get_purpose (decks->pdata[i]));
      assert_translated (wf_deck_get_credit (decks->pdata[i]));
      for (guint s = 0; s < slides->len; s++)
        {
          const WfSlide *slide = slides->pdata[s];
          const WfText *const texts[] = { slide->title,   slide->text,     slide->notes,
                                          slide->verdict, slide->evidence, slide->as_of,
                                          slide->why };

          for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
            assert_translated (texts[t]);
          for (guint o = 0; o < slide->options->len; o++)
            assert_translated (((const WfSlideOption *) slide->options->pdata[o])->label);
        }
    }
}

/* What an Arabic reader meets on the wall is as short as the English. */
static void
test_wall_in_all_languages (void)
{
  const GPtrArray *decks = wf_pack_library_get_decks (library);

  for (guint i = 0; i < decks->len; i++)
    {
      const GPtrArray *slides = wf_deck_get_slides (decks->pdata[i]);

      for (guint s = 0; s < slides->len; s++)
        {
          const WfSlide *slide = slides->pdata[s];

          g_assert_cmpuint (wf_deck_count_words (wf_text_get (slide->title, "ar", NULL)) +
                                wf_deck_count_words (wf_text_get (slide->text, "ar", NULL)),
                            <=, WF_DECK_WALL_WORDS);
        }
    }
}

/* Written and read again, a deck is the same; and writing that is writing the same. */
static void
test_round_trip (void)
{
  const GPtrArray *decks = wf_pack_library_get_decks (library);

  for (guint i = 0; i < decks->len; i++)
    {
      g_autoptr (WfDeckDraft) draft = wf_deck_draft_new_from (decks->pdata[i]);
      g_autoptr (GPtrArray) problems = wf_deck_draft_check (draft, library);
      g_autofree char *xml = wf_deck_draft_to_xml (draft);
      g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
      const char *name = "again.xml";
      g_autoptr (WfPackLibrary) again = wf_pack_library_new_from_bytes (&name, &bytes, 1);
      WfDeck *deck = wf_pack_library_get_deck (again, draft->id);
      g_autoptr (WfDeckDraft) second = wf_deck_draft_new_from (deck);
      g_autofree char *same = wf_deck_draft_to_xml (second);

      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpstr (xml, ==, same);
      g_assert_nonnull (strstr (xml, "xml:lang=\"ar\""));
      g_assert_cmpuint (wf_deck_get_slides (deck)->len, ==,
                        wf_deck_get_slides (decks->pdata[i])->len);
    }
}

static void
test_edit (void)
{
  g_autoptr (WfDeckDraft) draft = wf_deck_draft_new ("ours", "fr");
  WfSlide *poll = wf_deck_draft_add (draft, WF_SLIDE_POLL, 0);
  WfSlide *title = wf_deck_draft_add (draft, WF_SLIDE_TITLE, 0);
  g_autoptr (GPtrArray) lacking = wf_deck_draft_check (draft, library);
  g_autoptr (GPtrArray) good = NULL;
  g_autofree char *xml = NULL;

  g_assert_cmpuint (lacking->len, >, 0);
  g_assert_cmpstr (poll->id, !=, title->id);
  wf_deck_draft_set_text (&draft->title, "fr", "À nous <& vous>");
  wf_deck_draft_set_text (&title->title, "fr", "Bonjour");
  wf_deck_draft_set_text (&title->title, "ar", "أهلًا");
  wf_deck_draft_set_text (&poll->title, "fr", "Quoi ?");
  for (guint i = 0; i < 2; i++)
    wf_deck_draft_set_text (&wf_deck_draft_add_option (poll)->label, "fr", i == 0 ? "Un" : "Deux");
  g_free (draft->source);
  g_free (draft->licence);
  draft->source = g_strdup ("Nous");
  draft->licence = g_strdup ("CC0");
  wf_deck_draft_move (draft, 0, 1);
  g_assert_true (draft->slides->pdata[0] == poll);
  good = wf_deck_draft_check (draft, library);
  g_assert_cmpuint (good->len, ==, 0);
  xml = wf_deck_draft_to_xml (draft);
  g_assert_nonnull (strstr (xml, "À nous &lt;&amp; vous&gt;"));
  wf_deck_draft_set_text (&title->title, "fr", "");
  g_assert_cmpuint (wf_text_get_n_languages (title->title), ==, 1);
  wf_deck_draft_set_text (&title->title, "ar", "");
  g_assert_null (title->title);
  wf_deck_draft_remove (draft, 1);
  g_assert_cmpuint (draft->slides->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_autofree char *shared = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);
  const char *const directories[] = { shared, NULL };
  int status;

  g_test_init (&argc, &argv, NULL);
  library = wf_pack_library_load (directories);
  g_test_add_func ("/content/deck/problems", test_problems);
  g_test_add_func ("/content/deck/whole", test_whole);
  g_test_add_func ("/content/deck/shipped", test_shipped);
  g_test_add_func ("/content/deck/translated", test_translated);
  g_test_add_func ("/content/deck/wall-in-all-languages", test_wall_in_all_languages);
  g_test_add_func ("/content/deck/round-trip", test_round_trip);
  g_test_add_func ("/content/deck/edit", test_edit);
  status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}
