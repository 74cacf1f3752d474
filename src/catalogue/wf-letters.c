/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From text to tokens. Letters are folded (case, accents, đ ł ß æ, Arabic harakat and letter
 * forms, digits of any script); scripts written without blanks become pairs of characters.
 * Pure: no locale, no table outside this file but Unicode's own.
 *
 * Words are made of parts. An apostrophe joins ("don’t", "комп’ютер") unless what stands before
 * it is an elided French article ("l’ouest"); a hyphen makes a compound ("wi-fi"), found whole and
 * in parts; an Arabic word is also found without its article, a plural in s without the s.
 *
 * Invariant: everything a query can be made of is also made for the document it should find.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-letters.h"

#include <string.h>

#define DECOMPOSED_MAX 18 /* what g_unichar_fully_decompose() may give */
#define PARTS_MAX      8
#define PLURAL_MIN     4
#define TATWEEL        0x0640
#define ZERO_WIDTH_GAP 0x200B
#define LONG_KANA_MARK 0x30FC

/* Half as wide, and the two marks that change the letter before them: カ with ゛ is ガ. */
#define LONG_KANA_HALF   0xFF70
#define VOICED_MARK      0x3099
#define VOICED_HALF      0xFF9E
#define HALF_VOICED_MARK 0x309A
#define HALF_VOICED_HALF 0xFF9F

typedef enum {
  SEPARATOR,
  LETTER,     /* of a word */
  PICTURE,    /* of a script written without blanks */
  SILENT,     /* there and not counted */
  APOSTROPHE, /* joins */
  HYPHEN,     /* makes a compound */
} Class;

/* A word while it is read: parts between hyphens, segments between apostrophes. */
typedef struct {
  GPtrArray *parts; /* of GPtrArray of GString */
  gsize start;
  gsize end;
  guint letters;
  Class joiner; /* seen after the last letter, not yet followed by one */
} Word;

typedef struct {
  WfTokenEmit emit; /* a document; NULL: a query */
  gpointer sink;
  GPtrArray *groups; /* a query */
  guint limit;
  Word word;
  GArray *run; /* of Picture */
} Reader;

typedef struct {
  gunichar letter;
  gsize start;
  gsize end;
} Picture;

/* Letters that Unicode does not decompose and people do not distinguish when they type; in the
 * order of their numbers. */
static const struct {
  gunichar from;
  const char *to;
} LETTERS[] = {
  { 0x00DF, "ss" }, /* ß */
  { 0x00E6, "ae" }, /* æ */
  { 0x00F0, "d" },  /* ð */
  { 0x00F8, "o" },  /* ø */
  { 0x00FE, "th" }, /* þ */
  { 0x0111, "d" },  /* đ */
  { 0x0127, "h" },  /* ħ */
  { 0x0131, "i" },  /* ı */
  { 0x0142, "l" },  /* ł */
  { 0x0153, "oe" }, /* œ */
  { 0x0491, "г" },  /* ґ */
  { 0x0629, "ه" },  /* ة */
  { 0x0649, "ي" },  /* ى */
  { 0x0671, "ا" },  /* ٱ */
  { 0x06A9, "ك" },  /* ک */
  { 0x06BE, "ه" },  /* ھ */
  { 0x06C1, "ه" },  /* ہ */
  { 0x06CC, "ي" },  /* ی */
  { 0x06D2, "ي" },  /* ے */
  { 0x06D5, "ه" },  /* ە */
};

/* Words of one or two letters that French drops a vowel from. */
static const char *const ELIDED[] = { "c", "d",  "j",     "l",      "m",      "n", "s",
                                      "t", "qu", "jusqu", "lorsqu", "puisqu", NULL };

/* "and the", "by the", "so the", "like the", "to the", "the"; longest first. */
static const struct {
  const char *text;
  long rest; /* characters that must remain */
} ARTICLES[] = { { "وال", 3 }, { "بال", 3 }, { "فال", 3 }, { "كال", 3 }, { "لل", 3 }, { "ال", 2 } };

static gboolean
is_picture_script (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_TIBETAN:
      return TRUE;
    default:
      return c == LONG_KANA_MARK || c == LONG_KANA_HALF;
    }
}

/* Accents and vowel points one may leave away; other scripts need theirs to be words at all. */
static gboolean
is_optional_mark (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_INHERITED:
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
      return TRUE;
    default:
      return FALSE;
    }
}

