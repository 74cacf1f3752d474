/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One entry of the catalogue as a value: read from JSON once, never changed. Pure: no clock, no
 * locale, no I/O. The whole text is kept, so what we do not understand is not lost.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-resource.h"

#include "wf-json.h"
#include "wf-resource-read.h"

#include <stdio.h>
#include <string.h>

/* 1 January 1970, as GLib counts days. */
#define EPOCH_JULIAN 719163

G_DEFINE_QUARK (wf-catalogue-error-quark, wf_catalogue_error)
G_DEFINE_BOXED_TYPE (WfResource, wf_resource, wf_resource_ref, wf_resource_unref)

static gboolean
same_language (const char *offered, const char *wanted)
{
  static const char *const SAME[][2] = { { "cmn", "zh" }, { "yue", "zh" }, { "prs", "fa" } };
  g_autofree char *a = g_ascii_strdown (offered, strcspn (offered, "-_"));
  g_autofree char *b = g_ascii_strdown (wanted, strcspn (wanted, "-_"));

  if (strcmp (a, b) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (SAME); i++)
    {
      if ((strcmp (a, SAME[i][0]) == 0 && strcmp (b, SAME[i][1]) == 0) ||
          (strcmp (a, SAME[i][1]) == 0 && strcmp (b, SAME[i][0]) == 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
lies_in (const char *region, const char *whole)
{
  gsize size = strlen (whole);

  return strncmp (region, whole, size) == 0 && (region[size] == '\0' || region[size] == '-');
}

WfResource *
wf_resource_new_from_text (const char *text, gsize size, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (WfResource) self = g_new0 (WfResource, 1);

  g_atomic_ref_count_init (&self->refs);
  return wf_resource_read (self, text, size, error) ? g_steal_pointer (&self) : NULL;
}

WfResource *
wf_resource_new_from_json (JsonObject *object, GError **error)
{
  g_return_val_if_fail (object != NULL, NULL);

  g_autofree char *text = wf_json_to_text (object);
  WfResource *self = wf_resource_new_from_text (text, strlen (text), error);

  if (self != NULL)
    self->tree = json_object_ref (object);
  return self;
}

WfResource *
wf_resource_ref (WfResource *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_resource_unref (WfResource *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->block);
  g_clear_pointer (&self->tree, json_object_unref);
  g_free (self);
}

JsonObject *
wf_resource_get_json (const WfResource *self)
{
  JsonObject **tree = &((WfResource *) self)->tree;
  JsonObject *made;

  if (g_atomic_pointer_get (tree) != NULL)
    return g_atomic_pointer_get (tree);
  made = wf_json_parse_object (self->json, (gssize) self->json_size, NULL);
  /* Another thread may have been first. */
  if (!g_atomic_pointer_compare_and_exchange (tree, NULL, made))
    json_object_unref (made);
  return g_atomic_pointer_get (tree);
}

const char *
wf_resource_get_text (const WfResource *self)
{
  return self->json;
}

JsonObject *
wf_resource_get_conditions (const WfResource *self)
{
  return wf_json_get_object (wf_resource_get_json (self), "conditions");
}

gboolean
wf_resource_equal (const WfResource *a, const WfResource *b)
{
  return a == b || (a->json_size == b->json_size && memcmp (a->json, b->json, a->json_size) == 0);
}

JsonObject *
wf_resource_to_json (const WfResource *self)
{
  return wf_json_parse_object (self->json, (gssize) self->json_size, NULL);
}

const char *
wf_resource_get_name (const WfResource *self, const char *language)
{
  if (self->name_fr != NULL && language != NULL && same_language ("fr", language))
    return self->name_fr;
  return self->name;
}

const char *
wf_resource_get_summary (const WfResource *self, const char *language, const char **out_language)
{
  gboolean is_french =
      self->summary_fr != NULL && language != NULL && same_language ("fr", language);

  if (out_language != NULL)
    *out_language = is_french ? "fr" : "en";
  return is_french ? self->summary_fr : self->summary;
}

const char *
wf_resource_get_link (const WfResource *self)
{
  return self->url != NULL ? self->url : self->source_url;
}

gboolean
wf_resource_has_tag (const WfResource *self, const char *tag)
{
  return g_strv_contains ((const char *const *) self->tags, tag);
}

WfTruth
wf_resource_covers (const WfResource *self, const char *region)
{
  WfTruth covers = region == NULL ? WF_TRUTH_UNKNOWN : WF_TRUTH_NO;

  if (strcmp (self->regions[0], WF_REGION_UNKNOWN) == 0)
    return WF_TRUTH_UNKNOWN;
  for (guint i = 0; region != NULL && self->regions[i] != NULL; i++)
    {
      if (lies_in (region, self->regions[i]))
        return WF_TRUTH_YES;
      if (lies_in (self->regions[i], region))
        covers = WF_TRUTH_UNKNOWN;
    }
  return covers;
}

gboolean
wf_resource_speaks (const WfResource *self, const char *language)
{
  for (guint i = 0; self->languages[i] != NULL; i++)
    {
      if (same_language (self->languages[i], language))
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_resource_has_interpreters (const WfResource *self)
{
  return wf_resource_has_tag (self, "interpretation") ||
         wf_resource_has_tag (self, "200-languages");
}

gboolean
wf_resource_is_remote (const WfResource *self)
{
  static const char *const TAGS[] = { "online",   "remote",         "chat",      "messaging",
                                      "webinars", "online-classes", "e-learning" };

  if (strcmp (self->kind, "helpline") == 0 || self->is_said_remote)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (TAGS); i++)
    {
      if (wf_resource_has_tag (self, TAGS[i]))
        return TRUE;
    }
  return FALSE;
}

gint64
wf_resource_get_places (const WfResource *self)
{
  return self->places;
}

WfResourceCheck
wf_resource_get_check (const WfResource *self, const GDate *today)
{
  WfResourceCheck check = WF_RESOURCE_CHECK_NONE;
  GDate first, last;

  /* Whoever looked themselves needs no source. */
  if (self->checked != NULL && wf_date_parse_partial (self->checked, &first, &last))
    {
      g_date_add_months (&first, WF_RESOURCE_FRESH_MONTHS);
      if (g_date_compare (&first, today) >= 0)
        return WF_RESOURCE_CHECK_NONE;
    }
  if (!wf_date_parse_partial (self->as_of, &first, &last))
    check |= WF_RESOURCE_CHECK_NO_DATE;
  else
    {
      /* Of a date without a day, the earliest day counts: better one check too many. */
      g_date_add_months (&first, WF_RESOURCE_FRESH_MONTHS);
      if (g_date_compare (&first, today) < 0)
        check |= WF_RESOURCE_CHECK_OLD;
    }
  if (self->status == WF_RESOURCE_UNVERIFIED)
    check |= WF_RESOURCE_CHECK_UNVERIFIED;
  if (strcmp (self->confidence, "low") == 0)
    check |= WF_RESOURCE_CHECK_LOW_CONFIDENCE;
  return check;
}

void
wf_date_from_time (gint64 time_us, GDate *out_date)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  g_return_if_fail (time != NULL);

  g_date_clear (out_date, 1);
  g_date_set_dmy (out_date, g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  g_date_time_get_year (time));
}

gboolean
wf_date_parse_partial (const char *text, GDate *out_first, GDate *out_last)
{
  guint year = 0, month = 0, day = 0;
  int used = 0;
  int parts = sscanf (text, "%4u%n-%2u%n-%2u%n", &year, &used, &month, &used, &day, &used);

  if (parts < 1 || text[used] != '\0' || used != (int[]){ 4, 7, 10 }[parts - 1])
    return FALSE;
  if (year == 0 || !g_date_valid_year (year) || (parts > 1 && (month < 1 || month > 12)) ||
      (parts > 2 && !g_date_valid_dmy (day, month, year)))
    return FALSE;

  g_date_clear (out_first, 1);
  g_date_clear (out_last, 1);
  g_date_set_dmy (out_first, parts > 2 ? day : 1, parts > 1 ? month : 1, year);
  g_date_set_dmy (out_last,
                  parts > 2 ? day : g_date_get_days_in_month (parts > 1 ? month : 12, year),
                  parts > 1 ? month : 12, year);
  return TRUE;
}

gboolean
wf_date_is_to_come (const char *text)
{
  gint64 now = g_get_real_time ();
  GDate first, last, tomorrow;

  if (!wf_date_parse_partial (text, &first, &last))
    return FALSE;
  /* Today in UTC is tomorrow at the latest, by any clock; to ask which one is ours takes long. */
  if (g_date_get_julian (&first) <= EPOCH_JULIAN + now / G_TIME_SPAN_DAY)
    return FALSE;
  wf_date_from_time (now, &tomorrow);
  g_date_add_days (&tomorrow, 1);
  return g_date_compare (&first, &tomorrow) > 0;
}
