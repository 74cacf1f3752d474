/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One slide. What stands below the wall is made anew when the slide's parts change, not when its
 * words do.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-slide-page.h"

#include <glib/gi18n.h>

#include "wf-deck-words.h"
#include "wf-picture-row.h"
#include "wf-projector-view.h"
#include "wf-text-pair.h"

#define PICTURES  3
#define NO_OPTION G_MAXUINT

struct _WfSlidePage {
  WfPane parent_instance;

  GtkBox *body_box;
  AdwClamp *wall_bin;
  GtkLabel *gap_label;

  WfDeckDesk *desk;
  char *id;
  WfProjectorView *wall;
  GPtrArray *parts;        /* (element-type GtkWidget), borrowed from body_box */
  GPtrArray *picture_rows; /* (element-type AdwComboRow), borrowed */
  GPtrArray *competences;  /* (element-type GtkCheckButton), borrowed */
  AdwComboRow *list_row;   /* (nullable), borrowed, as the next two */
  AdwComboRow *map_row;
  AdwComboRow *good_row;
};

G_DEFINE_FINAL_TYPE (WfSlidePage, wf_slide_page, WF_TYPE_PANE)

static WfServices *
services_of (WfSlidePage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static WfSlide *
slide_of (WfSlidePage *self, guint *out_at)
{
  return wf_deck_desk_find (self->desk, self->id, out_at);
}

static const char *
say (WfSlidePage *self, const WfText *text)
{
  const char *words = wf_text_get (text, services_of (self)->lang, NULL);

  return words != NULL ? words : "";
}

/* As it comes on the wall, before anybody has answered. */
static void
show_wall (WfSlidePage *self)
{
  guint at;
  WfSlide *slide = slide_of (self, &at);
  WfDeckDraft *draft = wf_deck_desk_get_draft (self->desk);

  if (slide == NULL)
    return;

  g_autoptr (WfDeck) look = wf_deck_draft_preview (draft, at);
  g_autoptr (WfScript) script = wf_script_new (look, services_of (self)->packs);
  WfTally *tally = wf_tally_new (script, 0);
  g_autoptr (WfWorkshopView) view = wf_workshop_view_new (tally, wf_tally_ref (tally));

  tally->timer_left = slide->seconds;

  g_autoptr (WfProjection) projection = wf_projection_new (script, view);

  wf_projector_view_set (self->wall, projection);
}

static void
show_gaps (WfSlidePage *self)
{
  const GArray *gaps = wf_deck_desk_get_gaps (self->desk);
  g_autoptr (GString) words = g_string_new (NULL);
  guint at;

  if (slide_of (self, &at) == NULL)
    return;
  for (guint i = 0; i < gaps->len; i++)
    {
      const WfDeckGap *gap = &g_array_index (gaps, WfDeckGap, i);

      if (gap->slide == (int) at)
        g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "",
                                wf_deck_words_gap (gap->kind));
    }
  gtk_label_set_text (self->gap_label, words->len > 0 ? words->str : _ ("Nothing is missing."));
}

static void
on_desk_changed (WfSlidePage *self)
{
  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  show_wall (self);
  show_gaps (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "slide.undo",
                                 wf_deck_desk_can_undo (self->desk));
}

static void rebuild (WfSlidePage *self);

