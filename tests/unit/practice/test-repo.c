/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Practice over a real vault: two members of staff with passphrases of their own. Resuming,
 * private notes that stay private, evidence with a file, sign-offs that nobody can forge.
 */
#include "agency-fixture.h"

#include "wf-await.h"
#include "wf-calibration.h"
#include "wf-pack-library.h"
#include "wf-practice-file.h"
#include "wf-practice-repo.h"

static WfPackLibrary *library;

typedef struct {
  AgencyFixture *agency;
  WfPracticeRepo *repo;
} Fixture;

static WfFramework *
framework (void)
{
  return wf_pack_library_get_framework (library, "digcompedu");
}

static WfChecklist *
checklist (void)
{
  return wf_pack_library_get_checklist (library, "hands-off");
}

static const WfChecklistPoint *
point (const char *id)
{
  return wf_checklist_lookup (checklist (), id);
}

static void
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_practice_repo_load_sync (self->repo, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->agency = agency_fixture_new (NULL);
  self->repo = wf_practice_repo_new (self->agency->vault);
  load (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->repo);
  agency_fixture_free (self->agency);
}

static void
unlock_as (Fixture *self, const char *staff_id)
{
  agency_fixture_unlock_as (self->agency, staff_id);
  load (self);
}

/* @record: (transfer full) */
static void
keep (Fixture *self, WfRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, record);
  g_assert_true (wf_practice_repo_keep_sync (self->repo, records, &error));
  g_assert_no_error (error);
}

static void
enter (Fixture *self, const char *point_id, const WfEvidence *evidence)
{
  keep (self, wf_checklist_record_entered (checklist (), point (point_id), TRUE, NULL, evidence,
                                           NULL, NULL));
}

static WfPointStatus
status_of (Fixture *self, const char *staff, const char *point_id, gint64 now_us)
{
  g_autoptr (WfChecklistProgress) progress =
      wf_checklist_progress_new (checklist (), wf_practice_repo_get_book (self->repo),
                                 wf_practice_repo_get_desk (self->repo), staff, now_us);

  for (guint i = 0; i < progress->points->len; i++)
    {
      const WfPointProgress *at = progress->points->pdata[i];
      if (g_str_equal (at->id, point_id))
        return at->status;
    }
  g_assert_not_reached ();
}

static guint
level_of (Fixture *self, const char *staff, const char *part)
{
  g_autoptr (GHashTable) levels =
      wf_evidence_list_levels (framework (), wf_pack_library_get_checklists (library),
                               wf_practice_repo_get_book (self->repo),
                               wf_practice_repo_get_desk (self->repo), staff, FIXTURE_NOW);

  return wf_evidence_get_level (levels, part);
}

static char *
ask (Fixture *self, const char *point_id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wf_practice_repo_ask_sync (self->repo, checklist (), point_id, &error));
  g_assert_no_error (error);
  return g_strdup (wf_sign_desk_find (wf_practice_repo_get_desk (self->repo),
                                      wf_practice_repo_get_staff_id (self->repo), "hands-off",
                                      point_id)
                       ->id);
}

