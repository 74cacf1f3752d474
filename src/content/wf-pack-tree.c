/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a pack's XML into a small tree with line numbers, within limits. GMarkup
 * expands no entities but the five of XML and character references, and follows no
 * link; a document type is refused besides, so no file makes itself larger.
 *
 * When an entry is not well-formed XML it is blanked out of a copy, keeping the lines,
 * and the rest is read again, at most %REPAIRS times.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-pack-tree.h"

#include <string.h>

#define REPAIRS     8
#define MAX_NODES   200000
#define BLOCK_NODES 512

struct _WfPackTree {
  GStringChunk *strings;
  GPtrArray *blocks; /* of WfPackNode[BLOCK_NODES] */
  guint used;        /* nodes of the last block */
  GPtrArray *lists;  /* of attribute lists */
  WfPackNode *root;
};

typedef struct {
  WfPackTree *tree;
  GHashTable *tags; /* raw xml:lang to normalised tag */
  GPtrArray *open;  /* of WfPackNode, root first */
  GPtrArray *last;  /* last child of each, or NULL */
  GPtrArray *texts; /* of GString, one a depth, reused */
  guint n_nodes;
  gboolean starts_with_line_feed;
} Parse;

G_DEFINE_QUARK (wf-pack-error-quark, wf_pack_error)

WfPackProblem *
wf_pack_problem_new (const char *file, guint line, const char *message, const char *cure)
{
  WfPackProblem *self = g_new0 (WfPackProblem, 1);

  g_atomic_ref_count_init (&self->refs);
  self->file = g_strdup (file);
  self->line = line;
  self->message = g_strdup (message);
  self->cure = g_strdup (cure);
  return self;
}

WfPackProblem *
wf_pack_problem_ref (WfPackProblem *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_pack_problem_unref (WfPackProblem *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->file);
  g_free (self->message);
  g_free (self->cure);
  g_free (self);
}

static WfPackTree *
tree_new (void)
{
  WfPackTree *self = g_new0 (WfPackTree, 1);

  self->strings = g_string_chunk_new (16 * 1024);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->lists = g_ptr_array_new_with_free_func (g_free);
  self->used = BLOCK_NODES;
  return self;
}

void
wf_pack_tree_free (WfPackTree *self)
{
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->lists);
  g_free (self);
}

const WfPackNode *
wf_pack_tree_get_root (const WfPackTree *self)
{
  return self->root;
}

const char *
wf_pack_node_get (const WfPackNode *self, const char *name)
{
  for (guint i = 0; self->attributes[i] != NULL; i += 2)
    {
      if (g_str_equal (self->attributes[i], name))
        return self->attributes[i + 1];
    }
  return NULL;
}

static WfPackNode *
tree_add_node (WfPackTree *self)
{
  if (self->used == BLOCK_NODES)
    {
      g_ptr_array_add (self->blocks, g_new0 (WfPackNode, BLOCK_NODES));
      self->used = 0;
    }
  return (WfPackNode *) self->blocks->pdata[self->blocks->len - 1] + self->used++;
}

static const char *
normalise_tag (Parse *parse, const char *raw)
{
  gpointer tag = NULL;

  if (!g_hash_table_lookup_extended (parse->tags, raw, NULL, &tag))
    {
      tag = (gpointer) wf_language_normalise (raw);
      g_hash_table_insert (parse->tags, g_strdup (raw), tag);
    }
  return tag;
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, message);
  return FALSE;
}

static gboolean
take_attributes (
    Parse *parse, WfPackNode *node, const char **names, const char **values, GError **error)
{
  guint n = g_strv_length ((GStrv) names), used = 0;
  const char **list = g_new0 (const char *, 2 * n + 1);

  g_ptr_array_add (parse->tree->lists, list);
  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (names[i], "xml:lang"))
        {
          node->lang = normalise_tag (parse, values[i]);
          if (node->lang == NULL)
            return fail (error, "xml:lang is not a language tag");
          continue;
        }
      list[used++] = g_string_chunk_insert_const (parse->tree->strings, names[i]);
      list[used++] = g_string_chunk_insert (parse->tree->strings, values[i]);
    }
  node->attributes = list;
  return TRUE;
}

/* The line of the character last read. GMarkup counts a line when it arrives at the line
 * feed that ends the one before (character 1), and not at all one that begins the file. */
