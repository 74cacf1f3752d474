/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The portfolio as a page. Made from the book, the desk and the packs in memory; no I/O.
 *
 * Invariant: nothing stands under "signed off" that a colleague's key did not sign over exactly
 * the words and the evidence that stand there.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-portfolio-sheet.h"

#include <glib/gi18n.h>

#include "wf-practice-words.h"
#include "wf-vault-people.h"

#define ABOVE_HEADING 8 /* points */

typedef struct {
  WfServices *services;
  GPtrArray *members;
  WfPage *page;
  WfPageDirection direction;
  guint n; /* entries under the heading that is being written */
} Sheet;

static void
add_text (Sheet *self, WfPageRole role, const char *text)
{
  const WfPageText words = { text, self->services->lang, self->direction };

  if (role == WF_PAGE_ROLE_HEADING)
    wf_page_add_space (self->page, ABOVE_HEADING);
  wf_page_add_text (self->page, role, &words);
}

static void
add_item (Sheet *self, WfPageMarker marker, const char *text)
{
  const WfPageText words = { text, self->services->lang, self->direction };

  wf_page_add_item (self->page, marker, WF_PAGE_ROLE_BODY, &words, NULL);
}

/* What a person typed keeps its own order inside the line: first strong isolate. */
static void
append_typed (GString *line, const char *text)
{
  if (text != NULL)
    g_string_append_printf (line, "%s\342\201\250%s\342\201\251", line->len > 0 ? " · " : "", text);
}

static void
add_evidence (Sheet *self, const WfEvidence *evidence)
{
  g_autoptr (GString) line = g_string_new (NULL);

  append_typed (line, evidence->text);
  append_typed (line, evidence->link);
  append_typed (line, evidence->file_name);
  if (line->len > 0)
    add_text (self, WF_PAGE_ROLE_SMALL, line->str);
}

/* What a claim says; never what the list says now. */
static const char *
find_words (Sheet *self, const WfPointProgress *at)
{
  const WfClaim *claim = wf_point_progress_get_claim (at);

  if (claim != NULL && claim->text != NULL)
    return wf_text_get (claim->text, self->services->lang, NULL);
  return wf_practice_find_words (at, self->services->lang);
}

static char *
dup_signer (Sheet *self, const WfSignRequest *request)
{
  return wf_page_isolate (wf_practice_find_name (self->members, request->by), self->direction);
}

/* Words, level, competences and evidence are those of the request: they are what was signed. */
static void
add_signed (Sheet *self, const WfPointProgress *at)
{
  WfServices *services = self->services;
  const WfSignRequest *request = at->request;
  g_autofree char *day = wf_format_date (services->format, request->decided_us, WF_DATE_SHORT);
  g_autofree char *code = wf_sign_code (request->digest);
  g_autofree char *name = dup_signer (self, request);
  g_autofree char *apart = wf_page_isolate (code, WF_PAGE_DIRECTION_LTR);
  g_autofree char *shows =
      wf_practice_dup_claim (services->packs, request->claim, services->format);
  /* Translators: who signed, the day, and a short code that stands in Wayfinder too */
  g_autofree char *line = g_strdup_printf (_ ("Signed off by %s on %s. Code %s"), name, day, apart);

  add_item (self, WF_PAGE_MARKER_BOX_YES, find_words (self, at));
  add_text (self, WF_PAGE_ROLE_SMALL, shows);
  add_evidence (self, request->evidence);
  add_text (self, WF_PAGE_ROLE_SMALL, line);
  if (at->status == WF_POINT_RENEW)
    add_text (self, WF_PAGE_ROLE_SMALL, _ ("It is to be looked at again by now."));
  if (at->status == WF_POINT_CHANGED)
    add_text (self, WF_PAGE_ROLE_SMALL,
              _ ("The list says it otherwise by now. Here stands what was signed."));
  if (at->point == NULL)
    add_text (self, WF_PAGE_ROLE_SMALL, _ ("It is no longer on the list."));
}

static void
add_outside (Sheet *self, const WfPointEntry *entry)
{
  g_autofree char *name = wf_page_isolate (entry->outside_name, self->direction);
  g_autofree char *code = wf_page_isolate (entry->outside_code != NULL ? entry->outside_code : "",
                                           WF_PAGE_DIRECTION_LTR);
  /* Translators: somebody outside the agency, and the code on the paper they signed */
  g_autofree char *line =
      g_strdup_printf (_ ("Signed on paper outside by %s. Code %s"), name, code);

  add_text (self, WF_PAGE_ROLE_SMALL, line);
}

