/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first page of the workshops. What ran before is read anew whenever the page comes to the
 * front, and when a window goes: it may have been a presenter's.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-workshops-page.h"

#include <glib/gi18n.h>

#include "wf-projector-view.h"
#include "wf-workshop-result-page.h"
#include "wf-workshop-setup-page.h"
#include "wf-workshop-shelf.h"

struct _WfWorkshopsPage {
  WfPane parent_instance;

  GtkFlowBox *deck_box;
  AdwPreferencesGroup *past_group;

  GPtrArray *sessions; /* (element-type WfWorkshopSession) (nullable) */
  GPtrArray *rows;     /* (element-type GtkWidget), borrowed from past_group */
};

G_DEFINE_FINAL_TYPE (WfWorkshopsPage, wf_workshops_page, WF_TYPE_PANE)

static WfServices *
services_of (WfWorkshopsPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static const char *
title_of (WfWorkshopsPage *self, const WfDeck *deck)
{
  return wf_text_get (wf_deck_get_title (deck), services_of (self)->lang, NULL);
}

static const WfWorkshopSession *
find_open (WfWorkshopsPage *self, const char *deck)
{
  for (guint i = 0; self->sessions != NULL && i < self->sessions->len; i++)
    {
      const WfWorkshopSession *session = self->sessions->pdata[i];

      if (session->ended_us == 0 && g_str_equal (session->deck, deck))
        return session;
    }
  return NULL;
}

static void
on_start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWorkshopsPage *self = WF_WORKSHOPS_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  WfDeck *deck = wf_pack_library_get_deck (services_of (self)->packs, id);
  const WfWorkshopSession *open = find_open (self, id);

  if (deck != NULL)
    wf_pane_push (WF_PANE (self), wf_workshop_setup_page_new (services_of (self), deck,
                                                              open != NULL ? open->begun_us : 0));
}

static void
on_result_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWorkshopsPage *self = WF_WORKSHOPS_PAGE (widget);
  guint at = g_variant_get_uint32 (parameter);

  if (self->sessions != NULL && at < self->sessions->len)
    wf_pane_push (WF_PANE (self),
                  wf_workshop_result_page_new (services_of (self), self->sessions->pdata[at]));
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* For whom, and how long. */
static char *
dup_kind (WfWorkshopsPage *self, const WfDeck *deck)
{
  g_autofree char *minutes =
      wf_format_integer (services_of (self)->format, wf_deck_get_minutes (deck));
  g_autofree char *time =
      g_strdup_printf (ngettext ("%s minute", "%s minutes", wf_deck_get_minutes (deck)), minutes);

  return g_strdup_printf (
      "%s · %s",
      wf_deck_get_audience (deck) == WF_DECK_STAFF ? _ ("For staff") : _ ("For newcomers"), time);
}

/* Its first slide, as the wall would show it. */
static GtkWidget *
make_picture (WfWorkshopsPage *self, WfDeck *deck)
{
  g_autoptr (WfScript) script = wf_script_new (deck, services_of (self)->packs);
  g_autoptr (WfWorkshopView) view =
      wf_workshop_view_new (wf_tally_new (script, 0), wf_tally_new (script, 0));
  g_autoptr (WfProjection) projection = wf_projection_new (script, view);
  GtkWidget *picture = wf_projector_view_new (services_of (self)->lang, NULL);

  wf_projector_view_set (WF_PROJECTOR_VIEW (picture), projection);
  gtk_widget_add_css_class (picture, "wall-preview");
  return picture;
}

