/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * WfImportReport:
 * @services: services taken
 * @organizations: organizations taken, whether a service names them or not
 * @locations: locations taken, likewise
 * @repaired: (element-type utf8 guint): kind of repair or mark → how often; the kinds stand in
 *   docs/formats/catalogue-files.md
 * @refused: (element-type WfImportRefusal): what was left out, and why
 *
 * What an import did, for whoever asked for it.
 */
typedef struct {
  guint services;
  guint organizations;
  guint locations;
  GHashTable *repaired;
  GPtrArray *refused;
} WfImportReport;

/**
 * WfImportRefusal:
 * @where: file and line, or file and entry: "services.csv:12"
 * @why: a short reason in words
 */
typedef struct {
  char *where;
  char *why;
} WfImportRefusal;

/** wf_import_report_new: Returns: (transfer full): nothing taken yet */
WfImportReport *wf_import_report_new (void);
void wf_import_report_free (WfImportReport *self);

/** wf_import_report_repair: @self: (nullable): %NULL: nobody counts; @kind: a constant */
void wf_import_report_repair (WfImportReport *self, const char *kind);

/** wf_import_report_refuse: @line: 0: no line is known */
void wf_import_report_refuse (WfImportReport *self, const char *file, guint line, const char *why);

/** wf_import_report_get: Returns: how often @kind was repaired */
guint wf_import_report_get (const WfImportReport *self, const char *kind);

/** wf_import_report_to_json: Returns: (transfer full): {"services","organizations","locations",
 * "repaired":{kind:n},"refused":[{"where","why"}]}, kinds in alphabetical order */
JsonObject *wf_import_report_to_json (const WfImportReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfImportReport, wf_import_report_free)

G_END_DECLS
