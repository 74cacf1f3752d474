/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-measure FILE: one answer taken in and the next item picked, in a bank and with
 * answers that FILE holds: {"items": [[a, d1, …]…], "people": [[category of each item]…]}.
 * Prints what was picked, the estimates and the nanoseconds of the step after the 10th and
 * after the 40th answer, each step timed once, in its place in the run: CPU time, which
 * other work on the machine stretches less.
 */
#include <time.h>

#include "wf-ctl-measure-input.h"
#include "wf-item-table.h"
#include "wf-json.h"

#define EARLY 10
#define LATE  40

static gint64
now_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

/* One person's run; what it shows is appended to the four lists. */
static void
run (const WfItemTable *table, JsonArray *answers, JsonObject *seen)
{
  guint n = wf_item_table_get_n_items (table);
  g_autofree guint8 *used = g_new0 (guint8, n);
  JsonArray *picks = json_array_new ();
  WfPosterior posterior;
  guint item;

  wf_posterior_init (&posterior, 0.0);
  item = wf_item_table_pick_at (table, 0.0, used);
  for (guint given = 1; given <= MIN (LATE, n - 1); given++)
    {
      guint category = (guint) json_array_get_int_element (answers, item);
      gint64 start, end;

      used[item] = 1;
      if (given <= EARLY)
        json_array_add_int_element (picks, item);
      start = now_ns ();
      wf_posterior_update (&posterior, wf_item_table_get_item (table, item), category);
      item = wf_item_table_pick_at (table, posterior.mean, used);
      end = now_ns ();
      if (given == EARLY)
        {
          json_array_add_double_element (json_object_get_array_member (seen, "theta"),
                                         posterior.mean);
          json_array_add_int_element (json_object_get_array_member (seen, "ns"), end - start);
        }
      if (given == LATE)
        json_array_add_int_element (json_object_get_array_member (seen, "late_ns"), end - start);
    }
  json_array_add_array_element (json_object_get_array_member (seen, "picks"), picks);
}

int
main (int argc, char **argv)
{
  static const char *const LISTS[] = { "picks", "theta", "ns", "late_ns" };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  g_assert_cmpint (argc, ==, 2);
  g_file_get_contents (argv[1], &text, &size, &error);
  g_assert_no_error (error);

  g_autoptr (JsonObject) root = wf_json_parse_object (text, (gssize) size, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) items = wf_measure_input_read_items (root, &error);
  g_assert_no_error (error);
  JsonArray *people = json_object_get_array_member (root, "people");
  gint64 start = g_get_monotonic_time ();
  g_autoptr (WfItemTable) table = wf_item_table_new ((const WfIrtItem *) items->data, items->len);
  g_autoptr (JsonObject) seen = json_object_new ();

  json_object_set_int_member (seen, "table_us", g_get_monotonic_time () - start);
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    json_object_set_array_member (seen, LISTS[i], json_array_new ());
  for (guint i = 0; i < json_array_get_length (people); i++)
    run (table, json_array_get_array_element (people, i), seen);

  g_autofree char *line = wf_json_to_text (seen);
  g_print ("%s\n", line);
  return 0;
}
