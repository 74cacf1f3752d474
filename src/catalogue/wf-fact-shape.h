/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * wf_fact_shape_check:
 * @name: a fact, as somebody wrote it
 * @value: what they wrote for it
 *
 * Whether @name is a fact and @value one that it takes, as docs/formats/facts.md says: a slip of
 * the pen must not look like an answer. Any thread.
 *
 * Returns: %FALSE with #WfCatalogueError, whose words name the fact and what it takes
 */
gboolean wf_fact_shape_check (const char *name, JsonNode *value, GError **error);

G_END_DECLS
