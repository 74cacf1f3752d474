/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Printing and saving a page. What others may see of it (job title, file name) is a code. What
 * is not printed yet is given up when everything is hidden.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-print.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-box.h"
#include "wf-error-text.h"
#include "wf-file-ask.h"
#include "wf-plan.h"

typedef struct {
  WfServices *services;
  WfPage *page;
  char *slip_code;
  GCancellable *cancellable;
  WfPrintDone done;
  gpointer user_data;

  GtkPrintOperation *operation; /* when printing */
  GObject *asker;               /* when saving: who asks where to */
  GtkWindow *parent;            /* weak */
  gulong hide_id, cancel_id;
  gboolean is_given_up;
} Job;

/* No letter that looks like a number, none twice. */
char *
wf_slip_code_new (void)
{
  static const char LETTERS[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  guint8 bytes[6];
  char code[8] = "";

  wf_random_fill (bytes, sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    code[i < 3 ? i : i + 1] = LETTERS[bytes[i] % 32];
  code[3] = '-';
  return g_strdup (code);
}

static void
finish (Job *job, WfPrintOutcome outcome, const GError *error)
{
  g_clear_signal_handler (&job->hide_id, job->services->quick_hide);
  if (job->cancel_id != 0)
    g_signal_handler_disconnect (job->cancellable, job->cancel_id);
  if (job->parent != NULL)
    g_object_remove_weak_pointer (G_OBJECT (job->parent), (gpointer *) &job->parent);
  g_clear_object (&job->asker);
  job->done (outcome, error, job->user_data);
  g_clear_object (&job->operation);
  g_clear_object (&job->cancellable);
  wf_page_unref (job->page);
  wf_notifier_release (job->services->notifier);
  wf_services_unref (job->services);
  g_free (job->slip_code);
  g_free (job);
}

/* The print dialog is GTK's own and cannot be asked for: it is the dialog over our window. */
static void
close_print_dialog (GtkWindow *parent)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i - 1);

      if (GTK_IS_DIALOG (window) && gtk_window_get_transient_for (window) == parent)
        gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
    }
}

/* Cancelling may be answered at once, and the answer frees the job. */
static void
give_up (Job *job)
{
  g_autoptr (GtkWindow) parent = job->parent != NULL ? g_object_ref (job->parent) : NULL;
  g_autoptr (GtkPrintOperation) operation =
      job->operation != NULL ? g_object_ref (job->operation) : NULL;

  if (job->is_given_up)
    return;

  job->is_given_up = TRUE;
  if (job->asker != NULL)
    finish (job, WF_PRINT_CANCELLED, NULL);
  else if (operation != NULL)
    {
      gtk_print_operation_cancel (operation);
      if (parent != NULL)
        close_print_dialog (parent);
    }
}

static void
on_quick_hide_active (WfQuickHide *quick_hide, GParamSpec *pspec, Job *job)
{
  if (wf_quick_hide_get_active (quick_hide))
    give_up (job);
}

static void
on_cancelled (GCancellable *cancellable, Job *job)
{
  give_up (job);
}

static Job *
job_new (WfServices *services,
         GtkWindow *parent,
         WfPage *page,
         const char *slip_code,
         GCancellable *cancellable,
         WfPrintDone done,
         gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->services = wf_services_ref (services);
  wf_notifier_hold (services->notifier); /* while the dialog of a printer or a file is open */
  job->page = wf_page_ref (page);
  job->slip_code = g_strdup (slip_code);
  job->done = done;
  job->user_data = user_data;
  job->parent = parent;
  g_object_add_weak_pointer (G_OBJECT (parent), (gpointer *) &job->parent);
  job->hide_id = g_signal_connect (services->quick_hide, "notify::active",
                                   G_CALLBACK (on_quick_hide_active), job);
  if (cancellable != NULL)
    {
      /* On the main thread alone, so a plain signal does. */
      job->cancellable = g_object_ref (cancellable);
      job->cancel_id = g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancelled), job);
    }
  return job;
}

/* Printing. */

static void
on_begin_print (GtkPrintOperation *operation, GtkPrintContext *context, WfPage *page)
{
  WfPageFit fit = { .n_pages = 1 };

  if (!wf_page_fit (page, &fit, NULL))
    gtk_print_operation_cancel (operation);
  gtk_print_operation_set_n_pages (operation, (int) fit.n_pages);
}

/* Smaller paper in the printer than we thought: smaller, never cut off. */
static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page_no, WfPage *page)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width, height, scale;

  wf_page_get_size (page, &width, &height);
  scale = MIN (gtk_print_context_get_width (context) / width,
               gtk_print_context_get_height (context) / height);
  if (scale < 1)
    cairo_scale (cr, scale, scale);
  wf_page_draw (page, cr, (guint) page_no, NULL);
}

GtkPrintOperation *
wf_print_operation_new (WfPage *page, const char *slip_code)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  GtkPaperSize *paper = gtk_paper_size_new (
      wf_page_get_paper (page) == WF_PAGE_PAPER_A4 ? GTK_PAPER_NAME_A4 : GTK_PAPER_NAME_LETTER);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_print_settings_set_paper_size (settings, paper);
  gtk_paper_size_free (paper);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, slip_code);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, slip_code);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (on_begin_print), wf_page_ref (page),
                         (GClosureNotify) (GCallback) wf_page_unref, 0);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (on_draw_page), wf_page_ref (page),
                         (GClosureNotify) (GCallback) wf_page_unref, 0);
  return operation;
}

