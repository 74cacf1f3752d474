/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text view that knows its height for a width, by laying its words out once more.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-growing-text.h"

#define CURSOR 2 /* pixels GTK may keep free at the end of a line */

struct _WfGrowingText {
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (WfGrowingText, wf_growing_text, GTK_TYPE_TEXT_VIEW)

static GtkSizeRequestMode
wf_growing_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wf_growing_text_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = 0;
      return;
    }
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (for_size > CURSOR)
    pango_layout_set_width (layout, (for_size - CURSOR) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  *minimum = *natural = height;
}

static void
wf_growing_text_class_init (WfGrowingTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = wf_growing_text_get_request_mode;
  widget_class->measure = wf_growing_text_measure;
}

static void
wf_growing_text_init (WfGrowingText *self)
{
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
}

GtkWidget *
wf_growing_text_new (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  GtkWidget *self = g_object_new (WF_TYPE_GROWING_TEXT, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_text_buffer_set_text (buffer, text, -1);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (gtk_widget_queue_resize), self,
                           G_CONNECT_SWAPPED);
  return self;
}
