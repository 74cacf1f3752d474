/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-takeaway.h"

G_BEGIN_DECLS

/* Shared by the files that write pages for a client. */

typedef struct {
  const WfTakeawayOptions *options;
  WfClientTexts *texts; /* borrowed from the library */
  const char *spoken;   /* the client's language */
  const char *langs[2]; /* of the page: the client's if it has words, and the navigator's or NULL */
  WfFormat *formats[2]; /* NULL where there is no language */
  WfPageDirection direction;
  WfPage *page;       /* being written, borrowed */
  GString *joined[2]; /* the line being joined, per side */
  const char *joined_langs[2];
} WfTakeawayWriter;

/** wf_takeaway_writer_init: borrows @library and @options for the writer's life */
void wf_takeaway_writer_init (WfTakeawayWriter *self,
                              WfPackLibrary *library,
                              const WfTakeawayOptions *options);
/** wf_takeaway_writer_clear: frees what the writer holds, not the page */
void wf_takeaway_writer_clear (WfTakeawayWriter *self);
/** wf_takeaway_write_footer: the line that stands on every page */
void wf_takeaway_write_footer (WfTakeawayWriter *self);

/** wf_takeaway_line: Returns: @words in the direction of @lang; strings are borrowed */
WfPageText wf_takeaway_line (const char *words, const char *lang);

/**
 * wf_takeaway_get_words:
 * @side: 0 the client's language, 1 the navigator's
 * @name, @value: (nullable): of the text's placeholder
 * @out_lang: (out): what came back: the navigator's language when there is no translation
 *
 * Returns: (transfer full): a pack text
 */
char *wf_takeaway_get_words (WfTakeawayWriter *self,
                             guint side,
                             const char *id,
                             const char *name,
                             const char *value,
                             const char **out_lang);

/** wf_takeaway_write_text: a pack text in both languages; @name, @value: (nullable): of its
 * placeholder, the same in both */
void wf_takeaway_write_text (
    WfTakeawayWriter *self, WfPageRole role, const char *id, const char *name, const char *value);

/** wf_takeaway_write_values: as wf_takeaway_write_text() with a value for each language */
void wf_takeaway_write_values (WfTakeawayWriter *self,
                               WfPageRole role,
                               const char *id,
                               const char *name,
                               const char *first,
                               const char *second);

/** wf_takeaway_join_values: keeps the text for the line that wf_takeaway_flush() writes */
void wf_takeaway_join_values (WfTakeawayWriter *self,
                              const char *id,
                              const char *name,
                              const char *first,
                              const char *second);
/** wf_takeaway_join_number: the same for a {number} that is dialled as it stands */
void wf_takeaway_join_number (WfTakeawayWriter *self, const char *id, const char *number);
/** wf_takeaway_flush: writes what was joined as one line, if anything was */
void wf_takeaway_flush (WfTakeawayWriter *self, WfPageRole role);

/** wf_takeaway_write_mark: says that what follows is not yet in the client's language, when
 * @lang is another one */
void wf_takeaway_write_mark (WfTakeawayWriter *self, const char *lang);

/** wf_takeaway_write_name: a name as it is written, at the page's start side */
void wf_takeaway_write_name (WfTakeawayWriter *self, const char *name);

/** wf_takeaway_write_offer: one offer, put together from its fields */
void wf_takeaway_write_offer (WfTakeawayWriter *self, const WfPlanResource *resource);

/* How a small paper of one side begins and ends, in wf-agreement.c. */

/** wf_takeaway_check_paper: Returns: whether the client wants it, in full or plain; else %FALSE
 * with #WfPlanError */
gboolean wf_takeaway_check_paper (const WfTakeawayOptions *options, GError **error);
/** wf_takeaway_begin_page: @title: id of its text. Returns: (transfer none): kept in @self */
WfPage *wf_takeaway_begin_page (WfTakeawayWriter *self, const char *title);
/** wf_takeaway_write_day: a text with a {date}; @day: "YYYY-MM-DD", nothing when it is none */
void
wf_takeaway_write_day (WfTakeawayWriter *self, WfPageRole role, const char *id, const char *day);
/** wf_takeaway_write_here: whom to call here, or to come */
void wf_takeaway_write_here (WfTakeawayWriter *self);
/** wf_takeaway_finish_page: clears @self. Returns: (transfer full) (nullable): the page, when it
 * fits one side */
WfPage *wf_takeaway_finish_page (WfTakeawayWriter *self, GError **error);

G_END_DECLS
