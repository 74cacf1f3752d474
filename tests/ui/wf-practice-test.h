/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-task-test.h"

#include "wf-pane-stack.h"
#include "wf-practice-page.h"

/* The place "Practice" in a window of its own. */

static inline WfPaneStack *
show_place (WfServices *services, GtkWindow **out_window)
{
  WfPaneStack *stack = wf_pane_stack_new (
      WF_PANE (g_object_new (WF_TYPE_PRACTICE_PAGE, "services", services, NULL)));

  wf_pane_stack_set_front (stack, TRUE);
  *out_window = wf_ui_test_show (GTK_WIDGET (stack));
  WAIT_FOR (g_strcmp0 (gtk_stack_get_visible_child_name (
                           wf_ui_test_child (wf_pane_stack_get_visible (stack), "stack")),
                       "page") == 0);
  return stack;
}

static inline void
open_page (WfPaneStack *stack, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (wf_pane_stack_get_visible (stack)), action,
                                             "s", target));
}
