/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One text in many languages, and what must be known of a language tag to choose
 * among them. Pure: no file, no locale of the process.
 *
 * Invariants: entry 0 is the source; tags are normalised and interned, so that two
 * equal tags are one pointer; nothing changes after the text is made.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-text.h"
#include "wf-text-private.h"

#include <string.h>
#include <unicode/uloc.h>

#define TAG_MAX 35

typedef struct {
  const char *lang; /* interned */
  const char *text; /* behind the entries, in the same block */
} Entry;

struct _WfText {
  gatomicrefcount refs;
  guint n_entries;
  Entry entries[];
};

/* "sr@latin" and "zh_CN.UTF-8" are how POSIX writes what BCP 47 writes "sr-Latn" and "zh-CN". */
static gboolean
tag_from_posix (const char *tag, char *out_tag, gsize size)
{
  static const struct {
    const char *modifier, *script;
  } SCRIPTS[] = {
    { "latin", "Latn" }, { "cyrillic", "Cyrl" }, { "arabic", "Arab" }, { "devanagari", "Deva" }
  };
  g_autofree char *base = g_strndup (tag, strcspn (tag, ".@"));
  const char *modifier = strchr (tag, '@');
  const char *script = NULL;

  g_strdelimit (base, "_", '-');
  for (guint i = 0; modifier != NULL && i < G_N_ELEMENTS (SCRIPTS); i++)
    {
      if (g_ascii_strcasecmp (modifier + 1, SCRIPTS[i].modifier) == 0)
        script = SCRIPTS[i].script;
    }
  if (script == NULL)
    return g_strlcpy (out_tag, base, size) < size;

  const char *rest = strchr (base, '-');
  int language = rest != NULL ? (int) (rest - base) : (int) strlen (base);
  return g_snprintf (out_tag, size, "%.*s-%s%s", language, base, script, rest != NULL ? rest : "") <
         (int) size;
}

