/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl workshop …: a workshop without windows; what the presenter's window runs as its
 * server, and what scripts and tests drive.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-ctl-packs.h"
#include "wf-results.h"
#include "wf-workshop-confine.h"
#include "wf-workshop-pipe.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#define LOOPBACK "127.0.0.1"

/* Not one line of what whoever started us knew reaches the server. */
static void
start_again (const WfCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_ptr_array_add (words, (gpointer) "wayfinderctl");
  g_ptr_array_add (words, (gpointer) "workshop");
  g_ptr_array_add (words, (gpointer) "serve");
  for (int i = 0; i < argc; i++)
    g_ptr_array_add (words, argv[i]);
  g_ptr_array_add (words, (gpointer) "--data-dir");
  g_ptr_array_add (words, ctl->data_dir);
  g_ptr_array_add (words, NULL);
  wf_workshop_confine_again (ctl->shared_dir, (const char *const *) words->pdata);
}

static WfPackLibrary *
load_packs (const WfCtl *ctl, const char *file)
{
  const char *const places[] = { ctl->shared_dir, ctl->data_dir, file, NULL };

  return wf_pack_library_load (places);
}

/* @name: id of a deck, or a file. */
static WfScript *
load_script (const WfCtl *ctl, const char *name, GError **error)
{
  gboolean is_file = g_file_test (name, G_FILE_TEST_IS_REGULAR);
  g_autoptr (WfPackLibrary) library = load_packs (ctl, is_file ? name : NULL);
  const GPtrArray *decks = wf_pack_library_get_decks (library);

  for (guint i = 0; i < decks->len; i++)
    {
      const WfPackInfo *info = wf_deck_get_info (decks->pdata[i]);

      if (g_str_equal (is_file ? info->file : info->id, name))
        return wf_script_new (decks->pdata[i], library);
    }
  g_set_error (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_DECK,
               "there is no deck “%s”; “wayfinderctl content check FILE” says what a file lacks",
               name);
  return NULL;
}

/* The deck a workshop was begun with, whatever became of that since. */
static WfScript *
load_own_script (const WfCtl *ctl,
                 WfWorkshopStore *store,
                 const WfWorkshopSession *session,
                 GError **error)
{
  g_autofree char *text = wf_workshop_store_dup_deck (store, session->id, error);
  g_autoptr (WfPackLibrary) library = NULL;
  WfScript *own;

  if (text == NULL)
    return NULL;
  library = load_packs (ctl, NULL);
  own = *text != '\0' ? wf_script_new_from_text (text, library) : NULL;
  return own != NULL ? own : load_script (ctl, session->deck, error);
}

typedef struct {
  char *address;
  int port;
  int heads;
  gboolean is_new;
  gboolean is_alone;
  gboolean as_json;
} Options;

static int
serve (WfCtl *ctl, const char *deck, const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfScript) script = load_script (ctl, deck, &error);
  g_autofree char *path = g_build_filename (ctl->data_dir, "workshop.db", NULL);
  g_autoptr (WfClock) clock = wf_clock_new_system ();
  g_autoptr (WfWorkshopHost) host = NULL;
  const WfWorkshopServe setup = {
    .address = options->is_alone          ? NULL
               : options->address != NULL ? options->address
                                          : LOOPBACK,
    .port = (guint) options->port,
    .heads = (guint) options->heads,
    .is_plain = !options->as_json,
  };

  if (script == NULL)
    return wf_ctl_fail (error);
  g_mkdir_with_parents (ctl->data_dir, 0700);
  host = wf_workshop_host_new (path, script, options->is_new, clock, &error);
  if (host == NULL || !wf_workshop_pipe_run (host, &setup, STDIN_FILENO, STDOUT_FILENO, &error))
    return wf_ctl_fail (error);
  return WF_CTL_DONE;
}

static int
run_serve (WfCtl *ctl, int argc, char **argv)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &options.address, "Where phones reach this computer",
      "IP" },
    { "port", 0, 0, G_OPTION_ARG_INT, &options.port, "Which port; 0 takes a free one", "PORT" },
    { "heads", 0, 0, G_OPTION_ARG_INT, &options.heads, "So many people are in the room", "NUMBER" },
    { "new", 0, 0, G_OPTION_ARG_NONE, &options.is_new, "Begin anew, even when one was not ended",
      NULL },
    { "no-phones", 0, 0, G_OPTION_ARG_NONE, &options.is_alone, "Cards and hands only: no server",
      NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  int code;

  start_again (ctl, argc, argv);
  wf_workshop_confine ();
  if (wf_ctl_parse (&argc, &argv, entries, 1) != 1)
    code = wf_ctl_wrong_use ("workshop serve takes one deck");
  else if (options.port < 0 || options.port > 65535 || options.heads < 0 || options.heads > 2000)
    code = wf_ctl_wrong_use ("a port is 0 to 65535, heads are 0 to 2000");
  else
    code = serve (ctl, argv[0], &options);
  g_free (options.address);
  return code;
}

