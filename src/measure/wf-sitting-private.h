/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-sitting.h"

G_BEGIN_DECLS

/* The state that wf-sitting.c keeps and wf-sitting-select.c reads. */
struct _WfSitting {
  WfMeasureRules rules;
  WfPosterior posterior; /* what is reported */
  WfPosterior aim;       /* what choosing goes by: the same answers, begun at the aim */
  guint n_items;
  WfMeasureItem *items;
  guint8 *used; /* 1 when asked */
  double seconds;
  double last_sd[2]; /* before the last answer, before the one before */
  guint pinned_area; /* 0 for none */
  guint n_answers;
  guint n_asked;
  guint n_closings;
  WfStopReason closes_for; /* of the last item asked */
  guint failures;          /* in a row */
  gboolean is_shaken;      /* the last performance item failed, whatever was said since */
  gboolean ended_low;      /* the last answer was of the lowest category */
  guint area_count[WF_N_AREAS + 1];
  guint kind_count[3];
  guint self_report_in_area[WF_N_AREAS + 1];
  guint observed_in_area[WF_N_AREAS + 1];
};

G_END_DECLS
