/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A draft is a record "draft.…" {text} of the client. An empty one, or the record that keeps
 * the text, says that there is none. Text that stood in the field from the start is no draft.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-draft.h"

#include <string.h>

#include "wf-json.h"

struct _WfDraft {
  WfVault *vault;
  char *client_id;
  char *kind;
  char *settled_by;
  GObject *field; /* (nullable): borrowed; NULL once the draft was freed */
  char *base;     /* what stood there at first: durable elsewhere */
  GCancellable *cancellable;
  gboolean is_kept; /* one is kept: a field put back must say so */
};

/* The vault may answer although the read was cancelled: whoever waits holds a reference. */
static void
clear (gpointer data)
{
  WfDraft *self = data;

  g_object_unref (self->vault);
  g_object_unref (self->cancellable);
  g_free (self->client_id);
  g_free (self->kind);
  g_free (self->settled_by);
  g_free (self->base);
}

static char *
dup_text (WfDraft *self)
{
  char *text = NULL;

  g_object_get (self->field, "text", &text, NULL);
  return g_strstrip (text != NULL ? text : g_strdup (""));
}

static void
add_draft (WfVault *vault, GPtrArray *out_drafts, gpointer user_data)
{
  WfDraft *self = user_data;
  g_autofree char *text = dup_text (self);
  gboolean is_typed = !g_str_equal (text, self->base);
  g_autoptr (GPtrArray) records = NULL;
  JsonObject *body;

  if (!is_typed && !self->is_kept)
    return;

  body = json_object_new ();
  json_object_set_string_member (body, "text", is_typed ? text : "");
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_ptr_array_add (records, wf_record_new (self->kind, body));
  g_ptr_array_add (out_drafts, wf_append_new (self->client_id, records));
}

/* A visit's record repeats its goal when something else changed, such as who is there: that settles
 * nothing. @goal: (inout): what stood in the last one. */
static gboolean
says_anew (const WfRecord *record, const char **goal)
{
  const char *now = wf_json_get_string (record->body, "goal", NULL);
  const char *before = *goal;

  if (now == NULL || !g_str_has_prefix (record->kind, "visit."))
    return TRUE;
  *goal = now;
  return strcmp (before, now) != 0;
}

static void
on_records_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_finish (WF_VAULT (source), result, &error);
  WfDraft *self = user_data;
  const char *draft = "", *goal = "";
  g_autofree char *typed = NULL;

  if (records == NULL || self->field == NULL)
    {
      g_rc_box_release_full (self, clear);
      return; /* gone, or locked: the draft is kept and comes next time */
    }

  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];

      if (strcmp (record->kind, self->kind) == 0)
        draft = wf_json_get_string (record->body, "text", "");
      else if (says_anew (record, &goal) && strcmp (record->kind, self->settled_by) == 0)
        draft = "";
    }
  self->is_kept = *draft != '\0';
  typed = dup_text (self);
  if (self->is_kept && g_str_equal (typed, self->base))
    g_object_set (self->field, "text", draft, NULL);
  g_rc_box_release_full (self, clear);
}

WfDraft *
wf_draft_new (
    WfVault *vault, const char *client_id, const char *kind, const char *settled_by, gpointer field)
{
  WfDraft *self;

  g_return_val_if_fail (WF_IS_VAULT (vault) && G_IS_OBJECT (field), NULL);
  g_return_val_if_fail (client_id != NULL && kind != NULL && settled_by != NULL, NULL);

  self = g_rc_box_new0 (WfDraft);
  self->vault = g_object_ref (vault);
  self->client_id = g_strdup (client_id);
  self->kind = g_strdup (kind);
  self->settled_by = g_strdup (settled_by);
  self->field = field;
  self->cancellable = g_cancellable_new ();
  self->base = dup_text (self);
  wf_vault_add_draft_source (vault, add_draft, self);
  wf_vault_read_async (vault, client_id, self->cancellable, on_records_ready,
                       g_rc_box_acquire (self));
  return self;
}

void
wf_draft_free (WfDraft *self)
{
  if (self == NULL)
    return;

  self->field = NULL;
  g_cancellable_cancel (self->cancellable);
  wf_vault_remove_draft_source (self->vault, self);
  g_rc_box_release_full (self, clear);
}
