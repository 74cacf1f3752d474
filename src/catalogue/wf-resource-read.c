/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields of an entry from its JSON text, without a tree of it: a keystroke reads two hundred.
 * Pure. What is missing or of another type is empty, as with the getters of wf-json.h.
 *
 * Invariant: the lists of an entry, its texts and the text it was read from lie in one block, in
 * this order; what is empty points to what is never freed.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-resource-read.h"

#include "wf-json-scan.h"

#include <string.h>

/* An entry of ours has forty members; what a source adds is kept, and more than this is no entry.
 */
#define MOST_MEMBERS 512
#define DEEPEST      64
#define LISTS        7 /* that an entry has */

static const char *const STATUSES[] = { "active", "unverified", "closed" };

static const char *const KINDS[] = { "access",   "accessibility", "device",   "helpline",
                                     "internet", "mobile",        "practice", "safety",
                                     "support",  "training",      NULL };

static char *NO_STRINGS[] = { NULL };

/* What is read, in the order in which an entry is usually written. */
typedef enum {
  ID,
  NAME,
  NAME_FR,
  ORGANIZATION,
  URL,
  KIND,
  STATUS,
  SUMMARY,
  ELIGIBILITY,
  COST,
  SPEEDS,
  REGIONS,
  LOCALITY,
  LANGUAGES,
  PHONE,
  HOW_TO_APPLY,
  SOURCE_URL,
  AS_OF,
  CONFIDENCE,
  COMPETENCES,
  TAGS,
  TEXT_LINE,
  HOURS,
  SUMMARY_FR,
  NAME_FR_STATUS,
  ALTERNATE_NAME,
  MORE_SOURCES,
  ADDRESS,
  EMAIL,
  LATITUDE,
  LONGITUDE,
  REMOTE,
  CAPACITY,
  OVERLAY,
  ORIGIN,
  /* Of the objects in it: of the cost, the speeds, the overlay, the origin, the capacity. */
  AMOUNT,
  CURRENCY,
  PERIOD,
  NOTE,
  ONCE,
  DATA_GB,
  UNLIMITED_DATA,
  PINNED,
  HIDDEN,
  CHECKED,
  CORRECTED,
  SOURCE_CHANGED,
  TITLE,
  AVAILABLE,
  N_MEMBERS,
} Member;

#define NAME_OF(text)                                                                              \
  {                                                                                                \
    text, sizeof text - 1                                                                          \
  }
static const struct {
  const char *text;
  gsize size;
} NAMES[N_MEMBERS] = {
  [ID] = NAME_OF ("id"),
  [NAME] = NAME_OF ("name"),
  [NAME_FR] = NAME_OF ("name_fr"),
  [ORGANIZATION] = NAME_OF ("organization"),
  [URL] = NAME_OF ("url"),
  [KIND] = NAME_OF ("kind"),
  [STATUS] = NAME_OF ("status"),
  [SUMMARY] = NAME_OF ("summary"),
  [ELIGIBILITY] = NAME_OF ("eligibility"),
  [COST] = NAME_OF ("cost"),
  [SPEEDS] = NAME_OF ("speeds"),
  [REGIONS] = NAME_OF ("regions"),
  [LOCALITY] = NAME_OF ("locality"),
  [LANGUAGES] = NAME_OF ("languages"),
  [PHONE] = NAME_OF ("phone"),
  [HOW_TO_APPLY] = NAME_OF ("how_to_apply"),
  [SOURCE_URL] = NAME_OF ("source_url"),
  [AS_OF] = NAME_OF ("as_of"),
  [CONFIDENCE] = NAME_OF ("confidence"),
  [COMPETENCES] = NAME_OF ("competences"),
  [TAGS] = NAME_OF ("tags"),
  [TEXT_LINE] = NAME_OF ("text_line"),
  [HOURS] = NAME_OF ("hours"),
  [SUMMARY_FR] = NAME_OF ("summary_fr"),
  [NAME_FR_STATUS] = NAME_OF ("name_fr_status"),
  [ALTERNATE_NAME] = NAME_OF ("alternate_name"),
  [MORE_SOURCES] = NAME_OF ("more_sources"),
  [ADDRESS] = NAME_OF ("address"),
  [EMAIL] = NAME_OF ("email"),
  [LATITUDE] = NAME_OF ("latitude"),
  [LONGITUDE] = NAME_OF ("longitude"),
  [REMOTE] = NAME_OF ("remote"),
  [CAPACITY] = NAME_OF ("capacity"),
  [OVERLAY] = NAME_OF ("overlay"),
  [ORIGIN] = NAME_OF ("origin"),
  [AMOUNT] = NAME_OF ("amount"),
  [CURRENCY] = NAME_OF ("currency"),
  [PERIOD] = NAME_OF ("period"),
  [NOTE] = NAME_OF ("note"),
  [ONCE] = NAME_OF ("once"),
  [DATA_GB] = NAME_OF ("data_gb"),
  [UNLIMITED_DATA] = NAME_OF ("unlimited_data"),
  [PINNED] = NAME_OF ("pinned"),
  [HIDDEN] = NAME_OF ("hidden"),
  [CHECKED] = NAME_OF ("checked"),
  [CORRECTED] = NAME_OF ("corrected"),
  [SOURCE_CHANGED] = NAME_OF ("source_changed"),
  [TITLE] = NAME_OF ("title"),
  [AVAILABLE] = NAME_OF ("available"),
};

