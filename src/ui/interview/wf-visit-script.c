/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said on the telephone. Where we call from is said only after the client could say,
 * with a yes or a no, that it is them and that nobody hears it who should not.
 *
 * Which page or question began the call is kept with the session, so that it is said once and
 * stays where it stands when the page is made anew.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-visit-script.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-text.h"
#include "wf-vault-people.h"

#define BEGUN_AT "wf-script-begun-at"

gboolean
wf_visit_script_is_on (WfVisitPane *pane)
{
  g_return_val_if_fail (WF_IS_VISIT_PANE (pane), FALSE);

  WfVisitSession *session = wf_visit_pane_get_session (pane);
  const WfVisit *visit = session != NULL ? wf_visit_session_get_visit (session) : NULL;

  return visit != NULL &&
         (strcmp (visit->mode, "telephone") == 0 || strcmp (visit->mode, "video") == 0);
}

const char *
wf_visit_script_get_own (WfVisitPane *pane)
{
  return wf_visit_script_is_on (pane) ? wf_pane_get_services (WF_PANE (pane))->lang : NULL;
}

/* Whether the call begins at this step: nobody said anything yet, or it was here. */
static gboolean
begins_at (WfVisitPane *pane, const char *step)
{
  GObject *session = G_OBJECT (wf_visit_pane_get_session (pane));
  const char *begun = g_object_get_data (session, BEGUN_AT);

  if (begun != NULL)
    return strcmp (begun, step) == 0;
  g_object_set_data_full (session, BEGUN_AT, g_strdup (step), g_free);
  return TRUE;
}

/* "Sam" of "Sam Okafor". */
static char *
dup_first_name (WfServices *services)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (services->vault);
  const char *staff = wf_vault_get_staff_id (services->vault);

  for (guint i = 0; staff != NULL && i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];

      if (strcmp (member->id, staff) == 0)
        {
          g_auto (GStrv) names = g_strsplit (member->name, " ", 2);

          return g_strdup (names[0]);
        }
    }
  return NULL;
}

/* @name: (nullable): of the placeholder, with its @value */
static void
add_pack (WfVisitPane *pane, GPtrArray *lines, const char *id, const char *name, const char *value)
{
  WfClientTexts *texts = wf_visit_pane_get_texts (pane);
  const char *lang = wf_visit_pane_get_lang (pane);
  const char *own_lang = wf_visit_script_get_own (pane);
  const char *text_lang = NULL;
  g_autofree char *text = wf_client_texts_format (texts, id, lang, &text_lang, name, value, NULL);
  g_autofree char *own = wf_client_texts_format (texts, id, own_lang, NULL, name, value, NULL);

  g_ptr_array_add (
      lines, wf_card_line_new (text, text_lang, wf_language_matches (lang, own_lang) ? NULL : own));
}

static void
add_cue (GPtrArray *lines, const char *words)
{
  g_ptr_array_add (lines, wf_card_line_new (NULL, NULL, words));
}

static gboolean
is_alone (WfVisitPane *pane)
{
  const WfVisit *visit = wf_visit_session_get_visit (wf_visit_pane_get_session (pane));

  return g_strv_contains ((const char *const *) visit->present, "alone");
}

static void
add_beginning (WfVisitPane *pane, GPtrArray *lines)
{
  WfServices *services = wf_pane_get_services (WF_PANE (pane));
  const char *agency = wf_agency_repo_get (services->agency)->name;
  g_autofree char *name = dup_first_name (services);

  if (name != NULL)
    add_pack (pane, lines, "welcome.hello", "worker", name);
  add_pack (pane, lines, "phone.good-time", NULL, NULL);
  add_pack (pane, lines, "phone.free", NULL, NULL);
  /* Translators: tells a navigator on the telephone what to do next; below stands what to say */
  add_cue (lines, _ ("Only when it is them and they can talk:"));
  if (*agency != '\0')
    add_pack (pane, lines, "phone.from", "agency", agency);
  add_pack (pane, lines, "phone.lost", NULL, NULL);
  if (!is_alone (pane))
    add_pack (pane, lines, "phone.speaker", NULL, NULL);
}

GPtrArray *
wf_visit_script_list_before (WfVisitPane *pane, const char *step, gboolean ask_free)
{
  g_return_val_if_fail (WF_IS_VISIT_PANE (pane), NULL);
  g_return_val_if_fail (step != NULL, NULL);

  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_card_line_free);
  gboolean is_first;

  if (!wf_visit_script_is_on (pane))
    return lines;
  is_first = begins_at (pane, step);
  /* Translators: over what a navigator on the telephone says */
  add_cue (lines, _ ("Say it word for word:"));
  if (is_first)
    add_beginning (pane, lines);
  else if (ask_free)
    add_pack (pane, lines, "phone.free", NULL, NULL);
  if (is_first || ask_free)
    /* Translators: tells a navigator on the telephone what to do next; below stands what to say */
    add_cue (lines, _ ("Wait for the answer. Then:"));
  return lines;
}

void
wf_visit_script_begin (WfVisitPane *pane, WfClientSheet *sheet)
{
  g_return_if_fail (WF_IS_VISIT_PANE (pane));
  g_return_if_fail (WF_IS_CLIENT_SHEET (sheet));

  g_autoptr (GPtrArray) lines =
      wf_visit_script_list_before (pane, G_OBJECT_TYPE_NAME (pane), FALSE);

  wf_client_sheet_set_own (sheet, wf_visit_script_get_own (pane));
  wf_client_sheet_clear (sheet, wf_visit_pane_get_texts (pane), wf_visit_pane_get_lang (pane));
  for (guint i = 0; i < lines->len; i++)
    {
      const WfCardLine *line = lines->pdata[i];

      if (line->text == NULL)
        {
          wf_client_sheet_add_cue (sheet, line->own);
          continue;
        }
      wf_client_sheet_add (sheet, WF_SHEET_TEXT, line->text, line->lang);
      wf_client_sheet_add_own (sheet, line->own);
    }
}

char *
wf_visit_script_dup_label (WfVisitPane *pane, guint number, const char *text, const char *own)
{
  g_return_val_if_fail (WF_IS_VISIT_PANE (pane), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  const char *lang = wf_visit_pane_get_lang (pane);
  g_autoptr (WfFormat) format = NULL;
  g_autofree char *digits = NULL;
  g_autofree char *first = NULL;

  if (!wf_visit_script_is_on (pane))
    return g_strdup (text);
  format = wf_format_new (lang, NULL, NULL);
  digits = wf_format_integer (format, number);
  first = number > 0 ? g_strdup_printf ("%s  %s", digits, text) : g_strdup (text);
  if (own == NULL || strcmp (own, text) == 0)
    return g_steal_pointer (&first);
  return g_strdup_printf ("%s\n%s", first, own);
}
