/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Our own drawings on paper. The SVG files are the one source: the window shows them as
 * symbolic icons, and the page strokes the same path, found as the d attribute of the
 * file's only path. Files come from the program's own resources: no disk, any thread.
 */
#define G_LOG_DOMAIN "wf-page"

#include "wf-pictogram.h"

#include "wf-page.h"
#include "wf-svg-path.h"

#include <gio/gio.h>

#include <string.h>

#define GRID   24.0 /* the drawings' own square */
#define STROKE 2.0

/* Made by the build from resources/icons/pictograms.gresource.xml. */
extern GResource *wf_pictograms_get_resource (void);

static const char *const NAMES[] = {
  "book",        "bus",         "choice",      "class",        "clock",
  "computer",    "ear",         "eye",         "form",         "hand",
  "letter",      "lock",        "map-pin",     "money",        "newcomer",
  "no-wifi",     "paper",       "paper-money", "parent-child", "person-helping",
  "phone",       "phone-money", "question",    "shared-phone", "speech",
  "stethoscope", "tool",        "warning",     "wifi",         "worker",
  NULL,
};

static char *
find_path (const char *svg)
{
  const char *start = strstr (svg, " d=\"");

  if (start == NULL)
    return NULL;
  start += strlen (" d=\"");

  const char *end = strchr (start, '"');

  return end == NULL ? NULL : g_strndup (start, (gsize) (end - start));
}

static char *
load_path (const char *name, GError **error)
{
  g_autofree char *file =
      g_strdup_printf (WF_PICTOGRAM_RESOURCE_PREFIX "/wf-%s-symbolic.svg", name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (wf_pictograms_get_resource (), file,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *svg =
      bytes == NULL ? NULL : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  char *path = svg == NULL ? NULL : find_path (svg);

  if (path == NULL)
    g_set_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_PICTOGRAM, "No drawing named “%s”", name);
  return path;
}

const char *const *
wf_pictogram_list (void)
{
  return NAMES;
}

gboolean
wf_pictogram_exists (const char *name)
{
  return name != NULL && g_strv_contains (NAMES, name);
}

gboolean
wf_pictogram_draw (cairo_t *cr, const char *name, double x, double y, double size, GError **error)
{
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (size > 0, FALSE);

  g_autofree char *path = load_path (name, error);

  if (path == NULL)
    return FALSE;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, size / GRID, size / GRID);
  cairo_set_line_width (cr, STROKE);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (cr);

  gboolean traced = wf_svg_path_trace (cr, path, error);

  if (traced)
    cairo_stroke (cr);
  cairo_new_path (cr);
  cairo_restore (cr);
  return traced;
}
