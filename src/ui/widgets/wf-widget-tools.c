/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every widget of ours needs: text of one language inside a window of another, and
 * letting go of children.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-widget-tools.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "wf-text.h"
#include "wf-wrap-layout.h"

static void
set_direction (GtkWidget *widget, GtkTextDirection direction)
{
  gtk_widget_set_direction (widget, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_direction (child, direction);
}

void
wf_widget_set_language (GtkWidget *root, const char *lang)
{
  g_return_if_fail (GTK_IS_WIDGET (root));
  g_return_if_fail (lang != NULL);

  set_direction (root, wf_language_is_rtl (lang) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

void
wf_label_set_text_in (GtkLabel *label, const char *text, const char *lang, double scale)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  g_return_if_fail (GTK_IS_LABEL (label));
  g_return_if_fail (text != NULL);
  g_return_if_fail (lang != NULL);
  g_return_if_fail (scale > 0);

  pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string (lang)));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  /* The first Arabic face fontconfig finds is often the poorest. */
  if (wf_language_is_rtl (lang))
    pango_attr_list_insert (attributes, pango_attr_family_new ("Noto Sans Arabic, Noto Sans"));
  /* A style knows the size of the letters before they are scaled. */
  if (wf_language_is_rtl (lang) && scale == 1)
    gtk_widget_add_css_class (GTK_WIDGET (label), "arabic");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "arabic");
  gtk_label_set_attributes (label, attributes);
  gtk_label_set_text (label, text);
}

static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkPolicyType across, down;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &across, &down);
  return across != GTK_POLICY_NEVER && down == GTK_POLICY_NEVER;
}

/* One that wraps already was laid out by whoever made it. */
static void
wrap_label (GtkWidget *widget, GtkJustification justify, float xalign)
{
  if (!GTK_IS_LABEL (widget) || gtk_label_get_wrap (GTK_LABEL (widget)) ||
      gtk_label_get_ellipsize (GTK_LABEL (widget)) != PANGO_ELLIPSIZE_NONE)
    return;
  gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
  gtk_label_set_justify (GTK_LABEL (widget), justify);
  gtk_label_set_xalign (GTK_LABEL (widget), xalign);
}

static void wrap_labels (GtkWidget *widget, gboolean is_in_button);

/* What is folded away is no child of an expander yet. */
static void
wrap_expander (GtkExpander *expander)
{
  GtkWidget *folded = gtk_expander_get_child (expander);

  wrap_label (gtk_expander_get_label_widget (expander), GTK_JUSTIFY_LEFT, 0);
  if (folded != NULL && !gtk_widget_is_ancestor (folded, GTK_WIDGET (expander)))
    wrap_labels (folded, FALSE);
}

/* A group cuts its title at the button beside it: let the title break, and the button go below. */
static void
wrap_title (GtkWidget *widget)
{
  GtkWidget *header = gtk_widget_get_parent (gtk_widget_get_parent (widget));

  gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
  if (GTK_IS_BOX (header) && gtk_widget_has_css_class (header, "header"))
    gtk_widget_set_layout_manager (header, wf_wrap_layout_new ());
}

static gboolean
is_cut_title (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "heading") &&
         gtk_label_get_ellipsize (GTK_LABEL (widget)) == PANGO_ELLIPSIZE_END &&
         gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP) != NULL;
}

static void
wrap_labels (GtkWidget *widget, gboolean is_in_button)
{
  if (is_cut_title (widget))
    wrap_title (widget);
  if (is_in_button)
    wrap_label (widget, GTK_JUSTIFY_CENTER, 0.5);
  if (GTK_IS_CHECK_BUTTON (widget))
    wrap_label (gtk_widget_get_last_child (widget), GTK_JUSTIFY_LEFT, 0);
  if (GTK_IS_EXPANDER (widget))
    wrap_expander (GTK_EXPANDER (widget));
  if (GTK_IS_DROP_DOWN (widget))
    return; /* cuts its words by itself */
  if (scrolls_sideways (widget))
    return; /* there is always room, and no height for a second line */
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_layout_manager (widget) == NULL)
    gtk_widget_set_layout_manager (widget, wf_wrap_layout_new ());
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wrap_labels (child, !GTK_IS_NATIVE (child) && (is_in_button || GTK_IS_BUTTON (widget)));
}

void
wf_widget_wrap_buttons (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  wrap_labels (root, FALSE);
}

void
wf_search_entry_make_private (GtkSearchEntry *entry)
{
  g_return_if_fail (GTK_IS_SEARCH_ENTRY (entry));

  gtk_text_set_input_hints (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (entry))),
                            GTK_INPUT_HINT_PRIVATE);
}

void
wf_passphrase_row_tend_button (GtkWidget *row)
{
  g_return_if_fail (GTK_IS_WIDGET (row));

  if (GTK_IS_BUTTON (row))
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Show what is typed"), -1);
      gtk_widget_set_focusable (row, FALSE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wf_passphrase_row_tend_button (child);
}

int
wf_widget_count_letters (GtkWidget *widget, int width)
{
  PangoFontMetrics *metrics;
  int letter;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 0);

  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  letter = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                pango_font_metrics_get_approximate_digit_width (metrics));
  pango_font_metrics_unref (metrics);
  return width * PANGO_SCALE / MAX (letter, 1);
}

void
wf_widget_set_busy (GtkWidget *widget, gboolean busy)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  root = gtk_widget_get_root (widget);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  if (busy && focus != NULL && gtk_widget_is_ancestor (focus, widget))
    gtk_root_set_focus (root, NULL);
  gtk_widget_set_sensitive (widget, !busy);
}

gboolean
wf_widget_focus_first (GtkWidget *root)
{
  g_return_val_if_fail (GTK_IS_WIDGET (root), FALSE);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean is_words = GTK_IS_LABEL (child) || GTK_IS_LIST_BOX (child) ||
                          (GTK_IS_LIST_BOX_ROW (child) &&
                           !gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (child)));

      if (!gtk_widget_get_visible (child) || !gtk_widget_get_sensitive (child))
        continue;
      if (!is_words && gtk_widget_get_focusable (child) && gtk_widget_grab_focus (child))
        return TRUE;
      if (wf_widget_focus_first (child))
        return TRUE;
    }
  return FALSE;
}

static gboolean
on_list_key_pressed (GtkEventControllerKey *controller,
                     guint keyval,
                     guint keycode,
                     GdkModifierType state,
                     GtkWidget *list)
{
  gboolean is_back =
      keyval == GDK_KEY_ISO_Left_Tab || (keyval == GDK_KEY_Tab && (state & GDK_SHIFT_MASK) != 0);
  gboolean has_left;

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab && !is_back) ||
      (state & GDK_CONTROL_MASK) != 0)
    return GDK_EVENT_PROPAGATE;

  /* The window looks on from here, and finds no row it could take. */
  gtk_widget_set_can_focus (list, FALSE);
  has_left = gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (list)),
                                     is_back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (list, TRUE);
  return has_left;
}

void
wf_list_make_one_stop (GtkWidget *list)
{
  GtkEventController *keys;

  g_return_if_fail (GTK_IS_WIDGET (list));

  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_list_key_pressed), list);
  gtk_widget_add_controller (list, keys);
}

void
wf_widget_dispose_children (GtkWidget *widget)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}
