/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client.h"
#include "wf-page.h"
#include "wf-services.h"

G_BEGIN_DECLS

/**
 * wf_own_sheet_new:
 * @client: whose file it is
 * @copy: the same file as wf_client_export() made it: what is withheld there is not here either
 * @records: (element-type WfRecord): for the plan and what followed, which hold nothing protected
 *
 * A client's own file to be read: what they told us, what they agreed to, visits, questions and
 * answers (in the client's language beside the interface's), plan, services, notes. It stands
 * beside the JSON file, which is whole; this one says so.
 *
 * Returns: (transfer full): of several sides
 */
WfPage *wf_own_sheet_new (WfServices *services,
                          const WfClient *client,
                          JsonObject *copy,
                          GPtrArray *records);

/** wf_own_sheet_dup_name: @name: of the JSON file. Returns: (transfer full): of the page beside it:
 * "copy.pdf" */
char *wf_own_sheet_dup_name (const char *name);

G_END_DECLS
