/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan is what its records say: each kind, records of other plans and of newer
 * programs, frozen copies, and the report of the command.
 */
#include "plan-sample.h"

#include "wf-pack-library.h"
#include "wf-plan-fold.h"

#include <glib/gstdio.h>
#include <string.h>

static WfPlan *
apply (WfPlan *plan, WfRecord *proposed)
{
  g_autoptr (WfRecord) record = proposed;
  g_autoptr (WfRecord) stored = wf_record_new_at (record->kind, json_object_ref (record->body),
                                                  SAMPLE_TIME + 1, "staff/device");

  return wf_plan_apply (plan, stored);
}

static char *
order_of (const WfPlan *plan, gboolean only_picked)
{
  g_autoptr (GPtrArray) picked = wf_plan_get_picked (plan);
  GPtrArray *list = only_picked ? picked : plan->statements;
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            ((WfPlanStatement *) list->pdata[i])->id);
  return g_string_free (ids, FALSE);
}

static void
test_made (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  g_autofree char *all = order_of (plan, FALSE), *picked = order_of (plan, TRUE);
  const WfPlanStatement *device = wf_plan_lookup (plan, "p-device");
  const WfPlanResource *phones = wf_plan_statement_get_resource (device, "phones");
  const WfPlanReason *reason = phones->reasons->pdata[0];
  const char *lang = NULL;

  g_assert_cmpstr (all, ==, "p-device p-wifi p-email");
  g_assert_cmpstr (picked, ==, "p-device p-wifi");
  g_assert_cmpint (plan->made_us, ==, SAMPLE_TIME);
  g_assert_cmpstr (plan->region, ==, "CA-ON");
  g_assert_cmpuint (plan->pack_version, ==, 1);
  g_assert_cmpint (device->constraint, ==, WF_CONSTRAINT_AVAILABILITY);
  g_assert_cmpstr (device->because[0], ==, "wf-access-availability-01");
  g_assert_cmpstr (wf_plan_statement_get_text (device, "fr-CA", &lang), ==,
                   "Je veux un téléphone.");
  g_assert_cmpstr (lang, ==, "fr");
  g_assert_cmpstr (phones->entry->phone, ==, "604-555-0142");
  g_assert_cmpint (phones->verdict, ==, WF_VERDICT_ASK);
  g_assert_true (phones->chosen);
  g_assert_cmpstr (reason->code, ==, "has_paper");
  g_assert_cmpint (reason->truth, ==, WF_TRUTH_UNKNOWN);
  g_assert_cmpint (reason->state, ==, WF_FACT_REFUSED);
  g_assert_cmpint (wf_plan_statement_get_resource (device, "laptops")->verdict, ==,
                   WF_VERDICT_NOT_ELIGIBLE);
  g_assert_null (wf_plan_statement_get_resource (device, "corner"));
  g_assert_null (wf_plan_lookup (plan, "p-none"));
}

/* What is frozen and read again is the same, to the byte. */
static void
test_made_round_trip (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  g_autoptr (WfRecord) first = wf_plan_record_made (plan);
  g_autoptr (WfPlan) again = wf_plan_apply (NULL, first);
  g_autoptr (WfRecord) second = wf_plan_record_made (again);
  g_autofree char *one = wf_json_to_text (first->body), *two = wf_json_to_text (second->body);

  g_assert_cmpstr (first->kind, ==, "plan.made");
  g_assert_cmpstr (one, ==, two);
  g_assert_nonnull (strstr (one, "أريد هاتفًا."));
  g_assert_nonnull (strstr (one, "604-555-0142"));
}

