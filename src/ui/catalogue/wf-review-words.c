/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a proposed change says, beside what stands here: in the words of an entry's page, and never
 * longer than a row can show. What the agency said itself is said whole.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-review-words.h"

#include <glib/gi18n.h>

#include "wf-conditions-words.h"
#include "wf-entry-limits.h"
#include "wf-json.h"
#include "wf-page.h"
#include "wf-resource-words.h"

#define NAME_MOST  200
#define WORDS_MOST 600

#define FIRST_STRONG_ISOLATE "\342\201\250"
#define POP_ISOLATE          "\342\201\251"

static const struct {
  const char *field;
  const char *words;
} FIELDS[] = {
  { "kind", N_ ("Kind of help") },
  { "name", N_ ("Name") },
  { "name_fr", N_ ("Name in French") },
  { "organization", N_ ("Organisation") },
  { "phone", N_ ("Phone") },
  { "text_line", N_ ("Text message") },
  { "email", N_ ("Email") },
  { "url", N_ ("Link") },
  { "source_url", N_ ("Source") },
  { "hours", N_ ("Hours") },
  { "summary", N_ ("What it is") },
  { "summary_fr", N_ ("What it is, in French") },
  { "cost", N_ ("Cost") },
  { "languages", N_ ("Languages") },
  { "regions", N_ ("Where") },
  { "documents", N_ ("Papers") },
  { "as_of", N_ ("As of") },
  { "eligibility", N_ ("Who it is for") },
  { "how_to_apply", N_ ("How to get it") },
  { "address", N_ ("Street") },
  { "locality", N_ ("Town") },
  { "status", N_ ("Whether it still runs") },
  { "conditions", N_ ("Who can get it") },
};

static const char *
get_field_words (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      if (g_str_equal (FIELDS[i].field, field))
        return _ (FIELDS[i].words);
    }
  return field;
}

/* Anybody may have written it: no more than a row can lay out at once. */
static char *
cut (const char *text, glong most)
{
  g_autofree char *first = NULL;

  if (g_utf8_strlen (text, -1) <= most)
    return g_strdup (text);
  first = g_utf8_substring (text, 0, most);
  return g_strconcat (first, "…", NULL);
}

/* What somebody wrote, in a sentence of another direction: what is dialled or copied reads from the
 * left, everything else as it begins. */
static char *
isolate (const char *field, const char *text)
{
  static const char *const FROM_LEFT[] = {
    "phone", "text_line", "email", "url", "source_url", NULL
  };

  if (g_strv_contains (FROM_LEFT, field))
    return wf_page_isolate (text, WF_PAGE_DIRECTION_LTR);
  return g_strconcat (FIRST_STRONG_ISOLATE, text, POP_ISOLATE, NULL);
}

static char *
join_list (JsonArray *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      g_autofree char *text =
          JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
              ? json_node_dup_string (node)
              : wf_json_node_to_text (node);

      g_strv_builder_add (builder, text);
    }
  words = g_strv_builder_end (builder);
  return g_strjoinv (", ", words);
}

static char *
dup_regions (const WfResource *resource)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; resource->regions[i] != NULL; i++)
    {
      g_autofree char *region = wf_region_dup_words (resource->regions[i]);

      g_strv_builder_add (builder, region);
    }
  words = g_strv_builder_end (builder);
  return g_strjoinv (", ", words);
}

/* Returns: (transfer full) (nullable): as an entry's page says it; %NULL for what is text there */
static char *
dup_as_shown (const WfResource *resource, const char *field, WfFormat *format)
{
  if (g_str_equal (field, "kind"))
    return g_strdup (wf_resource_kind_get_words (resource->kind));
  if (g_str_equal (field, "status"))
    return g_strdup (wf_resource_status_get_words (resource->status));
  if (g_str_equal (field, "cost"))
    return wf_resource_dup_cost (resource, format);
  if (g_str_equal (field, "languages"))
    return wf_resource_dup_languages (resource, format);
  if (g_str_equal (field, "regions"))
    return dup_regions (resource);
  if (g_str_equal (field, "as_of"))
    return wf_as_of_dup_words (resource->as_of, format);
  return NULL;
}