static Class
classify_joiner (gunichar c)
{
  switch (c)
    {
    case '\'':
    case '`':
    case 0x00B4:
    case 0x02BB:
    case 0x02BC:
    case 0x2018:
    case 0x2019:
    case 0x2032:
    case 0xFF07:
      return APOSTROPHE;
    case '-':
    case 0x2010:
    case 0x2011:
    case 0xFF0D:
      return HYPHEN;
    default:
      return SEPARATOR;
    }
}

/* Of a byte that begins no character of ASCII: not a separator. */
static Class
classify_plain (char c)
{
  if (g_ascii_isalnum (c) || (guchar) c >= 0x80)
    return LETTER;
  return classify_joiner ((guchar) c);
}

static Class
classify (gunichar c)
{
  if (c < 0x80)
    return classify_plain ((char) c);

  Class joiner = classify_joiner (c);

  if (joiner != SEPARATOR)
    return joiner;
  if (c == TATWEEL || c == VOICED_HALF || c == HALF_VOICED_HALF)
    return SILENT;

  switch (g_unichar_type (c))
    {
    case G_UNICODE_FORMAT:
      return c == ZERO_WIDTH_GAP ? SEPARATOR : SILENT;
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
      if (is_optional_mark (c))
        return SILENT;
      return is_picture_script (c) ? PICTURE : LETTER;
    default:
      if (!g_unichar_isalnum (c))
        return SEPARATOR;
      return is_picture_script (c) ? PICTURE : LETTER;
    }
}

static void
append_folded (GString *to, gunichar c)
{
  int digit = g_unichar_type (c) == G_UNICODE_DECIMAL_NUMBER ? g_unichar_digit_value (c) : -1;

  if (digit >= 0)
    {
      g_string_append_c (to, (char) ('0' + digit));
      return;
    }
  c = g_unichar_tolower (c);
  for (guint i = 0; i < G_N_ELEMENTS (LETTERS) && LETTERS[i].from <= c; i++)
    {
      if (LETTERS[i].from == c)
        {
          g_string_append (to, LETTERS[i].to);
          return;
        }
    }
  g_string_append_unichar (to, c);
}

/* One character as typed to the letters it counts as; marks that come apart are left away. */
static void
fold_letter (GString *to, gunichar c)
{
  if (c < 0x80)
    {
      g_string_append_c (to, g_ascii_tolower ((char) c));
      return;
    }

  gunichar parts[DECOMPOSED_MAX];
  gsize count = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < MIN (count, G_N_ELEMENTS (parts)); i++)
    {
      Class class = classify (parts[i]);

      if (class == LETTER || class == PICTURE)
        append_folded (to, parts[i]);
    }
}

/* Half-width kana become whole ones; nothing else of these scripts is taken apart. */
static gunichar
fold_picture (gunichar c)
{
  gunichar parts[DECOMPOSED_MAX];

  if (c >= 0xFF00 && c <= 0xFFEF &&
      g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts)) == 1)
    return parts[0];
  return c;
}

/* A mark behind a letter of a run becomes part of it, whether it came apart or half as wide; one
 * that fits nothing is silent. */
static void
add_mark (GArray *run, gunichar c, gsize start, gsize end)
{
  Picture *before = run->len > 0 ? &g_array_index (run, Picture, run->len - 1) : NULL;
  gunichar mark = c == VOICED_HALF ? VOICED_MARK : c == HALF_VOICED_HALF ? HALF_VOICED_MARK : c;

  gunichar both;

  if (before == NULL || before->end != start || (mark != VOICED_MARK && mark != HALF_VOICED_MARK) ||
      !g_unichar_compose (before->letter, mark, &both))
    return;
  before->letter = both;
  before->end = end;
}

static void
word_clear (Word *word)
{
  g_ptr_array_set_size (word->parts, 0);
  word->letters = 0;
  word->joiner = SEPARATOR;
}

static void
free_segment (gpointer segment)
{
  g_string_free (segment, TRUE);
}

static GPtrArray *
add_part (Word *word)
{
  GPtrArray *part = g_ptr_array_new_with_free_func (free_segment);

  g_ptr_array_add (word->parts, part);
  return part;
}

static GString *
find_segment (Word *word)
{
  GPtrArray *part =
      word->parts->len == 0 ? add_part (word) : word->parts->pdata[word->parts->len - 1];

  if (part->len > 0 && word->joiner == HYPHEN && word->parts->len < PARTS_MAX)
    part = add_part (word);
  if (part->len == 0 || word->joiner == APOSTROPHE)
    g_ptr_array_add (part, g_string_new (NULL));
  word->joiner = SEPARATOR;
  return part->pdata[part->len - 1];
}

