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
#include "wf-store-error.h"

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
  { wf_store_error_quark,
    WF_STORE_ERROR_IO,
    { N_ ("The disk did not do as asked."), N_ ("Nothing is half written."),
      N_ ("Try again. If it happens again, have the disk looked at.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_FULL,
    { N_ ("The disk is full: this was not saved."), N_ ("What was saved before is safe."),
      N_ ("Make room on the disk, then try again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_DAMAGED,
    { N_ ("The file with your clients is harmed."), N_ ("Nothing was deleted."),
      N_ ("Ask your coordinator to rescue what is whole, or to open a backup.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_NEWER,
    { N_ ("A newer Wayfinder wrote this file."), N_ ("It was not touched."),
      N_ ("Update Wayfinder, then open it again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_BUSY,
    { N_ ("Another Wayfinder is using this file."), N_ ("Nothing was changed."),
      N_ ("Close the other one, then try again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_EXISTS,
    { N_ ("There is an agency in this folder already."), N_ ("It was not touched."),
      N_ ("Open it, or choose another folder.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_NOT_FOUND,
    { N_ ("It is not here any more."), N_ ("Nothing was changed."), N_ ("Go back to the list.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_PLACE,
    { N_ ("This folder is copied to other computers, or is on a network drive."),
      N_ ("Nothing was written there."),
      N_ ("Choose a folder on this computer that is not synchronised.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_WRONG_PASSPHRASE,
    { N_ ("That passphrase does not open it."), N_ ("Nothing is lost, nothing was changed."),
      N_ ("Look at the keyboard’s language and Caps Lock, then type it again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_WAIT,
    { N_ ("That was tried several times."), N_ ("Nothing is lost."),
      N_ ("Wait a little, then type it again.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_LOCKED,
    { N_ ("Wayfinder is locked."), N_ ("Everything is saved."), N_ ("Unlock it first.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_NOT_ALLOWED,
    { N_ ("Your role does not include this."), N_ ("Nothing was changed."),
      N_ ("Ask a coordinator.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_RESTRICTED,
    { N_ ("Only named colleagues open this client."), N_ ("Nothing was changed."),
      N_ ("Ask one of them.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_ALTERED,
    { N_ ("What was read is not what was written."),
      N_ ("It is kept aside, not shown and not deleted."), N_ ("Tell your coordinator.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_TOO_LARGE,
    { N_ ("The text is too long to keep."), N_ ("What was saved before is safe."),
      N_ ("Make it shorter.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_INVALID,
    { N_ ("That cannot be done here."), N_ ("Nothing was changed."),
      N_ ("Go back and choose something else.") } },
  { wf_store_error_quark,
    WF_STORE_ERROR_INTERRUPTED,
    { N_ ("It was stopped."), N_ ("Nothing was changed."), N_ ("Start again when you wish.") } },
  { wf_keyring_error_quark,
    WF_KEYRING_ERROR_OFF,
    { N_ ("Keeping the passphrase on this desktop is off."), N_ ("Nothing was changed."),
      N_ ("Turn it on in Preferences, or type your passphrase.") } },
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
