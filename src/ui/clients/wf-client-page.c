/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One client. The page reads the client and the timeline when it is shown and again when
 * the repository says that the client changed; it keeps nothing else of them.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-client-page.h"

#include <glib/gi18n.h>

#include "wf-client-care.h"
#include "wf-client-words.h"
#include "wf-profile-summary.h"
#include "wf-regions.h"
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
  AdwPreferencesGroup *fact_group;
  AdwPreferencesGroup *timeline_group;
  GtkMenuButton *visit_button;
  GtkMenuButton *care_button;

  char *id;
  GPtrArray *contact_rows; /* (element-type GtkWidget), borrowed from the groups */
  GPtrArray *fact_rows;
  GPtrArray *timeline_rows;
};

G_DEFINE_FINAL_TYPE (WfClientPage, wf_client_page, WF_TYPE_PANE)

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

/* Client text is shown as it was typed: never as markup. */
static void
add_row (AdwPreferencesGroup *group, GPtrArray *rows, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *safe = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe != NULL ? safe : "");
  g_ptr_array_add (rows, row);
  adw_preferences_group_add (group, row);
}

static const struct {
  const char *code;
  const char *words;
} WAYS[] = {
  { "call", N_ ("a call") },           { "text", N_ ("a text message") },
  { "voice", N_ ("a voice message") }, { "email", N_ ("an email") },
  { "letter", N_ ("a letter") },       { "only-here", N_ ("only here, in person") },
};

static char *
dup_ways (const WfSafeContact *contact, const WfFormat *format)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (WAYS); i++)
    {
      if (g_strv_contains ((const char *const *) contact->ways, WAYS[i].code))
        g_strv_builder_add (builder, _ (WAYS[i].words));
    }
  words = g_strv_builder_end (builder);
  return words[0] != NULL ? wf_format_list (format, (const char *const *) words) : NULL;
}

static void
show_contact (WfClientPage *self, const WfClient *client, const WfFormat *format)
{
  const WfSafeContact *contact = wf_client_get_contact (client);
  WfContactLevel level = wf_client_get_contact_level (client);
  g_autofree char *ways = dup_ways (contact, format);
  AdwPreferencesGroup *group = self->contact_group;

  clear_rows (group, self->contact_rows);
  add_row (group, self->contact_rows, wf_contact_get_words (level), ways);
  adw_action_row_add_prefix (self->contact_rows->pdata[0],
                             gtk_image_new_from_icon_name (level == WF_CONTACT_OK
                                                               ? "object-select-symbolic"
                                                               : "dialog-warning-symbolic"));
  if (contact->when != NULL && *contact->when != '\0')
    add_row (group, self->contact_rows, _ ("A good and safe time"), contact->when);
  if (contact->if_other != NULL && *contact->if_other != '\0')
    add_row (group, self->contact_rows, _ ("If someone else answers"), contact->if_other);
  if (contact->never_message)
    add_row (group, self->contact_rows, _ ("Never leave a message"), NULL);
  if (contact->time_us != 0 && !contact->may_say_who)
    add_row (group, self->contact_rows, _ ("Do not say who is calling"), NULL);
}

static const struct {
  const char *name;
  const char *title;
  gboolean are_languages;
} FACTS[] = {
  { "speaks", N_ ("Speaks"), TRUE },
  { "reads", N_ ("Reads"), TRUE },
  { "interpreter-language", N_ ("Interpreter for"), TRUE },
  { "accommodation", N_ ("Needs"), FALSE },
  { "region", N_ ("Region"), FALSE },
  { "client-number", N_ ("Client number"), FALSE },
};

static char *
dup_value (const WfClientFact *fact,
           const char *value,
           gboolean are_languages,
           const WfFormat *format)
{
  if (are_languages)
    return wf_format_language_name (format, value);
  if (g_str_equal (fact->name, "region") && *wf_regions_get_code (wf_regions_find (value)) != '\0')
    return g_strdup (wf_regions_get_name (wf_regions_find (value)));
  return g_strdup (value);
}