static guint
current_line (const Parse *parse, GMarkupParseContext *context)
{
  int line, character;

  g_markup_parse_context_get_position (context, &line, &character);
  return line + parse->starts_with_line_feed - (character == 1 && line > 1);
}

static void
on_start (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Parse *parse = user_data;
  guint depth = parse->open->len;

  if (depth >= WF_PACK_MAX_DEPTH)
    {
      fail (error, "elements stand too deep in each other");
      return;
    }
  if (++parse->n_nodes > MAX_NODES)
    {
      fail (error, "there are too many elements");
      return;
    }

  WfPackNode *parent = depth > 0 ? parse->open->pdata[depth - 1] : NULL;
  WfPackNode *node = tree_add_node (parse->tree);
  node->name = g_string_chunk_insert_const (parse->tree->strings, name);
  node->line = current_line (parse, context);
  node->text = "";
  node->lang = parent != NULL ? parent->lang : NULL;

  if (parent == NULL)
    parse->tree->root = node;
  else if (parse->last->pdata[depth - 1] == NULL)
    parent->first = node;
  else
    ((WfPackNode *) parse->last->pdata[depth - 1])->next = node;
  if (parent != NULL)
    parse->last->pdata[depth - 1] = node;

  g_ptr_array_add (parse->open, node);
  g_ptr_array_add (parse->last, NULL);
  if (parse->texts->len == depth)
    g_ptr_array_add (parse->texts, g_string_new (NULL));
  g_string_truncate (parse->texts->pdata[depth], 0);
  take_attributes (parse, node, names, values, error);
}

/* Runs of white space become one blank, those at the ends nothing. A no-break space is
 * not white space: French needs it. */
static void
collapse (GString *text)
{
  gsize out = 0;

  for (gsize in = 0; in < text->len; in++)
    {
      if (!g_ascii_isspace (text->str[in]))
        text->str[out++] = text->str[in];
      else if (out > 0 && text->str[out - 1] != ' ')
        text->str[out++] = ' ';
    }
  if (out > 0 && text->str[out - 1] == ' ')
    out--;
  g_string_truncate (text, out);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Parse *parse = user_data;
  guint depth = parse->open->len - 1;
  WfPackNode *node = parse->open->pdata[depth];
  GString *text = parse->texts->pdata[depth];

  collapse (text);
  if (text->len > 0)
    node->text = g_string_chunk_insert_len (parse->tree->strings, text->str, text->len);
  g_ptr_array_set_size (parse->open, depth);
  g_ptr_array_set_size (parse->last, depth);
}

static void
on_text (
    GMarkupParseContext *context, const char *text, gsize size, gpointer user_data, GError **error)
{
  Parse *parse = user_data;

  if (parse->open->len > 0)
    g_string_append_len (parse->texts->pdata[parse->open->len - 1], text, size);
}

static void
on_passthrough (
    GMarkupParseContext *context, const char *text, gsize size, gpointer user_data, GError **error)
{
  if (size >= 2 && text[0] == '<' && text[1] == '!' && !g_str_has_prefix (text, "<!--"))
    fail (error, "a document type or entity declaration is not allowed");
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

typedef struct {
  guint error_line;
  guint entry_line; /* start of the entry the error stands in, 0 when none is open */
} Where;

static WfPackTree *
parse_once (const char *text, gsize size, Where *out_where, GError **error)
{
  static const GMarkupParser PARSER = { on_start, on_end, on_text, on_passthrough, NULL };
  g_autoptr (WfPackTree) tree = tree_new ();
  g_autoptr (GHashTable) tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GPtrArray) last = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (free_string);
  Parse parse = { tree, tags, open, last, texts, 0, *text == '\n' };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&PARSER, G_MARKUP_TREAT_CDATA_AS_TEXT, &parse, NULL);

  if (g_markup_parse_context_parse (context, text, size, error) &&
      g_markup_parse_context_end_parse (context, error))
    {
      if (tree->root != NULL)
        return g_steal_pointer (&tree);
      fail (error, "there is no element in it");
    }

  out_where->error_line = current_line (&parse, context);
  out_where->entry_line = open->len > 1 ? ((WfPackNode *) open->pdata[1])->line : 0;
  return NULL;
}

static char *
line_start (char *text, guint line)
{
  while (line > 1)
    {
      char *end = strchr (text, '\n');
      if (end == NULL)
        return NULL;
      text = end + 1;
      line--;
    }
  return text;
}

