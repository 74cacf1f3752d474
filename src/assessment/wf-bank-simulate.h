/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-interview.h"
#include "wf-sitting-simulate.h"

G_BEGIN_DECLS

/**
 * wf_bank_simulate:
 * @numbers: (nullable): what the agency put in place of the pack's numbers; %NULL for the pack's
 * @setup: (nullable): the kind of visit; %NULL for one in person in Ontario, in English, alone,
 *   with everything on the table
 *
 * Lets made-up people go through the skills part of an interview on @bank, with the gates and
 * the rules of a real one, so that an agency sees what its bank can do before using it. The
 * stop by decision is left out: it depends on a plan. Pure; any thread.
 *
 * Returns: %FALSE when no scored item of @bank may be asked in such a visit
 */
gboolean wf_bank_simulate (WfItemBank *bank,
                           WfBankNumbers *numbers,
                           const WfInterviewSetup *setup,
                           const WfSimulation *simulation,
                           WfSimulationReport *out_report);

G_END_DECLS
