/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a deck in the window: each kind of slide, two languages side by side, order, undo, what
 * is missing, published and found among the decks; kept when the page goes, refused files, nothing
 * changed of what came with the program.
 */
#include "wf-ui-test.h"

#include "wf-deck-intake.h"
#include "wf-deck-page.h"
#include "wf-deck-words.h"
#include "wf-pane-stack.h"
#include "wf-pictogram.h"
#include "wf-projector-view.h"
#include "wf-slide-page.h"
#include "wf-text-pair.h"
#include "wf-workshops-page.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  WfServices *services;
  WfPaneStack *stack;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->services = wf_ui_test_services ();
  wf_ui_test_open (self->services);
  self->stack =
      wf_pane_stack_new (g_object_new (WF_TYPE_WORKSHOPS_PAGE, "services", self->services, NULL));
  wf_pane_stack_set_front (self->stack, TRUE);
  self->window = wf_ui_test_show (GTK_WIDGET (self->stack));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  wf_ui_test_destroy (self->window, GTK_WIDGET (self->stack));
  wf_services_unref (self->services);
}

static GtkWidget *
page_of (Fixture *self)
{
  return GTK_WIDGET (wf_pane_stack_get_visible (self->stack));
}

static void
act (Fixture *self, const char *action, const char *format, ...)
{
  g_autoptr (GVariant) value = NULL;
  va_list args;

  va_start (args, format);
  if (format != NULL)
    value = g_variant_ref_sink (g_variant_new_va (format, NULL, &args));
  va_end (args);
  g_assert_true (gtk_widget_activate_action_variant (page_of (self), action, value));
}

static WfDeckDesk *
desk_of (Fixture *self)
{
  return wf_deck_page_get_desk (WF_DECK_PAGE (page_of (self)));
}

static WfDeckDesk *
begin (Fixture *self, WfDeckAudience audience)
{
  act (self, audience == WF_DECK_STAFF ? "workshops.new-for-staff" : "workshops.new-for-newcomers",
       NULL);
  g_assert_true (WF_IS_DECK_PAGE (page_of (self)));
  return g_object_ref (desk_of (self));
}

static void
collect_pairs (GtkWidget *root, GPtrArray *pairs)
{
  if (WF_IS_TEXT_PAIR (root))
    g_ptr_array_add (pairs, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_pairs (child, pairs);
}

static GtkTextView *
view_at (Fixture *self, guint pair, guint side)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();

  collect_pairs (page_of (self), pairs);
  g_assert_cmpuint (pair, <, pairs->len);
  return wf_text_pair_get_view (pairs->pdata[pair], side);
}

static void
type (Fixture *self, guint pair, guint side, const char *words)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view_at (self, pair, side)), words, -1);
}

static gboolean
lacks (WfDeckDesk *desk, WfDeckGapKind kind)
{
  const GArray *gaps = wf_deck_desk_get_gaps (desk);

  for (guint i = 0; i < gaps->len; i++)
    {
      if (g_array_index (gaps, WfDeckGap, i).kind == kind)
        return TRUE;
    }
  return FALSE;
}

static WfSlide *
slide_at (WfDeckDesk *desk, guint at)
{
  return wf_deck_desk_get_draft (desk)->slides->pdata[at];
}

static GtkWidget *
find_type (GtkWidget *root, GType type, guint *skip)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (*skip)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type, skip);
  return found;
}

static gpointer
nth (Fixture *self, GType type, guint n)
{
  GtkWidget *found = find_type (page_of (self), type, &n);

  g_assert_nonnull (found);
  return found;
}

