/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Joins one plan to the vault: reads it or makes it, keeps a queue of changes that become
 * durable one after the other, and remembers how to take each back.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-plan-desk-private.h"

#include "wf-box.h"
#include "wf-interview.h"
#include "wf-client-records.h"
#include "wf-client-words.h"
#include "wf-plan-maker.h"
#include "wf-plan-renew.h"
#include "wf-vault-people.h"

#define PACK "newcomer"

typedef enum {
  CHANGE_PICK,
  CHANGE_EDIT,
  CHANGE_MOVE,
  CHANGE_CHOOSE,
  CHANGE_ADD,
  CHANGE_PAGE,
  CHANGE_RENEW,
  CHANGE_JUDGE,
  CHANGE_UNDO,
} ChangeKind;

/* What was asked for. Records are made only when its turn comes: the plan may differ by then. */
typedef struct {
  ChangeKind kind;
  char *statement_id;
  char *other; /* offer's id, words, or slip code */
  char *lang;  /* of the words, or the page's variant */
  GStrv left_out;
  int by; /* also a yes or no */
  WfResource *entry;
} Change;

G_DEFINE_FINAL_TYPE (WfPlanDesk, wf_plan_desk, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void save_next (WfPlanDesk *self);

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->statement_id);
  g_free (change->other);
  g_free (change->lang);
  g_strfreev (change->left_out);
  g_clear_pointer (&change->entry, wf_resource_unref);
  g_free (change);
}

static void
wf_plan_desk_finalize (GObject *object)
{
  WfPlanDesk *self = WF_PLAN_DESK (object);

  g_queue_clear_full (&self->changes, change_free);
  g_clear_pointer (&self->record, wf_record_unref);
  g_clear_pointer (&self->inverse, wf_record_unref);
  g_ptr_array_unref (self->undo);
  g_clear_pointer (&self->answers, wf_answers_unref);
  g_clear_pointer (&self->plan, wf_plan_unref);
  g_clear_pointer (&self->client, wf_client_unref);
  g_free (self->worker);
  g_free (self->lang);
  g_free (self->client_id);
  wf_services_unref (self->services);
  G_OBJECT_CLASS (wf_plan_desk_parent_class)->finalize (object);
}

static void
wf_plan_desk_class_init (WfPlanDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_plan_desk_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
wf_plan_desk_init (WfPlanDesk *self)
{
  g_queue_init (&self->changes);
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  self->lang = g_strdup ("en");
}

WfPlanDesk *
wf_plan_desk_new (WfServices *services, const char *client_id)
{
  WfPlanDesk *self;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  self = g_object_new (WF_TYPE_PLAN_DESK, NULL);
  self->services = wf_services_ref (services);
  self->client_id = g_strdup (client_id);
  return self;
}

/* Loading: the client, their records, and a plan made of them if there is none. */

/* The language chosen in the talk; else what they read; else what they speak. */
static void
find_lang (WfPlanDesk *self, const WfInterview *interview)
{
  static const char *const FACTS[] = { "reads", "speaks" };
  const char *lang = NULL;

  if (wf_interview_get_phase (interview) != WF_INTERVIEW_NEW)
    lang = wf_interview_get_lang (interview);
  for (guint i = 0; lang == NULL && i < G_N_ELEMENTS (FACTS); i++)
    lang = wf_client_get_fact_text (self->client, FACTS[i]);
  g_free (self->lang);
  self->lang = g_strdup (lang != NULL ? lang : "en");
}

static void
find_worker (WfPlanDesk *self)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (self->services->vault);
  const char *me = wf_vault_get_staff_id (self->services->vault);

  for (guint i = 0; i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];

      if (g_strcmp0 (member->id, me) == 0 && !member->is_organisation)
        {
          g_auto (GStrv) names = g_strsplit (member->name, " ", 2);

          g_free (self->worker);
          self->worker = g_strdup (names[0]);
        }
    }
}

static void
make_from_answers (WfPlanDesk *self,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (WfFacts) facts = wf_plan_desk_dup_facts (self, NULL);

  wf_plan_desk_make_async (self, facts, cancellable, callback, user_data);
}

