/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors in words: what happened, what is safe, what to do. A table, one row a code; a
 * test walks every domain and fails when a code has no row. Pure but for gettext.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-error-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "wf-json.h"
#include "wf-keyring.h"
#include "wf-speech.h"

typedef struct {
  GQuark (*domain) (void);
  int code;
  WfErrorText text;
} Row;

static const Row ROWS[] = {
  { wf_json_error_quark,
    WF_JSON_ERROR_SYNTAX,
    { N_ ("The file could not be read: something in it is not as it should be."),
      N_ ("Nothing was changed."), N_ ("Ask for the file again.") } },
  { wf_speech_error_quark,
    WF_SPEECH_ERROR_NO_SERVICE,
    { N_ ("This computer cannot read aloud."), N_ ("The question is still here."),
      N_ ("Read it together.") } },
  { wf_speech_error_quark,
    WF_SPEECH_ERROR_NO_VOICE,
    { N_ ("This computer has no voice for this language."), N_ ("The question is still here."),
      N_ ("Read it together.") } },
  { wf_keyring_error_quark,
    WF_KEYRING_ERROR_NO_SERVICE,
    { N_ ("This desktop does not keep passphrases."), N_ ("Nothing was changed."),
      N_ ("Type your passphrase each time.") } },
  { g_io_error_quark,
    G_IO_ERROR_NO_SPACE,
    { N_ ("The disk is full."), N_ ("What was saved before is safe."),
      N_ ("Make room on the disk, then try again.") } },
  { g_io_error_quark,
    G_IO_ERROR_PERMISSION_DENIED,
    { N_ ("Wayfinder may not write there."), N_ ("Nothing was changed."),
      N_ ("Choose another folder.") } },
  { g_io_error_quark,
    G_IO_ERROR_NOT_FOUND,
    { N_ ("The file is not there any more."), N_ ("Nothing was changed."),
      N_ ("Look for it, or choose another one.") } },
};

static const WfErrorText OTHER = {
  N_ ("Something did not work."),
  N_ ("What was saved before is safe."),
  N_ ("Try again. If it happens again, close Wayfinder and open it."),
};

static const Row *
find_row (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      if (error->domain == ROWS[i].domain () && error->code == ROWS[i].code)
        return &ROWS[i];
    }
  return NULL;
}

WfErrorText
wf_error_get_text (const GError *error)
{
  const Row *row;
  WfErrorText text = OTHER;

  g_return_val_if_fail (error != NULL, OTHER);

  row = find_row (error);
  if (row != NULL)
    text = row->text;
  text.happened = _ (text.happened);
  text.safe = _ (text.safe);
  text.todo = _ (text.todo);
  return text;
}

char *
wf_error_to_user_text (const GError *error)
{
  WfErrorText text;

  g_return_val_if_fail (error != NULL, NULL);

  text = wf_error_get_text (error);
  /* Translators: what happened, what is safe, what to do: three sentences */
  return g_strdup_printf (_ ("%s %s %s"), text.happened, text.safe, text.todo);
}

gboolean
wf_error_has_own_text (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  return find_row (error) != NULL;
}
