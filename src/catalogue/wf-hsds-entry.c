/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a nested HSDS service to an entry as people read it: repaired, flattened, with what is not
 * known left unknown. Pure; the service is not changed.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-hsds-entry.h"

#include "wf-hsds-hours.h"
#include "wf-hsds-region.h"
#include "wf-importer.h"
#include "wf-json.h"
#include "wf-repair.h"
#include "wf-resource.h"

#include <string.h>

/* Words that tell the kind, the first that is found; "safety" first, so that it stays behind its
 * key. Blanks around a word: as a whole word. */
static const struct {
  const char *word;
  const char *kind;
} KIND_WORDS[] = {
  { "domestic violence", "safety" },
  { "domestic abuse", "safety" },
  { "sexual assault", "safety" },
  { "intimate partner", "safety" },
  { "human trafficking", "safety" },
  { "violence conjugale", "safety" },
  { "computer class", "training" },
  { "computer training", "training" },
  { "computer skills", "training" },
  { "digital literacy", "training" },
  { "digital skills", "training" },
  { "coding", "training" },
  { "training-day", "training" },
  { "computers-access", "access" },
  { "public computer", "access" },
  { "computer lab", "access" },
  { "computer access", "access" },
  { "wifi-", "access" },
  { "wi-fi", "access" },
  { "internet access", "access" },
  { "computers-retail", "device" },
  { "refurbished", "device" },
  { "laptop", "device" },
  { "free computer", "device" },
  { "broadband", "internet" },
  { "internet service", "internet" },
  { " isp ", "internet" },
  { "home internet", "internet" },
  { "cell phone", "mobile" },
  { "mobile phone", "mobile" },
  { "assistive technolog", "accessibility" },
  { "helpline", "helpline" },
  { "hotline", "helpline" },
  { "crisis line", "helpline" },
};

typedef struct {
  JsonObject *service;
  JsonObject *organization;
  JsonObject *place; /* the first location, or NULL */
  JsonObject *entry;
  WfImportReport *report;
} Making;

/* The first of @names that says something. */
static char *
dup_first (JsonObject *object, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      g_autofree char *text = wf_json_dup_text (object, *names);

      if (*text != '\0')
        return g_steal_pointer (&text);
    }
  return g_strdup ("");
}

#define FIRST(object, ...) dup_first (object, (const char *const[]){ __VA_ARGS__, NULL })

static JsonObject *
get_nth (JsonObject *object, const char *name, guint n)
{
  JsonArray *array = object != NULL ? wf_json_get_array (object, name) : NULL;
  JsonNode *node =
      array != NULL && n < json_array_get_length (array) ? json_array_get_element (array, n) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static guint
count_of (JsonObject *object, const char *name)
{
  JsonArray *array = object != NULL ? wf_json_get_array (object, name) : NULL;

  return array != NULL ? json_array_get_length (array) : 0;
}

static void
set_text (Making *making, const char *name, const char *text)
{
  g_autofree char *clean = wf_repair_text (text, making->report);

  if (*clean != '\0')
    json_object_set_string_member (making->entry, name, clean);
}

static void
append_part (GString *to, const char *separator, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (to, "%s%s", to->len > 0 ? separator : "", text);
}

/* Years in words ("adults", "18+") go to the words of @text: guessed at they would turn people
 * away. A zero is no limit. */
static gboolean
read_age (Making *making, const char *member, double *out_years, GString *text)
{
  g_autofree char *years = wf_json_dup_text (making->service, member);

  if (*years == '\0')
    return FALSE;
  if (wf_repair_number (years, out_years, NULL))
    return *out_years > 0 && *out_years < 150;
  append_part (text, "\n", years);
  return FALSE;
}

static void
set_eligibility (Making *making)
{
  g_autofree char *words =
      FIRST (making->service, "eligibility_description", "eligibility", "audience");
  g_autofree char *who = FIRST (making->organization, "name");
  g_autoptr (GString) text = g_string_new (words);
  double min = 0, max = 0;
  gboolean has_min = read_age (making, "minimum_age", &min, text);
  gboolean has_max = read_age (making, "maximum_age", &max, text);
  JsonObject *conditions;

  for (guint i = 0; i < count_of (making->service, "eligibilities"); i++)
    {
      g_autofree char *more = FIRST (get_nth (making->service, "eligibilities", i), "eligibility",
                                     "eligibility_details");

      append_part (text, "\n", more);
    }
  set_text (making, "eligibility", text->str);
  if (*who == '\0' || (!has_min && !has_max))
    return;
  conditions = json_object_new ();
  if (has_min)
    json_object_set_int_member (conditions, "age_min", (gint64) min);
  if (has_max)
    json_object_set_int_member (conditions, "age_max", (gint64) max);
  json_object_set_string_member (conditions, "ask", who);
  json_object_set_object_member (making->entry, "conditions", conditions);
}

static void
set_how_to_apply (Making *making)
{
  g_autofree char *words = FIRST (making->service, "application_process");
  g_autoptr (GString) text = g_string_new (words);

  for (guint i = 0; i < count_of (making->service, "required_documents"); i++)
    {
      g_autofree char *paper =
          FIRST (get_nth (making->service, "required_documents", i), "document");

      append_part (text, "\n", paper);
    }
  set_text (making, "how_to_apply", text->str);
}

static void
set_summary (Making *making)
{
  g_autofree char *alert = FIRST (making->service, "alert");
  g_autofree char *description = FIRST (making->service, "description", "short_desc");
  g_autoptr (GString) text = g_string_new (alert);

  append_part (text, "\n", description);
  set_text (making, "summary", text->str);
}

static void
set_hours (Making *making)
{
  JsonObject *owners[] = { making->service, get_nth (making->service, "service_at_locations", 0),
                           making->place };
  g_autofree char *status = FIRST (making->service, "status");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (owners) && text->len == 0; i++)
    {
      JsonArray *schedules = owners[i] != NULL ? wf_json_get_array (owners[i], "schedules") : NULL;
      g_autofree char *hours =
          schedules != NULL ? wf_hsds_describe_hours (schedules, making->report) : g_strdup ("");

      g_string_append (text, hours);
    }
  /* Nobody is to stand before a door that is closed for now. */
  if (g_ascii_strcasecmp (status, "temporarily closed") == 0)
    g_string_prepend (text, text->len > 0 ? "temporarily closed; " : "temporarily closed");
  set_text (making, "hours", text->str);
}

