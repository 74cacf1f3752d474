/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The client's words by id, put together from the texts packs of all directories.
 *
 * Invariant: after the library is loaded nothing changes.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-client-texts.h"
#include "wf-pack-reader.h"

struct _WfClientTexts {
  gatomicrefcount refs;
  GHashTable *by_id; /* id, owned, to WfText */
  GPtrArray *order;  /* of ids, of by_id */
  char *other_lang;  /* tried before English, or NULL */
};

WfClientTexts *
wf_client_texts_new (void)
{
  WfClientTexts *self = g_new0 (WfClientTexts, 1);

  g_atomic_ref_count_init (&self->refs);
  self->by_id =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) wf_text_unref);
  self->order = g_ptr_array_new ();
  return self;
}

WfClientTexts *
wf_client_texts_new_for (const WfClientTexts *self, const char *other_lang)
{
  WfClientTexts *view = g_new0 (WfClientTexts, 1);

  g_atomic_ref_count_init (&view->refs);
  view->by_id = g_hash_table_ref (self->by_id);
  view->order = g_ptr_array_ref (self->order);
  view->other_lang = g_strdup (other_lang);
  return view;
}

static void
read_text (WfClientTexts *self, WfPackReader *reader, const WfPackNode *node, GHashTable *known)
{
  g_autofree char *id = NULL;
  WfText *text;

  wf_pack_reader_check_children (reader, node, (const char *const[]){ "label", "note", NULL });
  if (!wf_pack_reader_check_attributes (reader, node, (const char *const[]){ "id", NULL }) ||
      !wf_pack_reader_take_id (reader, node, "id", &id) ||
      !wf_pack_reader_take_text (reader, node, "label", TRUE, &text))
    return;
  if (!g_hash_table_add (known, g_strdup (id)))
    wf_pack_reader_report (reader, node, "Give each text an id of its own.",
                           "Text “%s” stands twice; the last is used.", id);

  gpointer old_id;
  if (g_hash_table_lookup_extended (self->by_id, id, &old_id, NULL))
    {
      g_hash_table_insert (self->by_id, g_steal_pointer (&id), text);
      return;
    }
  g_ptr_array_add (self->order, id);
  g_hash_table_insert (self->by_id, g_steal_pointer (&id), text);
}

void
wf_client_texts_read (WfClientTexts *self, WfPackReader *reader, const WfPackNode *root)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  wf_pack_reader_check_children (reader, root, (const char *const[]){ "about", "text", NULL });
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "text") && self->order->len < WF_PACK_MAX_ENTRIES)
        read_text (self, reader, child, known);
    }
}

WfClientTexts *
wf_client_texts_ref (WfClientTexts *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_client_texts_unref (WfClientTexts *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->by_id);
  g_free (self->other_lang);
  g_free (self);
}

WfText *
wf_client_texts_lookup (const WfClientTexts *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

const char *
wf_client_texts_get (const WfClientTexts *self,
                     const char *id,
                     const char *lang,
                     const char **out_lang)
{
  const WfText *text = wf_client_texts_lookup (self, id);

  if (text != NULL)
    return wf_text_get_for (text, lang, self->other_lang, out_lang);

  g_warning ("The packs have no client text “%s”", id);
  if (out_lang != NULL)
    *out_lang = "en";
  return id;
}

char *
wf_client_texts_format (
    const WfClientTexts *self, const char *id, const char *lang, const char **out_lang, ...)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  const char *text_lang;
  va_list rest;

  va_start (rest, out_lang);
  for (const char *arg = va_arg (rest, const char *); arg != NULL;
       arg = va_arg (rest, const char *))
    g_ptr_array_add (args, (gpointer) arg);
  va_end (rest);
  g_ptr_array_add (args, NULL);

  const char *text = wf_client_texts_get (self, id, lang, &text_lang);
  g_autoptr (WfFormat) format = wf_format_new (text_lang, NULL, NULL);
  if (out_lang != NULL)
    *out_lang = text_lang;
  return wf_format_fill (format, text, (const char *const *) args->pdata);
}

GPtrArray *
wf_client_texts_list (const WfClientTexts *self, const char *prefix)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < self->order->len; i++)
    {
      if (g_str_has_prefix (self->order->pdata[i], prefix))
        g_ptr_array_add (ids, self->order->pdata[i]);
    }
  return ids;
}
