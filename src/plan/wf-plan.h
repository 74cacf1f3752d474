/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue.h"
#include "wf-client-texts.h"
#include "wf-record.h"
#include "wf-resource.h"
#include "wf-rule-pack.h"
#include "wf-verdict.h"

G_BEGIN_DECLS

/**
 * WfPlanError:
 * @WF_PLAN_ERROR_PAPER_NOT_ASKED: ask first whether it is safe to take paper home
 * @WF_PLAN_ERROR_PAPER_STAYS: the client said no paper; the plan is kept here
 * @WF_PLAN_ERROR_EMPTY: nothing is chosen; choose at least one statement
 * @WF_PLAN_ERROR_NO_ROOM: not even one statement fits the page; shorten what was edited
 */
typedef enum {
  WF_PLAN_ERROR_PAPER_NOT_ASKED,
  WF_PLAN_ERROR_PAPER_STAYS,
  WF_PLAN_ERROR_EMPTY,
  WF_PLAN_ERROR_NO_ROOM,
} WfPlanError;

#define WF_PLAN_ERROR (wf_plan_error_quark ())
GQuark wf_plan_error_quark (void);

/** Statements picked when a plan is made: at most so many, and so many of one group. */
#define WF_PLAN_PICKS           3
#define WF_PLAN_PICKS_PER_GROUP 2
/** Offers kept with a statement, the best first. */
#define WF_PLAN_OFFERS 3

/**
 * WfPlanReason:
 * @code, @truth, @state, @args: as in #WfReason
 * @english: the reason in plain English, for packs that lack a text for it
 * @can_change: as in #WfReason
 */
typedef struct {
  char *code;
  WfTruth truth;
  WfFactState state;
  GStrv args;
  char *english;
  gboolean can_change;
} WfPlanReason;

/**
 * WfPlanResource:
 * @entry: the offer as it was on the day, frozen: later changes of the catalogue do not
 *   reach it
 * @verdict: whether this client could get it on that day
 * @reasons: (element-type WfPlanReason): why, or what to ask
 * @remedies: (element-type WfPlanReason): the shortest way to *eligible*, as in #WfVerdict; empty
 *   in plans of before it was kept
 * @documents: papers to bring, in the source's words
 * @papers: papers to bring, as ids ("library_card"); words are pack text "document.<id>"
 * @check: why to check before you send someone
 * @chosen: it stands on the page
 */
typedef struct {
  WfResource *entry;
  WfVerdictKind verdict;
  GPtrArray *reasons;
  GPtrArray *remedies;
  GStrv documents;
  GStrv papers;
  WfResourceCheck check;
  gboolean chosen;
} WfPlanResource;

/**
 * WfStatementSince:
 * @WF_STATEMENT_STANDING: nothing to say: it stood in the plan before too, or there was none
 * @WF_STATEMENT_NEW: the plan before did not have it
 * @WF_STATEMENT_KEPT: it was agreed, and the answers of today do not lead to it any more
 */
typedef enum {
  WF_STATEMENT_STANDING,
  WF_STATEMENT_NEW,
  WF_STATEMENT_KEPT,
} WfStatementSince;

/**
 * WfPlanStatement:
 * @id: the rule's, as "p-wifi"
 * @constraint: what stands in the way
 * @text: the client's first person, frozen in all its languages
 * @action: what to do together, frozen; for the navigator
 * @because: item ids; never a protected one
 * @goals: goal ids ("find-work"); their words are pack text "goal.<id>"
 * @resources: (element-type WfPlanResource): the best first, maybe empty
 * @picked: the client chose it
 * @edited: (nullable): the words the navigator put in place of @text
 * @edited_lang: (nullable): BCP 47, of @edited
 * @since: beside the plan before this one
 */
typedef struct {
  char *id;
  WfConstraint constraint;
  WfText *text;
  WfText *action;
  GStrv because;
  GStrv goals;
  GPtrArray *resources;
  gboolean picked;
  char *edited;
  char *edited_lang;
  WfStatementSince since;
} WfPlanStatement;

/**
 * WfPlan:
 * @id: of this plan; the records of another plan do not touch it
 * @made_us: when, microseconds since 1970 UTC; 0 while only proposed
 * @region: (nullable): the client's, as "CA-ON"
 * @pack, @pack_version: the rules it was made with
 * @statements: (element-type WfPlanStatement): in the order of the page
 * @n_pages: how often a page was made of it
 * @page_us: when the last one was made; 0 never
 * @page_slip: (nullable): the slip code of the last one
 *
 * One client's plan: a fold over its records. Nothing of a protected answer is in it, so
 * all of it may be shown, printed and exported. Read it freely; only wf_plan_apply()
 * changes it. One thread at a time.
 */
typedef struct {
  gatomicrefcount refs;
  char *id;
  gint64 made_us;
  char *region;
  char *pack;
  guint pack_version;
  GPtrArray *statements;
  guint n_pages;
  gint64 page_us;
  char *page_slip;
} WfPlan;

/** wf_plan_ref: Returns: (transfer full): @self */
WfPlan *wf_plan_ref (WfPlan *self);
void wf_plan_unref (WfPlan *self);

/** wf_plan_lookup: Returns: (transfer none) (nullable): the statement with that id */
WfPlanStatement *wf_plan_lookup (const WfPlan *self, const char *statement_id);

/** wf_plan_get_picked: Returns: (transfer container) (element-type WfPlanStatement): those
 * the client chose, in the order of the page */
GPtrArray *wf_plan_get_picked (const WfPlan *self);

/**
 * wf_plan_statement_get_text:
 * @lang: BCP 47
 * @out_lang: (out) (optional): as in wf_text_get(): edited words are in one language only
 *
 * Returns: (transfer none): the edited words if @lang is their language, or when the
 *   statement was edited and the pack's words no longer say the same; else the pack's
 */
