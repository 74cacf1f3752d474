/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Exit codes of wayfinderctl: done; a clear reason stands on standard error; wrong use. */
enum {
  WF_CTL_DONE = 0,
  WF_CTL_FAILED = 1,
  WF_CTL_WRONG_USE = 2,
};

/**
 * WfCtl:
 * @shared_dir: where packs/ and catalogue/ are
 * @data_dir: the agency's folder, from --data-dir or the default
 *
 * What every command is given. Main thread only; owned by main().
 */
typedef struct {
  char *shared_dir;
  char *data_dir;
} WfCtl;

/**
 * WfCtlCommand:
 * @name: one or two words, "vault create"
 * @usage: what follows them in the help
 * @run: @argv holds what follows the command's name, options included
 */
typedef struct {
  const char *name;
  const char *usage;
  int (*run) (WfCtl *ctl, int argc, char **argv);
} WfCtlCommand;

/**
 * wf_ctl_parse:
 * @entries: (nullable): options of this command, ended by an empty entry
 * @max_words: how many words that are not options the command takes at the most
 *
 * Takes the options out of @argv, leaving the words from argv[0] on.
 *
 * Returns: the number of words left, or -1 with the reason on standard error
 */
int wf_ctl_parse (int *argc, char ***argv, const GOptionEntry *entries, int max_words);

/** wf_ctl_print_json: @object: (transfer none): one line on standard output */
void wf_ctl_print_json (JsonObject *object);

/**
 * wf_ctl_fail:
 * @error: (transfer none): says what happened; printed on standard error, with what is safe
 *   and what to do where that is known
 *
 * Returns: %WF_CTL_FAILED, for "return wf_ctl_fail (error);"
 */
int wf_ctl_fail (const GError *error);

/** wf_ctl_wrong_use: @message on standard error. Returns: %WF_CTL_WRONG_USE */
int wf_ctl_wrong_use (const char *message);

/** wf_ctl_check_region: @region: (nullable). Returns: whether there is such a region; else it is
 * said, with those there are, and the command ends with %WF_CTL_WRONG_USE */
gboolean wf_ctl_check_region (const char *region);
/** wf_ctl_check_kind: @kind: (nullable): of an entry; as wf_ctl_check_region() */
gboolean wf_ctl_check_kind (const char *kind);
/** wf_ctl_check_language: @language: (nullable): BCP 47; as wf_ctl_check_region() */
gboolean wf_ctl_check_language (const char *language);

/**
 * wf_ctl_read_passphrase:
 * @descriptor: an open file descriptor, or -1 to ask on the terminal without echo
 *
 * Reads one line. A passphrase never comes from an argument: those are public.
 * Wipe it after use.
 *
 * Returns: (transfer full) (nullable): the passphrase without its line end, or %NULL
 *   with @error
 */
char *wf_ctl_read_passphrase (int descriptor, GError **error);

/** wf_ctl_wipe: overwrites and frees @text (nullable) */
void wf_ctl_wipe (char *text);

/** wf_ctl_read_input: Returns: (transfer full): all of standard input, or %NULL with @error */
char *wf_ctl_read_input (GError **error);

extern const WfCtlCommand WF_CTL_CATALOGUE_COMMANDS[];
extern const WfCtlCommand WF_CTL_CONTENT_COMMANDS[];
extern const WfCtlCommand WF_CTL_FEED_COMMANDS[];
extern const WfCtlCommand WF_CTL_INTERVIEW_COMMANDS[];
extern const WfCtlCommand WF_CTL_MATCH_COMMANDS[];
extern const WfCtlCommand WF_CTL_MEASURE_COMMANDS[];
extern const WfCtlCommand WF_CTL_MEASURE_DATA_COMMANDS[];
extern const WfCtlCommand WF_CTL_PLAN_COMMANDS[];
extern const WfCtlCommand WF_CTL_PRACTICE_COMMANDS[];
extern const WfCtlCommand WF_CTL_SIMULATE_COMMANDS[];
extern const WfCtlCommand WF_CTL_VAULT_COMMANDS[];
extern const WfCtlCommand WF_CTL_WORKSHOP_COMMANDS[];

G_END_DECLS
