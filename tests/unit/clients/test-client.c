/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-client-card.h"
#include "wf-client-item.h"
#include "wf-client-records.h"
#include "wf-client.h"
#include "wf-clock.h"
#include "wf-json.h"

#include <string.h>

#define CLIENT_ID "00000000000000000000000000000001"
#define START     ((gint64) 20000 * WF_CLOCK_DAY)

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
}

static void
add (GPtrArray *records, WfRecord *proposed)
{
  g_autoptr (WfRecord) owned = proposed;
  gint64 time_us = START + (gint64) records->len * WF_CLOCK_MINUTE;

  g_ptr_array_add (records, wf_record_new_at (owned->kind, json_object_ref (owned->body), time_us,
                                              "staff1/device1"));
}

static void
add_raw (GPtrArray *records, const char *kind, const char *json)
{
  add (records, wf_record_new (kind, wf_json_parse_object (json, -1, NULL)));
}

/* As the vault does: a state may be written and read again between any two records. */
static GVariant *
fold (const WfFold *fold, GPtrArray *records, gboolean with_splits)
{
  GVariant *state = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];
      gboolean is_seen = FALSE;

      for (guint k = 0; fold->kinds[k] != NULL; k++)
        is_seen = is_seen || wf_record_has_prefix (record, fold->kinds[k]);
      if (!is_seen)
        continue;

      GVariant *next = g_variant_take_ref (fold->apply (state, record));

      g_clear_pointer (&state, g_variant_unref);
      state = next;
      if (with_splits && g_test_rand_bit ())
        {
          g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (state);
          GVariant *read = g_variant_ref_sink (
              g_variant_new_from_bytes (g_variant_get_type (state), bytes, FALSE));

          g_variant_unref (state);
          state = read;
        }
    }
  return state;
}

static WfClient *
fold_client (GPtrArray *records)
{
  g_autoptr (GVariant) state = fold (wf_client_get_fold (), records, FALSE);

  return wf_client_new_from_variant (CLIENT_ID, state);
}

static WfClientCard *
fold_card (GPtrArray *records)
{
  g_autoptr (GVariant) state = fold (wf_client_card_get_fold (), records, FALSE);

  return wf_client_card_new_from_variant (state);
}

static void
add_fact (GPtrArray *records, const char *name, WfClientFactState state, const char *value)
{
  const char *values[] = { value, NULL };
  g_autoptr (WfClientFact) fact = wf_client_fact_new (name, state, values, 0);

  add (records, wf_client_record_fact (fact));
}

static void
test_anonymous_then_named (void)
{
  g_autoptr (GPtrArray) records = records_new ();

  add (records, wf_client_record_created (12));
  add_fact (records, "speaks", WF_CLIENT_FACT_ANSWERED, "ar");

  g_autoptr (WfClient) anonymous = fold_client (records);
  g_autoptr (WfClientCard) row = fold_card (records);

  g_assert_null (wf_client_get_name (anonymous));
  g_assert_cmpuint (wf_client_get_number (anonymous), ==, 12);
  g_assert_true (wf_client_card_is_anonymous (row));

  add (records, wf_client_record_named ("Noor", TRUE));

  g_autoptr (WfClient) named = fold_client (records);
  g_autoptr (WfClientCard) named_row = fold_card (records);

  g_assert_cmpstr (wf_client_get_name (named), ==, "Noor");
  g_assert_true (wf_client_is_alias (named));
  g_assert_cmpuint (wf_client_get_number (named), ==, 12);
  g_assert_cmpstr (wf_client_get_fact_text (named, "speaks"), ==, "ar"); /* nothing typed twice */
  g_assert_cmpstr (named_row->name, ==, "Noor");
  g_assert_cmpstr (named_row->languages[0], ==, "ar");
}

