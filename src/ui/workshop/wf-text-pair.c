/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text in two languages. Each side shows its own language and no other, so that an empty one says
 * that nobody has translated it yet.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-text-pair.h"

#include "wf-growing-text.h"
#include "wf-wrap-layout.h"

#define SIDES      2
#define SIDE_WIDTH 230

struct _WfTextPair {
  GtkBox parent_instance;

  WfDeckDesk *desk;
  WfText **place;
  char *title;
  GtkTextView *views[SIDES];
};

G_DEFINE_FINAL_TYPE (WfTextPair, wf_text_pair, GTK_TYPE_BOX)

static const char *
get_exactly (const WfText *text, const char *lang)
{
  const char *found = NULL;
  const char *words = wf_text_get (text, lang, &found);

  return words != NULL && g_strcmp0 (found, lang) == 0 ? words : "";
}

static void
on_buffer_changed (GtkTextBuffer *buffer, WfTextPair *self)
{
  guint side = gtk_text_view_get_buffer (self->views[0]) == buffer ? 0 : 1;
  const char *lang = wf_deck_desk_get_language (self->desk, side);
  g_autofree char *what = g_strdup_printf ("%p-%s", (void *) self, lang);
  g_autofree char *words = NULL;

  g_object_get (buffer, "text", &words, NULL);
  wf_deck_desk_begin (self->desk, what);
  wf_deck_draft_set_text (self->place, lang, words);
  wf_deck_desk_end (self->desk);
}

/* A text is one paragraph: Enter goes on to the next place. */
static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        gpointer user_data)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkRoot *root = gtk_widget_get_root (view);

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static GtkTextView *
make_view (WfTextPair *self, const char *lang, const char *label)
{
  GtkWidget *view = wf_growing_text_new (get_exactly (*self->place, lang));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_text_buffer_set_enable_undo (buffer, FALSE); /* the desk undoes */
  gtk_widget_add_css_class (view, "deck-text");
  gtk_widget_set_direction (view, wf_language_is_rtl (lang) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), NULL);
  gtk_widget_add_controller (view, keys);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_buffer_changed), self, 0);
  return GTK_TEXT_VIEW (view);
}

static GtkWidget *
make_side (WfTextPair *self, guint side)
{
  WfServices *services = wf_deck_desk_get_services (self->desk);
  const char *lang = wf_deck_desk_get_language (self->desk, side);
  g_autofree char *name = wf_format_language_name (services->format, lang);
  g_autofree char *label = g_strdup_printf ("%s, %s", self->title, name);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *caption = gtk_label_new (name);

  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  self->views[side] = make_view (self, lang, label);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->views[side]));
  gtk_widget_set_size_request (box, SIDE_WIDTH, -1);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static void
wf_text_pair_finalize (GObject *object)
{
  WfTextPair *self = WF_TEXT_PAIR (object);

  g_clear_object (&self->desk);
  g_free (self->title);
  G_OBJECT_CLASS (wf_text_pair_parent_class)->finalize (object);
}

static void
wf_text_pair_class_init (WfTextPairClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_text_pair_finalize;
}

static void
wf_text_pair_init (WfTextPair *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
}

GtkWidget *
wf_text_pair_new (WfDeckDesk *desk, const char *title, WfText **place)
{
  g_return_val_if_fail (WF_IS_DECK_DESK (desk) && title != NULL && place != NULL, NULL);

  WfTextPair *self = g_object_new (WF_TYPE_TEXT_PAIR, NULL);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->desk = g_object_ref (desk);
  self->place = place;
  self->title = g_strdup (title);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_layout_manager (row, wf_wrap_layout_new ());
  for (guint side = 0; side < SIDES; side++)
    {
      if (wf_deck_desk_get_language (desk, side) != NULL)
        gtk_box_append (GTK_BOX (row), make_side (self, side));
    }
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), row);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), 9);
  return GTK_WIDGET (self);
}

GtkTextView *
wf_text_pair_get_view (WfTextPair *self, guint at)
{
  g_return_val_if_fail (WF_IS_TEXT_PAIR (self) && at < SIDES, NULL);

  return self->views[at];
}
