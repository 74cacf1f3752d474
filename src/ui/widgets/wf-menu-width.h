/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Lets the words of a menu stand on several lines where the window is narrower than they are. Once
 * at the start, before there are windows; again does nothing. */
void wf_menu_width_install (void);