static char *
dup_fact (const WfClientFact *fact, gboolean are_languages, const WfFormat *format)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  switch (fact->state)
    {
    case WF_CLIENT_FACT_REFUSED:
      return g_strdup (_ ("Does not want to say"));
    case WF_CLIENT_FACT_DONT_KNOW:
      return g_strdup (_ ("Does not know"));
    case WF_CLIENT_FACT_NOT_ASKED:
      return NULL;
    case WF_CLIENT_FACT_ANSWERED:
    default:
      break;
    }

  for (guint i = 0; fact->values[i] != NULL; i++)
    {
      g_autofree char *value = dup_value (fact, fact->values[i], are_languages, format);

      g_strv_builder_add (builder, value);
    }
  words = g_strv_builder_end (builder);
  return words[0] != NULL ? wf_format_list (format, (const char *const *) words)
                          : g_strdup (_ ("None"));
}

static void
show_facts (WfClientPage *self, const WfClient *client, const WfFormat *format)
{
  const char *goal = wf_client_get_fact_text (client, "goal-words");

  gtk_label_set_text (self->goal_label,
                      goal != NULL ? goal : _ ("Not asked yet: “What do you want to do?”"));
  clear_rows (self->fact_group, self->fact_rows);
  for (guint i = 0; i < G_N_ELEMENTS (FACTS); i++)
    {
      g_autofree char *words =
          dup_fact (wf_client_get_fact (client, FACTS[i].name), FACTS[i].are_languages, format);

      if (words != NULL)
        add_row (self->fact_group, self->fact_rows, _ (FACTS[i].title), words);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->fact_group), self->fact_rows->len > 0);
}

static void
show_client (WfClientPage *self, const WfClient *client)
{
  const WfFormat *format = wf_pane_get_services (WF_PANE (self))->format;
  g_autofree char *name =
      wf_client_dup_name (wf_client_get_name (client), wf_client_get_number (client), format);

  wf_pane_set_title (WF_PANE (self), name);
  gtk_label_set_text (self->name_label, name);
  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, wf_client_get_name (client) != NULL);
  wf_pane_set_subtitle (WF_PANE (self),
                        wf_client_is_alias (client) ? _ ("Not the real name") : NULL);
  show_contact (self, client, format);
  show_facts (self, client, format);
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
    wf_pane_show_problem (WF_PANE (self), error);
  else
    show_client (self, client);
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
  clear_rows (self->timeline_group, self->timeline_rows);
  for (guint i = 0; i < MIN (entries->len, MAX_TIMELINE); i++)
    {
      const WfTimelineEntry *entry = entries->pdata[i];
      g_autofree char *words = wf_timeline_entry_dup_words (entry, services->format);
      g_autofree char *day =
          wf_day_dup_words (services->format, wf_clock_now (services->clock), entry->time_us);

      add_row (self->timeline_group, self->timeline_rows, words, day);
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
}

static void
wf_client_page_finalize (GObject *object)
{
  WfClientPage *self = WF_CLIENT_PAGE (object);

  g_free (self->id);
  g_ptr_array_unref (self->contact_rows);
  g_ptr_array_unref (self->fact_rows);
  g_ptr_array_unref (self->timeline_rows);
  G_OBJECT_CLASS (wf_client_page_parent_class)->finalize (object);
}

static void
wf_client_page_class_init (WfClientPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_client_page_finalize;
  g_type_ensure (WF_TYPE_PROFILE_SUMMARY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/clients/wf-client-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, stack);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, contact_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, goal_label);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, profile);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, fact_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, timeline_group);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, visit_button);
  gtk_widget_class_bind_template_child (widget_class, WfClientPage, care_button);
}

static void
wf_client_page_init (WfClientPage *self)
{
  self->contact_rows = g_ptr_array_new ();
  self->fact_rows = g_ptr_array_new ();
  self->timeline_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_client_page_new (WfServices *services, const char *id)
{
  g_autoptr (GMenuModel) menu = NULL;
  WfClientPage *self;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (WF_TYPE_CLIENT_PAGE, "services", services, NULL);
  self->id = g_strdup (id);
  wf_client_care_add_actions (GTK_WIDGET (self), services, id);
  menu = wf_client_care_new_menu ();
  gtk_menu_button_set_menu_model (self->care_button, menu);
  add_ways (self);
  g_signal_connect_object (services->clients, "client-changed", G_CALLBACK (on_client_changed),
                           self, 0);
  g_signal_connect_object (services->clients, "client-forgotten", G_CALLBACK (on_client_forgotten),
                           self, 0);
  reload (self, "client");
  return WF_PANE (self);
}
