/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-store.h"
#include "wf-catalogue.h"
#include "wf-import.h"

G_BEGIN_DECLS

/* A folder with a catalogue in it, and files to import beside it. */

typedef struct {
  char *folder;
  char *database;
  WfCatalogueStore *store;
} ImportFixture;

/** import_fixture_init: a new folder and a store on the shipped starter */
void import_fixture_init (ImportFixture *self);
void import_fixture_clear (ImportFixture *self);

/** import_fixture_write: Returns: (transfer full): the path of a new file @name with @size bytes of
 * @text (-1: to its end); folders in @name are made */
char *import_fixture_write (ImportFixture *self, const char *name, const char *text, gssize size);

/** import_fixture_import: @name: below the folder; as source "x". Returns: (transfer full)
 * (nullable): the report; %NULL with @error */
WfImportReport *import_fixture_import (ImportFixture *self, const char *name, GError **error);

/** import_fixture_dup_records: Returns: (transfer full): every record of @source, a line each, in
 * order of type and id */
char *import_fixture_dup_records (ImportFixture *self, const char *source);

/** import_fixture_expect: @report has @kind just @count times */
void import_fixture_expect (const WfImportReport *report, const char *kind, guint count);

/** import_fixture_count: Returns: how many entries a search for @text finds */
guint import_fixture_count (ImportFixture *self, const char *text);

/** import_fixture_get: Returns: (transfer full) (nullable): the first entry found for @text */
WfResource *import_fixture_get (ImportFixture *self, const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportFixture, import_fixture_clear)

G_END_DECLS