static void
on_print_done (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (job->is_given_up || result == GTK_PRINT_OPERATION_RESULT_CANCEL)
    {
      finish (job, WF_PRINT_CANCELLED, NULL);
      return;
    }
  /* GTK warns when there is none to get. */
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      if (error == NULL)
        error =
            g_error_new (GTK_PRINT_ERROR, GTK_PRINT_ERROR_GENERAL, "the printer did not answer");
    }
  finish (job, error != NULL ? WF_PRINT_FAILED : WF_PRINT_DONE, error);
}

void
wf_print_page (WfServices *services,
               GtkWindow *parent,
               WfPage *page,
               const char *slip_code,
               GCancellable *cancellable,
               WfPrintDone done,
               gpointer user_data)
{
  Job *job;

  g_return_if_fail (services != NULL);
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (page != NULL);
  g_return_if_fail (slip_code != NULL);
  g_return_if_fail (done != NULL);

  job = job_new (services, parent, page, slip_code, cancellable, done, user_data);
  job->operation = wf_print_operation_new (page, slip_code);
  g_signal_connect (job->operation, "done", G_CALLBACK (on_print_done), job);
  gtk_print_operation_run (job->operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

/* Saving. */

typedef struct {
  WfPage *page;
  char *slip_code;
  GFile *file;
} Write;

static void
write_free (gpointer data)
{
  Write *write = data;

  wf_page_unref (write->page);
  g_free (write->slip_code);
  g_object_unref (write->file);
  g_free (write);
}

static void
run_write (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Write *write = data;
  g_autofree char *path = g_file_get_path (write->file);
  GError *error = NULL;

  if (path == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not a local folder");
  else if (wf_page_write_pdf (write->page, write->slip_code, path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
wf_print_write_async (WfPage *page,
                      const char *slip_code,
                      GFile *file,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Write *write = g_new0 (Write, 1);

  write->page = wf_page_ref (page);
  write->slip_code = g_strdup (slip_code);
  write->file = g_object_ref (file);
  g_task_set_source_tag (task, wf_print_write_async);
  g_task_set_task_data (task, write, write_free);
  g_task_run_in_thread (task, run_write);
}

gboolean
wf_print_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  if (wf_print_write_finish (result, &error))
    finish (job, WF_PRINT_DONE, NULL);
  else
    finish (job, WF_PRINT_FAILED, error);
}

static void
on_file_chosen (GFile *file, gpointer asker)
{
  Job *job = g_object_get_data (asker, "job");

  if (file == NULL)
    {
      finish (job, WF_PRINT_CANCELLED, NULL);
      return;
    }
  /* From here on it is written: hiding does not leave half a file. */
  g_clear_signal_handler (&job->hide_id, job->services->quick_hide);
  job->is_given_up = TRUE;
  wf_print_write_async (job->page, job->slip_code, file, NULL, on_written, job);
}

void
wf_print_save_page (WfServices *services,
                    GtkWindow *parent,
                    WfPage *page,
                    const char *slip_code,
                    GCancellable *cancellable,
                    WfPrintDone done,
                    gpointer user_data)
{
  Job *job;
  g_autofree char *name = NULL;

  g_return_if_fail (services != NULL);
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (page != NULL);
  g_return_if_fail (slip_code != NULL);
  g_return_if_fail (done != NULL);

  job = job_new (services, parent, page, slip_code, cancellable, done, user_data);
  /* The job asks for itself: hiding is answered there. */
  g_clear_signal_handler (&job->hide_id, services->quick_hide);
  job->asker = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_set_data (job->asker, "job", job);
  name = g_strconcat (slip_code, ".pdf", NULL);
  wf_file_ask (services, job->asker, parent,
               &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                  .title = _ ("Save the page"),
                                  .accept = _ ("_Save"),
                                  .name = name,
                                  .mime = "application/pdf" },
               on_file_chosen);
}

WfPagePaper
wf_print_guess_paper (const char *region)
{
  if (region != NULL && *region != '\0')
    return g_str_has_prefix (region, "CA") || g_str_has_prefix (region, "US") ? WF_PAGE_PAPER_LETTER
                                                                              : WF_PAGE_PAPER_A4;
  return strstr (gtk_paper_size_get_default (), "letter") != NULL ? WF_PAGE_PAPER_LETTER
                                                                  : WF_PAGE_PAPER_A4;
}

char *
wf_print_error_to_text (const GError *error)
{
  WfErrorText text;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == GTK_PRINT_ERROR)
    return g_strdup (_ ("The page was not printed: the printer did not answer. The plan is saved. "
                        "Turn the printer on, or save a PDF."));
  if (g_error_matches (error, WF_PLAN_ERROR, WF_PLAN_ERROR_EMPTY))
    return g_strdup (_ ("There is no page yet: nothing is ticked. The plan is saved. Tick at least "
                        "one statement."));
  if (g_error_matches (error, WF_PLAN_ERROR, WF_PLAN_ERROR_NO_ROOM))
    return g_strdup (_ ("There is no page: the words do not fit on one side. The plan is saved. "
                        "Make them shorter, or use the usual letters."));
  if (error->domain == WF_PLAN_ERROR || error->domain == WF_PAGE_ERROR)
    return g_strdup (_ ("The page was not made. The plan is saved. Try again, or copy the text."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return g_strdup (
        _ ("The page was not saved: that is not a folder of this computer. The plan is "
           "saved. Choose another folder."));
  text = wf_error_get_text (error);
  /* Translators: %1$s: what happened ("The disk is full."); %2$s: what to do */
  return g_strdup_printf (_ ("The page was not saved. %1$s The plan is saved. %2$s"), text.happened,
                          text.todo);
}