static void
test_changes (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  const char *lang = NULL;

  plan = apply (plan, wf_plan_record_picked (plan, "p-email", TRUE));
  plan = apply (plan, wf_plan_record_picked (plan, "p-wifi", FALSE));
  plan = apply (plan, wf_plan_record_reordered (
                          plan, (const char *const[]){ "p-email", "p-none", "p-email", NULL }));

  g_autofree char *all = order_of (plan, FALSE), *picked = order_of (plan, TRUE);

  g_assert_cmpstr (all, ==, "p-email p-device p-wifi");
  g_assert_cmpstr (picked, ==, "p-email p-device");

  const WfPlanStatement *device = wf_plan_lookup (plan, "p-device");

  plan = apply (plan, wf_plan_record_edited (plan, "p-device", "A phone by May.", "en"));
  g_assert_cmpstr (wf_plan_statement_get_text (device, "fr", &lang), ==, "A phone by May.");
  g_assert_cmpstr (lang, ==, "en");
  plan = apply (plan, wf_plan_record_edited (plan, "p-device", NULL, NULL));
  g_assert_cmpstr (wf_plan_statement_get_text (device, "fr", NULL), ==, "Je veux un téléphone.");

  plan = apply (plan, wf_plan_record_resource_chosen (plan, "p-device", "laptops", TRUE));
  plan = apply (plan, wf_plan_record_resource_chosen (plan, "p-device", "phones", FALSE));
  plan = apply (plan, wf_plan_record_resource_chosen (plan, "p-device", "corner", TRUE));
  g_assert_true (wf_plan_statement_get_resource (device, "laptops")->chosen);
  g_assert_false (wf_plan_statement_get_resource (device, "phones")->chosen);

  g_assert_cmpuint (plan->n_pages, ==, 0);
  plan = apply (plan, wf_plan_record_page_made (plan, "WF-7", "full",
                                                (const char *const[]){ "p-wifi", NULL }));
  g_assert_cmpuint (plan->n_pages, ==, 1);
  g_assert_cmpint (plan->page_us, ==, SAMPLE_TIME + 1);
  g_assert_cmpstr (plan->page_slip, ==, "WF-7");
}

/* An entry joins the offers of a statement, frozen and chosen, once. */
static void
test_resource_added (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  const WfPlanStatement *wifi = wf_plan_lookup (plan, "p-wifi");
  WfResource *entry =
      wf_plan_statement_get_resource (wf_plan_lookup (plan, "p-device"), "laptops")->entry;
  g_autoptr (WfFacts) facts = wf_facts_new ();
  g_autoptr (GDate) today = g_date_new_dmy (21, G_DATE_NOVEMBER, 2026);
  g_autoptr (WfVerdict) verdict = wf_resource_evaluate (entry, facts, today);
  const WfOffer offer = { entry, verdict, 0, FALSE, WF_RESOURCE_CHECK_OLD };

  for (guint i = 0; i < 2; i++)
    plan = apply (plan, wf_plan_record_resource_added (plan, "p-wifi", &offer));
  g_assert_cmpuint (wifi->resources->len, ==, 2);

  const WfPlanResource *added = wf_plan_statement_get_resource (wifi, "laptops");

  g_assert_true (added->chosen);
  g_assert_true (added->entry != entry);
  g_assert_cmpint (added->verdict, ==, verdict->kind);
  g_assert_cmpuint (added->reasons->len, ==, verdict->reasons->len);
  g_assert_cmpint (added->check, ==, WF_RESOURCE_CHECK_OLD);
  plan = apply (plan, wf_plan_record_resource_added (plan, "p-none", &offer));
  plan = apply (plan, wf_record_new ("plan.resource-added",
                                     wf_json_parse_object (
                                         "{\"plan\":\"p1\",\"statement\":\"p-wifi\"}", -1, NULL)));
  g_assert_cmpuint (wifi->resources->len, ==, 2);
}

/* Strangers change nothing: other families, other plans, unknown statements and kinds,
 * bodies that lack what we expect. */
static void
test_strangers (void)
{
  static const struct {
    const char *kind;
    const char *body;
  } cases[] = {
    { "client.named", "{\"plan\":\"p1\",\"statement\":\"p-wifi\"}" },
    { "plan.unpicked", "{\"plan\":\"p2\",\"statement\":\"p-wifi\"}" },
    { "plan.unpicked", "{\"plan\":\"p1\",\"statement\":\"p-none\"}" },
    { "plan.unpicked", "{\"plan\":\"p1\"}" },
    { "plan.unpicked", "{}" },
    { "plan.unpicked", "{\"plan\":\"p1\",\"statement\":7}" },
    { "plan.sung", "{\"plan\":\"p1\",\"statement\":\"p-wifi\"}" },
    { "plan.reordered", "{\"plan\":\"p1\",\"statements\":7}" },
    { "plan.resource-chosen", "{\"plan\":\"p1\",\"statement\":\"p-wifi\"}" },
    { "plan.edited", "{\"plan\":\"p1\",\"statement\":\"p-wifi\",\"text\":\"\"}" },
  };
  g_autoptr (WfPlan) plan = sample_plan ();
  g_autoptr (WfRecord) before = wf_plan_record_made (plan);
  g_autofree char *expected = wf_json_to_text (before->body);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      plan = apply (plan,
                    wf_record_new (cases[i].kind, wf_json_parse_object (cases[i].body, -1, NULL)));

      g_autoptr (WfRecord) after = wf_plan_record_made (plan);
      g_autofree char *text = wf_json_to_text (after->body);

      g_test_message ("case %u", i);
      g_assert_cmpstr (text, ==, expected);
      g_assert_null (wf_plan_lookup (plan, "p-wifi")->edited);
      g_assert_null (apply (NULL, wf_record_new ("plan.picked", json_object_new ())));
    }
}

