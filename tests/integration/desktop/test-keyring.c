/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keyring against a real gnome-keyring-daemon.
 */
#include <libsecret/secret.h>

#include "wf-computer-settings.h"
#include "wf-keyring.h"
#include "wf-test-wait.h"

static GAsyncResult *result;

static void
on_ready (GObject *source, GAsyncResult *finished, gpointer user_data)
{
  result = g_object_ref (finished);
}

static gboolean
store (WfKeyring *keyring, const char *slot, const char *secret, GError **error)
{
  gboolean kept;

  wf_keyring_store_async (keyring, slot, secret, NULL, on_ready, NULL);
  wf_test_wait_until (result != NULL);
  kept = wf_keyring_store_finish (keyring, result, error);
  g_clear_object (&result);
  return kept;
}

static void
assert_kept (WfKeyring *keyring, const char *slot, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret;

  wf_keyring_lookup_async (keyring, slot, NULL, on_ready, NULL);
  wf_test_wait_until (result != NULL);
  secret = wf_keyring_lookup_finish (keyring, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  wf_keyring_secret_free (secret);
  g_clear_object (&result);
}

static void
clear (WfKeyring *keyring, const char *slot)
{
  g_autoptr (GError) error = NULL;

  wf_keyring_clear_async (keyring, slot, NULL, on_ready, NULL);
  wf_test_wait_until (result != NULL);
  g_assert_true (wf_keyring_clear_finish (keyring, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
}

/* What lies in the keyring beside the secrets: anybody in the session can read it. */
static GList *
all_items (void)
{
  static const SecretSchema ours = {
    "org.digitalnavigators.Wayfinder.Passphrase",
    SECRET_SCHEMA_NONE,
    { { "slot", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };
  g_autoptr (GHashTable) every = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  GList *items = secret_password_searchv_sync (&ours, every, SECRET_SEARCH_ALL, NULL, &error);

  g_assert_no_error (error);
  return items;
}

static void
test_keeps (void)
{
  g_autoptr (WfKeyring) keyring = wf_keyring_desktop_new ();
  g_autoptr (GError) error = NULL;

  wf_keyring_set_enabled (keyring, TRUE);
  assert_kept (keyring, "vault/a", NULL);
  g_assert_true (store (keyring, "vault/a", "correct horse – كلمة", &error));
  g_assert_no_error (error);
  g_assert_true (store (keyring, "vault/b", "of another", NULL));
  assert_kept (keyring, "vault/a", "correct horse – كلمة");
  assert_kept (keyring, "vault/b", "of another");

  g_assert_true (store (keyring, "vault/a", "changed", NULL));
  assert_kept (keyring, "vault/a", "changed");

  clear (keyring, "vault/a");
  clear (keyring, "vault/a");
  assert_kept (keyring, "vault/a", NULL);
  assert_kept (keyring, "vault/b", "of another");
  clear (keyring, "vault/b");
  g_assert_null (all_items ());
}

static void
test_starts_off (void)
{
  g_autoptr (WfKeyring) keyring = wf_keyring_desktop_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (wf_keyring_get_enabled (keyring));
  g_assert_false (store (keyring, "vault/off", "secret", &error));
  g_assert_error (error, WF_KEYRING_ERROR, WF_KEYRING_ERROR_OFF);
  g_assert_null (all_items ());

  wf_keyring_set_enabled (keyring, TRUE);
  g_assert_true (store (keyring, "vault/off", "secret", NULL));
  wf_keyring_set_enabled (keyring, FALSE);
  assert_kept (keyring, "vault/off", NULL);
  clear (keyring, "vault/off"); /* turned off: what was kept can still be taken out */
  g_assert_null (all_items ());
}

/* The setting of this computer decides, also over what was kept before. */
static void
test_follows_the_setting (void)
{
  g_autoptr (WfKeyring) keyring = wf_keyring_desktop_new ();
  g_autoptr (WfSpeech) speech = wf_speech_new ();
  g_autoptr (WfNotifier) notifier = wf_notifier_new ();
  g_autoptr (WfComputerSettings) settings =
      wf_computer_settings_new (g_get_user_runtime_dir (), speech, keyring, notifier);

  wf_computer_settings_set_keyring (settings, TRUE);
  g_assert_true (store (keyring, "vault/d", "secret", NULL));
  assert_kept (keyring, "vault/d", "secret");
  wf_computer_settings_set_keyring (settings, FALSE);
  assert_kept (keyring, "vault/d", NULL);
  clear (keyring, "vault/d");
  g_assert_null (all_items ());
  g_object_run_dispose (G_OBJECT (settings));
}

static void
test_shows_only_the_slot (void)
{
  g_autoptr (WfKeyring) keyring = wf_keyring_desktop_new ();
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;

  wf_keyring_set_enabled (keyring, TRUE);
  g_assert_true (store (keyring, "vault/c", "secret", NULL));
  items = all_items ();
  g_assert_cmpuint (g_list_length (items), ==, 1);
  attributes = secret_retrievable_get_attributes (items->data);
  label = secret_retrievable_get_label (items->data);
  g_assert_cmpstr (label, ==, "Wayfinder");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "slot"), ==, "vault/c");
  g_assert_true (g_hash_table_remove (attributes, "xdg:schema"));
  g_assert_cmpuint (g_hash_table_size (attributes), ==, 1);
  clear (keyring, "vault/c");
}

static void
test_cancel (void)
{
  g_autoptr (WfKeyring) keyring = wf_keyring_desktop_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  wf_keyring_set_enabled (keyring, TRUE);
  g_cancellable_cancel (cancellable);
  wf_keyring_lookup_async (keyring, "vault/a", cancellable, on_ready, NULL);
  wf_test_wait_until (result != NULL);
  g_assert_null (wf_keyring_lookup_finish (keyring, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/keeps", test_keeps);
  g_test_add_func ("/keyring/starts-off", test_starts_off);
  g_test_add_func ("/keyring/shows-only-the-slot", test_shows_only_the_slot);
  g_test_add_func ("/keyring/follows-the-setting", test_follows_the_setting);
  g_test_add_func ("/keyring/cancel", test_cancel);
  return g_test_run ();
}
