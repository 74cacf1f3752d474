/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory for the few keys that stay: libsodium's guarded pages. Also the one place where
 * libsodium is started, which every other file of this folder relies on.
 */
#define G_LOG_DOMAIN "wf-crypto"

#include "wf-secret.h"
#include "wf-crypto-private.h"

#include <sodium.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

struct _WfSecret {
  guint8 *bytes;
  gsize size;
};

G_DEFINE_QUARK (wf-crypto-error-quark, wf_crypto_error)

void
wf_crypto_ensure (void)
{
  static gsize is_ready;

  if (g_once_init_enter (&is_ready))
    {
      if (sodium_init () < 0)
        g_error ("the system gives no random bytes");
      g_once_init_leave (&is_ready, 1);
    }
}

WfSecret *
wf_secret_new (gsize size)
{
  g_return_val_if_fail (size > 0, NULL);

  WfSecret *self = g_new0 (WfSecret, 1);

  wf_crypto_ensure ();
  self->size = size;
  self->bytes = sodium_malloc (size);
  if (self->bytes == NULL)
    g_error ("no memory for a key");
  memset (self->bytes, 0, size);
  return self;
}

WfSecret *
wf_secret_new_from (gconstpointer bytes, gsize size)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  WfSecret *self = wf_secret_new (size);

  memcpy (self->bytes, bytes, size);
  return self;
}

void
wf_secret_free (WfSecret *self)
{
  if (self == NULL)
    return;

  sodium_free (self->bytes);
  g_free (self);
}

guint8 *
wf_secret_get (WfSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

gsize
wf_secret_get_size (WfSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

void
wf_wipe (gpointer bytes, gsize size)
{
  sodium_memzero (bytes, size);
}

void
wf_wipe_free (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

gboolean
wf_crypto_harden_process (void)
{
  const struct rlimit none = { 0, 0 };
  gboolean has_no_core = setrlimit (RLIMIT_CORE, &none) == 0;
  gboolean is_closed = prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;

  return has_no_core && is_closed;
}
