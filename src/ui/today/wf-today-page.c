/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Today. Two equal ways to begin stand on it always; below them what was interrupted, what
 * is due, and what changed in open plans, read anew whenever the page is shown or a client
 * changes (plans only when it is shown: that takes a while). Rows open the client or the
 * plan, or go on with the visit; the page changes nothing but the day of what is put off.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-today-page.h"

#include <glib/gi18n.h>

#include "wf-banner.h"
#include "wf-client-page.h"
#include "wf-client-repo-follow.h"
#include "wf-client-words.h"
#include "wf-follow-commit.h"
#include "wf-follow-words.h"
#include "wf-pictogram-view.h"
#include "wf-referral-page.h"
#include "wf-today-changes.h"
#include "wf-visit-fold.h"

#define DUE_DAYS         7
#define PUT_OFF_DAYS     7
#define CHANGES_AGAIN_US (10 * WF_CLOCK_MINUTE)
#define CLOCK_BEHIND_US  WF_CLOCK_DAY         /* of what was written last */
#define CLOCK_AHEAD_US   (180 * WF_CLOCK_DAY) /* longer than a summer */

struct _WfTodayPage {
  WfPane parent_instance;

  WfBanner *clock_banner;
  GtkListBox *continue_list;
  GtkWidget *continue_box;
  GtkListBox *due_list;
  GtkLabel *unread_label;
  GtkWidget *due_box;
  GtkListBox *change_list;
  GtkWidget *change_box;
  GtkWidget *quiet_box;

  guint changes_id;
  gboolean is_finding; /* what changed */
  gboolean is_dirty;   /* a client changed since that was found */
  gint64 changes_us;   /* as of when it was found; 0 never */
  gint64 finding_us;   /* as of when it is being found */
};

typedef enum {
  DUE_OVERDUE,
  DUE_TODAY,
  DUE_THIS_WEEK,
} DueGroup;

G_DEFINE_FINAL_TYPE (WfTodayPage, wf_today_page, WF_TYPE_PANE)

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
make_row (const char *id, const WfClientCard *card, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, title, *card->name != '\0');
  g_autofree char *safe = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "client", g_strdup (id), g_free);
  return row;
}

static GtkWidget *
finish_row (GtkWidget *row)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

/* "Question 7, yesterday, 15:40" */
static char *
dup_where (WfTodayPage *self, const WfOpenVisit *visit)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  g_autofree char *day =
      wf_day_dup_words (services->format, wf_clock_now (services->clock), visit->last_us);
  g_autofree char *time = wf_format_time (services->format, visit->last_us, WF_TIME_CLOCK);
  g_autofree char *number = wf_format_integer (services->format, visit->question);

  if (visit->question == 0)
    /* Translators: a visit that was interrupted: the day ("yesterday"), the time ("15:40") */
    return g_strdup_printf (_ ("Interrupted %s, %s"), day, time);
  /* Translators: a number; the day ("yesterday"), the time ("15:40") */
  return g_strdup_printf (_ ("Question %s, %s, %s"), number, day, time);
}

static void
add_open (WfTodayPage *self, const WfOpenVisit *visit)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfClientItem *item = wf_client_repo_lookup (services->clients, visit->client_id);
  g_autofree char *name = NULL;
  g_autofree char *where = NULL;

  if (item == NULL)
    return;

  const WfClientCard *card = wf_client_item_get_card (item);

  name = wf_client_dup_name (card->name, card->number, services->format);
  where = dup_where (self, visit);
  gtk_list_box_append (self->continue_list,
                       finish_row (make_row (visit->client_id, card, name, where)));
}

static void
on_put_off (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!wf_follow_commit_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wf_pane_show_problem (user_data, error);
}

static GPtrArray *
make_put_off (
    const WfFollow *follow, const char *today, gpointer data, GPtrArray *for_agency, GError **error)
{
  const WfDueThing *thing = data;
  const WfDue *due = wf_dues_lookup (follow->dues, thing->due->id);
  g_autofree char *until = wf_day_add (today, 0, PUT_OFF_DAYS);

  if (*thing->due->id == '\0')
    return wf_follow_list_of_one (wf_client_record_due (until, NULL));
  if (due != NULL)
    return wf_follow_list_of_one (wf_due_record_snoozed (due, until));
  g_set_error_literal (error, WF_CLIENT_ERROR, WF_CLIENT_ERROR_NOT_FOUND, "Nothing is due");
  return NULL;
}

