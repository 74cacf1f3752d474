/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first page of the workshops. What ran before is read anew whenever the page comes to the
 * front, and when a window goes: it may have been a presenter's.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-workshops-page.h"

#include <glib/gi18n.h>

#include "wf-deck-intake.h"
#include "wf-deck-page.h"
#include "wf-projector-view.h"
#include "wf-rows.h"
#include "wf-workshop-result-page.h"
#include "wf-workshop-setup-page.h"
#include "wf-workshop-shelf.h"

struct _WfWorkshopsPage {
  WfPane parent_instance;

  GtkFlowBox *deck_box;
  AdwPreferencesGroup *draft_group;
  AdwPreferencesGroup *past_group;

  GPtrArray *drafts;          /* (element-type WfDeckDraft) (nullable) */
  GPtrArray *draft_rows;      /* (element-type GtkWidget), borrowed from draft_group */
  const WfPackLibrary *packs; /* those whose decks are shown; compared only */
  GPtrArray *sessions;        /* (element-type WfWorkshopSession) (nullable) */
  GPtrArray *rows;            /* (element-type GtkWidget), borrowed from past_group */
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

static void list_again (WfWorkshopsPage *self);

/* What is written there may reach the disk after the page that wrote it has gone. */
static void
open_desk (WfWorkshopsPage *self, WfDeckDesk *desk)
{
  g_signal_connect_object (desk, "stored", G_CALLBACK (list_again), self, G_CONNECT_SWAPPED);
  wf_pane_push (WF_PANE (self), wf_deck_page_new (services_of (self), desk));
}

static void
on_new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWorkshopsPage *self = WF_WORKSHOPS_PAGE (widget);
  WfDeckAudience audience =
      g_str_equal (name, "workshops.new-for-staff") ? WF_DECK_STAFF : WF_DECK_NEWCOMERS;
  g_autoptr (WfDeckDesk) desk = wf_deck_desk_new_blank (services_of (self), audience);

  open_desk (self, desk);
}

static void
open_draft (WfWorkshopsPage *self, WfDeckDraft *draft)
{
  g_autoptr (WfDeckDesk) desk = wf_deck_desk_new (services_of (self), draft);

  open_desk (self, desk);
}

/* The draft at that place of the list leaves it: the page that opens has it. */
static void
on_draft_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWorkshopsPage *self = WF_WORKSHOPS_PAGE (widget);
  guint at = g_variant_get_uint32 (parameter);

  if (self->drafts != NULL && at < self->drafts->len)
    open_draft (self, g_ptr_array_steal_index (self->drafts, at));
}

static void
on_taken (WfPane *pane)
{
  list_again (WF_WORKSHOPS_PAGE (pane));
}

static void
on_import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wf_deck_import (WF_PANE (widget), on_taken);
}

/* An own deck is changed through the draft there is, or a new one of the same id. */
static void
change_deck (WfWorkshopsPage *self, const WfDeck *deck)
{
  for (guint i = 0; self->drafts != NULL && i < self->drafts->len; i++)
    {
      const WfDeckDraft *draft = self->drafts->pdata[i];

      if (!g_str_equal (draft->id, wf_deck_get_info (deck)->id))
        continue;
      open_draft (self, g_ptr_array_steal_index (self->drafts, i));
      return;
    }
  open_draft (self, wf_deck_draft_new_from (deck));
}

static void
on_deck_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWorkshopsPage *self = WF_WORKSHOPS_PAGE (widget);
  WfServices *services = services_of (self);
  WfDeck *deck = wf_pack_library_get_deck (services->packs, g_variant_get_string (parameter, NULL));

  if (deck == NULL)
    return;
  if (g_str_equal (name, "workshops.change"))
    change_deck (self, deck);
  else if (g_str_equal (name, "workshops.withdraw"))
    wf_deck_withdraw (WF_PANE (self), wf_deck_get_info (deck)->id, on_taken);
  else if (g_str_equal (name, "workshops.copy"))
    {
      g_autoptr (WfDeckDesk) desk = wf_deck_desk_new_copy (services, deck);

      open_desk (self, desk);
    }
  else
    {
      g_autoptr (WfDeckDraft) draft = wf_deck_draft_new_from (deck);

      wf_deck_export (WF_PANE (self), draft);
    }
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

static gboolean
is_own (WfWorkshopsPage *self, const WfDeck *deck)
{
  return wf_deck_shelf_is_own (deck, services_of (self)->data_dir);
}

/* For whom, and how long. */
static char *
dup_kind (WfWorkshopsPage *self, const WfDeck *deck)
{
  g_autofree char *minutes =
      wf_format_integer (services_of (self)->format, wf_deck_get_minutes (deck));
  g_autofree char *time =
      g_strdup_printf (ngettext ("%s minute", "%s minutes", wf_deck_get_minutes (deck)), minutes);

  /* A dash: between Arabic digits a dot is a zero. */
  return g_strdup_printf ("%s — %s%s%s",
                          wf_deck_get_audience (deck) == WF_DECK_STAFF ? _ ("For staff")
                                                                       : _ ("For newcomers"),
                          time, is_own (self, deck) ? " — " : "",
                          /* Translators: a deck of slides the agency wrote itself */
                          is_own (self, deck) ? _ ("our own") : "");
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

static GtkWidget *
make_menu (WfWorkshopsPage *self, const WfDeck *deck)
{
  const char *id = wf_deck_get_info (deck)->id;
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  if (is_own (self, deck))
    {
      wf_menu_append (menu, _ ("_Change…"), "workshops.change", id);
      wf_menu_append (menu, _ ("Make It a _Draft Again"), "workshops.withdraw", id);
    }
  wf_menu_append (menu, _ ("C_opy and Change…"), "workshops.copy", id);
  wf_menu_append (menu, _ ("_Save as a File…"), "workshops.export", id);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title_of (self, deck), -1);
  return button;
}

