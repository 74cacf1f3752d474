/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The presenter's window. It holds no state of the workshop: what it shows is the last line of the
 * server, and what the presenter does goes there as a line. When the server stops by itself it is
 * started again, a few times, and goes on where it stood.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-presenter-window.h"

#include <glib/gi18n.h>

#include "wf-cover-bin.h"
#include "wf-paths.h"
#include "wf-presenter-counts.h"
#include "wf-question.h"
#include "wf-rows.h"
#include "wf-toast.h"

#define MAX_RESTARTS 3

struct _WfPresenterWindow {
  AdwWindow parent_instance;

  WfCoverBin *cover;
  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkBox *stage;
  GtkLabel *wall_label;
  GtkLabel *next_label;
  AdwPreferencesGroup *notes_group;
  GtkLabel *notes_label;
  WfPresenterCounts *counts;
  GtkSpinButton *heads_spin;
  GtkSpinButton *attend_spin;
  AdwActionRow *phones_row;
  GtkSwitch *shared_switch;
  GtkFlowBox *keys;

  WfServices *services;
  WfScript *script;
  WfWorkshopLink *link;
  WfProjectorWindow *wall;
  WfProjectorView *preview;
  WfProjectorView *next;
  GtkWidget *buttons[9]; /* of KEYS */
  char *address;         /* (nullable): where phones find us */
  guint port;            /* where they found us, for a server that was started again */
  guint heads;           /* to be said once; 0: said */
  guint pages;           /* how often a phone opened the page */
  guint turned_away;     /* requests nobody took */
  guint restarts;
  gboolean is_updating;
  gboolean holds_notifier;
  gboolean is_closing;
};

enum { OVER, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfPresenterWindow, wf_presenter_window, ADW_TYPE_WINDOW)

/* What a presenter does, each one key; the first key is named on the button. */
typedef struct {
  const char *line; /* as the server knows it */
  const char *back; /* (nullable): what the same key does the next time */
  const char *label;
  const char *back_label;
  guint keys[4];
  const char *key_name;
} Key;

