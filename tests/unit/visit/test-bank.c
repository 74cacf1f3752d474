/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The question bank of an agency: whose answers are used, what they say, who may adopt it, and
 * that one step back is one step back. People are made up by the model itself.
 */
#include "agency-fixture.h"
#include "interview-fixture.h"

#include "wf-await.h"
#include "wf-bank-repo.h"
#include "wf-bank-sheet.h"
#include "wf-bank-sittings.h"
#include "wf-json.h"
#include "wf-visit-fold.h"

#include <math.h>
#include <string.h>

#define N_PEOPLE 240
#define N_ASKED  12
#define SHIFT    0.9

typedef struct {
  AgencyFixture *agency;
  WfItemBank *bank;
  WfBankRepo *repo;
} BankFixture;

static void
set_up (BankFixture *f, gconstpointer data)
{
  f->agency = agency_fixture_new (wf_visit_add_folds);
  f->bank = fixture_load_bank ();
  f->repo = wf_bank_repo_new (f->agency->vault, "newcomer", f->agency->clock);
}

static void
tear_down (BankFixture *f, gconstpointer data)
{
  g_clear_object (&f->repo);
  agency_fixture_free (f->agency);
  wf_item_bank_unref (f->bank);
}

/* Performance items of the bank, the easiest first enough for everybody. */
static GPtrArray *
list_items (WfItemBank *bank)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < wf_item_bank_get_n_items (bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);

      if (wf_item_is_scored (item) && item->kind != WF_ITEM_CAN_DO && !item->protected)
        g_ptr_array_add (items, (gpointer) item);
    }
  return items;
}

static double
draw_normal (GRand *rand)
{
  double sum = -6.0;

  for (guint i = 0; i < 12; i++)
    sum += g_rand_double (rand);
  return sum;
}

static int
draw_category (GRand *rand, const WfIrtItem *irt, double theta)
{
  double p[WF_IRT_MAX_CATEGORIES], at = g_rand_double (rand);
  int category = 0;

  wf_irt_probabilities (irt, theta, p);
  while (category < (int) irt->n_thresholds && at > p[category])
    at -= p[category++];
  return category;
}

static void
add_answer (WfSittingLog *log, const char *id, int category)
{
  WfSittingAnswer *answer = g_new0 (WfSittingAnswer, 1);

  answer->category = category;
  answer->seconds = 30;
  g_hash_table_replace (log->answers, g_strdup (id), answer);
}

/* Everybody is asked @target and a few others; @target is SHIFT harder than its numbers, and for
 * who speaks "so" UNFAIR harder still. */
static GPtrArray *
make_people (GPtrArray *items, const WfItem *target, double shift, double unfair)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      GPtrArray *logs = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_sitting_log_free);
      WfSittingLog *log = g_new0 (WfSittingLog, 1);
      double theta = draw_normal (rand) - 0.3;

      log->lang = g_strdup (i % 2 == 0 ? "so" : "ar");
      log->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      for (guint j = 0; j < N_ASKED; j++)
        {
          const WfItem *item = j == 0 ? target : items->pdata[(i * 7 + j * 5) % items->len];
          WfIrtItem irt;

          wf_bank_numbers_get_irt (NULL, item, &irt);
          for (guint k = 0; item == target && k < irt.n_thresholds; k++)
            irt.thresholds[k] += shift + (i % 2 == 0 ? unfair : 0.0);
          add_answer (log, item->id, draw_category (rand, &irt, theta));
        }
      g_ptr_array_add (logs, log);
      g_ptr_array_add (people, logs);
    }
  return people;
}

static const WfBankRow *
find_row (const WfBankStudy *study, const char *id)
{
  for (guint i = 0; i < study->rows->len; i++)
    if (g_str_equal (((const WfBankRow *) study->rows->pdata[i])->item->id, id))
      return study->rows->pdata[i];
  return NULL;
}