/* A made plan of which much is missing or wrong is still a plan. */
static void
test_made_badly (void)
{
  static const char *const cases[] = {
    "{}",
    "{\"statements\":7}",
    "{\"statements\":[7,\"x\",{}]}",
    "{\"statements\":[{\"id\":\"p\",\"text\":{},\"resources\":[7,{},{\"id\":\"a\"}]}]}",
    "{\"statements\":[{\"id\":\"p\",\"text\":{\"en\":7,\"!\":\"x\"}}]}",
    "{\"statements\":[{\"resources\":[{\"id\":\"a\",\"reasons\":[7]}]}],\"entries\":{\"a\":{}}}",
    "{\"statements\":[{\"id\":\"p\",\"constraint\":\"fame\",\"resources\":7}],\"entries\":[]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfPlan) plan =
          apply (NULL, wf_record_new ("plan.made", wf_json_parse_object (cases[i], -1, NULL)));

      g_assert_nonnull (plan);
      for (guint j = 0; j < plan->statements->len; j++)
        {
          const WfPlanStatement *statement = plan->statements->pdata[j];

          g_assert_nonnull (wf_plan_statement_get_text (statement, "ar", NULL));
          g_assert_cmpuint (statement->resources->len, ==, 0);
        }
    }
}

static void
test_fold_keeps_the_latest (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_assert_null (wf_plan_fold (records));
  g_ptr_array_add (records, wf_record_new ("client.named", json_object_new ()));
  g_ptr_array_add (records, sample_record ());
  g_ptr_array_add (records, sample_record ());

  g_autoptr (WfPlan) old = wf_plan_fold (records);

  g_ptr_array_add (records, wf_plan_record_picked (old, "p-wifi", FALSE));
  g_ptr_array_add (
      records, wf_record_new ("plan.made", wf_json_parse_object ("{\"plan\":\"p2\"}", -1, NULL)));

  g_autoptr (WfPlan) latest = wf_plan_fold (records);
  g_autoptr (WfPlan) same = wf_plan_ref (latest);

  g_assert_cmpstr (latest->id, ==, "p2");
  g_assert_cmpuint (same->statements->len, ==, 0);
}

static void
remove_dir (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_remove (child) != 0)
        remove_dir (child);
    }
  g_rmdir (path);
}

