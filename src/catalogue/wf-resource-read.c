/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields of an entry from its JSON text, without a tree of it: a keystroke reads two hundred.
 * Pure. What is missing or of another type is empty, as with the getters of wf-json.h.
 *
 * Invariant: every text of an entry points into one block, or to a text that is never freed; every
 * list that is not empty is a block of its own.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-resource-read.h"

#include "wf-json-scan.h"

#include <string.h>

/* An entry of ours has forty members; what a source adds is kept, and more than this is no entry.
 */
#define MOST_MEMBERS 512
#define DEEPEST      64

static const char *const STATUSES[] = { "active", "unverified", "closed" };

static const char *const KINDS[] = { "access",   "accessibility", "device",   "helpline",
                                     "internet", "mobile",        "practice", "safety",
                                     "support",  "training",      NULL };

static char *NO_STRINGS[] = { NULL };

/* One object of the text, and where the next text read is to be put. */
typedef struct {
  WfJsonSpan *members;
  guint n;
  char **free;
} Reader;

static const WfJsonSpan *
find (const Reader *reader, const char *name, char first)
{
  const WfJsonSpan *span = wf_json_span_find (reader->members, reader->n, name);

  return span != NULL && *span->value == first ? span : NULL;
}

static char *
take_text (const Reader *reader, const WfJsonSpan *span)
{
  char *text = *reader->free;

  *reader->free += wf_json_read_string (span->value, span->value_size, text) + 1;
  return text;
}

static char *
read_text (const Reader *reader, const char *name, const char *fallback)
{
  const WfJsonSpan *span = find (reader, name, '"');

  return span != NULL ? take_text (reader, span) : (char *) fallback;
}

/* An empty text is no text where the field may be absent. */
static char *
read_optional (const Reader *reader, const char *name)
{
  char *text = read_text (reader, name, NULL);

  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
read_bool (const Reader *reader, const char *name)
{
  return find (reader, name, 't') != NULL;
}

static double
read_number (const Reader *reader, const char *name, double fallback)
{
  const WfJsonSpan *span = wf_json_span_find (reader->members, reader->n, name);

  /* A number is followed by what ends its object. */
  return span != NULL && (*span->value == '-' || g_ascii_isdigit (*span->value))
             ? g_ascii_strtod (span->value, NULL)
             : fallback;
}

static guint
count_texts (const WfJsonSpan *list)
{
  const char *at = list->value, *end = list->value + list->value_size;
  WfJsonSpan element;
  guint n = 0;

  while (wf_json_next_element (&at, end, &element))
    n += *element.value == '"';
  return n;
}

/* A lone text is a list of one. */
static GStrv
read_texts (const Reader *reader, const char *name)
{
  const WfJsonSpan *list = find (reader, name, '[');
  const WfJsonSpan *lone = list == NULL ? find (reader, name, '"') : NULL;
  guint n = list != NULL ? count_texts (list) : lone != NULL;
  const char *at = list != NULL ? list->value : NULL;
  WfJsonSpan element;
  GStrv texts;

  if (n == 0)
    return NO_STRINGS;
  texts = g_new0 (char *, n + 1);
  if (lone != NULL)
    texts[0] = take_text (reader, lone);
  for (guint i = 0;
       i < n && at != NULL && wf_json_next_element (&at, list->value + list->value_size, &element);)
    {
      if (*element.value == '"')
        texts[i++] = take_text (reader, &element);
    }
  return texts;
}

/* What stands in the object @name; nothing when there is no such object. */
static Reader
enter (const Reader *reader, const char *name, WfJsonSpan *members)
{
  const WfJsonSpan *span = find (reader, name, '{');
  Reader inner = { members, 0, reader->free };

  if (span == NULL || !wf_json_scan_object (span->value, span->value_size, DEEPEST, members,
                                            MOST_MEMBERS, &inner.n, NULL))
    inner.n = 0;
  return inner;
}

static void
read_cost (WfCost *cost, const Reader *reader)
{
  WfJsonSpan members[MOST_MEMBERS];
  Reader inner = enter (reader, "cost", members);

  if (find (reader, "cost", '{') == NULL)
    return;
  cost->is_known = TRUE;
  cost->amount = read_number (&inner, "amount", -1);
  cost->currency = read_optional (&inner, "currency");
  cost->period = read_optional (&inner, "period");
  cost->note = read_optional (&inner, "note");
  cost->once = read_number (&inner, "once", -1);
  cost->is_once_known = cost->once >= 0;
  cost->once = MAX (cost->once, 0);
}

static void
read_data (WfResource *self, const Reader *reader)
{
  WfJsonSpan members[MOST_MEMBERS];
  Reader inner = enter (reader, "speeds", members);

  self->data_gb = read_number (&inner, "data_gb", -1);
  self->has_unlimited_data = read_bool (&inner, "unlimited_data");
}

static void
read_words (WfResource *self, const Reader *reader)
{
  self->name_fr = read_optional (reader, "name_fr");
  self->name_fr_is_seen = strcmp (read_text (reader, "name_fr_status", ""), "seen") == 0;
  self->organization = read_text (reader, "organization", "");
  self->summary = read_text (reader, "summary", "");
  self->summary_fr = read_optional (reader, "summary_fr");
  self->eligibility = read_text (reader, "eligibility", "");
  self->how_to_apply = read_text (reader, "how_to_apply", "");
  self->as_of = read_text (reader, "as_of", "unknown");
  self->confidence = read_text (reader, "confidence", "low");
  self->competences = read_texts (reader, "competences");
  self->tags = read_texts (reader, "tags");
}

static void
read_contact (WfResource *self, const Reader *reader)
{
  self->url = read_optional (reader, "url");
  self->source_url = read_text (reader, "source_url", "");
  self->more_sources = read_texts (reader, "more_sources");
  self->locality = read_optional (reader, "locality");
  self->address = read_optional (reader, "address");
  self->email = read_optional (reader, "email");
  self->point =
      wf_point_make (read_number (reader, "latitude", 0), read_number (reader, "longitude", 0));
  self->languages = read_texts (reader, "languages");
  self->phone = read_optional (reader, "phone");
  self->text_line = read_optional (reader, "text_line");
  self->hours = read_optional (reader, "hours");
  self->is_said_remote = read_bool (reader, "remote");
}

/* What the agency laid over it, and where it is from. */
static void
read_overlay (WfResource *self, const Reader *reader)
{
  WfJsonSpan members[MOST_MEMBERS];
  Reader overlay = enter (reader, "overlay", members);

  self->is_pinned = read_bool (&overlay, "pinned");
  self->is_hidden = read_bool (&overlay, "hidden");
  self->note = read_optional (&overlay, "note");
  self->checked = read_optional (&overlay, "checked");
  self->corrected = read_texts (&overlay, "corrected");
  self->source_changed = read_texts (&overlay, "source_changed");

  Reader origin = enter (reader, "origin", members);

  self->origin = read_optional (&origin, "id");
  self->origin_title = read_optional (&origin, "title");

  Reader capacity = enter (reader, "capacity", members);
  double places = read_number (&capacity, "available", -1);

  self->places = places >= 0 && places < 1e9 ? (gint64) places : -1;
}

static gboolean
refuse (GError **error, const char *id, const char *what)
{
  g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT,
               "the entry “%s” has no usable %s", id == NULL ? "?" : id, what);
  return FALSE;
}

