/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfKeyringError:
 * @WF_KEYRING_ERROR_NO_SERVICE: this desktop keeps no secrets; type the passphrase
 * @WF_KEYRING_ERROR_OFF: the person has not turned the keyring on; offer the switch
 */
typedef enum {
  WF_KEYRING_ERROR_NO_SERVICE,
  WF_KEYRING_ERROR_OFF,
} WfKeyringError;

#define WF_KEYRING_ERROR (wf_keyring_error_quark ())
GQuark wf_keyring_error_quark (void);

/**
 * WfKeyring:
 *
 * Keeps one person's passphrase in the desktop's keyring, if that person asked for it:
 * it starts switched off, and while it is off nothing is stored or looked up (what was
 * kept before can still be cleared). Whoever can use the desktop session can then open
 * the vault, which the page that offers it says. This class itself is the null variant.
 *
 * Main thread; never blocks.
 */
#define WF_TYPE_KEYRING (wf_keyring_get_type ())
G_DECLARE_DERIVABLE_TYPE (WfKeyring, wf_keyring, WF, KEYRING, GObject)

/**
 * WfKeyringClass:
 *
 * Each function completes @task: with a boolean, or for @lookup with a string freed by
 * wf_keyring_secret_free(), %NULL when there is none.
 */
struct _WfKeyringClass {
  GObjectClass parent_class;

  void (*store) (WfKeyring *self, const char *slot, const char *secret, GTask *task);
  void (*lookup) (WfKeyring *self, const char *slot, GTask *task);
  void (*clear) (WfKeyring *self, const char *slot, GTask *task);
};

/** wf_keyring_new: Returns: (transfer full): the null variant: keeps and finds nothing */
WfKeyring *wf_keyring_new (void);

/** wf_keyring_desktop_new: Returns: (transfer full): the desktop's secret service */
WfKeyring *wf_keyring_desktop_new (void);

/**
 * wf_keyring_set_enabled:
 * @enabled: %TRUE only when this person turned it on; %FALSE does not clear by itself
 */
void wf_keyring_set_enabled (WfKeyring *self, gboolean enabled);
gboolean wf_keyring_get_enabled (WfKeyring *self);

/**
 * wf_keyring_store_async:
 * @slot: which passphrase: the vault's and the key slot's ids, nobody's name
 * @secret: the passphrase
 *
 * The desktop may ask the person to open the keyring first: there is no deadline, cancel
 * with @cancellable.
 */
void wf_keyring_store_async (WfKeyring *self,
                             const char *slot,
                             const char *secret,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** wf_keyring_store_finish: Returns: %FALSE with #WfKeyringError: it was not kept */
gboolean wf_keyring_store_finish (WfKeyring *self, GAsyncResult *result, GError **error);

/** wf_keyring_lookup_async: @slot: as given to wf_keyring_store_async() */
void wf_keyring_lookup_async (WfKeyring *self,
                              const char *slot,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/**
 * wf_keyring_lookup_finish:
 *
 * Returns: (transfer full) (nullable): the secret, to be freed with
 *   wf_keyring_secret_free(); %NULL without @error when none is kept
 */
char *wf_keyring_lookup_finish (WfKeyring *self, GAsyncResult *result, GError **error);

/** wf_keyring_clear_async: @slot: what is kept for it is removed, switched on or not */
void wf_keyring_clear_async (WfKeyring *self,
                             const char *slot,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** wf_keyring_clear_finish: Returns: %TRUE also when nothing was kept */
gboolean wf_keyring_clear_finish (WfKeyring *self, GAsyncResult *result, GError **error);

/** wf_keyring_secret_free: @secret: (nullable): overwritten, then freed */
void wf_keyring_secret_free (char *secret);

G_END_DECLS
