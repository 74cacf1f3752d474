/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences: the agency. A change is saved as the difference to what the repository
 * holds; one saving at a time, and a change made meanwhile is saved after it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-agency-settings.h"

#include <glib/gi18n.h>

#include "wf-due.h"
#include "wf-error-text.h"
#include "wf-people-words.h"
#include "wf-regions.h"
#include "wf-rows.h"

#define FUNDER_SEPARATOR ";"
#define SETTLE_MS        500
#define N_CHECKS         3
#define DAYS_A_MONTH     30
#define TOWNS            200 /* entries to look for a town in */

struct _WfAgencySettings {
  AdwPreferencesPage parent_instance;

  AdwEntryRow *name_row;
  AdwEntryRow *phone_row;
  AdwEntryRow *address_row;
  AdwEntryRow *where_row;
  AdwEntryRow *funders_row;
  AdwEntryRow *province_row;
  AdwEntryRow *funder_line_row;
  AdwEntryRow *lending_row;
  AdwComboRow *region_row;
  GtkSpinButton *retention_spin;
  GtkSpinButton *lock_spin;
  GtkSpinButton *check_spins[N_CHECKS];
  AdwPreferencesGroup *notice_group;
  AdwPreferencesGroup *agency_group;
  AdwPreferencesGroup *funder_group;
  AdwPreferencesGroup *check_group;
  AdwPreferencesGroup *lending_group;
  AdwPreferencesGroup *time_group;
  AdwPreferencesGroup *language_group;

  WfServices *services;
  WfPoint point;       /* what the agency is at */
  char *town;          /* its name; "" when it was told in numbers */
  GPtrArray *switches; /* (element-type GtkSwitch), borrowed; their tag is data "tag" */
  gboolean is_filling;
  gboolean is_saving;
  gboolean must_save; /* something changed that is not on its way yet */
  guint settle_id;
};

enum {
  TOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfAgencySettings, wf_agency_settings, ADW_TYPE_PREFERENCES_PAGE)

/* The lines of text, and where each stands in the agency. */
static const struct {
  gsize row;
  gsize member;
} TEXTS[] = {
  { G_STRUCT_OFFSET (WfAgencySettings, name_row), G_STRUCT_OFFSET (WfAgency, name) },
  { G_STRUCT_OFFSET (WfAgencySettings, phone_row), G_STRUCT_OFFSET (WfAgency, phone) },
  { G_STRUCT_OFFSET (WfAgencySettings, address_row), G_STRUCT_OFFSET (WfAgency, address) },
  { G_STRUCT_OFFSET (WfAgencySettings, province_row), G_STRUCT_OFFSET (WfAgency, province_line) },
  { G_STRUCT_OFFSET (WfAgencySettings, funder_line_row), G_STRUCT_OFFSET (WfAgency, funder_line) },
  { G_STRUCT_OFFSET (WfAgencySettings, lending_row), G_STRUCT_OFFSET (WfAgency, lending_line) },
};

#define ROW(self, i)      (G_STRUCT_MEMBER (GtkEditable *, self, TEXTS[i].row))
#define MEMBER(agency, i) (G_STRUCT_MEMBER (char *, agency, TEXTS[i].member))

static GStrv
split_funders (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, FUNDER_SEPARATOR, -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] != '\0')
        g_strv_builder_add (builder, parts[i]);
    }
  return g_strv_builder_end (builder);
}

static GStrv
dup_languages (WfAgencySettings *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->switches->len; i++)
    {
      if (gtk_switch_get_active (self->switches->pdata[i]))
        g_strv_builder_add (builder, g_object_get_data (self->switches->pdata[i], "tag"));
    }
  return g_strv_builder_end (builder);
}

/* Weeks until the first time, months until the others; 0 for none. */
static void
get_checks (const WfAgency *agency, int *values)
{
  for (guint i = 0; i < N_CHECKS; i++)
    values[i] = 0;
  for (guint i = 0; i < N_CHECKS && agency->checks[i] != NULL; i++)
    {
      int months, days;

      if (!wf_period_parse (agency->checks[i], &months, &days))
        continue;
      days += months * DAYS_A_MONTH;
      values[i] = i == 0 ? MAX (days / 7, 1) : MAX (days / DAYS_A_MONTH, 1);
    }
}

/* What was written in another way stays so until it is changed here. */
static void
read_checks (WfAgencySettings *self, WfAgency *agency)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  int before[N_CHECKS];
  gboolean is_changed = FALSE;

  get_checks (agency, before);
  for (guint i = 0; i < N_CHECKS; i++)
    {
      int value = gtk_spin_button_get_value_as_int (self->check_spins[i]);
      g_autofree char *period = g_strdup_printf ("P%d%c", value, i == 0 ? 'W' : 'M');

      is_changed = is_changed || value != before[i];
      if (value > 0)
        g_strv_builder_add (builder, period);
    }
  if (!is_changed)
    return;
  g_strfreev (agency->checks);
  agency->checks = g_strv_builder_end (builder);
}

