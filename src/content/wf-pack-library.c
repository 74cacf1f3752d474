/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loads the packs of some directories, chooses among versions, puts texts and languages
 * together and keeps the list of what could not be used. Blocks while it reads; has no
 * thread of its own.
 *
 * Invariants: once made nothing changes; of each kind and id one pack is in use.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-pack-library.h"
#include "wf-pack-reader.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define MAX_FILES 500 /* of one directory */

struct _WfPackLibrary {
  gatomicrefcount refs;
  GPtrArray *items;      /* of WfItemBank */
  GPtrArray *rules;      /* of WfRulePack */
  GPtrArray *frameworks; /* of WfFramework */
  GPtrArray *checklists; /* of WfChecklist */
  GPtrArray *decks;      /* of WfDeck */
  WfClientTexts *texts;
  WfLanguages *languages;
  GPtrArray *infos;     /* of WfPackInfo, of the packs in use */
  GPtrArray *own_infos; /* of WfPackInfo, those of texts and languages */
  GPtrArray *problems;  /* of WfPackProblem */
};

/* A file read as far as its label, before it is known whether it is wanted. */
typedef struct {
  guint place; /* order of directories and files */
  WfPackTree *tree;
  WfPackInfo *info; /* NULL once a reader has taken it */
  char *file;
} Candidate;

static void
candidate_free (Candidate *self)
{
  g_clear_pointer (&self->info, wf_pack_info_free);
  wf_pack_tree_free (self->tree);
  g_free (self->file);
  g_free (self);
}

static WfPackLibrary *
library_new (void)
{
  WfPackLibrary *self = g_new0 (WfPackLibrary, 1);

  g_atomic_ref_count_init (&self->refs);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_item_bank_unref);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_rule_pack_unref);
  self->frameworks = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_framework_unref);
  self->checklists = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_checklist_unref);
  self->decks = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_deck_unref);
  self->texts = wf_client_texts_new ();
  self->languages = wf_languages_new ();
  self->infos = g_ptr_array_new ();
  self->own_infos = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_pack_info_free);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_pack_problem_unref);
  return self;
}

static void
add_file_problem (GPtrArray *problems, const char *file, const GError *error)
{
  const char *cure = "Run `wayfinderctl content check` on it; nothing of it is used until then.";
  const char *message = error->message;
  guint line = 0;
  int used = 0;

  if (g_error_matches (error, WF_PACK_ERROR, WF_PACK_ERROR_READ))
    cure = "Check that the file exists and that you may read it.";
  if (g_error_matches (error, WF_PACK_ERROR, WF_PACK_ERROR_TOO_LARGE))
    cure = "Split the pack into smaller ones.";
  if (sscanf (message, "Line %u: %n", &line, &used) == 1)
    message += used;
  g_ptr_array_add (problems, wf_pack_problem_new (file, line, message, cure));
}

static Candidate *
read_candidate (const char *file, const char *text, gsize size, GPtrArray *problems, GError **error)
{
  WfPackReader reader = { file, problems };
  g_autoptr (WfPackTree) tree = wf_pack_tree_parse (file, text, size, problems, error);

  if (tree == NULL)
    return NULL;

  WfPackInfo *info = wf_pack_reader_take_info (&reader, wf_pack_tree_get_root (tree));
  if (info == NULL)
    {
      const WfPackProblem *last = problems->pdata[problems->len - 1];
      g_set_error (error, WF_PACK_ERROR, WF_PACK_ERROR_NOT_A_PACK, "Line %u: %s %s", last->line,
                   last->message, last->cure);
      g_ptr_array_set_size (problems, problems->len - 1);
      return NULL;
    }

  Candidate *candidate = g_new0 (Candidate, 1);
  candidate->tree = g_steal_pointer (&tree);
  candidate->info = info;
  candidate->file = g_strdup (file);
  return candidate;
}

/* By kind, id, then best first: higher version, later place. */
static gint
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = *(Candidate *const *) a, *right = *(Candidate *const *) b;
  int order = (int) left->info->kind - (int) right->info->kind;

  if (order == 0)
    order = strcmp (left->info->id, right->info->id);
  if (order == 0)
    order =
        (left->info->version < right->info->version) - (left->info->version > right->info->version);
  return order != 0 ? order : (left->place < right->place) - (left->place > right->place);
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const Candidate *left = *(Candidate *const *) a, *right = *(Candidate *const *) b;

  return (left->place > right->place) - (left->place < right->place);
}

