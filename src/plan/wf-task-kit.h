/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-page.h"
#include "wf-pack-library.h"

G_BEGIN_DECLS

/**
 * wf_task_kit_build:
 * @lang: BCP 47; the client's language, English where there is no translation
 *
 * The sheets that observed tasks need on the table: a sample letter, three messages, a
 * poster, an address card; one on each side, in large type. Nothing on them is real, and
 * nothing is about a client.
 *
 * Returns: (transfer full): a page of several sides
 */
WfPage *wf_task_kit_build (WfPackLibrary *library, const char *lang, WfPagePaper paper);

G_END_DECLS