static WfAgency *
read_form (WfAgencySettings *self)
{
  WfAgency *agency = wf_agency_copy (wf_agency_repo_get (self->services->agency));

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_free (MEMBER (agency, i));
      MEMBER (agency, i) = g_strstrip (g_strdup (gtk_editable_get_text (ROW (self, i))));
    }
  g_free (agency->region);
  agency->region = g_strdup (wf_regions_get_code (adw_combo_row_get_selected (self->region_row)));
  g_free (agency->town);
  agency->town = g_strdup (self->town);
  g_free (agency->point);
  agency->point = wf_point_to_text (&self->point);
  g_strfreev (agency->funders);
  agency->funders = split_funders (gtk_editable_get_text (GTK_EDITABLE (self->funders_row)));
  g_strfreev (agency->languages);
  agency->languages = dup_languages (self);
  agency->retention_months = (guint) gtk_spin_button_get_value_as_int (self->retention_spin);
  agency->lock_minutes = (guint) gtk_spin_button_get_value_as_int (self->lock_spin);
  read_checks (self, agency);
  return agency;
}

static void save (WfAgencySettings *self);

static void
on_save_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfAgencySettings) self = user_data;
  g_autoptr (GError) error = NULL;

  wf_agency_repo_save_finish (WF_AGENCY_REPO (source), result, &error);
  self->is_saving = FALSE;
  if (error != NULL)
    {
      g_autofree char *text = wf_error_to_user_text (error);

      self->must_save = FALSE;
      g_signal_emit (self, signals[TOLD], 0, text);
    }
  else if (self->must_save)
    save (self);
}

/* Goes on without the page: what was chosen is kept even when Preferences are closed. */
static void
save (WfAgencySettings *self)
{
  g_autoptr (WfAgency) agency = NULL;

  if (self->is_saving)
    {
      self->must_save = TRUE;
      return;
    }
  agency = read_form (self);
  self->must_save = FALSE;
  if (*agency->name == '\0')
    return; /* an agency has a name */
  self->is_saving = TRUE;
  wf_agency_repo_save_async (self->services->agency, agency, NULL, on_save_ready,
                             g_object_ref (self));
}

static gboolean
on_settled (gpointer user_data)
{
  WfAgencySettings *self = user_data;

  self->settle_id = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (WfAgencySettings *self)
{
  if (!self->is_filling)
    save (self);
}

/* Somebody who holds a spin button down means the last number. */
static void
on_spin_changed (WfAgencySettings *self)
{
  if (self->is_filling)
    return;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, on_settled, self);
}

static void
show_where (WfAgencySettings *self)
{
  g_autofree char *numbers = wf_point_to_text (&self->point);

  gtk_editable_set_text (GTK_EDITABLE (self->where_row),
                         *self->town != '\0' ? self->town : numbers);
}

static void
set_where (WfAgencySettings *self, WfPoint point, const char *town)
{
  self->point = point;
  g_free (self->town);
  self->town = g_strdup (town);
  show_where (self);
  save (self);
}

/* The catalogue knows where its towns are: from an entry there that says it. */
static const WfResource *
find_town (GPtrArray *resources, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < resources->len; i++)
    {
      const WfResource *resource = resources->pdata[i];
      g_autofree char *town =
          resource->locality != NULL ? g_utf8_casefold (resource->locality, -1) : NULL;

      if (resource->point.is_known && g_strcmp0 (town, wanted) == 0)
        return resource;
    }
  return NULL;
}

static void
on_town_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfAgencySettings) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WfSearchResult) found =
      wf_catalogue_search_finish (WF_CATALOGUE (source), result, &error);
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->where_row))));
  const WfResource *town = found != NULL ? find_town (found->resources, name) : NULL;

  if (town != NULL)
    set_where (self, town->point, town->locality);
  else
    g_signal_emit (self, signals[TOLD], 0,
                   _ ("The catalogue knows no town of that name. Write latitude and longitude, "
                      "such as 43.65, -79.38."));
}

static void
on_where_applied (WfAgencySettings *self)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->where_row))));
  WfCatalogueFilter filter = WF_CATALOGUE_FILTER_INIT;
  const char *region = wf_agency_repo_get (self->services->agency)->region;
  WfPoint point = wf_point_parse (text);

  filter.region = *region != '\0' ? region : NULL;
  if (point.is_known || *text == '\0')
    set_where (self, point, "");
  else if (self->services->catalogue != NULL)
    wf_catalogue_search_async (self->services->catalogue, text, &filter, TOWNS, NULL, on_town_found,
                               g_object_ref (self));
}

