/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workshop as a fold: what the presenter does, what phones answer, what the wall shows.
 */
#include "workshop-fixture.h"

#include "wf-projection.h"

#include <string.h>

static WfWorkshop *
make (void)
{
  g_autoptr (WfScript) script = workshop_fixture_script ();
  WfWorkshop *workshop = wf_workshop_new (script);

  wf_workshop_add_phone (workshop, "t1", 1);
  wf_workshop_add_phone (workshop, "t2", 2);
  return workshop;
}

static guint
count (WfWorkshop *workshop, guint choice)
{
  g_autoptr (WfTally) tally = wf_workshop_dup_tally (workshop, wf_workshop_get_slide (workshop));

  return wf_tally_get_count (tally, choice);
}

static WfProjection *
project (WfWorkshop *workshop)
{
  g_autoptr (WfWorkshopView) view = wf_workshop_dup_view (workshop);

  return wf_projection_new (wf_workshop_get_script (workshop), view);
}

static void
test_lines (void)
{
  static const char *const GOOD[] = {
    "next",
    "back",
    "go pulse",
    "open",
    "close",
    "reveal",
    "hide",
    "reset",
    "freeze",
    "unfreeze",
    "black",
    "unblack",
    "count a 12",
    "hand a -1",
    "key a",
    "heads 30",
    "attend 28",
    "tick s1",
    "start",
    "pause",
    "show-idea 3",
    "hide-idea 3",
    "merge-idea 3 1",
    "vote-ideas",
    "edit-idea 3 other words",
    "undo",
    "add-idea a word or two",
    "new-code",
    "end",
  };
  static const char *const BAD[] = {
    "",
    " ",
    "nex",
    "next 1",
    "go",
    "go a b",
    "go ../x",
    "count a",
    "count a -1",
    "count a 1x",
    "count a 100001",
    "heads x",
    "merge-idea 3",
    "merge-idea 1 2 3",
    "key a;b",
    "hand a 1",
    "hand a",
    "add-idea",
    "edit-idea x y",
    "add-idea \xff",
    "Next",
  };

  g_assert_cmpuint (G_N_ELEMENTS (GOOD), ==, WF_ACTION_LAST + 1);
  for (guint i = 0; i < G_N_ELEMENTS (GOOD); i++)
    {
      g_autoptr (WfAction) action = wf_action_parse (GOOD[i], NULL);
      g_autofree char *line = action != NULL ? wf_action_to_line (action) : NULL;

      g_assert_cmpstr (line, ==, GOOD[i]);
      g_assert_cmpuint (action->kind, ==, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wf_action_parse (BAD[i], &error));
      g_assert_error (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_LINE);
    }
}

static void
test_slides (void)
{
  g_autoptr (WfWorkshop) workshop = make ();

  workshop_fixture_refuse (workshop, "back", WF_WORKSHOP_ERROR_NOTHING);
  workshop_fixture_refuse (workshop, "undo", WF_WORKSHOP_ERROR_NOTHING);
  workshop_fixture_refuse (workshop, "reveal", WF_WORKSHOP_ERROR_NOTHING);
  workshop_fixture_refuse (workshop, "close", WF_WORKSHOP_ERROR_NOTHING);
  workshop_fixture_refuse (workshop, "key a", WF_WORKSHOP_ERROR_CHOICE);
  workshop_fixture_do (workshop, "next", "next", "back", "go bye", NULL);
  workshop_fixture_refuse (workshop, "next", WF_WORKSHOP_ERROR_NOTHING);
  workshop_fixture_refuse (workshop, "go nowhere", WF_WORKSHOP_ERROR_NOTHING);
  g_assert_cmpuint (wf_workshop_get_slide (workshop), ==, 9);
  workshop_fixture_do (workshop, "undo", NULL);
  g_assert_cmpuint (wf_workshop_get_slide (workshop), ==, 1);
  workshop_fixture_do (workshop, "undo", "undo", "undo", NULL);
  g_assert_cmpuint (wf_workshop_get_slide (workshop), ==, 0);
  workshop_fixture_do (workshop, "end", NULL);
  workshop_fixture_refuse (workshop, "next", WF_WORKSHOP_ERROR_ENDED);
}

