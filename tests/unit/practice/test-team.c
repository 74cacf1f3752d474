/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The team: who agreed to be counted, what may be shown of them, and what a coordinator opens.
 * Pictures of made-up teams are attacked by adding and taking away.
 */
#include "agency-fixture.h"

#include "wf-pack-library.h"
#include "wf-practice-repo.h"

static WfPackLibrary *library;

static WfFramework *
framework (void)
{
  return wf_pack_library_get_framework (library, "digcompedu");
}

static void
apply (WfTeamBook *book, const char *staff, const char *kind, const char *body)
{
  g_autoptr (JsonNode) node = json_from_string (body, NULL);
  g_autofree char *author = g_strdup_printf ("%s/device", staff);
  g_autoptr (WfRecord) record = wf_record_new_at (kind, json_node_dup_object (node), 1, author);

  wf_team_book_apply (book, record);
}

/* What the box holds is the number of the version, instead of ratings. */
static void
share_version (WfTeamBook *book, guint number, guint version)
{
  g_autofree char *staff = g_strdup_printf ("s%u", number);
  g_autofree char *text = g_strdup_printf ("%u", version);
  g_autofree char *box = g_base64_encode ((const guchar *) text, strlen (text) + 1);
  g_autofree char *body = g_strdup_printf ("{\"framework\":\"f\",\"sealed\":{\"me\":\"%s\"}}", box);

  apply (book, staff, "practice.shared", body);
}

static void
share (WfTeamBook *book, guint number)
{
  share_version (book, number, 1);
}

static void
take_back (WfTeamBook *book, guint number)
{
  g_autofree char *staff = g_strdup_printf ("s%u", number);

  apply (book, staff, "practice.unshared", "{\"framework\":\"f\"}");
}

static guint
count_shown (const WfTeamBook *book, guint *out_missing)
{
  g_autoptr (GPtrArray) shown = wf_team_book_list_shown (book, "f", out_missing);

  return shown->len;
}

/* Nothing of four; five show; the sixth waits until ten; one who takes theirs back hides all. */
static void
test_batches (void)
{
  g_autoptr (WfTeamBook) book = wf_team_book_new ("me");
  guint missing;

  g_assert_cmpuint (count_shown (book, &missing), ==, 0);
  g_assert_cmpuint (missing, ==, 5);
  for (guint i = 0; i < 4; i++)
    share (book, i);
  share (book, 0); /* the same person twice is one */
  g_assert_cmpuint (count_shown (book, &missing), ==, 0);
  g_assert_cmpuint (missing, ==, 1);
  share (book, 4);
  g_assert_cmpuint (count_shown (book, &missing), ==, 5);
  g_assert_cmpuint (missing, ==, 0);
  for (guint i = 5; i < 9; i++)
    share (book, i);
  g_assert_cmpuint (count_shown (book, &missing), ==, 5);
  g_assert_cmpuint (missing, ==, 1);
  g_assert_true (wf_team_book_is_sharing (book, "s8", "f"));
  take_back (book, 8); /* never seen: it leaves no trace */
  g_assert_cmpuint (count_shown (book, &missing), ==, 5);
  g_assert_cmpuint (missing, ==, 2);
  share (book, 8);
  share (book, 9);
  g_assert_cmpuint (count_shown (book, &missing), ==, 10);

  take_back (book, 0);
  g_assert_false (wf_team_book_is_sharing (book, "s0", "f"));
  g_assert_cmpuint (count_shown (book, &missing), ==, 0);
  g_assert_cmpuint (missing, ==, 4);
  for (guint i = 1; i < 4; i++)
    share (book, i);
  g_assert_cmpuint (count_shown (book, &missing), ==, 0);
  apply (book, "s9", "member.removed", "{\"staff\":\"s9\"}"); /* left */
  g_assert_cmpuint (count_shown (book, &missing), ==, 8);
  g_assert_false (wf_team_book_is_sharing (book, "s9", "f"));
}

/* A hundred histories: of two pictures that follow each other nobody differs or at least five
 * people do, and nobody who took theirs back stands in one. */
static void
test_histories (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint run = 0; run < 100; run++)
    {
      g_autoptr (WfTeamBook) book = wf_team_book_new ("me");
      int seen[20] = { 0 };
      gboolean agrees[20] = { FALSE };
      guint n_seen = 0;

      for (guint step = 0; step < 200; step++)
        {
          guint who = (guint) g_rand_int_range (rand, 0, 20), missing, differ = 0;
          int now[20] = { 0 };

          agrees[who] = g_rand_int_range (rand, 0, 8) != 0;
          if (agrees[who])
            share_version (book, who, step + 1);
          else
            take_back (book, who);
          g_autoptr (GPtrArray) shown = wf_team_book_list_shown (book, "f", &missing);
          if (shown->len == 0)
            continue;
          g_assert_cmpuint (shown->len, >=, WF_TEAM_MINIMUM);
          for (guint i = 0; i < shown->len; i++)
            {
              const WfTeamShare *at = shown->pdata[i];
              int number = atoi (at->staff + 1);
              g_assert_true (agrees[number]);
              now[number] = atoi (g_bytes_get_data (at->box, NULL));
            }
          for (guint i = 0; i < 20; i++)
            differ += now[i] != seen[i];
          g_assert_true (differ == 0 || differ >= WF_TEAM_MINIMUM);
          memcpy (seen, now, sizeof seen);
          n_seen++;
        }
      g_assert_cmpuint (n_seen, >, 0);
    }
}

