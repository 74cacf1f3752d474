/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-page.h"
#include "wf-pictogram.h"
#include "wf-qr.h"
#include "wf-svg-path.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

static cairo_t *
new_canvas (int side, cairo_surface_t **out_surface)
{
  *out_surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, side, side);

  cairo_t *cr = cairo_create (*out_surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  return cr;
}

static gboolean
is_dark (cairo_surface_t *surface, int x, int y)
{
  cairo_surface_flush (surface);

  const guint8 *row =
      cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return row[4 * x] < 128;
}

static guint
count_dark (cairo_surface_t *surface)
{
  guint dark = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        dark += is_dark (surface, x, y);
    }
  return dark;
}

/* What the path ends at and the box it fills, in the words of the specification. */
static void
test_path_traces (void)
{
  static const struct {
    const char *d;
    double x1, y1, x2, y2;
  } cases[] = {
    { "M1 2 L5 6", 1, 2, 5, 6 },
    { "M1,2L5,6", 1, 2, 5, 6 },
    { "M0 0 C0 4 4 4 4 0", 0, 0, 4, 3 },
    { "M0 5 A5 5 0 0 1 10 5", 0, 0, 10, 5 },  /* sweep: over the top (y grows down) */
    { "M0 5 A5 5 0 0 0 10 5", 0, 5, 10, 10 }, /* no sweep: under */
    { "M5 0 A5 5 0 1 1 0 5", 0, 0, 10, 10 },  /* large arc: three quarters */
    { "M5 0 A5 5 0 0 0 0 5", 0, 0, 5, 5 },    /* the small one */
    { "M0 0 A1 1 0 0 1 4 0", 0, -2, 4, 0 },   /* too small a radius grows to half the chord */
    { "M2 2 L4 2 L4 4 Z", 2, 2, 4, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface;
      cairo_t *cr = new_canvas (8, &surface);
      double x1, y1, x2, y2;

      g_assert_true (wf_svg_path_trace (cr, cases[i].d, &error));
      g_assert_no_error (error);
      cairo_set_tolerance (cr, 0.001);
      cairo_path_extents (cr, &x1, &y1, &x2, &y2);
      g_assert_cmpfloat_with_epsilon (x1, cases[i].x1, 0.02);
      g_assert_cmpfloat_with_epsilon (y1, cases[i].y1, 0.02);
      g_assert_cmpfloat_with_epsilon (x2, cases[i].x2, 0.02);
      g_assert_cmpfloat_with_epsilon (y2, cases[i].y2, 0.02);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static void
test_path_refuses (void)
{
  static const char *const cases[] = {
    "",
    "  ",
    "L1 1",
    "M1",
    "M1 x",
    "M1 2 l3 4",
    "M1 2 Q1 2 3 4",
    "M1 2 H5",
    "M0 0 A5 4 0 0 1 3 3",
    "M0 0 A5 5 0 0 1 0 0",
    "M0 0 A-5 -5 0 0 1 3 3",
    "M0 0 A5 5 0 0 1 3",
    "M0 0 C1 1 2 2 3",
    "M0 0 L1",
    "M0 0 Lnan 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface;
      cairo_t *cr = new_canvas (8, &surface);

      g_assert_false (wf_svg_path_trace (cr, cases[i], &error));
      g_assert_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_PICTOGRAM);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* Every drawing reads, stays inside its square, and leaves a reasonable amount of ink. */
static void
test_pictograms_draw (void)
{
  const char *const *names = wf_pictogram_list ();

  g_assert_cmpuint (g_strv_length ((GStrv) names), ==, 30);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface;
      cairo_t *cr = new_canvas (72, &surface);

      if (i > 0)
        g_assert_cmpstr (names[i - 1], <, names[i]);
      g_assert_true (wf_pictogram_exists (names[i]));
      g_assert_true (wf_pictogram_draw (cr, names[i], 12, 12, 48, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_dark (surface), >, 150);
      g_assert_cmpuint (count_dark (surface), <, 1300);
      for (int edge = 0; edge < 72; edge++)
        {
          g_assert_false (is_dark (surface, edge, 10) || is_dark (surface, edge, 61));
          g_assert_false (is_dark (surface, 10, edge) || is_dark (surface, 61, edge));
        }
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* The folder, the compiled-in set and the list are the same set. */
static void
test_pictograms_are_the_files (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("WF_SOURCE_ROOT"), "resources", "icons", "pictograms", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  guint files = 0;
  const char *file;

  g_assert_no_error (error);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_assert_true (g_str_has_prefix (file, "wf-") && g_str_has_suffix (file, "-symbolic.svg"));

      g_autofree char *name = g_strndup (file + 3, strlen (file) - 3 - strlen ("-symbolic.svg"));
      g_autofree char *resource = g_strconcat (WF_PICTOGRAM_RESOURCE_PREFIX "/", file, NULL);

      g_assert_true (wf_pictogram_exists (name));
      g_assert_true (g_resources_get_info (resource, 0, NULL, NULL, NULL));
      files++;
    }
  g_assert_cmpuint (files, ==, g_strv_length ((GStrv) wf_pictogram_list ()));
}

static void
test_pictogram_unknown (void)
{
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  cairo_t *cr = new_canvas (8, &surface);

  g_assert_false (wf_pictogram_exists ("flag"));
  g_assert_false (wf_pictogram_exists (NULL));
  g_assert_false (wf_pictogram_draw (cr, "flag", 0, 0, 8, &error));
  g_assert_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_PICTOGRAM);
  g_assert_cmpuint (count_dark (surface), ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The three finder squares of ISO/IEC 18004 stand in their corners, the quiet zone is white. */
static void
test_qr_draws (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfQr) qr = wf_qr_new ("https://library.example/cards", &error);
  cairo_surface_t *surface;

  g_assert_no_error (error);

  guint size = wf_qr_get_size (qr), side = size + 2 * WF_QR_QUIET_ZONE;
  cairo_t *cr = new_canvas ((int) (4 * side), &surface);

  wf_qr_draw (qr, cr, 0, 0, 4 * side);
  for (guint i = 0; i < 7; i++)
    {
      g_assert_true (wf_qr_is_dark (qr, i, 0) && wf_qr_is_dark (qr, size - 1 - i, 0));
      g_assert_true (wf_qr_is_dark (qr, 0, i) && wf_qr_is_dark (qr, 0, size - 1 - i));
      g_assert_false (wf_qr_is_dark (qr, 7, i));
    }
  for (guint y = 0; y < size; y++)
    {
      for (guint x = 0; x < size; x++)
        g_assert_true (is_dark (surface, (int) (4 * (x + WF_QR_QUIET_ZONE) + 2),
                                (int) (4 * (y + WF_QR_QUIET_ZONE) + 2)) ==
                       wf_qr_is_dark (qr, x, y));
    }
  for (guint i = 0; i < 4 * side; i++)
    g_assert_false (is_dark (surface, (int) i, 4 * WF_QR_QUIET_ZONE - 1));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_qr_refuses (void)
{
  g_autofree char *long_text = g_strnfill (3000, 'x');
  const char *cases[] = { "", long_text };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (wf_qr_new (cases[i], &error));
      g_assert_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_CODE);
    }
  wf_qr_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawings/path-traces", test_path_traces);
  g_test_add_func ("/drawings/path-refuses", test_path_refuses);
  g_test_add_func ("/drawings/pictograms-draw", test_pictograms_draw);
  g_test_add_func ("/drawings/pictograms-are-the-files", test_pictograms_are_the_files);
  g_test_add_func ("/drawings/pictogram-unknown", test_pictogram_unknown);
  g_test_add_func ("/drawings/qr-draws", test_qr_draws);
  g_test_add_func ("/drawings/qr-refuses", test_qr_refuses);
  return g_test_run ();
}
