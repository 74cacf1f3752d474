/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window's end and the real server process: what is done comes back as view and projection, and a
 * child that is killed is opened again where it stood.
 */
#include "wf-workshop-link.h"

#include "wf-test-wait.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *dir;
  char *shared;
  WfScript *script;
  WfWorkshopLink *link;
  int refused;
  guint n_stopped;
} Fixture;

static void
on_refused (WfWorkshopLink *link, int code, gpointer user_data)
{
  ((Fixture *) user_data)->refused = code;
}

static void
on_stopped (WfWorkshopLink *link, gpointer user_data)
{
  ((Fixture *) user_data)->n_stopped++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *build = g_getenv ("WF_BUILD_ROOT");
  g_autofree char *program = g_build_filename (build, "src/ctl/wayfinderctl", NULL);
  g_autoptr (WfPackLibrary) library = NULL;

  f->refused = -1;
  f->shared = g_build_filename (build, "data", NULL);
  f->dir = g_dir_make_tmp ("workshop-link-XXXXXX", NULL);
  library = wf_pack_library_load ((const char *const[]){ f->shared, NULL });
  f->script = wf_script_new (wf_pack_library_get_deck (library, "checking-assumptions"), library);
  f->link = wf_workshop_link_new (f->script, program, f->shared, f->dir);
  g_signal_connect (f->link, "refused", G_CALLBACK (on_refused), f);
  g_signal_connect (f->link, "stopped", G_CALLBACK (on_stopped), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->dir, 0, NULL);
  const char *name;

  g_clear_object (&f->link);
  wf_script_unref (f->script);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->dir, name, NULL);
      g_unlink (path);
    }
  g_rmdir (f->dir);
  g_free (f->dir);
  g_free (f->shared);
}

static void
send_line (Fixture *f, const char *line)
{
  g_autoptr (WfAction) action = wf_action_parse (line, NULL);

  g_assert_nonnull (action);
  wf_workshop_link_send (f->link, action);
}

static const char *
slide_of (Fixture *f)
{
  WfProjection *wall = wf_workshop_link_get_projection (f->link);

  return wall != NULL ? wall->slide->id : "";
}

static guint
hands_of (Fixture *f, const char *slide, guint choice)
{
  WfWorkshopView *view = wf_workshop_link_get_view (f->link);

  return g_str_equal (slide_of (f), slide) ? view->own->hands[choice] : 0;
}

static void
test_run (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wf_workshop_link_get_view (f->link));
  wf_workshop_link_start (f->link, FALSE, &error);
  g_assert_no_error (error);
  wf_test_wait_until (g_str_equal (slide_of (f), "a-title"));
  g_assert_null (wf_workshop_link_get_url (f->link));

  send_line (f, "go a-pulse");
  send_line (f, "count striving 12");
  wf_test_wait_until (hands_of (f, "a-pulse", 1) == 12);
  g_assert_false (wf_workshop_link_get_projection (f->link)->has_counts);
  send_line (f, "reveal");
  wf_test_wait_until (wf_workshop_link_get_projection (f->link)->has_counts);
  send_line (f, "reveal");
  wf_test_wait_until (f->refused == WF_WORKSHOP_ERROR_NOTHING);

  wf_workshop_link_listen (f->link, "127.0.0.1", 0);
  wf_test_wait_until (wf_workshop_link_get_url (f->link) != NULL);
  g_assert_cmpuint (strlen (wf_workshop_link_get_code (f->link)), ==, 6);
  wf_workshop_link_listen (f->link, NULL, 0);
  wf_test_wait_until (wf_workshop_link_get_url (f->link) == NULL);
  wf_workshop_link_listen (f->link, "203.0.113.7", 0);
  wf_test_wait_until (f->refused == WF_WORKSHOP_ERROR_NETWORK);

  send_line (f, "end");
  wf_test_wait_until (f->n_stopped == 1);
  g_assert_true (wf_workshop_link_is_ended (f->link));
  g_assert_false (wf_workshop_link_is_running (f->link));
}

static void
test_open_again (Fixture *f, gconstpointer data)
{
  g_autofree char *code = NULL;

  g_assert_true (wf_workshop_link_start (f->link, FALSE, NULL));
  send_line (f, "go assume-s3");
  send_line (f, "count x1y5 4");
  wf_test_wait_until (hands_of (f, "assume-s3", 20) == 4);
  g_assert_false (wf_workshop_link_is_resumed (f->link));
  code = g_strdup (wf_workshop_link_get_code (f->link));
  wf_workshop_link_stop (f->link);
  g_assert_false (wf_workshop_link_is_running (f->link));

  g_assert_true (wf_workshop_link_start (f->link, FALSE, NULL));
  wf_test_wait_until (wf_workshop_link_is_resumed (f->link));
  g_assert_cmpstr (wf_workshop_link_get_code (f->link), ==, code);
  send_line (f, "black");
  wf_test_wait_until (wf_workshop_link_get_projection (f->link)->is_black);
  g_assert_cmpstr (slide_of (f), ==, "assume-s3");
  g_assert_cmpuint (hands_of (f, "assume-s3", 20), ==, 4);
  wf_workshop_link_stop (f->link);

  g_assert_true (wf_workshop_link_start (f->link, TRUE, NULL));
  wf_test_wait_until (!wf_workshop_link_is_resumed (f->link) &&
                      g_str_equal (slide_of (f), "a-title"));
}

static void
test_no_program (Fixture *f, gconstpointer data)
{
  g_autoptr (WfWorkshopLink) link =
      wf_workshop_link_new (f->script, "/nowhere/wayfinderctl", f->shared, f->dir);
  g_autoptr (GError) error = NULL;

  g_assert_false (wf_workshop_link_start (link, FALSE, &error));
  g_assert_error (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_CHILD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/workshop-link/run", Fixture, NULL, set_up, test_run, tear_down);
  g_test_add ("/workshop-link/open-again", Fixture, NULL, set_up, test_open_again, tear_down);
  g_test_add ("/workshop-link/no-program", Fixture, NULL, set_up, test_no_program, tear_down);
  return g_test_run ();
}
