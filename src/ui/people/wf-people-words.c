/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Roles and names in words. Pure but for gettext and the vault's list of members.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-people-words.h"

#include <glib/gi18n.h>

#include <string.h>

static const struct {
  const char *words;
  const char *meaning;
} ROLES[] = {
  [WF_ROLE_NAVIGATOR] = { N_ ("Navigator"), N_ ("Meets clients and keeps their records.") },
  [WF_ROLE_COORDINATOR] = { N_ ("Coordinator"),
                            N_ ("All a navigator may, and manages people and keys.") },
  [WF_ROLE_CURATOR] = { N_ ("Curator"), N_ ("Keeps the offers and the questions in order.") },
  [WF_ROLE_TRAINER] = { N_ ("Trainer"), N_ ("Holds workshops and signs off practice.") },
  [WF_ROLE_VOLUNTEER] = { N_ ("Volunteer"), N_ ("Helps clients beside a navigator.") },
  [WF_ROLE_AUDITOR] = { N_ ("Auditor"), N_ ("Reads only, and changes nothing.") },
};

const char *
wf_role_get_words (WfRole role)
{
  g_return_val_if_fail (role < G_N_ELEMENTS (ROLES), "");

  return _ (ROLES[role].words);
}

const char *
wf_role_get_meaning (WfRole role)
{
  g_return_val_if_fail (role < G_N_ELEMENTS (ROLES), "");

  return _ (ROLES[role].meaning);
}

GStrv
wf_role_get_all_words (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ROLES); i++)
    g_strv_builder_add (builder, _ (ROLES[i].words));
  return g_strv_builder_end (builder);
}

gboolean
wf_people_is_coordinator (WfVault *vault)
{
  return wf_vault_get_state (vault) == WF_VAULT_UNLOCKED &&
         wf_vault_get_role (vault) == WF_ROLE_COORDINATOR;
}

char *
wf_people_find_organisation (WfVault *vault)
{
  g_autoptr (GPtrArray) slots = wf_vault_get_slots (vault);

  for (guint i = 0; i < slots->len; i++)
    {
      const WfSlot *slot = slots->pdata[i];

      if (slot->is_organisation)
        return g_strdup (slot->id);
    }
  return NULL;
}

gboolean
wf_people_is_organisation (WfVault *vault)
{
  g_autofree char *organisation = wf_people_find_organisation (vault);

  return organisation != NULL && g_strcmp0 (organisation, wf_vault_get_staff_id (vault)) == 0;
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WfMember *left = *(const WfMember *const *) a;
  const WfMember *right = *(const WfMember *const *) b;
  g_autofree char *left_key = wf_format_collation_key (user_data, left->name);
  g_autofree char *right_key = wf_format_collation_key (user_data, right->name);

  return strcmp (left_key, right_key);
}

GPtrArray *
wf_people_list (WfVault *vault, const WfFormat *format, gboolean with_me)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (vault);
  const char *me = wf_vault_get_staff_id (vault);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_member_unref);

  for (guint i = 0; i < members->len; i++)
    {
      WfMember *member = members->pdata[i];

      if (!member->has_left && !member->is_organisation &&
          (with_me || g_strcmp0 (member->id, me) != 0))
        g_ptr_array_add (list, wf_member_ref (member));
    }
  g_ptr_array_sort_with_data (list, compare_names, (gpointer) format);
  return list;
}

GStrv
wf_people_dup_names (GPtrArray *members)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < members->len; i++)
    g_strv_builder_add (builder, ((const WfMember *) members->pdata[i])->name);
  return g_strv_builder_end (builder);
}

char *
wf_people_dup_author (WfVault *vault, const char *author)
{
  g_autoptr (GPtrArray) members = wf_vault_get_members (vault);
  gsize size = author != NULL ? strcspn (author, "/") : 0;

  for (guint i = 0; i < members->len; i++)
    {
      const WfMember *member = members->pdata[i];

      if (size > 0 && strlen (member->id) == size && strncmp (member->id, author, size) == 0)
        return g_strdup (member->is_organisation ? _ ("Whoever had the printed code")
                                                 : member->name);
    }
  return g_strdup (_ ("Somebody who is not in the list"));
}
