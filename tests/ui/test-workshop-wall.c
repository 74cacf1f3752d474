/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wall: what it shows of a projection, in two languages, hidden until revealed; and on which
 * display it stands.
 */
#include "wf-ui-test.h"

#include "wf-projector-draw.h"
#include "wf-projector-window.h"
#include "wf-workshop.h"

#include <string.h>

static WfScript *
make_script (const char *deck)
{
  g_autofree char *shared = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);
  g_autoptr (WfPackLibrary) library = wf_pack_library_load ((const char *const[]){ shared, NULL });

  return wf_script_new (wf_pack_library_get_deck (library, deck), library);
}

static void
act (WfWorkshop *workshop, const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfAction) action = wf_action_parse (line, &error);

  g_assert_no_error (error);
  action->at_us = g_get_real_time ();
  wf_workshop_check (workshop, action, &error);
  g_assert_no_error (error);
  wf_workshop_apply (workshop, action);
}

static WfProjection *
project (WfWorkshop *workshop)
{
  g_autoptr (WfWorkshopView) view = wf_workshop_dup_view (workshop);

  return wf_projection_new (wf_workshop_get_script (workshop), view);
}

static char *
words_of (WfProjection *projection, const char *lang)
{
  const WfProjectorLook look = { .first = lang, .grow = 1 };

  return wf_projector_dup_words (projection, &look);
}

/* The picture as bytes, so that two walls can be held against each other. */
static GBytes *
paint (WfProjection *projection, const char *second, const char *url)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 360);
  const WfProjectorLook look = {
    .first = "en", .second = second, .url = url, .code = "123456", .grow = 1
  };
  cairo_t *cr = cairo_create (surface);
  GBytes *bytes;

  wf_projector_draw (cr, projection, &look, 640, 360);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * 360);
  cairo_surface_destroy (surface);
  return bytes;
}

static void
test_hidden_until_revealed (void)
{
  g_autoptr (WfScript) script = make_script ("checking-assumptions");
  g_autoptr (WfWorkshop) workshop = wf_workshop_new (script);

  act (workshop, "go a-pulse");
  g_autoptr (WfProjection) empty = project (workshop);
  act (workshop, "count striving 7");
  act (workshop, "count thriving 2");
  g_autoptr (WfProjection) hidden = project (workshop);
  g_autofree char *before = words_of (hidden, "en");
  act (workshop, "reset");
  for (guint i = 0; i < 9; i++)
    act (workshop, "key surviving");
  g_autoptr (WfProjection) other = project (workshop);
  g_autoptr (GBytes) one = paint (hidden, NULL, NULL);
  g_autoptr (GBytes) two = paint (other, NULL, NULL);
  g_autoptr (GBytes) none = paint (empty, NULL, NULL);

  /* Nine answers look alike, however they fell. */
  g_assert_true (g_bytes_equal (one, two));
  g_assert_false (g_bytes_equal (one, none));
  g_assert_null (strstr (before, ": 7"));
  act (workshop, "undo");
  for (guint i = 0; i < 9; i++)
    act (workshop, "undo");
  act (workshop, "reveal");
  g_autoptr (WfProjection) shown = project (workshop);
  g_autofree char *after = words_of (shown, "en");
  g_assert_nonnull (strstr (after, ": 7"));
}

static void
test_black_and_phones (void)
{
  g_autoptr (WfScript) script = make_script ("checking-assumptions");
  g_autoptr (WfWorkshop) workshop = wf_workshop_new (script);

  act (workshop, "go a-pulse");
  g_autoptr (WfProjection) asking = project (workshop);
  g_autoptr (GBytes) alone = paint (asking, NULL, NULL);
  g_autoptr (GBytes) code = paint (asking, NULL, "http://192.168.1.5:8765/");
  g_assert_false (g_bytes_equal (alone, code));
  act (workshop, "go a-ours"); /* ideas come from phones too */
  g_autoptr (WfProjection) ideas = project (workshop);
  g_autoptr (GBytes) without = paint (ideas, NULL, NULL);
  g_autoptr (GBytes) with = paint (ideas, NULL, "http://192.168.1.5:8765/");
  g_assert_false (g_bytes_equal (without, with));
  act (workshop, "black");
  g_autoptr (WfProjection) black = project (workshop);
  g_autofree char *words = words_of (black, "en");
  g_autoptr (GBytes) dark = paint (black, "ar", "http://192.168.1.5:8765/");
  gsize size;
  const guint8 *pixels = g_bytes_get_data (dark, &size);
  g_assert_cmpstr (words, ==, "");
  for (gsize i = 0; i < size; i++)
    g_assert_cmpuint (i % 4 == 3 ? 0 : pixels[i], ==, 0);
}

