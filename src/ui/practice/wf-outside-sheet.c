/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sheet for a signer outside the agency, as a page. No I/O.
 *
 * Invariant: the code is over everything that stands above it, and over nothing else.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-outside-sheet.h"

#include <glib/gi18n.h>

#include "wf-practice-words.h"

#define ABOVE_LINE 22 /* points: room to write by hand */

typedef struct {
  WfServices *services;
  WfPage *page;
  WfPageDirection direction;
} Sheet;

static void
add_text (Sheet *self, WfPageRole role, const char *text)
{
  const WfPageText words = { text, self->services->lang, self->direction };

  wf_page_add_text (self->page, role, &words);
}

/* What a person typed keeps its own order. */
static void
add_typed (Sheet *self, const char *text)
{
  if (text == NULL)
    return;

  g_autofree char *apart = g_strdup_printf ("\342\201\250%s\342\201\251", text);
  add_text (self, WF_PAGE_ROLE_BODY, apart);
}

static void
add_head (Sheet *self, const char *name)
{
  WfServices *services = self->services;
  const WfAgency *agency = wf_agency_repo_get (services->agency);
  g_autofree char *day =
      wf_format_date (services->format, wf_clock_now (services->clock), WF_DATE_SHORT);

  add_text (self, WF_PAGE_ROLE_TITLE, _ ("A point of practice, to be signed"));
  add_text (self, WF_PAGE_ROLE_STATEMENT, name);
  if (*agency->name != '\0')
    add_text (self, WF_PAGE_ROLE_BODY, agency->name);
  add_text (self, WF_PAGE_ROLE_SMALL, day);
}

static void
add_claim (Sheet *self, const WfClaim *claim)
{
  WfServices *services = self->services;
  g_autofree char *shows = wf_practice_dup_claim (services->packs, claim, services->format);

  add_text (self, WF_PAGE_ROLE_HEADING, _ ("What was done"));
  add_text (self, WF_PAGE_ROLE_STATEMENT, wf_text_get_or_empty (claim->text, services->lang));
  add_text (self, WF_PAGE_ROLE_BODY, shows);
  add_text (self, WF_PAGE_ROLE_SMALL, wf_text_get_or_empty (claim->title, services->lang));
}

static void
add_evidence (Sheet *self, const WfEvidence *evidence)
{
  add_text (self, WF_PAGE_ROLE_HEADING, _ ("What shows it"));
  add_typed (self, evidence->text);
  add_typed (self, evidence->link);
  add_typed (self, evidence->file_name);
}

static void
add_line (Sheet *self, const char *label)
{
  wf_page_add_space (self->page, ABOVE_LINE);
  add_text (self, WF_PAGE_ROLE_BODY, label);
  wf_page_add_rule (self->page);
}

static void
add_signature (Sheet *self, const char *code)
{
  g_autofree char *apart = wf_page_isolate (code, WF_PAGE_DIRECTION_LTR);
  /* Translators: %s is a short code that stands for all that the sheet says */
  g_autofree char *line = g_strdup_printf (_ ("Code of this sheet: %s"), apart);

  add_text (self, WF_PAGE_ROLE_HEADING, _ ("Signature"));
  add_text (self, WF_PAGE_ROLE_BODY,
            _ ("I looked at what is named above and find that it shows the point."));
  add_text (self, WF_PAGE_ROLE_STATEMENT, line);
  add_line (self, _ ("Name"));
  add_line (self, _ ("Organisation and role"));
  add_line (self, _ ("Day"));
  add_line (self, _ ("Signature"));
  wf_page_add_space (self->page, ABOVE_LINE);
  add_text (self, WF_PAGE_ROLE_SMALL,
            _ ("The code stands for the point, its stage and this evidence. Other words or other "
               "evidence have another code."));
}

WfPage *
wf_outside_sheet_new (WfServices *services,
                      const char *name,
                      const WfClaim *claim,
                      const WfEvidence *evidence,
                      WfPagePaper paper)
{
  Sheet self = { services, NULL, WF_PAGE_DIRECTION_LTR };
  g_autofree char *code =
      wf_sign_dup_code (wf_practice_repo_get_staff_id (services->practice), claim, evidence);

  if (wf_language_is_rtl (services->lang))
    self.direction = WF_PAGE_DIRECTION_RTL;
  self.page = wf_page_new (paper, self.direction);
  wf_page_set_single_side (self.page, FALSE); /* evidence may be long */
  add_head (&self, name);
  add_claim (&self, claim);
  add_evidence (&self, evidence);
  add_signature (&self, code);
  return self.page;
}
