/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline of one client, made from all records. A table says which kinds are told and
 * how; a run of like things within one sitting is told once.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-timeline.h"

#include "wf-clock.h"
#include "wf-json.h"

#include <string.h>

#define SITTING_US (3 * WF_CLOCK_HOUR)

typedef struct {
  const char *kind; /* whole kind, or a family when it ends in "." */
  const char *code;
  const char *text; /* member of the body, or NULL */
  gboolean is_run;  /* told once a sitting */
} Row;

static const Row ROWS[] = {
  { "client.created", "created", NULL, FALSE },
  { "client.named", "named", "name", FALSE },
  { "client.fact", "fact", "fact", FALSE },
  { "client.noted", "note", "text", FALSE },
  { "client.due", "due", "day", FALSE },
  { "client.viewed", "viewed", "page", FALSE },
  { "consent.given", "consent", NULL, FALSE },
  { "consent.revoked", "consent-revoked", "purpose", FALSE },
  { "contact.agreed", "contact", NULL, FALSE },
  { "retention.held", "held", "reason", FALSE },
  { "retention.released", "released", "reason", FALSE },
  { "owner.restricted", "restricted", NULL, FALSE },
  { "owner.handed-over", "handed-over", "reason", FALSE },
  { "interview.note", "note", "text", FALSE },
  { "interview.answered", "interview", NULL, TRUE },
  { "interview.stopped", "interview", NULL, TRUE },
  { "plan.page-made", "page", NULL, TRUE },
  { "plan.", "plan", NULL, TRUE },
  { "referral.offered", "offered", "name", FALSE },
  { "referral.received", "received", "service", FALSE },
  { "referral.", "referral", NULL, TRUE },
  { "attempt.", "attempt", NULL, FALSE },
  { "attendance.noted", "workshop", "title", FALSE },
  { "attendance.taken-back", "workshop-back", "title", FALSE },
  { "loan.lent", "lent", "tag", FALSE },
  { "loan.returned", "loan-back", NULL, FALSE },
  { "loan.lost", "loan-lost", NULL, FALSE },
};

void
wf_timeline_entry_free (WfTimelineEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->code);
  g_free (self->author);
  g_free (self->text);
  g_free (self);
}

static WfTimelineEntry *
add_entry (GPtrArray *entries, const char *code, const WfRecord *record, const char *text)
{
  WfTimelineEntry *entry = g_new0 (WfTimelineEntry, 1);

  entry->code = g_strdup (code);
  entry->time_us = record->time_us;
  entry->author = g_strdup (record->author);
  entry->text = g_strdup (text);
  g_ptr_array_add (entries, entry);
  return entry;
}

static WfTimelineEntry *
find_latest (GPtrArray *entries, const char *code, gint64 since_us)
{
  for (guint i = entries->len; i > 0; i--)
    {
      WfTimelineEntry *entry = g_ptr_array_index (entries, i - 1);

      if (strcmp (entry->code, code) == 0)
        return entry->time_us >= since_us ? entry : NULL;
    }
  return NULL;
}

static const Row *
find_row (const WfRecord *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      gboolean is_family = g_str_has_suffix (ROWS[i].kind, ".");

      if (is_family ? wf_record_has_prefix (record, ROWS[i].kind)
                    : strcmp (record->kind, ROWS[i].kind) == 0)
        return &ROWS[i];
    }
  return NULL;
}

/* A visit is one entry: opened when it starts, told anew when it ends. */
static void
add_visit (GPtrArray *entries, GHashTable *open, const WfRecord *record)
{
  const char *id = wf_json_get_string (record->body, "id", "");
  const char *goal = wf_json_get_string (record->body, "goal", "");
  WfTimelineEntry *entry = g_hash_table_lookup (open, id);

  if (strcmp (record->kind, "visit.started") == 0 && entry == NULL)
    {
      entry = add_entry (entries, "visit-open", record, *goal != '\0' ? goal : NULL);
      g_hash_table_insert (open, g_strdup (id), entry);
      return;
    }
  if (entry == NULL)
    return;
  if (*goal != '\0')
    {
      g_free (entry->text);
      entry->text = g_strdup (goal);
    }
  if (strcmp (record->kind, "visit.ended") == 0)
    {
      g_free (entry->code);
      entry->code = g_strdup ("visit");
      entry->minutes = (guint) CLAMP (wf_json_get_int (record->body, "minutes", 0), 0, 24 * 60);
    }
}

static void
add_record (GPtrArray *entries, const WfRecord *record, gboolean with_views)
{
  const Row *row = find_row (record);
  const char *code = row != NULL ? row->code : NULL;
  WfTimelineEntry *entry = NULL;

  if (row == NULL || (!with_views && strcmp (code, "viewed") == 0))
    return;
  if (strcmp (code, "fact") == 0 &&
      strcmp (wf_json_get_string (record->body, "state", ""), "not-asked") == 0)
    code = "fact-withdrawn";
  if (row->is_run)
    entry = find_latest (entries, code, record->time_us - SITTING_US);
  if (entry == NULL)
    entry =
        add_entry (entries, code, record,
                   row->text != NULL ? wf_json_get_string (record->body, row->text, NULL) : NULL);
  entry->is_protected = entry->is_protected ||
                        wf_json_get_bool (record->body, "protected", FALSE) ||
                        (strcmp (code, "note") == 0 && wf_record_has_prefix (record, "interview."));
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const WfTimelineEntry *left = *(const WfTimelineEntry *const *) a;
  const WfTimelineEntry *right = *(const WfTimelineEntry *const *) b;

  return left->time_us == right->time_us ? 0 : left->time_us < right->time_us ? 1 : -1;
}

GPtrArray *
wf_timeline_new (GPtrArray *records, gboolean with_views)
{
  g_return_val_if_fail (records != NULL, NULL);

  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_timeline_entry_free);
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = g_ptr_array_index (records, i);

      if (wf_record_has_prefix (record, "visit."))
        add_visit (entries, open, record);
      else
        add_record (entries, record, with_views);
    }
  /* Latest said first among equals too: turn round, then sort (which is stable). */
  for (guint i = 0; i < entries->len / 2; i++)
    {
      gpointer swap = entries->pdata[i];

      entries->pdata[i] = entries->pdata[entries->len - 1 - i];
      entries->pdata[entries->len - 1 - i] = swap;
    }
  g_ptr_array_sort (entries, compare_newest_first);
  return entries;
}
