/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The five A's and the levels of one profile. The names and sentences of the five come
 * from their framework pack, in the interface's language.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-profile-summary.h"

#include <glib/gi18n.h>

#include "wf-gauge-view.h"
#include "wf-level-bar.h"
#include "wf-widget-tools.h"

struct _WfProfileSummary {
  GtkWidget parent_instance;

  GtkBox *gauge_box;
  WfLevelBar *level_bar;
  GtkLabel *asked_label;
};

G_DEFINE_FINAL_TYPE (WfProfileSummary, wf_profile_summary, GTK_TYPE_WIDGET)

static const char *const STATE_WORDS[] = {
  [WF_GAUGE_UNKNOWN] = N_ ("Not known yet"),
  [WF_GAUGE_OK] = N_ ("Nothing in the way so far"),
  [WF_GAUGE_SOME] = N_ ("Partly in the way"),
  [WF_GAUGE_BLOCKED] = N_ ("In the way"),
};

static void
add_gauge (WfProfileSummary *self, const WfGauge *gauge, WfServices *services)
{
  WfFramework *framework = wf_pack_library_get_framework (services->packs, "five-as");
  const char *name = wf_constraint_to_name (gauge->access);
  const WfFrameworkPart *part = framework != NULL ? wf_framework_lookup (framework, name) : NULL;
  GtkWidget *view = wf_gauge_view_new ();

  wf_gauge_view_set (WF_GAUGE_VIEW (view),
                     part != NULL ? wf_text_get (part->title, services->lang, NULL) : name,
                     gauge->open_state, _ (STATE_WORDS[gauge->open_state]),
                     part != NULL ? wf_text_get (part->line, services->lang, NULL) : NULL);
  gtk_box_append (self->gauge_box, view);
}

static char *
dup_level_words (const WfAbility *ability, const WfFormat *format)
{
  g_autofree char *low = wf_format_integer (format, ability->level_first);
  g_autofree char *high = wf_format_integer (format, ability->level_last);

  if (ability->level_first == ability->level_last)
    /* Translators: %s is a level from 1 to 8 */
    return g_strdup_printf (_ ("Most likely level %s of 8."), low);
  if (ability->level_last == ability->level_first + 1)
    /* Translators: two neighbouring levels from 1 to 8 */
    return g_strdup_printf (_ ("Most likely level %s or %s of 8."), low, high);
  /* Translators: a run of levels from 1 to 8 */
  return g_strdup_printf (_ ("Somewhere from level %s to level %s of 8."), low, high);
}

static void
show_levels (WfProfileSummary *self, const WfProfile *profile, WfServices *services)
{
  g_autofree char *words = dup_level_words (&profile->overall, services->format);
  g_autofree char *number = wf_format_integer (services->format, profile->n_answered);
  /* Translators: %s is a number of questions */
  g_autofree char *asked =
      g_strdup_printf (ngettext ("From %s answer: fairly sure, not certain.",
                                 "From %s answers: fairly sure, not certain.", profile->n_answered),
                       number);

  gtk_widget_set_visible (GTK_WIDGET (self->level_bar), profile->overall.n > 0);
  wf_level_bar_set (self->level_bar, profile->overall.levels, WF_N_LEVELS,
                    profile->overall.level_first, profile->overall.level_last, services->format,
                    words);
  gtk_label_set_label (self->asked_label, asked);
}

static void
wf_profile_summary_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_profile_summary_parent_class)->dispose (object);
}

static void
wf_profile_summary_class_init (WfProfileSummaryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wf_profile_summary_dispose;
  g_type_ensure (WF_TYPE_LEVEL_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/clients/wf-profile-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, WfProfileSummary, gauge_box);
  gtk_widget_class_bind_template_child (widget_class, WfProfileSummary, level_bar);
  gtk_widget_class_bind_template_child (widget_class, WfProfileSummary, asked_label);
}

static void
wf_profile_summary_init (WfProfileSummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wf_profile_summary_new (void)
{
  return g_object_new (WF_TYPE_PROFILE_SUMMARY, NULL);
}

void
wf_profile_summary_show (WfProfileSummary *self, const WfProfile *profile, WfServices *services)
{
  GtkWidget *child;

  g_return_if_fail (WF_IS_PROFILE_SUMMARY (self));
  g_return_if_fail (services != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), profile != NULL);
  if (profile == NULL)
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->gauge_box))) != NULL)
    gtk_box_remove (self->gauge_box, child);
  for (guint i = 0; i < profile->gauges->len; i++)
    add_gauge (self, profile->gauges->pdata[i], services);
  show_levels (self, profile, services);
}
