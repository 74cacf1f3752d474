/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an interview says of one person: one estimate, its uncertainty, what was said and
 * what was seen apart, areas only where the data speak, the five A's, and things the person
 * can already do. Pure; computed anew whenever it is wanted.
 */
#define G_LOG_DOMAIN "wf-assessment"

#include "wf-profile.h"

#include "wf-interview-private.h"

#include <math.h>

#define RUN_SHARE         0.80
#define SINGLE_SHARE      0.70
#define WEIGHT_READ_ALOUD 0.5
#define N_HIGHLIGHTS      3
#define MIN_GAP_ANSWERS   3
#define SELF_SLOPE_ALONE  1.0 /* on its own scale what was said counts in full */

#define SAID (1u << WF_ITEM_CAN_DO)
#define SEEN (1u << WF_ITEM_TASK | 1u << WF_ITEM_CHOICE)

static const char *const AREA_CODES[] = { "too-few", "same", "stronger", "needs-a-look" };
static const char *const GAP_CODES[] = { "unknown", "none", "says-more", "says-less" };

const char *
wf_area_state_to_code (WfAreaState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (AREA_CODES), NULL);

  return AREA_CODES[state];
}

const char *
wf_gap_to_code (WfGap gap)
{
  g_return_val_if_fail ((guint) gap < G_N_ELEMENTS (GAP_CODES), NULL);

  return GAP_CODES[gap];
}

/* Answers whose text did not reach the client as it was written, by how much that costs. */
typedef struct {
  guint untranslated;
  guint read_aloud;
} Unheard;

static Unheard
count_unheard (const WfInterview *interview, guint kinds)
{
  Unheard n = { 0, 0 };

  for (guint i = 0; i < wf_interview_get_n_asked (interview); i++)
    {
      const WfAsked *asked = wf_interview_get_asked (interview, i);

      if (asked->score < 0 || (kinds & (1u << asked->kind)) == 0)
        continue;
      n.untranslated += asked->is_untranslated;
      n.read_aloud += asked->is_read_aloud;
    }
  return n;
}

/* How unsure the items' numbers are for these answers: a text nobody translated counts twice, one
 * read out half more (our own guesses: no study of spoken items was found). */
static double
find_item_sd (Unheard unheard, guint n)
{
  double extra = unheard.untranslated + WEIGHT_READ_ALOUD * unheard.read_aloud;

  return WF_EXPERT_SD * sqrt (1.0 + (n > 0 ? extra / n : 0.0));
}

static guint
find_single_level (const double *levels)
{
  for (guint i = 0; i < WF_N_LEVELS; i++)
    {
      if (levels[i] >= SINGLE_SHARE)
        return i + 1;
    }
  return 0;
}

static void
fill_ability (WfAbility *self, const WfInterview *interview, guint kinds, double self_report_slope)
{
  Unheard unheard = count_unheard (interview, kinds);
  WfPosterior posterior;
  guint first, last;

  self->n = wf_interview_fill_posterior (interview, kinds, self_report_slope, &posterior);
  self->theta = posterior.mean;
  self->sd = posterior.sd;
  self->stated_sd = wf_total_sd (posterior.sd, find_item_sd (unheard, self->n), self->n);
  self->band = wf_band_from_theta (posterior.mean);

  double blur = sqrt (MAX (self->stated_sd * self->stated_sd - self->sd * self->sd, 0.0));

  wf_levels_blurred_masses (&posterior, blur, WF_BAND_CUTS, WF_N_BANDS - 1, self->bands);
  wf_levels_blurred_masses (&posterior, blur, WF_LEVEL_CUTS, WF_N_LEVELS - 1, self->levels);
  wf_levels_shortest_run (self->levels, WF_N_LEVELS, RUN_SHARE, &first, &last);
  self->level_first = first + 1;
  self->level_last = last + 1;
  self->level = find_single_level (self->levels);
}

