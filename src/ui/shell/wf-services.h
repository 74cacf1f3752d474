/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "wf-agency-repo.h"
#include "wf-bank-repo.h"
#include "wf-catalogue-sync.h"
#include "wf-catalogue.h"
#include "wf-client-repo.h"
#include "wf-clock.h"
#include "wf-computer-settings.h"
#include "wf-door.h"
#include "wf-feed-upkeep.h"
#include "wf-format.h"
#include "wf-keyring.h"
#include "wf-notifier.h"
#include "wf-pack-library.h"
#include "wf-practice-repo.h"
#include "wf-quick-hide.h"
#include "wf-session-lock.h"
#include "wf-speech.h"
#include "wf-upkeep.h"
#include "wf-vault.h"

G_BEGIN_DECLS

/**
 * WfServices:
 *
 * What a page is handed: references to the parts the composition root in app/ built, and
 * nothing else. It does no work, emits nothing and is never asked for by name. Pages read
 * the fields and never set them; the composition root (or a test) sets them once, and the
 * door those that take time to load, before the first page is made. A field a test does not need
 * may stay %NULL there; in the program every field without "(nullable)" is set.
 *
 * Main thread.
 */
typedef struct _WfServices WfServices;

struct _WfServices {
  grefcount refs;               /* private */
  char *data_dir;               /* where this agency's files are */
  char *shared_dir;             /* where the files that came with the program are */
  char *lang;                   /* BCP 47 tag of the interface's language */
  WfFormat *format;             /* dates and numbers in that language */
  GSettings *settings;          /* (nullable): window and display settings */
  WfClock *clock;               /* where "now" comes from */
  WfKdfCost cost;               /* how dear a guess is made for new passphrases */
  WfSpeech *speech;             /* reads pack text aloud */
  WfNotifier *notifier;         /* reminders, which never name a client */
  WfKeyring *keyring;           /* off unless the person turned it on */
  WfComputerSettings *computer; /* which of these three may be used here */
  WfSessionLock *session_lock;  /* the desktop is locked or goes to sleep */
  WfQuickHide *quick_hide;      /* covers every window */
  WfVault *vault;               /* everything about clients and staff */
  WfClientRepo *clients;        /* the clients this member of staff may open */
  WfAgencyRepo *agency;         /* the agency's settings */
  WfPracticeRepo *practice;     /* the practice of the member of staff who unlocked */
  WfBankRepo *numbers;          /* how hard the agency holds its questions to be */
  WfPackLibrary *packs;         /* questions, rules, texts, languages; once the door has started */
  WfCatalogue *catalogue;       /* (nullable): what there is to get; %NULL when it did not open */
  WfCatalogueSync *sync;        /* (nullable): renews it from the web, and writes to it */
  WfDoor *door;                 /* opens and locks the vault */
  WfFeedUpkeep *feed_upkeep;    /* (nullable): when it renews itself, and what is said of it */
  WfUpkeep *upkeep;             /* backups, due days and reminders by themselves */
  GPtrArray *old_packs;         /* private: pages may still show something of them */
};

#define WF_TYPE_SERVICES (wf_services_get_type ())
GType wf_services_get_type (void);

/** wf_services_new: Returns: (transfer full): with every field %NULL but quick_hide */
WfServices *wf_services_new (void);
WfServices *wf_services_ref (WfServices *self);
void wf_services_unref (WfServices *self);

/** wf_services_replace_packs: @packs: (transfer full): read anew, after one was brought in; the
 *  ones before live as long as @self */
void wf_services_replace_packs (WfServices *self, WfPackLibrary *packs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfServices, wf_services_unref)

G_END_DECLS
