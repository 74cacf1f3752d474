/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-fold.h"

G_BEGIN_DECLS

/** The snapshot of the agency's own settings, under the vault's agency owner. */
#define WF_AGENCY_ASPECT "agency"

#define WF_AGENCY_RETENTION_DEFAULT 24
#define WF_AGENCY_LOCK_DEFAULT      5

/**
 * WfAgency:
 * @name: the agency; @region: ISO 3166-2 or ""
 * @languages: tags offered; @funders, @services, @places: the agency's own words; never %NULL
 * @province_line: the limits of secrecy in this province, written by the agency; "" when none
 * @funder_line: what the funder does with data, written by the agency; "" when none: promise
 *   nothing
 * @lending_line: what stands on the paper when something is lent, written by the agency; "" when
 * none
 * @town: where the agency is, by name; @point: latitude and longitude, "43.65, -79.38", from which
 *   it is measured how far an offer is; "" when none. Never a client's
 * @checks: when it is asked what came of a referral, as wf_due_dup_checks() takes it; never %NULL
 * @phone, @address: how a client finds the agency, for the page they take home; "" when none
 * @retention_months: months after the last contact, 1 to 240
 * @lock_minutes: idle minutes before the vault locks, 1 to 120
 *
 * The agency's settings, a fold over agency.*. A plain value.
 */
typedef struct {
  char *name;
  char *region;
  GStrv languages;
  GStrv funders;
  GStrv services;
  GStrv places;
  GStrv checks;
  char *province_line;
  char *funder_line;
  char *phone;
  char *address;
  char *lending_line;
  char *town;
  char *point;
  guint retention_months;
  guint lock_minutes;
} WfAgency;

/** wf_agency_new_from_variant: @variant: (nullable): aspect %WF_AGENCY_ASPECT. Returns: (transfer
 * full) */
WfAgency *wf_agency_new_from_variant (GVariant *variant);
/** wf_agency_copy: Returns: (transfer full) */
WfAgency *wf_agency_copy (const WfAgency *self);
void wf_agency_free (WfAgency *self);

/** wf_agency_get_fold: Returns: (transfer none): the fold of aspect %WF_AGENCY_ASPECT */
const WfFold *wf_agency_get_fold (void);

/**
 * wf_agency_record_changed:
 * @before: what stands now; @after: what the person wants
 *
 * Returns: (transfer full) (nullable): agency.changed with only what differs; %NULL when nothing
 */
WfRecord *wf_agency_record_changed (const WfAgency *before, const WfAgency *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfAgency, wf_agency_free)

G_END_DECLS
