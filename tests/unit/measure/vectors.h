/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-irt.h"

#include <json-glib/json-glib.h>

/* Loads tests/fixtures/cat/@name; (transfer full) */
JsonParser *vectors_load (const char *name);

/* The banks of a loaded file; (transfer none) */
JsonArray *vectors_get_banks (JsonParser *parser);

/* "items" of a bank: [a, d1 … dm] each; (transfer full) of WfIrtItem */
GArray *vectors_read_items (JsonObject *bank);
