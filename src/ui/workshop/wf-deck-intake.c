/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decks in and out of the program. The work is done by the shelf; here is who asks for a place, and
 * who says what became of it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-deck-intake.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-deck-shelf.h"
#include "wf-file-ask.h"
#include "wf-pack-problems.h"

#define MIME "application/xml"

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
on_import_file (GFile *file, gpointer owner)
{
  WfPane *pane = owner;

  if (file != NULL)
    wf_deck_import_file (pane, file,
                         (WfDeckTaken) g_object_get_data (G_OBJECT (pane), "deck-taken"));
}

void
wf_deck_import (WfPane *pane, WfDeckTaken taken)
{
  const WfFileQuestion question = { .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                                    .title = _ ("Bring In a Deck"),
                                    .mime = MIME };

  g_object_set_data (G_OBJECT (pane), "deck-taken", (gpointer) taken);
  wf_file_ask (wf_pane_get_services (pane), pane,
               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))), &question, on_import_file);
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
    wf_pane_tell (pane, _ ("The deck is saved as a file."));
  else
    wf_pane_show_problem (pane, error);
}

void
wf_deck_export_to (WfPane *pane, const WfDeckDraft *draft, GFile *file)
{
  char *xml = wf_deck_draft_to_xml (draft);
  g_autoptr (GBytes) bytes = g_bytes_new_take (xml, strlen (xml));

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       wf_pane_get_cancellable (pane), on_exported,
                                       g_object_ref (pane));
}

static void
on_export_file (GFile *file, gpointer owner)
{
  WfPane *pane = owner;
  const WfDeckDraft *draft = g_object_get_data (G_OBJECT (pane), "deck-export");

  if (file != NULL)
    wf_deck_export_to (pane, draft, file);
}

void
wf_deck_export (WfPane *pane, const WfDeckDraft *draft)
{
  g_autofree char *xml = wf_deck_draft_to_xml (draft);
  g_autofree char *name = g_strconcat (draft->id, ".xml", NULL);
  const WfFileQuestion question = { .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                    .title = _ ("Save the Deck as a File"),
                                    .name = name,
                                    .mime = MIME };

  g_object_set_data_full (G_OBJECT (pane), "deck-export",
                          wf_deck_draft_new_from_xml (xml, strlen (xml), NULL),
                          (GDestroyNotify) wf_deck_draft_free);
  wf_file_ask (wf_pane_get_services (pane), pane,
               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (pane))), &question, on_export_file);
}