/* Each bin and each side of the floor: nobody, or five. Beside the truth, counted apart. */
static void
check_picture (const WfTeamPicture *picture, const GArray *people)
{
  for (guint r = 0; r < picture->rows->len; r++)
    {
      const WfTeamRow *row = picture->rows->pdata[r];
      guint sum = 0, next = 0, at_floor = 0;

      for (guint b = 0; b < row->bins->len; b++)
        {
          const WfTeamBin *bin = &g_array_index (row->bins, WfTeamBin, b);
          guint truth = 0, met = 0;

          for (guint p = 0; p < people->len; p++)
            {
              const WfTeamPerson *person = &g_array_index (people, WfTeamPerson, p);
              guint level = (guint) MAX (0, wf_ratings_get (person->ratings, row->part->id));
              gboolean is_in = level >= bin->first && level <= bin->last;
              gboolean is_met =
                  level >= wf_framework_get_floor (framework (), person->role, row->part->id);
              truth += is_in;
              met += is_in && is_met;
            }
          g_assert_cmpuint (bin->first, ==, next);
          g_assert_cmpuint (bin->count, ==, truth);
          g_assert_true (truth == 0 || truth >= WF_TEAM_MINIMUM);
          if (row->is_covered)
            {
              g_assert_true (met == 0 || met >= WF_TEAM_MINIMUM);
              g_assert_true (truth == met || truth - met >= WF_TEAM_MINIMUM);
            }
          at_floor += met;
          sum += bin->count;
          next = bin->last + 1;
        }
      g_assert_cmpuint (sum, ==, people->len);
      g_assert_cmpuint (next, ==, picture->n_levels + 1);
      if (row->is_covered)
        g_assert_cmpuint (row->n_at_floor, ==, at_floor);
    }
}

static GArray *
make_people (guint n, GRand *rand, GPtrArray *keep)
{
  static const char *const ROLES[] = { "navigator", "trainer", "coordinator", "volunteer" };
  const GPtrArray *questions = wf_framework_get_questions (framework ());
  GArray *people = g_array_new (FALSE, FALSE, sizeof (WfTeamPerson));

  for (guint i = 0; i < n; i++)
    {
      WfRatings *ratings = wf_ratings_new ();
      WfTeamPerson person = { ratings, ROLES[g_rand_int_range (rand, 0, 4)] };

      for (guint q = 0; q < questions->len; q++)
        wf_ratings_set (ratings, ((const WfFrameworkPart *) questions->pdata[q])->id,
                        g_rand_int_range (rand, -1, 7));
      g_ptr_array_add (keep, ratings);
      g_array_append_val (people, person);
    }
  return people;
}

static void
test_picture (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint n = 0; n < 120; n++)
    {
      g_autoptr (GPtrArray) keep =
          g_ptr_array_new_with_free_func ((GDestroyNotify) wf_ratings_free);
      g_autoptr (GArray) people = make_people (n, rand, keep);
      g_autoptr (WfTeamPicture) picture = wf_team_picture_new (framework (), people);

      g_assert_cmpuint (picture->rows->len, ==, n >= 5 ? 22 : 0);
      check_picture (picture, people);
      for (guint i = 1; i < picture->needs->len; i++)
        g_assert_cmpuint (((WfTeamRow *) picture->needs->pdata[i - 1])->n_at_floor, <=,
                          ((WfTeamRow *) picture->needs->pdata[i])->n_at_floor);
    }
}

/* By hand: ten navigators, floor 3 in 1.1: four at 2 and six at 4. The four cannot be told from
 * the six, so nothing but ten is said; with five and five both are. */
static void
test_by_hand (void)
{
  for (guint low = 4; low <= 5; low++)
    {
      g_autoptr (GPtrArray) keep =
          g_ptr_array_new_with_free_func ((GDestroyNotify) wf_ratings_free);
      g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (WfTeamPerson));

      for (guint i = 0; i < 10; i++)
        {
          WfRatings *ratings = wf_ratings_new ();
          WfTeamPerson person = { ratings, "navigator" };
          wf_ratings_set (ratings, "1.1", i < low ? 2 : 4);
          g_ptr_array_add (keep, ratings);
          g_array_append_val (people, person);
        }
      g_autoptr (WfTeamPicture) picture = wf_team_picture_new (framework (), people);
      const WfTeamRow *row = picture->rows->pdata[0];
      g_assert_cmpint (row->is_covered, ==, low == 5);
      if (low == 5)
        g_assert_cmpuint (row->n_at_floor, ==, 5);
      for (guint b = 0; b < row->bins->len; b++)
        {
          guint count = g_array_index (row->bins, WfTeamBin, b).count;
          g_assert_true (count == 0 || count == (low == 5 ? 5 : 10));
        }
    }
}

