/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-letters.h"

#include <string.h>

/* "a b|c": c stands at the same place as b. */
static gboolean
note_token (
    gpointer sink, const char *token, gsize size, gsize start, gsize end, gboolean is_colocated)
{
  GString *seen = sink;

  g_assert_cmpuint (start, <=, end);
  g_assert_cmpuint (size, >, 0);
  g_assert_true (g_utf8_validate (token, (gssize) size, NULL));
  if (seen->len > 0)
    g_string_append_c (seen, is_colocated ? '|' : ' ');
  else
    g_assert_false (is_colocated);
  g_string_append_len (seen, token, (gssize) size);
  return TRUE;
}

static char *
show_document (const char *text)
{
  GString *seen = g_string_new (NULL);

  wf_letters_split_document (text, strlen (text), note_token, seen);
  return g_string_free (seen, FALSE);
}

/* "wi+fi=wifi": wi and fi, or wifi. */
static char *
show_query (const char *text)
{
  g_autoptr (GPtrArray) groups = wf_letters_split_query (text, strlen (text), 32);
  GString *seen = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      const WfTypedWord *group = groups->pdata[i];
      g_autofree char *all = g_strjoinv ("+", group->all);

      g_string_append_printf (seen, "%s%s", i == 0 ? "" : " ", all);
      if (group->joined != NULL)
        g_string_append_printf (seen, "=%s", group->joined);
    }
  return g_string_free (seen, FALSE);
}

