/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What if. The rows say what is supposed, the desk what that would do; a new question to the
 * desk takes the place of the one before. Nothing is written before "That is so".
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-what-if-page.h"

#include <glib/gi18n.h>

#include "wf-banner.h"
#include "wf-chip.h"
#include "wf-conditions-words.h"
#include "wf-fact-row.h"
#include "wf-resource-words.h"
#include "wf-so-dialog.h"
#include "wf-what-if.h"

struct _WfWhatIfPage {
  WfPane parent_instance;

  WfBanner *banner;
  AdwPreferencesGroup *fact_group;
  AdwPreferencesGroup *idle_group;
  GtkLabel *moved_label;
  GtkListBox *offer_list;
  GtkWidget *keep_button;

  WfPlanDesk *desk;
  GPtrArray *rows;           /* of WfFactRow */
  GCancellable *cancellable; /* (nullable): of what the desk is working out */
};

G_DEFINE_FINAL_TYPE (WfWhatIfPage, wf_what_if_page, WF_TYPE_PANE)

static int
get_this_year (WfWhatIfPage *self)
{
  GDate today;

  g_date_clear (&today, 1);
  wf_date_from_time (wf_clock_now (wf_pane_get_services (WF_PANE (self))->clock), &today);
  return g_date_get_year (&today);
}

static GPtrArray *
dup_supposed (WfWhatIfPage *self)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_client_fact_free);

  for (guint i = 0; i < self->rows->len; i++)
    {
      WfClientFact *fact = wf_fact_row_dup_supposed (self->rows->pdata[i], get_this_year (self));

      if (fact != NULL)
        g_ptr_array_add (facts, fact);
    }
  return facts;
}

/* Offers. */

static void
add_line (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

/* Why it would be so; what only informs is left out. */
static guint
add_reasons (GtkWidget *box, WfServices *services, const WfVerdict *verdict)
{
  const WfClientTexts *texts = wf_pack_library_get_texts (services->packs);
  g_autoptr (GPtrArray) reasons = wf_plan_freeze_reasons (verdict->reasons);
  guint n = 0;

  for (guint i = 0; i < reasons->len; i++)
    {
      const WfPlanReason *reason = reasons->pdata[i];
      g_autofree char *text = wf_plan_reason_get_text (reason, texts, services->lang);

      if (reason->truth == WF_TRUTH_YES)
        continue;
      add_line (box, text, "dim-label");
      n++;
    }
  return n;
}

/* What would make it a yes. */
static void
add_way (GtkWidget *box, WfServices *services, const WfVerdict *verdict, guint n_reasons)
{
  g_autoptr (GPtrArray) remedies = wf_plan_freeze_remedies (verdict->remedies);
  g_auto (GStrv) way = wf_verdict_dup_way (verdict->kind, n_reasons, remedies, services);

  for (guint i = 0; way[i] != NULL; i++)
    add_line (box, way[i], NULL);
}

static const char *
get_before_words (const WfWhatIfOffer *offer)
{
  /* Translators: of an offer that the plan does not have yet */
  return offer->before != NULL ? wf_verdict_get_words (offer->before->kind) : _ ("Not in the plan");
}

static GtkWidget *
make_offer (WfServices *services, const WfWhatIfOffer *offer)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *name = wf_resource_get_name (offer->entry, services->lang);
  const char *after = wf_verdict_get_words (offer->after->kind);
  g_autofree char *said = NULL;

  gtk_widget_add_css_class (box, "padded");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  add_line (box, name, wf_what_if_offer_is_moved (offer) ? "heading" : NULL);
  if (wf_what_if_offer_is_moved (offer))
    {
      WfChipKind kind =
          offer->before != NULL ? wf_verdict_get_chip (offer->before->kind) : WF_CHIP_NEUTRAL;

      gtk_box_append (GTK_BOX (chips), wf_chip_new (kind, get_before_words (offer)));
      gtk_box_append (GTK_BOX (chips), gtk_image_new_from_icon_name ("go-next-symbolic"));
      /* Translators: an offer, what holds now, and what would hold */
      said = g_strdup_printf (_ ("%s: now “%s”, then “%s”"), name, get_before_words (offer), after);
    }
  else
    /* Translators: an offer, and a verdict that would stay as it is */
    said = g_strdup_printf (_ ("%s: stays “%s”"), name, after);
  gtk_box_append (GTK_BOX (chips), wf_chip_new (wf_verdict_get_chip (offer->after->kind), after));
  gtk_box_append (GTK_BOX (box), chips);
  add_way (box, services, offer->after,
           wf_what_if_offer_is_moved (offer) ? add_reasons (box, services, offer->after) : 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  return row;
}

static void
show_offers (WfWhatIfPage *self, GPtrArray *offers, gboolean is_supposed)
{
  WfServices *services = wf_pane_get_services (WF_PANE (self));
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->offer_list))) != NULL)
    gtk_list_box_remove (self->offer_list, row);
  for (guint i = 0; i < offers->len; i++)
    {
      n += wf_what_if_offer_is_moved (offers->pdata[i]);
      gtk_list_box_append (self->offer_list, make_offer (services, offers->pdata[i]));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->offer_list), offers->len > 0);
  if (n > 0)
    {
      g_autofree char *number = wf_format_integer (services->format, n);
      /* Translators: %s is a number of offers of the plan */
      g_autofree char *words = g_strdup_printf (
          ngettext ("%s offer would be another", "%s offers would be others", n), number);

      gtk_label_set_text (self->moved_label, words);
    }
  else
    gtk_label_set_text (self->moved_label, is_supposed ? _ ("That would change nothing here")
                                                       : _ ("The offers as they are"));
}

