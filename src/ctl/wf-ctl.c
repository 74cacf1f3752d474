/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the commands share: options, one way to answer, one way to fail, one way to be
 * given a passphrase. Answers go to standard output, everything else to standard error.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-json.h"
#include "wf-store-error.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PASSPHRASE_MAX 1024
#define INPUT_MAX      (16 * 1024 * 1024)

int
wf_ctl_parse (int *argc, char ***argv, const GOptionEntry *entries, int max_words)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) all = g_new0 (char *, *argc + 2);
  int count = *argc + 1;

  /* GOption takes the first word for the program's name. */
  all[0] = g_strdup ("wayfinderctl");
  for (int i = 0; i < *argc; i++)
    all[i + 1] = g_strdup ((*argv)[i]);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &all, &error))
    {
      g_printerr ("wayfinderctl: %s\n", error->message);
      return -1;
    }
  count = (int) g_strv_length (all) - 1;
  if (count > max_words)
    {
      g_printerr ("wayfinderctl: what is “%s”?\n", all[max_words + 1]);
      return -1;
    }
  for (int i = 0; i < count; i++)
    (*argv)[i] = g_strdup (all[i + 1]);
  *argc = count;
  return count;
}

void
wf_ctl_print_json (JsonObject *object)
{
  g_autofree char *text = wf_json_to_text (object);

  g_print ("%s\n", text);
}

/* What is safe, and what to do. */
static const char *
find_cure (const GError *error)
{
  static const struct {
    WfStoreError code;
    const char *words;
  } cures[] = {
    { WF_STORE_ERROR_FULL, "What was saved before is safe. Make room, then try again." },
    { WF_STORE_ERROR_DAMAGED, "Nothing was deleted. “wayfinderctl vault salvage DIR” keeps what is "
                              "whole, and the harmed file beside it." },
    { WF_STORE_ERROR_NEWER, "It was not touched. Update Wayfinder." },
    { WF_STORE_ERROR_BUSY, "Another Wayfinder is using the vault; nothing was changed. Close the "
                           "other one, then try again." },
    { WF_STORE_ERROR_PLACE, "Nothing was written there. Use a folder on this computer's own "
                            "disk." },
    { WF_STORE_ERROR_READ_ONLY, "Nothing was changed. Get the right to write there, or use another "
                                "folder." },
    { WF_STORE_ERROR_INVALID, "Nothing was changed." },
    { WF_STORE_ERROR_EXISTS, "Nothing was changed. Choose another folder." },
    { WF_STORE_ERROR_COPIES, "The client is gone from the vault itself. Open the vault again when "
                             "“backups” can be written: the copies are then destroyed." },
    { WF_STORE_ERROR_WRONG_PASSPHRASE, "Nothing was changed. Try it again." },
    { WF_STORE_ERROR_WAIT, "Nothing is lost: after several wrong passphrases it takes longer." },
    { WF_STORE_ERROR_NOT_ALLOWED, "Nothing was changed. A coordinator can do this." },
  };

  for (guint i = 0; error->domain == WF_STORE_ERROR && i < G_N_ELEMENTS (cures); i++)
    {
      if (error->code == (int) cures[i].code)
        return cures[i].words;
    }
  return NULL;
}

int
wf_ctl_fail (const GError *error)
{
  const char *cure = error != NULL ? find_cure (error) : NULL;

  g_printerr ("wayfinderctl: %s\n", error != NULL ? error->message : "it did not work");
  if (cure != NULL)
    g_printerr ("%s\n", cure);
  return WF_CTL_FAILED;
}

int
wf_ctl_wrong_use (const char *message)
{
  g_printerr ("wayfinderctl: %s\nTry “wayfinderctl --help”.\n", message);
  return WF_CTL_WRONG_USE;
}

/* Reads up to a line end or the end of the file, byte by byte: what follows the line
 * belongs to somebody else. */
static gboolean
read_line (int descriptor, char *buffer, gsize size, gsize *out_length, GError **error)
{
  gsize length = 0;

  for (;;)
    {
      char byte = '\0';
      gssize got = read (descriptor, &byte, 1);
      gboolean is_end = got == 0 || (got == 1 && byte == '\n');

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0 || (!is_end && length + 1 == size))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the passphrase could not be read: %s",
                       got < 0 ? g_strerror (errno) : "it is too long");
          return FALSE;
        }
      if (is_end)
        break;
      if (byte == '\0')
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                               "the passphrase holds a zero byte: it must be text");
          return FALSE;
        }
      buffer[length++] = byte;
    }
  *out_length = length;
  return TRUE;
}

static gboolean
read_from_terminal (char *buffer, gsize size, gsize *out_length, GError **error)
{
  struct termios shown, hidden;

  if (tcgetattr (STDIN_FILENO, &shown) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           "no passphrase: use --passphrase-fd, or a terminal");
      return FALSE;
    }
  g_printerr ("Passphrase: ");
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);

  gboolean is_read = read_line (STDIN_FILENO, buffer, size, out_length, error);

  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  g_printerr ("\n");
  return is_read;
}

char *
wf_ctl_read_passphrase (int descriptor, GError **error)
{
  char buffer[PASSPHRASE_MAX] = "";
  gsize length = 0;
  gboolean is_read = descriptor >= 0 ? read_line (descriptor, buffer, sizeof buffer, &length, error)
                                     : read_from_terminal (buffer, sizeof buffer, &length, error);
  char *text = is_read ? g_strndup (buffer, length) : NULL;

  explicit_bzero (buffer, sizeof buffer);
  return text;
}

void
wf_ctl_wipe (char *text)
{
  if (text == NULL)
    return;
  explicit_bzero (text, strlen (text));
  g_free (text);
}

char *
wf_ctl_read_input (GError **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  guint8 part[8192];
  gsize size = 0, got = 0;

  do
    {
      if (!g_input_stream_read_all (input, part, sizeof part, &got, NULL, error) ||
          !g_output_stream_write_all (memory, part, got, NULL, NULL, error))
        return NULL;
      size += got;
      if (size > INPUT_MAX)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the input is too long");
          return NULL;
        }
  } while (got == sizeof part);
  if (!g_output_stream_write_all (memory, "", 1, NULL, NULL, error) ||
      !g_output_stream_close (memory, NULL, error))
    return NULL;

  g_autofree char *text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (memory));

  if (strlen (text) < size)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "the input is not text: byte %" G_GSIZE_FORMAT " is zero", strlen (text));
      return NULL;
    }
  return g_steal_pointer (&text);
}