static void
test_four_answers (void)
{
  g_autoptr (GPtrArray) records = records_new ();

  add (records, wf_client_record_created (1));
  add_fact (records, "birth-year", WF_CLIENT_FACT_ANSWERED, "1980");
  add_fact (records, "landing-year", WF_CLIENT_FACT_REFUSED, NULL);
  add_fact (records, "schooling-years", WF_CLIENT_FACT_DONT_KNOW, NULL);
  add_fact (records, "papers", WF_CLIENT_FACT_ANSWERED, "health-card");
  add_fact (records, "papers", WF_CLIENT_FACT_NOT_ASKED, NULL); /* taken back */

  g_autoptr (WfClient) client = fold_client (records);

  g_assert_cmpint (wf_client_get_fact (client, "birth-year")->state, ==, WF_CLIENT_FACT_ANSWERED);
  g_assert_cmpint (wf_client_get_fact (client, "birth-year")->time_us, ==, START + WF_CLOCK_MINUTE);
  g_assert_cmpint (wf_client_get_fact (client, "landing-year")->state, ==, WF_CLIENT_FACT_REFUSED);
  g_assert_cmpint (wf_client_get_fact (client, "schooling-years")->state, ==,
                   WF_CLIENT_FACT_DONT_KNOW);
  g_assert_cmpint (wf_client_get_fact (client, "papers")->state, ==, WF_CLIENT_FACT_NOT_ASKED);
  g_assert_null (wf_client_get_fact_text (client, "papers"));
  g_assert_cmpint (wf_client_get_fact (client, "region")->state, ==, WF_CLIENT_FACT_NOT_ASKED);
  g_assert_cmpuint (wf_client_get_facts (client)->len, ==, 4);
}

static void
test_unknown_fact_is_not_kept (void)
{
  g_autoptr (GPtrArray) records = records_new ();

  add_raw (records, "client.fact",
           "{\"fact\":\"immigration-status\",\"state\":\"answered\",\"values\":[\"x\"]}");

  g_autoptr (WfClient) client = fold_client (records);

  g_assert_cmpuint (wf_client_get_facts (client)->len, ==, 0);
}

static void
test_age (void)
{
  static const struct {
    const char *fact, *value;
    WfClientAge expected; /* on 16 June 2026 */
  } cases[] = {
    { "birth-year", "1980", WF_CLIENT_AGE_ADULT },
    { "birth-year", "2007", WF_CLIENT_AGE_ADULT },
    { "birth-year", "2008", WF_CLIENT_AGE_MINOR }, /* not certainly 18 */
    { "birth-year", "2015", WF_CLIENT_AGE_MINOR },
    { "birth-date", "2008-06-16", WF_CLIENT_AGE_ADULT },
    { "birth-date", "2008-06-17", WF_CLIENT_AGE_MINOR },
    { "speaks", "ar", WF_CLIENT_AGE_UNKNOWN },
  };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 6, 16, 12, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) records = records_new ();

      add_fact (records, cases[i].fact, WF_CLIENT_FACT_ANSWERED, cases[i].value);
      g_autoptr (WfClient) client = fold_client (records);

      g_assert_cmpint (wf_client_get_age (client, g_date_time_to_unix (now) * G_USEC_PER_SEC), ==,
                       cases[i].expected);
    }
}

/* Two in the morning in Greenwich is the evening before, here: not eighteen yet. */
static void
test_age_here (void)
{
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (GDateTime) night = g_date_time_new_utc (2026, 6, 16, 2, 0, 0);
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));

  add_fact (records, "birth-date", WF_CLIENT_FACT_ANSWERED, "2008-06-16");
  g_autoptr (WfClient) client = fold_client (records);

  g_setenv ("TZ", "-04:00", TRUE);
  WfClientAge age = wf_client_get_age (client, g_date_time_to_unix (night) * G_USEC_PER_SEC);

  g_setenv ("TZ", zone != NULL ? zone : "UTC", TRUE);
  g_assert_cmpint (age, ==, WF_CLIENT_AGE_MINOR);
}

static void
test_contact_needs_consent (void)
{
  const char *purposes[] = { WF_CONSENT_CONTACT_AFTER, NULL };
  gboolean no = FALSE;
  g_autoptr (GPtrArray) records = records_new ();

  add_raw (records, "contact.agreed",
           "{\"ways\":[\"call\"],\"may-say-who\":true,\"never-message\":false}");

  g_autoptr (WfClient) before = fold_client (records);

  add (records, wf_consent_record_given (purposes, &no, "en", NULL, TRUE));

  g_autoptr (WfClient) after = fold_client (records);
  g_autoptr (WfClientCard) card = fold_card (records);

  g_assert_cmpint (wf_client_get_contact_level (before), ==, WF_CONTACT_OK);
  g_assert_cmpint (wf_client_get_contact_level (after), ==, WF_CONTACT_NEVER);
  g_assert_cmpint (card->contact, ==, WF_CONTACT_NEVER);
}

