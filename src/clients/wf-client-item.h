/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "wf-client-card.h"

G_BEGIN_DECLS

/**
 * WfClientItem:
 *
 * One row of the list of clients. Properties, all read-only and notified when the card
 * changes: "id", "name" ("" when anonymous), "number", "languages" (strv), "last-visit" (int64,
 * µs), "next-due", "contact" (#WfContactLevel as int), "restricted", "open-visit" (id or "").
 */
#define WF_TYPE_CLIENT_ITEM (wf_client_item_get_type ())
G_DECLARE_FINAL_TYPE (WfClientItem, wf_client_item, WF, CLIENT_ITEM, GObject)

/** wf_client_item_new: @card: (transfer full): Returns: (transfer full) */
WfClientItem *wf_client_item_new (const char *id, WfClientCard *card);
/** wf_client_item_get_id: Returns: (transfer none): owner id */
const char *wf_client_item_get_id (WfClientItem *self);
/** wf_client_item_get_card: Returns: (transfer none): valid until the next change */
const WfClientCard *wf_client_item_get_card (WfClientItem *self);
/** wf_client_item_set_card: @card: (transfer full): notifies the properties that differ */
void wf_client_item_set_card (WfClientItem *self, WfClientCard *card);
/**
 * wf_client_item_matches:
 * @text: what a person types: name, number or language tag, any case; or the whole code of a slip
 *
 * Returns: %TRUE when every word of @text begins a word of the row; always for ""
 */
gboolean wf_client_item_matches (WfClientItem *self, const char *text);
/** wf_client_item_compare: latest contact first; a #GCompareDataFunc over two items */
int wf_client_item_compare (gconstpointer a, gconstpointer b, gpointer user_data);

G_END_DECLS