/* Somebody signed, but nobody can say which words. */
static void
add_old_signature (Sheet *self, const WfSignRequest *request)
{
  g_autofree char *name = dup_signer (self, request);
  g_autofree char *day =
      wf_format_date (self->services->format, request->decided_us, WF_DATE_SHORT);
  /* Translators: who signed, and the day */
  g_autofree char *line = g_strdup_printf (
      _ ("%s signed this on %s, before signatures said which words they are for."), name, day);

  add_text (self, WF_PAGE_ROLE_SMALL, line);
}

static void
add_declared (Sheet *self, const WfPointProgress *at)
{
  add_item (self, WF_PAGE_MARKER_BULLET, find_words (self, at));
  add_evidence (self, at->entry->evidence);
  if (at->status == WF_POINT_OUTSIDE)
    add_outside (self, at->entry);
  if (at->status == WF_POINT_CHANGED)
    add_old_signature (self, at->request);
}

static gboolean
is_signed (const WfPointProgress *at)
{
  return at->status == WF_POINT_SIGNED || at->status == WF_POINT_RENEW ||
         (at->status == WF_POINT_CHANGED && at->request->claim->text != NULL);
}

static gboolean
is_declared (const WfPointProgress *at)
{
  return at->status == WF_POINT_TICKED || at->status == WF_POINT_OUTSIDE ||
         at->status == WF_POINT_WAITING || at->status == WF_POINT_DECLINED ||
         (at->status == WF_POINT_CHANGED && at->request->claim->text == NULL);
}

static void
add_list (Sheet *self,
          const char *title,
          const WfChecklistProgress *progress,
          gboolean (*belongs) (const WfPointProgress *at),
          void (*add) (Sheet *self, const WfPointProgress *at))
{
  gboolean has_title = FALSE;

  for (guint i = 0; i < progress->points->len; i++)
    {
      const WfPointProgress *at = progress->points->pdata[i];
      if (!belongs (at))
        continue;
      if (!has_title)
        add_text (self, WF_PAGE_ROLE_STATEMENT, title);
      has_title = TRUE;
      add (self, at);
      self->n++;
    }
}

static void
add_points (Sheet *self,
            gboolean (*belongs) (const WfPointProgress *at),
            void (*add) (Sheet *self, const WfPointProgress *at))
{
  const GPtrArray *lists = wf_pack_library_get_checklists (self->services->packs);
  WfPracticeRepo *repo = self->services->practice;
  const WfPracticeBook *book = wf_practice_repo_get_book (repo);
  const WfSignDesk *desk = wf_practice_repo_get_desk (repo);
  const char *staff = wf_practice_repo_get_staff_id (repo), *lang = self->services->lang;
  gint64 now_us = wf_clock_now (self->services->clock);
  g_autoptr (GPtrArray) gone = wf_checklist_list_gone (lists, book);

  for (guint i = 0; i < lists->len; i++)
    {
      g_autoptr (WfChecklistProgress) progress =
          wf_checklist_progress_new (lists->pdata[i], book, desk, staff, now_us);
      add_list (self, wf_text_get_or_empty (wf_checklist_get_title (lists->pdata[i]), lang),
                progress, belongs, add);
    }
  for (guint i = 0; i < gone->len; i++)
    {
      g_autoptr (WfChecklistProgress) progress =
          wf_checklist_progress_new_gone (gone->pdata[i], book, desk, staff, now_us);
      const char *title = wf_practice_find_title (progress, lang);
      add_list (self, title != NULL ? title : gone->pdata[i], progress, belongs, add);
    }
}

/* What signed-off evidence supports, as sentences. */
static void
add_supported (Sheet *self, const WfFramework *map)
{
  const GPtrArray *questions = wf_framework_get_questions (map);
  WfPracticeRepo *repo = self->services->practice;
  g_autoptr (GHashTable) levels = wf_evidence_list_levels (
      map, wf_pack_library_get_checklists (self->services->packs), wf_practice_repo_get_book (repo),
      wf_practice_repo_get_desk (repo), wf_practice_repo_get_staff_id (repo),
      wf_clock_now (self->services->clock));

  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      guint level = wf_evidence_get_level (levels, part->id);
      if (level == 0)
        continue;
      g_autofree char *stage =
          wf_practice_dup_level_title (map, (int) level, self->services->format);
      g_autofree char *title = g_strdup_printf (
          "%s · %s", wf_text_get_or_empty (part->title, self->services->lang), stage);
      if (self->n++ == 0)
        add_text (self, WF_PAGE_ROLE_HEADING, _ ("Competences that signed-off evidence supports"));
      add_item (self, WF_PAGE_MARKER_BOX_YES, title);
      if (part->statements[level - 1] != NULL)
        add_text (self, WF_PAGE_ROLE_SMALL,
                  wf_text_get_or_empty (part->statements[level - 1], self->services->lang));
    }
}

