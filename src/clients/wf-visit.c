/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A visit's facts and how records change them. Each member is in one table below, which
 * serves JSON, snapshot and copy alike. visit.changed and visit.ended override only what they
 * name; a record that names an unknown visit changes nothing.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-visit.h"

#include "wf-clock.h"
#include "wf-hex.h"
#include "wf-json.h"

#include <string.h>

#define STATE_TYPE  "a(syxxua{ss}a{sas}bs)"
#define MINUTES_MAX (24 * 60)

typedef struct {
  const char *name;
  gsize offset;
} Member;

static const Member TEXTS[] = {
  { "mode", G_STRUCT_OFFSET (WfVisit, mode) },
  { "place", G_STRUCT_OFFSET (WfVisit, place) },
  { "goal", G_STRUCT_OFFSET (WfVisit, goal) },
  { "outcome", G_STRUCT_OFFSET (WfVisit, outcome) },
  { "service", G_STRUCT_OFFSET (WfVisit, service) },
  { "need", G_STRUCT_OFFSET (WfVisit, need) },
  { "sent-by", G_STRUCT_OFFSET (WfVisit, sent_by) },
  { "language", G_STRUCT_OFFSET (WfVisit, language) },
};

static const Member LISTS[] = {
  { "themes", G_STRUCT_OFFSET (WfVisit, themes) },
  { "funders", G_STRUCT_OFFSET (WfVisit, funders) },
  { "present", G_STRUCT_OFFSET (WfVisit, present) },
};

#define TEXT(visit, member) (G_STRUCT_MEMBER (char *, visit, (member)->offset))
#define LIST(visit, member) (G_STRUCT_MEMBER (GStrv, visit, (member)->offset))

const char *const *
wf_visit_get_modes (void)
{
  static const char *const modes[] = { "in-person", "telephone", "video", "outreach", NULL };

  return modes;
}

const char *const *
wf_visit_get_themes (void)
{
  static const char *const themes[] = { "phone",    "internet", "device", "email",    "family",
                                        "school",   "class",    "work",   "health",   "money",
                                        "benefits", "forms",    "travel", "services", "safety",
                                        "other",    NULL };

  return themes;
}

const char *const *
wf_visit_get_outcomes (void)
{
  static const char *const outcomes[] = {
    "done", "part", "not-yet", "sent-on", "come-again", NULL
  };

  return outcomes;
}

const char *const *
wf_visit_get_presences (void)
{
  static const char *const presences[] = { "alone",
                                           "partner",
                                           "relative",
                                           "child",
                                           "friend",
                                           "interpreter-pro",
                                           "interpreter-colleague",
                                           "interpreter-relative",
                                           "interpreter-child",
                                           "other",
                                           NULL };

  return presences;
}

gboolean
wf_presence_is_private (const char *const *present)
{
  gboolean is_private = FALSE;

  for (guint i = 0; present != NULL && present[i] != NULL; i++)
    {
      if (strcmp (present[i], "alone") != 0 && strcmp (present[i], "interpreter-pro") != 0)
        return FALSE;
      is_private = TRUE;
    }
  return is_private;
}

gboolean
wf_presence_has_child (const char *const *present)
{
  return present != NULL &&
         (g_strv_contains (present, "child") || g_strv_contains (present, "interpreter-child"));
}

WfVisit *
wf_visit_new (const char *id, WfVisitWay way)
{
  WfVisit *self = g_new0 (WfVisit, 1);

  self->id = g_strdup (id != NULL ? id : "");
  self->way = way;
  self->author = g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    TEXT (self, &TEXTS[i]) = g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    LIST (self, &LISTS[i]) = g_new0 (char *, 1);
  return self;
}

WfVisit *
wf_visit_copy (const WfVisit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfVisit *other = g_new0 (WfVisit, 1);

  *other = *self;
  other->id = g_strdup (self->id);
  other->author = g_strdup (self->author);
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    TEXT (other, &TEXTS[i]) = g_strdup (TEXT (self, &TEXTS[i]));
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    LIST (other, &LISTS[i]) = g_strdupv (LIST (self, &LISTS[i]));
  return other;
}