static char *
next_line (char *line)
{
  char *end = strchr (line, '\n');

  return end != NULL ? end + 1 : line + strlen (line);
}

/* Whether a line begins an entry, or ends the pack. Entries begin lines of their own. */
static gboolean
begins_entry (const char *line)
{
  static const char *const STARTS[] = { "<item ",       "<rule ",       "<text id",    "<area ",
                                        "<level ",      "<band ",       "<fact ",      "<language ",
                                        "<scale ",      "</items>",     "</rules>",    "</texts>",
                                        "</framework>", "</languages>", "<head ",      "<point ",
                                        "<intro ",      "<baseline ",   "</checklist>" };

  line += strspn (line, " \t");
  for (guint i = 0; i < G_N_ELEMENTS (STARTS); i++)
    {
      if (g_str_has_prefix (line, STARTS[i]))
        return TRUE;
    }
  return FALSE;
}

/* Blanks the entry around the error, keeping its lines. FALSE when there is none. */
static gboolean
blank_entry (char *text, const Where *where)
{
  char *start = line_start (text, where->entry_line != 0 ? where->entry_line : where->error_line);

  while (start != NULL && start > text && !begins_entry (start))
    {
      start--;
      while (start > text && start[-1] != '\n')
        start--;
    }
  if (start == NULL || !begins_entry (start) || g_str_has_prefix (start, "</"))
    return FALSE;

  char *end = start;
  do
    end = next_line (end);
  while (*end != '\0' && !begins_entry (end));

  for (char *at = start; at < end; at++)
    {
      if (*at != '\n')
        *at = ' ';
    }
  return TRUE;
}

/* GMarkup writes "Error on line 3 char 7: " before most of its messages; the line is ours
 * to say. */
static const char *
skip_position (const char *message)
{
  const char *colon = strstr (message, ": ");

  return g_str_has_prefix (message, "Error on line ") && colon != NULL ? colon + 2 : message;
}

static gboolean
check_bytes (const char *text, gsize size, GError **error)
{
  if (size > WF_PACK_MAX_BYTES)
    {
      g_set_error (error, WF_PACK_ERROR, WF_PACK_ERROR_TOO_LARGE,
                   "The file is larger than %d bytes", WF_PACK_MAX_BYTES);
      return FALSE;
    }
  if (memchr (text, '\0', size) != NULL)
    {
      g_set_error_literal (error, WF_PACK_ERROR, WF_PACK_ERROR_NOT_A_PACK, "The file is not text");
      return FALSE;
    }
  return TRUE;
}

static guint
line_of (const char *text, const char *at)
{
  guint line = 1;

  for (; text < at; text++)
    line += *text == '\n';
  return line;
}

/* One attempt. @text must be a C string: GMarkup does not mind, the repairs do. */
static WfPackTree *
try_parse (const char *text, Where *out_where, GError **error)
{
  const char *bad;

  if (g_utf8_validate (text, -1, &bad))
    return parse_once (text, strlen (text), out_where, error);

  out_where->error_line = line_of (text, bad);
  out_where->entry_line = 0;
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "a character is not UTF-8");
  return NULL;
}

WfPackTree *
wf_pack_tree_parse (
    const char *file, const char *text, gsize size, GPtrArray *problems, GError **error)
{
  if (!check_bytes (text, size, error))
    return NULL;

  g_autofree char *copy = g_strndup (text, size);
  g_autoptr (GError) local_error = NULL;
  guint n_problems = problems->len;
  Where where = { 0, 0 };

  for (guint i = 0; i <= REPAIRS; i++)
    {
      g_clear_error (&local_error);
      WfPackTree *tree = try_parse (copy, &where, &local_error);
      if (tree != NULL)
        return tree;
      if (i == REPAIRS || !blank_entry (copy, &where))
        break;

      g_autofree char *message = g_strdup_printf ("This entry is not well-formed XML: %s.",
                                                  skip_position (local_error->message));
      g_autoptr (WfPackProblem) problem = wf_pack_problem_new (
          file, where.error_line, message,
          "Close every tag and quote in this entry; it is left out until then.");
      g_ptr_array_add (problems, g_steal_pointer (&problem));
    }
  g_ptr_array_set_size (problems, n_problems);
  g_set_error (error, WF_PACK_ERROR, WF_PACK_ERROR_NOT_A_PACK, "Line %u: %s", where.error_line,
               skip_position (local_error->message));
  return NULL;
}
