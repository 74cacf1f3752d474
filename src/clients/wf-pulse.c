/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What workshops end or begin with, as totals. Whether enough people answered to tell is decided
 * where results are read; here stands only what may be told.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-pulse.h"

#include "wf-json.h"

#define MAX_PEOPLE 100000

static const struct {
  const char *name;
  const char *choices[WF_PULSE_N_CHOICES];
} KINDS[WF_PULSE_N_KINDS] = {
  [WF_PULSE_CLOSING] = { "closing", { "now", "practise", "beside" } },
  [WF_PULSE_STAFF] = { "staff", { "surviving", "striving", "thriving" } },
};

const char *
wf_pulse_get_choice (WfPulseKind kind, guint index)
{
  g_return_val_if_fail (kind < WF_PULSE_N_KINDS && index < WF_PULSE_N_CHOICES, "");

  return KINDS[kind].choices[index];
}

gboolean
wf_pulse_find_choice (WfPulseKind kind, const char *choice, guint *out_index)
{
  g_return_val_if_fail (kind < WF_PULSE_N_KINDS && choice != NULL, FALSE);

  for (guint i = 0; i < WF_PULSE_N_CHOICES; i++)
    {
      if (!g_str_equal (KINDS[kind].choices[i], choice))
        continue;
      *out_index = i;
      return TRUE;
    }
  return FALSE;
}

void
wf_pulses_write (const WfPulse *pulses, JsonObject *body)
{
  g_return_if_fail (pulses != NULL && body != NULL);

  JsonObject *all = json_object_new ();

  for (guint kind = 0; kind < WF_PULSE_N_KINDS; kind++)
    {
      JsonObject *one;

      if (pulses[kind].people == 0)
        continue;
      one = json_object_new ();
      json_object_set_int_member (one, "people", pulses[kind].people);
      for (guint i = 0; i < WF_PULSE_N_CHOICES; i++)
        json_object_set_int_member (one, KINDS[kind].choices[i], pulses[kind].counts[i]);
      json_object_set_object_member (all, KINDS[kind].name, one);
    }
  if (json_object_get_size (all) > 0)
    json_object_set_object_member (body, "pulse", all);
  else
    json_object_unref (all);
}

static guint
read_number (JsonObject *one, const char *name)
{
  return (guint) CLAMP (wf_json_get_int (one, name, 0), 0, MAX_PEOPLE);
}

void
wf_pulses_read (WfPulse *pulses, JsonObject *body)
{
  g_return_if_fail (pulses != NULL && body != NULL);

  JsonObject *all = wf_json_get_object (body, "pulse");

  for (guint kind = 0; kind < WF_PULSE_N_KINDS; kind++)
    {
      JsonObject *one = wf_json_get_object (all, KINDS[kind].name);

      pulses[kind] = (WfPulse){ 0 };
      if (one == NULL)
        continue;
      pulses[kind].people = read_number (one, "people");
      for (guint i = 0; i < WF_PULSE_N_CHOICES && pulses[kind].people > 0; i++)
        pulses[kind].counts[i] = read_number (one, KINDS[kind].choices[i]);
    }
}
