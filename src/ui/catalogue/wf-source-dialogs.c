/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dialogs about one source of the catalogue, a function each over WfTaskDialog. What a dialog
 * needs while it is open is its Task. The synchroniser does the work; nothing here is kept.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-source-dialogs.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-catalogue-desk.h"
#include "wf-feed-sync.h"
#include "wf-qr.h"
#include "wf-source-words.h"

/* Pixels */
#define CODE_SIDE 240
#define ROOM      120

typedef struct {
  char *id;
  char *address;
  AdwEntryRow *row; /* borrowed from the dialog */
  AdwComboRow *colours;
  GtkLabel *hint;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->id);
  g_free (task->address);
  g_free (task);
}

static WfCatalogueSync *
get_sync (WfTaskDialog *dialog)
{
  return wf_task_dialog_get_services (dialog)->sync;
}

static WfTaskDialog *
show (WfTaskDialog *dialog)
{
  wf_task_dialog_present (dialog);
  return dialog;
}

/* Renewing: adding, and accepting that many go. */

static void
on_progress (WfCatalogueSync *sync, guint64 received, guint64 total, WfTaskDialog *dialog)
{
  g_autofree char *here = g_format_size (received);
  g_autofree char *all = g_format_size (total);
  /* Translators: how much has come of how much: "2 MB of 8 MB" */
  g_autofree char *text = g_strdup_printf (_ ("%s of %s"), here, all);

  wf_task_dialog_show_progress (dialog, received < total ? text : _ ("Checking and sorting in"));
}

static void
on_run_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports =
      wf_catalogue_sync_run_finish (WF_CATALOGUE_SYNC (source), result, &error);
  const WfSourceReport *report = reports != NULL && reports->len > 0 ? reports->pdata[0] : NULL;

  if (report != NULL && report->error != NULL)
    error = g_error_copy (report->error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wf_task_dialog_end_stopped (dialog);
  else if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

static void
run (WfTaskDialog *dialog, const char *source, const char *address, gboolean accept)
{
  wf_task_dialog_show_progress (dialog, _ ("Asking the publisher"));
  wf_catalogue_sync_run_async (get_sync (dialog), source, address, accept,
                               wf_task_dialog_get_stop (dialog), on_run_ready,
                               g_object_ref (dialog));
}

static void
start_add (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;

  g_free (task->address);
  task->address = wf_task_row_dup_text (task->row);
  run (dialog, NULL, task->address, FALSE);
}

/* What is missing is said while it is typed; nothing is fetched before it is whole. */
static const char *
find_hint (const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;
  WfMinisignKey key;

  if (*address == '\0')
    return "";
  if (wf_feed_address_parse (address, &base, &key, &error))
    return _ ("The address is whole.");
  if (!g_str_has_prefix (address, "http"))
    return _ ("An address begins with https://");
  if (strchr (address, '#') == NULL)
    return _ ("The key is missing: behind the address stands # and 56 letters and digits. Ask the "
              "publisher for the whole address.");
  if (error->domain == WF_FEED_ERROR)
    return _ ("The key behind # is not whole: it has 56 letters and digits and begins with RW.");
  return _ ("This is no address that Wayfinder goes to: it begins with https:// and ends in # and "
            "the key.");
}

static gboolean
can_add (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;
  g_autofree char *address = wf_task_row_dup_text (task->row);
  g_autoptr (WfLocalSource) source = NULL;

  gtk_label_set_text (task->hint, find_hint (address));
  source = wf_feed_source_new (address, NULL, NULL);
  return source != NULL;
}

static GtkLabel *
add_hint (WfTaskDialog *dialog)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  wf_task_dialog_add_widget (dialog, label);
  return GTK_LABEL (label);
}

