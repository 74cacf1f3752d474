/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lending: what a client has is a fold over the client's records, what the agency owns a fold
 * over its own. The second names no client, so that it may stay when a client is forgotten.
 * Pure.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-loan.h"

#include "wf-box.h"
#include "wf-fields.h"
#include "wf-hex.h"
#include "wf-visit.h"

#include <string.h>

static const WfField LOAN_FIELDS[] = {
  { "id", G_STRUCT_OFFSET (WfLoan, id) },       { "device", G_STRUCT_OFFSET (WfLoan, device) },
  { "tag", G_STRUCT_OFFSET (WfLoan, tag) },     { "type", G_STRUCT_OFFSET (WfLoan, type) },
  { "lent", G_STRUCT_OFFSET (WfLoan, lent) },   { "until", G_STRUCT_OFFSET (WfLoan, until) },
  { "lang", G_STRUCT_OFFSET (WfLoan, lang) },   { "with", G_STRUCT_OFFSET (WfLoan, with) },
  { "state", G_STRUCT_OFFSET (WfLoan, state) }, { "ended", G_STRUCT_OFFSET (WfLoan, ended) },
  { "note", G_STRUCT_OFFSET (WfLoan, note) },   { NULL },
};

static const WfField DEVICE_FIELDS[] = {
  { "id", G_STRUCT_OFFSET (WfDevice, id) },
  { "tag", G_STRUCT_OFFSET (WfDevice, tag) },
  { "type", G_STRUCT_OFFSET (WfDevice, type) },
  { "note", G_STRUCT_OFFSET (WfDevice, note) },
  { "state", G_STRUCT_OFFSET (WfDevice, state) },
  { "until", G_STRUCT_OFFSET (WfDevice, until) },
  { "wipe-how", G_STRUCT_OFFSET (WfDevice, wipe_how) },
  { "wipe-day", G_STRUCT_OFFSET (WfDevice, wipe_day) },
  { "wipe-author", G_STRUCT_OFFSET (WfDevice, wipe_author) },
  { NULL },
};

const char *const *
wf_loan_get_types (void)
{
  static const char *const types[] = { "laptop", "tablet", "phone", "hotspot", "other", NULL };

  return types;
}

/* --- What a client has --- */

static WfLoan *
loan_new_empty (void)
{
  WfLoan *self = g_new0 (WfLoan, 1);

  wf_fields_init (self, LOAN_FIELDS);
  return self;
}

WfLoan *
wf_loan_new (void)
{
  WfLoan *self = loan_new_empty ();

  g_free (self->id);
  self->id = wf_random_id ();
  wf_visit_set_text (&self->state, "lent");
  return self;
}

void
wf_loan_free (WfLoan *self)
{
  if (self == NULL)
    return;

  wf_fields_clear (self, LOAN_FIELDS);
  g_free (self);
}

JsonObject *
wf_loan_to_json (const WfLoan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *json = json_object_new ();

  wf_fields_write (self, LOAN_FIELDS, json);
  json_object_set_int_member (json, "time-us", self->time_us);
  return json;
}

WfLoan *
wf_loan_new_from_json (JsonObject *json)
{
  g_return_val_if_fail (json != NULL, NULL);

  WfLoan *self = loan_new_empty ();

  wf_fields_read (self, LOAN_FIELDS, json);
  self->time_us = wf_json_get_int (json, "time-us", 0);
  return self;
}

gboolean
wf_loan_is_open (const WfLoan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return strcmp (self->state, "lent") == 0;
}

WfLoan *
wf_loans_lookup (GPtrArray *loans, const char *id)
{
  g_return_val_if_fail (loans != NULL && id != NULL, NULL);

  for (guint i = 0; i < loans->len; i++)
    {
      WfLoan *loan = loans->pdata[i];

      if (strcmp (loan->id, id) == 0)
        return loan;
    }
  return NULL;
}

/* What was lost may be found; what came back is over. */
static void
apply_to_loan (WfLoan *self, const WfRecord *record, const char *verb)
{
  gboolean is_lost = strcmp (self->state, "lost") == 0;

  if (strcmp (verb, "extended") == 0 && wf_loan_is_open (self))
    wf_visit_set_text (&self->until, wf_json_get_string (record->body, "until", self->until));
  else if ((strcmp (verb, "returned") == 0 && (is_lost || wf_loan_is_open (self))) ||
           (strcmp (verb, "lost") == 0 && wf_loan_is_open (self)))
    {
      wf_visit_set_text (&self->state, verb);
      wf_visit_set_text (&self->ended, wf_json_get_string (record->body, "day", ""));
      wf_visit_set_text (&self->note, wf_json_get_string (record->body, "note", ""));
    }
}

