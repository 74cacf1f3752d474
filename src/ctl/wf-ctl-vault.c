/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl vault …: makes, checks, exports and forgets without a window. It opens the
 * vault as one member of staff and may do what that member may do; the vault decides.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-ctl-packs.h"

#include "wf-client-export.h"
#include "wf-client-repo.h"
#include "wf-hex.h"
#include "wf-json.h"
#include "wf-plan-demo.h"
#include "wf-practice-demo.h"
#include "wf-plan-fold.h"
#include "wf-vault-care.h"
#include "wf-vault-people.h"
#include "wf-vault.h"
#include "wf-visit-fold.h"

#include <string.h>

/* What most of these commands are told. */
typedef struct {
  int descriptor;
  char *slot;
  char *client;
  char *to;
  gboolean as_json;
  gboolean all;
  gboolean list;
  gboolean with_protected;
  gboolean without_figures;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->slot);
  g_free (self->client);
  g_free (self->to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Takes the options and the one word, the agency's folder. Returns %FALSE on wrong use. */
static gboolean
take_options (Options *self, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &self->descriptor,
      "Read the passphrase from this open file descriptor", "FD" },
    { "slot", 0, 0, G_OPTION_ARG_STRING, &self->slot, "Open with the key of this person", "LABEL" },
    { "client", 0, 0, G_OPTION_ARG_STRING, &self->client,
      "The client’s id, from “vault export DIR --list”", "ID" },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &self->to, "Where the sealed export goes: a new file",
      "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->as_json, "Answer as JSON on one line", NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &self->all,
      "Every client, sealed to the agency; a coordinator’s passphrase", NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &self->list, "Only which clients there are", NULL },
    { "protected", 0, 0, G_OPTION_ARG_NONE, &self->with_protected,
      "With the answers that only the client may see", NULL },
    { "without-figures", 0, 0, G_OPTION_ARG_NONE, &self->without_figures,
      "Keep not even unnamed figures of what was done", NULL },
    { NULL },
  };

  self->descriptor = -1;
  return wf_ctl_parse (argc, argv, entries, 1) == 1;
}

/* The slot named by its label, "organisation" for the printed code, or the first that is a
 * person's. */
static char *
choose_slot (WfVault *vault, const char *label)
{
  g_autoptr (GPtrArray) slots = wf_vault_get_slots (vault);

  for (guint i = 0; i < slots->len; i++)
    {
      const WfSlot *slot = g_ptr_array_index (slots, i);

      if (label == NULL           ? !slot->is_organisation
          : slot->is_organisation ? g_str_equal (label, "organisation")
                                  : g_str_equal (label, slot->label))
        return g_strdup (slot->id);
    }
  return NULL;
}

static WfVault *
open_vault (const char *folder, const Options *options, GError **error)
{
  g_autoptr (WfVault) vault = wf_vault_new (folder, NULL);

  wf_clients_add_folds (vault);
  wf_visit_add_folds (vault);
  wf_plan_add_folds (vault);
  if (!wf_vault_open_sync (vault, error))
    return NULL;

  g_autofree char *slot = choose_slot (vault, options->slot);

  if (slot == NULL)
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND,
                           "there is no key slot of that name");
      return NULL;
    }

  char *passphrase = wf_ctl_read_passphrase (options->descriptor, error);
  gboolean is_open = passphrase != NULL && wf_vault_unlock_sync (vault, slot, passphrase, error);

  wf_ctl_wipe (passphrase);
  return is_open ? g_steal_pointer (&vault) : NULL;
}

/* Fails as wf_ctl_fail() does, in words that fit --client. */
static int
fail_for_client (const Options *options, const GError *error)
{
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND) ||
      !wf_id_is_valid (options->client))
    {
      g_printerr ("wayfinderctl: there is no client with that id: see vault export --list\n");
      return WF_CTL_FAILED;
    }
  return wf_ctl_fail (error);
}

/* Whether a new file can be made there; said before anything is copied. */
static gboolean
check_new_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (*path != '\0' && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "there is no folder for “%s”", path);
  return FALSE;
}

