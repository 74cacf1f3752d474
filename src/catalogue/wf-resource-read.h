/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-resource.h"

G_BEGIN_DECLS

/**
 * wf_resource_read:
 * @self: all zero
 * @text: one entry, JSON; not kept
 *
 * Fills the fields from @text; for wf-resource.c alone.
 *
 * Returns: %FALSE with %WF_CATALOGUE_ERROR_FORMAT; @self is then to be cleared all the same
 */
gboolean wf_resource_read (WfResource *self, const char *text, gsize size, GError **error);

/** wf_resource_clear_read: frees what wf_resource_read() made */
void wf_resource_clear_read (WfResource *self);

G_END_DECLS
