/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-chip.h"
#include "wf-client-card.h"
#include "wf-format.h"
#include "wf-person-row.h"
#include "wf-timeline.h"

G_BEGIN_DECLS

/*
 * What pages say about a client, in the interface's language. For the navigator's side
 * only: nothing here is pack text.
 */

/** wf_client_dup_name: @name: (nullable): or "". Returns: (transfer full): the name, or "Client 7"
 */
char *wf_client_dup_name (const char *name, guint number, const WfFormat *format);

/** wf_contact_get_words: Returns: (transfer none): the safe-contact rule in a few words */
const char *wf_contact_get_words (WfContactLevel level);

/* The ways to reach a client that WfSafeContact knows. */
guint wf_contact_ways_get_n (void);
/** wf_contact_way_get_code: Returns: (transfer none): "call" … */
const char *wf_contact_way_get_code (guint index);
/** wf_contact_way_get_words: Returns: (transfer none): "A call" */
const char *wf_contact_way_get_words (guint index);
/** wf_contact_ways_dup_words: Returns: (transfer full) (nullable): "a call and a letter" */
char *wf_contact_ways_dup_words (const WfSafeContact *contact, const WfFormat *format);

/** WfContactTell: one point of a safe-contact rule: @title, and @text (nullable) that says more */
typedef void (*WfContactTell) (const char *title, const char *text, gpointer user_data);
/** wf_contact_tell_rule: tells each point of the rule, the first by which ways, if any. Whoever is
 * about to get in touch must see them all. */
void wf_contact_tell_rule (const WfSafeContact *rule,
                           WfContactLevel level,
                           const WfFormat *format,
                           WfContactTell tell,
                           gpointer user_data);

/** wf_contact_get_chip: Returns: the kind of chip that stands for @level */
WfChipKind wf_contact_get_chip (WfContactLevel level);

/**
 * wf_day_dup_words:
 * @now_us: the time it is; @time_us: the time meant; microseconds since 1970 UTC
 *
 * Returns: (transfer full): "today", "yesterday", or the day in words
 */
char *wf_day_dup_words (const WfFormat *format, gint64 now_us, gint64 time_us);

/**
 * wf_due_dup_words:
 * @day: "YYYY-MM-DD"; @today: likewise
 *
 * Returns: (transfer full) (nullable): "due today", "overdue since …", "due on …"; %NULL for ""
 */
char *wf_due_dup_words (const WfFormat *format, const char *today, const char *day);

/** wf_unread_dup_words: Returns: (transfer full) (nullable): that so many clients are missing from
 * a list because they could not be read; %NULL for 0 */
char *wf_unread_dup_words (const WfFormat *format, guint n_unread);

/** wf_day_from_time: Returns: (transfer full): "YYYY-MM-DD" where this computer is */
char *wf_day_from_time (gint64 time_us);

/** wf_day_to_time: @day: "YYYY-MM-DD". Returns: noon of it where this computer is, microseconds
 * since 1970 UTC; 0 for anything else */
gint64 wf_day_to_time (const char *day);

/** wf_timeline_entry_dup_words: Returns: (transfer full): what happened, one line */
char *wf_timeline_entry_dup_words (const WfTimelineEntry *entry, const WfFormat *format);

/**
 * wf_person_row_show_client:
 * @now_us: the time it is
 *
 * Fills a row with what a list says of a client.
 */
void wf_person_row_show_client (WfPersonRow *row,
                                const WfClientCard *card,
                                const WfFormat *format,
                                gint64 now_us);

G_END_DECLS
