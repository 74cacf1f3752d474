/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who was at a workshop: a client's part as a fold, the agency's part as the last word, both in the
 * month's figures; and what was answered there, summed, small groups left out.
 */
#include "wf-json.h"
#include "wf-month-count.h"

static WfRecord *
noted (const char *workshop, const char *day, const char *alias)
{
  g_autoptr (WfAttendance) attendance = wf_attendance_new (workshop, day, "Phones", alias);

  return wf_attendance_record_noted (attendance);
}

static WfClient *
fold (GPtrArray *records)
{
  const WfFold *client = wf_client_get_fold ();
  GVariant *state = NULL;
  WfClient *folded;

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (GVariant) before = state;

      state = g_variant_ref_sink (client->apply (before, records->pdata[i]));
    }
  folded = wf_client_new_from_variant ("c", state);
  g_clear_pointer (&state, g_variant_unref);
  return folded;
}

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
}

static void
test_client (void)
{
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (WfAttendance) first = wf_attendance_new ("w1", "2026-03-04", "Phones", "");

  g_ptr_array_add (records, noted ("w1", "2026-03-04", "Sam"));
  g_ptr_array_add (records, noted ("w2", "2026-04-05", "S."));
  g_ptr_array_add (records, noted ("w1", "2026-03-04", "Sami"));
  g_autoptr (WfClient) client = fold (records);
  const GPtrArray *all = wf_client_get_attendances (client);

  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (wf_attendances_find (all, "w1")->alias, ==, "Sami");
  g_assert_cmpstr (wf_attendances_find (all, "w2")->day, ==, "2026-04-05");

  g_ptr_array_add (records, wf_attendance_record_taken_back (first));
  g_autoptr (WfClient) later = fold (records);
  g_assert_null (wf_attendances_find (wf_client_get_attendances (later), "w1"));
  g_assert_cmpuint (wf_client_get_attendances (later)->len, ==, 1);
}

static void
add_book (GPtrArray *records, const char *workshop, const char *day, guint people)
{
  const char *const aliases[] = { "Blue", "A.", NULL };
  g_autoptr (WfWorkshopBook) book = wf_workshop_book_new (workshop, day, "Phones", people, aliases);

  g_ptr_array_add (records, wf_workshop_book_to_record (book));
}

static void
test_month (void)
{
  g_autoptr (GPtrArray) own = records_new ();
  g_autoptr (GPtrArray) agency = records_new ();
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_unref);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  g_ptr_array_add (own, noted ("w1", "2026-03-04", "Sam"));
  g_ptr_array_add (own, noted ("w2", "2026-03-31", "Sam"));
  g_ptr_array_add (clients, fold (own));
  add_book (agency, "w1", "2026-03-04", 12);
  add_book (agency, "w2", "2026-03-31", 8);
  add_book (agency, "w3", "2026-04-01", 90);
  add_book (agency, "w1", "2026-03-04", 14); /* counted again */

  g_autoptr (GPtrArray) books = wf_workshop_books_from_records (agency);
  g_assert_cmpuint (books->len, ==, 3);
  g_assert_cmpstr (((WfWorkshopBook *) books->pdata[0])->aliases[1], ==, "A.");

  g_autoptr (WfMonthCount) march = wf_month_count_new (2026, 3, zone, clients, agency);
  g_assert_cmpuint (march->workshops, ==, 2);
  g_assert_cmpuint (march->workshop_people, ==, 22);
  g_assert_cmpuint (march->workshop_clients, ==, 1);
  g_assert_cmpuint (march->visits, ==, 0);
  g_autoptr (WfMonthCount) may = wf_month_count_new (2026, 5, zone, clients, agency);
  g_assert_cmpuint (may->workshops + may->workshop_people + may->workshop_clients, ==, 0);
}

static void
add_said (GPtrArray *records, const char *workshop, const char *day, WfPulse closing, WfPulse staff)
{
  g_autoptr (WfWorkshopBook) book = wf_workshop_book_new (workshop, day, "Phones", 12, NULL);

  book->pulses[WF_PULSE_CLOSING] = closing;
  book->pulses[WF_PULSE_STAFF] = staff;
  g_ptr_array_add (records, wf_workshop_book_to_record (book));
}

