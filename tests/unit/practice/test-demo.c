/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The team of the sample agency: what it promises, and that the same seed tells the same story.
 */
#include "agency-fixture.h"

#include "wf-pack-library.h"
#include "wf-practice-demo.h"
#include "wf-practice-repo.h"

static WfPackLibrary *library;

typedef struct {
  AgencyFixture *agency;
  WfPracticeRepo *repo;
} Fixture;

static void
begin (Fixture *self, guint64 seed)
{
  g_autoptr (GError) error = NULL;

  self->agency = agency_fixture_new (NULL);
  wf_practice_demo_add_sync (self->agency->vault, FIXTURE_PASSPHRASE, library, seed, FIXTURE_NOW,
                             &error);
  g_assert_no_error (error);
  self->repo = wf_practice_repo_new (self->agency->vault);
  g_assert_true (wf_practice_repo_load_sync (self->repo, &error));
}

static void
end (Fixture *self)
{
  g_clear_object (&self->repo);
  agency_fixture_free (self->agency);
}

static WfTeamPicture *
open_team (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  WfTeamPicture *picture = wf_practice_repo_open_team_sync (
      self->repo, wf_pack_library_get_framework (library, "digcompedu"), &error);

  g_assert_no_error (error);
  return picture;
}

static void
test_team (void)
{
  Fixture fixture;
  guint told = 0, divided = 0, missing;

  begin (&fixture, 7);
  g_autoptr (WfTeamPicture) picture = open_team (&fixture);
  const WfTeamBook *book = wf_practice_repo_get_team (fixture.repo);
  g_autoptr (GPtrArray) shown = wf_team_book_list_shown (book, "digcompedu", &missing);
  g_autoptr (GPtrArray) teachers = wf_team_book_list_teachers (book, "digcompedu", "2.1");

  g_assert_cmpstr (wf_vault_get_staff_id (fixture.agency->vault), ==, fixture.agency->founder);
  g_assert_cmpuint (picture->n_people, >=, 10); /* two groups of five can be told apart */
  for (guint i = 0; i < picture->rows->len; i++)
    {
      const WfTeamRow *row = picture->rows->pdata[i];

      told += row->is_covered;
      divided += row->bins->len > 1;
    }
  g_assert_cmpuint (told, >=, 5);
  g_assert_cmpuint (divided, >=, 5);
  g_assert_cmpuint (picture->needs->len, >=, 3);
  g_assert_cmpuint (teachers->len, ==, 2);
  end (&fixture);
}

static void
test_own_practice (void)
{
  Fixture fixture;

  begin (&fixture, 7);
  const char *me = fixture.agency->founder;
  const WfPracticeBook *book = wf_practice_repo_get_book (fixture.repo);
  const WfSignDesk *desk = wf_practice_repo_get_desk (fixture.repo);
  g_autoptr (WfChecklistProgress) progress = wf_checklist_progress_new (
      wf_pack_library_get_checklist (library, "first-session"), book, desk, me, FIXTURE_NOW);
  g_autoptr (GPtrArray) waiting = wf_sign_desk_list_waiting (desk, me);
  guint states[WF_POINT_NOT_APPLICABLE + 1] = { 0 };

  for (guint i = 0; i < progress->points->len; i++)
    states[((WfPointProgress *) progress->points->pdata[i])->status]++;
  g_assert_cmpuint (states[WF_POINT_SIGNED], ==, 3);
  g_assert_cmpuint (states[WF_POINT_DECLINED], ==, 1);
  g_assert_cmpuint (states[WF_POINT_WAITING], ==, 1);
  g_assert_cmpuint (states[WF_POINT_TICKED], ==, 1);
  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_nonnull (wf_practice_book_get_finished (book, "digcompedu", 0));
  g_assert_nonnull (wf_practice_book_get_finished (book, "digcompedu", 1));
  g_assert_cmpuint (wf_practice_book_get_goals (book)->len, ==, 2);
  end (&fixture);
}

static void
test_organisation (void)
{
  Fixture fixture;

  begin (&fixture, 7);
  const WfOrgBook *book = wf_practice_repo_get_organisation (fixture.repo);
  g_autoptr (GPtrArray) actions = wf_org_book_list_actions (book, "organisation");

  g_assert_null (wf_org_book_get_open (book, "organisation"));
  for (guint back = 0; back < 2; back++)
    {
      const WfOrgRound *round = wf_org_book_get_closed (book, "organisation", back);

      g_assert_nonnull (round);
      g_assert_cmpuint (wf_org_round_count (round), >=, 5);
    }
  g_assert_cmpuint (actions->len, ==, 2);
  end (&fixture);
}

static char *
describe (guint64 seed)
{
  Fixture fixture;
  GString *text = g_string_new (NULL);

  begin (&fixture, seed);
  g_autoptr (WfTeamPicture) picture = open_team (&fixture);

  for (guint i = 0; i < picture->rows->len; i++)
    {
      const WfTeamRow *row = picture->rows->pdata[i];

      for (guint b = 0; b < row->bins->len; b++)
        {
          const WfTeamBin *bin = &g_array_index (row->bins, WfTeamBin, b);

          g_string_append_printf (text, "%s %u-%u %u\n", row->part->id, bin->first, bin->last,
                                  bin->count);
        }
    }
  end (&fixture);
  return g_string_free (text, FALSE);
}

static void
test_same_seed_same_team (void)
{
  g_autofree char *one = describe (7);
  g_autofree char *again = describe (7);
  g_autofree char *other = describe (8);

  g_assert_cmpstr (one, ==, again);
  g_assert_cmpstr (one, !=, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/practice/demo/team", test_team);
  g_test_add_func ("/practice/demo/own-practice", test_own_practice);
  g_test_add_func ("/practice/demo/organisation", test_organisation);
  g_test_add_func ("/practice/demo/same-seed-same-team", test_same_seed_same_team);

  int status = g_test_run ();

  wf_pack_library_unref (library);
  return status;
}
