/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A deck as a whole. The desk owns the draft; this page holds places in it no longer than the desk
 * does, and is filled anew when the desk has another.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-deck-page.h"

#include <glib/gi18n.h>

#include "wf-deck-intake.h"
#include "wf-deck-words.h"
#include "wf-question.h"
#include "wf-slide-page.h"
#include "wf-text-pair.h"

struct _WfDeckPage {
  WfPane parent_instance;

  AdwPreferencesGroup *head_group;
  AdwComboRow *audience_row;
  GtkSpinButton *minute_spin;
  AdwPreferencesGroup *slide_group;
  GtkMenuButton *add_button;
  AdwPreferencesGroup *gap_group;
  AdwComboRow *first_row;
  AdwComboRow *second_row;
  AdwEntryRow *source_row;
  AdwEntryRow *licence_row;
  AdwPreferencesGroup *credit_group;

  WfDeckDesk *desk;
  GPtrArray *langs;   /* (element-type utf8): tags, owned by the packs */
  GPtrArray *texts;   /* (element-type GtkWidget), borrowed from head_group and credit_group */
  GPtrArray *slides;  /* (element-type GtkWidget), borrowed from slide_group */
  GPtrArray *gaps;    /* (element-type GtkWidget), borrowed from gap_group */
  GBytes *known_gaps; /* (nullable): what those rows say */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WfDeckPage, wf_deck_page, WF_TYPE_PANE)

static WfServices *
services_of (WfDeckPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static WfDeckDraft *
draft_of (WfDeckPage *self)
{
  return wf_deck_desk_get_draft (self->desk);
}

static void
clear_group (AdwPreferencesGroup *group, GPtrArray *widgets)
{
  for (guint i = 0; i < widgets->len; i++)
    adw_preferences_group_remove (group, widgets->pdata[i]);
  g_ptr_array_set_size (widgets, 0);
}

static void
open_slide (WfDeckPage *self, guint at)
{
  const WfDeckDraft *draft = draft_of (self);

  if (at < draft->slides->len)
    wf_pane_push (WF_PANE (self),
                  wf_slide_page_new (services_of (self), self->desk,
                                     ((const WfSlide *) draft->slides->pdata[at])->id));
}

/* "3. What have you seen on a phone?" */
static char *
dup_slide_title (WfDeckPage *self, guint at)
{
  const WfSlide *slide = draft_of (self)->slides->pdata[at];
  const char *lang = wf_deck_desk_get_language (self->desk, 0);
  const WfText *text = slide->title != NULL ? slide->title : slide->text;
  const char *words = wf_text_get (text, lang, NULL);
  g_autofree char *number = wf_format_integer (services_of (self)->format, at + 1);

  /* Translators: the number of a slide and its title */
  return g_strdup_printf (_ ("%s. %s"), number, words != NULL ? words : _ ("No title yet"));
}

static void
add_button (GtkWidget *row, const char *icon, const char *name, const char *action, guint at)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_name (button, action);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", at);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_slide_row (WfDeckPage *self, guint at)
{
  const WfSlide *slide = draft_of (self)->slides->pdata[at];
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = dup_slide_title (self, at);
  g_autofree char *safe = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), wf_deck_words_kind (slide->kind));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  add_button (row, "go-up-symbolic", _ ("Move Up"), "deck.move-up", at);
  add_button (row, "go-down-symbolic", _ ("Move Down"), "deck.move-down", at);
  add_button (row, "list-remove-symbolic", _ ("Take the Slide Out"), "deck.remove-slide", at);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "deck.edit-slide");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", at);
  adw_preferences_group_add (self->slide_group, row);
  g_ptr_array_add (self->slides, row);
}

static void
show_slides (WfDeckPage *self)
{
  clear_group (self->slide_group, self->slides);
  for (guint i = 0; i < draft_of (self)->slides->len; i++)
    add_slide_row (self, i);
}

static GtkWidget *
find_named (GtkWidget *root, const char *name)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_widget_get_name (root), name) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, name);
  return found;
}

/* The rows were made anew: the focus goes on where it was. */
static void
focus_slide (WfDeckPage *self, guint at, const char *action)
{
  GtkWidget *row, *button;

  if (self->slides->len == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
      return;
    }
  row = self->slides->pdata[MIN (at, self->slides->len - 1)];
  button = action != NULL ? find_named (row, action) : NULL;
  gtk_widget_grab_focus (button != NULL ? button : row);
}

