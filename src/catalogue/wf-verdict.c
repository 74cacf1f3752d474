/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Verdicts and their reasons as values, and their plain English for the command and for logs of a
 * curator. Nothing here decides; wf-conditions.c does.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-verdict.h"

#include "wf-condition-terms.h"
#include "wf-json.h"

static const char *const TRUTHS[] = { "no", "ask", "yes" };

/* "%s": the arguments. Plain words; what the client could be asked never names a status. */
static const struct {
  const char *code;
  const char *no;
  const char *ask;
} SENTENCES[] = {
  { "adult", "It is for adults.", "Is the person an adult where they live?" },
  { "age_max", "It is for people up to %s years.", "Is the person %s years old or younger?" },
  { "age_min", "It is for people from %s years.", "Is the person %s years old or older?" },
  { "ask", "Ask: %s.", "Ask: %s." },
  { "benefit", "It is for people who get one of these: %s.",
    "Does the person get one of these: %s?" },
  { "class", "It is not for how this person came, by the paper shown.",
    "The provider reads the paper." },
  { "clb_max", "It is for language level %s and below.", "Is the language level %s or below?" },
  { "clb_min", "It is for language level %s and above.", "Is the language level %s or above?" },
  { "closed", "It has ended.", "It may have ended." },
  { "disability", "It is for people with: %s.", "Does this fit the person: %s?" },
  { "excludes", "By the paper shown, it is not for this person.", "The provider reads the paper." },
  { "explain_need", "The provider wants to hear why it is needed.",
    "Will the person explain why they need it?" },
  { "former_youth_in_care", "It is for people who grew up in care.",
    "Did the person grow up in care?" },
  { "has_paper", "One of these papers is needed: %s.",
    "Does the person have one of these papers: %s? They do not have to show it." },
  { "household_has_children", "It is for households with children.",
    "Are there children in the household?" },
  { "in_shelter_programme", "It is for people in a shelter programme.",
    "Is the person in a shelter programme?" },
  { "income_test", "It is for people with a low income.",
    "Is the income low enough? Ask the provider for the limit." },
  { "lacks_home_internet", "It is for people without internet at home.",
    "Is there internet at home?" },
  { "landed_on", "By the date on the paper, the time for this has passed or not begun.",
    "What date is on the paper? The provider reads it." },
  { "lives_in", "It is for people who live in: %s.", "Does the person live in: %s?" },
  { "locality", "It serves %s.", "Does the person live in %s?" },
  { "needs_device", "A phone or computer is needed for it.",
    "Does the person have a phone or computer for it?" },
  { "needs_internet", "Internet is needed for it.", "Does the person have internet for it?" },
  { "not_region", "It does not serve this region.", "Where does the person live?" },
  { "older_adult", "It is for older adults.",
    "Is the person old enough? Ask the provider for the age." },
  { "organization", "Only these may ask for it: %s.", "Only these may ask for it: %s." },
  { "own_phone", "A phone of one's own is needed.", "Does the person have a phone of their own?" },
  { "provider-reads-paper", "The provider reads the paper.",
    "The provider reads the paper and decides. Do not ask about status." },
  { "read-text", "Read who can get it: %s", "Read who can get it: %s" },
  { "referral_required", "An agency must refer the person.", "Can an agency refer the person?" },
  { "region", "It serves another region: %s.", "Where does the person live? It serves: %s." },
  { "student", "It is for students of: %s.", "Is the person a student of: %s?" },
  { "tried_provider_first", "The person must first try with the company.",
    "Did the person first try with the company?" },
  { "unknown-condition", "Ask the provider about: %s.", "Ask the provider about: %s." },
  { "women", "It is for women.", "It is for women; some also take calls from others." },
};

/* What somebody can get or do; of every condition that can change. */
static const struct {
  const char *code;
  const char *sentence;
} REMEDIES[] = {
  { "explain_need", "A word on why it is needed" },
  { "has_paper", "One of these papers: %s" },
  { "needs_device", "A phone or computer for it" },
  { "needs_internet", "Internet for it" },
  { "own_phone", "A phone of one's own" },
  { "referral_required", "An agency that sends the person" },
  { "student", "A place in one of these: %s" },
  { "tried_provider_first", "A first try with the company" },
};

/* What the words of the vocabulary mean, where the word itself does not say it. */
static const struct {
  const char *word;
  const char *english;
} WORDS[] = {
  { "ccb_max", "the highest Canada Child Benefit" },
  { "clb", "language level" },
  { "copr", "Confirmation of Permanent Residence" },
  { "disability.any", "any disability" },
  { "esl", "English classes" },
  { "gis", "Guaranteed Income Supplement" },
  { "gis_max", "the highest Guaranteed Income Supplement" },
  { "jsa_esa", "JSA or ESA" },
  { "linc", "LINC classes" },
  { "odsp", "Ontario Disability Support Program" },
  { "pip", "Personal Independence Payment" },
  { "snap", "SNAP" },
  { "ssi", "SSI" },
  { "student.any", "any school or class" },
};

