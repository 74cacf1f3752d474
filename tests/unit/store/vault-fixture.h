/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-hex.h"
#include "wf-json.h"
#include "wf-vault-care.h"
#include "wf-vault-people.h"

/* A small agency for the vault's tests: cheap keys, a clock that stands still, two folds. */

#define PASSPHRASE "a passphrase for tests"
#define START_US   (G_GINT64_CONSTANT (1795000000) * G_USEC_PER_SEC)

typedef struct {
  char *folder;
  WfClock *clock;
  WfVault *vault;
  char *code;
  char *founder;
} Fixture;

extern const WfFold CARD_FOLD, COUNT_FOLD;

/** fixture_set_up: an unlocked new vault. */
void fixture_set_up (Fixture *f, gconstpointer data);
/** fixture_tear_down: closes it and removes its folder. */
void fixture_tear_down (Fixture *f, gconstpointer data);
/** fixture_new_vault: Returns: another closed vault on the same folder, with the folds. */
WfVault *fixture_new_vault (Fixture *f);
/** fixture_reopen: closes and opens again, unlocked as @slot_id. */
void fixture_reopen (Fixture *f, const char *slot_id, const char *passphrase);
/** fixture_unlock_as: locks, then unlocks as another. */
void fixture_unlock_as (Fixture *f, const char *slot_id, const char *passphrase);
/** fixture_find_slot: Returns: the id of the slot with this label, or of the organisation's when
 * %NULL. */
char *fixture_find_slot (Fixture *f, const char *label);

/** fixture_use_memory: temporary folders in memory where the system has such: for tests of many
 * rounds in which the disk itself is not the question. First thing in main(). */
void fixture_use_memory (void);

/** make_record: a record whose body has one text. */
WfRecord *make_record (const char *kind, const char *text);
/** make_records: a list of one or more texts, NULL at the end, of one kind. */
GPtrArray *make_records (const char *kind, ...) G_GNUC_NULL_TERMINATED;
/** append_text: appends one record and expects it to go well. */
void append_text (WfVault *vault, const char *owner_id, const char *kind, const char *text);
/** create_client: a client with a name. */
char *create_client (WfVault *vault, const char *name);
/** assert_texts: an owner's records have just these texts, joined by "|". */
void assert_texts (WfVault *vault, const char *owner_id, const char *expected);
/** count_problems: Returns: how many of this code. */
guint count_problems (WfVaultReport *report, WfProblemCode code);
/** remove_folder: and all in it. */
void remove_folder (const char *folder);
