/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frame of every page of a running visit. It shows what the session says about saving
 * and offers what belongs to every moment of a visit; what the two sides hold is the
 * business of the pages.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-visit-pane.h"

#include <glib/gi18n.h>

#include "wf-safety-list.h"
#include "wf-visit-flow.h"
#include "wf-visit-words.h"
#include "wf-widget-tools.h"

typedef struct {
  WfTwoSides *sides;
  GtkBox *bar;
  GtkBox *extra_box;
  GtkMenuButton *safety_button;
  GtkMenuButton *present_button;
  GtkMenuButton *language_button;
  GtkPopover *present_popover;
  WfTileChooser *present_chooser;
  GtkLabel *child_note;
  GtkPopover *language_popover;
  GtkListBox *language_list;
  WfSafetyList *safety_list;
  GtkButton *back_step_button;
  GtkSpinner *spinner;
  GtkImage *unsaved_image;
  GtkLabel *status_label;
  GtkButton *retry_button;
  GtkButton *next_button;

  WfVisitSession *session; /* (nullable) */
  WfClientTexts *texts;    /* made when first asked for */
  gboolean is_saving;      /* a step that is not the session's */
  gboolean can_next;
  gboolean can_back_step;
} WfVisitPanePrivate;

enum {
  PROP_SESSION = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];
static GtkBuildableIface *parent_buildable;

static void wf_visit_pane_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (WfVisitPane,
                                  wf_visit_pane,
                                  WF_TYPE_PANE,
                                  G_ADD_PRIVATE (WfVisitPane)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                             wf_visit_pane_buildable_init))

static WfVisitPanePrivate *
get_private (WfVisitPane *self)
{
  return wf_visit_pane_get_instance_private (self);
}

static WfServices *
get_services (WfVisitPane *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

/* Two lines rather than a window wider than the screen. */
static void
wrap_words (GtkWidget *widget)
{
  GtkWidget *words = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  if (!GTK_IS_LABEL (words))
    return;
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
}

static void
wf_visit_pane_add_child (GtkBuildable *buildable,
                         GtkBuilder *builder,
                         GObject *child,
                         const char *type)
{
  WfVisitPanePrivate *priv = get_private (WF_VISIT_PANE (buildable));

  if (g_strcmp0 (type, "client") == 0)
    wf_two_sides_set_client (priv->sides, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "strip") == 0)
    wf_two_sides_set_strip (priv->sides, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "extra") == 0)
    {
      wrap_words (GTK_WIDGET (child));
      gtk_box_append (priv->extra_box, GTK_WIDGET (child));
    }
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
wf_visit_pane_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = wf_visit_pane_add_child;
}

/* --- Saving --- */

void
wf_visit_pane_update_status (WfVisitPane *self)
{
  g_return_if_fail (WF_IS_VISIT_PANE (self));

  WfVisitPanePrivate *priv = get_private (self);
  gboolean saving =
      priv->is_saving || (priv->session != NULL && wf_visit_session_is_busy (priv->session));
  gboolean unsaved =
      !saving && priv->session != NULL && wf_visit_session_is_unsaved (priv->session);

  gtk_widget_set_visible (GTK_WIDGET (priv->spinner), saving);
  gtk_spinner_set_spinning (priv->spinner, saving);
  gtk_widget_set_visible (GTK_WIDGET (priv->unsaved_image), unsaved);
  gtk_widget_set_visible (GTK_WIDGET (priv->retry_button), unsaved);
  gtk_label_set_text (priv->status_label, saving    ? _ ("Saving…")
                                          : unsaved ? _ ("Not saved yet")
                                                    : "");
  gtk_widget_set_sensitive (GTK_WIDGET (priv->next_button), priv->can_next && !saving && !unsaved);
  gtk_widget_set_sensitive (GTK_WIDGET (priv->back_step_button),
                            priv->can_back_step && !saving && !unsaved);
}

gboolean
wf_visit_pane_is_held (WfVisitPane *self)
{
  g_return_val_if_fail (WF_IS_VISIT_PANE (self), FALSE);

  WfVisitPanePrivate *priv = get_private (self);

  return priv->is_saving ||
         (priv->session != NULL && (wf_visit_session_is_busy (priv->session) ||
                                    wf_visit_session_is_unsaved (priv->session)));
}

