/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One client. The page reads the client, the profile, the plan and the timeline when it is
 * shown and again when the repository says that the client changed. It changes nothing
 * itself: its buttons open dialogs and pages that do.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-client-page.h"

#include <glib/gi18n.h>

#include "wf-client-care.h"
#include "wf-client-words.h"
#include "wf-consent-words.h"
#include "wf-fact-dialog.h"
#include "wf-facts-page.h"
#include "wf-follow-group.h"
#include "wf-loan-group.h"
#include "wf-plan-fold.h"
#include "wf-profile-summary.h"
#include "wf-receipt-offer.h"
#include "wf-retention.h"
#include "wf-revoke-dialog.h"
#include "wf-next-contact.h"
#include "wf-rows.h"
#include "wf-slip-offer.h"
#include "wf-visit-fold.h"

#define MAX_TIMELINE 60

struct _WfClientPage {
  WfPane parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *contact_group;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *goal_label;
  WfProfileSummary *profile;
  AdwPreferencesGroup *profile_group;
  AdwPreferencesGroup *plan_group;
  GtkButton *plan_button;
  WfNextContact *next_contact;
  WfFollowGroup *follow_group;
  WfLoanGroup *loan_group;
  AdwPreferencesGroup *fact_group;
  AdwPreferencesGroup *consent_group;
  AdwPreferencesGroup *timeline_group;
  GtkMenuButton *visit_button;
  GtkMenuButton *care_button;

  char *id;
  WfClient *client;        /* (nullable): as last read */
  GPtrArray *contact_rows; /* (element-type GtkWidget), borrowed from the groups */
  GPtrArray *plan_rows;
  GPtrArray *fact_rows;
  GPtrArray *consent_rows;
  GPtrArray *timeline_rows;
};

G_DEFINE_FINAL_TYPE (WfClientPage, wf_client_page, WF_TYPE_PANE)

static void
add_contact_point (const char *title, const char *text, gpointer user_data)
{
  WfClientPage *self = user_data;

  wf_rows_add (self->contact_group, self->contact_rows, title, text);
}

static void
show_contact (WfClientPage *self, const WfClient *client, const WfFormat *format)
{
  WfContactLevel level = wf_client_get_contact_level (client);

  wf_rows_clear (self->contact_rows);
  wf_contact_tell_rule (wf_client_get_contact (client), level, format, add_contact_point, self);
  adw_action_row_add_prefix (self->contact_rows->pdata[0],
                             gtk_image_new_from_icon_name (level == WF_CONTACT_OK
                                                               ? "object-select-symbolic"
                                                               : "dialog-warning-symbolic"));
}

/* What nobody asked yet does not take a line here; the page of facts has them all. */
static void
show_facts (WfClientPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const char *goal = wf_client_get_fact_text (self->client, "goal-words");

  gtk_label_set_text (self->goal_label,
                      goal != NULL ? goal : _ ("Not asked yet: “What do you want to do?”"));
  wf_rows_clear (self->fact_rows);
  for (guint i = 0; i < wf_fact_words_get_n (); i++)
    {
      const WfFactWords *words = wf_fact_words_get (i);
      const WfClientFact *fact = wf_client_get_fact (self->client, words->name);
      g_autofree char *said = wf_fact_dup_words (words, fact, services);

      if (fact->state != WF_CLIENT_FACT_NOT_ASKED && !g_str_equal (words->group, "goal"))
        wf_rows_add (self->fact_group, self->fact_rows, _ (words->title), said);
    }
  adw_preferences_group_set_description (
      self->fact_group,
      self->fact_rows->len == 0 ? _ ("Nothing yet. Nothing is needed to be helped.") : NULL);
}

