/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decks in and out of the program. The work is done by the shelf; here is who asks for a place, and
 * who says what became of it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-deck-intake.h"

#include <glib/gi18n.h>

#include "wf-deck-shelf.h"
#include "wf-pack-file.h"
#include "wf-pack-problems.h"

typedef struct {
  WfPane *pane;
  WfDeckTaken taken;
  const char *told; /* (not owned): when all went well */
} Taking;

static Taking *
taking_new (WfPane *pane, WfDeckTaken taken, const char *told)
{
  Taking *self = g_new0 (Taking, 1);

  self->pane = g_object_ref (pane);
  self->taken = taken;
  self->told = told;
  return self;
}

void
wf_deck_show_problems (WfPane *pane, const GPtrArray *problems)
{
  wf_pack_problems_show (pane, _ ("This deck cannot be used as it is"), problems);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Taking *self = user_data;
  g_autoptr (WfPane) pane = self->pane;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfDeckIntake) intake = wf_deck_shelf_finish (result, &error);

  if (intake != NULL && intake->library != NULL)
    wf_services_replace_packs (wf_pane_get_services (pane), g_steal_pointer (&intake->library));
  if (wf_pane_is_gone (pane))
    return;
  wf_pane_clear_problem (pane);
  if (intake == NULL)
    wf_pane_show_problem (pane, error);
  else if (intake->problems->len > 0)
    wf_deck_show_problems (pane, intake->problems);
  else
    wf_pane_tell (pane, self->told);
  self->taken (pane);
}

void
wf_deck_import_file (WfPane *pane, GFile *file, WfDeckTaken taken)
{
  WfServices *services = wf_pane_get_services (pane);
  const char *directories[] = { services->shared_dir, services->data_dir, NULL };

  wf_deck_shelf_import_async (directories, services->packs, file, on_taken,
                              taking_new (pane, taken, _ ("The deck is here, ready to run.")));
}

void
wf_deck_withdraw (WfPane *pane, const char *deck_id, WfDeckTaken taken)
{
  WfServices *services = wf_pane_get_services (pane);
  const char *directories[] = { services->shared_dir, services->data_dir, NULL };

  wf_deck_shelf_withdraw_async (directories, services->packs, deck_id, on_taken,
                                taking_new (pane, taken, _ ("The deck is a draft again.")));
}

static void
on_import_chosen (WfPane *pane, GFile *file, gpointer taken)
{
  wf_deck_import_file (pane, file, (WfDeckTaken) taken);
}

void
wf_deck_import (WfPane *pane, WfDeckTaken taken)
{
  wf_pack_file_ask (pane, _ ("Bring In a Deck"), on_import_chosen, (gpointer) taken);
}

void
wf_deck_export_to (WfPane *pane, const WfDeckDraft *draft, GFile *file)
{
  wf_pack_file_write (pane, file, wf_deck_draft_to_xml (draft), _ ("The deck is saved as a file."));
}

void
wf_deck_export (WfPane *pane, const WfDeckDraft *draft)
{
  wf_pack_file_save (pane, _ ("Save the Deck as a File"), draft->id, wf_deck_draft_to_xml (draft),
                     _ ("The deck is saved as a file."));
}
