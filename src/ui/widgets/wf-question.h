/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * wf_question_settle_on:
 * @dialog: with all its answers, and not drawn yet
 * @answer: the one of them that leaves everything as it is
 *
 * Enter, Escape and closing the window give that answer. It has the focus, whether the answers
 * stand beside each other or, on a small screen, below each other: there the last comes first.
 */
void wf_question_settle_on (AdwMessageDialog *dialog, const char *answer);

G_END_DECLS