static AdwPreferencesGroup *
add_group (WfSlidePage *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (self->body_box, group);
  g_ptr_array_add (self->parts, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_text (WfSlidePage *self, AdwPreferencesGroup *group, const char *title, WfText **place)
{
  adw_preferences_group_add (group, wf_text_pair_new (self->desk, title, place));
}

static AdwComboRow *
add_choice (AdwPreferencesGroup *group, const char *title, GtkStringList *model, guint selected)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

/* Pictures */

static void
on_picture_chosen (WfSlidePage *self)
{
  WfSlide *slide = slide_of (self, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gboolean has_any = FALSE;

  for (guint i = 0; i < self->picture_rows->len; i++)
    {
      const char *name = wf_picture_row_get (self->picture_rows->pdata[i]);

      if (name != NULL)
        g_strv_builder_add (names, name);
      has_any = has_any || name != NULL;
    }
  wf_deck_desk_begin (self->desk, "pictures");
  g_strfreev (slide->pictures);
  slide->pictures = has_any ? g_strv_builder_end (names) : NULL;
  wf_deck_desk_end (self->desk);
}

static void
add_pictures (WfSlidePage *self, const WfSlide *slide)
{
  AdwPreferencesGroup *group =
      add_group (self, _ ("Pictures"), _ ("Side by side below the text; drawings of our own"));
  guint n = slide->pictures != NULL ? g_strv_length (slide->pictures) : 0;

  for (guint i = 0; i < MAX (PICTURES, n); i++)
    {
      g_autofree char *number = wf_format_integer (services_of (self)->format, i + 1);
      /* Translators: %s is a number */
      g_autofree char *title = g_strdup_printf (_ ("Picture %s"), number);
      AdwComboRow *row = wf_picture_row_new (title, i < n ? slide->pictures[i] : NULL);

      adw_preferences_group_add (group, GTK_WIDGET (row));
      g_ptr_array_add (self->picture_rows, row);
      g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_picture_chosen), self,
                               G_CONNECT_SWAPPED);
    }
}

/* Answers */

static void
on_option_picture (AdwComboRow *row, GParamSpec *pspec, WfSlidePage *self)
{
  WfSlide *slide = slide_of (self, NULL);
  guint at = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "option"));
  WfSlideOption *option = slide->options->pdata[at];

  wf_deck_desk_begin (self->desk, NULL);
  g_free (option->picture);
  option->picture = g_strdup (wf_picture_row_get (row));
  wf_deck_desk_end (self->desk);
}

static GtkWidget *
make_option_button (
    const char *icon, const char *name, const char *action, guint at, const char *which)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_name (button, action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, which, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", at);
  return button;
}

static void
add_option (WfSlidePage *self, WfSlide *slide, guint at)
{
  WfSlideOption *option = slide->options->pdata[at];
  g_autofree char *number = wf_format_integer (services_of (self)->format, at + 1);
  g_autofree char *title =
      g_strdup_printf (slide->kind == WF_SLIDE_CHECKLIST
                           /* Translators: a point of a list; %s is its number */
                           ? _ ("Point %s")
                           /* Translators: an answer to choose; %s is its number */
                           : _ ("Answer %s"),
                       number);
  AdwPreferencesGroup *group = add_group (self, NULL, NULL);
  AdwComboRow *row = wf_picture_row_new (_ ("Picture"), option->picture);
  GtkWidget *list = gtk_list_box_new (); /* below the words, where a group puts no row */
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (keys), make_option_button ("go-up-symbolic", _ ("Move Up"),
                                                      "slide.option-up", at, title));
  gtk_box_append (GTK_BOX (keys), make_option_button ("go-down-symbolic", _ ("Move Down"),
                                                      "slide.option-down", at, title));
  gtk_box_append (GTK_BOX (keys), make_option_button ("list-remove-symbolic", _ ("Take Away"),
                                                      "slide.remove-option", at, title));
  adw_preferences_group_set_header_suffix (group, keys);
  adw_preferences_group_set_title (group, title);
  add_text (self, group, _ ("What it says"), &option->label);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
  adw_preferences_group_add (group, list);
  g_object_set_data (G_OBJECT (row), "option", GUINT_TO_POINTER (at));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_option_picture), self, 0);
}

static void
add_options (WfSlidePage *self, WfSlide *slide)
{
  gboolean is_list = slide->kind == WF_SLIDE_CHECKLIST;
  GtkWidget *button;

  for (guint i = 0; i < slide->options->len; i++)
    add_option (self, slide, i);
  if (slide->options->len == WF_DECK_MAX_OPTIONS)
    return;
  button = gtk_button_new_with_mnemonic (is_list ? _ ("_Add a Point") : _ ("_Add an Answer"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "slide.add-option");
  gtk_widget_set_name (button, "slide.add-option");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (self->body_box, button);
  g_ptr_array_add (self->parts, button);
}

/* What else a kind has */

static void
on_flag_changed (GtkSwitch *toggle, GParamSpec *pspec, WfSlidePage *self)
{
  WfSlide *slide = slide_of (self, NULL);
  gboolean is_on = gtk_switch_get_active (toggle);

  wf_deck_desk_begin (self->desk, NULL);
  slide->is_many = slide->kind == WF_SLIDE_POLL && is_on;
  slide->can_vote = slide->kind == WF_SLIDE_IDEAS && is_on;
  slide->is_private = slide->kind == WF_SLIDE_SELF_CHECK && is_on;
  wf_deck_desk_end (self->desk);
}

static void
add_flag (WfSlidePage *self, const char *title, const char *subtitle, gboolean is_on)
{
  AdwPreferencesGroup *group = add_group (self, NULL, NULL);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), is_on);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_flag_changed), self, 0);
}

