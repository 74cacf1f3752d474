/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The presenter's counts. Rows are made when the slide or its round changes, or an idea comes;
 * else only their numbers change, so that nobody's cursor jumps while phones answer.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-presenter-counts.h"

#include <glib/gi18n.h>

#define MAX_HANDS 9999

enum { ACT, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _WfPresenterCounts {
  AdwBin parent_instance;

  WfScript *script;
  WfFormat *format;
  WfTally *tally;
  char *shape;     /* of the rows there are: slide, round, ideas */
  GtkWidget *rows; /* AdwBin: what is made anew */
  AdwPreferencesGroup *idea_group;
  AdwEntryRow *idea_row; /* stays while ideas come, with what is being typed */
  guint edited;          /* the idea whose words stand in it; 0: a new one */
  GPtrArray *spins;      /* (element-type GtkSpinButton), borrowed, one for each choice */
  GPtrArray *words; /* (element-type GtkLabel or GtkButton), borrowed: what shows the numbers */
  guint first_key;  /* of a map: the key before; 0: none */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (WfPresenterCounts, wf_presenter_counts, ADW_TYPE_BIN)

static void act (WfPresenterCounts *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
act (WfPresenterCounts *self, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list list;

  va_start (list, format);
  line = g_strdup_vprintf (format, list);
  va_end (list);
  g_signal_emit (self, signals[ACT], 0, line);
}

static const WfSlide *
slide_of (WfPresenterCounts *self)
{
  return wf_script_get_slide (self->script, self->tally->slide);
}

static const char *
label_of (WfPresenterCounts *self, const WfChoice *choice)
{
  const char *label = wf_text_get (choice->label, wf_format_get_lang (self->format), NULL);

  return label != NULL ? label : choice->id;
}

static GtkWidget *
make_row (const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *safe = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
on_spin (GtkSpinButton *spin, WfPresenterCounts *self)
{
  if (!self->is_updating)
    act (self, "count %s %d", (const char *) g_object_get_data (G_OBJECT (spin), "choice"),
         gtk_spin_button_get_value_as_int (spin));
}

/* Hands to type or to step; how many answered otherwise stands beside. */
static void
add_hands (WfPresenterCounts *self, GtkWidget *row, const char *choice, const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MAX_HANDS, 1);
  GtkWidget *words = gtk_label_new (NULL);

  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (spin), "choice", g_strdup (choice), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (spin, "value-changed", G_CALLBACK (on_spin), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), words);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  g_ptr_array_add (self->spins, spin);
  g_ptr_array_add (self->words, words);
}

static void
on_act_clicked (GtkWidget *button, WfPresenterCounts *self)
{
  act (self, "%s", (const char *) g_object_get_data (G_OBJECT (button), "line"));
}

static GtkWidget *
make_button (WfPresenterCounts *self, const char *label, char *line)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data_full (G_OBJECT (button), "line", line, g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_act_clicked), self);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static char *
dup_numbered (WfPresenterCounts *self, guint index, const char *label)
{
  g_autofree char *number = wf_format_integer (self->format, index + 1);

  /* Translators: the key to press, and what it counts: "2  We plan how our work changes" */
  return g_strdup_printf (_ ("%s  %s"), number, label);
}

static void
add_choices (WfPresenterCounts *self, AdwPreferencesGroup *group)
{
  const GPtrArray *choices = wf_script_get_choices (self->script, self->tally->slide);

  for (guint i = 0; i < choices->len; i++)
    {
      const WfChoice *choice = choices->pdata[i];
      g_autofree char *title = dup_numbered (self, i, label_of (self, choice));
      GtkWidget *row = make_row (title);

      if (slide_of (self)->kind == WF_SLIDE_CHECKLIST)
        {
          GtkWidget *button = make_button (self, "", g_strdup_printf ("tick %s", choice->id));
          gboolean is_done = (self->tally->ticks >> i & 1) != 0;

          gtk_button_set_label (GTK_BUTTON (button), is_done ? _ ("Done. Undo") : _ ("Done"));
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
        }
      else
        add_hands (self, row, choice->id, title);
      adw_preferences_group_add (group, row);
    }
}

/* The upper row is certain, as on the wall. */
static void
add_map (WfPresenterCounts *self, AdwPreferencesGroup *group)
{
  GtkWidget *grid = gtk_grid_new ();
  const GPtrArray *choices = wf_script_get_choices (self->script, self->tally->slide);

  gtk_grid_set_row_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_widget_set_direction (grid, GTK_TEXT_DIR_LTR); /* as the wall's map */
  for (guint i = 0; i < choices->len; i++)
    {
      const WfChoice *choice = choices->pdata[i];
      int x = (int) (i % WF_SCRIPT_MAP_STEPS), y = (int) (i / WF_SCRIPT_MAP_STEPS);
      GtkWidget *button = gtk_button_new ();

      g_object_set_data_full (G_OBJECT (button), "choice", g_strdup (choice->id), g_free);
      gtk_grid_attach (GTK_GRID (grid), button, x, WF_SCRIPT_MAP_STEPS - 1 - y, 1, 1);
      g_ptr_array_add (self->words, button);
    }
  adw_preferences_group_set_description (
      group,
      _ ("One hand: two keys, each 1 to 5. First false to true, then not certain to certain. "
         "Or press a place."));
  adw_preferences_group_add (group, grid);
}

static void
on_map_clicked (GtkButton *button, WfPresenterCounts *self)
{
  guint at;
  const char *choice = g_object_get_data (G_OBJECT (button), "choice");

  if (g_ptr_array_find (self->words, button, &at) && at < self->tally->n_choices)
    act (self, "hand %s +1", choice);
}

/* What the entry is for: an idea nobody sent, or other words for one that waits. */
static void
show_entry (WfPresenterCounts *self, const WfIdea *idea)
{
  g_autofree char *number = idea != NULL ? wf_format_integer (self->format, idea->number) : NULL;
  /* Translators: %s is the number of an idea that waits; its words are changed */
  g_autofree char *title = g_strdup_printf (_ ("Other words for idea %s"), number);

  self->edited = idea != NULL ? idea->number : 0;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->idea_row),
                                 idea != NULL ? title : _ ("An idea said aloud or on a card"));
  gtk_editable_set_text (GTK_EDITABLE (self->idea_row), idea != NULL ? idea->text : "");
  if (idea != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->idea_row));
}

