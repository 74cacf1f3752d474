/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The menu of one entry. A correction is the agency's own word: it lies over what the source says,
 * which is kept, and survives whatever the source sends next.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-curation-menu.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "wf-catalogue.h"
#include "wf-conditions-dialog.h"
#include "wf-draft.h"
#include "wf-entry-chooser.h"
#include "wf-json.h"
#include "wf-question.h"
#include "wf-terms-dialog.h"
#include "wf-widget-tools.h"

struct _WfCurationMenu {
  GtkWidget parent_instance;

  GtkMenuButton *button;
  WfServices *services;
  WfResource *resource;
  GCancellable *cancellable;
  GtkWindow *dialog; /* weak */
};

G_DEFINE_FINAL_TYPE (WfCurationMenu, wf_curation_menu, GTK_TYPE_WIDGET)

enum {
  SIGNAL_CURATED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is wrong most often on a leaflet. */
static const struct {
  const char *field;
  const char *words;
} FIELDS[] = {
  { "phone", N_ ("Phone") },
  { "hours", N_ ("Hours") },
  { "name", N_ ("Name") },
  { "url", N_ ("Link") },
  { "eligibility", N_ ("Who it is for") },
  { "how_to_apply", N_ ("How to get it") },
  { "summary", N_ ("What it is") },
  { "organization", N_ ("Organisation") },
  { "address", N_ ("Street") },
  { "locality", N_ ("Town") },
  { "email", N_ ("Email") },
  { "text_line", N_ ("Text message") },
  { "name_fr", N_ ("Name in French") },
  { "summary_fr", N_ ("What it is, in French") },
};

static void
on_entry_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfCurationMenu) self = user_data;
  g_autoptr (WfResource) entry = wf_catalogue_get_finish (WF_CATALOGUE (source), result, NULL);

  if (!g_cancellable_is_cancelled (self->cancellable))
    g_signal_emit (self, signals[SIGNAL_CURATED], 0, entry);
}

static void
on_edit_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfCurationMenu) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = wf_catalogue_save_edit_finish (WF_CATALOGUE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!ok)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  else
    wf_catalogue_get_async (WF_CATALOGUE (source), self->resource->id, self->cancellable,
                            on_entry_ready, g_object_ref (self));
}

/* Whatever is said is kept, even when the page goes meanwhile. */
static void
save (WfCurationMenu *self, const WfEdit *edit)
{
  wf_catalogue_save_edit_async (self->services->catalogue, edit, NULL, on_edit_ready,
                                g_object_ref (self));
}

static void
save_kind (WfCurationMenu *self, WfEditKind kind, const char *text)
{
  WfEdit edit = { .kind = kind, .id = self->resource->id, .text = text };

  save (self, &edit);
}

static void
on_pin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCurationMenu *self = WF_CURATION_MENU (widget);

  if (self->resource != NULL)
    save_kind (self, self->resource->is_pinned ? WF_EDIT_UNPIN : WF_EDIT_PIN, NULL);
}

static void
on_hide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCurationMenu *self = WF_CURATION_MENU (widget);

  if (self->resource != NULL)
    save_kind (self, self->resource->is_hidden ? WF_EDIT_SHOW : WF_EDIT_HIDE, NULL);
}

static void
on_checked_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCurationMenu *self = WF_CURATION_MENU (widget);
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *today = NULL;

  if (self->resource == NULL)
    return;
  now = g_date_time_new_from_unix_local (wf_clock_now (self->services->clock) / G_USEC_PER_SEC);
  today = g_date_time_format (now, "%Y-%m-%d");
  save_kind (self, WF_EDIT_CHECKED, today);
}

/* Dialogs. */

static char *
dup_typed (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return g_strdup (g_strstrip (text));
}

