/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Large words, one under the other, in the client's language.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-client-sheet.h"

#include <adwaita.h>

#include "wf-more-below.h"
#include "wf-widget-tools.h"

struct _WfClientSheet {
  GtkWidget parent_instance;

  WfMoreBelow *more_below;
  GtkWidget *scroller;
  GtkBox *box;
  char *lang;
  char *own_lang; /* (nullable): a script */
};

G_DEFINE_FINAL_TYPE (WfClientSheet, wf_client_sheet, GTK_TYPE_WIDGET)

static void
wf_client_sheet_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_client_sheet_parent_class)->dispose (object);
}

static void
wf_client_sheet_finalize (GObject *object)
{
  g_free (WF_CLIENT_SHEET (object)->lang);
  g_free (WF_CLIENT_SHEET (object)->own_lang);
  G_OBJECT_CLASS (wf_client_sheet_parent_class)->finalize (object);
}

static void
wf_client_sheet_class_init (WfClientSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_client_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_client_sheet_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "clientsheet");
}

static void
wf_client_sheet_init (WfClientSheet *self)
{
  GtkWidget *clamp = adw_clamp_new (), *scroller = gtk_scrolled_window_new ();

  self->scroller = scroller;
  self->more_below = g_object_new (WF_TYPE_MORE_BELOW, "scroller", scroller, NULL);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->lang = g_strdup ("en");
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 24);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 24);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_parent (GTK_WIDGET (self->more_below), GTK_WIDGET (self));
}

void
wf_client_sheet_clear (WfClientSheet *self, const WfClientTexts *texts, const char *lang)
{
  GtkWidget *child;
  const char *reader;

  g_return_if_fail (WF_IS_CLIENT_SHEET (self));
  g_return_if_fail (texts != NULL && lang != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_free (self->lang);
  self->lang = g_strdup (lang);
  reader = self->own_lang != NULL ? self->own_lang : lang;
  wf_more_below_set_words (self->more_below,
                           wf_client_texts_get (texts, "button.more", reader, NULL), reader);
}

static const char *const STYLES[] = { "sheet-title", "sheet-heading", "sheet-text", "sheet-quiet" };

static GtkWidget *
make_label (WfClientSheet *self, WfSheetStyle style, const char *text, const char *lang)
{
  gboolean is_heading = style == WF_SHEET_TITLE || style == WF_SHEET_HEADING;
  GtkWidget *label = is_heading ? g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                                GTK_ACCESSIBLE_ROLE_HEADING, NULL)
                                : gtk_label_new (NULL);

  wf_label_set_text_in (GTK_LABEL (label), text, lang != NULL ? lang : self->lang, 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, STYLES[style]);
  return label;
}

void
wf_client_sheet_add (WfClientSheet *self, WfSheetStyle style, const char *text, const char *lang)
{
  g_return_if_fail (WF_IS_CLIENT_SHEET (self));
  g_return_if_fail (text != NULL);

  gtk_box_append (self->box, make_label (self, style, text, lang));
}

void
wf_client_sheet_add_pack (WfClientSheet *self,
                          WfSheetStyle style,
                          const WfClientTexts *texts,
                          const char *id)
{
  const char *lang = NULL;
  const char *text;

  g_return_if_fail (WF_IS_CLIENT_SHEET (self));
  g_return_if_fail (texts != NULL && id != NULL);

  text = wf_client_texts_get (texts, id, self->lang, &lang);
  wf_client_sheet_add (self, style, text, lang);
  if (self->own_lang != NULL)
    wf_client_sheet_add_own (self, wf_client_texts_get (texts, id, self->own_lang, NULL));
}

void
wf_client_sheet_set_own (WfClientSheet *self, const char *lang)
{
  g_return_if_fail (WF_IS_CLIENT_SHEET (self));

  g_free (self->own_lang);
  self->own_lang = g_strdup (lang);
}

static void
add_small (WfClientSheet *self, const char *text, const char *style)
{
  GtkWidget *label = make_label (self, WF_SHEET_QUIET, text, self->own_lang);

  gtk_widget_remove_css_class (label, "sheet-quiet");
  gtk_widget_add_css_class (label, style);
  gtk_box_append (self->box, label);
}

/* In one language there is nothing to say twice. */
void
wf_client_sheet_add_own (WfClientSheet *self, const char *text)
{
  g_return_if_fail (WF_IS_CLIENT_SHEET (self));

  if (self->own_lang != NULL && text != NULL && !wf_language_matches (self->lang, self->own_lang))
    add_small (self, text, "script-own");
}

void
wf_client_sheet_add_cue (WfClientSheet *self, const char *text)
{
  g_return_if_fail (WF_IS_CLIENT_SHEET (self));
  g_return_if_fail (text != NULL);

  if (self->own_lang != NULL)
    add_small (self, text, "script-cue");
}

void
wf_client_sheet_add_point (WfClientSheet *self,
                           const char *icon_name,
                           const char *text,
                           const char *lang)
{
  GtkWidget *row, *icon, *label;

  g_return_if_fail (WF_IS_CLIENT_SHEET (self));
  g_return_if_fail (icon_name != NULL && text != NULL);

  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  icon = gtk_image_new_from_icon_name (icon_name);
  label = make_label (self, WF_SHEET_TEXT, text, lang);
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 24);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->box, row);
}

void
wf_client_sheet_add_widget (WfClientSheet *self, GtkWidget *widget)
{
  g_return_if_fail (WF_IS_CLIENT_SHEET (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_box_append (self->box, widget);
}

void
wf_client_sheet_done (WfClientSheet *self)
{
  g_return_if_fail (WF_IS_CLIENT_SHEET (self));

  wf_widget_set_language (GTK_WIDGET (self), self->lang);
}

gboolean
wf_client_sheet_focus (WfClientSheet *self, const char *label)
{
  g_return_val_if_fail (WF_IS_CLIENT_SHEET (self) && label != NULL, FALSE);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_focusable (self->scroller, TRUE);
  return gtk_widget_grab_focus (self->scroller);
}