static void
add_deck (WfWorkshopsPage *self, WfDeck *deck)
{
  const char *id = wf_deck_get_info (deck)->id;
  g_autofree char *kind = dup_kind (self, deck);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Start…"));
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), make_picture (self, deck));
  gtk_box_append (GTK_BOX (box), make_label (title_of (self, deck), "heading"));
  gtk_box_append (GTK_BOX (box), make_label (kind, "dim-label"));
  if (wf_deck_get_purpose (deck) != NULL)
    gtk_box_append (GTK_BOX (box), make_label (wf_text_get (wf_deck_get_purpose (deck),
                                                            services_of (self)->lang, NULL),
                                               "body"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "workshops.start");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title_of (self, deck), -1);
  gtk_box_append (GTK_BOX (keys), button);
  gtk_box_append (GTK_BOX (keys), make_menu (self, deck));
  gtk_box_append (GTK_BOX (box), keys);
  gtk_flow_box_insert (self->deck_box, box, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
}

/* What came in or was published since is there at once. */
static void
show_decks (WfWorkshopsPage *self)
{
  const WfPackLibrary *packs = services_of (self)->packs;
  const GPtrArray *decks = wf_pack_library_get_decks (packs);
  GtkWidget *child;

  if (self->packs == packs)
    return;
  self->packs = packs;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->deck_box))) != NULL)
    gtk_flow_box_remove (self->deck_box, child);
  for (guint i = 0; i < decks->len; i++)
    add_deck (self, decks->pdata[i]);
}

static void
add_draft (WfWorkshopsPage *self, guint at)
{
  const WfDeckDraft *draft = self->drafts->pdata[at];
  WfServices *services = services_of (self);
  const char *words = wf_text_get (draft->title, services->lang, NULL);
  g_autofree char *safe = g_markup_escape_text (words != NULL ? words : _ ("No name yet"), -1);
  g_autofree char *number = wf_format_integer (services->format, draft->slides->len);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%s slide", "%s slides", draft->slides->len), number);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), count);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "workshops.open-draft");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", at);
  adw_preferences_group_add (self->draft_group, row);
  g_ptr_array_add (self->draft_rows, row);
}

static void
on_drafts_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfWorkshopsPage) self = user_data;
  g_autoptr (GPtrArray) drafts = wf_deck_shelf_list_finish (result, NULL);

  if (wf_pane_is_gone (WF_PANE (self)) || drafts == NULL)
    return;
  for (guint i = 0; i < self->draft_rows->len; i++)
    adw_preferences_group_remove (self->draft_group, self->draft_rows->pdata[i]);
  g_ptr_array_set_size (self->draft_rows, 0);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  self->drafts = g_steal_pointer (&drafts);
  for (guint i = 0; i < self->drafts->len; i++)
    add_draft (self, i);
  gtk_widget_set_visible (GTK_WIDGET (self->draft_group), self->drafts->len > 0);
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
          : g_strdup_printf ("%s — %s", day, session->attendance > 0 ? people : _ ("not counted"));
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
  WfServices *services = services_of (self);
  GCancellable *cancellable = wf_pane_get_cancellable (WF_PANE (self));

  if (wf_pane_is_gone (WF_PANE (self)))
    return;
  show_decks (self);
  wf_workshop_shelf_list_async (services->data_dir, cancellable, on_listed, g_object_ref (self));
  wf_deck_shelf_list_async (services->data_dir, cancellable, on_drafts_listed, g_object_ref (self));
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

  G_OBJECT_CLASS (wf_workshops_page_parent_class)->constructed (object);
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (list_again),
                           self, G_CONNECT_SWAPPED);
  show_decks (self);
}

static void
wf_workshops_page_finalize (GObject *object)
{
  WfWorkshopsPage *self = WF_WORKSHOPS_PAGE (object);

  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_ptr_array_unref (self->draft_rows);
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
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopsPage, draft_group);
  gtk_widget_class_bind_template_child (widget_class, WfWorkshopsPage, past_group);
  gtk_widget_class_install_action (widget_class, "workshops.start", "s", on_start_action);
  gtk_widget_class_install_action (widget_class, "workshops.result", "u", on_result_action);
  gtk_widget_class_install_action (widget_class, "workshops.new-for-staff", NULL, on_new_action);
  gtk_widget_class_install_action (widget_class, "workshops.new-for-newcomers", NULL,
                                   on_new_action);
  gtk_widget_class_install_action (widget_class, "workshops.import", NULL, on_import_action);
  gtk_widget_class_install_action (widget_class, "workshops.open-draft", "u", on_draft_action);
  gtk_widget_class_install_action (widget_class, "workshops.change", "s", on_deck_action);
  gtk_widget_class_install_action (widget_class, "workshops.withdraw", "s", on_deck_action);
  gtk_widget_class_install_action (widget_class, "workshops.copy", "s", on_deck_action);
  gtk_widget_class_install_action (widget_class, "workshops.export", "s", on_deck_action);
}

static void
wf_workshops_page_init (WfWorkshopsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->draft_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