static WfWorkshopStore *
open_store (const WfCtl *ctl, GError **error)
{
  g_autofree char *path = g_build_filename (ctl->data_dir, "workshop.db", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return wf_workshop_store_open (path, error);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "no workshop was run here yet");
  return NULL;
}

static JsonObject *
session_to_json (const WfWorkshopSession *session)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "session", session->id);
  json_object_set_string_member (object, "deck", session->deck);
  json_object_set_int_member (object, "version", session->version);
  json_object_set_int_member (object, "begun", session->begun_us / G_USEC_PER_SEC);
  json_object_set_int_member (object, "ended", session->ended_us / G_USEC_PER_SEC);
  json_object_set_int_member (object, "joined", session->joined);
  json_object_set_int_member (object, "heads", session->heads);
  json_object_set_int_member (object, "attendance", session->attendance);
  return object;
}

static int
run_list (WfCtl *ctl, int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *sessions = json_array_new ();

  json_object_set_array_member (object, "sessions", sessions);
  if (wf_ctl_parse (&argc, &argv, entries, 0) < 0)
    return WF_CTL_WRONG_USE;

  g_autoptr (WfWorkshopStore) store = open_store (ctl, &error);
  g_autoptr (GPtrArray) list = store != NULL ? wf_workshop_store_list (store, &error) : NULL;

  if (list == NULL)
    return wf_ctl_fail (error);
  for (guint i = 0; i < list->len; i++)
    {
      const WfWorkshopSession *session = list->pdata[i];

      json_array_add_object_element (sessions, session_to_json (session));
      if (!as_json)
        g_print ("%" G_GINT64_FORMAT "\t%s\t%s\n", session->id, session->deck,
                 session->ended_us > 0 ? "ended" : "open");
    }
  if (as_json)
    wf_ctl_print_json (object);
  return WF_CTL_DONE;
}

static const WfWorkshopSession *
find_session (const GPtrArray *list, const char *word, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      const WfWorkshopSession *session = list->pdata[i];
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, session->id);

      if (g_str_equal (id, word) && session->ended_us > 0)
        return session;
    }
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
               "there is no workshop “%s” that ended; “workshop list” names them", word);
  return NULL;
}

static char *
make_results (WfCtl *ctl, const char *word, const char *language, GError **error)
{
  g_autoptr (WfWorkshopStore) store = open_store (ctl, error);
  g_autoptr (GPtrArray) list = store != NULL ? wf_workshop_store_list (store, error) : NULL;
  const WfWorkshopSession *session = list != NULL ? find_session (list, word, error) : NULL;
  g_autoptr (WfScript) script =
      session != NULL ? load_own_script (ctl, store, session, error) : NULL;
  g_autoptr (GPtrArray) results =
      script != NULL ? wf_workshop_store_list_results (store, session->id, error) : NULL;

  return results != NULL ? wf_results_to_csv (script, results, language) : NULL;
}

static int
run_results (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *language = NULL;
  const GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, "In this language, where the deck has it",
      "TAG" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 1) != 1)
    return wf_ctl_wrong_use ("workshop results takes the number of one workshop");
  if (!wf_ctl_check_language (language))
    return WF_CTL_WRONG_USE;

  const char *tag = wf_language_normalise (language);
  g_autofree char *csv = make_results (ctl, argv[0], tag != NULL ? tag : "en", &error);

  if (csv == NULL)
    return wf_ctl_fail (error);
  g_print ("%s", csv);
  return WF_CTL_DONE;
}

static int
run_forget (WfCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, NULL, 1) != 1)
    return wf_ctl_wrong_use ("workshop forget takes the number of one workshop");

  g_autoptr (WfWorkshopStore) store = open_store (ctl, &error);
  g_autoptr (GPtrArray) list = store != NULL ? wf_workshop_store_list (store, &error) : NULL;
  const WfWorkshopSession *session = list != NULL ? find_session (list, argv[0], &error) : NULL;

  if (session == NULL || !wf_workshop_store_forget (store, session->id, &error))
    return wf_ctl_fail (error);
  return WF_CTL_DONE;
}

const WfCtlCommand WF_CTL_WORKSHOP_COMMANDS[] = {
  { "workshop serve", "DECK [--address IP] [--port 0] [--heads N] [--new] [--no-phones] [--json]",
    run_serve },
  { "workshop list", "[--json]", run_list },
  { "workshop results", "SESSION [--language fr] > FILE.csv", run_results },
  { "workshop forget", "SESSION", run_forget },
  { NULL },
};