/* Every slide of every deck, in one language and in two: whatever a deck holds can be drawn. */
static void
test_every_slide (void)
{
  static const char *const DECKS[] = { "checking-assumptions", "digital-safety-newcomers",
                                       "what-does-a-navigator-do" };
  static const char *const SECONDS[] = { NULL, "fr", "ar" };

  for (guint d = 0; d < G_N_ELEMENTS (DECKS); d++)
    {
      g_autoptr (WfScript) script = make_script (DECKS[d]);

      for (guint i = 0; i < wf_script_get_n_slides (script); i++)
        {
          g_autoptr (WfWorkshop) workshop = wf_workshop_new (script);
          g_autofree char *go = g_strdup_printf ("go %s", wf_script_get_slide (script, i)->id);

          if (i > 0)
            act (workshop, go);
          if (wf_script_is_question (script, i))
            act (workshop, "reveal");
          g_autoptr (WfProjection) projection = project (workshop);
          for (guint s = 0; s < G_N_ELEMENTS (SECONDS); s++)
            g_bytes_unref (paint (projection, SECONDS[s], NULL));
          g_autofree char *words = words_of (projection, "fr");
          g_assert_cmpstr (words, !=, "");
        }
    }
}

typedef struct {
  const char *name;
  const char *slide;
  const char *lines[12];
  const char *first;
  const char *second;
  gboolean has_phones;
} Picture;

static const Picture PICTURES[] = {
  { "wall-title", "a-title", { NULL }, "en", "ar", TRUE },
  { "wall-ways", "a-ways", { NULL }, "en", "ar", TRUE },
  { "wall-pulse", "a-pulse", { "count striving 3" }, "en", "ar", TRUE },
  { "wall-pulse-results",
    "a-pulse",
    { "count surviving 6", "count striving 11", "count thriving 4", "reveal" },
    "en",
    "fr",
    TRUE },
  { "wall-pulse-ar",
    "a-pulse",
    { "count surviving 6", "count striving 11", "count thriving 4", "reveal" },
    "ar",
    "en",
    TRUE },
  { "wall-map", "assume-s1", { NULL }, "en", "ar", TRUE },
  { "wall-map-evidence",
    "assume-s7",
    { "count x4y4 9", "count x5y5 3", "count x2y3 5", "count x1y1 1", "reveal", "reveal" },
    "en",
    "ar",
    TRUE },
  { "wall-self-check", "a-check", { NULL }, "en", NULL, FALSE },
  { "wall-timer", "a-timer", { NULL }, "fr", NULL, FALSE },
};

static void
test_pictures (void)
{
  g_autoptr (WfScript) script = make_script ("checking-assumptions");

  for (guint i = 0; i < G_N_ELEMENTS (PICTURES); i++)
    {
      const Picture *picture = &PICTURES[i];
      g_autoptr (WfWorkshop) workshop = wf_workshop_new (script);
      g_autofree char *go = g_strdup_printf ("go %s", picture->slide);
      GtkWidget *view = wf_projector_view_new (picture->first, picture->second);
      GtkWindow *window = wf_ui_test_show (view);

      gtk_window_set_default_size (window, 1280, 720);
      if (wf_script_get_slide (script, 0)->id != picture->slide && i > 0)
        act (workshop, go);
      for (guint l = 0; picture->lines[l] != NULL; l++)
        act (workshop, picture->lines[l]);
      g_autoptr (WfProjection) projection = project (workshop);
      if (picture->has_phones)
        wf_projector_view_set_phones (WF_PROJECTOR_VIEW (view), "http://192.168.1.5:8765/",
                                      "481920");
      wf_projector_view_set (WF_PROJECTOR_VIEW (view), projection);
      WAIT_FOR (gtk_widget_get_width (view) >= 1200);
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_ROLE_IMG);
      wf_ui_test_picture (window, picture->name);
      wf_ui_test_destroy (window, view);
    }
}

/* On one display there is no wall; it does not cover the presenter's screen. */
static void
test_displays (void)
{
  GtkWindow *presenter = wf_ui_test_show (gtk_label_new ("presenter"));
  WfProjectorWindow *wall = wf_projector_window_new ("en", NULL);
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (presenter)));
  gboolean has_second = g_list_model_get_n_items (monitors) > 1;

  wf_projector_window_follow (wall, presenter);
  g_assert_cmpint (wf_projector_window_is_on_wall (wall), ==, has_second);
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (wall)), ==, has_second);
  g_assert_nonnull (wf_projector_window_get_view (wall));
  if (has_second)
    WAIT_FOR (gtk_window_is_fullscreen (GTK_WINDOW (wall)));
  gtk_window_close (GTK_WINDOW (wall)); /* a key on the wall does not end it */
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (wall)), ==, has_second);
  wf_ui_test_destroy (GTK_WINDOW (wall), NULL);
  wf_ui_test_destroy (presenter, NULL);
}

int
main (int argc, char *argv[])
{
  wf_ui_test_init (&argc, &argv);
  g_test_add_func ("/workshop-wall/hidden-until-revealed", test_hidden_until_revealed);
  g_test_add_func ("/workshop-wall/black-and-phones", test_black_and_phones);
  g_test_add_func ("/workshop-wall/every-slide", test_every_slide);
  g_test_add_func ("/workshop-wall/pictures", test_pictures);
  g_test_add_func ("/workshop-wall/displays", test_displays);
  return g_test_run ();
}
