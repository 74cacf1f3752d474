/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-services.h"

G_BEGIN_DECLS

/**
 * WfFileQuestion:
 * @action: to open or to save
 * @title: of the window that asks
 * @accept: (nullable): the label of its button, with a mnemonic
 * @name: (nullable): proposed; no client's name
 * @mime: (nullable): the only kind of file shown
 */
typedef struct {
  GtkFileChooserAction action;
  const char *title;
  const char *accept;
  const char *name;
  const char *mime;
} WfFileQuestion;

/** WfFileAnswer: @file: (nullable) (transfer none): %NULL when none was chosen, or everything was
 * hidden before one was */
typedef void (*WfFileAnswer) (GFile *file, gpointer owner);

/**
 * wf_file_ask:
 * @owner: a #GObject that wants to know; when it is disposed, nobody is told and the window goes
 * @parent: the window it stands over
 *
 * Asks where to save, or what to open. The file stays out of the desktop's list of recent files.
 * When everything is hidden the window goes, and what GTK would say about that with it.
 */
void wf_file_ask (WfServices *services,
                  gpointer owner,
                  GtkWindow *parent,
                  const WfFileQuestion *question,
                  WfFileAnswer answer);

/** wf_file_forget_recent: takes @file out of the desktop's recent files, now and for the seconds in
 * which GTK may still put it there */
void wf_file_forget_recent (GFile *file);

G_END_DECLS
