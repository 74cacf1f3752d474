/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "wf-services.h"

/* Runs the main loop until @condition, or a minute: long, for the sanitizers' slow runs. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                                   \
    while (!(condition) && g_get_monotonic_time () < end_)                                         \
      g_main_context_iteration (NULL, FALSE);                                                      \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

/** wf_ui_test_init: GTK, libadwaita and the program's style, as the program has them */
void wf_ui_test_init (int *argc, char ***argv);

#define WF_UI_TEST_PASSPHRASE "correct horse battery"

/** wf_ui_test_services: Returns: (transfer full): null variants of the desktop, real packs and
 * catalogue, a vault in an empty folder; the door has not started */
WfServices *wf_ui_test_services (void);

/** wf_ui_test_found: makes an agency in the folder, with one coordinator, and closes it */
void wf_ui_test_found (WfServices *services);

/** wf_ui_test_start: starts the door and waits for the state it comes to */
WfDoorState wf_ui_test_start (WfServices *services);

/** wf_ui_test_unlock: as the coordinator; waits until the door is open */
void wf_ui_test_unlock (WfServices *services);
/** wf_ui_test_unlock_as: where there are several who could. */
void wf_ui_test_unlock_as (WfServices *services, const char *slot_id, const char *passphrase);

/** wf_ui_test_open: found, start and unlock at once */
void wf_ui_test_open (WfServices *services);

/** wf_ui_test_add_client: @lang: (nullable). Returns: (transfer full): the new client's id */
char *wf_ui_test_add_client (WfServices *services, const char *name, const char *lang);

/** wf_ui_test_dup_name: Returns: (transfer full): what the client @id is called in lists */
char *wf_ui_test_dup_name (WfServices *services, const char *id);

/** wf_ui_test_append: @record: (transfer full): to the client @id; waits until it is durable */
void wf_ui_test_append (WfServices *services, const char *id, WfRecord *record);

/** wf_ui_test_pump: lets the main loop run for @ms: for what must not happen */
void wf_ui_test_pump (guint ms);

/** wf_ui_test_show: @widget: (transfer floating). Returns: a window that shows it, laid out */
GtkWindow *wf_ui_test_show (GtkWidget *widget);

/** wf_ui_test_wait_shown: until @window has its size; WF_WIDTH asks for another one, to look at */
void wf_ui_test_wait_shown (GtkWindow *window);

/** wf_ui_test_destroy: destroys @window and asserts that nothing keeps it or @widget alive */
void wf_ui_test_destroy (GtkWindow *window, GtkWidget *widget);

/** wf_ui_test_find: Returns: (nullable): the first descendant of that type */
GtkWidget *wf_ui_test_find (GtkWidget *root, GType type);

/** wf_ui_test_child: Returns: the template child with that id, which must exist */
gpointer wf_ui_test_child (gpointer widget, const char *id);

/** wf_ui_test_sees: Returns: whether a mapped label under @root holds @text */
gboolean wf_ui_test_sees (GtkWidget *root, const char *text);

/** wf_ui_test_key: emits a key press on @widget's window as the keyboard would */
gboolean wf_ui_test_key (GtkWidget *widget, guint keyval, GdkModifierType state);

/** wf_ui_test_shortcut: does what @widget's own shortcut for @keyval does. Returns: whether it has
 * one, and took it */
gboolean wf_ui_test_shortcut (GtkWidget *widget, guint keyval);

/** wf_ui_test_picture: saves @window when WF_PICTURES names a folder */
void wf_ui_test_picture (GtkWindow *window, const char *name);
