/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workshop's errors by name. Words for people belong to ui/ and to the texts pack.
 */
#include "wf-workshop-error.h"

G_DEFINE_QUARK (wf-workshop-error-quark, wf_workshop_error)

const char *
wf_workshop_error_get_name (WfWorkshopError code)
{
  static const char *const NAMES[] = {
    [WF_WORKSHOP_ERROR_NOTHING] = "nothing", [WF_WORKSHOP_ERROR_LINE] = "line",
    [WF_WORKSHOP_ERROR_NOT_NOW] = "not-now", [WF_WORKSHOP_ERROR_CLOSED] = "closed",
    [WF_WORKSHOP_ERROR_CHOICE] = "choice",   [WF_WORKSHOP_ERROR_TEXT] = "text",
    [WF_WORKSHOP_ERROR_TOKEN] = "token",     [WF_WORKSHOP_ERROR_FULL] = "full",
    [WF_WORKSHOP_ERROR_CODE] = "code",       [WF_WORKSHOP_ERROR_ENDED] = "ended",
    [WF_WORKSHOP_ERROR_DECK] = "deck",       [WF_WORKSHOP_ERROR_NETWORK] = "network",
    [WF_WORKSHOP_ERROR_CHILD] = "child",
  };

  g_return_val_if_fail (code <= WF_WORKSHOP_ERROR_LAST, "nothing");

  return NAMES[code];
}
