/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The packs that are shipped: complete, without a problem, in three languages, and what
 * safety asks of them.
 */
#include "wf-pack-library.h"

#include <string.h>

static WfPackLibrary *library;

static void
test_no_problem (void)
{
  const GPtrArray *problems = wf_pack_library_get_problems (library);

  for (guint i = 0; i < problems->len; i++)
    {
      const WfPackProblem *problem = problems->pdata[i];
      g_test_message ("%s:%u: %s %s", problem->file, problem->line, problem->message,
                      problem->cure);
    }
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_counts (void)
{
  static const guint KINDS[] = { 51, 26, 36, 13, 1 };
  WfItemBank *bank = wf_pack_library_get_items (library, "newcomer");
  guint kinds[5] = { 0 }, foundation = 0, by_phone = 0, alone = 0, off = 0, sensitive = 0;

  g_assert_cmpuint (wf_item_bank_get_n_items (bank), ==, 127);
  for (guint i = 0; i < 127; i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);
      kinds[item->kind]++;
      foundation += wf_item_is_foundation (item, WF_MODE_IN_PERSON);
      by_phone += wf_item_is_foundation (item, WF_MODE_PHONE);
      alone += item->pool == WF_POOL_ALONE;
      off += item->pool == WF_POOL_OFF;
      sensitive += item->sensitive;
    }
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (kinds[i], ==, KINDS[i]);
  g_assert_cmpuint (foundation, ==, 8);
  g_assert_cmpuint (by_phone, ==, 7);
  g_assert_cmpuint (alone, ==, 4);
  g_assert_cmpuint (off, ==, 2);
  g_assert_cmpuint (sensitive, ==, 19);
  g_assert_cmpuint (wf_rule_pack_get_n_rules (wf_pack_library_get_rules (library, "newcomer")), ==,
                    104);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  gint64 before = g_get_monotonic_time ();
  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_message ("loaded in %" G_GINT64_FORMAT " µs", g_get_monotonic_time () - before);
  g_test_add_func ("/content/shipped/no-problem", test_no_problem);
  g_test_add_func ("/content/shipped/counts", test_counts);
  int status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}
