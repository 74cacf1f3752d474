/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Picking from a large bank. `information` holds every item's information at every node
 * of the grid, node after node. Between two nodes a straight line is off by at most
 * h²/8 max |I''|, and |I''| ≤ a² m² I, I ≤ exp (a m h) times either end (the derivatives
 * of I are a³ M3 and a⁴ (M4 - 3 V²), and no answer lies further than m from its mean);
 * `slack` is one plus that, rounded up, and without end for an item so steep that the
 * grid says nothing of it. An item whose line times slack does not pass the best so far
 * cannot win and is not computed.
 */
#define G_LOG_DOMAIN "wf-measure"

#include "wf-item-table.h"

#include <float.h>
#include <math.h>

/* A multiple of what compilers take at a time; small enough for the stack. */
#define BLOCK 64
/* More than what single precision rounds away. */
#define ROUNDING 1e-6
/* a m from which the grid is too coarse. */
#define STEEP 20.0
/* What posterior weight is not worth adding. */
#define NO_WEIGHT 1e-9

struct _WfItemTable {
  guint n_items;
  guint stride; /* n_items, rounded up to whole blocks */
  WfIrtItem *items;
  float *information; /* WF_POSTERIOR_NODES × stride; 0 beyond n_items */
  float *slack;       /* stride */
};

WfItemTable *
wf_item_table_new (const WfIrtItem *items, guint n_items)
{
  g_return_val_if_fail (items != NULL || n_items == 0, NULL);

  WfItemTable *self = g_new0 (WfItemTable, 1);

  self->n_items = n_items;
  self->stride = (n_items + BLOCK - 1) / BLOCK * BLOCK;
  self->items = g_memdup2 (items, n_items * sizeof *items);
  self->information = g_new0 (float, (gsize) WF_POSTERIOR_NODES * self->stride);
  self->slack = g_new0 (float, self->stride);
  for (guint i = 0; i < n_items; i++)
    {
      double am = items[i].slope * items[i].n_thresholds;
      double h = WF_POSTERIOR_STEP;

      self->slack[i] =
          am > STEEP ? INFINITY : (float) (1.0 + h * h / 8.0 * am * am * exp (am * h) + ROUNDING);
      for (guint node = 0; node < WF_POSTERIOR_NODES; node++)
        self->information[(gsize) node * self->stride + i] =
            (float) wf_irt_information (&items[i], wf_posterior_node (node));
    }
  return self;
}

void
wf_item_table_free (WfItemTable *self)
{
  if (self == NULL)
    return;

  g_free (self->items);
  g_free (self->information);
  g_free (self->slack);
  g_free (self);
}

guint
wf_item_table_get_n_items (const WfItemTable *self)
{
  return self->n_items;
}

const WfIrtItem *
wf_item_table_get_item (const WfItemTable *self, guint index)
{
  g_return_val_if_fail (index < self->n_items, NULL);

  return &self->items[index];
}

typedef struct {
  guint index;
  double most;
} Best;

static void
consider (const WfItemTable *self, guint index, double theta, const guint8 *used, Best *best)
{
  if (used[index])
    return;

  double information = wf_irt_information (&self->items[index], theta);

  if (information > best->most)
    *best = (Best){ index, information };
}

guint
wf_item_table_pick_at (const WfItemTable *self, double theta, const guint8 *used)
{
  g_return_val_if_fail (self != NULL && used != NULL, WF_ITEM_TABLE_NONE);

  double place = (theta - wf_posterior_node (0)) / WF_POSTERIOR_STEP;
  Best best = { WF_ITEM_TABLE_NONE, -1.0 };

  if (!(place >= 0.0 && place < WF_POSTERIOR_NODES - 1))
    {
      for (guint i = 0; i < self->n_items; i++)
        consider (self, i, theta, used, &best);
      return best.index;
    }

  if (self->n_items == 0)
    return WF_ITEM_TABLE_NONE;

  guint node = (guint) place;
  float right = (float) (place - node), left = 1.0f - right;
  const float *below = self->information + (gsize) node * self->stride;
  const float *above = below + self->stride;

  for (guint start = 0; start < self->n_items; start += BLOCK)
    {
      float bound[BLOCK];
      float beaten = (float) best.most;
      int n_open = 0;

      for (guint i = 0; i < BLOCK; i++)
        bound[i] =
            (left * below[start + i] + right * above[start + i]) * self->slack[start + i] + FLT_MIN;
      /* Said the other way round, for what is not a number: a steep item, 0 at both nodes. */
      for (guint i = 0; i < BLOCK; i++)
        n_open += !(bound[i] <= beaten);
      for (guint i = 0; n_open > 0 && i < BLOCK && start + i < self->n_items; i++)
        {
          if (!(bound[i] <= best.most))
            consider (self, start + i, theta, used, &best);
        }
    }
  return best.index;
}

guint
wf_item_table_pick_weighted (const WfItemTable *self,
                             const WfPosterior *posterior,
                             const guint8 *used)
{
  g_return_val_if_fail (self != NULL && posterior != NULL && used != NULL, WF_ITEM_TABLE_NONE);

  double weights[WF_POSTERIOR_NODES];
  guint first = 0, last = WF_POSTERIOR_NODES - 1;
  Best best = { WF_ITEM_TABLE_NONE, -1.0 };

  wf_posterior_weights (posterior, weights);
  while (first < last && weights[first] < NO_WEIGHT)
    first++;
  while (last > first && weights[last] < NO_WEIGHT)
    last--;
  for (guint start = 0; start < self->n_items; start += BLOCK)
    {
      float sum[BLOCK] = { 0.0f };

      for (guint node = first; node <= last; node++)
        {
          const float *information = self->information + (gsize) node * self->stride + start;
          float weight = (float) weights[node];

          for (guint i = 0; i < BLOCK; i++)
            sum[i] += weight * information[i];
        }
      for (guint i = 0; i < BLOCK && start + i < self->n_items; i++)
        {
          if (sum[i] > best.most && !used[start + i])
            best = (Best){ start + i, sum[i] };
        }
    }
  return best.index;
}