/* One answer an event: what was answered is there after the program ended without a word. */
static void
test_resume (Fixture *self, gconstpointer data)
{
  const WfSelfAssessment *round;

  keep (self, wf_practice_record_started ("r1", framework ()));
  keep (self, wf_practice_record_answered ("r1", "1.1", "A2"));
  keep (self, wf_practice_record_answered ("r1", "1.2", "skipped"));
  keep (self, wf_practice_record_answered ("r1", "1.1", "B1"));
  g_clear_object (&self->repo);
  agency_fixture_restart (self->agency);
  self->repo = wf_practice_repo_new (self->agency->vault);
  g_assert_false (wf_practice_repo_is_loaded (self->repo));
  load (self);

  round = wf_practice_book_get_open (wf_practice_repo_get_book (self->repo), "digcompedu");
  g_assert_nonnull (round);
  g_autoptr (WfRatings) ratings = wf_self_assessment_get_ratings (round, framework ());
  g_assert_cmpint (wf_ratings_get (ratings, "1.1"), ==, 3);
  g_assert_true (wf_self_assessment_has_answer (round, "1.2"));
  g_assert_false (wf_self_assessment_has_answer (round, "1.3"));
  g_assert_cmpuint (wf_ratings_count (ratings), ==, 1);

  keep (self, wf_practice_record_finished ("r1"));
  keep (self, wf_practice_record_answered ("r1", "1.1", "C2")); /* too late */
  g_assert_null (wf_practice_book_get_open (wf_practice_repo_get_book (self->repo), "digcompedu"));
  round = wf_practice_book_get_finished (wf_practice_repo_get_book (self->repo), "digcompedu", 0);
  g_autoptr (WfRatings) last = wf_self_assessment_get_ratings (round, framework ());
  g_assert_cmpint (wf_ratings_get (last, "1.1"), ==, 3);
  g_assert_cmpint (round->finished_us, ==, FIXTURE_NOW);
}

/* The other one's passphrase opens neither the book nor the notes, whatever id they use. */
static void
test_private (Fixture *self, gconstpointer data)
{
  g_autofree char *mine = g_strdup (wf_vault_get_private_id (self->agency->vault));
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GError) write_error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) forged = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  keep (self, wf_practice_record_noted ("digcompedu", "1.1", "I am afraid of the projector"));
  g_assert_cmpstr (
      wf_practice_book_get_note (wf_practice_repo_get_book (self->repo), "digcompedu", "1.1"), ==,
      "I am afraid of the projector");

  unlock_as (self, self->agency->navigator);
  g_assert_cmpstr (wf_vault_get_private_id (self->agency->vault), !=, mine);
  g_assert_null (
      wf_practice_book_get_note (wf_practice_repo_get_book (self->repo), "digcompedu", "1.1"));
  records = wf_vault_read_sync (self->agency->vault, mine, &read_error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    g_assert_false (g_str_has_prefix (((WfRecord *) records->pdata[i])->kind, "practice."));
  g_assert_true (records == NULL ? read_error != NULL : records->len == 0);
  g_ptr_array_add (forged, wf_practice_record_noted ("digcompedu", "1.1", "forged"));
  g_assert_false (wf_vault_append_sync (self->agency->vault, mine, forged, &write_error));
  g_assert_nonnull (write_error);

  unlock_as (self, self->agency->founder);
  g_assert_cmpstr (
      wf_practice_book_get_note (wf_practice_repo_get_book (self->repo), "digcompedu", "1.1"), ==,
      "I am afraid of the projector");
  keep (self, wf_practice_record_noted ("digcompedu", "1.1", ""));
  g_assert_null (
      wf_practice_book_get_note (wf_practice_repo_get_book (self->repo), "digcompedu", "1.1"));
}