static void
on_seconds_changed (GtkSpinButton *spin, WfSlidePage *self)
{
  WfSlide *slide = slide_of (self, NULL);

  wf_deck_desk_begin (self->desk, "seconds");
  slide->seconds = (guint) gtk_spin_button_get_value_as_int (spin);
  wf_deck_desk_end (self->desk);
}

static void
add_timer (WfSlidePage *self, const WfSlide *slide)
{
  AdwPreferencesGroup *group = add_group (self, NULL, NULL);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (5, 7200, 15);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Seconds"));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), slide->seconds);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Seconds"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_seconds_changed), self, 0);
}

static gboolean
rebuild_later (gpointer user_data)
{
  WfSlidePage *self = user_data;

  if (!wf_pane_is_gone (WF_PANE (self)))
    rebuild (self);
  return G_SOURCE_REMOVE;
}

static void
on_list_chosen (WfSlidePage *self)
{
  const GPtrArray *lists = wf_pack_library_get_checklists (services_of (self)->packs);
  WfSlide *slide = slide_of (self, NULL);
  guint at = adw_combo_row_get_selected (self->list_row);

  wf_deck_desk_begin (self->desk, NULL);
  g_clear_pointer (&slide->checklist, g_free);
  if (at > 0 && at <= lists->len)
    {
      slide->checklist = g_strdup (wf_checklist_get_info (lists->pdata[at - 1])->id);
      g_ptr_array_set_size (slide->options, 0);
    }
  wf_deck_desk_end (self->desk);
  g_idle_add_full (G_PRIORITY_DEFAULT, rebuild_later, g_object_ref (self), g_object_unref);
}

static void
add_list_choice (WfSlidePage *self, const WfSlide *slide)
{
  const GPtrArray *lists = wf_pack_library_get_checklists (services_of (self)->packs);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (model, _ ("Points of our own"));
  for (guint i = 0; i < lists->len; i++)
    {
      gtk_string_list_append (model, say (self, wf_checklist_get_title (lists->pdata[i])));
      if (g_strcmp0 (slide->checklist, wf_checklist_get_info (lists->pdata[i])->id) == 0)
        selected = i + 1;
    }
  self->list_row = add_choice (add_group (self, NULL, NULL), _ ("Checklist"), model, selected);
  g_signal_connect_object (self->list_row, "notify::selected", G_CALLBACK (on_list_chosen), self,
                           G_CONNECT_SWAPPED);
}

static const WfFramework *
chosen_framework (WfSlidePage *self)
{
  const GPtrArray *maps = wf_pack_library_get_frameworks (services_of (self)->packs);
  guint at = adw_combo_row_get_selected (self->map_row);

  return at > 0 && at <= maps->len ? maps->pdata[at - 1] : NULL;
}

static void
on_framework_chosen (WfSlidePage *self)
{
  WfSlide *slide = slide_of (self, NULL);
  const WfFramework *map = chosen_framework (self);

  wf_deck_desk_begin (self->desk, NULL);
  g_free (slide->framework);
  slide->framework = map != NULL ? g_strdup (wf_framework_get_info (map)->id) : NULL;
  g_clear_pointer (&slide->competences, g_strfreev);
  wf_deck_desk_end (self->desk);
  g_idle_add_full (G_PRIORITY_DEFAULT, rebuild_later, g_object_ref (self), g_object_unref);
}

