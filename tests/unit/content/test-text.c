/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Language tags, and which translation a reader gets.
 */
#include "wf-text.h"

static void
test_normalise (void)
{
  static const struct {
    const char *given, *wanted;
  } CASES[] = {
    { "en", "en" },
    { "zh_CN", "zh-CN" },
    { "sr@latin", "sr-Latn" },
    { "sr_RS@latin", "sr-Latn-RS" },
    { "uz_UZ.UTF-8@cyrillic", "uz-Cyrl-UZ" },
    { "fr_CA.UTF-8", "fr-CA" },
    { "FR-ca", "fr-CA" },
    { "zh-hant-tw", "zh-Hant-TW" },
    { "ca@valencia", "ca" },
    { "prs", "fa-AF" },
    { "TL", "fil" },
    { "C", NULL },
    { "", NULL },
    { "x", NULL },
    { "und", NULL },
    { "root", NULL },
    { "1234", NULL },
    { "en us", NULL },
    { "en-", NULL },
    { "a_b_c_d", NULL },
    { "en-abcdefghi", NULL },
    { "verylonglanguagetagthatnobodycaneveruse", NULL },
    { "العربية", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    g_assert_cmpstr (wf_language_normalise (CASES[i].given), ==, CASES[i].wanted);
  g_assert_null (wf_language_normalise (NULL));
  g_assert_true (wf_language_normalise ("FR-CA") == wf_language_normalise ("fr_CA"));
}

static void
test_script_and_direction (void)
{
  static const struct {
    const char *tag, *script;
    gboolean rtl;
  } CASES[] = {
    { "en", "Latn", FALSE },     { "ar", "Arab", TRUE },     { "ur", "Arab", TRUE },
    { "fa-AF", "Arab", TRUE },   { "zh-TW", "Hant", FALSE }, { "am", "Ethi", FALSE },
    { "uz-Arab", "Arab", TRUE }, { "uz", "Latn", FALSE },    { "he", "Hebr", TRUE },
    { "qqq", "Zyyy", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_assert_cmpstr (wf_language_get_script (CASES[i].tag), ==, CASES[i].script);
      g_assert_cmpint (wf_language_is_rtl (CASES[i].tag), ==, CASES[i].rtl);
    }
}

static void
test_matches (void)
{
  static const struct {
    const char *wanted, *given;
    gboolean matches;
  } CASES[] = {
    { "fr", "fr", TRUE },           { "fr-CA", "fr", TRUE },     { "fr", "fr-CA", TRUE },
    { "fa-AF", "fa", TRUE },        { "zh-TW", "zh-CN", FALSE }, { "zh-CN", "zh-Hans", TRUE },
    { "fr", "en", FALSE },          { "fr", "fro", FALSE },      { "bad tag", "fr", FALSE },
    { "fr", "bad tag", FALSE },     { NULL, "fr", FALSE },       { "fr", NULL, FALSE },
    { "bad tag", "bad tag", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    g_assert_cmpint (wf_language_matches (CASES[i].wanted, CASES[i].given), ==, CASES[i].matches);
}

/* Each entry's text is its own tag, so what came back names itself. */
static void
test_lookup (void)
{
  static const struct {
    const char *wanted, *other, *got;
    gboolean has;
  } CASES[] = {
    { "fr", NULL, "fr", TRUE },
    { "fr-CA", NULL, "fr", TRUE },
    { "fr_BE.UTF-8", NULL, "fr", TRUE },
    { "pt", NULL, "pt-BR", TRUE },      /* another region */
    { "zh-CN", NULL, "zh-Hans", TRUE }, /* the same script */
    { "zh-TW", NULL, "en", FALSE },     /* another script is no help */
    { "uz-AF", NULL, "en", FALSE },     /* Uzbek in Arabic script, uz is Latin */
    { "so", NULL, "en", FALSE },
    { "so", "ar", "ar", FALSE }, /* the navigator's language before English */
    { "so", "ar-EG", "ar", FALSE },
    { "so", "ti", "en", FALSE },
    { NULL, NULL, "es", TRUE }, /* the source */
    { "not a tag", NULL, "en", FALSE },
  };
  g_autoptr (WfText) text =
      wf_text_new_multi ("es", "es", "en", "en", "fr", "fr", "ar", "ar", "pt_BR", "pt-BR",
                         "zh-Hans", "zh-Hans", "uz", "uz", "fr", "a second one", NULL);

  g_assert_cmpuint (wf_text_get_n_languages (text), ==, 7);
  g_assert_cmpstr (wf_text_get_language (text, 0), ==, "es");
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const char *lang = NULL;
      g_assert_cmpstr (wf_text_get_for (text, CASES[i].wanted, CASES[i].other, &lang), ==,
                       CASES[i].got);
      g_assert_cmpstr (lang, ==, CASES[i].got);
      if (CASES[i].wanted != NULL)
        g_assert_cmpint (wf_text_has (text, CASES[i].wanted), ==, CASES[i].has);
    }
}

static void
test_source_when_nothing_fits (void)
{
  g_autoptr (WfText) text = wf_text_new ("ti", "ሰላም");
  g_autoptr (WfText) again = wf_text_ref (text);
  const char *lang;

  g_assert_cmpstr (wf_text_get (again, "fr", &lang), ==, "ሰላም");
  g_assert_cmpstr (lang, ==, "ti");
  g_assert_cmpstr (wf_text_get (again, "fr", NULL), ==, "ሰላም");
  g_assert_null (wf_text_get (NULL, "fr", &lang));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content/text/normalise", test_normalise);
  g_test_add_func ("/content/text/script-and-direction", test_script_and_direction);
  g_test_add_func ("/content/text/matches", test_matches);
  g_test_add_func ("/content/text/lookup", test_lookup);
  g_test_add_func ("/content/text/source-when-nothing-fits", test_source_when_nothing_fits);
  return g_test_run ();
}