static void
on_put_off_clicked (GtkButton *button, WfTodayPage *self)
{
  const WfDueThing *thing = g_object_get_data (G_OBJECT (button), "thing");
  WfDueThing *copy = g_new0 (WfDueThing, 1);

  copy->client_id = g_strdup (thing->client_id);
  copy->due = wf_due_copy (thing->due);
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  wf_follow_commit_async (wf_pane_get_services (WF_PANE (self)), copy->client_id, make_put_off,
                          copy, (GDestroyNotify) wf_due_thing_free,
                          wf_pane_get_cancellable (WF_PANE (self)), on_put_off, self);
}

static void
add_put_off (WfTodayPage *self, GtkWidget *row, WfDueThing *thing, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-open-recent-symbolic");
  /* Translators: %s is a client's name */
  g_autofree char *label = g_strdup_printf (_ ("Put off for a week: %s"), name);

  gtk_widget_set_tooltip_text (button, _ ("Put off for a week"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "thing", thing, (GDestroyNotify) wf_due_thing_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_put_off_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* @thing: (transfer full) */
static void
add_due (WfTodayPage *self, WfDueThing *thing, const char *today)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfClientItem *item = wf_client_repo_lookup (services->clients, thing->client_id);
  const char *day = wf_due_get_day (thing->due);
  int order = strcmp (day, today);
  DueGroup group = order < 0 ? DUE_OVERDUE : order == 0 ? DUE_TODAY : DUE_THIS_WEEK;
  const WfClientCard *card;
  g_autofree char *name = NULL;
  g_autofree char *due = NULL;
  g_autofree char *why = NULL;
  g_autoptr (GString) all = NULL;
  g_autofree char *safe = NULL;
  GtkWidget *row;

  if (item == NULL)
    {
      wf_due_thing_free (thing);
      return;
    }
  card = wf_client_item_get_card (item);
  name = wf_client_dup_name (card->name, card->number, services->format);
  due = wf_due_dup_words (services->format, today, day);
  all = g_string_new (due);
  if (*thing->due->id != '\0')
    {
      why = wf_due_why_dup_words (thing->due, thing->title);
      g_string_append_printf (all, " · %s", why);
    }
  /* How to contact stands beside every contact that is due, in words that are never cut off. */
  if (card->contact != WF_CONTACT_OK)
    g_string_append_printf (all, " · %s", wf_contact_get_words (card->contact));
  safe = g_markup_escape_text (all->str, -1);
  row = make_row (thing->client_id, card, name, safe);
  if (g_str_equal (thing->due->about, WF_DUE_REFERRAL))
    g_object_set_data_full (G_OBJECT (row), "referral", g_strdup (thing->due->id), g_free);
  if (card->contact != WF_CONTACT_OK)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  g_object_set_data (G_OBJECT (row), "group", GINT_TO_POINTER (group));
  add_put_off (self, row, thing, name);
  gtk_list_box_append (self->due_list, finish_row (row));
}

/* Overdue, today, this week: a heading over the first row of each. */
static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  static const char *const words[] = {
    [DUE_OVERDUE] = N_ ("Overdue"),
    [DUE_TODAY] = N_ ("Today"),
    [DUE_THIS_WEEK] = N_ ("This week"),
  };
  gpointer group = g_object_get_data (G_OBJECT (row), "group");
  GtkWidget *label;

  if (before != NULL && g_object_get_data (G_OBJECT (before), "group") == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = g_object_new (GTK_TYPE_LABEL, "label", _ (words[GPOINTER_TO_INT (group)]), "xalign", 0.0f,
                        "margin-start", 12, "margin-end", 12, "margin-top", 9, "margin-bottom", 3,
                        "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
add_change (WfTodayPage *self, const WfTodayChange *change)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  WfClientItem *item = wf_client_repo_lookup (services->clients, change->client_id);
  const WfClientCard *card;
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;
  g_autofree char *safe = NULL;

  if (item == NULL)
    return;
  card = wf_client_item_get_card (item);
  name = wf_client_dup_name (card->name, card->number, services->format);
  words = wf_today_change_dup_words (change);
  safe = g_markup_escape_text (words, -1);
  gtk_list_box_append (self->change_list,
                       finish_row (make_row (change->client_id, card, name, safe)));
}

static void
update_quiet (WfTodayPage *self)
{
  gboolean any_open = gtk_list_box_get_row_at_index (self->continue_list, 0) != NULL;
  gboolean any_due = gtk_list_box_get_row_at_index (self->due_list, 0) != NULL ||
                     gtk_widget_get_visible (GTK_WIDGET (self->unread_label));
  gboolean any_change = gtk_list_box_get_row_at_index (self->change_list, 0) != NULL;

  gtk_widget_set_visible (self->continue_box, any_open);
  gtk_widget_set_visible (self->due_box, any_due);
  gtk_widget_set_visible (self->change_box, any_change);
  gtk_widget_set_visible (self->quiet_box, !any_open && !any_due && !any_change);
}

static void
on_changes_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = wf_today_changes_find_finish (result, &error);
  WfTodayPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the page is gone */
  self->is_finding = FALSE;
  if (changes == NULL)
    return; /* it is tried again when the page is shown again */
  self->changes_us = self->finding_us;
  clear_list (self->change_list);
  for (guint i = 0; i < changes->len; i++)
    add_change (self, changes->pdata[i]);
  update_quiet (self);
}

/* When the page has been drawn. */
static gboolean
on_idle (gpointer user_data)
{
  WfTodayPage *self = user_data;

  self->changes_id = 0;
  self->is_finding = TRUE;
  self->finding_us = wf_clock_now (wf_pane_get_services (WF_PANE (self))->clock);
  self->is_dirty = FALSE;
  wf_today_changes_find_async (wf_pane_get_services (WF_PANE (self)),
                               wf_pane_get_cancellable (WF_PANE (self)), on_changes_ready, self);
  return G_SOURCE_REMOVE;
}

static void
look_for_changes (WfTodayPage *self)
{
  gint64 now = wf_clock_now (wf_pane_get_services (WF_PANE (self))->clock);

  if (self->changes_id == 0 && !self->is_finding &&
      (self->is_dirty || self->changes_us == 0 || now - self->changes_us > CHANGES_AGAIN_US))
    self->changes_id = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

static void
on_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = wf_visit_list_open_finish (result, &error);
  WfTodayPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (open == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }

  clear_list (self->continue_list);
  for (guint i = 0; i < open->len; i++)
    add_open (self, open->pdata[i]);
  update_quiet (self);
}

static void
on_things_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  guint n_unread = 0;
  g_autoptr (GPtrArray) things =
      wf_client_repo_list_things_finish (WF_CLIENT_REPO (source), result, &n_unread, &error);
  WfTodayPage *self = user_data;
  g_autofree char *today = NULL;
  g_autofree char *unread = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (things == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }

  today = wf_day_from_time (wf_clock_now (wf_pane_get_services (WF_PANE (self))->clock));
  clear_list (self->due_list);
  g_ptr_array_set_free_func (things, NULL); /* each row keeps its own */
  for (guint i = 0; i < things->len; i++)
    add_due (self, things->pdata[i], today);
  unread = wf_unread_dup_words (wf_pane_get_services (WF_PANE (self))->format, n_unread);
  gtk_label_set_text (self->unread_label, unread != NULL ? unread : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unread_label), unread != NULL);
  update_quiet (self);
}

