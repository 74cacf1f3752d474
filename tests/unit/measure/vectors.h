/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-responses.h"

#include <json-glib/json-glib.h>

/* Loads tests/fixtures/cat/@name; (transfer full) */
JsonParser *vectors_load (const char *name);

/* The banks of a loaded file; (transfer none) */
JsonArray *vectors_get_banks (JsonParser *parser);

/* "items" of a bank: [a, d1 … dm] each; (transfer full) of WfIrtItem */
GArray *vectors_read_items (JsonObject *bank);

/* The object a loaded file holds; (transfer none) */
JsonObject *vectors_get_root (JsonParser *parser);

/* A table of answers with a line of names; (transfer full). A column "group" goes to
 * @out_focal (nullable) (transfer full) instead. */
WfResponses *vectors_load_responses (const char *name, guint8 **out_focal);
