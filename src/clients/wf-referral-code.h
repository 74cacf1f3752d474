/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Digits of a code: eight by chance, one that checks them. */
#define WF_REFERRAL_CODE_DIGITS 9

/*
 * The code on a slip: nine digits, said in three groups of three, in any language and over any
 * telephone. It is chance: nothing about a person is in it.
 *
 * The last digit is Damm's (H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004,
 * his table of order 10): every one wrong digit and every swap of two neighbours is noticed.
 */

/** wf_referral_code_new: Returns: (transfer full): nine digits; random ones */
char *wf_referral_code_new (void);

/** wf_referral_code_get_check: @digits: ASCII digits, any number. Returns: the digit that
 * follows them, as a character */
char wf_referral_code_get_check (const char *digits);

/**
 * wf_referral_code_parse:
 * @typed: as somebody typed what somebody said: digits of any script, with spaces and dashes
 *
 * Returns: (transfer full) (nullable): the nine ASCII digits; %NULL when it is no code, or one
 *   that was misheard
 */
char *wf_referral_code_parse (const char *typed);

/** wf_referral_code_is_misheard: Returns: whether @typed is nine digits, as
 * wf_referral_code_parse() takes them, of which one or two are not those that were given out */
gboolean wf_referral_code_is_misheard (const char *typed);

/** wf_referral_code_format: @code: nine digits. Returns: (transfer full): "482 913 605", with
 * spaces that no line breaks at */
char *wf_referral_code_format (const char *code);

G_END_DECLS
