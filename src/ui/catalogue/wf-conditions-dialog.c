/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form of an entry's conditions. It holds a draft that is read when it opens and from which the
 * form is read back; the example's answer is made anew with every change, by the same evaluator
 * that plans use.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-conditions-dialog.h"

#include <glib/gi18n.h>

#include "wf-catalogue.h"
#include "wf-chip.h"
#include "wf-conditions-draft.h"
#include "wf-conditions-words.h"
#include "wf-json.h"
#include "wf-resource-words.h"

#include <string.h>

#define SEPARATOR ";"
#define MAX_AGE   120

/* One of several that will do, each with a box. */
typedef struct {
  GPtrArray *values; /* (element-type utf8) */
  GPtrArray *checks; /* (element-type GtkCheckButton), borrowed */
} Choices;

typedef struct {
  WfServices *services; /* borrowed from the dialog */
  WfResource *resource;
  WfConditionsDraft *draft;
  AdwComboRow *mode_row;
  GtkSpinButton *min_spin;
  GtkSpinButton *max_spin;
  AdwComboRow *income_row;
  GtkSwitch *either_switch; /* (nullable) */
  Choices benefits;
  Choices papers;
  AdwComboRow *need_rows[WF_CONDITIONS_N_NEEDS];
  AdwEntryRow *documents_row;
  AdwEntryRow *note_row;
  AdwComboRow *example_row;
  GtkBox *answer_box;
  gboolean is_whole; /* every row is there */
} Form;

enum {
  MODE_FORM,
  MODE_TEXT,
  MODE_SOURCE,
};

static const char *const BENEFITS[] = {
  "ccb", "ccb_max", "gis", "gis_max", "social_assistance", "disability_assistance", "odsp", NULL
};
static const char *const PAPERS[] = { "library_card",
                                      "provincial_health_card",
                                      "government_invitation_letter",
                                      "city_fee_reduction_approval",
                                      "copr",
                                      "permanent_resident_card",
                                      "approval_in_principle_letter",
                                      "protected_person_letter",
                                      NULL };

static void
form_free (gpointer data)
{
  Form *self = data;

  wf_resource_unref (self->resource);
  wf_conditions_draft_free (self->draft);
  g_ptr_array_unref (self->benefits.values);
  g_ptr_array_unref (self->benefits.checks);
  g_ptr_array_unref (self->papers.values);
  g_ptr_array_unref (self->papers.checks);
  g_free (self);
}

/* --- What the form says --- */

static GStrv
read_choices (const Choices *choices)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < choices->checks->len; i++)
    {
      if (gtk_check_button_get_active (choices->checks->pdata[i]))
        g_strv_builder_add (builder, choices->values->pdata[i]);
    }
  return g_strv_builder_end (builder);
}

static void
set_list (GStrv *member, GStrv list)
{
  g_strfreev (*member);
  *member = list;
}

static GStrv
split (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, SEPARATOR, -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*g_strstrip (parts[i]) != '\0')
        g_strv_builder_add (builder, parts[i]);
    }
  return g_strv_builder_end (builder);
}

static JsonNode *
dup_source_conditions (Form *self)
{
  JsonObject *overlay = wf_json_get_object (wf_resource_get_json (self->resource), "overlay");
  JsonObject *was = overlay != NULL ? wf_json_get_object (overlay, "was") : NULL;
  JsonNode *node = was != NULL ? json_object_get_member (was, "conditions") : NULL;

  return node != NULL ? json_node_copy (node) : json_node_new (JSON_NODE_NULL);
}