static void
test_hold_and_hand_over (void)
{
  g_autoptr (GPtrArray) records = records_new ();

  add (records, wf_client_record_created (1));
  add (records, wf_client_record_held ("a complaint is open"));
  add_raw (records, "owner.restricted", "{\"only_for\":[\"s1\",\"s2\"]}");
  add_raw (records, "owner.handed-over", "{\"to\":\"s2\",\"reason\":\"leave\"}");

  g_autoptr (WfClient) client = fold_client (records);
  g_autoptr (WfClientCard) card = fold_card (records);

  g_assert_cmpstr (wf_client_get_hold_reason (client), ==, "a complaint is open");
  g_assert_cmpstr (wf_client_get_hold_author (client), ==, "staff1/device1");
  g_assert_cmpuint (g_strv_length ((GStrv) wf_client_get_restricted_to (client)), ==, 2);
  g_assert_cmpstr (wf_client_get_navigator (client), ==, "s2");
  g_assert_true (card->is_held);
  g_assert_true (card->is_restricted);

  add (records, wf_client_record_released ("closed"));
  add_raw (records, "owner.restricted", "{}");

  g_autoptr (WfClient) later = fold_client (records);
  g_autoptr (WfClientCard) later_card = fold_card (records);

  g_assert_false (wf_client_is_held (later));
  g_assert_null (wf_client_get_hold_reason (later));
  g_assert_null (wf_client_get_hold_author (later));
  g_assert_null (wf_client_get_restricted_to (later));
  g_assert_false (later_card->is_held);
  g_assert_false (later_card->is_restricted);
}

static void
test_due_and_activity (void)
{
  g_autoptr (GPtrArray) records = records_new ();

  add (records, wf_client_record_created (1));
  add (records, wf_client_record_due ("2026-12-01", "call back"));
  add (records, wf_client_record_viewed ("client"));
  add (records, wf_client_record_noted ("x", FALSE));
  add (records, wf_client_record_held ("y"));

  g_autoptr (WfClient) client = fold_client (records);
  g_autoptr (WfClientCard) card = fold_card (records);

  g_assert_cmpstr (wf_client_get_next_due (client), ==, "2026-12-01");
  g_assert_cmpstr (wf_client_get_due_why (client), ==, "call back");
  g_assert_cmpstr (card->next_due, ==, "2026-12-01");
  /* being looked at, noted or held is not contact: the clock stands */
  g_assert_cmpint (wf_client_get_last_activity (client), ==, START);
  g_assert_cmpint (card->last_activity_us, ==, START);
  g_assert_cmpint (wf_client_get_created (client), ==, START);

  add (records, wf_client_record_due ("", NULL));
  g_autoptr (WfClient) later = fold_client (records);

  g_assert_cmpstr (wf_client_get_next_due (later), ==, "");
}

/* --- Any records at all --- */

static char *
random_text (guint max)
{
  static const char *const pieces[] = {
    "a", "Noor", " ", "ليلى", "李", "é", "\xf0\x9f\x8c\xb1", "-"
  };
  GString *text = g_string_new (NULL);
  guint count = (guint) g_test_rand_int_range (0, (gint32) max);

  for (guint i = 0; i < count; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static void
add_random_consent (GPtrArray *records)
{
  static const char *const all[] = { WF_CONSENT_KEEP_NOTES, WF_CONSENT_CONTACT_AFTER,
                                     WF_CONSENT_IMPROVE, "share:City Library" };
  const char *purposes[] = { all[g_test_rand_int_range (0, 4)], NULL };
  gboolean answer = g_test_rand_bit ();

  if (g_test_rand_int_range (0, 4) == 0)
    add (records, wf_consent_record_revoked (purposes[0], NULL));
  else
    add (records,
         wf_consent_record_given (purposes, &answer, "ar", g_test_rand_bit () ? "child" : NULL,
                                  g_test_rand_bit ()));
}

static void
add_random_visit (GPtrArray *records, char **open_id)
{
  if (*open_id == NULL)
    {
      *open_id = g_strdup_printf ("%032x", g_test_rand_int_range (1, G_MAXINT32));
      g_autoptr (WfVisit) visit = wf_visit_new (*open_id, WF_VISIT_HELP_NOW);

      add (records, wf_visit_record_started (visit));
      return;
    }
  g_autoptr (WfVisit) visit = wf_visit_new (*open_id, WF_VISIT_FULL);

  if (g_test_rand_bit ())
    {
      add (records, wf_visit_record_ended (visit, g_test_rand_bit () ? "2027-01-31" : NULL));
      g_clear_pointer (open_id, g_free);
    }
  else
    add (records, wf_visit_record_changed (visit));
}

static void
add_random (GPtrArray *records, char **open_id)
{
  static const char *const facts[] = { "speaks", "birth-year", "region", "papers", "nonsense" };
  static const char *const kinds[] = { "client.named",   "client.fact",      "client.due",
                                       "contact.agreed", "visit.started",    "consent.given",
                                       "retention.held", "owner.restricted", "plan.picked",
                                       "client.practice" };
  static const char *const bodies[] = { "{}", "{\"name\":3,\"id\":[],\"day\":{}}",
                                        "{\"values\":{},\"fact\":\"speaks\"}",
                                        "{\"only_for\":\"s\",\"ways\":7,\"answers\":[]}" };
  g_autofree char *text = random_text (60);

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      add (records, wf_client_record_named (text, g_test_rand_bit ()));
      break;
    case 1:
      add_fact (records, facts[g_test_rand_int_range (0, 5)],
                (WfClientFactState) g_test_rand_int_range (0, 4), text);
      break;
    case 2:
      add_random_consent (records);
      break;
    case 3:
      add_random_visit (records, open_id);
      break;
    case 4:
      add (records, wf_client_record_due (g_test_rand_bit () ? "2026-02-03" : "", text));
      break;
    case 5:
      add (records,
           g_test_rand_bit () ? wf_client_record_held (text) : wf_client_record_released (text));
      break;
    case 6:
      add_raw (records, "contact.agreed",
               g_test_rand_bit () ? "{\"ways\":[\"call\"],\"may-say-who\":true,"
                                    "\"never-message\":false}"
                                  : "{\"ways\":[\"only-here\"]}");
      break;
    default:
      add_raw (records, kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))],
               bodies[g_test_rand_int_range (0, 4)]);
    }
}

