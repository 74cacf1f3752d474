/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of an entry is no text, in a form: kind, whether it still runs, price, languages, where it
 * is for. Each of them is a correction of its own, kept one after the other.
 *
 * Invariant: what nobody touched is not corrected, also where the form cannot show all of it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-terms-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#include "wf-catalogue.h"
#include "wf-fact-words.h"
#include "wf-json.h"
#include "wf-overlay.h"
#include "wf-regions.h"
#include "wf-resource-words.h"

#define PRICE_MAX 100000

/* Less is the same price. */
#define HALF_CENT 0.005

/* Rows of the choice of a price. The last one is there only for what we corrected. */
enum { PRICE_UNKNOWN, PRICE_FREE, PRICE_AMOUNT, PRICE_THEIRS };

/* First rows of the choice of a place; so is the second one. */
enum { PLACE_OURS, PLACE_THEIRS };

static const char *const STATUSES[] = { "active", "unverified", "closed" };
/* The row after them: any other, or none. */
static const char *const PERIODS[] = { "month", "year", "one-time", NULL };

typedef struct {
  WfServices *services;
  WfResource *resource;
  WfResource *source; /* (nullable): as its source says it, when we corrected something */
  AdwComboRow *kind_row;
  AdwComboRow *status_row;
  AdwComboRow *price_row;
  AdwEntryRow *amount_row;
  AdwComboRow *period_row;
  AdwComboRow *region_row;
  GPtrArray *languages; /* of GtkCheckButton, borrowed; its tag as "tag" */
  GHashTable *before;   /* field → what the form said when it was opened */
  GQueue edits;         /* of Change, what is left to keep */
} Form;

typedef struct {
  const char *field;
  JsonNode *value;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  json_node_unref (change->value);
  g_free (change);
}

static void
form_free (gpointer data)
{
  Form *self = data;

  wf_resource_unref (self->resource);
  g_clear_pointer (&self->source, wf_resource_unref);
  g_ptr_array_unref (self->languages);
  g_hash_table_unref (self->before);
  g_queue_clear_full (&self->edits, change_free);
  g_free (self);
}

/* --- What the form says --- */

static JsonNode *
make_text (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return node;
}

/* A number alone, with a point or a comma, in any digits; below 0: it is none. */
static double
read_amount (Form *self)
{
  g_autofree char *typed = wf_task_row_dup_text (self->amount_row);
  g_autofree char *text = wf_fact_dup_typed (typed);
  char *end = text;
  double amount;

  g_strdelimit (text, ",", '.');
  amount = g_ascii_isdigit (*text) ? g_ascii_strtod (text, &end) : -1;
  return *text != '\0' && *end == '\0' && amount <= PRICE_MAX ? amount : -1;
}

static gboolean
is_corrected (Form *self, const char *field)
{
  return self->source != NULL &&
         g_strv_contains ((const char *const *) self->resource->corrected, field);
}

/* What we say now; for a new price, dollars. */
static JsonObject *
copy_cost (Form *self)
{
  JsonObject *own = wf_json_get_object (wf_resource_get_json (self->resource), "cost");
  g_autoptr (GList) members = own != NULL ? json_object_get_members (own) : NULL;
  JsonObject *cost = json_object_new ();

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (cost, l->data, json_object_dup_member (own, l->data));
  if (own == NULL)
    json_object_set_string_member (cost, "currency", "CAD");
  return cost;
}

static void
read_period (Form *self, JsonObject *cost)
{
  const char *period = PERIODS[adw_combo_row_get_selected (self->period_row)];

  if (period != NULL)
    json_object_set_string_member (cost, "period", period);
  else if (g_strv_contains (PERIODS, wf_json_get_string (cost, "period", "")))
    json_object_remove_member (cost, "period");
}

/* The remark, what is paid once and the currency stay what they are. */
static JsonNode *
read_cost (Form *self)
{
  guint which = adw_combo_row_get_selected (self->price_row);
  double amount = which == PRICE_FREE ? 0 : read_amount (self);
  const WfCost *own = &self->resource->cost;
  JsonNode *node;
  JsonObject *cost;

  if (which == PRICE_THEIRS)
    return wf_overlay_dup_source (wf_resource_get_json (self->resource), "cost");
  node = json_node_new (JSON_NODE_NULL);
  if (which == PRICE_UNKNOWN)
    return node;
  cost = copy_cost (self);
  if (!own->is_known || fabs (own->amount - amount) >= HALF_CENT)
    {
      json_object_set_double_member (cost, "amount", amount);
      if (which == PRICE_FREE)
        json_object_remove_member (cost, "period");
    }
  if (which == PRICE_AMOUNT)
    read_period (self, cost);
  json_node_init_object (node, cost);
  json_object_unref (cost);
  return node;
}