void
wf_visit_free (WfVisit *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->author);
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    g_free (TEXT (self, &TEXTS[i]));
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    g_strfreev (LIST (self, &LISTS[i]));
  g_free (self);
}

gboolean
wf_visit_is_open (const WfVisit *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->ended_us == 0;
}

void
wf_visit_set_text (char **member, const char *text)
{
  g_return_if_fail (member != NULL);

  char *copy = g_strdup (text != NULL ? text : "");

  g_free (*member);
  *member = copy;
}

void
wf_visit_set_list (GStrv *member, const char *const *list)
{
  g_return_if_fail (member != NULL);

  GStrv copy = list != NULL ? g_strdupv ((GStrv) list) : g_new0 (char *, 1);

  g_strfreev (*member);
  *member = copy;
}

static const char *
way_to_text (WfVisitWay way)
{
  return way == WF_VISIT_FULL ? "full" : "help-now";
}

static WfRecord *
make_record (const WfVisit *self, const char *kind, JsonObject *body)
{
  json_object_set_string_member (body, "id", self->id);
  json_object_set_string_member (body, "way", way_to_text (self->way));
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    json_object_set_string_member (body, TEXTS[i].name, TEXT (self, &TEXTS[i]));
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    wf_json_set_strings (body, LISTS[i].name, (const char *const *) LIST (self, &LISTS[i]));
  json_object_set_boolean_member (body, "tell-back", self->tell_back);
  json_object_set_int_member (body, "minutes", self->minutes);
  return wf_record_new (kind, body);
}

WfRecord *
wf_visit_record_started (const WfVisit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return make_record (self, "visit.started", json_object_new ());
}

WfRecord *
wf_visit_record_changed (const WfVisit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return make_record (self, "visit.changed", json_object_new ());
}

WfRecord *
wf_visit_record_ended (const WfVisit *self, const char *next_day)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *body = json_object_new ();

  if (next_day != NULL)
    json_object_set_string_member (body, "next-day", next_day);
  return make_record (self, "visit.ended", body);
}

static void
take_members (WfVisit *self, JsonObject *body)
{
  const char *way = wf_json_get_string (body, "way", NULL);

  if (way != NULL)
    self->way = strcmp (way, "full") == 0 ? WF_VISIT_FULL : WF_VISIT_HELP_NOW;
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      const char *text = wf_json_get_string (body, TEXTS[i].name, NULL);

      if (text != NULL)
        wf_visit_set_text (&TEXT (self, &TEXTS[i]), text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      g_auto (GStrv) list = wf_json_get_strings (body, LISTS[i].name);

      if (json_object_has_member (body, LISTS[i].name))
        wf_visit_set_list (&LIST (self, &LISTS[i]), (const char *const *) list);
    }
  self->tell_back = wf_json_get_bool (body, "tell-back", self->tell_back);
  self->minutes = (guint) CLAMP (wf_json_get_int (body, "minutes", self->minutes), 0, MINUTES_MAX);
}

static WfVisit *
find_visit (GPtrArray *visits, const char *id)
{
  for (guint i = visits->len; i > 0; i--)
    {
      WfVisit *visit = g_ptr_array_index (visits, i - 1);

      if (strcmp (visit->id, id) == 0)
        return visit;
    }
  return NULL;
}

static void
end_visit (WfVisit *visit, gint64 time_us)
{
  gint64 length = MAX (0, time_us - visit->started_us);

  visit->ended_us = MAX (time_us, 1);
  if (visit->minutes == 0)
    visit->minutes = (guint) MIN ((length + WF_CLOCK_MINUTE - 1) / WF_CLOCK_MINUTE, MINUTES_MAX);
}

