/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-client-repo.h"

G_BEGIN_DECLS

/* What the part-files of WfClientRepo share. */

struct _WfClientRepo {
  GObject parent_instance;
  WfVault *vault;
  WfClock *clock;
  GPtrArray *items;   /* of WfClientItem, in the list's order */
  GHashTable *by_id;  /* id → WfClientItem, borrowed from items */
  GHashTable *busy;   /* ids whose row our own call will refresh */
  GHashTable *viewed; /* id → gint64: when our look was last logged */
  GArray *saved_due;  /* of gint32: what the vault holds; NULL when not known */
  GRand *dice;        /* NULL: chance that cannot be guessed */
  gboolean is_loaded;
};

/** wf_client_repo_set_busy: while busy, the vault's own signal refreshes nothing */
void wf_client_repo_set_busy (WfClientRepo *self, const char *id, gboolean is_busy);

/** wf_client_repo_refresh_async: reads the card of @id anew and shows it */
void wf_client_repo_refresh_async (WfClientRepo *self,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** wf_client_repo_refresh_finish: Returns: %TRUE when the row is true */
gboolean wf_client_repo_refresh_finish (WfClientRepo *self, GAsyncResult *result, GError **error);

/** wf_client_repo_remove: takes a row out of the list */
void wf_client_repo_remove (WfClientRepo *self, const char *id);

/** WfClientTake: @client: (transfer none): one of all */
typedef void (*WfClientTake) (WfClient *client, gpointer data);

/** wf_client_repo_read_all_async: hands every client to @take, on the main thread, then reads the
 * agency's log. @data: for @take; whoever asks keeps it until the answer */
void wf_client_repo_read_all_async (WfClientRepo *self,
                                    WfClientTake take,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** wf_client_repo_read_all_finish: Returns: (transfer full) (nullable) (element-type WfRecord): of
 * the agency */
GPtrArray *
wf_client_repo_read_all_finish (WfClientRepo *self, GAsyncResult *result, GError **error);

G_END_DECLS
