/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-json.h"

G_BEGIN_DECLS

/**
 * WfField:
 * @name: of the member in a record's body
 * @offset: of the char * in the struct
 *
 * The text members of a value, told once: for making, reading, writing and freeing it. A list
 * ends with a @name of %NULL. The strings are never %NULL between init and clear.
 */
typedef struct {
  const char *name;
  gsize offset;
} WfField;

/** wf_fields_init: every text is "" */
void wf_fields_init (gpointer self, const WfField *fields);
/** wf_fields_clear: frees every text */
void wf_fields_clear (gpointer self, const WfField *fields);
/** wf_fields_read: takes what @body names; what it lacks or has wrongly stays as it is */
void wf_fields_read (gpointer self, const WfField *fields, JsonObject *body);
/** wf_fields_write: sets a member for each text that is not "" */
void wf_fields_write (gconstpointer self, const WfField *fields, JsonObject *body);
/** wf_fields_copy: every text of @self becomes that of @other */
void wf_fields_copy (gpointer self, const WfField *fields, gconstpointer other);

G_END_DECLS
