/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-framework.h"

G_BEGIN_DECLS

/* A framework while its reader fills it; afterwards nobody changes it. */
struct _WfFramework {
  gatomicrefcount refs;
  WfPackInfo *info;
  WfText *title;
  WfText *line;
  WfText *credit;
  guint minutes;
  WfFrameworkCuts cuts;
  GPtrArray *parts;     /* of WfFrameworkPart */
  GPtrArray *questions; /* of WfFrameworkPart, borrowed from parts */
  GPtrArray *levels;    /* of WfFrameworkLevel */
  GPtrArray *bands;     /* of WfFrameworkBand */
  GPtrArray *baselines; /* of WfFrameworkBaseline */
};

/** wf_framework_new: @info: (transfer full). Returns: (transfer full): an empty one */
WfFramework *wf_framework_new (WfPackInfo *info);

/** wf_framework_part_free: frees a part that was not added. */
void wf_framework_part_free (WfFrameworkPart *self);
/** wf_framework_level_free: frees a level that was not added. */
void wf_framework_level_free (WfFrameworkLevel *self);
/** wf_framework_band_free: frees a band that was not added. */
void wf_framework_band_free (WfFrameworkBand *self);
/** wf_framework_baseline_free: frees a baseline that was not added. */
void wf_framework_baseline_free (WfFrameworkBaseline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFrameworkPart, wf_framework_part_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFrameworkLevel, wf_framework_level_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFrameworkBand, wf_framework_band_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfFrameworkBaseline, wf_framework_baseline_free)

G_END_DECLS