static GPtrArray *
random_records (void)
{
  GPtrArray *records = records_new ();
  guint count = (guint) g_test_rand_int_range (1, 40);
  g_autofree char *open_id = NULL;

  add (records, wf_client_record_created ((guint) g_test_rand_int_range (1, 100)));
  for (guint i = 0; i < count; i++)
    add_random (records, &open_id);
  return records;
}

/* Whatever happened and wherever the states were written in between: the same snapshot. */
static void
test_any_split_gives_the_same (void)
{
  const WfFold *folds[] = { wf_client_get_fold (), wf_client_card_get_fold () };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) records = random_records ();

      for (guint f = 0; f < G_N_ELEMENTS (folds); f++)
        {
          g_autoptr (GVariant) whole = fold (folds[f], records, FALSE);
          g_autoptr (GVariant) split = fold (folds[f], records, TRUE);

          g_assert_true (g_variant_equal (whole, split));
        }
    }
}

/* The two folds are written apart; what both say they say alike, and the card stays small. */
static void
test_card_agrees_with_client (void)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) records = random_records ();
      g_autoptr (GVariant) state = fold (wf_client_card_get_fold (), records, FALSE);
      g_autoptr (WfClientCard) card = wf_client_card_new_from_variant (state);
      g_autoptr (WfClient) client = fold_client (records);
      const char *name = wf_client_get_name (client);
      const WfVisit *open = wf_client_get_open_visit (client);

      g_assert_cmpuint (g_variant_get_size (state), <=, WF_CLIENT_CARD_MAX_BYTES);
      g_assert_true (g_utf8_validate (card->name, -1, NULL));
      g_assert_true (g_str_has_prefix (name != NULL ? name : "", card->name));
      g_assert_cmpuint (card->number, ==, wf_client_get_number (client));
      g_assert_cmpint (card->is_alias, ==, wf_client_is_alias (client));
      g_assert_cmpint (card->created_us, ==, wf_client_get_created (client));
      g_assert_cmpint (card->last_activity_us, ==, wf_client_get_last_activity (client));
      g_assert_cmpuint (card->visits, ==, wf_client_get_visits (client)->len);
      g_assert_cmpstr (card->next_due, ==, wf_client_get_next_due (client));
      g_assert_cmpint (card->contact, ==, wf_client_get_contact_level (client));
      g_assert_cmpint (card->is_held, ==, wf_client_is_held (client));
      g_assert_cmpint (card->is_practice, ==, wf_client_is_practice (client));
      g_assert_cmpint (card->is_restricted, ==, wf_client_get_restricted_to (client) != NULL);
      g_assert_cmpint (card->refuses_notes, ==,
                       wf_consent_refuses_notes (wf_client_get_consent (client)));
      g_assert_cmpint (card->ask_consent_again, ==,
                       wf_consent_must_ask_again (wf_client_get_consent (client)));
      g_assert_cmpstr (card->open_visit, ==, open != NULL ? open->id : "");
    }
}