static void
on_competence_toggled (WfSlidePage *self)
{
  WfSlide *slide = slide_of (self, NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; i < self->competences->len; i++)
    {
      GtkCheckButton *check = self->competences->pdata[i];

      if (!gtk_check_button_get_active (check))
        continue;
      g_strv_builder_add (ids, g_object_get_data (G_OBJECT (check), "part"));
      n++;
    }
  wf_deck_desk_begin (self->desk, "competences");
  g_strfreev (slide->competences);
  slide->competences = n > 0 ? g_strv_builder_end (ids) : NULL;
  wf_deck_desk_end (self->desk);
}

static void
add_competences (WfSlidePage *self, const WfSlide *slide, const WfFramework *map)
{
  const GPtrArray *questions = wf_framework_get_questions (map);
  AdwPreferencesGroup *group =
      add_group (self, _ ("Only these"), _ ("With none chosen, all of them are read."));

  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      g_autofree char *safe = g_markup_escape_text (say (self, part->title), -1);
      GtkWidget *row, *check;

      if (part->statements[0] == NULL)
        continue;
      row = adw_action_row_new ();
      check = gtk_check_button_new ();
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      gtk_check_button_set_active (
          GTK_CHECK_BUTTON (check),
          slide->competences != NULL &&
              g_strv_contains ((const char *const *) slide->competences, part->id));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      say (self, part->title), -1);
      g_object_set_data_full (G_OBJECT (check), "part", g_strdup (part->id), g_free);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->competences, check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_competence_toggled), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
add_framework_choice (WfSlidePage *self, const WfSlide *slide)
{
  const GPtrArray *maps = wf_pack_library_get_frameworks (services_of (self)->packs);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (model, _ ("Not chosen yet"));
  for (guint i = 0; i < maps->len; i++)
    {
      gtk_string_list_append (model, say (self, wf_framework_get_title (maps->pdata[i])));
      if (g_strcmp0 (slide->framework, wf_framework_get_info (maps->pdata[i])->id) == 0)
        selected = i + 1;
    }
  self->map_row = add_choice (add_group (self, NULL, NULL), _ ("Whose sentences"), model, selected);
  g_signal_connect_object (self->map_row, "notify::selected", G_CALLBACK (on_framework_chosen),
                           self, G_CONNECT_SWAPPED);
  if (selected > 0)
    add_competences (self, slide, maps->pdata[selected - 1]);
}

static void
on_good_chosen (WfSlidePage *self)
{
  WfSlide *slide = slide_of (self, NULL);
  guint at = adw_combo_row_get_selected (self->good_row);

  wf_deck_desk_begin (self->desk, NULL);
  g_clear_pointer (&slide->good, g_free);
  if (at > 0 && at <= slide->options->len)
    slide->good = g_strdup (((const WfSlideOption *) slide->options->pdata[at - 1])->id);
  wf_deck_desk_end (self->desk);
}

static void
add_discuss (WfSlidePage *self, WfSlide *slide)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  AdwPreferencesGroup *group =
      add_group (self, _ ("To talk about"), _ ("Shown after the answers, when you go on"));
  guint selected = 0;

  gtk_string_list_append (model, _ ("None"));
  for (guint i = 0; i < slide->options->len; i++)
    {
      const WfSlideOption *option = slide->options->pdata[i];
      g_autofree char *number = wf_format_integer (services_of (self)->format, i + 1);
      g_autofree char *words = g_strdup_printf (_ ("%s. %s"), number, say (self, option->label));

      gtk_string_list_append (model, words);
      if (g_strcmp0 (option->id, slide->good) == 0)
        selected = i + 1;
    }
  self->good_row = add_choice (group, _ ("Answer worth talking about"), model, selected);
  g_signal_connect_object (self->good_row, "notify::selected", G_CALLBACK (on_good_chosen), self,
                           G_CONNECT_SWAPPED);
  add_text (self, group, _ ("Why"), &slide->why);
}

static void
add_words (WfSlidePage *self, WfSlide *slide)
{
  AdwPreferencesGroup *group = add_group (self, wf_deck_words_kind (slide->kind), NULL);

  if (slide->kind != WF_SLIDE_MAP)
    {
      add_text (self, group, _ ("Title"), &slide->title);
      add_text (self, group, _ ("Text below it"), &slide->text);
      return;
    }
  add_text (self, group, _ ("Statement"), &slide->text);
  add_text (self, group, _ ("What is known, in a word or two"), &slide->verdict);
  add_text (self, group, _ ("Why"), &slide->evidence);
  add_text (self, group, _ ("When that was said, and by whom"), &slide->as_of);
}