/* A choice in the middle of the scale that is no anchor: not among the first two of its area. */
static const WfItem *
pick_target (GPtrArray *items)
{
  guint seen[6] = { 0 };

  for (guint i = 0; i < items->len; i++)
    {
      const WfItem *item = items->pdata[i];

      if (seen[MIN (item->area, 5)]++ >= 2 && item->kind == WF_ITEM_CHOICE &&
          fabs (item->difficulty + 0.3) < 0.8)
        return item;
    }
  return NULL;
}

static void
test_study (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autoptr (GPtrArray) items = list_items (bank);
  const WfItem *target = pick_target (items);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (WfBankNumbers) numbers = wf_bank_numbers_new ("newcomer");
  g_autoptr (WfBankStudy) study = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  guint anchors = 0;

  g_assert_nonnull (target);
  people = make_people (items, target, SHIFT, 0.0);
  study = wf_bank_study_new (bank, numbers, people, 3, FIXTURE_NOW);

  const WfBankRow *row = find_row (study, target->id);

  g_assert_cmpuint (study->n_people, ==, N_PEOPLE);
  g_assert_cmpuint (study->n_left_out, ==, 3);
  g_assert_cmpuint (row->asked, ==, N_PEOPLE);
  g_assert_cmpuint (row->answered, ==, N_PEOPLE);
  g_assert_cmpuint (row->counts[0] + row->counts[1], ==, N_PEOPLE);
  g_assert_cmpuint (row->median_seconds, ==, 30);
  g_assert_false (isnan (row->infit));
  /* A move so large is shown, but somebody must look first. */
  g_assert_cmpfloat (row->shift, >, 0.3);
  g_assert_cmpfloat (row->weight, >, 0.8);
  g_assert_true (row->guards & (WF_BANK_GUARD_FAR | WF_BANK_GUARD_CAPPED));
  g_assert_cmpfloat (fabs (row->offered.thresholds[0] - row->in_use.thresholds[0]), <, 0.3 + 1e-9);
  moves = wf_bank_study_list_moves (study, NULL);
  for (guint i = 0; i < study->rows->len; i++)
    {
      const WfBankRow *other = study->rows->pdata[i];

      anchors += (other->guards & WF_BANK_GUARD_ANCHOR) != 0;
      g_assert_true (!other->may_adopt || (other->n >= 30 && other->is_calibrated));
      g_assert_true (other->is_calibrated == (other->item->kind != WF_ITEM_CAN_DO));
    }
  g_assert_cmpuint (anchors, ==, 10);
  g_assert_null (row->unlike_lang);
  g_assert_true (row->is_compared);
}

static void
test_small_move (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autoptr (GPtrArray) items = list_items (bank);
  const WfItem *target = pick_target (items);
  g_autoptr (GPtrArray) people = make_people (items, target, 0.25, 0.0);
  g_autoptr (WfBankNumbers) numbers = wf_bank_numbers_new ("newcomer");
  g_autoptr (WfBankStudy) study = wf_bank_study_new (bank, numbers, people, 0, FIXTURE_NOW);
  const WfBankRow *row = find_row (study, target->id);
  g_autoptr (GPtrArray) moves = wf_bank_study_list_moves (study, target->id);
  g_autoptr (WfBankNumbers) next = NULL;
  g_autoptr (WfBankStudy) again = NULL;
  WfIrtItem irt;

  g_assert_true (row->may_adopt);
  g_assert_cmpuint (moves->len, ==, 1);
  next = wf_bank_numbers_with_moves (numbers, 1, moves, FIXTURE_NOW);
  g_assert_true (wf_bank_numbers_get_irt (next, target, &irt));
  g_assert_cmpfloat (irt.thresholds[0], ==, row->offered.thresholds[0]);

  /* In the month after, it rests. */
  again = wf_bank_study_new (bank, next, people, 0, FIXTURE_NOW + G_USEC_PER_SEC);
  row = find_row (again, target->id);
  g_assert_true (row->guards & WF_BANK_GUARD_RESTS);
  g_assert_false (row->may_adopt);

  /* After it the same answers say the same, not the same once more on top of themselves. */
  wf_bank_study_free (g_steal_pointer (&again));
  again = wf_bank_study_new (bank, next, people, 0,
                             FIXTURE_NOW + G_GINT64_CONSTANT (31 * 86400) * G_USEC_PER_SEC);
  row = find_row (again, target->id);
  g_assert_false (row->guards & WF_BANK_GUARD_RESTS);
  g_assert_cmpfloat_with_epsilon (row->shift, 0.0, 1e-6);
  g_assert_false (row->may_adopt);
}

