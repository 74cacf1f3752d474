/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-demo.h"
#include "wf-lending.h"

G_BEGIN_DECLS

/**
 * WfDemoFollow:
 *
 * What follows after the visits of the sample agency, all made up: referrals in their states,
 * things lent, what earlier clients made of an offer. It makes records and writes none.
 */
typedef struct _WfDemoFollow WfDemoFollow;

/** wf_demo_follow_new: @setup, @rand: borrowed. Returns: (transfer full) */
WfDemoFollow *wf_demo_follow_new (const WfDemoSetup *setup, GRand *rand);
void wf_demo_follow_free (WfDemoFollow *self);

/**
 * wf_demo_follow_put:
 * @person: name of a made-up person; one of whom nothing follows is passed over
 * @records: (element-type WfRecord): where theirs are added, with times of the past
 *
 * Returns: %FALSE with @error when the program's own rules refuse what the tables say
 */
gboolean
wf_demo_follow_put (WfDemoFollow *self, const char *person, GPtrArray *records, GError **error);

/** wf_demo_follow_list_agency: after all people. Returns: (transfer full) (element-type WfRecord):
 *  what belongs in the agency's log: its things, and how offers turned out */
GPtrArray *wf_demo_follow_list_agency (WfDemoFollow *self);

/** wf_demo_sort_records: @records: (element-type WfRecord): by time; what is of one time stays in
 *  its order */
void wf_demo_sort_records (GPtrArray *records);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfDemoFollow, wf_demo_follow_free)

G_END_DECLS
