/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An organisation in the eyes of several people: rounds, disagreement, actions; worked out by
 * hand.
 */
#include "wf-org-book.h"
#include "wf-pack-library.h"

static WfPackLibrary *library;

static WfFramework *
framework (void)
{
  return wf_pack_library_get_framework (library, "organisation");
}

/* @record: (transfer full) */
static void
apply (WfOrgBook *book, const char *staff, WfRecord *record)
{
  g_autoptr (WfRecord) plain = record;
  g_autofree char *author = g_strdup_printf ("%s/device", staff);
  g_autoptr (WfRecord) signed_one =
      wf_record_new_at (plain->kind, json_object_ref (plain->body), 7, author);

  wf_org_book_apply (book, signed_one);
}

/* @body: of a record of the vault's own */
static void
apply_json (WfOrgBook *book, const char *staff, const char *kind, const char *body)
{
  g_autoptr (JsonNode) node = json_from_string (body, NULL);

  apply (book, staff, wf_record_new (kind, json_node_dup_object (node)));
}

/* @staff founded the agency. */
static WfOrgBook *
new_book (const char *staff)
{
  WfOrgBook *book = wf_org_book_new ();
  g_autofree char *body =
      g_strdup_printf ("{\"founder\":{\"staff\":\"%s\",\"role\":\"coordinator\"}}", staff);

  apply_json (book, staff, "agency.founded", body);
  return book;
}

static void
rate (WfOrgBook *book, const char *staff, const char *round, int people)
{
  g_autoptr (WfRatings) ratings = wf_ratings_new ();

  wf_ratings_set (ratings, "people", people);
  wf_ratings_set (ratings, "data", 2);
  apply (book, staff, wf_org_record_rated (round, framework (), ratings));
}

static const WfOrgPart *
find (GPtrArray *parts, const char *id)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const WfOrgPart *part = parts->pdata[i];
      if (g_str_equal (part->part->id, id))
        return part;
    }
  g_assert_not_reached ();
}

static void
test_rounds (void)
{
  g_autoptr (WfOrgBook) book = new_book ("a");
  const WfOrgRound *round;

  apply (book, "a", wf_org_record_started ("r1", framework ()));
  apply (book, "b", wf_org_record_started ("r9", framework ())); /* one goes on */
  g_assert_cmpstr (wf_org_book_get_open (book, "organisation")->id, ==, "r1");
  apply (book, "a", wf_org_record_closed ("r1")); /* before anybody answered: it stays open */
  g_assert_nonnull (wf_org_book_get_open (book, "organisation"));
  rate (book, "a", "r1", 1);
  rate (book, "b", "r1", 3);
  rate (book, "a", "r1", 2); /* thought again */
  rate (book, "c", "r1", 0);
  rate (book, "d", "r1", 3);
  round = wf_org_book_get_open (book, "organisation");
  g_assert_cmpuint (wf_org_round_count (round), ==, 4);
  g_assert_cmpstr (wf_org_round_get_answer (round, "a", "people"), ==, "constructive-chaos");
  g_assert_null (wf_org_book_get_closed (book, "organisation", 0));
  apply (book, "a", wf_org_record_closed ("r1"));
  rate (book, "e", "r1", 3); /* too late */

  round = wf_org_book_get_closed (book, "organisation", 0);
  g_autoptr (GPtrArray) parts = wf_org_summarise (framework (), round, NULL);
  const WfOrgPart *people = find (parts, "people"), *data = find (parts, "data");
  g_assert_cmpuint (parts->len, ==, 6);
  g_assert_cmpuint (people->n, ==, 4); /* 0, 2, 3, 3 */
  g_assert_cmpuint (people->counts[3], ==, 2);
  g_assert_cmpuint (people->lowest, ==, 0);
  g_assert_cmpuint (people->highest, ==, 3);
  g_assert_cmpint (people->middle, ==, 2);
  g_assert_cmpint (people->last_middle, ==, -1);
  g_assert_true (people->is_apart);
  g_assert_false (data->is_apart);
  g_assert_cmpint (data->middle, ==, 2);
  g_assert_cmpint (find (parts, "technology")->middle, ==, -1);

  apply (book, "b", wf_org_record_started ("r2", framework ()));
  rate (book, "b", "r2", 3);
  apply (book, "a", wf_org_record_closed ("r2"));
  g_autoptr (GPtrArray) again =
      wf_org_summarise (framework (), wf_org_book_get_closed (book, "organisation", 0),
                        wf_org_book_get_closed (book, "organisation", 1));
  g_assert_cmpint (find (again, "people")->middle, ==, 3);
  g_assert_cmpint (find (again, "people")->last_middle, ==, 2);
  g_assert_null (wf_org_book_get_closed (book, "orgwise", 0));
}

