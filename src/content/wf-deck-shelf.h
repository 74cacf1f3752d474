/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wf-deck-draft.h"

G_BEGIN_DECLS

/**
 * WfDeckIntake:
 * @problems: (element-type WfPackProblem): why it was refused, with line and cure; empty when it
 *   stands on the shelf
 * @library: (nullable): all packs read anew, with the deck; %NULL when refused
 * @id: (nullable): of the deck
 *
 * What became of a deck that was brought in, written, or taken back.
 */
typedef struct {
  GPtrArray *problems;
  WfPackLibrary *library;
  char *id;
} WfDeckIntake;

/** wf_deck_intake_free: frees it */
void wf_deck_intake_free (WfDeckIntake *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfDeckIntake, wf_deck_intake_free)

/**
 * wf_deck_shelf_keep_async:
 * @directory: the agency's folder; drafts are kept there, in drafts/decks, where no reader of packs
 *   looks
 *
 * Keeps a draft as it stands, half finished or not, so that nothing typed is lost. Runs in a thread
 * of GLib's pool, as all of these do; let one end before the next of the same deck.
 */
void wf_deck_shelf_keep_async (const char *directory,
                               const WfDeckDraft *draft,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** wf_deck_shelf_keep_finish: Returns: %FALSE with @error when the disk did not do as asked */
gboolean wf_deck_shelf_keep_finish (GAsyncResult *result, GError **error);

/** wf_deck_shelf_discard_async: the draft with that id goes; one that is not there is no error */
void wf_deck_shelf_discard_async (const char *directory,
                                  const char *deck_id,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_deck_shelf_discard_finish: as wf_deck_shelf_keep_finish() */
gboolean wf_deck_shelf_discard_finish (GAsyncResult *result, GError **error);

/** wf_deck_shelf_list_async: reads the drafts there are */
void wf_deck_shelf_list_async (const char *directory,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** wf_deck_shelf_list_finish: Returns: (transfer full) (element-type WfDeckDraft) (nullable): by
 *  id, without files that hold no deck; %NULL only when cancelled */
GPtrArray *wf_deck_shelf_list_finish (GAsyncResult *result, GError **error);

/**
 * wf_deck_shelf_publish_async:
 * @directories: as for wf_pack_library_load(): the agency's last; the deck is written there, in
 *   packs/decks
 * @library: the packs there are
 *
 * Puts a draft among the decks when the reader of packs finds no fault with it, one version above
 * the deck it replaces; its draft goes.
 */
void wf_deck_shelf_publish_async (const char *const *directories,
                                  WfPackLibrary *library,
                                  const WfDeckDraft *draft,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/** wf_deck_shelf_import_async: takes in @file whole or not at all: a deck with any problem is
 *  refused, so is one that is no newer than the one here */
void wf_deck_shelf_import_async (const char *const *directories,
                                 WfPackLibrary *library,
                                 GFile *file,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/** wf_deck_shelf_withdraw_async: the agency's own deck with that id is a draft again; a draft of it
 *  that is there already stays as it is. Decks that came with the program stay */
void wf_deck_shelf_withdraw_async (const char *const *directories,
                                   WfPackLibrary *library,
                                   const char *deck_id,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/** wf_deck_shelf_finish: of the last three. Returns: (transfer full) (nullable): what became of it;
 *  %NULL with @error when the disk did not do as asked */
WfDeckIntake *wf_deck_shelf_finish (GAsyncResult *result, GError **error);

/** wf_deck_shelf_is_own: Returns: whether @deck stands in the agency's folder @directory, and not
 *  among those that came with the program */
gboolean wf_deck_shelf_is_own (const WfDeck *deck, const char *directory);

G_END_DECLS
