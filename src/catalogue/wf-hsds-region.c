/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the country and state of an address to a region of ISO 3166. Pure.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-hsds-region.h"

#include <string.h>

/* ISO 3166-2, code and name, the countries whose addresses often leave the country away. */
static const char *const STATES[][2] = {
  { "US-AL", "Alabama" },
  { "US-AK", "Alaska" },
  { "US-AZ", "Arizona" },
  { "US-AR", "Arkansas" },
  { "US-CA", "California" },
  { "US-CO", "Colorado" },
  { "US-CT", "Connecticut" },
  { "US-DE", "Delaware" },
  { "US-DC", "District of Columbia" },
  { "US-FL", "Florida" },
  { "US-GA", "Georgia" },
  { "US-HI", "Hawaii" },
  { "US-ID", "Idaho" },
  { "US-IL", "Illinois" },
  { "US-IN", "Indiana" },
  { "US-IA", "Iowa" },
  { "US-KS", "Kansas" },
  { "US-KY", "Kentucky" },
  { "US-LA", "Louisiana" },
  { "US-ME", "Maine" },
  { "US-MD", "Maryland" },
  { "US-MA", "Massachusetts" },
  { "US-MI", "Michigan" },
  { "US-MN", "Minnesota" },
  { "US-MS", "Mississippi" },
  { "US-MO", "Missouri" },
  { "US-MT", "Montana" },
  { "US-NE", "Nebraska" },
  { "US-NV", "Nevada" },
  { "US-NH", "New Hampshire" },
  { "US-NJ", "New Jersey" },
  { "US-NM", "New Mexico" },
  { "US-NY", "New York" },
  { "US-NC", "North Carolina" },
  { "US-ND", "North Dakota" },
  { "US-OH", "Ohio" },
  { "US-OK", "Oklahoma" },
  { "US-OR", "Oregon" },
  { "US-PA", "Pennsylvania" },
  { "US-PR", "Puerto Rico" },
  { "US-RI", "Rhode Island" },
  { "US-SC", "South Carolina" },
  { "US-SD", "South Dakota" },
  { "US-TN", "Tennessee" },
  { "US-TX", "Texas" },
  { "US-UT", "Utah" },
  { "US-VT", "Vermont" },
  { "US-VA", "Virginia" },
  { "US-WA", "Washington" },
  { "US-WV", "West Virginia" },
  { "US-WI", "Wisconsin" },
  { "US-WY", "Wyoming" },
  { "CA-AB", "Alberta" },
  { "CA-BC", "British Columbia" },
  { "CA-MB", "Manitoba" },
  { "CA-NB", "New Brunswick" },
  { "CA-NL", "Newfoundland and Labrador" },
  { "CA-NS", "Nova Scotia" },
  { "CA-NT", "Northwest Territories" },
  { "CA-NU", "Nunavut" },
  { "CA-ON", "Ontario" },
  { "CA-PE", "Prince Edward Island" },
  { "CA-QC", "Quebec" },
  { "CA-QC", "Québec" },
  { "CA-SK", "Saskatchewan" },
  { "CA-YT", "Yukon" },
};

static const char *const COUNTRIES[][2] = {
  { "US", "United States" },
  { "US", "United States of America" },
  { "US", "USA" },
  { "US", "U.S." },
  { "CA", "Canada" },
  { "CA", "CAN" },
  { "GB", "United Kingdom" },
  { "GB", "UK" },
  { "GB", "England" },
  { "GB", "Scotland" },
  { "GB", "Wales" },
  { "GB", "Great Britain" },
  { "AU", "Australia" },
  { "FR", "France" },
  { "IE", "Ireland" },
  { "NZ", "New Zealand" },
  { "BE", "Belgium" },
  { "CH", "Switzerland" },
};

static char *
find_country (const char *country)
{
  for (guint i = 0; i < G_N_ELEMENTS (COUNTRIES); i++)
    {
      if (g_ascii_strcasecmp (country, COUNTRIES[i][1]) == 0)
        return g_strdup (COUNTRIES[i][0]);
    }
  if (strlen (country) == 2 && g_ascii_isalpha (country[0]) && g_ascii_isalpha (country[1]))
    return g_ascii_strup (country, 2);
  return NULL;
}

char *
wf_hsds_find_region (const char *country, const char *state)
{
  g_autofree char *land = g_strstrip (g_strdup (country));
  g_autofree char *part = g_strstrip (g_strdup (state));
  g_autofree char *code = find_country (land);

  for (guint i = 0; i < G_N_ELEMENTS (STATES); i++)
    {
      gboolean is_its = g_ascii_strcasecmp (part, STATES[i][0] + 3) == 0 ||
                        g_ascii_strcasecmp (part, STATES[i][0]) == 0 ||
                        g_ascii_strcasecmp (part, STATES[i][1]) == 0;

      if (is_its && (code == NULL || strncmp (code, STATES[i][0], 2) == 0))
        return g_strdup (STATES[i][0]);
    }
  return g_steal_pointer (&code);
}
