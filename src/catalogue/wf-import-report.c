/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an import did: taken, repaired, refused. Pure; nothing is left out of it in silence.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-import-report.h"

static void
refusal_free (gpointer data)
{
  WfImportRefusal *refusal = data;

  g_free (refusal->where);
  g_free (refusal->why);
  g_free (refusal);
}

WfImportReport *
wf_import_report_new (void)
{
  WfImportReport *self = g_new0 (WfImportReport, 1);

  self->repaired = g_hash_table_new (g_str_hash, g_str_equal);
  self->refused = g_ptr_array_new_with_free_func (refusal_free);
  return self;
}

void
wf_import_report_free (WfImportReport *self)
{
  g_hash_table_unref (self->repaired);
  g_ptr_array_unref (self->refused);
  g_free (self);
}

void
wf_import_report_repair (WfImportReport *self, const char *kind)
{
  if (self != NULL)
    g_hash_table_replace (self->repaired, (gpointer) kind,
                          GUINT_TO_POINTER (wf_import_report_get (self, kind) + 1));
}

void
wf_import_report_refuse (WfImportReport *self, const char *file, guint line, const char *why)
{
  WfImportRefusal *refusal;

  g_return_if_fail (file != NULL && why != NULL);

  if (self == NULL)
    return;
  refusal = g_new0 (WfImportRefusal, 1);
  refusal->where = line > 0 ? g_strdup_printf ("%s:%u", file, line) : g_strdup (file);
  refusal->why = g_strdup (why);
  g_ptr_array_add (self->refused, refusal);
}

guint
wf_import_report_get (const WfImportReport *self, const char *kind)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->repaired, kind));
}

JsonObject *
wf_import_report_to_json (const WfImportReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *object = json_object_new (), *repaired = json_object_new ();
  JsonArray *refused = json_array_new ();
  g_autoptr (GList) kinds =
      g_list_sort (g_hash_table_get_keys (self->repaired), (GCompareFunc) g_strcmp0);

  for (GList *l = kinds; l != NULL; l = l->next)
    json_object_set_int_member (repaired, l->data, wf_import_report_get (self, l->data));
  for (guint i = 0; i < self->refused->len; i++)
    {
      const WfImportRefusal *refusal = self->refused->pdata[i];
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "where", refusal->where);
      json_object_set_string_member (row, "why", refusal->why);
      json_array_add_object_element (refused, row);
    }
  json_object_set_int_member (object, "services", self->services);
  json_object_set_int_member (object, "organizations", self->organizations);
  json_object_set_int_member (object, "locations", self->locations);
  json_object_set_object_member (object, "repaired", repaired);
  json_object_set_array_member (object, "refused", refused);
  return object;
}
