/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/**
 * wf_test_mock_call:
 * @interface: (nullable): %NULL for the interface by which a mock is told what to do
 * @parameters: (nullable): a tuple, sunk
 *
 * Calls a mock of python3-dbusmock and waits; fails the test on an error.
 */
static inline GVariant *
wf_test_mock_call (GDBusConnection *bus,
                   const char *name,
                   const char *path,
                   const char *interface,
                   const char *method,
                   GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (
      bus, name, path, interface != NULL ? interface : "org.freedesktop.DBus.Mock", method,
      parameters, NULL, G_DBUS_CALL_FLAGS_NONE, 5000, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

/** wf_test_mock_emit: lets a mock emit @interface.@signal; @arguments: a tuple, sunk */
static inline void
wf_test_mock_emit (GDBusConnection *bus,
                   const char *name,
                   const char *path,
                   const char *interface,
                   const char *signal,
                   GVariant *arguments)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (arguments);
  g_autofree char *type = g_strdup (g_variant_get_type_string (owned) + 1);
  GVariantBuilder list;

  type[strlen (type) - 1] = '\0';
  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; i < g_variant_n_children (owned); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (owned, i);

      g_variant_builder_add (&list, "v", child);
    }
  g_variant_unref (wf_test_mock_call (bus, name, path, NULL, "EmitSignal",
                                      g_variant_new ("(sssav)", interface, signal, type, &list)));
}
