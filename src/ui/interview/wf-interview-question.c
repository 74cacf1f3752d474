/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From item and interview to a card. In a script the navigator's words stand beside the client's,
 * and the buttons are the navigator's.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-interview-question.h"

#include "wf-visit-script.h"

static const char *
own_words (const WfText *text, const char *own, const char *shown)
{
  const char *words = own != NULL ? wf_text_get (text, own, NULL) : NULL;

  return g_strcmp0 (words, shown) == 0 ? NULL : words;
}

static void
fill_options (WfInterviewQuestion *self,
              WfInterview *interview,
              const char *lang,
              const char *other,
              const char *own)
{
  g_autoptr (GPtrArray) shown = wf_interview_get_current_options (interview);

  for (guint i = 0; i < shown->len; i++)
    {
      const WfItemOption *option = shown->pdata[i];
      const char *label = wf_text_get_for (option->text, lang, other, NULL);
      WfCardOption card = { option->id, label, own_words (option->text, own, label) };

      g_array_append_val (self->options, card);
    }
}

static void
fill_script (WfInterviewQuestion *self,
             WfClientTexts *texts,
             const char *lang,
             const char *own,
             gboolean is_multiple)
{
  const char *id = is_multiple ? "phone.numbers" : "phone.number";
  const char *text_lang = NULL;
  const char *text = wf_client_texts_get (texts, id, lang, &text_lang);
  const char *words = wf_client_texts_get (texts, id, own, NULL);
  WfCardLine *lead = wf_card_line_new (text, text_lang, g_str_equal (text, words) ? NULL : words);

  g_ptr_array_add (self->owned, lead);
  self->card.lead = lead;
}

void
wf_interview_question_init (WfInterviewQuestion *self,
                            WfVisitPane *pane,
                            const char *lang,
                            const GPtrArray *before)
{
  g_return_if_fail (self != NULL && WF_IS_VISIT_PANE (pane) && lang != NULL);

  WfInterview *interview = wf_visit_session_get_interview (wf_visit_pane_get_session (pane));
  const WfItem *item = wf_interview_get_current_item (interview);
  const char *other = wf_pane_get_services (WF_PANE (pane))->lang;
  const char *own = wf_visit_script_get_own (pane);
  const char *words = own != NULL ? own : lang;
  WfClientTexts *texts = wf_visit_pane_get_texts (pane);

  *self = (WfInterviewQuestion){ 0 };
  self->options = g_array_new (FALSE, FALSE, sizeof (WfCardOption));
  self->owned = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_card_line_free);
  fill_options (self, interview, lang, other, own);
  self->card.lang = lang;
  self->card.text = wf_text_get_for (item->text, lang, other, &self->card.text_lang);
  self->card.own = own_words (item->text, own, self->card.text);
  self->card.own_lang = own;
  self->card.before = before;
  if (own != NULL && self->options->len > 0)
    fill_script (self, texts, lang, own, item->multiple);
  if (wf_interview_offers_to_stop (interview))
    self->card.mark = wf_client_texts_get (texts, "offer.stop", lang, NULL);
  else if (own == NULL && !wf_language_matches (lang, self->card.text_lang))
    self->card.mark = wf_client_texts_get (texts, "page.read-together", lang, NULL);
  self->card.options = (const WfCardOption *) (gpointer) self->options->data;
  self->card.n_options = self->options->len;
  self->card.multiple = item->multiple;
  self->card.skip = wf_client_texts_get (texts, "button.skip", words, NULL);
  self->card.listen = wf_client_texts_get (texts, "button.listen", words, NULL);
  self->card.more = wf_client_texts_get (texts, "button.more", words, NULL);
}

void
wf_interview_question_clear (WfInterviewQuestion *self)
{
  g_clear_pointer (&self->options, g_array_unref);
  g_clear_pointer (&self->owned, g_ptr_array_unref);
}