static void
add_gap_row (WfDeckPage *self, const WfDeckGap *gap)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *slide = gap->slide >= 0 ? dup_slide_title (self, (guint) gap->slide) : NULL;
  g_autofree char *safe = g_markup_escape_text (slide != NULL ? slide : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), wf_deck_words_gap (gap->kind));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (slide != NULL)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "deck.edit-slide");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", (guint) gap->slide);
    }
  adw_preferences_group_add (self->gap_group, row);
  g_ptr_array_add (self->gaps, row);
}

static void
show_gaps (WfDeckPage *self)
{
  const GArray *gaps = wf_deck_desk_get_gaps (self->desk);
  g_autoptr (GBytes) now = g_bytes_new (gaps->data, gaps->len * sizeof (WfDeckGap));

  if (self->known_gaps != NULL && g_bytes_equal (now, self->known_gaps))
    return;
  g_clear_pointer (&self->known_gaps, g_bytes_unref);
  self->known_gaps = g_steal_pointer (&now);
  clear_group (self->gap_group, self->gaps);
  for (guint i = 0; i < gaps->len; i++)
    add_gap_row (self, &g_array_index (gaps, WfDeckGap, i));
  gtk_widget_set_visible (GTK_WIDGET (self->gap_group), gaps->len > 0);
}

static void
add_text (WfDeckPage *self, AdwPreferencesGroup *group, const char *title, WfText **place)
{
  GtkWidget *pair = wf_text_pair_new (self->desk, title, place);

  adw_preferences_group_add (group, pair);
  g_ptr_array_add (self->texts, pair);
}

static void
show_texts (WfDeckPage *self)
{
  WfDeckDraft *draft = draft_of (self);

  for (guint i = 0; i < self->texts->len; i++)
    adw_preferences_group_remove (i < 2 ? self->head_group : self->credit_group,
                                  self->texts->pdata[i]);
  g_ptr_array_set_size (self->texts, 0);
  add_text (self, self->head_group, _ ("Name of the deck"), &draft->title);
  add_text (self, self->head_group, _ ("What it is good for"), &draft->purpose);
  add_text (self, self->credit_group, _ ("Whose ideas these are"), &draft->credit);
}

static void
choose_language (WfDeckPage *self, AdwComboRow *row, const char *lang, guint offset)
{
  guint at = 0;

  for (guint i = 0; lang != NULL && i < self->langs->len; i++)
    {
      if (g_strcmp0 (self->langs->pdata[i], lang) == 0)
        at = i + offset;
    }
  adw_combo_row_set_selected (row, at);
}

/* Everything, from the draft. */
static void
fill (WfDeckPage *self)
{
  const WfDeckDraft *draft = draft_of (self);

  self->is_filling = TRUE;
  show_texts (self);
  adw_combo_row_set_selected (self->audience_row, draft->audience == WF_DECK_STAFF ? 0 : 1);
  gtk_spin_button_set_value (self->minute_spin, draft->minutes);
  gtk_editable_set_text (GTK_EDITABLE (self->source_row), draft->source);
  gtk_editable_set_text (GTK_EDITABLE (self->licence_row), draft->licence);
  choose_language (self, self->first_row, wf_deck_desk_get_language (self->desk, 0), 0);
  choose_language (self, self->second_row, wf_deck_desk_get_language (self->desk, 1), 1);
  show_slides (self);
  g_clear_pointer (&self->known_gaps, g_bytes_unref);
  show_gaps (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "deck.undo",
                                 wf_deck_desk_can_undo (self->desk));
  self->is_filling = FALSE;
}

static void
on_desk_changed (WfDeckPage *self)
{
  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  show_gaps (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "deck.undo",
                                 wf_deck_desk_can_undo (self->desk));
}

static void
on_desk_restored (WfDeckPage *self)
{
  if (!wf_pane_is_gone (WF_PANE (self)))
    fill (self);
}

static void
set_string (char **place, const char *text)
{
  g_free (*place);
  *place = g_strstrip (g_strdup (text));
}

static void
on_source_changed (WfDeckPage *self)
{
  WfDeckDraft *draft = draft_of (self);

  if (self->is_filling)
    return;
  wf_deck_desk_begin (self->desk, "origin");
  set_string (&draft->source, gtk_editable_get_text (GTK_EDITABLE (self->source_row)));
  set_string (&draft->licence, gtk_editable_get_text (GTK_EDITABLE (self->licence_row)));
  wf_deck_desk_end (self->desk);
}

static void
on_fact_changed (WfDeckPage *self)
{
  WfDeckDraft *draft = draft_of (self);

  if (self->is_filling)
    return;
  wf_deck_desk_begin (self->desk, "facts");
  draft->audience =
      adw_combo_row_get_selected (self->audience_row) == 0 ? WF_DECK_STAFF : WF_DECK_NEWCOMERS;
  draft->minutes = (guint) gtk_spin_button_get_value_as_int (self->minute_spin);
  wf_deck_desk_end (self->desk);
}

