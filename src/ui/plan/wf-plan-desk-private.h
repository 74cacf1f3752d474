/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-plan-desk.h"

#include "wf-answers.h"

G_BEGIN_DECLS

/* Shared by the files of the plan's desk, of which each calls only those before it: the client's
 * facts, the plan and its changes, what is supposed. */

struct _WfPlanDesk {
  GObject parent_instance;

  WfServices *services;
  char *client_id;
  WfClient *client;
  WfPlan *plan;
  WfAnswers *answers;
  gint64 answered_us; /* when the last answer of an ended interview was given; 0: none, not ended */
  gint64 facts_us;    /* when a fact that offers look at was last said; 0: never */
  WfBudget budget;    /* as in the client's facts */
  gboolean has_goal;
  char *lang;
  char *worker;

  GQueue changes;     /* of Change; the head is being kept */
  gboolean is_saving; /* the head's record is with the vault */
  WfRecord *record;   /* what is being kept */
  WfRecord *inverse;  /* (nullable): what takes it back */
  GPtrArray *undo;    /* of WfRecord, the latest last */
};

/** wf_plan_desk_get_today: @out_today: (out caller-allocates) */
void wf_plan_desk_get_today (WfPlanDesk *self, GDate *out_today);

/** wf_plan_desk_take_client: @client: (transfer full): what the desk knows from now on */
void wf_plan_desk_take_client (WfPlanDesk *self, WfClient *client);

/** wf_plan_desk_make_async: a plan of the answers of today and @facts; nothing is kept.
 * wf_plan_make_finish() ends it */
void wf_plan_desk_make_async (WfPlanDesk *self,
                              WfFacts *facts,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/** wf_plan_desk_judge: queues the plan anew, after facts of the client changed: made of the answers
 * when their interview has ended, else with its own offers judged again */
void wf_plan_desk_judge (WfPlanDesk *self);

G_END_DECLS
