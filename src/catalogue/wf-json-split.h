/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfJsonItem:
 * @text: one value, not zero-terminated, good while the call lasts; any bytes
 * @line: where it begins, from 1
 *
 * Returns: %FALSE with @error to end the walk
 */
typedef gboolean (*WfJsonItem) (
    const char *text, gsize size, guint line, gpointer user_data, GError **error);

/**
 * wf_json_split:
 * @text: a list, a page {"contents": [...]} or another object that wraps lists of objects, one
 *   object, or many one after the other, a line each or not
 *
 * Finds the items without reading them into memory: a file may be larger than that. Looks at
 * brackets and quotes alone, so what it hands over need not be JSON. A value that never ends is
 * handed over as far as it goes.
 */
gboolean
wf_json_split (const char *text, gsize size, WfJsonItem item, gpointer user_data, GError **error);

G_END_DECLS
