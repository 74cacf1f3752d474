/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-importer.h"

G_BEGIN_DECLS

/** Member by which our own export tells what an object that is no service is. */
#define WF_HSDS_TYPE "x_type"

/**
 * wf_hsds_json_import:
 * @bytes: (transfer none): a file, mapped rather than read: a page, a list, lines, one object
 * @name: of the file: for the report, and to tell what a bare object is
 *
 * Services are put; of a service_at_location or an organization the services within; other objects
 * are kept. A database shell's ObjectId ("…") is read as its text; places that are no HSDS, but
 * have a name, become services.
 *
 * Returns: %FALSE with @error when the import must end
 */
gboolean
wf_hsds_json_import (WfImporter *importer, GBytes *bytes, const char *name, GError **error);

/** wf_hsds_json_put: one object of which @name tells the type, as above */
gboolean wf_hsds_json_put (
    WfImporter *importer, JsonObject *object, const char *name, guint line, GError **error);

G_END_DECLS
