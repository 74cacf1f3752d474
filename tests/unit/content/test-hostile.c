/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Packs made to hurt: deep, huge, full of entities, and the shipped ones with random
 * damage. Whatever the bytes, loading ends soon, nothing breaks, and what is in use keeps
 * its promises.
 */
#include "wf-pack-library.h"

#include <string.h>

static WfPackLibrary *
load_bytes (const char *text, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  const char *name = "pack.xml";

  return wf_pack_library_new_from_bytes (&name, &bytes, 1);
}

static void
repeat (GString *out, const char *piece, guint n)
{
  while (n-- > 0)
    g_string_append (out, piece);
}

static void
test_refused (void)
{
  static const struct {
    const char *head, *piece;
    guint n;
    const char *tail;
  } CASES[] = {
    { "<texts>", "<a>", 300000, "" },
    { "<texts>", "<a/>", 300000, "</texts>" },
    { "<!DOCTYPE texts [<!ENTITY a \"aaaaaaaaaa\">", "<!ENTITY b \"&a;&a;&a;\">", 10,
      "]><texts>&b;</texts>" },
    { "<!DOCTYPE texts SYSTEM \"file:///etc/passwd\">", "", 0, "<texts/>" },
    { "<texts id=\"p\" version=\"1\">&xxe;", "", 0, "</texts>" },
    { "<texts ", "a=\"1\" ", 100000, "/>" },
    { "<texts ", "a", 1000000, "/>" },
    { "<", "a", 1000000, "" },
    { "", "\n", 2000000, "<a" },
    { "<items>", "<item \n", 100000, "" },
    { "", "<!--", 100000, "" },
    { "", "&#x41;", 100000, "" },
    { "<texts id=\"p\" version=\"1\" xml:lang=\"", "en-", 1000, "\"/>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GString) text = g_string_new (CASES[i].head);
      gint64 start = g_get_monotonic_time ();

      repeat (text, CASES[i].piece, CASES[i].n);
      g_string_append (text, CASES[i].tail);
      g_autoptr (WfPackLibrary) library = load_bytes (text->str, text->len);

      g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, 1);
      g_assert_cmpuint (wf_pack_library_get_infos (library)->len, ==, 0);
      g_test_message ("case %u: %" G_GINT64_FORMAT " ms", i,
                      (g_get_monotonic_time () - start) / 1000);
    }
}

/* Limits inside a pack: what is over them is left out or counted, and it stays a pack. */
static void
test_limits (void)
{
  static const struct {
    const char *piece;
    guint n;
  } CASES[] = {
    { "<text id=\"", WF_PACK_MAX_ENTRIES + 10 }, /* one text more than may be */
    { "<oops/>\n", 3000 },                       /* more problems than anybody reads */
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GString) text = g_string_new (
          "<texts id=\"p\" version=\"1\" xml:lang=\"en\"><about><source>S</source>"
          "<licence>L</licence></about>\n<text id=\"first\"><label>T</label></text>\n");

      for (guint j = 0; j < CASES[i].n; j++)
        {
          g_string_append (text, CASES[i].piece);
          if (i == 0)
            g_string_append_printf (text, "t%u\"><label>T</label></text>\n", j);
        }
      g_string_append (text, "</texts>");
      g_autoptr (WfPackLibrary) library = load_bytes (text->str, text->len);
      g_autoptr (GPtrArray) ids = wf_client_texts_list (wf_pack_library_get_texts (library), "");

      g_assert_cmpuint (ids->len, ==, i == 0 ? WF_PACK_MAX_ENTRIES : 1);
      g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, i == 0 ? 0 : 1000);
    }
}

static void
test_long_text (void)
{
  for (guint over = 0; over < 2; over++)
    {
      g_autofree char *long_text = g_strnfill (WF_PACK_MAX_TEXT + over, 'x');
      g_autofree char *text = g_strdup_printf (
          "<texts id=\"p\" version=\"1\" xml:lang=\"en\"><about><source>S</source>"
          "<licence>L</licence></about><text id=\"t\"><label>%s</label></text></texts>",
          long_text);
      g_autoptr (WfPackLibrary) library = load_bytes (text, strlen (text));

      g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, over);
      g_assert_cmpint (wf_client_texts_lookup (wf_pack_library_get_texts (library), "t") != NULL,
                       ==, !over);
    }
}

/* After the eighth broken entry a file is given up: nobody half-reads a ruin. */
static void
test_many_broken_entries (void)
{
  for (guint n = 7; n < 11; n++)
    {
      g_autoptr (GString) text =
          g_string_new ("<texts id=\"p\" version=\"1\" xml:lang=\"en\"><about><source>S</source>"
                        "<licence>L</licence></about>\n");

      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "<text id=\"b%u\"><label>T</text>\n", i);
      g_string_append (text, "<text id=\"good\"><label>T</label></text>\n</texts>");
      g_autoptr (WfPackLibrary) library = load_bytes (text->str, text->len);
      WfText *good = wf_client_texts_lookup (wf_pack_library_get_texts (library), "good");

      g_assert_cmpint (good != NULL, ==, n <= 8);
      g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, n <= 8 ? n : 1);
    }
}