static GtkTextView *
make_view (const char *text, const char *label)
{
  GtkTextView *view = GTK_TEXT_VIEW (gtk_text_view_new ());

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_top_margin (view, 6);
  gtk_text_view_set_bottom_margin (view, 6);
  gtk_text_view_set_left_margin (view, 6);
  gtk_text_view_set_right_margin (view, 6);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
  gtk_widget_set_size_request (GTK_WIDGET (view), -1, 80);
  gtk_widget_add_css_class (GTK_WIDGET (view), "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return view;
}

/* What is typed about this offer, or this field of it, outlives a lock. */
static void
keep_draft (WfCurationMenu *self, GtkTextView *view, const char *kind, const char *field)
{
  g_autofree char *about =
      g_strconcat (self->resource->id, field != NULL ? "/" : NULL, field, NULL);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  g_ptr_array_add (fields, gtk_text_view_get_buffer (view));
  g_object_set_data_full (G_OBJECT (view), "draft",
                          wf_draft_new_about (self->services->vault, NULL, kind, about, fields),
                          (GDestroyNotify) wf_draft_free);
}

static void
settle_draft (GtkTextView *view)
{
  wf_draft_settle (g_object_get_data (G_OBJECT (view), "draft"));
}

static void
ask (
    WfCurationMenu *self, const char *title, const char *body, GtkWidget *child, GCallback callback)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, title, body);

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), child);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "save",
                                    _ ("_Save"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response", callback, self, 0);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_note_response (AdwMessageDialog *dialog, const char *response, WfCurationMenu *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *text = NULL;

  settle_draft (view);
  if (!g_str_equal (response, "save"))
    return;
  text = dup_typed (view);
  save_kind (self, WF_EDIT_NOTE, text);
}

static void
on_note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCurationMenu *self = WF_CURATION_MENU (widget);
  const char *title = _ ("A note about this offer");
  GtkTextView *view;

  if (self->resource == NULL)
    return;
  view = make_view (self->resource->note != NULL ? self->resource->note : "", title);
  keep_draft (self, view, "draft.offer-note", NULL);
  ask (self, title, _ ("Your team reads it here. About the offer, never about a client."),
       GTK_WIDGET (view), G_CALLBACK (on_note_response));
}

static const char *
get_text (WfCurationMenu *self, guint field)
{
  return wf_json_get_string (wf_resource_get_json (self->resource), FIELDS[field].field, "");
}

static void
on_field_selected (GtkDropDown *drop, GParamSpec *pspec, WfCurationMenu *self)
{
  GtkTextView *view = g_object_get_data (G_OBJECT (drop), "view");
  guint field = gtk_drop_down_get_selected (drop);

  g_object_set_data (G_OBJECT (view), "draft", NULL); /* keeps what was typed for the other field */
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), get_text (self, field), -1);
  keep_draft (self, view, "draft.correction", FIELDS[field].field);
}

/* As the source says again: the correction goes. Nothing typed: the field is empty. */
static void
on_correct_response (AdwMessageDialog *dialog, const char *response, WfCurationMenu *self)
{
  GtkWidget *box = adw_message_dialog_get_extra_child (dialog);
  GtkDropDown *drop = GTK_DROP_DOWN (gtk_widget_get_first_child (box));
  guint field = gtk_drop_down_get_selected (drop);
  WfEdit edit = { .kind = WF_EDIT_CORRECT, .id = self->resource->id };
  JsonObject *overlay = wf_json_get_object (wf_resource_get_json (self->resource), "overlay");
  JsonObject *was = overlay != NULL ? wf_json_get_object (overlay, "was") : NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) value = NULL;
  GtkTextView *view = g_object_get_data (G_OBJECT (drop), "view");

  settle_draft (view);
  if (!g_str_equal (response, "save"))
    return;
  text = dup_typed (view);
  edit.field = FIELDS[field].field;
  if (g_str_equal (text, get_text (self, field)))
    return;
  if (was != NULL && json_object_has_member (was, edit.field) &&
      g_str_equal (text, wf_json_get_string (was, edit.field, "")))
    edit.kind = WF_EDIT_UNCORRECT;
  value = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (value, text);
  edit.value = value;
  save (self, &edit);
}