static gboolean
read_status (WfResource *self, const Reader *reader)
{
  const char *text = read_text (reader, "status", "");

  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    {
      if (strcmp (text, STATUSES[i]) == 0)
        {
          self->status = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* The fields without which an entry cannot be found, placed or trusted. */
static gboolean
read_identity (WfResource *self, const Reader *reader, GError **error)
{
  self->id = read_optional (reader, "id");
  self->name = read_optional (reader, "name");
  self->kind = read_text (reader, "kind", "");
  self->regions = read_texts (reader, "regions");
  if (self->id == NULL)
    return refuse (error, self->name, "id");
  if (self->name == NULL)
    return refuse (error, self->id, "name");
  if (!g_strv_contains (KINDS, self->kind))
    return refuse (error, self->id, "kind");
  if (!read_status (self, reader))
    return refuse (error, self->id, "status");
  if (self->regions[0] == NULL)
    return refuse (error, self->id, "regions");
  return TRUE;
}

gboolean
wf_resource_read (WfResource *self, const char *text, gsize size, GError **error)
{
  WfJsonSpan members[MOST_MEMBERS];
  g_autoptr (GError) why = NULL;
  char *free;
  Reader reader = { members, 0, &free };

  if (!wf_json_scan_object (text, size, DEEPEST, members, MOST_MEMBERS, &reader.n, &why))
    {
      g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT, "an entry: %s",
                   why->message);
      return FALSE;
    }
  /* A text with its quotes is longer than what it says with its zero byte. */
  self->texts = free = g_malloc (size);
  read_words (self, &reader);
  read_contact (self, &reader);
  read_cost (&self->cost, &reader);
  read_data (self, &reader);
  read_overlay (self, &reader);
  return read_identity (self, &reader, error);
}

void
wf_resource_clear_read (WfResource *self)
{
  GStrv lists[] = { self->more_sources, self->regions,   self->languages,     self->competences,
                    self->tags,         self->corrected, self->source_changed };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (lists[i] != NO_STRINGS)
        g_free (lists[i]);
    }
  g_free (self->texts);
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
