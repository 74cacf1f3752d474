/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A draft is a record "draft.…" {text, about} of an owner. An empty one, or the record that keeps
 * the text, says that there is none. Text that stood in the field from the start is no draft. The
 * texts of several fields are one text, parted by a control character nobody types; another stands
 * for a field nobody changed, which may show something else next time.
 *
 * It is kept when the vault locks, after a pause in typing, and when the page goes; each text once.
 * A pause may end while the text itself is being saved: a draft that says what the record before
 * it keeps says nothing.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-draft.h"

#include <gtk/gtk.h>
#include <string.h>

#include "wf-json.h"

/* Milliseconds without a key. */
#define PAUSE 2000

#define FIELD_END "\x1f"
#define UNCHANGED "\x1a"
#define NOT_KEPT  "\n" /* never a draft: those are stripped */

struct _WfDraft {
  WfVault *vault;
  char *owner_id;
  char *kind;
  char *about;       /* (nullable) */
  char *settled_by;  /* (nullable) */
  GPtrArray *fields; /* (element-type GObject) (nullable): NULL once it was freed */
  GStrv base;        /* what stood there at first, or was settled: durable elsewhere */
  char *kept;        /* the draft that is kept, or about to be; "" for none */
  gboolean is_read;  /* @kept says what was kept before */
  guint pause_id;
  GCancellable *cancellable;
};

/* The vault may answer although the read was cancelled: whoever waits holds a reference. */
static void
clear (gpointer data)
{
  WfDraft *self = data;

  g_object_unref (self->vault);
  g_object_unref (self->cancellable);
  g_free (self->owner_id);
  g_free (self->kind);
  g_free (self->about);
  g_free (self->settled_by);
  g_strfreev (self->base);
  g_free (self->kept);
}

static char *
field_dup_text (gpointer field)
{
  char *text = NULL;

  if (GTK_IS_CHECK_BUTTON (field))
    return g_strdup (gtk_check_button_get_active (field) ? "1" : "0");
  g_object_get (field, "text", &text, NULL);
  return text != NULL ? g_strstrip (text) : g_strdup ("");
}

static void
field_set_text (gpointer field, const char *text)
{
  if (GTK_IS_CHECK_BUTTON (field))
    gtk_check_button_set_active (field, *text == '1');
  else
    g_object_set (field, "text", text, NULL);
  if (GTK_IS_SPIN_BUTTON (field))
    gtk_spin_button_update (field);
}

static GStrv
dup_texts (WfDraft *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < self->fields->len; i++)
    g_ptr_array_add (texts, field_dup_text (self->fields->pdata[i]));
  g_ptr_array_add (texts, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

/* Returns: (transfer full): "" when nothing differs from what is durable elsewhere */
static char *
dup_draft (WfDraft *self)
{
  g_auto (GStrv) texts = dup_texts (self);

  if (g_strv_equal ((const char *const *) texts, (const char *const *) self->base))
    return g_strdup ("");
  for (guint i = 0; texts[1] != NULL && texts[i] != NULL; i++)
    {
      if (!g_str_equal (texts[i], self->base[i]))
        continue;
      g_free (texts[i]);
      texts[i] = g_strdup (UNCHANGED);
    }
  return g_strjoinv (FIELD_END, texts);
}

/* Not over what was typed meanwhile. */
static void
write_draft (WfDraft *self, const char *draft)
{
  g_auto (GStrv) texts = g_strsplit (draft, FIELD_END, -1);

  for (guint i = 0; i < self->fields->len && texts[i] != NULL; i++)
    {
      g_autofree char *now = field_dup_text (self->fields->pdata[i]);

      if (!g_str_equal (texts[i], UNCHANGED) && g_str_equal (now, self->base[i]))
        field_set_text (self->fields->pdata[i], texts[i]);
    }
}

/* Returns: (transfer full) (nullable): what is to be kept now, %NULL when nothing is new */
static WfAppend *
make_append (WfDraft *self)
{
  g_autofree char *draft = dup_draft (self);
  g_autoptr (GPtrArray) records = NULL;
  JsonObject *body;

  if (g_str_equal (draft, self->kept))
    return NULL;

  body = json_object_new ();
  json_object_set_string_member (body, "text", draft);
  if (self->about != NULL)
    json_object_set_string_member (body, "about", self->about);
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  g_ptr_array_add (records, wf_record_new (self->kind, body));
  g_free (self->kept);
  self->kept = g_steal_pointer (&draft);
  return wf_append_new (self->owner_id, records);
}

static void
add_draft (WfVault *vault, GPtrArray *out_drafts, gpointer user_data)
{
  WfAppend *append = make_append (user_data);

  if (append != NULL)
    g_ptr_array_add (out_drafts, append);
}

/* A draft that could not be kept is tried again with the next pause, and when the vault locks. */
static void
on_draft_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WfDraft *self = user_data;

  if (!wf_vault_append_finish (WF_VAULT (source), result, NULL) && self->fields != NULL)
    {
      g_free (self->kept);
      self->kept = g_strdup (NOT_KEPT);
    }
  g_rc_box_release_full (self, clear);
}

static void
keep (WfDraft *self)
{
  g_autoptr (WfAppend) append = NULL;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (wf_vault_get_state (self->vault) != WF_VAULT_UNLOCKED)
    return;
  append = make_append (self);
  if (append != NULL)
    wf_vault_append_async (self->vault, append->owner_id, append->records, NULL, on_draft_kept,
                           g_rc_box_acquire (self));
}

static gboolean
on_pause (gpointer user_data)
{
  WfDraft *self = user_data;

  self->pause_id = 0;
  keep (self);
  return G_SOURCE_REMOVE;
}