WfTaskDialog *
wf_source_ask_add (WfServices *services, GtkWindow *parent, const char *address)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Add a Source"));
  Task *task = g_new0 (Task, 1);
  int width, height;

  wf_task_dialog_add_text (
      dialog, _ ("Paste the address that the publisher gave you, or scan its square code with a "
                 "scanner that types. The part behind # is the publisher’s key: it stays on this "
                 "computer, and only a list signed with it is taken."));
  task->row = wf_task_dialog_add_entry (dialog, wf_task_dialog_add_group (dialog, NULL),
                                        _ ("Address with its key"));
  task->hint = add_hint (dialog);
  wf_task_dialog_set_stoppable (dialog);
  wf_task_dialog_set_told (dialog, _ ("The source is added."));
  wf_task_dialog_set_task (dialog, _ ("_Add"), FALSE, start_add, can_add, task, task_free);
  if (address != NULL)
    gtk_editable_set_text (GTK_EDITABLE (task->row), address);
  g_signal_connect_object (services->sync, "progress", G_CALLBACK (on_progress), dialog, 0);
  wf_task_dialog_present (dialog);
  /* Room for the hint, and for why it was refused. */
  gtk_window_get_default_size (GTK_WINDOW (dialog), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (dialog), width, height + ROOM);
  return dialog;
}

static void
start_accept (WfTaskDialog *dialog, gpointer data)
{
  run (dialog, ((Task *) data)->id, NULL, TRUE);
}

static Task *
task_new (const WfSourceInfo *info)
{
  Task *task = g_new0 (Task, 1);

  task->id = g_strdup (info->source->id);
  return task;
}

WfTaskDialog *
wf_source_ask_removals (WfServices *services,
                        GtkWindow *parent,
                        const WfSourceInfo *info,
                        guint removed)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Many Offers Would Go"));
  g_autofree char *title = wf_source_dup_title (info->source);
  g_autofree char *gone = wf_format_integer (services->format, removed);
  g_autofree char *all = wf_format_integer (services->format, info->count);
  g_autofree char *what = g_strdup_printf (
      /* Translators: how many entries, of how many, and the title of a list */
      ngettext ("The new list leaves out %s of the %s entries of “%s”.",
                "The new list leaves out %s of the %s entries of “%s”.", removed),
      gone, all, title);

  wf_task_dialog_add_point (dialog, _ ("What happens"), what);
  wf_task_dialog_add_point (
      dialog, _ ("Take care"),
      _ ("That may be right: a programme ended. It may also be a mistake of the publisher, or "
         "somebody else’s doing. If you are not sure, ask the publisher first: until you decide, "
         "the list stays as it is."));
  wf_task_dialog_add_point (dialog, _ ("What stays"),
                            _ ("Plans that name an offer keep what they say."));
  wf_task_dialog_set_stoppable (dialog);
  wf_task_dialog_set_told (dialog, _ ("The new list is taken."));
  wf_task_dialog_set_task (dialog, _ ("_Let Them Go"), TRUE, start_accept, NULL, task_new (info),
                           task_free);
  g_signal_connect_object (services->sync, "progress", G_CALLBACK (on_progress), dialog, 0);
  return show (dialog);
}

/* Title and colour. */

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  wf_desk_finish (WF_CATALOGUE_SYNC (source), result, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

static void
start_edit (WfTaskDialog *dialog, gpointer data)
{
  Task *task = data;
  g_autofree char *title = wf_task_row_dup_text (task->row);
  const WfSourceChange change = {
    .id = task->id,
    .title = title,
    .colour = wf_source_get_colour (adw_combo_row_get_selected (task->colours)),
    .is_on = -1,
  };

  wf_desk_change_source_async (get_sync (dialog), &change, NULL, on_changed, g_object_ref (dialog));
}

static gboolean
can_edit (WfTaskDialog *dialog, gpointer data)
{
  g_autofree char *title = wf_task_row_dup_text (((Task *) data)->row);

  return *title != '\0';
}

WfTaskDialog *
wf_source_ask_edit (WfServices *services, GtkWindow *parent, const WfSourceInfo *info)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Name and Colour"));
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);
  g_autofree char *title = wf_source_dup_title (info->source);
  const char *names[WF_SOURCE_N_COLOURS + 1] = { NULL };
  Task *task = task_new (info);

  for (guint i = 0; i < WF_SOURCE_N_COLOURS; i++)
    names[i] = wf_source_get_colour_name (i);
  task->row = wf_task_dialog_add_entry (dialog, group, _ ("Name here"));
  gtk_editable_set_text (GTK_EDITABLE (task->row), title);
  task->colours = wf_task_dialog_add_choice (dialog, group, _ ("Colour"), names);
  adw_combo_row_set_selected (task->colours, wf_source_find_colour (info->source));
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_edit, can_edit, task, task_free);
  return show (dialog);
}

