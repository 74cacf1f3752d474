/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfFormat:
 *
 * Dates, times, numbers, lists and order in one language: what a person reading that
 * language expects, after Unicode CLDR. Immutable, ref-counted; any thread.
 *
 * Numbers stand in the language's own digits: CLDR's choice for the exact locale
 * ("ar-MA" 12, "ar-EG" ١٢), and for plain "ar" Arabic-Indic ١٢, which newcomers from
 * Syria, Iraq, Egypt and Sudan read. Phone numbers, codes and addresses are typed and
 * dialled: never pass them through here.
 */
typedef struct _WfFormat WfFormat;

typedef enum {
  WF_DATE_WORDS,         /* Friday, November 20, 2026 */
  WF_DATE_WORDS_NO_YEAR, /* Friday, November 20 */
  WF_DATE_SHORT,         /* Nov 20, 2026 */
  WF_DATE_MONTH,         /* November 2026 */
} WfDateStyle;

typedef enum {
  WF_TIME_CLOCK, /* 2:30 PM, 14:30 */
  WF_TIME_WORDS, /* 2:30 in the afternoon */
} WfTimeStyle;

typedef enum {
  WF_PART_NIGHT,     /* 0:00 to 5:59 */
  WF_PART_MORNING,   /* 6:00 to 11:59 */
  WF_PART_AFTERNOON, /* 12:00 to 17:59 */
  WF_PART_EVENING,   /* 18:00 to 23:59 */
} WfPartOfDay;

typedef enum {
  WF_PLURAL_ZERO,
  WF_PLURAL_ONE,
  WF_PLURAL_TWO,
  WF_PLURAL_FEW,
  WF_PLURAL_MANY,
  WF_PLURAL_OTHER,
} WfPlural;

/**
 * wf_format_new:
 * @lang: BCP 47 tag; what is not one gives English
 * @calendar: (nullable): Unicode calendar name ("persian", "ethiopic"); %NULL for the
 *   language's own choice. #WfLanguage has one per language.
 * @zone: (nullable): time zone as "America/Toronto"; %NULL for the computer's
 *
 * Returns: (transfer full)
 */
WfFormat *wf_format_new (const char *lang, const char *calendar, const char *zone);
WfFormat *wf_format_ref (WfFormat *self);
void wf_format_unref (WfFormat *self);

/** wf_format_get_lang: Returns: (transfer none): the BCP 47 tag, static */
const char *wf_format_get_lang (const WfFormat *self);

/**
 * wf_format_date:
 * @time_us: microseconds since 1970 UTC
 *
 * Returns: (transfer full): the day, in the language's calendar and digits
 */
char *wf_format_date (const WfFormat *self, gint64 time_us, WfDateStyle style);

/** wf_format_time: Returns: (transfer full): the time of day */
char *wf_format_time (const WfFormat *self, gint64 time_us, WfTimeStyle style);

/** wf_format_weekday: @day: 0 for Monday to 6 for Sunday. Returns: (transfer full): its whole name
 */
char *wf_format_weekday (const WfFormat *self, guint day);

/** wf_format_clock: @minute: of a day, 0 to 1440. Returns: (transfer full): as on a clock, wherever
 * that is */
char *wf_format_clock (const WfFormat *self, guint minute);

/** wf_format_part_of_day: Returns: the part of the day, in the format's zone */
WfPartOfDay wf_format_part_of_day (const WfFormat *self, gint64 time_us);

/** wf_format_integer: Returns: (transfer full): in the language's digits and grouping */
char *wf_format_integer (const WfFormat *self, gint64 number);

/** wf_format_numeral: Returns: (transfer full): a number that names something, so not grouped */
char *wf_format_numeral (const WfFormat *self, gint64 number);

/** wf_format_decimal: @digits: after the point, 0 to 6. Returns: (transfer full) */
char *wf_format_decimal (const WfFormat *self, double number, guint digits);

/**
 * wf_format_money:
 * @cents: hundredths of the unit
 * @currency: ISO 4217, as "CAD"
 *
 * Returns: (transfer full): without decimals when there are none
 */
char *wf_format_money (const WfFormat *self, gint64 cents, const char *currency);

/** wf_format_list: Returns: (transfer full): "A, B and C" */
char *wf_format_list (const WfFormat *self, const char *const *parts);

/** wf_format_plural: Returns: the category @number has in this language */
WfPlural wf_format_plural (const WfFormat *self, double number);

/**
 * wf_format_language_name:
 * @tag: BCP 47
 *
 * Returns: (transfer full): the name of @tag in this format's language, @tag itself when
 *   Unicode has none
 */
char *wf_format_language_name (const WfFormat *self, const char *tag);

/**
 * wf_format_collation_key:
 * @text: UTF-8
 *
 * Returns: (transfer full): ASCII; strcmp() of two keys orders their texts as a reader
 *   of this language expects. Never stored: keys change with ICU.
 */
char *wf_format_collation_key (const WfFormat *self, const char *text);

/**
 * wf_format_fill:
 * @template: text with placeholders
 * @args: names and values by turns, %NULL-terminated
 *
 * Fills "{name}" with its value as it is, and chooses by number or word in
 * "{n, plural, =0 {none} one {# question} other {# questions}}" and
 * "{x, select, a {…} other {…}}" ("#" is the number in the language's digits). A
 * placeholder without a value stays as it is; an apostrophe is just an apostrophe. A
 * value written in the other direction is wrapped in Unicode isolates.
 *
 * Returns: (transfer full)
 */
char *wf_format_fill (const WfFormat *self, const char *template, const char *const *args);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFormat, wf_format_unref)

/** wf_format_knows_country: @code: "CA". Returns: whether ISO 3166-1 has it */
gboolean wf_format_knows_country (const char *code);

/**
 * wf_format_knows_language:
 * @tag: as wf_language_normalise() gives it
 *
 * Returns: whether Unicode has an English name for it; what has none is no language of anybody
 */
gboolean wf_format_knows_language (const char *tag);

G_END_DECLS
