/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Part of WfClientRepo: where and for what the last visit was, so that nobody types it each
 * time. First this client's own visits; then, of those seen lately, one that this member of
 * staff led. Only a few clients are read.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-repo-private.h"

#include "wf-await.h"

#include <string.h>

/* Besides the client: whoever was seen most lately. */
#define MAX_OTHERS 8

typedef struct {
  GPtrArray *ids; /* the client first */
  guint next;
  char *staff; /* "id/": how the author of a visit of ours begins */
} Search;

static void
search_free (Search *self)
{
  g_ptr_array_unref (self->ids);
  g_free (self->staff);
  g_free (self);
}

static gboolean
says_something (const WfVisit *visit)
{
  return *visit->place != '\0' || *visit->service != '\0' || visit->funders[0] != NULL;
}

/* The latest ended visit that says something. @staff: (nullable): of that author only. */
static const WfVisit *
find_visit (const WfClient *client, const char *staff)
{
  GPtrArray *visits = wf_client_get_visits (client);

  for (guint i = visits->len; i > 0; i--)
    {
      const WfVisit *visit = visits->pdata[i - 1];

      if (!wf_visit_is_open (visit) && says_something (visit) &&
          (staff == NULL || g_str_has_prefix (visit->author, staff)))
        return visit;
    }
  return NULL;
}

static void look_on (GTask *task);

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);
  const WfVisit *visit;

  if (client == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  visit = find_visit (client, search->next == 1 ? NULL : search->staff);
  if (visit != NULL)
    g_task_return_pointer (task, wf_visit_copy (visit), (GDestroyNotify) wf_visit_free);
  else
    look_on (task);
}

static void
look_on (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  if (search->next == search->ids->len)
    g_task_return_pointer (task, NULL, NULL);
  else
    wf_client_repo_get_async (g_task_get_source_object (task), search->ids->pdata[search->next++],
                              NULL, g_task_get_cancellable (task), on_client_ready,
                              g_object_ref (task));
}

void
wf_client_repo_find_habit_async (WfClientRepo *self,
                                 const char *id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (WF_IS_CLIENT_REPO (self) && id != NULL);

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);
  const char *me = wf_vault_get_staff_id (self->vault);

  g_task_set_source_tag (task, wf_client_repo_find_habit_async);
  search->staff = g_strconcat (me != NULL ? me : "", "/", NULL);
  search->ids = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_ptr_array_add (search->ids, g_strdup (id));
  for (guint i = 0; i < self->items->len && search->ids->len <= MAX_OTHERS; i++)
    {
      const char *other = wf_client_item_get_id (self->items->pdata[i]);

      if (strcmp (other, id) != 0 && wf_client_item_get_card (self->items->pdata[i])->visits > 0)
        g_ptr_array_add (search->ids, g_strdup (other));
    }
  look_on (task);
}

WfVisit *
wf_client_repo_find_habit_finish (WfClientRepo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

WfVisit *
wf_client_repo_find_habit_sync (WfClientRepo *self, const char *id, GError **error)
{
  WfAwait await;

  wf_await_begin (&await);
  wf_client_repo_find_habit_async (self, id, NULL, on_wf_await_ready, &await);
  g_autoptr (GAsyncResult) result = wf_await_end (&await);

  return wf_client_repo_find_habit_finish (self, result, error);
}
