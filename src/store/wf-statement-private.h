/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-statement.h"

G_BEGIN_DECLS

/** wf_statement_free: ends a statement; the cache's destroy function. */
void wf_statement_free (WfStatement *self);

G_END_DECLS
