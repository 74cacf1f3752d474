/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The regions an agency can be in: where the starter list of offers knows its way.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-regions.h"

#include <glib/gi18n.h>

static const struct {
  const char *code;
  const char *name;
} REGIONS[] = {
  { "CA-AB", N_ ("Alberta") },
  { "CA-BC", N_ ("British Columbia") },
  { "CA-MB", N_ ("Manitoba") },
  { "CA-NB", N_ ("New Brunswick") },
  { "CA-NL", N_ ("Newfoundland and Labrador") },
  { "CA-NT", N_ ("Northwest Territories") },
  { "CA-NS", N_ ("Nova Scotia") },
  { "CA-NU", N_ ("Nunavut") },
  { "CA-ON", N_ ("Ontario") },
  { "CA-PE", N_ ("Prince Edward Island") },
  { "CA-QC", N_ ("Quebec") },
  { "CA-SK", N_ ("Saskatchewan") },
  { "CA-YT", N_ ("Yukon") },
  { "", N_ ("Another place") },
};

guint
wf_regions_get_n (void)
{
  return G_N_ELEMENTS (REGIONS);
}

const char *
wf_regions_get_code (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (REGIONS), "");

  return REGIONS[index].code;
}

const char *
wf_regions_get_name (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (REGIONS), "");

  return _ (REGIONS[index].name);
}

guint
wf_regions_find (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (REGIONS); i++)
    {
      if (g_strcmp0 (REGIONS[i].code, code) == 0)
        return i;
    }
  return G_N_ELEMENTS (REGIONS) - 1;
}