static void
add_kind (WfSlidePage *self, WfSlide *slide)
{
  if (slide->kind == WF_SLIDE_TEXT || slide->kind == WF_SLIDE_TITLE)
    add_pictures (self, slide);
  if (slide->kind == WF_SLIDE_CHECKLIST)
    add_list_choice (self, slide);
  if (slide->kind == WF_SLIDE_POLL || slide->kind == WF_SLIDE_SCALE ||
      slide->kind == WF_SLIDE_PULSE || slide->kind == WF_SLIDE_CLOSING ||
      (slide->kind == WF_SLIDE_CHECKLIST && slide->checklist == NULL))
    add_options (self, slide);
  if (slide->kind == WF_SLIDE_POLL)
    {
      add_flag (self, _ ("Several answers can be chosen"), NULL, slide->is_many);
      add_discuss (self, slide);
    }
  if (slide->kind == WF_SLIDE_IDEAS)
    add_flag (self, _ ("Ideas can be voted on"), _ ("Once you have put them on the wall"),
              slide->can_vote);
  if (slide->kind == WF_SLIDE_TIMER)
    add_timer (self, slide);
  if (slide->kind != WF_SLIDE_SELF_CHECK)
    return;
  add_framework_choice (self, slide);
  add_flag (self, _ ("Each person reads alone"), _ ("Nothing is sent or counted"),
            slide->is_private);
}

static void
rebuild (WfSlidePage *self)
{
  guint at;
  WfSlide *slide = slide_of (self, &at);

  for (guint i = 0; i < self->parts->len; i++)
    gtk_box_remove (self->body_box, self->parts->pdata[i]);
  g_ptr_array_set_size (self->parts, 0);
  g_ptr_array_set_size (self->picture_rows, 0);
  g_ptr_array_set_size (self->competences, 0);
  if (slide == NULL)
    return;

  g_autofree char *number = wf_format_integer (services_of (self)->format, at + 1);
  /* Translators: %s is the number of a slide */
  g_autofree char *title = g_strdup_printf (_ ("Slide %s"), number);

  wf_pane_set_title (WF_PANE (self), title);
  wf_projector_view_set_languages (self->wall, wf_deck_desk_get_language (self->desk, 0),
                                   wf_deck_desk_get_language (self->desk, 1));
  add_words (self, slide);
  add_kind (self, slide);
  add_text (self, add_group (self, _ ("Notes"), _ ("For whoever presents; never on the wall")),
            _ ("What to say and do"), &slide->notes);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "slide.next",
                                 at + 1 < wf_deck_desk_get_draft (self->desk)->slides->len);
  on_desk_changed (self);
}

static void
on_desk_restored (WfSlidePage *self)
{
  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  rebuild (self);
  if (slide_of (self, NULL) == NULL)
    wf_pane_back (WF_PANE (self));
}

static GtkWidget *
find_button (GtkWidget *root, const char *action, guint at)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    {
      GVariant *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (root));

      if (at == NO_OPTION || (target != NULL && g_variant_get_uint32 (target) == at))
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, action, at);
  return found;
}

static void
on_option_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfSlidePage *self = WF_SLIDE_PAGE (widget);
  WfSlide *slide = slide_of (self, NULL);
  guint at = parameter != NULL ? g_variant_get_uint32 (parameter) : NO_OPTION;
  guint to = g_str_equal (name, "slide.option-up") ? at - 1 : at + 1;
  GtkWidget *button;

  if (g_str_equal (name, "slide.add-option"))
    {
      if (slide->options->len == WF_DECK_MAX_OPTIONS)
        return;
      wf_deck_desk_begin (self->desk, NULL);
      wf_deck_draft_add_option (slide);
      to = NO_OPTION;
    }
  else if (g_str_equal (name, "slide.remove-option"))
    {
      if (at >= slide->options->len)
        return;
      wf_deck_desk_begin (self->desk, NULL);
      wf_deck_draft_remove_option (slide, at);
      to = MIN (at, slide->options->len - 1);
    }
  else
    {
      if (at >= slide->options->len || to >= slide->options->len)
        return;
      wf_deck_desk_begin (self->desk, NULL);
      wf_deck_draft_move_option (slide, at, to);
    }
  wf_deck_desk_end (self->desk);
  rebuild (self);
  button = find_button (GTK_WIDGET (self->body_box), name, to);
  if (button == NULL)
    button = find_button (GTK_WIDGET (self->body_box), "slide.add-option", NO_OPTION);
  if (button != NULL)
    gtk_widget_grab_focus (button);
}

