/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole bank as one list. The words of a row are made once, when the window opens; the list
 * view makes widgets only for what is in sight.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-bank-window.h"

#include <glib/gi18n.h>

#include "wf-bank-words.h"

/* What a row shows: three texts, the last perhaps empty. */
#define WF_TYPE_BANK_LINE (wf_bank_line_get_type ())
G_DECLARE_FINAL_TYPE (WfBankLine, wf_bank_line, WF, BANK_LINE, GObject)

struct _WfBankLine {
  GObject parent_instance;
  char *title;
  char *words;
  char *look;
};

G_DEFINE_FINAL_TYPE (WfBankLine, wf_bank_line, G_TYPE_OBJECT)

struct _WfBankWindow {
  AdwWindow parent_instance;
  WfServices *services;
  GtkStringFilter *filter;
};

G_DEFINE_FINAL_TYPE (WfBankWindow, wf_bank_window, ADW_TYPE_WINDOW)

static void
wf_bank_line_finalize (GObject *object)
{
  WfBankLine *self = WF_BANK_LINE (object);

  g_free (self->title);
  g_free (self->words);
  g_free (self->look);
  G_OBJECT_CLASS (wf_bank_line_parent_class)->finalize (object);
}

static void
wf_bank_line_class_init (WfBankLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_bank_line_finalize;
}

static void
wf_bank_line_init (WfBankLine *self)
{
}

static WfBankLine *
bank_line_new (const WfBankRow *row, WfServices *services)
{
  WfBankLine *self = g_object_new (WF_TYPE_BANK_LINE, NULL);
  g_autofree char *use = wf_bank_row_dup_use (row, services->format);
  g_autofree char *state = wf_bank_row_dup_state (row, services->format);

  self->title = wf_bank_row_dup_title (row, services->lang);
  self->words = state != NULL ? g_strdup_printf ("%s · %s\n%s", row->item->id, use, state)
                              : g_strdup_printf ("%s · %s", row->item->id, use);
  self->look = wf_bank_row_dup_look (row, services->format);
  return self;
}

static char *
dup_search_text (WfBankLine *line, gpointer data)
{
  return g_strconcat (line->title, " ", line->words, NULL);
}

static GtkWidget *
add_label (GtkBox *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return label;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  add_label (GTK_BOX (box), NULL);
  add_label (GTK_BOX (box), "dim-label");
  add_label (GTK_BOX (box), "heading");
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  WfBankLine *line = gtk_list_item_get_item (item);
  g_autofree char *all = g_strjoin ("\n", line->title, line->words, line->look, NULL);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *words = gtk_widget_get_next_sibling (title);
  GtkWidget *look = gtk_widget_get_next_sibling (words);

  gtk_label_set_text (GTK_LABEL (title), line->title);
  gtk_label_set_text (GTK_LABEL (words), line->words);
  gtk_label_set_text (GTK_LABEL (look), line->look != NULL ? line->look : "");
  gtk_widget_set_visible (look, line->look != NULL);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

/* Those to look at first, else in the bank's order. */
static GListModel *
make_lines (WfServices *services, const WfBankStudy *study)
{
  GListStore *store = g_list_store_new (WF_TYPE_BANK_LINE);
  guint n_looks = 0;

  for (guint i = 0; i < study->rows->len; i++)
    {
      g_autoptr (WfBankLine) line = bank_line_new (study->rows->pdata[i], services);

      if (line->look != NULL)
        g_list_store_insert (store, n_looks++, line);
      else
        g_list_store_append (store, line);
    }
  return G_LIST_MODEL (store);
}

static void
on_search_changed (GtkEditable *entry, WfBankWindow *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (entry));
}

/* Escape empties the search, then closes. */
static void
on_search_stopped (GtkEditable *entry, WfBankWindow *self)
{
  if (*gtk_editable_get_text (entry) != '\0')
    gtk_editable_set_text (entry, "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
make_list (WfBankWindow *self, const WfBankStudy *study)
{
  GtkExpression *expression = gtk_cclosure_expression_new (
      G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (dup_search_text), NULL, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListModel *model;
  GtkWidget *list, *scrolled = gtk_scrolled_window_new ();

  self->filter = gtk_string_filter_new (expression);
  model = G_LIST_MODEL (
      gtk_filter_list_model_new (make_lines (self->services, study), GTK_FILTER (self->filter)));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (model)), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Questions"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
wf_bank_window_finalize (GObject *object)
{
  g_clear_pointer (&WF_BANK_WINDOW (object)->services, wf_services_unref);
  G_OBJECT_CLASS (wf_bank_window_parent_class)->finalize (object);
}

static void
wf_bank_window_class_init (WfBankWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wf_bank_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
wf_bank_window_init (WfBankWindow *self)
{
}

WfBankWindow *
wf_bank_window_new (WfServices *services, GtkWindow *parent, const WfBankStudy *study)
{
  g_return_val_if_fail (services != NULL && study != NULL, NULL);

  WfBankWindow *self = g_object_new (WF_TYPE_BANK_WINDOW, "transient-for", parent, "modal", TRUE,
                                     "destroy-with-parent", TRUE, "default-width", 660,
                                     "default-height", 720, "title", _ ("Every Question"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *search = gtk_search_entry_new ();

  self->services = wf_services_ref (services);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_widget_set_margin_start (search, 12);
  gtk_widget_set_margin_end (search, 12);
  gtk_widget_set_margin_bottom (search, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search the questions"), -1);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), make_list (self, study));
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (on_search_changed), self, 0);
  g_signal_connect_object (search, "stop-search", G_CALLBACK (on_search_stopped), self, 0);
  g_signal_connect_object (services->vault, "locked", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_focus (GTK_WINDOW (self), search);
  return self;
}