static void
on_made_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPlanDesk *self = g_task_get_source_object (task);
  WfRecord *record = g_task_get_task_data (task);
  GError *error = NULL;

  if (!wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->plan = wf_plan_apply (self->plan, record);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_task_return_boolean (task, TRUE);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPlanDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (WfPlan) plan = wf_plan_make_finish (WF_CATALOGUE (source), result, &error);
  g_autoptr (WfRecord) record = NULL;

  if (plan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  record = wf_plan_record_made (plan);
  g_task_set_task_data (task, wf_record_ref (record), (GDestroyNotify) wf_record_unref);
  wf_client_repo_append_one_async (self->services->clients, self->client_id,
                                   g_steal_pointer (&record), g_task_get_cancellable (task),
                                   on_made_saved, g_object_ref (task));
}

static gint64
find_answered (const WfInterview *interview, GPtrArray *records)
{
  if (wf_interview_get_phase (interview) != WF_INTERVIEW_ENDED)
    return 0;
  for (guint i = records->len; i > 0; i--)
    {
      const WfRecord *record = records->pdata[i - 1];

      if (g_str_equal (record->kind, "interview.answered") ||
          g_str_equal (record->kind, "interview.changed"))
        return record->time_us;
    }
  return 0;
}

static void
on_records_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPlanDesk *self = g_task_get_source_object (task);
  gboolean make = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "make"));
  GError *error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_finish (WF_VAULT (source), result, &error);
  WfItemBank *bank = wf_pack_library_get_items (self->services->packs, PACK);
  g_autoptr (WfInterview) interview = NULL;
  gboolean has_answers;

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  interview = wf_interview_new (bank);
  wf_interview_apply_all (interview, records);
  find_lang (self, interview);
  find_worker (self);
  g_clear_pointer (&self->answers, wf_answers_unref);
  self->answers = wf_interview_get_answers (interview);
  g_clear_pointer (&self->plan, wf_plan_unref);
  self->plan = wf_plan_fold (records);
  self->answered_us = find_answered (interview, records);
  self->has_goal = wf_interview_get_goals (interview)[0] != NULL ||
                   wf_interview_get_goal_words (interview) != NULL;
  has_answers = wf_interview_get_n_answered (interview) > 0;
  if (self->plan == NULL && make && has_answers && self->services->catalogue != NULL)
    make_from_answers (self, g_task_get_cancellable (task), on_made, g_object_ref (task));
  else
    {
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      g_task_return_boolean (task, TRUE);
    }
}

static void
on_client_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfPlanDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  WfClient *client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);

  if (client == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  wf_plan_desk_take_client (self, client);
  wf_vault_read_async (self->services->vault, self->client_id, g_task_get_cancellable (task),
                       on_records_read, g_object_ref (task));
}

void
wf_plan_desk_load_async (WfPlanDesk *self,
                         gboolean make,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;

  g_return_if_fail (WF_IS_PLAN_DESK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, wf_plan_desk_load_async);
  g_object_set_data (G_OBJECT (task), "make", GINT_TO_POINTER (make));
  wf_client_repo_get_async (self->services->clients, self->client_id, "plan", cancellable,
                            on_client_read, task);
}