static const Key KEYS[] = {
  { "back", NULL, N_ ("_Back"), NULL, { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, "Page_Up" },
  { "next", NULL, N_ ("_Next"), NULL, { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down }, "Page_Down" },
  { "reveal", NULL, N_ ("_Reveal"), NULL, { GDK_KEY_r, GDK_KEY_R }, "r" },
  { "close", "open", N_ ("_Close Question"), N_ ("_Open Question"), { GDK_KEY_o, GDK_KEY_O }, "o" },
  { "undo", NULL, N_ ("_Undo"), NULL, { GDK_KEY_z, GDK_KEY_Z }, "z" },
  { "reset", NULL, N_ ("Be_gin Anew"), NULL, { GDK_KEY_x, GDK_KEY_X }, "x" },
  /* Translators: the wall stays as it is while the presenter looks ahead */
  { "freeze", "unfreeze", N_ ("_Freeze"), N_ ("Un_freeze"), { GDK_KEY_f, GDK_KEY_F }, "f" },
  /* Translators: nothing on the wall */
  { "black",
    "unblack",
    N_ ("B_lack"),
    N_ ("Show the Wa_ll"),
    { GDK_KEY_b, GDK_KEY_B, GDK_KEY_period },
    "b" },
  { "start", "pause", N_ ("Start _Timer"), N_ ("Pause _Timer"), { GDK_KEY_t, GDK_KEY_T }, "t" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (KEYS) == 9);

static void
tell (WfPresenterWindow *self, const char *message)
{
  adw_toast_overlay_add_toast (self->toasts, wf_toast_new (message));
}

static void
send_line (WfPresenterWindow *self, const char *line)
{
  g_autoptr (WfAction) action = wf_action_parse (line, NULL);

  if (action != NULL)
    wf_workshop_link_send (self->link, action);
}

/* Whether the key does its second thing now. */
static gboolean
is_turned (WfPresenterWindow *self, const Key *key)
{
  const WfWorkshopView *view = wf_workshop_link_get_view (self->link);

  if (view == NULL || key->back == NULL)
    return FALSE;
  switch (*key->line)
    {
    case 'c':
      return !view->own->is_open;
    case 'f':
      return view->is_frozen;
    case 'b':
      return view->is_black;
    default:
      return view->own->timer_runs;
    }
}

static void
press (WfPresenterWindow *self, const Key *key)
{
  send_line (self, is_turned (self, key) ? key->back : key->line);
}

static void
on_key_clicked (GtkButton *button, WfPresenterWindow *self)
{
  press (self, g_object_get_data (G_OBJECT (button), "key"));
}

static void
add_key (WfPresenterWindow *self, guint index)
{
  const Key *key = &KEYS[index];
  GtkWidget *button = gtk_button_new_with_mnemonic (_ (key->label));
  guint keyval = gdk_keyval_from_name (key->key_name);
  g_autofree char *name = gtk_accelerator_get_label (keyval, 0);

  g_object_set_data (G_OBJECT (button), "key", (gpointer) key);
  gtk_widget_set_tooltip_text (button, name);
  g_signal_connect (button, "clicked", G_CALLBACK (on_key_clicked), self);
  if (g_str_equal (key->line, "next"))
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_flow_box_insert (self->keys, button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  self->buttons[index] = button;
}

/* Where letters are typed, keys are what they are; where numbers are, digits and what edits them.
 */
static gboolean
is_typing (WfPresenterWindow *self, guint keyval, GdkModifierType state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean is_letter =
      g_unichar_isalpha (gdk_keyval_to_unicode (keyval)) || keyval == GDK_KEY_period;

  if ((state & GDK_ALT_MASK) != 0)
    return TRUE;
  if (focus == NULL || !GTK_IS_EDITABLE (focus))
    return FALSE;
  return gtk_widget_get_ancestor (focus, GTK_TYPE_SPIN_BUTTON) == NULL || !is_letter;
}

/* A number that was typed is taken, and digits count hands again. */
static gboolean
leave_number (WfPresenterWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *spin = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_SPIN_BUTTON) : NULL;

  if (spin == NULL)
    return FALSE;
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  return TRUE;
}

static gboolean
press_digit (WfPresenterWindow *self, guint digit, GdkModifierType state)
{
  g_autofree char *line =
      wf_presenter_counts_dup_line (self->counts, digit, (state & GDK_CONTROL_MASK) != 0,
                                    gtk_switch_get_active (self->shared_switch));

  if (line != NULL)
    send_line (self, line);
  return GDK_EVENT_STOP;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                WfPresenterWindow *self)
{
  gboolean is_page = keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_Page_Up;

  if (!wf_cover_bin_get_covered (self->cover) &&
      (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_Escape) &&
      leave_number (self))
    return GDK_EVENT_STOP;
  if (wf_cover_bin_get_covered (self->cover) || (!is_page && is_typing (self, keyval, state)))
    return GDK_EVENT_PROPAGATE;
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return press_digit (self, keyval - GDK_KEY_0, state);
  if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    return press_digit (self, keyval - GDK_KEY_KP_0, state);
  for (guint i = 0; (state & GDK_CONTROL_MASK) == 0 && i < G_N_ELEMENTS (KEYS); i++)
    for (guint k = 0; k < G_N_ELEMENTS (KEYS[i].keys) && KEYS[i].keys[k] != 0; k++)
      if (KEYS[i].keys[k] == keyval)
        {
          press (self, &KEYS[i]);
          return GDK_EVENT_STOP;
        }
  return GDK_EVENT_PROPAGATE;
}

static void
on_heads_changed (WfPresenterWindow *self)
{
  g_autofree char *line =
      g_strdup_printf ("heads %d", gtk_spin_button_get_value_as_int (self->heads_spin));

  if (!self->is_updating)
    send_line (self, line);
}

static void
on_attend_changed (WfPresenterWindow *self)
{
  g_autofree char *line =
      g_strdup_printf ("attend %d", gtk_spin_button_get_value_as_int (self->attend_spin));

  if (!self->is_updating)
    send_line (self, line);
}

static void
on_counts_act (WfPresenterCounts *counts, const char *line, WfPresenterWindow *self)
{
  send_line (self, line);
}

static void
on_cover_continue (WfCoverBin *cover, WfPresenterWindow *self)
{
  wf_quick_hide_set_active (self->services->quick_hide, FALSE);
}

/* The slide after this one, as it will come: nobody answered it yet. */
static void
show_next (WfPresenterWindow *self, const WfWorkshopView *view)
{
  guint next = view->own->slide + 1;
  gboolean is_last = next == wf_script_get_n_slides (self->script);

  gtk_widget_set_visible (GTK_WIDGET (self->next), !is_last);
  gtk_label_set_label (self->next_label, is_last ? _ ("This is the last slide") : _ ("Next slide"));
  if (is_last)
    return;
  g_autoptr (WfWorkshopView) ahead =
      wf_workshop_view_new (wf_tally_new (self->script, next), wf_tally_new (self->script, next));
  g_autoptr (WfProjection) projection = NULL;

  ahead->wall->timer_left = wf_script_get_slide (self->script, next)->seconds;
  projection = wf_projection_new (self->script, ahead);
  wf_projector_view_set (self->next, projection);
}

static void
show_notes (WfPresenterWindow *self, const WfWorkshopView *view)
{
  const WfSlide *slide = wf_script_get_slide (self->script, view->own->slide);
  const char *notes = wf_text_get (slide->notes, self->services->lang, NULL);
  g_autofree char *at = wf_format_integer (self->services->format, view->own->slide + 1);
  g_autofree char *all =
      wf_format_integer (self->services->format, wf_script_get_n_slides (self->script));
  g_autofree char *total =
      wf_format_integer (self->services->format, wf_tally_get_total (view->own));
  /* Translators: "Slide 3 of 16" */
  g_autofree char *place = g_strdup_printf (_ ("Slide %s of %s"), at, all);
  g_autofree char *answers =
      g_strdup_printf (ngettext ("%s answer", "%s answers", wf_tally_get_total (view->own)), total);
  /* Translators: "Slide 3 of 16 · 4 answers". No dot between numbers where a dot is a digit */
  g_autofree char *both = g_strdup_printf (C_ ("slide and answers", "%s · %s"), place, answers);

  gtk_widget_set_visible (GTK_WIDGET (self->notes_group), notes != NULL);
  gtk_label_set_label (self->notes_label, notes != NULL ? notes : "");
  adw_window_title_set_subtitle (self->title, view->own->is_question ? both : place);
}

static void
show_wall (WfPresenterWindow *self, const WfWorkshopView *view)
{
  WfProjection *projection = wf_workshop_link_get_projection (self->link);
  gboolean on_wall = wf_projector_window_is_on_wall (self->wall);

  wf_projector_view_set (wf_projector_window_get_view (self->wall), projection);
  wf_projector_view_set (self->preview, projection);
  gtk_label_set_label (self->wall_label, view->is_black    ? _ ("The wall is black")
                                         : view->is_frozen ? _ ("The wall stands still")
                                         : on_wall         ? _ ("On the wall")
                                                   : _ ("No projector found: preview here"));
}

static gboolean
can_press (const WfWorkshopView *view, const WfScript *script, const Key *key)
{
  const WfSlide *slide = wf_script_get_slide (script, view->own->slide);
  gboolean asks = view->own->is_question || slide->kind == WF_SLIDE_IDEAS;

  if (g_str_equal (key->line, "start"))
    return slide->kind == WF_SLIDE_TIMER;
  if (g_str_equal (key->line, "close"))
    return asks;
  if (g_str_equal (key->line, "reveal"))
    return view->own->is_question;
  if (g_str_equal (key->line, "undo"))
    return view->can_undo;
  if (g_str_equal (key->line, "back"))
    return view->own->slide > 0;
  if (g_str_equal (key->line, "next"))
    return view->own->slide + 1 < wf_script_get_n_slides (script);
  return TRUE;
}

static void
show_keys (WfPresenterWindow *self, const WfWorkshopView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      gboolean turned = is_turned (self, &KEYS[i]);

      gtk_button_set_label (GTK_BUTTON (self->buttons[i]),
                            _ (turned ? KEYS[i].back_label : KEYS[i].label));
      gtk_widget_set_sensitive (self->buttons[i], can_press (view, self->script, &KEYS[i]));
    }
}

/* What would pop up waits while the room can see this computer. */
static void
let_notify (WfPresenterWindow *self)
{
  if (self->holds_notifier)
    wf_notifier_release (self->services->notifier);
  self->holds_notifier = FALSE;
}

static void
finish (WfPresenterWindow *self)
{
  if (self->is_closing)
    return;
  self->is_closing = TRUE;
  let_notify (self);
  wf_workshop_link_stop (self->link);
  gtk_window_destroy (GTK_WINDOW (self->wall));
  g_signal_emit (self, signals[OVER], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_link_changed (WfWorkshopLink *link, WfPresenterWindow *self)
{
  const WfWorkshopView *view = wf_workshop_link_get_view (link);

  if (view->is_ended)
    return; /* the server writes the counts and goes; then so do we */
  if (self->heads > 0)
    {
      g_autofree char *line = g_strdup_printf ("heads %u", self->heads);
      self->heads = 0;
      send_line (self, line);
    }
  self->is_updating = TRUE;
  if (gtk_spin_button_get_value_as_int (self->heads_spin) != (int) view->heads)
    gtk_spin_button_set_value (self->heads_spin, view->heads);
  if (gtk_spin_button_get_value_as_int (self->attend_spin) != (int) view->attendance)
    gtk_spin_button_set_value (self->attend_spin, view->attendance);
  self->is_updating = FALSE;
  show_wall (self, view);
  show_next (self, view);
  show_notes (self, view);
  show_keys (self, view);
  wf_presenter_counts_set (self->counts, view->own);
}

static void
show_phones (WfPresenterWindow *self)
{
  const char *url = wf_workshop_link_get_url (self->link);
  g_autofree char *times = wf_format_integer (self->services->format, self->pages);
  g_autofree char *reached =
      g_strdup_printf (ngettext ("Yes. The page was opened %s time.",
                                 "Yes. The page was opened %s times.", self->pages),
                       times);
  /* Translators: %s is an address as http://192.168.1.5:8765/ */
  g_autofree char *how = g_strdup_printf (
      _ ("Not yet known. Open %s with your own phone, or scan the code on the wall. If it does not "
         "come, the network keeps phones apart: count hands and cards."),
      url != NULL ? url : "");
  const char *words = self->address == NULL ? _ ("This workshop goes without phones.")
                      : self->pages > 0     ? reached
                      : url == NULL         ? _ ("No phones now. Hands and cards count as ever.")
                                            : how;

  if (self->turned_away > 0 && self->address != NULL)
    {
      g_autofree char *number = wf_format_integer (self->services->format, self->turned_away);
      /* Translators: what phones, or a program on the network, sent and nobody took */
      g_autofree char *away =
          g_strdup_printf (ngettext ("%s request was turned away.", "%s requests were turned away.",
                                     self->turned_away),
                           number);
      g_autofree char *both = g_strdup_printf ("%s %s", words, away);

      adw_action_row_set_subtitle (self->phones_row, both);
      return;
    }
  adw_action_row_set_subtitle (self->phones_row, words);
}

static void
on_link_listening (WfWorkshopLink *link, WfPresenterWindow *self)
{
  WfScript *script = wf_workshop_link_get_script (link);
  const char *url = wf_workshop_link_get_url (link);
  const char *code = wf_workshop_link_get_code (link);
  const char *colon = url != NULL ? strrchr (url, ':') : NULL;

  if (script != self->script) /* as it was when it was begun */
    {
      wf_script_unref (self->script);
      self->script = wf_script_ref (script);
      wf_presenter_counts_setup (self->counts, script, self->services->format);
      tell (self, _ ("The deck was changed since. This workshop goes on with the one it was begun "
                     "with."));
    }
  if (colon != NULL)
    self->port = (guint) g_ascii_strtoull (colon + 1, NULL, 10);
  wf_projector_view_set_phones (self->preview, url, code);
  wf_projector_view_set_phones (wf_projector_window_get_view (self->wall), url, code);
  show_phones (self);
}

static void
on_link_reached (WfWorkshopLink *link, guint pages, WfPresenterWindow *self)
{
  self->pages = pages;
  show_phones (self);
}

static void
on_link_turned_away (WfWorkshopLink *link, guint n, WfPresenterWindow *self)
{
  self->turned_away += n;
  g_info ("%u requests were turned away", n);
  show_phones (self);
}

static void
on_link_refused (WfWorkshopLink *link, int code, WfPresenterWindow *self)
{
  if (code == WF_WORKSHOP_ERROR_NETWORK)
    tell (self, _ ("Phones cannot come in at this address. Hands and cards count as ever."));
  else if (code == WF_WORKSHOP_ERROR_CHILD)
    tell (self, _ ("That could not be kept. Look at the disk."));
  else
    tell (self, _ ("This does nothing on this slide."));
}

static gboolean
start (WfPresenterWindow *self, gboolean is_new)
{
  g_autoptr (GError) error = NULL;

  if (!wf_workshop_link_start (self->link, is_new, &error))
    {
      tell (self, _ ("The workshop could not be started. Nothing is lost. Try again."));
      return FALSE;
    }
  if (self->address != NULL)
    wf_workshop_link_listen (self->link, self->address, self->port);
  return TRUE;
}

static void
on_link_stopped (WfWorkshopLink *link, WfPresenterWindow *self)
{
  if (self->is_closing)
    return;
  if (wf_workshop_link_is_ended (link))
    finish (self);
  else if (self->restarts++ < MAX_RESTARTS)
    {
      if (start (self, FALSE))
        tell (self, _ ("The workshop was started again where it stood. Nothing is lost."));
    }
  else
    tell (self, _ ("The workshop stops again and again. What was counted is kept. Close it and "
                   "look at the disk."));
}

static void
on_code_response (AdwMessageDialog *dialog, const char *response, WfPresenterWindow *self)
{
  if (g_str_equal (response, "anew"))
    send_line (self, "new-code");
}

/* Somebody took the places of others, or the code went further than the room. */
static void
on_code_clicked (WfPresenterWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("Let phones join anew?"),
      _ ("All phones are sent out, with their answers to this slide, and another code comes on the "
         "wall. Answers to other slides stay."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "anew",
                                    _ ("_New Code"), NULL);
  wf_question_settle_on (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_code_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
on_finish_idle (gpointer user_data)
{
  finish (user_data);
  return G_SOURCE_REMOVE;
}

/* The dialog still stands on this window while it tells its answer. */
static void
on_end_response (AdwMessageDialog *dialog, const char *response, WfPresenterWindow *self)
{
  if (g_str_equal (response, "aside"))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_finish_idle, g_object_ref (self), g_object_unref);
  else if (g_str_equal (response, "end"))
    send_line (self, "end");
}

static gboolean
wf_presenter_window_close_request (GtkWindow *window)
{
  WfPresenterWindow *self = WF_PRESENTER_WINDOW (window);
  GtkWidget *dialog;

  if (self->is_closing)
    return FALSE;
  dialog = adw_message_dialog_new (
      window, _ ("End the Workshop?"),
      _ ("Ended, the counts stay; phones, single answers and ideas not shown are deleted. Put "
         "aside, it opens again where it stands."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Go On"), "aside",
                                    _ ("_Put Aside"), "end", _ ("_End"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "end",
                                              ADW_RESPONSE_DESTRUCTIVE);
  wf_question_settle_on (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_end_response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

static void
on_wall_moved (WfPresenterWindow *self)
{
  const WfWorkshopView *view = wf_workshop_link_get_view (self->link);

  if (view != NULL)
    show_wall (self, view);
}

static void
wf_presenter_window_dispose (GObject *object)
{
  WfPresenterWindow *self = WF_PRESENTER_WINDOW (object);

  if (self->link != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->link, self);
      wf_workshop_link_stop (self->link);
    }
  g_clear_object (&self->link);
  let_notify (self);
  if (self->wall != NULL && !self->is_closing)
    gtk_window_destroy (GTK_WINDOW (self->wall));
  g_clear_object (&self->wall);
  G_OBJECT_CLASS (wf_presenter_window_parent_class)->dispose (object);
}

static void
wf_presenter_window_finalize (GObject *object)
{
  WfPresenterWindow *self = WF_PRESENTER_WINDOW (object);

  g_clear_pointer (&self->script, wf_script_unref);
  wf_notifier_release (self->services->notifier);
  g_clear_pointer (&self->services, wf_services_unref);
  g_free (self->address);
  G_OBJECT_CLASS (wf_presenter_window_parent_class)->finalize (object);
}

static void
wf_presenter_window_class_init (WfPresenterWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WF_TYPE_COVER_BIN);
  g_type_ensure (WF_TYPE_PRESENTER_COUNTS);
  G_OBJECT_CLASS (klass)->dispose = wf_presenter_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_presenter_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = wf_presenter_window_close_request;
  signals[OVER] = g_signal_new ("over", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/workshop/wf-presenter-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, cover);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, wall_label);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, next_label);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, notes_group);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, notes_label);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, counts);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, heads_spin);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, attend_spin);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, phones_row);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, shared_switch);
  gtk_widget_class_bind_template_child (widget_class, WfPresenterWindow, keys);
  gtk_widget_class_bind_template_callback (widget_class, on_cover_continue);
  gtk_widget_class_bind_template_callback (widget_class, on_heads_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_attend_changed);
}

