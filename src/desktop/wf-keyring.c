/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keyring, and its null variant, which keeps nothing.
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-keyring.h"

#include <string.h>

typedef struct {
  gboolean enabled;
} WfKeyringPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (WfKeyring, wf_keyring, G_TYPE_OBJECT)
G_DEFINE_QUARK (wf-keyring-error-quark, wf_keyring_error)

static void
wf_keyring_real_store (WfKeyring *self, const char *slot, const char *secret, GTask *task)
{
  g_task_return_new_error (task, WF_KEYRING_ERROR, WF_KEYRING_ERROR_NO_SERVICE,
                           "This desktop keeps no secrets");
}

static void
wf_keyring_real_lookup (WfKeyring *self, const char *slot, GTask *task)
{
  g_task_return_pointer (task, NULL, NULL);
}

static void
wf_keyring_real_clear (WfKeyring *self, const char *slot, GTask *task)
{
  g_task_return_boolean (task, TRUE);
}

static void
wf_keyring_class_init (WfKeyringClass *klass)
{
  klass->store = wf_keyring_real_store;
  klass->lookup = wf_keyring_real_lookup;
  klass->clear = wf_keyring_real_clear;
}

static void
wf_keyring_init (WfKeyring *self)
{
}

WfKeyring *
wf_keyring_new (void)
{
  return g_object_new (WF_TYPE_KEYRING, NULL);
}

void
wf_keyring_set_enabled (WfKeyring *self, gboolean enabled)
{
  WfKeyringPrivate *priv;

  g_return_if_fail (WF_IS_KEYRING (self));

  priv = wf_keyring_get_instance_private (self);
  priv->enabled = enabled;
}

gboolean
wf_keyring_get_enabled (WfKeyring *self)
{
  WfKeyringPrivate *priv;

  g_return_val_if_fail (WF_IS_KEYRING (self), FALSE);

  priv = wf_keyring_get_instance_private (self);
  return priv->enabled;
}

void
wf_keyring_store_async (WfKeyring *self,
                        const char *slot,
                        const char *secret,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (WF_IS_KEYRING (self));
  g_return_if_fail (slot != NULL);
  g_return_if_fail (secret != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, wf_keyring_store_async);
  if (wf_keyring_get_enabled (self))
    WF_KEYRING_GET_CLASS (self)->store (self, slot, secret, task);
  else
    g_task_return_new_error (task, WF_KEYRING_ERROR, WF_KEYRING_ERROR_OFF,
                             "The keyring is switched off");
}

gboolean
wf_keyring_store_finish (WfKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
wf_keyring_lookup_async (WfKeyring *self,
                         const char *slot,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (WF_IS_KEYRING (self));
  g_return_if_fail (slot != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, wf_keyring_lookup_async);
  if (wf_keyring_get_enabled (self))
    WF_KEYRING_GET_CLASS (self)->lookup (self, slot, task);
  else
    g_task_return_pointer (task, NULL, NULL);
}

char *
wf_keyring_lookup_finish (WfKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
wf_keyring_clear_async (WfKeyring *self,
                        const char *slot,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (WF_IS_KEYRING (self));
  g_return_if_fail (slot != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, wf_keyring_clear_async);
  WF_KEYRING_GET_CLASS (self)->clear (self, slot, task);
}

gboolean
wf_keyring_clear_finish (WfKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
wf_keyring_secret_free (char *secret)
{
  if (secret == NULL)
    return;

  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