gboolean
wf_plan_desk_load_finish (WfPlanDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const WfPlan *
wf_plan_desk_get_plan (WfPlanDesk *self)
{
  g_return_val_if_fail (WF_IS_PLAN_DESK (self), NULL);

  return self->plan;
}

WfPlan *
wf_plan_desk_copy_plan (WfPlanDesk *self)
{
  g_autoptr (WfRecord) record = NULL;

  g_return_val_if_fail (WF_IS_PLAN_DESK (self), NULL);
  g_return_val_if_fail (self->plan != NULL, NULL);

  record = wf_plan_record_made (self->plan);
  return wf_plan_apply (NULL, record);
}

const WfClient *
wf_plan_desk_get_client (WfPlanDesk *self)
{
  g_return_val_if_fail (WF_IS_PLAN_DESK (self), NULL);

  return self->client;
}

const char *
wf_plan_desk_get_lang (WfPlanDesk *self)
{
  g_return_val_if_fail (WF_IS_PLAN_DESK (self), NULL);

  return self->lang;
}

gboolean
wf_plan_desk_has_goal (WfPlanDesk *self)
{
  g_return_val_if_fail (WF_IS_PLAN_DESK (self), FALSE);

  return self->has_goal;
}

/* The day they meet again, as noon of that day: not a day to call, and none that is past. */
static gint64
find_next (WfPlanDesk *self)
{
  const char *day = self->client != NULL ? wf_client_get_next_due (self->client) : "";
  g_autofree char *today = wf_day_from_time (wf_clock_now (self->services->clock));
  int year, month, date;
  g_autoptr (GDateTime) noon = NULL;

  if (self->client == NULL || strcmp (day, today) < 0 ||
      !g_str_equal (wf_client_get_due_why (self->client), WF_CLIENT_DUE_VISIT))
    return 0;
  if (sscanf (day, "%d-%d-%d", &year, &month, &date) != 3)
    return 0;
  noon = g_date_time_new_local (year, month, date, 12, 0, 0);
  return noon != NULL ? g_date_time_to_unix (noon) * G_USEC_PER_SEC : 0;
}

void
wf_plan_desk_get_options (WfPlanDesk *self, WfTakeawayOptions *out_options)
{
  g_return_if_fail (WF_IS_PLAN_DESK (self));
  g_return_if_fail (out_options != NULL);

  *out_options = (WfTakeawayOptions){
    .client_lang = self->lang,
    .navigator_lang = self->services->lang,
    .worker = self->worker,
    .agency = wf_agency_repo_get (self->services->agency)->name,
    .agency_phone = wf_agency_repo_get (self->services->agency)->phone,
    .agency_address = wf_agency_repo_get (self->services->agency)->address,
    .date_us = wf_clock_now (self->services->clock),
    .next_us = find_next (self),
    .interpreter = self->client != NULL &&
                   g_strcmp0 (wf_client_get_fact_text (self->client, "interpreter"), "wanted") == 0,
    .budget = wf_plan_desk_has_sums (self) ? &self->budget : NULL,
  };
}

/* Changes. */

static WfRecord *
make_reordered (WfPlanDesk *self, const char *statement_id, int by)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  int from = -1;

  for (guint i = 0; i < self->plan->statements->len; i++)
    {
      const WfPlanStatement *statement = self->plan->statements->pdata[i];

      if (g_str_equal (statement->id, statement_id))
        from = (int) i;
      g_ptr_array_add (ids, statement->id);
    }
  if (from < 0 || from + by < 0 || from + by >= (int) ids->len)
    return NULL;

  gpointer moved = g_ptr_array_steal_index (ids, (guint) from);

  g_ptr_array_insert (ids, from + by, moved);
  g_ptr_array_add (ids, NULL);
  return wf_plan_record_reordered (self->plan, (const char *const *) ids->pdata);
}

static WfRecord *
make_added (WfPlanDesk *self, const Change *change)
{
  g_autoptr (WfFacts) facts = wf_plan_desk_dup_facts (self, NULL);
  GDate today;
  g_autoptr (WfVerdict) verdict = NULL;
  WfOffer offer = { .resource = change->entry };

  wf_plan_desk_get_today (self, &today);
  verdict = wf_resource_evaluate (change->entry, facts, &today);
  offer.verdict = verdict;
  offer.check = wf_resource_get_check (change->entry, &today);
  return wf_plan_record_resource_added (self->plan, change->statement_id, &offer);
}

static WfRecord *
make_judged (WfPlanDesk *self)
{
  g_autofree char *plan_id = wf_random_id ();
  g_autoptr (WfFacts) facts = wf_plan_desk_dup_facts (self, NULL);
  g_autoptr (WfPlan) judged = NULL;
  GDate today;

  wf_plan_desk_get_today (self, &today);
  judged = wf_plan_judge (self->plan, plan_id, facts, &today);
  return wf_plan_record_made (judged);
}