static void
test_locked (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  keep (self, wf_practice_record_noted ("digcompedu", "1.1", "a note"));
  wf_vault_lock_sync (self->agency->vault, NULL);
  agency_fixture_settle ();
  g_assert_false (wf_practice_repo_is_loaded (self->repo));
  g_assert_null (
      wf_practice_book_get_note (wf_practice_repo_get_book (self->repo), "digcompedu", "1.1"));
  g_assert_false (wf_practice_repo_load_sync (self->repo, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_LOCKED);
}

/* Tick with evidence → ask → a colleague signs with their own key → due again after a year. */
static void
test_sign_off (Fixture *self, gconstpointer data)
{
  WfEvidence evidence = { .text = (char *) "Observed on 3 March",
                          .link = (char *) "https://x.test" };
  const gint64 year = (gint64) 366 * G_TIME_SPAN_DAY;
  const char *founder = self->agency->founder;
  const WfSignRequest *request;
  g_autoptr (GError) own_work = NULL;
  g_autoptr (GError) no_evidence = NULL;

  enter (self, "hands-off-02", NULL);
  g_assert_cmpint (status_of (self, founder, "hands-off-02", FIXTURE_NOW), ==, WF_POINT_TICKED);
  g_assert_false (
      wf_practice_repo_ask_sync (self->repo, checklist (), "hands-off-02", &no_evidence));
  g_assert_error (no_evidence, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_NOT_FOUND);

  enter (self, "hands-off-01", &evidence);
  g_autofree char *id = ask (self, "hands-off-01");
  g_assert_cmpint (status_of (self, founder, "hands-off-01", FIXTURE_NOW), ==, WF_POINT_WAITING);
  request = wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), id);
  g_autofree char *digest = g_strdup (request->digest);
  g_assert_false (wf_practice_repo_decide_sync (self->repo, id, digest, NULL, &own_work));
  g_assert_error (own_work, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_OWN_WORK);

  unlock_as (self, self->agency->navigator);
  g_autoptr (GPtrArray) waiting =
      wf_sign_desk_list_waiting (wf_practice_repo_get_desk (self->repo), self->agency->navigator);
  g_autoptr (GError) error = NULL;
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_cmpstr (((WfSignRequest *) waiting->pdata[0])->evidence->text, ==,
                   "Observed on 3 March");
  g_assert_false (wf_practice_repo_decide_sync (self->repo, id, "another", NULL, &error));
  g_assert_error (error, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_true (wf_practice_repo_decide_sync (self->repo, id, digest, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (wf_practice_repo_decide_sync (self->repo, id, digest, "again", &error));
  g_assert_error (error, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_NOT_FOUND);

  unlock_as (self, founder);
  request = wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), id);
  g_assert_cmpstr (request->by, ==, self->agency->navigator);
  g_assert_cmpint (status_of (self, founder, "hands-off-01", FIXTURE_NOW), ==, WF_POINT_SIGNED);
  g_assert_cmpint (status_of (self, founder, "hands-off-01", FIXTURE_NOW + year), ==,
                   WF_POINT_RENEW);
  g_assert_cmpuint (level_of (self, founder, "3.2"), ==, 3);
  g_assert_cmpuint (level_of (self, founder, "1.1"), ==, 0);

  /* The signature was for that evidence: another makes it self-declared again. */
  evidence.text = (char *) "Something else";
  enter (self, "hands-off-01", &evidence);
  g_assert_cmpint (status_of (self, founder, "hands-off-01", FIXTURE_NOW), ==, WF_POINT_TICKED);
}

/* Three competences with evidence (3.2 and 6.4 at 3, later 1.2 at 4), two rounds, by hand: what is
 * signed after a round says nothing about it. */
static void
test_calibration (Fixture *self, gconstpointer data)
{
  WfEvidence evidence = { .text = (char *) "Seen" };
  const char *founder = self->agency->founder;
  g_autoptr (GError) error = NULL;

  for (guint turn = 0; turn < 2; turn++)
    {
      const char *id = turn == 0 ? "r1" : "r2";
      const char *point_id = turn == 0 ? "hands-off-02" : "hands-off-06";
      if (turn == 1)
        {
          keep (self, wf_practice_record_started ("r0", framework ()));
          keep (self, wf_practice_record_answered ("r0", "1.2", "A2"));
          keep (self, wf_practice_record_finished ("r0")); /* before the second signature */
          wf_clock_advance (self->agency->clock, G_TIME_SPAN_HOUR);
        }
      enter (self, point_id, &evidence);
      g_autofree char *request = ask (self, point_id);
      g_autofree char *digest =
          g_strdup (wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), request)->digest);
      unlock_as (self, self->agency->navigator);
      g_assert_true (wf_practice_repo_decide_sync (self->repo, request, digest, NULL, &error));
      unlock_as (self, founder);
      keep (self, wf_practice_record_started (id, framework ()));
      keep (self, wf_practice_record_answered (id, "3.2", turn == 0 ? "C1" : "B1"));
      keep (self, wf_practice_record_answered (id, "6.4", "A2"));
      keep (self, wf_practice_record_answered (id, "1.2", "C2"));
      keep (self, wf_practice_record_answered (id, "2.2", "C2")); /* nothing shows it */
      keep (self, wf_practice_record_finished (id));
    }

  g_autoptr (GArray) rounds = wf_calibration_list (
      framework (), wf_pack_library_get_checklists (library),
      wf_practice_repo_get_book (self->repo), wf_practice_repo_get_desk (self->repo), founder, 9);
  g_assert_cmpuint (rounds->len, ==, 2); /* the one between has nothing to compare */
  const WfCalibration *now = &g_array_index (rounds, WfCalibration, 0);
  const WfCalibration *first = &g_array_index (rounds, WfCalibration, 1);
  g_assert_cmpuint (first->n_higher, ==, 1); /* 3.2 */
  g_assert_cmpuint (first->n_lower, ==, 1);  /* 6.4 */
  g_assert_cmpuint (first->n_alike, ==, 0);
  g_assert_cmpuint (now->n_alike, ==, 1);  /* 3.2 */
  g_assert_cmpuint (now->n_higher, ==, 1); /* 1.2 */
  g_assert_cmpuint (now->n_lower, ==, 1);  /* 6.4 */
  g_assert_cmpint (now->at_us, >, first->at_us);
}