void
wf_loans_apply (GPtrArray *loans, const WfRecord *record)
{
  g_return_if_fail (loans != NULL && record != NULL);

  const char *verb = record->kind + strlen ("loan.");
  const char *id = wf_json_get_string (record->body, "id", "");
  WfLoan *loan;

  if (!wf_record_has_prefix (record, "loan.") || !wf_id_is_valid (id))
    return;
  loan = wf_loans_lookup (loans, id);
  if (loan != NULL)
    {
      apply_to_loan (loan, record, verb);
      return;
    }
  if (strcmp (verb, "lent") != 0)
    return;
  loan = wf_loan_new_from_json (record->body);
  wf_visit_set_text (&loan->state, "lent");
  wf_visit_set_text (&loan->ended, "");
  loan->time_us = record->time_us;
  g_ptr_array_add (loans, loan);
}

WfRecord *
wf_loan_record_lent (const WfLoan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  JsonObject *body = json_object_new ();

  wf_fields_write (self, LOAN_FIELDS, body);
  json_object_remove_member (body, "state");
  return wf_record_new ("loan.lent", body);
}

WfRecord *
wf_loan_record_extended (const WfLoan *self, const char *until)
{
  g_return_val_if_fail (self != NULL && until != NULL, NULL);

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", self->id);
  json_object_set_string_member (body, "until", until);
  return wf_record_new ("loan.extended", body);
}

WfRecord *
wf_loan_record_ended (const WfLoan *self, gboolean is_lost, const char *day, const char *note)
{
  g_return_val_if_fail (self != NULL && day != NULL, NULL);

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", self->id);
  json_object_set_string_member (body, "day", day);
  if (note != NULL && *note != '\0')
    json_object_set_string_member (body, "note", note);
  return wf_record_new (is_lost ? "loan.lost" : "loan.returned", body);
}

/* --- What the agency owns --- */

static WfDevice *
device_new_from_json (JsonObject *json)
{
  WfDevice *self = g_new0 (WfDevice, 1);

  wf_fields_init (self, DEVICE_FIELDS);
  wf_fields_read (self, DEVICE_FIELDS, json);
  return self;
}

void
wf_device_free (WfDevice *self)
{
  if (self == NULL)
    return;

  wf_fields_clear (self, DEVICE_FIELDS);
  g_free (self);
}

gboolean
wf_device_can_be (const char *from, const char *to)
{
  static const struct {
    const char *from;
    const char *to[5];
  } WAYS[] = {
    { "ready", { "lent", "lost", "retired" } }, { "lent", { "lent", "returned", "lost" } },
    { "returned", { "lost", "retired" } },      { "wiped", { "ready", "lent", "lost", "retired" } },
    { "lost", { "returned", "retired" } },      { "retired", { "returned" } },
  };

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (WAYS); i++)
    {
      if (strcmp (WAYS[i].from, from) == 0)
        return g_strv_contains ((const char *const *) WAYS[i].to, to);
    }
  return FALSE;
}

static int
compare_tags (gconstpointer a, gconstpointer b)
{
  const WfDevice *left = *(const WfDevice *const *) a, *right = *(const WfDevice *const *) b;
  int order = strcmp (left->tag, right->tag);

  return order != 0 ? order : strcmp (left->id, right->id);
}

GPtrArray *
wf_devices_new_from_snapshot (GVariant *state)
{
  GPtrArray *devices = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_device_free);
  g_autoptr (JsonObject) json = NULL;
  JsonArray *array;

  if (state == NULL || !g_variant_is_of_type (state, G_VARIANT_TYPE_STRING))
    return devices;
  json = wf_json_parse_object (g_variant_get_string (state, NULL), -1, NULL);
  array = json != NULL ? wf_json_get_array (json, "devices") : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_add (devices, device_new_from_json (json_node_get_object (node)));
    }
  g_ptr_array_sort (devices, compare_tags);
  return devices;
}

static GVariant *
devices_to_snapshot (GPtrArray *devices)
{
  g_autoptr (JsonObject) json = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < devices->len; i++)
    {
      JsonObject *device = json_object_new ();

      wf_fields_write (devices->pdata[i], DEVICE_FIELDS, device);
      json_array_add_object_element (array, device);
    }
  json_object_set_array_member (json, "devices", array);
  return g_variant_new_take_string (wf_json_to_text (json));
}

