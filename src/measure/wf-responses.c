/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of who answered what, which calibration and fairness read. Invariant: every
 * cell is WF_RESPONSE_NONE or between 0 and its item's n_thresholds.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-responses.h"

#include <string.h>

WfResponses *
wf_responses_new (guint n_persons, guint n_items)
{
  WfResponses *self = g_new0 (WfResponses, 1);

  self->n_persons = n_persons;
  self->n_items = n_items;
  self->n_thresholds = g_new (guint, MAX (n_items, 1));
  for (guint i = 0; i < n_items; i++)
    self->n_thresholds[i] = 1;
  self->cells = g_malloc_n (MAX (n_persons, 1), MAX (n_items, 1));
  memset (self->cells, WF_RESPONSE_NONE, (gsize) n_persons * n_items);
  return self;
}

void
wf_responses_free (WfResponses *self)
{
  if (self == NULL)
    return;

  g_free (self->n_thresholds);
  g_free (self->cells);
  g_free (self);
}

static gint8 *
cell (const WfResponses *self, guint person, guint item)
{
  return &self->cells[(gsize) person * self->n_items + item];
}

int
wf_responses_get (const WfResponses *self, guint person, guint item)
{
  g_return_val_if_fail (person < self->n_persons && item < self->n_items, WF_RESPONSE_NONE);

  return *cell (self, person, item);
}

void
wf_responses_set (WfResponses *self, guint person, guint item, int category)
{
  g_return_if_fail (person < self->n_persons && item < self->n_items);
  g_return_if_fail (category >= WF_RESPONSE_NONE && category <= WF_IRT_MAX_THRESHOLDS);

  *cell (self, person, item) = (gint8) category;
  if (category > (int) self->n_thresholds[item])
    self->n_thresholds[item] = (guint) category;
}

guint
wf_responses_count (const WfResponses *self, guint item, guint category)
{
  guint count = 0;

  for (guint person = 0; person < self->n_persons; person++)
    count += wf_responses_get (self, person, item) == (int) category;
  return count;
}

gboolean
wf_responses_is_complete (const WfResponses *self)
{
  return memchr (self->cells, (guint8) WF_RESPONSE_NONE, (gsize) self->n_persons * self->n_items) ==
         NULL;
}
