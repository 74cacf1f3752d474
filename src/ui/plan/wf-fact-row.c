/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fact to be supposed otherwise: a choice, some boxes or a line, by the kind of the fact. The
 * first line of a choice is what is known.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-fact-row.h"

#include <glib/gi18n.h>

#include "wf-regions.h"

struct _WfFactRow {
  const WfFactWords *words;
  WfClientFact *known;
  WfFactRowFunc changed;
  gpointer data;
  GtkWidget *widget;
  AdwComboRow *choice; /* (nullable) */
  AdwEntryRow *entry;  /* (nullable) */
  GPtrArray *checks;   /* of GtkCheckButton, borrowed */
  GPtrArray *codes;    /* of text: of each line of the choice but the first, or of each check */
  gboolean is_updating;
};

static void
tell (WfFactRow *self)
{
  if (!self->is_updating)
    self->changed (self->data);
}

static gboolean
is_known_value (WfFactRow *self, const char *code)
{
  return g_strv_contains ((const char *const *) self->known->values, code);
}

static void
add_choice (WfFactRow *self, WfServices *services)
{
  g_autofree char *said = wf_fact_dup_words (self->words, self->known, services);
  /* Translators: the first line of a choice: %s is what is known, as "Not asked yet" */
  g_autofree char *as_is = g_strdup_printf (_ ("As it is: %s"), said);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, as_is);
  for (guint i = 0; self->words->kind == WF_FACT_KIND_REGION && i < wf_regions_get_n (); i++)
    {
      if (*wf_regions_get_code (i) != '\0')
        g_ptr_array_add (self->codes, g_strdup (wf_regions_get_code (i)));
    }
  for (const WfFactCode *code = self->words->codes; code != NULL && code->code != NULL; code++)
    g_ptr_array_add (self->codes, g_strdup (code->code));
  for (guint i = 0; i < self->codes->len; i++)
    {
      g_autofree char *name =
          wf_fact_value_dup_words (self->words, self->codes->pdata[i], services);

      gtk_string_list_append (names, name);
    }
  self->widget = adw_combo_row_new ();
  self->choice = ADW_COMBO_ROW (self->widget);
  adw_combo_row_set_model (self->choice, G_LIST_MODEL (names));
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (tell), self);
}

static void
add_checks (WfFactRow *self, WfServices *services)
{
  const char *const *values = wf_fact_words_list_values (self->words);
  g_autofree char *said = wf_fact_dup_words (self->words, self->known, services);
  g_autofree char *safe = g_markup_escape_text (said, -1);

  self->widget = adw_expander_row_new ();
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self->widget), safe);
  for (guint i = 0; values[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();
      g_autofree char *name = wf_fact_value_dup_words (self->words, values[i], services);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_known_value (self, values[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (tell), self);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self->widget), row);
      g_ptr_array_add (self->checks, check);
      g_ptr_array_add (self->codes, g_strdup (values[i]));
    }
}

static void
add_entry (WfFactRow *self)
{
  self->widget = adw_entry_row_new ();
  self->entry = ADW_ENTRY_ROW (self->widget);
  adw_entry_row_set_input_hints (self->entry, GTK_INPUT_HINT_PRIVATE);
  if (self->words->kind == WF_FACT_KIND_NUMBER)
    adw_entry_row_set_input_purpose (self->entry, GTK_INPUT_PURPOSE_NUMBER);
  if (self->known->values[0] != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), self->known->values[0]);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (tell), self);
}

WfFactRow *
wf_fact_row_new (WfServices *services,
                 const WfFactWords *words,
                 const WfClientFact *known,
                 WfFactRowFunc changed,
                 gpointer data)
{
  WfFactRow *self;

  g_return_val_if_fail (services != NULL && words != NULL && known != NULL, NULL);

  self = g_new0 (WfFactRow, 1);
  self->words = words;
  self->known = wf_client_fact_copy (known);
  self->changed = changed;
  self->data = data;
  self->checks = g_ptr_array_new ();
  self->codes = g_ptr_array_new_with_free_func (g_free);
  if (words->kind == WF_FACT_KIND_CHOICE || words->kind == WF_FACT_KIND_REGION)
    add_choice (self, services);
  else if (wf_fact_words_list_values (words) != NULL)
    add_checks (self, services);
  else
    add_entry (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->widget), _ (words->title));
  return self;
}

void
wf_fact_row_free (WfFactRow *self)
{
  wf_client_fact_free (self->known);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->codes);
  g_free (self);
}

GtkWidget *
wf_fact_row_get_widget (WfFactRow *self)
{
  return self->widget;
}

const WfFactWords *
wf_fact_row_get_words (WfFactRow *self)
{
  return self->words;
}

static GStrv
dup_values (WfFactRow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      if (gtk_check_button_get_active (self->checks->pdata[i]))
        g_strv_builder_add (builder, self->codes->pdata[i]);
    }
  if (self->choice != NULL && adw_combo_row_get_selected (self->choice) > 0)
    g_strv_builder_add (builder, self->codes->pdata[adw_combo_row_get_selected (self->choice) - 1]);
  if (self->entry != NULL)
    {
      g_autofree char *text =
          g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
      g_autofree char *typed =
          self->words->kind == WF_FACT_KIND_TEXT ? g_strdup (text) : wf_fact_dup_typed (text);

      if (*typed != '\0')
        g_strv_builder_add (builder, typed);
    }
  return g_strv_builder_end (builder);
}

/* As a set: the order of what was ticked says nothing. */
static gboolean
is_same (WfFactRow *self, GStrv values)
{
  guint n = g_strv_length (values);

  if (n != g_strv_length (self->known->values))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!is_known_value (self, values[i]))
        return FALSE;
    }
  return TRUE;
}

WfClientFact *
wf_fact_row_dup_supposed (WfFactRow *self, int this_year)
{
  g_auto (GStrv) values = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  values = dup_values (self);
  if (is_same (self, values) || (self->checks->len == 0 && values[0] == NULL) ||
      !wf_client_fact_check (self->words->name, (const char *const *) values, this_year, NULL))
    return NULL;
  return wf_client_fact_new (self->words->name, WF_CLIENT_FACT_ANSWERED,
                             (const char *const *) values, 0);
}

void
wf_fact_row_reset (WfFactRow *self)
{
  g_return_if_fail (self != NULL);

  self->is_updating = TRUE;
  if (self->choice != NULL)
    adw_combo_row_set_selected (self->choice, 0);
  if (self->entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry),
                           self->known->values[0] != NULL ? self->known->values[0] : "");
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (self->checks->pdata[i],
                                 is_known_value (self, self->codes->pdata[i]));
  self->is_updating = FALSE;
}