static void
refresh (WfTodayPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  gint64 now = wf_clock_now (services->clock);
  g_autofree char *until = wf_day_from_time (now + DUE_DAYS * WF_CLOCK_DAY);
  g_autofree char *day = wf_format_date (services->format, now, WF_DATE_WORDS_NO_YEAR);

  wf_pane_set_subtitle (WF_PANE (self), day);
  update_quiet (self);
  wf_client_repo_list_things_async (
      services->clients, until, wf_pane_get_cancellable (WF_PANE (self)), on_things_ready, self);
  wf_visit_list_open_async (services->vault, services->clients,
                            wf_pane_get_cancellable (WF_PANE (self)), on_open_ready, self);
}

/* A wrong year would stand in every record from here on: said before anything is written. */
static void
doubt_clock (WfTodayPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  gint64 now = wf_clock_now (services->clock);
  gint64 written = wf_vault_get_written_us (services->vault);
  g_autofree char *today = NULL;
  g_autofree char *last = NULL;
  g_autofree char *text = NULL;

  if (written == 0 || (now > written - CLOCK_BEHIND_US && now < written + CLOCK_AHEAD_US))
    return;
  today = wf_format_date (services->format, now, WF_DATE_WORDS);
  last = wf_format_date (services->format, written, WF_DATE_WORDS);
  /* Translators: two days in words: what the computer's clock says, what it said last time */
  text = g_strdup_printf (_ ("This computer’s clock says: %s. When something was last written "
                             "here, it said: %s. If today is another day, set the clock first."),
                          today, last);
  wf_banner_show (self->clock_banner, text);
}

