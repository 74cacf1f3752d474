/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfJsonSpan:
 * @name: a member's name, between its quotes, as it stands there
 * @value: its value, from the first byte to the last, as it stands there
 * @n_elements: how many values, when it is an array
 *
 * Points into the scanned text.
 */
typedef struct {
  const char *name;
  gsize name_size;
  const char *value;
  gsize value_size;
  guint n_elements;
} WfJsonSpan;

/**
 * wf_json_scan_object:
 * @text: bytes from outside; need not end in a zero byte
 * @max_depth: how deep objects and arrays may lie in each other; this object counts as 1
 * @out_spans: (out caller-allocates): room for @max_spans members
 * @max_spans: more members than this are refused
 *
 * Holds @text to RFC 8259 exactly: one object and nothing after it but blanks, UTF-8, no lone
 * surrogates, no zero characters, no member of the object twice. For what comes from outside,
 * before wf_json_parse_object(), which forgives and recurses; and for the exact bytes of a value.
 * Uses no memory but its stack: about 100 bytes for each level.
 *
 * Returns: %FALSE with %WF_JSON_ERROR_SYNTAX, naming the byte
 */
gboolean wf_json_scan_object (const char *text,
                              gsize size,
                              guint max_depth,
                              WfJsonSpan *out_spans,
                              guint max_spans,
                              guint *out_n_spans,
                              GError **error);

/** wf_json_scan_is_object: Returns: whether @text is an object as wf_json_scan_object() takes it,
 * of however many members, and with no look at whether two have the same name */
gboolean wf_json_scan_is_object (const char *text, gsize size, guint max_depth);

/** wf_json_span_find: Returns: (transfer none) (nullable): the member called @name */
const WfJsonSpan *wf_json_span_find (const WfJsonSpan *spans, guint n_spans, const char *name);

/**
 * wf_json_read_string:
 * @value: a string that was scanned, with its quotes
 * @out: (out caller-allocates): room for @size bytes, more than it can need
 *
 * Writes what it says, ended by a zero byte.
 *
 * Returns: bytes before the zero
 */
gsize wf_json_read_string (const char *value, gsize size, char *out);

/**
 * wf_json_next_element:
 * @at: (inout): at first where an array that was scanned begins; then where this left it
 * @end: where that array ends
 * @out_element: (out): the next value; it has no name
 *
 * Returns: %FALSE: there are no more
 */
gboolean wf_json_next_element (const char **at, const char *end, WfJsonSpan *out_element);

G_END_DECLS