static char *
find_phone (JsonObject *owner, WfImportReport *report)
{
  for (guint i = 0; i < count_of (owner, "phones"); i++)
    {
      JsonObject *phone = get_nth (owner, "phones", i);
      g_autofree char *number = FIRST (phone, "number");
      g_autofree char *extension = wf_json_dup_text (phone, "extension");
      g_autofree char *type = FIRST (phone, "type", "number_type");
      g_autofree char *clean = NULL;

      if (g_ascii_strcasecmp (type, "fax") == 0)
        continue;
      clean = wf_repair_phone (number, extension, report);
      if (clean != NULL)
        return g_steal_pointer (&clean);
    }
  return NULL;
}

/* The service's own, its place's, its organization's: the nearest one. */
static void
set_contact (Making *making)
{
  JsonObject *at = get_nth (making->service, "service_at_locations", 0);
  JsonObject *owners[] = {
    making->service,      at, get_nth (making->service, "contacts", 0), making->place,
    making->organization,
  };
  g_autofree char *url = FIRST (making->service, "url", "website");
  g_autofree char *home = FIRST (making->organization, "website", "url");
  g_autofree char *email = FIRST (making->service, "email");
  g_autofree char *email_home = FIRST (making->organization, "email");
  g_autofree char *phone = NULL, *address = NULL, *address_home = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (owners) && phone == NULL; i++)
    phone = owners[i] != NULL ? find_phone (owners[i], making->report) : NULL;
  set_text (making, "phone", phone != NULL ? phone : "");
  set_text (making, "email", *email != '\0' ? email : email_home);
  address = wf_repair_url (url, making->report);
  address_home = wf_repair_url (home, making->report);
  set_text (making, "url", address != NULL ? address : "");
  set_text (making, "source_url", address_home != NULL ? address_home : "");
}

/* Whether the whole text says so: "Free parking, the course costs $200" does not. */
static gboolean
says_free (const char *words)
{
  static const char *const FREE[] = {
    "free",        "free of charge", "for free", "no charge", "no cost",      "no fee",
    "no fees",     "none",           "gratuit",  "gratuite",  "gratuitement", "sans frais",
    "aucun frais", "aucuns frais",   "gratis",   "gratuito",  "مجاني",        "مجانا",
    "免费",        "免費",           NULL,
  };
  g_autofree char *plain = g_utf8_casefold (words, -1);
  char *text = g_strstrip (plain);
  gsize size = strlen (text);
  double number;

  while (size > 0 && strchr (".! ", text[size - 1]) != NULL)
    text[--size] = '\0';
  if (g_strv_contains (FREE, text))
    return TRUE;
  /* "$0", "0 $", "0,00". */
  g_strdelimit (text, "$", ' ');
  return wf_repair_number (text, &number, NULL) && number == 0;
}