static WfGap
find_gap (const WfAbility *said, const WfAbility *seen)
{
  if (said->n < MIN_GAP_ANSWERS || seen->n < MIN_GAP_ANSWERS)
    return WF_GAP_UNKNOWN;

  double z = (said->theta - seen->theta) / hypot (said->sd, seen->sd);

  if (z > WF_AREA_ALARM)
    return WF_GAP_SAYS_MORE;
  return z < -WF_AREA_ALARM ? WF_GAP_SAYS_LESS : WF_GAP_NONE;
}

static void
fill_areas (WfProfile *self, const WfInterview *interview)
{
  WfAreaEffect effects[WF_N_AREAS];

  wf_interview_fill_areas (interview, self->overall.theta, effects);
  for (guint i = 0; i < WF_N_AREAS; i++)
    {
      double z = effects[i].u / effects[i].sd;

      self->areas[i].effect = effects[i];
      if (z > WF_AREA_ALARM)
        self->areas[i].state = WF_AREA_STRONGER;
      else if (z < -WF_AREA_ALARM)
        self->areas[i].state = WF_AREA_NEEDS_A_LOOK;
      else
        self->areas[i].state = effects[i].n < 2 ? WF_AREA_TOO_FEW : WF_AREA_SAME;
    }
}

/* Its last threshold that was passed: how much the answer says. */
static double
difficulty_passed (const WfAsked *asked)
{
  return asked->irt.thresholds[MAX (asked->score, 1) - 1];
}

static gboolean
is_done (const WfAsked *asked)
{
  if (asked->is_protected || asked->score < 0)
    return FALSE;
  return (asked->kind == WF_ITEM_TASK && asked->score >= 2) ||
         (asked->kind == WF_ITEM_CAN_DO && asked->score >= 2);
}

static gboolean
is_begun (const WfAsked *asked)
{
  return !asked->is_protected && asked->score == 1 &&
         (asked->kind == WF_ITEM_TASK || asked->kind == WF_ITEM_CAN_DO);
}

/* Choice items are questions, not things one does: they are practised by what they teach. */
static gboolean
is_to_practise (const WfAsked *asked)
{
  if (asked->is_protected || asked->score < 0)
    return FALSE;
  return asked->kind == WF_ITEM_CHOICE ? asked->score == 0 : asked->score <= 1;
}

/* Seen before said; then the harder. */
static gint
compare_done (gconstpointer a, gconstpointer b)
{
  const WfAsked *left = *(const WfAsked *const *) a, *right = *(const WfAsked *const *) b;
  double l = difficulty_passed (left), r = difficulty_passed (right);

  if (left->kind != right->kind)
    return left->kind == WF_ITEM_TASK ? -1 : 1;
  return (l < r) - (l > r);
}

static gint
compare_easiest (gconstpointer a, gconstpointer b)
{
  const WfAsked *left = *(const WfAsked *const *) a, *right = *(const WfAsked *const *) b;
  double l = left->irt.thresholds[0], r = right->irt.thresholds[0];

  return (l > r) - (l < r);
}

static GPtrArray *
collect (const WfInterview *interview, gboolean (*wanted) (const WfAsked *))
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < wf_interview_get_n_asked (interview); i++)
    {
      const WfAsked *asked = wf_interview_get_asked (interview, i);

      if (wanted (asked))
        g_ptr_array_add (found, (gpointer) asked);
    }
  return found;
}

static void
add_ids (GStrvBuilder *builder, GPtrArray *asked, guint *n)
{
  for (guint i = 0; i < asked->len && *n < N_HIGHLIGHTS; i++, (*n)++)
    g_strv_builder_add (builder, ((const WfAsked *) g_ptr_array_index (asked, i))->item_id);
}

static GStrv
list_can_do (const WfInterview *interview, guint *out_n_alone)
{
  g_autoptr (GPtrArray) done = collect (interview, is_done);
  g_autoptr (GPtrArray) begun = collect (interview, is_begun);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  g_ptr_array_sort (done, compare_done);
  g_ptr_array_sort (begun, compare_done);
  add_ids (builder, done, &n);
  *out_n_alone = n;
  add_ids (builder, begun, &n);
  return g_strv_builder_end (builder);
}

