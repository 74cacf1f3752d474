/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-format.h"
#include "wf-pack.h"

G_BEGIN_DECLS

/**
 * WfClientTexts:
 *
 * Every word the client sees or hears that is not a question: buttons, headings,
 * consent, printed words, by id ("button.next"). The texts packs of all directories
 * together; a later directory's text replaces an earlier one's, so that an agency
 * writes only its own lines. Immutable, ref-counted; may cross threads.
 */
typedef struct _WfClientTexts WfClientTexts;

WfClientTexts *wf_client_texts_ref (WfClientTexts *self);
void wf_client_texts_unref (WfClientTexts *self);

/**
 * wf_client_texts_new_for:
 * @other_lang: the navigator's language
 *
 * The same texts, not copied, whose getters try @other_lang before English when a
 * translation is missing.
 *
 * Returns: (transfer full)
 */
WfClientTexts *wf_client_texts_new_for (const WfClientTexts *self, const char *other_lang);

/** wf_client_texts_lookup: Returns: (transfer none) (nullable): the text with that id */
WfText *wf_client_texts_lookup (const WfClientTexts *self, const char *id);

/**
 * wf_client_texts_get:
 * @id: as "button.next"
 * @lang: the client's language
 * @out_lang: (out) (optional): as in wf_text_get()
 *
 * Returns: (transfer none): the text with its {placeholders}; @id itself, with a
 *   warning in the log, when there is no such text: a page is never blank
 */
const char *wf_client_texts_get (const WfClientTexts *self,
                                 const char *id,
                                 const char *lang,
                                 const char **out_lang);

/**
 * wf_client_texts_format:
 * @lang: the client's language
 * @out_lang: (out) (optional): as in wf_text_get()
 * @...: pairs of placeholder name and its value, both strings, ended by %NULL
 *
 * wf_client_texts_get() with its placeholders filled by wf_format_fill(), in the
 * grammar of the language that came back.
 *
 * Returns: (transfer full): the text
 */
char *wf_client_texts_format (const WfClientTexts *self,
                              const char *id,
                              const char *lang,
                              const char **out_lang,
                              ...) G_GNUC_NULL_TERMINATED;

/**
 * wf_client_texts_list:
 * @prefix: as "goal."
 *
 * Returns: (transfer container): ids that begin with @prefix, in the pack's order
 */
GPtrArray *wf_client_texts_list (const WfClientTexts *self, const char *prefix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfClientTexts, wf_client_texts_unref)

G_END_DECLS
