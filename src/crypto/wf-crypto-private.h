/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** wf_crypto_ensure: starts libsodium, once; each file of this folder calls it before use. */
void wf_crypto_ensure (void);

G_END_DECLS
