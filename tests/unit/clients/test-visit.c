/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-clock.h"
#include "wf-json.h"
#include "wf-visit.h"

#define ID "00112233445566778899aabbccddeeff"

static void
apply (GPtrArray *visits, WfRecord *proposed, gint64 time_us)
{
  g_autoptr (WfRecord) owned = proposed;
  g_autoptr (WfRecord) record =
      wf_record_new_at (owned->kind, json_object_ref (owned->body), time_us, "staff/device");

  wf_visits_apply (visits, record);
}

static WfVisit *
make_visit (void)
{
  static const char *const themes[] = { "phone", "school", NULL };
  static const char *const present[] = { "alone", NULL };
  WfVisit *visit = wf_visit_new (ID, WF_VISIT_HELP_NOW);

  wf_visit_set_text (&visit->mode, "in-person");
  wf_visit_set_text (&visit->goal, "a message from school");
  wf_visit_set_list (&visit->themes, themes);
  wf_visit_set_list (&visit->present, present);
  visit->tell_back = TRUE;
  return visit;
}

static void
test_life (void)
{
  g_autoptr (WfVisit) visit = make_visit ();
  g_autoptr (GPtrArray) visits = wf_visits_from_variant (NULL);
  gint64 start = 1000 * WF_CLOCK_DAY;

  apply (visits, wf_visit_record_started (visit), start);
  apply (visits, wf_visit_record_started (visit), start + 5); /* said twice: once */
  g_assert_cmpuint (visits->len, ==, 1);

  const WfVisit *read = visits->pdata[0];

  g_assert_true (wf_visit_is_open (read));
  g_assert_cmpint (read->started_us, ==, start);
  g_assert_cmpstr (read->author, ==, "staff/device");
  g_assert_cmpstr (read->goal, ==, "a message from school");
  g_assert_true (read->tell_back);
  g_assert_cmpstrv (read->themes, visit->themes);

  visit->way = WF_VISIT_FULL;
  wf_visit_set_text (&visit->place, "library");
  apply (visits, wf_visit_record_changed (visit), start + WF_CLOCK_MINUTE);
  g_assert_cmpint (read->way, ==, WF_VISIT_FULL);
  g_assert_cmpstr (read->place, ==, "library");

  apply (visits, wf_visit_record_ended (visit, "2026-12-01"), start + 90 * WF_CLOCK_SECOND);
  g_assert_false (wf_visit_is_open (read));
  g_assert_cmpuint (read->minutes, ==, 2); /* a begun minute counts */
}

static void
test_minutes_said_win (void)
{
  g_autoptr (WfVisit) visit = make_visit ();
  g_autoptr (GPtrArray) visits = wf_visits_from_variant (NULL);

  apply (visits, wf_visit_record_started (visit), WF_CLOCK_DAY);
  visit->minutes = 45;
  apply (visits, wf_visit_record_ended (visit, NULL), WF_CLOCK_DAY + 3 * WF_CLOCK_MINUTE);
  g_assert_cmpuint (((WfVisit *) visits->pdata[0])->minutes, ==, 45);
}

static void
test_wrong_records (void)
{
  static const struct {
    const char *kind;
    const char *body;
  } cases[] = {
    { "visit.ended", "{\"id\":\"" ID "\"}" },
    { "visit.changed", "{\"id\":\"" ID "\",\"goal\":\"x\"}" },
    { "visit.started", "{}" },
    { "visit.started", "{\"id\":7}" },
    { "visit.started", "{\"id\":\"short\"}" },
    { "visit.newer", "{\"id\":\"" ID "\"}" },
    { "client.created", "{\"id\":\"" ID "\"}" },
  };
  g_autoptr (GPtrArray) visits = wf_visits_from_variant (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      apply (visits, wf_record_new (cases[i].kind, wf_json_parse_object (cases[i].body, -1, NULL)),
             1);
      g_assert_cmpuint (visits->len, ==, 0);
    }
  apply (visits,
         wf_record_new (
             "visit.started",
             wf_json_parse_object ("{\"id\":\"" ID "\",\"minutes\":-3,\"themes\":1}", -1, NULL)),
         1);
  g_assert_cmpuint (visits->len, ==, 1);
  g_assert_cmpuint (((WfVisit *) visits->pdata[0])->minutes, ==, 0);
}

static void
test_snapshot_round_trips (void)
{
  g_autoptr (WfVisit) visit = make_visit ();
  g_autoptr (WfVisit) copy = wf_visit_copy (visit);
  g_autoptr (GPtrArray) visits = wf_visits_from_variant (NULL);

  apply (visits, wf_visit_record_started (copy), 77);
  apply (visits, wf_visit_record_ended (visit, NULL), 78);

  g_autoptr (GVariant) once = g_variant_ref_sink (wf_visits_to_variant (visits));
  g_autoptr (GPtrArray) read = wf_visits_from_variant (once);
  g_autoptr (GVariant) twice = g_variant_ref_sink (wf_visits_to_variant (read));
  g_autoptr (GVariant) wrong = g_variant_ref_sink (g_variant_new_string ("x"));
  g_autoptr (GPtrArray) none = wf_visits_from_variant (wrong);

  g_assert_true (g_variant_equal (once, twice));
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_presence (void)
{
  static const struct {
    const char *present[4];
    gboolean is_private, has_child;
  } cases[] = {
    { { NULL }, FALSE, FALSE },
    { { "alone" }, TRUE, FALSE },
    { { "interpreter-pro" }, TRUE, FALSE },
    { { "alone", "interpreter-pro" }, TRUE, FALSE },
    { { "interpreter-colleague" }, FALSE, FALSE },
    { { "interpreter-relative" }, FALSE, FALSE },
    { { "partner" }, FALSE, FALSE },
    { { "interpreter-pro", "friend" }, FALSE, FALSE },
    { { "child" }, FALSE, TRUE },
    { { "partner", "interpreter-child" }, FALSE, TRUE },
    { { "somebody-new" }, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (wf_presence_is_private (cases[i].present), ==, cases[i].is_private);
      g_assert_cmpint (wf_presence_has_child (cases[i].present), ==, cases[i].has_child);
    }
  g_assert_false (wf_presence_is_private (NULL));
  g_assert_false (wf_presence_has_child (NULL));
  for (guint i = 0; wf_visit_get_presences ()[i] != NULL; i++)
    {
      const char *one[] = { wf_visit_get_presences ()[i], NULL };

      g_assert_cmpint (wf_presence_is_private (one), ==,
                       g_str_equal (one[0], "alone") || g_str_equal (one[0], "interpreter-pro"));
    }
}

static void
test_codes (void)
{
  g_assert_true (g_strv_contains (wf_visit_get_modes (), "telephone"));
  g_assert_true (g_strv_contains (wf_visit_get_themes (), "other"));
  g_assert_true (g_strv_contains (wf_visit_get_outcomes (), "come-again"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clients/visit/life", test_life);
  g_test_add_func ("/clients/visit/minutes-said-win", test_minutes_said_win);
  g_test_add_func ("/clients/visit/wrong-records", test_wrong_records);
  g_test_add_func ("/clients/visit/snapshot-round-trips", test_snapshot_round_trips);
  g_test_add_func ("/clients/visit/presence", test_presence);
  g_test_add_func ("/clients/visit/codes", test_codes);
  return g_test_run ();
}