static void
append_to_agency (Fixture *self, WfRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, record);
  wf_vault_append_sync (self->agency->vault, wf_vault_get_agency_id (self->agency->vault), records,
                        &error);
  g_assert_no_error (error);
  load (self);
}

static WfRecord *
make_signature (const char *id, const char *digest, const char *claimed)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "request", id);
  json_object_set_string_member (body, "digest", digest);
  json_object_set_string_member (body, "by", claimed);
  json_object_set_string_member (body, "author", claimed);
  json_object_set_string_member (body, "staff", claimed);
  return wf_record_new ("practice.signed", body);
}

/* Past the program, straight into the vault: who one claims to be is not who one is. */
static void
test_forged (Fixture *self, gconstpointer data)
{
  WfEvidence evidence = { .text = (char *) "Look" };
  const char *founder = self->agency->founder, *navigator = self->agency->navigator;

  enter (self, "hands-off-03", &evidence);
  g_autofree char *id = ask (self, "hands-off-03");
  g_autofree char *digest =
      g_strdup (wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), id)->digest);

  append_to_agency (self, make_signature (id, digest, navigator)); /* own work */
  g_assert_cmpint (status_of (self, founder, "hands-off-03", FIXTURE_NOW), ==, WF_POINT_WAITING);
  unlock_as (self, navigator);
  append_to_agency (self, make_signature (id, "0000", navigator)); /* over something else */

  /* Asking in another's name asks in one's own. */
  JsonObject *body = json_object_new ();
  json_object_set_string_member (body, "request", "f1");
  json_object_set_string_member (body, "checklist", "hands-off");
  json_object_set_string_member (body, "point", "hands-off-04");
  json_object_set_string_member (body, "staff", founder);
  append_to_agency (self, wf_record_new ("practice.asked", body));
  g_assert_cmpstr (wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), "f1")->staff, ==,
                   navigator);
  /* Somebody else's request is not theirs to withdraw. */
  append_to_agency (self, wf_sign_record_withdrawn (
                              wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), id)));
  unlock_as (self, founder);
  g_assert_cmpint (status_of (self, founder, "hands-off-03", FIXTURE_NOW), ==, WF_POINT_WAITING);
  append_to_agency (self, wf_sign_record_withdrawn (
                              wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), id)));
  g_assert_cmpint (status_of (self, founder, "hands-off-03", FIXTURE_NOW), ==, WF_POINT_TICKED);

  /* An auditor reads only. */
  g_autofree char *again = ask (self, "hands-off-03");
  g_autofree char *same =
      g_strdup (wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), again)->digest);
  g_autoptr (GError) error = NULL;
  unlock_as (self, self->agency->auditor);
  g_assert_false (wf_practice_repo_decide_sync (self->repo, again, same, NULL, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
}

/* A navigator cannot close a round of the organisation. */
static void
test_who_closes (Fixture *self, gconstpointer data)
{
  WfFramework *map = wf_pack_library_get_framework (library, "organisation");
  g_autoptr (WfRatings) ratings = wf_ratings_new ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GPtrArray) closing = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GError) error = NULL;

  unlock_as (self, self->agency->navigator);
  wf_ratings_set (ratings, "people", 2);
  g_ptr_array_add (records, wf_org_record_started ("r1", map));
  g_ptr_array_add (records, wf_org_record_rated ("r1", map, ratings));
  g_assert_true (wf_practice_repo_tell_sync (self->repo, records, &error));
  g_ptr_array_add (closing, wf_org_record_closed ("r1"));
  g_assert_false (wf_practice_repo_tell_sync (self->repo, closing, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  append_to_agency (self, wf_org_record_closed ("r1")); /* past the program */
  load (self);
  g_assert_nonnull (
      wf_org_book_get_open (wf_practice_repo_get_organisation (self->repo), "organisation"));
  unlock_as (self, self->agency->founder);
  g_assert_true (wf_practice_repo_tell_sync (self->repo, closing, &error));
  g_assert_null (
      wf_org_book_get_open (wf_practice_repo_get_organisation (self->repo), "organisation"));
}

static void
test_declined (Fixture *self, gconstpointer data)
{
  WfEvidence evidence = { .text = (char *) "Look" };
  g_autoptr (GError) error = NULL;

  enter (self, "hands-off-05", &evidence);
  g_autofree char *id = ask (self, "hands-off-05");
  g_autofree char *digest =
      g_strdup (wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), id)->digest);
  unlock_as (self, self->agency->navigator);
  g_assert_true (
      wf_practice_repo_decide_sync (self->repo, id, digest, "Please add the date", &error));
  g_assert_no_error (error);
  unlock_as (self, self->agency->founder);
  g_assert_cmpint (status_of (self, self->agency->founder, "hands-off-05", FIXTURE_NOW), ==,
                   WF_POINT_DECLINED);
  g_assert_cmpstr (wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), id)->why, ==,
                   "Please add the date");
}

