/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-pane.h"
#include "wf-tile-chooser.h"
#include "wf-two-sides.h"
#include "wf-visit-session.h"

G_BEGIN_DECLS

/**
 * WfVisitPane:
 *
 * What every page of a running visit has: the client's side and the navigator's strip, the
 * client's language, who is present, the safety lines, and one way on. In a template,
 * children of type="client" and "strip" go to the sides, "extra" to the bar at the foot.
 *
 * It shows whether the step is saved: while it is being saved nothing can be chosen; when
 * it was not, "Not saved yet" stands there with a Retry, and nothing goes on.
 *
 * Keys: P who is present, ! safety lines, Esc leaves the visit open and the page.
 */
#define WF_TYPE_VISIT_PANE (wf_visit_pane_get_type ())
G_DECLARE_DERIVABLE_TYPE (WfVisitPane, wf_visit_pane, WF, VISIT_PANE, WfPane)

/**
 * WfVisitPaneClass:
 * @refresh: what is shown may differ: the session changed, or the language
 * @next: the one way on was chosen
 * @back_step: to the question before
 * @key: a key was pressed that nobody took; returns whether it was taken
 */
struct _WfVisitPaneClass {
  WfPaneClass parent_class;

  void (*refresh) (WfVisitPane *self);
  void (*next) (WfVisitPane *self);
  void (*back_step) (WfVisitPane *self);
  gboolean (*key) (WfVisitPane *self, GtkEventControllerKey *controller, guint keyval);
};

/** wf_visit_pane_get_session: Returns: (transfer none) (nullable): %NULL before a visit */
WfVisitSession *wf_visit_pane_get_session (WfVisitPane *self);
/** wf_visit_pane_get_lang: Returns: (transfer none): BCP 47 tag of the client's side */
const char *wf_visit_pane_get_lang (WfVisitPane *self);
/** wf_visit_pane_get_texts: Returns: (transfer none): pack texts, the navigator's language where
 * the client's is missing */
WfClientTexts *wf_visit_pane_get_texts (WfVisitPane *self);
/** wf_visit_pane_get_sides: Returns: (transfer none) */
WfTwoSides *wf_visit_pane_get_sides (WfVisitPane *self);

/** wf_visit_pane_set_next: @label: (nullable): with a mnemonic; @can: whether it can be chosen */
void wf_visit_pane_set_next (WfVisitPane *self, const char *label, gboolean can);
/** wf_visit_pane_set_can_back_step: whether there is a question before; hidden until first called
 */
void wf_visit_pane_set_can_back_step (WfVisitPane *self, gboolean can);
/** wf_visit_pane_set_saving: for steps that are not the session's */
void wf_visit_pane_set_saving (WfVisitPane *self, gboolean saving);
/** wf_visit_pane_is_held: Returns: %TRUE while a step is being saved or was not saved */
gboolean wf_visit_pane_is_held (WfVisitPane *self);

/** wf_visit_pane_update_status: after a step was begun: shows whether it is being saved */
void wf_visit_pane_update_status (WfVisitPane *self);

/**
 * wf_visit_pane_finish_step:
 *
 * Ends a step of the session that was begun with the pane's cancellable, and tells what
 * went wrong.
 *
 * Returns: %TRUE when it is durable and @pane still stands; on %FALSE touch nothing
 */
gboolean wf_visit_pane_finish_step (GObject *session, GAsyncResult *result, gpointer pane);

/** on_wf_visit_step_ready: the callback of a step after which there is nothing else to do */
void on_wf_visit_step_ready (GObject *session, GAsyncResult *result, gpointer pane);

/**
 * wf_visit_pane_focus_first:
 *
 * When the focus stands in none of the page's own parts: puts it on the client's first
 * answer; without one, on the first field of the strip; else on the way on.
 */
void wf_visit_pane_focus_first (WfVisitPane *self);

/** wf_visit_pane_leave: leaves the visit open and goes back */
void wf_visit_pane_leave (WfVisitPane *self);

/** wf_visit_pane_show_present: opens the question who is present */
void wf_visit_pane_show_present (WfVisitPane *self);
/** wf_visit_pane_show_safety: opens the safety lines */
void wf_visit_pane_show_safety (WfVisitPane *self);

/** wf_key_is: whether a key press means the Latin key @wanted, on any keyboard */
gboolean wf_key_is (GtkEventControllerKey *controller, guint keyval, guint wanted);

G_END_DECLS
