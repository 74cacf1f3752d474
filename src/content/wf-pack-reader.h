/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-checklist.h"
#include "wf-client-texts.h"
#include "wf-deck.h"
#include "wf-framework.h"
#include "wf-item-bank.h"
#include "wf-languages.h"
#include "wf-pack-tree.h"
#include "wf-rule-pack.h"

G_BEGIN_DECLS

/**
 * WfPackReader:
 * @file: the file, for problems
 * @problems: (element-type WfPackProblem): grows as the pack is read
 *
 * What the readers of the single kinds of pack share: who complains about what, and how
 * attributes and texts are taken out of nodes. Belongs to the thread that reads.
 */
typedef struct {
  const char *file;
  GPtrArray *problems;
} WfPackReader;

/** A word a pack may use and the value it stands for. */
typedef struct {
  const char *name;
  int value;
} WfPackName;

/** wf_pack_reader_report: adds a problem at @node's line; always returns %FALSE */
gboolean wf_pack_reader_report (WfPackReader *self,
                                const WfPackNode *node,
                                const char *cure,
                                const char *format,
                                ...) G_GNUC_PRINTF (4, 5);

/** wf_pack_reader_report_at: the same for a line; 0 means the whole file */
gboolean
wf_pack_reader_report_at (WfPackReader *self, guint line, const char *cure, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/**
 * wf_pack_reader_check_attributes:
 * @known: %NULL-terminated names
 *
 * An attribute nobody knows may be a misspelt "protected", so the entry is not used.
 *
 * Returns: %FALSE, reported, when @node has another
 */
gboolean wf_pack_reader_check_attributes (WfPackReader *self,
                                          const WfPackNode *node,
                                          const char *const *known);

/**
 * wf_pack_reader_check_children:
 * @known: %NULL-terminated names
 *
 * Reports each other child, once. Returns: %FALSE when there was one
 */
gboolean wf_pack_reader_check_children (WfPackReader *self,
                                        const WfPackNode *node,
                                        const char *const *known);

/**
 * wf_pack_reader_take_text:
 * @child: the element that holds the text, once for each language
 * @required: report when it is missing
 * @out_text: (out) (transfer full) (nullable): %NULL when there is none
 *
 * Returns: %FALSE, reported, when what there is cannot be used
 */
gboolean wf_pack_reader_take_text (WfPackReader *self,
                                   const WfPackNode *node,
                                   const char *child,
                                   gboolean required,
                                   WfText **out_text);

/** wf_pack_reader_take_id: a required short ASCII name. Returns: %FALSE, reported, if not */
gboolean wf_pack_reader_take_id (WfPackReader *self,
                                 const WfPackNode *node,
                                 const char *attribute,
                                 char **out_id);

/** wf_pack_reader_take_optional_id: the same, %NULL when it is not there */
gboolean wf_pack_reader_take_optional_id (WfPackReader *self,
                                          const WfPackNode *node,
                                          const char *attribute,
                                          char **out_id);

/** wf_pack_reader_take_ids: ids apart by blanks; %NULL when @attribute is not there */
gboolean wf_pack_reader_take_ids (WfPackReader *self,
                                  const WfPackNode *node,
                                  const char *attribute,
                                  gboolean required,
                                  GStrv *out_ids);

/** wf_pack_reader_take_flag: "yes" or "no"; %FALSE when it is not there */
gboolean wf_pack_reader_take_flag (WfPackReader *self,
                                   const WfPackNode *node,
                                   const char *attribute,
                                   gboolean *out_flag);

/** wf_pack_reader_take_number: a required whole number from @minimum to @maximum */
gboolean wf_pack_reader_take_number (WfPackReader *self,
                                     const WfPackNode *node,
                                     const char *attribute,
                                     guint minimum,
                                     guint maximum,
                                     guint *out_number);

/**
 * wf_pack_reader_take_name:
 * @names: ended by a %NULL name
 * @out_value: (out): untouched when @attribute is not there and not @required
 */
gboolean wf_pack_reader_take_name (WfPackReader *self,
                                   const WfPackNode *node,
                                   const char *attribute,
                                   gboolean required,
                                   const WfPackName *names,
                                   int *out_value);

/** wf_pack_reader_take_names: names apart by blanks, their values joined by "or" */
gboolean wf_pack_reader_take_names (WfPackReader *self,
                                    const WfPackNode *node,
                                    const char *attribute,
                                    const WfPackName *names,
                                    int *out_values);

/**
 * wf_pack_reader_take_info:
 * @root: the root element
 *
 * Returns: (transfer full) (nullable): the pack's label, or %NULL, reported, when it is
 *   no pack of ours; free with wf_pack_info_free()
 */
WfPackInfo *wf_pack_reader_take_info (WfPackReader *self, const WfPackNode *root);

/* The readers of each kind. They take @info, leave out and report what is wrong, and never
 * fail: a pack of nothing but bad entries is empty. */
WfItemBank *wf_item_bank_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info);
WfRulePack *wf_rule_pack_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info);
WfFramework *wf_framework_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info);
WfChecklist *wf_checklist_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info);
WfDeck *wf_deck_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info);

/** wf_checklist_is_usable: Returns: whether it has a name, a framework and a point */
gboolean wf_checklist_is_usable (const WfChecklist *self);
/** wf_deck_is_usable: Returns: whether it has a name and a slide */
gboolean wf_deck_is_usable (const WfDeck *self);

/* Texts and languages of several files are put together: make one, read each, later ones
 * replace. Nobody else may hold it meanwhile. */
WfClientTexts *wf_client_texts_new (void);
void wf_client_texts_read (WfClientTexts *self, WfPackReader *reader, const WfPackNode *root);
WfLanguages *wf_languages_new (void);
void wf_languages_read (WfLanguages *self, WfPackReader *reader, const WfPackNode *root);

/**
 * wf_pack_links_check_rules:
 * @bank: (nullable): the bank the rules are for
 * @texts: (nullable): where the goals are
 *
 * Reports items, options and goals the rules name that there are not.
 */
void wf_pack_links_check_rules (WfPackReader *reader,
                                const WfRulePack *rules,
                                const WfItemBank *bank,
                                const WfClientTexts *texts);

/** wf_pack_links_check_checklist: reports competences and levels the points name that
 *  @framework has not */
void wf_pack_links_check_checklist (WfPackReader *reader,
                                    const WfChecklist *checklist,
                                    const WfFramework *framework);

/**
 * wf_pack_links_check_slide:
 * @checklist: (nullable): the list the slide names
 * @framework: (nullable): the framework it names
 *
 * Reports what @slide names that there is not.
 */
void wf_pack_links_check_slide (WfPackReader *reader,
                                const WfSlide *slide,
                                const WfChecklist *checklist,
                                const WfFramework *framework);

/** wf_pack_links_check_items: reports rules the items name that there are not */
void
wf_pack_links_check_items (WfPackReader *reader, const WfItemBank *bank, const WfRulePack *rules);

G_END_DECLS
