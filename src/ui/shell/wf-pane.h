/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfPane:
 *
 * One page of the window: a header bar with a back button, a place for a message under
 * it, and a body. Every page derives from it with a template of its own, whose children
 * go to the body, or with type="start", "end" or "title" to the header bar:
 *
 *     <template class="WfTodayPage" parent="WfPane">
 *       <property name="title" translatable="yes">Today</property>
 *       <child type="end"><object class="GtkButton" id="new_visit_button">…
 *       <child><object class="GtkScrolledWindow">…
 *
 * A pane is handed its services when it is made and is destroyed with the pages of the
 * vault when the vault locks: whatever it waits for belongs to its cancellable.
 */
#define WF_TYPE_PANE (wf_pane_get_type ())
G_DECLARE_DERIVABLE_TYPE (WfPane, wf_pane, WF, PANE, AdwBin)

/**
 * WfPaneClass:
 * @shown: the pane came to the front (again); read anew what may have changed
 * @hidden: another pane covers it, or it is about to be destroyed
 * @take_focus: (nullable): puts the focus where the person goes on; returns whether it did.
 *   Without it the focus goes to the first control, which may be one of the header bar
 */
struct _WfPaneClass {
  AdwBinClass parent_class;

  void (*shown) (WfPane *self);
  void (*hidden) (WfPane *self);
  gboolean (*take_focus) (WfPane *self);
};

/**
 * wf_pane_class_hold_reminders:
 *
 * For pages a client looks at too: what is due about others waits until they are left. Sets @shown
 * and @hidden, which a page with more to do there chains up to.
 */
void wf_pane_class_hold_reminders (WfPaneClass *klass);

/** wf_pane_get_services: Returns: (transfer none): what the page was handed */
WfServices *wf_pane_get_services (WfPane *self);

/**
 * wf_pane_get_cancellable:
 *
 * Returns: (transfer none): fires when the pane is disposed; hand it to every
 *   asynchronous call, whose callback then touches nothing on %G_IO_ERROR_CANCELLED
 */
GCancellable *wf_pane_get_cancellable (WfPane *self);

/**
 * wf_pane_is_gone:
 *
 * For callbacks of calls that may come back with an answer although they were cancelled,
 * as those of #WfVault do: hand them a reference to the pane, and ask this first.
 *
 * Returns: whether the pane was disposed: touch nothing of it
 */
gboolean wf_pane_is_gone (WfPane *self);

/** wf_pane_get_title: Returns: (transfer none): what the header bar says */
const char *wf_pane_get_title (WfPane *self);
/** wf_pane_set_title: @title: shown in the header bar inside the window only */
void wf_pane_set_title (WfPane *self, const char *title);

/** wf_pane_set_subtitle: @subtitle: (nullable): a second, smaller line, or none */
void wf_pane_set_subtitle (WfPane *self, const char *subtitle);

/**
 * wf_pane_set_solo:
 * @solo: whether the page wants the whole window, without the list of places
 */
void wf_pane_set_solo (WfPane *self, gboolean solo);
gboolean wf_pane_get_solo (WfPane *self);

/** wf_pane_set_can_go_back: for the stack that holds the pane */
void wf_pane_set_can_go_back (WfPane *self, gboolean can_go_back);

/**
 * wf_pane_push:
 * @next: (transfer floating): a pane to open above this one, with a way back
 */
void wf_pane_push (WfPane *self, WfPane *next);

/**
 * wf_pane_replace:
 * @next: (transfer floating): a pane to open in the place of this one, which is destroyed
 */
void wf_pane_replace (WfPane *self, WfPane *next);

/** wf_pane_back: closes this pane, and what was opened from it, and shows the one it was opened
 * from */
void wf_pane_back (WfPane *self);

/**
 * wf_pane_tell:
 * @message: one short sentence that asks for nothing; no client's text
 *
 * Shows a toast in the window.
 */
void wf_pane_tell (WfPane *self, const char *message);

/**
 * wf_pane_show_problem:
 * @error: any error the layers below return
 *
 * Says under the header bar what happened, what is safe and what to do. A cancelled call
 * says nothing. It stays until wf_pane_clear_problem() or the person closes it.
 */
void wf_pane_show_problem (WfPane *self, const GError *error);
void wf_pane_clear_problem (WfPane *self);

G_END_DECLS
