/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The languages a client may speak or read, put together from the lists of all
 * directories.
 *
 * Invariant: tags are normalised and unique; after the library is loaded nothing changes.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-languages.h"
#include "wf-pack-reader.h"

#include <stdio.h>
#include <string.h>

struct _WfLanguages {
  gatomicrefcount refs;
  GPtrArray *languages; /* of WfLanguage */
};

static void
language_free (WfLanguage *self)
{
  g_free (self->own_name);
  g_free (self->english_name);
  g_free (self->script);
  g_free (self->calendar);
  g_free (self->reviewed_by);
  g_free (self->reviewed_on);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfLanguage, language_free)

WfLanguages *
wf_languages_new (void)
{
  WfLanguages *self = g_new0 (WfLanguages, 1);

  g_atomic_ref_count_init (&self->refs);
  self->languages = g_ptr_array_new_with_free_func ((GDestroyNotify) language_free);
  return self;
}

static gboolean
take_name (WfPackReader *reader, const WfPackNode *node, const char *attribute, char **out_name)
{
  const char *name = wf_pack_node_get (node, attribute);

  if (name == NULL || *name == '\0' || strlen (name) > 100)
    return wf_pack_reader_report (reader, node, "Give it name=\"…\" and english=\"…\".",
                                  "A language has no usable “%s”.", attribute);
  *out_name = g_strdup (name);
  return TRUE;
}

static gboolean
take_review (WfPackReader *reader, const WfPackNode *node, WfLanguage *language)
{
  const char *by = wf_pack_node_get (node, "reviewed-by");
  const char *on = wf_pack_node_get (node, "reviewed-on");
  GDate date;

  if (by == NULL && on == NULL)
    return TRUE;

  int year = 0, month = 0, day = 0, used = 0;
  g_date_clear (&date, 1);
  if (on != NULL && sscanf (on, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 &&
      on[used] == '\0' && g_date_valid_dmy (day, month, year) && by != NULL && *by != '\0')
    {
      language->reviewed_by = g_strdup (by);
      language->reviewed_on = g_strdup (on);
      return TRUE;
    }
  /* The language stays, as not reviewed. */
  wf_pack_reader_report (reader, node, "Write reviewed-by=\"name\" and reviewed-on=\"2026-01-31\".",
                         "The review of “%s” has no name or no date.", language->tag);
  return TRUE;
}

static WfLanguage *
read_language (WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "tag",         "name",        "english",
                                            "script",      "calendar",    "translated",
                                            "reviewed-by", "reviewed-on", NULL };
  g_autoptr (WfLanguage) language = g_new0 (WfLanguage, 1);
  const char *tag = wf_pack_node_get (node, "tag");

  language->tag = wf_language_normalise (tag);
  if (language->tag == NULL)
    {
      wf_pack_reader_report (reader, node, "Write a BCP 47 tag, as \"ar\" or \"zh-Hans\".",
                             "“%s” is not a language tag.", tag != NULL ? tag : "");
      return NULL;
    }
  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !take_name (reader, node, "name", &language->own_name) ||
      !take_name (reader, node, "english", &language->english_name) ||
      !wf_pack_reader_take_id (reader, node, "script", &language->script) ||
      !wf_pack_reader_take_id (reader, node, "calendar", &language->calendar) ||
      !wf_pack_reader_take_flag (reader, node, "translated", &language->translated) ||
      !take_review (reader, node, language))
    return NULL;
  language->rtl = wf_language_is_rtl (language->tag);
  return g_steal_pointer (&language);
}

static void
put_language (WfLanguages *self, WfLanguage *language)
{
  for (guint i = 0; i < self->languages->len; i++)
    {
      WfLanguage *known = self->languages->pdata[i];
      if (known->tag == language->tag)
        {
          language_free (known);
          self->languages->pdata[i] = language;
          return;
        }
    }
  g_ptr_array_add (self->languages, language);
}

void
wf_languages_read (WfLanguages *self, WfPackReader *reader, const WfPackNode *root)
{
  wf_pack_reader_check_children (reader, root, (const char *const[]){ "about", "language", NULL });
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (!g_str_equal (child->name, "language") || self->languages->len >= 1000)
        continue;
      WfLanguage *language = read_language (reader, child);
      if (language != NULL)
        put_language (self, language);
    }
}

WfLanguages *
wf_languages_ref (WfLanguages *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_languages_unref (WfLanguages *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->languages);
  g_free (self);
}

guint
wf_languages_get_n (const WfLanguages *self)
{
  return self->languages->len;
}

const WfLanguage *
wf_languages_get (const WfLanguages *self, guint index)
{
  g_return_val_if_fail (index < self->languages->len, NULL);

  return self->languages->pdata[index];
}

const WfLanguage *
wf_languages_lookup (const WfLanguages *self, const char *tag)
{
  const char *wanted = wf_language_normalise (tag);
  const WfLanguage *best = NULL;

  for (guint i = 0; wanted != NULL && i < self->languages->len; i++)
    {
      const WfLanguage *language = self->languages->pdata[i];
      if (language->tag == wanted)
        return language;
      if (best == NULL && wf_language_matches (wanted, language->tag))
        best = language;
    }
  return best;
}
