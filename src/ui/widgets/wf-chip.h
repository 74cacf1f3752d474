/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfChipKind:
 * @WF_CHIP_NEUTRAL: a fact
 * @WF_CHIP_GOOD: the client can get this, it was checked lately
 * @WF_CHIP_ASK: something has to be asked first, it is getting old
 * @WF_CHIP_NOT: not this one
 *
 * Each kind has a picture besides its colour.
 */
typedef enum {
  WF_CHIP_NEUTRAL,
  WF_CHIP_GOOD,
  WF_CHIP_ASK,
  WF_CHIP_NOT,
} WfChipKind;

/**
 * WfChip:
 *
 * A few words in a small rounded box: a verdict, an age, a language. It says, it does
 * nothing; put it into a button if it should.
 */
#define WF_TYPE_CHIP (wf_chip_get_type ())
G_DECLARE_FINAL_TYPE (WfChip, wf_chip, WF, CHIP, GtkWidget)

/** wf_chip_new: Returns: (transfer floating): a chip saying @text */
GtkWidget *wf_chip_new (WfChipKind kind, const char *text);

/** wf_chip_set: @text: a few words */
void wf_chip_set (WfChip *self, WfChipKind kind, const char *text);

/** wf_chip_set_lang: @lang: BCP 47 tag of the words, when not the interface's */
void wf_chip_set_lang (WfChip *self, const char *lang);

/** wf_chip_set_wraps: for a chip whose last word counts as much as its first: more lines where
 * there is no room for one, instead of an end that is cut */
void wf_chip_set_wraps (WfChip *self);

/** wf_chip_set_keeps_end: where there is no room the beginning is cut, not the end: for a day,
 * whose year stands last */
void wf_chip_set_keeps_end (WfChip *self);

/** wf_chip_get_text: Returns: (transfer none): the words */
const char *wf_chip_get_text (WfChip *self);

G_END_DECLS