static void
test_wrong_state_starts_anew (void)
{
  g_autoptr (GVariant) wrong = g_variant_ref_sink (g_variant_new_string ("x"));
  g_autoptr (WfClient) client = wf_client_new_from_variant (CLIENT_ID, wrong);
  g_autoptr (WfClient) again = wf_client_ref (client);
  g_autoptr (WfClientCard) card = wf_client_card_new_from_variant (wrong);

  g_assert_cmpstr (wf_client_get_id (again), ==, CLIENT_ID);
  g_assert_null (wf_client_get_name (client));
  g_assert_false (wf_client_is_counted (client));
  g_assert_cmpstr (card->name, ==, "");
  g_assert_cmpint (wf_safe_contact_get_level (wf_client_get_contact (client)), ==,
                   WF_CONTACT_NOT_ASKED);
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
test_item (void)
{
  g_autoptr (GPtrArray) records = records_new ();
  g_autoptr (GString) notified = g_string_new (NULL);

  add (records, wf_client_record_created (7));
  add_fact (records, "speaks", WF_CLIENT_FACT_ANSWERED, "ar");

  g_autoptr (WfClientItem) item = wf_client_item_new (CLIENT_ID, fold_card (records));
  g_autoptr (WfClientItem) older = NULL;

  g_assert_true (wf_client_item_matches (item, ""));
  g_assert_true (wf_client_item_matches (item, " "));
  g_assert_true (wf_client_item_matches (item, "7"));
  g_assert_true (wf_client_item_matches (item, "AR"));
  g_assert_false (wf_client_item_matches (item, "leila"));

  older = wf_client_item_new ("x", wf_client_card_copy (wf_client_item_get_card (item)));
  g_assert_cmpint (wf_client_item_compare (item, older, NULL), ==, 0);

  add (records, wf_client_record_named ("Leïla Haddad", FALSE));
  g_signal_connect (item, "notify", G_CALLBACK (on_notify), notified);
  wf_client_item_set_card (item, fold_card (records));
  g_assert_cmpstr (notified->str, ==, "name ");
  g_assert_true (wf_client_item_matches (item, "leila"));
  g_assert_true (wf_client_item_matches (item, "had"));
  g_assert_cmpint (wf_client_item_compare (item, older, NULL), <, 0);
  g_assert_cmpint (wf_client_item_compare (older, item, NULL), >, 0);

  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *due = NULL;
  g_autofree char *open = NULL;
  g_auto (GStrv) languages = NULL;
  guint number;
  gint64 last;
  int contact;
  gboolean restricted;

  g_object_get (item, "id", &id, "name", &name, "next-due", &due, "open-visit", &open, "languages",
                &languages, "number", &number, "last-visit", &last, "contact", &contact,
                "restricted", &restricted, NULL);
  g_assert_cmpstr (id, ==, CLIENT_ID);
  g_assert_cmpstr (name, ==, "Leïla Haddad");
  g_assert_cmpuint (number, ==, 7);
  g_assert_cmpstr (due, ==, "");
  g_assert_cmpstr (open, ==, "");
  g_assert_cmpstr (languages[0], ==, "ar");
  g_assert_cmpint (last, ==, 0);
  g_assert_cmpint (contact, ==, WF_CONTACT_NOT_ASKED);
  g_assert_false (restricted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clients/client/anonymous-then-named", test_anonymous_then_named);
  g_test_add_func ("/clients/client/four-answers", test_four_answers);
  g_test_add_func ("/clients/client/unknown-fact-is-not-kept", test_unknown_fact_is_not_kept);
  g_test_add_func ("/clients/client/age", test_age);
  g_test_add_func ("/clients/client/age-here", test_age_here);
  g_test_add_func ("/clients/client/contact-needs-consent", test_contact_needs_consent);
  g_test_add_func ("/clients/client/hold-and-hand-over", test_hold_and_hand_over);
  g_test_add_func ("/clients/client/due-and-activity", test_due_and_activity);
  g_test_add_func ("/clients/client/any-split-gives-the-same", test_any_split_gives_the_same);
  g_test_add_func ("/clients/client/card-agrees-with-client", test_card_agrees_with_client);
  g_test_add_func ("/clients/client/wrong-state-starts-anew", test_wrong_state_starts_anew);
  g_test_add_func ("/clients/client/item", test_item);
  return g_test_run ();
}
