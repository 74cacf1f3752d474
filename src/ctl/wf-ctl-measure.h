/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-ctl.h"

G_BEGIN_DECLS

/** wf_ctl_measure_set_number: sets @name, null when @number is none */
void wf_ctl_measure_set_number (JsonObject *object, const char *name, double number);

G_END_DECLS
