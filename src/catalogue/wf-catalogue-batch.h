/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-catalogue-index.h"
#include "wf-catalogue-store.h"
#include "wf-curation.h"
#include "wf-import-report.h"

G_BEGIN_DECLS

/* Private to catalogue/: what importers need of the store beside its public face. */

/** wf_catalogue_store_get_index: Returns: (transfer none): its connection and what goes with it */
WfIndex *wf_catalogue_store_get_index (WfCatalogueStore *self);

/** wf_index_list_merged: Returns: (transfer full) (nullable) (element-type WfResource): what was
 * merged into @id and is still in a source */
GPtrArray *wf_index_list_merged (WfIndex *index, const char *id, GError **error);

/** wf_index_edit: wf_catalogue_edit() on an index */
gboolean wf_index_edit (WfIndex *index, const WfEdit *edit, GError **error);

/** wf_catalogue_batch_write: Returns: (transfer full) (nullable): the text that is kept of a
 * record; %NULL with %WF_CATALOGUE_ERROR_FORMAT when it could not be read again */
char *wf_catalogue_batch_write (JsonObject *object, GError **error);

/** wf_catalogue_batch_put_object: as wf_catalogue_batch_put() of @object's own text
 * @report: (nullable): counts what was repaired */
gboolean wf_catalogue_batch_put_object (WfCatalogueBatch *self,
                                        const char *type,
                                        const char *id,
                                        JsonObject *object,
                                        WfImportReport *report,
                                        GError **error);

/** wf_catalogue_batch_dup_staged: Returns: (transfer full) (nullable): what was put under that
 * name into this batch; %NULL: nothing yet */
char *wf_catalogue_batch_dup_staged (WfCatalogueBatch *self, const char *type, const char *id);

G_END_DECLS
