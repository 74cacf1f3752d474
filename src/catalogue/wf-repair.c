/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What real directories write, as people should read it. Pure.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-repair.h"

#include "wf-hours.h"
#include "wf-resource.h"

#include <stdio.h>
#include <string.h>

/* Names in capitals shorter than this are abbreviations. */
#define CAPITALS_MIN 10
/* Longer than this it is a tale with a number in it: shown as it is. */
#define PHONE_MAX 200

static const struct {
  const char *name;
  const char *code;
} LANGUAGES[] = {
  { "english", "en" },    { "anglais", "en" },
  { "french", "fr" },     { "français", "fr" },
  { "francais", "fr" },   { "spanish", "es" },
  { "español", "es" },    { "espanol", "es" },
  { "arabic", "ar" },     { "chinese", "zh" },
  { "mandarin", "cmn" },  { "cantonese", "yue" },
  { "tagalog", "tl" },    { "filipino", "fil" },
  { "vietnamese", "vi" }, { "russian", "ru" },
  { "ukrainian", "uk" },  { "polish", "pl" },
  { "portuguese", "pt" }, { "punjabi", "pa" },
  { "urdu", "ur" },       { "hindi", "hi" },
  { "bengali", "bn" },    { "bangla", "bn" },
  { "gujarati", "gu" },   { "tamil", "ta" },
  { "telugu", "te" },     { "farsi", "fa" },
  { "persian", "fa" },    { "dari", "prs" },
  { "pashto", "ps" },     { "somali", "so" },
  { "amharic", "am" },    { "tigrinya", "ti" },
  { "swahili", "sw" },    { "korean", "ko" },
  { "japanese", "ja" },   { "italian", "it" },
  { "german", "de" },     { "greek", "el" },
  { "turkish", "tr" },    { "romanian", "ro" },
  { "slovak", "sk" },     { "czech", "cs" },
  { "hungarian", "hu" },  { "albanian", "sq" },
  { "serbian", "sr" },    { "croatian", "hr" },
  { "bosnian", "bs" },    { "haitian creole", "ht" },
  { "creole", "ht" },     { "khmer", "km" },
  { "lao", "lo" },        { "thai", "th" },
  { "burmese", "my" },    { "nepali", "ne" },
  { "hmong", "hmn" },     { "yiddish", "yi" },
  { "hebrew", "he" },     { "armenian", "hy" },
  { "kurdish", "ku" },    { "welsh", "cy" },
  { "irish", "ga" },      { "american sign language", "ase" },
  { "asl", "ase" },       { "sign language", "sgn" },
  { "bsl", "bfi" },       { "british sign language", "bfi" },
};

static void
note (WfImportReport *report, const char *kind, const char *before, const char *after)
{
  if (strcmp (before, after) != 0)
    wf_import_report_repair (report, kind);
}

/* The patterns, compiled once: they are asked of every cell. */
typedef enum {
  PATTERN_NEWLINE,
  PATTERN_MARKER,
  PATTERN_BLANKS,
  PATTERN_EXTENSION,
  PATTERN_LISTING,
  N_PATTERNS,
} Pattern;

static GRegex *
get_pattern (Pattern pattern)
{
  static const char *const TEXTS[N_PATTERNS] = {
    "\\\\r\\\\n|\\\\n|\\\\r",
    "#{2,}[A-Za-z]{0,12}#{2,} *",
    "[ \\t\\r\\x{a0}]+",
    "^(.*[0-9].*?)[ ,;]*(?:x|ext\\.?|extension|option|poste|#)[ .:]*(?:opt)?[ ]*([0-9]+)$",
    "[,;/|\\n()]+|\\band\\b|\\bet\\b|&",
  };
  static GRegex *compiled[N_PATTERNS];

  GRegexCompileFlags flags = pattern == PATTERN_EXTENSION ? G_REGEX_CASELESS : G_REGEX_OPTIMIZE;

  if (g_once_init_enter (&compiled[pattern]))
    g_once_init_leave (&compiled[pattern],
                       g_regex_new (TEXTS[pattern], flags | G_REGEX_OPTIMIZE, 0, NULL));
  return compiled[pattern];
}

static char *
replace (const char *text, Pattern pattern, const char *with)
{
  char *changed = g_regex_replace_literal (get_pattern (pattern), text, -1, 0, with, 0, NULL);

  return changed != NULL ? changed : g_strdup (text);
}

char *
wf_repair_text (const char *text, WfImportReport *report)
{
  g_autofree char *lines = NULL, *marked = NULL, *plain = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (strpbrk (text, "\\#\r\t") == NULL && strstr (text, "  ") == NULL &&
      !g_ascii_isspace (*text) && (*text == '\0' || !g_ascii_isspace (text[strlen (text) - 1])))
    return g_strdup (text);
  lines = strchr (text, '\\') != NULL ? replace (text, PATTERN_NEWLINE, "\n") : g_strdup (text);
  note (report, "literal-newline", text, lines);
  marked = strstr (lines, "##") != NULL ? replace (lines, PATTERN_MARKER, "") : g_strdup (lines);
  note (report, "marker", lines, marked);
  plain = replace (marked, PATTERN_BLANKS, " ");
  g_strstrip (plain);
  note (report, "blanks", marked, plain);
  return g_steal_pointer (&plain);
}