/* Opens the vault with the code that is printed for the agency. */
static void
unlock_as_organisation (Fixture *self, const char *code)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (self->agency->vault);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];
      if (member->is_organisation)
        id = g_strdup (member->id);
    }
  wf_vault_lock_sync (self->agency->vault, &error);
  g_assert_no_error (error);
  agency_fixture_settle ();
  wf_vault_unlock_sync (self->agency->vault, id, code, &error);
  g_assert_no_error (error);
  load (self);
  g_assert_cmpstr (wf_practice_repo_get_staff_id (self->repo), ==, id);
}

/* One person alone with the printed code is no second person, not past the program either. */
static void
test_printed_code (Fixture *self, gconstpointer data)
{
  WfEvidence evidence = { .text = (char *) "Look" };
  const char *founder = self->agency->founder;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = wf_vault_renew_code_sync (self->agency->vault, &error);

  g_assert_no_error (error);
  enter (self, "hands-off-01", &evidence);
  g_autofree char *id = ask (self, "hands-off-01");
  g_autofree char *digest =
      g_strdup (wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), id)->digest);

  unlock_as_organisation (self, code);
  g_autoptr (GPtrArray) waiting = wf_sign_desk_list_waiting (
      wf_practice_repo_get_desk (self->repo), wf_practice_repo_get_staff_id (self->repo));
  g_assert_cmpuint (waiting->len, ==, 0);
  g_assert_false (wf_practice_repo_decide_sync (self->repo, id, digest, NULL, &error));
  g_assert_error (error, WF_PRACTICE_ERROR, WF_PRACTICE_ERROR_OWN_WORK);
  append_to_agency (self, make_signature (id, digest, self->agency->navigator));
  unlock_as (self, founder);
  g_assert_cmpint (status_of (self, founder, "hands-off-01", FIXTURE_NOW), ==, WF_POINT_WAITING);
  g_assert_cmpuint (level_of (self, founder, "3.2"), ==, 0);
}

