/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates, numbers, lists and order in one language, through ICU. The locale of the
 * process is never asked: a client's language is not the desktop's.
 *
 * Invariants: the locale never changes; what is opened lazily is opened once. ICU's
 * date and number formats are not shared between threads, so each call opens its own;
 * collators, plural rules and patterns may be shared and are kept.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-format.h"
#include "wf-hex.h"
#include "wf-text.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uldnames.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#define BUFFER 512 /* of UChar; a date, number or name is far shorter */

/* How a date or time is written: found once a format, since finding is what takes long. */
enum {
  PATTERN_TIME_CLOCK = WF_DATE_MONTH + 1,
  PATTERN_TIME_WORDS,
  N_PATTERNS,
};

/* The fields wanted, in CLDR letters; ICU orders and joins them for the locale. */
static const char *const SKELETONS[N_PATTERNS] = {
  [WF_DATE_WORDS] = "EEEEdMMMMy", [WF_DATE_WORDS_NO_YEAR] = "EEEEdMMMM",
  [WF_DATE_SHORT] = "dMMMy",      [WF_DATE_MONTH] = "MMMMy",
  [PATTERN_TIME_CLOCK] = "jmm",   [PATTERN_TIME_WORDS] = "BBBBhm",
};

/* Persian and Dari: for their calendar Unicode (42) has only the order of the root locale,
 * and Iran's months where Dari ones are meant. */
static const char *const PERSIAN[] = { "EEEE d MMMM y", "EEEE d MMMM", "d MMMM y", "MMMM y" };

struct _WfFormat {
  gatomicrefcount refs;
  const char *lang;           /* interned */
  char *locale;               /* ICU's spelling, with calendar and digits */
  char *calendar;             /* or NULL */
  UChar *zone;                /* or NULL */
  char *zone_name;            /* or NULL */
  gsize collator;             /* UCollator *, 1 when ICU has none */
  gsize plurals;              /* UPluralRules *, 1 when ICU has none */
  gsize patterns[N_PATTERNS]; /* UChar *, 1 when ICU has none */
};

/* "ar" alone gives Arabic-Indic digits; "ar-MA" what CLDR says of Morocco. */
static char *
make_locale (const char *lang, const char *region, const char *calendar)
{
  char locale[ULOC_FULLNAME_CAPACITY + ULOC_KEYWORD_AND_VALUES_CAPACITY];
  g_autoptr (GString) tag = g_string_new (lang);
  UErrorCode status = U_ZERO_ERROR;
  gboolean has_extension = strstr (lang, "-u-") != NULL;
  gboolean is_plain_arabic = g_str_equal (lang, "ar");

  if (region != NULL && strchr (lang, '-') == NULL)
    g_string_append_printf (tag, "-%s", region);
  if (!has_extension && (calendar != NULL || is_plain_arabic))
    g_string_append (tag, "-u");
  if (!has_extension && calendar != NULL)
    g_string_append_printf (tag, "-ca-%s", calendar);
  if (!has_extension && is_plain_arabic)
    g_string_append (tag, "-nu-arab");

  uloc_forLanguageTag (tag->str, locale, sizeof locale, NULL, &status);
  return g_strdup (U_SUCCESS (status) ? locale : "en");
}

static UChar *
to_icu (const char *text, int32_t *out_length)
{
  glong length;
  gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);

  *out_length = units != NULL ? (int32_t) length : 0;
  return (UChar *) units;
}

static char *
from_icu (const UChar *units, int32_t length)
{
  return g_utf16_to_utf8 ((const gunichar2 *) units, length, NULL, NULL, NULL);
}

WfFormat *
wf_format_new (const char *lang, const char *calendar, const char *zone)
{
  WfFormat *self = g_new0 (WfFormat, 1);
  int32_t length;

  g_atomic_ref_count_init (&self->refs);
  self->lang = wf_language_normalise (lang);
  if (self->lang == NULL)
    self->lang = "en";
  self->calendar = g_strdup (calendar);
  self->locale = make_locale (self->lang, NULL, calendar);
  self->zone_name = g_strdup (zone);
  self->zone = zone != NULL ? to_icu (zone, &length) : NULL;
  return self;
}

