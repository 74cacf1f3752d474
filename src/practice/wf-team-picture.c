/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counts of a team that give nobody away. Pure.
 *
 * Invariant: the bins of a row and its floor cut the people into groups; each group is empty or
 * holds at least WF_TEAM_MINIMUM. Sums and differences of such groups are unions of them.
 */
#define G_LOG_DOMAIN "wf-practice"

#include "wf-team-picture.h"

/* How many stand at each level, under the floor of their role and not. */
typedef struct {
  guint below[WF_FRAMEWORK_MAX_LEVELS + 1];
  guint at[WF_FRAMEWORK_MAX_LEVELS + 1];
} Counts;

static Counts
count_part (const WfFramework *framework, const GArray *people, const char *part_id)
{
  Counts counts = { 0 };

  for (guint i = 0; i < people->len; i++)
    {
      const WfTeamPerson *person = &g_array_index (people, WfTeamPerson, i);
      int rating = wf_ratings_get (person->ratings, part_id);
      guint level = rating > 0 ? MIN ((guint) rating, WF_FRAMEWORK_MAX_LEVELS) : 0;

      if (level >= wf_framework_get_floor (framework, person->role, part_id))
        counts.at[level]++;
      else
        counts.below[level]++;
    }
  return counts;
}

static gboolean
is_safe (guint count)
{
  return count == 0 || count >= WF_TEAM_MINIMUM;
}

typedef struct {
  WfTeamBin bin;
  guint below;
  guint at;
} Group;

static gboolean
is_safe_group (const Group *group, gboolean by_floor)
{
  if (by_floor)
    return is_safe (group->below) && is_safe (group->at);
  return is_safe (group->below + group->at);
}

static Group
make_group (const Counts *counts, guint first, guint last)
{
  Group group = { { first, last, 0 }, 0, 0 };

  for (guint level = first; level <= last; level++)
    {
      group.below += counts->below[level];
      group.at += counts->at[level];
    }
  return group;
}

/* As many groups of neighbours as there can be when each is safe: for each end the best cut
 * before it. Empty when there is no way. */
static GArray *
cut (const Counts *counts, guint n_levels, gboolean by_floor)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  guint best[WF_FRAMEWORK_MAX_LEVELS + 2] = { 0 }; /* groups up to a level, 0 for no way */
  guint from[WF_FRAMEWORK_MAX_LEVELS + 2] = { 0 };

  for (guint end = 1; end <= n_levels + 1; end++)
    for (guint first = 0; first < end; first++)
      {
        const Group group = make_group (counts, first, end - 1);
        if ((first == 0 || best[first] > 0) && best[first] + 1 > best[end] &&
            is_safe_group (&group, by_floor))
          {
            best[end] = best[first] + 1;
            from[end] = first;
          }
      }
  for (guint end = n_levels + 1; best[n_levels + 1] > 0 && end > 0; end = from[end])
    {
      const Group group = make_group (counts, from[end], end - 1);
      g_array_prepend_val (groups, group);
    }
  return groups;
}

static WfTeamRow *
make_row (const WfFramework *framework, const GArray *people, const WfFrameworkPart *part)
{
  guint n_levels = wf_framework_get_levels (framework)->len;
  Counts counts = count_part (framework, people, part->id);
  WfTeamRow *row = g_new0 (WfTeamRow, 1);
  g_autoptr (GArray) groups = cut (&counts, n_levels, TRUE);

  row->part = part;
  row->bins = g_array_new (FALSE, FALSE, sizeof (WfTeamBin));
  row->is_covered = groups->len > 0;
  if (!row->is_covered)
    {
      g_array_unref (groups);
      groups = cut (&counts, n_levels, FALSE);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = &g_array_index (groups, Group, i);
      group->bin.count = group->below + group->at;
      row->n_at_floor += row->is_covered ? group->at : 0;
      g_array_append_val (row->bins, group->bin);
    }
  return row;
}

static void
row_free (gpointer data)
{
  WfTeamRow *self = data;

  g_array_unref (self->bins);
  g_free (self);
}

static gint
compare_needs (gconstpointer a, gconstpointer b)
{
  const WfTeamRow *left = *(WfTeamRow *const *) a, *right = *(WfTeamRow *const *) b;

  return (left->n_at_floor > right->n_at_floor) - (left->n_at_floor < right->n_at_floor);
}

WfTeamPicture *
wf_team_picture_new (const WfFramework *framework, const GArray *people)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  WfTeamPicture *self = g_new0 (WfTeamPicture, 1);

  self->n_people = people->len;
  self->n_levels = wf_framework_get_levels (framework)->len;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->needs = g_ptr_array_new ();
  for (guint i = 0; people->len >= WF_TEAM_MINIMUM && i < questions->len; i++)
    {
      WfTeamRow *row = make_row (framework, people, questions->pdata[i]);
      g_ptr_array_add (self->rows, row);
      if (row->is_covered && row->n_at_floor < people->len)
        g_ptr_array_add (self->needs, row);
    }
  g_ptr_array_sort (self->needs, compare_needs);
  return self;
}

void
wf_team_picture_free (WfTeamPicture *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->needs);
  g_free (self);
}
