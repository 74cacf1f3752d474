/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-page.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfPrintOutcome:
 * @WF_PRINT_DONE: it went to the printer, or is saved
 * @WF_PRINT_CANCELLED: the person changed their mind, or everything was hidden
 * @WF_PRINT_FAILED: see the error
 */
typedef enum {
  WF_PRINT_DONE,
  WF_PRINT_CANCELLED,
  WF_PRINT_FAILED,
} WfPrintOutcome;

/**
 * WfPrintDone:
 * @error: (nullable): set when @outcome is failed
 *
 * Called once, on the main thread.
 */
typedef void (*WfPrintDone) (WfPrintOutcome outcome, const GError *error, gpointer user_data);

/** wf_slip_code_new: Returns: (transfer full): "K7P-3FD": a short code that names nobody, for
 * titles, file names and print jobs */
char *wf_slip_code_new (void);

/**
 * wf_print_page:
 * @parent: the window that asks
 * @page: laid out and drawn while printing; not to be used meanwhile
 * @slip_code: the title of the print job: it is seen by others, so never a name
 * @cancellable: (nullable): when it fires, nothing more is printed and @done is called
 * @done: (scope async)
 *
 * Opens the desktop's print dialog, then prints. Hiding everything cancels what is not
 * printed yet.
 */
void wf_print_page (WfServices *services,
                    GtkWindow *parent,
                    WfPage *page,
                    const char *slip_code,
                    GCancellable *cancellable,
                    WfPrintDone done,
                    gpointer user_data);

/**
 * wf_print_save_page:
 *
 * As wf_print_page(), to a PDF file that the person chooses: named like the slip code, kept
 * out of the list of recent files, readable by its owner alone, whole or not at all.
 */
void wf_print_save_page (WfServices *services,
                         GtkWindow *parent,
                         WfPage *page,
                         const char *slip_code,
                         GCancellable *cancellable,
                         WfPrintDone done,
                         gpointer user_data);

/** wf_print_write_async: what wf_print_save_page() does once the file is chosen */
void wf_print_write_async (WfPage *page,
                           const char *slip_code,
                           GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** wf_print_write_finish: Returns: %TRUE when the file is there */
gboolean wf_print_write_finish (GAsyncResult *result, GError **error);

/** wf_print_operation_new: Returns: (transfer full): what wf_print_page() runs: the page on its
 * paper, titled with the slip code */
GtkPrintOperation *wf_print_operation_new (WfPage *page, const char *slip_code);

/** wf_print_guess_paper: Returns: Letter where it is usual (@region: (nullable): ISO 3166-2, else
 * the computer's), A4 elsewhere */
WfPagePaper wf_print_guess_paper (const char *region);

/**
 * wf_print_error_to_text:
 * @error: of a printing or saving
 *
 * Returns: (transfer full): what happened, what is safe, what to do
 */
char *wf_print_error_to_text (const GError *error);

G_END_DECLS