/* Returns: (transfer full): an entry with nothing else to say, as this catalogue would take it */
static JsonObject *
make_entry (const char *field, JsonNode *node)
{
  g_autoptr (JsonObject) entry = json_object_new ();
  JsonArray *nowhere = json_array_new ();

  json_array_add_string_element (nowhere, "ZZ");
  json_object_set_string_member (entry, "id", "proposed");
  json_object_set_string_member (entry, "name", "proposed");
  json_object_set_string_member (entry, "kind", "device");
  json_object_set_string_member (entry, "status", "active");
  json_object_set_array_member (entry, "regions", nowhere);
  json_object_set_member (entry, field, json_node_copy (node));
  return wf_entry_limit (entry, NULL);
}

/* What a value says, as an entry's page would; what that could not show as it was written, with no
 * more letters than @most. */
static char *
dup_value_within (JsonObject *change, const char *member, glong most, WfServices *services)
{
  const char *field = wf_json_get_string (change, "field", "");
  JsonNode *node = json_object_get_member (change, member);
  g_autoptr (WfResource) resource = NULL;
  g_autoptr (JsonObject) entry = NULL;
  g_autofree char *text = NULL;
  g_autofree char *some = NULL;
  char *words;

  if (g_str_equal (field, "conditions"))
    return wf_conditions_dup_words (
        node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL,
        services);
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup (_ ("nothing"));
  entry = make_entry (field, node);
  resource = wf_resource_new_from_json (entry, NULL);
  words = resource != NULL ? dup_as_shown (resource, field, services->format) : NULL;
  if (words != NULL)
    return words;
  if (json_object_has_member (entry, field))
    node = json_object_get_member (entry, field);
  if (JSON_NODE_HOLDS_ARRAY (node))
    text = join_list (json_node_get_array (node));
  else
    text = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
               ? json_node_dup_string (node)
               : wf_json_node_to_text (node);
  some = cut (text, most);
  return isolate (field, some);
}

static char *
dup_value (JsonObject *change, const char *member, WfServices *services)
{
  return dup_value_within (change, member, WORDS_MOST, services);
}

char *
wf_review_dup_title (JsonObject *change)
{
  const char *kind = wf_json_get_string (change, "kind", "");
  g_autofree char *name = cut (wf_json_get_string (change, "name", ""), NAME_MOST);

  if (g_str_equal (kind, "checked"))
    /* Translators: %s is the name of an offer */
    return g_strdup_printf (_ ("%s was checked"), name);
  if (g_str_equal (kind, "merge"))
    /* Translators: %s is the name of an offer */
    return g_strdup_printf (_ ("%s is the same as another"), name);
  if (g_str_equal (kind, "new"))
    /* Translators: %s is the name of an offer */
    return g_strdup_printf (_ ("New: %s"), name);
  /* Translators: the name of an offer, and what of it is corrected, as "Phone" */
  return g_strdup_printf (_ ("%s: %s"), name,
                          get_field_words (wf_json_get_string (change, "field", "")));
}

/* Every field of a whole entry, beside what stands here when there is one. */
static void
say_fields (GString *said, JsonObject *change, WfServices *services)
{
  JsonArray *fields = wf_json_get_array (change, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *line = json_array_get_object_element (fields, i);
      const char *title = get_field_words (wf_json_get_string (line, "field", ""));
      g_autofree char *now = dup_value (line, "now", services);
      g_autofree char *current = dup_value (line, "current", services);

      g_string_append_c (said, '\n');
      if (g_str_equal (wf_json_get_string (change, "state", ""), "conflict"))
        /* Translators: a line of a comparison: what of an offer ("Phone"), what stands here, what
         * is proposed */
        g_string_append_printf (said, _ ("%1$s: here %2$s; proposed %3$s"), title, current, now);
      else if (!json_node_is_null (json_object_get_member (line, "now")))
        /* Translators: what of an offer ("Phone"), and what it says */
        g_string_append_printf (said, _ ("%s: %s"), title, now);
    }
}

