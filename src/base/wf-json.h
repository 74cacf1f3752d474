/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WfJsonError:
 * @WF_JSON_ERROR_SYNTAX: not one JSON object; ask for the file again
 */
typedef enum {
  WF_JSON_ERROR_SYNTAX,
} WfJsonError;

#define WF_JSON_ERROR (wf_json_error_quark ())
GQuark wf_json_error_quark (void);

/**
 * wf_json_parse_object:
 * @text: UTF-8, not necessarily zero-terminated
 * @size: bytes, or -1 when zero-terminated
 *
 * Any thread. Text after the object is refused, as are comments, and numbers too large for a
 * double. A whole number of more than 64 bits becomes a string of its digits.
 *
 * Returns: (transfer full) (nullable): the one object @text holds, or %NULL with @error
 */
JsonObject *wf_json_parse_object (const char *text, gssize size, GError **error);

/**
 * wf_json_parse_exact:
 *
 * As wf_json_parse_object(), for numbers that somebody computes with: refuses also what json-glib
 * lets pass that JSON (RFC 8259) has not: other quotation marks, numbers like 0x10, 01 or .5, and
 * an object with two members of one name, of which one would silently be forgotten. At most 64
 * members stand in the outermost object.
 *
 * Returns: (transfer full) (nullable): the one object @text holds, or %NULL with @error
 */
JsonObject *wf_json_parse_exact (const char *text, gssize size, GError **error);

/** wf_json_node_to_text: Returns: (transfer full): as wf_json_to_text() of an object; not for
 * people. json_to_string() writes "1e+22.0", which is no JSON */
char *wf_json_node_to_text (JsonNode *node);

/** wf_json_to_text: Returns: (transfer full): compact UTF-8 JSON */
char *wf_json_to_text (JsonObject *object);

/**
 * wf_json_get_string:
 * @fallback: (nullable): what to return when there is no such string
 *
 * The getters never fail: what is missing or of another type is the fallback, so
 * that a record written by a newer version still reads.
 *
 * Returns: (transfer none) (nullable): the member, owned by @object
 */
const char *wf_json_get_string (JsonObject *object, const char *name, const char *fallback);
gint64 wf_json_get_int (JsonObject *object, const char *name, gint64 fallback);
double wf_json_get_double (JsonObject *object, const char *name, double fallback);
gboolean wf_json_get_bool (JsonObject *object, const char *name, gboolean fallback);

/** wf_json_dup_text: @object: (nullable). Returns: (transfer full): the value as text, whether it
 * is a text or a number there: publishers write 12 and "12"; "" for anything else */
char *wf_json_dup_text (JsonObject *object, const char *name);

/** Returns: (transfer none) (nullable): the member when it is an object */
JsonObject *wf_json_get_object (JsonObject *object, const char *name);
/** Returns: (transfer none) (nullable): the member when it is an array */
JsonArray *wf_json_get_array (JsonObject *object, const char *name);

/**
 * wf_json_get_strings:
 *
 * Returns: (transfer full): the member's strings; a lone string counts as a list of
 *   one; empty, never %NULL, when there are none
 */
GStrv wf_json_get_strings (JsonObject *object, const char *name);

/** wf_json_set_strings: @strings: (nullable): set as an array, empty when %NULL */
void wf_json_set_strings (JsonObject *object, const char *name, const char *const *strings);

G_END_DECLS