static void
add_consent (WfClientPage *self, const WfConsentAnswer *answer)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autofree char *words =
      wf_consent_dup_words (services->packs, wf_pack_library_get_texts (services->packs),
                            answer->purpose, answer->until, services->lang, NULL);
  g_autofree char *said =
      wf_consent_answer_dup_words (answer, services->format, wf_clock_now (services->clock));
  g_autofree char *safe = NULL;
  g_autofree char *label = NULL;
  GtkWidget *button;

  if (words == NULL)
    return; /* of a newer program: nothing can be said about it */
  safe = g_markup_escape_text (words, -1);
  wf_rows_add (self->consent_group, self->consent_rows, safe, said);
  if (answer->state != WF_CONSENT_YES)
    return;

  button = gtk_button_new_with_label (_ ("Take Back…"));
  /* Translators: a button beside what a client agreed to; %s says what */
  label = g_strdup_printf (_ ("Take back: %s"), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", answer->purpose);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "client.revoke");
  adw_action_row_add_suffix (self->consent_rows->pdata[self->consent_rows->len - 1], button);
}

static void
show_consent (WfClientPage *self)
{
  WfConsent *consent = wf_client_get_consent (self->client);
  GPtrArray *answers = wf_consent_get_answers (consent);
  const char *note = NULL;

  wf_rows_clear (self->consent_rows);
  for (guint i = 0; i < answers->len; i++)
    add_consent (self, answers->pdata[i]);
  if (wf_consent_must_ask_again (consent))
    note = _ ("A child carried the words. Ask again at the next visit, with an interpreter: until "
              "then it allows nothing but the help of that day.");
  else if (answers->len == 0)
    note = _ ("Not asked yet: the first visit asks.");
  else
    note = _ ("A visit asks anew: More, What They Agree To, or at its end.");
  adw_preferences_group_set_description (self->consent_group, note);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "client.receipt", answers->len > 0);
}

/* How long the record is kept, when nothing new happens. */
static void
show_clock (WfClientPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  guint months = wf_agency_repo_get (services->agency)->retention_months;
  g_autofree char *day = wf_format_date (
      services->format, wf_retention_get_date (wf_client_get_last_activity (self->client), months),
      WF_DATE_WORDS);
  /* Translators: %s is a day */
  g_autofree char *words = g_strdup_printf (_ ("Kept until %s when nothing new happens."), day);

  adw_preferences_group_set_description (
      self->timeline_group,
      wf_client_is_held (self->client) ? _ ("On hold: kept until the hold ends.") : words);
}

static const char *
get_subtitle (const WfClient *client)
{
  if (wf_client_is_practice (client))
    return _ ("Nobody real, and in no figure. Say for example: I share a phone with my sister, "
              "data is dear, and the school writes e-mails I cannot open.");
  return wf_client_is_alias (client) ? _ ("Not the real name") : NULL;
}

static void
show_client (WfClientPage *self)
{
  WfClient *client = self->client;
  const WfFormat *format = wf_pane_get_services (WF_PANE (self))->format;
  g_autofree char *name =
      wf_client_dup_name (wf_client_get_name (client), wf_client_get_number (client), format);

  wf_pane_set_title (WF_PANE (self), name);
  gtk_label_set_text (self->name_label, name);
  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, wf_client_get_name (client) != NULL);
  wf_pane_set_subtitle (WF_PANE (self), get_subtitle (client));
  show_contact (self, client, format);
  wf_next_contact_set_client (self->next_contact, WF_PANE (self), client);
  show_facts (self);
  show_consent (self);
  show_clock (self);
  wf_loan_group_set_lang (self->loan_group,
                          wf_slip_get_client_lang (wf_pane_get_services (WF_PANE (self)), client));
  wf_client_care_set_held (GTK_WIDGET (self), wf_client_is_held (client));
  gtk_stack_set_visible_child_name (self->stack, "client");
}

static void
on_client_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfClient) client = wf_client_repo_get_finish (WF_CLIENT_REPO (source), result, &error);
  WfClientPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (client == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  g_clear_pointer (&self->client, wf_client_unref);
  self->client = g_steal_pointer (&client);
  show_client (self);
}

/* The day, and what was said then where that is in somebody's own words, or which fact. What
 * is protected is not put beside a client who sits there. */
