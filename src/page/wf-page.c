/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page as a tree of blocks: building it, and reading it back as plain text. Laying
 * out is wf-page-layout.c, drawing is wf-page-render.c.
 *
 * Invariant: after the first layout the tree does not change, so that a block's
 * drawing operations may point into it.
 */
#define G_LOG_DOMAIN "wf-page"

#include "wf-page.h"

#include "wf-page-private.h"

#include <string.h>

/* First strong isolate is not used: the caller knows the direction. */
#define LRI "\xe2\x81\xa6"
#define RLI "\xe2\x81\xa7"
#define PDI "\xe2\x81\xa9"

G_DEFINE_QUARK (wf-page-error-quark, wf_page_error)

static void
line_set (WfPageLine *line, const WfPageText *text)
{
  g_free (line->text);
  g_free (line->lang);
  *line = (WfPageLine){ 0 };
  if (text == NULL || text->text == NULL)
    return;

  line->text = g_utf8_make_valid (text->text, -1);
  line->lang = g_strdup (text->lang != NULL ? text->lang : "und");
  line->direction = text->direction;
}

static void
line_clear (WfPageLine *line)
{
  line_set (line, NULL);
}

static void
block_free (gpointer data)
{
  WfPageBlock *block = data;

  line_clear (&block->first);
  line_clear (&block->second);
  g_free (block->name);
  g_free (block->code);
  g_free (block->number);
  wf_qr_free (block->qr);
  g_clear_pointer (&block->children, g_ptr_array_unref);
  g_free (block);
}

static WfPageBlock *
add_block (WfPage *self, WfPageBlockKind kind)
{
  GPtrArray *list = self->open->len > 0 ? self->open->pdata[self->open->len - 1] : self->blocks;
  WfPageBlock *block = g_new0 (WfPageBlock, 1);

  block->kind = kind;
  g_ptr_array_add (list, block);
  return block;
}

WfPage *
wf_page_new (WfPagePaper paper, WfPageDirection direction)
{
  WfPage *self = g_new0 (WfPage, 1);

  g_atomic_ref_count_init (&self->refs);
  self->paper = paper;
  self->direction = direction;
  self->single = TRUE;
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->open = g_ptr_array_new ();
  return self;
}