static AdwEntryRow *
add_entry (WfAgencySettings *self, AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return ADW_ENTRY_ROW (row);
}

static GtkSpinButton *
add_spin (WfAgencySettings *self,
          AdwPreferencesGroup *group,
          const char *title,
          const char *subtitle,
          double least,
          double most)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_spin_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_SPIN_BUTTON (spin);
}

static char *
dup_review (WfAgencySettings *self, const WfLanguage *language)
{
  const WfFormat *format = self->services->format;
  g_autofree char *name = wf_format_language_name (format, language->tag);

  if (!language->translated)
    /* Translators: %s is the name of a language */
    return g_strdup_printf (_ ("%s. The questions are not translated yet."), name);
  if (language->reviewed_by == NULL)
    /* Translators: %s is the name of a language */
    return g_strdup_printf (_ ("%s. Not yet reviewed by native speakers: read it together."), name);
  /* Translators: the name of a language, then who reviewed it */
  return g_strdup_printf (_ ("%s. Reviewed by %s."), name, language->reviewed_by);
}

static const char *
get_voice_words (WfSpeechVoice voice)
{
  switch (voice)
    {
    case WF_SPEECH_VOICE_PRESENT:
      return _ ("A voice reads it aloud");
    case WF_SPEECH_VOICE_UNKNOWN:
      return _ ("Looking for a voice");
    case WF_SPEECH_VOICE_NONE:
    default:
      return _ ("No voice on this computer");
    }
}

static void
add_language (WfAgencySettings *self, const WfLanguage *language)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *review = dup_review (self, language);
  g_autofree char *both = g_strdup_printf (
      "%s\n%s", review,
      get_voice_words (wf_speech_get_voice (self->services->speech, language->tag)));
  g_autofree char *safe = g_markup_escape_text (both, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), language->own_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  language->own_name, -1);
  g_object_set_data_full (G_OBJECT (toggle), "tag", g_strdup (language->tag), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (self->language_group, row);
  g_ptr_array_add (self->switches, toggle);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
}

static AdwPreferencesGroup *
add_lending_group (WfAgencySettings *self)
{
  self->lending_group = wf_rows_add_group (
      ADW_PREFERENCES_PAGE (self), _ ("Lending"),
      _ ("One sentence of yours on the paper that is signed when something is lent, in "
         "your own words: what happens when it breaks, for example."));
  return self->lending_group;
}

static void
build_checks (WfAgencySettings *self)
{
  AdwPreferencesGroup *group = self->check_group = wf_rows_add_group (
      ADW_PREFERENCES_PAGE (self), _ ("Asking what came of it"),
      _ ("After a client was sent somewhere. Each client’s days can still be changed."));

  self->check_spins[0] = add_spin (self, group, _ ("Weeks until the first time"), NULL, 1, 26);
  self->check_spins[1] = add_spin (self, group, _ ("Months until the second time"),
                                   /* Translators: a number of months */
                                   _ ("0: no second time"), 0, 24);
  self->check_spins[2] =
      add_spin (self, group, _ ("Months until the third time"), _ ("0: no third time"), 0, 36);
  self->lending_row =
      add_entry (self, add_lending_group (self), _ ("What else stands on the paper"));
}

static void
build (WfAgencySettings *self)
{
  g_autoptr (GtkStringList) regions = gtk_string_list_new (NULL);
  AdwPreferencesGroup *group;

  self->notice_group = wf_rows_add_group (ADW_PREFERENCES_PAGE (self), "",
                                          _ ("A coordinator changes what stands here."));
  group = self->agency_group =
      wf_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("The agency"), NULL);
  self->name_row = add_entry (self, group, _ ("Name"));
  self->region_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->region_row),
                                 _ ("Province or territory"));
  for (guint i = 0; i < wf_regions_get_n (); i++)
    gtk_string_list_append (regions, wf_regions_get_name (i));
  adw_combo_row_set_model (self->region_row, G_LIST_MODEL (regions));
  adw_preferences_group_add (group, GTK_WIDGET (self->region_row));
  g_signal_connect_object (self->region_row, "notify::selected", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  self->phone_row = add_entry (self, group, _ ("Phone, for the page clients take home"));
  self->address_row = add_entry (self, group, _ ("Address, for the page clients take home"));
  self->where_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->where_row),
                                 _ ("Town, or latitude and longitude, for how far an offer is"));
  adw_entry_row_set_show_apply_button (self->where_row, TRUE);
  adw_preferences_group_add (group, GTK_WIDGET (self->where_row));
  g_signal_connect_object (self->where_row, "apply", G_CALLBACK (on_where_applied), self,
                           G_CONNECT_SWAPPED);

  group = self->funder_group = wf_rows_add_group (
      ADW_PREFERENCES_PAGE (self), _ ("Funders and limits"),
      _ ("The two sentences are read to every client and stand on their receipt. Write "
         "only what is sure; leave empty what is not."));
  self->funders_row = add_entry (self, group, _ ("Funders, with a semicolon between them"));
  self->funder_line_row = add_entry (self, group, _ ("What the funder does with data"));
  self->province_row = add_entry (self, group, _ ("What must be reported by law in this province"));

  build_checks (self);
  group = self->time_group = wf_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("Time"), NULL);
  self->retention_spin =
      add_spin (self, group, _ ("Months a record is kept"),
                _ ("After the last contact. Then Wayfinder proposes to forget it."), 1, 240);
  self->lock_spin = add_spin (self, group, _ ("Minutes until it locks"),
                              _ ("When nobody touches the computer. Nothing is lost."), 1, 120);
  self->language_group =
      wf_rows_add_group (ADW_PREFERENCES_PAGE (self), _ ("Languages offered to clients"), NULL);
}

