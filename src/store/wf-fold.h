/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-record.h"

G_BEGIN_DECLS

/**
 * WfFold:
 * @aspect: the snapshot's name, at most 32 bytes: "card", "client", "visit" …
 * @version: raise it when the meaning of the state changes: old snapshots are then re-made
 * @kinds: (array zero-terminated=1): families of records the fold sees ("visit." for example)
 * @apply: makes the next state
 *
 * How a feature turns the records of one owner into a state. @apply is pure: no I/O, no clock,
 * no other owner; it runs in the vault's thread. It is given the state so far (%NULL at
 * first) and one record, and returns a new state (a floating reference is taken; returning
 * g_variant_ref (state) is fine) or %NULL for "nothing yet". It must accept any state that
 * it made at this version, and any body: a record from a newer program has members it does
 * not know, a wrong one may lack what it expects.
 *
 * A #WfFold is static: it is never copied or freed. The state of aspect "card" is all a list
 * of clients reads: keep it under 400 bytes.
 */
typedef struct {
  const char *aspect;
  guint version;
  const char *const *kinds;
  GVariant *(*apply) (GVariant *state, const WfRecord *record);
} WfFold;

/** The aspect that lists read. */
#define WF_FOLD_CARD "card"

/** wf_fold_sees: Returns: whether @record is of one of the fold's kinds. */
gboolean wf_fold_sees (const WfFold *fold, const WfRecord *record);

/** wf_fold_apply_all: Returns: (transfer full) (nullable): the state after @records (of
 * #WfRecord, in order), starting from nothing. */
GVariant *wf_fold_apply_all (const WfFold *fold, GPtrArray *records);

G_END_DECLS
