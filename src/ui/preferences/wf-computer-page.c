/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences: this computer. Display settings are GSettings; what of the computer may be
 * used stands in WfComputerSettings, which the services follow by themselves.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-computer-page.h"

#include <glib/gi18n.h>

#include "wf-rows.h"

struct _WfComputerPage {
  AdwPreferencesPage parent_instance;

  WfServices *services;
  AdwActionRow *voice_row;
  AdwComboRow *rate_row;
  guint n_clearing; /* slots whose passphrase is being taken out */
};

enum {
  TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfComputerPage, wf_computer_page, ADW_TYPE_PREFERENCES_PAGE)

static const struct {
  const char *words;
  double scale;
} SIZES[] = {
  { N_ ("Usual"), 1.0 },
  { N_ ("Larger"), 1.25 },
  { N_ ("Large"), 1.5 },
  { N_ ("Very large"), 2.0 },
};

static const struct {
  const char *words;
  const char *nick;
  AdwColorScheme scheme;
} COLOURS[] = {
  { N_ ("As the desktop"), "desktop", ADW_COLOR_SCHEME_DEFAULT },
  { N_ ("Light"), "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
  { N_ ("Dark"), "dark", ADW_COLOR_SCHEME_FORCE_DARK },
};

/* From slow to fast. */
static const struct {
  const char *words;
  int rate;
} RATES[] = {
  { N_ ("Much slower"), -WF_COMPUTER_SETTINGS_RATE_MAX },
  { N_ ("Slower"), -WF_COMPUTER_SETTINGS_RATE_MAX / 2 },
  { N_ ("As the desktop speaks"), 0 },
  { N_ ("Faster"), WF_COMPUTER_SETTINGS_RATE_MAX / 2 },
};

static void
tell (WfComputerPage *self, const char *text)
{
  g_signal_emit (self, signals[TOLD], 0, text);
}

static AdwComboRow *
add_choice (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  wf_row_set_words (ADW_ACTION_ROW (row), title, subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

static void
add_words (AdwComboRow *row, const char *words)
{
  gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (row)), words);
}

/* A switch that is the named property of the settings, both ways. */
static AdwActionRow *
add_switch (WfComputerPage *self,
            AdwPreferencesGroup *group,
            const char *property,
            const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  wf_row_set_words (ADW_ACTION_ROW (row), title, subtitle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
  g_object_bind_property (self->services->computer, property, toggle, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return ADW_ACTION_ROW (row);
}

static void
on_size_selected (AdwComboRow *row, GParamSpec *pspec, WfComputerPage *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected < G_N_ELEMENTS (SIZES))
    g_settings_set_double (self->services->settings, "client-text-scale", SIZES[selected].scale);
}

static void
on_colours_selected (AdwComboRow *row, GParamSpec *pspec, WfComputerPage *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected >= G_N_ELEMENTS (COLOURS))
    return;
  g_settings_set_string (self->services->settings, "colour-scheme", COLOURS[selected].nick);
  wf_computer_page_apply_colours (self->services->settings);
}

void
wf_computer_page_apply_colours (GSettings *settings)
{
  g_autofree char *nick = NULL;

  if (settings == NULL)
    return;
  nick = g_settings_get_string (settings, "colour-scheme");
  for (guint i = 0; i < G_N_ELEMENTS (COLOURS); i++)
    {
      if (g_str_equal (COLOURS[i].nick, nick))
        adw_style_manager_set_color_scheme (adw_style_manager_get_default (), COLOURS[i].scheme);
    }
}

static void
add_display (WfComputerPage *self)
{
  GSettings *settings = self->services->settings;
  AdwPreferencesGroup *group = wf_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("Display"), NULL);
  AdwComboRow *size = add_choice (group, _ ("Letters on the client’s card"),
                                  _ ("On top of the desktop’s own text size"));
  AdwComboRow *colours = add_choice (group, _ ("Colours"), "");
  g_autofree char *nick = NULL;
  double scale;

  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    add_words (size, _ (SIZES[i].words));
  for (guint i = 0; i < G_N_ELEMENTS (COLOURS); i++)
    add_words (colours, _ (COLOURS[i].words));
  gtk_widget_set_sensitive (GTK_WIDGET (group), settings != NULL);
  if (settings == NULL)
    return;

  scale = g_settings_get_double (settings, "client-text-scale");
  for (guint i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      if (scale >= SIZES[i].scale)
        adw_combo_row_set_selected (size, i);
    }
  nick = g_settings_get_string (settings, "colour-scheme");
  for (guint i = 0; i < G_N_ELEMENTS (COLOURS); i++)
    {
      if (g_str_equal (COLOURS[i].nick, nick))
        adw_combo_row_set_selected (colours, i);
    }
  g_signal_connect_object (size, "notify::selected", G_CALLBACK (on_size_selected), self, 0);
  g_signal_connect_object (colours, "notify::selected", G_CALLBACK (on_colours_selected), self, 0);
}

static void
show_voices (WfComputerPage *self)
{
  WfServices *services = self->services;
  WfLanguages *languages = wf_pack_library_get_languages (services->packs);
  gboolean read_aloud = wf_computer_settings_get_read_aloud (services->computer);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->voice_row), read_aloud);
  gtk_widget_set_visible (GTK_WIDGET (self->rate_row), read_aloud);
  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    {
      const char *tag = wf_languages_get (languages, i)->tag;
      g_autofree char *name = wf_format_language_name (services->format, tag);

      if (wf_speech_get_voice (services->speech, tag) == WF_SPEECH_VOICE_PRESENT)
        g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);
  if (names[0] != NULL)
    list = wf_format_list (services->format, (const char *const *) names);
  adw_action_row_set_subtitle (
      self->voice_row, list != NULL
                           ? list
                           : _ ("None. Questions are read together; a voice is added in the "
                                "desktop’s settings."));
}

