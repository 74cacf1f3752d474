/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The organisation's recovery code on paper or in a file the person chooses. Neither the
 * print job's title nor the suggested file name says whose it is.
 */

/**
 * wf_code_sheet_new_print:
 * @code: printed large, with what it is for
 *
 * Returns: (transfer full): a print operation of one page, ready to run
 */
GtkPrintOperation *wf_code_sheet_new_print (const char *code);

/** wf_code_sheet_dup_text: Returns: (transfer full): the same as plain text, for a file */
char *wf_code_sheet_dup_text (const char *code);

/**
 * wf_code_sheet_save_async:
 * @file: where the person chose
 *
 * Writes the text; readable by its owner only.
 */
void wf_code_sheet_save_async (const char *code,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** wf_code_sheet_save_finish: Returns: %TRUE when written */
gboolean wf_code_sheet_save_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
