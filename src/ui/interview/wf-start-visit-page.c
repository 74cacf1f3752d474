/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Before a visit. Starting is one chain: the client is made when there is none yet, then
 * the visit is started and durable, then the visit's own pages take this one's place.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-last-time.h"
#include "wf-start-visit-page.h"

#include <glib/gi18n.h>

#include "wf-client-words.h"
#include "wf-status-note.h"
#include "wf-tile-chooser.h"
#include "wf-resume-visit-page.h"
#include "wf-visit-flow.h"
#include "wf-visit-words.h"

#define MINUTES_FULL     40
#define MINUTES_HELP_NOW 20

struct _WfStartVisitPage {
  WfPane parent_instance;

  WfLastTime *last_time;
  GtkButton *start_button;
  WfTileChooser *way_chooser;
  WfTileChooser *mode_chooser;
  WfTileChooser *present_chooser;
  WfStatusNote *child_note;
  AdwComboRow *language_row;
  GtkSwitch *aloud_switch;
  GtkSpinButton *minutes_spin;
  AdwPreferencesGroup *table_group;
  WfTileChooser *table_chooser;

  gboolean is_busy;        /* the client is read, or the visit starts */
  gboolean is_filling;     /* the language is set by the program */
  gboolean chose_language; /* the navigator did, so somebody said it */
  char *client_id;         /* (nullable): until there is one */
  char *region;            /* (nullable): the client's own */
  WfVisitSession *session;
};

G_DEFINE_FINAL_TYPE (WfStartVisitPage, wf_start_visit_page, WF_TYPE_PANE)

static const struct {
  const char *id;
  const char *words;
  WfItemNeeds needs;
} TABLE[] = {
  { "practice-phone", N_ ("Practice phone or tablet"), WF_NEEDS_PRACTICE_PHONE },
  { "internet", N_ ("Internet"), WF_NEEDS_INTERNET },
  { "printed-sheet", N_ ("Printed sheets"), WF_NEEDS_PRINTED_SHEET },
  { "two-devices", N_ ("Two devices"), WF_NEEDS_TWO_DEVICES },
};

static WfServices *
get_services (WfStartVisitPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

/* --- Filling in --- */

static const WfLanguage *
get_language (WfStartVisitPage *self, guint position)
{
  WfLanguages *languages = wf_pack_library_get_languages (get_services (self)->packs);

  return position < wf_languages_get_n (languages) ? wf_languages_get (languages, position) : NULL;
}

static void
choose_language (WfStartVisitPage *self, const char *tag)
{
  WfLanguages *languages = wf_pack_library_get_languages (get_services (self)->packs);
  const WfLanguage *wanted = tag != NULL ? wf_languages_lookup (languages, tag) : NULL;

  self->is_filling = TRUE;
  for (guint i = 0; wanted != NULL && i < wf_languages_get_n (languages); i++)
    {
      if (wf_languages_get (languages, i) == wanted)
        adw_combo_row_set_selected (self->language_row, i);
    }
  self->is_filling = FALSE;
}

/* What was spoken last is what is spoken, whatever was written down first. */
static const char *
get_last_language (const WfClient *client)
{
  GPtrArray *visits = wf_client_get_visits (client);
  const WfVisit *last = visits->len > 0 ? visits->pdata[visits->len - 1] : NULL;

  return last != NULL && *last->language != '\0' ? last->language
                                                 : wf_client_get_fact_text (client, "speaks");
}

static void
on_language_selected (WfStartVisitPage *self)
{
  const WfLanguage *language = get_language (self, adw_combo_row_get_selected (self->language_row));
  const char *subtitle = "";

  self->chose_language = self->chose_language || !self->is_filling;
  if (language != NULL && !language->translated)
    subtitle = _ ("Not translated yet: the questions come in your language.");
  else if (language != NULL && language->reviewed_by == NULL && !g_str_equal (language->tag, "en"))
    subtitle = _ ("Not yet reviewed by a native speaker.");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->language_row), subtitle);
}