/* What the one option asks, as long as it holds. */
static gboolean
read_amount (Making *making, double *out_amount)
{
  JsonObject *option = get_nth (making->service, "cost_options", 0);
  g_autofree char *amount = wf_json_dup_text (option, "amount");
  g_autofree char *to = wf_json_dup_text (option, "valid_to");
  const char *comma = strchr (amount, ',');
  GDate first, last, today;

  wf_date_from_time (g_get_real_time (), &today);
  /* "1,200" is no one and a fifth. */
  return count_of (making->service, "cost_options") == 1 &&
         (comma == NULL || strlen (comma) != strlen (",000")) &&
         wf_repair_number (amount, out_amount, making->report) && *out_amount >= 0 &&
         (!wf_date_parse_partial (to, &first, &last) || g_date_compare (&last, &today) >= 0);
}

static void
set_cost (Making *making)
{
  JsonObject *option = get_nth (making->service, "cost_options", 0);
  g_autofree char *words = FIRST (making->service, "fees_description", "fees");
  g_autofree char *asked = wf_json_dup_text (option, "amount");
  g_autofree char *currency = FIRST (option, "currency");
  g_autofree char *what = FIRST (option, "amount_description", "option");
  g_autofree char *upper = g_ascii_strup (currency, -1);
  double amount;
  JsonObject *cost;

  if (*words == '\0' && *asked == '\0' && *what == '\0')
    return;
  cost = json_object_new ();
  if (read_amount (making, &amount))
    json_object_set_double_member (cost, "amount", amount);
  else if (says_free (words))
    json_object_set_int_member (cost, "amount", 0);
  if (strlen (upper) == 3)
    json_object_set_string_member (cost, "currency", upper);
  json_object_set_string_member (cost, "note", *words != '\0' ? words : what);
  json_object_set_object_member (making->entry, "cost", cost);
}

static void
add_languages (Making *making, JsonObject *owner, GPtrArray *codes)
{
  for (guint i = 0; i < count_of (owner, "languages"); i++)
    {
      JsonObject *language = get_nth (owner, "languages", i);
      g_autofree char *text =
          language != NULL ? FIRST (language, "code", "name", "language") : NULL;

      if (text != NULL)
        wf_repair_languages (text, codes, making->report);
    }
}

static void
set_languages (Making *making)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *interpreters = FIRST (making->service, "interpretation_services");

  add_languages (making, making->service, codes);
  add_languages (making, making->place, codes);
  g_ptr_array_add (codes, NULL);
  wf_json_set_strings (making->entry, "languages", (const char *const *) codes->pdata);
  set_text (making, "interpretation", interpreters);
}

static void
add_region (JsonArray *regions, const char *region)
{
  for (guint i = 0; i < json_array_get_length (regions); i++)
    {
      if (strcmp (json_array_get_string_element (regions, i), region) == 0)
        return;
    }
  json_array_add_string_element (regions, region);
}

