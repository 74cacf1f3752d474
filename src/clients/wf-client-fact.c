/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Optional facts about a client, as values. The table below is the whole list: a fact that
 * is not in it cannot be recorded, so that nobody adds a question about immigration status.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-fact.h"

#include "wf-client-error.h"

#include <string.h>

G_DEFINE_QUARK (wf-client-error-quark, wf_client_error)

#define VALUE_MAX_BYTES 2000
#define BIRTH_YEARS     130
#define LANDING_YEARS   100
#define SCHOOL_YEARS    40
#define PEOPLE          30

typedef enum {
  SHAPE_TEXT, /* one, in own words */
  SHAPE_LIST, /* any number, in own words or codes */
  SHAPE_TAGS, /* language tags */
  SHAPE_TAG,
  SHAPE_YEAR_BORN,
  SHAPE_YEAR_LANDED,
  SHAPE_DATE,
  SHAPE_SCHOOL,
  SHAPE_REGION,
  SHAPE_WANTED,
  SHAPE_OFFICIAL,
  SHAPE_YES,
  SHAPE_YES_NO,
  SHAPE_AMOUNT, /* 0 or more, at most two digits after the point */
  SHAPE_PEOPLE,
} Shape;

static const char *const NAMES[] = {
  "address-as",
  "birth-year",
  "birth-date",
  "speaks",
  "reads",
  "interpreter",
  "interpreter-language",
  "official-language",
  "schooling-years",
  "landing-year",
  "papers",
  "client-number",
  "household",
  "accommodation",
  "region",
  "locality",
  "money-short",
  "benefits",
  "children",
  "student",
  "pay-month",
  "pays-now",
  "data-month",
  "people",
  "goal",
  "goal-words",
  "written-language-none",
  "stay-in-person",
  "practise-safely",
  NULL,
};

static const Shape SHAPES[] = {
  SHAPE_TEXT,   SHAPE_YEAR_BORN, SHAPE_DATE,   SHAPE_TAGS,        SHAPE_TAGS,   SHAPE_WANTED,
  SHAPE_TAG,    SHAPE_OFFICIAL,  SHAPE_SCHOOL, SHAPE_YEAR_LANDED, SHAPE_LIST,   SHAPE_TEXT,
  SHAPE_TEXT,   SHAPE_LIST,      SHAPE_REGION, SHAPE_TEXT,        SHAPE_YES_NO, SHAPE_LIST,
  SHAPE_YES_NO, SHAPE_LIST,      SHAPE_AMOUNT, SHAPE_AMOUNT,      SHAPE_AMOUNT, SHAPE_PEOPLE,
  SHAPE_LIST,   SHAPE_TEXT,      SHAPE_YES,    SHAPE_YES,         SHAPE_YES,
};

G_STATIC_ASSERT (G_N_ELEMENTS (NAMES) == G_N_ELEMENTS (SHAPES) + 1);

static const char *const SOURCES[] = { "client", "paper", "other", NULL };

static const char *const STATES[] = { "not-asked", "answered", "refused", "dont-know" };

const char *
wf_client_fact_state_to_text (WfClientFactState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (STATES), "not-asked");

  return STATES[state];
}

WfClientFactState
wf_client_fact_state_from_text (const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (STATES); i++)
    {
      if (strcmp (text, STATES[i]) == 0)
        return (WfClientFactState) i;
    }
  return WF_CLIENT_FACT_NOT_ASKED;
}

WfClientFact *
wf_client_fact_new (const char *name,
                    WfClientFactState state,
                    const char *const *values,
                    gint64 time_us)
{
  g_return_val_if_fail (name != NULL, NULL);

  WfClientFact *self = g_new0 (WfClientFact, 1);

  self->name = g_strdup (name);
  self->state = state;
  self->values = state == WF_CLIENT_FACT_ANSWERED && values != NULL ? g_strdupv ((GStrv) values)
                                                                    : g_new0 (char *, 1);
  self->time_us = time_us;
  self->source = g_strdup ("");
  self->by = g_strdup ("");
  return self;
}

void
wf_client_fact_set_source (WfClientFact *self, const char *source, const char *by)
{
  g_return_if_fail (self != NULL);

  g_free (self->source);
  g_free (self->by);
  self->source = g_strdup (source != NULL && g_strv_contains (SOURCES, source) ? source : "");
  self->by = g_strdup (by != NULL && g_str_equal (self->source, "other") ? by : "");
}