WfFormat *
wf_format_ref (WfFormat *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_format_unref (WfFormat *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  if (self->collator > 1)
    ucol_close ((UCollator *) self->collator);
  if (self->plurals > 1)
    uplrules_close ((UPluralRules *) self->plurals);
  for (guint i = 0; i < N_PATTERNS; i++)
    {
      if (self->patterns[i] > 1)
        g_free ((UChar *) self->patterns[i]);
    }
  g_free (self->locale);
  g_free (self->calendar);
  g_free (self->zone);
  g_free (self->zone_name);
  g_free (self);
}

const char *
wf_format_get_lang (const WfFormat *self)
{
  return self->lang;
}

static gboolean
is_solar_persian (const WfFormat *self)
{
  return wf_language_matches ("fa", self->lang) &&
         (self->calendar == NULL || g_str_equal (self->calendar, "persian"));
}

static UChar *
find_pattern (const WfFormat *self, guint index)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar wanted[32], pattern[128];

  if (index <= WF_DATE_MONTH && is_solar_persian (self))
    {
      u_uastrcpy (pattern, PERSIAN[index]);
      return g_memdup2 (pattern, sizeof pattern);
    }

  u_uastrcpy (wanted, SKELETONS[index]);
  UDateTimePatternGenerator *generator = udatpg_open (self->locale, &status);
  int32_t length =
      udatpg_getBestPattern (generator, wanted, -1, pattern, G_N_ELEMENTS (pattern) - 1, &status);
  udatpg_close (generator);
  if (U_FAILURE (status))
    return NULL;
  pattern[length] = 0;
  return g_memdup2 (pattern, sizeof pattern);
}

static char *
format_pattern (const WfFormat *self, gint64 time_us, guint index)
{
  gsize *slot = &((WfFormat *) self)->patterns[index];
  UErrorCode status = U_ZERO_ERROR;
  UChar buffer[BUFFER];
  int32_t length = 0;

  if (g_once_init_enter (slot))
    {
      UChar *found = find_pattern (self, index);
      g_once_init_leave (slot, found != NULL ? (gsize) found : 1);
    }
  if (*slot == 1)
    return g_strdup ("");

  UDateFormat *format = udat_open (UDAT_PATTERN, UDAT_PATTERN, self->locale, self->zone, -1,
                                   (const UChar *) *slot, -1, &status);
  if (U_SUCCESS (status))
    length = udat_format (format, time_us / 1000.0, buffer, BUFFER, NULL, &status);
  udat_close (format);
  return U_SUCCESS (status) ? from_icu (buffer, length) : g_strdup ("");
}

char *
wf_format_date (const WfFormat *self, gint64 time_us, WfDateStyle style)
{
  g_return_val_if_fail ((guint) style <= WF_DATE_MONTH, NULL);

  return format_pattern (self, time_us, style);
}

char *
wf_format_time (const WfFormat *self, gint64 time_us, WfTimeStyle style)
{
  return format_pattern (self, time_us,
                         style == WF_TIME_WORDS ? PATTERN_TIME_WORDS : PATTERN_TIME_CLOCK);
}

/* Of no place: @time_us is read as the clock there shows it. */
static char *
format_skeleton (const WfFormat *self, const char *skeleton, gint64 time_us)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar wanted[8], pattern[128], buffer[BUFFER], zone[4];
  int32_t length = 0;
  UDateTimePatternGenerator *generator = udatpg_open (self->locale, &status);
  UDateFormat *format;

  u_uastrncpy (wanted, skeleton, (int32_t) G_N_ELEMENTS (wanted));
  u_uastrcpy (zone, "UTC");
  udatpg_getBestPattern (generator, wanted, -1, pattern, G_N_ELEMENTS (pattern), &status);
  udatpg_close (generator);
  if (U_FAILURE (status))
    return g_strdup ("");
  format = udat_open (UDAT_PATTERN, UDAT_PATTERN, self->locale, zone, -1, pattern, -1, &status);
  if (U_SUCCESS (status))
    length = udat_format (format, time_us / 1000.0, buffer, BUFFER, NULL, &status);
  udat_close (format);
  return U_SUCCESS (status) ? from_icu (buffer, length) : g_strdup ("");
}

