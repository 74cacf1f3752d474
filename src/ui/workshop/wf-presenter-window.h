/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-projector-window.h"
#include "wf-services.h"
#include "wf-workshop-link.h"

G_BEGIN_DECLS

/**
 * WfWorkshopSetup:
 * @heads: people in the room, as far as one knows; 0: as it was
 * @first, @second: BCP 47 tags of the wall's languages; @second: (nullable)
 * @address: (nullable): where phones find us; %NULL: no phones
 * @is_new: begin anew although a workshop with this deck was interrupted
 */
typedef struct {
  guint heads;
  const char *first;
  const char *second;
  const char *address;
  gboolean is_new;
} WfWorkshopSetup;

/**
 * WfPresenterWindow:
 *
 * Runs a workshop: what is on the wall, what comes next, notes, what the room answers, each action
 * one key. The wall is a window of its own on the second display; the server a process of its own,
 * which is started again when it stops. Main thread.
 *
 * Signal "over": the workshop was ended or put aside, and the window goes.
 */
#define WF_TYPE_PRESENTER_WINDOW (wf_presenter_window_get_type ())
G_DECLARE_FINAL_TYPE (WfPresenterWindow, wf_presenter_window, WF, PRESENTER_WINDOW, AdwWindow)

/** wf_presenter_window_new: @application: (nullable): %NULL in tests. Returns: (transfer none):
 *  one that is not shown yet; the server starts with it */
WfPresenterWindow *wf_presenter_window_new (WfServices *services,
                                            WfScript *script,
                                            const WfWorkshopSetup *setup,
                                            GtkApplication *application);

/** wf_presenter_window_get_link: Returns: (transfer none): the running workshop */
WfWorkshopLink *wf_presenter_window_get_link (WfPresenterWindow *self);
/** wf_presenter_window_get_wall: Returns: (transfer none): the wall's window */
WfProjectorWindow *wf_presenter_window_get_wall (WfPresenterWindow *self);

/** wf_presenter_window_put_aside: closes everything; the workshop can be opened again */
void wf_presenter_window_put_aside (WfPresenterWindow *self);

G_END_DECLS
