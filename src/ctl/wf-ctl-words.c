/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words that must be of those we know: a region, a kind, a language. A word nobody knows
 * finds nothing, and nothing found looks like an answer: so it is wrong use, and said.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include <string.h>

#include "wf-format.h"
#include "wf-languages.h"
#include "wf-resource.h"

static const char *const CANADA[] = { "CA-AB", "CA-BC", "CA-MB", "CA-NB", "CA-NL", "CA-NS", "CA-NT",
                                      "CA-NU", "CA-ON", "CA-PE", "CA-QC", "CA-SK", "CA-YT", NULL };

static gboolean
refuse (const char *option, const char *word, const char *known)
{
  g_autofree char *message =
      g_strdup_printf ("there is no %s “%s”; known are: %s", option, word, known);

  wf_ctl_wrong_use (message);
  return FALSE;
}

gboolean
wf_ctl_check_region (const char *region)
{
  g_autofree char *known = NULL;
  g_autofree char *country = region != NULL ? g_strndup (region, 2) : NULL;
  gboolean is_code =
      region == NULL || (g_regex_match_simple ("^[A-Z]{2}(-[A-Z0-9]{1,3})?$", region, 0, 0) &&
                         wf_format_knows_country (country));

  if (region == NULL ||
      (is_code && (!g_str_has_prefix (region, "CA-") || g_strv_contains (CANADA, region))))
    return TRUE;
  known = g_strjoinv (" ", (GStrv) CANADA);
  return refuse ("region", region, known);
}

gboolean
wf_ctl_check_kind (const char *kind)
{
  g_autofree char *known = NULL;

  if (kind == NULL || g_strv_contains (wf_resource_list_kinds (), kind))
    return TRUE;
  known = g_strjoinv (" ", (GStrv) wf_resource_list_kinds ());
  return refuse ("kind", kind, known);
}

gboolean
wf_ctl_check_language (const char *language)
{
  const char *tag = language != NULL ? wf_language_normalise (language) : NULL;

  if (language == NULL || (tag != NULL && wf_format_knows_language (tag)))
    return TRUE;
  return refuse ("language", language, "tags such as en, fr, ar, fa, so, uk, zh-Hans");
}
