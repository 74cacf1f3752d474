/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Lets a wrapping label say the same width whatever the height, so that it is never given more
 * than its window has. Once at the start, before there are windows; again does nothing. */
void wf_label_width_install (void);
