/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who was at a workshop, on the side that knows clients. A client's part stands with that client
 * and is forgotten with them; the agency's part is a number and aliases of others.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-attendance.h"

#include "wf-json.h"

#include <string.h>

#define TYPE       "a(ssss)"
#define MAX_PEOPLE 100000

WfAttendance *
wf_attendance_new (const char *workshop, const char *day, const char *title, const char *alias)
{
  g_return_val_if_fail (workshop != NULL && day != NULL && title != NULL, NULL);

  WfAttendance *self = g_new0 (WfAttendance, 1);

  self->workshop = g_strdup (workshop);
  self->day = g_strdup (day);
  self->title = g_strdup (title);
  self->alias = g_strdup (alias != NULL ? alias : "");
  return self;
}

void
wf_attendance_free (WfAttendance *self)
{
  if (self == NULL)
    return;

  g_free (self->workshop);
  g_free (self->day);
  g_free (self->title);
  g_free (self->alias);
  g_free (self);
}

WfRecord *
wf_attendance_record_noted (const WfAttendance *self)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "workshop", self->workshop);
  json_object_set_string_member (body, "day", self->day);
  json_object_set_string_member (body, "title", self->title);
  json_object_set_string_member (body, "alias", self->alias);
  return wf_record_new ("attendance.noted", body);
}

WfRecord *
wf_attendance_record_taken_back (const WfAttendance *self)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "workshop", self->workshop);
  json_object_set_string_member (body, "title", self->title);
  return wf_record_new ("attendance.taken-back", body);
}

const WfAttendance *
wf_attendances_find (const GPtrArray *attendances, const char *workshop)
{
  for (guint i = 0; i < attendances->len; i++)
    {
      const WfAttendance *attendance = attendances->pdata[i];

      if (g_str_equal (attendance->workshop, workshop))
        return attendance;
    }
  return NULL;
}

void
wf_attendances_apply (GPtrArray *attendances, const WfRecord *record)
{
  const char *workshop = wf_json_get_string (record->body, "workshop", "");
  const WfAttendance *before = wf_attendances_find (attendances, workshop);

  if (!wf_record_has_prefix (record, "attendance.") || *workshop == '\0')
    return;
  if (before != NULL)
    g_ptr_array_remove (attendances, (gpointer) before);
  if (g_str_equal (record->kind, "attendance.noted"))
    g_ptr_array_add (attendances,
                     wf_attendance_new (workshop, wf_json_get_string (record->body, "day", ""),
                                        wf_json_get_string (record->body, "title", ""),
                                        wf_json_get_string (record->body, "alias", "")));
}

GVariant *
wf_attendances_to_variant (const GPtrArray *attendances)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (TYPE));
  for (guint i = 0; i < attendances->len; i++)
    {
      const WfAttendance *attendance = attendances->pdata[i];

      g_variant_builder_add (&builder, "(ssss)", attendance->workshop, attendance->day,
                             attendance->title, attendance->alias);
    }
  return g_variant_builder_end (&builder);
}

GPtrArray *
wf_attendances_from_variant (GVariant *variant)
{
  GPtrArray *attendances = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_attendance_free);
  GVariantIter iter;
  const char *workshop, *day, *title, *alias;

  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE (TYPE)))
    return attendances;
  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(&s&s&s&s)", &workshop, &day, &title, &alias))
    g_ptr_array_add (attendances, wf_attendance_new (workshop, day, title, alias));
  return attendances;
}

WfWorkshopBook *
wf_workshop_book_new (const char *workshop,
                      const char *day,
                      const char *title,
                      guint people,
                      const char *const *aliases)
{
  g_return_val_if_fail (workshop != NULL && day != NULL && title != NULL, NULL);

  WfWorkshopBook *self = g_new0 (WfWorkshopBook, 1);

  self->workshop = g_strdup (workshop);
  self->day = g_strdup (day);
  self->title = g_strdup (title);
  self->people = people;
  self->aliases = aliases != NULL ? g_strdupv ((GStrv) aliases) : g_new0 (char *, 1);
  return self;
}

WfWorkshopBook *
wf_workshop_book_copy (const WfWorkshopBook *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfWorkshopBook *copy =
      wf_workshop_book_new (self->workshop, self->day, self->title, self->people, NULL);

  memcpy (copy->pulses, self->pulses, sizeof copy->pulses);
  return copy;
}

void
wf_workshop_book_free (WfWorkshopBook *self)
{
  if (self == NULL)
    return;

  g_free (self->workshop);
  g_free (self->day);
  g_free (self->title);
  g_strfreev (self->aliases);
  g_free (self);
}

WfRecord *
wf_workshop_book_to_record (const WfWorkshopBook *self)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "workshop", self->workshop);
  json_object_set_string_member (body, "day", self->day);
  json_object_set_string_member (body, "title", self->title);
  json_object_set_int_member (body, "people", self->people);
  wf_json_set_strings (body, "aliases", (const char *const *) self->aliases);
  wf_pulses_write (self->pulses, body);
  return wf_record_new ("workshop.attended", body);
}

static WfWorkshopBook *
find_book (const GPtrArray *books, const char *workshop, guint *out_at)
{
  for (guint i = 0; i < books->len; i++)
    {
      WfWorkshopBook *book = books->pdata[i];

      if (!g_str_equal (book->workshop, workshop))
        continue;
      *out_at = i;
      return book;
    }
  return NULL;
}

GPtrArray *
wf_workshop_books_from_records (const GPtrArray *records)
{
  GPtrArray *books = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_workshop_book_free);

  for (guint i = 0; i < records->len; i++)
    {
      const WfRecord *record = records->pdata[i];
      const char *workshop = wf_json_get_string (record->body, "workshop", "");
      g_auto (GStrv) aliases = NULL;
      WfWorkshopBook *book;
      guint at;

      if (!g_str_equal (record->kind, "workshop.attended") || *workshop == '\0')
        continue;
      aliases = wf_json_get_strings (record->body, "aliases");
      book = wf_workshop_book_new (
          workshop, wf_json_get_string (record->body, "day", ""),
          wf_json_get_string (record->body, "title", ""),
          (guint) CLAMP (wf_json_get_int (record->body, "people", 0), 0, MAX_PEOPLE),
          (const char *const *) aliases);
      wf_pulses_read (book->pulses, record->body);
      if (find_book (books, workshop, &at) != NULL)
        g_ptr_array_remove_index (books, at);
      g_ptr_array_add (books, book);
    }
  return books;
}
