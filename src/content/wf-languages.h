/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pack.h"

G_BEGIN_DECLS

/**
 * WfLanguage:
 * @tag: BCP 47, as "ar"
 * @own_name: what its speakers call it, as "العربية"
 * @english_name: for search; the interface shows wf_format_language_name()
 * @rtl: written from right to left
 * @script: ISO 15924 code, as "Arab"
 * @calendar: Unicode calendar name for dates in words, as "gregory", "persian"
 * @translated: the packs shipped here are translated into it
 * @reviewed_by: (nullable): the native speaker who read all of it; %NULL: say that it
 *   is not yet reviewed
 * @reviewed_on: (nullable): ISO date of that
 *
 * A language a client may speak or read. Owned by #WfLanguages; read only; any thread.
 */
typedef struct {
  const char *tag;
  char *own_name;
  char *english_name;
  gboolean rtl;
  char *script;
  char *calendar;
  gboolean translated;
  char *reviewed_by;
  char *reviewed_on;
} WfLanguage;

/**
 * WfLanguages:
 *
 * The languages there are, in the order of the file. An agency's list adds to the
 * shipped one; the same tag replaces. Immutable, ref-counted; may cross threads.
 */
typedef struct _WfLanguages WfLanguages;

WfLanguages *wf_languages_ref (WfLanguages *self);
void wf_languages_unref (WfLanguages *self);

/** wf_languages_get_n: Returns: how many */
guint wf_languages_get_n (const WfLanguages *self);
/** wf_languages_get: Returns: (transfer none): the language at @index, owned by @self */
const WfLanguage *wf_languages_get (const WfLanguages *self, guint index);

/**
 * wf_languages_lookup:
 * @tag: any spelling wf_language_normalise() takes
 *
 * Returns: (transfer none) (nullable): the language with that tag, else the one that
 *   serves its readers ("fr-CA" finds "fr")
 */
const WfLanguage *wf_languages_lookup (const WfLanguages *self, const char *tag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfLanguages, wf_languages_unref)

G_END_DECLS