/* From nothing to a deck that can be run. */
static void
test_written (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDesk) desk = begin (self, WF_DECK_NEWCOMERS);
  g_autofree char *id = g_strdup (wf_deck_desk_get_draft (desk)->id);
  const WfDeck *deck;

  g_assert_true (lacks (desk, WF_DECK_GAP_NAME));
  g_assert_true (wf_ui_test_sees (page_of (self), "The deck has no name yet."));
  wf_ui_test_picture (self->window, "deck-new");
  type (self, 0, 0, "At the library");
  g_assert_false (lacks (desk, WF_DECK_GAP_NAME));
  act (self, "deck.publish", NULL); /* not yet: it stays where it is */
  g_assert_true (WF_IS_DECK_PAGE (page_of (self)));

  act (self, "deck.edit-slide", "u", 0);
  g_assert_true (WF_IS_SLIDE_PAGE (page_of (self)));
  g_assert_true (wf_ui_test_sees (page_of (self), "Give the slide a title."));
  type (self, 0, 0, "Welcome");
  g_assert_true (wf_ui_test_sees (page_of (self), "Nothing is missing."));
  act (self, "slide.next", NULL);
  type (self, 0, 0, "Three things");
  act (self, "slide.next", NULL);
  type (self, 0, 0, "Which of them?");
  type (self, 2, 0, "The card");
  type (self, 3, 0, "The book");
  wf_ui_test_picture (self->window, "deck-poll");
  g_assert_cmpuint (wf_deck_desk_get_gaps (desk)->len, ==, 0);
  wf_pane_back (WF_PANE (page_of (self)));
  g_assert_true (wf_ui_test_sees (page_of (self), "Which of them?"));
  wf_ui_test_picture (self->window, "deck-whole");
  act (self, "deck.publish", NULL);
  WAIT_FOR (WF_IS_WORKSHOPS_PAGE (page_of (self)));
  deck = wf_pack_library_get_deck (self->services->packs, id);
  g_assert_nonnull (deck);
  g_assert_cmpuint (wf_deck_get_slides (deck)->len, ==, 5);
  WAIT_FOR (wf_ui_test_sees (page_of (self), "At the library"));
  g_assert_true (wf_ui_test_sees (page_of (self), "our own"));
  wf_ui_test_picture (self->window, "workshops-own");

  /* Changed: the next version. Then a draft again. */
  act (self, "workshops.change", "s", id);
  type (self, 0, 0, "At our library");
  act (self, "deck.publish", NULL);
  WAIT_FOR (WF_IS_WORKSHOPS_PAGE (page_of (self)));
  deck = wf_pack_library_get_deck (self->services->packs, id);
  g_assert_cmpuint (wf_deck_get_info (deck)->version, ==, 2);
  act (self, "workshops.withdraw", "s", id);
  WAIT_FOR (wf_pack_library_get_deck (self->services->packs, id) == NULL);
  WAIT_FOR (wf_ui_test_sees (page_of (self), "Being written"));
}

/* What points into other packs: a checklist, a framework. */
static void
look_things_up (Fixture *self, WfDeckDesk *desk, WfSlide *slide)
{
  if (slide->kind == WF_SLIDE_CHECKLIST)
    {
      act (self, "slide.add-option", NULL);
      type (self, 2, 0, "Plug it in");
      g_assert_false (lacks (desk, WF_DECK_GAP_POINTS));
      adw_combo_row_set_selected (nth (self, ADW_TYPE_COMBO_ROW, 0), 1);
      g_assert_nonnull (slide->checklist);
      g_assert_cmpuint (slide->options->len, ==, 0);
      wf_ui_test_pump (20);
    }
  if (slide->kind == WF_SLIDE_SELF_CHECK)
    {
      guint at = 0;
      const GPtrArray *maps = wf_pack_library_get_frameworks (self->services->packs);

      for (guint i = 0; i < maps->len; i++)
        if (g_str_equal (wf_framework_get_info (maps->pdata[i])->id, "digcompedu"))
          at = i + 1;
      adw_combo_row_set_selected (nth (self, ADW_TYPE_COMBO_ROW, 0), at);
      g_assert_cmpstr (slide->framework, ==, "digcompedu");
      WAIT_FOR (wf_ui_test_sees (page_of (self), "Only these"));
      gtk_check_button_set_active (nth (self, GTK_TYPE_CHECK_BUTTON, 1), TRUE);
      g_assert_cmpuint (g_strv_length (slide->competences), ==, 1);
    }
}