static guint
count_waiting_for_navigator (Fixture *self)
{
  g_autoptr (GPtrArray) waiting = NULL;

  unlock_as (self, self->agency->navigator);
  waiting =
      wf_sign_desk_list_waiting (wf_practice_repo_get_desk (self->repo), self->agency->navigator);
  guint n = waiting->len;
  unlock_as (self, self->agency->founder);
  return n;
}

/* Asking anew takes the older request back; so does taking back. */
static void
test_take_back (Fixture *self, gconstpointer data)
{
  WfEvidence evidence = { .text = (char *) "With a client’s name in it" };
  const char *founder = self->agency->founder;

  enter (self, "hands-off-01", &evidence);
  g_autofree char *first = ask (self, "hands-off-01");
  evidence.text = (char *) "Without";
  enter (self, "hands-off-01", &evidence);
  g_assert_cmpint (status_of (self, founder, "hands-off-01", FIXTURE_NOW), ==, WF_POINT_TICKED);
  g_autofree char *second = ask (self, "hands-off-01");
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpint (wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), first)->state, ==,
                   WF_SIGN_WITHDRAWN);
  g_assert_cmpuint (count_waiting_for_navigator (self), ==, 1);

  WfAwait await;
  g_autoptr (GError) error = NULL;
  wf_await_begin (&await);
  wf_practice_repo_take_back_async (self->repo, "hands-off", "hands-off-01", NULL,
                                    on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);
  g_assert_true (wf_practice_repo_keep_finish (self->repo, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status_of (self, founder, "hands-off-01", FIXTURE_NOW), ==, WF_POINT_TICKED);
  g_assert_cmpuint (count_waiting_for_navigator (self), ==, 0);
}

/* A file of several parts: sealed in one's own book, shared only with the request. */
static void
test_file (Fixture *self, gconstpointer data)
{
  const gsize size = 1200 * 1024;
  guint8 *data_of = g_malloc (size);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < size; i++)
    data_of[i] = (guint8) (i * 31 + i / 256);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data_of, size);
  g_autofree char *file = wf_practice_file_get_id (bytes);
  WfEvidence evidence = { .file = file, .file_name = (char *) "sheet.png" };

  wf_practice_file_add_records (bytes, records);
  g_assert_cmpuint (records->len, ==, 3);
  g_ptr_array_add (records, wf_checklist_record_entered (checklist (), point ("hands-off-06"), TRUE,
                                                         NULL, &evidence, NULL, NULL));
  g_assert_true (wf_practice_repo_keep_sync (self->repo, records, &error));
  g_assert_no_error (error);
  g_autoptr (GBytes) mine =
      wf_practice_book_dup_file (wf_practice_repo_get_book (self->repo), file);
  g_assert_true (g_bytes_equal (mine, bytes));
  g_assert_null (wf_sign_desk_dup_file (wf_practice_repo_get_desk (self->repo), file));

  g_autofree char *id = ask (self, "hands-off-06");
  unlock_as (self, self->agency->navigator);
  g_autoptr (GBytes) shown = wf_sign_desk_dup_file (
      wf_practice_repo_get_desk (self->repo),
      wf_sign_desk_lookup (wf_practice_repo_get_desk (self->repo), id)->evidence->file);
  g_assert_true (g_bytes_equal (shown, bytes));
  g_assert_null (wf_sign_desk_dup_file (wf_practice_repo_get_desk (self->repo), "none"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
#define ADD(name, test) g_test_add ("/practice/repo/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("resume", test_resume);
  ADD ("private", test_private);
  ADD ("locked", test_locked);
  ADD ("sign-off", test_sign_off);
  ADD ("calibration", test_calibration);
  ADD ("forged", test_forged);
  ADD ("who-closes", test_who_closes);
  ADD ("declined", test_declined);
  ADD ("printed-code", test_printed_code);
  ADD ("take-back", test_take_back);
  ADD ("file", test_file);
#undef ADD
  int status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}