static char *
dup_happened (WfClientPage *self, const WfTimelineEntry *entry)
{
  static const char *const OWN_WORDS[] = {
    "visit", "visit-open", "note",     "held", "released", "handed-over",
    "named", "offered",    "received", "lent", NULL,
  };
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autofree char *day =
      wf_day_dup_words (services->format, wf_clock_now (services->clock), entry->time_us);
  g_autofree char *taken = NULL;
  const char *detail = NULL;

  if (entry->text != NULL && !entry->is_protected && g_strv_contains (OWN_WORDS, entry->code))
    detail = entry->text;
  else if (g_str_has_prefix (entry->code, "fact") && wf_fact_words_lookup (entry->text) != NULL)
    detail = _ (wf_fact_words_lookup (entry->text)->title);
  else if (g_str_equal (entry->code, "consent-revoked") && entry->text != NULL)
    detail = taken =
        wf_consent_dup_words (services->packs, wf_pack_library_get_texts (services->packs),
                              entry->text, "", services->lang, NULL);
  if (detail == NULL || *detail == '\0')
    return g_steal_pointer (&day);
  return g_strdup_printf ("%s · %s", day, detail);
}

static void
on_timeline_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
      wf_client_repo_get_timeline_finish (WF_CLIENT_REPO (source), result, &error);
  WfClientPage *self = user_data;
  WfServices *services;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }

  services = wf_pane_get_services (WF_PANE (self));
  wf_rows_clear (self->timeline_rows);
  for (guint i = 0; i < MIN (entries->len, MAX_TIMELINE); i++)
    {
      const WfTimelineEntry *entry = entries->pdata[i];
      g_autofree char *words = wf_timeline_entry_dup_words (entry, services->format);
      g_autofree char *happened = dup_happened (self, entry);

      wf_rows_add (self->timeline_group, self->timeline_rows, words, happened);
    }
}

static void
on_profile_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);
  g_autoptr (JsonObject) json = NULL;
  g_autoptr (WfProfile) profile = NULL;
  g_autoptr (WfClientPage) self = user_data;

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (error != NULL)
    wf_pane_show_problem (WF_PANE (self), error);
  json = wf_visit_read_profile (state, NULL);
  profile = json != NULL ? wf_profile_from_json (json) : NULL;
  wf_profile_summary_show (self->profile, profile, wf_pane_get_services (WF_PANE (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->profile_group), profile != NULL);
}

/* The names of the offers that stand on the page with this statement. */
static char *
dup_offers (const WfPlanStatement *statement, const WfFormat *format)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < statement->resources->len; i++)
    {
      const WfPlanResource *offer = statement->resources->pdata[i];

      if (offer->chosen)
        g_strv_builder_add (builder, offer->entry->name);
    }
  names = g_strv_builder_end (builder);
  return names[0] != NULL ? wf_format_list (format, (const char *const *) names) : NULL;
}

static char *
dup_plan_state (const WfPlan *plan, WfServices *services)
{
  gint64 now = wf_clock_now (services->clock);
  g_autofree char *made = wf_day_dup_words (services->format, now, plan->made_us);
  g_autofree char *printed = NULL;

  if (plan->n_pages == 0)
    /* Translators: %s is a day: "today", "Tuesday 3 March" */
    return g_strdup_printf (_ ("Made %s. No page was made of it yet."), made);
  printed = wf_day_dup_words (services->format, now, plan->page_us);
  /* Translators: two days: "today", "Tuesday 3 March" */
  return g_strdup_printf (_ ("Made %s. The last page is from %s."), made, printed);
}