void
wf_visit_pane_set_saving (WfVisitPane *self, gboolean saving)
{
  g_return_if_fail (WF_IS_VISIT_PANE (self));

  get_private (self)->is_saving = saving;
  wf_visit_pane_update_status (self);
}

gboolean
wf_visit_pane_finish_step (GObject *session, GAsyncResult *result, gpointer pane)
{
  g_autoptr (GError) error = NULL;
  gboolean done = wf_visit_session_step_finish (WF_VISIT_SESSION (session), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;

  wf_visit_pane_update_status (pane);
  if (done)
    wf_pane_clear_problem (pane);
  else
    wf_pane_show_problem (pane, error);
  return done;
}

void
on_wf_visit_step_ready (GObject *session, GAsyncResult *result, gpointer pane)
{
  wf_visit_pane_finish_step (session, result, pane);
}

static void
on_retry_ready (GObject *session, GAsyncResult *result, gpointer user_data)
{
  if (wf_visit_pane_finish_step (session, result, user_data))
    wf_visit_flow_go_on (user_data, WF_VISIT_SESSION (session));
}

static void
on_retry_clicked (GtkButton *button, WfVisitPane *self)
{
  wf_visit_session_retry_async (get_private (self)->session,
                                wf_pane_get_cancellable (WF_PANE (self)), on_retry_ready, self);
  wf_visit_pane_update_status (self);
}

/* --- The focus --- */

static GtkWidget *
find_answers (GtkWidget *root)
{
  if (WF_IS_TILE_CHOOSER (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_answers (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
wf_visit_pane_take_focus (WfPane *pane)
{
  WfVisitPanePrivate *priv = get_private (WF_VISIT_PANE (pane));
  GtkWidget *client = wf_two_sides_get_client (priv->sides);
  GtkWidget *strip = wf_two_sides_get_strip (priv->sides);
  GtkWidget *answers = client != NULL ? find_answers (client) : NULL;

  return (answers != NULL && gtk_widget_child_focus (answers, GTK_DIR_TAB_FORWARD)) ||
         (strip != NULL && gtk_widget_child_focus (strip, GTK_DIR_TAB_FORWARD)) ||
         gtk_widget_grab_focus (GTK_WIDGET (priv->next_button));
}

void
wf_visit_pane_focus_first (WfVisitPane *self)
{
  g_return_if_fail (WF_IS_VISIT_PANE (self));

  GtkWidget *body = gtk_widget_get_parent (GTK_WIDGET (get_private (self)->sides));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      (focus != NULL && gtk_widget_is_ancestor (focus, body)))
    return;
  WF_PANE_GET_CLASS (self)->take_focus (WF_PANE (self));
}

/* --- The client's language --- */

/* The answers may be made anew: the focus that stood on one of them stays among them. */
static void
refresh (WfVisitPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean was_here =
      focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (get_private (self)->sides));

  if (WF_VISIT_PANE_GET_CLASS (self)->refresh != NULL)
    WF_VISIT_PANE_GET_CLASS (self)->refresh (self);
  if (was_here)
    wf_visit_pane_focus_first (self);
}

static void
add_language (WfVisitPane *self, const WfLanguage *language)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  wf_label_set_text_in (GTK_LABEL (label), language->own_name, language->tag, 1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  language->own_name, -1);
  g_object_set_data (G_OBJECT (row), "tag", (gpointer) language->tag);
  gtk_list_box_append (get_private (self)->language_list, row);
}

static void
fill_languages (WfVisitPane *self)
{
  WfLanguages *languages = wf_pack_library_get_languages (get_services (self)->packs);

  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    {
      const WfLanguage *language = wf_languages_get (languages, i);

      if (language->translated)
        add_language (self, language);
    }
}

static void
on_language_list_row_activated (GtkListBox *list, GtkListBoxRow *row, WfVisitPane *self)
{
  WfVisitPanePrivate *priv = get_private (self);
  const char *tag = g_object_get_data (G_OBJECT (row), "tag");
  GCancellable *cancellable = wf_pane_get_cancellable (WF_PANE (self));

  gtk_popover_popdown (priv->language_popover);
  if (priv->session == NULL || g_str_equal (tag, wf_visit_pane_get_lang (self)))
    return;
  wf_visit_session_set_language_async (priv->session, tag, cancellable, on_wf_visit_step_ready,
                                       self);
  wf_visit_pane_update_status (self);
}

/* --- Who is present --- */

static const char *const *
get_present (WfVisitPane *self)
{
  WfVisitSession *session = get_private (self)->session;
  WfInterview *interview = session != NULL ? wf_visit_session_get_interview (session) : NULL;
  const WfVisit *visit = session != NULL ? wf_visit_session_get_visit (session) : NULL;

  if (interview != NULL)
    return wf_interview_get_present (interview);
  return visit != NULL ? (const char *const *) visit->present : NULL;
}

static void
update_child_note (WfVisitPane *self)
{
  WfVisitPanePrivate *priv = get_private (self);
  g_auto (GStrv) chosen = wf_tile_chooser_get_chosen (priv->present_chooser);

  gtk_widget_set_visible (GTK_WIDGET (priv->child_note),
                          wf_presence_has_child ((const char *const *) chosen));
}

static void
on_present_popover_show (GtkPopover *popover, WfVisitPane *self)
{
  wf_tile_chooser_set_chosen (get_private (self)->present_chooser, get_present (self));
  update_child_note (self);
}

static void
on_present_keep_clicked (GtkButton *button, WfVisitPane *self)
{
  WfVisitPanePrivate *priv = get_private (self);
  g_auto (GStrv) chosen = wf_tile_chooser_get_chosen (priv->present_chooser);

  gtk_popover_popdown (priv->present_popover);
  if (priv->session == NULL)
    return;
  wf_visit_session_set_present_async (priv->session, (const char *const *) chosen,
                                      wf_pane_get_cancellable (WF_PANE (self)),
                                      on_wf_visit_step_ready, self);
  wf_visit_pane_update_status (self);
}

/* The button says, to a screen reader, which language it is. */
static void
update_language (WfVisitPane *self)
{
  WfLanguages *languages = wf_pack_library_get_languages (get_services (self)->packs);
  const char *lang = wf_visit_pane_get_lang (self);
  const WfLanguage *language = wf_languages_lookup (languages, lang);

  gtk_accessible_update_property (GTK_ACCESSIBLE (get_private (self)->language_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  language != NULL ? language->own_name : lang, -1);
}

static void
update_present (WfVisitPane *self)
{
  g_autofree char *words = wf_presence_dup_words (get_present (self), get_services (self)->format);

  gtk_accessible_update_property (GTK_ACCESSIBLE (get_private (self)->present_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  wf_pane_set_subtitle (WF_PANE (self), words);
}

void
wf_visit_pane_show_present (WfVisitPane *self)
{
  g_return_if_fail (WF_IS_VISIT_PANE (self));

  gtk_menu_button_popup (get_private (self)->present_button);
}

void
wf_visit_pane_show_safety (WfVisitPane *self)
{
  g_return_if_fail (WF_IS_VISIT_PANE (self));

  gtk_menu_button_popup (get_private (self)->safety_button);
}

static void
on_safety_popover_show (GtkPopover *popover, WfVisitPane *self)
{
  WfVisitSession *session = get_private (self)->session;
  WfInterview *interview = session != NULL ? wf_visit_session_get_interview (session) : NULL;
  const char *region = interview != NULL ? wf_interview_get_region (interview) : NULL;

  if (region == NULL)
    region = wf_agency_repo_get (get_services (self)->agency)->region;
  wf_safety_list_fill (get_private (self)->safety_list, get_services (self), region);
}

/* --- Keys and ways out --- */

gboolean
wf_key_is (GtkEventControllerKey *controller, guint keyval, guint wanted)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if (gdk_keyval_to_lower (keyval) == wanted)
    return TRUE;
  return event != NULL && gdk_event_get_event_type (event) == GDK_KEY_PRESS &&
         gdk_key_event_matches (event, wanted, (GdkModifierType) 0) != GDK_KEY_MATCH_NONE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                WfVisitPane *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (WF_VISIT_PANE_GET_CLASS (self)->key != NULL &&
      WF_VISIT_PANE_GET_CLASS (self)->key (self, controller, keyval))
    return GDK_EVENT_STOP;
  if (keyval == GDK_KEY_Escape)
    wf_visit_pane_leave (self);
  else if (keyval == GDK_KEY_exclam)
    wf_visit_pane_show_safety (self);
  else if (wf_key_is (controller, keyval, GDK_KEY_p))
    wf_visit_pane_show_present (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_next_clicked (GtkButton *button, WfVisitPane *self)
{
  if (WF_VISIT_PANE_GET_CLASS (self)->next != NULL)
    WF_VISIT_PANE_GET_CLASS (self)->next (self);
}

static void
on_back_step_clicked (GtkButton *button, WfVisitPane *self)
{
  if (WF_VISIT_PANE_GET_CLASS (self)->back_step != NULL)
    WF_VISIT_PANE_GET_CLASS (self)->back_step (self);
}

static void
on_pause_ready (GObject *session, GAsyncResult *result, gpointer user_data)
{
  if (wf_visit_pane_finish_step (session, result, user_data))
    wf_pane_back (user_data);
}

static gboolean
can_pause (WfVisitSession *session)
{
  WfInterview *interview = wf_visit_session_get_interview (session);
  WfInterviewPhase phase =
      interview != NULL ? wf_interview_get_phase (interview) : WF_INTERVIEW_NEW;

  return phase != WF_INTERVIEW_NEW && phase != WF_INTERVIEW_HELP && phase != WF_INTERVIEW_ENDED &&
         !wf_interview_is_paused (interview);
}

void
wf_visit_pane_leave (WfVisitPane *self)
{
  g_return_if_fail (WF_IS_VISIT_PANE (self));

  WfVisitPanePrivate *priv = get_private (self);

  if (priv->session != NULL && !wf_visit_pane_is_held (self) && can_pause (priv->session))
    {
      wf_visit_session_pause_async (priv->session, wf_pane_get_cancellable (WF_PANE (self)),
                                    on_pause_ready, self);
      wf_visit_pane_update_status (self);
    }
  else
    wf_pane_back (WF_PANE (self));
}

/* --- The object --- */

static void
on_session_changed (WfVisitSession *session, WfVisitPane *self)
{
  if (wf_visit_session_get_visit (session) == NULL)
    return; /* locked, or over: another page comes */

  update_present (self);
  update_language (self);
  wf_visit_pane_update_status (self);
  refresh (self);
}

static void
wf_visit_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  get_private (WF_VISIT_PANE (object))->session = g_value_dup_object (value);
}

static void
wf_visit_pane_constructed (GObject *object)
{
  WfVisitPane *self = WF_VISIT_PANE (object);
  WfVisitPanePrivate *priv = get_private (self);

  G_OBJECT_CLASS (wf_visit_pane_parent_class)->constructed (object);
  fill_languages (self);
  gtk_widget_set_visible (GTK_WIDGET (priv->language_button), priv->session != NULL);
  gtk_widget_set_visible (GTK_WIDGET (priv->present_button), priv->session != NULL);
  if (priv->session == NULL)
    return;

  g_signal_connect_object (priv->session, "changed", G_CALLBACK (on_session_changed), self, 0);
  update_present (self);
  update_language (self);
}

static void
wf_visit_pane_finalize (GObject *object)
{
  WfVisitPanePrivate *priv = get_private (WF_VISIT_PANE (object));

  g_clear_object (&priv->session);
  g_clear_pointer (&priv->texts, wf_client_texts_unref);
  G_OBJECT_CLASS (wf_visit_pane_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/interview/wf-visit-pane.ui");
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, sides);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, bar);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, extra_box);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, safety_button);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, present_button);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, language_button);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, present_popover);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, present_chooser);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, child_note);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, language_popover);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, language_list);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, safety_list);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, back_step_button);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, unsaved_image);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, status_label);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, retry_button);
  gtk_widget_class_bind_template_child_private (widget_class, WfVisitPane, next_button);
  gtk_widget_class_bind_template_callback (widget_class, on_language_list_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_present_popover_show);
  gtk_widget_class_bind_template_callback (widget_class, on_present_keep_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_safety_popover_show);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back_step_clicked);
}

