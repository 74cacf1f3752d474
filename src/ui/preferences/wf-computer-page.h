/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfComputerPage:
 *
 * The page of Preferences about this computer: display, reading aloud, reminders, and
 * whether a passphrase may be kept here. Everybody may change it; none of it is about a person.
 *
 * Signal "told" (text): one sentence to show.
 */
#define WF_TYPE_COMPUTER_PAGE (wf_computer_page_get_type ())
G_DECLARE_FINAL_TYPE (WfComputerPage, wf_computer_page, WF, COMPUTER_PAGE, AdwPreferencesPage)

/** wf_computer_page_new: Returns: (transfer floating): with what is set now */
WfComputerPage *wf_computer_page_new (WfServices *services);

/** wf_computer_page_apply_colours: @settings: (nullable): light, dark or the desktop's, from now on
 */
void wf_computer_page_apply_colours (GSettings *settings);

G_END_DECLS
