/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** wf_workshop_confine_new_environment: @shared_dir: where the packs are. Returns: (transfer full):
 *  all that the server of a workshop is told */
GStrv wf_workshop_confine_new_environment (const char *shared_dir);

/**
 * wf_workshop_confine_again:
 * @shared_dir: where the packs are: the one thing that is handed on in the environment
 * @argv: the whole command, ended by %NULL; argv[0] names the program
 *
 * When the environment is not to the letter what a server gets, or there is any descriptor but the
 * three, starts the same
 * program in this process once more without them. Memory that held them is gone with the old
 * image. To be called before threads and files.
 *
 * Returns: only when there was nothing to shed; ends the process when it cannot be started again
 */
void wf_workshop_confine_again (const char *shared_dir, const char *const *argv);

/** wf_workshop_confine: gives up what the server of a workshop never needs: new privileges, core
 *  dumps, being looked into by other programs of the same person */
void wf_workshop_confine (void);

G_END_DECLS
