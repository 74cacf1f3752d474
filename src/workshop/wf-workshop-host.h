/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-workshop-store.h"

#include "wf-clock.h"

G_BEGIN_DECLS

/**
 * WfWorkshopHost:
 *
 * A workshop that runs: the fold, its store, and the one queue between them. Whatever comes while
 * the disk is busy is committed together as the next group; only what is committed is applied
 * and answered. Belongs to one thread with a main context; writing has a thread of its own.
 */
#define WF_TYPE_WORKSHOP_HOST (wf_workshop_host_get_type ())
G_DECLARE_FINAL_TYPE (WfWorkshopHost, wf_workshop_host, WF, WORKSHOP_HOST, GObject)

/**
 * wf_workshop_host_new:
 * @path: workshop.db, or ":memory:"
 * @is_new: begin a new workshop even when one with this deck was interrupted; that one is ended
 * @clock: when things happen
 *
 * Opens the store, and in it the workshop with this deck that was begun and not ended, as it
 * stood; else a new one. Blocks: for the server process and tests.
 *
 * One server runs on a store at a time; one that is just going is waited for, a few seconds.
 *
 * Returns: (transfer full) (nullable): %NULL with #WfStoreError
 */
WfWorkshopHost *wf_workshop_host_new (
    const char *path, WfScript *script, gboolean is_new, WfClock *clock, GError **error);

/** wf_workshop_host_close: writes what waits and closes the store; nothing is taken after */
void wf_workshop_host_close (WfWorkshopHost *self);

/** wf_workshop_host_get_workshop: Returns: (transfer none): to be read only */
const WfWorkshop *wf_workshop_host_get_workshop (WfWorkshopHost *self);
/** wf_workshop_host_get_session: Returns: (transfer none): the workshop's row */
const WfWorkshopSession *wf_workshop_host_get_session (WfWorkshopHost *self);
/** wf_workshop_host_is_resumed: Returns: whether it was begun before */
gboolean wf_workshop_host_is_resumed (WfWorkshopHost *self);

/** wf_workshop_host_get_own_deck: Returns: (transfer none) (nullable): the text of the deck it
 * plays, when that is another than the one it was opened with: a workshop goes on with the deck it
 * was begun with, though that was changed */
const char *wf_workshop_host_get_own_deck (WfWorkshopHost *self);

/**
 * WfHostDone:
 * @number: of an idea or a phone; else 0
 * @error: (nullable): why it was not kept; %NULL: it is durable and counted
 *
 * Called once, in the host's thread, from the main context.
 */
typedef void (*WfHostDone) (gpointer user_data, guint number, const GError *error);

/** wf_workshop_host_act: does what the presenter says, one thing at a time. Returns: %FALSE with
 *  @error when it is not possible now, or the one before still waits for the disk; then @done is
 *  not called */
gboolean wf_workshop_host_act (WfWorkshopHost *self,
                               const WfAction *action,
                               WfHostDone done,
                               gpointer user_data,
                               GError **error);

/** wf_workshop_host_join: @token: (transfer none): random, made by the caller. Returns: as
 *  wf_workshop_host_act(); %FALSE with _FULL, _CODE or _ENDED */
gboolean wf_workshop_host_join (WfWorkshopHost *self,
                                const char *code,
                                const char *token,
                                WfHostDone done,
                                gpointer user_data,
                                GError **error);

/** wf_workshop_host_vote: Returns: as wf_workshop_host_act(), with the errors of
 *  wf_workshop_check_vote() */
gboolean wf_workshop_host_vote (WfWorkshopHost *self,
                                const char *token,
                                const char *slide,
                                guint round,
                                const char *const *choices,
                                WfHostDone done,
                                gpointer user_data,
                                GError **error);

/** wf_workshop_host_add_idea: Returns: as wf_workshop_host_act(), with the errors of
 *  wf_workshop_check_idea() */
gboolean wf_workshop_host_add_idea (WfWorkshopHost *self,
                                    const char *token,
                                    const char *slide,
                                    guint round,
                                    const char *nonce,
                                    const char *text,
                                    WfHostDone done,
                                    gpointer user_data,
                                    GError **error);

/** wf_workshop_host_set_port: remembers where phones find it; blocks */
gboolean wf_workshop_host_set_port (WfWorkshopHost *self, guint port, GError **error);

/* Signal "changed": something was committed and applied; many changes of one group are one. */

G_END_DECLS