static void
on_supposed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers =
      wf_plan_desk_suppose_finish (WF_PLAN_DESK (source), result, &error);
  g_autoptr (GPtrArray) supposed = NULL;
  WfWhatIfPage *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (offers == NULL)
    {
      wf_pane_show_problem (WF_PANE (self), error);
      return;
    }
  supposed = dup_supposed (self);
  show_offers (self, offers, supposed->len > 0);
}

static void
suppose (gpointer page)
{
  WfWhatIfPage *self = page;
  g_autoptr (GPtrArray) supposed = dup_supposed (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "what-if.keep", supposed->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "what-if.reset", supposed->len > 0);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  wf_plan_desk_suppose_async (self->desk, supposed, self->cancellable, on_supposed, self);
}

/* Actions. */

static void
on_reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWhatIfPage *self = WF_WHAT_IF_PAGE (widget);

  for (guint i = 0; i < self->rows->len; i++)
    wf_fact_row_reset (self->rows->pdata[i]);
  suppose (self);
}

static void
on_kept (WfWhatIfPage *self)
{
  wf_pane_back (WF_PANE (self));
}

static void
on_keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfWhatIfPage *self = WF_WHAT_IF_PAGE (widget);
  g_autoptr (GPtrArray) supposed = dup_supposed (self);
  WfTaskDialog *dialog;

  if (supposed->len == 0)
    return;
  dialog = wf_so_dialog_show (wf_pane_get_services (WF_PANE (self)),
                              GTK_WINDOW (gtk_widget_get_root (widget)), self->desk, supposed);
  g_signal_connect_object (dialog, "completed", G_CALLBACK (on_kept), self, G_CONNECT_SWAPPED);
}

static void
wf_what_if_page_dispose (GObject *object)
{
  WfWhatIfPage *self = WF_WHAT_IF_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (wf_what_if_page_parent_class)->dispose (object);
}

static void
wf_what_if_page_finalize (GObject *object)
{
  WfWhatIfPage *self = WF_WHAT_IF_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (wf_what_if_page_parent_class)->finalize (object);
}

static void
wf_what_if_page_class_init (WfWhatIfPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wf_what_if_page_dispose;
  object_class->finalize = wf_what_if_page_finalize;
  wf_pane_class_hold_reminders (WF_PANE_CLASS (klass));
  gtk_widget_class_install_action (widget_class, "what-if.keep", NULL, on_keep_action);
  gtk_widget_class_install_action (widget_class, "what-if.reset", NULL, on_reset_action);
  g_type_ensure (WF_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/plan/wf-what-if-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfWhatIfPage, banner);
  gtk_widget_class_bind_template_child (widget_class, WfWhatIfPage, fact_group);
  gtk_widget_class_bind_template_child (widget_class, WfWhatIfPage, idle_group);
  gtk_widget_class_bind_template_child (widget_class, WfWhatIfPage, moved_label);
  gtk_widget_class_bind_template_child (widget_class, WfWhatIfPage, offer_list);
  gtk_widget_class_bind_template_child (widget_class, WfWhatIfPage, keep_button);
}

static void
wf_what_if_page_init (WfWhatIfPage *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_fact_row_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "what-if.keep", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "what-if.reset", FALSE);
  wf_banner_show (self->banner, _ ("What if: nothing of this page is kept until you say that it is "
                                   "so."));
}

/* What could move something stands first; the rest is named, so that nobody asks it for nothing. */
static void
add_row (WfWhatIfPage *self, const char *name)
{
  const WfFactWords *words = wf_fact_words_lookup (name);
  const WfClientFact *known = wf_client_get_fact (wf_plan_desk_get_client (self->desk), name);
  WfFactRow *row;

  if (words == NULL)
    return;
  row = wf_fact_row_new (wf_pane_get_services (WF_PANE (self)), words, known, suppose, self);
  g_ptr_array_add (self->rows, row);
  if (wf_plan_desk_could_move (self->desk, name))
    adw_preferences_group_add (self->fact_group, wf_fact_row_get_widget (row));
  else
    {
      adw_preferences_group_add (self->idle_group, wf_fact_row_get_widget (row));
      gtk_widget_set_visible (GTK_WIDGET (self->idle_group), TRUE);
    }
}

WfPane *
wf_what_if_page_new (WfServices *services, WfPlanDesk *desk)
{
  WfWhatIfPage *self;
  const char *const *names = wf_what_if_get_names ();

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (WF_IS_PLAN_DESK (desk), NULL);

  self = g_object_new (WF_TYPE_WHAT_IF_PAGE, "services", services, NULL);
  self->desk = g_object_ref (desk);
  for (guint i = 0; names[i] != NULL; i++)
    add_row (self, names[i]);
  suppose (self);
  return WF_PANE (self);
}
