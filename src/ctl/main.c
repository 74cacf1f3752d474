/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wayfinderctl: finds the command named by the first words and runs it. The same libraries
 * as the program, without a display; blocking calls are right here and nowhere else.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl.h"

#include "wf-config.h"
#include "wf-paths.h"
#include "wf-secret.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const WfCtlCommand *const FAMILIES[] = {
  WF_CTL_CATALOGUE_COMMANDS,    WF_CTL_CONTENT_COMMANDS, WF_CTL_FEED_COMMANDS,
  WF_CTL_INTERVIEW_COMMANDS,    WF_CTL_MATCH_COMMANDS,   WF_CTL_MEASURE_COMMANDS,
  WF_CTL_MEASURE_DATA_COMMANDS, WF_CTL_PLAN_COMMANDS,    WF_CTL_PRACTICE_COMMANDS,
  WF_CTL_SIMULATE_COMMANDS,     WF_CTL_VAULT_COMMANDS,   WF_CTL_WORKSHOP_COMMANDS,
};

static void
print_help (void)
{
  g_print ("Usage: wayfinderctl COMMAND … [--data-dir DIR]\n\n");
  for (guint family = 0; family < G_N_ELEMENTS (FAMILIES); family++)
    for (const WfCtlCommand *command = FAMILIES[family]; command->name != NULL; command++)
      g_print ("  %s %s\n", command->name, command->usage);
  g_print ("\n“wayfinderctl COMMAND --help” explains a command's options, “--version” says which "
           "this is.\n"
           "Answers go to standard output, as JSON with --json; messages to standard error.\n"
           "Exit: 0 done, 1 not done and why, 2 wrong use.\n");
}

/* Returns how many words of @argv name @command, 0 when they do not. */
static int
count_matching_words (const WfCtlCommand *command, int argc, char **argv)
{
  g_auto (GStrv) words = g_strsplit (command->name, " ", -1);
  int count = (int) g_strv_length (words);

  if (argc < count)
    return 0;
  for (int i = 0; i < count; i++)
    {
      if (strcmp (words[i], argv[i]) != 0)
        return 0;
    }
  return count;
}

/* GOption says how a command is used by the program's name: that is the command's with its words.
 */
static void
name_usage (const WfCtlCommand *command)
{
  g_autofree char *words = g_strndup (command->usage, strcspn (command->usage, "-[<>:"));
  g_autofree char *name = g_strdup_printf ("wayfinderctl %s %s", command->name, words);

  g_set_prgname (g_strchomp (name));
}

static int
run_command (WfCtl *ctl, int argc, char **argv)
{
  for (guint family = 0; family < G_N_ELEMENTS (FAMILIES); family++)
    for (const WfCtlCommand *command = FAMILIES[family]; command->name != NULL; command++)
      {
        int words = count_matching_words (command, argc, argv);

        if (words > 0)
          {
            name_usage (command);
            return command->run (ctl, argc - words, argv + words);
          }
      }
  return wf_ctl_wrong_use (argc > 0 ? "there is no such command" : "a command is missing");
}

/* Takes the global options out of @argv, wherever they stand. Returns how many words are left. */
static int
take_global_options (WfCtl *ctl, int argc, char **argv)
{
  int left = 0;

  for (int i = 0; i < argc; i++)
    {
      const char *dir = NULL;

      if (g_str_has_prefix (argv[i], "--data-dir="))
        dir = argv[i] + strlen ("--data-dir=");
      else if (strcmp (argv[i], "--data-dir") == 0 && i + 1 < argc)
        dir = argv[++i];
      else
        argv[left++] = argv[i];
      if (dir != NULL)
        {
          g_free (ctl->data_dir);
          ctl->data_dir = g_strdup (dir);
        }
    }
  return left;
}

int
main (int argc, char **argv)
{
  WfCtl ctl = { wf_paths_find_shared_dir (), wf_paths_get_default_data_dir () };
  int words, code;

  /* It opens vaults and prints what clients said: a crash must not write that to the disk. */
  if (!wf_crypto_harden_process ())
    g_printerr ("wayfinderctl: this system keeps no promise about memory dumps\n");
  /* Scripts run under bare locales: what is said stays UTF-8, what is told is taken as UTF-8. */
  setlocale (LC_ALL, "");
  if (!g_get_charset (NULL))
    setlocale (LC_CTYPE, "C.UTF-8");
  words = take_global_options (&ctl, argc - 1, argv + 1);
  if (words > 0 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "help") == 0))
    {
      print_help ();
      code = WF_CTL_DONE;
    }
  else if (words > 0 && strcmp (argv[1], "--version") == 0)
    {
      g_print ("wayfinderctl %s\n", WF_VERSION);
      code = WF_CTL_DONE;
    }
  else
    code = run_command (&ctl, words, argv + 1);
  if (ferror (stdout))
    {
      g_printerr ("wayfinderctl: the answer could not be written\n");
      code = WF_CTL_FAILED;
    }
  g_free (ctl.shared_dir);
  g_free (ctl.data_dir);
  return code;
}