static void
fill (WfAgencySettings *self)
{
  const WfAgency *agency = wf_agency_repo_get (self->services->agency);
  g_autofree char *funders = g_strjoinv (FUNDER_SEPARATOR " ", agency->funders);
  gboolean coordinator = wf_people_is_coordinator (self->services->vault);
  int checks[N_CHECKS];

  self->is_filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    gtk_editable_set_text (ROW (self, i), MEMBER (agency, i));
  gtk_editable_set_text (GTK_EDITABLE (self->funders_row), funders);
  self->point = wf_point_parse (agency->point);
  g_free (self->town);
  self->town = g_strdup (agency->town);
  show_where (self);
  adw_combo_row_set_selected (self->region_row, wf_regions_find (agency->region));
  gtk_spin_button_set_value (self->retention_spin, agency->retention_months);
  gtk_spin_button_set_value (self->lock_spin, agency->lock_minutes);
  get_checks (agency, checks);
  for (guint i = 0; i < N_CHECKS; i++)
    gtk_spin_button_set_value (self->check_spins[i], checks[i]);
  for (guint i = 0; i < self->switches->len; i++)
    gtk_switch_set_active (self->switches->pdata[i],
                           g_strv_contains ((const char *const *) agency->languages,
                                            g_object_get_data (self->switches->pdata[i], "tag")));
  self->is_filling = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->notice_group), !coordinator);
  gtk_widget_set_sensitive (GTK_WIDGET (self->agency_group), coordinator);
  gtk_widget_set_sensitive (GTK_WIDGET (self->funder_group), coordinator);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check_group), coordinator);
  gtk_widget_set_sensitive (GTK_WIDGET (self->lending_group), coordinator);
  gtk_widget_set_sensitive (GTK_WIDGET (self->time_group), coordinator);
  gtk_widget_set_sensitive (GTK_WIDGET (self->language_group), coordinator);
}

static void
wf_agency_settings_dispose (GObject *object)
{
  WfAgencySettings *self = WF_AGENCY_SETTINGS (object);

  if (self->settle_id != 0)
    {
      g_autoptr (WfAgency) agency = read_form (self);

      g_clear_handle_id (&self->settle_id, g_source_remove);
      wf_agency_repo_save_async (self->services->agency, agency, NULL, NULL, NULL);
    }
  self->must_save = FALSE;
  G_OBJECT_CLASS (wf_agency_settings_parent_class)->dispose (object);
}

static void
wf_agency_settings_finalize (GObject *object)
{
  WfAgencySettings *self = WF_AGENCY_SETTINGS (object);

  g_ptr_array_unref (self->switches);
  g_free (self->town);
  g_clear_pointer (&self->services, wf_services_unref);
  G_OBJECT_CLASS (wf_agency_settings_parent_class)->finalize (object);
}

static void
wf_agency_settings_class_init (WfAgencySettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_agency_settings_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_agency_settings_finalize;
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wf_agency_settings_init (WfAgencySettings *self)
{
  self->switches = g_ptr_array_new ();
}

WfAgencySettings *
wf_agency_settings_new (WfServices *services)
{
  WfAgencySettings *self;
  WfLanguages *languages;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_AGENCY_SETTINGS, "name", "agency", "title", _ ("Agency"),
                       "icon-name", "go-home-symbolic", NULL);
  self->services = wf_services_ref (services);
  languages = wf_pack_library_get_languages (services->packs);
  build (self);
  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    add_language (self, wf_languages_get (languages, i));
  fill (self);
  return self;
}
