/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who was at a workshop: a client's part as a fold, the agency's part as the last word, both in the
 * month's figures.
 */
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clients/attendance/client", test_client);
  g_test_add_func ("/clients/attendance/month", test_month);
  return g_test_run ();
}