/* Each kind: opened, its own parts changed, none of it lost, nothing missing in the end. */
static void
test_kinds (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDesk) desk = begin (self, WF_DECK_STAFF);

  while (wf_deck_desk_get_draft (desk)->slides->len > 0)
    act (self, "deck.remove-slide", "u", 0);
  g_assert_true (lacks (desk, WF_DECK_GAP_SLIDES));
  type (self, 0, 0, "Every kind");
  for (guint kind = WF_SLIDE_TITLE; kind <= WF_SLIDE_CLOSING; kind++)
    {
      g_autofree char *name = g_strdup_printf ("slide-%s", wf_slide_kind_to_name (kind));
      WfSlide *slide;

      act (self, "deck.add-slide", "u", kind);
      g_assert_true (WF_IS_SLIDE_PAGE (page_of (self)));
      slide = slide_at (desk, kind);
      type (self, 0, 0, "A title");
      if (kind == WF_SLIDE_TEXT)
        {
          AdwComboRow *row = nth (self, ADW_TYPE_COMBO_ROW, 0);
          guint at = 0;

          while (!g_str_equal (wf_pictogram_list ()[at], "clock"))
            at++;
          adw_combo_row_set_selected (row, at + 1); /* the first says that there is none */
          g_assert_cmpstr (slide->pictures[0], ==, "clock");
        }
      if (kind == WF_SLIDE_MAP)
        {
          type (self, 1, 0, "Not so");
          type (self, 2, 0, "Counted");
          type (self, 3, 0, "2024");
        }
      if (kind == WF_SLIDE_POLL || kind == WF_SLIDE_SCALE)
        {
          type (self, 2, 0, "One");
          type (self, 3, 0, "Two");
        }
      if (kind == WF_SLIDE_POLL)
        {
          GtkSwitch *many = nth (self, GTK_TYPE_SWITCH, 0);
          AdwComboRow *good = nth (self, ADW_TYPE_COMBO_ROW, 2);

          gtk_switch_set_active (many, TRUE);
          g_assert_true (slide->is_many);
          adw_combo_row_set_selected (good, 2);
          g_assert_true (lacks (desk, WF_DECK_GAP_WHY));
          type (self, 4, 0, "Because");
          g_assert_false (lacks (desk, WF_DECK_GAP_WHY));
        }
      if (kind == WF_SLIDE_IDEAS)
        {
          gtk_switch_set_active (nth (self, GTK_TYPE_SWITCH, 0), TRUE);
          g_assert_true (slide->can_vote);
        }
      if (kind == WF_SLIDE_TIMER)
        {
          gtk_spin_button_set_value (nth (self, GTK_TYPE_SPIN_BUTTON, 0), 300);
          g_assert_cmpuint (slide->seconds, ==, 300);
        }
      look_things_up (self, desk, slide);
      wf_ui_test_picture (self->window, name);
      g_assert_true (wf_ui_test_sees (page_of (self), "Nothing is missing."));
      wf_pane_back (WF_PANE (page_of (self)));
    }
  g_assert_cmpuint (wf_deck_desk_get_gaps (desk)->len, ==, 0);
  act (self, "deck.publish", NULL);
  WAIT_FOR (WF_IS_WORKSHOPS_PAGE (page_of (self)));
}

/* English beside Arabic, each in its direction; the wall shows both. */
static void
test_two_languages (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDesk) desk = begin (self, WF_DECK_STAFF);
  WfSlide *slide;
  int height;

  wf_deck_desk_set_languages (desk, "en", "ar");
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (view_at (self, 0, 1))), ==,
                   GTK_TEXT_DIR_RTL);
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (view_at (self, 0, 0))), ==,
                   GTK_TEXT_DIR_LTR);
  type (self, 0, 0, "Our day");
  type (self, 0, 1, "يومنا");
  act (self, "deck.edit-slide", "u", 0);
  type (self, 0, 0, "Good\nday");
  type (self, 0, 1, "أهلًا");
  slide = slide_at (desk, 0);
  g_assert_cmpstr (wf_text_get (slide->title, "en", NULL), ==, "Good day");
  g_assert_cmpstr (wf_text_get (slide->title, "ar", NULL), ==, "أهلًا");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view_at (self, 0, 1)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Title, Arabic");
  wf_ui_test_picture (self->window, "slide-two-languages");
  height = gtk_widget_get_height (GTK_WIDGET (view_at (self, 1, 0)));
  type (self, 1, 0, "Words that need several lines, so that the place they are typed in must grow");
  WAIT_FOR (gtk_widget_get_height (GTK_WIDGET (view_at (self, 1, 0))) > height + 20);
  /* The text of a third language is not shown, and not lost. */
  wf_deck_desk_set_languages (desk, "fr", NULL);
  g_assert_null (view_at (self, 0, 1));
  type (self, 0, 0, "Bonjour");
  g_assert_cmpuint (wf_text_get_n_languages (slide_at (desk, 0)->title), ==, 3);
  wf_pane_back (WF_PANE (page_of (self)));
}