static void
fill_languages (WfStartVisitPage *self)
{
  WfLanguages *languages = wf_pack_library_get_languages (get_services (self)->packs);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    gtk_string_list_append (names, wf_languages_get (languages, i)->own_name);
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
  g_signal_connect_object (self->language_row, "notify::selected",
                           G_CALLBACK (on_language_selected), self, G_CONNECT_SWAPPED);
  choose_language (self, get_services (self)->lang);
  self->is_filling = TRUE;
  on_language_selected (self);
  self->is_filling = FALSE;
}

static WfVisitWay
get_way (WfStartVisitPage *self)
{
  return g_strcmp0 (wf_tile_chooser_get_one (self->way_chooser), "full") == 0 ? WF_VISIT_FULL
                                                                              : WF_VISIT_HELP_NOW;
}

static void
on_way_changed (WfStartVisitPage *self)
{
  gboolean is_full = get_way (self) == WF_VISIT_FULL;

  gtk_spin_button_set_value (self->minutes_spin, is_full ? MINUTES_FULL : MINUTES_HELP_NOW);
  gtk_widget_set_visible (GTK_WIDGET (self->table_group), is_full);
}

static void
on_mode_changed (WfStartVisitPage *self)
{
  const char *mode = wf_tile_chooser_get_one (self->mode_chooser);
  gboolean together = g_strcmp0 (mode, "in-person") == 0 || g_strcmp0 (mode, "outreach") == 0;

  gtk_widget_set_sensitive (GTK_WIDGET (self->table_group), together);
  gtk_switch_set_active (self->aloud_switch, g_strcmp0 (mode, "telephone") == 0);
}

/* Who is there is said each time, never taken for granted: some questions are for two alone. */
static void
update_start (WfStartVisitPage *self)
{
  g_auto (GStrv) present = wf_tile_chooser_get_chosen (self->present_chooser);

  gtk_widget_set_sensitive (GTK_WIDGET (self->start_button), present[0] != NULL && !self->is_busy);
}

static void
on_present_changed (WfStartVisitPage *self)
{
  g_auto (GStrv) present = wf_tile_chooser_get_chosen (self->present_chooser);

  if (wf_presence_has_child ((const char *const *) present))
    wf_status_note_set (
        self->child_note, _ ("A child is helping."),
        _ ("What the client agrees to is kept as “through a child: ask again”."),
        _ ("Offer a phone interpreter. A child can help with buttons, not with money, safety, "
           "health or consent."));
  else
    wf_status_note_set (self->child_note, NULL, NULL, NULL);
  update_start (self);
}

