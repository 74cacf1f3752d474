/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One entry of the catalogue. The catalogue's own words are English or French and stay so.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-resource-detail.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-catalogue-desk.h"
#include "wf-chip.h"
#include "wf-conditions.h"
#include "wf-conditions-words.h"
#include "wf-json.h"
#include "wf-page.h"
#include "wf-qr.h"
#include "wf-resource-words.h"
#include "wf-widget-tools.h"

#define CODE_SIDE 140
/* More characters of one text are laid out only when somebody asks; of a link never. */
#define WORDS_FIRST 600
#define LINK_MOST   300

struct _WfResourceDetail {
  GtkWidget parent_instance;

  GtkBox *box;
  WfResource *resource;
};

G_DEFINE_FINAL_TYPE (WfResourceDetail, wf_resource_detail, GTK_TYPE_WIDGET)

static void
wf_resource_detail_dispose (GObject *object)
{
  wf_widget_dispose_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (wf_resource_detail_parent_class)->dispose (object);
}

static void
wf_resource_detail_finalize (GObject *object)
{
  g_clear_pointer (&WF_RESOURCE_DETAIL (object)->resource, wf_resource_unref);
  G_OBJECT_CLASS (wf_resource_detail_parent_class)->finalize (object);
}

static void
wf_resource_detail_class_init (WfResourceDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wf_resource_detail_dispose;
  object_class->finalize = wf_resource_detail_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wf_resource_detail_init (WfResourceDetail *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

GtkWidget *
wf_resource_detail_new (void)
{
  return g_object_new (WF_TYPE_RESOURCE_DETAIL, NULL);
}

/* Whether its first letter is of a script that is written from left to right. */
static gboolean
begins_left (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalpha (letter))
        return g_unichar_get_script (letter) != G_UNICODE_SCRIPT_ARABIC;
    }
  return FALSE;
}

static GtkWidget *
add_label (WfResourceDetail *self, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* What the source wrote in English begins where its heading does, in Arabic too. */
  if (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL && begins_left (text))
    gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (self->box, label);
  return label;
}

/* The first so many characters, to the end of a word if there is one, and that it goes on. */
static char *
cut (const char *text, glong most)
{
  g_autofree char *first = g_utf8_substring (text, 0, most);
  char *blank = strrchr (first, ' ');

  if (blank != NULL && blank > first + strlen (first) / 2)
    *blank = '\0';
  return g_strconcat (first, "…", NULL);
}

static void
on_all_clicked (GtkWidget *button, GtkLabel *label)
{
  gtk_label_set_text (label, g_object_get_data (G_OBJECT (button), "text"));
  gtk_widget_grab_focus (GTK_WIDGET (label));
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (button)), button);
}

/* A text of the source's: a long one begins, and is there whole for who wants it. */
static GtkWidget *
add_words (WfResourceDetail *self, const char *text)
{
  g_autofree char *first = g_utf8_strlen (text, -1) > WORDS_FIRST ? cut (text, WORDS_FIRST) : NULL;
  GtkWidget *label = add_label (self, first != NULL ? first : text, NULL), *button;

  if (first == NULL)
    return label;
  button = gtk_button_new_with_mnemonic (_ ("Show _All of It"));
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_all_clicked), label, 0);
  gtk_box_append (self->box, button);
  return label;
}

/* A small heading over what the source says; nothing when it says nothing. */
static void
add_field (WfResourceDetail *self, const char *title, const char *text)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->box, label);
  label = add_words (self, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);
}

/* A number keeps its own order in a sentence from right to left. */
static void
add_number (WfResourceDetail *self, const char *title, const char *number)
{
  g_autofree char *isolated = NULL;

  if (number == NULL || *number == '\0')
    return;
  isolated = wf_page_isolate (number, WF_PAGE_DIRECTION_LTR);
  add_field (self, title, isolated);
}

static void
add_link (WfResourceDetail *self, const char *title, const char *link)
{
  g_autofree char *shown = link != NULL && g_utf8_strlen (link, -1) > LINK_MOST
                               ? cut (link, LINK_MOST)
                               : g_strdup (link);

  add_number (self, title, shown);
}