static JsonNode *
read_languages (Form *self)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *tags = json_array_new ();

  for (guint i = 0; i < self->languages->len; i++)
    {
      if (gtk_check_button_get_active (self->languages->pdata[i]))
        json_array_add_string_element (tags, g_object_get_data (self->languages->pdata[i], "tag"));
    }
  json_node_take_array (node, tags);
  return node;
}

static JsonNode *
read_regions (Form *self)
{
  guint which = adw_combo_row_get_selected (self->region_row);
  guint n_first = is_corrected (self, "regions") ? PLACE_THEIRS + 1 : PLACE_OURS + 1;
  JsonNode *node;
  JsonArray *regions;

  if (which == PLACE_THEIRS && which < n_first)
    return wf_overlay_dup_source (wf_resource_get_json (self->resource), "regions");
  node = json_node_new (JSON_NODE_ARRAY);
  regions = json_array_new ();
  if (which == PLACE_OURS)
    {
      for (guint i = 0; self->resource->regions[i] != NULL; i++)
        json_array_add_string_element (regions, self->resource->regions[i]);
    }
  else
    json_array_add_string_element (
        regions, which == n_first ? "CA" : wf_regions_get_code (which - n_first - 1));
  json_node_take_array (node, regions);
  return node;
}

static JsonNode *
read_field (Form *self, const char *field)
{
  if (g_str_equal (field, "kind"))
    return make_text (wf_resource_list_kinds ()[adw_combo_row_get_selected (self->kind_row)]);
  if (g_str_equal (field, "status"))
    return make_text (STATUSES[adw_combo_row_get_selected (self->status_row)]);
  if (g_str_equal (field, "cost"))
    return read_cost (self);
  return g_str_equal (field, "languages") ? read_languages (self) : read_regions (self);
}

static const char *const FIELDS[] = { "kind", "status", "cost", "languages", "regions", NULL };

/* What was touched. */
static void
list_changes (Form *self, GQueue *changes)
{
  for (guint i = 0; FIELDS[i] != NULL; i++)
    {
      g_autoptr (JsonNode) now = read_field (self, FIELDS[i]);
      Change *change;

      if (json_node_equal (now, g_hash_table_lookup (self->before, FIELDS[i])))
        continue;
      change = g_new0 (Change, 1);
      change->field = FIELDS[i];
      change->value = g_steal_pointer (&now);
      g_queue_push_tail (changes, change);
    }
}

static gboolean
is_ready (WfTaskDialog *dialog, gpointer data)
{
  Form *self = data;
  GQueue changes = G_QUEUE_INIT;
  gboolean has_amount, has_changed;

  /* Not yet whole. */
  if (g_hash_table_size (self->before) == 0)
    return FALSE;
  has_amount = adw_combo_row_get_selected (self->price_row) == PRICE_AMOUNT;
  gtk_widget_set_visible (GTK_WIDGET (self->amount_row), has_amount);
  gtk_widget_set_visible (GTK_WIDGET (self->period_row), has_amount);
  if (has_amount && read_amount (self) < 0)
    return FALSE;
  list_changes (self, &changes);
  has_changed = changes.length > 0;
  g_queue_clear_full (&changes, change_free);
  return has_changed;
}

/* --- Keeping it --- */

static void keep_next (WfTaskDialog *dialog, Form *self);

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfTaskDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = wf_catalogue_save_edit_finish (WF_CATALOGUE (source), result, &error);

  if (g_cancellable_is_cancelled (wf_task_dialog_get_cancellable (dialog)))
    return;
  if (ok)
    keep_next (dialog, wf_task_dialog_get_data (dialog));
  else
    wf_task_dialog_end (dialog, error);
}

/* As the source says again: the correction goes. */
static gboolean
is_theirs (Form *self, const Change *change)
{
  g_autoptr (JsonNode) theirs = NULL;

  if (!is_corrected (self, change->field))
    return FALSE;
  theirs = wf_overlay_dup_source (wf_resource_get_json (self->resource), change->field);
  return json_node_equal (theirs, change->value);
}

