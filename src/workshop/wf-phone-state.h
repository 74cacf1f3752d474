/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-workshop.h"

G_BEGIN_DECLS

/**
 * wf_phone_state_to_json:
 * @lang: BCP 47 tag of the phone's language
 *
 * What a phone shows now: the wall's slide in its language, and the counts once they are revealed;
 * never what is hidden or waits. Docs: docs/formats/workshop.md.
 *
 * Returns: (transfer full)
 */
JsonObject *wf_phone_state_to_json (const WfWorkshop *workshop, const char *lang);

/** wf_phone_words_to_json: Returns: (transfer full): the page's own words ("workshop.…") and the
 *  languages there are */
JsonObject *wf_phone_words_to_json (const WfScript *script, const char *lang);

G_END_DECLS
