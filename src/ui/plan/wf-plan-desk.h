/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-budget.h"
#include "wf-client.h"
#include "wf-facts.h"
#include "wf-plan.h"
#include "wf-services.h"
#include "wf-takeaway.h"

G_BEGIN_DECLS

/**
 * WfPlanDesk:
 *
 * The plan one works on, joined to the vault. Each change is made durable first and shown
 * then, in the order they were asked for; each can be undone. It shows nothing itself.
 *
 * Main thread. Signals: "changed" after the plan, or what can be undone, is different, and
 * after a change that could not be kept (so that what is shown is true again); "failed"
 * (GError) when a change was not kept: those asked for after it are dropped too.
 */
#define WF_TYPE_PLAN_DESK (wf_plan_desk_get_type ())
G_DECLARE_FINAL_TYPE (WfPlanDesk, wf_plan_desk, WF, PLAN_DESK, GObject)

/** wf_plan_desk_new: Returns: (transfer full): without a plan until loaded */
WfPlanDesk *wf_plan_desk_new (WfServices *services, const char *client_id);

/**
 * wf_plan_desk_load_async:
 * @make: make a plan of the client's latest interview when there is none
 *
 * Reads the client and their latest plan. Without a plan and without answers to make one of it
 * ends well, and wf_plan_desk_get_plan() is %NULL.
 */
void wf_plan_desk_load_async (WfPlanDesk *self,
                              gboolean make,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** wf_plan_desk_load_finish: Returns: %TRUE when read */
gboolean wf_plan_desk_load_finish (WfPlanDesk *self, GAsyncResult *result, GError **error);

/** wf_plan_desk_get_plan: Returns: (transfer none) (nullable): valid until the next change */
const WfPlan *wf_plan_desk_get_plan (WfPlanDesk *self);
/** wf_plan_desk_copy_plan: Returns: (transfer full): a copy for another thread */
WfPlan *wf_plan_desk_copy_plan (WfPlanDesk *self);
/** wf_plan_desk_get_client: Returns: (transfer none) (nullable): as last loaded */
const WfClient *wf_plan_desk_get_client (WfPlanDesk *self);
/** wf_plan_desk_get_lang: Returns: (transfer none): the client's language, "en" until loaded */
const char *wf_plan_desk_get_lang (WfPlanDesk *self);

/** wf_plan_desk_has_goal: Returns: whether the client said what they want to do */
gboolean wf_plan_desk_has_goal (WfPlanDesk *self);
/** wf_plan_desk_get_options: @out_options: (out caller-allocates): what is known for a page; the
 * strings live as long as @self. Safety is *not asked* */
void wf_plan_desk_get_options (WfPlanDesk *self, WfTakeawayOptions *out_options);

/**
 * wf_plan_desk_can_renew:
 *
 * Returns: whether a later interview ended, or a fact that offers look at was said after one had,
 *   so that the answers may lead to another plan
 */
gboolean wf_plan_desk_can_renew (WfPlanDesk *self);

/* What is known of the client (wf-plan-desk-facts.c). */

/** wf_plan_desk_dup_facts: @supposed: (nullable) (element-type WfClientFact): laid over what is
 * known. Returns: (transfer full): for offers */
WfFacts *wf_plan_desk_dup_facts (WfPlanDesk *self, GPtrArray *supposed);

/** wf_plan_desk_get_budget: Returns: (transfer none): what the client said about money and use */
const WfBudget *wf_plan_desk_get_budget (WfPlanDesk *self);

/** wf_plan_desk_has_sums: Returns: whether they said enough for sums on their page */
gboolean wf_plan_desk_has_sums (WfPlanDesk *self);

/** wf_plan_desk_read_client: reads the client's facts anew, then emits "changed" */
void wf_plan_desk_read_client (WfPlanDesk *self);

/**
 * wf_plan_desk_suppose_async:
 * @supposed: (element-type WfClientFact)
 *
 * "What if": nothing of it is kept.
 */
void wf_plan_desk_suppose_async (WfPlanDesk *self,
                                 GPtrArray *supposed,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** wf_plan_desk_suppose_finish: Returns: (transfer full) (element-type WfWhatIfOffer): offers as
 * they are and as they would be, those that move first */
GPtrArray *wf_plan_desk_suppose_finish (WfPlanDesk *self, GAsyncResult *result, GError **error);

/** wf_plan_desk_could_move: as wf_what_if_could_move(), over what is known now */
gboolean wf_plan_desk_could_move (WfPlanDesk *self, const char *fact);

/**
 * wf_plan_desk_keep_facts_async:
 * @facts: (element-type WfClientFact): with their source: they are so
 *
 * Keeps them as facts of the client, all or none; then the plan is made anew with them, which can
 * be undone: the facts stay.
 */
void wf_plan_desk_keep_facts_async (WfPlanDesk *self,
                                    GPtrArray *facts,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean wf_plan_desk_keep_facts_finish (WfPlanDesk *self, GAsyncResult *result, GError **error);

/* Changes. Each returns at once. */

/** wf_plan_desk_renew: makes the plan anew, as wf_plan_renew() does; undoing it brings the plan
 * before back, with all that was done to it */
void wf_plan_desk_renew (WfPlanDesk *self);

/** wf_plan_desk_pick: puts a statement on the page, or takes it off */
void wf_plan_desk_pick (WfPlanDesk *self, const char *statement_id, gboolean is_picked);
/** wf_plan_desk_edit: @text: (nullable): %NULL takes the pack's words back */
void
wf_plan_desk_edit (WfPlanDesk *self, const char *statement_id, const char *text, const char *lang);
/** wf_plan_desk_move: @by: -1 one place earlier, 1 one place later */
void wf_plan_desk_move (WfPlanDesk *self, const char *statement_id, int by);
void wf_plan_desk_choose (WfPlanDesk *self,
                          const char *statement_id,
                          const char *resource_id,
                          gboolean is_chosen);
/** wf_plan_desk_add: @entry: joins the statement's offers, with this client's verdict */
void wf_plan_desk_add (WfPlanDesk *self, const char *statement_id, WfResource *entry);
/** wf_plan_desk_note_page: a page was made of it; cannot be undone: paper is out */
void wf_plan_desk_note_page (WfPlanDesk *self,
                             const char *slip_code,
                             const char *variant,
                             const char *const *left_out);

/** wf_plan_desk_can_undo: Returns: whether there is a change to take back */
gboolean wf_plan_desk_can_undo (WfPlanDesk *self);
void wf_plan_desk_undo (WfPlanDesk *self);

/** wf_plan_desk_is_busy: Returns: whether changes wait to be durable */
gboolean wf_plan_desk_is_busy (WfPlanDesk *self);

G_END_DECLS
