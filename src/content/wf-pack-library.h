/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wf-checklist.h"
#include "wf-client-texts.h"
#include "wf-deck.h"
#include "wf-framework.h"
#include "wf-item-bank.h"
#include "wf-languages.h"
#include "wf-rule-pack.h"

G_BEGIN_DECLS

/**
 * WfPackLibrary:
 *
 * All packs of some directories. A directory holds `languages.xml` and
 * `packs/<any name>.xml` or `packs/<any folder>/<any name>.xml`; of two packs of one kind
 * and id the higher version is used, of equal versions the later directory's. Texts and languages
 * of all directories are put together instead. Immutable once loaded, ref-counted; may cross
 * threads.
 */
typedef struct _WfPackLibrary WfPackLibrary;

/**
 * wf_pack_library_load:
 * @directories: shipped directory first, the agency's last; a missing one is empty, and a file
 *   is read as if it stood in a directory of its own
 *
 * Reads files: call it in a worker thread, or use wf_pack_library_load_async(). It never
 * fails: what cannot be used is in wf_pack_library_get_problems(), the rest works.
 *
 * Returns: (transfer full)
 */
WfPackLibrary *wf_pack_library_load (const char *const *directories);

/**
 * wf_pack_library_new_from_bytes:
 * @names: what the files are called in problems, @n_files of them
 * @files: their bytes; a later file counts as from a later directory
 *
 * The same without a disk, for packs that come from elsewhere. Any thread.
 *
 * Returns: (transfer full)
 */
WfPackLibrary *
wf_pack_library_new_from_bytes (const char *const *names, GBytes *const *files, guint n_files);

/** wf_pack_library_load_async: wf_pack_library_load() in a thread of GLib's pool */
void wf_pack_library_load_async (const char *const *directories,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/** wf_pack_library_load_finish: Returns: (transfer full) (nullable): %NULL only when cancelled */
WfPackLibrary *wf_pack_library_load_finish (GAsyncResult *result, GError **error);

WfPackLibrary *wf_pack_library_ref (WfPackLibrary *self);
void wf_pack_library_unref (WfPackLibrary *self);

/** Returns: (transfer none) (nullable): the pack with that id, owned by @self: ref it to keep it */
WfItemBank *wf_pack_library_get_items (const WfPackLibrary *self, const char *id);
WfRulePack *wf_pack_library_get_rules (const WfPackLibrary *self, const char *id);
WfFramework *wf_pack_library_get_framework (const WfPackLibrary *self, const char *id);
/** wf_pack_library_get_frameworks: Returns: (transfer none) (element-type WfFramework): all of
 *  them, by id */
const GPtrArray *wf_pack_library_get_frameworks (const WfPackLibrary *self);
/** wf_pack_library_get_checklist: Returns: (transfer none) (nullable): the one with that id */
WfChecklist *wf_pack_library_get_checklist (const WfPackLibrary *self, const char *id);
/** wf_pack_library_get_checklists: Returns: (transfer none) (element-type WfChecklist): all of
 *  them, by id */
const GPtrArray *wf_pack_library_get_checklists (const WfPackLibrary *self);

/** wf_pack_library_get_deck: Returns: (transfer none) (nullable): the one with that id */
WfDeck *wf_pack_library_get_deck (const WfPackLibrary *self, const char *id);
/** wf_pack_library_get_decks: Returns: (transfer none) (element-type WfDeck): all of them, by id */
const GPtrArray *wf_pack_library_get_decks (const WfPackLibrary *self);

/** Returns: (transfer none): all texts or languages together, owned by @self; maybe empty */
WfClientTexts *wf_pack_library_get_texts (const WfPackLibrary *self);
WfLanguages *wf_pack_library_get_languages (const WfPackLibrary *self);

/** wf_pack_library_get_infos: Returns: (transfer none): of #WfPackInfo, the packs in use */
const GPtrArray *wf_pack_library_get_infos (const WfPackLibrary *self);

/** wf_pack_library_get_problems: Returns: (transfer none): of #WfPackProblem; maybe empty */
const GPtrArray *wf_pack_library_get_problems (const WfPackLibrary *self);

/**
 * wf_pack_library_new_format:
 * @zone: (nullable): as in wf_format_new()
 *
 * Returns: (transfer full): a format for @lang with the calendar languages.xml gives it
 */
WfFormat *
wf_pack_library_new_format (const WfPackLibrary *self, const char *lang, const char *zone);

/**
 * wf_pack_check_file:
 * @path: a pack, or a source of one (`.xml.in`)
 * @library: (nullable): the packs it will stand beside: item and rule ids it names must
 *   be in it
 * @out_info: (out) (optional) (transfer full) (nullable): the pack's label; free with
 *   wf_pack_info_free(); untouched on failure
 *
 * Reads one file without using it. Blocks: for a worker or a command.
 *
 * Returns: (transfer full) (element-type WfPackProblem) (nullable): what to mend, empty
 *   when the pack is good; %NULL with #WfPackError when nothing of it could be read
 */
GPtrArray *wf_pack_check_file (const char *path,
                               const WfPackLibrary *library,
                               WfPackInfo **out_info,
                               GError **error);

/** wf_pack_check_text: @name: for problems. As wf_pack_check_file(), for @size bytes that stand in
 *  no file yet. Any thread; does not block */
GPtrArray *wf_pack_check_text (const char *name,
                               const char *text,
                               gsize size,
                               const WfPackLibrary *library,
                               WfPackInfo **out_info,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPackLibrary, wf_pack_library_unref)

G_END_DECLS