static void
on_idea_apply (WfPresenterCounts *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->idea_row)));

  if (*g_strstrip (text) == '\0')
    return;
  if (g_utf8_strlen (text, -1) > WF_IDEA_MAX)
    *g_utf8_offset_to_pointer (text, WF_IDEA_MAX) = '\0';
  if (self->edited != 0)
    act (self, "edit-idea %u %s", self->edited, text);
  else
    act (self, "add-idea %s", text);
  show_entry (self, NULL);
  /* Keys are the presenter's again. */
  gtk_window_set_focus (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL);
}

static void
on_edit_clicked (GtkButton *button, WfPresenterCounts *self)
{
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "number"));

  for (guint i = 0; i < self->tally->ideas->len; i++)
    {
      const WfIdea *idea = self->tally->ideas->pdata[i];

      if (idea->number == number)
        show_entry (self, idea);
    }
}

/* The idea on the wall that another can be joined with: the last one before it. */
static guint
find_target (WfPresenterCounts *self, const WfIdea *idea)
{
  guint target = 0;

  for (guint i = 0; i < self->tally->ideas->len; i++)
    {
      const WfIdea *other = self->tally->ideas->pdata[i];

      if (other != idea && other->is_shown && other->into == 0)
        target = other->number;
    }
  return target;
}