static const char *
find_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      if (strcmp (WORDS[i].word, word) == 0)
        return WORDS[i].english;
    }
  return NULL;
}

/* A word may mean another thing under another condition: "student.any". */
static char *
say_word (const char *code, const char *word)
{
  g_autofree char *whole = g_strconcat (code, ".", word, NULL);
  const char *english = find_word (whole);

  if (english == NULL)
    english = find_word (word);
  return english != NULL ? g_strdup (english) : g_strdelimit (g_strdup (word), "_", ' ');
}

static char *
say_args (const WfReason *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->args[i] != NULL; i++)
    g_ptr_array_add (words, say_word (self->code, self->args[i]));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

WfReason *
wf_reason_new (const char *code, WfTruth truth, const char *const *args)
{
  WfReason *self = g_new0 (WfReason, 1);

  self->code = g_strdup (code);
  self->truth = truth;
  self->args = args == NULL ? g_new0 (char *, 1) : g_strdupv ((GStrv) args);
  return self;
}

WfReason *
wf_reason_copy (const WfReason *self)
{
  WfReason *copy = wf_reason_new (self->code, self->truth, (const char *const *) self->args);

  copy->state = self->state;
  copy->alternative = self->alternative;
  copy->can_change = self->can_change;
  return copy;
}

void
wf_reason_free (WfReason *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_strfreev (self->args);
  g_free (self);
}

char *
wf_reason_get_text_key (const WfReason *self)
{
  return g_strdup_printf ("reason.%s.%s", self->code, TRUTHS[self->truth]);
}

char *
wf_reason_get_remedy_key (const WfReason *self)
{
  return self->can_change ? g_strconcat ("remedy.", self->code, NULL)
                          : g_strdup_printf ("reason.%s.ask", self->code);
}

static char *
fill_in (const char *sentence, const char *args)
{
  g_auto (GStrv) parts = g_strsplit (sentence, "%s", 2);

  return parts[1] == NULL ? g_strdup (sentence) : g_strconcat (parts[0], args, parts[1], NULL);
}

char *
wf_reason_to_english_remedy (const WfReason *self)
{
  g_autofree char *args = say_args (self);

  for (guint i = 0; self->can_change && i < G_N_ELEMENTS (REMEDIES); i++)
    {
      if (strcmp (REMEDIES[i].code, self->code) == 0)
        return fill_in (REMEDIES[i].sentence, args);
    }
  return wf_reason_to_english (self);
}

char *
wf_reason_to_english (const WfReason *self)
{
  g_autofree char *args = say_args (self);

  for (guint i = 0; self->truth != WF_TRUTH_YES && i < G_N_ELEMENTS (SENTENCES); i++)
    {
      if (strcmp (SENTENCES[i].code, self->code) == 0)
        return fill_in (self->truth == WF_TRUTH_NO ? SENTENCES[i].no : SENTENCES[i].ask, args);
    }
  return *args == '\0' ? g_strdup (self->code) : g_steal_pointer (&args);
}

const char *
wf_verdict_kind_to_text (WfVerdictKind kind)
{
  static const char *const TEXTS[] = { "not-eligible", "ask", "eligible" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (TEXTS), "");

  return TEXTS[kind];
}

WfVerdict *
wf_verdict_ref (WfVerdict *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_verdict_unref (WfVerdict *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->reasons);
  g_ptr_array_unref (self->remedies);
  g_strfreev (self->documents);
  g_strfreev (self->papers);
  g_free (self);
}

static JsonArray *
reasons_to_json (GPtrArray *reasons)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < reasons->len; i++)
    {
      const WfReason *reason = reasons->pdata[i];
      JsonObject *object = json_object_new ();
      g_autofree char *text = wf_reason_to_english (reason);

      json_object_set_string_member (object, "code", reason->code);
      json_object_set_string_member (object, "truth", TRUTHS[reason->truth]);
      wf_json_set_strings (object, "args", (const char *const *) reason->args);
      json_object_set_int_member (object, "alternative", reason->alternative);
      json_object_set_string_member (object, "text", text);
      json_array_add_object_element (array, object);
    }
  return array;
}

JsonObject *
wf_verdict_to_json (const WfVerdict *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "verdict", wf_verdict_kind_to_text (self->kind));
  json_object_set_array_member (object, "reasons", reasons_to_json (self->reasons));
  wf_json_set_strings (object, "documents", (const char *const *) self->documents);
  wf_json_set_strings (object, "papers", (const char *const *) self->papers);
  json_object_set_array_member (object, "remedies", reasons_to_json (self->remedies));
  return object;
}
