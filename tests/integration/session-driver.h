/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-repo.h"
#include "wf-pack-library.h"
#include "wf-vault.h"
#include "wf-visit-session.h"

#define DRIVER_PASSPHRASE "a passphrase for tests"
#define DRIVER_AGENCY     "Agency"
#define DRIVER_FOUNDER    "Founder"

/* An open agency, as a navigator has it. */
typedef struct {
  WfPackLibrary *packs;
  WfItemBank *bank; /* of packs */
  WfVault *vault;
  WfClientRepo *repo;
  WfVisitSession *session;
} Desk;

/* Opens the agency in @folder, or makes it; ends the program when it cannot. */
void desk_open (Desk *self, const char *folder, gboolean is_new);
void desk_close (Desk *self);
/* A client who said yes to help and notes. */
WfRecord *desk_make_consent (void);
/* A full visit in person, alone, in Arabic. */
WfVisit *desk_make_visit (void);
WfInterviewSetup desk_make_setup (void);

/* The verbs in files of their own; each returns the exit status. */
int driver_show (const char *folder);
int driver_words (const char *folder);