static void
check_item (const WfItem *item)
{
  g_assert_true (item->text != NULL && item->why != NULL && item->id != NULL);
  g_assert_cmpuint (item->options->len, >=, 2);
  g_assert_cmpuint (item->area, >=, 1);
  g_assert_cmpuint (item->area, <=, 5);
  g_assert_cmpint (item->modes, !=, 0);
  for (guint i = 0; i < item->options->len; i++)
    {
      const WfItemOption *option = item->options->pdata[i];
      g_assert_cmpint (option->score, <=, (int) item->max_score);
      g_assert_true (g_utf8_validate (wf_text_get (option->text, "ar", NULL), -1, NULL));
      g_assert_true (wf_item_get_option (item, option->id) == option);
    }
}

static void
check_promises (const WfPackLibrary *library)
{
  WfItemBank *bank = wf_pack_library_get_items (library, "newcomer");
  WfRulePack *rules = wf_pack_library_get_rules (library, "newcomer");

  for (guint i = 0; bank != NULL && i < wf_item_bank_get_n_items (bank); i++)
    check_item (wf_item_bank_get_item (bank, i));
  for (guint i = 0; rules != NULL && i < wf_rule_pack_get_n_rules (rules); i++)
    {
      const WfRule *rule = wf_rule_pack_get_rule (rules, i);
      g_assert_nonnull (rule->when);
      g_assert_cmpint (rule->protected, ==, rule->statement == NULL);
      g_assert_cmpint (rule->protected, ==, rule->card_title != NULL);
    }
}

static char *
read_shipped (const char *name, gsize *out_size)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", "packs", name, NULL);
  char *text;

  g_assert_true (g_file_get_contents (path, &text, out_size, NULL));
  return text;
}

/* Cuts, doubles, overwrites or spoils a few places of @text. */
static GString *
mutate (const char *text, gsize size)
{
  static const char *const PIECES[] = { "<",
                                        ">",
                                        "\"",
                                        "&",
                                        "</",
                                        "/>",
                                        "yes",
                                        "no",
                                        "\xff",
                                        "",
                                        "<item ",
                                        "</item>",
                                        "xml:lang=\"fr\"",
                                        "&#0;",
                                        "\n",
                                        "é" };
  GString *bytes = g_string_new_len (text, size);

  for (gint i = g_test_rand_int_range (1, 5); i > 0; i--)
    {
      gsize at = g_test_rand_int_range (0, bytes->len);
      gsize wanted = (gsize) g_test_rand_int_range (0, 60); /* MIN() takes its arguments twice */
      gsize length = MIN (wanted, bytes->len - at);
      const char *piece = PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))];

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          g_string_erase (bytes, at, length);
          break;
        case 1:
          g_string_insert_len (bytes, at, text + MIN (at, size - length), length);
          break;
        case 2:
          g_string_insert (bytes, at, piece);
          break;
        default:
          bytes->str[at] = (char) g_test_rand_int_range (0, 256);
          break;
        }
    }
  return bytes;
}

static void
test_mutated (gconstpointer data)
{
  gsize size;
  g_autofree char *text = read_shipped (data, &size);
  guint rounds = g_test_thorough () ? 2000 : 60, in_use = 0;

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GString) bytes = mutate (text, size);
      g_autoptr (WfPackLibrary) library = load_bytes (bytes->str, bytes->len);
      const GPtrArray *problems = wf_pack_library_get_problems (library);

      check_promises (library);
      in_use += wf_pack_library_get_infos (library)->len;
      for (guint j = 0; j < problems->len; j++)
        {
          const WfPackProblem *problem = problems->pdata[j];
          g_assert_true (*problem->message != '\0' && *problem->cure != '\0');
        }
    }
  g_test_message ("%u of %u damaged packs still of use", in_use, rounds);
  g_assert_cmpuint (in_use, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content/hostile/refused", test_refused);
  g_test_add_func ("/content/hostile/limits", test_limits);
  g_test_add_func ("/content/hostile/long-text", test_long_text);
  g_test_add_func ("/content/hostile/many-broken-entries", test_many_broken_entries);
  g_test_add_data_func ("/content/hostile/mutated-items", "items/newcomer.xml", test_mutated);
  g_test_add_data_func ("/content/hostile/mutated-rules", "plans/newcomer.xml", test_mutated);
  g_test_add_data_func ("/content/hostile/mutated-texts", "texts/client-texts.xml", test_mutated);
  g_test_add_data_func ("/content/hostile/mutated-framework", "frameworks/digcomp.xml",
                        test_mutated);
  g_test_add_data_func ("/content/hostile/mutated-statements", "frameworks/digcompedu.xml",
                        test_mutated);
  g_test_add_data_func ("/content/hostile/mutated-checklist", "checklists/first-session.xml",
                        test_mutated);
  g_test_add_data_func ("/content/hostile/mutated-deck", "decks/checking-assumptions.xml",
                        test_mutated);
  return g_test_run ();
}