/* The vault's state of a plan is the plan: after every record, and read from the log. */
static void
test_snapshot (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("wf-plan-XXXXXX", NULL);
  g_autoptr (WfVault) vault = wf_vault_new (dir, NULL);
  WfVaultFounding founding = { "North Centre", "CA-ON",           "Mina",
                               "Mina",         "long words here", WF_KDF_TEST };
  g_autoptr (WfPlan) plan = sample_plan ();
  WfRecord *records[] = {
    wf_plan_record_made (plan),
    wf_plan_record_picked (plan, "p-email", TRUE),
    wf_plan_record_edited (plan, "p-device", "A phone by May.", "en"),
    wf_plan_record_resource_chosen (plan, "p-device", "laptops", TRUE),
    wf_plan_record_page_made (plan, "WF-7", "full", NULL),
  };

  wf_plan_add_folds (vault);

  g_autofree char *recovery = wf_vault_create_sync (vault, &founding, &error);

  g_assert_no_error (error);
  g_assert_nonnull (recovery);

  g_autofree char *owner = wf_vault_create_owner_sync (vault, WF_OWNER_CLIENT, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (wf_plan_new_from_snapshot (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

      g_ptr_array_add (one, records[i]);
      g_assert_true (wf_vault_append_sync (vault, owner, one, &error));
      g_assert_no_error (error);

      g_autoptr (GVariant) state =
          wf_vault_get_snapshot_sync (vault, owner, WF_PLAN_ASPECT, &error);
      g_autoptr (GPtrArray) log = wf_vault_read_sync (vault, owner, &error);
      g_autoptr (WfPlan) kept = wf_plan_new_from_snapshot (state);
      g_autoptr (WfPlan) folded = wf_plan_fold (log);
      g_autoptr (WfRecord) left = wf_plan_record_made (kept);
      g_autoptr (WfRecord) right = wf_plan_record_made (folded);
      g_autofree char *left_text = wf_json_to_text (left->body);
      g_autofree char *right_text = wf_json_to_text (right->body);

      g_assert_no_error (error);
      g_assert_cmpstr (left_text, ==, right_text);
      g_assert_cmpint (kept->made_us, ==, folded->made_us);
      g_assert_cmpint (kept->made_us, >, 0);
      if (i == 4)
        {
          g_assert_cmpuint (kept->n_pages, ==, 1);
          g_assert_cmpstr (kept->page_slip, ==, "WF-7");
          g_assert_cmpstr (wf_plan_lookup (kept, "p-device")->edited, ==, "A phone by May.");
        }
    }
  wf_vault_close_sync (vault);
  remove_dir (dir);
}

static void
test_change (void)
{
  static const struct {
    const char *field;
    const char *value; /* NULL: nothing changes */
    WfPlanChange change;
  } cases[] = {
    { "as_of", NULL, WF_PLAN_CHANGE_NONE },
    { "as_of", "2026-10-01", WF_PLAN_CHANGE_NONE },
    { "phone", "604-555-0199", WF_PLAN_CHANGE_FIELDS },
    { "status", "closed", WF_PLAN_CHANGE_CLOSED },
  };
  g_autoptr (WfPlan) plan = sample_plan ();
  const WfPlanResource *phones =
      wf_plan_statement_get_resource (wf_plan_lookup (plan, "p-device"), "phones");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = wf_resource_to_json (phones->entry);

      if (cases[i].value != NULL)
        json_object_set_string_member (object, cases[i].field, cases[i].value);

      g_autoptr (WfResource) now = wf_resource_new_from_json (object, &error);

      g_assert_no_error (error);
      g_assert_cmpint (wf_plan_resource_find_change (phones, now), ==, cases[i].change);
    }
  g_assert_cmpint (wf_plan_resource_find_change (phones, NULL), ==, WF_PLAN_CHANGE_GONE);
}

static void
test_report (void)
{
  g_autoptr (WfPlan) plan = sample_plan ();
  JsonObject *report = wf_plan_to_report (plan, NULL, "ar");
  g_autofree char *text = wf_json_to_text (report);

  g_assert_true (g_str_has_prefix (
      text, "{\"statements\":[{\"id\":\"p-device\",\"text\":\"أريد هاتفًا.\","
            "\"because\":[\"wf-access-availability-01\"],\"action\":\"Look together.\","
            "\"resources\":[{\"id\":\"phones\",\"name\":\"City phones\",\"verdict\":\"ask\","
            "\"reasons\":[\"One paper?\"],\"documents\":[],\"as_of\":\"2026-05\"},"));
  json_object_unref (report);
}

static void
test_reason_text (void)
{
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);
  g_autoptr (WfPackLibrary) library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  WfClientTexts *texts = wf_pack_library_get_texts (library);
  g_autoptr (WfPlan) plan = sample_plan ();
  const WfPlanResource *phones =
      wf_plan_statement_get_resource (wf_plan_lookup (plan, "p-device"), "phones");
  WfPlanReason unknown = { .code = (char *) "moon",
                           .truth = WF_TRUTH_NO,
                           .args = (GStrv) (const char *const[]){ NULL },
                           .english = (char *) "Not on this side." };
  g_autofree char *french = wf_plan_reason_get_text (phones->reasons->pdata[0], texts, "fr");
  g_autofree char *arabic = wf_plan_reason_get_text (phones->reasons->pdata[0], texts, "ar");
  g_autofree char *english = wf_plan_reason_get_text (&unknown, texts, "fr");

  g_assert_nonnull (strstr (french, "Carte de bibliothèque"));
  g_assert_nonnull (strstr (french, "Vous n’avez pas à le montrer."));
  g_assert_nonnull (strstr (arabic, "بطاقة مكتبة"));
  g_assert_cmpstr (english, ==, "Not on this side.");

  /* A curator's own words are English: said so in another language, and nothing twice. */
  WfPlanReason asks = { .code = (char *) "ask",
                        .truth = WF_TRUTH_UNKNOWN,
                        .args = (char *[]){ (char *) "a provider", NULL },
                        .english = (char *) "Ask: a provider." };
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();
  WfPlanResource offer = { .reasons = reasons };

  g_ptr_array_add (reasons, &asks);
  g_ptr_array_add (reasons, &asks);
  g_auto (GStrv) in_english = wf_plan_resource_dup_reasons (&offer, texts, "en", TRUE);
  g_auto (GStrv) in_french = wf_plan_resource_dup_reasons (&offer, texts, "fr", TRUE);

  g_assert_cmpuint (g_strv_length (in_english), ==, 1);
  g_assert_cmpuint (g_strv_length (in_french), ==, 1);
  g_assert_nonnull (strstr (in_english[0], "Ask: "));
  g_assert_nonnull (strstr (in_french[0], "anglais"));
}