static void
test_languages (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autoptr (GPtrArray) items = list_items (bank);
  const WfItem *target = pick_target (items);
  g_autoptr (GPtrArray) people = make_people (items, target, 0.0, 1.8);
  g_autoptr (WfBankNumbers) numbers = wf_bank_numbers_new ("newcomer");
  g_autoptr (WfBankStudy) study = wf_bank_study_new (bank, numbers, people, 0, FIXTURE_NOW);
  const WfBankRow *row = find_row (study, target->id);

  g_assert_nonnull (row->unlike_lang);
  g_assert_true (row->unlike_harder == g_str_equal (row->unlike_lang, "so"));
  g_assert_cmpfloat (row->unlike_logits, >, 0.2);
  g_assert_cmpfloat (row->detectable, >, 0.0);

  /* Too few people: nothing is compared, and nothing offered. */
  g_ptr_array_set_size (people, 25);
  wf_bank_study_free (g_steal_pointer (&study));
  study = wf_bank_study_new (bank, numbers, people, 0, FIXTURE_NOW);
  row = find_row (study, target->id);
  g_assert_false (row->is_compared);
  g_assert_false (row->may_adopt);
  g_assert_true (isnan (row->infit));
}

/* --- The vault --- */

static WfRecord *
make_record (const char *kind, const char *json, gint64 time_us)
{
  JsonObject *body = wf_json_parse_object (json, -1, NULL);

  g_assert_nonnull (body);
  return wf_record_new_at (kind, body, time_us, NULL);
}

static void
add_interview (BankFixture *f, const char *client, gint64 now)
{
  static const struct {
    const char *kind, *json;
  } RECORDS[] = {
    { "interview.started", "{\"form\":\"full\",\"lang\":\"ar\"}" },
    { "interview.asked", "{\"item\":\"%s\"}" },
    { "interview.answered", "{\"item\":\"%s\",\"state\":\"given\",\"score\":1}" },
    { "interview.asked", "{\"item\":\"secret\"}" },
    { "interview.answered",
      "{\"item\":\"secret\",\"state\":\"given\",\"score\":1,\"protected\":true}" },
    { "interview.stopped", "{\"reason\":\"navigator\"}" },
  };
  g_autoptr (GPtrArray) items = list_items (f->bank);
  const WfItem *item = items->pdata[0];

  for (guint i = 0; i < G_N_ELEMENTS (RECORDS); i++)
    {
      g_autoptr (GString) json = g_string_new (RECORDS[i].json);

      g_string_replace (json, "%s", item->id, 0);
      agency_fixture_append (f->agency, client,
                             make_record (RECORDS[i].kind, json->str, now + i * G_USEC_PER_SEC));
    }
}

