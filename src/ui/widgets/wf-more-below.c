/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sign stands below what scrolls, never over it: nothing that has the focus is hidden by it.
 *
 * Invariant: whether the sign is needed is decided by what would be hidden if it were not there,
 * so that showing it cannot be the reason for showing it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-more-below.h"

#include "wf-widget-tools.h"

/* Hidden margins are no answers: pixels. */
#define NEARLY_ALL 12

struct _WfMoreBelow {
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller; /* (nullable) until set */
  GtkWidget *sign;
  GtkLabel *label;
  gboolean is_shown;
  gboolean is_allocating;
};

enum {
  PROP_0,
  PROP_SCROLLER,
};

G_DEFINE_FINAL_TYPE (WfMoreBelow, wf_more_below, GTK_TYPE_WIDGET)

static double
measure_hidden (WfMoreBelow *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) -
         gtk_adjustment_get_value (adjustment);
}

static void
on_sign_clicked (GtkButton *button, WfMoreBelow *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                            gtk_adjustment_get_page_size (adjustment) * .8);
}

static void
on_adjustment_moved (GtkAdjustment *adjustment, WfMoreBelow *self)
{
  if (!self->is_allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* --- Layout --- */

static void
wf_more_below_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  WfMoreBelow *self = WF_MORE_BELOW (widget);
  int sign_minimum = 0, sign_natural = 0;

  gtk_widget_measure (GTK_WIDGET (self->scroller), orientation, for_size, minimum, natural, NULL,
                      NULL);
  gtk_widget_measure (self->sign, orientation, for_size, &sign_minimum, &sign_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MAX (*minimum, sign_minimum);
  else
    *minimum += sign_minimum;
  *natural = MAX (*natural, *minimum);
}

static GtkSizeRequestMode
wf_more_below_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wf_more_below_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WfMoreBelow *self = WF_MORE_BELOW (widget);
  int sign_height;

  self->is_allocating = TRUE;
  gtk_widget_measure (self->sign, GTK_ORIENTATION_VERTICAL, width, &sign_height, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->scroller), width, height, -1, NULL);
  self->is_shown = measure_hidden (self) > NEARLY_ALL;
  if (self->is_shown)
    gtk_widget_allocate (GTK_WIDGET (self->scroller), width, height - sign_height, -1, NULL);
  gtk_widget_allocate (
      self->sign, width, sign_height, -1,
      gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) (height - sign_height))));
  gtk_widget_set_child_visible (self->sign, self->is_shown);
  self->is_allocating = FALSE;
}

/* --- The object --- */

static void
wf_more_below_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SCROLLER)
    wf_more_below_set_scroller (WF_MORE_BELOW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
wf_more_below_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_more_below_parent_class)->dispose (object);
}

static void
wf_more_below_class_init (WfMoreBelowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wf_more_below_dispose;
  object_class->set_property = wf_more_below_set_property;
  widget_class->get_request_mode = wf_more_below_get_request_mode;
  widget_class->measure = wf_more_below_measure;
  widget_class->size_allocate = wf_more_below_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "morebelow");
  g_object_class_install_property (object_class, PROP_SCROLLER,
                                   g_param_spec_object ("scroller", NULL, NULL,
                                                        GTK_TYPE_SCROLLED_WINDOW,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
wf_more_below_init (WfMoreBelow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  self->sign = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->sign), box);
  gtk_widget_set_focusable (self->sign, FALSE);
  gtk_widget_set_child_visible (self->sign, FALSE);
  gtk_widget_add_css_class (self->sign, "flat");
  gtk_widget_add_css_class (self->sign, "more-below");
  g_signal_connect (self->sign, "clicked", G_CALLBACK (on_sign_clicked), self);
  gtk_widget_set_parent (self->sign, GTK_WIDGET (self));
}

/* --- Public --- */

void
wf_more_below_set_scroller (WfMoreBelow *self, GtkScrolledWindow *scroller)
{
  GtkAdjustment *adjustment;

  g_return_if_fail (WF_IS_MORE_BELOW (self));
  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller) && self->scroller == NULL);

  self->scroller = scroller;
  adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_adjustment_moved), self, 0);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_adjustment_moved), self, 0);
  gtk_widget_insert_before (GTK_WIDGET (scroller), GTK_WIDGET (self), self->sign);
}

void
wf_more_below_set_words (WfMoreBelow *self, const char *text, const char *lang)
{
  g_return_if_fail (WF_IS_MORE_BELOW (self));
  g_return_if_fail (lang != NULL);

  wf_label_set_text_in (self->label, text != NULL ? text : "", lang, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
}

gboolean
wf_more_below_is_shown (WfMoreBelow *self)
{
  g_return_val_if_fail (WF_IS_MORE_BELOW (self), FALSE);

  return self->is_shown;
}
