/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-ctl.h"

#include "wf-catalogue-store.h"

G_BEGIN_DECLS

/* What the files of "catalogue …" share. */

/** wf_ctl_open_store: Returns: (transfer full) (nullable): the agency's catalogue to write to; its
 * folder is made when it is missing */
WfCatalogueStore *wf_ctl_open_store (const WfCtl *ctl, GError **error);

/** wf_ctl_catalogue_import: the command */
int wf_ctl_catalogue_import (WfCtl *ctl, int argc, char **argv);
/** wf_ctl_catalogue_export: the command */
int wf_ctl_catalogue_export (WfCtl *ctl, int argc, char **argv);

/** wf_ctl_catalogue_edit: the command */
int wf_ctl_catalogue_edit (WfCtl *ctl, int argc, char **argv);
/** wf_ctl_catalogue_add: the command */
int wf_ctl_catalogue_add (WfCtl *ctl, int argc, char **argv);
/** wf_ctl_catalogue_propose: the command */
int wf_ctl_catalogue_propose (WfCtl *ctl, int argc, char **argv);
/** wf_ctl_catalogue_review: the command */
int wf_ctl_catalogue_review (WfCtl *ctl, int argc, char **argv);

G_END_DECLS