static void
on_correct_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCurationMenu *self = WF_CURATION_MENU (widget);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *drop;
  GtkTextView *view;

  if (self->resource == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    gtk_string_list_append (names, _ (FIELDS[i].words));
  drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  view = make_view (get_text (self, 0), _ ("What it should say"));
  keep_draft (self, view, "draft.correction", FIELDS[0].field);
  g_object_set_data (G_OBJECT (drop), "view", view);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (on_field_selected), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (drop)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What is wrong"), -1);
  gtk_box_append (GTK_BOX (box), drop);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view));
  ask (self, _ ("Report a mistake"),
       _ ("It is corrected here at once. What the source says is kept, and the correction can be "
          "proposed to whoever keeps the list."),
       box, G_CALLBACK (on_correct_response));
}

/* Who can get it. */

static void
on_conditions_kept (WfTaskDialog *dialog, WfCurationMenu *self)
{
  wf_catalogue_get_async (self->services->catalogue, self->resource->id, self->cancellable,
                          on_entry_ready, g_object_ref (self));
}

static void
on_conditions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCurationMenu *self = WF_CURATION_MENU (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  WfTaskDialog *dialog;

  if (self->resource == NULL)
    return;
  dialog = wf_conditions_dialog_show (
      self->services, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->resource);
  g_signal_connect_object (dialog, "completed", G_CALLBACK (on_conditions_kept), self, 0);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (dialog));
}

/* What of it is no text. */

static void
on_terms_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCurationMenu *self = WF_CURATION_MENU (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  WfTaskDialog *dialog;

  if (self->resource == NULL)
    return;
  dialog = wf_terms_dialog_show (self->services, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                 self->resource);
  g_signal_connect_object (dialog, "completed", G_CALLBACK (on_conditions_kept), self, 0);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (dialog));
}

/* The same offer stands there twice: one of them is enough. */

static void
on_chosen (WfEntryChooser *chooser, WfResource *other, WfCurationMenu *self)
{
  if (!g_str_equal (other->id, self->resource->id))
    save_kind (self, WF_EDIT_MERGE, other->id);
}

static void
on_merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCurationMenu *self = WF_CURATION_MENU (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  WfEntryChooser *chooser;

  if (self->resource == NULL)
    return;
  chooser = wf_entry_chooser_new (self->services, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_set_title (GTK_WINDOW (chooser), _ ("Which one stays?"));
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (on_chosen), self, 0);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (chooser));
  gtk_window_present (GTK_WINDOW (chooser));
}

/* They were not the same after all. The source's word about it is in front again; this one stays.
 */
static void
on_split_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfEdit edit = { .kind = WF_EDIT_SPLIT, .id = g_variant_get_string (parameter, NULL) };
  WfCurationMenu *self = WF_CURATION_MENU (widget);

  if (self->resource != NULL)
    save (self, &edit);
}

static void
on_merged_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GMenu) menu = user_data;
  g_autoptr (GPtrArray) merged =
      wf_catalogue_list_merged_finish (WF_CATALOGUE (source), result, NULL);
  const char *language = g_object_get_data (G_OBJECT (menu), "language");

  for (guint i = 0; merged != NULL && i < merged->len; i++)
    {
      const WfResource *entry = merged->pdata[i];
      g_auto (GStrv) parts = g_strsplit (wf_resource_get_name (entry, language), "_", -1);
      /* In a menu a lone low line marks a letter. */
      g_autofree char *name = g_strjoinv ("__", parts);
      /* Translators: %s is an entry that somebody said is the same as the one in front */
      g_autofree char *label = g_strdup_printf (_ ("Not the same as “%s”"), name);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "entry.split", "s", entry->id);
      g_menu_append_item (menu, item);
    }
}

static void
on_drop_response (AdwMessageDialog *dialog, const char *response, WfCurationMenu *self)
{
  if (g_str_equal (response, "save"))
    save_kind (self, WF_EDIT_DROP_OWN, NULL);
}

static void
on_drop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfCurationMenu *self = WF_CURATION_MENU (widget);

  if (self->resource == NULL)
    return;
  ask (self, _ ("Delete this entry?"),
       _ ("It goes for your whole team. Plans that name it keep what they say."), NULL,
       G_CALLBACK (on_drop_response));
  adw_message_dialog_set_response_label (ADW_MESSAGE_DIALOG (self->dialog), "save", _ ("_Delete"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self->dialog), "save",
                                              ADW_RESPONSE_DESTRUCTIVE);
  wf_question_settle_on (ADW_MESSAGE_DIALOG (self->dialog), "cancel");
}

