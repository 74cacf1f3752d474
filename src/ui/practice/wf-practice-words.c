/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Practice in words. Tables and small sentences; no letters of levels, no official names.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-practice-words.h"

#include <glib/gi18n.h>

#include "wf-member.h"

const char *
wf_point_status_get_words (WfPointStatus status)
{
  static const char *const WORDS[] = {
    [WF_POINT_OPEN] = N_ ("To do"),
    /* Translators: the person says so themselves; nobody else has looked at it */
    [WF_POINT_TICKED] = N_ ("Self-declared"),
    [WF_POINT_WAITING] = N_ ("Waiting for a colleague"),
    [WF_POINT_DECLINED] = N_ ("A colleague wants to see more"),
    [WF_POINT_OUTSIDE] = N_ ("Self-declared: signed on paper outside"),
    [WF_POINT_SIGNED] = N_ ("Signed off"),
    [WF_POINT_RENEW] = N_ ("Look at it again"),
    /* Translators: a colleague signed a point of a list, and the list has changed it since */
    [WF_POINT_CHANGED] = N_ ("Signed off in other words: look at it again"),
    [WF_POINT_NOT_APPLICABLE] = N_ ("Does not apply"),
  };

  g_return_val_if_fail (status <= WF_POINT_NOT_APPLICABLE, "");
  return _ (WORDS[status]);
}

const char *
wf_practice_find_words (const WfPointProgress *at, const char *lang)
{
  const WfClaim *claim = wf_point_progress_get_claim (at);

  if (at->point != NULL)
    return wf_text_get_or_empty (at->point->text, lang);
  return claim != NULL && claim->text != NULL ? wf_text_get (claim->text, lang, NULL) : at->id;
}

const char *
wf_practice_find_title (const WfChecklistProgress *progress, const char *lang)
{
  for (guint i = 0; i < progress->points->len; i++)
    {
      const WfClaim *claim = wf_point_progress_get_claim (progress->points->pdata[i]);
      if (claim != NULL && claim->title != NULL)
        return wf_text_get (claim->title, lang, NULL);
    }
  return NULL;
}

char *
wf_practice_dup_claim (WfPackLibrary *packs, const WfClaim *claim, const WfFormat *format)
{
  WfFramework *map =
      claim->framework != NULL ? wf_pack_library_get_framework (packs, claim->framework) : NULL;
  const WfFrameworkLevel *level =
      map != NULL && claim->level != NULL ? wf_framework_lookup_level (map, claim->level) : NULL;
  g_autoptr (GString) text = g_string_new (level == NULL ? claim->level : NULL);

  if (level != NULL)
    {
      g_autofree char *stage = wf_practice_dup_level_title (map, (int) level->number, format);
      g_string_append (text, stage);
    }
  for (guint i = 0; claim->competences != NULL && claim->competences[i] != NULL; i++)
    {
      const char *id = claim->competences[i];
      const WfFrameworkPart *part = map != NULL ? wf_framework_lookup (map, id) : NULL;
      g_string_append_printf (
          text, " · %s",
          part != NULL ? wf_text_get_or_empty (part->title, wf_format_get_lang (format)) : id);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
wf_practice_dup_level_title (const WfFramework *framework, int level, const WfFormat *format)
{
  const GPtrArray *levels = wf_framework_get_levels (framework);
  const WfFrameworkLevel *at;

  if (level < 1 || level > (int) levels->len)
    return g_strdup (_ ("Not yet"));
  at = levels->pdata[level - 1];
  if (at->title != NULL)
    return g_strdup (wf_text_get (at->title, wf_format_get_lang (format), NULL));

  g_autofree char *number = wf_format_integer (format, level);
  /* Translators: a level of a self-assessment: "Stage 3" */
  return g_strdup_printf (_ ("Stage %s"), number);
}

char *
wf_practice_dup_minutes (guint minutes, const WfFormat *format)
{
  g_autofree char *number = wf_format_integer (format, minutes);

  return g_strdup_printf (ngettext ("About %s minute", "About %s minutes", minutes), number);
}

char *
wf_practice_dup_round (guint done, guint all, const WfFormat *format)
{
  g_autofree char *part = wf_format_integer (format, done);
  g_autofree char *whole = wf_format_integer (format, all);

  /* Translators: how many questions are answered: "5 of 22" */
  return g_strdup_printf (_ ("%s of %s"), part, whole);
}

char *
wf_practice_dup_checklist (const WfChecklistProgress *progress, const WfFormat *format)
{
  g_autofree char *count = wf_practice_dup_round (progress->n_signed, progress->n_points, format);
  g_autofree char *own = wf_format_integer (format, progress->n_self_declared);

  if (progress->is_complete)
    return g_strdup (_ ("All of it is signed off"));
  if (progress->n_self_declared == 0)
    /* Translators: %s is "3 of 10" */
    return g_strdup_printf (_ ("%s signed off"), count);
  /* Translators: "3 of 10 signed off, 2 self-declared" */
  return g_strdup_printf (_ ("%s signed off, %s self-declared"), count, own);
}

static void
add_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, sentence);
}

char *
wf_practice_dup_area (const WfFramework *framework,
                      const WfAreaResult *area,
                      const WfFormat *format)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (area->now < 0)
    return g_strdup (_ ("Not answered yet"));
  if (area->level > 0)
    {
      g_autofree char *level = wf_practice_dup_level_title (framework, (int) area->level, format);
      /* Translators: %s is "Stage 3" */
      g_autofree char *about = g_strdup_printf (_ ("Roughly %s"), level);
      add_sentence (text, about);
    }
  if (area->last >= 0 && area->now > area->last)
    add_sentence (text, _ ("higher than last time"));
  else if (area->last >= 0 && area->now < area->last)
    add_sentence (text, _ ("lower than last time"));
  else if (area->last >= 0)
    add_sentence (text, _ ("as last time"));
  if (area->floor >= 0 && area->now < area->floor)
    add_sentence (text, _ ("under the floor of your role"));
  if (area->is_provisional)
    add_sentence (text, _ ("provisional: something was skipped"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
wf_practice_dup_gap (const WfFramework *framework, int said, guint shown, const WfFormat *format)
{
  g_autofree char *mine = wf_practice_dup_level_title (framework, said, format);
  g_autofree char *proved = wf_practice_dup_level_title (framework, (int) shown, format);

  if (shown == 0)
    /* Translators: %s is "Stage 3": what somebody says of themselves */
    return g_strdup_printf (_ ("You say: %s. Nothing signed off shows it yet."), mine);
  if (said > (int) shown)
    return g_strdup_printf (_ ("You say: %s. What is signed off shows %s: collect evidence for "
                               "the rest."),
                            mine, proved);
  if (said < (int) shown)
    return g_strdup_printf (_ ("You say: %s. What is signed off shows %s: you can do more than you "
                               "say."),
                            mine, proved);
  return g_strdup_printf (_ ("You say: %s, and what is signed off shows it."), mine);
}

const char *
wf_practice_find_name (GPtrArray *members, const char *staff)
{
  for (guint i = 0; i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];
      if (g_strcmp0 (member->id, staff) == 0)
        return member->name;
    }
  return "";
}