static gboolean
is_in_capitals (const char *text)
{
  guint letters = 0, words = 1;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        return FALSE;
      letters += g_unichar_isupper (c);
      words += c == ' ';
    }
  return letters >= CAPITALS_MIN && (words > 1 || letters > CAPITALS_MIN + 2);
}

/* Words of up to three letters in the middle are mostly abbreviations or little words. */
static char *
lower_capitals (const char *text)
{
  static const char *const LITTLE[] = { "OF", "THE", "AND", "FOR", "AT",  "IN",
                                        "ON", "TO",  "DE",  "LA",  "LES", NULL };
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *lower = NULL, *first = NULL;
      const char *second;

      if (g_strv_contains (LITTLE, words[i]) && i > 0)
        lower = g_utf8_strdown (words[i], -1);
      else if (g_utf8_strlen (words[i], -1) <= 3 && !g_strv_contains (LITTLE, words[i]))
        lower = g_strdup (words[i]);
      else
        {
          second = g_utf8_next_char (words[i]);
          first = g_strndup (words[i], (gsize) (second - words[i]));

          g_autofree char *rest = g_utf8_strdown (second, -1);

          lower = g_strconcat (first, rest, NULL);
        }
      g_free (words[i]);
      words[i] = g_steal_pointer (&lower);
    }
  return g_strjoinv (" ", words);
}

char *
wf_repair_name (const char *text, WfImportReport *report)
{
  g_autofree char *clean = wf_repair_text (text, report);

  g_strdelimit (clean, "\n", ' ');
  if (!is_in_capitals (clean))
    return g_steal_pointer (&clean);
  wf_import_report_repair (report, "capitals");
  return lower_capitals (clean);
}

char *
wf_repair_url (const char *text, WfImportReport *report)
{
  g_autofree char *clean = wf_repair_text (text, report);
  g_autofree char *scheme = g_uri_parse_scheme (clean);
  gboolean is_web;

  if (*clean == '\0')
    return NULL;
  is_web = scheme != NULL &&
           (g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0);
  if (is_web && strstr (clean, "://") != NULL && strpbrk (clean, " \n") == NULL)
    return g_steal_pointer (&clean);
  if (strstr (clean, "://") != NULL || strpbrk (clean, " \n@") != NULL ||
      strchr (clean, '.') == NULL || *clean == '.')
    {
      wf_import_report_repair (report, "odd-url");
      return NULL;
    }
  wf_import_report_repair (report, "url-scheme");
  return g_strconcat ("https://", clean, NULL);
}

char *
wf_repair_phone (const char *text, const char *extension, WfImportReport *report)
{
  g_autofree char *clean = wf_repair_text (text, report);
  g_autoptr (GMatchInfo) match = NULL;
  char *quoted = g_strstrip (g_strdelimit (clean, "\"\n", ' '));

  if (strpbrk (quoted, "0123456789") == NULL)
    {
      if (*quoted != '\0')
        wf_import_report_repair (report, "odd-phone");
      return NULL;
    }
  if (extension != NULL && *extension != '\0')
    return g_strdup_printf ("%s ext. %s", quoted, extension);
  if (strlen (quoted) < PHONE_MAX &&
      g_regex_match (get_pattern (PATTERN_EXTENSION), quoted, 0, &match))
    {
      g_autofree char *number = g_match_info_fetch (match, 1);
      g_autofree char *inside = g_match_info_fetch (match, 2);

      wf_import_report_repair (report, "phone-extension");
      return g_strdup_printf ("%s ext. %s", number, inside);
    }
  if (strcmp (quoted, text) != 0)
    wf_import_report_repair (report, "odd-phone");
  return g_strdup (quoted);
}

gboolean
wf_repair_number (const char *text, double *out_number, WfImportReport *report)
{
  static const char DIGITS[] = "0123456789", MINUS_SIGN[] = "\u2212";
  g_autofree char *number = g_strstrip (g_strdup (text));
  gboolean is_negative = *number == '-' || g_str_has_prefix (number, MINUS_SIGN);
  char *first = *number == '-' || *number == '+' ? number + 1
                : is_negative                    ? number + strlen (MINUS_SIGN)
                                                 : number;
  char *mark = first + strspn (first, DIGITS);
  gboolean has_fraction = *mark == '.' || *mark == ',';
  double value;

  if (mark == first || mark[has_fraction + strspn (mark + has_fraction, DIGITS)] != '\0')
    return FALSE;
  if (*mark == ',')
    {
      wf_import_report_repair (report, "decimal-comma");
      *mark = '.';
    }
  value = g_ascii_strtod (first, NULL);
  *out_number = is_negative ? -value : value;
  return TRUE;
}

