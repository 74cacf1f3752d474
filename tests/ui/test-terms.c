/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form of price and place over entries of the shipped list: what nobody touched stays, and what
 * was corrected can be had again as its source says it.
 */
#include "wf-task-test.h"

#include "wf-catalogue.h"
#include "wf-resource-words.h"
#include "wf-terms-dialog.h"

typedef struct {
  WfServices *services;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->services = wf_ui_test_services ();
  wf_ui_test_open (f->services);
  g_assert_nonnull (f->services->catalogue);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wf_services_unref (f->services);
}

static WfTaskDialog *
open_terms (Fixture *f, const char *id)
{
  g_autoptr (WfResource) entry = wf_catalogue_get_sync (f->services->catalogue, id, NULL);

  return opened (wf_terms_dialog_show (f->services, NULL, entry), "catalogue-terms-again");
}

static void
choose (WfTaskDialog *dialog, const char *title, const char *words)
{
  AdwComboRow *row = get_row (dialog, title);
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), words))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  g_error ("no “%s” in “%s”", words, title);
}

/* An entry whose price we corrected to @cost, and to @amount in the form, as it is then. */
static WfResource *
change_amount (Fixture *f, const char *id, const char *cost, const char *title, const char *amount)
{
  g_autoptr (JsonNode) value = json_from_string (cost, NULL);
  WfEdit edit = { .kind = WF_EDIT_CORRECT, .id = id, .field = "cost", .value = value };
  WfTaskDialog *dialog;

  g_assert_true (wf_catalogue_save_edit_sync (f->services->catalogue, &edit, NULL));
  dialog = open_terms (f, id);
  g_assert_false (can_go (dialog)); /* nothing is changed */
  type_in (dialog, title, amount);
  go (dialog);
  return wf_catalogue_get_sync (f->services->catalogue, id, NULL);
}

/* Whoever changes the amount changes nothing else of a price. */
static void
test_terms_keep (Fixture *f, gconstpointer data)
{
  g_autoptr (WfResource) weekly = NULL;
  g_autoptr (WfResource) alone = NULL;

  weekly = change_amount (f, "rogers-connected-for-success",
                          "{\"amount\":10,\"currency\":\"GBP\",\"period\":\"week\","
                          "\"note\":\"materials extra\",\"once\":3}",
                          "Amount in GBP", "12");
  g_assert_cmpfloat (weekly->cost.amount, ==, 12);
  g_assert_cmpstr (weekly->cost.currency, ==, "GBP");
  g_assert_cmpstr (weekly->cost.period, ==, "week");
  g_assert_cmpstr (weekly->cost.note, ==, "materials extra");
  g_assert_cmpfloat (weekly->cost.once, ==, 3);

  alone = change_amount (f, "rogers-connected-for-success",
                         "{\"amount\":10,\"currency\":\"CAD\",\"period\":null}",
                         "Amount in dollars", "14");
  g_assert_cmpfloat (alone->cost.amount, ==, 14);
  g_assert_null (alone->cost.period);
}

/* What was corrected by mistake can be had again as the source says it, all of it. */
static void
test_terms_back (Fixture *f, gconstpointer data)
{
  const char *id = "rogers-connected-for-success";
  g_autoptr (WfResource) before = wf_catalogue_get_sync (f->services->catalogue, id, NULL);
  g_autoptr (WfResource) ours = NULL;
  g_autoptr (WfResource) after = NULL;
  g_autofree char *place = wf_resource_dup_place (before);
  g_autofree char *theirs = g_strdup_printf ("As the source says: %s", place);
  WfTaskDialog *dialog;

  g_assert_cmpuint (g_strv_length (before->regions), >, 1);
  g_assert_nonnull (before->cost.note);
  dialog = open_terms (f, id);
  choose (dialog, "Where", "Ontario");
  choose (dialog, "Cost", "Free");
  choose (dialog, "Whether it still runs", "It has ended");
  go (dialog);
  ours = wf_catalogue_get_sync (f->services->catalogue, id, NULL);
  g_assert_cmpuint (g_strv_length (ours->regions), ==, 1);
  g_assert_cmpstr (ours->regions[0], ==, "CA-ON");
  g_assert_cmpfloat (ours->cost.amount, ==, 0);
  g_assert_null (ours->cost.period);

  dialog = open_terms (f, id);
  choose (dialog, "Where", "Quebec");
  choose (dialog, "Where", theirs);
  choose (dialog, "Cost", "As the source says: $10 a month");
  choose (dialog, "Whether it still runs", "It runs");
  go (dialog);
  after = wf_catalogue_get_sync (f->services->catalogue, id, NULL);
  g_assert_cmpuint (g_strv_length (after->corrected), ==, 0);
  g_assert_cmpstrv (after->regions, before->regions);
  g_assert_cmpstr (after->cost.note, ==, before->cost.note);
}

/* Also the languages that no list of ours has. */
static void
test_terms_languages (Fixture *f, gconstpointer data)
{
  const char *id = "canada-vrs";
  g_autoptr (WfResource) before = wf_catalogue_get_sync (f->services->catalogue, id, NULL);
  g_autoptr (WfResource) after = NULL;
  g_autoptr (JsonNode) value = json_from_string ("[\"en\"]", NULL);
  WfEdit edit = { .kind = WF_EDIT_CORRECT, .id = id, .field = "languages", .value = value };
  WfTaskDialog *dialog;

  g_assert_true (g_strv_contains ((const char *const *) before->languages, "ase"));
  g_assert_true (wf_catalogue_save_edit_sync (f->services->catalogue, &edit, NULL));
  dialog = open_terms (f, id);
  for (guint i = 0; before->languages[i] != NULL; i++)
    {
      g_autofree char *name = wf_format_language_name (f->services->format, before->languages[i]);

      if (!g_str_equal (before->languages[i], "en"))
        turn_on (dialog, name);
    }
  go (dialog);
  after = wf_catalogue_get_sync (f->services->catalogue, id, NULL);
  g_assert_cmpuint (g_strv_length (after->corrected), ==, 0);
  g_assert_cmpstrv (after->languages, before->languages);
}

#define ADD(name, func) g_test_add ("/ui/terms/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  wf_ui_test_init (&argc, &argv);
  ADD ("keep", test_terms_keep);
  ADD ("back", test_terms_back);
  ADD ("languages", test_terms_languages);
  return g_test_run ();
}
