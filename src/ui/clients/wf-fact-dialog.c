/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One fact at a time. The four states come first, since "no answer" is as good as an answer;
 * the place for the answer is there only while there is one.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-fact-dialog.h"

#include <glib/gi18n.h>

#include "wf-regions.h"

#define N_STATES 4

typedef struct {
  char *id; /* the client's */
  const WfFactWords *words;
  int this_year;
  gboolean is_number;
  GtkCheckButton *states[N_STATES]; /* by WfClientFactState */
  AdwPreferencesGroup *editor;
  AdwEntryRow *entry;  /* (nullable) */
  AdwComboRow *choice; /* (nullable) */
  AdwEntryRow *search; /* (nullable): finds among the checks */
  GPtrArray *checks;   /* (element-type GtkCheckButton), borrowed */
  GPtrArray *codes;    /* what each check or line of the choice stands for */
} Ask;

static void
ask_free (gpointer data)
{
  Ask *self = data;

  g_free (self->id);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->codes);
  g_free (self);
}

static WfClientFactState
get_state (Ask *self)
{
  for (guint i = 0; i < N_STATES; i++)
    {
      if (gtk_check_button_get_active (self->states[i]))
        return (WfClientFactState) i;
    }
  return WF_CLIENT_FACT_NOT_ASKED;
}

static GStrv
dup_values (Ask *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      if (gtk_check_button_get_active (self->checks->pdata[i]))
        g_strv_builder_add (builder, self->codes->pdata[i]);
    }
  if (self->choice != NULL && adw_combo_row_get_selected (self->choice) < self->codes->len)
    g_strv_builder_add (builder, self->codes->pdata[adw_combo_row_get_selected (self->choice)]);
  if (self->entry != NULL)
    {
      g_autofree char *text = wf_task_row_dup_text (self->entry);
      g_autofree char *typed = self->is_number ? wf_fact_dup_typed (text) : g_strdup (text);

      if (*typed != '\0')
        g_strv_builder_add (builder, typed);
    }
  return g_strv_builder_end (builder);
}

static gboolean
can_save (WfTaskDialog *dialog, gpointer data)
{
  Ask *self = data;
  g_auto (GStrv) values = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->editor), get_state (self) == WF_CLIENT_FACT_ANSWERED);
  if (get_state (self) != WF_CLIENT_FACT_ANSWERED)
    return TRUE;
  values = dup_values (self);
  if (values[0] == NULL && self->words->none == NULL)
    return FALSE;
  return wf_client_fact_check (self->words->name, (const char *const *) values, self->this_year,
                               NULL);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error);
  wf_task_dialog_end (user_data, error);
}

static void
save (WfTaskDialog *dialog, const char *id, WfRecord *record)
{
  wf_client_repo_append_one_async (wf_task_dialog_get_services (dialog)->clients, id, record,
                                   wf_task_dialog_get_cancellable (dialog), on_saved, dialog);
}

static void
start_save (WfTaskDialog *dialog, gpointer data)
{
  Ask *self = data;
  g_auto (GStrv) values = dup_values (self);
  g_autoptr (WfClientFact) fact =
      wf_client_fact_new (self->words->name, get_state (self), (const char *const *) values, 0);

  save (dialog, self->id, wf_client_record_fact (fact));
}

static void
add_check (WfTaskDialog *dialog,
           Ask *self,
           const char *code,
           const char *title,
           const char *subtitle,
           const WfClientFact *fact)
{
  GtkCheckButton *check = wf_task_dialog_add_check (dialog, self->editor, title, subtitle);

  gtk_check_button_set_active (check, g_strv_contains ((const char *const *) fact->values, code));
  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->codes, g_strdup (code));
}

static void
on_search_changed (AdwEntryRow *row, Ask *self)
{
  g_autofree char *typed = wf_task_row_dup_text (row);
  g_autofree char *wanted = g_utf8_casefold (typed, -1);

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkWidget *line = gtk_widget_get_ancestor (self->checks->pdata[i], ADW_TYPE_ACTION_ROW);
      g_autofree char *both =
          g_strconcat (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (line)), " ",
                       adw_action_row_get_subtitle (ADW_ACTION_ROW (line)), NULL);
      g_autofree char *folded = g_utf8_casefold (both, -1);

      gtk_widget_set_visible (line, strstr (folded, wanted) != NULL ||
                                        gtk_check_button_get_active (self->checks->pdata[i]));
    }
}

