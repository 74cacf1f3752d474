/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Lets the words of menus and of rows wrap where there is little room: on a small screen, or with
 * large letters. Once at the start, before there are windows; again does nothing. */
void wf_narrow_install (void);
