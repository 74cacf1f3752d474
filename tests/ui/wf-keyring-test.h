/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-keyring.h"

/* A keyring that keeps what it is given in memory, and can be one that does not answer. */

#define TEST_TYPE_KEYRING (test_keyring_get_type ())
G_DECLARE_FINAL_TYPE (TestKeyring, test_keyring, TEST, KEYRING, WfKeyring)

struct _TestKeyring {
  WfKeyring parent_instance;
  GHashTable *kept; /* slot → secret */
  gboolean is_gone;
};

G_DEFINE_FINAL_TYPE (TestKeyring, test_keyring, WF_TYPE_KEYRING)

static gboolean
test_keyring_fails (WfKeyring *self, GTask *task)
{
  if (!TEST_KEYRING (self)->is_gone)
    return FALSE;
  g_task_return_new_error (task, WF_KEYRING_ERROR, WF_KEYRING_ERROR_NO_SERVICE, "gone");
  return TRUE;
}

static void
test_keyring_store (WfKeyring *self, const char *slot, const char *secret, GTask *task)
{
  if (test_keyring_fails (self, task))
    return;
  g_hash_table_replace (TEST_KEYRING (self)->kept, g_strdup (slot), g_strdup (secret));
  g_task_return_boolean (task, TRUE);
}

static void
test_keyring_lookup (WfKeyring *self, const char *slot, GTask *task)
{
  if (test_keyring_fails (self, task))
    return;
  g_task_return_pointer (task, g_strdup (g_hash_table_lookup (TEST_KEYRING (self)->kept, slot)),
                         (GDestroyNotify) wf_keyring_secret_free);
}

static void
test_keyring_clear (WfKeyring *self, const char *slot, GTask *task)
{
  if (test_keyring_fails (self, task))
    return;
  g_hash_table_remove (TEST_KEYRING (self)->kept, slot);
  g_task_return_boolean (task, TRUE);
}

static void
test_keyring_finalize (GObject *object)
{
  g_hash_table_unref (TEST_KEYRING (object)->kept);
  G_OBJECT_CLASS (test_keyring_parent_class)->finalize (object);
}

static void
test_keyring_class_init (TestKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_keyring_finalize;
  WF_KEYRING_CLASS (klass)->store = test_keyring_store;
  WF_KEYRING_CLASS (klass)->lookup = test_keyring_lookup;
  WF_KEYRING_CLASS (klass)->clear = test_keyring_clear;
}

static void
test_keyring_init (TestKeyring *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* In place of the null variant; before anything was shown. */
static TestKeyring *
test_keyring_use (WfServices *services)
{
  TestKeyring *keyring = g_object_new (TEST_TYPE_KEYRING, NULL);

  g_clear_object (&services->keyring);
  services->keyring = g_object_ref (WF_KEYRING (keyring));
  g_clear_object (&services->computer);
  services->computer = wf_computer_settings_new (services->data_dir, services->speech,
                                                 services->keyring, services->notifier);
  return keyring;
}
