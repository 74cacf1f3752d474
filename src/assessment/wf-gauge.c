/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The five A's at a glance. Each access item says how much each of its options stands in
 * the way; where several may be chosen, some items are as good as their best option (one
 * own phone is enough) and others as hard as their hardest. A gauge is as hard as its
 * hardest item. The weights are experts' guesses and stand in this one table.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-gauge.h"

#include <string.h>

typedef struct {
  const char *item;
  const char *some;    /* option ids, one character each */
  const char *blocked; /* likewise */
  gboolean best_counts;
} Weight;

static const Weight WEIGHTS[] = {
  { "wf-access-availability-01", "246", "5", TRUE },
  { "wf-access-availability-02", "23", "4", FALSE },
  { "wf-access-availability-03", "2", "3", FALSE },
  { "wf-access-affordability-01", "2", "3", FALSE },
  { "wf-access-affordability-02", "3", "4", TRUE },
  { "wf-access-awareness-01", "2", "3", FALSE },
  { "wf-access-awareness-02", "2", "3", FALSE },
  { "wf-access-ability-01", "345", "", TRUE },
  { "wf-access-ability-02", "12345", "", FALSE },
  { "wf-access-agency-02", "1234", "5", FALSE },
  { "wf-access-agency-03", "", "", FALSE },
  { "wf-access-agency-04", "", "4", FALSE },
};

static const char *const STATE_CODES[] = { "unknown", "ok", "some", "blocked" };

const char *
wf_gauge_state_to_code (WfGaugeState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (STATE_CODES), NULL);

  return STATE_CODES[state];
}

static WfGaugeState
weigh_option (const Weight *weight, const char *option)
{
  if (strlen (option) == 1 && strchr (weight->blocked, *option) != NULL)
    return WF_GAUGE_BLOCKED;
  if (strlen (option) == 1 && strchr (weight->some, *option) != NULL)
    return WF_GAUGE_SOME;
  return WF_GAUGE_OK;
}

static WfGaugeState
weigh (const WfAnswer *answer)
{
  for (guint i = 0; i < G_N_ELEMENTS (WEIGHTS); i++)
    {
      const Weight *weight = &WEIGHTS[i];
      WfGaugeState state = weight->best_counts ? WF_GAUGE_BLOCKED : WF_GAUGE_OK;

      if (!g_str_equal (weight->item, answer->item_id))
        continue;
      for (guint k = 0; answer->options != NULL && answer->options[k] != NULL; k++)
        {
          WfGaugeState option = weigh_option (weight, answer->options[k]);

          state = weight->best_counts ? MIN (state, option) : MAX (state, option);
        }
      return state;
    }
  return WF_GAUGE_OK;
}

/* Takes an item's state into a gauge; what is as hard stands beside what is there. */
static void
take_in (WfGaugeState item_state, const char *item_id, WfGaugeState *state, GStrvBuilder **because)
{
  if (item_state < *state)
    return;
  if (item_state > *state)
    {
      g_strv_builder_unref (*because);
      *because = g_strv_builder_new ();
      *state = item_state;
    }
  g_strv_builder_add (*because, item_id);
}

static WfGauge *
gauge_new (WfConstraint access, const WfAnswers *answers, WfItemBank *bank)
{
  WfGauge *self = g_new0 (WfGauge, 1);
  GStrvBuilder *because = g_strv_builder_new ();
  GStrvBuilder *open_because = g_strv_builder_new ();

  self->access = access;
  for (guint i = 0; i < wf_answers_get_n (answers); i++)
    {
      const WfAnswer *answer = wf_answers_get (answers, i);
      const WfItem *item = wf_item_bank_lookup (bank, answer->item_id);

      if (item == NULL || item->access != access || answer->state != WF_ANSWER_GIVEN)
        continue;

      WfGaugeState state = weigh (answer);

      take_in (state, answer->item_id, &self->state, &because);
      if (!answer->is_protected && !item->protected && !item->private_only)
        take_in (state, answer->item_id, &self->open_state, &open_because);
    }
  self->because = g_strv_builder_end (because);
  self->open_because = g_strv_builder_end (open_because);
  g_strv_builder_unref (because);
  g_strv_builder_unref (open_because);
  return self;
}

GPtrArray *
wf_gauges_new (const WfAnswers *answers, WfItemBank *bank)
{
  g_return_val_if_fail (answers != NULL && bank != NULL, NULL);

  GPtrArray *gauges = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_gauge_free);

  for (WfConstraint access = WF_CONSTRAINT_AVAILABILITY; access <= WF_CONSTRAINT_AGENCY; access++)
    g_ptr_array_add (gauges, gauge_new (access, answers, bank));
  return gauges;
}

void
wf_gauge_free (WfGauge *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->because);
  g_strfreev (self->open_because);
  g_free (self);
}