static void
word_add (Word *word, gunichar c, gsize start, gsize end)
{
  if (word->parts->len == 0)
    word->start = start;
  word->end = end;
  if (word->letters++ < WF_LETTERS_WORD_MAX)
    fold_letter (find_segment (word), c);
}

/* "l’ouest" is "ouest", "women’s" is "women", any other apostrophe only joins. @out_whole: the
 * form with the s, when there is one. */
static char *
join_segments (GPtrArray *part, char **out_whole)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  guint first = 0, last = part->len;

  if (part->len > 1 && g_strv_contains (ELIDED, ((GString *) part->pdata[0])->str))
    first = 1;
  if (last - first > 1 && strcmp (((GString *) part->pdata[last - 1])->str, "s") == 0)
    last--;
  for (guint i = first; i < last; i++)
    g_string_append (joined, ((GString *) part->pdata[i])->str);
  *out_whole = last < part->len ? g_strconcat (joined->str, "s", NULL) : NULL;
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static const char *
skip_article (const char *token)
{
  if ((guchar) *token < 0x80)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (ARTICLES); i++)
    {
      if (g_str_has_prefix (token, ARTICLES[i].text) &&
          g_utf8_strlen (token + strlen (ARTICLES[i].text), -1) >= ARTICLES[i].rest)
        return token + strlen (ARTICLES[i].text);
    }
  return NULL;
}

/* "laptops" is also "laptop", "enfants" "enfant": enough for the languages that end so. Returns how
 * many bytes of @token are its singular, or 0 when it has none. */
static gsize
measure_singular (const char *token, gsize size)
{
  return size >= PLURAL_MIN && token[size - 1] == 's' && token[size - 2] != 's' &&
                 g_ascii_isalpha (token[size - 2])
             ? size - 1
             : 0;
}

static void
emit_token (Reader *reader, const char *token, gsize start, gsize end, gboolean is_second)
{
  if (*token != '\0')
    reader->emit (reader->sink, token, strlen (token), start, end, is_second);
}

/* The other forms of a word that a document is also found by. */
static void
emit_forms (Reader *reader, const char *token, gsize size)
{
  const Word *word = &reader->word;
  const char *bare = skip_article (token);
  gsize singular = measure_singular (token, size);

  if (size > 0)
    reader->emit (reader->sink, token, size, word->start, word->end, FALSE);
  if (bare != NULL)
    emit_token (reader, bare, word->start, word->end, TRUE);
  if (singular > 0)
    reader->emit (reader->sink, token, singular, word->start, word->end, TRUE);
}

/* The one form a query asks for. */
static char *
dup_basic_form (const char *token)
{
  const char *bare = skip_article (token);
  gsize singular = measure_singular (token, strlen (token));

  if (bare != NULL)
    return g_strdup (bare);
  return singular > 0 ? g_strndup (token, singular) : g_strdup (token);
}

static void
add_group (Reader *reader, GPtrArray *tokens, const char *joined)
{
  WfTypedWord *group;

  if (tokens->len == 0 || reader->groups->len >= reader->limit)
    return;
  group = g_new0 (WfTypedWord, 1);
  g_ptr_array_add (tokens, NULL);
  group->all = g_strdupv ((GStrv) tokens->pdata);
  group->joined = g_strdup (joined);
  g_ptr_array_add (reader->groups, group);
}

static void
flush_document_word (Reader *reader, GPtrArray *tokens, GPtrArray *wholes, const char *joined)
{
  const Word *word = &reader->word;

  for (guint i = 0; i < tokens->len; i++)
    {
      emit_forms (reader, tokens->pdata[i], strlen (tokens->pdata[i]));
      if (wholes->pdata[i] != NULL)
        emit_token (reader, wholes->pdata[i], word->start, word->end, TRUE);
    }
  if (joined != NULL)
    emit_token (reader, joined, word->start, word->end, TRUE);
}

static void
flush_query_word (Reader *reader, GPtrArray *tokens, const char *joined)
{
  g_autoptr (GPtrArray) basic = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tokens->len; i++)
    g_ptr_array_add (basic, dup_basic_form (tokens->pdata[i]));
  add_group (reader, basic, joined);
}

/* The usual word, without joiners. */
static gboolean
is_simple (const Word *word)
{
  return word->parts->len == 1 && ((GPtrArray *) word->parts->pdata[0])->len == 1;
}

