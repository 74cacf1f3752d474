/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes as hexadecimal text, and the text form of ids.
 */
#define G_LOG_DOMAIN "wf-base"

#include "wf-hex.h"

#include <string.h>

char *
wf_hex_encode (const guint8 *bytes, gsize size)
{
  static const char DIGITS[] = "0123456789abcdef";
  char *text = g_malloc (2 * size + 1);

  for (gsize i = 0; i < size; i++)
    {
      text[2 * i] = DIGITS[bytes[i] >> 4];
      text[2 * i + 1] = DIGITS[bytes[i] & 15];
    }
  text[2 * size] = '\0';
  return text;
}

gboolean
wf_hex_decode (const char *text, guint8 *out_bytes, gsize size)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (strlen (text) != 2 * size || strspn (text, "0123456789abcdefABCDEF") != 2 * size)
    return FALSE;

  for (gsize i = 0; i < size; i++)
    out_bytes[i] =
        (guint8) (g_ascii_xdigit_value (text[2 * i]) << 4 | g_ascii_xdigit_value (text[2 * i + 1]));
  return TRUE;
}

gboolean
wf_id_is_valid (const char *id)
{
  return id != NULL && strlen (id) == WF_ID_CHARS && strspn (id, "0123456789abcdef") == WF_ID_CHARS;
}