char *
wf_repair_time (const char *text, WfImportReport *report)
{
  g_autofree char *clean = wf_repair_text (text, NULL);
  guint hour = 0, minute = 0;
  int used = 0;
  char *rest;

  if (sscanf (clean, "%2u:%2u%n", &hour, &minute, &used) < 2 &&
      (minute = 0, used = 0, sscanf (clean, "%2u%n", &hour, &used) < 1))
    return g_steal_pointer (&clean);
  rest = clean + used;
  if (*rest == ':' && g_ascii_isdigit (rest[1]) && g_ascii_isdigit (rest[2]))
    rest += 3;
  rest += strspn (rest, " ");
  if (g_ascii_strncasecmp (rest, "p", 1) == 0 && hour < 12)
    hour += 12;
  else if (g_ascii_strncasecmp (rest, "a", 1) == 0 && hour == 12)
    hour = 0;
  else if (*rest != '\0' && g_ascii_tolower (*rest) != 'a' && g_ascii_tolower (*rest) != 'p' &&
           *rest != 'Z' && *rest != '+' && *rest != '-')
    return g_steal_pointer (&clean);
  if (hour > 24 || minute > 59)
    {
      wf_import_report_repair (report, "odd-time");
      return g_steal_pointer (&clean);
    }
  if (g_ascii_isalpha (*rest))
    wf_import_report_repair (report, "time");
  return g_strdup_printf ("%02u:%02u", hour, minute);
}

const char *
wf_repair_weekday (const char *text)
{
  static const char *const DAYS[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  int day = wf_hours_find_day (text);

  return day >= 0 ? DAYS[day] : NULL;
}

static const char *
find_language (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (LANGUAGES); i++)
    {
      if (strcmp (LANGUAGES[i].name, word) == 0)
        return LANGUAGES[i].code;
    }
  return NULL;
}

static gboolean
is_tag (const char *word)
{
  gsize size = strcspn (word, "-_");

  if (size < 2 || size > 3)
    return FALSE;
  for (const char *p = word; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
        return FALSE;
    }
  return TRUE;
}

static void
add_once (GPtrArray *codes, const char *code)
{
  if (!g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
    g_ptr_array_add (codes, g_strdup (code));
}

gboolean
wf_repair_languages (const char *text, GPtrArray *codes, WfImportReport *report)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *commas = replace (lower, PATTERN_LISTING, ",");
  g_auto (GStrv) words = g_strsplit (commas, ",", -1);
  gboolean is_prose = FALSE, is_understood = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);
      const char *code = find_language (word);

      if (*word == '\0')
        continue;
      is_prose |= code != NULL;
      if (code != NULL)
        add_once (codes, code);
      else if (is_tag (word))
        add_once (codes, word);
      else
        is_understood = FALSE;
    }
  if (is_prose)
    wf_import_report_repair (report, "language-words");
  if (!is_understood)
    wf_import_report_repair (report, "language-unknown");
  return is_understood;
}

char *
wf_repair_date (const char *text, WfImportReport *report)
{
  g_autofree char *day = g_strndup (text, MIN (strlen (text), 10U));
  GDate first, last;

  if (*text == '\0')
    return g_strdup ("unknown");
  if (wf_date_parse_partial (day, &first, &last) && !wf_date_is_to_come (day))
    return g_steal_pointer (&day);
  wf_import_report_repair (report, "odd-date");
  return g_strdup ("unknown");
}

static gsize
copy_without_zeros (const char *text, gsize size, char *to)
{
  gsize kept = 0;

  for (gsize i = 0; i < size; i++)
    {
      if (text[i] != '\0')
        to[kept++] = text[i];
    }
  to[kept] = '\0';
  return kept;
}

char *
wf_repair_encoding (const char *text, gsize size, WfImportReport *report)
{
  g_autofree char *whole = NULL;
  char *utf8;

  if (g_utf8_validate_len (text, size, NULL))
    return g_strndup (text, size);
  wf_import_report_repair (report, "encoding");
  /* A zero byte would end the text there: what stands behind it is kept. */
  if (memchr (text, '\0', size) != NULL)
    {
      whole = g_malloc (size + 1);
      size = copy_without_zeros (text, size, whole);
      if (g_utf8_validate_len (whole, size, NULL))
        return g_steal_pointer (&whole);
      text = whole;
    }
  utf8 =
      g_convert_with_fallback (text, (gssize) size, "UTF-8", "WINDOWS-1252", "?", NULL, NULL, NULL);
  return utf8 != NULL ? utf8 : g_utf8_make_valid (text, (gssize) size);
}

char *
wf_repair_escapes (char *json, WfImportReport *report)
{
  static const char ZERO[] = "u0000";
  char *to = json;

  if (strstr (json, "\\u0000") == NULL)
    return json;
  for (const char *at = json; *at != '\0';)
    {
      gboolean is_escape = *at == '\\' && at[1] != '\0';

      if (is_escape && strncmp (at + 1, ZERO, strlen (ZERO)) == 0)
        {
          wf_import_report_repair (report, "encoding");
          at += 1 + strlen (ZERO);
          continue;
        }
      if (is_escape)
        *to++ = *at++;
      *to++ = *at++;
    }
  *to = '\0';
  return json;
}
