/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A statement as a card. It is kept when the plan changes and shows the new state, so that the
 * keyboard's focus stays where it is.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-statement-card.h"

#include <glib/gi18n.h>

#include "wf-chip.h"
#include "wf-offer-row.h"
#include "wf-widget-tools.h"
#include "wf-wrap-layout.h"

struct _WfStatementCard {
  GtkWidget parent_instance;

  GtkCheckButton *check;
  GtkWidget *words;
  GtkLabel *client_label;
  GtkLabel *own_label;
  WfChip *mark;
  WfChip *since;
  GtkWidget *up_button;
  GtkWidget *down_button;
  GtkExpander *expander;
  GtkLabel *action_label;
  GtkWidget *offers;
  GtkWidget *no_offer;

  WfServices *services;
  WfPlanDesk *desk;
  char *id;
  gboolean is_new;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (WfStatementCard, wf_statement_card, GTK_TYPE_WIDGET)

enum {
  SIGNAL_EDIT,
  SIGNAL_ADD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_check_toggled (GtkCheckButton *check, WfStatementCard *self)
{
  if (!self->is_updating)
    wf_plan_desk_pick (self->desk, self->id, gtk_check_button_get_active (check));
}

static void
on_move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfStatementCard *self = WF_STATEMENT_CARD (widget);

  wf_plan_desk_move (self->desk, self->id, g_variant_get_int32 (parameter));
}

static void
on_edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_EDIT], 0);
}

static void
on_add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_ADD], 0);
}

static void
wf_statement_card_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_statement_card_parent_class)->dispose (object);
}

static void
wf_statement_card_finalize (GObject *object)
{
  WfStatementCard *self = WF_STATEMENT_CARD (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->services, wf_services_unref);
  g_free (self->id);
  G_OBJECT_CLASS (wf_statement_card_parent_class)->finalize (object);
}

static void
wf_statement_card_class_init (WfStatementCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wf_statement_card_dispose;
  object_class->finalize = wf_statement_card_finalize;
  signals[SIGNAL_EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "card.move", "i", on_move_action);
  gtk_widget_class_install_action (widget_class, "card.edit", NULL, on_edit_action);
  gtk_widget_class_install_action (widget_class, "card.add", NULL, on_add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "card.move", "i",
                                       -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "card.move", "i",
                                       1);

  g_type_ensure (WF_TYPE_CHIP);
  g_type_ensure (WF_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/plan/wf-statement-card.ui");
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, check);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, words);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, client_label);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, own_label);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, mark);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, since);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, up_button);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, down_button);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, expander);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, action_label);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, offers);
  gtk_widget_class_bind_template_child (widget_class, WfStatementCard, no_offer);
  gtk_widget_class_bind_template_callback (widget_class, on_check_toggled);
}

static void
wf_statement_card_init (WfStatementCard *self)
{
  self->is_new = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wf_statement_card_new (WfServices *services, WfPlanDesk *desk, const char *statement_id)
{
  WfStatementCard *self;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (WF_IS_PLAN_DESK (desk), NULL);
  g_return_val_if_fail (statement_id != NULL, NULL);

  self = g_object_new (WF_TYPE_STATEMENT_CARD, NULL);
  self->services = wf_services_ref (services);
  self->desk = g_object_ref (desk);
  self->id = g_strdup (statement_id);
  return GTK_WIDGET (self);
}

const char *
wf_statement_card_get_id (WfStatementCard *self)
{
  g_return_val_if_fail (WF_IS_STATEMENT_CARD (self), NULL);

  return self->id;
}

static void
on_offer_chosen (WfOfferRow *row, gboolean is_chosen, WfStatementCard *self)
{
  if (!self->is_updating)
    wf_plan_desk_choose (self->desk, self->id, wf_offer_row_get_id (row), is_chosen);
}

/* Rows are kept where the same offer stands in the same place. */
static void
update_offers (WfStatementCard *self, const WfPlanStatement *statement)
{
  GtkWidget *row = gtk_widget_get_first_child (self->offers);

  for (guint i = 0; i < statement->resources->len; i++)
    {
      const WfPlanResource *offer = statement->resources->pdata[i];
      GtkWidget *next = row != NULL ? gtk_widget_get_next_sibling (row) : NULL;
      gboolean is_same =
          row != NULL && g_str_equal (wf_offer_row_get_id (WF_OFFER_ROW (row)), offer->entry->id);

      if (is_same)
        wf_offer_row_set_chosen (WF_OFFER_ROW (row), offer->chosen);
      else
        {
          GtkWidget *made = wf_offer_row_new (self->services, offer);

          g_signal_connect_object (made, "chosen", G_CALLBACK (on_offer_chosen), self, 0);
          gtk_box_insert_child_after (GTK_BOX (self->offers), made,
                                      row != NULL ? gtk_widget_get_prev_sibling (row)
                                                  : gtk_widget_get_last_child (self->offers));
          if (row != NULL)
            gtk_box_remove (GTK_BOX (self->offers), row);
        }
      row = next;
    }
  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (GTK_BOX (self->offers), row);
      row = next;
    }
  gtk_widget_set_visible (self->no_offer, statement->resources->len == 0);
}