static void
fill_choosers (WfStartVisitPage *self)
{
  const char *const *modes = wf_visit_get_modes ();
  const char *const *presences = wf_visit_get_presences ();

  wf_tile_chooser_add (self->way_chooser, "help-now", _ ("Help with something now"), NULL,
                       "person-helping");
  wf_tile_chooser_add (self->way_chooser, "full", _ ("Full assessment"), NULL, "choice");
  for (guint i = 0; modes[i] != NULL; i++)
    wf_tile_chooser_add (self->mode_chooser, modes[i], wf_mode_get_words (modes[i]), NULL, NULL);
  wf_tile_chooser_set_multiple (self->present_chooser, TRUE);
  wf_tile_chooser_set_alone (self->present_chooser, "alone");
  for (guint i = 0; presences[i] != NULL; i++)
    wf_tile_chooser_add (self->present_chooser, presences[i], wf_presence_get_words (presences[i]),
                         NULL, NULL);
  wf_tile_chooser_set_multiple (self->table_chooser, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (TABLE); i++)
    wf_tile_chooser_add (self->table_chooser, TABLE[i].id, _ (TABLE[i].words), NULL, NULL);

  wf_tile_chooser_set_one (self->mode_chooser, "in-person");
  wf_tile_chooser_set_one (self->table_chooser, "internet");
  g_signal_connect_object (self->way_chooser, "changed", G_CALLBACK (on_way_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mode_chooser, "changed", G_CALLBACK (on_mode_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->present_chooser, "changed", G_CALLBACK (on_present_changed), self,
                           G_CONNECT_SWAPPED);
}

/* --- The client --- */

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);
  WfStartVisitPage *self = user_data;
  g_autofree char *name = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (client == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  if (wf_client_get_open_visit (client) != NULL)
    {
      wf_pane_replace (WF_PANE (self),
                       wf_resume_visit_page_new (get_services (self), self->client_id));
      return;
    }

  name = wf_client_dup_name (wf_client_get_name (client), wf_client_get_number (client),
                             get_services (self)->format);
  wf_pane_set_subtitle (WF_PANE (self), name);
  self->region = g_strdup (wf_client_get_fact_text (client, "region"));
  choose_language (self, get_last_language (client));
  self->is_busy = FALSE;
  update_start (self);
}

/* --- Starting --- */

static void
start_failed (WfStartVisitPage *self, const GError *error)
{
  self->is_busy = FALSE;
  update_start (self);
  wf_pane_show_problem (WF_PANE (self), error);
}

static void
on_visit_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean started = wf_visit_session_step_finish (WF_VISIT_SESSION (source), result, &error);
  WfStartVisitPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (started)
    wf_visit_flow_go_on (WF_PANE (self), WF_VISIT_SESSION (source));
  else
    start_failed (self, error);
}

static WfItemNeeds
get_needs (WfStartVisitPage *self, const char *mode)
{
  g_auto (GStrv) table = wf_tile_chooser_get_chosen (self->table_chooser);
  WfItemNeeds needs = WF_NEEDS_NOTHING;

  if (g_str_equal (mode, "telephone") || g_str_equal (mode, "video"))
    return needs;

  needs |= WF_NEEDS_IN_PERSON;
  for (guint i = 0; i < G_N_ELEMENTS (TABLE); i++)
    {
      if (g_strv_contains ((const char *const *) table, TABLE[i].id))
        needs |= TABLE[i].needs;
    }
  return needs;
}

static void
start_visit (WfStartVisitPage *self)
{
  WfServices *services = get_services (self);
  const char *agency_region = wf_agency_repo_get (services->agency)->region;
  const WfLanguage *language = get_language (self, adw_combo_row_get_selected (self->language_row));
  g_auto (GStrv) present = wf_tile_chooser_get_chosen (self->present_chooser);
  g_autoptr (WfVisit) visit = wf_visit_new ("", get_way (self));
  WfInterviewSetup setup = { 0 };

  wf_visit_set_text (&visit->mode, wf_tile_chooser_get_one (self->mode_chooser));
  wf_visit_set_text (&visit->language, language != NULL ? language->tag : services->lang);
  wf_visit_set_list (&visit->present, (const char *const *) present);
  setup.region = self->region != NULL     ? self->region
                 : *agency_region != '\0' ? agency_region
                                          : NULL;
  setup.needs = get_needs (self, visit->mode);
  setup.read_aloud = gtk_switch_get_active (self->aloud_switch);
  setup.minutes = (guint) gtk_spin_button_get_value_as_int (self->minutes_spin);

  g_clear_object (&self->session);
  self->session = wf_visit_flow_make_session (services);
  wf_visit_session_start_async (self->session, self->client_id, visit, &setup,
                                wf_pane_get_cancellable (WF_PANE (self)), on_visit_started, self);
}

static void
on_client_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  char *id = wf_client_repo_create_finish (WF_CLIENT_REPO (source), result, &error);
  WfStartVisitPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (id == NULL)
    {
      start_failed (self, error);
      return;
    }
  self->client_id = id;
  start_visit (self);
}

