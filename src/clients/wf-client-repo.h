/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-agency.h"
#include "wf-client-error.h"
#include "wf-client-item.h"
#include "wf-client-records.h"
#include "wf-month-count.h"
#include "wf-retention.h"
#include "wf-timeline.h"
#include "wf-vault.h"

G_BEGIN_DECLS

/**
 * WfClientRepo:
 *
 * The clients this member of staff may open: a #GListModel of #WfClientItem, latest contact
 * first, kept true as the vault changes and emptied when it is locked. It decides nothing about
 * keys: the vault does.
 *
 * Main thread. Errors are #WfClientError or those of the vault. The _sync twins are for
 * wayfinderctl and tests: never call them from a window.
 *
 * Signals: "client-changed" (id) after a change was durable and the list shows it;
 * "client-forgotten" (id), also when the client was closed to who is here.
 */
#define WF_TYPE_CLIENT_REPO (wf_client_repo_get_type ())
G_DECLARE_FINAL_TYPE (WfClientRepo, wf_client_repo, WF, CLIENT_REPO, GObject)

/** wf_clients_add_folds: registers card, client and agency; before the vault is unlocked */
void wf_clients_add_folds (WfVault *vault);

/** wf_client_repo_new: @clock: (nullable): %NULL for the system's. Returns: (transfer full) */
WfClientRepo *wf_client_repo_new (WfVault *vault, WfClock *clock);

