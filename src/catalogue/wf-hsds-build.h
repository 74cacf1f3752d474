/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-importer.h"

G_BEGIN_DECLS

/** wf_hsds_build: from the rows in @db, as wf-hsds-tables.c fills it, to nested services and what
 * belongs to none. Private to catalogue/. Errors are the store's or this folder's */
gboolean wf_hsds_build (WfImporter *importer, WfDatabase *db, GError **error);

G_END_DECLS
