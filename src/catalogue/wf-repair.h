/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-import-report.h"

G_BEGIN_DECLS

/* What real directories write, as people should read it. Pure; any thread. Each takes any text,
 * counts what it did in @report (nullable) and returns (transfer full); what it cannot mend it
 * gives back as it is. What came in is kept elsewhere: nothing is lost by a repair. */

/** wf_repair_text: a literal \n, a marker such as ###MON###, blanks at the ends and doubled */
char *wf_repair_text (const char *text, WfImportReport *report);

/** wf_repair_name: wf_repair_text() on one line, and NAMES IN CAPITALS as Names */
char *wf_repair_name (const char *text, WfImportReport *report);

/** wf_repair_url: a scheme where there is none. Returns: (nullable): %NULL when it is no address */
char *wf_repair_url (const char *text, WfImportReport *report);

/** wf_repair_phone: quotation marks away, "312-346-9766 x 715" as "312-346-9766 ext. 715"
 * @extension: (nullable): of a field of its own. Returns: (nullable): %NULL when it has no digit
 * and is no word number */
char *wf_repair_phone (const char *text, const char *extension, WfImportReport *report);

/**
 * wf_repair_number:
 * @text: "45.4215", or with a decimal comma, as French spreadsheets write it
 * @out_number: (out): whatever it is
 *
 * Returns: %FALSE when @text is empty or holds anything but one number: nothing is guessed
 */
gboolean wf_repair_number (const char *text, double *out_number, WfImportReport *report);

/** wf_repair_time: "8:30am", "3pm", "16:00:00" as "08:30", "15:00", "16:00" */
char *wf_repair_time (const char *text, WfImportReport *report);

/** wf_repair_weekday: "Monday", "lundi", "MON" as "MO", as RRULE has it. Returns: (nullable):
 * %NULL when it is anything but one day: "Weekdays", "Tuesdays and Thursdays" */
const char *wf_repair_weekday (const char *text);

/**
 * wf_repair_languages:
 * @text: "English, Spanish and sign language", "en;fr"
 * @codes: tags of BCP 47 are added, each once
 *
 * Returns: %FALSE when some of it was not understood: keep the words
 */
gboolean wf_repair_languages (const char *text, GPtrArray *codes, WfImportReport *report);

/** wf_repair_date: Returns: (transfer full): the day of "2023-03-15T10:30:45Z" or "2005-01-01";
 * "unknown" when it is none, or still to come */
char *wf_repair_date (const char *text, WfImportReport *report);

/** wf_repair_encoding: @text: any bytes. Returns: (transfer full): UTF-8 without a zero
 * byte; what is not UTF-8 is read as Windows-1252, as old tables are */
char *wf_repair_encoding (const char *text, gsize size, WfImportReport *report);

/** wf_repair_escapes: @json: (transfer full): changed in place: what it writes as \u0000 would end
 * the text there, and goes. Returns: (transfer full): @json */
char *wf_repair_escapes (char *json, WfImportReport *report);

G_END_DECLS
