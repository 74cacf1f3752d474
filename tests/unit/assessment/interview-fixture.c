/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Interviews on the shipped bank, driven as a visit drives them: propose, stamp, apply.
 */
#include "interview-fixture.h"

#include "wf-interview-replay.h"
#include "wf-json.h"

#include <glib/gstdio.h>
#include <string.h>

#define FIRST_STAMP G_GINT64_CONSTANT (1795000000000000)
#define SECOND      (1000 * 1000)

static WfItemBank *
load_from (const char *directory)
{
  const char *directories[] = { directory, NULL };
  g_autoptr (WfPackLibrary) library = wf_pack_library_load (directories);
  WfItemBank *bank = wf_pack_library_get_items (library, "newcomer");

  g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, 0);
  g_assert_nonnull (bank);
  return wf_item_bank_ref (bank);
}

WfItemBank *
fixture_load_bank (void)
{
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  return load_from (shipped);
}

static char *
find_item (char *text, const char *item_id)
{
  g_autofree char *opening = g_strdup_printf ("<item id=\"%s\"", item_id);
  char *start = strstr (text, opening);

  g_assert_nonnull (start);
  return start;
}

static char *
cut_item (char *text, const char *item_id)
{
  char *start = find_item (text, item_id);
  char *end = strstr (start, "</item>") + strlen ("</item>");

  memmove (start, end, strlen (end) + 1);
  return text;
}

static char *
harden_item (char *text, const char *item_id)
{
  char *start = strstr (find_item (text, item_id), "thresholds=\"") + strlen ("thresholds=\"");
  char *end = strchr (start, '"');
  g_autofree char *numbers = g_strndup (start, (gsize) (end - start));
  g_auto (GStrv) parts = g_strsplit (numbers, " ", -1);
  g_autoptr (GString) raised = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (raised, "%s%g", i > 0 ? " " : "", g_ascii_strtod (parts[i], NULL) + 2);
  *start = '\0';
  char *result = g_strconcat (text, raised->str, end, NULL);
  g_free (text);
  return result;
}

WfItemBank *
fixture_load_later_bank (const char *gone, const char *harder)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", "packs", "items", "newcomer.xml", NULL);
  g_autofree char *directory = g_dir_make_tmp ("wf-bank-XXXXXX", NULL);
  g_autofree char *packs = g_build_filename (directory, "packs", NULL);
  g_autofree char *items = g_build_filename (packs, "items", NULL);
  g_autofree char *file = g_build_filename (items, "newcomer.xml", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  char *version = strstr (strstr (text, "<items"), "version=\"1\"");
  g_assert_nonnull (version);
  version[strlen ("version=\"")] = '2';
  if (gone != NULL)
    text = cut_item (text, gone);
  if (harder != NULL)
    text = harden_item (text, harder);
  g_assert_cmpint (g_mkdir_with_parents (items, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_free (text);

  WfItemBank *bank = load_from (directory);

  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (items), ==, 0);
  g_assert_cmpint (g_rmdir (packs), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
  return bank;
}

WfInterviewSetup
fixture_setup (void)
{
  static const char *const ALONE[] = { "alone", NULL };
  static const char *const LATIN[] = { "Latn", NULL };

  return (WfInterviewSetup){
    .region = "CA-ON",
    .lang = "en",
    .scripts = LATIN,
    .mode = "in-person",
    .needs =
        WF_NEEDS_PRACTICE_PHONE | WF_NEEDS_INTERNET | WF_NEEDS_PRINTED_SHEET | WF_NEEDS_TWO_DEVICES,
    .present = ALONE,
    .seed = 7,
  };
}

void
fixture_commit (Fixture *self, GPtrArray *proposed)
{
  g_autoptr (GPtrArray) records = proposed;

  g_assert_nonnull (records);
  g_assert_cmpuint (records->len, >, 0);
  self->now_us += self->step_us;
  for (guint i = 0; i < records->len; i++)
    {
      WfRecord *made = g_ptr_array_index (records, i);
      g_autofree char *text = wf_json_to_text (made->body); /* as it comes back from a vault */
      WfRecord *record = wf_record_new_at (made->kind, wf_json_parse_object (text, -1, NULL),
                                           self->now_us, "staff/device");

      g_ptr_array_add (self->log, record);
      wf_interview_apply (self->interview, record);
    }
}

Fixture *
fixture_new (WfItemBank *bank, const WfInterviewSetup *setup)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->interview = wf_interview_new (bank);
  self->log = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  self->now_us = FIRST_STAMP;
  self->step_us = 20 * SECOND;
  fixture_commit (self, wf_interview_propose_start (self->interview, setup, NULL));
  if (!setup->help_now)
    fixture_commit (self, wf_interview_propose_goal (self->interview, NULL, "call home", NULL));
  return self;
}

void
fixture_free (Fixture *self)
{
  wf_interview_unref (self->interview);
  g_ptr_array_unref (self->log);
  g_free (self);
}

WfInterview *
fixture_replay (Fixture *self, WfItemBank *bank)
{
  WfInterview *interview = wf_interview_new (bank);

  wf_interview_apply_all (interview, self->log);
  return interview;
}

char *
fixture_dump (const WfInterview *interview)
{
  g_autoptr (JsonObject) object = wf_interview_to_replay_json (interview);

  return wf_json_to_text (object);
}

void
fixture_answer (Fixture *self, const char *option_id)
{
  const char *chosen[] = { option_id, NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *records = wf_interview_propose_answer (self->interview, chosen, -1, &error);

  g_assert_no_error (error);
  fixture_commit (self, records);
}

const char *
fixture_pick (const WfInterview *interview, FixturePick pick)
{
  const WfItem *item = wf_interview_get_current_item (interview);
  const WfItemOption *best = NULL;

  g_assert_nonnull (item);
  for (guint i = 0; i < item->options->len; i++)
    {
      const WfItemOption *option = g_ptr_array_index (item->options, i);
      int wanted = pick == PICK_LOW ? 0 : pick == PICK_MIDDLE ? 1 : (int) item->max_score;

      if (best == NULL || (option->score == wanted && best->score != wanted))
        best = option;
    }
  return best->id;
}

gboolean
fixture_answer_until (Fixture *self, FixturePick pick, const char *item_id)
{
  while (wf_interview_get_current (self->interview) != NULL)
    {
      if (g_strcmp0 (wf_interview_get_current (self->interview)->item_id, item_id) == 0)
        return TRUE;
      fixture_answer (self, fixture_pick (self->interview, pick));
    }
  return item_id == NULL;
}

void
fixture_pass_access (Fixture *self)
{
  while (wf_interview_get_phase (self->interview) == WF_INTERVIEW_ACCESS)
    fixture_answer (self, fixture_pick (self->interview, PICK_LOW));
  g_assert_cmpint (wf_interview_get_phase (self->interview), ==, WF_INTERVIEW_SKILLS);
}
