/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words for a proposed change, and for what was said of an offer that is gone.
 */
#include "wf-ui-test.h"

#include "wf-json.h"
#include "wf-review-words.h"

/* From the left, and as it begins. */
#define LTR(text)  "\342\201\246" text "\342\201\251"
#define AUTO(text) "\342\201\250" text "\342\201\251"

static char *
dup_left (WfServices *services, const char *note, const char *fields)
{
  g_autoptr (JsonObject) left = json_object_new ();

  json_object_set_boolean_member (left, "pinned", TRUE);
  json_object_set_boolean_member (left, "hidden", FALSE);
  json_object_set_string_member (left, "note", note);
  json_object_set_string_member (left, "checked", "2026-11-01");
  json_object_set_object_member (left, "fields", wf_json_parse_object (fields, -1, NULL));
  return wf_review_dup_left (left, services);
}

/* Inside a line from right to left a number to dial would turn around. */
static void
test_direction (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *left = dup_left (services, "Zed", "{\"phone\":\"613-555-9999\"}");
  g_autoptr (JsonObject) change = wf_json_parse_object (
      "{\"kind\":\"correct\",\"field\":\"phone\",\"current\":\"613-555-0100\","
      "\"now\":\"613-555-9999\"}",
      -1, NULL);
  g_autofree char *words = wf_review_dup_words (change, services);

  g_assert_nonnull (strstr (left, "Phone: " LTR ("613-555-9999")));
  g_assert_nonnull (strstr (left, "Your agency’s note: " AUTO ("Zed")));
  g_assert_nonnull (strstr (words, "Here: " LTR ("613-555-0100")));
  g_assert_nonnull (strstr (words, "Proposed: " LTR ("613-555-9999")));
}

/* As exact as it was said, and as an entry's page says it. */
static void
test_days (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *month = dup_left (services, "", "{\"as_of\":\"2026-11\"}");
  g_autofree char *year = dup_left (services, "", "{\"as_of\":\"2026\"}");
  g_autofree char *day = dup_left (services, "", "{\"as_of\":\"2026-11-02\"}");

  g_assert_nonnull (strstr (month, "As of: November 2026\n"));
  g_assert_nonnull (strstr (month, "Checked here: Nov 1, 2026"));
  g_assert_nonnull (strstr (year, "As of: 2026\n"));
  g_assert_nonnull (strstr (day, "As of: Nov 2, 2026\n"));
}

/* What the agency wrote can be read to its end before it is forgotten. */
static void
test_whole (void)
{
  g_autoptr (WfServices) services = wf_ui_test_services ();
  g_autofree char *long_note = g_strnfill (2000, 'x');
  g_autofree char *note = g_strconcat (long_note, " the end", NULL);
  g_autofree char *left = dup_left (services, note, "{}");

  g_assert_nonnull (strstr (left, "the end"));
}

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/review-words/direction", test_direction);
  g_test_add_func ("/review-words/days", test_days);
  g_test_add_func ("/review-words/whole", test_whole);
  return g_test_run ();
}