static void
on_start_button_clicked (GtkButton *button, WfStartVisitPage *self)
{
  WfServices *services = get_services (self);

  wf_pane_clear_problem (WF_PANE (self));
  self->is_busy = TRUE;
  update_start (self);
  if (self->client_id != NULL)
    start_visit (self);
  else
    {
      const WfLanguage *language =
          get_language (self, adw_combo_row_get_selected (self->language_row));
      const char *speaks[] = { language != NULL ? language->tag : services->lang, NULL };
      g_autoptr (WfClientFact) fact =
          wf_client_fact_new ("speaks", WF_CLIENT_FACT_ANSWERED, speaks, 0);
      g_autoptr (GPtrArray) records =
          g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

      if (self->chose_language) /* else nobody was asked */
        g_ptr_array_add (records, wf_client_record_fact (fact));
      wf_client_repo_create_async (services->clients, NULL, FALSE, records, NULL,
                                   wf_pane_get_cancellable (WF_PANE (self)), on_client_made, self);
    }
}

/* Enter on what is chosen already means Start: most visits begin as the page stands there. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                WfStartVisitPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || !GTK_IS_TOGGLE_BUTTON (focus) ||
      !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (focus)) ||
      !gtk_widget_is_sensitive (GTK_WIDGET (self->start_button)))
    return GDK_EVENT_PROPAGATE;
  on_start_button_clicked (self->start_button, self);
  return GDK_EVENT_STOP;
}

static gboolean
focus_chosen (GtkWidget *root)
{
  if (GTK_IS_TOGGLE_BUTTON (root) && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (root)))
    return gtk_widget_grab_focus (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (focus_chosen (child))
        return TRUE;
    }
  return FALSE;
}

static gboolean
wf_start_visit_page_take_focus (WfPane *pane)
{
  return focus_chosen (GTK_WIDGET (WF_START_VISIT_PAGE (pane)->way_chooser));
}

static void
wf_start_visit_page_finalize (GObject *object)
{
  WfStartVisitPage *self = WF_START_VISIT_PAGE (object);

  g_free (self->client_id);
  g_free (self->region);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (wf_start_visit_page_parent_class)->finalize (object);
}

static void
wf_start_visit_page_class_init (WfStartVisitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_start_visit_page_finalize;
  WF_PANE_CLASS (klass)->take_focus = wf_start_visit_page_take_focus;
  g_type_ensure (WF_TYPE_LAST_TIME);
  g_type_ensure (WF_TYPE_TILE_CHOOSER);
  g_type_ensure (WF_TYPE_STATUS_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-start-visit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, start_button);
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, last_time);
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, way_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, mode_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, present_chooser);
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, child_note);
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, language_row);
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, aloud_switch);
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, minutes_spin);
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, table_group);
  gtk_widget_class_bind_template_child (widget_class, WfStartVisitPage, table_chooser);
  gtk_widget_class_bind_template_callback (widget_class, on_start_button_clicked);
}

static void
wf_start_visit_page_init (WfStartVisitPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choosers (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

WfPane *
wf_start_visit_page_new (WfServices *services, const char *client_id, WfVisitWay way)
{
  WfStartVisitPage *self;

  g_return_val_if_fail (services != NULL, NULL);

  self = g_object_new (WF_TYPE_START_VISIT_PAGE, "services", services, NULL);
  fill_languages (self);
  wf_tile_chooser_set_one (self->way_chooser, way == WF_VISIT_FULL ? "full" : "help-now");
  on_way_changed (self);
  self->is_busy = client_id != NULL; /* until the client is read */
  update_start (self);
  if (client_id == NULL)
    return WF_PANE (self);

  self->client_id = g_strdup (client_id);
  wf_last_time_load (self->last_time, services, client_id);
  wf_client_repo_get_async (services->clients, client_id, NULL,
                            wf_pane_get_cancellable (WF_PANE (self)), on_client_ready, self);
  return WF_PANE (self);
}
