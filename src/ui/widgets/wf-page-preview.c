/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sheet of paper on the screen.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-page-preview.h"

#define A4_WIDTH  595.28
#define A4_HEIGHT 841.89

/* A sheet is drawn no wider, however much room there is: GTK wants a widget that does not grow
 * without end. */
#define WIDEST 600

struct _WfPagePreview {
  GtkWidget parent_instance;

  double width;
  double height;
  WfPagePreviewDraw draw;
  gpointer user_data;
  GDestroyNotify destroy;
};

G_DEFINE_FINAL_TYPE (WfPagePreview, wf_page_preview, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
wf_page_preview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wf_page_preview_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  WfPagePreview *self = WF_PAGE_PREVIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = 480;
    }
  else
    {
      int width = for_size < 0 ? WIDEST : MIN (for_size, WIDEST);

      *minimum = *natural = (int) (width * self->height / self->width + .5);
    }
}

static void
wf_page_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WfPagePreview *self = WF_PAGE_PREVIEW (widget);
  double scale = MIN (gtk_widget_get_width (widget) / self->width,
                      gtk_widget_get_height (widget) / self->height);
  float width = (float) (self->width * scale), height = (float) (self->height * scale);
  float x = ((float) gtk_widget_get_width (widget) - width) / 2;
  GskRoundedRect sheet;
  cairo_t *cr;

  gsk_rounded_rect_init_from_rect (&sheet, &GRAPHENE_RECT_INIT (x, 0, width, height), 2);
  gtk_snapshot_append_outset_shadow (snapshot, &sheet, &(GdkRGBA){ 0, 0, 0, .35F }, 0, 1, 0, 4);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, &sheet.bounds);
  if (self->draw == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &sheet.bounds);
  cairo_translate (cr, x, 0);
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 0, 0, 0);
  self->draw (cr, self->user_data);
  cairo_destroy (cr);
}

static void
clear_draw (WfPagePreview *self)
{
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  self->draw = NULL;
  self->user_data = NULL;
  self->destroy = NULL;
}

static void
wf_page_preview_finalize (GObject *object)
{
  clear_draw (WF_PAGE_PREVIEW (object));
  G_OBJECT_CLASS (wf_page_preview_parent_class)->finalize (object);
}

static void
wf_page_preview_class_init (WfPagePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_page_preview_finalize;
  widget_class->get_request_mode = wf_page_preview_get_request_mode;
  widget_class->measure = wf_page_preview_measure;
  widget_class->snapshot = wf_page_preview_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
wf_page_preview_init (WfPagePreview *self)
{
  self->width = A4_WIDTH;
  self->height = A4_HEIGHT;
}

GtkWidget *
wf_page_preview_new (void)
{
  return g_object_new (WF_TYPE_PAGE_PREVIEW, NULL);
}

void
wf_page_preview_set (WfPagePreview *self,
                     double width,
                     double height,
                     WfPagePreviewDraw draw,
                     gpointer user_data,
                     GDestroyNotify destroy)
{
  g_return_if_fail (WF_IS_PAGE_PREVIEW (self));
  g_return_if_fail (width > 0 && height > 0);

  clear_draw (self);
  self->width = width;
  self->height = height;
  self->draw = draw;
  self->user_data = user_data;
  self->destroy = destroy;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
wf_page_preview_describe (WfPagePreview *self, const char *text)
{
  g_return_if_fail (WF_IS_PAGE_PREVIEW (self));
  g_return_if_fail (text != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}
