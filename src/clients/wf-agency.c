/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The agency's settings as a fold: each agency.founded or agency.changed overrides what it
 * names. Numbers out of range are brought back into it, whoever wrote them.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-agency.h"

#include "wf-due.h"
#include "wf-json.h"

#include <string.h>

#define STATE_TYPE    "(sssssssssasasasasasuu)"
#define RETENTION_MAX 240
#define LOCK_MAX      120

typedef struct {
  const char *name;
  gsize offset;
} Member;

static const Member TEXTS[] = {
  { "name", G_STRUCT_OFFSET (WfAgency, name) },
  { "region", G_STRUCT_OFFSET (WfAgency, region) },
  { "province-line", G_STRUCT_OFFSET (WfAgency, province_line) },
  { "funder-line", G_STRUCT_OFFSET (WfAgency, funder_line) },
  { "phone", G_STRUCT_OFFSET (WfAgency, phone) },
  { "address", G_STRUCT_OFFSET (WfAgency, address) },
  { "lending-line", G_STRUCT_OFFSET (WfAgency, lending_line) },
  { "town", G_STRUCT_OFFSET (WfAgency, town) },
  { "point", G_STRUCT_OFFSET (WfAgency, point) },
};

static const Member LISTS[] = {
  { "languages", G_STRUCT_OFFSET (WfAgency, languages) },
  { "funders", G_STRUCT_OFFSET (WfAgency, funders) },
  { "services", G_STRUCT_OFFSET (WfAgency, services) },
  { "places", G_STRUCT_OFFSET (WfAgency, places) },
  { "checks", G_STRUCT_OFFSET (WfAgency, checks) },
};

#define N_MEMBERS (G_N_ELEMENTS (TEXTS) + G_N_ELEMENTS (LISTS))

#define TEXT(agency, member) (G_STRUCT_MEMBER (char *, agency, (member)->offset))
#define LIST(agency, member) (G_STRUCT_MEMBER (GStrv, agency, (member)->offset))

static WfAgency *
agency_new (void)
{
  WfAgency *self = g_new0 (WfAgency, 1);

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    TEXT (self, &TEXTS[i]) = g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    LIST (self, &LISTS[i]) = g_new0 (char *, 1);
  g_strfreev (self->checks);
  self->checks = g_strdupv ((GStrv) wf_due_get_usual_checks ());
  self->retention_months = WF_AGENCY_RETENTION_DEFAULT;
  self->lock_minutes = WF_AGENCY_LOCK_DEFAULT;
  return self;
}

WfAgency *
wf_agency_copy (const WfAgency *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfAgency *other = g_new0 (WfAgency, 1);

  *other = *self;
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    TEXT (other, &TEXTS[i]) = g_strdup (TEXT (self, &TEXTS[i]));
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    LIST (other, &LISTS[i]) = g_strdupv (LIST (self, &LISTS[i]));
  return other;
}

void
wf_agency_free (WfAgency *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    g_free (TEXT (self, &TEXTS[i]));
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    g_strfreev (LIST (self, &LISTS[i]));
  g_free (self);
}

WfAgency *
wf_agency_new_from_variant (GVariant *variant)
{
  WfAgency *self = agency_new ();

  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE (STATE_TYPE)))
    return self;

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_free (TEXT (self, &TEXTS[i]));
      g_variant_get_child (variant, i, "s", &TEXT (self, &TEXTS[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      g_strfreev (LIST (self, &LISTS[i]));
      g_variant_get_child (variant, G_N_ELEMENTS (TEXTS) + i, "^as", &LIST (self, &LISTS[i]));
    }
  g_variant_get_child (variant, N_MEMBERS, "u", &self->retention_months);
  g_variant_get_child (variant, N_MEMBERS + 1, "u", &self->lock_minutes);
  return self;
}

static GVariant *
agency_to_variant (const WfAgency *self)
{
  return g_variant_new ("(sssssssss^as^as^as^as^asuu)", self->name, self->region,
                        self->province_line, self->funder_line, self->phone, self->address,
                        self->lending_line, self->town, self->point, self->languages, self->funders,
                        self->services, self->places, self->checks, self->retention_months,
                        self->lock_minutes);
}

static void
agency_apply (WfAgency *self, JsonObject *body)
{
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      const char *text = wf_json_get_string (body, TEXTS[i].name, NULL);

      if (text != NULL)
        {
          g_free (TEXT (self, &TEXTS[i]));
          TEXT (self, &TEXTS[i]) = g_strdup (text);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      if (wf_json_get_array (body, LISTS[i].name) != NULL)
        {
          g_strfreev (LIST (self, &LISTS[i]));
          LIST (self, &LISTS[i]) = wf_json_get_strings (body, LISTS[i].name);
        }
    }
  self->retention_months = (guint) CLAMP (
      wf_json_get_int (body, "retention-months", self->retention_months), 1, RETENTION_MAX);
  self->lock_minutes =
      (guint) CLAMP (wf_json_get_int (body, "lock-minutes", self->lock_minutes), 1, LOCK_MAX);
}

static GVariant *
apply (GVariant *state, const WfRecord *record)
{
  g_autoptr (WfAgency) agency = wf_agency_new_from_variant (state);

  if (strcmp (record->kind, "agency.founded") == 0 || strcmp (record->kind, "agency.changed") == 0)
    agency_apply (agency, record->body);
  return agency_to_variant (agency);
}

const WfFold *
wf_agency_get_fold (void)
{
  static const char *const kinds[] = { "agency.", NULL };
  static const WfFold fold = { WF_AGENCY_ASPECT, 4, kinds, apply };

  return &fold;
}

WfRecord *
wf_agency_record_changed (const WfAgency *before, const WfAgency *after)
{
  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  g_autoptr (JsonObject) body = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      if (strcmp (TEXT (before, &TEXTS[i]), TEXT (after, &TEXTS[i])) != 0)
        json_object_set_string_member (body, TEXTS[i].name, TEXT (after, &TEXTS[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      const char *const *list = (const char *const *) LIST (after, &LISTS[i]);

      if (!g_strv_equal ((const char *const *) LIST (before, &LISTS[i]), list))
        wf_json_set_strings (body, LISTS[i].name, list);
    }
  if (before->retention_months != after->retention_months)
    json_object_set_int_member (body, "retention-months", after->retention_months);
  if (before->lock_minutes != after->lock_minutes)
    json_object_set_int_member (body, "lock-minutes", after->lock_minutes);
  if (json_object_get_size (body) == 0)
    return NULL;
  return wf_record_new ("agency.changed", g_steal_pointer (&body));
}