static void
add_idea (WfPresenterCounts *self, AdwPreferencesGroup *group, const WfIdea *idea)
{
  guint number = idea->number, target = find_target (self, idea);
  g_autofree char *title = dup_numbered (self, number - 1, idea->text);
  GtkWidget *row = make_row (title);
  g_autofree char *id = g_strdup_printf ("i%u", number);
  AdwActionRow *action_row = ADW_ACTION_ROW (row);

  if (idea->into != 0)
    adw_action_row_set_subtitle (action_row, _ ("Joined with another"));
  if (self->tally->is_voting && idea->is_shown && idea->into == 0)
    add_hands (self, row, id, title);
  if (!idea->is_shown && !self->tally->is_voting)
    {
      GtkWidget *edit = gtk_button_new_with_mnemonic (_ ("_Change…"));

      gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
      g_object_set_data (G_OBJECT (edit), "number", GUINT_TO_POINTER (number));
      gtk_accessible_update_property (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      title, -1);
      g_signal_connect (edit, "clicked", G_CALLBACK (on_edit_clicked), self);
      adw_action_row_add_suffix (action_row, edit);
    }
  if (!idea->is_shown || idea->into != 0)
    adw_action_row_add_suffix (
        action_row, make_button (self, _ ("_Show"), g_strdup_printf ("show-idea %u", number)));
  else
    adw_action_row_add_suffix (
        action_row, make_button (self, _ ("Take _Off"), g_strdup_printf ("hide-idea %u", number)));
  if (target != 0 && idea->into == 0)
    {
      g_autofree char *label = g_strdup_printf (_ ("Join with %u"), target);
      adw_action_row_add_suffix (
          action_row,
          make_button (self, label, g_strdup_printf ("merge-idea %u %u", number, target)));
    }
  adw_preferences_group_add (group, row);
}

static void
add_ideas (WfPresenterCounts *self, AdwPreferencesGroup *group)
{
  const GPtrArray *ideas = self->tally->ideas;

  adw_preferences_group_set_description (
      group, ideas->len > 0 ? _ ("Nothing shows by itself. Leave out names, cases and insults.")
                            : _ ("Ideas come here first. Nothing shows by itself."));
  if (slide_of (self)->can_vote && !self->tally->is_voting && ideas->len > 0)
    adw_preferences_group_set_header_suffix (
        group, make_button (self, _ ("_Vote on Ideas"), g_strdup ("vote-ideas")));
  for (guint i = 0; i < ideas->len; i++)
    add_idea (self, group, ideas->pdata[i]);
}

/* What the rows depend on besides numbers. */
static char *
dup_shape (const WfTally *tally)
{
  GString *shape = g_string_new (NULL);

  g_string_printf (shape, "%u %u %d %" G_GUINT64_FORMAT, tally->slide, tally->round,
                   tally->is_voting, tally->ticks);
  for (guint i = 0; i < tally->ideas->len; i++)
    {
      const WfIdea *idea = tally->ideas->pdata[i];
      g_string_append_printf (shape, " %u:%d:%u:%s", idea->number, idea->is_shown, idea->into,
                              idea->text);
    }
  return g_string_free (shape, FALSE);
}

static void
rebuild (WfPresenterCounts *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  g_ptr_array_set_size (self->spins, 0);
  g_ptr_array_set_size (self->words, 0);
  self->first_key = 0;
  adw_preferences_group_set_title (group, _ ("The room"));
  if (slide_of (self)->kind == WF_SLIDE_MAP)
    {
      add_map (self, group);
      for (guint i = 0; i < self->words->len; i++)
        g_signal_connect (self->words->pdata[i], "clicked", G_CALLBACK (on_map_clicked), self);
    }
  else if (slide_of (self)->kind == WF_SLIDE_IDEAS)
    add_ideas (self, group);
  else if (!slide_of (self)->is_private)
    add_choices (self, group);
  adw_bin_set_child (ADW_BIN (self->rows), GTK_WIDGET (group));
  gtk_widget_set_visible (GTK_WIDGET (self->idea_group), slide_of (self)->kind == WF_SLIDE_IDEAS);
  if (slide_of (self)->kind != WF_SLIDE_IDEAS)
    show_entry (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), slide_of (self)->kind == WF_SLIDE_IDEAS ||
                                                 self->words->len > 0 ||
                                                 slide_of (self)->kind == WF_SLIDE_CHECKLIST);
}