static JsonNode *
read_form (Form *self)
{
  WfConditionsDraft *draft = self->draft;
  guint mode = adw_combo_row_get_selected (self->mode_row);
  g_autofree char *documents = wf_task_row_dup_text (self->documents_row);

  if (mode == MODE_SOURCE)
    return dup_source_conditions (self);
  draft->is_text_only = mode == MODE_TEXT;
  draft->age_min = gtk_spin_button_get_value_as_int (self->min_spin);
  draft->age_max = gtk_spin_button_get_value_as_int (self->max_spin);
  draft->income = (WfNeed) adw_combo_row_get_selected (self->income_row);
  set_list (&draft->benefits, read_choices (&self->benefits));
  draft->is_either = self->either_switch != NULL && gtk_switch_get_active (self->either_switch);
  set_list (&draft->papers, read_choices (&self->papers));
  for (guint i = 0; i < WF_CONDITIONS_N_NEEDS; i++)
    draft->needs[i] = (WfNeed) adw_combo_row_get_selected (self->need_rows[i]);
  set_list (&draft->documents, split (documents));
  g_free (draft->note);
  draft->note = wf_task_row_dup_text (self->note_row);
  return wf_conditions_draft_to_json (draft);
}

/* --- The example --- */

/* Nobody real. A fact that is left out was not asked. */
static const struct {
  const char *words;
  const char *facts;
} EXAMPLES[] = {
  { N_ ("Somebody nobody asked yet"), "{}" },
  { N_ ("34 years old, two children, social assistance"),
    "{\"age\":34,\"low_income\":true,\"benefit\":[\"social_assistance\"],\"student\":[],"
    "\"household_has_children\":true,\"has_device\":true,\"own_phone\":true,\"disability\":[]}" },
  { N_ ("70 years old, Guaranteed Income Supplement"),
    "{\"age\":70,\"low_income\":true,\"benefit\":[\"gis\"],\"student\":[],"
    "\"household_has_children\":false,\"has_device\":false,\"lacks_home_internet\":true}" },
  { N_ ("19 years old, in a class, with a job"),
    "{\"age\":19,\"low_income\":false,\"benefit\":[],\"student\":[\"any\",\"esl\"],"
    "\"household_has_children\":false,\"has_device\":true,\"has_internet\":true,"
    "\"own_phone\":true,\"disability\":[]}" },
};

static void
add_line (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (box, label);
}

static void
show_answer (Form *self, JsonNode *conditions)
{
  JsonObject *object =
      JSON_NODE_HOLDS_OBJECT (conditions) ? json_node_get_object (conditions) : NULL;
  guint at = adw_combo_row_get_selected (self->example_row);
  g_autoptr (JsonObject) json = wf_json_parse_object (EXAMPLES[at].facts, -1, NULL);
  g_autoptr (WfFacts) facts = wf_facts_new_from_json (json, NULL);
  g_autoptr (WfVerdict) verdict = NULL;
  g_auto (GStrv) lines = NULL;
  GtkWidget *child;
  GtkWidget *chip;
  GDate today;

  g_date_clear (&today, 1);
  wf_date_from_time (wf_clock_now (self->services->clock), &today);
  verdict = wf_conditions_evaluate (object, facts, &today);
  lines = wf_verdict_dup_lines (verdict, self->services);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->answer_box))) != NULL)
    gtk_box_remove (self->answer_box, child);
  chip = wf_chip_new (wf_verdict_get_chip (verdict->kind), wf_verdict_get_words (verdict->kind));
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_box_append (self->answer_box, chip);
  for (guint i = 0; lines[i] != NULL; i++)
    add_line (self->answer_box, lines[i]);
}

/* --- Save --- */

static gboolean
is_same_as_now (Form *self, JsonNode *conditions)
{
  JsonNode *now = json_object_get_member (wf_resource_get_json (self->resource), "conditions");

  if (now == NULL)
    return JSON_NODE_HOLDS_NULL (conditions);
  return json_node_equal (now, conditions);
}