/** wf_client_repo_load_async: fills the list from the cards; once after each unlock */
void wf_client_repo_load_async (WfClientRepo *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/** wf_client_repo_load_finish: Returns: %TRUE when the list is whole */
gboolean wf_client_repo_load_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_load_sync: as wf_client_repo_load_async() */
gboolean wf_client_repo_load_sync (WfClientRepo *self, GError **error);

/** wf_client_repo_lookup: Returns: (transfer none) (nullable): the row of @id */
WfClientItem *wf_client_repo_lookup (WfClientRepo *self, const char *id);

/**
 * wf_client_repo_set_seed: for a made-up agency: new clients' numbers come from @seed
 */
void wf_client_repo_set_seed (WfClientRepo *self, guint32 seed);

/**
 * wf_client_repo_create_async:
 *
 * Every client gets a number, which names them while they have no name: four digits by chance,
 * not those of anybody in the list. Counting up would say how many clients came before, give
 * two laptops the same numbers, and repeat those of clients one may not see.
 *
 * @name: (nullable): name or alias; %NULL or "" for an anonymous client
 * @records: (nullable) (element-type WfRecord): what else is known already, in order
 * @only_for: (nullable): staff ids, for a restricted client; name yourself among them
 */
void wf_client_repo_create_async (WfClientRepo *self,
                                  const char *name,
                                  gboolean is_alias,
                                  GPtrArray *records,
                                  const char *const *only_for,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_client_repo_create_finish: Returns: (transfer full) (nullable): the new client's id */
char *wf_client_repo_create_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_create_sync: as wf_client_repo_create_async() */
char *wf_client_repo_create_sync (WfClientRepo *self,
                                  const char *name,
                                  gboolean is_alias,
                                  GPtrArray *records,
                                  const char *const *only_for,
                                  GError **error);

/** wf_client_repo_append_async: @records: (element-type WfRecord): all of them or none */
void wf_client_repo_append_async (WfClientRepo *self,
                                  const char *id,
                                  GPtrArray *records,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** wf_client_repo_append_finish: Returns: %TRUE when durable and shown */
gboolean wf_client_repo_append_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_append_sync: as wf_client_repo_append_async() */
gboolean
wf_client_repo_append_sync (WfClientRepo *self, const char *id, GPtrArray *records, GError **error);
/** wf_client_repo_append_one_async: @record: (transfer full). Ends with append_finish() */
void wf_client_repo_append_one_async (WfClientRepo *self,
                                      const char *id,
                                      WfRecord *record,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * wf_client_repo_get_async:
 * @viewed_as: (nullable): the page that opens the client. It is then logged that this member of
 *   staff looked, at most once in ten minutes for each client; %NULL logs nothing and is for
 *   the program's own needs. It fails when that cannot be logged
 */
void wf_client_repo_get_async (WfClientRepo *self,
                               const char *id,
                               const char *viewed_as,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** wf_client_repo_get_finish: Returns: (transfer full) (nullable): the client as it stands */
WfClient *wf_client_repo_get_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_get_sync: as wf_client_repo_get_async() */
WfClient *
wf_client_repo_get_sync (WfClientRepo *self, const char *id, const char *viewed_as, GError **error);

/** wf_client_repo_get_timeline_async: @with_views: show who looked, as the client may ask */
void wf_client_repo_get_timeline_async (WfClientRepo *self,
                                        const char *id,
                                        gboolean with_views,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/** wf_client_repo_get_timeline_finish: Returns: (transfer full) (element-type WfTimelineEntry) */
GPtrArray *
wf_client_repo_get_timeline_finish (WfClientRepo *self, GAsyncResult *result, GError **error);

/** wf_client_repo_preview_forget_async: @months: the agency's rule */
void wf_client_repo_preview_forget_async (WfClientRepo *self,
                                          const char *id,
                                          guint months,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/** wf_client_repo_preview_forget_finish: Returns: (transfer full) (nullable): what would go */
WfForgetPreview *
wf_client_repo_preview_forget_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_preview_forget_sync: as wf_client_repo_preview_forget_async() */
WfForgetPreview *wf_client_repo_preview_forget_sync (WfClientRepo *self,
                                                     const char *id,
                                                     guint months,
                                                     GError **error);

/**
 * wf_client_repo_forget_async:
 * @reason_code: "asked", "retention" …
 * @second_slot: slot of a second member of staff (not the one who unlocked); the
 *   organisation's slot for an agency of one
 * @second_passphrase: theirs
 *
 * Leaves the minimal records in the agency's log, then destroys the client's key and rows.
 * Interrupted between the two it may be asked for again: nothing is counted twice. Fails with
 * HELD, SECOND_PERSON, and as the vault does.
 */
void wf_client_repo_forget_async (WfClientRepo *self,
                                  const char *id,
                                  const char *reason_code,
                                  const char *second_slot,
                                  const char *second_passphrase,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/**
 * wf_client_repo_forget_wholly_async:
 *
 * As wf_client_repo_forget_async(), without the minimal records: not even an unnamed figure of the
 * client's visits stays. What was written of them before, when an offer ended, names nobody and
 * cannot be found again.
 */
void wf_client_repo_forget_wholly_async (WfClientRepo *self,
                                         const char *id,
                                         const char *reason_code,
                                         const char *second_slot,
                                         const char *second_passphrase,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/**
 * wf_client_repo_forget_unkept_async:
 *
 * Ends a client who never agreed that notes are kept and said no to it: after the visit only
 * its count stays. No second person: nothing was ever to be kept. Fails with REFUSED when the
 * client did agree once (then it is a forgetting like any other), VISIT_OPEN while a visit is
 * open, HELD.
 */
void wf_client_repo_forget_unkept_async (WfClientRepo *self,
                                         const char *id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/** wf_client_repo_ask_unkept_async: asks whether wf_client_repo_forget_unkept_async() would forget
 * this client once the visit is closed */
void wf_client_repo_ask_unkept_async (WfClientRepo *self,
                                      const char *id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** wf_client_repo_ask_unkept_finish: Returns: %TRUE when it would; %FALSE when not, or with @error
 * set when it could not be read */
gboolean
wf_client_repo_ask_unkept_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_forget_finish: ends all three. Returns: %TRUE when nothing of the client is left
 */
gboolean wf_client_repo_forget_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_forget_sync: as wf_client_repo_forget_async() */
gboolean wf_client_repo_forget_sync (WfClientRepo *self,
                                     const char *id,
                                     const char *reason_code,
                                     const char *second_slot,
                                     const char *second_passphrase,
                                     GError **error);
/**
 * wf_client_repo_forget_alone_sync:
 *
 * For the command line, where one coordinator carries out what was decided elsewhere: as
 * wf_client_repo_forget_async(), or with @is_whole wf_client_repo_forget_wholly_async(), without
 * asking for the second person. A window never calls it.
 */
gboolean wf_client_repo_forget_alone_sync (
    WfClientRepo *self, const char *id, const char *reason_code, gboolean is_whole, GError **error);
/** wf_client_repo_forget_unkept_sync: as wf_client_repo_forget_unkept_async() */
gboolean wf_client_repo_forget_unkept_sync (WfClientRepo *self, const char *id, GError **error);

/**
 * wf_client_repo_find_habit_async:
 *
 * Where, for which service and which funders the last visit was: of this client, else the
 * last one that this member of staff led, among those seen lately.
 */
void wf_client_repo_find_habit_async (WfClientRepo *self,
                                      const char *id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** wf_client_repo_find_habit_finish: Returns: (transfer full) (nullable): %NULL with no @error
 * when there is none yet */
WfVisit *
wf_client_repo_find_habit_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_find_habit_sync: as wf_client_repo_find_habit_async() */
WfVisit *wf_client_repo_find_habit_sync (WfClientRepo *self, const char *id, GError **error);

/** wf_client_repo_count_month_async: @zone: the agency's time zone; @month: 1 to 12 */
void wf_client_repo_count_month_async (WfClientRepo *self,
                                       int year,
                                       int month,
                                       GTimeZone *zone,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/** wf_client_repo_count_month_finish: Returns: (transfer full) (nullable): one page of figures */
WfMonthCount *
wf_client_repo_count_month_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_count_month_sync: as wf_client_repo_count_month_async() */
WfMonthCount *wf_client_repo_count_month_sync (
    WfClientRepo *self, int year, int month, GTimeZone *zone, GError **error);

/**
 * wf_client_repo_list_due:
 * @until: "YYYY-MM-DD": the last day of interest
 *
 * From memory. Returns: (transfer full) (element-type WfClientItem): due by then, earliest
 *   first; those not to be contacted stand there too, with their rule
 */
GPtrArray *wf_client_repo_list_due (WfClientRepo *self, const char *until);
/**
 * wf_client_repo_save_due_async:
 *
 * Brings the days that can be read while locked (wf_vault_get_due_async()) in step with the list:
 * after loading, after "client-changed", before locking. Does nothing when they are. Only clients
 * this member may open are in it.
 */
void wf_client_repo_save_due_async (WfClientRepo *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** wf_client_repo_save_due_finish: Returns: %TRUE when in step */
gboolean wf_client_repo_save_due_finish (WfClientRepo *self, GAsyncResult *result, GError **error);
/** wf_client_repo_save_due_sync: as wf_client_repo_save_due_async() */
gboolean wf_client_repo_save_due_sync (WfClientRepo *self, GError **error);
/** wf_client_repo_list_open: Returns: (transfer full) (element-type WfClientItem): rows with an
 * open visit, latest first; from memory */
GPtrArray *wf_client_repo_list_open (WfClientRepo *self);
/**
 * wf_client_repo_list_expired:
 * @months: the agency's rule
 *
 * From memory. Returns: (transfer full) (element-type WfClientItem): past their retention date,
 *   or asking that no notes be kept, longest past first; held ones are left out
 */
GPtrArray *wf_client_repo_list_expired (WfClientRepo *self, guint months);

G_END_DECLS
