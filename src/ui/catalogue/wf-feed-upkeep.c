/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When the catalogue renews itself, and what is said about it outside the window. The
 * synchroniser plans its turns; this hands it the settings and counts what came.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-feed-upkeep.h"

#include <glib/gi18n.h>

#include "wf-services.h"
#include "wf-today-changes.h"

#define HOUR_S 3600

struct _WfFeedUpkeep {
  GObject parent_instance;

  WfServices *services; /* borrowed: they own us */
  GCancellable *cancellable;
  gboolean is_started;
  GHashTable *changed; /* (element-type utf8): offers told of that nobody has looked at yet */
  guint uncounted;     /* that changed with them, more than a source remembers */
};

G_DEFINE_FINAL_TYPE (WfFeedUpkeep, wf_feed_upkeep, G_TYPE_OBJECT)

static void
apply_settings (WfFeedUpkeep *self)
{
  WfComputerSettings *computer = self->services->computer;
  guint interval = (guint) wf_computer_settings_get_renew_hours (computer) * HOUR_S;

  if (self->is_started)
    wf_catalogue_sync_start (self->services->sync,
                             wf_computer_settings_get_renew (computer) ? interval : 0,
                             wf_computer_settings_get_renew_metered (computer));
}

/* Where there is no agency nothing is written into the folder. */
static void
on_door_state (WfFeedUpkeep *self)
{
  WfDoorState state = wf_door_get_state (self->services->door);

  if (self->is_started || (state != WF_DOOR_LOCKED && state != WF_DOOR_OPEN))
    return;
  self->is_started = TRUE;
  apply_settings (self);
}

/* @n_touched: of open plans */
static void
notify (WfFeedUpkeep *self, guint n_touched)
{
  const WfFormat *format = self->services->format;
  guint n_changed = wf_feed_upkeep_count_changed (self);
  g_autofree char *changed = wf_format_integer (format, n_changed);
  g_autofree char *touched = wf_format_integer (format, n_touched);
  /* Translators: %s is a number; this stands where anybody may see it */
  g_autofree char *first =
      g_strdup_printf (ngettext ("%s offer changed.", "%s offers changed.", n_changed), changed);
  g_autofree char *second = NULL;
  g_autofree char *body = NULL;

  if (n_touched > 0)
    /* Translators: %s is a number: how many of the offers that changed */
    second = g_strdup_printf (
        ngettext ("%s of them is in an open plan.", "%s of them are in open plans.", n_touched),
        touched);
  body = second != NULL ? g_strconcat (first, " ", second, NULL) : g_steal_pointer (&first);
  wf_notifier_send (self->services->notifier, WF_FEED_UPKEEP_KEY, _ ("The catalogue"), body);
}

static void
on_plans_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfFeedUpkeep) self = user_data;
  g_autoptr (GPtrArray) found = wf_today_changes_find_finish (result, NULL);
  g_autoptr (GHashTable) offers = g_hash_table_new (g_str_hash, g_str_equal);

  if (g_cancellable_is_cancelled (self->cancellable) || g_hash_table_size (self->changed) == 0)
    return;
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_hash_table_add (offers, ((WfTodayChange *) found->pdata[i])->offer_id);
  notify (self, g_hash_table_size (offers));
}

/* Whoever asked for a turn sees it in the window. What was told before and nobody has looked at is
 * told again with it: one notification takes the place of the other. */
static void
on_finished (WfCatalogueSync *sync, GPtrArray *reports, WfFeedUpkeep *self)
{
  gboolean is_news = FALSE;

  for (guint i = 0; i < reports->len; i++)
    {
      const WfSourceReport *report = reports->pdata[i];

      if (!report->is_automatic || report->changed == NULL)
        continue;
      is_news = TRUE;
      for (guint j = 0; report->changed[j] != NULL; j++)
        g_hash_table_add (self->changed, g_strdup (report->changed[j]));
      if (report->report.changed + report->report.removed > g_strv_length (report->changed))
        self->uncounted +=
            report->report.changed + report->report.removed - g_strv_length (report->changed);
    }
  if (!is_news)
    return;
  /* Locked: nobody's plan can be read, and nobody's needs to be. */
  if (wf_vault_get_state (self->services->vault) == WF_VAULT_UNLOCKED)
    wf_today_changes_find_among_async (self->services, self->changed, self->cancellable,
                                       on_plans_ready, g_object_ref (self));
  else
    notify (self, 0);
}

static void
wf_feed_upkeep_dispose (GObject *object)
{
  g_cancellable_cancel (WF_FEED_UPKEEP (object)->cancellable);
  G_OBJECT_CLASS (wf_feed_upkeep_parent_class)->dispose (object);
}

static void
wf_feed_upkeep_finalize (GObject *object)
{
  g_object_unref (WF_FEED_UPKEEP (object)->cancellable);
  g_hash_table_unref (WF_FEED_UPKEEP (object)->changed);
  G_OBJECT_CLASS (wf_feed_upkeep_parent_class)->finalize (object);
}

static void
wf_feed_upkeep_class_init (WfFeedUpkeepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_feed_upkeep_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_feed_upkeep_finalize;
}

static void
wf_feed_upkeep_init (WfFeedUpkeep *self)
{
  self->cancellable = g_cancellable_new ();
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

WfFeedUpkeep *
wf_feed_upkeep_new (WfServices *services)
{
  static const char *const SETTINGS[] = { "notify::renew-catalogue", "notify::renew-hours",
                                          "notify::renew-metered" };
  WfFeedUpkeep *self;

  g_return_val_if_fail (services != NULL && services->sync != NULL, NULL);
  g_return_val_if_fail (services->door != NULL, NULL);

  self = g_object_new (WF_TYPE_FEED_UPKEEP, NULL);
  self->services = services;
  for (guint i = 0; i < G_N_ELEMENTS (SETTINGS); i++)
    g_signal_connect_object (services->computer, SETTINGS[i], G_CALLBACK (apply_settings), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (services->door, "notify::state", G_CALLBACK (on_door_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (services->sync, "finished", G_CALLBACK (on_finished), self, 0);
  return self;
}

guint
wf_feed_upkeep_count_changed (WfFeedUpkeep *self)
{
  g_return_val_if_fail (WF_IS_FEED_UPKEEP (self), 0);

  return g_hash_table_size (self->changed) + self->uncounted;
}

GHashTable *
wf_feed_upkeep_take_changed (WfFeedUpkeep *self, guint *out_uncounted)
{
  GHashTable *changed;

  g_return_val_if_fail (WF_IS_FEED_UPKEEP (self), NULL);

  changed = g_steal_pointer (&self->changed);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  *out_uncounted = self->uncounted;
  self->uncounted = 0;
  wf_notifier_withdraw (self->services->notifier, WF_FEED_UPKEEP_KEY);
  return changed;
}
