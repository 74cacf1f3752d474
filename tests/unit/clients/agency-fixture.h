/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-agency-repo.h"
#include "wf-client-repo.h"
#include "wf-clock.h"
#include "wf-vault-people.h"

/* A small agency on a disk that goes away: a coordinator, a navigator, an auditor; a clock that
 * stands still; the folds of clients (and those a test adds). */

#define FIXTURE_PASSPHRASE "a passphrase for tests"
#define FIXTURE_NOW        ((gint64) 1795000000 * G_USEC_PER_SEC)

typedef struct {
  char *folder;
  WfClock *clock;
  WfVault *vault;
  WfClientRepo *repo;
  char *founder;
  char *navigator;
  char *auditor;
  void (*add_folds) (WfVault *vault);
} AgencyFixture;

/* @add_folds: (nullable): more folds */
AgencyFixture *agency_fixture_new (void (*add_folds) (WfVault *vault));
void agency_fixture_free (AgencyFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AgencyFixture, agency_fixture_free)

/* Locks, unlocks as @staff_id, loads the list. */
void agency_fixture_unlock_as (AgencyFixture *self, const char *staff_id);
/* The program ends without a word and starts again, as the founder. */
void agency_fixture_restart (AgencyFixture *self);
/* A client with a name (or none); (transfer full): the id. */
char *agency_fixture_add_client (AgencyFixture *self, const char *name);
/* Appends one proposed record (transfer full). */
void agency_fixture_append (AgencyFixture *self, const char *id, WfRecord *record);
/* Runs the main loop until nothing is left to do. */
void agency_fixture_settle (void);
