/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reminders outside the window, and the null variant that shows none. Holding and
 * keeping the last of each key is done here, for every variant alike.
 */
#define G_LOG_DOMAIN "wf-desktop"

#include "wf-notifier.h"

typedef struct {
  char *title;
  char *body;
} Reminder;

typedef struct {
  gboolean disabled;
  guint holds;
  guint release_id;    /* nobody holds any more: what waits is shown at the end of this turn */
  GHashTable *waiting; /* (element-type utf8 Reminder) */
} WfNotifierPrivate;

enum {
  ACTIVATED,
  POSTPONED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (WfNotifier, wf_notifier, G_TYPE_OBJECT)

static void
reminder_free (Reminder *reminder)
{
  g_free (reminder->title);
  g_free (reminder->body);
  g_free (reminder);
}

static void
wf_notifier_real_show (WfNotifier *self, const char *key, const char *title, const char *body)
{
}

static void
wf_notifier_real_take_back (WfNotifier *self, const char *key)
{
}

static void
wf_notifier_finalize (GObject *object)
{
  WfNotifierPrivate *priv = wf_notifier_get_instance_private (WF_NOTIFIER (object));

  g_clear_handle_id (&priv->release_id, g_source_remove);
  g_hash_table_unref (priv->waiting);
  G_OBJECT_CLASS (wf_notifier_parent_class)->finalize (object);
}

static void
wf_notifier_class_init (WfNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_notifier_finalize;
  klass->show = wf_notifier_real_show;
  klass->take_back = wf_notifier_real_take_back;
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[POSTPONED] = g_signal_new ("postponed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wf_notifier_init (WfNotifier *self)
{
  WfNotifierPrivate *priv = wf_notifier_get_instance_private (self);

  priv->waiting =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) reminder_free);
}

WfNotifier *
wf_notifier_new (void)
{
  return g_object_new (WF_TYPE_NOTIFIER, NULL);
}

void
wf_notifier_set_enabled (WfNotifier *self, gboolean enabled)
{
  WfNotifierPrivate *priv;

  g_return_if_fail (WF_IS_NOTIFIER (self));

  priv = wf_notifier_get_instance_private (self);
  priv->disabled = !enabled;
  if (priv->disabled)
    g_hash_table_remove_all (priv->waiting);
}

gboolean
wf_notifier_get_enabled (WfNotifier *self)
{
  WfNotifierPrivate *priv;

  g_return_val_if_fail (WF_IS_NOTIFIER (self), FALSE);

  priv = wf_notifier_get_instance_private (self);
  return !priv->disabled;
}

void
wf_notifier_send (WfNotifier *self, const char *key, const char *title, const char *body)
{
  WfNotifierPrivate *priv;
  Reminder *reminder;

  g_return_if_fail (WF_IS_NOTIFIER (self));
  g_return_if_fail (key != NULL);
  g_return_if_fail (title != NULL);

  priv = wf_notifier_get_instance_private (self);
  if (priv->disabled)
    return;
  if (priv->holds == 0)
    {
      g_hash_table_remove (priv->waiting, key);
      WF_NOTIFIER_GET_CLASS (self)->show (self, key, title, body);
      return;
    }

  reminder = g_new0 (Reminder, 1);
  reminder->title = g_strdup (title);
  reminder->body = g_strdup (body);
  g_hash_table_replace (priv->waiting, g_strdup (key), reminder);
}

void
wf_notifier_withdraw (WfNotifier *self, const char *key)
{
  WfNotifierPrivate *priv;

  g_return_if_fail (WF_IS_NOTIFIER (self));
  g_return_if_fail (key != NULL);

  priv = wf_notifier_get_instance_private (self);
  g_hash_table_remove (priv->waiting, key);
  WF_NOTIFIER_GET_CLASS (self)->take_back (self, key);
}

void
wf_notifier_hold (WfNotifier *self)
{
  WfNotifierPrivate *priv;

  g_return_if_fail (WF_IS_NOTIFIER (self));

  priv = wf_notifier_get_instance_private (self);
  priv->holds++;
  g_clear_handle_id (&priv->release_id, g_source_remove);
}

static gboolean
show_waiting (gpointer user_data)
{
  WfNotifier *self = user_data;
  WfNotifierPrivate *priv = wf_notifier_get_instance_private (self);
  GHashTableIter iter;
  gpointer key, value;

  priv->release_id = 0;
  g_hash_table_iter_init (&iter, priv->waiting);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Reminder *reminder = value;

      WF_NOTIFIER_GET_CLASS (self)->show (self, key, reminder->title, reminder->body);
    }
  g_hash_table_remove_all (priv->waiting);
  return G_SOURCE_REMOVE;
}

/* At the end of this turn, as the next page a client sees may hold them before it. */
void
wf_notifier_release (WfNotifier *self)
{
  WfNotifierPrivate *priv;

  g_return_if_fail (WF_IS_NOTIFIER (self));

  priv = wf_notifier_get_instance_private (self);
  g_return_if_fail (priv->holds > 0);

  if (--priv->holds == 0)
    priv->release_id = g_idle_add (show_waiting, self);
}

void
wf_notifier_activate (WfNotifier *self, const char *key)
{
  g_return_if_fail (WF_IS_NOTIFIER (self));
  g_return_if_fail (key != NULL);

  g_signal_emit (self, signals[ACTIVATED], 0, key);
}

void
wf_notifier_postpone (WfNotifier *self, const char *key)
{
  g_return_if_fail (WF_IS_NOTIFIER (self));
  g_return_if_fail (key != NULL);

  g_signal_emit (self, signals[POSTPONED], 0, key);
}