/* What a client agreed to once, or refused, can be said anew in any visit. */
static void
on_consent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfVisitPane *self = WF_VISIT_PANE (widget);

  if (!wf_visit_pane_is_held (self))
    wf_visit_flow_show_consent (WF_PANE (self), get_private (self)->session);
}

static void
wf_visit_pane_class_init (WfVisitPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = wf_visit_pane_set_property;
  object_class->constructed = wf_visit_pane_constructed;
  object_class->finalize = wf_visit_pane_finalize;
  wf_pane_class_hold_reminders (WF_PANE_CLASS (klass));
  WF_PANE_CLASS (klass)->take_focus = wf_visit_pane_take_focus;
  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, WF_TYPE_VISIT_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (WF_TYPE_TWO_SIDES);
  g_type_ensure (WF_TYPE_TILE_CHOOSER);
  g_type_ensure (WF_TYPE_SAFETY_LIST);
  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "visit.consent", NULL,
                                   on_consent_action);
}

static void
wf_visit_pane_init (WfVisitPane *self)
{
  WfVisitPanePrivate *priv = get_private (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  const char *const *presences = wf_visit_get_presences ();

  priv->can_next = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  wf_tile_chooser_set_multiple (priv->present_chooser, TRUE);
  wf_tile_chooser_set_alone (priv->present_chooser, "alone");
  for (guint i = 0; presences[i] != NULL; i++)
    wf_tile_chooser_add (priv->present_chooser, presences[i], wf_presence_get_words (presences[i]),
                         NULL, NULL);
  g_signal_connect_object (priv->present_chooser, "changed", G_CALLBACK (update_child_note), self,
                           G_CONNECT_SWAPPED);
}

WfVisitSession *
wf_visit_pane_get_session (WfVisitPane *self)
{
  g_return_val_if_fail (WF_IS_VISIT_PANE (self), NULL);

  return get_private (self)->session;
}

const char *
wf_visit_pane_get_lang (WfVisitPane *self)
{
  g_return_val_if_fail (WF_IS_VISIT_PANE (self), "en");

  WfVisitSession *session = get_private (self)->session;
  WfInterview *interview = session != NULL ? wf_visit_session_get_interview (session) : NULL;
  const WfVisit *visit = session != NULL ? wf_visit_session_get_visit (session) : NULL;

  if (interview != NULL && wf_interview_get_phase (interview) != WF_INTERVIEW_NEW)
    return wf_interview_get_lang (interview);
  return visit != NULL && *visit->language != '\0' ? visit->language : get_services (self)->lang;
}

WfClientTexts *
wf_visit_pane_get_texts (WfVisitPane *self)
{
  g_return_val_if_fail (WF_IS_VISIT_PANE (self), NULL);

  WfVisitPanePrivate *priv = get_private (self);

  if (priv->texts == NULL)
    priv->texts = wf_client_texts_new_for (wf_pack_library_get_texts (get_services (self)->packs),
                                           get_services (self)->lang);
  return priv->texts;
}

WfTwoSides *
wf_visit_pane_get_sides (WfVisitPane *self)
{
  g_return_val_if_fail (WF_IS_VISIT_PANE (self), NULL);

  return get_private (self)->sides;
}

void
wf_visit_pane_set_next (WfVisitPane *self, const char *label, gboolean can)
{
  g_return_if_fail (WF_IS_VISIT_PANE (self));

  WfVisitPanePrivate *priv = get_private (self);

  if (label != NULL)
    gtk_button_set_label (priv->next_button, label);
  priv->can_next = can;
  wf_visit_pane_update_status (self);
}

void
wf_visit_pane_set_can_back_step (WfVisitPane *self, gboolean can)
{
  g_return_if_fail (WF_IS_VISIT_PANE (self));

  WfVisitPanePrivate *priv = get_private (self);

  priv->can_back_step = can;
  gtk_widget_set_visible (GTK_WIDGET (priv->back_step_button), TRUE);
  wf_visit_pane_update_status (self);
}
