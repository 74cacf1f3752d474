/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WfCardOption:
 * @id: what the answer is called; @label: what the client reads, in the card's language
 * @own: (nullable): on a card that is read aloud, the same for whoever reads
 */
typedef struct {
  const char *id;
  const char *label;
  const char *own;
} WfCardOption;

/**
 * WfCardLine:
 * @text: (nullable): what is said, in @lang; %NULL for a line that says what to do
 * @lang: (nullable): BCP 47 tag of @text
 * @own: (nullable): the same, or what to do, in the language of whoever reads aloud
 *
 * One line of a script.
 */
typedef struct {
  char *text;
  char *lang;
  char *own;
} WfCardLine;

/** wf_card_line_new: Returns: (transfer full) */
WfCardLine *wf_card_line_new (const char *text, const char *lang, const char *own);
void wf_card_line_free (WfCardLine *self);

/**
 * WfCardQuestion:
 * @lang: BCP 47 tag of the client's language: letter shapes, digits
 * @text: the question, plain text
 * @text_lang: (nullable): the language @text is really in, @lang if NULL: direction
 * @mark: (nullable): one line beside the question: that @text_lang does not serve a reader of
 *   @lang, or another short word of ours; pack text
 * @pictogram: (nullable): name of a drawing
 * @options: what can be chosen; none for a question without answers to choose
 * @n_options: how many; the first nine have a key
 * @multiple: whether more than one can be chosen
 * @skip, @listen: the labels of the two buttons; pack text, of a script in @own_lang
 * @more: (nullable): says that there are answers below those in sight; the same
 * @own_lang: (nullable): BCP 47 tag of all @own: the card is a script that somebody reads aloud,
 *   in @lang, and understands in @own_lang
 * @own: (nullable): of a script, the question in @own_lang
 * @before: (nullable) (element-type WfCardLine): of a script, what is said before the question
 * @lead: (nullable): of a script, what is said between the question and the answers
 *
 * What a card shows. All strings are copied by the card.
 */
typedef struct {
  const char *lang;
  const char *text;
  const char *text_lang;
  const char *mark;
  const char *pictogram;
  const WfCardOption *options;
  guint n_options;
  gboolean multiple;
  const char *skip;
  const char *listen;
  const char *more;
  const char *own_lang;
  const char *own;
  const GPtrArray *before;
  const WfCardLine *lead;
} WfCardQuestion;

/**
 * WfQuestionCard:
 *
 * The client's card: one question in their language, a pictogram, big answers, Skip and
 * Listen, and nothing else. It knows no interview and no pack. Its direction is that
 * of the words on it, whatever the interface's. Answers that one column does not show at once
 * stand in two, side by side; where that is not enough a sign says that there are more below.
 *
 * Keys while the focus is in it: a digit (of any script) chooses; S skips; L listens.
 *
 * Signals: "chosen": what is chosen changed, by the person; "skip"; "listen".
 */
#define WF_TYPE_QUESTION_CARD (wf_question_card_get_type ())
G_DECLARE_FINAL_TYPE (WfQuestionCard, wf_question_card, WF, QUESTION_CARD, GtkWidget)

/** wf_question_card_new: Returns: (transfer floating): an empty card */
GtkWidget *wf_question_card_new (void);

/** wf_question_card_show: @question: replaces what stood there; nothing is chosen */
void wf_question_card_show (WfQuestionCard *self, const WfCardQuestion *question);

/** wf_question_card_set_scale: @scale: size of the letters, 1.0 to 2.0, on top of the desktop's */
void wf_question_card_set_scale (WfQuestionCard *self, double scale);

/** wf_question_card_set_compact: @compact: small, for a navigator while the client reads elsewhere
 */
void wf_question_card_set_compact (WfQuestionCard *self, gboolean compact);

/** wf_question_card_get_chosen: Returns: (transfer full): ids in the order shown; maybe empty */
GStrv wf_question_card_get_chosen (WfQuestionCard *self);

/** wf_question_card_set_chosen: @ids: (nullable): e.g. the earlier answer; emits nothing */
void wf_question_card_set_chosen (WfQuestionCard *self, const char *const *ids);

/** wf_question_card_choose: @index: from 0: as if the person touched it; %FALSE when there is none
 */
gboolean wf_question_card_choose (WfQuestionCard *self, guint index);

/** wf_question_card_set_listening: whether the text is being read out (the button shows it) */
void wf_question_card_set_listening (WfQuestionCard *self, gboolean listening);

G_END_DECLS
