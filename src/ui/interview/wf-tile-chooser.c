/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers as toggle buttons in a flow box.
 *
 * Invariant: `buttons` and `ids` have the same length and order.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-tile-chooser.h"

#include "wf-pictogram-view.h"
#include "wf-widget-tools.h"

struct _WfTileChooser {
  GtkWidget parent_instance;

  GtkFlowBox *flow;
  GPtrArray *buttons; /* (element-type GtkToggleButton), borrowed */
  GPtrArray *ids;     /* (element-type utf8) */
  char *alone;
  gboolean multiple;
  gboolean is_quiet; /* choosing by program: emit nothing */
};

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum {
  PROP_0,
  PROP_TEXT,
};

/* Between two ids, in a text nobody types. */
#define ID_END "\x1e"

G_DEFINE_FINAL_TYPE (WfTileChooser, wf_tile_chooser, GTK_TYPE_WIDGET)

static void
update_accessible (GtkToggleButton *button)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_toggle_button_get_active (button)
                                   ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                   : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

static const char *
get_id (WfTileChooser *self, GtkToggleButton *button)
{
  guint index = 0;

  return g_ptr_array_find (self->buttons, button, &index) ? self->ids->pdata[index] : "";
}

/* One answer excludes all others, and any other excludes it. */
static void
exclude (WfTileChooser *self, GtkToggleButton *chosen)
{
  gboolean is_alone = g_str_equal (get_id (self, chosen), self->alone);
  gboolean was_quiet = self->is_quiet;

  self->is_quiet = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    {
      if (self->buttons->pdata[i] != chosen &&
          (is_alone || g_str_equal (self->ids->pdata[i], self->alone)))
        gtk_toggle_button_set_active (self->buttons->pdata[i], FALSE);
    }
  self->is_quiet = was_quiet;
}

static void
on_button_toggled (GtkToggleButton *button, WfTileChooser *self)
{
  gboolean active = gtk_toggle_button_get_active (button);

  update_accessible (button);
  if (self->multiple && active && self->alone != NULL)
    exclude (self, button);
  /* In a group the old choice lets go first: tell once, when the new one stands. */
  if (!self->is_quiet && (self->multiple || active))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
wf_tile_chooser_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_auto (GStrv) chosen = wf_tile_chooser_get_chosen (WF_TILE_CHOOSER (object));

  g_value_take_string (value, g_strjoinv (ID_END, chosen));
}

static void
wf_tile_chooser_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  const char *text = g_value_get_string (value);
  g_auto (GStrv) ids = g_strsplit (text != NULL ? text : "", ID_END, -1);

  wf_tile_chooser_set_chosen (WF_TILE_CHOOSER (object), (const char *const *) ids);
  g_signal_emit (object, signals[CHANGED], 0);
}

static void
wf_tile_chooser_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_tile_chooser_parent_class)->dispose (object);
}

static void
wf_tile_chooser_finalize (GObject *object)
{
  WfTileChooser *self = WF_TILE_CHOOSER (object);

  g_ptr_array_unref (self->buttons);
  g_ptr_array_unref (self->ids);
  g_free (self->alone);
  G_OBJECT_CLASS (wf_tile_chooser_parent_class)->finalize (object);
}

static void
wf_tile_chooser_class_init (WfTileChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wf_tile_chooser_get_property;
  object_class->set_property = wf_tile_chooser_set_property;
  object_class->dispose = wf_tile_chooser_dispose;
  object_class->finalize = wf_tile_chooser_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_object_class_install_property (
      object_class, PROP_TEXT,
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "tilechooser");
}

static void
wf_tile_chooser_init (WfTileChooser *self)
{
  self->buttons = g_ptr_array_new ();
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->flow = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->flow, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->flow, 6);
  gtk_flow_box_set_row_spacing (self->flow, 6);
  gtk_flow_box_set_column_spacing (self->flow, 6);
  gtk_widget_set_parent (GTK_WIDGET (self->flow), GTK_WIDGET (self));
}

