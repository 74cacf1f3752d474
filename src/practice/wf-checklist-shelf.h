/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wf-checklist-draft.h"
#include "wf-pack-library.h"

G_BEGIN_DECLS

/**
 * WfChecklistIntake:
 * @problems: (element-type WfPackProblem): why it was refused, with line and cure; empty when it
 *   stands on the shelf
 * @library: (nullable): all packs read anew, with the list; %NULL when refused
 * @id, @version: of the list; %NULL, 0 when that could not be read
 * @n_new, @n_changed, @n_gone: points against the list as it was; 0 for a first one
 * @n_own: points written here that were kept
 *
 * What became of a list that was brought in or written.
 */
typedef struct {
  GPtrArray *problems;
  WfPackLibrary *library;
  char *id;
  guint version;
  guint n_new;
  guint n_changed;
  guint n_gone;
  guint n_own;
} WfChecklistIntake;

/** wf_checklist_intake_free: frees it */
void wf_checklist_intake_free (WfChecklistIntake *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfChecklistIntake, wf_checklist_intake_free)

/**
 * wf_checklist_shelf_import_async:
 * @directories: as for wf_pack_library_load(): the agency's last; the list is kept there, in
 *   packs/checklists
 * @library: the packs there are
 * @file: a checklist as a pack
 *
 * Takes in a list whole or not at all: one with any problem is refused, so is one that is older
 * than what is here. Points the agency wrote into its own copy are kept in the new version; ticks
 * belong to points and stay.
 */
void wf_checklist_shelf_import_async (const char *const *directories,
                                      WfPackLibrary *library,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/** wf_checklist_shelf_save_async: as wf_checklist_shelf_import_async(), of a @draft, which is
 *  checked by the same reader; a list of the same version is replaced */
void wf_checklist_shelf_save_async (const char *const *directories,
                                    WfPackLibrary *library,
                                    const WfChecklistDraft *draft,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/** wf_checklist_shelf_finish: Returns: (transfer full) (nullable): what became of it; %NULL with
 *  @error when the disk did not do as asked */
WfChecklistIntake *wf_checklist_shelf_finish (GAsyncResult *result, GError **error);

G_END_DECLS