/* Tags in use that Unicode writes in another way. */
static const char *
canonical_tag (const char *tag)
{
  static const struct {
    const char *tag, *canonical;
  } ALIASES[] = {
    { "prs", "fa-AF" }, { "tl", "fil" }, { "pes", "fa" }, { "arb", "ar" }, { "swh", "sw" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (ALIASES); i++)
    {
      if (g_ascii_strcasecmp (tag, ALIASES[i].tag) == 0)
        return ALIASES[i].canonical;
    }
  return tag;
}

static gboolean
has_tag_shape (const char *tag)
{
  gsize length = strcspn (tag, "-");

  if (length < 2 || length > 8)
    return FALSE;
  for (const char *at = tag; *at != '\0'; at++)
    {
      if (!g_ascii_isalnum (*at) && *at != '-')
        return FALSE;
    }
  return TRUE;
}

const char *
wf_language_normalise (const char *tag)
{
  char plain[TAG_MAX + 1], locale[ULOC_FULLNAME_CAPACITY], spelled[TAG_MAX + 1];
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed = 0;

  if (tag == NULL || strlen (tag) > TAG_MAX || !tag_from_posix (tag, plain, sizeof plain) ||
      !has_tag_shape (plain))
    return NULL;

  const char *canonical = canonical_tag (plain);
  uloc_forLanguageTag (canonical, locale, sizeof locale, &parsed, &status);
  if (U_FAILURE (status) || parsed != (int32_t) strlen (canonical))
    return NULL;
  int32_t length = uloc_toLanguageTag (locale, spelled, sizeof spelled, TRUE, &status);
  if (U_FAILURE (status) || length >= (int32_t) sizeof spelled || g_str_equal (spelled, "und"))
    return NULL;
  return g_intern_string (spelled);
}

const char *
wf_language_get_script (const char *tag)
{
  char likely[ULOC_FULLNAME_CAPACITY], script[ULOC_SCRIPT_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;

  uloc_addLikelySubtags (tag, likely, sizeof likely, &status);
  if (U_FAILURE (status) || uloc_getScript (likely, script, sizeof script, &status) == 0)
    return "Zyyy";
  return g_intern_string (script);
}

gboolean
wf_language_is_rtl (const char *tag)
{
  return uloc_isRightToLeft (tag);
}

static gsize
base_length (const char *tag)
{
  return strcspn (tag, "-");
}

static gboolean
has_same_base (const char *left, const char *right)
{
  gsize length = base_length (left);

  return length == base_length (right) && strncmp (left, right, length) == 0;
}

gboolean
wf_language_matches (const char *wanted, const char *given)
{
  if (wanted == NULL || given == NULL)
    return FALSE;
  if (g_str_equal (wanted, given))
    return TRUE;

  const char *left = wf_language_normalise (wanted);
  const char *right = wf_language_normalise (given);
  return left != NULL && right != NULL && has_same_base (left, right) &&
         wf_language_get_script (left) == wf_language_get_script (right);
}

/* One block: the packs hold thousands of texts for as long as the program runs. */
WfText *
wf_text_new_from_pairs (const char *const *pairs, guint n_pairs)
{
  gsize size = sizeof (WfText) + n_pairs * sizeof (Entry);

  for (guint i = 0; i < n_pairs; i++)
    size += strlen (pairs[2 * i + 1]) + 1;

  WfText *self = g_malloc (size);
  char *end = (char *) &self->entries[n_pairs];

  g_atomic_ref_count_init (&self->refs);
  self->n_entries = n_pairs;
  for (guint i = 0; i < n_pairs; i++)
    {
      self->entries[i] = (Entry){ pairs[2 * i], end };
      end = g_stpcpy (end, pairs[2 * i + 1]) + 1;
    }
  return self;
}

static const Entry *
find_tag (const WfText *self, const char *lang)
{
  for (guint i = 0; i < self->n_entries; i++)
    {
      if (self->entries[i].lang == lang || g_str_equal (self->entries[i].lang, lang))
        return &self->entries[i];
    }
  return NULL;
}

WfText *
wf_text_new (const char *lang, const char *text)
{
  return wf_text_new_multi (lang, text, NULL);
}

WfText *
wf_text_new_multi (const char *lang, const char *text, ...)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  va_list rest;

  va_start (rest, text);
  while (lang != NULL)
    {
      const char *tag = wf_language_normalise (lang);
      gboolean known = FALSE;

      g_return_val_if_fail (tag != NULL, (va_end (rest), NULL));
      for (guint i = 0; i < pairs->len; i += 2)
        known = known || pairs->pdata[i] == tag;
      if (!known)
        {
          g_ptr_array_add (pairs, (gpointer) tag);
          g_ptr_array_add (pairs, (gpointer) text);
        }
      lang = va_arg (rest, const char *);
      text = lang != NULL ? va_arg (rest, const char *) : NULL;
    }
  va_end (rest);
  return wf_text_new_from_pairs ((const char *const *) pairs->pdata, pairs->len / 2);
}

WfText *
wf_text_ref (WfText *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_text_unref (WfText *self)
{
  if (g_atomic_ref_count_dec (&self->refs))
    g_free (self);
}

/* Another region of the same language: the scripts must agree, "zh-TW" is not "zh-CN". */
static const Entry *
find_sibling (const WfText *self, const char *lang)
{
  for (guint i = 0; i < self->n_entries; i++)
    {
      if (has_same_base (self->entries[i].lang, lang) &&
          wf_language_get_script (self->entries[i].lang) == wf_language_get_script (lang))
        return &self->entries[i];
    }
  return NULL;
}

/* The best entry for readers of @lang, or NULL when there is none for them. */
static const Entry *
find_language (const WfText *self, const char *lang)
{
  const Entry *entry = lang != NULL ? find_tag (self, lang) : NULL;

  if (entry != NULL || lang == NULL)
    return entry;

  const char *tag = wf_language_normalise (lang);
  if (tag == NULL)
    return NULL;

  g_autofree char *shorter = g_strdup (tag);
  for (;;)
    {
      entry = find_tag (self, shorter);
      if (entry != NULL && wf_language_matches (tag, shorter))
        return entry;

      char *cut = strrchr (shorter, '-');
      if (cut == NULL)
        return find_sibling (self, tag);
      *cut = '\0';
    }
}

const char *
wf_text_get_for (const WfText *self,
                 const char *lang,
                 const char *other_lang,
                 const char **out_lang)
{
  if (self == NULL)
    return NULL;

  const Entry *entry = lang != NULL ? find_language (self, lang) : &self->entries[0];
  if (entry == NULL)
    entry = find_language (self, other_lang);
  if (entry == NULL)
    entry = find_language (self, "en");
  if (entry == NULL)
    entry = &self->entries[0];

  if (out_lang != NULL)
    *out_lang = entry->lang;
  return entry->text;
}

const char *
wf_text_get (const WfText *self, const char *lang, const char **out_lang)
{
  return wf_text_get_for (self, lang, NULL, out_lang);
}

const char *
wf_text_get_or_empty (const WfText *self, const char *lang)
{
  const char *words = wf_text_get (self, lang, NULL);

  return words != NULL ? words : "";
}

gboolean
wf_text_has (const WfText *self, const char *lang)
{
  return find_language (self, lang) != NULL;
}

guint
wf_text_get_n_languages (const WfText *self)
{
  return self->n_entries;
}

const char *
wf_text_get_language (const WfText *self, guint index)
{
  g_return_val_if_fail (index < self->n_entries, NULL);

  return self->entries[index].lang;
}

GStrv
wf_text_to_strings (const WfText *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->n_entries; i++)
    g_strv_builder_add_many (builder, self->entries[i].lang, self->entries[i].text, NULL);
  return g_strv_builder_end (builder);
}

WfText *
wf_text_new_from_strings (const char *const *strings)
{
  guint n = strings != NULL ? g_strv_length ((GStrv) strings) : 0;
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();

  for (guint i = 0; i + 1 < n; i += 2)
    {
      const char *tag = wf_language_normalise (strings[i]);

      for (guint before = 0; before < pairs->len; before += 2)
        tag = pairs->pdata[before] == tag ? NULL : tag;
      if (tag == NULL)
        return NULL;
      g_ptr_array_add (pairs, (gpointer) tag);
      g_ptr_array_add (pairs, (gpointer) strings[i + 1]);
    }
  if (n == 0 || n % 2 != 0)
    return NULL;
  return wf_text_new_from_pairs ((const char *const *) pairs->pdata, pairs->len / 2);
}
