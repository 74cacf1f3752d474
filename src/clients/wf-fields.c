/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text members of plain values, by table. Pure.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-fields.h"

static char **
get_text (gconstpointer self, const WfField *field)
{
  return G_STRUCT_MEMBER_P (self, field->offset);
}

void
wf_fields_init (gpointer self, const WfField *fields)
{
  for (; fields->name != NULL; fields++)
    *get_text (self, fields) = g_strdup ("");
}

void
wf_fields_clear (gpointer self, const WfField *fields)
{
  for (; fields->name != NULL; fields++)
    g_clear_pointer (get_text (self, fields), g_free);
}

void
wf_fields_read (gpointer self, const WfField *fields, JsonObject *body)
{
  for (; fields->name != NULL; fields++)
    {
      const char *text = wf_json_get_string (body, fields->name, NULL);

      if (text != NULL)
        {
          g_free (*get_text (self, fields));
          *get_text (self, fields) = g_strdup (text);
        }
    }
}

void
wf_fields_write (gconstpointer self, const WfField *fields, JsonObject *body)
{
  for (; fields->name != NULL; fields++)
    {
      const char *text = *get_text (self, fields);

      if (text != NULL && *text != '\0')
        json_object_set_string_member (body, fields->name, text);
    }
}

void
wf_fields_copy (gpointer self, const WfField *fields, gconstpointer other)
{
  for (; fields->name != NULL; fields++)
    {
      const char *text = *get_text (other, fields);

      g_free (*get_text (self, fields));
      *get_text (self, fields) = g_strdup (text != NULL ? text : "");
    }
}