static void
wf_curation_menu_dispose (GObject *object)
{
  WfCurationMenu *self = WF_CURATION_MENU (object);

  g_cancellable_cancel (self->cancellable);
  if (self->dialog != NULL)
    gtk_window_destroy (self->dialog);
  g_clear_weak_pointer (&self->dialog);
  wf_widget_dispose_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (wf_curation_menu_parent_class)->dispose (object);
}

static void
wf_curation_menu_finalize (GObject *object)
{
  WfCurationMenu *self = WF_CURATION_MENU (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->resource, wf_resource_unref);
  g_clear_pointer (&self->services, wf_services_unref);
  G_OBJECT_CLASS (wf_curation_menu_parent_class)->finalize (object);
}

static void
wf_curation_menu_class_init (WfCurationMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wf_curation_menu_dispose;
  object_class->finalize = wf_curation_menu_finalize;
  signals[SIGNAL_CURATED] = g_signal_new ("curated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, WF_TYPE_RESOURCE);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "entry.pin", NULL, on_pin_action);
  gtk_widget_class_install_action (widget_class, "entry.hide", NULL, on_hide_action);
  gtk_widget_class_install_action (widget_class, "entry.checked", NULL, on_checked_action);
  gtk_widget_class_install_action (widget_class, "entry.split", "s", on_split_action);
  gtk_widget_class_install_action (widget_class, "entry.note", NULL, on_note_action);
  gtk_widget_class_install_action (widget_class, "entry.correct", NULL, on_correct_action);
  gtk_widget_class_install_action (widget_class, "entry.conditions", NULL, on_conditions_action);
  gtk_widget_class_install_action (widget_class, "entry.terms", NULL, on_terms_action);
  gtk_widget_class_install_action (widget_class, "entry.merge", NULL, on_merge_action);
  gtk_widget_class_install_action (widget_class, "entry.drop", NULL, on_drop_action);
}

static void
wf_curation_menu_init (WfCurationMenu *self)
{
  self->cancellable = g_cancellable_new ();
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "view-more-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Say something about this entry"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Say something about this entry"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

void
wf_curation_menu_set (WfCurationMenu *self, WfServices *services, WfResource *resource)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_return_if_fail (WF_IS_CURATION_MENU (self));
  g_return_if_fail (services != NULL && resource != NULL);

  wf_resource_ref (resource);
  wf_services_ref (services);
  g_clear_pointer (&self->resource, wf_resource_unref);
  g_clear_pointer (&self->services, wf_services_unref);
  self->resource = resource;
  self->services = services;
  g_menu_append (menu, _ ("I _checked it today"), "entry.checked");
  /* Translators: an entry of the catalogue stands first in every list, or no more */
  g_menu_append (menu, resource->is_pinned ? _ ("No longer _first") : _ ("Put it _first"),
                 "entry.pin");
  g_menu_append (menu, _ ("_Note…"), "entry.note");
  g_menu_append (menu, _ ("_Report a mistake…"), "entry.correct");
  g_menu_append (menu, _ ("_Price, languages, place…"), "entry.terms");
  g_menu_append (menu, _ ("Who _can get it…"), "entry.conditions");
  g_menu_append (menu, resource->is_hidden ? _ ("_Show it again") : _ ("_Hide it"), "entry.hide");
  g_menu_append (menu, _ ("_The same as another…"), "entry.merge");
  if (g_strcmp0 (resource->origin, "own") == 0)
    g_menu_append (menu, _ ("_Delete it…"), "entry.drop");
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (menu));
  g_object_set_data_full (G_OBJECT (menu), "language", g_strdup (services->lang), g_free);
  wf_catalogue_list_merged_async (services->catalogue, resource->id, self->cancellable,
                                  on_merged_ready, g_object_ref (menu));
}