/* A pack of nothing is not used: the next version of it is. */
static gboolean
use_items (WfPackLibrary *self, WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  g_autoptr (WfItemBank) bank = wf_item_bank_read (reader, root, info);

  if (wf_item_bank_get_n_items (bank) == 0)
    return FALSE;
  g_ptr_array_add (self->infos, (gpointer) wf_item_bank_get_info (bank));
  g_ptr_array_add (self->items, g_steal_pointer (&bank));
  return TRUE;
}

static gboolean
use_rules (WfPackLibrary *self, WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  g_autoptr (WfRulePack) rules = wf_rule_pack_read (reader, root, info);

  if (wf_rule_pack_get_n_rules (rules) == 0)
    return FALSE;
  g_ptr_array_add (self->infos, (gpointer) wf_rule_pack_get_info (rules));
  g_ptr_array_add (self->rules, g_steal_pointer (&rules));
  return TRUE;
}

static gboolean
use_framework (WfPackLibrary *self, WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  g_autoptr (WfFramework) framework = wf_framework_read (reader, root, info);

  if (wf_framework_get_parts (framework)->len == 0)
    return FALSE;
  g_ptr_array_add (self->infos, (gpointer) wf_framework_get_info (framework));
  g_ptr_array_add (self->frameworks, g_steal_pointer (&framework));
  return TRUE;
}

static gboolean
use_checklist (WfPackLibrary *self, WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  g_autoptr (WfChecklist) checklist = wf_checklist_read (reader, root, info);

  if (!wf_checklist_is_usable (checklist))
    return FALSE;
  g_ptr_array_add (self->infos, (gpointer) wf_checklist_get_info (checklist));
  g_ptr_array_add (self->checklists, g_steal_pointer (&checklist));
  return TRUE;
}

static gboolean
use_deck (WfPackLibrary *self, WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  g_autoptr (WfDeck) deck = wf_deck_read (reader, root, info);

  if (!wf_deck_is_usable (deck))
    return FALSE;
  g_ptr_array_add (self->infos, (gpointer) wf_deck_get_info (deck));
  g_ptr_array_add (self->decks, g_steal_pointer (&deck));
  return TRUE;
}

static gboolean
use_candidate (WfPackLibrary *self, Candidate *candidate)
{
  WfPackReader reader = { candidate->file, self->problems };
  const WfPackNode *root = wf_pack_tree_get_root (candidate->tree);
  WfPackInfo *info = g_steal_pointer (&candidate->info);
  gboolean used = TRUE;

  switch (info->kind)
    {
    case WF_PACK_ITEMS:
      used = use_items (self, &reader, root, info);
      break;
    case WF_PACK_RULES:
      used = use_rules (self, &reader, root, info);
      break;
    case WF_PACK_FRAMEWORK:
      used = use_framework (self, &reader, root, info);
      break;
    case WF_PACK_CHECKLIST:
      used = use_checklist (self, &reader, root, info);
      break;
    case WF_PACK_DECK:
      used = use_deck (self, &reader, root, info);
      break;
    case WF_PACK_TEXTS:
    case WF_PACK_LANGUAGES:
    default:
      if (info->kind == WF_PACK_TEXTS)
        wf_client_texts_read (self->texts, &reader, root);
      else
        wf_languages_read (self->languages, &reader, root);
      g_ptr_array_add (self->infos, info);
      g_ptr_array_add (self->own_infos, info);
      break;
    }
  if (!used)
    wf_pack_reader_report (&reader, root,
                           "Mend its entries; another version is used if there is one.",
                           "The pack holds nothing that can be used.");
  return used;
}

static gboolean
is_merged_kind (WfPackKind kind)
{
  return kind == WF_PACK_TEXTS || kind == WF_PACK_LANGUAGES;
}