/* Street and number as one writes them on a letter; the town stands apart. */
static void
set_address (Making *making, JsonObject *address)
{
  g_autofree char *first = FIRST (address, "address_1", "street");
  g_autofree char *second = FIRST (address, "address_2");
  g_autofree char *code = FIRST (address, "postal_code");
  const char *parts[] = { first, second, code };
  g_autoptr (GString) whole = g_string_new (NULL);

  if (*first == '\0' || json_object_has_member (making->entry, "address"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (*parts[i] != '\0')
        g_string_append_printf (whole, "%s%s", whole->len > 0 ? ", " : "", parts[i]);
    }
  json_object_set_string_member (making->entry, "address", whole->str);
}

static void
read_place (Making *making, JsonObject *place, JsonArray *regions)
{
  for (guint i = 0; i < count_of (place, "addresses"); i++)
    {
      JsonObject *address = get_nth (place, "addresses", i);
      g_autofree char *country = FIRST (address, "country");
      g_autofree char *state = FIRST (address, "state_province", "state");
      g_autofree char *city = FIRST (address, "city");
      g_autofree char *region = wf_hsds_find_region (country, state);

      if (region != NULL)
        add_region (regions, region);
      set_address (making, address);
      if (*city != '\0' && !json_object_has_member (making->entry, "locality"))
        {
          g_autofree char *name = wf_repair_name (city, making->report);

          json_object_set_string_member (making->entry, "locality", name);
        }
    }
}

static gboolean
tells_region (JsonObject *place)
{
  for (guint i = 0; i < count_of (place, "addresses"); i++)
    {
      JsonObject *address = get_nth (place, "addresses", i);
      g_autofree char *country = FIRST (address, "country");
      g_autofree char *state = FIRST (address, "state_province", "state");
      g_autofree char *region = wf_hsds_find_region (country, state);

      if (region != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_hsds_has_region (JsonObject *service)
{
  g_return_val_if_fail (service != NULL, FALSE);

  for (guint i = 0; i < count_of (service, "service_at_locations"); i++)
    {
      JsonObject *at = get_nth (service, "service_at_locations", i);

      if (at != NULL && tells_region (wf_json_get_object (at, "location")))
        return TRUE;
    }
  return tells_region (wf_json_get_object (service, "organization"));
}

static void
check_coordinates (Making *making, JsonObject *place)
{
  g_autofree char *latitude = wf_json_dup_text (place, "latitude");
  g_autofree char *longitude = wf_json_dup_text (place, "longitude");
  double north, east;

  if (*latitude == '\0' || *longitude == '\0')
    wf_import_report_repair (making->report, "no-coordinates");
  else if (!wf_repair_number (latitude, &north, making->report) ||
           !wf_repair_number (longitude, &east, making->report) || ABS (north) > 90 ||
           ABS (east) > 180 || (north == 0 && east == 0))
    wf_import_report_repair (making->report, "odd-coordinates");
  else
    {
      json_object_set_double_member (making->entry, "latitude", north);
      json_object_set_double_member (making->entry, "longitude", east);
    }
}

static void
set_places (Making *making)
{
  JsonArray *regions = json_array_new ();
  guint count = count_of (making->service, "service_at_locations");
  JsonObject *ours = wf_json_get_object (making->service, WF_HSDS_OURS);
  const char *assumed = wf_json_get_string (ours, "region", NULL);

  for (guint i = 0; i < count; i++)
    {
      JsonObject *at = get_nth (making->service, "service_at_locations", i);
      JsonObject *place = at != NULL ? wf_json_get_object (at, "location") : NULL;

      if (place != NULL)
        read_place (making, place, regions);
    }
  if (making->place != NULL)
    check_coordinates (making, making->place);
  if (json_array_get_length (regions) == 0 && making->organization != NULL)
    read_place (making, making->organization, regions);
  if (json_array_get_length (regions) == 0)
    {
      wf_import_report_repair (making->report,
                               assumed != NULL ? "region-assumed" : "region-unknown");
      json_array_add_string_element (regions, assumed != NULL ? assumed : WF_REGION_UNKNOWN);
    }
  json_object_set_array_member (making->entry, "regions", regions);
}

/* On the web: one of its places is no place. */
static void
set_remote (Making *making)
{
  for (guint i = 0; i < count_of (making->service, "service_at_locations"); i++)
    {
      JsonObject *at = get_nth (making->service, "service_at_locations", i);
      JsonObject *place = at != NULL ? wf_json_get_object (at, "location") : NULL;
      g_autofree char *type = place != NULL ? FIRST (place, "location_type") : g_strdup ("");

      if (g_ascii_strcasecmp (type, "virtual") == 0)
        json_object_set_boolean_member (making->entry, "remote", TRUE);
    }
}

static void
append_terms (JsonObject *service, GString *text)
{
  for (guint i = 0; i < count_of (service, "attributes"); i++)
    {
      JsonObject *term = wf_json_get_object (get_nth (service, "attributes", i), "taxonomy_term");
      g_autofree char *name = term != NULL ? FIRST (term, "name", "term") : g_strdup ("");

      append_part (text, " ", name);
    }
}

static void
set_kind (Making *making)
{
  g_autofree char *given = FIRST (making->service, "kind");
  g_autofree char *description = FIRST (making->service, "description");
  g_autofree char *keywords = FIRST (making->service, "keywords", "categories");
  g_autoptr (GString) text = g_string_new (wf_json_get_string (making->entry, "name", ""));
  g_autofree char *lower = NULL;
  const char *kind = "support";

  append_part (text, " ", keywords);
  append_terms (making->service, text);
  append_part (text, " ", description);
  g_string_append_c (text, ' ');
  lower = g_utf8_strdown (text->str, -1);
  for (guint i = 0; i < G_N_ELEMENTS (KIND_WORDS); i++)
    {
      if (strstr (lower, KIND_WORDS[i].word) != NULL)
        {
          kind = KIND_WORDS[i].kind;
          break;
        }
    }
  json_object_set_string_member (making->entry, "kind",
                                 g_strv_contains (wf_resource_list_kinds (), given) ? given : kind);
}

static void
set_trust (Making *making)
{
  g_autofree char *status = FIRST (making->service, "status");
  g_autofree char *assured = FIRST (making->service, "assured_date", "last_modified",
                                    "modified_date", "updated_at", "last_updated");
  g_autofree char *as_of = wf_repair_date (assured, making->report);
  gboolean is_over = g_ascii_strcasecmp (status, "inactive") == 0 ||
                     g_ascii_strcasecmp (status, "defunct") == 0 ||
                     g_ascii_strcasecmp (status, "closed") == 0;

  if (*status == '\0')
    wf_import_report_repair (making->report, "no-status");
  if (strcmp (as_of, "unknown") == 0)
    wf_import_report_repair (making->report, "no-date");
  json_object_set_string_member (making->entry, "status",
                                 is_over                                      ? "closed"
                                 : g_ascii_strcasecmp (status, "active") == 0 ? "active"
                                                                              : "unverified");
  json_object_set_string_member (making->entry, "as_of", as_of);
  json_object_set_string_member (making->entry, "confidence", "medium");
}

static void
set_capacity (Making *making)
{
  JsonObject *capacity = get_nth (making->service, "capacities", 0);

  if (capacity != NULL)
    json_object_set_object_member (making->entry, "capacity", json_object_ref (capacity));
}

static gboolean
set_names (Making *making, GError **error)
{
  g_autofree char *id = wf_json_dup_text (making->service, "id");
  g_autofree char *name = FIRST (making->service, "name", "alternate_name", "title");
  g_autofree char *other = FIRST (making->service, "alternate_name");
  g_autofree char *organization = FIRST (making->organization, "name");
  g_autofree char *clean = wf_repair_name (name, making->report);
  g_autofree char *who = wf_repair_name (organization, making->report);

  if (*id == '\0' || *clean == '\0')
    {
      g_set_error (error, WF_CATALOGUE_ERROR, WF_CATALOGUE_ERROR_FORMAT, "it has no %s",
                   *id == '\0' ? "id" : "name");
      return FALSE;
    }
  json_object_set_string_member (making->entry, "id", id);
  json_object_set_string_member (making->entry, "name", clean);
  json_object_set_string_member (making->entry, "organization", who);
  if (strcmp (other, name) != 0)
    set_text (making, "alternate_name", other);
  return TRUE;
}

JsonObject *
wf_hsds_check_age (JsonObject *entry, WfImportReport *report)
{
  JsonObject *copy;

  if (!wf_date_is_to_come (wf_json_get_string (entry, "as_of", "")))
    return json_object_ref (entry);
  wf_import_report_repair (report, "odd-date");
  copy = wf_hsds_thaw (entry);
  json_object_set_string_member (copy, "x_as_of", wf_json_get_string (entry, "as_of", ""));
  json_object_set_string_member (copy, "as_of", "unknown");
  return copy;
}

JsonObject *
wf_hsds_make_entry (JsonObject *service, WfImportReport *report, GError **error)
{
  g_return_val_if_fail (service != NULL, NULL);

  JsonObject *ours = wf_json_get_object (service, WF_HSDS_OURS);
  JsonObject *whole = ours != NULL ? wf_json_get_object (ours, "entry") : NULL;
  JsonObject *at = get_nth (service, "service_at_locations", 0);
  g_autoptr (JsonObject) entry = json_object_new ();
  Making making = { .service = service, .entry = entry, .report = report };

  if (whole != NULL)
    return wf_hsds_check_age (whole, report);
  making.organization = wf_json_get_object (service, "organization");
  making.place = at != NULL ? wf_json_get_object (at, "location") : NULL;
  if (!set_names (&making, error))
    return NULL;
  set_summary (&making);
  set_eligibility (&making);
  set_how_to_apply (&making);
  set_hours (&making);
  set_contact (&making);
  set_cost (&making);
  set_languages (&making);
  set_places (&making);
  set_remote (&making);
  set_kind (&making);
  set_trust (&making);
  set_capacity (&making);
  return g_steal_pointer (&entry);
}