static GStrv
list_practise (const WfInterview *interview, const char *const *can_do)
{
  g_autoptr (GPtrArray) low = collect (interview, is_to_practise);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = low->len; i > 0; i--)
    {
      if (g_strv_contains (can_do, ((const WfAsked *) g_ptr_array_index (low, i - 1))->item_id))
        g_ptr_array_remove_index (low, i - 1);
    }
  g_ptr_array_sort (low, compare_easiest);
  add_ids (builder, low, &n);
  return g_strv_builder_end (builder);
}

static guint
count_observed_areas (const WfInterview *interview)
{
  gboolean is_observed[WF_N_AREAS + 1] = { FALSE };
  guint n = 0;

  for (guint i = 0; i < wf_interview_get_n_asked (interview); i++)
    {
      const WfAsked *asked = wf_interview_get_asked (interview, i);

      if (asked->kind == WF_ITEM_TASK && asked->score >= 0)
        is_observed[asked->area] = TRUE;
    }
  for (guint area = 1; area <= WF_N_AREAS; area++)
    n += is_observed[area];
  return n;
}

static GStrv
list_missing (const WfProfile *self, const WfInterview *interview)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  WfMeasureRules rules;

  wf_measure_rules_init (&rules);
  if (self->stop == WF_STOP_NONE)
    return g_strv_builder_end (builder);
  if (self->overall.n < rules.min_items)
    g_strv_builder_add (builder, "answers");
  if (count_observed_areas (interview) < rules.min_observed_areas)
    g_strv_builder_add (builder, "observed");
  for (WfConstraint area = WF_CONSTRAINT_AREA_1; area <= WF_CONSTRAINT_AREA_5; area++)
    {
      if (wf_interview_get_area_count (interview, area - WF_CONSTRAINT_AREA_1 + 1) == 0)
        g_strv_builder_add (builder, wf_constraint_to_name (area));
    }
  return g_strv_builder_end (builder);
}

WfProfile *
wf_profile_new (const WfInterview *interview)
{
  g_return_val_if_fail (interview != NULL, NULL);

  WfProfile *self = g_new0 (WfProfile, 1);
  g_autoptr (WfAnswers) answers = wf_interview_get_answers (interview);
  Unheard unheard = count_unheard (interview, SAID | SEEN);
  const char *words;

  g_atomic_ref_count_init (&self->refs);
  fill_ability (&self->overall, interview, SAID | SEEN, 0.0);
  fill_ability (&self->self_rating, interview, SAID, SELF_SLOPE_ALONE);
  fill_ability (&self->performance, interview, SEEN, 0.0);
  self->gap = find_gap (&self->self_rating, &self->performance);
  fill_areas (self, interview);
  self->gauges = wf_gauges_new (answers, wf_interview_get_bank (interview));
  self->can_do = list_can_do (interview, &self->n_alone);
  self->practise = list_practise (interview, (const char *const *) self->can_do);
  self->n_asked = wf_interview_get_n_asked (interview);
  self->n_answered = wf_interview_get_n_answered (interview);
  self->n_waiting = wf_interview_get_n_waiting (interview);
  self->n_untranslated = unheard.untranslated;
  self->n_read_aloud = unheard.read_aloud;
  self->stop = wf_interview_get_stop_reason (interview);
  self->relaxed = wf_interview_get_relaxed (interview);
  self->missing = list_missing (self, interview);
  self->overridden = interview->n_overridden;
  self->view_level = wf_interview_get_view (interview, &words);
  self->view_words = g_strdup (words);
  wf_reassess (interview, &self->change);
  return self;
}

WfProfile *
wf_profile_ref (WfProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_profile_unref (WfProfile *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->gauges);
  g_strfreev (self->can_do);
  g_strfreev (self->practise);
  g_strfreev (self->missing);
  g_free (self->view_words);
  g_free (self);
}