/* Against the frameworks of @library, which need not be where the checklists are. */
static void
check_checklists (const WfPackLibrary *self, const WfPackLibrary *library, GPtrArray *problems)
{
  for (guint i = 0; i < self->checklists->len; i++)
    {
      const WfChecklist *checklist = self->checklists->pdata[i];
      const char *name = wf_checklist_get_framework (checklist);
      const WfFramework *framework = wf_pack_library_get_framework (library, name);
      WfPackReader reader = { wf_checklist_get_info (checklist)->file, problems };
      if (framework != NULL)
        wf_pack_links_check_checklist (&reader, checklist, framework);
      else
        wf_pack_reader_report_at (&reader, 0, "Name a framework that is there, as “digcompedu”.",
                                  "The checklist stands on framework “%s”, which there is not.",
                                  name);
    }
}

/* Against the checklists and frameworks of @library, as above. */
static void
check_decks (const WfPackLibrary *self, const WfPackLibrary *library, GPtrArray *problems)
{
  for (guint i = 0; i < self->decks->len; i++)
    {
      const WfDeck *deck = self->decks->pdata[i];
      const GPtrArray *slides = wf_deck_get_slides (deck);
      WfPackReader reader = { wf_deck_get_info (deck)->file, problems };

      for (guint s = 0; s < slides->len; s++)
        {
          const WfSlide *slide = slides->pdata[s];

          wf_pack_links_check_slide (
              &reader, slide,
              slide->checklist != NULL ? wf_pack_library_get_checklist (library, slide->checklist)
                                       : NULL,
              slide->framework != NULL ? wf_pack_library_get_framework (library, slide->framework)
                                       : NULL);
        }
    }
}

static void
check_links (WfPackLibrary *self)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const WfRulePack *rules = self->rules->pdata[i];
      const WfPackInfo *info = wf_rule_pack_get_info (rules);
      const WfItemBank *bank = wf_pack_library_get_items (self, info->id);
      WfPackReader reader = { info->file, self->problems };
      wf_pack_links_check_rules (&reader, rules, bank, self->texts);
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      const WfItemBank *bank = self->items->pdata[i];
      const WfPackInfo *info = wf_item_bank_get_info (bank);
      const WfRulePack *rules = wf_pack_library_get_rules (self, info->id);
      WfPackReader reader = { info->file, self->problems };
      if (rules != NULL)
        wf_pack_links_check_items (&reader, bank, rules);
    }
  check_checklists (self, self, self->problems);
  check_decks (self, self, self->problems);
}

static void
use_best (WfPackLibrary *self, GPtrArray *candidates)
{
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();
  WfPackKind kind = 0;
  g_autofree char *id = NULL;
  gboolean done = FALSE;

  g_ptr_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = candidates->pdata[i];
      if (id == NULL || candidate->info->kind != kind || !g_str_equal (candidate->info->id, id))
        {
          kind = candidate->info->kind;
          g_free (id);
          id = g_strdup (candidate->info->id);
          done = FALSE;
        }
      /* An agency's list of languages adds to the shipped one of the same name. */
      if (kind == WF_PACK_LANGUAGES || (!done && is_merged_kind (kind)))
        g_ptr_array_add (merged, candidate);
      if (!done)
        done = is_merged_kind (kind) || use_candidate (self, candidate);
    }
  g_ptr_array_sort (merged, compare_places);
  for (guint i = 0; i < merged->len; i++)
    use_candidate (self, merged->pdata[i]);
  check_links (self);
}

static void
add_candidate (
    GPtrArray *candidates, const char *file, const char *text, gsize size, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  Candidate *candidate = read_candidate (file, text, size, problems, &error);

  if (candidate == NULL)
    {
      add_file_problem (problems, file, error);
      return;
    }
  candidate->place = candidates->len;
  g_ptr_array_add (candidates, candidate);
}