static void
add_own_view (Sheet *self, const WfFramework *map)
{
  const GPtrArray *questions = wf_framework_get_questions (map);
  const WfSelfAssessment *last = wf_practice_book_get_finished (
      wf_practice_repo_get_book (self->services->practice), wf_framework_get_info (map)->id, 0);

  if (last == NULL)
    return;

  g_autoptr (WfRatings) ratings = wf_self_assessment_get_ratings (last, map);
  g_autofree char *day = wf_format_date (self->services->format, last->finished_us, WF_DATE_SHORT);
  /* Translators: %s is a day */
  g_autofree char *title = g_strdup_printf (_ ("How I saw myself on %s"), day);
  add_text (self, WF_PAGE_ROLE_STATEMENT, title);
  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      int rating = wf_ratings_get (ratings, part->id);
      if (rating == WF_RATING_NONE)
        continue;
      g_autofree char *stage = wf_practice_dup_level_title (map, rating, self->services->format);
      g_autofree char *line = g_strdup_printf (
          "%s · %s", wf_text_get_or_empty (part->title, self->services->lang), stage);
      add_item (self, WF_PAGE_MARKER_BULLET, line);
      self->n++;
    }
}

static void
for_each_map (Sheet *self, void (*add) (Sheet *self, const WfFramework *map))
{
  const GPtrArray *maps = wf_pack_library_get_frameworks (self->services->packs);

  for (guint i = 0; i < maps->len; i++)
    {
      const WfFramework *map = maps->pdata[i];
      if (g_str_equal (wf_framework_get_info (map)->audience, "staff") &&
          wf_framework_get_questions (map)->len > 0)
        add (self, map);
    }
}

static void
add_goals (Sheet *self)
{
  const GPtrArray *goals =
      wf_practice_book_get_goals (wf_practice_repo_get_book (self->services->practice));
  gboolean has_title = FALSE;

  for (guint i = 0; i < goals->len; i++)
    {
      const WfGoal *goal = goals->pdata[i];
      if (goal->done_us == 0)
        continue;
      if (!has_title)
        add_text (self, WF_PAGE_ROLE_STATEMENT, _ ("Goals I reached"));
      has_title = TRUE;
      add_item (self, WF_PAGE_MARKER_BULLET, goal->text);
      self->n++;
    }
}

static void
add_credit (Sheet *self, const WfFramework *map)
{
  if (wf_framework_get_credit (map) != NULL)
    add_text (self, WF_PAGE_ROLE_SMALL,
              wf_text_get_or_empty (wf_framework_get_credit (map), self->services->lang));
}

static void
add_head (Sheet *self, const char *name)
{
  WfServices *services = self->services;
  const WfAgency *agency = wf_agency_repo_get (services->agency);
  g_autofree char *day =
      wf_format_date (services->format, wf_clock_now (services->clock), WF_DATE_SHORT);

  add_text (self, WF_PAGE_ROLE_TITLE, _ ("Portfolio of digital practice"));
  add_text (self, WF_PAGE_ROLE_STATEMENT, name);
  if (*agency->name != '\0')
    add_text (self, WF_PAGE_ROLE_BODY, agency->name);
  add_text (self, WF_PAGE_ROLE_SMALL, day);
}

WfPage *
wf_portfolio_sheet_new (WfServices *services,
                        const char *name,
                        GPtrArray *members,
                        WfPagePaper paper)
{
  Sheet self = { services, members, NULL, WF_PAGE_DIRECTION_LTR, 0 };

  if (wf_language_is_rtl (services->lang))
    self.direction = WF_PAGE_DIRECTION_RTL;
  self.page = wf_page_new (paper, self.direction);
  wf_page_set_single_side (self.page, FALSE);
  add_head (&self, name);
  for_each_map (&self, add_supported);
  add_text (&self, WF_PAGE_ROLE_HEADING, _ ("Evidence a colleague signed off"));
  self.n = 0;
  add_points (&self, is_signed, add_signed);
  add_text (&self, self.n == 0 ? WF_PAGE_ROLE_BODY : WF_PAGE_ROLE_SMALL,
            self.n == 0 ? _ ("Nothing is signed off yet")
                        : _ ("Each was signed in Wayfinder with the colleague’s own key, over "
                             "exactly the words and the evidence named here."));
  wf_page_add_rule (self.page);
  add_text (&self, WF_PAGE_ROLE_HEADING, _ ("Self-declared"));
  add_text (&self, WF_PAGE_ROLE_SMALL, _ ("What I say myself. No colleague has signed it off."));
  add_points (&self, is_declared, add_declared);
  for_each_map (&self, add_own_view);
  add_goals (&self);
  for_each_map (&self, add_credit);
  return self.page;
}
