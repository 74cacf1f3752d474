/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checklists in and out of the program. The work is done by the shelf; here is who asks for a
 * place, and who says what became of it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-list-intake.h"

#include <glib/gi18n.h>

#include "wf-pack-file.h"
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

/* As it is, not as the next version. */
static char *
dup_xml (const WfChecklist *list)
{
  g_autoptr (WfChecklistDraft) draft = wf_checklist_draft_new_from (list);

  draft->version = wf_checklist_get_info (list)->version;
  return wf_checklist_draft_to_xml (draft);
}

void
wf_list_export_to (WfPane *pane, const WfChecklist *list, GFile *file)
{
  wf_pack_file_write (pane, file, dup_xml (list), _ ("The list is saved as a file."));
}

void
wf_list_export (WfPane *pane, const WfChecklist *list)
{
  wf_pack_file_save (pane, _ ("Save the Checklist as a File"), wf_checklist_get_info (list)->id,
                     dup_xml (list), _ ("The list is saved as a file."));
}

static void
on_import_chosen (WfPane *pane, GFile *file, gpointer taken)
{
  wf_list_import_file (pane, file, (WfListTaken) taken);
}

void
wf_list_import (WfPane *pane, WfListTaken taken)
{
  wf_pack_file_ask (pane, _ ("Bring In a Checklist"), on_import_chosen, (gpointer) taken);
}
