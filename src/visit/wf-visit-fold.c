/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two small snapshots beside the client's: which visit runs and at which question (for Today,
 * which must not read records), and what the latest interview said (for the client's page).
 *
 * The number of the question that stands is the number of items that were shown; so the fold
 * keeps their ids, as the interview itself does. An answer stands until another is given: going
 * back takes none away, and only an item never answered is as if never asked when another
 * question takes its place.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-visit-fold.h"

#include "wf-bank-repo.h"

#include "wf-json.h"

#include <string.h>

#define VISIT_TYPE   "(sybxsasas)"
#define PROFILE_TYPE "(xs)"

typedef struct {
  char *visit_id; /* "" when none is open */
  guchar way;
  gboolean is_asking; /* the interview has begun and not stopped */
  gint64 last_us;
  char *fresh;        /* the item that stands and was never answered, or "" */
  GPtrArray *shown;   /* of char *: the items that count */
  GPtrArray *waiting; /* of char *: put off before they were shown */
} State;

static void
state_clear (State *self)
{
  g_free (self->visit_id);
  g_free (self->fresh);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->waiting);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

static void
state_read (State *self, GVariant *variant)
{
  memset (self, 0, sizeof *self);
  self->shown = g_ptr_array_new_with_free_func (g_free);
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE (VISIT_TYPE)))
    {
      self->visit_id = g_strdup ("");
      self->fresh = g_strdup ("");
      return;
    }

  g_autofree char **shown = NULL;
  g_autofree char **waiting = NULL;

  g_variant_get (variant, "(sybxs^as^as)", &self->visit_id, &self->way, &self->is_asking,
                 &self->last_us, &self->fresh, &shown, &waiting);
  for (guint i = 0; shown[i] != NULL; i++)
    g_ptr_array_add (self->shown, shown[i]);
  for (guint i = 0; waiting[i] != NULL; i++)
    g_ptr_array_add (self->waiting, waiting[i]);
}

static GVariant *
strings_to_variant (GPtrArray *strings)
{
  return g_variant_new_strv ((const char *const *) strings->pdata, (gssize) strings->len);
}

static GVariant *
state_write (const State *self)
{
  return g_variant_new ("(sybxs@as@as)", self->visit_id, self->way, self->is_asking, self->last_us,
                        self->fresh, strings_to_variant (self->shown),
                        strings_to_variant (self->waiting));
}

static gboolean
has (GPtrArray *items, const char *item)
{
  return g_ptr_array_find_with_equal_func (items, item, g_str_equal, NULL);
}

static void
take_out (GPtrArray *items, const char *item)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (items, item, g_str_equal, &index))
    g_ptr_array_remove_index (items, index);
}

static void
set_fresh (State *self, const char *item)
{
  g_free (self->fresh);
  self->fresh = g_strdup (item);
}

/* A question nobody answered is as if never asked. */
static void
withdraw (State *self)
{
  take_out (self->shown, self->fresh);
  set_fresh (self, "");
}

static void
apply_asked (State *self, const char *item)
{
  withdraw (self);
  self->is_asking = TRUE;
  if (has (self->shown, item))
    return;
  if (!has (self->waiting, item))
    set_fresh (self, item);
  take_out (self->waiting, item);
  g_ptr_array_add (self->shown, g_strdup (item));
}

static void
apply_interview (State *self, const WfRecord *record)
{
  const char *verb = record->kind + strlen ("interview.");
  const char *item = wf_json_get_string (record->body, "item", "");

  if (strcmp (verb, "started") == 0)
    {
      g_ptr_array_set_size (self->shown, 0);
      g_ptr_array_set_size (self->waiting, 0);
      set_fresh (self, "");
      self->is_asking = TRUE;
    }
  else if (strcmp (verb, "stopped") == 0)
    {
      withdraw (self);
      self->is_asking = FALSE;
    }
  else if (*item == '\0')
    return;
  else if (strcmp (verb, "asked") == 0)
    apply_asked (self, item);
  else if (strcmp (verb, "back") == 0 && strcmp (item, self->fresh) != 0 &&
           (has (self->shown, item) || has (self->waiting, item)))
    {
      withdraw (self);
      self->is_asking = TRUE;
    }
  else if (strcmp (verb, "answered") == 0 || strcmp (verb, "changed") == 0 ||
           strcmp (verb, "skipped") == 0)
    {
      if (strcmp (item, self->fresh) == 0)
        set_fresh (self, "");
      else if (strcmp (verb, "skipped") == 0 && !has (self->shown, item) &&
               !has (self->waiting, item)) /* put off: its turn comes later */
        g_ptr_array_add (self->waiting, g_strdup (item));
    }
}

static void
apply_visit (State *self, const WfRecord *record)
{
  const char *id = wf_json_get_string (record->body, "id", "");
  const char *way = wf_json_get_string (record->body, "way", "help-now");

  if (strcmp (record->kind, "visit.started") == 0)
    {
      g_free (self->visit_id);
      self->visit_id = g_strdup (id);
      self->way = strcmp (way, "full") == 0 ? WF_VISIT_FULL : WF_VISIT_HELP_NOW;
    }
  else if (strcmp (id, self->visit_id) != 0)
    return;
  else if (strcmp (record->kind, "visit.changed") == 0)
    self->way = strcmp (way, "full") == 0 ? WF_VISIT_FULL : WF_VISIT_HELP_NOW;
  else if (strcmp (record->kind, "visit.ended") == 0)
    {
      g_free (self->visit_id);
      self->visit_id = g_strdup ("");
    }
}