/* First what was said, then what the agency offers, then all others. */
static guint
get_rank (const WfLanguage *language, const WfClientFact *fact, const WfAgency *agency)
{
  if (g_strv_contains ((const char *const *) fact->values, language->tag))
    return 0;
  return g_strv_contains ((const char *const *) agency->languages, language->tag) ? 1 : 2;
}

static void
add_languages (WfTaskDialog *dialog, Ask *self, const WfClientFact *fact)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  WfLanguages *languages = wf_pack_library_get_languages (services->packs);
  const WfAgency *agency = wf_agency_repo_get (services->agency);

  self->search = wf_task_dialog_add_entry (dialog, self->editor, _ ("Find a language"));
  for (guint rank = 0; rank < 3; rank++)
    {
      for (guint i = 0; i < wf_languages_get_n (languages); i++)
        {
          const WfLanguage *language = wf_languages_get (languages, i);
          g_autofree char *name = wf_format_language_name (services->format, language->tag);

          if (get_rank (language, fact, agency) == rank)
            add_check (dialog, self, language->tag, language->own_name, name, fact);
        }
    }
  g_signal_connect (self->search, "changed", G_CALLBACK (on_search_changed), self);
}

static void
add_choice (WfTaskDialog *dialog, Ask *self, const char *const *words, const WfClientFact *fact)
{
  self->choice = wf_task_dialog_add_choice (dialog, self->editor, _ (self->words->title), words);
  for (guint i = 0; i < self->codes->len; i++)
    {
      if (fact->values[0] != NULL && g_str_equal (fact->values[0], self->codes->pdata[i]))
        adw_combo_row_set_selected (self->choice, i);
    }
}

static void
add_one_language (WfTaskDialog *dialog, Ask *self, const WfClientFact *fact)
{
  WfServices *services = wf_task_dialog_get_services (dialog);
  WfLanguages *languages = wf_pack_library_get_languages (services->packs);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    {
      const WfLanguage *language = wf_languages_get (languages, i);
      g_autofree char *name = wf_format_language_name (services->format, language->tag);
      g_autofree char *both = g_strdup_printf ("%s · %s", language->own_name, name);

      g_ptr_array_add (self->codes, g_strdup (language->tag));
      g_strv_builder_add (builder, both);
    }
  names = g_strv_builder_end (builder);
  add_choice (dialog, self, (const char *const *) names, fact);
}

static void
add_region (WfTaskDialog *dialog, Ask *self, const WfClientFact *fact)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < wf_regions_get_n (); i++)
    {
      if (*wf_regions_get_code (i) == '\0')
        continue;
      g_ptr_array_add (self->codes, g_strdup (wf_regions_get_code (i)));
      g_strv_builder_add (builder, wf_regions_get_name (i));
    }
  names = g_strv_builder_end (builder);
  add_choice (dialog, self, (const char *const *) names, fact);
}

static void
add_codes (WfTaskDialog *dialog, Ask *self, const WfClientFact *fact)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (const WfFactCode *code = self->words->codes; code->code != NULL; code++)
    {
      g_ptr_array_add (self->codes, g_strdup (code->code));
      g_strv_builder_add (builder, _ (code->words));
    }
  names = g_strv_builder_end (builder);
  add_choice (dialog, self, (const char *const *) names, fact);
}

/* What was typed in own words is what none of the codes stands for. */
static void
add_needs (WfTaskDialog *dialog, Ask *self, const WfClientFact *fact)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) own = NULL;
  g_autofree char *text = NULL;

  for (const WfFactCode *code = self->words->codes; code->code != NULL; code++)
    add_check (dialog, self, code->code, _ (code->words), NULL, fact);
  for (guint i = 0; fact->values[i] != NULL; i++)
    {
      if (!g_ptr_array_find_with_equal_func (self->codes, fact->values[i], g_str_equal, NULL))
        g_strv_builder_add (builder, fact->values[i]);
    }
  own = g_strv_builder_end (builder);
  text = g_strjoinv (", ", own);
  self->entry = wf_task_dialog_add_entry (dialog, self->editor, _ ("Something else"));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