static void
show_plan (WfClientPage *self, const WfPlan *plan)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autoptr (GPtrArray) picked = plan != NULL ? wf_plan_get_picked (plan) : NULL;
  g_autofree char *state = plan != NULL ? dup_plan_state (plan, services) : NULL;

  wf_rows_clear (self->plan_rows);
  adw_preferences_group_set_description (self->plan_group,
                                         state != NULL ? state : _ ("No plan yet."));
  gtk_button_set_label (self->plan_button, plan != NULL ? _ ("Open Plan") : _ ("Make a Plan"));
  for (guint i = 0; picked != NULL && i < picked->len; i++)
    {
      const WfPlanStatement *statement = picked->pdata[i];
      g_autofree char *offers = dup_offers (statement, services->format);
      g_autofree char *safe =
          g_markup_escape_text (wf_plan_statement_get_text (statement, services->lang, NULL), -1);

      wf_rows_add (self->plan_group, self->plan_rows, safe, offers);
    }
}

static void
on_plan_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) state = wf_vault_get_snapshot_finish (WF_VAULT (source), result, &error);
  g_autoptr (WfPlan) plan = NULL;
  g_autoptr (WfClientPage) self = user_data;

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  if (error != NULL)
    wf_pane_show_problem (WF_PANE (self), error);
  plan = wf_plan_new_from_snapshot (state);
  show_plan (self, plan);
}

static void
reload (WfClientPage *self, const char *viewed_as)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  GCancellable *cancellable = wf_pane_get_cancellable (WF_PANE (self));

  wf_client_repo_get_async (services->clients, self->id, viewed_as, cancellable, on_client_ready,
                            self);
  wf_client_repo_get_timeline_async (services->clients, self->id, FALSE, cancellable,
                                     on_timeline_ready, self);
  wf_vault_get_snapshot_async (services->vault, self->id, WF_PROFILE_ASPECT, cancellable,
                               on_profile_ready, g_object_ref (self));
  wf_vault_get_snapshot_async (services->vault, self->id, WF_PLAN_ASPECT, cancellable,
                               on_plan_ready, g_object_ref (self));
}

static void
on_client_changed (WfClientRepo *clients, const char *id, WfClientPage *self)
{
  if (g_str_equal (id, self->id))
    reload (self, NULL);
}

static void
on_client_forgotten (WfClientRepo *clients, const char *id, WfClientPage *self)
{
  if (g_str_equal (id, self->id))
    wf_pane_back (WF_PANE (self));
}

/* The two ways into a visit with this client. */
static void
add_ways (WfClientPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  static const struct {
    const char *way;
    const char *label;
  } ways[] = {
    { "help-now", N_ ("Help with something now") },
    { "full", N_ ("Full assessment") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (ways[i].label), NULL);

      g_menu_item_set_action_and_target (item, "win.begin-visit", "(ss)", self->id, ways[i].way);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->visit_button, G_MENU_MODEL (menu));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->plan_button), "s", self->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->plan_button), "win.make-plan");
}

static GtkWindow *
get_window (WfClientPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
on_facts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfClientPage *self = WF_CLIENT_PAGE (widget);

  wf_pane_push (WF_PANE (self),
                wf_facts_page_new (wf_pane_get_services (WF_PANE (self)), self->id));
}

static void
on_name_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfClientPage *self = WF_CLIENT_PAGE (widget);

  if (self->client != NULL)
    wf_name_dialog_show (wf_pane_get_services (WF_PANE (self)), get_window (self), self->client);
}

static void
on_contact_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfClientPage *self = WF_CLIENT_PAGE (widget);

  if (self->client != NULL)
    wf_contact_dialog_show (wf_pane_get_services (WF_PANE (self)), get_window (self), self->client);
}

static void
on_goal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfClientPage *self = WF_CLIENT_PAGE (widget);

  if (self->client != NULL)
    wf_fact_dialog_show (wf_pane_get_services (WF_PANE (self)), get_window (self), self->client,
                         wf_fact_words_lookup ("goal-words"));
}

/* The paper says what stands now, in the language consent was asked in. */
static void
offer_receipt (WfClientPage *self)
{
  const char *lang = wf_consent_get_language (wf_client_get_consent (self->client));

  wf_receipt_offer (WF_PANE (self), self->id,
                    *lang != '\0' ? lang : wf_pane_get_services (WF_PANE (self))->lang);
}

