/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The printed code in Crockford's base 32, with two check characters from a hash. Pure.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-recovery-code.h"
#include "wf-box.h"

#include <string.h>

#define SECRET_BYTES 16
#define SECRET_CHARS 26
#define CHECK_CHARS  2
#define CODE_CHARS   (SECRET_CHARS + CHECK_CHARS)
#define GROUP_CHARS  4

static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
fill_check (char *code)
{
  guint8 hash[WF_HASH_BYTES];

  wf_hash (hash, code, SECRET_CHARS);
  for (guint i = 0; i < CHECK_CHARS; i++)
    code[SECRET_CHARS + i] = ALPHABET[hash[i] & 31];
}

static void
fill_secret (char *code)
{
  guint8 secret[SECRET_BYTES + 1] = { 0 };

  wf_random_fill (secret, SECRET_BYTES);
  for (guint i = 0; i < SECRET_CHARS; i++)
    {
      guint bit = i * 5;
      guint pair = (guint) secret[bit / 8] << 8 | secret[MIN (bit / 8 + 1, SECRET_BYTES)];

      code[i] = ALPHABET[pair >> (11 - bit % 8) & 31];
    }
  wf_wipe (secret, sizeof secret);
}

char *
wf_recovery_code_new (void)
{
  char code[CODE_CHARS];
  char *printed = g_malloc0 (CODE_CHARS + CODE_CHARS / GROUP_CHARS);

  fill_secret (code);
  fill_check (code);
  for (guint i = 0, at = 0; i < CODE_CHARS; i++)
    {
      if (i > 0 && i % GROUP_CHARS == 0)
        printed[at++] = '-';
      printed[at++] = code[i];
    }
  wf_wipe (code, sizeof code);
  return printed;
}

static char
normalize_char (char c)
{
  char upper = g_ascii_toupper (c);

  if (upper == 'O')
    return '0';
  return upper == 'I' || upper == 'L' ? '1' : upper;
}

char *
wf_recovery_code_normalize (const char *typed)
{
  g_return_val_if_fail (typed != NULL, NULL);

  char code[CODE_CHARS + 1] = { 0 }, expected[CODE_CHARS + 1] = { 0 };
  gsize n = 0;
  gboolean is_right = TRUE;

  for (; *typed != '\0' && is_right; typed++)
    {
      if (g_ascii_isspace (*typed) || *typed == '-')
        continue;
      is_right = n < CODE_CHARS && strchr (ALPHABET, normalize_char (*typed)) != NULL;
      if (is_right)
        code[n++] = normalize_char (*typed);
    }
  memcpy (expected, code, SECRET_CHARS);
  fill_check (expected);

  char *normalized = is_right && n == CODE_CHARS && memcmp (code, expected, CODE_CHARS) == 0
                         ? g_strdup (code)
                         : NULL;

  wf_wipe (code, sizeof code);
  wf_wipe (expected, sizeof expected);
  return normalized;
}