/* Every reason a verdict can give has its words in the three languages. */
static void
test_reasons_have_words (void)
{
  static const char *const CODES[] = {
    "adult",
    "age_max",
    "age_min",
    "ask",
    "benefit",
    "class",
    "clb_max",
    "clb_min",
    "closed",
    "disability",
    "excludes",
    "explain_need",
    "former_youth_in_care",
    "has_paper",
    "household_has_children",
    "in_shelter_programme",
    "income_test",
    "lacks_home_internet",
    "landed_on",
    "lives_in",
    "locality",
    "needs_device",
    "needs_internet",
    "not_region",
    "older_adult",
    "organization",
    "own_phone",
    "provider-reads-paper",
    "read-text",
    "referral_required",
    "region",
    "student",
    "tried_provider_first",
    "unknown-condition",
    "women",
  };
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);
  g_autoptr (WfPackLibrary) library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  WfClientTexts *texts = wf_pack_library_get_texts (library);

  for (guint i = 0; i < G_N_ELEMENTS (CODES); i++)
    {
      for (guint truth = WF_TRUTH_NO; truth <= WF_TRUTH_UNKNOWN; truth++)
        {
          WfReason reason = { .code = (char *) CODES[i], .truth = truth };
          g_autofree char *key = wf_reason_get_text_key (&reason);
          WfText *text = wf_client_texts_lookup (texts, key);

          g_test_message ("%s", key);
          g_assert_nonnull (text);
          g_assert_true (wf_text_has (text, "fr") && wf_text_has (text, "ar"));
        }
    }
}

/* What can be got stands apart from what is left to ask, in the three languages. */
static void
test_way (void)
{
  static const char *const CODES[] = { "explain_need",   "has_paper",           "needs_device",
                                       "needs_internet", "own_phone",           "referral_required",
                                       "student",        "tried_provider_first" };
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);
  g_autoptr (WfPackLibrary) library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  WfClientTexts *texts = wf_pack_library_get_texts (library);
  g_autoptr (WfPlan) plan = sample_plan ();
  g_autoptr (WfRecord) made = wf_plan_record_made (plan);
  g_autoptr (WfPlan) again = wf_plan_apply (NULL, made);
  const WfPlanResource *phones =
      wf_plan_statement_get_resource (wf_plan_lookup (again, "p-device"), "phones");
  g_auto (GStrv) english = wf_plan_dup_means (phones->remedies, texts, "en");
  g_auto (GStrv) french = wf_plan_dup_means (phones->remedies, texts, "fr");
  g_auto (GStrv) plain = wf_plan_dup_means (phones->remedies, NULL, "en");
  g_auto (GStrv) questions = wf_plan_dup_questions (phones->remedies, texts, "en");

  g_assert_cmpuint (g_strv_length (english), ==, 1);
  g_assert_cmpstr (english[0], ==, "One of these papers: Library card");
  g_assert_cmpstr (french[0], !=, english[0]);
  g_assert_cmpstr (plain[0], ==, "A library card");
  g_assert_cmpuint (g_strv_length (questions), ==, 1);
  g_assert_cmpstr (questions[0], ==, "Are you 18 years old or older?");
  for (guint i = 0; i < G_N_ELEMENTS (CODES); i++)
    {
      WfReason reason = { .code = (char *) CODES[i], .can_change = TRUE };
      g_autofree char *key = wf_reason_get_remedy_key (&reason);
      WfText *text = wf_client_texts_lookup (texts, key);

      g_test_message ("%s", key);
      g_assert_nonnull (text);
      g_assert_true (wf_text_has (text, "fr") && wf_text_has (text, "ar"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/made", test_made);
  g_test_add_func ("/fold/made-round-trip", test_made_round_trip);
  g_test_add_func ("/fold/changes", test_changes);
  g_test_add_func ("/fold/resource-added", test_resource_added);
  g_test_add_func ("/fold/strangers", test_strangers);
  g_test_add_func ("/fold/made-badly", test_made_badly);
  g_test_add_func ("/fold/fold-keeps-the-latest", test_fold_keeps_the_latest);
  g_test_add_func ("/fold/snapshot", test_snapshot);
  g_test_add_func ("/fold/change", test_change);
  g_test_add_func ("/fold/report", test_report);
  g_test_add_func ("/fold/reason-text", test_reason_text);
  g_test_add_func ("/fold/way", test_way);
  g_test_add_func ("/fold/reasons-have-words", test_reasons_have_words);
  return g_test_run ();
}
