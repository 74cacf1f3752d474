/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"

G_BEGIN_DECLS

/*
 * What the menu of the catalogue page opens: pages and dialogs about the catalogue as a whole. All
 * of it writes through services->sync.
 */

/** wf_catalogue_actions_install: in the class_init of the catalogue page: "catalogue.sources" … */
void wf_catalogue_actions_install (GtkWidgetClass *widget_class);

/** wf_catalogue_actions_enable: switches them off where there is no synchroniser */
void wf_catalogue_actions_enable (WfPane *page);

G_END_DECLS
