/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pack as gettext merges it, read back: siblings with xml:lang, names of locales that
 * are not BCP 47, a fuzzy entry that must not be shown, and characters XML escapes.
 */
#include "wf-pack-library.h"

static WfClientTexts *texts;

static void
assert_text (const char *id, const char *lang, const char *wanted, const char *wanted_lang)
{
  const char *got_lang;

  g_assert_cmpstr (wf_client_texts_get (texts, id, lang, &got_lang), ==, wanted);
  g_assert_cmpstr (got_lang, ==, wanted_lang);
}

static void
test_escapes (void)
{
  assert_text ("hello", "en", "Hello & welcome <here>", "en");
  assert_text ("hello", "zh-CN", "你好 & 欢迎 <这里>", "zh-CN");
  assert_text ("hello", "zh-Hans", "你好 & 欢迎 <这里>", "zh-CN");
}

static void
test_fuzzy_is_dropped (void)
{
  assert_text ("unsure", "zh-CN", "Good evening", "en");
  assert_text ("unsure", "sr-Latn", "Dobro veče", "sr-Latn");
  assert_text ("unsure", "sr", "Good evening", "en"); /* Cyrillic readers */
}

static void
test_missing_and_same (void)
{
  assert_text ("missing", "zh-CN", "Good night", "en");
  assert_text ("same", "zh-CN", "OK", "zh-CN"); /* translated, if only to itself */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;
  g_assert_true (g_file_get_contents (argv[1], &text, &size, &error));
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, size);
  const char *name = argv[1];
  g_autoptr (WfPackLibrary) library = wf_pack_library_new_from_bytes (&name, &bytes, 1);

  g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, 0);
  texts = wf_pack_library_get_texts (library);
  g_test_add_func ("/content/merged/escapes", test_escapes);
  g_test_add_func ("/content/merged/fuzzy-is-dropped", test_fuzzy_is_dropped);
  g_test_add_func ("/content/merged/missing-and-same", test_missing_and_same);
  return g_test_run ();
}