static void
keep_next (WfTaskDialog *dialog, Form *self)
{
  Change *change = g_queue_pop_head (&self->edits);
  WfEdit edit = { .kind = WF_EDIT_CORRECT, .id = self->resource->id };

  if (change == NULL)
    {
      wf_task_dialog_end (dialog, NULL);
      return;
    }
  if (is_theirs (self, change))
    edit.kind = WF_EDIT_UNCORRECT;
  edit.field = change->field;
  edit.value = change->value;
  wf_catalogue_save_edit_async (self->services->catalogue, &edit, NULL, on_kept,
                                g_object_ref (dialog));
  change_free (change);
}

static void
start (WfTaskDialog *dialog, gpointer data)
{
  Form *self = data;

  g_queue_clear_full (&self->edits, change_free);
  list_changes (self, &self->edits);
  keep_next (dialog, self);
}

/* --- Rows --- */

static void
add_what (WfTaskDialog *dialog, Form *self)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);
  const char *const *kinds = wf_resource_list_kinds ();
  const char *const statuses[] = {
    wf_resource_status_get_words (WF_RESOURCE_ACTIVE),
    wf_resource_status_get_words (WF_RESOURCE_UNVERIFIED),
    wf_resource_status_get_words (WF_RESOURCE_CLOSED),
    NULL,
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  guint which = 0;

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_ptr_array_add (words, (gpointer) wf_resource_kind_get_words (kinds[i]));
      which = g_str_equal (kinds[i], self->resource->kind) ? i : which;
    }
  g_ptr_array_add (words, NULL);
  self->kind_row = wf_task_dialog_add_choice (dialog, group, _ ("Kind of help"),
                                              (const char *const *) words->pdata);
  adw_combo_row_set_selected (self->kind_row, which);
  self->status_row =
      wf_task_dialog_add_choice (dialog, group, _ ("Whether it still runs"), statuses);
  adw_combo_row_set_selected (self->status_row, self->resource->status);
}

static char *
dup_theirs (const char *words)
{
  /* Translators: a choice: the correction goes; %s is what the source says, as "$10 a month" */
  return g_strdup_printf (_ ("As the source says: %s"), words);
}

static void
add_period (WfTaskDialog *dialog, Form *self, AdwPreferencesGroup *group)
{
  const char *own = self->resource->cost.period;
  gboolean is_other = own != NULL && !g_strv_contains (PERIODS, own);
  g_autofree char *other =
      is_other ? g_strdup_printf (_ ("As it is: %s"), own) : g_strdup (_ ("Not said"));
  const char *const words[] = { _ ("a month"), _ ("a year"), _ ("once"), other, NULL };
  guint which = 0;

  self->period_row = wf_task_dialog_add_choice (dialog, group, _ ("How often"), words);
  if (self->resource->cost.amount <= 0 && own == NULL)
    return;
  while (PERIODS[which] != NULL && g_strcmp0 (PERIODS[which], own) != 0)
    which++;
  adw_combo_row_set_selected (self->period_row, which);
}

static void
add_price (WfTaskDialog *dialog, Form *self)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("Cost"));
  const WfCost *cost = &self->resource->cost;
  gboolean is_foreign = cost->currency != NULL && !g_str_equal (cost->currency, "CAD");
  g_autofree char *currency = is_foreign ? g_markup_escape_text (cost->currency, -1) : NULL;
  /* Translators: %s is a currency that is not the country's: "GBP" */
  g_autofree char *title = is_foreign ? g_strdup_printf (_ ("Amount in %s"), currency)
                                      : g_strdup (_ ("Amount in dollars"));
  g_autofree char *said = is_corrected (self, "cost")
                              ? wf_resource_dup_cost (self->source, self->services->format)
                              : NULL;
  g_autofree char *theirs = said != NULL ? dup_theirs (said) : NULL;
  const char *const prices[] = { _ ("Not known"), _ ("Free"), _ ("A price"), theirs, NULL };

  self->price_row = wf_task_dialog_add_choice (dialog, group, _ ("Cost"), prices);
  self->amount_row = wf_task_dialog_add_entry (dialog, group, title);
  add_period (dialog, self, group);
  if (!cost->is_known || cost->amount < 0)
    return;
  adw_combo_row_set_selected (self->price_row, cost->amount > 0 ? PRICE_AMOUNT : PRICE_FREE);
  if (cost->amount > 0)
    {
      g_autofree char *amount = g_strdup_printf ("%.2f", cost->amount);

      gtk_editable_set_text (GTK_EDITABLE (self->amount_row), amount);
    }
}