static void
on_rate_selected (AdwComboRow *row, GParamSpec *pspec, WfComputerPage *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected < G_N_ELEMENTS (RATES))
    wf_computer_settings_set_voice_rate (self->services->computer, RATES[selected].rate);
}

/* The choice nearest to what is set: a file may say any number. */
static guint
find_rate (int rate)
{
  guint nearest = 0;

  for (guint i = 1; i < G_N_ELEMENTS (RATES); i++)
    {
      if (ABS (RATES[i].rate - rate) < ABS (RATES[nearest].rate - rate))
        nearest = i;
    }
  return nearest;
}

static void
add_reading_aloud (WfComputerPage *self)
{
  AdwPreferencesGroup *group =
      wf_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("Reading aloud"),
                         _ ("Only the questions and texts for clients are read "
                            "aloud, never what somebody said."));

  add_switch (self, group, "read-aloud", _ ("Read aloud on this computer"),
              _ ("When it is off, questions are read together."));
  self->rate_row = add_choice (group, _ ("How fast the voice speaks"), "");
  for (guint i = 0; i < G_N_ELEMENTS (RATES); i++)
    add_words (self->rate_row, _ (RATES[i].words));
  adw_combo_row_set_selected (
      self->rate_row, find_rate (wf_computer_settings_get_voice_rate (self->services->computer)));
  self->voice_row = ADW_ACTION_ROW (adw_action_row_new ());
  wf_row_set_words (ADW_ACTION_ROW (self->voice_row), _ ("Voices found"), "");
  adw_preferences_group_add (group, GTK_WIDGET (self->voice_row));
  show_voices (self);
  g_signal_connect_object (self->rate_row, "notify::selected", G_CALLBACK (on_rate_selected), self,
                           0);
  g_signal_connect_object (self->services->speech, "voices-changed", G_CALLBACK (show_voices), self,
                           G_CONNECT_SWAPPED);
}

static void
add_reminders (WfComputerPage *self)
{
  AdwPreferencesGroup *group =
      wf_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("Reminders"), NULL);

  add_switch (self, group, "notifications", _ ("Remind outside the window"),
              _ ("A notification says how many follow-ups are due. It never names anybody."));
  add_switch (
      self, group, "autostart", _ ("Begin with the desktop, locked"),
      _ ("Without a window, only to remind. It can say how many follow-ups are due, nothing "
         "else, until somebody unlocks it."));
}

/* Goes on without the page: what may not be kept is taken out. */
static void
on_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfComputerPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!wf_keyring_clear_finish (WF_KEYRING (source), result, &error))
    tell (self, _ ("The keyring does not answer. What it keeps is not used any more; take it out "
                   "with the desktop’s own password program."));
  else if (self->n_clearing == 1)
    tell (self, _ ("No passphrase is kept on this computer."));
  self->n_clearing--;
}

static void
on_keyring_changed (WfComputerPage *self)
{
  g_autoptr (GPtrArray) slots = NULL;

  if (wf_computer_settings_get_keyring (self->services->computer))
    return;
  slots = wf_vault_get_slots (self->services->vault);
  for (guint i = 0; i < slots->len; i++)
    {
      self->n_clearing++;
      wf_keyring_clear_async (self->services->keyring, ((WfSlot *) slots->pdata[i])->id, NULL,
                              on_cleared, g_object_ref (self));
    }
}

static void
add_passphrase (WfComputerPage *self)
{
  AdwPreferencesGroup *group = wf_rows_add_group (
      ADW_PREFERENCES_PAGE (self), _ ("Passphrase"),
      _ ("A passphrase can be kept in the keyring of this desktop. Then whoever sits at "
         "the open desktop can unlock Wayfinder and see every client. Leave it off "
         "where people share a computer."));

  add_switch (self, group, "keyring", _ ("Passphrases may be kept here"),
              _ ("Each person then chooses when they unlock. Turning it off takes out what is "
                 "kept."));
  g_signal_connect_object (self->services->computer, "notify::keyring",
                           G_CALLBACK (on_keyring_changed), self, G_CONNECT_SWAPPED);
}

static void
on_not_saved (WfComputerSettings *computer, const GError *error, WfComputerPage *self)
{
  tell (self, _ ("This setting could not be written to the disk. It holds until Wayfinder is "
                 "closed."));
}

static void
wf_computer_page_finalize (GObject *object)
{
  g_clear_pointer (&WF_COMPUTER_PAGE (object)->services, wf_services_unref);
  G_OBJECT_CLASS (wf_computer_page_parent_class)->finalize (object);
}

static void
wf_computer_page_class_init (WfComputerPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_computer_page_finalize;
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wf_computer_page_init (WfComputerPage *self)
{
}

WfComputerPage *
wf_computer_page_new (WfServices *services)
{
  WfComputerPage *self;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_COMPUTER_PAGE, "name", "computer", "title", _ ("This Computer"),
                       "icon-name", "computer-symbolic", NULL);
  self->services = wf_services_ref (services);
  add_display (self);
  add_reading_aloud (self);
  add_reminders (self);
  add_passphrase (self);
  g_signal_connect_object (services->computer, "not-saved", G_CALLBACK (on_not_saved), self, 0);
  return self;
}
