/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl catalogue edit, add and proposal: what the agency itself says about the catalogue,
 * and how it gets to whoever keeps the list.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl-catalogue.h"

#include "wf-curation.h"
#include "wf-json.h"

#include <stdlib.h>
#include <string.h>

static const struct {
  const char *word;
  WfEditKind kind;
  int words; /* behind it, at the least */
} EDITS[] = {
  { "pin", WF_EDIT_PIN, 0 },
  { "unpin", WF_EDIT_UNPIN, 0 },
  { "hide", WF_EDIT_HIDE, 0 },
  { "show", WF_EDIT_SHOW, 0 },
  { "note", WF_EDIT_NOTE, 1 },
  { "correct", WF_EDIT_CORRECT, 2 },
  { "uncorrect", WF_EDIT_UNCORRECT, 1 },
  { "checked", WF_EDIT_CHECKED, 0 },
  { "merge", WF_EDIT_MERGE, 1 },
  { "split", WF_EDIT_SPLIT, 0 },
  { "drop", WF_EDIT_DROP_OWN, 0 },
};

/* JSON where it is some, as lists are; else the words themselves. */
static JsonNode *
read_value (const char *text)
{
  JsonNode *node = *text == '[' || *text == '{' || strcmp (text, "null") == 0
                       ? json_from_string (text, NULL)
                       : NULL;

  if (node != NULL)
    return node;
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, text);
  return node;
}

static char *
make_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

int
wf_ctl_catalogue_edit (WfCtl *ctl, int argc, char **argv)
{
  g_autoptr (WfCatalogueStore) store = NULL;
  g_autoptr (JsonNode) value = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *today = make_today ();
  WfEdit edit = { 0 };
  guint which = 0;

  if (wf_ctl_parse (&argc, &argv, NULL, 4) < 0)
    return WF_CTL_WRONG_USE;
  while (argc >= 2 && which < G_N_ELEMENTS (EDITS) && strcmp (EDITS[which].word, argv[1]) != 0)
    which++;
  if (argc < 2 || which == G_N_ELEMENTS (EDITS) || argc < 2 + EDITS[which].words)
    return wf_ctl_wrong_use ("an entry's id, and what is to be done with it");
  edit.id = argv[0];
  edit.kind = EDITS[which].kind;
  edit.field = argc > 2 ? argv[2] : NULL;
  edit.text = argc > 2 ? argv[2] : today;
  value = argc > 3 ? read_value (argv[3]) : NULL;
  edit.value = value;
  store = wf_ctl_open_store (ctl, &error);
  if (store == NULL || !wf_catalogue_edit (store, &edit, &error))
    return wf_ctl_fail (error);
  return WF_CTL_DONE;
}

static JsonObject *
read_object (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize size;

  return g_file_get_contents (path, &text, &size, error)
             ? wf_json_parse_object (text, (gssize) size, error)
             : NULL;
}

