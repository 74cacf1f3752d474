/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-repo.h"
#include "wf-interview.h"

G_BEGIN_DECLS

/** What opens the sample agency. It protects nothing and says so. */
#define WF_DEMO_PASSPHRASE "demo"

/**
 * WfDemoSetup:
 * @data_dir: an empty folder; vault.db is made in it
 * @seed: the same seed gives the same people, visits and answers (ids and keys are always new)
 * @now_us: the present of the sample agency, microseconds since 1970 UTC; its past is the three
 *   months before, and two people who have not come for two years
 * @bank: the items of the interviews
 * @prepare: (nullable): called before the vault is made: register the folds of layers above
 * @on_interview: (nullable): called for each client with an interview, once it is in the vault, so
 *   that a layer above can add a plan: append to @client_id with records that carry @time_us.
 *   %FALSE with @error stops the making
 * @find_entry: (nullable): the catalogue's entry with that id as it is kept with a referral; %NULL
 *   when there is none. @name and @service (inout) are its own then
 * @user_data: for all of them
 *
 * How a sample agency is made. Borrowed for the call.
 */
typedef struct {
  const char *data_dir;
  guint64 seed;
  gint64 now_us;
  WfItemBank *bank;
  void (*prepare) (WfVault *vault, gpointer user_data);
  gboolean (*on_interview) (WfVault *vault,
                            const char *client_id,
                            WfInterview *interview,
                            gint64 time_us,
                            gpointer user_data,
                            GError **error);
  JsonObject *(*find_entry) (const char *id, char **name, char **service, gpointer user_data);
  gpointer user_data;
} WfDemoSetup;

/**
 * wf_demo_create_sync:
 * @out_recovery_code: (out) (optional) (transfer full): the organisation's printed code
 *
 * Makes a sample agency: a coordinator and a navigator (both %WF_DEMO_PASSPHRASE), sixteen
 * clients in nine languages with visits over three months, one interview interrupted yesterday
 * at its seventh question, anonymous ones, one restricted, one on hold, two whose time of keeping
 * is over, consents of all kinds; referrals in most states, and things to lend: some lent, one
 * overdue, one lost, one to be emptied.
 * All names and stories are made up. The key derivation is the cheapest there is.
 *
 * Blocks: for wayfinderctl, tests or a thread of the program.
 *
 * Returns: (transfer full) (nullable): the vault, unlocked as the coordinator
 */
WfVault *wf_demo_create_sync (const WfDemoSetup *setup, char **out_recovery_code, GError **error);

G_END_DECLS
