/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WF_COMPOSE_ARENAS: how many arenas malloc() may keep (mallopt (3), before the first thread). All
 * threads share the two, the main thread's too. One for each worker holds on to a megabyte more.
 */
#define WF_COMPOSE_ARENAS 2

/**
 * wf_compose_services:
 * @data_dir: (nullable): an absolute path, or %NULL for the usual place
 *
 * The composition root: builds every part of the program and hands out references. A new
 * service is one line here and one field of #WfServices.
 *
 * Returns: (transfer full): the services, every field set
 */
WfServices *wf_compose_services (const char *data_dir);

G_END_DECLS
