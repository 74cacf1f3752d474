/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads interviews for the question bank from one client's records. The navigator's view of a
 * level is another kind of record and never gets in here.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-bank-sittings.h"

#include "wf-json.h"

#include <string.h>

#define SECONDS_MAX 1800 /* longer was a break */

typedef struct {
  WfSittingLog *log; /* nullable: before the first interview */
  char *open;        /* nullable: the question that stands */
  gint64 since_us;
} Reader;

void
wf_sitting_log_free (WfSittingLog *self)
{
  g_free (self->lang);
  g_hash_table_unref (self->answers);
  g_free (self);
}

static WfSittingLog *
log_new (const char *lang)
{
  WfSittingLog *log = g_new0 (WfSittingLog, 1);

  log->lang = g_strdup (lang);
  log->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return log;
}

static gboolean
has_answer (const WfSittingLog *log)
{
  GHashTableIter iter;
  gpointer answer;

  g_hash_table_iter_init (&iter, log->answers);
  while (g_hash_table_iter_next (&iter, NULL, &answer))
    if (((WfSittingAnswer *) answer)->category >= 0)
      return TRUE;
  return FALSE;
}

static void
close_log (Reader *reader, GPtrArray *logs)
{
  if (reader->log != NULL && has_answer (reader->log))
    g_ptr_array_add (logs, g_steal_pointer (&reader->log));
  g_clear_pointer (&reader->log, wf_sitting_log_free);
  g_clear_pointer (&reader->open, g_free);
}

static void
take_answer (Reader *reader, const WfRecord *record, const char *item, int category)
{
  WfSittingAnswer *answer = g_hash_table_lookup (reader->log->answers, item);
  gint64 seconds = (record->time_us - reader->since_us) / G_USEC_PER_SEC;

  if (answer == NULL)
    return; /* never asked in this interview */
  answer->category = category;
  if (g_strcmp0 (reader->open, item) == 0)
    answer->seconds = (guint) CLAMP (seconds, 1, SECONDS_MAX);
}

static void
take_record (Reader *reader, const WfRecord *record)
{
  const char *verb = record->kind + strlen ("interview.");
  const char *item = wf_json_get_string (record->body, "item", NULL);
  const char *lang = wf_json_get_string (record->body, "lang", NULL);

  if (strcmp (verb, "language") == 0 && lang != NULL)
    {
      g_free (reader->log->lang);
      reader->log->lang = g_strdup (lang);
    }
  if (item == NULL)
    return;
  if (strcmp (verb, "asked") == 0 || strcmp (verb, "back") == 0)
    {
      if (!g_hash_table_contains (reader->log->answers, item))
        {
          WfSittingAnswer *answer = g_new0 (WfSittingAnswer, 1);

          answer->category = -1;
          g_hash_table_insert (reader->log->answers, g_strdup (item), answer);
        }
      g_free (reader->open);
      reader->open = g_strdup (item);
      reader->since_us = record->time_us;
    }
  else if (wf_json_get_bool (record->body, "protected", FALSE))
    g_hash_table_remove (reader->log->answers, item);
  else if (strcmp (verb, "answered") == 0 || strcmp (verb, "changed") == 0)
    take_answer (reader, record, item,
                 g_str_equal (wf_json_get_string (record->body, "state", ""), "given")
                     ? (int) wf_json_get_int (record->body, "score", -1)
                     : -1);
  else if (strcmp (verb, "skipped") == 0)
    take_answer (reader, record, item, -1);
}

GPtrArray *
wf_sitting_logs_read (GPtrArray *records)
{
  g_return_val_if_fail (records != NULL, NULL);

  GPtrArray *logs = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_sitting_log_free);
  Reader reader = { NULL, NULL, 0 };

  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];

      if (strcmp (record->kind, "interview.started") == 0)
        {
          close_log (&reader, logs);
          reader.log = log_new (wf_json_get_string (record->body, "lang", "en"));
        }
      else if (reader.log != NULL && wf_record_has_prefix (record, "interview."))
        take_record (&reader, record);
    }
  close_log (&reader, logs);
  return logs;
}