static WfDevice *
find_device (GPtrArray *devices, const char *id)
{
  for (guint i = 0; i < devices->len; i++)
    {
      WfDevice *device = devices->pdata[i];

      if (strcmp (device->id, id) == 0)
        return device;
    }
  return NULL;
}

static void
apply_to_device (WfDevice *self, const WfRecord *record, const char *verb)
{
  const char *state = wf_json_get_string (record->body, "state", "");

  if (strcmp (verb, "is") == 0 && wf_device_can_be (self->state, state))
    {
      wf_visit_set_text (&self->state, state);
      wf_visit_set_text (&self->until, strcmp (state, "lent") == 0
                                           ? wf_json_get_string (record->body, "until", "")
                                           : "");
    }
  else if (strcmp (verb, "changed") == 0)
    {
      wf_visit_set_text (&self->tag, wf_json_get_string (record->body, "tag", self->tag));
      wf_visit_set_text (&self->type, wf_json_get_string (record->body, "type", self->type));
      wf_visit_set_text (&self->note, wf_json_get_string (record->body, "note", self->note));
    }
  else if (strcmp (verb, "wiped") == 0)
    {
      /* From afar too, when it is lost; it is then still lost. */
      if (strcmp (self->state, "returned") == 0 || strcmp (self->state, "ready") == 0)
        wf_visit_set_text (&self->state, "wiped");
      wf_visit_set_text (&self->wipe_how, wf_json_get_string (record->body, "how", ""));
      wf_visit_set_text (&self->wipe_day, wf_json_get_string (record->body, "day", ""));
      wf_visit_set_text (&self->wipe_author, record->author != NULL ? record->author : "");
    }
}

static GVariant *
apply_devices (GVariant *state, const WfRecord *record)
{
  g_autoptr (GPtrArray) devices = wf_devices_new_from_snapshot (state);
  const char *id = wf_json_get_string (record->body, "id", "");
  const char *verb = record->kind + strlen ("device.");
  WfDevice *device = find_device (devices, id);

  if (device != NULL)
    apply_to_device (device, record, verb);
  else if (strcmp (verb, "added") == 0 && wf_id_is_valid (id))
    {
      device = device_new_from_json (record->body);
      wf_visit_set_text (&device->state, "ready");
      g_ptr_array_add (devices, device);
    }
  return devices_to_snapshot (devices);
}

const WfFold *
wf_devices_get_fold (void)
{
  static const char *const kinds[] = { "device.", NULL };
  static const WfFold fold = { WF_DEVICES_ASPECT, 2, kinds, apply_devices };

  return &fold;
}

WfRecord *
wf_device_record_added (const char *tag, const char *type, const char *note, char **out_id)
{
  g_return_val_if_fail (tag != NULL && type != NULL, NULL);

  JsonObject *body = json_object_new ();
  g_autofree char *id = wf_random_id ();

  json_object_set_string_member (body, "id", id);
  json_object_set_string_member (body, "tag", tag);
  json_object_set_string_member (body, "type", type);
  if (note != NULL && *note != '\0')
    json_object_set_string_member (body, "note", note);
  if (out_id != NULL)
    *out_id = g_steal_pointer (&id);
  return wf_record_new ("device.added", body);
}

WfRecord *
wf_device_record_changed (const char *id, const char *tag, const char *type, const char *note)
{
  g_return_val_if_fail (id != NULL && tag != NULL && type != NULL && note != NULL, NULL);

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", id);
  json_object_set_string_member (body, "tag", tag);
  json_object_set_string_member (body, "type", type);
  json_object_set_string_member (body, "note", note);
  return wf_record_new ("device.changed", body);
}

WfRecord *
wf_device_record_is (const char *id, const char *state, const char *until)
{
  g_return_val_if_fail (id != NULL && state != NULL, NULL);

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", id);
  json_object_set_string_member (body, "state", state);
  if (until != NULL && *until != '\0')
    json_object_set_string_member (body, "until", until);
  return wf_record_new ("device.is", body);
}

WfRecord *
wf_device_record_wiped (const char *id, const char *how, const char *day)
{
  g_return_val_if_fail (id != NULL && how != NULL && day != NULL, NULL);

  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "id", id);
  json_object_set_string_member (body, "how", how);
  json_object_set_string_member (body, "day", day);
  return wf_record_new ("device.wiped", body);
}
