/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One change of GtkLabel, for the whole program. Asked how wide it must be for a height, GTK 4.8
 * searches for the narrowest width whose lines fit it, as if wider always meant lower. It does
 * not: a line with letters of two scripts is higher than its neighbours. The search then ends far
 * right of the width the height was measured for, and rows and stacks, which ask this when they
 * place things, gave the label more than the window has: text cut at both sides.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-label-width.h"

#include <gtk/gtk.h>

static void (*measure_label) (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline);

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL && gtk_label_get_wrap (GTK_LABEL (widget)))
    for_size = -1;
  measure_label (widget, orientation, for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
}

void
wf_label_width_install (void)
{
  GtkWidgetClass *klass;

  if (measure_label != NULL)
    return;

  klass = g_type_class_ref (GTK_TYPE_LABEL); /* kept: it is changed for good */
  measure_label = klass->measure;
  klass->measure = measure;
}
