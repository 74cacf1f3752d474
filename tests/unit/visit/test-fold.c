/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small snapshots of a visit, and one client's file, without a vault.
 */
#include "interview-fixture.h"

#include "wf-client-export.h"
#include "wf-client-records.h"
#include "wf-json.h"
#include "wf-visit-fold.h"

#include <string.h>

#define VISIT_ID "00112233445566778899aabbccddeeff"

static GVariant *
fold (const WfFold *fold, GPtrArray *records, guint count)
{
  GVariant *state = NULL;

  for (guint i = 0; i < count; i++)
    {
      const WfRecord *record = records->pdata[i];

      if (!wf_fold_sees (fold, record))
        continue;

      GVariant *next = g_variant_take_ref (fold->apply (state, record));
      g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (next);

      /* written and read, as the vault does */
      g_clear_pointer (&state, g_variant_unref);
      state =
          g_variant_ref_sink (g_variant_new_from_bytes (g_variant_get_type (next), bytes, FALSE));
      g_variant_unref (next);
    }
  return state;
}

static void
add_visit_started (GPtrArray *records, WfVisitWay way)
{
  g_autoptr (WfVisit) visit = wf_visit_new (VISIT_ID, way);
  g_autoptr (WfRecord) proposed = wf_visit_record_started (visit);

  g_ptr_array_add (records,
                   wf_record_new_at (proposed->kind, json_object_ref (proposed->body), 1, "s/d"));
}

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
}

/* A question of the navigator's own, when it may be asked. */
static void
ask_any (Fixture *f, WfItemBank *bank)
{
  guint index = (guint) g_test_rand_int_range (0, (gint32) wf_item_bank_get_n_items (bank));
  GPtrArray *proposed =
      wf_interview_propose_ask (f->interview, wf_item_bank_get_item (bank, index)->id, NULL);

  if (proposed != NULL)
    fixture_commit (f, proposed);
}

/* Somebody comes in, or leaves. */
static void
change_present (Fixture *f)
{
  static const char *const alone[] = { "alone", NULL };
  static const char *const partner[] = { "partner", NULL };

  fixture_commit (
      f, wf_interview_propose_present (f->interview, g_test_rand_bit () ? alone : partner, NULL));
}

/* The number Today shows is the number of the question that stands, whatever way was taken
 * there: answers, skips, back, a question of the navigator's own. */
static void
test_question_agrees_with_interview (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();

  for (guint round = 0; round < 12; round++)
    {
      WfInterviewSetup setup = fixture_setup ();
      g_autoptr (Fixture) f = fixture_new (bank, &setup);
      g_autoptr (GPtrArray) records = records_new ();

      for (guint i = 0; i < 25 && wf_interview_get_current (f->interview) != NULL; i++)
        {
          switch (g_test_rand_int_range (0, 7))
            {
            case 0:
              fixture_commit (f, wf_interview_propose_skip (f->interview, "dont-know", NULL));
              break;
            case 1:
              if (wf_interview_may_go_back (f->interview))
                fixture_commit (f, wf_interview_propose_back (f->interview, NULL));
              break;
            case 3:
              change_present (f);
              break;
            case 2:
              ask_any (f, bank);
              break;
            default:
              fixture_answer (f, fixture_pick (f->interview, PICK_HIGH));
            }
        }
      add_visit_started (records, WF_VISIT_FULL);
      for (guint i = 0; i < f->log->len; i++)
        g_ptr_array_add (records, wf_record_ref (f->log->pdata[i]));

      g_autoptr (GVariant) state = fold (wf_visit_get_fold (), records, records->len);
      WfOpenVisit *open = wf_open_visit_new_from_variant ("c", state);

      g_assert_nonnull (open);
      g_assert_cmpstr (open->visit_id, ==, VISIT_ID);
      if (wf_interview_get_phase (f->interview) != WF_INTERVIEW_ENDED)
        g_assert_cmpuint (open->question, ==, wf_interview_get_n_asked (f->interview));
      else
        g_assert_cmpuint (open->question, ==, 0);
      wf_open_visit_free (open);
    }
}

static void
add_raw (GPtrArray *records, const char *kind, const char *json)
{
  g_ptr_array_add (records, wf_record_new_at (kind, wf_json_parse_object (json, -1, NULL),
                                              records->len + 1, "s/d"));
}

static void
test_open_and_ended (void)
{
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (GVariant) wrong = g_variant_ref_sink (g_variant_new_string ("x"));

  add_visit_started (records, WF_VISIT_HELP_NOW);
  add_raw (records, "visit.changed", "{\"id\":\"" VISIT_ID "\",\"way\":\"full\"}");
  add_raw (records, "visit.ended", "{\"id\":\"another\"}");
  add_raw (records, "interview.asked", "{}");
  add_raw (records, "interview.back", "{\"item\":\"never-asked\"}");
  add_raw (records, "visit.ended", "{\"id\":\"" VISIT_ID "\"}");

  g_autoptr (GVariant) first = fold (wf_visit_get_fold (), records, 1);
  g_autoptr (GVariant) grown = fold (wf_visit_get_fold (), records, 5);
  g_autoptr (GVariant) ended = fold (wf_visit_get_fold (), records, 6);
  g_autoptr (WfOpenVisit) help = wf_open_visit_new_from_variant ("c", first);
  g_autoptr (WfOpenVisit) full = wf_open_visit_new_from_variant ("c", grown);

  g_assert_cmpint (help->way, ==, WF_VISIT_HELP_NOW);
  g_assert_cmpuint (help->question, ==, 0);
  g_assert_cmpint (full->way, ==, WF_VISIT_FULL);
  g_assert_null (wf_open_visit_new_from_variant ("c", ended));
  g_assert_null (wf_open_visit_new_from_variant ("c", NULL));
  g_assert_null (wf_open_visit_new_from_variant ("c", wrong));
}