static int
run_create (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *agency = NULL, *region = NULL, *name = NULL, *label = NULL;
  int descriptor = -1;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &descriptor,
      "Read the passphrase from this open file descriptor", "FD" },
    { "agency", 0, 0, G_OPTION_ARG_STRING, &agency, "The agency’s name", "NAME" },
    { "region", 0, 0, G_OPTION_ARG_STRING, &region, "Where the agency works, such as CA-ON",
      "REGION" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, "The first person’s name", "NAME" },
    { "label", 0, 0, G_OPTION_ARG_STRING, &label, "What the first person’s key is called", "TEXT" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Answer as JSON on one line", NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 1) != 1)
    return wf_ctl_wrong_use ("vault create takes one folder");

  char *passphrase = wf_ctl_read_passphrase (descriptor, &error);

  if (passphrase == NULL || *passphrase == '\0')
    {
      wf_ctl_wipe (passphrase);
      return error != NULL ? wf_ctl_fail (error) : wf_ctl_wrong_use ("the passphrase is empty");
    }

  g_autoptr (WfVault) vault = wf_vault_new (argv[0], NULL);
  const WfVaultFounding founding = {
    .agency_name = agency != NULL ? agency : "Agency",
    .region = region,
    .founder_name = name != NULL ? name : "Coordinator",
    .slot_label = label != NULL ? label : "coordinator",
    .passphrase = passphrase,
    .cost = WF_KDF_MODERATE,
  };

  wf_clients_add_folds (vault);
  wf_visit_add_folds (vault);
  wf_plan_add_folds (vault);

  char *code = wf_vault_create_sync (vault, &founding, &error);

  wf_ctl_wipe (passphrase);
  if (code == NULL)
    return wf_ctl_fail (error);
  if (as_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_boolean_member (object, "ok", TRUE);
      json_object_set_string_member (object, "recovery_code", code);
      wf_ctl_print_json (object);
    }
  else
    g_print ("The organisation's recovery code, shown this once: %s\n", code);
  wf_ctl_wipe (code);
  return WF_CTL_DONE;
}

static JsonObject *
report_to_json (const WfVaultReport *report)
{
  JsonObject *object = json_object_new ();
  JsonArray *problems = json_array_new ();

  for (guint i = 0; i < report->problems->len; i++)
    {
      const WfProblem *problem = g_ptr_array_index (report->problems, i);
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "code", wf_problem_code_to_text (problem->code));
      json_object_set_string_member (entry, "where", problem->where);
      if (problem->owner_id != NULL)
        json_object_set_string_member (entry, "client", problem->owner_id);
      json_array_add_object_element (problems, entry);
    }
  json_object_set_boolean_member (object, "ok", report->problems->len == 0);
  json_object_set_int_member (object, "events", (gint64) report->n_events);
  json_object_set_int_member (object, "clients", report->n_clients);
  json_object_set_array_member (object, "problems", problems);
  return object;
}

static void
print_report (const WfVaultReport *report)
{
  g_print ("%" G_GUINT64_FORMAT " events, %u clients, %u problems\n", report->n_events,
           report->n_clients, report->problems->len);
  for (guint i = 0; i < report->problems->len; i++)
    {
      const WfProblem *problem = g_ptr_array_index (report->problems, i);

      g_print ("%s: %s\n", wf_problem_code_to_text (problem->code), problem->where);
    }
}

static int
run_check (WfCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!take_options (&options, &argc, &argv))
    return wf_ctl_wrong_use ("vault check takes one folder");

  g_autoptr (WfVault) vault = open_vault (argv[0], &options, &error);
  g_autoptr (WfVaultReport) report = vault != NULL ? wf_vault_check_sync (vault, &error) : NULL;

  if (report == NULL)
    return wf_ctl_fail (error);
  if (options.as_json)
    {
      g_autoptr (JsonObject) object = report_to_json (report);

      wf_ctl_print_json (object);
    }
  else
    print_report (report);
  return report->problems->len == 0 ? WF_CTL_DONE : WF_CTL_FAILED;
}