static void
add_chips (WfResourceDetail *self, WfServices *services, WfResourceCheck check)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  WfChipKind age_kind;
  g_autofree char *age = wf_resource_dup_age (self->resource, services->format, &age_kind);
  GtkWidget *chip = wf_chip_new (wf_resource_age_chip_kind (check), age);

  wf_chip_set_keeps_end (WF_CHIP (chip));
  gtk_box_append (GTK_BOX (row),
                  wf_chip_new (WF_CHIP_NEUTRAL, wf_resource_kind_get_words (self->resource->kind)));
  gtk_box_append (GTK_BOX (row), chip);
  if (self->resource->status == WF_RESOURCE_CLOSED)
    gtk_box_append (GTK_BOX (row), wf_chip_new (WF_CHIP_NOT, _ ("Closed")));
  gtk_widget_set_halign (row, GTK_ALIGN_START);
  gtk_box_append (self->box, row);
  if (wf_resource_check_get_words (check) != NULL)
    add_label (self, wf_resource_check_get_words (check), "dim-label");
}

/* The papers that an open question would ask for, in the interface's language. */
static void
add_papers (WfResourceDetail *self, WfServices *services, const WfVerdict *verdict)
{
  const WfClientTexts *texts = wf_pack_library_get_texts (services->packs);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; verdict->papers[i] != NULL; i++)
    {
      g_autofree char *id = g_strconcat ("document.", verdict->papers[i], NULL);

      g_strv_builder_add (builder, wf_client_texts_get (texts, id, services->lang, NULL));
    }
  if (verdict->documents[0] != NULL)
    {
      g_autofree char *documents = g_strjoinv ("; ", verdict->documents);
      g_autofree char *theirs = wf_resource_dup_theirs (documents, services->format);

      g_strv_builder_add (builder, theirs);
    }
  names = g_strv_builder_end (builder);
  list = wf_format_list (services->format, (const char *const *) names);
  add_field (self, _ ("Papers"), list);
}

static void
draw_code (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  double side = MIN (width, height);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, side, side);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  wf_qr_draw (user_data, cr, 0, 0, side);
}

static void
add_code (WfResourceDetail *self, const char *link)
{
  WfQr *qr = *link != '\0' ? wf_qr_new (link, NULL) : NULL;
  GtkWidget *area;

  if (qr == NULL)
    return;
  area = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), CODE_SIDE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), CODE_SIDE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_code, qr,
                                  (GDestroyNotify) wf_qr_free);
  gtk_widget_set_halign (area, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The link as a square code"), -1);
  gtk_box_append (self->box, area);
}

/* What the agency said of it, and where its word and the source's part. */
static void
add_ours (WfResourceDetail *self, WfServices *services)
{
  const WfResource *resource = self->resource;
  g_autofree char *checked = NULL;
  GDate first, last;

  if (resource->is_pinned)
    add_label (self, _ ("Your agency put it first."), "dim-label");
  if (resource->is_hidden)
    add_label (self, _ ("Your agency hid it: no search finds it."), "dim-label");
  add_field (self, _ ("Your agency’s note"), resource->note);
  if (resource->checked != NULL && wf_date_parse_partial (resource->checked, &first, &last))
    {
      g_autoptr (GDateTime) noon =
          g_date_time_new_utc (g_date_get_year (&first), (int) g_date_get_month (&first),
                               g_date_get_day (&first), 12, 0, 0);

      checked = wf_format_date (services->format, g_date_time_to_unix (noon) * G_USEC_PER_SEC,
                                WF_DATE_SHORT);
    }
  add_field (self, _ ("Checked here"), checked);
  if (resource->source_changed[0] != NULL)
    add_label (self,
               _ ("Your agency corrected this, and the source says something else since: look "
                  "again."),
               NULL);
  else if (resource->corrected[0] != NULL)
    add_label (self, _ ("Corrected by your agency."), "dim-label");
}

/* What came of it for others here, when there are enough of them. */
static void
add_luck (WfResourceDetail *self, WfServices *services)
{
  g_autofree char *words = NULL;

  if (services->agency == NULL)
    return;
  words = wf_outcomes_dup_words (wf_agency_repo_get_outcomes (services->agency), self->resource->id,
                                 services->format);
  add_field (self, _ ("So far"), words);
}

/* A feed's licence stands with its source, which is asked for. */
typedef struct {
  WfResourceDetail *detail;
  WfResource *resource;
} LicenceWanted;

static void
on_sources_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree LicenceWanted *wanted = user_data;
  g_autoptr (WfResourceDetail) self = wanted->detail;
  g_autoptr (WfResource) resource = wanted->resource;
  g_autoptr (GPtrArray) sources =
      wf_desk_list_sources_finish (WF_CATALOGUE_SYNC (source), result, NULL);

  /* Another entry may be in front meanwhile, or none. */
  if (self->resource != resource || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const WfSourceInfo *info = sources->pdata[i];

      if (g_strcmp0 (info->source->id, resource->origin) == 0)
        add_field (self, _ ("Licence"), info->licence);
    }
}