char *
wf_format_weekday (const WfFormat *self, guint day)
{
  g_return_val_if_fail (day < 7, NULL);

  /* The first Monday of 1970 was its fifth day. */
  return format_skeleton (self, "EEEE", (4 + (gint64) day) * 24 * 60 * 60 * G_USEC_PER_SEC);
}

char *
wf_format_clock (const WfFormat *self, guint minute)
{
  g_return_val_if_fail (minute <= 24 * 60, NULL);

  return format_skeleton (self, "jm", (gint64) minute * 60 * G_USEC_PER_SEC);
}

WfPartOfDay
wf_format_part_of_day (const WfFormat *self, gint64 time_us)
{
  g_autoptr (GTimeZone) zone =
      self->zone_name != NULL ? g_time_zone_new_identifier (self->zone_name) : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  if (utc == NULL)
    return WF_PART_MORNING;
  if (zone == NULL)
    zone = self->zone_name != NULL ? g_time_zone_new_utc () : g_time_zone_new_local ();
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, zone);
  return g_date_time_get_hour (there) / 6;
}

static char *
format_number (
    const char *locale, UNumberFormatStyle style, double number, guint digits, const char *currency)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar buffer[BUFFER], code[4];
  int32_t length = 0;
  UNumberFormat *format = unum_open (style, NULL, 0, locale, NULL, &status);

  if (U_SUCCESS (status) && currency != NULL)
    {
      u_uastrncpy (code, currency, 3);
      unum_setTextAttribute (format, UNUM_CURRENCY_CODE, code, 3, &status);
    }
  if (U_SUCCESS (status))
    {
      unum_setAttribute (format, UNUM_MIN_FRACTION_DIGITS, digits);
      unum_setAttribute (format, UNUM_MAX_FRACTION_DIGITS, digits);
      length = unum_formatDouble (format, number, buffer, BUFFER, NULL, &status);
    }
  unum_close (format);
  return U_SUCCESS (status) ? from_icu (buffer, length) : g_strdup ("");
}

static char *
format_integer (const WfFormat *self, gint64 number, gboolean is_grouped)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar buffer[BUFFER];
  UNumberFormat *format = unum_open (UNUM_DECIMAL, NULL, 0, self->locale, NULL, &status);
  int32_t length = 0;

  if (U_SUCCESS (status))
    {
      unum_setAttribute (format, UNUM_GROUPING_USED, is_grouped);
      length = unum_formatInt64 (format, number, buffer, BUFFER, NULL, &status);
    }
  unum_close (format);
  return U_SUCCESS (status) ? from_icu (buffer, length) : g_strdup ("");
}

char *
wf_format_integer (const WfFormat *self, gint64 number)
{
  return format_integer (self, number, TRUE);
}

char *
wf_format_numeral (const WfFormat *self, gint64 number)
{
  return format_integer (self, number, FALSE);
}

char *
wf_format_decimal (const WfFormat *self, double number, guint digits)
{
  g_return_val_if_fail (digits <= 6, NULL);

  return format_number (self->locale, UNUM_DECIMAL, number, digits, NULL);
}

/* The first two letters of a currency are its country, where its sign is written short. */
char *
wf_format_money (const WfFormat *self, gint64 cents, const char *currency)
{
  g_return_val_if_fail (currency != NULL && strlen (currency) == 3, NULL);

  g_autofree char *region = g_strndup (currency, 2);
  g_autofree char *locale = make_locale (self->lang, region, self->calendar);

  return format_number (locale, UNUM_CURRENCY, cents / 100.0, cents % 100 == 0 ? 0 : 2, currency);
}

char *
wf_format_list (const WfFormat *self, const char *const *parts)
{
  guint n = g_strv_length ((GStrv) parts);
  g_autofree const UChar **units = g_new0 (const UChar *, n + 1);
  g_autofree int32_t *lengths = g_new0 (int32_t, n + 1);
  UErrorCode status = U_ZERO_ERROR;
  int32_t total = 64;

  for (guint i = 0; i < n; i++)
    {
      units[i] = to_icu (parts[i], &lengths[i]);
      total += lengths[i] + 16;
    }

  g_autofree UChar *buffer = g_new (UChar, total);
  UListFormatter *format = ulistfmt_open (self->locale, &status);
  int32_t length = ulistfmt_format (format, units, lengths, n, buffer, total, &status);
  ulistfmt_close (format);
  for (guint i = 0; i < n; i++)
    g_free ((gpointer) units[i]);
  return U_SUCCESS (status) ? from_icu (buffer, length) : g_strjoinv (", ", (GStrv) parts);
}

