/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-vault-care.h"
#include "wf-vault-core.h"

G_BEGIN_DECLS

/* Upkeep, in the vault's thread. See wf-vault-care.h for what each does. */

/** wf_vault_report_new: Returns: (transfer full): with no problems. */
WfVaultReport *wf_vault_report_new (void);
/** wf_vault_report_add: @owner: (nullable) (array fixed-size=16): @where: (transfer full). */
void
wf_vault_report_add (WfVaultReport *self, WfProblemCode code, const guint8 *owner, char *where);

/** wf_care_check: Returns: (transfer full) (nullable): the report. */
WfVaultReport *wf_care_check (WfVaultCore *core, GError **error);
/** wf_care_backup: destroys the oldest backups; while a renewal is owed, every other copy of the
 * vault in the folder. Returns: (transfer full) (nullable): the new file. */
char *wf_care_backup (WfVaultCore *core, GError **error);
/** wf_care_owe_renewal: in a transaction: what is written with it must not be read from the copies
 * made before; the next wf_care_backup() replaces them all. */
gboolean wf_care_owe_renewal (WfVaultCore *core, GError **error);
/** wf_care_pay_renewal: after that transaction: tries it now; at the latest the next unlock does.
 */
void wf_care_pay_renewal (WfVaultCore *core);
/** wf_care_owes_renewal: Returns: whether copies made before are still to be replaced. */
gboolean wf_care_owes_renewal (WfVaultCore *core);
/** wf_care_forget: see wf_vault_forget_async(). */
gboolean
wf_care_forget (WfVaultCore *core, const char *owner_id, const char *reason_code, GError **error);
/** wf_care_export_all: see wf_vault_export_all_async(). */
gboolean wf_care_export_all (WfVaultCore *core, const char *path, GError **error);
/** wf_care_set_due: @days: of gint32. */
gboolean wf_care_set_due (WfVaultCore *core, GArray *days, GError **error);
/** wf_care_get_due: Returns: (transfer full) (nullable): of gint32, ascending. */
GArray *wf_care_get_due (WfVaultCore *core, GError **error);

/** wf_care_renew_device: in a transaction: a file that goes on from an older one is another device:
 * whoever wrote in both never used a counter twice. */
gboolean wf_care_renew_device (WfDatabase *db, GError **error);

/** wf_care_swap: puts @fresh in the place of vault.db, which is kept under a new name with its log.
 */
gboolean wf_care_swap (const char *data_dir, const char *fresh, char **out_kept_as, GError **error);

G_END_DECLS