/* Called with every change: the place where the example answers anew. */
static gboolean
is_ready (WfTaskDialog *dialog, gpointer data)
{
  Form *self = data;
  g_autoptr (JsonNode) conditions = NULL;
  gboolean is_form;

  if (!self->is_whole)
    return FALSE;
  conditions = read_form (self);
  is_form = adw_combo_row_get_selected (self->mode_row) == MODE_FORM;
  show_answer (self, conditions);
  if (is_form && self->draft->age_max > 0 && self->draft->age_max < self->draft->age_min)
    return FALSE;
  return !is_same_as_now (self, conditions);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;

  wf_catalogue_save_edit_finish (WF_CATALOGUE (source), result, &error);
  if (!g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    wf_task_dialog_end (dialog, error);
}

static void
start (WfTaskDialog *dialog, gpointer data)
{
  Form *self = data;
  g_autoptr (JsonNode) conditions = read_form (self);
  WfEdit edit = { .kind = WF_EDIT_CORRECT, .id = self->resource->id, .field = "conditions" };

  edit.value = conditions;
  if (adw_combo_row_get_selected (self->mode_row) == MODE_SOURCE)
    edit.kind = WF_EDIT_UNCORRECT;
  /* Kept even when the dialog goes meanwhile. */
  wf_catalogue_save_edit_async (self->services->catalogue, &edit, NULL, on_saved,
                                g_object_ref (dialog));
}

/* --- Rows --- */

static GtkSpinButton *
add_age (WfTaskDialog *dialog, AdwPreferencesGroup *group, const char *title, int years)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MAX_AGE, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), years);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (wf_task_dialog_update), dialog,
                           G_CONNECT_SWAPPED);
  return GTK_SPIN_BUTTON (spin);
}

static AdwComboRow *
add_need (WfTaskDialog *dialog, AdwPreferencesGroup *group, const char *title, WfNeed need)
{
  /* Translators: how much something matters for an offer */
  const char *const words[] = { _ ("Does not matter"), _ ("Needed"), _ ("Ask them"), NULL };
  AdwComboRow *row = wf_task_dialog_add_choice (dialog, group, title, words);

  adw_combo_row_set_selected (row, (guint) need);
  return row;
}

static void
add_choice (WfTaskDialog *dialog,
            AdwPreferencesGroup *group,
            Choices *choices,
            const char *value,
            const char *words,
            gboolean is_on)
{
  GtkCheckButton *check = wf_task_dialog_add_check (dialog, group, words, NULL);

  gtk_check_button_set_active (check, is_on);
  g_ptr_array_add (choices->values, g_strdup (value));
  g_ptr_array_add (choices->checks, check);
}

/* What the agency meets, and what this entry names besides. */
static void
add_choices (WfTaskDialog *dialog,
             AdwPreferencesGroup *group,
             Choices *choices,
             const char *family,
             const char *const *usual,
             GStrv chosen)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  const char *const *named = (const char *const *) chosen;

  choices->values = g_ptr_array_new_with_free_func (g_free);
  choices->checks = g_ptr_array_new ();
  for (guint i = 0; usual[i] != NULL; i++)
    {
      g_autofree char *words = wf_condition_value_dup_words (family, usual[i], services);
      gboolean is_on = g_strv_contains (named, usual[i]);

      if (words != NULL || is_on)
        add_choice (dialog, group, choices, usual[i], words != NULL ? words : usual[i], is_on);
    }
  for (guint i = 0; chosen[i] != NULL; i++)
    {
      g_autofree char *words = wf_condition_value_dup_words (family, chosen[i], services);

      if (!g_strv_contains (usual, chosen[i]))
        add_choice (dialog, group, choices, chosen[i], words != NULL ? words : chosen[i], TRUE);
    }
}

static void
add_text (WfTaskDialog *dialog, Form *self)
{
  const char *text = self->resource->eligibility;

  wf_task_dialog_add_point (
      dialog, wf_resource_get_name (self->resource, self->services->lang),
      text != NULL && *text != '\0' ? text : _ ("The text does not say who it is for."));
  wf_task_dialog_add_text (dialog,
                           _ ("The text stays. What you choose here answers “can they get this?” "
                              "before anybody calls. Leave out what the text leaves open: then it "
                              "is asked, never refused. How somebody came to the country is never "
                              "asked: the provider reads the paper."));
  if (json_object_get_size (self->draft->kept) > 0)
    wf_task_dialog_add_text (dialog, _ ("There are more conditions than this form shows. They stay "
                                        "as they are."));
}

