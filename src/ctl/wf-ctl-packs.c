/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Packs and interviews as the commands use them: the agency's packs stand over the shipped
 * ones, and an interview comes as lines on standard input.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl-packs.h"

#include "wf-interview-replay.h"

#include <gio/gio.h>

WfPackLibrary *
wf_ctl_load_packs (const WfCtl *ctl)
{
  const char *const directories[] = { ctl->shared_dir, ctl->data_dir, NULL };

  return wf_pack_library_load (directories);
}

WfInterview *
wf_ctl_take_interview (WfPackLibrary *library,
                       const char *pack,
                       const char *region,
                       const char *language,
                       guint64 seed,
                       WfDecisionProbe *probe,
                       GError **error)
{
  WfItemBank *bank = wf_pack_library_get_items (library, pack);
  g_autofree char *lines = NULL;
  const char *tag = wf_language_normalise (language);
  const WfInterviewSetup setup = { .region = region, .lang = tag, .seed = seed };

  if (bank == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no item bank “%s”", pack);
      return NULL;
    }
  if (tag == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is not a language",
                   language);
      return NULL;
    }
  lines = wf_ctl_read_input (error);
  return lines != NULL ? wf_interview_replay (bank, &setup, probe, lines, error) : NULL;
}