/* A place in words, for a screen reader: "rather true, quite certain: 3". */
static void
describe_place (WfPresenterCounts *self, GtkWidget *button, guint index, const char *number)
{
  const WfClientTexts *texts = wf_script_get_texts (self->script);
  const char *lang = wf_format_get_lang (self->format);
  g_autofree char *x = g_strdup_printf ("workshop.map-x%u", index % WF_SCRIPT_MAP_STEPS + 1);
  g_autofree char *y = g_strdup_printf ("workshop.map-y%u", index / WF_SCRIPT_MAP_STEPS + 1);
  g_autofree char *words =
      g_strdup_printf ("%s, %s: %s", wf_client_texts_get (texts, x, lang, NULL),
                       wf_client_texts_get (texts, y, lang, NULL), number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
update_map (WfPresenterCounts *self)
{
  for (guint i = 0; i < self->words->len && i < self->tally->n_choices; i++)
    {
      guint count = wf_tally_get_count (self->tally, i);
      g_autofree char *number = wf_format_integer (self->format, count);

      gtk_button_set_label (self->words->pdata[i], count > 0 ? number : "·");
      describe_place (self, self->words->pdata[i], i, number);
    }
}

/* Hands, and what came otherwise, of one row. */
static void
update_row (WfPresenterCounts *self, guint at, guint hands, guint others)
{
  g_autofree char *number = wf_format_integer (self->format, others);
  /* Translators: %s answers came from phones and keys; the hands stand beside it */
  g_autofree char *words = g_strdup_printf (_ ("%s otherwise"), number);

  gtk_spin_button_set_value (self->spins->pdata[at], hands);
  gtk_label_set_label (self->words->pdata[at], others > 0 ? words : "");
}

static void
update_ideas (WfPresenterCounts *self)
{
  for (guint i = 0; i < self->spins->len; i++)
    {
      const char *id = g_object_get_data (self->spins->pdata[i], "choice");

      for (guint n = 0; n < self->tally->ideas->len; n++)
        {
          const WfIdea *idea = self->tally->ideas->pdata[n];
          g_autofree char *name = g_strdup_printf ("i%u", idea->number);

          /* Hands are not told apart from phones here: the votes stand in words. */
          if (g_str_equal (name, id))
            {
              g_autofree char *votes = wf_format_integer (self->format, idea->votes);
              gtk_label_set_label (self->words->pdata[i], votes);
            }
        }
    }
}

static void
update (WfPresenterCounts *self)
{
  self->is_updating = TRUE;
  if (slide_of (self)->kind == WF_SLIDE_MAP)
    update_map (self);
  else if (slide_of (self)->kind == WF_SLIDE_IDEAS)
    update_ideas (self);
  else
    for (guint i = 0; i < self->spins->len && i < self->tally->n_choices; i++)
      update_row (self, i, self->tally->hands[i], self->tally->phones[i] + self->tally->keys[i]);
  self->is_updating = FALSE;
}

static void
wf_presenter_counts_finalize (GObject *object)
{
  WfPresenterCounts *self = WF_PRESENTER_COUNTS (object);

  g_clear_pointer (&self->tally, wf_tally_unref);
  g_clear_pointer (&self->script, wf_script_unref);
  g_clear_pointer (&self->format, wf_format_unref);
  g_ptr_array_unref (self->spins);
  g_ptr_array_unref (self->words);
  g_free (self->shape);
  G_OBJECT_CLASS (wf_presenter_counts_parent_class)->finalize (object);
}

static void
wf_presenter_counts_class_init (WfPresenterCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_presenter_counts_finalize;
  signals[ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wf_presenter_counts_init (WfPresenterCounts *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->spins = g_ptr_array_new ();
  self->words = g_ptr_array_new ();
  self->rows = adw_bin_new ();
  self->idea_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->idea_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_entry_row_set_input_hints (self->idea_row, GTK_INPUT_HINT_PRIVATE);
  adw_entry_row_set_show_apply_button (self->idea_row, TRUE);
  g_signal_connect_swapped (self->idea_row, "apply", G_CALLBACK (on_idea_apply), self);
  adw_preferences_group_add (self->idea_group, GTK_WIDGET (self->idea_row));
  gtk_widget_set_visible (GTK_WIDGET (self->idea_group), FALSE);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->idea_group));
  adw_bin_set_child (ADW_BIN (self), box);
}

void
wf_presenter_counts_setup (WfPresenterCounts *self, WfScript *script, WfFormat *format)
{
  g_return_if_fail (WF_IS_PRESENTER_COUNTS (self) && script != NULL && format != NULL);

  wf_script_ref (script);
  wf_format_ref (format);
  g_clear_pointer (&self->script, wf_script_unref);
  g_clear_pointer (&self->format, wf_format_unref);
  g_clear_pointer (&self->tally, wf_tally_unref); /* of the deck before */
  g_clear_pointer (&self->shape, g_free);
  self->script = script;
  self->format = format;
  show_entry (self, NULL);
}

void
wf_presenter_counts_set (WfPresenterCounts *self, const WfTally *tally)
{
  g_autofree char *shape = NULL;

  g_return_if_fail (WF_IS_PRESENTER_COUNTS (self) && tally != NULL);

  shape = dup_shape (tally);
  wf_tally_ref ((WfTally *) tally);
  g_clear_pointer (&self->tally, wf_tally_unref);
  self->tally = (WfTally *) tally;
  if (g_strcmp0 (shape, self->shape) != 0)
    {
      g_free (self->shape);
      self->shape = g_steal_pointer (&shape);
      rebuild (self);
    }
  update (self);
}

/* One more or one less, whatever the server knows by now: a number made from what is shown here
 * would lose what was pressed since. */
static char *
dup_count (const char *choice, gboolean takes_back, gboolean is_shared)
{
  return is_shared && !takes_back
             ? g_strdup_printf ("key %s", choice)
             : g_strdup_printf ("hand %s %s", choice, takes_back ? "-1" : "+1");
}

char *
wf_presenter_counts_dup_line (WfPresenterCounts *self,
                              guint digit,
                              gboolean takes_back,
                              gboolean is_shared)
{
  const GPtrArray *choices;
  const WfChoice *choice;

  g_return_val_if_fail (WF_IS_PRESENTER_COUNTS (self), NULL);

  if (self->tally == NULL || digit == 0)
    return NULL;
  choices = wf_script_get_choices (self->script, self->tally->slide);
  if (slide_of (self)->kind == WF_SLIDE_MAP)
    {
      guint x = self->first_key;
      g_autofree char *id = g_strdup_printf ("x%uy%u", x, digit);

      if (digit > WF_SCRIPT_MAP_STEPS)
        return NULL;
      self->first_key = x == 0 ? digit : 0;
      return x == 0 ? NULL : dup_count (id, takes_back, is_shared);
    }
  if (self->tally->is_voting)
    {
      g_autofree char *id = g_strdup_printf ("i%u", digit);

      return dup_count (id, takes_back, is_shared);
    }
  if (digit > choices->len || slide_of (self)->is_private)
    return NULL;
  choice = choices->pdata[digit - 1];
  return slide_of (self)->kind == WF_SLIDE_CHECKLIST
             ? g_strdup_printf ("tick %s", choice->id)
             : dup_count (choice->id, takes_back, is_shared);
}