static WfBankStudy *
study_now (BankFixture *f)
{
  g_autoptr (GError) error = NULL;
  WfBankStudy *study;
  WfAwait await;

  wf_await_begin (&await);
  wf_bank_study_async (f->agency->vault, f->agency->repo, f->bank,
                       wf_bank_repo_get_numbers (f->repo), "2026-11-21", FIXTURE_NOW, NULL,
                       on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  study = wf_bank_study_finish (result, &error);
  g_assert_no_error (error);
  return study;
}

static void
give_consent (BankFixture *f, const char *client, gboolean says_yes)
{
  static const char *const purposes[] = { WF_CONSENT_HELP_NOW, WF_CONSENT_IMPROVE, NULL };
  const gboolean answers[] = { TRUE, says_yes };

  agency_fixture_append (f->agency, client,
                         wf_consent_record_given (purposes, answers, "ar", NULL, TRUE));
}

static void
test_only_who_agreed (BankFixture *f, gconstpointer data)
{
  g_autofree char *yes = agency_fixture_add_client (f->agency, "Noor");
  g_autofree char *no = agency_fixture_add_client (f->agency, "Sami");
  g_autoptr (GPtrArray) items = list_items (f->bank);
  const WfItem *item = items->pdata[0];
  g_autoptr (WfBankStudy) study = NULL;

  give_consent (f, yes, TRUE);
  give_consent (f, no, FALSE);
  add_interview (f, yes, FIXTURE_NOW);
  add_interview (f, no, FIXTURE_NOW);
  study = study_now (f);
  g_assert_cmpuint (study->n_people, ==, 1);
  g_assert_cmpuint (study->n_interviews, ==, 1);
  g_assert_cmpuint (find_row (study, item->id)->asked, ==, 1);
  g_assert_cmpuint (find_row (study, item->id)->counts[1], ==, 1);
  g_assert_cmpuint (find_row (study, item->id)->median_seconds, ==, 1);

  /* Taken back: gone from the next look. */
  agency_fixture_append (f->agency, yes, wf_consent_record_revoked (WF_CONSENT_IMPROVE, NULL));
  wf_bank_study_free (g_steal_pointer (&study));
  study = study_now (f);
  g_assert_cmpuint (study->n_people, ==, 0);
}

static gboolean
adopt (BankFixture *f, const char *item, double threshold, GError **error)
{
  g_autoptr (GPtrArray) moves = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_bank_move_free);
  WfBankMove *move = g_new0 (WfBankMove, 1);
  WfAwait await;

  move->item = g_strdup (item);
  move->n_thresholds = 1;
  move->thresholds[0] = threshold;
  move->n = 50;
  g_ptr_array_add (moves, move);
  wf_await_begin (&await);
  wf_bank_repo_adopt_async (f->repo, moves, "answers", NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_bank_repo_finish (f->repo, result, error);
}

static gboolean
roll_back (BankFixture *f, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_bank_repo_roll_back_async (f->repo, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_bank_repo_finish (f->repo, result, error);
}

static void
load (BankFixture *f)
{
  g_autoptr (GError) error = NULL;
  WfAwait await;

  wf_await_begin (&await);
  wf_bank_repo_load_async (f->repo, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  wf_bank_repo_finish (f->repo, result, &error);
  g_assert_no_error (error);
}

static double
number_of (BankFixture *f, const WfItem *item)
{
  WfIrtItem irt;

  g_assert_true (wf_bank_numbers_get_irt (wf_bank_repo_get_numbers (f->repo), item, &irt));
  return irt.thresholds[0];
}

static void
test_adopt_and_back (BankFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) items = list_items (f->bank);
  const WfItem *item = pick_target (items);
  double own = g_array_index (item->thresholds, double, 0);
  g_autoptr (GError) error = NULL;

  load (f);
  g_assert_false (wf_bank_repo_can_roll_back (f->repo));
  g_assert_cmpfloat (number_of (f, item), ==, own);
  g_assert_true (adopt (f, item->id, own + 0.2, &error));
  g_assert_cmpfloat (number_of (f, item), ==, own + 0.2);
  g_assert_true (adopt (f, item->id, own + 0.4, &error));
  g_assert_cmpuint (wf_bank_numbers_get_revision (wf_bank_repo_get_numbers (f->repo)), ==, 2);

  /* One step, once; a new revision, for the old one has been asked with. */
  g_assert_true (roll_back (f, &error));
  g_assert_cmpfloat (number_of (f, item), ==, own + 0.2);
  g_assert_cmpuint (wf_bank_numbers_get_revision (wf_bank_repo_get_numbers (f->repo)), ==, 3);
  g_assert_false (wf_bank_repo_can_roll_back (f->repo));
  g_assert_false (roll_back (f, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* The same after the program ended; the pack's own while locked. */
  agency_fixture_restart (f->agency);
  g_clear_object (&f->repo);
  f->repo = wf_bank_repo_new (f->agency->vault, "newcomer", f->agency->clock);
  load (f);
  g_assert_cmpfloat (number_of (f, item), ==, own + 0.2);

  /* A navigator asks with the numbers, and may not change them. */
  agency_fixture_unlock_as (f->agency, f->agency->navigator);
  load (f);
  g_assert_cmpfloat (number_of (f, item), ==, own + 0.2);
  g_assert_false (adopt (f, item->id, own, &error));
  g_assert_error (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED);
}

static void
test_first_step_back (BankFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) items = list_items (f->bank);
  const WfItem *item = pick_target (items);
  double own = g_array_index (item->thresholds, double, 0);

  load (f);
  g_assert_true (adopt (f, item->id, own + 0.2, NULL));
  g_assert_true (wf_bank_repo_can_roll_back (f->repo));
  g_assert_true (roll_back (f, NULL));
  g_assert_cmpfloat (number_of (f, item), ==, own);
  g_assert_cmpuint (wf_bank_numbers_get_n_items (wf_bank_repo_get_numbers (f->repo)), ==, 0);
}

/* A question keeps the numbers and the revision it was asked with. */
static void
test_asked_with (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autoptr (WfBankNumbers) own = wf_bank_numbers_new ("newcomer");
  g_autoptr (GPtrArray) moves = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_bank_move_free);
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (Fixture) f = fixture_new (bank, &setup);
  guint changed = 0;

  for (guint i = 0; i < wf_item_bank_get_n_items (bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);
      WfBankMove *move;

      if (!wf_item_is_scored (item) || item->thresholds->len == 0)
        continue;
      move = g_new0 (WfBankMove, 1);
      move->item = g_strdup (item->id);
      move->n_thresholds = item->thresholds->len;
      for (guint k = 0; k < item->thresholds->len; k++)
        move->thresholds[k] = g_array_index (item->thresholds, double, k) - 0.125;
      g_ptr_array_add (moves, move);
    }

  g_autoptr (WfBankNumbers) numbers = wf_bank_numbers_with_moves (own, 7, moves, 0);

  wf_interview_set_numbers (f->interview, numbers);
  fixture_answer_until (f, PICK_HIGH, NULL);
  for (guint i = 0; i < f->log->len; i++)
    {
      const WfRecord *record = f->log->pdata[i];
      JsonArray *irt = strcmp (record->kind, "interview.asked") == 0
                           ? wf_json_get_array (record->body, "irt")
                           : NULL;
      const WfItem *item;

      if (irt == NULL)
        continue;
      item = wf_item_bank_lookup (bank, wf_json_get_string (record->body, "item", ""));
      g_assert_cmpfloat (json_array_get_double_element (irt, 1), ==,
                         g_array_index (item->thresholds, double, 0) - 0.125);
      g_assert_cmpint (wf_json_get_int (record->body, "revision", 0), ==, 7);
      changed++;
    }
  g_assert_cmpuint (changed, >=, 5);
}

/* --- Files --- */

static void
assert_refused (WfItemBank *bank, const WfBankNumbers *numbers, const char *text, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moves = wf_bank_sheet_read (bytes, bank, numbers, &error);

  g_assert_null (moves);
  g_assert_error (error, WF_BANK_SHEET_ERROR, code);
}

static void
test_sheets (void)
{
  g_autoptr (WfItemBank) bank = fixture_load_bank ();
  g_autoptr (GPtrArray) items = list_items (bank);
  const WfItem *target = pick_target (items);
  g_autoptr (GPtrArray) people = make_people (items, target, 0.0, 0.0);
  g_autoptr (WfBankNumbers) numbers = wf_bank_numbers_new ("newcomer");
  g_autoptr (WfBankStudy) study = wf_bank_study_new (bank, numbers, people, 0, FIXTURE_NOW);
  g_autoptr (JsonObject) object = wf_bank_study_to_json (study);
  g_autofree char *json = wf_json_to_text (object);
  g_autofree char *csv = wf_bank_study_to_csv (study);
  const char *const texts[] = { json, csv };
  char old[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (old, sizeof old, g_array_index (target->thresholds, double, 0));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (GPtrArray) same = wf_bank_sheet_read (bytes, bank, numbers, NULL);
      g_autoptr (GString) cut = g_string_new (texts[i]);

      g_assert_nonnull (same);
      g_assert_cmpuint (same->len, ==, 0);
      g_string_replace (cut, target->id, "no-such", 1);
      assert_refused (bank, numbers, cut->str, WF_BANK_SHEET_ERROR_ITEM);
      g_string_assign (cut, texts[i]);
      g_string_truncate (cut, cut->len - (i == 0 ? 1 : 8)); /* cut off within the last entry */
      assert_refused (bank, numbers, cut->str, WF_BANK_SHEET_ERROR_FORMAT);
    }

  /* One number changed by hand. */
  g_autofree char *line =
      g_strdup_printf ("\n%s,choice,%s,1,%s,", target->id, target->competence, old);
  g_autofree char *other =
      g_strdup_printf ("\n%s,choice,%s,1,0.625,", target->id, target->competence);
  g_autoptr (GString) edited = g_string_new (csv);

  g_assert_cmpuint (g_string_replace (edited, line, other, 0), ==, 1);

  g_autoptr (GBytes) bytes = g_bytes_new (edited->str, edited->len);
  g_autoptr (GPtrArray) moves = wf_bank_sheet_read (bytes, bank, numbers, NULL);

  g_assert_cmpuint (moves->len, ==, 1);
  g_assert_cmpstr (((WfBankMove *) moves->pdata[0])->item, ==, target->id);
  g_assert_cmpfloat (((WfBankMove *) moves->pdata[0])->thresholds[0], ==, 0.625);
  g_string_replace (edited, ",0.625,", ",50,", 1);
  assert_refused (bank, numbers, edited->str, WF_BANK_SHEET_ERROR_NUMBER);
  g_string_replace (edited, ",1,50,", ",1,nan,", 1);
  assert_refused (bank, numbers, edited->str, WF_BANK_SHEET_ERROR_NUMBER);
  assert_refused (bank, numbers, "", WF_BANK_SHEET_ERROR_FORMAT);
  assert_refused (bank, numbers, "{\"format\":\"\xff\xfe\"}", WF_BANK_SHEET_ERROR_FORMAT);
  assert_refused (bank, numbers, "id\xff\r\n", WF_BANK_SHEET_ERROR_FORMAT);
  g_string_set_size (edited, 5 * 1024 * 1024);
  memset (edited->str, ' ', edited->len);
  assert_refused (bank, numbers, edited->str, WF_BANK_SHEET_ERROR_FORMAT);
  assert_refused (bank, numbers, "a,b\r\n1,2\r\n", WF_BANK_SHEET_ERROR_FORMAT);
  assert_refused (bank, numbers,
                  "{\"format\":\"wayfinder-bank\",\"v\":1,\"pack\":\"other\",\"items\":[]}",
                  WF_BANK_SHEET_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/visit/bank/study", test_study);
  g_test_add_func ("/visit/bank/small-move", test_small_move);
  g_test_add_func ("/visit/bank/languages", test_languages);
  g_test_add ("/visit/bank/only-who-agreed", BankFixture, NULL, set_up, test_only_who_agreed,
              tear_down);
  g_test_add ("/visit/bank/adopt-and-back", BankFixture, NULL, set_up, test_adopt_and_back,
              tear_down);
  g_test_add ("/visit/bank/first-step-back", BankFixture, NULL, set_up, test_first_step_back,
              tear_down);
  g_test_add_func ("/visit/bank/asked-with", test_asked_with);
  g_test_add_func ("/visit/bank/sheets", test_sheets);
  return g_test_run ();
}
