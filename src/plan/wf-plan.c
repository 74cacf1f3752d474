/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan as a value: what it holds, in which words. wf-plan-records changes it.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-plan.h"

#include "wf-json.h"
#include "wf-plan-private.h"

#include <string.h>

G_DEFINE_QUARK (wf-plan-error-quark, wf_plan_error)

WfPlan *
wf_plan_new (const char *id, const char *region, const char *pack, guint pack_version)
{
  WfPlan *self = g_new0 (WfPlan, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = g_strdup (id);
  self->region = g_strdup (region);
  self->pack = g_strdup (pack);
  self->pack_version = pack_version;
  self->statements = g_ptr_array_new_with_free_func (wf_plan_statement_free);
  return self;
}

void
wf_plan_reason_free (gpointer data)
{
  WfPlanReason *reason = data;

  g_free (reason->code);
  g_strfreev (reason->args);
  g_free (reason->english);
  g_free (reason);
}

void
wf_plan_resource_free (gpointer data)
{
  WfPlanResource *resource = data;

  wf_resource_unref (resource->entry);
  g_ptr_array_unref (resource->reasons);
  g_ptr_array_unref (resource->remedies);
  g_strfreev (resource->documents);
  g_strfreev (resource->papers);
  g_free (resource);
}

void
wf_plan_statement_free (gpointer data)
{
  WfPlanStatement *statement = data;

  g_free (statement->id);
  wf_text_unref (statement->text);
  wf_text_unref (statement->action);
  g_strfreev (statement->because);
  g_strfreev (statement->goals);
  g_ptr_array_unref (statement->resources);
  g_free (statement->edited);
  g_free (statement->edited_lang);
  g_free (statement);
}

WfPlan *
wf_plan_ref (WfPlan *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_plan_unref (WfPlan *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->statements);
  g_free (self->id);
  g_free (self->region);
  g_free (self->pack);
  g_free (self->page_slip);
  g_free (self);
}

WfPlanStatement *
wf_plan_lookup (const WfPlan *self, const char *statement_id)
{
  for (guint i = 0; i < self->statements->len; i++)
    {
      WfPlanStatement *statement = self->statements->pdata[i];

      if (g_strcmp0 (statement->id, statement_id) == 0)
        return statement;
    }
  return NULL;
}

GPtrArray *
wf_plan_get_picked (const WfPlan *self)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < self->statements->len; i++)
    {
      WfPlanStatement *statement = self->statements->pdata[i];

      if (statement->picked)
        g_ptr_array_add (picked, statement);
    }
  return picked;
}

const char *
wf_plan_statement_get_text (const WfPlanStatement *self, const char *lang, const char **out_lang)
{
  if (self->edited == NULL)
    return wf_text_get (self->text, lang, out_lang);

  if (out_lang != NULL)
    *out_lang = self->edited_lang;
  return self->edited;
}

WfPlanResource *
wf_plan_statement_get_resource (const WfPlanStatement *self, const char *resource_id)
{
  for (guint i = 0; i < self->resources->len; i++)
    {
      WfPlanResource *resource = self->resources->pdata[i];

      if (g_strcmp0 (resource->entry->id, resource_id) == 0)
        return resource;
    }
  return NULL;
}

/* An argument that has a name in the pack ("document.library_card"), or itself as words. */
static char *
name_of_argument (const WfClientTexts *texts,
                  const char *code,
                  const char *argument,
                  const char *lang)
{
  g_autofree char *paper = g_strconcat ("document.", argument, NULL);
  g_autofree char *other = g_strconcat (code, ".", argument, NULL);

  if (wf_client_texts_lookup (texts, paper) != NULL)
    return g_strdup (wf_client_texts_get (texts, paper, lang, NULL));
  if (wf_client_texts_lookup (texts, other) != NULL)
    return g_strdup (wf_client_texts_get (texts, other, lang, NULL));
  return g_strdelimit (g_strdup (argument), "_", ' ');
}

/* "Ask" carries a curator's own words, in English only: in another language that is said. */
static char *
choose_key (const WfPlanReason *self, const char *lang, gboolean is_remedy)
{
  WfReason reason = {
    .code = self->code, .truth = self->truth, .args = self->args, .can_change = self->can_change
  };

  if (g_strcmp0 (self->code, "ask") == 0 && !g_str_has_prefix (lang, "en"))
    return g_strdup ("reason.ask.in-english");
  return is_remedy ? wf_reason_get_remedy_key (&reason) : wf_reason_get_text_key (&reason);
}

static char *
get_words (const WfPlanReason *self,
           const WfClientTexts *texts,
           const char *lang,
           gboolean is_remedy)
{
  g_autofree char *key = choose_key (self, lang, is_remedy);

  if (texts == NULL || wf_client_texts_lookup (texts, key) == NULL)
    return g_strdup (self->english);

  g_autoptr (WfFormat) format = wf_format_new (lang, NULL, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; self->args[i] != NULL; i++)
    g_ptr_array_add (names, name_of_argument (texts, self->code, self->args[i], lang));
  g_ptr_array_add (names, NULL);

  g_autofree char *list = wf_format_list (format, (const char *const *) names->pdata);

  return wf_client_texts_format (texts, key, lang, NULL, "what", list, NULL);
}

char *
wf_plan_reason_get_text (const WfPlanReason *self, const WfClientTexts *texts, const char *lang)
{
  return get_words (self, texts, lang, FALSE);
}

static void
add_once (GPtrArray *words, char *text)
{
  if (g_ptr_array_find_with_equal_func (words, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (words, text);
}

static char **
dup_remedies (GPtrArray *remedies,
              const WfClientTexts *texts,
              const char *lang,
              gboolean can_change)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < remedies->len; i++)
    {
      const WfPlanReason *remedy = remedies->pdata[i];

      if (remedy->can_change == can_change)
        add_once (words, get_words (remedy, texts, lang, TRUE));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_steal (words, NULL);
}

char **
wf_plan_dup_means (GPtrArray *remedies, const WfClientTexts *texts, const char *lang)
{
  return dup_remedies (remedies, texts, lang, TRUE);
}

char **
wf_plan_dup_questions (GPtrArray *remedies, const WfClientTexts *texts, const char *lang)
{
  return dup_remedies (remedies, texts, lang, FALSE);
}

char **
wf_plan_resource_dup_reasons (const WfPlanResource *self,
                              const WfClientTexts *texts,
                              const char *lang,
                              gboolean only_open)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->reasons->len; i++)
    {
      const WfPlanReason *reason = self->reasons->pdata[i];

      if (!only_open || reason->truth != WF_TRUTH_YES)
        add_once (words, get_words (reason, texts, lang, FALSE));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_steal (words, NULL);
}
