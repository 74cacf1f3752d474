/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-projection.h"
#include "wf-workshop-action.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WfWorkshopLink:
 *
 * A window's end of a running workshop: starts `wayfinderctl workshop serve` as a child with an
 * empty environment, sends it what the presenter does, and reads what everybody sees. Nothing but
 * the pipe and the deck's name connects the two. Main thread; never blocks.
 *
 * Signals, all from the main context:
 *   "changed" (): wf_workshop_link_get_view() and the projection are new
 *   "listening" (): address or code changed, or phones were let in or shut out
 *   "reached" (guint pages): the page was asked for so many times: phones can reach us
 *   "turned-away" (guint n): so many requests more were refused: what is malformed, forged, too
 * much or too late, by whoever "refused" (int code): the last thing sent was not possible; a
 * #WfWorkshopError "stopped" (): the child is gone. wf_workshop_link_is_ended() says whether it was
 * over; if not, wf_workshop_link_start() opens it again where it stood
 */
#define WF_TYPE_WORKSHOP_LINK (wf_workshop_link_get_type ())
G_DECLARE_FINAL_TYPE (WfWorkshopLink, wf_workshop_link, WF, WORKSHOP_LINK, GObject)

/**
 * wf_workshop_link_new:
 * @script: what is run
 * @program: wayfinderctl, an absolute path
 * @shared_dir: where the packs are
 * @data_dir: the agency's folder, with its packs and workshop.db
 *
 * Returns: (transfer full): one that is not started
 */
WfWorkshopLink *wf_workshop_link_new (WfScript *script,
                                      const char *program,
                                      const char *shared_dir,
                                      const char *data_dir);

/**
 * wf_workshop_link_start:
 * @is_new: begin anew although a workshop with this deck was interrupted
 *
 * Phones are not let in yet: wf_workshop_link_listen(). The first "changed" says that it runs.
 *
 * Returns: %FALSE with %WF_WORKSHOP_ERROR_CHILD
 */
gboolean wf_workshop_link_start (WfWorkshopLink *self, gboolean is_new, GError **error);

/** wf_workshop_link_send: what the presenter does; answered by "changed" or "refused". Does
 *  nothing while the child is not there */
void wf_workshop_link_send (WfWorkshopLink *self, const WfAction *action);

/** wf_workshop_link_listen: lets phones in at @address, one of this computer's (%NULL shuts them
 *  out); @port: 0 for any. Answered by "listening", or "refused" with _NETWORK */
void wf_workshop_link_listen (WfWorkshopLink *self, const char *address, guint port);

/** wf_workshop_link_stop: ends the child; the workshop can be opened again unless it was ended by
 *  %WF_ACTION_END. Also on dispose */
void wf_workshop_link_stop (WfWorkshopLink *self);

/** wf_workshop_link_is_running: Returns: whether the child is there */
gboolean wf_workshop_link_is_running (WfWorkshopLink *self);
/** wf_workshop_link_is_ended: Returns: whether the workshop is over */
gboolean wf_workshop_link_is_ended (WfWorkshopLink *self);
/** wf_workshop_link_is_resumed: Returns: whether it was begun before, known with "listening" */
gboolean wf_workshop_link_is_resumed (WfWorkshopLink *self);
/** wf_workshop_link_get_script: Returns: (transfer none): what is run; known with "listening": when
 *  the deck was changed while the workshop was put aside, it is the deck as it was */
WfScript *wf_workshop_link_get_script (WfWorkshopLink *self);
/** wf_workshop_link_get_view: Returns: (transfer none) (nullable): for the presenter; %NULL before
 *  the first "changed" */
WfWorkshopView *wf_workshop_link_get_view (WfWorkshopLink *self);
/** wf_workshop_link_get_projection: Returns: (transfer none) (nullable): for the wall; likewise */
WfProjection *wf_workshop_link_get_projection (WfWorkshopLink *self);
/** wf_workshop_link_get_url: Returns: (transfer none) (nullable): the short address, as
 *  "http://192.168.1.5:8765/"; with the code behind it, what a QR code says; %NULL: no phones */
const char *wf_workshop_link_get_url (WfWorkshopLink *self);
/** wf_workshop_link_get_code: Returns: (transfer none) (nullable): what phones join with */
const char *wf_workshop_link_get_code (WfWorkshopLink *self);
/** wf_workshop_link_get_session: Returns: the workshop's row in workshop.db, 0 before it is known
 */
gint64 wf_workshop_link_get_session (WfWorkshopLink *self);

/**
 * wf_workshop_list_addresses:
 *
 * Returns: (transfer full): addresses of this computer that phones beside it could reach, the
 *   likeliest first: private IPv4 of interfaces that are up; maybe empty, never the loopback
 */
GStrv wf_workshop_list_addresses (void);

G_END_DECLS
