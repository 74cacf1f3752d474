/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfStoreError:
 * @WF_STORE_ERROR_IO: the disk did not do as asked; nothing is half written; try again,
 *   look at the disk
 * @WF_STORE_ERROR_FULL: no room; what was being saved is not saved; make room, try again
 * @WF_STORE_ERROR_DAMAGED: the file is harmed; nothing was deleted; salvage it or open a backup
 * @WF_STORE_ERROR_NEWER: a newer Wayfinder wrote this file; it was not touched; update
 * @WF_STORE_ERROR_BUSY: another program holds the file; the message says which one
 * @WF_STORE_ERROR_EXISTS: there is a vault here already; open it
 * @WF_STORE_ERROR_NOT_FOUND: there is no such vault, slot, member or owner
 * @WF_STORE_ERROR_PLACE: the folder is synchronised or on a network drive; choose another
 * @WF_STORE_ERROR_WRONG_PASSPHRASE: the slot did not open; nothing was changed; type it again
 * @WF_STORE_ERROR_WAIT: too many wrong passphrases; wf_vault_get_wait_seconds() says how long
 * @WF_STORE_ERROR_LOCKED: the vault is locked; unlock it first
 * @WF_STORE_ERROR_NOT_ALLOWED: this person's role does not allow it; ask a coordinator
 * @WF_STORE_ERROR_RESTRICTED: only named colleagues open this client; ask one of them
 * @WF_STORE_ERROR_ALTERED: what was read is not what was written; it is not shown, not deleted
 * @WF_STORE_ERROR_TOO_LARGE: the text does not fit in one event; shorten it
 * @WF_STORE_ERROR_INVALID: the caller asked for something that has no sense
 * @WF_STORE_ERROR_INTERRUPTED: the query was stopped on purpose
 * @WF_STORE_ERROR_READ_ONLY: the folder or file may not be written, or is no folder; nothing was
 *   changed; get the right to write there, or use another folder
 * @WF_STORE_ERROR_COPIES: the client is forgotten here, but older copies could not be destroyed;
 *   tried again at the next unlock and backup
 * @WF_STORE_ERROR_CONTESTED: the member list was changed past its key set: nobody is handed a key;
 *   everything else goes on; check, and restore a backup of before
 */
typedef enum {
  WF_STORE_ERROR_IO,
  WF_STORE_ERROR_FULL,
  WF_STORE_ERROR_DAMAGED,
  WF_STORE_ERROR_NEWER,
  WF_STORE_ERROR_BUSY,
  WF_STORE_ERROR_EXISTS,
  WF_STORE_ERROR_NOT_FOUND,
  WF_STORE_ERROR_PLACE,
  WF_STORE_ERROR_WRONG_PASSPHRASE,
  WF_STORE_ERROR_WAIT,
  WF_STORE_ERROR_LOCKED,
  WF_STORE_ERROR_NOT_ALLOWED,
  WF_STORE_ERROR_RESTRICTED,
  WF_STORE_ERROR_ALTERED,
  WF_STORE_ERROR_TOO_LARGE,
  WF_STORE_ERROR_INVALID,
  WF_STORE_ERROR_INTERRUPTED,
  WF_STORE_ERROR_READ_ONLY,
  WF_STORE_ERROR_COPIES,
  WF_STORE_ERROR_CONTESTED,
} WfStoreError;

/** The last code, so that a table over all of them can be checked for gaps. */
#define WF_STORE_ERROR_LAST WF_STORE_ERROR_CONTESTED

#define WF_STORE_ERROR (wf_store_error_quark ())
GQuark wf_store_error_quark (void);

G_END_DECLS
