/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How hard a passphrase is to guess, by zxcvbn: how many guesses somebody needs who knows the
 * commonest passwords, words, names, dates, keyboard rows and repetitions.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-passphrase-meter.h"

#include <glib/gi18n.h>
#include <zxcvbn.h>

#include "wf-widget-tools.h"

struct _WfPassphraseMeter {
  GtkWidget parent_instance;

  GtkLevelBar *bar;
  GtkLabel *label;

  guint rate;
};

G_DEFINE_FINAL_TYPE (WfPassphraseMeter, wf_passphrase_meter, GTK_TYPE_WIDGET)

static const char *const WORDS[] = {
  N_ ("Use ten letters or more: four words that do not belong together are good."),
  N_ ("Easy to guess. Add a word."),
  N_ ("Good enough."),
  N_ ("Strong."),
  N_ ("Very strong."),
};

static void
wf_passphrase_meter_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_passphrase_meter_parent_class)->dispose (object);
}

static void
wf_passphrase_meter_class_init (WfPassphraseMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_passphrase_meter_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/start/wf-passphrase-meter.ui");
  gtk_widget_class_bind_template_child (widget_class, WfPassphraseMeter, bar);
  gtk_widget_class_bind_template_child (widget_class, WfPassphraseMeter, label);
}

static void
wf_passphrase_meter_init (WfPassphraseMeter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wf_passphrase_meter_check (self, "", NULL);
}

guint
wf_passphrase_rate (const char *passphrase, const char *name)
{
  /* Bits of guessing each rate from 2 on asks for. Argon2id MODERATE costs an attacker's core
   * about half a second a guess: 34 bits are some 270 years of one core. */
  static const double bits_needed[] = { 34, 50, 65 };
  g_auto (GStrv) words = g_strsplit (name != NULL ? name : "", " ", -1);
  double bits;
  guint rate = 1;

  g_return_val_if_fail (passphrase != NULL, 0);

  if (g_utf8_strlen (passphrase, -1) < WF_PASSPHRASE_MIN_LENGTH)
    return 0;

  bits = ZxcvbnMatch (passphrase, (const char **) words, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bits_needed) && bits >= bits_needed[i]; i++)
    rate++;
  return rate;
}

void
wf_passphrase_meter_check (WfPassphraseMeter *self, const char *passphrase, const char *name)
{
  g_return_if_fail (WF_IS_PASSPHRASE_METER (self));
  g_return_if_fail (passphrase != NULL);

  self->rate = wf_passphrase_rate (passphrase, name);
  gtk_level_bar_set_value (self->bar, self->rate);
  gtk_label_set_label (self->label, _ (WORDS[self->rate]));
}

gboolean
wf_passphrase_meter_is_enough (WfPassphraseMeter *self)
{
  g_return_val_if_fail (WF_IS_PASSPHRASE_METER (self), FALSE);

  return self->rate >= 2;
}
