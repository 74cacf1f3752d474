/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfWorkshopError:
 * @WF_WORKSHOP_ERROR_NOTHING: the action would do nothing here: no results to reveal on this
 *   slide, nothing to undo, no such option or idea; go to another slide
 * @WF_WORKSHOP_ERROR_LINE: the line is not understood; docs/formats/workshop.md lists them
 * @WF_WORKSHOP_ERROR_NOT_NOW: another slide is on the wall, or the question was reset; look again
 * @WF_WORKSHOP_ERROR_CLOSED: the question is closed; the presenter can open it again
 * @WF_WORKSHOP_ERROR_CHOICE: no such choice, or several where one is asked
 * @WF_WORKSHOP_ERROR_TEXT: the idea is empty, too long, or one too many
 * @WF_WORKSHOP_ERROR_TOKEN: nobody with this token joined this workshop; join again
 * @WF_WORKSHOP_ERROR_FULL: as many phones joined as heads were counted; count again
 * @WF_WORKSHOP_ERROR_CODE: another join code is on the wall
 * @WF_WORKSHOP_ERROR_ENDED: the workshop is over
 * @WF_WORKSHOP_ERROR_DECK: there is no such deck, or it is no longer the one that was begun
 * @WF_WORKSHOP_ERROR_NETWORK: the address or port cannot be used; choose another
 * @WF_WORKSHOP_ERROR_CHILD: the server did not start or stopped; votes by hand still count, and
 *   what was counted is kept: start it again
 */
typedef enum {
  WF_WORKSHOP_ERROR_NOTHING,
  WF_WORKSHOP_ERROR_LINE,
  WF_WORKSHOP_ERROR_NOT_NOW,
  WF_WORKSHOP_ERROR_CLOSED,
  WF_WORKSHOP_ERROR_CHOICE,
  WF_WORKSHOP_ERROR_TEXT,
  WF_WORKSHOP_ERROR_TOKEN,
  WF_WORKSHOP_ERROR_FULL,
  WF_WORKSHOP_ERROR_CODE,
  WF_WORKSHOP_ERROR_ENDED,
  WF_WORKSHOP_ERROR_DECK,
  WF_WORKSHOP_ERROR_NETWORK,
  WF_WORKSHOP_ERROR_CHILD,
} WfWorkshopError;

/** The last code, so that a table over all of them can be checked for gaps. */
#define WF_WORKSHOP_ERROR_LAST WF_WORKSHOP_ERROR_CHILD

#define WF_WORKSHOP_ERROR (wf_workshop_error_quark ())
GQuark wf_workshop_error_quark (void);

/** wf_workshop_error_get_name: Returns: (transfer none): as JSON names it, "not-now" */
const char *wf_workshop_error_get_name (WfWorkshopError code);

G_END_DECLS