static void
test_votes (void)
{
  g_autoptr (WfWorkshop) workshop = make ();

  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a"), ==, WF_WORKSHOP_ERROR_CLOSED);
  workshop_fixture_do (workshop, "next", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t3", "a"), ==, WF_WORKSHOP_ERROR_TOKEN);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "z"), ==, WF_WORKSHOP_ERROR_CHOICE);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a b"), ==, WF_WORKSHOP_ERROR_CHOICE);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a"), ==, -1);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a"), ==, -1);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t2", "a"), ==, -1);
  g_assert_cmpuint (count (workshop, 0), ==, 2);
  /* Changed, taken back, given again. */
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "b"), ==, -1);
  g_assert_cmpuint (count (workshop, 0), ==, 1);
  g_assert_cmpuint (count (workshop, 1), ==, 1);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", ""), ==, -1);
  g_assert_cmpuint (count (workshop, 1), ==, 0);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "b"), ==, -1);
  /* Hands are set, keys add up, phones stand beside them. */
  workshop_fixture_do (workshop, "count b 7", "count b 5", "key b", "key b", NULL);
  g_assert_cmpuint (count (workshop, 1), ==, 8);
  workshop_fixture_do (workshop, "close", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a"), ==, WF_WORKSHOP_ERROR_CLOSED);
  workshop_fixture_do (workshop, "open", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a"), ==, -1);
  /* Several at once, where the question says so. */
  workshop_fixture_do (workshop, "go many", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a c"), ==, -1);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t2", "c"), ==, -1);
  g_assert_cmpuint (count (workshop, 0), ==, 1);
  g_assert_cmpuint (count (workshop, 2), ==, 2);
}

static void
test_late_vote (void)
{
  g_autoptr (WfWorkshop) workshop = make ();
  const char *const a[] = { "a", NULL };
  g_autoptr (GError) error = NULL;
  WfVote vote;

  workshop_fixture_do (workshop, "go one", NULL);
  g_assert_false (wf_workshop_check_vote (workshop, "t1", "pulse", 0, a, &vote, &error));
  g_assert_error (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_NOT_NOW);
  g_clear_error (&error);
  g_assert_false (wf_workshop_check_vote (workshop, "t1", "one", 1, a, &vote, &error));
  g_assert_error (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_NOT_NOW);
}

static void
test_reset_and_undo (void)
{
  g_autoptr (WfWorkshop) workshop = make ();

  workshop_fixture_do (workshop, "next", "count a 4", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a"), ==, -1);
  workshop_fixture_do (workshop, "reveal", "reset", NULL);
  g_assert_cmpuint (count (workshop, 0), ==, 0);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "b"), ==, -1);
  g_assert_cmpuint (count (workshop, 1), ==, 1);
  workshop_fixture_do (workshop, "undo", NULL);
  g_assert_cmpuint (count (workshop, 0), ==, 5);
  g_assert_cmpuint (count (workshop, 1), ==, 0);

  g_autoptr (WfProjection) wall = project (workshop);
  g_assert_true (wall->has_counts);
  workshop_fixture_do (workshop, "undo", "undo", NULL);
  g_assert_cmpuint (count (workshop, 0), ==, 1);
}

/* Fewer than five, and not by raised hands alone: the wall says so and tells no count. */
static void
test_few_are_held_back (void)
{
  g_autoptr (WfWorkshop) workshop = make ();

  workshop_fixture_do (workshop, "go bye", "count x 3", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "y"), ==, -1);
  workshop_fixture_do (workshop, "reveal", NULL);
  g_autoptr (WfProjection) few = project (workshop);
  g_assert_true (few->is_held_back);
  g_assert_false (few->has_counts);
  g_assert_cmpuint (few->counts[1], ==, 0);

  workshop_fixture_do (workshop, "hand x +1", NULL);
  g_autoptr (WfProjection) five = project (workshop);
  g_assert_true (five->has_counts);
  g_assert_cmpuint (five->counts[1], ==, 1);

  /* Everybody saw who raised a hand. */
  workshop_fixture_do (workshop, "go pulse", "count a 2", "reveal", NULL);
  g_autoptr (WfProjection) hands = project (workshop);
  g_assert_true (hands->has_counts);

  /* Marks are not people. */
  workshop_fixture_do (workshop, "go many", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a b c"), ==, -1);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t2", "a b c"), ==, -1);
  workshop_fixture_do (workshop, "reveal", NULL);
  g_autoptr (WfProjection) many = project (workshop);
  g_assert_true (many->is_held_back);
}