static void
on_continue_list_row_activated (GtkListBox *list, GtkListBoxRow *row, WfTodayPage *self)
{
  const char *id = g_object_get_data (G_OBJECT (row), "client");

  if (!gtk_widget_activate_action (GTK_WIDGET (self), "win.resume-visit", "s", id))
    wf_pane_push (WF_PANE (self), wf_client_page_new (wf_pane_get_services (WF_PANE (self)), id));
}

static void
on_due_list_row_activated (GtkListBox *list, GtkListBoxRow *row, WfTodayPage *self)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  const char *client_id = g_object_get_data (G_OBJECT (row), "client");
  const char *referral_id = g_object_get_data (G_OBJECT (row), "referral");

  wf_pane_push (WF_PANE (self), referral_id != NULL
                                    ? wf_referral_page_new (services, client_id, referral_id)
                                    : wf_client_page_new (services, client_id));
}

static void
on_change_list_row_activated (GtkListBox *list, GtkListBoxRow *row, WfTodayPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.make-plan", "s",
                              g_object_get_data (G_OBJECT (row), "client"));
}

static void
on_client_changed (WfTodayPage *self)
{
  self->is_dirty = TRUE;
  refresh (self);
}

static void
on_catalogue_updated (WfTodayPage *self)
{
  self->is_dirty = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    look_for_changes (self);
}

static void
wf_today_page_shown (WfPane *pane)
{
  refresh (WF_TODAY_PAGE (pane));
  look_for_changes (WF_TODAY_PAGE (pane));
}

static void
wf_today_page_dispose (GObject *object)
{
  g_clear_handle_id (&WF_TODAY_PAGE (object)->changes_id, g_source_remove);
  G_OBJECT_CLASS (wf_today_page_parent_class)->dispose (object);
}

static void
wf_today_page_constructed (GObject *object)
{
  WfTodayPage *self = WF_TODAY_PAGE (object);
  WfServices *services = wf_pane_get_services (WF_PANE (self));

  G_OBJECT_CLASS (wf_today_page_parent_class)->constructed (object);
  g_signal_connect_object (services->clients, "client-changed", G_CALLBACK (on_client_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (services->clients, "client-forgotten", G_CALLBACK (on_client_changed),
                           self, G_CONNECT_SWAPPED);
  if (services->sync != NULL)
    g_signal_connect_object (services->sync, "updated", G_CALLBACK (on_catalogue_updated), self,
                             G_CONNECT_SWAPPED);
  gtk_list_box_set_header_func (self->due_list, set_header, NULL, NULL);
  doubt_clock (self);
  refresh (self);
}

static void
wf_today_page_class_init (WfTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = wf_today_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = wf_today_page_dispose;
  WF_PANE_CLASS (klass)->shown = wf_today_page_shown;
  g_type_ensure (WF_TYPE_BANNER);
  g_type_ensure (WF_TYPE_PICTOGRAM_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/today/wf-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfTodayPage, clock_banner);
  gtk_widget_class_bind_template_child (widget_class, WfTodayPage, continue_list);
  gtk_widget_class_bind_template_child (widget_class, WfTodayPage, continue_box);
  gtk_widget_class_bind_template_child (widget_class, WfTodayPage, due_list);
  gtk_widget_class_bind_template_child (widget_class, WfTodayPage, unread_label);
  gtk_widget_class_bind_template_child (widget_class, WfTodayPage, due_box);
  gtk_widget_class_bind_template_child (widget_class, WfTodayPage, change_list);
  gtk_widget_class_bind_template_child (widget_class, WfTodayPage, change_box);
  gtk_widget_class_bind_template_child (widget_class, WfTodayPage, quiet_box);
  gtk_widget_class_bind_template_callback (widget_class, on_continue_list_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_due_list_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_change_list_row_activated);
}

static void
wf_today_page_init (WfTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
