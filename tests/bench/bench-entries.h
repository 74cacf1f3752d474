/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For benchmarks: as many services as are asked for out of those of the shipped list and of a list
 * of real ones, again and again, each under a name and an id of its own.
 */
#pragma once

#include "wf-hsds-entry.h"
#include "wf-json.h"

#include <stdio.h>

static const char *const SYLLABLES[] = { "ba",  "lor", "ken", "mi",  "sto", "var", "nel", "du",
                                         "pra", "tis", "ho",  "gal", "we",  "run", "cha", "fi" };

static char *
make_name (GRand *rand)
{
  GString *name = g_string_new (NULL);

  for (int i = g_rand_int_range (rand, 2, 5); i > 0; i--)
    g_string_append (name, SYLLABLES[g_rand_int_range (rand, 0, G_N_ELEMENTS (SYLLABLES))]);
  return g_string_free (name, FALSE);
}

static JsonObject *
read_object (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object = NULL;

  if (g_file_get_contents (path, &text, NULL, &error))
    object = wf_json_parse_object (text, -1, &error);
  if (object == NULL)
    g_error ("%s: %s", path, error->message);
  return object;
}

/* A service that holds a whole entry of the starter. */
static JsonObject *
wrap_entry (JsonObject *entry)
{
  JsonObject *service = json_object_new ();
  JsonObject *ours = json_object_new ();

  json_object_set_string_member (service, "status", "active");
  json_object_set_object_member (ours, "entry", json_object_ref (entry));
  json_object_set_object_member (service, WF_HSDS_OURS, ours);
  return service;
}

static GPtrArray *
read_services (const char *starter, const char *path)
{
  g_autoptr (JsonObject) shipped = read_object (starter);
  g_autoptr (JsonObject) real = path != NULL ? read_object (path) : NULL;
  JsonArray *entries = json_object_get_array_member (shipped, "resources");
  JsonArray *contents = real != NULL ? json_object_get_array_member (real, "contents") : NULL;
  GPtrArray *services = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    g_ptr_array_add (services, wrap_entry (json_array_get_object_element (entries, i)));
  for (guint i = 0; contents != NULL && i < json_array_get_length (contents); i++)
    g_ptr_array_add (services, json_object_ref (json_array_get_object_element (contents, i)));
  return services;
}

static void
rename_one (JsonObject *service, const char *id, const char *extra)
{
  JsonObject *ours = wf_json_get_object (service, WF_HSDS_OURS);
  JsonObject *entry = ours != NULL ? wf_json_get_object (ours, "entry") : NULL;
  JsonObject *named = entry != NULL ? entry : service;
  g_autofree char *name = g_strdup_printf ("%s %s", extra, wf_json_get_string (named, "name", ""));

  json_object_set_string_member (service, "id", id);
  json_object_set_string_member (named, "id", id);
  json_object_set_string_member (named, "name", name);
  json_object_set_string_member (service, "name", name);
}

/* The text of service @i, one line. */
static char *
make_service (GPtrArray *services, guint i, GRand *rand)
{
  g_autofree char *before = wf_json_to_text (services->pdata[i % services->len]);
  g_autoptr (JsonObject) copy = wf_json_parse_object (before, -1, NULL);
  g_autofree char *extra = make_name (rand);
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", i);

  rename_one (copy, id, extra);
  return g_strdelimit (wf_json_to_text (copy), "\n", ' ');
}

G_GNUC_UNUSED static void
write_lines (GPtrArray *services, guint entries, const char *path)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  FILE *file = fopen (path, "w");

  for (guint i = 0; file != NULL && i < entries; i++)
    {
      g_autofree char *line = make_service (services, i, rand);

      fprintf (file, "%s\n", line);
    }
  if (file == NULL || fclose (file) != 0)
    g_error ("%s cannot be written", path);
}

G_GNUC_UNUSED static double
get_quantile (const GArray *sorted, double share)
{
  return g_array_index (sorted, double, (guint) (share * (sorted->len - 1)));
}

G_GNUC_UNUSED static int
compare_doubles (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}
