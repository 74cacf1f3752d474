/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack.h"

G_BEGIN_DECLS

/**
 * WfPackNode:
 * @name: the element's name
 * @lang: its language, inherited, as wf_language_normalise() gives it; %NULL when no
 *   xml:lang stands on it or above
 * @attributes: name and value by turns, %NULL-terminated, without xml:lang
 * @text: what stands in it with white space made single and trimmed; "" when nothing
 * @line: where its start tag ends; the first line is 1
 * @first: (nullable): its first child; the others follow by @next
 *
 * An element of a pack. Owned by its tree.
 */
typedef struct _WfPackNode WfPackNode;
struct _WfPackNode {
  const char *name;
  const char *lang;
  const char *const *attributes;
  const char *text;
  guint line;
  WfPackNode *first;
  WfPackNode *next;
};

/**
 * WfPackTree:
 *
 * A pack's elements as read, before anybody asked what they mean. Belongs to the thread
 * that made it.
 */
typedef struct _WfPackTree WfPackTree;

/**
 * wf_pack_tree_parse:
 * @file: name for problems
 * @text: the file, @size bytes; need not end in zero
 * @problems: (element-type WfPackProblem): an entry of the pack that is not XML is left
 *   out and named here
 *
 * Returns: (transfer full) (nullable): the tree, or %NULL with #WfPackError, whose
 *   message names the line, when nothing can be used
 */
WfPackTree *wf_pack_tree_parse (
    const char *file, const char *text, gsize size, GPtrArray *problems, GError **error);

void wf_pack_tree_free (WfPackTree *self);

/** wf_pack_tree_get_root: Returns: (transfer none): the root element */
const WfPackNode *wf_pack_tree_get_root (const WfPackTree *self);

/** wf_pack_node_get: Returns: (transfer none) (nullable): an attribute's value */
const char *wf_pack_node_get (const WfPackNode *self, const char *name);

/** wf_pack_problem_new: Returns: (transfer full): see #WfPackProblem */
WfPackProblem *
wf_pack_problem_new (const char *file, guint line, const char *message, const char *cure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPackTree, wf_pack_tree_free)

G_END_DECLS
