/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** wf_picture_row_new: @name: (nullable): of the drawn set. Returns: (transfer floating): a row to
 *  choose one of its drawings, or none, by what they show */
AdwComboRow *wf_picture_row_new (const char *title, const char *name);

/** wf_picture_row_get: Returns: (transfer none) (nullable): the name of what is chosen */
const char *wf_picture_row_get (AdwComboRow *row);

G_END_DECLS
