/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keyring of the desktop (libsecret). Only the key slot's id is an attribute there:
 * attributes are not secret.
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-keyring.h"

#include <libsecret/secret.h>

#define WF_TYPE_KEYRING_DESKTOP (wf_keyring_desktop_get_type ())
G_DECLARE_FINAL_TYPE (WfKeyringDesktop, wf_keyring_desktop, WF, KEYRING_DESKTOP, WfKeyring)

struct _WfKeyringDesktop {
  WfKeyring parent_instance;
};

G_DEFINE_FINAL_TYPE (WfKeyringDesktop, wf_keyring_desktop, WF_TYPE_KEYRING)

static const SecretSchema schema = {
  .name = "org.digitalnavigators.Wayfinder.Passphrase",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "slot", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/* The service's own words go to the debug log; the caller learns what it can act on. */
static void
return_failure (GTask *task, GError *error)
{
  g_autoptr (GError) owned = error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&owned));
      return;
    }
  g_debug ("no secret service: %s", error->message);
  g_task_return_new_error (task, WF_KEYRING_ERROR, WF_KEYRING_ERROR_NO_SERVICE,
                           "This desktop keeps no secrets");
}

static void
on_store_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_failure (task, error);
}

static void
on_lookup_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *secret = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_pointer (task, g_strdup (secret), (GDestroyNotify) wf_keyring_secret_free);
  secret_password_free (secret);
}

static void
on_clear_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
wf_keyring_desktop_store (WfKeyring *self, const char *slot, const char *secret, GTask *task)
{
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, "Wayfinder", secret,
                         g_task_get_cancellable (task), on_store_ready, g_object_ref (task), "slot",
                         slot, NULL);
}

static void
wf_keyring_desktop_lookup (WfKeyring *self, const char *slot, GTask *task)
{
  secret_password_lookup (&schema, g_task_get_cancellable (task), on_lookup_ready,
                          g_object_ref (task), "slot", slot, NULL);
}

static void
wf_keyring_desktop_clear (WfKeyring *self, const char *slot, GTask *task)
{
  secret_password_clear (&schema, g_task_get_cancellable (task), on_clear_ready,
                         g_object_ref (task), "slot", slot, NULL);
}

static void
wf_keyring_desktop_class_init (WfKeyringDesktopClass *klass)
{
  WfKeyringClass *keyring_class = WF_KEYRING_CLASS (klass);

  keyring_class->store = wf_keyring_desktop_store;
  keyring_class->lookup = wf_keyring_desktop_lookup;
  keyring_class->clear = wf_keyring_desktop_clear;
}

static void
wf_keyring_desktop_init (WfKeyringDesktop *self)
{
}

WfKeyring *
wf_keyring_desktop_new (void)
{
  return g_object_new (WF_TYPE_KEYRING_DESKTOP, NULL);
}