static void
ask_for_licence (WfResourceDetail *self, WfServices *services)
{
  LicenceWanted *wanted;

  if (services->sync == NULL || self->resource->origin == NULL)
    return;
  wanted = g_new0 (LicenceWanted, 1);
  wanted->detail = g_object_ref (self);
  wanted->resource = wf_resource_ref (self->resource);
  wf_desk_list_sources_async (services->sync, NULL, on_sources_ready, wanted);
}

/* Which list it is from, and under which licence, where the list says so. */
static void
add_origin (WfResourceDetail *self, WfServices *services)
{
  const WfResource *resource = self->resource;
  const char *licence = wf_json_get_string (wf_resource_get_json (resource), "licence", "");
  const char *title = resource->origin_title;
  gboolean is_ours = FALSE;

  if (g_strcmp0 (resource->origin, "starter") == 0)
    {
      title = _ ("The list that comes with Wayfinder");
      is_ours = TRUE;
    }
  else if (g_strcmp0 (resource->origin, "own") == 0)
    {
      title = _ ("Your agency’s own entry");
      is_ours = TRUE;
    }
  add_field (self, _ ("From"), title);
  add_field (self, _ ("Licence"), licence);
  if (!is_ours && *licence == '\0')
    ask_for_licence (self, services);
}

static void
add_money (WfResourceDetail *self, WfServices *services)
{
  g_autofree char *cost = wf_resource_dup_cost (self->resource, services->format);
  g_autofree char *note = wf_resource_dup_cost_note (self->resource);
  g_autofree char *both = NULL;

  if (note != NULL)
    /* Translators: a price, and what the source says about it */
    both = g_strdup_printf (_ ("%s. %s"), cost, note);
  add_field (self, _ ("Cost"), both != NULL ? both : cost);
}

void
wf_resource_detail_show (WfResourceDetail *self, WfServices *services, WfResource *resource)
{
  const char *name = wf_resource_get_name (resource, services->lang);
  g_autofree char *place = wf_resource_dup_place (resource);
  g_autofree char *way =
      wf_resource_dup_way (resource, wf_agency_repo_get (services->agency)->point);
  g_autofree char *languages = wf_resource_dup_languages (resource, services->format);
  g_autofree char *hours = wf_resource_dup_hours (resource, services->format);
  g_autoptr (WfFacts) facts = wf_facts_new ();
  g_autoptr (WfVerdict) verdict = NULL;
  g_autofree char *needs = NULL;
  GtkWidget *child;
  WfResourceCheck check;
  GDate today;

  g_return_if_fail (WF_IS_RESOURCE_DETAIL (self));

  wf_resource_ref (resource);
  g_clear_pointer (&self->resource, wf_resource_unref);
  self->resource = resource;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);

  g_date_clear (&today, 1);
  wf_date_from_time (wf_clock_now (services->clock), &today);
  check = wf_resource_get_check (resource, &today);
  verdict = wf_resource_evaluate (resource, facts, &today);
  needs = wf_conditions_dup_needs (verdict, services);
  add_label (self, name, "title-3");
  if (*resource->organization != '\0' && g_strcmp0 (resource->organization, name) != 0)
    add_label (self, resource->organization, "dim-label");
  add_chips (self, services, check);
  add_ours (self, services);
  add_luck (self, services);
  add_number (self, _ ("Phone"), resource->phone);
  add_number (self, _ ("Text message"), resource->text_line);
  add_number (self, _ ("Email"), resource->email);
  add_words (self, wf_resource_get_summary (resource, services->lang, NULL));
  add_field (self, _ ("Who it is for"), resource->eligibility);
  /* Translators: over what somebody must be or have for an offer, the shortest way to a yes */
  add_field (self, _ ("What it takes"), needs);
  add_field (self, _ ("Street"), resource->address);
  add_field (self, _ ("Where"), place);
  if (way != NULL)
    /* Translators: above how far an offer is: "about 4 km away" */
    add_field (self, _ ("From here"), way);
  add_money (self, services);
  add_field (self, _ ("How to get it"), resource->how_to_apply);
  add_papers (self, services, verdict);
  add_field (self, _ ("Hours"), hours);
  add_field (self, _ ("Languages"), languages);
  add_link (self, _ ("Link"), wf_resource_get_link (resource));
  add_code (self, wf_resource_get_link (resource));
  if (g_strcmp0 (resource->source_url, wf_resource_get_link (resource)) != 0)
    add_link (self, _ ("Source"), resource->source_url);
  add_origin (self, services);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

WfResource *
wf_resource_detail_get (WfResourceDetail *self)
{
  g_return_val_if_fail (WF_IS_RESOURCE_DETAIL (self), NULL);

  return self->resource;
}