static int
export_list (WfClientRepo *repo, gboolean as_json)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *clients = json_array_new ();
  guint count = g_list_model_get_n_items (G_LIST_MODEL (repo));

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (repo), i);
      const WfClientCard *card = wf_client_item_get_card (item);
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "id", wf_client_item_get_id (item));
      json_object_set_string_member (entry, "name", card->name);
      json_array_add_object_element (clients, entry);
    }
  json_object_set_array_member (object, "clients", clients);
  wf_ctl_print_json (object);
  return WF_CTL_DONE;
}

/* A client's right to their file, in words and as it was recorded. */
static JsonObject *
export_client (
    const WfCtl *ctl, WfVault *vault, WfClientRepo *repo, const Options *options, GError **error)
{
  if (!wf_role_leads (wf_vault_get_role (vault)))
    {
      g_set_error_literal (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_ALLOWED,
                           "a navigator or a coordinator gives a client's record out");
      return NULL;
    }

  g_autoptr (WfPackLibrary) library = wf_ctl_load_packs (ctl);
  g_autoptr (WfClient) client = wf_client_repo_get_sync (repo, options->client, "export", error);
  g_autoptr (GPtrArray) records =
      client != NULL ? wf_vault_read_sync (vault, options->client, error) : NULL;

  return records != NULL
             ? wf_client_export (client, records, wf_pack_library_get_items (library, "newcomer"),
                                 options->with_protected)
             : NULL;
}

static int
run_export (WfCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!take_options (&options, &argc, &argv))
    return wf_ctl_wrong_use ("vault export takes one folder");
  if ((options.client != NULL) + options.all + options.list != 1 ||
      options.all != (options.to != NULL))
    return wf_ctl_wrong_use ("say one of --client ID, --list, or --all --to FILE");

  g_autoptr (WfVault) vault = open_vault (argv[0], &options, &error);

  if (vault == NULL)
    return wf_ctl_fail (error);
  if (options.all && !check_new_file (options.to, &error))
    return wf_ctl_fail (error);
  if (options.all)
    {
      g_printerr (
          "wayfinderctl: this copies every client's file. It is sealed, and it is logged.\n");
      return wf_vault_export_all_sync (vault, options.to, &error) ? WF_CTL_DONE
                                                                  : wf_ctl_fail (error);
    }

  g_autoptr (WfClientRepo) repo = wf_client_repo_new (vault, NULL);

  if (options.list)
    return wf_client_repo_load_sync (repo, &error) ? export_list (repo, options.as_json)
                                                   : wf_ctl_fail (error);

  g_autoptr (JsonObject) record = export_client (ctl, vault, repo, &options, &error);

  if (record == NULL)
    return fail_for_client (&options, error);
  wf_ctl_print_json (record);
  return WF_CTL_DONE;
}

static int
run_forget (WfCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!take_options (&options, &argc, &argv) || options.client == NULL)
    return wf_ctl_wrong_use ("vault forget takes one folder and --client ID");

  g_autoptr (WfVault) vault = open_vault (argv[0], &options, &error);

  if (vault == NULL)
    return wf_ctl_fail (error);

  g_autoptr (WfClientRepo) repo = wf_client_repo_new (vault, NULL);

  if (!wf_client_repo_forget_alone_sync (repo, options.client, "asked", options.without_figures,
                                         &error))
    return fail_for_client (&options, error);
  if (options.as_json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_boolean_member (object, "ok", TRUE);
      wf_ctl_print_json (object);
    }
  g_printerr ("wayfinderctl: forgotten here. Copies elsewhere, exported files and paper are out "
              "of reach.\n");
  return WF_CTL_DONE;
}

static int
run_backup (WfCtl *ctl, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!take_options (&options, &argc, &argv))
    return wf_ctl_wrong_use ("vault backup takes one folder");

  g_autoptr (WfVault) vault = open_vault (argv[0], &options, &error);
  g_autofree char *path = vault != NULL ? wf_vault_backup_sync (vault, &error) : NULL;

  if (path == NULL)
    return wf_ctl_fail (error);
  g_print ("%s\n", path);
  return WF_CTL_DONE;
}

