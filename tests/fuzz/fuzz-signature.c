/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads any bytes as each file of minisign's. What is taken must write itself as it was read.
 */
#include "wf-minisign.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (WfMinisignSignature) signature = { 0 };
  WfMinisignKey key, again;

  if (wf_minisign_signature_parse ((const char *) data, size, &signature, NULL))
    {
      const WfMinisignKey nobody = { { 0 }, { 0 } };

      g_assert_cmpuint (strlen (signature.comment), <=, WF_MINISIGN_COMMENT_MAX);
      g_assert_true (g_utf8_validate (signature.comment, -1, NULL));
      g_assert_false (wf_minisign_verify (&signature, &nobody, data, size));
    }
  if (wf_minisign_key_parse (text, &key, NULL))
    {
      g_autofree char *file = wf_minisign_key_to_file (&key);

      g_assert_true (wf_minisign_key_parse (file, &again, NULL));
      g_assert_true (wf_minisign_key_equal (&key, &again));
    }

  g_autoptr (WfMinisignSecret) secret = wf_minisign_secret_parse (text, NULL);

  if (secret != NULL)
    {
      char *file = wf_minisign_secret_to_file (secret);
      g_autoptr (WfMinisignSecret) same = wf_minisign_secret_parse (file, NULL);

      g_assert_nonnull (same);
      wf_wipe_free (file);
    }
  return 0;
}
