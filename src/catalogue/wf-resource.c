/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One entry of the catalogue as a value: read from JSON once, never changed. Pure: no clock, no
 * locale, no I/O. The whole source object is kept, so what we do not understand is not lost.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-resource.h"

#include "wf-json.h"

#include <stdio.h>

G_DEFINE_QUARK (wf-catalogue-error-quark, wf_catalogue_error)
G_DEFINE_BOXED_TYPE (WfResource, wf_resource, wf_resource_ref, wf_resource_unref)

static const char *const STATUSES[] = { "active", "unverified", "closed" };

static const char *const KINDS[] = { "access",   "accessibility", "device",   "helpline",
                                     "internet", "mobile",        "practice", "safety",
                                     "support",  "training",      NULL };

static gboolean
parse_status (const char *text, WfResourceStatus *out_status)
{
  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    {
      if (g_strcmp0 (text, STATUSES[i]) == 0)
        {
          *out_status = i;
          return TRUE;
        }
    }
  return FALSE;
}

static char *
dup_text (JsonObject *object, const char *name)
{
  return g_strdup (wf_json_get_string (object, name, ""));
}

/* An empty text is no text where the field may be absent. */
static char *
dup_optional (JsonObject *object, const char *name)
{
  const char *text = wf_json_get_string (object, name, NULL);

  return text == NULL || *text == '\0' ? NULL : g_strdup (text);
}

static void
read_cost (WfCost *cost, JsonObject *object)
{
  JsonNode *amount;

  if (object == NULL)
    return;
  amount = json_object_get_member (object, "amount");
  cost->is_known = TRUE;
  cost->amount =
      amount == NULL || json_node_is_null (amount) ? -1 : wf_json_get_double (object, "amount", -1);
  cost->currency = dup_optional (object, "currency");
  cost->period = dup_optional (object, "period");
  cost->note = dup_optional (object, "note");
}

static void
read_words (WfResource *self, JsonObject *object)
{
  self->name_fr = dup_optional (object, "name_fr");
  self->name_fr_is_seen =
      g_strcmp0 (wf_json_get_string (object, "name_fr_status", NULL), "seen") == 0;
  self->organization = dup_text (object, "organization");
  self->summary = dup_text (object, "summary");
  self->summary_fr = dup_optional (object, "summary_fr");
  self->eligibility = dup_text (object, "eligibility");
  self->how_to_apply = dup_text (object, "how_to_apply");
}

static void
read_contact (WfResource *self, JsonObject *object)
{
  self->url = dup_optional (object, "url");
  self->source_url = dup_text (object, "source_url");
  self->more_sources = wf_json_get_strings (object, "more_sources");
  self->locality = dup_optional (object, "locality");
  self->languages = wf_json_get_strings (object, "languages");
  self->phone = dup_optional (object, "phone");
  self->text_line = dup_optional (object, "text_line");
  self->hours = dup_optional (object, "hours");
}

/* What the agency laid over it, and where it is from. */
static void
read_overlay (WfResource *self, JsonObject *object)
{
  JsonObject *overlay = wf_json_get_object (object, "overlay");
  JsonObject *origin = wf_json_get_object (object, "origin");

  self->is_pinned = wf_json_get_bool (overlay, "pinned", FALSE);
  self->is_hidden = wf_json_get_bool (overlay, "hidden", FALSE);
  self->note = dup_optional (overlay, "note");
  self->checked = dup_optional (overlay, "checked");
  self->corrected = wf_json_get_strings (overlay, "corrected");
  self->source_changed = wf_json_get_strings (overlay, "source_changed");
  self->origin = dup_optional (origin, "id");
  self->origin_title = dup_optional (origin, "title");
}

static gboolean
refuse (GError **error, const char *id, const char *what)
{
  g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
               "the entry “%s” has no usable %s", id == NULL ? "?" : id, what);
  return FALSE;
}

/* The fields without which an entry cannot be found, placed or trusted. */
static gboolean
read_identity (WfResource *self, JsonObject *object, GError **error)
{
  self->id = dup_optional (object, "id");
  self->name = dup_optional (object, "name");
  self->kind = dup_text (object, "kind");
  self->regions = wf_json_get_strings (object, "regions");
  if (self->id == NULL)
    return refuse (error, self->name, "id");
  if (self->name == NULL)
    return refuse (error, self->id, "name");
  if (!g_strv_contains (KINDS, self->kind))
    return refuse (error, self->id, "kind");
  if (!parse_status (wf_json_get_string (object, "status", NULL), &self->status))
    return refuse (error, self->id, "status");
  if (self->regions[0] == NULL)
    return refuse (error, self->id, "regions");
  return TRUE;
}

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

const char *const *
wf_resource_list_kinds (void)
{
  return KINDS;
}

const char *
wf_resource_status_to_text (WfResourceStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (STATUSES), "");

  return STATUSES[status];
}

WfResource *
wf_resource_new_from_json (JsonObject *object, GError **error)
{
  g_return_val_if_fail (object != NULL, NULL);

  g_autoptr (WfResource) self = g_new0 (WfResource, 1);

  g_atomic_ref_count_init (&self->refs);
  self->source = json_object_ref (object);
  read_words (self, object);
  read_contact (self, object);
  read_cost (&self->cost, wf_json_get_object (object, "cost"));
  self->as_of = g_strdup (wf_json_get_string (object, "as_of", "unknown"));
  self->confidence = g_strdup (wf_json_get_string (object, "confidence", "low"));
  self->competences = wf_json_get_strings (object, "competences");
  self->tags = wf_json_get_strings (object, "tags");
  self->conditions = wf_json_get_object (object, "conditions");
  read_overlay (self, object);
  if (!read_identity (self, object, error))
    return NULL;
  return g_steal_pointer (&self);
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

  char *texts[] = { self->id,           self->kind,      self->name,       self->name_fr,
                    self->organization, self->summary,   self->summary_fr, self->eligibility,
                    self->how_to_apply, self->url,       self->source_url, self->locality,
                    self->phone,        self->text_line, self->hours,      self->cost.currency,
                    self->cost.period,  self->cost.note, self->as_of,      self->confidence,
                    self->note,         self->checked,   self->origin,     self->origin_title };
  char **lists[] = { self->more_sources, self->regions,   self->languages,     self->competences,
                     self->tags,         self->corrected, self->source_changed };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_strfreev (lists[i]);
  json_object_unref (self->source);
  g_free (self);
}

gboolean
wf_resource_equal (const WfResource *a, const WfResource *b)
{
  return a == b || json_object_equal (a->source, b->source);
}

JsonObject *
wf_resource_to_json (const WfResource *self)
{
  g_autofree char *text = wf_json_to_text (self->source);

  return wf_json_parse_object (text, -1, NULL);
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

  if (strcmp (self->kind, "helpline") == 0 || wf_json_get_bool (self->source, "remote", FALSE))
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
  JsonObject *capacity = wf_json_get_object (self->source, "capacity");
  double places = capacity != NULL ? wf_json_get_double (capacity, "available", -1) : -1;

  return places >= 0 && places < 1e9 ? (gint64) places : -1;
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
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

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
