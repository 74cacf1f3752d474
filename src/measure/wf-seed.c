/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Repeatable chance: the same seed and step give the same number on every machine.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-seed.h"

guint64
wf_seed_mix (guint64 seed, guint64 step)
{
  guint64 z = seed + (step + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

void
wf_seed_shuffle (guint64 seed, guint *order, guint n)
{
  for (guint i = n; i > 1; i--)
    {
      guint j = (guint) (wf_seed_mix (seed, i) % i);
      guint keep = order[i - 1];

      order[i - 1] = order[j];
      order[j] = keep;
    }
}