static void
test_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDesk) desk = begin (self, WF_DECK_STAFF);
  g_autofree char *first = g_strdup (slide_at (desk, 0)->id);

  g_assert_false (wf_deck_desk_can_undo (desk));
  type (self, 0, 0, "A");
  type (self, 0, 0, "A name");
  act (self, "deck.move-down", "u", 0);
  g_assert_cmpstr (slide_at (desk, 1)->id, ==, first);
  act (self, "deck.remove-slide", "u", 1);
  g_assert_cmpuint (wf_deck_desk_get_draft (desk)->slides->len, ==, 4);
  act (self, "deck.undo", NULL);
  g_assert_cmpuint (wf_deck_desk_get_draft (desk)->slides->len, ==, 5);
  act (self, "deck.undo", NULL);
  g_assert_cmpstr (slide_at (desk, 0)->id, ==, first);
  act (self, "deck.undo", NULL); /* all letters of the name at once */
  g_assert_null (wf_deck_desk_get_draft (desk)->title);
  g_assert_false (wf_deck_desk_can_undo (desk));

  /* A slide that undo takes away takes its page along. */
  act (self, "deck.add-slide", "u", WF_SLIDE_TIMER);
  g_assert_true (WF_IS_SLIDE_PAGE (page_of (self)));
  act (self, "slide.undo", NULL);
  g_assert_true (WF_IS_DECK_PAGE (page_of (self)));

  /* Answers move and go, and the poll no longer talks about one that is gone. */
  act (self, "deck.add-slide", "u", WF_SLIDE_POLL);
  act (self, "slide.add-option", NULL);
  type (self, 4, 0, "Third");
  act (self, "slide.option-up", "u", 2);
  act (self, "slide.remove-option", "u", 0);
  g_assert_cmpstr (
      wf_text_get (((WfSlideOption *) slide_at (desk, 5)->options->pdata[0])->label, "en", NULL),
      ==, "Third");
  act (self, "slide.option-down", "u", 0);
  act (self, "slide.undo", NULL);
  act (self, "slide.undo", NULL);
  g_assert_cmpuint (slide_at (desk, 5)->options->len, ==, 3);
  wf_pane_back (WF_PANE (page_of (self)));
}

/* Half a deck, and the page goes in the middle of a word: it is there when one comes back. */
static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (WfDeckDesk) desk = begin (self, WF_DECK_STAFF);
  g_autofree char *id = g_strdup (wf_deck_desk_get_draft (desk)->id);
  GtkWidget *dialog = NULL;

  act (self, "deck.edit-slide", "u", 0);
  type (self, 0, 0, "Half a wo");
  g_clear_object (&desk);
  wf_pane_stack_pop_to_root (self->stack);
  WAIT_FOR (wf_ui_test_sees (page_of (self), "No name yet"));
  wf_ui_test_picture (self->window, "workshops-draft");
  act (self, "workshops.open-draft", "u", 0);
  g_assert_cmpstr (wf_deck_desk_get_draft (desk_of (self))->id, ==, id);
  g_assert_true (wf_ui_test_sees (page_of (self), "Half a wo"));

  act (self, "deck.discard", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWidget) top = g_list_model_get_item (gtk_window_get_toplevels (), i);
      if (ADW_IS_MESSAGE_DIALOG (top))
        dialog = top;
    }
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "discard");
  WAIT_FOR (WF_IS_WORKSHOPS_PAGE (page_of (self)));
  WAIT_FOR (!wf_ui_test_sees (page_of (self), "Being written"));
}

static void
on_taken (WfPane *pane)
{
  g_object_set_data (G_OBJECT (pane), "was-taken", pane);
}

