/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checklists in and out of the program. The work is done by the shelf; here is who asks for a
 * place, and who says what became of it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-list-intake.h"

#include <glib/gi18n.h>

#include "wf-file-ask.h"
#include "wf-pack-problems.h"

typedef struct {
  WfPane *pane;
  WfListTaken taken;
  gboolean is_mine;
} Taking;

static void
tell (WfPane *pane, const WfChecklistIntake *intake)
{
  const WfFormat *format = wf_pane_get_services (pane)->format;
  g_autofree char *added = wf_format_integer (format, intake->n_new);
  g_autofree char *changed = wf_format_integer (format, intake->n_changed);
  g_autofree char *gone = wf_format_integer (format, intake->n_gone);
  /* Translators: three numbers of points */
  g_autofree char *text = g_strdup_printf (
      _ ("The list is here. New points: %s, other words: %s, gone: %s. All ticks are kept."), added,
      changed, gone);

  wf_pane_tell (pane, text);
}

static void
say_taken (WfPane *pane, const WfChecklistIntake *intake, const GError *error, gboolean is_mine)
{
  wf_pane_clear_problem (pane);
  if (intake == NULL)
    wf_pane_show_problem (pane, error);
  else if (intake->problems->len > 0)
    wf_pack_problems_show (pane, _ ("This list cannot be used as it is"), intake->problems);
  else if (!is_mine)
    tell (pane, intake);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Taking *self = user_data;
  g_autoptr (WfPane) pane = self->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfChecklistIntake) intake = wf_checklist_shelf_finish (result, &error);

  if (intake != NULL && intake->library != NULL)
    wf_services_replace_packs (wf_pane_get_services (pane), g_steal_pointer (&intake->library));
  if (!wf_pane_is_gone (pane))
    say_taken (pane, intake, error, self->is_mine);
  self->taken (pane, intake != NULL && intake->problems->len == 0 ? intake->id : NULL);
}

static Taking *
taking_new (WfPane *pane, WfListTaken taken, gboolean is_mine)
{
  Taking *self = g_new0 (Taking, 1);

  self->pane = g_object_ref (pane);
  self->taken = taken;
  self->is_mine = is_mine;
  return self;
}

/* Not with the pane's cancellable: what was typed is kept though the page is left. */
void
wf_list_save (WfPane *pane, const WfChecklistDraft *draft, WfListTaken taken)
{
  WfServices *services = wf_pane_get_services (pane);
  const char *directories[] = { services->shared_dir, services->data_dir, NULL };

  wf_checklist_shelf_save_async (directories, services->packs, draft, NULL, on_taken,
                                 taking_new (pane, taken, TRUE));
}

void
wf_list_import_file (WfPane *pane, GFile *file, WfListTaken taken)
{
  WfServices *services = wf_pane_get_services (pane);
  const char *directories[] = { services->shared_dir, services->data_dir, NULL };

  wf_checklist_shelf_import_async (directories, services->packs, file, NULL, on_taken,
                                   taking_new (pane, taken, FALSE));
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPane) pane = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (wf_pane_is_gone (pane))
    return;
  if (done)
    wf_pane_tell (pane, _ ("The list is saved as a file."));
  else
    wf_pane_show_problem (pane, error);
}

void
wf_list_export_to (WfPane *pane, const WfChecklist *list, GFile *file)
{
  g_autoptr (WfChecklistDraft) draft = wf_checklist_draft_new_from (list);
  g_autoptr (GBytes) bytes = NULL;
  char *xml;

  draft->version = wf_checklist_get_info (list)->version;
  xml = wf_checklist_draft_to_xml (draft);
  bytes = g_bytes_new_take (xml, strlen (xml));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       wf_pane_get_cancellable (pane), on_exported,
                                       g_object_ref (pane));
}

/* What is asked for waits with the pane. */
static void
on_import_chosen (GFile *file, gpointer pane)
{
  WfListTaken taken = (WfListTaken) g_object_steal_data (pane, "list-taken");

  if (file != NULL)
    wf_list_import_file (pane, file, taken);
}

static void
on_export_chosen (GFile *file, gpointer pane)
{
  g_autoptr (WfChecklist) list = g_object_steal_data (pane, "list-to-save");

  if (file != NULL && list != NULL)
    wf_list_export_to (pane, list, file);
}

void
wf_list_import (WfPane *pane, WfListTaken taken)
{
  g_object_set_data (G_OBJECT (pane), "list-taken", (gpointer) taken);
  wf_file_ask (wf_pane_get_services (pane), pane,
               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))),
               &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                                  .title = _ ("Bring In a Checklist"),
                                  .mime = "application/xml" },
               on_import_chosen);
}

void
wf_list_export (WfPane *pane, const WfChecklist *list)
{
  g_autofree char *name = g_strconcat (wf_checklist_get_info (list)->id, ".xml", NULL);

  g_object_set_data_full (G_OBJECT (pane), "list-to-save", wf_checklist_ref ((WfChecklist *) list),
                          (GDestroyNotify) wf_checklist_unref);
  wf_file_ask (wf_pane_get_services (pane), pane,
               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))),
               &(WfFileQuestion){ .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                  .title = _ ("Save the Checklist as a File"),
                                  .name = name },
               on_export_chosen);
}
