/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The heat map of a team of 500, against one frame (16.7 ms): counting it, making its texts, and
 * drawing it as the window does. Figures for a person to read; nothing is asserted here.
 */
#include <adwaita.h>
#include <stdio.h>

#include "wf-heat-map.h"
#include "wf-pack-library.h"

#define PEOPLE 500
#define TIMES  101

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

static void
print_times (const char *what, gint64 *times)
{
  qsort (times, TIMES, sizeof *times, compare_times);
  printf ("%-34s median %6.2f ms   slowest %6.2f ms\n", what, (double) times[TIMES / 2] / 1000,
          (double) times[TIMES - 1] / 1000);
}

static GArray *
make_people (const WfFramework *framework)
{
  static const char *const ROLES[] = { "navigator", "trainer", "coordinator" };
  const GPtrArray *questions = wf_framework_get_questions (framework);
  g_autoptr (GRand) rand = g_rand_new_with_seed (500);
  GArray *people = g_array_new (FALSE, FALSE, sizeof (WfTeamPerson));

  for (guint i = 0; i < PEOPLE; i++)
    {
      WfRatings *ratings = wf_ratings_new ();
      WfTeamPerson person = { ratings, ROLES[i % G_N_ELEMENTS (ROLES)] };
      for (guint q = 0; q < questions->len; q++)
        wf_ratings_set (ratings, ((const WfFrameworkPart *) questions->pdata[q])->id,
                        g_rand_int_range (rand, 0, 7));
      g_array_append_val (people, person);
    }
  return people;
}

/* A frame as GTK makes it: the widget's drawing as nodes, and the nodes as pixels. */
static gint64
draw (GtkWidget *map, GskRenderer *renderer)
{
  gint64 start = g_get_monotonic_time ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  GTK_WIDGET_GET_CLASS (map)->snapshot (map, snapshot);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (renderer, node, NULL);
  return g_get_monotonic_time () - start;
}

static void
run (GtkWidget *window, GtkWidget *map, const WfFramework *framework)
{
  g_autoptr (GArray) people = make_people (framework);
  g_autoptr (WfFormat) format = wf_format_new ("en", NULL, "UTC");
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  gint64 count[TIMES], set[TIMES], frame[TIMES];

  for (guint i = 0; i < TIMES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (WfTeamPicture) picture = wf_team_picture_new (framework, people);
      count[i] = g_get_monotonic_time () - start;
      start = g_get_monotonic_time ();
      wf_heat_map_set (WF_HEAT_MAP (map), picture, format, "The team");
      set[i] = g_get_monotonic_time () - start;
      while (g_main_context_iteration (NULL, FALSE))
        ;
      frame[i] = draw (map, renderer);
    }
  printf ("a team of %d, 22 competences, %d × %d pixels, one frame is 16.67 ms\n", PEOPLE,
          gtk_widget_get_width (map), gtk_widget_get_height (map));
  print_times ("count", count);
  print_times ("texts", set);
  print_times ("draw", frame);
}

int
main (int argc, char **argv)
{
  g_autofree char *data = g_build_filename (argc > 1 ? argv[1] : "build", "data", NULL);
  g_autoptr (WfPackLibrary) library = wf_pack_library_load ((const char *const[]){ data, NULL });
  const WfFramework *framework = wf_pack_library_get_framework (library, "digcompedu");

  adw_init ();
  if (framework == NULL)
    g_error ("bench: no packs in %s", data);

  GtkWidget *window = gtk_window_new ();
  GtkWidget *map = wf_heat_map_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), map);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 720, 900);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < 1000 || gtk_widget_get_width (map) == 0; i++)
    g_main_context_iteration (NULL, FALSE);
  run (window, map, framework);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