static void
say_new (GString *said, JsonObject *change, WfServices *services)
{
  g_string_append (said, g_str_equal (wf_json_get_string (change, "state", ""), "conflict")
                             ? _ ("There is an entry of that number here. This would replace it:")
                             : _ ("An entry of their own:"));
  say_fields (said, change, services);
}

static void
say_merge (GString *said, JsonObject *change)
{
  /* Translators: %s is the name of an offer */
  g_string_append_printf (said, _ ("Only “%s” is shown then."),
                          wf_json_get_string (change, "other", ""));
}

static void
say_change (GString *said, JsonObject *change, WfServices *services)
{
  g_autofree char *now = dup_value (change, "now", services);
  g_autofree char *current = dup_value (change, "current", services);

  /* Translators: %s is what an entry says here */
  g_string_append_printf (said, _ ("Here: %s"), current);
  g_string_append_c (said, '\n');
  /* Translators: %s is what an entry should say */
  g_string_append_printf (said, _ ("Proposed: %s"), now);
  if (g_str_equal (wf_json_get_string (change, "state", ""), "conflict"))
    g_string_append_printf (said, "\n%s",
                            _ ("Here it said something else than there: look twice."));
}

char *
wf_review_dup_words (JsonObject *change, WfServices *services)
{
  const char *kind = wf_json_get_string (change, "kind", "");
  const char *state = wf_json_get_string (change, "state", "");
  g_autofree char *claimed = cut (wf_json_get_string (change, "claimed", ""), NAME_MOST);
  GString *said = g_string_new (NULL);

  if (*claimed != '\0')
    {
      /* Translators: %s is a name that a file gives to an offer which has another name here */
      g_string_append_printf (said, _ ("The file calls it “%s”."), claimed);
      g_string_append_c (said, '\n');
    }
  if (g_str_equal (state, "unknown"))
    g_string_append (said, _ ("There is no such entry here."));
  else if (g_str_equal (state, "unusable"))
    g_string_append (said, _ ("It cannot be used as it is."));
  else if (g_str_equal (state, "done"))
    g_string_append (said, _ ("It says so here already."));
  else if (g_str_equal (kind, "new"))
    say_new (said, change, services);
  else if (g_str_equal (kind, "merge"))
    say_merge (said, change);
  else
    say_change (said, change, services);
  return g_string_free (said, FALSE);
}

static void
say_line (GString *said, const char *title, const char *words)
{
  if (said->len > 0)
    g_string_append_c (said, '\n');
  /* Translators: what of an offer ("Phone"), and what it says */
  g_string_append_printf (said, _ ("%s: %s"), title, words);
}

static void
say_mark (GString *said, const char *words)
{
  g_string_append_printf (said, "%s%s", said->len > 0 ? "\n" : "", words);
}

static void
say_corrections (GString *said, JsonObject *fields, WfServices *services)
{
  g_autoptr (GList) names =
      g_list_sort (json_object_get_members (fields), (GCompareFunc) g_strcmp0);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autoptr (JsonObject) line = json_object_new ();
      g_autofree char *now = NULL;

      json_object_set_string_member (line, "field", l->data);
      json_object_set_member (line, "now", json_object_dup_member (fields, l->data));
      now = dup_value_within (line, "now", G_MAXLONG, services);
      say_line (said, get_field_words (l->data), now);
    }
}

char *
wf_review_dup_left (JsonObject *left, WfServices *services)
{
  const char *note = wf_json_get_string (left, "note", "");
  const char *checked = wf_json_get_string (left, "checked", "");
  GString *said = g_string_new (NULL);

  if (json_object_get_boolean_member (left, "pinned"))
    say_mark (said, _ ("Your agency put it first."));
  if (json_object_get_boolean_member (left, "hidden"))
    say_mark (said, _ ("Your agency hid it: no search finds it."));
  if (*note != '\0')
    {
      g_autofree char *words = isolate ("note", note);

      say_line (said, _ ("Your agency’s note"), words);
    }
  say_corrections (said, json_object_get_object_member (left, "fields"), services);
  if (*checked != '\0')
    {
      g_autofree char *day = wf_as_of_dup_words (checked, services->format);

      say_line (said, _ ("Checked here"), day != NULL ? day : checked);
    }
  return g_string_free (said, FALSE);
}
