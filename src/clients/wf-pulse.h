/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WfPulseKind:
 * @WF_PULSE_CLOSING: how newcomers left: "now", "practise", "beside"
 * @WF_PULSE_STAFF: how staff see their organisation: "surviving", "striving", "thriving"
 *
 * The questions of workshops that mean the same in each of them.
 */
typedef enum {
  WF_PULSE_CLOSING,
  WF_PULSE_STAFF,
} WfPulseKind;

#define WF_PULSE_N_KINDS   2
#define WF_PULSE_N_CHOICES 3

/**
 * WfPulse:
 * @people: how many answered; 0: nothing is told
 * @counts: how many chose each choice, in the order of wf_pulse_get_choice()
 *
 * What the people of one workshop answered together; nobody's own answer. A value.
 */
typedef struct {
  guint people;
  guint counts[WF_PULSE_N_CHOICES];
} WfPulse;

/** wf_pulse_get_choice: @index: < %WF_PULSE_N_CHOICES. Returns: (transfer none): code of a choice,
 *  as decks name it */
const char *wf_pulse_get_choice (WfPulseKind kind, guint index);

/** wf_pulse_find_choice: Returns: %FALSE when the question has no such choice */
gboolean wf_pulse_find_choice (WfPulseKind kind, const char *choice, guint *out_index);

/** wf_pulses_write: @pulses: %WF_PULSE_N_KINDS; what was told is set as member "pulse" of @body,
 *  nothing when none was */
void wf_pulses_write (const WfPulse *pulses, JsonObject *body);

/** wf_pulses_read: @pulses: (out caller-allocates): %WF_PULSE_N_KINDS; zero where @body says
 *  nothing, as in records from before there was a pulse */
void wf_pulses_read (WfPulse *pulses, JsonObject *body);

G_END_DECLS