int
wf_ctl_catalogue_add (WfCtl *ctl, int argc, char **argv)
{
  g_autoptr (WfCatalogueStore) store = NULL;
  g_autoptr (JsonObject) entry = NULL;
  g_autoptr (GError) error = NULL;
  WfEdit edit = { .kind = WF_EDIT_PUT_OWN };

  if (wf_ctl_parse (&argc, &argv, NULL, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (argc != 1)
    return wf_ctl_wrong_use ("in which file is the entry?");
  entry = read_object (argv[0], &error);
  if (entry == NULL)
    return wf_ctl_fail (error);
  edit.id = wf_json_get_string (entry, "id", "");
  edit.entry = entry;
  store = wf_ctl_open_store (ctl, &error);
  if (store == NULL || !wf_catalogue_edit (store, &edit, &error))
    return wf_ctl_fail (error);
  return WF_CTL_DONE;
}

int
wf_ctl_catalogue_propose (WfCtl *ctl, int argc, char **argv)
{
  g_autoptr (WfCatalogueStore) store = NULL;
  g_autoptr (JsonObject) proposal = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, NULL, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (argc != 1)
    return wf_ctl_wrong_use ("where is the proposal to be written?");
  store = wf_ctl_open_store (ctl, &error);
  proposal = store != NULL ? wf_catalogue_propose (store, &error) : NULL;
  if (proposal == NULL)
    return wf_ctl_fail (error);
  text = wf_json_to_text (proposal);
  if (!g_file_set_contents (argv[0], text, -1, &error))
    return wf_ctl_fail (error);
  g_print ("%u changes\n", json_array_get_length (wf_json_get_array (proposal, "changes")));
  return WF_CTL_DONE;
}

static gboolean
is_accepted (const char *accept, guint number)
{
  g_auto (GStrv) numbers = NULL;
  g_autofree char *own = g_strdup_printf ("%u", number);

  if (accept == NULL)
    return FALSE;
  numbers = g_strsplit (accept, ",", -1);
  return strcmp (accept, "all") == 0 || g_strv_contains ((const char *const *) numbers, own);
}

static void
print_change (JsonObject *change, guint number)
{
  g_autofree char *text = wf_json_to_text (change);

  g_print ("%u\t%s\t%s\n", number, wf_json_get_string (change, "state", ""), text);
}

/* Conflicts and what cannot be taken in here are never taken in by "all". */
static gboolean
may_accept (JsonObject *change, const char *accept, guint number)
{
  const char *state = wf_json_get_string (change, "state", "");

  if (!is_accepted (accept, number))
    return FALSE;
  return strcmp (state, "open") == 0 || strcmp (state, "done") == 0 ||
         (strcmp (state, "conflict") == 0 && strcmp (accept, "all") != 0);
}

/* As things stand after those before it; what failed says so, and the next one has its turn. */
static JsonObject *
take_in (WfCatalogueStore *store, JsonObject *proposed, const char *accept, guint number)
{
  JsonObject *change = wf_catalogue_review_change (store, proposed);
  gboolean accepted = may_accept (change, accept, number);
  g_autoptr (GError) error = NULL;

  if (accepted && !wf_catalogue_accept (store, change, &error))
    {
      json_object_set_string_member (change, "failed", error->message);
      accepted = FALSE;
    }
  json_object_set_int_member (change, "number", number);
  json_object_set_boolean_member (change, "accepted", accepted);
  return change;
}

int
wf_ctl_catalogue_review (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *accept = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "accept", 0, 0, G_OPTION_ARG_STRING, &accept, "Take in all of it, or these: 1,4,5",
      "NUMBERS" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (WfCatalogueStore) store = NULL;
  g_autoptr (JsonObject) proposal = NULL, answer = json_object_new ();
  g_autoptr (JsonArray) proposed = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *changes = json_array_new ();
  guint failed = 0;

  if (wf_ctl_parse (&argc, &argv, entries, 1) < 0)
    return WF_CTL_WRONG_USE;
  if (argc != 1)
    return wf_ctl_wrong_use ("in which file is the proposal?");
  proposal = read_object (argv[0], &error);
  store = proposal != NULL ? wf_ctl_open_store (ctl, &error) : NULL;
  proposed = store != NULL ? wf_catalogue_review (store, proposal, &error) : NULL;
  json_object_set_array_member (answer, "changes", changes);
  if (proposed == NULL)
    return wf_ctl_fail (error);
  for (guint i = 0; i < json_array_get_length (proposed); i++)
    {
      JsonObject *change =
          take_in (store, json_array_get_object_element (proposed, i), accept, i + 1);

      json_array_add_object_element (changes, change);
      failed += json_object_has_member (change, "failed");
      if (!as_json)
        print_change (change, i + 1);
    }
  if (as_json)
    wf_ctl_print_json (answer);
  if (failed > 0)
    g_printerr ("%u of %u changes could not be taken in\n", failed,
                json_array_get_length (changes));
  return failed > 0 ? WF_CTL_FAILED : WF_CTL_DONE;
}
