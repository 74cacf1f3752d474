/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/** WF_TEST_DEADLINE_S: how long a test waits for what must happen, seconds */
#define WF_TEST_DEADLINE_S 20

static inline gboolean
wf_test_on_deadline (gpointer what)
{
  g_error ("waited %d s in vain for: %s", WF_TEST_DEADLINE_S, (const char *) what);
  return G_SOURCE_REMOVE;
}

/** wf_test_wait_until: runs the main loop until @condition holds; fails by a deadline */
#define wf_test_wait_until(condition)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint wf_deadline =                                                                            \
        g_timeout_add_seconds (WF_TEST_DEADLINE_S, wf_test_on_deadline, (gpointer) #condition);    \
                                                                                                   \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (wf_deadline);                                                                 \
  }                                                                                                \
  G_STMT_END
