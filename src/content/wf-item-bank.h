/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack.h"

G_BEGIN_DECLS

/** How an item is answered. Names in packs: "can-do", "task", "choice", "access", "care". */
typedef enum {
  WF_ITEM_CAN_DO, /* the client rates themselves: scores 0 to 3 */
  WF_ITEM_TASK,   /* the navigator watches: scores 0 to 2 by level of prompting */
  WF_ITEM_CHOICE, /* one good answer: score 0 or 1 */
  WF_ITEM_ACCESS, /* one of the five A's, never scored */
  WF_ITEM_CARE,   /* a careful offer of support, never scored */
} WfItemKind;

/** When the selector may take an item. Names: "adaptive", "alone", "off", "access", "care". */
typedef enum {
  WF_POOL_ADAPTIVE,
  WF_POOL_ALONE, /* scored, only when alone or with a professional interpreter */
  WF_POOL_OFF,   /* only when a region's pack switches it on */
  WF_POOL_ACCESS,
  WF_POOL_CARE,
} WfItemPool;

/** What must be at hand. Names: "in-person", "practice-phone", "internet", … */
typedef enum {
  WF_NEEDS_NOTHING = 0,
  WF_NEEDS_IN_PERSON = 1 << 0,
  WF_NEEDS_PRACTICE_PHONE = 1 << 1, /* any practice device */
  WF_NEEDS_INTERNET = 1 << 2,
  WF_NEEDS_PRINTED_SHEET = 1 << 3,
  WF_NEEDS_TWO_DEVICES = 1 << 4,
} WfItemNeeds;

/** Kinds of visit. Names: "in-person", "phone", "video". */
typedef enum {
  WF_MODE_IN_PERSON = 1 << 0,
  WF_MODE_PHONE = 1 << 1,
  WF_MODE_VIDEO = 1 << 2,
} WfVisitModes;

typedef enum {
  WF_DEVICE_ANY,
  WF_DEVICE_PHONE,
  WF_DEVICE_COMPUTER,
} WfItemDevice;

/**
 * WfConstraint:
 *
 * What may stand in the way: the five A's of access, and the five areas of skill.
 * Names in packs: "availability" … "agency", "area-1" … "area-5".
 */
typedef enum {
  WF_CONSTRAINT_NONE,
  WF_CONSTRAINT_AVAILABILITY,
  WF_CONSTRAINT_AFFORDABILITY,
  WF_CONSTRAINT_AWARENESS,
  WF_CONSTRAINT_ABILITY,
  WF_CONSTRAINT_AGENCY,
  WF_CONSTRAINT_AREA_1,
  WF_CONSTRAINT_AREA_2,
  WF_CONSTRAINT_AREA_3,
  WF_CONSTRAINT_AREA_4,
  WF_CONSTRAINT_AREA_5,
} WfConstraint;

/** What choosing an option says. Names: none, "dont-know", "refused". */
typedef enum {
  WF_OPTION_ANSWER,
  WF_OPTION_DONT_KNOW,
  WF_OPTION_REFUSED,
} WfOptionState;

/**
 * WfItemOption:
 * @id: short, as "0", "a", "x"; unique in its item
 * @text: the label
 * @score: from 0, or -1 when the option carries no score
 * @state: an answer, or one of the two ways not to give one
 * @protected: choosing it never reaches paper, files or the client's window
 */
typedef struct {
  char *id;
  WfText *text;
  int score;
  WfOptionState state;
  gboolean protected;
} WfItemOption;

/**
 * WfItem:
 * @id: as "wf-1.1-01"; never used again once retired
 * @competence: DigComp id, as "1.1"
 * @area: 1 to 5, the first number of @competence
 * @order: place in the bank, from 0
 * @foundation_modes: kinds of visit in which it is one of the first questions
 * @text: the question, task or statement
 * @why: why we ask, one sentence for the client
 * @done: (nullable): "I can …": what somebody can do who does it well; see wf_item_get_done()
 * @prompt: (nullable): one line for the navigator
 * @setup: (nullable): what the navigator lays ready for a task
 * @explain: (nullable): what the good answer teaches; said only when wanted
 * @note: (nullable): a caution for curators, in the pack's language, not translated
 * @options: of #WfItemOption, in the pack's order, at least two
 * @thresholds: of double, logits: step difficulties; empty when not scored
 * @difficulty: mean of @thresholds, logits; 0 when not scored
 * @max_score: number of @thresholds; 0 when not scored
 * @seconds: guess for a reader, > 0
 * @sensitive: handle with care
 * @private_only: only when alone or with a professional interpreter; never spoken
 *   through speakers, never on the second window
 * @protected: the answer never reaches paper, files or the client's window
 * @multiple: several options may be chosen
 * @shuffle: options stand in an order drawn from the visit's seed
 * @never_link: made-up addresses: never make them pressable
 * @local_set: each language makes its own set of options; without one it is not asked
 * @access: one of the five A's, or %WF_CONSTRAINT_NONE
 * @plan: (nullable): the rule a low answer leads to
 * @card: (nullable): the protected rule whose card an answer may open
 * @answer: (nullable): id of the good option of a choice
 * @sheet: (nullable): page of the task kit
 * @picture: (nullable): name of a picture
 * @replaces: (nullable): the retired item it stands for
 * @regions_only: (nullable): ISO 3166 codes ("CA", "CA-ON") where it may be asked;
 *   %NULL or "any" for everywhere
 * @regions_except: (nullable): codes where it may not
 * @adapt: (nullable): how to fit it to another region, for curators
 * @scripts: (nullable): ISO 15924 codes ("Latn"); asked only of who reads one of them
 * @line: where it stands in its file
 *
 * One question of a bank. Owned by its bank; read only; any thread.
 */