static void
add_deck (WfWorkshopsPage *self, WfDeck *deck)
{
  const char *id = wf_deck_get_info (deck)->id;
  g_autofree char *kind = dup_kind (self, deck);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Start…"));

  gtk_box_append (GTK_BOX (box), make_picture (self, deck));
  gtk_box_append (GTK_BOX (box), make_label (title_of (self, deck), "heading"));
  gtk_box_append (GTK_BOX (box), make_label (kind, "dim-label"));
  if (wf_deck_get_purpose (deck) != NULL)
    gtk_box_append (GTK_BOX (box), make_label (wf_text_get (wf_deck_get_purpose (deck),
                                                            services_of (self)->lang, NULL),
                                               "body"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "workshops.start");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title_of (self, deck), -1);
  gtk_box_append (GTK_BOX (box), button);
  gtk_flow_box_insert (self->deck_box, box, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
}

static void
add_session (WfWorkshopsPage *self, guint at)
{
  const WfWorkshopSession *session = self->sessions->pdata[at];
  WfServices *services = services_of (self);
  WfDeck *deck = wf_pack_library_get_deck (services->packs, session->deck);
  g_autofree char *day = wf_format_date (services->format, session->begun_us, WF_DATE_WORDS);
  g_autofree char *count = wf_format_integer (services->format, session->attendance);
  g_autofree char *people =
      g_strdup_printf (ngettext ("%s person", "%s people", session->attendance), count);
  g_autofree char *title =
      g_markup_escape_text (deck != NULL ? title_of (self, deck) : session->deck, -1);
  g_autofree char *subtitle =
      session->ended_us == 0
          /* Translators: a workshop that was put aside on this day and can be gone on with */
          ? g_strdup_printf (_ ("%s · put aside"), day)
          : g_strdup_printf ("%s · %s", day, session->attendance > 0 ? people : _ ("not counted"));
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (session->ended_us == 0)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "workshops.start");
  else
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "workshops.result");
  if (session->ended_us == 0)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", session->deck);
  else
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", at);
  adw_preferences_group_add (self->past_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfWorkshopsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *sessions = wf_workshop_shelf_list_finish (result, &error);

  if (wf_pane_is_gone (WF_PANE (self)))
    {
      g_clear_pointer (&sessions, g_ptr_array_unref);
      return;
    }
  if (sessions == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  wf_pane_clear_problem (WF_PANE (self));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->past_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  self->sessions = sessions;
  for (guint i = 0; i < sessions->len; i++)
    add_session (self, i);
  gtk_widget_set_visible (GTK_WIDGET (self->past_group), sessions->len > 0);
}

static void
list_again (WfWorkshopsPage *self)
{
  if (!wf_pane_is_gone (WF_PANE (self)))
    wf_workshop_shelf_list_async (services_of (self)->data_dir,
                                  wf_pane_get_cancellable (WF_PANE (self)), on_listed,
                                  g_object_ref (self));
}

static void
wf_workshops_page_shown (WfPane *pane)
{
  list_again (WF_WORKSHOPS_PAGE (pane));
}

static void
wf_workshops_page_constructed (GObject *object)
{
  WfWorkshopsPage *self = WF_WORKSHOPS_PAGE (object);
  const GPtrArray *decks;

  G_OBJECT_CLASS (wf_workshops_page_parent_class)->constructed (object);
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (list_again),
                           self, G_CONNECT_SWAPPED);
  decks = wf_pack_library_get_decks (services_of (self)->packs);
  for (guint i = 0; i < decks->len; i++)
    add_deck (self, decks->pdata[i]);
}

static void
wf_workshops_page_finalize (GObject *object)
{
  WfWorkshopsPage *self = WF_WORKSHOPS_PAGE (object);

  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (wf_workshops_page_parent_class)->finalize (object);
}

static void
wf_workshops_page_class_init (WfWorkshopsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_workshops_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = wf_workshops_page_finalize;
  WF_PANE_CLASS (klass)->shown = wf_workshops_page_shown;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/workshop/wf-workshops-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopsPage, deck_box);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopsPage, past_group);
  gtk_widget_class_install_action (widget_class, "workshops.start", "s", on_start_action);
  gtk_widget_class_install_action (widget_class, "workshops.result", "u", on_result_action);
}

static void
wf_workshops_page_init (WfWorkshopsPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
