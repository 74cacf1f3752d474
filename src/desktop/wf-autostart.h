/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * wf_autostart_set_async:
 * @folder: (nullable): where such files are; %NULL for the person's own, "autostart" under
 *   XDG_CONFIG_HOME (Desktop Application Autostart Specification 0.5)
 * @name: of the file, without ".desktop": the application's id
 * @argv: (array zero-terminated=1): what to start
 * @is_on: %FALSE takes the file away
 *
 * Whether the desktop starts the program when this person signs in. The file names nobody.
 */
void wf_autostart_set_async (const char *folder,
                             const char *name,
                             const char *const *argv,
                             gboolean is_on,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** wf_autostart_set_finish: Returns: %TRUE when the desktop will do so. Errors are #GFileError */
gboolean wf_autostart_set_finish (GAsyncResult *result, GError **error);

G_END_DECLS
