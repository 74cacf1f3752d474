/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-consent.h"
#include "wf-format.h"
#include "wf-pack-library.h"

G_BEGIN_DECLS

/*
 * What pages say about consent. A purpose is pack text, in any language; what the navigator
 * reads about it is in the interface's.
 */

/**
 * wf_consent_dup_words:
 * @texts: of @packs, maybe with a second language to fall back to
 * @until: "YYYY-MM-DD", the last day, or ""
 * @lang: BCP 47 tag
 * @out_lang: (out) (optional): as in wf_text_get()
 *
 * Returns: (transfer full) (nullable): "You share my plan with City Library. Until 3 March
 *   2027."; %NULL for a purpose of a newer program
 */
char *wf_consent_dup_words (WfPackLibrary *packs,
                            const WfClientTexts *texts,
                            const char *purpose,
                            const char *until,
                            const char *lang,
                            const char **out_lang);

/**
 * wf_consent_answer_dup_words:
 * @now_us: the time it is
 *
 * Returns: (transfer full): what was said and when, one line: "Yes · today"
 */
char *
wf_consent_answer_dup_words (const WfConsentAnswer *answer, const WfFormat *format, gint64 now_us);

/** wf_consent_get_follows: Returns: (transfer none): what follows when @purpose is taken back */
const char *wf_consent_get_follows (const char *purpose);

G_END_DECLS