static void
add_place (WfTaskDialog *dialog, Form *self)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *place = wf_resource_dup_place (self->resource);

  /* Translators: a choice: it stays what it is; %s is where an offer is for */
  g_ptr_array_add (words, g_strdup_printf (_ ("As it is: %s"), place));
  if (is_corrected (self, "regions"))
    {
      g_autofree char *said = wf_resource_dup_place (self->source);

      g_ptr_array_add (words, dup_theirs (said));
    }
  g_ptr_array_add (words, wf_region_dup_words ("CA"));
  for (guint i = 0; i + 1 < wf_regions_get_n (); i++)
    g_ptr_array_add (words, g_strdup (wf_regions_get_name (i)));
  g_ptr_array_add (words, NULL);
  self->region_row =
      wf_task_dialog_add_choice (dialog, group, _ ("Where"), (const char *const *) words->pdata);
}

static void
add_language (WfTaskDialog *dialog, Form *self, AdwPreferencesGroup *group, const char *tag)
{
  g_autofree char *name = wf_format_language_name (self->services->format, tag);
  GtkCheckButton *check = wf_task_dialog_add_check (dialog, group, name, NULL);

  g_object_set_data_full (G_OBJECT (check), "tag", g_strdup (tag), g_free);
  gtk_check_button_set_active (
      check, g_strv_contains ((const char *const *) self->resource->languages, tag));
  g_ptr_array_add (self->languages, check);
}

/* Its source's first, in their order, so that they can be had again. */
static void
add_languages (WfTaskDialog *dialog, Form *self)
{
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("Languages"));
  const WfResource *theirs = self->source != NULL ? self->source : self->resource;
  const char *const *first = (const char *const *) theirs->languages;
  const char *const *own = (const char *const *) self->resource->languages;
  const WfLanguages *all = wf_pack_library_get_languages (self->services->packs);

  for (guint i = 0; first[i] != NULL; i++)
    add_language (dialog, self, group, first[i]);
  for (guint i = 0; own[i] != NULL; i++)
    {
      if (!g_strv_contains (first, own[i]))
        add_language (dialog, self, group, own[i]);
    }
  for (guint i = 0; i < wf_languages_get_n (all); i++)
    {
      const char *tag = wf_languages_get (all, i)->tag;

      if (!g_strv_contains (first, tag) && !g_strv_contains (own, tag))
        add_language (dialog, self, group, tag);
    }
}

/* The entry as if nobody had corrected it; nothing when nobody has. */
static WfResource *
make_source (WfResource *resource)
{
  g_autoptr (JsonObject) entry = NULL;

  if (resource->corrected[0] == NULL)
    return NULL;
  entry = wf_resource_to_json (resource);
  for (guint i = 0; resource->corrected[i] != NULL; i++)
    json_object_set_member (
        entry, resource->corrected[i],
        wf_overlay_dup_source (wf_resource_get_json (resource), resource->corrected[i]));
  return wf_resource_new_from_json (entry, NULL);
}

WfTaskDialog *
wf_terms_dialog_show (WfServices *services, GtkWindow *parent, WfResource *resource)
{
  WfTaskDialog *dialog;
  Form *self;

  g_return_val_if_fail (services != NULL && services->catalogue != NULL && resource != NULL, NULL);

  dialog = wf_task_dialog_new (services, parent, _ ("Price, Languages, Place"));
  self = g_new0 (Form, 1);
  self->services = services;
  self->resource = wf_resource_ref (resource);
  self->source = make_source (resource);
  self->languages = g_ptr_array_new ();
  self->before =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) json_node_unref);
  wf_task_dialog_add_point (dialog, wf_resource_get_name (resource, services->lang),
                            _ ("What you change is corrected here at once. What the source says "
                               "is kept."));
  wf_task_dialog_set_task (dialog, _ ("_Save"), FALSE, start, is_ready, self, form_free);
  add_what (dialog, self);
  add_price (dialog, self);
  add_place (dialog, self);
  add_languages (dialog, self);
  for (guint i = 0; FIELDS[i] != NULL; i++)
    g_hash_table_insert (self->before, (gpointer) FIELDS[i], read_field (self, FIELDS[i]));
  wf_task_dialog_keep_drafts (dialog, NULL, "draft.terms", resource->id);
  wf_task_dialog_set_told (dialog, _ ("Kept. It can go along in a proposal."));
  wf_task_dialog_update (dialog);
  wf_task_dialog_present (dialog);
  return dialog;
}