static gboolean
read_file (const char *file, char **out_text, gsize *out_size, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GStatBuf info;

  if (g_stat (file, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error_literal (error, WF_PACK_ERROR, WF_PACK_ERROR_READ, "There is no such file");
      return FALSE;
    }
  if (info.st_size > WF_PACK_MAX_BYTES)
    {
      g_set_error (error, WF_PACK_ERROR, WF_PACK_ERROR_TOO_LARGE,
                   "The file is larger than %d bytes", WF_PACK_MAX_BYTES);
      return FALSE;
    }
  if (!g_file_get_contents (file, out_text, out_size, &local_error))
    {
      g_set_error (error, WF_PACK_ERROR, WF_PACK_ERROR_READ, "The file cannot be read: %s",
                   local_error->message);
      return FALSE;
    }
  return TRUE;
}

static void
add_file (GPtrArray *candidates, const char *file, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;

  if (read_file (file, &text, &size, &error))
    add_candidate (candidates, file, text, size, problems);
  else
    add_file_problem (problems, file, error);
}

static gint
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Paths in @directory, sorted, so that the same files always load the same way. */
static GPtrArray *
list_directory (const char *directory)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && paths->len < MAX_FILES && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (directory, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

static void
add_packs (GPtrArray *candidates, const GPtrArray *files, GPtrArray *problems)
{
  for (guint i = 0; i < files->len; i++)
    {
      if (g_str_has_suffix (files->pdata[i], ".xml"))
        add_file (candidates, files->pdata[i], problems);
    }
}

static void
add_directory (GPtrArray *candidates, const char *directory, GPtrArray *problems)
{
  g_autofree char *languages = g_build_filename (directory, "languages.xml", NULL);
  g_autofree char *packs = g_build_filename (directory, "packs", NULL);
  g_autoptr (GPtrArray) here = list_directory (packs);

  if (g_file_test (languages, G_FILE_TEST_EXISTS))
    add_file (candidates, languages, problems);
  add_packs (candidates, here, problems);
  for (guint i = 0; i < here->len; i++)
    {
      g_autoptr (GPtrArray) files = list_directory (here->pdata[i]);

      add_packs (candidates, files, problems);
    }
}

WfPackLibrary *
wf_pack_library_load (const char *const *directories)
{
  WfPackLibrary *self = library_new ();
  g_autoptr (GPtrArray) candidates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) candidate_free);

  for (guint i = 0; directories[i] != NULL; i++)
    {
      if (g_file_test (directories[i], G_FILE_TEST_IS_REGULAR))
        add_file (candidates, directories[i], self->problems);
      else
        add_directory (candidates, directories[i], self->problems);
    }
  use_best (self, candidates);
  return self;
}

WfPackLibrary *
wf_pack_library_new_from_bytes (const char *const *names, GBytes *const *files, guint n_files)
{
  WfPackLibrary *self = library_new ();
  g_autoptr (GPtrArray) candidates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) candidate_free);

  for (guint i = 0; i < n_files; i++)
    {
      gsize size;
      const char *text = g_bytes_get_data (files[i], &size);
      add_candidate (candidates, names[i], text != NULL ? text : "", size, self->problems);
    }
  use_best (self, candidates);
  return self;
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, wf_pack_library_load (task_data),
                         (GDestroyNotify) wf_pack_library_unref);
}

void
wf_pack_library_load_async (const char *const *directories,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, wf_pack_library_load_async);
  g_task_set_name (task, "load packs");
  g_task_set_task_data (task, g_strdupv ((GStrv) directories), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, load_in_worker);
}

WfPackLibrary *
wf_pack_library_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

WfPackLibrary *
wf_pack_library_ref (WfPackLibrary *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wf_pack_library_unref (WfPackLibrary *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->frameworks);
  g_ptr_array_unref (self->checklists);
  g_ptr_array_unref (self->decks);
  wf_client_texts_unref (self->texts);
  wf_languages_unref (self->languages);
  g_ptr_array_unref (self->infos);
  g_ptr_array_unref (self->own_infos);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

WfItemBank *
wf_pack_library_get_items (const WfPackLibrary *self, const char *id)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      if (g_str_equal (wf_item_bank_get_info (self->items->pdata[i])->id, id))
        return self->items->pdata[i];
    }
  return NULL;
}

WfRulePack *
wf_pack_library_get_rules (const WfPackLibrary *self, const char *id)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      if (g_str_equal (wf_rule_pack_get_info (self->rules->pdata[i])->id, id))
        return self->rules->pdata[i];
    }
  return NULL;
}

WfFramework *
wf_pack_library_get_framework (const WfPackLibrary *self, const char *id)
{
  for (guint i = 0; i < self->frameworks->len; i++)
    {
      if (g_str_equal (wf_framework_get_info (self->frameworks->pdata[i])->id, id))
        return self->frameworks->pdata[i];
    }
  return NULL;
}

