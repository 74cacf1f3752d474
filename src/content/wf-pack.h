/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "wf-text.h"

G_BEGIN_DECLS

/**
 * WfPackError:
 * @WF_PACK_ERROR_READ: the file cannot be read; check that it exists and may be read
 * @WF_PACK_ERROR_TOO_LARGE: over %WF_PACK_MAX_BYTES; split the pack
 * @WF_PACK_ERROR_NOT_A_PACK: the file is not XML of ours; nothing of it is used. Run
 *   `wayfinderctl content check FILE`, which names the line and the cure
 */
typedef enum {
  WF_PACK_ERROR_READ,
  WF_PACK_ERROR_TOO_LARGE,
  WF_PACK_ERROR_NOT_A_PACK,
} WfPackError;

#define WF_PACK_ERROR (wf_pack_error_quark ())
GQuark wf_pack_error_quark (void);

/** What a pack file may be at most: hostile files end here, real ones are far below. */
#define WF_PACK_MAX_BYTES   (8 * 1024 * 1024)
#define WF_PACK_MAX_DEPTH   24
#define WF_PACK_MAX_ENTRIES 5000
#define WF_PACK_MAX_TEXT    4000

/** What a pack holds; the name in brackets is the root element of the file. */
typedef enum {
  WF_PACK_ITEMS,     /* <items>: questions and tasks */
  WF_PACK_RULES,     /* <rules>: answers to statements */
  WF_PACK_TEXTS,     /* <texts>: what the client sees beside the questions */
  WF_PACK_FRAMEWORK, /* <framework>: competences or another map */
  WF_PACK_LANGUAGES, /* <languages>: the languages there are */
  WF_PACK_CHECKLIST, /* <checklist>: points of practice to do and to prove */
  WF_PACK_DECK,      /* <deck>: the slides of a workshop */
} WfPackKind;

/**
 * WfPackInfo:
 * @kind: what the pack holds
 * @id: the pack's name, as "newcomer"
 * @version: whole number, ≥ 1; a stored answer names it
 * @lang: BCP 47 tag its texts were written in
 * @title: what a curator calls it, in @lang; not shown to clients
 * @source: where the content comes from
 * @licence: under what terms
 * @attribution: what must be said when it is shown; may be empty
 * @audience: whom it is for, as "newcomer"
 * @region: ISO 3166 code, or "any"
 * @provisional: not yet used with real newcomers and navigators: say so
 * @file: the file it was read from, as it was given
 *
 * The label of a pack. Owned by its pack; read only; any thread.
 */
typedef struct {
  WfPackKind kind;
  char *id;
  guint version;
  const char *lang;
  char *title;
  char *source;
  char *licence;
  char *attribution;
  char *audience;
  char *region;
  gboolean provisional;
  char *file;
} WfPackInfo;

/** wf_pack_info_free: frees a label that wf_pack_check_file() gave */
void wf_pack_info_free (WfPackInfo *self);

/**
 * WfPackProblem:
 * @file: the file, as it was given
 * @line: first line is 1; 0 when the whole file is meant
 * @message: what is wrong, plain English, one sentence
 * @cure: what to do about it, plain English, one sentence
 *
 * Something in a pack that was left out; the rest of the pack is in use. Immutable,
 * ref-counted.
 */
typedef struct {
  gatomicrefcount refs;
  char *file;
  guint line;
  char *message;
  char *cure;
} WfPackProblem;

WfPackProblem *wf_pack_problem_ref (WfPackProblem *self);
void wf_pack_problem_unref (WfPackProblem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPackInfo, wf_pack_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPackProblem, wf_pack_problem_unref)

G_END_DECLS