static void
flush_word (Reader *reader)
{
  if (reader->emit != NULL && is_simple (&reader->word))
    {
      const GPtrArray *part = reader->word.parts->pdata[0];
      const GString *only = part->pdata[0];

      emit_forms (reader, only->str, only->len);
      word_clear (&reader->word);
      return;
    }

  Word *word = &reader->word;
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) wholes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < word->parts->len; i++)
    {
      char *whole = NULL;
      g_autofree char *token = join_segments (word->parts->pdata[i], &whole);

      if (*token == '\0')
        {
          g_free (whole);
          continue;
        }
      g_string_append (joined, token);
      g_ptr_array_add (tokens, g_steal_pointer (&token));
      g_ptr_array_add (wholes, whole);
    }
  if (reader->emit != NULL)
    flush_document_word (reader, tokens, wholes, tokens->len > 1 ? joined->str : NULL);
  else
    flush_query_word (reader, tokens, tokens->len > 1 ? joined->str : NULL);
  word_clear (word);
}

static char *
pair_to_text (const Picture *first, const Picture *second)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_folded (text, first->letter);
  if (second != NULL)
    append_folded (text, second->letter);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A document gets every character and every pair; a query the pairs, or its one character. */
static void
flush_run (Reader *reader)
{
  const Picture *run = (const Picture *) (gpointer) reader->run->data;
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < reader->run->len; i++)
    {
      const Picture *next = i + 1 < reader->run->len ? &run[i + 1] : NULL;
      g_autofree char *single = pair_to_text (&run[i], NULL);
      g_autofree char *pair = next == NULL ? NULL : pair_to_text (&run[i], next);

      if (reader->emit != NULL)
        {
          emit_token (reader, single, run[i].start, run[i].end, FALSE);
          if (pair != NULL)
            emit_token (reader, pair, run[i].start, next->end, TRUE);
        }
      else if (pair != NULL)
        g_ptr_array_add (pairs, g_steal_pointer (&pair));
      else if (reader->run->len == 1)
        g_ptr_array_add (pairs, g_steal_pointer (&single));
    }
  if (reader->emit == NULL)
    add_group (reader, pairs, NULL);
  g_array_set_size (reader->run, 0);
}

static void
read_character (Reader *reader, gunichar c, gsize start, gsize end)
{
  Class class = classify (c);

  if (class != PICTURE && class != SILENT && reader->run->len > 0)
    flush_run (reader);
  if (class == LETTER)
    word_add (&reader->word, c, start, end);
  else if (class == SILENT)
    add_mark (reader->run, c, start, end);
  else if (class == APOSTROPHE || class == HYPHEN)
    {
      /* Two joiners in a row join nothing. */
      if (reader->word.parts->len > 0 && reader->word.joiner == SEPARATOR)
        reader->word.joiner = class;
      else if (reader->word.parts->len > 0)
        flush_word (reader);
    }
  else if (reader->word.parts->len > 0)
    flush_word (reader);

  if (class == PICTURE && reader->run->len < WF_LETTERS_WORD_MAX)
    {
      Picture picture = { fold_picture (c), start, end };

      g_array_append_val (reader->run, picture);
      if (reader->run->len == WF_LETTERS_WORD_MAX)
        flush_run (reader);
    }
}

/* What most texts are written with: Latin, Greek, Cyrillic, Hebrew, Arabic. */
#define PLAIN_LETTERS 0x0700
#define PLAIN_BYTES   6

typedef struct {
  guint8 class;
  guint8 size; /* of what it is folded to */
  char folded[PLAIN_BYTES];
} Plain;

static const Plain *
get_plain (void)
{
  static Plain *plain = NULL;
  Plain *made;

  if (!g_once_init_enter (&plain))
    return plain;
  made = g_new0 (Plain, PLAIN_LETTERS);
  for (gunichar c = 0; c < PLAIN_LETTERS; c++)
    {
      g_autoptr (GString) folded = g_string_new (NULL);

      made[c].class = (guint8) classify (c);
      if (made[c].class == LETTER)
        fold_letter (folded, c);
      if (folded->len > PLAIN_BYTES)
        made[c].class = PICTURE; /* as what is not plain */
      made[c].size = (guint8) MIN (folded->len, PLAIN_BYTES);
      memcpy (made[c].folded, folded->str, made[c].size);
    }
  g_once_init_leave (&plain, made);
  return plain;
}