static gboolean
apply_languages (gpointer user_data)
{
  WfDeckPage *self = user_data;
  guint first = adw_combo_row_get_selected (self->first_row);
  guint second = adw_combo_row_get_selected (self->second_row);

  if (!wf_pane_is_gone (WF_PANE (self)) && first < self->langs->len && second <= self->langs->len)
    wf_deck_desk_set_languages (self->desk, self->langs->pdata[first],
                                second > 0 ? self->langs->pdata[second - 1] : NULL);
  return G_SOURCE_REMOVE;
}

/* Not from within the row's own signal: everything is filled anew. */
static void
on_language_chosen (WfDeckPage *self)
{
  if (!self->is_filling)
    g_idle_add_full (G_PRIORITY_DEFAULT, apply_languages, g_object_ref (self), g_object_unref);
}

static void
on_slide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfDeckPage *self = WF_DECK_PAGE (widget);
  WfDeckDraft *draft = draft_of (self);
  guint at = g_variant_get_uint32 (parameter);
  guint to = g_str_equal (name, "deck.move-up") ? at - 1 : at + 1;

  if (at >= draft->slides->len)
    return;
  if (g_str_equal (name, "deck.edit-slide"))
    {
      open_slide (self, at);
      return;
    }
  if (g_str_equal (name, "deck.remove-slide"))
    {
      wf_deck_desk_begin (self->desk, NULL);
      wf_deck_draft_remove (draft, at);
      to = at;
      wf_pane_tell (WF_PANE (self), _ ("The slide is out. Undo brings it back."));
    }
  else if (to < draft->slides->len)
    {
      wf_deck_desk_begin (self->desk, NULL);
      wf_deck_draft_move (draft, at, to);
    }
  else
    return;
  show_slides (self);
  wf_deck_desk_end (self->desk);
  focus_slide (self, to, name);
}

static void
on_add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfDeckPage *self = WF_DECK_PAGE (widget);
  WfDeckDraft *draft = draft_of (self);
  guint kind = g_variant_get_uint32 (parameter);

  if (kind > WF_SLIDE_CLOSING || draft->slides->len == WF_DECK_MAX_SLIDES)
    return;
  wf_deck_desk_begin (self->desk, NULL);
  wf_deck_draft_fill (draft, wf_deck_draft_add (draft, kind, draft->slides->len),
                      services_of (self)->packs);
  show_slides (self);
  wf_deck_desk_end (self->desk);
  open_slide (self, draft->slides->len - 1);
}

static void
on_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_deck_desk_undo (WF_DECK_PAGE (widget)->desk);
}

static void
on_published (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfDeckPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfDeckIntake) intake =
      wf_deck_desk_publish_finish (WF_DECK_DESK (source), result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (intake == NULL)
    wf_pane_show_problem (WF_PANE (self), error);
  else if (intake->problems->len > 0)
    wf_deck_show_problems (WF_PANE (self), intake->problems);
  else
    {
      wf_pane_tell (WF_PANE (self), _ ("The deck is ready to run."));
      wf_pane_back (WF_PANE (self));
    }
}

static void
on_publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfDeckPage *self = WF_DECK_PAGE (widget);

  if (self->gaps->len > 0)
    {
      wf_pane_tell (WF_PANE (self), _ ("Something is still to do. It stands below the slides."));
      gtk_widget_grab_focus (self->gaps->pdata[0]);
      return;
    }
  wf_pane_clear_problem (WF_PANE (self));
  gtk_widget_set_sensitive (widget, FALSE);
  wf_deck_desk_publish_async (self->desk, on_published, g_object_ref (self));
}

static void
on_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_deck_export (WF_PANE (widget), draft_of (WF_DECK_PAGE (widget)));
}

static void
on_discard_response (AdwMessageDialog *dialog, const char *response, WfDeckPage *self)
{
  if (!g_str_equal (response, "discard"))
    return;
  wf_deck_desk_discard (self->desk);
  wf_pane_tell (WF_PANE (self), _ ("The draft is gone."));
  wf_pane_back (WF_PANE (self));
}