static void
update_words (WfStatementCard *self, const WfPlanStatement *statement)
{
  const char *lang = wf_plan_desk_get_lang (self->desk);
  const char *client_lang, *own_lang;
  const char *client = wf_plan_statement_get_text (statement, lang, &client_lang);
  const char *own = wf_plan_statement_get_text (statement, self->services->lang, &own_lang);

  /* What is not there in the client's language stands in the navigator's, who reads it out. */
  if (!wf_language_matches (lang, client_lang))
    {
      client = own;
      client_lang = own_lang;
    }
  wf_label_set_text_in (self->client_label, client, client_lang, 1.25);
  wf_label_set_text_in (self->own_label, own, own_lang, 1);
  wf_widget_set_language (GTK_WIDGET (self->client_label), client_lang);
  gtk_widget_set_visible (GTK_WIDGET (self->own_label), !g_str_equal (client, own));
  gtk_widget_set_visible (GTK_WIDGET (self->mark), !wf_language_matches (lang, client_lang));
  if (!wf_language_matches (lang, client_lang))
    {
      g_autofree char *name = wf_format_language_name (self->services->format, lang);
      /* Translators: %s is a language: the words beside it are in another one */
      g_autofree char *words = g_strdup_printf (_ ("Not in %s yet"), name);

      wf_chip_set (self->mark, WF_CHIP_ASK, words);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, own, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, own,
                                  -1);
}

/* Beside the plan before. */
static void
update_since (WfStatementCard *self, const WfPlanStatement *statement)
{
  gtk_widget_set_visible (GTK_WIDGET (self->since), statement->since != WF_STATEMENT_STANDING);
  if (statement->since == WF_STATEMENT_NEW)
    /* Translators: of a statement: the plan before did not have it */
    wf_chip_set (self->since, WF_CHIP_NEUTRAL, _ ("New in this plan"));
  else if (statement->since == WF_STATEMENT_KEPT)
    wf_chip_set (self->since, WF_CHIP_ASK,
                 _ ("Agreed before; today’s answers do not lead to it. Does it still hold?"));
}

static void
update_inside (WfStatementCard *self, const WfPlanStatement *statement)
{
  const char *action_lang;
  const char *action = wf_text_get (statement->action, self->services->lang, &action_lang);
  guint n = statement->resources->len;
  g_autofree char *number = wf_format_integer (self->services->format, n);
  g_autofree char *label = NULL;

  wf_label_set_text_in (self->action_label, action, action_lang, 1);
  if (n == 0)
    label = g_strdup (_ ("What we do together"));
  else
    /* Translators: %s is a number */
    label = g_strdup_printf (
        ngettext ("What we do together, and %s offer", "What we do together, and %s offers", n),
        number);
  gtk_expander_set_label (self->expander, label);
  gtk_label_set_wrap (GTK_LABEL (gtk_expander_get_label_widget (self->expander)), TRUE);
  gtk_label_set_xalign (GTK_LABEL (gtk_expander_get_label_widget (self->expander)), 0);
  update_offers (self, statement);
}

void
wf_statement_card_update (WfStatementCard *self, guint place, guint n_places)
{
  const WfPlan *plan;
  const WfPlanStatement *statement;

  g_return_if_fail (WF_IS_STATEMENT_CARD (self));

  plan = wf_plan_desk_get_plan (self->desk);
  statement = plan != NULL ? wf_plan_lookup (plan, self->id) : NULL;
  g_return_if_fail (statement != NULL);

  self->is_updating = TRUE;
  gtk_check_button_set_active (self->check, statement->picked);
  update_words (self, statement);
  update_since (self, statement);
  update_inside (self, statement);
  gtk_widget_set_sensitive (self->up_button, place > 0);
  gtk_widget_set_sensitive (self->down_button, place + 1 < n_places);
  if (self->is_new)
    gtk_expander_set_expanded (self->expander, statement->picked);
  self->is_new = FALSE;
  self->is_updating = FALSE;
}