/* The record of @change and the one that takes it back; FALSE when it changes nothing. */
static gboolean
make_records (WfPlanDesk *self, const Change *change, WfRecord **out_record, WfRecord **out_inverse)
{
  const char *id = change->statement_id;
  const WfPlanStatement *statement = id != NULL ? wf_plan_lookup (self->plan, id) : NULL;
  const WfPlanResource *offer;

  if (id != NULL && statement == NULL)
    return FALSE;
  switch (change->kind)
    {
    case CHANGE_PICK:
      *out_record = wf_plan_record_picked (self->plan, id, change->by);
      *out_inverse = wf_plan_record_picked (self->plan, id, !change->by);
      return statement->picked != change->by;
    case CHANGE_EDIT:
      *out_record = wf_plan_record_edited (self->plan, id, change->other, change->lang);
      *out_inverse =
          wf_plan_record_edited (self->plan, id, statement->edited, statement->edited_lang);
      return g_strcmp0 (statement->edited, change->other) != 0 ||
             g_strcmp0 (statement->edited_lang, change->lang) != 0;
    case CHANGE_MOVE:
      *out_record = make_reordered (self, id, change->by);
      *out_inverse = make_reordered (self, id, 0);
      return *out_record != NULL;
    case CHANGE_CHOOSE:
      offer = wf_plan_statement_get_resource (statement, change->other);
      *out_record = wf_plan_record_resource_chosen (self->plan, id, change->other, change->by);
      *out_inverse = wf_plan_record_resource_chosen (self->plan, id, change->other, !change->by);
      return offer != NULL && offer->chosen != change->by;
    case CHANGE_ADD:
      *out_record = make_added (self, change);
      *out_inverse = wf_plan_record_resource_chosen (self->plan, id, change->entry->id, FALSE);
      return TRUE;
    case CHANGE_PAGE:
      *out_record = wf_plan_record_page_made (self->plan, change->other, change->lang,
                                              (const char *const *) change->left_out);
      return TRUE;
    case CHANGE_RENEW: /* is made beside, of the catalogue */
      return FALSE;
    case CHANGE_JUDGE:
      *out_record = make_judged (self);
      *out_inverse = wf_plan_record_restored (self->plan);
      return TRUE;
    case CHANGE_UNDO:
    default:
      if (self->undo->len > 0)
        *out_record = wf_record_ref (self->undo->pdata[self->undo->len - 1]);
      return *out_record != NULL;
    }
}

static void
finish_change (WfPlanDesk *self)
{
  Change *change = g_queue_pop_head (&self->changes);

  change_free (change);
  g_clear_pointer (&self->record, wf_record_unref);
  g_clear_pointer (&self->inverse, wf_record_unref);
}

/* What was asked for after a change that was not kept may not fit any more. */
static void
give_up (WfPlanDesk *self, const GError *error)
{
  g_clear_pointer (&self->record, wf_record_unref);
  g_clear_pointer (&self->inverse, wf_record_unref);
  g_queue_clear_full (&self->changes, change_free);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
on_change_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPlanDesk) self = user_data;
  const Change *change = g_queue_peek_head (&self->changes);
  g_autoptr (GError) error = NULL;

  self->is_saving = FALSE;
  if (!wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error))
    {
      give_up (self, error);
      return;
    }
  self->plan = wf_plan_apply (self->plan, self->record);
  if (change->kind == CHANGE_UNDO)
    g_ptr_array_remove_index (self->undo, self->undo->len - 1);
  else if (self->inverse != NULL)
    g_ptr_array_add (self->undo, g_steal_pointer (&self->inverse));
  finish_change (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  save_next (self);
}

/* Without a cancellable: what was asked for is kept even when the page goes away. */
static void
save_record (WfPlanDesk *self)
{
  self->is_saving = TRUE;
  wf_client_repo_append_one_async (self->services->clients, self->client_id,
                                   wf_record_ref (self->record), NULL, on_change_saved,
                                   g_object_ref (self));
}

static void
on_renewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfPlanDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPlan) plan = wf_plan_make_finish (WF_CATALOGUE (source), result, &error);

  self->is_saving = FALSE;
  if (plan == NULL)
    {
      give_up (self, error);
      return;
    }
  plan = wf_plan_renew (g_steal_pointer (&plan), self->plan);
  self->record = wf_plan_record_made (plan);
  self->inverse = wf_plan_record_restored (self->plan);
  save_record (self);
}

static void
save_next (WfPlanDesk *self)
{
  while (!self->is_saving && !g_queue_is_empty (&self->changes))
    {
      const Change *change = g_queue_peek_head (&self->changes);

      if (change->kind == CHANGE_RENEW && wf_plan_desk_can_renew (self))
        {
          self->is_saving = TRUE;
          make_from_answers (self, NULL, on_renewed, g_object_ref (self));
        }
      else if (self->plan != NULL && make_records (self, change, &self->record, &self->inverse))
        save_record (self);
      else
        finish_change (self);
    }
}

