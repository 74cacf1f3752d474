/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * wf_toast_new:
 * @message: one short sentence, as it is: no markup; no client's text
 *
 * Returns: (transfer full): a toast that shows every word, on as many lines as they need, and whose
 *   button a screen reader names
 */
AdwToast *wf_toast_new (const char *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