static void
on_receipt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfClientPage *self = WF_CLIENT_PAGE (widget);

  if (self->client != NULL)
    offer_receipt (self);
}

static void
on_revoke_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfClientPage *self = WF_CLIENT_PAGE (widget);
  WfTaskDialog *dialog;

  if (self->client == NULL)
    return;
  dialog = wf_revoke_dialog_show (wf_pane_get_services (WF_PANE (self)), get_window (self),
                                  self->client, g_variant_get_string (parameter, NULL));
  g_signal_connect_object (dialog, "completed", G_CALLBACK (offer_receipt), self,
                           G_CONNECT_SWAPPED);
}

/* The name, and what can be done about the record as a whole. */
static void
add_care (WfClientPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenuModel) care = wf_client_care_new_menu ();

  g_menu_append (first, _ ("_Name…"), "client.name");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, care);
  gtk_menu_button_set_menu_model (self->care_button, G_MENU_MODEL (menu));
  wf_client_care_add_actions (GTK_WIDGET (self), wf_pane_get_services (WF_PANE (self)), self->id);
}

static void
wf_client_page_finalize (GObject *object)
{
  WfClientPage *self = WF_CLIENT_PAGE (object);

  g_free (self->id);
  g_clear_pointer (&self->client, wf_client_unref);
  g_ptr_array_unref (self->contact_rows);
  g_ptr_array_unref (self->plan_rows);
  g_ptr_array_unref (self->fact_rows);
  g_ptr_array_unref (self->consent_rows);
  g_ptr_array_unref (self->timeline_rows);
  G_OBJECT_CLASS (wf_client_page_parent_class)->finalize (object);
}

static gboolean
wf_client_page_take_focus (WfPane *pane)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WF_CLIENT_PAGE (pane)->visit_button));
}

static void
wf_client_page_class_init (WfClientPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_client_page_finalize;
  WF_PANE_CLASS (klass)->take_focus = wf_client_page_take_focus;
  g_type_ensure (WF_TYPE_FOLLOW_GROUP);
  g_type_ensure (WF_TYPE_LOAN_GROUP);
  g_type_ensure (WF_TYPE_NEXT_CONTACT);
  g_type_ensure (WF_TYPE_PROFILE_SUMMARY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/clients/wf-client-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, contact_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, goal_label);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, profile);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, profile_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, plan_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, plan_button);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, next_contact);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, follow_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, loan_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, fact_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, consent_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, timeline_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, visit_button);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, care_button);
  gtk_widget_class_install_action (widget_class, "client.facts", NULL, on_facts_action);
  gtk_widget_class_install_action (widget_class, "client.name", NULL, on_name_action);
  gtk_widget_class_install_action (widget_class, "client.contact", NULL, on_contact_action);
  gtk_widget_class_install_action (widget_class, "client.goal", NULL, on_goal_action);
  gtk_widget_class_install_action (widget_class, "client.receipt", NULL, on_receipt_action);
  gtk_widget_class_install_action (widget_class, "client.revoke", "s", on_revoke_action);
}

static void
wf_client_page_init (WfClientPage *self)
{
  self->contact_rows = g_ptr_array_new ();
  self->plan_rows = g_ptr_array_new ();
  self->fact_rows = g_ptr_array_new ();
  self->consent_rows = g_ptr_array_new ();
  self->timeline_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_client_page_new (WfServices *services, const char *id)
{
  WfClientPage *self;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (WF_TYPE_CLIENT_PAGE, "services", services, NULL);
  self->id = g_strdup (id);
  add_ways (self);
  add_care (self);
  wf_follow_group_set_client (self->follow_group, WF_PANE (self), id);
  wf_loan_group_set_client (self->loan_group, WF_PANE (self), id);
  g_signal_connect_object (services->clients, "client-changed", G_CALLBACK (on_client_changed),
                           self, 0);
  g_signal_connect_object (services->clients, "client-forgotten", G_CALLBACK (on_client_forgotten),
                           self, 0);
  reload (self, "client");
  return WF_PANE (self);
}
