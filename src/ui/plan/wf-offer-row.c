/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An offer under a statement.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-offer-row.h"

#include <glib/gi18n.h>

#include "wf-chip.h"
#include "wf-conditions-words.h"
#include "wf-resource-words.h"
#include "wf-widget-tools.h"

struct _WfOfferRow {
  GtkWidget parent_instance;

  GtkCheckButton *check;
  char *id;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (WfOfferRow, wf_offer_row, GTK_TYPE_WIDGET)

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
wf_offer_row_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_offer_row_parent_class)->dispose (object);
}

static void
wf_offer_row_finalize (GObject *object)
{
  g_free (WF_OFFER_ROW (object)->id);
  G_OBJECT_CLASS (wf_offer_row_parent_class)->finalize (object);
}

static void
wf_offer_row_class_init (WfOfferRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wf_offer_row_dispose;
  object_class->finalize = wf_offer_row_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
wf_offer_row_init (WfOfferRow *self)
{
}

static void
on_check_toggled (GtkCheckButton *check, WfOfferRow *self)
{
  if (!self->is_updating)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, gtk_check_button_get_active (check));
}

static GtkWidget *
add_line (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* Why, and what would make it a yes, in the interface's language; what only informs is left out. */
static void
add_reasons (GtkWidget *box, WfServices *services, const WfPlanResource *offer)
{
  const WfClientTexts *texts = wf_pack_library_get_texts (services->packs);
  g_auto (GStrv) reasons = wf_plan_resource_dup_reasons (offer, texts, services->lang, TRUE);

  g_auto (GStrv) way =
      wf_verdict_dup_way (offer->verdict, g_strv_length (reasons), offer->remedies, services);

  for (guint i = 0; reasons[i] != NULL; i++)
    add_line (box, reasons[i], NULL);
  for (guint i = 0; way[i] != NULL; i++)
    add_line (box, way[i], NULL);
}

static void
add_papers (GtkWidget *box, WfServices *services, const WfPlanResource *offer)
{
  const WfClientTexts *texts = wf_pack_library_get_texts (services->packs);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; offer->papers[i] != NULL; i++)
    {
      g_autofree char *id = g_strconcat ("document.", offer->papers[i], NULL);

      g_strv_builder_add (builder, wf_client_texts_get (texts, id, services->lang, NULL));
    }
  g_strv_builder_addv (builder, (const char **) offer->documents);
  names = g_strv_builder_end (builder);
  if (names[0] == NULL)
    return;

  list = wf_format_list (services->format, (const char *const *) names);
  /* Translators: %s is a list of papers to bring along */
  words = g_strdup_printf (_ ("Papers: %s"), list);
  add_line (box, words, NULL);
}

/* What came of it for others here, when there are enough of them. */
static void
add_luck (GtkWidget *box, WfServices *services, const WfPlanResource *offer)
{
  g_autofree char *words = wf_outcomes_dup_words (wf_agency_repo_get_outcomes (services->agency),
                                                  offer->entry->id, services->format);

  if (words != NULL)
    add_line (box, words, NULL);
}

static void
add_chips (GtkWidget *box, WfServices *services, const WfPlanResource *offer)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  WfChipKind age_kind;
  g_autofree char *cost = wf_resource_dup_cost (offer->entry, services->format);
  g_autofree char *age = wf_resource_dup_age (offer->entry, services->format, &age_kind);
  GtkWidget *age_chip = wf_chip_new (wf_resource_age_chip_kind (offer->check), age);

  gtk_box_append (GTK_BOX (first), wf_chip_new (wf_verdict_get_chip (offer->verdict),
                                                wf_verdict_get_words (offer->verdict)));
  gtk_box_append (GTK_BOX (first), wf_chip_new (WF_CHIP_NEUTRAL, cost));
  gtk_widget_set_halign (age_chip, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), age_chip);
}

/* What would change the answer can be tried out from where the answer stands. */
static void
add_what_if (GtkWidget *box, const char *name, const WfPlanResource *offer)
{
  GtkWidget *button;
  g_autofree char *label = NULL;

  if (offer->verdict == WF_VERDICT_ELIGIBLE)
    return;
  button = gtk_button_new_with_mnemonic (_ ("_What if…"));
  /* Translators: %s is the name of an offer; opens the page where facts are supposed otherwise */
  label = g_strdup_printf (_ ("What if… %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "plan.what-if");
  gtk_box_append (GTK_BOX (box), button);
}

GtkWidget *
wf_offer_row_new (WfServices *services, const WfPlanResource *offer)
{
  WfOfferRow *self;
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *check = gtk_check_button_new ();
  const char *name, *mark;
  g_autofree char *on_page = NULL;

  g_return_val_if_fail (services != NULL, NULL);
  g_return_val_if_fail (offer != NULL, NULL);

  self = g_object_new (WF_TYPE_OFFER_ROW, NULL);
  self->id = g_strdup (offer->entry->id);
  self->check = GTK_CHECK_BUTTON (check);
  name = wf_resource_get_name (offer->entry, services->lang);
  gtk_check_button_set_active (self->check, offer->chosen);
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  /* Translators: %s is the name of an offer; the tick puts it on the client's page */
  on_page = g_strdup_printf (_ ("%s: put it on the page"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, on_page,
                                  -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled), self, 0);

  add_line (box, name, "heading");
  if (*offer->entry->organization != '\0' && g_strcmp0 (offer->entry->organization, name) != 0)
    add_line (box, offer->entry->organization, "dim-label");
  add_chips (box, services, offer);
  add_luck (box, services, offer);
  add_reasons (box, services, offer);
  add_what_if (box, name, offer);
  add_papers (box, services, offer);
  mark = wf_resource_check_get_words (offer->check);
  if (mark != NULL)
    add_line (box, mark, "dim-label");

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (outer), check);
  gtk_box_append (GTK_BOX (outer), box);
  gtk_widget_set_parent (outer, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

const char *
wf_offer_row_get_id (WfOfferRow *self)
{
  g_return_val_if_fail (WF_IS_OFFER_ROW (self), NULL);

  return self->id;
}

void
wf_offer_row_set_chosen (WfOfferRow *self, gboolean is_chosen)
{
  g_return_if_fail (WF_IS_OFFER_ROW (self));

  self->is_updating = TRUE;
  gtk_check_button_set_active (self->check, is_chosen);
  self->is_updating = FALSE;
}