const char *
wf_plan_statement_get_text (const WfPlanStatement *self, const char *lang, const char **out_lang);

/** wf_plan_statement_get_resource: Returns: (transfer none) (nullable): by its entry's id */
WfPlanResource *wf_plan_statement_get_resource (const WfPlanStatement *self,
                                                const char *resource_id);

/**
 * wf_plan_reason_get_text:
 * @texts: the client texts of all packs
 *
 * Returns: (transfer full): the reason in words, with the names of papers and benefits in
 *   @lang where the pack has them; English where it has none
 */
char *
wf_plan_reason_get_text (const WfPlanReason *self, const WfClientTexts *texts, const char *lang);

/** wf_plan_freeze_reasons: @reasons: (element-type WfReason). Returns: (transfer full)
 * (element-type WfPlanReason): the same, to keep */
GPtrArray *wf_plan_freeze_reasons (GPtrArray *reasons);

/** wf_plan_freeze_remedies: @remedies: (element-type WfReason): of a #WfVerdict. Returns: (transfer
 * full) (element-type WfPlanReason): the same, to keep */
GPtrArray *wf_plan_freeze_remedies (GPtrArray *remedies);

/**
 * wf_plan_dup_means:
 * @remedies: (element-type WfPlanReason): the shortest way to *eligible*
 * @texts: (nullable): the client texts of all packs; %NULL for plain English
 *
 * Returns: (transfer full): what can be got or done on that way, none twice: "One of these papers:
 *   library card"
 */
char **wf_plan_dup_means (GPtrArray *remedies, const WfClientTexts *texts, const char *lang);

/** wf_plan_dup_questions: Returns: (transfer full): as wf_plan_dup_means(): what is left to ask */
char **wf_plan_dup_questions (GPtrArray *remedies, const WfClientTexts *texts, const char *lang);

/**
 * wf_plan_resource_dup_reasons:
 * @texts: (nullable): the client texts of all packs; %NULL for plain English
 * @only_open: without what only informs
 *
 * Returns: (transfer full): the reasons in words, in their order, none twice
 */
char **wf_plan_resource_dup_reasons (const WfPlanResource *self,
                                     const WfClientTexts *texts,
                                     const char *lang,
                                     gboolean only_open);

/**
 * wf_plan_to_report:
 * @texts: (nullable): the client texts of all packs, for the reasons' words; English without
 * @lang: of the words
 *
 * Returns: (transfer full): {"statements":[{"id","text","because":[…],"action",
 *   "resources":[{"id","name","verdict","reasons":[…],"documents":[…],"as_of"}]}]}, as
 *   `wayfinderctl plan build` prints it
 */
JsonObject *wf_plan_to_report (const WfPlan *self, const WfClientTexts *texts, const char *lang);

/*
 * Records. What can happen to a plan, as proposed records for the vault: append, then
 * wf_plan_apply(). All return (transfer full).
 */

/** wf_plan_record_made: the whole plan with frozen copies: kind "plan.made" */
WfRecord *wf_plan_record_made (const WfPlan *self);
/** wf_plan_record_restored: the whole plan, with when it was made and its pages: it stands again
 * in the place of one made after it; kind "plan.restored" */
WfRecord *wf_plan_record_restored (const WfPlan *self);
/** wf_plan_record_picked: kind "plan.picked", or "plan.unpicked" */
WfRecord *wf_plan_record_picked (const WfPlan *self, const char *statement_id, gboolean is_picked);
/** wf_plan_record_edited: @text: (nullable): %NULL takes the pack's words back; kind
 * "plan.edited" */
WfRecord *wf_plan_record_edited (const WfPlan *self,
                                 const char *statement_id,
                                 const char *text,
                                 const char *lang);
/** wf_plan_record_reordered: @statement_ids: in the new order; those left out follow as they
 * were; kind "plan.reordered" */
WfRecord *wf_plan_record_reordered (const WfPlan *self, const char *const *statement_ids);
/** wf_plan_record_resource_chosen: kind "plan.resource-chosen" */
WfRecord *wf_plan_record_resource_chosen (const WfPlan *self,
                                          const char *statement_id,
                                          const char *resource_id,
                                          gboolean is_chosen);
/** wf_plan_record_resource_added: @offer: an entry of the catalogue that joins the statement's
 * offers, chosen; frozen in the record; kind "plan.resource-added" */
WfRecord *
wf_plan_record_resource_added (const WfPlan *self, const char *statement_id, const WfOffer *offer);
/**
 * wf_plan_record_page_made:
 * @slip_code: the page's title
 * @variant: "full", "large", "plain" or "text"
 * @left_out: (nullable): ids of picked statements that did not fit
 *
 * Kind "plan.page-made".
 */
WfRecord *wf_plan_record_page_made (const WfPlan *self,
                                    const char *slip_code,
                                    const char *variant,
                                    const char *const *left_out);

/**
 * wf_plan_apply:
 * @self: (nullable): (transfer full): the plan so far
 * @record: the next record; of another family or plan it changes nothing
 *
 * Returns: (transfer full) (nullable): the plan after it; "plan.made" begins a new one,
 *   "plan.restored" brings one back
 */
WfPlan *wf_plan_apply (WfPlan *self, const WfRecord *record);

/**
 * wf_plan_fold:
 * @records: (element-type WfRecord): all of one client's, in order; other kinds are passed
 *   over
 *
 * Returns: (transfer full) (nullable): the client's latest plan, or %NULL without one
 */
WfPlan *wf_plan_fold (GPtrArray *records);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfPlan, wf_plan_unref)

G_END_DECLS
