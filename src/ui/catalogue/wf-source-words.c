/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words about sources of the catalogue, and their colours.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-source-words.h"

#include <glib/gi18n.h>

#include "wf-error-text.h"
#include "wf-feed-error.h"

#define MARK_SIDE 14

static const struct {
  const char *colour;
  const char *words;
} COLOURS[WF_SOURCE_N_COLOURS] = {
  { "#1c71d8", N_ ("Blue") },   { "#2ec27e", N_ ("Green") }, { "#e5a50a", N_ ("Yellow") },
  { "#e66100", N_ ("Orange") }, { "#c01c28", N_ ("Red") },   { "#9141ac", N_ ("Purple") },
  { "#986a44", N_ ("Brown") },  { "#77767b", N_ ("Grey") },
};

char *
wf_source_dup_title (const WfLocalSource *source)
{
  if (*source->title != '\0')
    return g_strdup (source->title);
  if (g_str_equal (source->kind, WF_SOURCE_STARTER))
    return g_strdup (_ ("The list that comes with Wayfinder"));
  if (g_str_equal (source->kind, WF_SOURCE_OWN))
    return g_strdup (_ ("Your agency’s own entries"));
  return g_strdup (source->id);
}

gboolean
wf_source_is_feed (const WfLocalSource *source)
{
  return g_str_equal (source->kind, "feed");
}

gboolean
wf_source_waits_for_decision (const WfLocalSource *source)
{
  return g_str_equal (source->trouble, "mass-removal");
}

char *
wf_format_dup_moment (const WfFormat *format, gint64 time_us)
{
  g_autofree char *day = wf_format_date (format, time_us, WF_DATE_SHORT);
  g_autofree char *time = wf_format_time (format, time_us, WF_TIME_CLOCK);

  /* Translators: a day and a time of day */
  return g_strdup_printf (_ ("%s, %s"), day, time);
}

static void
add_line (GString *text, const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* Until when the publisher stands for it, or since when not. */
static void
add_expiry (GString *text, const WfSourceInfo *info, const WfFormat *format, gint64 now_us)
{
  g_autofree char *until = NULL, *since = NULL, *line = NULL;

  if (info->expires_us == 0)
    return;
  until = wf_format_date (format, info->expires_us, WF_DATE_SHORT);
  since = wf_format_date (format, info->published_us, WF_DATE_SHORT);
  if (info->expires_us > now_us)
    /* Translators: %s is a day: until then the publisher says the list is the newest there is */
    line = g_strdup_printf (_ ("Fresh until %s"), until);
  else
    /* Translators: %s is a day */
    line = g_strdup_printf (_ ("Not renewed by its publisher since %s: call before you send "
                               "somebody"),
                            since);
  add_line (text, line);
}

static void
add_success (GString *text, const WfLocalSource *source, const WfFormat *format)
{
  g_autofree char *when = NULL, *line = NULL;

  if (source->succeeded_us == 0)
    {
      if (wf_source_is_feed (source))
        add_line (text, _ ("Never updated"));
      return;
    }
  when = wf_format_dup_moment (format, source->succeeded_us);
  if (wf_source_is_feed (source))
    /* Translators: %s is a day and a time */
    line = g_strdup_printf (_ ("Last updated %s"), when);
  else
    /* Translators: %s is a day and a time */
    line = g_strdup_printf (_ ("Read from a file, %s"), when);
  add_line (text, line);
}

char *
wf_source_dup_state (const WfSourceInfo *info, const WfFormat *format, gint64 now_us)
{
  GString *text = g_string_new (NULL);
  g_autofree char *number = wf_format_integer (format, info->count);
  /* Translators: %s is a number of entries in the catalogue */
  g_autofree char *count =
      g_strdup_printf (ngettext ("%s entry", "%s entries", info->count), number);

  add_line (text, count);
  if (!info->source->is_on)
    add_line (text, _ ("Off: not shown and not updated"));
  add_success (text, info->source, format);
  add_expiry (text, info, format, now_us);
  if (info->licence != NULL && *info->licence != '\0')
    {
      /* Translators: %s is a licence, as CC-BY-4.0 */
      g_autofree char *licence = g_strdup_printf (_ ("Licence: %s"), info->licence);

      add_line (text, licence);
    }
  return g_string_free (text, FALSE);
}

char *
wf_source_dup_trouble (const WfLocalSource *source)
{
  g_autoptr (GError) error = NULL;
  WfErrorText words;

  if (*source->trouble == '\0')
    return NULL;
  error = wf_feed_error_new_from_code (source->trouble);
  words = wf_error_get_text (error);
  /* Translators: what happened, what to do, and a word that the publisher of a list can look up */
  return g_strdup_printf (_ ("%s %s (For its publisher: %s)"), words.happened, words.todo,
                          source->trouble);
}

char *
wf_source_dup_outcome (GPtrArray *reports, const WfFormat *format)
{
  guint added = 0, changed = 0, removed = 0, refused = 0;
  g_autofree char *new_ones = NULL, *changes = NULL, *gone = NULL;

  for (guint i = 0; i < reports->len; i++)
    {
      const WfSourceReport *report = reports->pdata[i];

      refused += report->error != NULL;
      if (report->error != NULL || !report->report.is_updated)
        continue;
      added += report->report.added;
      changed += report->report.changed;
      removed += report->report.removed;
    }
  if (refused > 0 && refused == reports->len)
    return g_strdup (_ ("Nothing could be updated. The catalogue is as it was."));
  if (added + changed + removed == 0)
    return g_strdup (_ ("There is nothing new."));
  new_ones = wf_format_integer (format, added);
  changes = wf_format_integer (format, changed);
  gone = wf_format_integer (format, removed);
  /* Translators: three numbers of entries of the catalogue */
  return g_strdup_printf (_ ("Updated. New: %s. Changed: %s. Gone: %s."), new_ones, changes, gone);
}

const char *
wf_source_get_colour (guint index)
{
  return COLOURS[index % WF_SOURCE_N_COLOURS].colour;
}

const char *
wf_source_get_colour_name (guint index)
{
  return _ (COLOURS[index % WF_SOURCE_N_COLOURS].words);
}

guint
wf_source_find_colour (const WfLocalSource *source)
{
  for (guint i = 0; i < WF_SOURCE_N_COLOURS; i++)
    {
      if (g_ascii_strcasecmp (COLOURS[i].colour, source->colour) == 0)
        return i;
    }
  if (g_str_equal (source->kind, WF_SOURCE_STARTER))
    return WF_SOURCE_N_COLOURS - 1;
  if (g_str_equal (source->kind, WF_SOURCE_OWN))
    return 0;
  return 1 + g_str_hash (source->id) % (WF_SOURCE_N_COLOURS - 2);
}

static void
draw_mark (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  const GdkRGBA *colour = user_data;

  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_fill (cr);
}

GtkWidget *
wf_source_mark_new (const WfLocalSource *source)
{
  GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GdkRGBA *colour = g_new0 (GdkRGBA, 1);

  gdk_rgba_parse (colour, wf_source_get_colour (wf_source_find_colour (source)));
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), MARK_SIDE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), MARK_SIDE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_mark, colour, g_free);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  return area;
}
