/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plans for the sample agency: visit/ makes the people and their interviews, this joins the
 * catalogue to them.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-plan-demo.h"

#include "wf-box.h"
#include "wf-client.h"
#include "wf-clock.h"
#include "wf-plan-facts.h"
#include "wf-plan-fold.h"
#include "wf-plan-maker.h"

typedef struct {
  WfItemBank *bank;
  WfRulePack *rules;
  WfCatalogue *catalogue;
} Demo;

static void
prepare (WfVault *vault, gpointer user_data)
{
  wf_plan_add_folds (vault);
}

static GDate *
get_day (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / WF_CLOCK_SECOND);

  return g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (time),
                         (GDateMonth) g_date_time_get_month (time),
                         (GDateYear) g_date_time_get_year (time));
}

static gboolean
add_plan (WfVault *vault,
          const char *client_id,
          WfInterview *interview,
          gint64 time_us,
          gpointer user_data,
          GError **error)
{
  const Demo *demo = user_data;

  if (wf_interview_get_phase (interview) != WF_INTERVIEW_ENDED)
    return TRUE;

  g_autoptr (GVariant) state =
      wf_vault_get_snapshot_sync (vault, client_id, WF_CLIENT_ASPECT, error);

  if (state == NULL)
    return FALSE;

  g_autoptr (WfClient) client = wf_client_new_from_variant (client_id, state);
  g_autoptr (GDate) today = get_day (time_us);
  g_autoptr (WfAnswers) answers = wf_interview_get_answers (interview);
  g_autoptr (WfFacts) facts = wf_plan_facts_new (answers, demo->bank, wf_client_get_facts (client),
                                                 wf_interview_get_region (interview), today);
  g_autofree char *plan_id = wf_random_id ();
  const WfPlanRequest request = {
    .plan_id = plan_id,
    .rules = demo->rules,
    .bank = demo->bank,
    .answers = answers,
    .facts = facts,
    .lang = wf_interview_get_lang (interview),
    .today = today,
  };
  g_autoptr (WfPlan) plan = wf_plan_make_sync (demo->catalogue, &request, error);

  if (plan == NULL)
    return FALSE;

  g_autoptr (WfRecord) made = wf_plan_record_made (plan);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, wf_record_new_at (made->kind, json_object_ref (made->body),
                                              time_us + WF_CLOCK_MINUTE, NULL));
  return wf_vault_append_sync (vault, client_id, records, error);
}

static JsonObject *
find_entry (const char *id, char **name, char **service, gpointer user_data)
{
  const Demo *demo = user_data;
  g_autoptr (WfResource) entry = wf_catalogue_get_sync (demo->catalogue, id, NULL);

  if (entry == NULL)
    return NULL;
  g_free (*name);
  *name = g_strdup (wf_resource_get_name (entry, "en"));
  g_free (*service);
  *service = g_strdup (entry->organization != NULL ? entry->organization : "");
  return wf_resource_to_json (entry);
}

WfVault *
wf_plan_demo_create_sync (const char *data_dir,
                          guint64 seed,
                          WfPackLibrary *library,
                          WfCatalogue *catalogue,
                          gint64 now_us,
                          GError **error)
{
  Demo demo = { wf_pack_library_get_items (library, "newcomer"),
                wf_pack_library_get_rules (library, "newcomer"), catalogue };
  const WfDemoSetup setup = {
    .data_dir = data_dir,
    .seed = seed,
    .now_us = now_us,
    .bank = demo.bank,
    .prepare = prepare,
    .on_interview = add_plan,
    .find_entry = find_entry,
    .user_data = &demo,
  };

  if (demo.bank == NULL || demo.rules == NULL)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                           "the pack “newcomer” is not installed");
      return NULL;
    }
  return wf_demo_create_sync (&setup, NULL, error);
}