static void
on_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_deck_desk_undo (WF_SLIDE_PAGE (widget)->desk);
}

static void
on_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfSlidePage *self = WF_SLIDE_PAGE (widget);
  WfDeckDraft *draft = wf_deck_desk_get_draft (self->desk);
  guint at;

  if (slide_of (self, &at) == NULL || at + 1 >= draft->slides->len)
    return;
  wf_pane_replace (WF_PANE (self),
                   wf_slide_page_new (services_of (self), self->desk,
                                      ((const WfSlide *) draft->slides->pdata[at + 1])->id));
}

/* Where one begins to write. */
static gboolean
wf_slide_page_take_focus (WfPane *pane)
{
  WfSlidePage *self = WF_SLIDE_PAGE (pane);

  return self->parts->len > 0 &&
         gtk_widget_child_focus (self->parts->pdata[0], GTK_DIR_TAB_FORWARD);
}

static void
wf_slide_page_dispose (GObject *object)
{
  WfSlidePage *self = WF_SLIDE_PAGE (object);

  G_OBJECT_CLASS (wf_slide_page_parent_class)->dispose (object);
  g_clear_object (&self->desk);
}

static void
wf_slide_page_finalize (GObject *object)
{
  WfSlidePage *self = WF_SLIDE_PAGE (object);

  g_free (self->id);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->picture_rows);
  g_ptr_array_unref (self->competences);
  G_OBJECT_CLASS (wf_slide_page_parent_class)->finalize (object);
}

static void
wf_slide_page_class_init (WfSlidePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_slide_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_slide_page_finalize;
  WF_PANE_CLASS (klass)->take_focus = wf_slide_page_take_focus;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/workshop/wf-slide-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfSlidePage, body_box);
  gtk_widget_class_bind_template_child (widget_class, WfSlidePage, wall_bin);
  gtk_widget_class_bind_template_child (widget_class, WfSlidePage, gap_label);
  gtk_widget_class_install_action (widget_class, "slide.undo", NULL, on_undo_action);
  gtk_widget_class_install_action (widget_class, "slide.next", NULL, on_next_action);
  gtk_widget_class_install_action (widget_class, "slide.add-option", NULL, on_option_action);
  gtk_widget_class_install_action (widget_class, "slide.option-up", "u", on_option_action);
  gtk_widget_class_install_action (widget_class, "slide.option-down", "u", on_option_action);
  gtk_widget_class_install_action (widget_class, "slide.remove-option", "u", on_option_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "slide.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK, "slide.next",
                                       NULL);
}

static void
wf_slide_page_init (WfSlidePage *self)
{
  self->parts = g_ptr_array_new ();
  self->picture_rows = g_ptr_array_new ();
  self->competences = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_slide_page_new (WfServices *services, WfDeckDesk *desk, const char *slide_id)
{
  WfSlidePage *self;

  g_return_val_if_fail (WF_IS_DECK_DESK (desk) && slide_id != NULL, NULL);

  self = g_object_new (WF_TYPE_SLIDE_PAGE, "services", services, NULL);
  self->desk = g_object_ref (desk);
  self->id = g_strdup (slide_id);
  self->wall = WF_PROJECTOR_VIEW (wf_projector_view_new (wf_deck_desk_get_language (desk, 0),
                                                         wf_deck_desk_get_language (desk, 1)));
  gtk_widget_add_css_class (GTK_WIDGET (self->wall), "wall-preview");
  adw_clamp_set_child (self->wall_bin, GTK_WIDGET (self->wall));
  rebuild (self);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "restored", G_CALLBACK (on_desk_restored), self,
                           G_CONNECT_SWAPPED);
  return WF_PANE (self);
}