static void
check_pulse (const WfMonthPulse *pulse,
             guint workshops,
             guint people,
             const char *first,
             guint a,
             guint b,
             guint c)
{
  const guint counts[] = { a, b, c };

  g_assert_cmpuint (pulse->workshops, ==, workshops);
  g_assert_cmpuint (pulse->people, ==, people);
  g_assert_cmpuint (pulse->cells->len, ==, 3);
  g_assert_cmpstr (((WfMonthCell *) pulse->cells->pdata[0])->key, ==, first);
  for (guint i = 0; i < 3; i++)
    {
      const WfMonthCell *cell = pulse->cells->pdata[i];

      g_assert_cmpuint (cell->count, ==, counts[i]);
      g_assert_cmpint (cell->is_hidden, ==, counts[i] == 0);
    }
}

static WfMonthCount *
count_workshops (int month, GPtrArray *agency)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return wf_month_count_new (2026, month, zone, nobody, agency);
}

/* What a record says is what was said; one from before says nothing. */
static void
test_pulse_record (void)
{
  g_autoptr (GPtrArray) agency = records_new ();
  const WfPulse closing = { 9, { 1, 6, 2 } }, none = { 0 };
  g_autofree char *old = NULL, *new = NULL;

  add_said (agency, "w1", "2026-03-04", none, none);
  add_said (agency, "w2", "2026-03-05", closing, none);
  old = wf_json_to_text (((WfRecord *) agency->pdata[0])->body);
  new = wf_json_to_text (((WfRecord *) agency->pdata[1])->body);
  g_assert_null (strstr (old, "pulse"));
  g_assert_nonnull (
      strstr (new, "\"pulse\":{\"closing\":{\"people\":9,\"now\":1,\"practise\":6,\"beside\":2}}"));

  g_autoptr (GPtrArray) books = wf_workshop_books_from_records (agency);
  const WfWorkshopBook *first = books->pdata[0], *second = books->pdata[1];

  g_assert_cmpuint (first->people, ==, 12);
  g_assert_cmpuint (first->pulses[WF_PULSE_CLOSING].people, ==, 0);
  g_assert_cmpmem (&second->pulses[WF_PULSE_CLOSING], sizeof closing, &closing, sizeof closing);
  g_assert_cmpuint (second->pulses[WF_PULSE_STAFF].people, ==, 0);
}

static void
test_pulse_month (void)
{
  g_autoptr (GPtrArray) agency = records_new ();
  const WfPulse none = { 0 };

  add_said (agency, "w1", "2026-03-04", (WfPulse){ 90, { 90, 0, 0 } }, none);
  add_said (agency, "w1", "2026-03-04", (WfPulse){ 9, { 3, 4, 2 } }, none); /* said again */
  add_said (agency, "w2", "2026-03-20", (WfPulse){ 15, { 4, 5, 6 } }, none);
  add_said (agency, "w3", "2026-03-21", none, (WfPulse){ 8, { 1, 7, 0 } });
  add_said (agency, "w4", "2026-03-22", none, none);
  add_said (agency, "w5", "2026-04-01", (WfPulse){ 3, { 1, 1, 1 } }, none);

  g_autoptr (WfMonthCount) march = count_workshops (3, agency);
  g_assert_cmpuint (march->workshops, ==, 4);
  check_pulse (&march->pulses[WF_PULSE_CLOSING], 2, 24, "now", 7, 9, 8);
  /* Kept apart, and what is under five is hidden though enough people answered. */
  check_pulse (&march->pulses[WF_PULSE_STAFF], 1, 8, "surviving", 0, 7, 0);
  g_assert_false (march->pulses[WF_PULSE_STAFF].is_hidden);

  /* No record of ours says so little; whoever's it is, it is not told. */
  g_autoptr (WfMonthCount) april = count_workshops (4, agency);
  check_pulse (&april->pulses[WF_PULSE_CLOSING], 1, 0, "now", 0, 0, 0);
  g_assert_true (april->pulses[WF_PULSE_CLOSING].is_hidden);
  g_assert_cmpuint (april->pulses[WF_PULSE_STAFF].cells->len, ==, 0);
  g_assert_false (april->pulses[WF_PULSE_STAFF].is_hidden);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clients/attendance/client", test_client);
  g_test_add_func ("/clients/attendance/month", test_month);
  g_test_add_func ("/clients/attendance/pulse-record", test_pulse_record);
  g_test_add_func ("/clients/attendance/pulse-month", test_pulse_month);
  return g_test_run ();
}