static void
keep_round (WfPracticeRepo *repo, const char *level)
{
  const GPtrArray *questions = wf_framework_get_questions (framework ());
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autofree char *id = g_strdup_printf ("round-%s", wf_practice_repo_get_staff_id (repo));
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, wf_practice_record_started (id, framework ()));
  for (guint q = 0; q < questions->len; q++)
    g_ptr_array_add (records, wf_practice_record_answered (
                                  id, ((const WfFrameworkPart *) questions->pdata[q])->id, level));
  g_ptr_array_add (records, wf_practice_record_finished (id));
  wf_practice_repo_keep_sync (repo, records, &error);
  g_assert_no_error (error);
}

static void
tell (WfPracticeRepo *repo, WfRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, record);
  wf_practice_repo_tell_sync (repo, records, &error);
  g_assert_no_error (error);
}

static void
unlock_as (AgencyFixture *agency, WfPracticeRepo *repo, const char *staff)
{
  g_autoptr (GError) error = NULL;

  agency_fixture_unlock_as (agency, staff);
  wf_practice_repo_load_sync (repo, &error);
  g_assert_no_error (error);
}

/* Five with passphrases of their own. Only a coordinator's key opens what they shared, and a
 * box that somebody else passes off as theirs is not counted. */
static void
test_vault (void)
{
  AgencyFixture *agency = agency_fixture_new (NULL);
  WfPracticeRepo *repo = wf_practice_repo_new (agency->vault);
  g_autoptr (GPtrArray) staff = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  guint missing;

  g_ptr_array_add (staff, g_strdup (agency->founder));
  g_ptr_array_add (staff, g_strdup (agency->navigator));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Colleague %u", i);
      g_ptr_array_add (staff, wf_vault_add_member_sync (agency->vault, name, WF_ROLE_TRAINER, name,
                                                        FIXTURE_PASSPHRASE, &error));
      g_assert_no_error (error);
    }
  for (guint i = 0; i < staff->len; i++)
    {
      unlock_as (agency, repo, staff->pdata[i]);
      g_assert_null (wf_practice_repo_make_share (repo, framework ())); /* nothing rated yet */
      keep_round (repo, "B2");
      tell (repo, wf_practice_repo_make_share (repo, framework ()));
    }
  tell (repo, wf_team_record_teaches ("digcompedu", (const char *const[]){ "2.1", "3.1", NULL }));

  /* The last one is a trainer: nothing is sealed for them. */
  g_autoptr (WfTeamPicture) none = wf_practice_repo_open_team_sync (repo, framework (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->n_people, ==, 0);
  g_assert_cmpuint (none->rows->len, ==, 0);

  unlock_as (agency, repo, agency->founder);
  g_autoptr (WfTeamPicture) picture = wf_practice_repo_open_team_sync (repo, framework (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (picture->n_people, ==, 5);
  const WfTeamRow *row = picture->rows->pdata[0];
  g_assert_true (row->is_covered);
  g_assert_cmpuint (row->n_at_floor, ==, 5);
  g_autoptr (GPtrArray) teachers =
      wf_team_book_list_teachers (wf_practice_repo_get_team (repo), "digcompedu", "2.1");
  g_assert_cmpuint (teachers->len, ==, 1);
  g_assert_cmpstr (teachers->pdata[0], ==, staff->pdata[4]);
  g_autoptr (GPtrArray) nobody =
      wf_team_book_list_teachers (wf_practice_repo_get_team (repo), "digcompedu", "2.2");
  g_assert_cmpuint (nobody->len, ==, 0);

  /* Somebody passes off another's box as their own: it names whose it is. */
  g_autoptr (GPtrArray) shown =
      wf_team_book_list_shown (wf_practice_repo_get_team (repo), "digcompedu", &missing);
  g_autoptr (GPtrArray) boxes = g_ptr_array_new ();
  g_ptr_array_add (boxes, ((WfTeamShare *) shown->pdata[0])->box);
  g_autoptr (GPtrArray) opened = wf_vault_unseal_sync (agency->vault, boxes, &error);
  g_assert_no_error (error);
  const WfTeamShare *own = shown->pdata[0], *other = shown->pdata[1];
  g_autoptr (WfRatings) mine = wf_team_open (framework (), own, opened->pdata[0]);
  g_assert_cmpint (wf_ratings_get (mine, "1.1"), ==, 4);
  g_assert_null (wf_team_open (framework (), other, opened->pdata[0]));
  g_assert_null (wf_team_open (framework (), own, NULL));

  wf_vault_lock_sync (agency->vault, NULL);
  agency_fixture_settle ();
  g_autoptr (GPtrArray) locked = wf_vault_unseal_sync (agency->vault, boxes, &error);
  g_assert_null (locked);
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
  g_assert_finalize_object (repo);
  agency_fixture_free (agency);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/practice/team/batches", test_batches);
  g_test_add_func ("/practice/team/histories", test_histories);
  g_test_add_func ("/practice/team/picture", test_picture);
  g_test_add_func ("/practice/team/by-hand", test_by_hand);
  g_test_add_func ("/practice/team/vault", test_vault);
  int status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}