static GVariant *
apply (GVariant *variant, const WfRecord *record)
{
  g_auto (State) state;

  state_read (&state, variant);
  if (wf_record_has_prefix (record, "interview."))
    apply_interview (&state, record);
  else
    apply_visit (&state, record);
  state.last_us = record->time_us;
  return state_write (&state);
}

const WfFold *
wf_visit_get_fold (void)
{
  static const char *const kinds[] = { "visit.", "interview.", NULL };
  static const WfFold fold = { WF_VISIT_ASPECT, 2, kinds, apply };

  return &fold;
}

static GVariant *
apply_profile (GVariant *variant, const WfRecord *record)
{
  g_autofree char *text = wf_json_to_text (record->body);

  return g_variant_new (PROFILE_TYPE, record->time_us, text);
}

const WfFold *
wf_visit_profile_get_fold (void)
{
  static const char *const kinds[] = { "visit.profile", NULL };
  static const WfFold fold = { WF_PROFILE_ASPECT, 1, kinds, apply_profile };

  return &fold;
}

void
wf_visit_add_folds (WfVault *vault)
{
  g_return_if_fail (WF_IS_VAULT (vault));

  wf_vault_add_fold (vault, wf_visit_get_fold ());
  wf_vault_add_fold (vault, wf_visit_profile_get_fold ());
  wf_vault_add_fold (vault, wf_bank_get_fold ());
}

WfRecord *
wf_visit_record_profile (const WfProfile *profile)
{
  g_return_val_if_fail (profile != NULL, NULL);

  return wf_record_new ("visit.profile", wf_profile_to_json (profile));
}

JsonObject *
wf_visit_read_profile (GVariant *variant, gint64 *out_time_us)
{
  gint64 time_us;
  const char *text;

  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE (PROFILE_TYPE)))
    return NULL;
  g_variant_get (variant, "(x&s)", &time_us, &text);

  JsonObject *profile = wf_json_parse_object (text, -1, NULL);

  if (profile != NULL && out_time_us != NULL)
    *out_time_us = time_us;
  return profile;
}

void
wf_open_visit_free (WfOpenVisit *self)
{
  if (self == NULL)
    return;

  g_free (self->client_id);
  g_free (self->visit_id);
  g_free (self);
}

WfOpenVisit *
wf_open_visit_new_from_variant (const char *client_id, GVariant *variant)
{
  g_return_val_if_fail (client_id != NULL, NULL);

  g_auto (State) state;

  state_read (&state, variant);
  if (*state.visit_id == '\0')
    return NULL;

  WfOpenVisit *open = g_new0 (WfOpenVisit, 1);

  open->client_id = g_strdup (client_id);
  open->visit_id = g_steal_pointer (&state.visit_id);
  open->way = state.way == WF_VISIT_FULL ? WF_VISIT_FULL : WF_VISIT_HELP_NOW;
  open->question = open->way == WF_VISIT_FULL && state.is_asking ? state.shown->len : 0;
  open->last_us = state.last_us;
  return open;
}

/* --- The list --- */

typedef struct {
  WfVault *vault;
  GPtrArray *ids;  /* of char * */
  GPtrArray *open; /* of WfOpenVisit */
  guint next;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->vault);
  g_ptr_array_unref (job->ids);
  g_ptr_array_unref (job->open);
  g_free (job);
}

static int
compare_latest_first (gconstpointer a, gconstpointer b)
{
  const WfOpenVisit *left = *(const WfOpenVisit *const *) a;
  const WfOpenVisit *right = *(const WfOpenVisit *const *) b;

  return left->last_us == right->last_us ? 0 : left->last_us < right->last_us ? 1 : -1;
}

static void advance (GTask *task);

static void
on_state_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  WfOpenVisit *open = wf_open_visit_new_from_variant (job->ids->pdata[job->next++], state);

  if (open != NULL)
    g_ptr_array_add (job->open, open);
  advance (task);
}

static void
advance (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (job->next < job->ids->len)
    {
      wf_vault_get_snapshot_async (job->vault, job->ids->pdata[job->next], WF_VISIT_ASPECT,
                                   g_task_get_cancellable (task), on_state_ready,
                                   g_object_ref (task));
      return;
    }
  g_ptr_array_sort (job->open, compare_latest_first);
  g_task_return_pointer (task, g_ptr_array_ref (job->open), (GDestroyNotify) g_ptr_array_unref);
}

void
wf_visit_list_open_async (WfVault *vault,
                          WfClientRepo *repo,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (WF_IS_VAULT (vault) && WF_IS_CLIENT_REPO (repo));

  g_autoptr (GTask) task = g_task_new (vault, cancellable, callback, user_data);
  g_autoptr (GPtrArray) items = wf_client_repo_list_open (repo);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, wf_visit_list_open_async);
  job->vault = g_object_ref (vault);
  job->ids = g_ptr_array_new_with_free_func (g_free);
  job->open = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_open_visit_free);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (job->ids, g_strdup (wf_client_item_get_id (items->pdata[i])));
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  advance (task);
}

GPtrArray *
wf_visit_list_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
