/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-client-texts.h"

G_BEGIN_DECLS

/**
 * WfClientSheet:
 *
 * The client's side of a page that is not a question: large words in their language and
 * direction, one under the other. It is filled anew each time.
 */
#define WF_TYPE_CLIENT_SHEET (wf_client_sheet_get_type ())
G_DECLARE_FINAL_TYPE (WfClientSheet, wf_client_sheet, WF, CLIENT_SHEET, GtkWidget)

typedef enum {
  WF_SHEET_TITLE,   /* the one headline */
  WF_SHEET_HEADING, /* over what follows */
  WF_SHEET_TEXT,    /* a sentence */
  WF_SHEET_QUIET,   /* a sentence that may be passed over */
} WfSheetStyle;

/** wf_client_sheet_clear: @texts: for the sheet's own words; @lang: BCP 47 tag of what will be put
 * there */
void wf_client_sheet_clear (WfClientSheet *self, const WfClientTexts *texts, const char *lang);

/** wf_client_sheet_set_own: @lang: (nullable): BCP 47 tag of who reads it aloud: the sheet is a
 * script then, and says everything from the packs in that language too, under it and smaller.
 * Before wf_client_sheet_clear() */
void wf_client_sheet_set_own (WfClientSheet *self, const char *lang);

/** wf_client_sheet_add_own: @text: (nullable): of a script, what was added last in the language of
 * who reads it; on a sheet that is none it is left out */
void wf_client_sheet_add_own (WfClientSheet *self, const char *text);

/** wf_client_sheet_add_cue: @text: of a script, what whoever reads it does next */
void wf_client_sheet_add_cue (WfClientSheet *self, const char *text);

/** wf_client_sheet_add: @text: plain; @lang: (nullable): when it is not the sheet's own */
void
wf_client_sheet_add (WfClientSheet *self, WfSheetStyle style, const char *text, const char *lang);

/** wf_client_sheet_add_pack: @id: of the client texts, in the sheet's language */
void wf_client_sheet_add_pack (WfClientSheet *self,
                               WfSheetStyle style,
                               const WfClientTexts *texts,
                               const char *id);

/** wf_client_sheet_add_point: a sentence with a picture before it; @lang: (nullable) */
void wf_client_sheet_add_point (WfClientSheet *self,
                                const char *icon_name,
                                const char *text,
                                const char *lang);

/** wf_client_sheet_add_widget: @widget: (transfer floating) */
void wf_client_sheet_add_widget (WfClientSheet *self, GtkWidget *widget);

/** wf_client_sheet_done: after all was put there: sets directions */
void wf_client_sheet_done (WfClientSheet *self);

/** wf_client_sheet_focus: puts the keyboard on the words, which its arrows scroll; @label: what
 * they are, for a screen reader. Returns: whether it went there */
gboolean wf_client_sheet_focus (WfClientSheet *self, const char *label);

G_END_DECLS
