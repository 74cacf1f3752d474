/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-resource.h"

G_BEGIN_DECLS

/**
 * wf_resource_read:
 * @self: all zero
 * @text: one entry, JSON; not kept
 *
 * Fills the fields from @text, @self's block, json and json_size with them; for wf-resource.c
 * alone.
 *
 * Returns: %FALSE with %WF_CATALOGUE_ERROR_FORMAT; @self's block is then to be freed
 *   all the same
 */
gboolean wf_resource_read (WfResource *self, const char *text, gsize size, GError **error);

G_END_DECLS
