/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is in a vault after a kill: each client's steps as the driver acknowledges them, the
 * question that stands, and whether the vault is whole.
 */
#include "session-driver.h"

#include "wf-json.h"
#include "wf-vault-care.h"

#include <string.h>

/* The step a record stands for; %NULL for those that come along with another. */
static char *
record_to_step (const WfRecord *record)
{
  static const struct {
    const char *kind, *step;
  } plain[] = {
    { "client.created", "created" }, { "consent.given", "consent" }, { "visit.started", "visit" },
    { "interview.goal", "goal" },    { "visit.ended", "ended" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (record->kind, plain[i].kind))
      return g_strdup (plain[i].step);
  if (!g_str_equal (record->kind, "interview.answered"))
    return NULL;

  JsonArray *options = json_object_get_array_member (record->body, "options");

  return g_strdup_printf ("answered %s %s", json_object_get_string_member (record->body, "item"),
                          json_array_get_string_element (options, 0));
}

static void
add_standing (JsonObject *object, WfVisitSession *session)
{
  WfInterview *interview = wf_visit_session_get_interview (session);
  const WfAsked *current = interview != NULL ? wf_interview_get_current (interview) : NULL;

  json_object_set_string_member (
      object, "phase",
      interview != NULL ? wf_interview_phase_to_code (wf_interview_get_phase (interview)) : "");
  json_object_set_string_member (object, "standing", current != NULL ? current->item_id : "");
}

static JsonObject *
show_client (Desk *desk, const WfClientItem *item)
{
  const char *id = wf_client_item_get_id ((WfClientItem *) item);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_sync (desk->vault, id, &error);
  JsonObject *object = json_object_new ();
  JsonArray *steps = json_array_new ();
  const char *asked = "";
  gboolean is_open = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];
      char *step = record_to_step (record);

      if (step != NULL)
        json_array_add_string_element (steps, step);
      g_free (step);
      if (g_str_equal (record->kind, "interview.asked"))
        asked = json_object_get_string_member (record->body, "item");
      else if (g_str_equal (record->kind, "interview.stopped"))
        asked = "";
      is_open = !g_str_equal (record->kind, "visit.ended") &&
                (is_open || g_str_equal (record->kind, "visit.started"));
    }
  json_object_set_string_member (object, "id", id);
  json_object_set_array_member (object, "steps", steps);
  json_object_set_string_member (object, "asked", asked);
  json_object_set_boolean_member (object, "open", is_open);
  if (is_open)
    {
      wf_visit_session_resume_sync (desk->session, id, &error);
      g_assert_no_error (error);
      add_standing (object, desk->session);
    }
  return object;
}

int
driver_show (const char *folder)
{
  Desk desk;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) shown = json_object_new ();
  JsonArray *clients = json_array_new ();
  guint n_clients;

  desk_open (&desk, folder, FALSE);
  g_autoptr (WfVaultReport) report = wf_vault_check_sync (desk.vault, &error);

  g_assert_no_error (error);
  json_object_set_int_member (shown, "problems", report->problems->len);
  n_clients = g_list_model_get_n_items (G_LIST_MODEL (desk.repo));
  for (guint i = 0; i < n_clients; i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (desk.repo), i);

      json_array_add_object_element (clients, show_client (&desk, item));
    }
  json_object_set_array_member (shown, "clients", clients);

  g_autofree char *text = wf_json_to_text (shown);

  g_print ("%s\n", text);
  desk_close (&desk);
  return 0;
}