static void
on_discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkWidget *dialog =
      adw_message_dialog_new (window, _ ("Throw this draft away?"),
                              _ ("What was written here goes for good. A deck that is ready to run "
                                 "already stays as it is."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                    _ ("_Throw Away"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  wf_question_settle_on (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_response), widget, 0);
  g_signal_connect_object (widget, "destroy", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
fill_add_menu (WfDeckPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (WfSlideKind kind = WF_SLIDE_TITLE; kind <= WF_SLIDE_CLOSING; kind++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (wf_deck_words_kind (kind), NULL);

      g_menu_item_set_action_and_target (item, "deck.add-slide", "u", (guint) kind);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->add_button, G_MENU_MODEL (menu));
}

static void
fill_languages (WfDeckPage *self)
{
  WfServices *services = services_of (self);
  const WfLanguages *languages = wf_pack_library_get_languages (services->packs);
  g_autoptr (GtkStringList) firsts = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) seconds = gtk_string_list_new (NULL);

  gtk_string_list_append (seconds, _ ("None"));
  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    {
      const char *tag = wf_languages_get (languages, i)->tag;
      g_autofree char *name = wf_format_language_name (services->format, tag);

      g_ptr_array_add (self->langs, (gpointer) tag);
      gtk_string_list_append (firsts, name);
      gtk_string_list_append (seconds, name);
    }
  adw_combo_row_set_model (self->first_row, G_LIST_MODEL (firsts));
  adw_combo_row_set_model (self->second_row, G_LIST_MODEL (seconds));
}

static void
wf_deck_page_shown (WfPane *pane)
{
  WfDeckPage *self = WF_DECK_PAGE (pane);

  if (self->desk != NULL)
    show_slides (self);
}

static void
wf_deck_page_dispose (GObject *object)
{
  WfDeckPage *self = WF_DECK_PAGE (object);

  G_OBJECT_CLASS (wf_deck_page_parent_class)->dispose (object);
  g_clear_object (&self->desk);
}

static void
wf_deck_page_finalize (GObject *object)
{
  WfDeckPage *self = WF_DECK_PAGE (object);

  g_ptr_array_unref (self->langs);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->slides);
  g_ptr_array_unref (self->gaps);
  g_clear_pointer (&self->known_gaps, g_bytes_unref);
  G_OBJECT_CLASS (wf_deck_page_parent_class)->finalize (object);
}

static void
wf_deck_page_class_init (WfDeckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_deck_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_deck_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_deck_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/workshop/wf-deck-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, head_group);
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, audience_row);
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, minute_spin);
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, slide_group);
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, gap_group);
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, first_row);
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, second_row);
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, source_row);
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, licence_row);
  gtk_widget_class_bind_template_child (widget_class, WfDeckPage, credit_group);
  gtk_widget_class_install_action (widget_class, "deck.undo", NULL, on_undo_action);
  gtk_widget_class_install_action (widget_class, "deck.publish", NULL, on_publish_action);
  gtk_widget_class_install_action (widget_class, "deck.export", NULL, on_export_action);
  gtk_widget_class_install_action (widget_class, "deck.discard", NULL, on_discard_action);
  gtk_widget_class_install_action (widget_class, "deck.add-slide", "u", on_add_action);
  gtk_widget_class_install_action (widget_class, "deck.edit-slide", "u", on_slide_action);
  gtk_widget_class_install_action (widget_class, "deck.move-up", "u", on_slide_action);
  gtk_widget_class_install_action (widget_class, "deck.move-down", "u", on_slide_action);
  gtk_widget_class_install_action (widget_class, "deck.remove-slide", "u", on_slide_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "deck.undo",
                                       NULL);
}

static void
wf_deck_page_init (WfDeckPage *self)
{
  self->langs = g_ptr_array_new ();
  self->texts = g_ptr_array_new ();
  self->slides = g_ptr_array_new ();
  self->gaps = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_deck_page_new (WfServices *services, WfDeckDesk *desk)
{
  WfDeckPage *self;

  g_return_val_if_fail (WF_IS_DECK_DESK (desk), NULL);

  self = g_object_new (WF_TYPE_DECK_PAGE, "services", services, NULL);
  self->desk = g_object_ref (desk);
  self->is_filling = TRUE;
  fill_add_menu (self);
  fill_languages (self);
  fill (self);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "restored", G_CALLBACK (on_desk_restored), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->audience_row, "notify::selected", G_CALLBACK (on_fact_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->minute_spin, "value-changed", G_CALLBACK (on_fact_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source_row, "changed", G_CALLBACK (on_source_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->licence_row, "changed", G_CALLBACK (on_source_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->first_row, "notify::selected", G_CALLBACK (on_language_chosen),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->second_row, "notify::selected", G_CALLBACK (on_language_chosen),
                           self, G_CONNECT_SWAPPED);
  return WF_PANE (self);
}

WfDeckDesk *
wf_deck_page_get_desk (WfDeckPage *self)
{
  g_return_val_if_fail (WF_IS_DECK_PAGE (self), NULL);

  return self->desk;
}
