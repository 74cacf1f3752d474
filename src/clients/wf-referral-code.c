/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Codes that can be said over a bad line. Pure but for the dice.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-referral-code.h"

#include "wf-box.h"

#include <string.h>

#define CHANCE_DIGITS (WF_REFERRAL_CODE_DIGITS - 1)
#define CHANCE_RANGE  100000000u /* 10^8 */
/* The largest multiple of the range below 2^32: what is above would favour low codes. */
#define CHANCE_LIMIT (CHANCE_RANGE * 42u)

static const guint8 DAMM[10][10] = {
  { 0, 3, 1, 7, 5, 9, 8, 6, 4, 2 }, { 7, 0, 9, 2, 1, 5, 4, 8, 6, 3 },
  { 4, 2, 0, 6, 8, 7, 1, 3, 5, 9 }, { 1, 7, 5, 0, 9, 8, 3, 4, 2, 6 },
  { 6, 1, 2, 3, 0, 4, 5, 9, 7, 8 }, { 3, 6, 7, 4, 2, 0, 9, 5, 8, 1 },
  { 5, 8, 6, 9, 7, 2, 0, 1, 3, 4 }, { 8, 9, 4, 5, 3, 6, 2, 0, 1, 7 },
  { 9, 4, 3, 8, 6, 1, 7, 2, 0, 5 }, { 2, 5, 8, 1, 4, 3, 6, 7, 9, 0 },
};

char
wf_referral_code_get_check (const char *digits)
{
  guint interim = 0;

  g_return_val_if_fail (digits != NULL, '0');

  for (; g_ascii_isdigit (*digits); digits++)
    interim = DAMM[interim][*digits - '0'];
  return (char) ('0' + interim);
}

char *
wf_referral_code_new (void)
{
  char digits[WF_REFERRAL_CODE_DIGITS];
  guint32 chance;

  do
    wf_random_fill (&chance, sizeof chance);
  while (chance >= CHANCE_LIMIT);
  g_snprintf (digits, sizeof digits, "%0*u", CHANCE_DIGITS, chance % CHANCE_RANGE);
  return g_strdup_printf ("%s%c", digits, wf_referral_code_get_check (digits));
}

/* Nine digits and what stands between them, nothing else. */
static gboolean
read_digits (const char *typed, char code[WF_REFERRAL_CODE_DIGITS + 1])
{
  gsize n = 0;

  memset (code, 0, WF_REFERRAL_CODE_DIGITS + 1);

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char_validated (p, -1);
      int digit;

      if (letter == (gunichar) -1 || letter == (gunichar) -2)
        return FALSE;
      digit = g_unichar_digit_value (letter);
      if (digit >= 0 && n < WF_REFERRAL_CODE_DIGITS)
        code[n++] = (char) ('0' + digit);
      else if (digit >= 0 || !(g_unichar_isspace (letter) || g_unichar_ispunct (letter)))
        return FALSE;
    }
  return n == WF_REFERRAL_CODE_DIGITS;
}

char *
wf_referral_code_parse (const char *typed)
{
  char code[WF_REFERRAL_CODE_DIGITS + 1];

  g_return_val_if_fail (typed != NULL, NULL);

  if (!read_digits (typed, code) || wf_referral_code_get_check (code) != '0')
    return NULL;
  return g_strdup (code);
}

gboolean
wf_referral_code_is_misheard (const char *typed)
{
  char code[WF_REFERRAL_CODE_DIGITS + 1];

  g_return_val_if_fail (typed != NULL, FALSE);

  return read_digits (typed, code) && wf_referral_code_get_check (code) != '0';
}

char *
wf_referral_code_format (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  if (strlen (code) != WF_REFERRAL_CODE_DIGITS)
    return g_strdup (code);
  return g_strdup_printf ("%.3s\u00a0%.3s\u00a0%.3s", code, code + 3, code + 6);
}