typedef struct {
  char *id;
  WfItemKind kind;
  char *competence;
  guint area;
  guint order;
  WfItemPool pool;
  WfVisitModes foundation_modes;
  WfText *text;
  WfText *why;
  WfText *done;
  WfText *prompt;
  WfText *setup;
  WfText *explain;
  char *note;
  GPtrArray *options;
  GArray *thresholds;
  double difficulty;
  guint max_score;
  guint seconds;
  WfItemNeeds needs;
  WfVisitModes modes;
  WfItemDevice device;
  gboolean sensitive;
  gboolean private_only;
  gboolean protected;
  gboolean multiple;
  gboolean shuffle;
  gboolean never_link;
  gboolean local_set;
  WfConstraint access;
  char *plan;
  char *card;
  char *answer;
  char *sheet;
  char *picture;
  char *replaces;
  GStrv regions_only;
  GStrv regions_except;
  WfText *adapt;
  GStrv scripts;
  guint line;
} WfItem;

/** wf_item_get_done: Returns: (transfer none): the item as an ability, in the client's first
 * person:
 * @done where there is one, else @text */
WfText *wf_item_get_done (const WfItem *self);
/** wf_item_is_scored: Returns: %TRUE for can-do, task and choice items */
gboolean wf_item_is_scored (const WfItem *self);

/** wf_item_get_option: Returns: (transfer none) (nullable): the option with that id */
const WfItemOption *wf_item_get_option (const WfItem *self, const char *option_id);

/**
 * wf_item_allows_region:
 * @region: (nullable): ISO 3166-2 code of the client's region, as "CA-ON"; %NULL when
 *   unknown, which only an item for everywhere allows
 *
 * "CA" stands for every region of Canada; what is excepted wins.
 */
gboolean wf_item_allows_region (const WfItem *self, const char *region);

/**
 * wf_item_allows_script:
 * @script: (nullable): ISO 15924 code, as wf_language_get_script() gives for a language
 *   the client reads; %NULL when unknown, which only an item for all scripts allows
 */
gboolean wf_item_allows_script (const WfItem *self, const char *script);

/**
 * wf_item_allows_language:
 * @lang: the language the item will be shown in
 *
 * Returns: %FALSE for an item with @local_set whose options have no set in @lang
 */
gboolean wf_item_allows_language (const WfItem *self, const char *lang);

/** wf_item_is_foundation: Returns: whether it is one of the first questions in @mode */
gboolean wf_item_is_foundation (const WfItem *self, WfVisitModes mode);

/** The names packs and commands use; static strings. */
const char *wf_item_kind_to_name (WfItemKind kind);
const char *wf_constraint_to_name (WfConstraint constraint);
/** wf_constraint_from_name: Returns: %WF_CONSTRAINT_NONE for an unknown name */
WfConstraint wf_constraint_from_name (const char *name);

/**
 * WfItemBank:
 *
 * The items of one pack, in order, with their ids unique. Immutable, ref-counted; may
 * cross threads.
 */
typedef struct _WfItemBank WfItemBank;

WfItemBank *wf_item_bank_ref (WfItemBank *self);
void wf_item_bank_unref (WfItemBank *self);

/** wf_item_bank_get_info: Returns: (transfer none): the pack's label */
const WfPackInfo *wf_item_bank_get_info (const WfItemBank *self);
/** wf_item_bank_get_n_items: Returns: how many items */
guint wf_item_bank_get_n_items (const WfItemBank *self);
/** wf_item_bank_get_item: Returns: (transfer none): the item at @index, owned by @self */
const WfItem *wf_item_bank_get_item (const WfItemBank *self, guint index);
/** wf_item_bank_lookup: Returns: (transfer none) (nullable): the item with that id */
const WfItem *wf_item_bank_lookup (const WfItemBank *self, const char *item_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfItemBank, wf_item_bank_unref)

G_END_DECLS
