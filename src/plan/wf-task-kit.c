/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The printed task kit: pack text on paper, a sheet a side. Pure but for fonts.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-task-kit.h"

typedef struct {
  WfClientTexts *texts;
  const char *lang;
  WfPage *page;
} Kit;

static void
add_words (Kit *self, WfPageRole role, const char *id)
{
  const char *lang = NULL;
  const char *words = wf_client_texts_get (self->texts, id, self->lang, &lang);

  wf_page_add_text (
      self->page, role,
      &(WfPageText){ words, lang,
                     wf_language_is_rtl (lang) ? WF_PAGE_DIRECTION_RTL : WF_PAGE_DIRECTION_LTR });
}

static void
write_letter (Kit *self)
{
  wf_page_begin_box (self->page, &(WfPageBox){ .framed = TRUE, .pictogram = "letter" });
  add_words (self, WF_PAGE_ROLE_TITLE, "kit.letter-head");
  wf_page_add_space (self->page, 20);
  add_words (self, WF_PAGE_ROLE_HEADING, "kit.letter-1");
  add_words (self, WF_PAGE_ROLE_HEADING, "kit.letter-2");
  add_words (self, WF_PAGE_ROLE_HEADING, "kit.letter-3");
  wf_page_add_space (self->page, 40);
  wf_page_end_box (self->page);
}

static void
write_messages (Kit *self)
{
  static const char *const MESSAGES[] = { "kit.msg-school", "kit.msg-trick", "kit.msg-library" };
  g_autoptr (WfFormat) format = wf_format_new (self->lang, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (MESSAGES); i++)
    {
      g_autofree char *number = wf_format_integer (format, i + 1);

      wf_page_begin_box (self->page,
                         &(WfPageBox){ .framed = TRUE, .number = number, .pictogram = "speech" });
      add_words (self, WF_PAGE_ROLE_HEADING, MESSAGES[i]);
      wf_page_add_space (self->page, 20);
      wf_page_end_box (self->page);
      wf_page_add_space (self->page, 12);
    }
}

static void
write_poster (Kit *self)
{
  wf_page_add_pictogram (self->page, "person-helping", 90);
  add_words (self, WF_PAGE_ROLE_TITLE, "kit.poster");
  wf_page_add_space (self->page, 20);
  add_words (self, WF_PAGE_ROLE_TITLE, "kit.poster-day");
}

static void
write_card (Kit *self)
{
  wf_page_begin_box (self->page, &(WfPageBox){ .framed = TRUE, .pictogram = "map-pin" });
  add_words (self, WF_PAGE_ROLE_TITLE, "kit.card-address");
  wf_page_add_space (self->page, 20);
  add_words (self, WF_PAGE_ROLE_HEADING, "kit.card-line");
  wf_page_end_box (self->page);
}

WfPage *
wf_task_kit_build (WfPackLibrary *library, const char *lang, WfPagePaper paper)
{
  WfClientTexts *texts = wf_pack_library_get_texts (library);
  const char *given = NULL;

  wf_client_texts_get (texts, "kit.letter-head", lang, &given);

  Kit self = { texts, lang,
               wf_page_new (paper, wf_language_is_rtl (given) ? WF_PAGE_DIRECTION_RTL
                                                              : WF_PAGE_DIRECTION_LTR) };

  wf_page_set_single_side (self.page, FALSE);
  wf_page_set_large_type (self.page, TRUE);
  write_letter (&self);
  wf_page_add_break (self.page);
  write_messages (&self);
  wf_page_add_break (self.page);
  write_poster (&self);
  wf_page_add_break (self.page);
  write_card (&self);
  return self.page;
}
