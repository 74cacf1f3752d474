/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files of evidence as records: each part fits into one sealed event.
 *
 * Invariant: a file's id is the hash of its bytes, so what is put together is what was cut.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-practice-file.h"

#include "wf-box.h"
#include "wf-hex.h"
#include "wf-json.h"

#define PART_BYTES (512 * 1024) /* as Base64 well under what an event holds */
#define MAX_PARTS  (WF_PRACTICE_FILE_MAX / PART_BYTES)

struct _WfPracticeFiles {
  GHashTable *parts; /* "id/number" to WfRecord: Base64 is undone only for who looks */
};

WfPracticeFiles *
wf_practice_files_new (void)
{
  WfPracticeFiles *self = g_new0 (WfPracticeFiles, 1);

  self->parts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) wf_record_unref);
  return self;
}

void
wf_practice_files_free (WfPracticeFiles *self)
{
  g_hash_table_unref (self->parts);
  g_free (self);
}

static char *
make_key (const char *id, gint64 number)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, id, number);
}

void
wf_practice_files_apply (WfPracticeFiles *self, const WfRecord *record)
{
  const char *id = wf_json_get_string (record->body, "file", NULL);
  gint64 number = wf_json_get_int (record->body, "part", -1);

  if (id != NULL && number >= 0 && number < MAX_PARTS)
    g_hash_table_replace (self->parts, make_key (id, number), wf_record_ref ((WfRecord *) record));
}

GBytes *
wf_practice_files_dup (WfPracticeFiles *self, const char *file_id)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  for (gint64 number = 0; number < MAX_PARTS; number++)
    {
      g_autofree char *key = make_key (file_id, number);
      const WfRecord *part = g_hash_table_lookup (self->parts, key);
      gsize size;

      if (part == NULL)
        break;
      g_autofree guchar *data =
          g_base64_decode (wf_json_get_string (part->body, "data", ""), &size);
      g_byte_array_append (all, data, (guint) size);
    }

  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  g_autofree char *id = wf_practice_file_get_id (bytes);

  return g_str_equal (id, file_id) ? g_steal_pointer (&bytes) : NULL;
}

char *
wf_practice_file_get_id (GBytes *bytes)
{
  guint8 hash[WF_HASH_BYTES];
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  wf_hash (hash, data, size);
  return wf_hex_encode (hash, sizeof hash);
}

void
wf_practice_file_add_records (GBytes *bytes, GPtrArray *records)
{
  g_autofree char *id = wf_practice_file_get_id (bytes);
  gsize size, at = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_return_if_fail (size <= WF_PRACTICE_FILE_MAX);

  for (gint64 number = 0; at < size; number++, at += PART_BYTES)
    {
      JsonObject *body = json_object_new ();
      g_autofree char *text = g_base64_encode (data + at, MIN (PART_BYTES, size - at));

      json_object_set_string_member (body, "file", id);
      json_object_set_int_member (body, "part", number);
      json_object_set_string_member (body, "data", text);
      g_ptr_array_add (records, wf_record_new (WF_PRACTICE_FILE_KIND, body));
    }
}
