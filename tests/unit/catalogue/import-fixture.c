/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A throw-away folder with a catalogue in it, for tests that bring data in and out.
 */
#include "import-fixture.h"

#include "wf-catalogue-batch.h"
#include "wf-statement.h"

#include <glib/gstdio.h>

static char *
shipped (const char *name)
{
  return g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "data", "catalogue", name, NULL);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      remove_all (inside);
    }
  g_remove (path);
}

void
import_fixture_init (ImportFixture *self)
{
  g_autofree char *starter = shipped ("starter.json");
  g_autofree char *words = shipped ("words.json");
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("wf-import-XXXXXX", &error);
  g_assert_no_error (error);
  self->database = g_build_filename (self->folder, "catalogue.db", NULL);
  self->store = wf_catalogue_store_open (self->database, starter, words, &error);
  g_assert_no_error (error);
}

void
import_fixture_clear (ImportFixture *self)
{
  g_clear_pointer (&self->store, wf_catalogue_store_close);
  if (self->folder != NULL)
    remove_all (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->database, g_free);
}

char *
import_fixture_write (ImportFixture *self, const char *name, const char *text, gssize size)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, size, &error);
  g_assert_no_error (error);
  return path;
}

WfImportReport *
import_fixture_import (ImportFixture *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  WfImportOptions options = { .source = "x" };
  g_autoptr (WfImportReport) report = NULL;
  gboolean ok = wf_catalogue_import (self->store, path, &options, NULL, &report, NULL, error);

  return ok ? g_steal_pointer (&report) : NULL;
}

char *
import_fixture_dup_records (ImportFixture *self, const char *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfStatement) list = wf_statement_prepare (
      wf_catalogue_store_get_index (self->store)->db,
      "SELECT r.type || ' ' || r.id || ' ' || r.json FROM record AS r JOIN source AS s"
      " ON s.num = r.source WHERE s.id = ?1 AND r.gone IS NULL ORDER BY r.type, r.id",
      &error);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  wf_statement_bind_text (list, 1, source);
  while (wf_statement_step (list, &has_row, &error) && has_row)
    g_string_append_printf (text, "%s\n", wf_statement_get_text (list, 0));
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
import_fixture_expect (const WfImportReport *report, const char *kind, guint count)
{
  if (wf_import_report_get (report, kind) != count)
    g_error ("%s: %u, not %u", kind, wf_import_report_get (report, kind), count);
}

static WfSearchResult *
search (ImportFixture *self, const char *text)
{
  g_autofree char *starter = shipped ("starter.json");
  g_autofree char *words = shipped ("words.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (WfCatalogue) catalogue =
      wf_catalogue_open_sync (self->database, starter, words, &error);
  WfSearchResult *result;

  g_assert_no_error (error);
  result = wf_catalogue_search_sync (catalogue, text, NULL, 10, &error);
  g_assert_no_error (error);
  return result;
}

guint
import_fixture_count (ImportFixture *self, const char *text)
{
  g_autoptr (WfSearchResult) result = search (self, text);

  return result->count;
}

WfResource *
import_fixture_get (ImportFixture *self, const char *text)
{
  g_autoptr (WfSearchResult) result = search (self, text);

  return result->resources->len > 0 ? wf_resource_ref (result->resources->pdata[0]) : NULL;
}
