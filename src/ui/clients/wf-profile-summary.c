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
#include "wf-visit-words.h"
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

/* The five A's say nothing on how sure the level is: only answers on skills count. */
static char *
dup_sure (const WfAbility *ability, const WfFormat *format)
{
  g_autofree char *number = wf_format_integer (format, ability->n);

  if (ability->n == 0)
    return g_strdup (_ ("Too few answers for a level"));
  if (ability->n < WF_FEW_ANSWERS)
    /* Translators: how sure a level is; %s is a number of answers on skills */
    return g_strdup_printf (ngettext ("From %s answer: too few to be sure.",
                                      "From %s answers: too few to be sure.", ability->n),
                            number);
  /* Translators: how sure a level is; %s is a number of answers on skills */
  return g_strdup_printf (ngettext ("From %s answer: fairly sure, not certain.",
                                    "From %s answers: fairly sure, not certain.", ability->n),
                          number);
}

static void
show_levels (WfProfileSummary *self, const WfAbility *ability, WfServices *services)
{
  g_autofree char *words =
      wf_levels_dup_words (ability->level_first, ability->level_last, services->format);
  g_autofree char *sure = dup_sure (ability, services->format);

  gtk_widget_set_visible (GTK_WIDGET (self->level_bar), ability->n > 0);
  wf_level_bar_set (self->level_bar, ability->levels, WF_N_LEVELS, ability->level_first,
                    ability->level_last, services->format, words);
  gtk_label_set_label (self->asked_label, sure);
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
  show_levels (self, &profile->overall, services);
}
