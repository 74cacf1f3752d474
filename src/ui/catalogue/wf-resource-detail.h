/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-resource.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfResourceDetail:
 *
 * All there is to know of one entry: who it is for, cost, how to get it, papers, hours, phone,
 * languages, how old the word is, the source, and the link as a square code.
 */
#define WF_TYPE_RESOURCE_DETAIL (wf_resource_detail_get_type ())
G_DECLARE_FINAL_TYPE (WfResourceDetail, wf_resource_detail, WF, RESOURCE_DETAIL, GtkWidget)

/** wf_resource_detail_new: Returns: (transfer floating): shows nothing yet */
GtkWidget *wf_resource_detail_new (void);

/** wf_resource_detail_show: @resource: replaces what stood there */
void wf_resource_detail_show (WfResourceDetail *self, WfServices *services, WfResource *resource);

/** wf_resource_detail_get: Returns: (transfer none) (nullable): what is shown */
WfResource *wf_resource_detail_get (WfResourceDetail *self);

G_END_DECLS
