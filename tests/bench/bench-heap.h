/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <malloc.h>
#include <unistd.h>

/* What a program has in use, in bytes: what it asked malloc() for and did not give back. The pages
 * that the system counts for it say less: what was freed before is used again, and grows nothing.
 */

/** bench_heap_begin: @argv: main()'s, first of all. Begins again with slices that are malloc()'s:
 * those of GLib before 2.76 keep what was freed for themselves, where nobody sees it */
static inline void
bench_heap_begin (char **argv)
{
  if (g_getenv ("G_SLICE") != NULL)
    return;
  g_setenv ("G_SLICE", "always-malloc", TRUE);
  execv ("/proc/self/exe", argv);
}

/** bench_heap_get_used: of all threads */
static inline gsize
bench_heap_get_used (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}
