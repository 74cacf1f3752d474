/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Before a workshop. What was chosen goes to the presenter's window; nothing of it is kept.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-workshop-setup-page.h"

#include <glib/gi18n.h>

#include "wf-presenter-window.h"

struct _WfWorkshopSetupPage {
  WfPane parent_instance;

  AdwPreferencesGroup *aside_group;
  GtkSwitch *anew_switch;
  GtkSpinButton *heads_spin;
  AdwComboRow *first_row;
  AdwComboRow *second_row;
  GtkSwitch *phones_switch;
  AdwComboRow *address_row;
  AdwActionRow *phones_row;
  GtkLabel *credit_label;

  WfDeck *deck;
  GPtrArray *langs; /* (element-type utf8): BCP 47 tags, borrowed from the languages */
  GStrv addresses;
};

G_DEFINE_FINAL_TYPE (WfWorkshopSetupPage, wf_workshop_setup_page, WF_TYPE_PANE)

/* One workshop runs at a time. */
static GtkWindow *
find_running (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (WF_IS_PRESENTER_WINDOW (window))
        return window;
    }
  return NULL;
}

static void
on_start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWorkshopSetupPage *self = WF_WORKSHOP_SETUP_PAGE (widget);
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  guint second = adw_combo_row_get_selected (self->second_row);
  guint address = adw_combo_row_get_selected (self->address_row);
  gboolean has_phones =
      gtk_switch_get_active (self->phones_switch) && address < g_strv_length (self->addresses);
  const WfWorkshopSetup setup = {
    .heads = (guint) gtk_spin_button_get_value_as_int (self->heads_spin),
    .first = self->langs->pdata[adw_combo_row_get_selected (self->first_row)],
    .second = second > 0 && second <= self->langs->len ? self->langs->pdata[second - 1] : NULL,
    .address = has_phones ? self->addresses[address] : NULL,
    .is_new = gtk_switch_get_active (self->anew_switch),
  };
  g_autoptr (WfScript) script = wf_script_new (self->deck, services->packs);
  GtkWindow *running = find_running ();

  if (running != NULL)
    wf_pane_tell (WF_PANE (self),
                  _ ("One workshop runs already. Here it is; end it or put it aside "
                     "first."));
  else
    running = GTK_WINDOW (wf_presenter_window_new (services, script, &setup,
                                                   gtk_window_get_application (GTK_WINDOW (root))));
  gtk_window_present (running);
  wf_pane_back (WF_PANE (self));
}

/* The languages its title was translated into, the interface's own first. */
static void
find_languages (WfWorkshopSetupPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const WfLanguages *languages = wf_pack_library_get_languages (services->packs);

  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    {
      const WfLanguage *language = wf_languages_get (languages, i);

      if (!wf_text_has (wf_deck_get_title (self->deck), language->tag))
        continue;
      if (wf_language_matches (services->lang, language->tag))
        g_ptr_array_insert (self->langs, 0, (gpointer) language->tag);
      else
        g_ptr_array_add (self->langs, (gpointer) language->tag);
    }
  if (self->langs->len == 0)
    g_ptr_array_add (self->langs, (gpointer) "en");
}

static void
fill_languages (WfWorkshopSetupPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autoptr (GtkStringList) firsts = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) seconds = gtk_string_list_new (NULL);

  find_languages (self);
  /* Translators: no second language on the wall */
  gtk_string_list_append (seconds, C_ ("second language", "None"));
  for (guint i = 0; i < self->langs->len; i++)
    {
      g_autofree char *name = wf_format_language_name (services->format, self->langs->pdata[i]);

      gtk_string_list_append (firsts, name);
      gtk_string_list_append (seconds, name);
    }
  adw_combo_row_set_model (self->first_row, G_LIST_MODEL (firsts));
  adw_combo_row_set_model (self->second_row, G_LIST_MODEL (seconds));
  gtk_widget_set_visible (GTK_WIDGET (self->second_row), self->langs->len > 1);
}

static void
fill_addresses (WfWorkshopSetupPage *self)
{
  g_autoptr (GtkStringList) model = NULL;

  self->addresses = wf_workshop_list_addresses ();
  model = gtk_string_list_new ((const char *const *) self->addresses);
  adw_combo_row_set_model (self->address_row, G_LIST_MODEL (model));
  if (self->addresses[0] != NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->phones_row), FALSE);
  adw_action_row_set_subtitle (self->phones_row,
                               _ ("This computer is on no network. Hands and cards are enough."));
}

static void
show_aside (WfWorkshopSetupPage *self, gint64 begun_us)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autofree char *day = wf_format_date (services->format, begun_us, WF_DATE_WORDS);
  /* Translators: %s is a day */
  g_autofree char *words = g_strdup_printf (
      _ ("Begun on %s and put aside. It goes on where it stood, with its answers."), day);

  adw_preferences_group_set_description (self->aside_group, words);
  gtk_widget_set_visible (GTK_WIDGET (self->aside_group), begun_us != 0);
}

static void
wf_workshop_setup_page_dispose (GObject *object)
{
  WfWorkshopSetupPage *self = WF_WORKSHOP_SETUP_PAGE (object);

  g_clear_pointer (&self->deck, wf_deck_unref);
  g_clear_pointer (&self->langs, g_ptr_array_unref);
  g_clear_pointer (&self->addresses, g_strfreev);
  G_OBJECT_CLASS (wf_workshop_setup_page_parent_class)->dispose (object);
}

static void
wf_workshop_setup_page_class_init (WfWorkshopSetupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_workshop_setup_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/workshop/wf-workshop-setup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopSetupPage, aside_group);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopSetupPage, anew_switch);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopSetupPage, heads_spin);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopSetupPage, first_row);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopSetupPage, second_row);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopSetupPage, phones_switch);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopSetupPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopSetupPage, phones_row);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopSetupPage, credit_label);
  gtk_widget_class_install_action (widget_class, "setup.start", NULL, on_start_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "setup.start", NULL);
}

static void
wf_workshop_setup_page_init (WfWorkshopSetupPage *self)
{
  self->langs = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_workshop_setup_page_new (WfServices *services, WfDeck *deck, gint64 begun_us)
{
  WfWorkshopSetupPage *self;
  const char *credit;

  g_return_val_if_fail (deck != NULL, NULL);

  self = g_object_new (WF_TYPE_WORKSHOP_SETUP_PAGE, "services", services, NULL);
  self->deck = wf_deck_ref (deck);
  wf_pane_set_title (WF_PANE (self), wf_text_get (wf_deck_get_title (deck), services->lang, NULL));
  show_aside (self, begun_us);
  credit = wf_text_get (wf_deck_get_credit (deck), services->lang, NULL);
  gtk_label_set_label (self->credit_label, credit != NULL ? credit : "");
  gtk_widget_set_visible (GTK_WIDGET (self->credit_label), credit != NULL);
  fill_languages (self);
  fill_addresses (self);
  return WF_PANE (self);
}