/* After the results are up nobody's answer moves a number; opened again, it does. */
static void
test_reveal_closes (void)
{
  g_autoptr (WfWorkshop) workshop = make ();

  workshop_fixture_do (workshop, "go pulse", "reveal", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a"), ==, WF_WORKSHOP_ERROR_CLOSED);
  workshop_fixture_do (workshop, "open", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a"), ==, -1);
  workshop_fixture_do (workshop, "undo", "undo", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t2", "a"), ==, -1);
}

static void
test_hands (void)
{
  g_autoptr (WfWorkshop) workshop = make ();

  workshop_fixture_do (workshop, "go pulse", "hand b +1", "hand b +1", "hand b -1", NULL);
  g_assert_cmpuint (count (workshop, 1), ==, 1);
  workshop_fixture_refuse (workshop, "hand a -1", WF_WORKSHOP_ERROR_CHOICE);
}

/* Who hoarded the room's places is out, and who is there joins anew and is counted once. */
static void
test_new_code (void)
{
  g_autoptr (WfWorkshop) workshop = make ();

  workshop_fixture_do (workshop, "heads 2", "go pulse", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a"), ==, -1);
  wf_workshop_drop_phones (workshop);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "a"), ==, WF_WORKSHOP_ERROR_TOKEN);
  g_assert_cmpint (workshop_fixture_vote (workshop, "", "a"), ==, WF_WORKSHOP_ERROR_TOKEN);
  g_assert_true (wf_workshop_can_join (workshop, 2, NULL));
  g_assert_cmpuint (wf_workshop_next_phone (workshop), ==, 3);
  wf_workshop_add_phone (workshop, "t3", 3);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t3", "a"), ==, -1);
  g_assert_cmpuint (count (workshop, 0), ==, 1);
}

static void
test_join_limit (void)
{
  static const guint LIMITS[][2] = { { 0, 0 },   { 1, 2 },   { 9, 10 },   { 10, 11 },
                                     { 11, 13 }, { 30, 33 }, { 500, 550 } };
  g_autoptr (WfWorkshop) workshop = make ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (LIMITS); i++)
    {
      g_autofree char *line = g_strdup_printf ("heads %u", LIMITS[i][0]);

      workshop_fixture_do (workshop, line, NULL);
      g_assert_cmpuint (wf_workshop_get_limit (workshop), ==, LIMITS[i][1]);
    }
  workshop_fixture_do (workshop, "heads 2", NULL);
  g_assert_true (wf_workshop_can_join (workshop, 0, NULL));
  g_assert_false (wf_workshop_can_join (workshop, 1, NULL));
  wf_workshop_add_phone (workshop, "t3", wf_workshop_next_phone (workshop));
  g_assert_false (wf_workshop_can_join (workshop, 0, &error));
  g_assert_error (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_FULL);
}

static void
test_wall_hides (void)
{
  g_autoptr (WfWorkshop) workshop = make ();

  workshop_fixture_do (workshop, "go map", "count x5y5 9", NULL);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "x1y1"), ==, -1);

  g_autoptr (WfProjection) hidden = project (workshop);
  g_assert_false (hidden->has_counts);
  g_assert_cmpuint (hidden->total, ==, 10);
  for (guint i = 0; i < hidden->choices->len; i++)
    g_assert_cmpuint (hidden->counts[i], ==, 0);

  workshop_fixture_do (workshop, "reveal", NULL);
  g_autoptr (WfProjection) shown = project (workshop);
  g_assert_cmpuint (shown->counts[24], ==, 9);
  g_assert_cmpuint (shown->counts[0], ==, 1);
  g_assert_false (shown->has_evidence);

  workshop_fixture_do (workshop, "reveal", NULL);
  g_autoptr (WfProjection) evidence = project (workshop);
  g_assert_true (evidence->has_evidence);
  workshop_fixture_refuse (workshop, "reveal", WF_WORKSHOP_ERROR_NOTHING);
  workshop_fixture_do (workshop, "hide", NULL);
  g_autoptr (WfProjection) again = project (workshop);
  g_assert_false (again->has_counts || again->has_evidence);
}