WfPage *
wf_page_ref (WfPage *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_page_unref (WfPage *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_pointer (&self->ops, g_array_unref);
  line_clear (&self->footer);
  line_clear (&self->footer_second);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

WfPagePaper
wf_page_get_paper (const WfPage *self)
{
  return self->paper;
}

void
wf_page_get_size (const WfPage *self, double *out_width, double *out_height)
{
  *out_width = self->paper == WF_PAGE_PAPER_A4 ? 595.28 : 612;
  *out_height = self->paper == WF_PAGE_PAPER_A4 ? 841.89 : 792;
}

void
wf_page_set_large_type (WfPage *self, gboolean large)
{
  g_return_if_fail (self->ops == NULL);

  self->large = large;
}

void
wf_page_set_single_side (WfPage *self, gboolean single)
{
  g_return_if_fail (self->ops == NULL);

  self->single = single;
}

void
wf_page_set_footer (WfPage *self, const WfPageText *first, const WfPageText *second)
{
  g_return_if_fail (self->ops == NULL);

  line_set (&self->footer, first);
  line_set (&self->footer_second, second);
}

void
wf_page_add_text (WfPage *self, WfPageRole role, const WfPageText *text)
{
  wf_page_add_pair (self, role, text, NULL);
}

void
wf_page_add_pair (WfPage *self, WfPageRole role, const WfPageText *first, const WfPageText *second)
{
  g_return_if_fail (self->ops == NULL);
  g_return_if_fail (first != NULL && first->text != NULL);

  WfPageBlock *block = add_block (self, WF_PAGE_BLOCK_TEXT);

  block->role = role;
  line_set (&block->first, first);
  line_set (&block->second, second);
}

void
wf_page_add_item (WfPage *self,
                  WfPageMarker marker,
                  WfPageRole role,
                  const WfPageText *first,
                  const WfPageText *second)
{
  g_return_if_fail (self->ops == NULL);
  g_return_if_fail (first != NULL && first->text != NULL);

  WfPageBlock *block = add_block (self, WF_PAGE_BLOCK_TEXT);

  block->role = role;
  block->has_marker = TRUE;
  block->marker = marker;
  line_set (&block->first, first);
  line_set (&block->second, second);
}

void
wf_page_add_rule (WfPage *self)
{
  g_return_if_fail (self->ops == NULL);

  add_block (self, WF_PAGE_BLOCK_RULE);
}

void
wf_page_add_space (WfPage *self, double points)
{
  g_return_if_fail (self->ops == NULL);
  g_return_if_fail (points >= 0);

  add_block (self, WF_PAGE_BLOCK_SPACE)->size = points;
}

void
wf_page_add_break (WfPage *self)
{
  g_return_if_fail (self->ops == NULL);
  g_return_if_fail (self->open->len == 0);

  add_block (self, WF_PAGE_BLOCK_BREAK);
}

void
wf_page_add_pictogram (WfPage *self, const char *name, double size)
{
  g_return_if_fail (self->ops == NULL);
  g_return_if_fail (name != NULL && size > 0);

  WfPageBlock *block = add_block (self, WF_PAGE_BLOCK_PICTOGRAM);

  block->name = g_strdup (name);
  block->size = size;
}

void
wf_page_add_code (WfPage *self, const char *text, double size)
{
  g_return_if_fail (self->ops == NULL);
  g_return_if_fail (text != NULL && size > 0);

  WfPageBlock *block = add_block (self, WF_PAGE_BLOCK_CODE);

  block->code = g_strdup (text);
  block->size = size;
}

void
wf_page_begin_box (WfPage *self, const WfPageBox *box)
{
  g_return_if_fail (self->ops == NULL);

  WfPageBlock *block = add_block (self, WF_PAGE_BLOCK_BOX);

  block->framed = box->framed;
  block->number = g_strdup (box->number);
  block->tick = box->tick;
  block->name = g_strdup (box->pictogram);
  block->code = g_strdup (box->code);
  line_set (&block->first, box->code_caption);
  line_set (&block->second, box->code_caption_second);
  block->children = g_ptr_array_new_with_free_func (block_free);
  g_ptr_array_add (self->open, block->children);
}

void
wf_page_end_box (WfPage *self)
{
  g_return_if_fail (self->ops == NULL);
  g_return_if_fail (self->open->len > 0);

  g_ptr_array_set_size (self->open, (int) self->open->len - 1);
}

char *
wf_page_isolate (const char *text, WfPageDirection direction)
{
  return g_strconcat (direction == WF_PAGE_DIRECTION_RTL ? RLI : LRI, text, PDI, NULL);
}

static void
write_line (GString *out, const char *prefix, const WfPageLine *line)
{
  if (line->text != NULL && *line->text != '\0')
    g_string_append_printf (out, "%s%s\n", prefix, line->text);
}

static const char *
marker_as_text (const WfPageBlock *block)
{
  if (!block->has_marker)
    return "";

  switch (block->marker)
    {
    case WF_PAGE_MARKER_BOX:
      return "☐ ";
    case WF_PAGE_MARKER_BOX_YES:
      return "☑ ";
    case WF_PAGE_MARKER_BOX_NO:
      return "☒ ";
    case WF_PAGE_MARKER_BULLET:
    default:
      return "• ";
    }
}

static void
write_blocks (GString *out, GPtrArray *blocks, gboolean with_second, const char *number)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      WfPageBlock *block = blocks->pdata[i];

      if (block->kind == WF_PAGE_BLOCK_TEXT)
        {
          g_autofree char *prefix =
              number != NULL ? g_strdup_printf ("%s. ", number) : g_strdup (marker_as_text (block));

          write_line (out, prefix, &block->first);
          if (with_second)
            write_line (out, "", &block->second);
          number = NULL;
        }
      else if (block->kind == WF_PAGE_BLOCK_BOX)
        {
          if (block->number != NULL)
            g_string_append_c (out, '\n');
          write_blocks (out, block->children, with_second, block->number);
        }
      if (block->code != NULL)
        g_string_append_printf (out, "%s\n", block->code);
    }
}

char *
wf_page_to_plain_text (WfPage *self, gboolean with_second)
{
  GString *out = g_string_new (NULL);

  write_blocks (out, self->blocks, with_second, NULL);
  if (self->footer.text != NULL)
    g_string_append_c (out, '\n');
  write_line (out, "", &self->footer);
  if (with_second)
    write_line (out, "", &self->footer_second);
  return g_string_free (out, FALSE);
}