static const UPluralRules *
get_plurals (const WfFormat *self)
{
  gsize *slot = &((WfFormat *) self)->plurals;

  if (g_once_init_enter (slot))
    {
      UErrorCode status = U_ZERO_ERROR;
      UPluralRules *rules = uplrules_open (self->locale, &status);
      g_once_init_leave (slot, U_SUCCESS (status) ? (gsize) rules : 1);
    }
  return *slot > 1 ? (const UPluralRules *) *slot : NULL;
}

static const char *const PLURALS[] = { "zero", "one", "two", "few", "many", "other" };

WfPlural
wf_format_plural (const WfFormat *self, double number)
{
  const UPluralRules *rules = get_plurals (self);
  UErrorCode status = U_ZERO_ERROR;
  UChar keyword[16];

  if (rules == NULL)
    return WF_PLURAL_OTHER;
  int32_t length = uplrules_select (rules, number, keyword, G_N_ELEMENTS (keyword), &status);
  g_autofree char *name = U_SUCCESS (status) ? from_icu (keyword, length) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (PLURALS); i++)
    {
      if (g_strcmp0 (name, PLURALS[i]) == 0)
        return i;
    }
  return WF_PLURAL_OTHER;
}

/* What CLDR has no name for, and the shipped list has; the other languages read the English one. */
static const char *
find_unnamed (const char *lang, const char *tag)
{
  if (strcmp (tag, "fcs") != 0)
    return NULL;
  if (g_str_has_prefix (lang, "fr"))
    return "langue des signes québécoise";
  return g_str_has_prefix (lang, "ar") ? "لغة الإشارة الكيبيكية" : "Quebec Sign Language";
}

char *
wf_format_language_name (const WfFormat *self, const char *tag)
{
  const char *ours = find_unnamed (self->lang, tag);

  if (ours != NULL)
    return g_strdup (ours);

  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  UChar buffer[BUFFER];
  int32_t length = 0;

  uloc_forLanguageTag (tag, locale, sizeof locale, NULL, &status);
  ULocaleDisplayNames *names = uldn_open (self->locale, ULDN_DIALECT_NAMES, &status);
  if (U_SUCCESS (status) && *locale != '\0')
    length = uldn_localeDisplayName (names, locale, buffer, BUFFER, &status);
  uldn_close (names);
  return U_SUCCESS (status) && length > 0 ? from_icu (buffer, length) : g_strdup (tag);
}

static const UCollator *
get_collator (const WfFormat *self)
{
  gsize *slot = &((WfFormat *) self)->collator;

  if (g_once_init_enter (slot))
    {
      UErrorCode status = U_ZERO_ERROR;
      UCollator *collator = ucol_open (self->locale, &status);
      g_once_init_leave (slot, U_SUCCESS (status) ? (gsize) collator : 1);
    }
  return *slot > 1 ? (const UCollator *) *slot : NULL;
}

char *
wf_format_collation_key (const WfFormat *self, const char *text)
{
  const UCollator *collator = get_collator (self);
  int32_t length;
  g_autofree UChar *units = to_icu (text, &length);

  if (collator == NULL || units == NULL)
    return wf_hex_encode ((const guint8 *) text, strlen (text));

  int32_t size = ucol_getSortKey (collator, units, length, NULL, 0);
  g_autofree guint8 *key = g_malloc (size);
  ucol_getSortKey (collator, units, length, key, size);
  return wf_hex_encode (key, size - 1);
}

gboolean
wf_format_knows_country (const char *code)
{
  g_return_val_if_fail (code != NULL, FALSE);

  return g_strv_contains (uloc_getISOCountries (), code);
}

gboolean
wf_format_knows_language (const char *tag)
{
  g_return_val_if_fail (tag != NULL, FALSE);

  g_autoptr (WfFormat) format = wf_format_new ("en", NULL, NULL);
  g_autofree char *name = wf_format_language_name (format, tag);

  return !g_str_equal (name, tag);
}