static void
test_freeze_and_black (void)
{
  g_autoptr (WfWorkshop) workshop = make ();

  workshop_fixture_do (workshop, "next", "count a 2", "reveal", "open", "freeze", "count a 5",
                       "next", NULL);
  g_autoptr (WfProjection) frozen = project (workshop);
  g_assert_cmpstr (frozen->slide->id, ==, "pulse");
  g_assert_cmpuint (frozen->counts[0], ==, 2);
  /* Phones follow the wall, not the presenter's look ahead. */
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "b"), ==, -1);

  workshop_fixture_do (workshop, "next", "undo", NULL);
  g_autoptr (WfProjection) same = project (workshop);
  g_assert_cmpuint (same->counts[0], ==, 2);
  g_assert_cmpuint (same->counts[1], ==, 0);

  workshop_fixture_do (workshop, "unfreeze", "black", NULL);
  g_autoptr (WfProjection) black = project (workshop);
  g_assert_true (black->is_black);
  g_assert_cmpstr (black->slide->id, ==, "map");
  workshop_fixture_refuse (workshop, "black", WF_WORKSHOP_ERROR_NOTHING);
  workshop_fixture_refuse (workshop, "unfreeze", WF_WORKSHOP_ERROR_NOTHING);
}

static guint
send_idea (WfWorkshop *workshop, const char *token, const char *nonce, const char *text)
{
  g_autofree char *clean = NULL;
  guint slide = wf_workshop_get_wall_slide (workshop);

  if (!wf_workshop_check_idea (workshop, token, "ideas", 0, nonce, text, &clean, NULL) ||
      !wf_workshop_has_room (workshop, wf_workshop_find_phone (workshop, token), nonce, 0, 0, NULL))
    return 0;
  return wf_workshop_add_idea (workshop, wf_workshop_find_phone (workshop, token), slide, 0, nonce,
                               clean);
}

static void
test_ideas (void)
{
  g_autoptr (WfWorkshop) workshop = make ();
  g_autofree char *long_text = g_strnfill (WF_IDEA_MAX + 1, 'x');

  g_assert_cmpuint (send_idea (workshop, "t1", "n1", "early"), ==, 0);
  workshop_fixture_do (workshop, "go ideas", NULL);
  g_assert_cmpuint (send_idea (workshop, "t1", "n1", "  a\tgood \u202e idea\x07 "), ==, 1);
  g_assert_cmpuint (send_idea (workshop, "t1", "n1", "a good idea"), ==, 1);
  g_assert_cmpuint (send_idea (workshop, "t2", "n1", "another"), ==, 2);
  g_assert_cmpuint (send_idea (workshop, "t2", "n2", " \n"), ==, 0);
  g_assert_cmpuint (send_idea (workshop, "t2", "n2", long_text), ==, 0);
  g_assert_cmpuint (send_idea (workshop, "t2", "n2", "\xff"), ==, 0);
  g_assert_cmpuint (send_idea (workshop, "t2", "n3", "the same"), ==, 3);

  workshop_fixture_do (workshop, "edit-idea 3 the  same, without a name", NULL);
  workshop_fixture_refuse (workshop, "edit-idea 9 x", WF_WORKSHOP_ERROR_NOTHING);
  workshop_fixture_refuse (workshop, "edit-idea 3 \x07", WF_WORKSHOP_ERROR_TEXT);

  /* Nothing shows by itself. */
  g_autoptr (WfProjection) waiting = project (workshop);
  g_assert_cmpuint (waiting->ideas->len, ==, 0);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "i1"), ==, WF_WORKSHOP_ERROR_CHOICE);

  workshop_fixture_do (workshop, "show-idea 1", "show-idea 2", "show-idea 3", "merge-idea 3 2",
                       "vote-ideas", NULL);
  workshop_fixture_refuse (workshop, "edit-idea 1 other", WF_WORKSHOP_ERROR_NOTHING);
  workshop_fixture_refuse (workshop, "merge-idea 2 3", WF_WORKSHOP_ERROR_NOTHING);
  workshop_fixture_refuse (workshop, "show-idea 9", WF_WORKSHOP_ERROR_NOTHING);
  g_autoptr (WfProjection) shown = project (workshop);
  g_assert_cmpuint (shown->ideas->len, ==, 2);
  g_assert_cmpstr (((WfWallIdea *) shown->ideas->pdata[0])->text, ==, "a good idea");
  g_assert_cmpuint (((WfWallIdea *) shown->ideas->pdata[1])->others, ==, 1);

  g_assert_cmpint (workshop_fixture_vote (workshop, "t1", "i1 i2"), ==, -1);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t2", "i2"), ==, -1);
  g_assert_cmpint (workshop_fixture_vote (workshop, "t2", "i3"), ==, WF_WORKSHOP_ERROR_CHOICE);
  workshop_fixture_do (workshop, "count i1 4", NULL);
  g_autoptr (WfProjection) secret = project (workshop);
  g_assert_cmpuint (((WfWallIdea *) secret->ideas->pdata[0])->votes, ==, 0);
  workshop_fixture_do (workshop, "reveal", "open", NULL);
  g_autoptr (WfProjection) open = project (workshop);
  g_assert_cmpuint (((WfWallIdea *) open->ideas->pdata[0])->votes, ==, 5);
  g_assert_cmpuint (((WfWallIdea *) open->ideas->pdata[1])->votes, ==, 2);

  for (guint i = 0; i < WF_IDEAS_PER_PHONE - 2; i++)
    {
      g_autofree char *nonce = g_strdup_printf ("more-%u", i);
      g_assert_cmpuint (send_idea (workshop, "t2", nonce, "more"), ==, 4 + i);
    }
  g_assert_cmpuint (send_idea (workshop, "t2", "last", "one too many"), ==, 0);
}