static void
import (Fixture *self, const char *text)
{
  g_autofree char *path = g_build_filename (self->services->data_dir, "came.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_object_set_data (G_OBJECT (page_of (self)), "was-taken", NULL);
  wf_deck_import_file (WF_PANE (page_of (self)), file, on_taken);
  WAIT_FOR (g_object_get_data (G_OBJECT (page_of (self)), "was-taken") != NULL);
}

static GtkWidget *
find_refusal (void)
{
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWidget) top = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (ADW_IS_MESSAGE_DIALOG (top) &&
          g_str_equal (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (top)),
                       "This deck cannot be used as it is"))
        return top;
    }
  return NULL;
}

static void
see_refusal (void)
{
  WAIT_FOR (find_refusal () != NULL);
  gtk_window_destroy (GTK_WINDOW (find_refusal ()));
}

/* What is written a moment later is looked at again and again. */
static gboolean
reads_whole_deck (const char *path, char **text)
{
  g_clear_pointer (text, g_free);
  return g_file_get_contents (path, text, NULL, NULL) && strstr (*text, "</deck>") != NULL;
}

/* Out, in again as it is, spoilt, and as another: what came with the program stays. */
static void
test_in_and_out (Fixture *self, gconstpointer data)
{
  WfPackLibrary *before = self->services->packs;
  WfDeck *shipped = wf_pack_library_get_deck (before, "digital-safety-newcomers");
  g_autofree char *path = g_build_filename (self->services->data_dir, "out.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (WfDeckDraft) draft = wf_deck_draft_new_from (shipped);
  g_autofree char *text = NULL;
  g_autofree char *copy_id = NULL;
  g_autofree char *spoilt = NULL;

  wf_deck_export_to (WF_PANE (page_of (self)), draft, file);
  WAIT_FOR (reads_whole_deck (path, &text));
  import (self, text); /* no newer than what is here */
  see_refusal ();
  spoilt = g_strndup (text, strlen (text) - 40);
  import (self, spoilt);
  see_refusal ();
  g_assert_true (self->services->packs == before);

  act (self, "workshops.copy", "s", "digital-safety-newcomers");
  copy_id = g_strdup (wf_deck_desk_get_draft (desk_of (self))->id);
  g_assert_cmpstr (copy_id, !=, "digital-safety-newcomers");
  type (self, 0, 0, "Ours now");
  act (self, "deck.publish", NULL);
  WAIT_FOR (WF_IS_WORKSHOPS_PAGE (page_of (self)));
  g_assert_nonnull (wf_pack_library_get_deck (self->services->packs, copy_id));
  shipped = wf_pack_library_get_deck (self->services->packs, "digital-safety-newcomers");
  g_assert_cmpstr (wf_text_get (wf_deck_get_title (shipped), "en", NULL), ==,
                   "Digital safety basics");

  g_clear_pointer (&draft, wf_deck_draft_free);
  draft = wf_deck_draft_new_from (shipped);
  g_free (draft->id);
  draft->id = g_strdup ("from-afar");
  g_free (text);
  text = wf_deck_draft_to_xml (draft);
  import (self, text);
  g_assert_nonnull (wf_pack_library_get_deck (self->services->packs, "from-afar"));
}

/* A picture that is drawn and has no words would stand in the list under its file's name. */
static void
test_pictures_have_words (void)
{
  const char *const *names = wf_pictogram_list ();

  for (guint i = 0; names[i] != NULL; i++)
    g_assert_cmpstr (wf_deck_words_picture (names[i]), !=, names[i]);
}

int
main (int argc, char *argv[])
{
  wf_ui_test_init (&argc, &argv);
#define TEST(name, function) g_test_add ("/deck/" name, Fixture, NULL, set_up, function, tear_down)
  TEST ("written", test_written);
  TEST ("kinds", test_kinds);
  TEST ("two-languages", test_two_languages);
  TEST ("undo", test_undo);
  TEST ("kept", test_kept);
  TEST ("in-and-out", test_in_and_out);
  g_test_add_func ("/deck/pictures-have-words", test_pictures_have_words);
  return g_test_run ();
}