/* What of an entry's block is not taken yet. */
typedef struct {
  char **lists;
  char *texts;
} Room;

/* One object of the text. */
typedef struct {
  WfJsonSpan members[MOST_MEMBERS];
  const WfJsonSpan *found[N_MEMBERS]; /* %NULL: it has none */
  Room *room;
} Reader;

static const WfJsonSpan *
find (const Reader *reader, Member member, char first)
{
  const WfJsonSpan *span = reader->found[member];

  return span != NULL && *span->value == first ? span : NULL;
}

static char *
take_text (const Reader *reader, const WfJsonSpan *span)
{
  char *text = reader->room->texts;

  reader->room->texts += wf_json_read_string (span->value, span->value_size, text) + 1;
  return text;
}

static char *
read_text (const Reader *reader, Member member, const char *fallback)
{
  const WfJsonSpan *span = find (reader, member, '"');

  return span != NULL ? take_text (reader, span) : (char *) fallback;
}

/* An empty text is no text where the field may be absent. */
static char *
read_optional (const Reader *reader, Member member)
{
  char *text = read_text (reader, member, NULL);

  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
read_bool (const Reader *reader, Member member)
{
  return find (reader, member, 't') != NULL;
}

static double
read_number (const Reader *reader, Member member, double fallback)
{
  const WfJsonSpan *span = reader->found[member];

  /* A number is followed by what ends its object. */
  return span != NULL && (*span->value == '-' || g_ascii_isdigit (*span->value))
             ? g_ascii_strtod (span->value, NULL)
             : fallback;
}

/* A lone text is a list of one. */
static GStrv
read_texts (const Reader *reader, Member member)
{
  const WfJsonSpan *span = reader->found[member];
  const char *at = span != NULL ? span->value : NULL;
  char **list = reader->room->lists, **next = list;
  WfJsonSpan element;

  if (span != NULL && *at == '"')
    *next++ = take_text (reader, span);
  else if (span != NULL && *at == '[')
    {
      while (wf_json_next_element (&at, span->value + span->value_size, &element))
        {
          if (*element.value == '"')
            *next++ = take_text (reader, &element);
        }
    }
  if (next == list)
    return NO_STRINGS;
  *next++ = NULL;
  reader->room->lists = next;
  return list;
}

/* Members mostly stand in the order of NAMES, so each is looked for behind the one before it. */
static void
sort_members (Reader *self, guint n)
{
  guint at = 0;

  memset (self->found, 0, sizeof self->found);
  for (guint i = 0; i < n; i++)
    {
      const WfJsonSpan *member = &self->members[i];

      for (guint left = N_MEMBERS; left > 0; left--, at = at + 1 < N_MEMBERS ? at + 1 : 0)
        {
          if (member->name_size == NAMES[at].size &&
              memcmp (member->name, NAMES[at].text, NAMES[at].size) == 0)
            {
              self->found[at] = member;
              break;
            }
        }
    }
}

/* What stands in that object; nothing when there is no such object. */
static void
enter (const Reader *reader, Member member, Reader *inner)
{
  const WfJsonSpan *span = find (reader, member, '{');
  guint n = 0;

  inner->room = reader->room;
  if (span == NULL || !wf_json_scan_object (span->value, span->value_size, DEEPEST, inner->members,
                                            MOST_MEMBERS, &n, NULL))
    n = 0;
  sort_members (inner, n);
}

static void
read_cost (WfCost *cost, const Reader *reader)
{
  Reader inner;

  if (find (reader, COST, '{') == NULL)
    return;
  enter (reader, COST, &inner);
  cost->is_known = TRUE;
  cost->amount = read_number (&inner, AMOUNT, -1);
  cost->currency = read_optional (&inner, CURRENCY);
  cost->period = read_optional (&inner, PERIOD);
  cost->note = read_optional (&inner, NOTE);
  cost->once = read_number (&inner, ONCE, -1);
  cost->is_once_known = cost->once >= 0;
  cost->once = MAX (cost->once, 0);
}

static void
read_data (WfResource *self, const Reader *reader)
{
  Reader inner;

  enter (reader, SPEEDS, &inner);
  self->data_gb = read_number (&inner, DATA_GB, -1);
  self->has_unlimited_data = read_bool (&inner, UNLIMITED_DATA);
}

static void
read_words (WfResource *self, const Reader *reader)
{
  self->name_fr = read_optional (reader, NAME_FR);
  self->name_fr_is_seen = strcmp (read_text (reader, NAME_FR_STATUS, ""), "seen") == 0;
  self->alternate_name = read_text (reader, ALTERNATE_NAME, "");
  self->organization = read_text (reader, ORGANIZATION, "");
  self->summary = read_text (reader, SUMMARY, "");
  self->summary_fr = read_optional (reader, SUMMARY_FR);
  self->eligibility = read_text (reader, ELIGIBILITY, "");
  self->how_to_apply = read_text (reader, HOW_TO_APPLY, "");
  self->as_of = read_text (reader, AS_OF, "unknown");
  self->confidence = read_text (reader, CONFIDENCE, "low");
  self->competences = read_texts (reader, COMPETENCES);
  self->tags = read_texts (reader, TAGS);
}

static void
read_contact (WfResource *self, const Reader *reader)
{
  self->url = read_optional (reader, URL);
  self->source_url = read_text (reader, SOURCE_URL, "");
  self->more_sources = read_texts (reader, MORE_SOURCES);
  self->locality = read_optional (reader, LOCALITY);
  self->address = read_optional (reader, ADDRESS);
  self->email = read_optional (reader, EMAIL);
  self->point =
      wf_point_make (read_number (reader, LATITUDE, 0), read_number (reader, LONGITUDE, 0));
  self->languages = read_texts (reader, LANGUAGES);
  self->phone = read_optional (reader, PHONE);
  self->text_line = read_optional (reader, TEXT_LINE);
  self->hours = read_optional (reader, HOURS);
  self->is_said_remote = read_bool (reader, REMOTE);
}

/* What the agency laid over it, and where it is from. */
static void
read_overlay (WfResource *self, const Reader *reader)
{
  Reader inner;
  double places;

  enter (reader, OVERLAY, &inner);
  self->is_pinned = read_bool (&inner, PINNED);
  self->is_hidden = read_bool (&inner, HIDDEN);
  self->note = read_optional (&inner, NOTE);
  self->checked = read_optional (&inner, CHECKED);
  self->corrected = read_texts (&inner, CORRECTED);
  self->source_changed = read_texts (&inner, SOURCE_CHANGED);
  enter (reader, ORIGIN, &inner);
  self->origin = read_optional (&inner, ID);
  self->origin_title = read_optional (&inner, TITLE);
  enter (reader, CAPACITY, &inner);
  places = read_number (&inner, AVAILABLE, -1);
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
  const char *text = read_text (reader, STATUS, "");

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
  self->id = read_optional (reader, ID);
  self->name = read_optional (reader, NAME);
  self->kind = read_text (reader, KIND, "");
  self->regions = read_texts (reader, REGIONS);
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

/* Room for the texts and lists of what was found, and for the text itself. A text with its quotes
 * is longer than what it says with its zero byte, and each has a comma behind it in a list. */
static void
make_room (WfResource *self, const Reader *reader, const char *text, gsize size, Room *room)
{
  gsize texts = 0, pointers = 2 * LISTS;

  for (guint i = 0; i < N_MEMBERS; i++)
    {
      const WfJsonSpan *span = reader->found[i];

      texts += span != NULL ? span->value_size : 0;
      pointers += span != NULL ? span->n_elements : 0;
    }
  if (reader->found[OVERLAY] != NULL)
    pointers += reader->found[OVERLAY]->value_size / 3;
  self->block = g_malloc (pointers * sizeof (char *) + texts + size + 1);
  room->lists = (char **) self->block;
  room->texts = (char *) (room->lists + pointers);
  self->json = room->texts + texts;
  memcpy (self->json, text, size);
  self->json[size] = '\0';
  self->json_size = size;
}

gboolean
wf_resource_read (WfResource *self, const char *text, gsize size, GError **error)
{
  Reader reader;
  Room room;
  g_autoptr (GError) why = NULL;
  guint n;

  if (!wf_json_scan_object (text, size, DEEPEST, reader.members, MOST_MEMBERS, &n, &why))
    {
      g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT, "an entry: %s",
                   why->message);
      return FALSE;
    }
  sort_members (&reader, n);
  make_room (self, &reader, text, size, &room);
  reader.room = &room;
  read_words (self, &reader);
  read_contact (self, &reader);
  read_cost (&self->cost, &reader);
  read_data (self, &reader);
  read_overlay (self, &reader);
  return read_identity (self, &reader, error);
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