static void
ask_for (WfPlanDesk *self, ChangeKind kind, const char *statement_id, const Change *rest)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->statement_id = g_strdup (statement_id);
  if (rest != NULL)
    {
      change->other = g_strdup (rest->other);
      change->lang = g_strdup (rest->lang);
      change->left_out = g_strdupv (rest->left_out);
      change->by = rest->by;
      change->entry = rest->entry != NULL ? wf_resource_ref (rest->entry) : NULL;
    }
  g_queue_push_tail (&self->changes, change);
  save_next (self);
}

/* A plan that was only just made has no time yet: it is of these answers. */
gboolean
wf_plan_desk_can_renew (WfPlanDesk *self)
{
  g_return_val_if_fail (WF_IS_PLAN_DESK (self), FALSE);

  return self->plan != NULL && self->plan->made_us != 0 && self->answered_us != 0 &&
         MAX (self->answered_us, self->facts_us) > self->plan->made_us &&
         self->services->catalogue != NULL;
}

void
wf_plan_desk_judge (WfPlanDesk *self)
{
  if (self->plan != NULL)
    ask_for (self, wf_plan_desk_can_renew (self) ? CHANGE_RENEW : CHANGE_JUDGE, NULL, NULL);
}

void
wf_plan_desk_renew (WfPlanDesk *self)
{
  g_return_if_fail (WF_IS_PLAN_DESK (self));

  ask_for (self, CHANGE_RENEW, NULL, NULL);
}

void
wf_plan_desk_pick (WfPlanDesk *self, const char *statement_id, gboolean is_picked)
{
  g_return_if_fail (WF_IS_PLAN_DESK (self));

  ask_for (self, CHANGE_PICK, statement_id, &(Change){ .by = is_picked != FALSE });
}

void
wf_plan_desk_edit (WfPlanDesk *self, const char *statement_id, const char *text, const char *lang)
{
  g_return_if_fail (WF_IS_PLAN_DESK (self));

  ask_for (self, CHANGE_EDIT, statement_id,
           &(Change){ .other = (char *) text, .lang = text != NULL ? (char *) lang : NULL });
}

void
wf_plan_desk_move (WfPlanDesk *self, const char *statement_id, int by)
{
  g_return_if_fail (WF_IS_PLAN_DESK (self));

  ask_for (self, CHANGE_MOVE, statement_id, &(Change){ .by = by });
}

void
wf_plan_desk_choose (WfPlanDesk *self,
                     const char *statement_id,
                     const char *resource_id,
                     gboolean is_chosen)
{
  g_return_if_fail (WF_IS_PLAN_DESK (self));

  ask_for (self, CHANGE_CHOOSE, statement_id,
           &(Change){ .other = (char *) resource_id, .by = is_chosen != FALSE });
}

void
wf_plan_desk_add (WfPlanDesk *self, const char *statement_id, WfResource *entry)
{
  g_return_if_fail (WF_IS_PLAN_DESK (self));
  g_return_if_fail (entry != NULL);

  ask_for (self, CHANGE_ADD, statement_id, &(Change){ .entry = entry });
}

void
wf_plan_desk_note_page (WfPlanDesk *self,
                        const char *slip_code,
                        const char *variant,
                        const char *const *left_out)
{
  static const char *const NONE[] = { NULL };

  g_return_if_fail (WF_IS_PLAN_DESK (self));

  ask_for (self, CHANGE_PAGE, NULL,
           &(Change){ .other = (char *) slip_code,
                      .lang = (char *) variant,
                      .left_out = (GStrv) (left_out != NULL ? left_out : NONE) });
}

gboolean
wf_plan_desk_can_undo (WfPlanDesk *self)
{
  g_return_val_if_fail (WF_IS_PLAN_DESK (self), FALSE);

  return self->undo->len > 0;
}

void
wf_plan_desk_undo (WfPlanDesk *self)
{
  g_return_if_fail (WF_IS_PLAN_DESK (self));

  ask_for (self, CHANGE_UNDO, NULL, NULL);
}

gboolean
wf_plan_desk_is_busy (WfPlanDesk *self)
{
  g_return_val_if_fail (WF_IS_PLAN_DESK (self), FALSE);

  return !g_queue_is_empty (&self->changes);
}
