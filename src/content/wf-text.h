/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfText:
 *
 * One text in as many languages as it has been translated into: an immutable,
 * ref-counted value that may cross threads. It always holds at least one language,
 * the one it was written in (its source).
 */
typedef struct _WfText WfText;

/**
 * wf_text_new:
 * @lang: BCP 47 tag of the source language, as "en"
 * @text: UTF-8
 *
 * Returns: (transfer full): a text in one language
 */
WfText *wf_text_new (const char *lang, const char *text);

/**
 * wf_text_new_multi:
 * @lang: BCP 47 tag of the source language
 * @text: UTF-8
 * @...: more pairs of tag and text, ended by %NULL
 *
 * Returns: (transfer full): a text in several languages; of two with the same tag the
 *   first is kept
 */
WfText *wf_text_new_multi (const char *lang, const char *text, ...) G_GNUC_NULL_TERMINATED;

WfText *wf_text_ref (WfText *self);
void wf_text_unref (WfText *self);

/**
 * wf_text_get:
 * @self: (nullable): %NULL gives %NULL, for texts a pack may leave out
 * @lang: (nullable): BCP 47 tag of the wanted language; %NULL for the source language
 * @out_lang: (out) (optional) (transfer none): the tag of what came back, static;
 *   when wf_language_matches(@lang, that) is %FALSE the caller marks the text as not
 *   yet translated
 *
 * The best match, in this order: the same tag, the tag with subtags dropped from its
 * end ("fr-CA" finds "fr"), another region of the same language and script ("fr" finds
 * "fr-CA"), English, the source.
 *
 * Returns: (transfer none) (nullable): the text, valid as long as @self
 */
const char *wf_text_get (const WfText *self, const char *lang, const char **out_lang);

/** wf_text_get_or_empty: as wf_text_get(). Returns: (transfer none): "" where there is no text */
const char *wf_text_get_or_empty (const WfText *self, const char *lang);

/**
 * wf_text_get_for:
 * @self: (nullable)
 * @lang: the client's language
 * @other_lang: (nullable): the navigator's language, tried before English
 * @out_lang: (out) (optional) (transfer none): as in wf_text_get()
 *
 * As wf_text_get(): a missing translation comes in the navigator's language.
 *
 * Returns: (transfer none) (nullable): the text, valid as long as @self
 */
const char *wf_text_get_for (const WfText *self,
                             const char *lang,
                             const char *other_lang,
                             const char **out_lang);

/**
 * wf_text_has:
 *
 * Returns: %TRUE when @self can be shown in @lang without falling back to another
 *   language
 */
gboolean wf_text_has (const WfText *self, const char *lang);

/** wf_text_get_n_languages: Returns: how many languages, ≥ 1 */
guint wf_text_get_n_languages (const WfText *self);

/** wf_text_get_language: Returns: (transfer none): the tag at @index, 0 is the source */
const char *wf_text_get_language (const WfText *self, guint index);

/** wf_text_to_strings: Returns: (transfer full): tag, text, tag, text …, the source first: to be
 * kept where there is no pack */
GStrv wf_text_to_strings (const WfText *self);

/** wf_text_new_from_strings: @strings: as wf_text_to_strings() gave them, or anything else.
 * Returns: (transfer full) (nullable): %NULL when it is no text: a half pair, no tag, a tag twice
 */
WfText *wf_text_new_from_strings (const char *const *strings);

/**
 * wf_language_normalise:
 * @tag: (nullable): BCP 47 or a POSIX locale name: "zh_CN", "sr@latin", "fr_CA.UTF-8",
 *   "FR-ca"; tags for which Unicode has another come as that ("prs" as "fa-AF")
 *
 * Returns: (transfer none) (nullable): the BCP 47 spelling ("zh-CN", "sr-Latn",
 *   "fr-CA"), static, or %NULL when @tag cannot be a language tag
 */
const char *wf_language_normalise (const char *tag);

/**
 * wf_language_matches:
 *
 * Returns: %TRUE when a reader of @wanted is served by @given: the same language and
 *   script, whatever the region
 */
gboolean wf_language_matches (const char *wanted, const char *given);

/**
 * wf_language_get_script:
 *
 * Returns: (transfer none): ISO 15924 code of the script @tag is usually written in, as
 *   "Latn" or "Arab", static; "Zyyy" when Unicode does not know it
 */
const char *wf_language_get_script (const char *tag);

/** wf_language_is_rtl: Returns: %TRUE when @tag is written from right to left */
gboolean wf_language_is_rtl (const char *tag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfText, wf_text_unref)

G_END_DECLS