static void
test_timer_and_ticks (void)
{
  g_autoptr (WfWorkshop) workshop = make ();
  g_autoptr (WfAction) start = wf_action_parse ("start", NULL);
  g_autoptr (WfAction) pause = wf_action_parse ("pause", NULL);

  workshop_fixture_do (workshop, "go list", "tick s2", "tick s1", "tick s1", NULL);
  g_autoptr (WfProjection) list = project (workshop);
  g_assert_cmpuint (list->ticks, ==, 2);
  workshop_fixture_refuse (workshop, "start", WF_WORKSHOP_ERROR_NOTHING);

  workshop_fixture_do (workshop, "go pause", NULL);
  start->at_us = 1000 * G_USEC_PER_SEC;
  wf_workshop_apply (workshop, start);
  g_autoptr (WfProjection) runs = project (workshop);
  g_assert_true (runs->timer_runs);
  g_assert_cmpint (runs->timer_ends_us, ==, 1060 * G_USEC_PER_SEC);
  pause->at_us = 1020 * G_USEC_PER_SEC;
  wf_workshop_apply (workshop, pause);
  g_autoptr (WfProjection) stands = project (workshop);
  g_assert_cmpuint (stands->timer_left, ==, 40);
  workshop_fixture_do (workshop, "reset", NULL);
  g_autoptr (WfProjection) anew = project (workshop);
  g_assert_cmpuint (anew->timer_left, ==, 60);
}

/* A view crosses the pipe whole. */
static void
test_view_json (void)
{
  g_autoptr (WfWorkshop) workshop = make ();

  workshop_fixture_do (workshop, "attend 12", "go ideas", NULL);
  send_idea (workshop, "t1", "n", "“an” idea\\");
  workshop_fixture_do (workshop, "show-idea 1", "freeze", "go one", "count b 4", "reveal", "black",
                       NULL);
  g_autoptr (WfWorkshopView) view = wf_workshop_dup_view (workshop);
  WfScript *script = wf_workshop_get_script (workshop);
  g_autoptr (JsonObject) sent = wf_workshop_view_to_json (view, script);
  g_autoptr (WfWorkshopView) got = wf_workshop_view_from_json (script, sent);
  g_autoptr (JsonObject) again = wf_workshop_view_to_json (got, script);
  g_autoptr (JsonNode) left = json_node_init_object (json_node_alloc (), sent);
  g_autoptr (JsonNode) right = json_node_init_object (json_node_alloc (), again);

  g_assert_true (json_node_equal (left, right));
  g_assert_cmpuint (got->attendance, ==, 12);
  g_assert_cmpuint (got->own->hands[1], ==, 4);
  g_assert_cmpuint (got->wall->ideas->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workshop/lines", test_lines);
  g_test_add_func ("/workshop/slides", test_slides);
  g_test_add_func ("/workshop/votes", test_votes);
  g_test_add_func ("/workshop/late-vote", test_late_vote);
  g_test_add_func ("/workshop/reset-and-undo", test_reset_and_undo);
  g_test_add_func ("/workshop/few-are-held-back", test_few_are_held_back);
  g_test_add_func ("/workshop/reveal-closes", test_reveal_closes);
  g_test_add_func ("/workshop/hands", test_hands);
  g_test_add_func ("/workshop/new-code", test_new_code);
  g_test_add_func ("/workshop/join-limit", test_join_limit);
  g_test_add_func ("/workshop/wall-hides", test_wall_hides);
  g_test_add_func ("/workshop/freeze-and-black", test_freeze_and_black);
  g_test_add_func ("/workshop/ideas", test_ideas);
  g_test_add_func ("/workshop/timer-and-ticks", test_timer_and_ticks);
  g_test_add_func ("/workshop/view-json", test_view_json);
  return g_test_run ();
}