/* Removing. */

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  wf_catalogue_sync_remove_finish (WF_CATALOGUE_SYNC (source), result, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

static void
start_remove (WfTaskDialog *dialog, gpointer data)
{
  wf_catalogue_sync_remove_async (get_sync (dialog), ((Task *) data)->id, NULL, on_removed,
                                  g_object_ref (dialog));
}

WfTaskDialog *
wf_source_ask_remove (WfServices *services, GtkWindow *parent, const WfSourceInfo *info)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("Remove This Source"));
  g_autofree char *title = wf_source_dup_title (info->source);
  g_autofree char *number = wf_format_integer (services->format, info->count);
  g_autofree char *goes = g_strdup_printf (
      /* Translators: the title of a list, and how many entries it has */
      ngettext ("“%s” goes, and its %s entry with it: no search finds it any more.",
                "“%s” goes, and its %s entries with it: no search finds them any more.",
                info->count),
      title, number);

  wf_task_dialog_add_point (dialog, _ ("What happens"), goes);
  wf_task_dialog_add_point (dialog, _ ("What stays"),
                            _ ("Plans that name one of them keep the copy they were made with. "
                               "What your agency said about the entries is kept, and holds again "
                               "if the source comes back."));
  wf_task_dialog_set_told (dialog, _ ("The source is removed."));
  wf_task_dialog_set_task (dialog, _ ("_Remove"), TRUE, start_remove, NULL, task_new (info),
                           task_free);
  return show (dialog);
}

/* For others. */

static void
draw_code (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  double side = MIN (width, height);

  cairo_translate (cr, (width - side) / 2, (height - side) / 2);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, side, side);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  wf_qr_draw (user_data, cr, 0, 0, side);
}

static GtkWidget *
make_code (const char *address)
{
  WfQr *qr = wf_qr_new (address, NULL);
  GtkWidget *area;

  if (qr == NULL)
    return NULL;
  area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), CODE_SIDE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), CODE_SIDE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_code, qr,
                                  (GDestroyNotify) wf_qr_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The address as a square code"), -1);
  return area;
}

static void
on_copy_clicked (GtkWidget *button, WfTaskDialog *dialog)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button),
                          g_object_get_data (G_OBJECT (dialog), "address"));
  wf_task_dialog_say (dialog, _ ("Copied."), NULL, NULL);
}

GtkWindow *
wf_source_show_address (WfServices *services, GtkWindow *parent, const WfSourceInfo *info)
{
  WfTaskDialog *dialog = wf_task_dialog_new (services, parent, _ ("For Other Agencies"));
  GtkWidget *label = gtk_label_new (info->address);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("C_opy the Address"));
  GtkWidget *code = make_code (info->address);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  wf_task_dialog_add_text (dialog,
                           _ ("Whoever scans or types this has the same list, and knows that it "
                              "comes from the same publisher."));
  if (code != NULL)
    wf_task_dialog_add_widget (dialog, code);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* A hyphen at the end of a line would be typed as part of the key. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  wf_task_dialog_add_widget (dialog, label);
  g_object_set_data_full (G_OBJECT (dialog), "address", g_strdup (info->address), g_free);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_copy_clicked), dialog, 0);
  wf_task_dialog_add_widget (dialog, button);
  return GTK_WINDOW (show (dialog));
}