WfClientFact *
wf_client_fact_copy (const WfClientFact *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfClientFact *copy = wf_client_fact_new (self->name, self->state,
                                           (const char *const *) self->values, self->time_us);

  wf_client_fact_set_source (copy, self->source, self->by);
  return copy;
}

void
wf_client_fact_free (WfClientFact *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_strfreev (self->values);
  g_free (self->source);
  g_free (self->by);
  g_free (self);
}

const char *const *
wf_client_fact_get_names (void)
{
  return NAMES;
}

/* Letters and digits in parts joined by "-", the first of 2 to 8 letters: BCP 47 as far as a
 * list of languages needs it. */
static gboolean
is_language_tag (const char *text)
{
  return g_regex_match_simple ("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", text, 0, 0);
}

static gboolean
is_number_between (const char *text, int low, int high)
{
  gint64 number;

  return g_ascii_string_to_signed (text, 10, low, high, &number, NULL);
}

static gboolean
is_date (const char *text, int this_year)
{
  GDate date;
  int year, month, day;

  if (!g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text, 0, 0))
    return FALSE;
  year = atoi (text);
  month = atoi (text + 5);
  day = atoi (text + 8);
  g_date_clear (&date, 1);
  return year >= this_year - BIRTH_YEARS && year <= this_year &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  return g_strv_contains (words, text);
}

static gboolean
has_shape (Shape shape, const char *text, int this_year)
{
  static const char *const wanted[] = { "wanted", "not-wanted", NULL };
  static const char *const official[] = { "en", "fr", "both", "none", NULL };

  switch (shape)
    {
    case SHAPE_TEXT:
    case SHAPE_LIST:
      return *text != '\0' && strlen (text) <= VALUE_MAX_BYTES && g_utf8_validate (text, -1, NULL);
    case SHAPE_TAGS:
    case SHAPE_TAG:
      return is_language_tag (text);
    case SHAPE_YEAR_BORN:
      return is_number_between (text, this_year - BIRTH_YEARS, this_year);
    case SHAPE_YEAR_LANDED:
      return is_number_between (text, this_year - LANDING_YEARS, this_year);
    case SHAPE_DATE:
      return is_date (text, this_year);
    case SHAPE_SCHOOL:
      return is_number_between (text, 0, SCHOOL_YEARS);
    case SHAPE_REGION:
      return g_regex_match_simple ("^[A-Z]{2}(-[A-Z0-9]{1,3})?$", text, 0, 0);
    case SHAPE_WANTED:
      return is_one_of (text, wanted);
    case SHAPE_OFFICIAL:
      return is_one_of (text, official);
    case SHAPE_YES:
      return strcmp (text, "yes") == 0;
    case SHAPE_YES_NO:
      return strcmp (text, "yes") == 0 || strcmp (text, "no") == 0;
    case SHAPE_AMOUNT:
      return g_regex_match_simple ("^[0-9]{1,5}([.][0-9]{1,2})?$", text, 0, 0);
    case SHAPE_PEOPLE:
      return is_number_between (text, 1, PEOPLE);
    default:
      return FALSE;
    }
}

gboolean
wf_client_fact_check (const char *name, const char *const *values, int this_year, GError **error)
{
  g_return_val_if_fail (name != NULL && values != NULL, FALSE);

  guint index = 0;

  while (NAMES[index] != NULL && strcmp (NAMES[index], name) != 0)
    index++;
  if (NAMES[index] == NULL)
    {
      g_set_error_literal (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_UNKNOWN_FACT,
                           "there is no such fact about a client");
      return FALSE;
    }

  gboolean is_list = SHAPES[index] == SHAPE_LIST || SHAPES[index] == SHAPE_TAGS;
  guint count = g_strv_length ((GStrv) values);
  gboolean is_good = is_list || count == 1;

  for (guint i = 0; is_good && i < count; i++)
    is_good = has_shape (SHAPES[index], values[i], this_year);
  if (!is_good)
    g_set_error (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_BAD_VALUE,
                 "the value of %s cannot be right", name);
  return is_good;
}