static void
test_profile (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (Fixture) f = fixture_new (bank, &setup);
  g_autoptr (WfProfile) profile = wf_profile_new (f->interview);
  g_autoptr (WfRecord) proposed = wf_visit_record_profile (profile);
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (GVariant) wrong = g_variant_ref_sink (g_variant_new_string ("x"));
  gint64 time_us = 0;

  g_ptr_array_add (records,
                   wf_record_new_at (proposed->kind, json_object_ref (proposed->body), 9, NULL));
  g_autoptr (GVariant) state = fold (wf_visit_profile_get_fold (), records, 1);
  g_autoptr (JsonObject) read = wf_visit_read_profile (state, &time_us);
  g_autofree char *text = wf_json_to_text (read);
  g_autofree char *expected = wf_json_to_text (proposed->body);

  g_assert_cmpint (time_us, ==, 9);
  g_assert_cmpstr (text, ==, expected);
  g_assert_null (wf_visit_read_profile (NULL, NULL));
  g_assert_null (wf_visit_read_profile (wrong, NULL));
}

/* --- One client's file --- */

static GPtrArray *
make_file (void)
{
  GPtrArray *records = records_new ();

  add_raw (records, "client.created", "{\"number\":4}");
  add_raw (records, "client.named", "{\"name\":\"Noor\"}");
  add_raw (records, "client.fact",
           "{\"fact\":\"speaks\",\"state\":\"answered\",\"values\":[\"ar\"]}");
  add_raw (records, "client.fact", "{\"fact\":\"birth-year\",\"state\":\"refused\"}");
  add_raw (records, "consent.given",
           "{\"purposes\":[\"watch\"],\"answers\":{\"watch\":\"no\"},\"lang\":\"ar\"}");
  add_visit_started (records, WF_VISIT_FULL);
  add_raw (records, "interview.answered",
           "{\"item\":\"wf-access-agency-04\",\"options\":[\"4\"],\"secret\":\"marked\"}");
  add_raw (records, "interview.answered",
           "{\"item\":\"gone\",\"options\":[\"1\"],\"protected\":true,\"secret\":\"flag\"}");
  add_raw (records, "interview.note",
           "{\"item\":\"wf-access-agency-04\",\"text\":\"secret beside\"}");
  add_raw (records, "interview.note", "{\"item\":\"gone-too\",\"text\":\"secret of old\"}");
  add_raw (records, "draft.note", "{\"text\":\"secret half typed\"}");
  add_raw (records, "interview.note", "{\"item\":\"\",\"text\":\"beside nothing\"}");
  add_raw (records, "client.noted", "{\"text\":\"secret note\",\"protected\":true}");
  add_raw (records, "client.noted", "{\"text\":\"plain note\",\"protected\":false}");
  add_raw (records, "interview.asked", "{\"item\":\"wf-access-agency-04\",\"why\":\"access\"}");
  return records;
}

static JsonObject *
export_file (WfItemBank *bank, gboolean with_protected)
{
  g_autoptr (GPtrArray) records = make_file ();
  g_autoptr (GVariant) state = fold (wf_client_get_fold (), records, records->len);
  g_autoptr (WfClient) client = wf_client_new_from_variant (VISIT_ID, state);

  return wf_client_export (client, records, bank, with_protected);
}

static void
test_export (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autoptr (JsonObject) file = export_file (bank, FALSE);
  g_autofree char *text = wf_json_to_text (file);
  JsonObject *facts = wf_json_get_object (file, "facts");

  g_assert_cmpstr (wf_json_get_string (file, "name", ""), ==, "Noor");
  g_assert_cmpint (wf_json_get_int (file, "number", 0), ==, 4);
  g_assert_cmpstr (wf_json_get_string (wf_json_get_object (facts, "birth-year"), "state", ""), ==,
                   "refused");
  g_assert_cmpuint (json_array_get_length (wf_json_get_array (file, "events")), ==, 15);
  g_assert_cmpuint (json_array_get_length (wf_json_get_array (file, "visits")), ==, 1);
  g_assert_cmpint (wf_json_get_int (file, "withheld", 0), ==, 6);
  g_assert_nonnull (strstr (text, "beside nothing"));
  g_assert_null (strstr (text, "secret"));
  g_assert_nonnull (strstr (text, "plain note"));
  g_assert_nonnull (strstr (text, "\"withheld\":true"));
}

static void
test_export_with_protected (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autoptr (JsonObject) file = export_file (bank, TRUE);
  g_autofree char *text = wf_json_to_text (file);

  g_assert_cmpint (wf_json_get_int (file, "withheld", -1), ==, 0);
  g_assert_nonnull (strstr (text, "secret beside"));
  g_assert_nonnull (strstr (text, "secret note"));
  g_assert_nonnull (strstr (text, "secret of old"));
}

/* Without a bank the record's own mark still counts. */
static void
test_export_without_bank (void)
{
  g_autoptr (JsonObject) file = export_file (NULL, FALSE);
  g_autofree char *text = wf_json_to_text (file);

  g_assert_cmpint (wf_json_get_int (file, "withheld", 0), ==, 5);
  g_assert_null (strstr (text, "flag"));
  g_assert_null (strstr (text, "secret beside"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/visit/fold/question-agrees-with-interview",
                   test_question_agrees_with_interview);
  g_test_add_func ("/visit/fold/open-and-ended", test_open_and_ended);
  g_test_add_func ("/visit/fold/profile", test_profile);
  g_test_add_func ("/visit/export/withholds", test_export);
  g_test_add_func ("/visit/export/with-protected", test_export_with_protected);
  g_test_add_func ("/visit/export/without-bank", test_export_without_bank);
  return g_test_run ();
}