/* Not plain: %PLAIN_LETTERS. */
static gunichar
read_plain_letter (const char *text, gsize size, gsize at, gsize *out_next)
{
  guchar first = (guchar) text[at], second;

  *out_next = at + 1;
  if (first < 0x80)
    return first;
  second = at + 1 < size ? (guchar) text[at + 1] : 0;
  if (first < 0xC2 || first > 0xDF || (second & 0xC0) != 0x80)
    return PLAIN_LETTERS;
  *out_next = at + 2;
  return MIN ((gunichar) (first & 0x1F) << 6 | (second & 0x3F), PLAIN_LETTERS);
}

/* The usual word of a document: plain letters and no joiner. Most are, and for them the way through
 * parts and segments takes five times as long. Returns where it ends; @at when there is none. */
static gsize
read_plain_word (Reader *reader, const char *text, gsize size, gsize at)
{
  const Plain *plain = get_plain ();
  char token[WF_LETTERS_WORD_MAX * PLAIN_BYTES + 1];
  gsize n = 0, here = at, next;
  guint letters = 0;

  reader->word.start = at;
  for (; here < size; here = next)
    {
      gunichar c = read_plain_letter (text, size, here, &next);

      if (c == PLAIN_LETTERS || plain[c].class == APOSTROPHE || plain[c].class == HYPHEN ||
          plain[c].class == PICTURE || letters == WF_LETTERS_WORD_MAX)
        return at;
      if (plain[c].class == SEPARATOR || (letters == 0 && plain[c].class == SILENT))
        break;
      if (plain[c].class == SILENT)
        continue;
      memcpy (token + n, plain[c].folded, plain[c].size);
      n += plain[c].size;
      letters++;
      reader->word.end = next;
    }
  token[n] = '\0';
  emit_forms (reader, token, n);
  return here;
}

/* Behind what needs no more looking at than that: plain words and what parts them. */
static gsize
read_plain (Reader *reader, const char *text, gsize size, gsize at)
{
  gsize begin;

  if (reader->emit == NULL || reader->word.parts->len > 0 || reader->run->len > 0)
    return at;
  do
    {
      begin = at;
      while (at < size && classify_plain (text[at]) == SEPARATOR)
        at++;
      at = read_plain_word (reader, text, size, at);
  } while (at > begin);
  return at;
}

static void
read_text (Reader *reader, const char *text, gsize size)
{
  gsize at = 0;

  reader->word.parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  reader->run = g_array_new (FALSE, FALSE, sizeof (Picture));
  word_clear (&reader->word);

  while ((at = read_plain (reader, text, size, at)) < size)
    {
      gunichar c = g_utf8_get_char_validated (text + at, (gssize) (size - at));
      gboolean is_bad = c == (gunichar) -1 || c == (gunichar) -2;
      gsize next = at + (is_bad || c == 0 ? 1 : (gsize) g_unichar_to_utf8 (c, NULL));

      read_character (reader, is_bad || c == 0 ? ' ' : c, at, next);
      at = next;
    }
  read_character (reader, ' ', size, size);
  g_clear_pointer (&reader->word.parts, g_ptr_array_unref);
  g_clear_pointer (&reader->run, g_array_unref);
}

static gboolean
append_name_token (
    gpointer sink, const char *token, gsize size, gsize start, gsize end, gboolean is_colocated)
{
  GString *name = sink;

  if (!is_colocated)
    {
      if (name->len > 0)
        g_string_append_c (name, ' ');
      g_string_append_len (name, token, (gssize) size);
    }
  return TRUE;
}

void
wf_typed_word_free (WfTypedWord *self)
{
  g_strfreev (self->all);
  g_free (self->joined);
  g_free (self);
}

void
wf_letters_split_document (const char *text, gsize size, WfTokenEmit emit, gpointer sink)
{
  Reader reader = { .emit = emit, .sink = sink };

  g_return_if_fail (text != NULL && emit != NULL);

  read_text (&reader, text, size);
}

GPtrArray *
wf_letters_split_query (const char *text, gsize size, guint limit)
{
  Reader reader = { .limit = limit };

  g_return_val_if_fail (text != NULL, NULL);

  reader.groups = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_typed_word_free);
  read_text (&reader, text, size);
  return reader.groups;
}

char *
wf_letters_fold_name (const char *text)
{
  GString *name = g_string_new (NULL);

  wf_letters_split_document (text, strlen (text), append_name_token, name);
  return g_string_free (name, FALSE);
}