/* Said here in words; below it would be the lock file that cannot be made. */
static gboolean
check_folder (const char *folder, GError **error)
{
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "there is no folder “%s”", folder);
  return FALSE;
}

static int
run_restore (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *from = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, "The copy that replaces the vault", "FILE" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 1) != 1 || from == NULL)
    return wf_ctl_wrong_use ("vault restore takes one folder and --from FILE");

  g_autofree char *kept_as = NULL;

  if (!check_folder (argv[0], &error) || !wf_vault_restore_sync (argv[0], from, &kept_as, &error))
    return wf_ctl_fail (error);
  g_printerr ("wayfinderctl: the copy is in place.\n");
  if (kept_as != NULL)
    g_printerr ("What was there is kept as %s.\n", kept_as);
  return WF_CTL_DONE;
}

static int
run_salvage (WfCtl *ctl, int argc, char **argv)
{
  g_autofree char *kept_as = NULL;
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, NULL, 1) != 1)
    return wf_ctl_wrong_use ("vault salvage takes one folder");

  g_autoptr (WfVaultReport) report =
      check_folder (argv[0], &error) ? wf_vault_salvage_sync (argv[0], &kept_as, &error) : NULL;

  if (report == NULL)
    return wf_ctl_fail (error);
  print_report (report);
  g_print ("The harmed file is kept as %s\n", kept_as);
  return WF_CTL_DONE;
}

/* A sample agency is never mixed into a folder that holds something. */
static gboolean
is_free (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir == NULL ? !g_file_test (folder, G_FILE_TEST_EXISTS) : g_dir_read_name (dir) == NULL;
}

static int
run_demo (WfCtl *ctl, int argc, char **argv)
{
  gint64 seed = 1;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Another number makes another sample agency",
      "NUMBER" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;

  if (wf_ctl_parse (&argc, &argv, entries, 1) != 1)
    return wf_ctl_wrong_use ("demo takes one folder");
  if (!is_free (argv[0]))
    {
      g_set_error_literal (&error, WF_STORE_ERROR, WF_STORE_ERROR_EXISTS,
                           "the folder is not empty: name a new one for the sample agency");
      return wf_ctl_fail (error);
    }

  g_autoptr (WfPackLibrary) library = wf_ctl_load_packs (ctl);
  g_autoptr (WfCatalogue) catalogue = wf_ctl_open_catalogue (ctl, &error);
  gint64 now_us = g_get_real_time ();
  g_autoptr (WfVault) vault =
      catalogue != NULL
          ? wf_plan_demo_create_sync (argv[0], (guint64) seed, library, catalogue, now_us, &error)
          : NULL;

  if (vault == NULL || !wf_practice_demo_add_sync (vault, WF_DEMO_PASSPHRASE, library,
                                                   (guint64) seed, now_us, &error))
    return wf_ctl_fail (error);
  wf_vault_close_sync (vault);
  g_printerr ("wayfinderctl: a sample agency is in %s. Its passphrase is “%s”.\n", argv[0],
              WF_DEMO_PASSPHRASE);
  return WF_CTL_DONE;
}

const WfCtlCommand WF_CTL_VAULT_COMMANDS[] = {
  { "demo", "DIR [--seed N]", run_demo },
  { "vault create",
    "DIR --passphrase-fd FD [--agency NAME] [--region R] [--name NAME] [--label TEXT] [--json]",
    run_create },
  { "vault check", "DIR --passphrase-fd FD [--slot LABEL] [--json]", run_check },
  { "vault export", "DIR --passphrase-fd FD --client ID [--protected] | --list | --all --to FILE",
    run_export },
  { "vault forget", "DIR --passphrase-fd FD --client ID [--without-figures] [--json]", run_forget },
  { "vault backup", "DIR --passphrase-fd FD", run_backup },
  { "vault restore", "DIR --from FILE", run_restore },
  { "vault salvage", "DIR", run_salvage },
  { NULL },
};
