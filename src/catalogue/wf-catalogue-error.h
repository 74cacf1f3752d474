/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** wf_catalogue_take_error: maps an error of the store to one of this folder's; interrupted is
 * %G_IO_ERROR_CANCELLED. Returns: %FALSE */
gboolean wf_catalogue_take_error (GError **error, GError *from);

G_END_DECLS