/* Who may close is asked of the records themselves, at the point where the round was closed. */
static void
test_who_closes (void)
{
  g_autoptr (WfOrgBook) book = new_book ("a");

  apply (book, "a", wf_org_record_started ("r1", framework ()));
  rate (book, "a", "r1", 1);
  apply_json (book, "a", "member.added", "{\"staff\":\"b\",\"role\":\"navigator\"}");
  apply_json (book, "b", "member.role-set",
              "{\"staff\":\"b\",\"role\":\"coordinator\"}"); /* forged */
  apply_json (book, "c", "agency.founded",
              "{\"founder\":{\"staff\":\"c\",\"role\":\"coordinator\"}}"); /* forged */
  apply (book, "b", wf_org_record_closed ("r1"));
  apply (book, "c", wf_org_record_closed ("r1"));
  g_assert_nonnull (wf_org_book_get_open (book, "organisation"));
  apply_json (book, "a", "member.role-set", "{\"staff\":\"b\",\"role\":\"coordinator\"}");
  apply (book, "b", wf_org_record_closed ("r1"));
  g_assert_null (wf_org_book_get_open (book, "organisation"));
  apply_json (book, "a", "member.removed", "{\"staff\":\"b\"}");
  apply (book, "a", wf_org_record_started ("r2", framework ()));
  rate (book, "a", "r2", 1);
  apply (book, "b", wf_org_record_closed ("r2")); /* b left */
  g_assert_nonnull (wf_org_book_get_open (book, "organisation"));
  g_assert_nonnull (wf_org_book_get_closed (book, "organisation", 0)); /* what b closed stays */
}

static void
test_actions (void)
{
  g_autoptr (WfOrgBook) book = wf_org_book_new ();
  WfOrgAction action = { .id = (char *) "x",
                         .framework = (char *) "organisation",
                         .part = (char *) "data",
                         .text = (char *) "Agree on a list of tools",
                         .owner = (char *) "b",
                         .due_day = (char *) "2026-12-31" };

  apply (book, "a", wf_org_record_action (&action));
  action.owner = (char *) "c";
  action.due_day = NULL;
  apply (book, "b", wf_org_record_action (&action));
  g_autoptr (GPtrArray) actions = wf_org_book_list_actions (book, "organisation");
  g_assert_cmpuint (actions->len, ==, 1);
  g_assert_cmpstr (((WfOrgAction *) actions->pdata[0])->owner, ==, "c");
  g_assert_null (((WfOrgAction *) actions->pdata[0])->due_day);
  apply (book, "c", wf_org_record_action_done ("x"));
  apply (book, "a", wf_org_record_action (&action));
  g_assert_cmpint (wf_org_book_lookup_action (book, "x")->done_us, ==, 7);
  apply (book, "c", wf_org_record_action_done ("nothing"));
  g_autoptr (GPtrArray) none = wf_org_book_list_actions (book, "orgwise");
  g_assert_cmpuint (none->len, ==, 0);
}

/* What makes no sense changes nothing. */
static void
test_nonsense (void)
{
  static const char *const KINDS[] = { "organisation.started", "organisation.rated",
                                       "organisation.closed", "organisation.action-set",
                                       "organisation.action-done" };
  static const char *const BODIES[] = { "{}", "{\"round\":1,\"framework\":[]}",
                                        "{\"round\":\"r\",\"ratings\":{\"people\":4}}",
                                        "{\"round\":\"r\",\"ratings\":[]}",
                                        "{\"action\":\"x\",\"framework\":null}" };
  g_autoptr (WfOrgBook) book = wf_org_book_new ();

  for (guint k = 0; k < G_N_ELEMENTS (KINDS); k++)
    for (guint b = 0; b < G_N_ELEMENTS (BODIES); b++)
      {
        g_autoptr (JsonNode) node = json_from_string (BODIES[b], NULL);
        apply (book, "a", wf_record_new (KINDS[k], json_node_dup_object (node)));
      }
  g_assert_null (wf_org_book_get_open (book, "organisation"));
  g_assert_null (wf_org_book_lookup_action (book, "x"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/practice/org/rounds", test_rounds);
  g_test_add_func ("/practice/org/who-closes", test_who_closes);
  g_test_add_func ("/practice/org/actions", test_actions);
  g_test_add_func ("/practice/org/nonsense", test_nonsense);
  int status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}