static void
add_mode (WfTaskDialog *dialog, Form *self)
{
  gboolean is_ours =
      g_strv_contains ((const char *const *) self->resource->corrected, "conditions");
  const char *words[] = { _ ("What is chosen below"), _ ("Only the text: always ask"),
                          is_ours ? _ ("As the source says again") : NULL, NULL };

  self->mode_row = wf_task_dialog_add_choice (dialog, wf_task_dialog_add_group (dialog, NULL),
                                              _ ("What counts"), words);
  adw_combo_row_set_selected (self->mode_row, self->draft->is_text_only ? MODE_TEXT : MODE_FORM);
}

static void
add_money (WfTaskDialog *dialog, Form *self)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("Age and money"));

  self->min_spin = add_age (dialog, group, _ ("From this age; 0 for any"), self->draft->age_min);
  self->max_spin = add_age (dialog, group, _ ("Up to this age; 0 for any"), self->draft->age_max);
  self->income_row = add_need (dialog, group, _ ("A low income"), self->draft->income);
  if (!json_object_has_member (self->draft->kept, "any_of"))
    {
      self->either_switch = wf_task_dialog_add_switch (
          dialog, group, _ ("A low income, or one of the benefits below, is enough"), NULL);
      gtk_switch_set_active (self->either_switch, self->draft->is_either);
    }
  group = wf_task_dialog_add_group (dialog, _ ("Gets one of these; none chosen: does not matter"));
  add_choices (dialog, group, &self->benefits, "benefit", BENEFITS, self->draft->benefits);
}

static void
add_others (WfTaskDialog *dialog, Form *self)
{
  const char *const *needs = wf_conditions_draft_list_needs ();
  g_autofree char *documents = g_strjoinv (SEPARATOR " ", self->draft->documents);
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("Else"));

  for (guint i = 0; i < WF_CONDITIONS_N_NEEDS; i++)
    self->need_rows[i] =
        add_need (dialog, group, wf_conditions_key_get_words (needs[i]), self->draft->needs[i]);
  group =
      wf_task_dialog_add_group (dialog, _ ("Has one of these papers; none chosen: none is needed"));
  add_choices (dialog, group, &self->papers, "document", PAPERS, self->draft->papers);
  group = wf_task_dialog_add_group (dialog, NULL);
  self->documents_row = wf_task_dialog_add_entry (
      dialog, group, _ ("Other papers to bring, with a semicolon between them"));
  gtk_editable_set_text (GTK_EDITABLE (self->documents_row), documents);
  self->note_row = wf_task_dialog_add_entry (dialog, group, _ ("A remark, shown with the answer"));
  gtk_editable_set_text (GTK_EDITABLE (self->note_row), self->draft->note);
}

static void
add_example (WfTaskDialog *dialog, Form *self)
{
  const char *words[G_N_ELEMENTS (EXAMPLES) + 1] = { NULL };
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("What somebody would hear"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < G_N_ELEMENTS (EXAMPLES); i++)
    words[i] = _ (EXAMPLES[i].words);
  self->example_row = wf_task_dialog_add_choice (dialog, group, _ ("For example"), words);
  gtk_widget_set_margin_top (box, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What somebody would hear"), -1);
  wf_task_dialog_add_widget (dialog, box);
  self->answer_box = GTK_BOX (box);
}

WfTaskDialog *
wf_conditions_dialog_show (WfServices *services, GtkWindow *parent, WfResource *resource)
{
  WfTaskDialog *dialog;
  Form *self;

  g_return_val_if_fail (services != NULL && services->catalogue != NULL && resource != NULL, NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("Who Can Get It"));
  self = g_new0 (Form, 1);
  self->services = services;
  self->resource = wf_resource_ref (resource);
  self->draft = wf_conditions_draft_new (wf_resource_get_conditions (resource));
  add_text (dialog, self);
  add_mode (dialog, self);
  add_example (dialog, self);
  add_money (dialog, self);
  add_others (dialog, self);
  self->is_whole = TRUE;
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.conditions", resource->id);
  wf_task_dialog_set_told (dialog, _ ("Kept. It can go along in a proposal."));
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start, is_ready, self, form_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