void
wf_visits_apply (GPtrArray *visits, const WfRecord *record)
{
  g_return_if_fail (visits != NULL && record != NULL);

  const char *id = wf_json_get_string (record->body, "id", NULL);
  WfVisit *visit = id != NULL ? find_visit (visits, id) : NULL;

  if (id == NULL || !wf_id_is_valid (id) || !wf_record_has_prefix (record, "visit."))
    return;

  if (strcmp (record->kind, "visit.started") == 0 && visit == NULL)
    {
      visit = wf_visit_new (id, WF_VISIT_HELP_NOW);
      visit->started_us = record->time_us;
      wf_visit_set_text (&visit->author, record->author);
      take_members (visit, record->body);
      g_ptr_array_add (visits, visit);
    }
  else if (strcmp (record->kind, "visit.changed") == 0 && visit != NULL)
    take_members (visit, record->body);
  else if (strcmp (record->kind, "visit.ended") == 0 && visit != NULL)
    {
      take_members (visit, record->body);
      end_visit (visit, record->time_us);
    }
}

static void
add_visit (GVariantBuilder *builder, const WfVisit *visit)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE ("(syxxua{ss}a{sas}bs)"));
  g_variant_builder_add (builder, "s", visit->id);
  g_variant_builder_add (builder, "y", (guchar) visit->way);
  g_variant_builder_add (builder, "x", visit->started_us);
  g_variant_builder_add (builder, "x", visit->ended_us);
  g_variant_builder_add (builder, "u", visit->minutes);
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      if (*TEXT (visit, &TEXTS[i]) != '\0')
        g_variant_builder_add (builder, "{ss}", TEXTS[i].name, TEXT (visit, &TEXTS[i]));
    }
  g_variant_builder_close (builder);
  g_variant_builder_open (builder, G_VARIANT_TYPE ("a{sas}"));
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      if (LIST (visit, &LISTS[i])[0] != NULL)
        g_variant_builder_add (builder, "{s^as}", LISTS[i].name, LIST (visit, &LISTS[i]));
    }
  g_variant_builder_close (builder);
  g_variant_builder_add (builder, "b", visit->tell_back);
  g_variant_builder_add (builder, "s", visit->author);
  g_variant_builder_close (builder);
}

GVariant *
wf_visits_to_variant (GPtrArray *visits)
{
  g_return_val_if_fail (visits != NULL, NULL);

  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (STATE_TYPE));
  for (guint i = 0; i < visits->len; i++)
    add_visit (&builder, g_ptr_array_index (visits, i));
  return g_variant_builder_end (&builder);
}

static WfVisit *
read_visit (GVariant *row)
{
  const char *id, *author;
  guchar way;
  g_autoptr (GVariant) texts = NULL;
  g_autoptr (GVariant) lists = NULL;
  WfVisit *visit = wf_visit_new (NULL, WF_VISIT_HELP_NOW);

  g_variant_get (row, "(&syxxu@a{ss}@a{sas}b&s)", &id, &way, &visit->started_us, &visit->ended_us,
                 &visit->minutes, &texts, &lists, &visit->tell_back, &author);
  wf_visit_set_text (&visit->id, id);
  wf_visit_set_text (&visit->author, author);
  visit->way = way == WF_VISIT_FULL ? WF_VISIT_FULL : WF_VISIT_HELP_NOW;
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      const char *text;

      if (g_variant_lookup (texts, TEXTS[i].name, "&s", &text))
        wf_visit_set_text (&TEXT (visit, &TEXTS[i]), text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      g_auto (GStrv) list = NULL;

      if (g_variant_lookup (lists, LISTS[i].name, "^as", &list))
        wf_visit_set_list (&LIST (visit, &LISTS[i]), (const char *const *) list);
    }
  return visit;
}

GPtrArray *
wf_visits_from_variant (GVariant *variant)
{
  GPtrArray *visits = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_visit_free);

  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE (STATE_TYPE)))
    return visits;

  for (gsize i = 0; i < g_variant_n_children (variant); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (variant, i);

      g_ptr_array_add (visits, read_visit (row));
    }
  return visits;
}