GtkWidget *
wf_tile_chooser_new (const char *label)
{
  GtkWidget *self = g_object_new (WF_TYPE_TILE_CHOOSER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return self;
}

void
wf_tile_chooser_set_multiple (WfTileChooser *self, gboolean multiple)
{
  g_return_if_fail (WF_IS_TILE_CHOOSER (self));

  self->multiple = multiple;
}

void
wf_tile_chooser_clear (WfTileChooser *self)
{
  GtkWidget *child;

  g_return_if_fail (WF_IS_TILE_CHOOSER (self));

  g_ptr_array_set_size (self->buttons, 0);
  g_ptr_array_set_size (self->ids, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->flow))) != NULL)
    gtk_flow_box_remove (self->flow, child);
}

static GtkWidget *
make_content (const char *text, const char *lang, const char *pictogram)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (lang != NULL)
    wf_label_set_text_in (GTK_LABEL (label), text, lang, 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), pictogram != NULL ? 18 : 30);
  if (pictogram != NULL)
    {
      GtkWidget *picture = wf_pictogram_view_new (pictogram);

      gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), picture);
    }
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

void
wf_tile_chooser_add (
    WfTileChooser *self, const char *id, const char *label, const char *lang, const char *pictogram)
{
  GtkWidget *button;

  g_return_if_fail (WF_IS_TILE_CHOOSER (self));
  g_return_if_fail (id != NULL && label != NULL);

  button = g_object_new (
      GTK_TYPE_TOGGLE_BUTTON, "child", make_content (label, lang, pictogram), "accessible-role",
      self->multiple ? GTK_ACCESSIBLE_ROLE_CHECKBOX : GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  if (pictogram != NULL)
    gtk_flow_box_set_homogeneous (self->flow, TRUE);
  gtk_widget_add_css_class (button, pictogram != NULL ? "picture-tile" : "tile");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  if (!self->multiple && self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons->pdata[0]);
  update_accessible (GTK_TOGGLE_BUTTON (button));
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_button_toggled), self, 0);
  g_ptr_array_add (self->buttons, button);
  g_ptr_array_add (self->ids, g_strdup (id));
  gtk_flow_box_insert (self->flow, button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  if (lang != NULL)
    wf_widget_set_language (GTK_WIDGET (self), lang);
}

void
wf_tile_chooser_set_alone (WfTileChooser *self, const char *id)
{
  g_return_if_fail (WF_IS_TILE_CHOOSER (self));

  g_free (self->alone);
  self->alone = g_strdup (id);
}

GStrv
wf_tile_chooser_get_chosen (WfTileChooser *self)
{
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();

  g_return_val_if_fail (WF_IS_TILE_CHOOSER (self), NULL);

  for (guint i = 0; i < self->buttons->len; i++)
    {
      if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
        g_strv_builder_add (chosen, self->ids->pdata[i]);
    }
  return g_strv_builder_end (chosen);
}

const char *
wf_tile_chooser_get_one (WfTileChooser *self)
{
  g_return_val_if_fail (WF_IS_TILE_CHOOSER (self), NULL);

  for (guint i = 0; i < self->buttons->len; i++)
    {
      if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
        return self->ids->pdata[i];
    }
  return NULL;
}

void
wf_tile_chooser_set_chosen (WfTileChooser *self, const char *const *ids)
{
  g_return_if_fail (WF_IS_TILE_CHOOSER (self));

  self->is_quiet = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (self->buttons->pdata[i],
                                  ids != NULL && g_strv_contains (ids, self->ids->pdata[i]));
  self->is_quiet = FALSE;
}

void
wf_tile_chooser_set_one (WfTileChooser *self, const char *id)
{
  const char *ids[] = { id, NULL };

  wf_tile_chooser_set_chosen (self, ids);
}

gboolean
wf_tile_chooser_choose (WfTileChooser *self, const char *id)
{
  g_return_val_if_fail (WF_IS_TILE_CHOOSER (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkToggleButton *button = self->buttons->pdata[i];

      if (g_str_equal (self->ids->pdata[i], id))
        {
          gtk_toggle_button_set_active (button,
                                        !self->multiple || !gtk_toggle_button_get_active (button));
          return TRUE;
        }
    }
  return FALSE;
}
