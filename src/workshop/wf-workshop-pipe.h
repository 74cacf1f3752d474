/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-workshop-host.h"

G_BEGIN_DECLS

/**
 * WfWorkshopServe:
 * @address: (nullable): where phones find it; %NULL: no phones until a line says "listen"
 * @port: 0: where it was before, else any
 * @heads: people in the room; 0: as it was
 * @is_plain: words for a person instead of JSON lines
 */
typedef struct {
  const char *address;
  guint port;
  guint heads;
  gboolean is_plain;
} WfWorkshopServe;

/**
 * wf_workshop_pipe_run:
 * @host: the workshop
 * @input: a descriptor to read lines from
 * @output: a descriptor to write lines to
 *
 * Runs a workshop until a line says "end", the input ends or SIGTERM comes; after the last two it
 * can be opened again. Lines and answers: docs/formats/workshop.md. Never blocks on a slow
 * reader. For the server process: runs a main loop on the default context.
 *
 * Returns: %FALSE with %WF_WORKSHOP_ERROR_NETWORK when it could not begin
 */
gboolean wf_workshop_pipe_run (
    WfWorkshopHost *host, const WfWorkshopServe *setup, int input, int output, GError **error);

G_END_DECLS
