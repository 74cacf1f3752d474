/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-resource.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfResourceRow:
 *
 * An entry of the catalogue in a list: name, who runs it and where, kind, price, and how old
 * the word is, never hidden.
 */
#define WF_TYPE_RESOURCE_ROW (wf_resource_row_get_type ())
G_DECLARE_FINAL_TYPE (WfResourceRow, wf_resource_row, WF, RESOURCE_ROW, GtkWidget)

/** wf_resource_row_new: Returns: (transfer floating): an empty row */
GtkWidget *wf_resource_row_new (void);

/** wf_resource_row_set: @today: for how old the word is */
void wf_resource_row_set (WfResourceRow *self,
                          WfServices *services,
                          const WfResource *resource,
                          const GDate *today);

/**
 * wf_resource_list_factory_new:
 * @services: kept alive
 *
 * Returns: (transfer full): makes rows of a list whose items are #WfResourceItem, with what a
 *   screen reader says
 */
GtkListItemFactory *wf_resource_list_factory_new (WfServices *services);

/**
 * WfResourceItem:
 *
 * One entry as an item of a list model.
 */
#define WF_TYPE_RESOURCE_ITEM (wf_resource_item_get_type ())
G_DECLARE_FINAL_TYPE (WfResourceItem, wf_resource_item, WF, RESOURCE_ITEM, GObject)

/** wf_resource_item_new: Returns: (transfer full) */
WfResourceItem *wf_resource_item_new (WfResource *resource);
/** wf_resource_item_get: Returns: (transfer none) */
WfResource *wf_resource_item_get (WfResourceItem *self);

G_END_DECLS