static void
on_field_changed (WfDraft *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (PAUSE, on_pause, self);
}

/* --- What was kept --- */

static gboolean
says (const WfRecord *record, const char *text)
{
  JsonObjectIter iter;
  JsonNode *value;

  if (record == NULL)
    return FALSE;
  json_object_iter_init (&iter, record->body);
  while (json_object_iter_next (&iter, NULL, &value))
    {
      if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING &&
          g_str_equal (json_node_get_string (value), text))
        return TRUE;
    }
  return FALSE;
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

static gboolean
is_about (WfDraft *self, const WfRecord *record)
{
  return g_strcmp0 (wf_json_get_string (record->body, "about", NULL), self->about) == 0;
}

/* What a colleague left half typed is theirs to end: nobody signs another's words unawares. */
static gboolean
is_mine (WfDraft *self, const WfRecord *record)
{
  const char *me = wf_vault_get_staff_id (self->vault);

  return me != NULL && g_str_has_prefix (record->author, me);
}

static const char *
find_draft (WfDraft *self, GPtrArray *records)
{
  const char *draft = "", *goal = "";
  const WfRecord *settling = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];

      if (strcmp (record->kind, self->kind) == 0 && !is_mine (self, record))
        continue;
      if (strcmp (record->kind, self->kind) == 0)
        draft = is_about (self, record) ? wf_json_get_string (record->body, "text", "") : draft;
      else if (says_anew (record, &goal) && g_strcmp0 (record->kind, self->settled_by) == 0)
        {
          draft = "";
          settling = record;
        }
      if (says (settling, draft))
        draft = "";
    }
  return draft;
}

static void
on_records_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_finish (WF_VAULT (source), result, &error);
  WfDraft *self = user_data;

  if (records == NULL || self->fields == NULL)
    {
      g_rc_box_release_full (self, clear);
      return; /* gone, or locked: the draft is kept and comes next time */
    }

  if (*self->kept == '\0') /* else one was kept after this was asked for */
    {
      g_free (self->kept);
      self->kept = g_strdup (find_draft (self, records));
      if (*self->kept != '\0')
        write_draft (self, self->kept);
    }
  self->is_read = TRUE;
  g_rc_box_release_full (self, clear);
}

/* --- Public --- */

static WfDraft *
make (WfVault *vault,
      const char *owner_id,
      const char *kind,
      const char *about,
      const char *settled_by,
      GPtrArray *fields)
{
  WfDraft *self = g_rc_box_new0 (WfDraft);

  self->vault = g_object_ref (vault);
  self->owner_id = g_strdup (owner_id);
  self->kind = g_strdup (kind);
  self->about = g_strdup (about);
  self->settled_by = g_strdup (settled_by);
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < fields->len; i++)
    {
      g_ptr_array_add (self->fields, g_object_ref (fields->pdata[i]));
      g_signal_connect_swapped (fields->pdata[i],
                                GTK_IS_CHECK_BUTTON (fields->pdata[i]) ? "toggled" : "changed",
                                G_CALLBACK (on_field_changed), self);
    }
  self->base = dup_texts (self);
  self->kept = g_strdup ("");
  wf_vault_add_draft_source (vault, add_draft, self);
  wf_vault_read_async (vault, owner_id, self->cancellable, on_records_ready,
                       g_rc_box_acquire (self));
  return self;
}

WfDraft *
wf_draft_new (
    WfVault *vault, const char *client_id, const char *kind, const char *settled_by, gpointer field)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  g_return_val_if_fail (WF_IS_VAULT (vault) && G_IS_OBJECT (field), NULL);
  g_return_val_if_fail (client_id != NULL && kind != NULL && settled_by != NULL, NULL);

  g_ptr_array_add (fields, field);
  return make (vault, client_id, kind, NULL, settled_by, fields);
}

WfDraft *
wf_draft_new_about (
    WfVault *vault, const char *owner_id, const char *kind, const char *about, GPtrArray *fields)
{
  const char *owner = owner_id;

  g_return_val_if_fail (WF_IS_VAULT (vault) && kind != NULL && fields != NULL, NULL);

  if (owner == NULL)
    owner = wf_vault_get_private_id (vault);
  return owner != NULL ? make (vault, owner, kind, about, NULL, fields) : NULL;
}

void
wf_draft_settle (WfDraft *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_strfreev (self->base);
  self->base = dup_texts (self);
  if (self->settled_by != NULL || !self->is_read)
    {
      /* Else nothing but an empty draft ends the one there may be. */
      g_free (self->kept);
      self->kept = g_strdup (self->settled_by != NULL ? "" : NOT_KEPT);
    }
  if (self->settled_by == NULL)
    keep (self);
}

void
wf_draft_accept (WfDraft *self, gpointer field)
{
  guint index = 0;

  if (self == NULL || !g_ptr_array_find (self->fields, field, &index))
    return;

  g_free (self->base[index]);
  self->base[index] = field_dup_text (field);
}

void
wf_draft_end (WfDraft *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_strfreev (self->base);
  self->base = dup_texts (self);
  g_free (self->kept);
  self->kept = g_strdup ("");
}

void
wf_draft_free (WfDraft *self)
{
  if (self == NULL)
    return;

  keep (self);
  for (guint i = 0; i < self->fields->len; i++)
    g_signal_handlers_disconnect_by_data (self->fields->pdata[i], self);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_cancellable_cancel (self->cancellable);
  wf_vault_remove_draft_source (self->vault, self);
  g_rc_box_release_full (self, clear);
}
