/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-format.h"
#include "wf-vault-people.h"

G_BEGIN_DECLS

/* What pages say about colleagues, in the interface's language. */

/** wf_role_get_words: Returns: (transfer none): "Navigator" */
const char *wf_role_get_words (WfRole role);

/** wf_role_get_meaning: Returns: (transfer none): what the role may do, one sentence */
const char *wf_role_get_meaning (WfRole role);

/** wf_role_get_all_words: Returns: (transfer full): %NULL-terminated, in the order of #WfRole */
GStrv wf_role_get_all_words (void);

/** wf_people_is_coordinator: Returns: whether the one who unlocked manages people and keys */
gboolean wf_people_is_coordinator (WfVault *vault);

/** wf_people_is_organisation: Returns: whether the printed code unlocked */
gboolean wf_people_is_organisation (WfVault *vault);

/**
 * wf_people_list:
 * @with_me: whether the one who unlocked is among them
 *
 * Returns: (transfer full) (element-type WfMember): people who work here now, by name
 */
GPtrArray *wf_people_list (WfVault *vault, const WfFormat *format, gboolean with_me);

/** wf_people_dup_names: @members: (element-type WfMember). Returns: (transfer full): their names */
GStrv wf_people_dup_names (GPtrArray *members);

/** wf_people_find_organisation: Returns: (transfer full) (nullable): the printed code's member id
 */
char *wf_people_find_organisation (WfVault *vault);

/**
 * wf_people_dup_author:
 * @author: (nullable): "staff/device" as a record has it, or a staff id
 *
 * Returns: (transfer full): the colleague's name, also of one who left
 */
char *wf_people_dup_author (WfVault *vault, const char *author);

G_END_DECLS