static void
wf_presenter_window_init (WfPresenterWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Before any button or list: a clicker's keys mean the same wherever the focus is. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    add_key (self, i);
}

static void
add_walls (WfPresenterWindow *self, const WfWorkshopSetup *setup)
{
  self->wall = g_object_ref (wf_projector_window_new (setup->first, setup->second));
  self->preview = WF_PROJECTOR_VIEW (wf_projector_view_new (setup->first, setup->second));
  self->next = WF_PROJECTOR_VIEW (wf_projector_view_new (setup->first, setup->second));
  gtk_widget_add_css_class (GTK_WIDGET (self->preview), "wall-preview");
  gtk_widget_add_css_class (GTK_WIDGET (self->next), "wall-preview");
  gtk_widget_set_margin_end (GTK_WIDGET (self->next), 150);
  gtk_box_insert_child_after (self->stage, GTK_WIDGET (self->preview),
                              GTK_WIDGET (self->wall_label));
  gtk_box_append (self->stage, GTK_WIDGET (self->next));
  wf_projector_window_follow (self->wall, GTK_WINDOW (self));
  g_signal_connect_object (self->wall, "notify::on-wall", G_CALLBACK (on_wall_moved), self,
                           G_CONNECT_SWAPPED);
}

WfPresenterWindow *
wf_presenter_window_new (WfServices *services,
                         WfScript *script,
                         const WfWorkshopSetup *setup,
                         GtkApplication *application)
{
  WfPresenterWindow *self;
  g_autofree char *program = wf_paths_find_program ("wayfinderctl");

  g_return_val_if_fail (services != NULL && script != NULL && setup != NULL, NULL);

  self = g_object_new (WF_TYPE_PRESENTER_WINDOW, "application", application, NULL);
  self->services = wf_services_ref (services);
  wf_notifier_hold (services->notifier); /* a room full of people sees the wall */
  self->script = wf_script_ref (script);
  self->address = g_strdup (setup->address);
  self->heads = setup->heads;
  wf_cover_bin_set_format (self->cover, services->format);
  adw_window_title_set_title (
      self->title,
      wf_text_get (wf_deck_get_title (wf_script_get_deck (script)), services->lang, NULL));
  wf_presenter_counts_setup (self->counts, script, services->format);
  g_signal_connect_object (self->counts, "act", G_CALLBACK (on_counts_act), self, 0);
  self->link = wf_workshop_link_new (script, program, services->shared_dir, services->data_dir);
  g_signal_connect (self->link, "changed", G_CALLBACK (on_link_changed), self);
  g_signal_connect (self->link, "listening", G_CALLBACK (on_link_listening), self);
  g_signal_connect (self->link, "reached", G_CALLBACK (on_link_reached), self);
  g_signal_connect (self->link, "turned-away", G_CALLBACK (on_link_turned_away), self);
  g_signal_connect (self->link, "refused", G_CALLBACK (on_link_refused), self);
  g_signal_connect (self->link, "stopped", G_CALLBACK (on_link_stopped), self);
  if (self->address != NULL)
    g_signal_connect_swapped (wf_row_add_button (self->phones_row, _ ("_New Code"), NULL, NULL),
                              "clicked", G_CALLBACK (on_code_clicked), self);
  add_walls (self, setup);
  wf_notifier_hold (services->notifier);
  self->holds_notifier = TRUE;
  start (self, setup->is_new);
  show_phones (self);
  return self;
}

WfWorkshopLink *
wf_presenter_window_get_link (WfPresenterWindow *self)
{
  g_return_val_if_fail (WF_IS_PRESENTER_WINDOW (self), NULL);

  return self->link;
}

WfProjectorWindow *
wf_presenter_window_get_wall (WfPresenterWindow *self)
{
  g_return_val_if_fail (WF_IS_PRESENTER_WINDOW (self), NULL);

  return self->wall;
}

void
wf_presenter_window_put_aside (WfPresenterWindow *self)
{
  g_return_if_fail (WF_IS_PRESENTER_WINDOW (self));

  finish (self);
}