add_listed (WfTaskDialog *dialog, Ask *self, const WfClientFact *fact)
{
  const char *const *values = wf_fact_words_list_values (self->words);

  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *title =
          wf_fact_value_dup_words (self->words, values[i], wf_task_dialog_get_services (dialog));

      add_check (dialog, self, values[i], title, NULL, fact);
    }
}

static void
add_editor (WfTaskDialog *dialog, Ask *self, const WfClientFact *fact)
{
  switch (self->words->kind)
    {
    case WF_FACT_KIND_LANGUAGES:
      add_languages (dialog, self, fact);
      break;
    case WF_FACT_KIND_LANGUAGE:
      add_one_language (dialog, self, fact);
      break;
    case WF_FACT_KIND_REGION:
      add_region (dialog, self, fact);
      break;
    case WF_FACT_KIND_CHOICE:
      add_codes (dialog, self, fact);
      break;
    case WF_FACT_KIND_NEEDS:
      add_needs (dialog, self, fact);
      break;
    case WF_FACT_KIND_PAPERS:
    case WF_FACT_KIND_BENEFITS:
    case WF_FACT_KIND_CLASSES:
      add_listed (dialog, self, fact);
      break;
    case WF_FACT_KIND_TEXT:
    case WF_FACT_KIND_NUMBER:
    case WF_FACT_KIND_MONEY:
    case WF_FACT_KIND_DATA:
    default:
      self->entry = wf_task_dialog_add_entry (dialog, self->editor, _ (self->words->title));
      self->is_number = self->words->kind != WF_FACT_KIND_TEXT;
      if (self->is_number)
        adw_entry_row_set_input_purpose (self->entry, GTK_INPUT_PURPOSE_NUMBER);
      if (fact->values[0] != NULL)
        gtk_editable_set_text (GTK_EDITABLE (self->entry), fact->values[0]);
      break;
    }
}

static void
add_states (WfTaskDialog *dialog, Ask *self, WfClientFactState now)
{
  static const struct {
    WfClientFactState state;
    const char *title;
    const char *subtitle;
  } states[] = {
    { WF_CLIENT_FACT_ANSWERED, N_ ("There is an answer"), NULL },
    { WF_CLIENT_FACT_REFUSED, N_ ("Does not want to say"),
      N_ ("We do not ask again by ourselves") },
    { WF_CLIENT_FACT_DONT_KNOW, N_ ("Does not know"), NULL },
    { WF_CLIENT_FACT_NOT_ASKED, N_ ("Not asked yet"), N_ ("Takes an answer back") },
  };
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ (self->words->title));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      GtkCheckButton *check =
          wf_task_dialog_add_check (dialog, group, _ (states[i].title),
                                    states[i].subtitle != NULL ? _ (states[i].subtitle) : NULL);

      if (i > 0)
        gtk_check_button_set_group (check, self->states[states[0].state]);
      self->states[states[i].state] = check;
    }
  /* Whoever opens this with nothing there has an answer to write down. */
  gtk_check_button_set_active (
      self->states[now == WF_CLIENT_FACT_NOT_ASKED ? WF_CLIENT_FACT_ANSWERED : now], TRUE);
}

static int
get_year (WfServices *services)
{
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_local (wf_clock_now (services->clock) / G_USEC_PER_SEC);

  return g_date_time_get_year (now);
}

WfTaskDialog *
wf_fact_dialog_show (WfServices *services,
                     GtkWindow *parent,
                     const WfClient *client,
                     const WfFactWords *words)
{
  WfTaskDialog *dialog;
  const WfClientFact *fact;
  Ask *self;

  g_return_val_if_fail (services != NULL && client != NULL && words != NULL, NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("Ask If It Helps"));
  fact = wf_client_get_fact (client, words->name);
  self = g_new0 (Ask, 1);
  self->id = g_strdup (wf_client_get_id (client));
  self->words = words;
  self->this_year = get_year (services);
  self->checks = g_ptr_array_new ();
  self->codes = g_ptr_array_new_with_free_func (g_free);
  wf_task_dialog_add_point (dialog, _ ("Why we ask"), _ (words->why));
  add_states (dialog, self, fact->state);
  self->editor = wf_task_dialog_add_group (dialog, _ ("The answer"));
  add_editor (dialog, self, fact);
  wf_task_dialog_keep_drafts (dialog, self->id, "draft.fact", words->name);
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start_save, can_save, self, ask_free);
  wf_task_dialog_present (dialog);
  return dialog;
}
