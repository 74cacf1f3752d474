/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-store.h"

G_BEGIN_DECLS

/**
 * WfEditKind:
 * @WF_EDIT_PIN: comes first
 * @WF_EDIT_UNPIN: no more
 * @WF_EDIT_HIDE: found only when hidden ones are asked for
 * @WF_EDIT_SHOW: no more
 * @WF_EDIT_NOTE: @text is the note, empty for none; about the offer, never about a person
 * @WF_EDIT_CORRECT: @field should be @value
 * @WF_EDIT_UNCORRECT: what the source says of @field counts again
 * @WF_EDIT_CHECKED: somebody here checked it on day @text, "2026-11-21"; empty: never
 * @WF_EDIT_MERGE: it is the same as entry @text, which alone is shown
 * @WF_EDIT_SPLIT: no more
 * @WF_EDIT_MOVE: it is gone, and all that was said of it is said of entry @text; where that was
 *   corrected otherwise, what was said stays with the one that is gone
 * @WF_EDIT_FORGET: it is gone, and nothing is said of it any more
 * @WF_EDIT_PUT_OWN: @entry, in the shape of starter.json, is an entry of our own
 * @WF_EDIT_DROP_OWN: no more
 */
typedef enum {
  WF_EDIT_PIN,
  WF_EDIT_UNPIN,
  WF_EDIT_HIDE,
  WF_EDIT_SHOW,
  WF_EDIT_NOTE,
  WF_EDIT_CORRECT,
  WF_EDIT_UNCORRECT,
  WF_EDIT_CHECKED,
  WF_EDIT_MERGE,
  WF_EDIT_SPLIT,
  WF_EDIT_MOVE,
  WF_EDIT_FORGET,
  WF_EDIT_PUT_OWN,
  WF_EDIT_DROP_OWN,
} WfEditKind;

/**
 * WfEdit:
 * @id: of the entry
 *
 * One thing the agency says about the catalogue. It survives every import and synchronisation, and
 * whatever the source says since stays visible beside it. What a @kind does not need is %NULL.
 */
typedef struct {
  WfEditKind kind;
  const char *id;
  const char *field;
  const char *text;
  JsonNode *value;
  JsonObject *entry;
} WfEdit;

/**
 * wf_catalogue_edit:
 *
 * Kept in local.db first, then shown. Blocks: a worker's thread.
 *
 * Returns: %FALSE with %WF_CATALOGUE_ERROR_NOT_FOUND when there is no such entry,
 *   %WF_CATALOGUE_ERROR_NOT_KEPT when it does not fit the entry, or the entry would be of no use
 *   with it, and nothing is kept; or %WF_CATALOGUE_ERROR_DATABASE
 */
gboolean wf_catalogue_edit (WfCatalogueStore *store, const WfEdit *edit, GError **error);

/**
 * wf_catalogue_list_left:
 *
 * What is said of entries that no source has, switched on or off, as [{"id","name","pinned",
 * "hidden","note","checked","fields":{field: what it should say}}]. "name" is what it was called
 * last, or its id where nobody knows.
 *
 * Returns: (transfer full) (nullable)
 */
JsonArray *wf_catalogue_list_left (WfCatalogueStore *store, GError **error);

/**
 * wf_catalogue_propose:
 *
 * Corrections, days of checking, merges and entries of our own, as {"format":"wayfinder-proposal",
 * "v":1,"changes":[{"id","name","kind","field","was","now"}]}: for whoever keeps the list. Pins,
 * what is hidden and notes stay here.
 *
 * Returns: (transfer full) (nullable)
 */
JsonObject *wf_catalogue_propose (WfCatalogueStore *store, GError **error);

/**
 * wf_catalogue_review:
 * @proposal: as wf_catalogue_propose() made it somewhere else
 *
 * Each of its changes gets "state": "open", "done" (it is so already), "conflict" (it says neither
 * the old nor the new, or there is another entry of that id), "unknown" (no such entry) or
 * "unusable"; "name", what the entry is called here, and "claimed" when the proposal calls it
 * otherwise; "current", what the entry says here now. Of a whole entry "fields" are every
 * {"field","current","now"} in which it differs from what is here; of a merge "other" is the name
 * of what would be shown alone.
 *
 * Returns: (transfer full) (nullable): the changes; %NULL with %WF_CATALOGUE_ERROR_FORMAT
 */
JsonArray *wf_catalogue_review (WfCatalogueStore *store, JsonObject *proposal, GError **error);

/** wf_catalogue_review_change: Returns: (transfer full): one change as wf_catalogue_review() has
 * it, as things stand now */
JsonObject *wf_catalogue_review_change (WfCatalogueStore *store, JsonObject *change);

/** wf_catalogue_accept: makes one of the changes of wf_catalogue_review() ours, from where it is
 * published; what is "done" is left alone */
gboolean wf_catalogue_accept (WfCatalogueStore *store, JsonObject *change, GError **error);

G_END_DECLS
