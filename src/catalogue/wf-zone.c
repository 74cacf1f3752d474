/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By which clock an offer keeps its hours. Any thread; a zone's rules are read once.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-zone.h"

#include "wf-hours.h"

#include <string.h>

static const struct {
  const char *region;
  const char *zone;
} ZONES[] = {
  { "CA-AB", "America/Edmonton" },    { "CA-BC", "America/Vancouver" },
  { "CA-MB", "America/Winnipeg" },    { "CA-NB", "America/Moncton" },
  { "CA-NL", "America/St_Johns" },    { "CA-NS", "America/Halifax" },
  { "CA-NT", "America/Yellowknife" }, { "CA-NU", "America/Iqaluit" },
  { "CA-ON", "America/Toronto" },     { "CA-PE", "America/Halifax" },
  { "CA-QC", "America/Toronto" },     { "CA-SK", "America/Regina" },
  { "CA-YT", "America/Whitehorse" },  { "GB", "Europe/London" },
};

/* Parts of a province that keep the clock of the next one: the Kootenays and the Peace, Kenora,
 * Labrador, Lloydminster, the west of Nunavut. */
static const struct {
  const char *zone;
  const char *others[3];
} OTHERS[] = {
  { "America/Vancouver", { "America/Edmonton", NULL } },
  { "America/Toronto", { "America/Winnipeg", NULL } },
  { "America/St_Johns", { "America/Halifax", NULL } },
  { "America/Regina", { "America/Edmonton", NULL } },
  { "America/Iqaluit", { "America/Winnipeg", "America/Edmonton", NULL } },
};

static GTimeZone *rules[G_N_ELEMENTS (ZONES)];
G_LOCK_DEFINE_STATIC (rules);

static const char *
find_one (const char *region)
{
  for (guint i = 0; i < G_N_ELEMENTS (ZONES); i++)
    {
      if (strcmp (ZONES[i].region, region) == 0)
        return ZONES[i].zone;
    }
  return NULL;
}

const char *
wf_zone_find (const char *const *regions)
{
  g_return_val_if_fail (regions != NULL, NULL);

  const char *zone = regions[0] != NULL ? find_one (regions[0]) : NULL;

  for (guint i = 1; zone != NULL && regions[i] != NULL; i++)
    {
      if (g_strcmp0 (find_one (regions[i]), zone) != 0)
        return NULL;
    }
  return zone;
}

/* Returns: (transfer none) (nullable): kept for ever */
static GTimeZone *
get_rules (const char *zone)
{
  GTimeZone *found = NULL;
  guint which = 0;

  while (which < G_N_ELEMENTS (ZONES) && strcmp (ZONES[which].zone, zone) != 0)
    which++;
  if (which == G_N_ELEMENTS (ZONES))
    return NULL;
  G_LOCK (rules);
  if (rules[which] == NULL)
    rules[which] = g_time_zone_new_identifier (zone);
  found = rules[which];
  G_UNLOCK (rules);
  return found;
}

static int
get_offset (GTimeZone *zone, gint64 now)
{
  return g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, now)) /
         60;
}

guint
wf_zone_to_there (const char *zone, guint minute)
{
  g_return_val_if_fail (zone != NULL && minute < WF_HOURS_WEEK, minute);

  GTimeZone *there = get_rules (zone);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (there == NULL)
    return minute;

  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  int shifted = (int) minute + get_offset (there, now) - get_offset (here, now);

  return (guint) ((shifted + WF_HOURS_WEEK) % WF_HOURS_WEEK);
}

gboolean
wf_zone_is_open (const char *zone, const char *hours, guint minute)
{
  g_return_val_if_fail (zone != NULL && hours != NULL && minute < WF_HOURS_WEEK, FALSE);

  guint there = wf_zone_to_there (zone, minute);
  gboolean is_open = wf_hours_ask (hours, there) == WF_TRUTH_YES;

  if (there == minute)
    return is_open;
  for (guint i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    {
      if (strcmp (OTHERS[i].zone, zone) != 0)
        continue;
      for (const char *const *other = OTHERS[i].others; is_open && *other != NULL; other++)
        is_open = wf_hours_ask (hours, wf_zone_to_there (*other, minute)) == WF_TRUTH_YES;
    }
  return is_open;
}
