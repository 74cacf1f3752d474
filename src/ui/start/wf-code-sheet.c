/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recovery code on paper, or in a file the person chose.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-code-sheet.h"

#include <glib/gi18n.h>

static void
show_paragraph (cairo_t *cr, PangoLayout *layout, const char *font, const char *text, double *y)
{
  PangoFontDescription *description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (layout, description);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (cr, 0, *y);
  pango_cairo_show_layout (cr, layout);
  *y += height + 24;
  pango_font_description_free (description);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, const char *code)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  double y = 48;

  pango_layout_set_width (layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  show_paragraph (cr, layout, "Sans Bold 20", _ ("Recovery code of your organisation"), &y);
  show_paragraph (
      cr, layout, "Sans 12",
      _ ("If everybody forgets their passphrase, this code opens Wayfinder. Put it in an "
         "envelope, close it, and keep it in a locked place away from the computer."),
      &y);
  show_paragraph (cr, layout, "Monospace Bold 20", code, &y);
}

static void
free_code (gpointer code, GClosure *closure)
{
  g_free (code);
}

GtkPrintOperation *
wf_code_sheet_new_print (const char *code)
{
  GtkPrintOperation *operation;

  g_return_val_if_fail (code != NULL, NULL);

  operation = gtk_print_operation_new ();
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, "Wayfinder");
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page), g_strdup (code),
                         free_code, 0);
  return operation;
}

char *
wf_code_sheet_dup_text (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  return g_strdup_printf (
      "%s\n\n%s\n\n%s\n", _ ("Recovery code of your organisation"), code,
      _ ("If everybody forgets their passphrase, this code opens Wayfinder. Put it in an "
         "envelope, close it, and keep it in a locked place away from the computer."));
}

void
wf_code_sheet_save_async (const char *code,
                          GFile *file,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *text = wf_code_sheet_dup_text (code);
  g_autoptr (GBytes) bytes = NULL;
  gsize size = strlen (text);

  bytes = g_bytes_new_take (g_steal_pointer (&text), size);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       cancellable, callback, user_data);
}

gboolean
wf_code_sheet_save_finish (GFile *file, GAsyncResult *result, GError **error)
{
  return g_file_replace_contents_finish (file, result, NULL, error);
}