const GPtrArray *
wf_pack_library_get_frameworks (const WfPackLibrary *self)
{
  return self->frameworks;
}

WfChecklist *
wf_pack_library_get_checklist (const WfPackLibrary *self, const char *id)
{
  for (guint i = 0; i < self->checklists->len; i++)
    {
      if (g_str_equal (wf_checklist_get_info (self->checklists->pdata[i])->id, id))
        return self->checklists->pdata[i];
    }
  return NULL;
}

const GPtrArray *
wf_pack_library_get_checklists (const WfPackLibrary *self)
{
  return self->checklists;
}

WfDeck *
wf_pack_library_get_deck (const WfPackLibrary *self, const char *id)
{
  for (guint i = 0; i < self->decks->len; i++)
    {
      if (g_str_equal (wf_deck_get_info (self->decks->pdata[i])->id, id))
        return self->decks->pdata[i];
    }
  return NULL;
}

const GPtrArray *
wf_pack_library_get_decks (const WfPackLibrary *self)
{
  return self->decks;
}

WfClientTexts *
wf_pack_library_get_texts (const WfPackLibrary *self)
{
  return self->texts;
}

WfLanguages *
wf_pack_library_get_languages (const WfPackLibrary *self)
{
  return self->languages;
}

const GPtrArray *
wf_pack_library_get_infos (const WfPackLibrary *self)
{
  return self->infos;
}

const GPtrArray *
wf_pack_library_get_problems (const WfPackLibrary *self)
{
  return self->problems;
}

WfFormat *
wf_pack_library_new_format (const WfPackLibrary *self, const char *lang, const char *zone)
{
  const WfLanguage *language = wf_languages_lookup (self->languages, lang);

  return wf_format_new (lang, language != NULL ? language->calendar : NULL, zone);
}

/* Reads the entries of one pack with the library's own, unused, so that every line is seen. */
static void
check_entries (Candidate *candidate, const WfPackLibrary *library, WfPackReader *reader)
{
  g_autoptr (WfPackLibrary) one = library_new ();
  g_autofree char *id = g_strdup (candidate->info->id);

  g_ptr_array_unref (one->problems);
  one->problems = g_ptr_array_ref (reader->problems);
  use_candidate (one, candidate);
  if (library == NULL)
    return;
  check_checklists (one, library, reader->problems);
  check_decks (one, library, reader->problems);
  if (one->rules->len > 0)
    wf_pack_links_check_rules (reader, one->rules->pdata[0],
                               wf_pack_library_get_items (library, id), library->texts);
  WfRulePack *rules = wf_pack_library_get_rules (library, id);
  if (one->items->len > 0 && rules != NULL)
    wf_pack_links_check_items (reader, one->items->pdata[0], rules);
}

static WfPackInfo *
info_copy (const WfPackInfo *info)
{
  WfPackInfo *copy = g_memdup2 (info, sizeof *info);

  copy->id = g_strdup (info->id);
  copy->title = g_strdup (info->title);
  copy->source = g_strdup (info->source);
  copy->licence = g_strdup (info->licence);
  copy->attribution = g_strdup (info->attribution);
  copy->audience = g_strdup (info->audience);
  copy->region = g_strdup (info->region);
  copy->file = g_strdup (info->file);
  return copy;
}

GPtrArray *
wf_pack_check_text (const char *name,
                    const char *text,
                    gsize size,
                    const WfPackLibrary *library,
                    WfPackInfo **out_info,
                    GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_pack_problem_unref);
  WfPackReader reader = { name, problems };
  Candidate *candidate = read_candidate (name, text, size, problems, error);

  if (candidate == NULL)
    return NULL;
  if (out_info != NULL)
    *out_info = info_copy (candidate->info);
  check_entries (candidate, library, &reader);
  candidate_free (candidate);
  return g_steal_pointer (&problems);
}

GPtrArray *
wf_pack_check_file (const char *path,
                    const WfPackLibrary *library,
                    WfPackInfo **out_info,
                    GError **error)
{
  g_autofree char *text = NULL;
  gsize size;

  return read_file (path, &text, &size, error)
             ? wf_pack_check_text (path, text, size, library, out_info, error)
             : NULL;
}