static void
test_tables (void)
{
  static const struct {
    const char *text;
    const char *document;
    const char *query;
  } cases[] = {
    { "Internet", "internet", "internet" },
    { "", "", "" },
    { " ,;! ", "", "" },
    { "Crédit ÉTÉ naïve", "credit ete naive", "credit ete naive" },
    { "re\u0301fugie\u0301", "refugie", "refugie" },
    { "Đà Nẵng Straße Łódź Ærø œuvre", "da nang strasse lodz aero oeuvre",
      "da nang strasse lodz aero oeuvre" },
    { "İstanbul ısı ẞ", "istanbul isi ss", "istanbul isi ss" },
    { "wi-fi", "wi fi|wifi", "wi+fi=wifi" },
    { "Wi\u2011Fi wifi", "wi fi|wifi wifi", "wi+fi=wifi wifi" },
    { "- -x- y--z", "x y z", "x y z" },
    { "l'ouest L’Ouest qu’on d’aide", "ouest ouest on aide", "ouest ouest on aide" },
    { "l'", "l", "l" },
    { "don’t O'Brien", "dont obrien", "dont obrien" },
    { "women’s", "women|womens", "women" },
    { "d's", "s", "s" },
    { "aujourd'hui", "aujourdhui", "aujourdhui" },
    { "комп'ютер комп’ютер", "компютер компютер", "компютер компютер" },
    { "інтернет Ґанок її", "інтернет ганок іі", "інтернет ганок іі" },
    { "حاسوب", "حاسوب", "حاسوب" },
    { "الحاسوب", "الحاسوب|حاسوب", "حاسوب" },
    { "والحاسوب للحاسوب", "والحاسوب|حاسوب للحاسوب|حاسوب", "حاسوب حاسوب" },
    { "والد بالغ", "والد بالغ", "والد بالغ" },
    { "مُحَمَّد", "محمد", "محمد" },
    { "إنترنت أنترنت آنترنت", "انترنت انترنت انترنت", "انترنت انترنت انترنت" },
    { "مكتبة مكتبه مســتشفى", "مكتبه مكتبه مستشفي", "مكتبه مكتبه مستشفي" },
    { "كتاب کتاب", "كتاب كتاب", "كتاب كتاب" },
    { "می‌شود", "ميشود", "ميشود" },
    { "٢١١ ۲۱۱ 211", "211 211 211", "211 211 211" },
    { "电脑", "电|电脑 脑", "电脑" },
    { "免费电脑", "免|免费 费|费电 电|电脑 脑", "免费+费电+电脑" },
    { "电", "电", "电" },
    { "免费wifi", "免|免费 费 wifi", "免费 wifi" },
    { "人터넷", "人|人터 터|터넷 넷", "人터+터넷" },
    { "ｶﾅ カナ", "カ|カナ ナ カ|カナ ナ", "カナ カナ" },
    { "ｶﾞｷﾞ ガギ", "ガ|ガギ ギ ガ|ガギ ギ", "ガギ ガギ" },
    { "カ\u3099ハ\u309a", "ガ|ガパ パ", "ガパ" },
    { "ﾋﾟｰﾙ ピール", "ピ|ピー ー|ール ル ピ|ピー ー|ール ル", "ピー+ール ピー+ール" },
    { "ﾞ aﾞ ナﾞ", "a ナ", "a ナ" },
    { "ไทย", "ไ|ไท ท|ทย ย", "ไท+ทย" },
    { "हिन्दी", "हिन्दी", "हिन्दी" },
    { "שָׁלוֹם", "שלום", "שלום" },
    { "1-866-403-8000", "1 866 403 8000|18664038000", "1+866+403+8000=18664038000" },
    { "user@example.org/a_b", "user example org a b", "user example org a b" },
    { "½ ™ …", "12", "12" },
    { "zero\u200bwidth so\u00adft", "zero width soft", "zero width soft" },
    { "a\xff\xfe"
      "b",
      "a b", "a b" },
    { "laptops Enfants", "laptops|laptop enfants|enfant", "laptop enfant" },
    { "class bus 100s low-costs", "class bus 100s low costs|cost|lowcosts",
      "class bus 100s low+cost=lowcosts" },
    { "'-'", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *document = show_document (cases[i].text);
      g_autofree char *query = show_query (cases[i].text);

      g_assert_cmpstr (document, ==, cases[i].document);
      g_assert_cmpstr (query, ==, cases[i].query);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *lone = g_strnfill (400, 'x');
  g_autofree char *hyphens = g_strdup ("a-b-c-d-e-f-g-h-i-j-k");
  g_autofree char *seen = show_document (lone);
  g_autofree char *parts = show_query (hyphens);

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (many, "w%u ", i);

  g_autoptr (GPtrArray) groups = wf_letters_split_query (many->str, many->len, 7);
  g_autofree char *run = g_strdup ("");

  for (guint i = 0; i < 100; i++)
    {
      char *longer = g_strconcat (run, "电", NULL);

      g_free (run);
      run = longer;
    }

  g_autoptr (GPtrArray) pictures = wf_letters_split_query (run, strlen (run), 7);

  g_assert_cmpuint (strlen (seen), ==, WF_LETTERS_WORD_MAX);
  g_assert_cmpuint (groups->len, ==, 7);
  g_assert_cmpstr (parts, ==, "a+b+c+d+e+f+g+hijk=abcdefghijk");
  g_assert_cmpuint (pictures->len, ==, 3);
}

static void
test_name (void)
{
  g_autofree char *a = wf_letters_fold_name ("Réseau Wi-Fi, L'Ouest");
  g_autofree char *b = wf_letters_fold_name ("reseau wi fi ouest");

  g_assert_cmpstr (a, ==, b);
}

typedef struct {
  GHashTable *tokens;
} Bag;

static gboolean
keep_token (
    gpointer sink, const char *token, gsize size, gsize start, gsize end, gboolean is_colocated)
{
  Bag *bag = sink;

  g_hash_table_add (bag->tokens, g_strndup (token, size));
  return TRUE;
}

static void
check_finds_itself (const char *text, gsize size)
{
  Bag bag = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  g_autoptr (GPtrArray) groups = wf_letters_split_query (text, size, G_MAXUINT);

  wf_letters_split_document (text, size, keep_token, &bag);
  for (guint i = 0; i < groups->len; i++)
    {
      const WfTypedWord *group = groups->pdata[i];

      g_assert_cmpuint (g_strv_length (group->all), >, 0);
      for (guint j = 0; group->all[j] != NULL; j++)
        g_assert_true (g_hash_table_contains (bag.tokens, group->all[j]));
      g_assert_true (group->joined == NULL || g_hash_table_contains (bag.tokens, group->joined));
    }
  g_hash_table_unref (bag.tokens);
}

/* Any text finds itself: each token of the query is a token of the document. Any bytes will do. */
static void
test_finds_itself (void)
{
  static const gunichar starts[] = { 0x20,   0xC0,   0x370,  0x400,   0x590,  0x600,
                                     0x900,  0xE00,  0x1200, 0x2000,  0x3040, 0x4E00,
                                     0xAC00, 0xFB50, 0xFF00, 0x10400, 0x1F600 };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int count = g_test_rand_int_range (0, 24);

      for (int i = 0; i < count; i++)
        {
          gunichar c = starts[g_test_rand_int_range (0, G_N_ELEMENTS (starts))] +
                       (gunichar) g_test_rand_int_range (0, 0x90);

          if (g_test_rand_int_range (0, 9) == 0)
            g_string_append_c (text, (char) g_test_rand_int_range (0, 256));
          else
            g_string_append_unichar (text, c);
        }
      check_finds_itself (text->str, text->len);
    }
}

/* A word without joiners takes a shorter way; an apostrophe that joins nothing has it take the long
 * one, which must come to the same. */
static void
test_short_way (void)
{
  static const gunichar starts[] = {
    'a', '0', 0xC0, 0x130, 0x300, 0x370, 0x400, 0x5D0, 0x620, 0x680
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *quick = NULL, *slow = NULL;
      int count = g_test_rand_int_range (1, round % 50 == 0 ? 60 : 12);

      for (int i = 0; i < count; i++)
        {
          gunichar start = starts[g_test_rand_int_range (0, G_N_ELEMENTS (starts))];
          gunichar c = start + (gunichar) g_test_rand_int_range (0, start < 0x80 ? 10 : 0x50);

          if (g_unichar_isalnum (c) || g_unichar_ismark (c))
            g_string_append_unichar (text, c);
        }
      quick = show_document (text->str);
      g_string_append_c (text, '\'');
      slow = show_document (text->str);
      g_assert_cmpstr (quick, ==, slow);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letters/tables", test_tables);
  g_test_add_func ("/letters/limits", test_limits);
  g_test_add_func ("/letters/name", test_name);
  g_test_add_func ("/letters/short-way", test_short_way);
  g_test_add_func ("/letters/finds-itself", test_finds_itself);
  return g_test_run ();
}
