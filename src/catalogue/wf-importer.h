/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-batch.h"

G_BEGIN_DECLS

/* Private to catalogue/: where the readers of all formats put what they find. */

/**
 * WfImporter:
 * @batch: (nullable): %NULL: a dry run, nothing is kept but the report
 * @index: (nullable): what is in the catalogue already
 * @report: what was done so far
 * @region: (nullable): where services are that do not say it
 *
 * One import of one source. One thread at a time.
 */
typedef struct {
  WfCatalogueBatch *batch;
  WfIndex *index;
  WfImportReport *report;
  char *source;
  char *region;
  GHashTable *organizations; /* hashes of ids seen */
  GHashTable *locations;
  GHashTable *services; /* in a dry run */
} WfImporter;

/** wf_importer_new: @batch, @report: (transfer none): outlive the importer */
WfImporter *wf_importer_new (WfCatalogueBatch *batch,
                             WfImportReport *report,
                             const char *source,
                             const char *region);
void wf_importer_free (WfImporter *self);

/**
 * wf_importer_put_service:
 * @service: nested; given an id when it has none
 * @file: for the report
 * @line: 0: not known
 *
 * A service of an id that is there already is joined with it where neither contradicts the other;
 * else it is kept under an id of ours, and under that one too when it says so in "x_wayfinder",
 * as our own export does: {"id": what it came with}. One without a name is kept for export and not
 * shown. One of which no entry can be made is refused.
 *
 * Returns: %FALSE with @error when the import must end
 */
gboolean wf_importer_put_service (
    WfImporter *self, JsonObject *service, const char *file, guint line, GError **error);

/** wf_importer_put_entry: @entry: in the shape of starter.json; counts as a service */
gboolean wf_importer_put_entry (
    WfImporter *self, JsonObject *entry, const char *file, guint line, GError **error);

/** wf_importer_put_other: @type: "organization", "location" or a table's name: kept for export */
gboolean wf_importer_put_other (WfImporter *self,
                                const char *type,
                                JsonObject *object,
                                const char *file,
                                guint line,
                                GError **error);

/** wf_importer_saw_organization: counts @id once; likewise wf_importer_saw_location() */
void wf_importer_saw_organization (WfImporter *self, const char *id);
void wf_importer_saw_location (WfImporter *self, const char *id);

/** wf_importer_dup_id: Returns: (transfer full): @id when it is a UUID; else one that always is the
 * same for the same source, type and id (UUID version 5) */
char *wf_importer_dup_id (WfImporter *self, const char *type, const char *id);

/** wf_hsds_make_key: likewise for any @source */
char *wf_hsds_make_key (const char *source, const char *type, const char *id);

/** wf_importer_hash: Returns: 64 bits of FNV-1a, for sets of many texts */
gpointer wf_importer_hash (const char *text);

/**
 * wf_hsds_join:
 * @into: gets what @other says and it does not
 *
 * Lists are joined by "id".
 *
 * Returns: %FALSE, and @into is then of no use, when the two contradict each other
 */
gboolean wf_hsds_join (JsonObject *into, JsonObject *other);

/** wf_hsds_copy_without: @member: (nullable): left away. Returns: (transfer full): a copy whose own
 * members may be changed, and nothing that they hold */
JsonObject *wf_hsds_copy_without (JsonObject *object, const char *member);

/** wf_hsds_thaw: Returns: (transfer full): a deep copy that may be changed; what the parser gives
 * may not. Likewise wf_hsds_thaw_node() */
JsonObject *wf_hsds_thaw (JsonObject *object);
JsonNode *wf_hsds_thaw_node (JsonNode *node);

/** wf_hsds_dup_id: Returns: (transfer full): the object's "id" whatever its type; may be empty */
char *wf_hsds_dup_id (JsonObject *object);

/** wf_hsds_make_uuid: Returns: (transfer full): UUID version 5 of @name among addresses: the same
 * for the same for ever */
char *wf_hsds_make_uuid (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfImporter, wf_importer_free)

G_END_DECLS
