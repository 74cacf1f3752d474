/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WfErrorText:
 *
 * What a person is told about an error, in three short parts, in the interface's
 * language. The strings live as long as the program.
 */
typedef struct {
  const char *happened; /* what happened */
  const char *safe;     /* what is safe */
  const char *todo;     /* what to do */
} WfErrorText;

/**
 * wf_error_get_text:
 * @error: any error the layers below return
 *
 * The one place where errors become words. An error nobody thought of gets words that
 * are true of every error.
 */
WfErrorText wf_error_get_text (const GError *error);

/** wf_error_dup_detail: Returns: (transfer full) (nullable): a fact to show beside what happened:
 * which program holds a vault that is in use, which service copies a folder */
char *wf_error_dup_detail (const GError *error);

/** wf_error_to_user_text: Returns: (transfer full): the three parts as one paragraph */
char *wf_error_to_user_text (const GError *error);

/** wf_error_has_own_text: whether @error has words of its own (tests ask this) */
gboolean wf_error_has_own_text (const GError *error);

G_END_DECLS
