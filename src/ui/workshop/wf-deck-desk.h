/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-deck-gap.h"
#include "wf-deck-shelf.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfDeckDesk:
 *
 * One deck on the desk: the draft several pages change, what can be undone, and keeping it on the
 * disk soon after each change, so that nothing typed is lost when the window or the program goes.
 * Main thread; the disk is another thread's.
 *
 * Signal "changed": something of the draft is other than it was.
 * Signal "restored": the draft is another one; let go of everything that pointed into it.
 * Signal "stored": its file is there, is another or is gone, maybe after the page that wrote it.
 */
#define WF_TYPE_DECK_DESK (wf_deck_desk_get_type ())
G_DECLARE_FINAL_TYPE (WfDeckDesk, wf_deck_desk, WF, DECK_DESK, GObject)

/** wf_deck_desk_new: @draft: (transfer full) */
WfDeckDesk *wf_deck_desk_new (WfServices *services, WfDeckDraft *draft);

/** wf_deck_desk_new_blank: Returns: (transfer full): a deck with the slides most workshops for
 *  @audience have, in the interface's language */
WfDeckDesk *wf_deck_desk_new_blank (WfServices *services, WfDeckAudience audience);
/** wf_deck_desk_new_copy: Returns: (transfer full): a deck of the agency's own with all that @deck
 *  has, which stays as it is */
WfDeckDesk *wf_deck_desk_new_copy (WfServices *services, const WfDeck *deck);

/** wf_deck_desk_get_services: Returns: (transfer none): what it was handed */
WfServices *wf_deck_desk_get_services (WfDeckDesk *self);
/** wf_deck_desk_get_draft: Returns: (transfer none): to read, and to change between
 *  wf_deck_desk_begin() and wf_deck_desk_end(); another one after "restored" */
WfDeckDraft *wf_deck_desk_get_draft (WfDeckDesk *self);
/** wf_deck_desk_find: Returns: (transfer none) (nullable): the slide with that id */
WfSlide *wf_deck_desk_find (WfDeckDesk *self, const char *slide_id, guint *out_at);

/** wf_deck_desk_get_language: @at: 0 or 1. Returns: (transfer none) (nullable): the tag texts are
 *  shown in on this side; the second may be none */
const char *wf_deck_desk_get_language (WfDeckDesk *self, guint at);
/** wf_deck_desk_set_languages: @second: (nullable). Emits "restored" */
void wf_deck_desk_set_languages (WfDeckDesk *self, const char *first, const char *second);

/** wf_deck_desk_begin: before a change. @what: (nullable): names it: a row of changes with the same
 *  name, as letters typed in one place, is undone at once */
void wf_deck_desk_begin (WfDeckDesk *self, const char *what);
/** wf_deck_desk_end: after it: tells and keeps */
void wf_deck_desk_end (WfDeckDesk *self);

/** wf_deck_desk_can_undo: Returns: whether there is a change to take back */
gboolean wf_deck_desk_can_undo (WfDeckDesk *self);
/** wf_deck_desk_undo: takes the last change back; does nothing when there is none */
void wf_deck_desk_undo (WfDeckDesk *self);

/** wf_deck_desk_get_gaps: Returns: (transfer none) (element-type WfDeckGap): what it lacks now */
const GArray *wf_deck_desk_get_gaps (WfDeckDesk *self);

/** wf_deck_desk_is_kept: Returns: whether all of it is on the disk */
gboolean wf_deck_desk_is_kept (WfDeckDesk *self);

/** wf_deck_desk_publish_async: puts it among the decks, when whatever is being kept is kept; ends
 *  with wf_deck_desk_publish_finish() */
void
wf_deck_desk_publish_async (WfDeckDesk *self, GAsyncReadyCallback callback, gpointer user_data);
/** wf_deck_desk_publish_finish: as wf_deck_shelf_finish(); the packs of the services are renewed */
WfDeckIntake *wf_deck_desk_publish_finish (WfDeckDesk *self, GAsyncResult *result, GError **error);

/** wf_deck_desk_discard: the draft goes for good, from the disk too; nothing is kept any more */
void wf_deck_desk_discard (WfDeckDesk *self);

G_END_DECLS
