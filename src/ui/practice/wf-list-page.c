/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a checklist. The page owns the draft; the shelf holds what is kept.
 *
 * Invariant: one save at a time; what changed meanwhile is saved after it.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-list-page.h"

#include <glib/gi18n.h>

#include "wf-list-intake.h"
#include "wf-practice-words.h"

#define FRAMEWORK "digcompedu" /* what a new list stands on at first */

struct _WfListPage {
  WfPane parent_instance;

  AdwEntryRow *title_row;
  AdwEntryRow *purpose_row;
  AdwEntryRow *when_row;
  AdwComboRow *map_row;
  GtkSpinButton *month_spin;
  AdwPreferencesGroup *point_group;

  GPtrArray *maps; /* (element-type WfFramework), borrowed: what the row offers */
  WfFramework *framework;
  WfChecklistDraft *draft;
  GPtrArray *rows; /* (element-type GtkWidget), borrowed from point_group */
  gboolean is_saving;
  gboolean has_more; /* changed since that began */
  char *opened;      /* (nullable): the list as it was: who only looks changes nothing */
};

G_DEFINE_FINAL_TYPE (WfListPage, wf_list_page, WF_TYPE_PANE)

static WfServices *
services_of (WfListPage *self)
{
  return wf_pane_get_services (WF_PANE (self));
}

static void save (WfListPage *self);

static void
on_saved (WfPane *pane, const char *list_id)
{
  WfListPage *self = WF_LIST_PAGE (pane);

  self->is_saving = FALSE;
  if (self->has_more)
    save (self);
}

/* A list needs a name and a point before there is anything to keep. */
static void
save (WfListPage *self)
{
  if (self->draft->title == NULL || self->draft->points->len == 0)
    return;
  self->has_more = self->is_saving;
  if (self->is_saving)
    return;
  self->is_saving = TRUE;
  wf_list_save (WF_PANE (self), self->draft, on_saved);
}

static const WfFrameworkPart *
find_part (WfListPage *self, const char *id)
{
  return wf_framework_lookup (self->framework, id);
}

/* "Stage 3 · Guidance, Responsible use" */
static char *
dup_mapping (WfListPage *self, const WfDraftPoint *point)
{
  const WfFrameworkLevel *level = wf_framework_lookup_level (self->framework, point->level);
  g_autofree char *stage = wf_practice_dup_level_title (
      self->framework, level != NULL ? (int) level->number : 0, services_of (self)->format);
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; point->competences[i] != NULL; i++)
    {
      const WfFrameworkPart *part = find_part (self, point->competences[i]);
      if (part != NULL)
        g_ptr_array_add (titles,
                         (gpointer) wf_text_get_or_empty (part->title, services_of (self)->lang));
    }
  g_ptr_array_add (titles, NULL);
  list = wf_format_list (services_of (self)->format, (const char *const *) titles->pdata);
  return g_strdup_printf ("%s · %s", stage, list);
}

static void
add_button (GtkWidget *row, const char *icon, const char *name, const char *action, const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  if (g_str_equal (action, "list.edit-point"))
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
}

static void
add_point (WfListPage *self, const WfDraftPoint *point)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *mapping = dup_mapping (self, point);
  g_autofree char *safe_title =
      g_markup_escape_text (wf_text_get_or_empty (point->text, services_of (self)->lang), -1);
  g_autofree char *safe_subtitle = g_markup_escape_text (mapping, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe_subtitle);
  add_button (row, "go-up-symbolic", _ ("Move Up"), "list.move-up", point->id);
  add_button (row, "go-down-symbolic", _ ("Move Down"), "list.move-down", point->id);
  add_button (row, "list-remove-symbolic", _ ("Take Off the List"), "list.remove-point", point->id);
  add_button (row, "document-edit-symbolic", _ ("Change This Point"), "list.edit-point", point->id);
  adw_preferences_group_add (self->point_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_points (WfListPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->point_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->draft->points->len; i++)
    add_point (self, self->draft->points->pdata[i]);
  /* Points show competences of one map: from the first one on the list stays on it. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->map_row), self->draft->points->len == 0);
}

static void
on_map_chosen (WfListPage *self)
{
  guint at = adw_combo_row_get_selected (self->map_row);

  if (at >= self->maps->len || self->maps->pdata[at] == self->framework)
    return;
  wf_framework_unref (self->framework);
  self->framework = wf_framework_ref (self->maps->pdata[at]);
  g_free (self->draft->framework);
  self->draft->framework = g_strdup (wf_framework_get_info (self->framework)->id);
}

static gboolean
can_be_shown (WfFramework *map)
{
  return wf_framework_get_title (map) != NULL && wf_framework_get_questions (map)->len > 0 &&
         wf_framework_get_levels (map)->len > 0;
}

/* What a new list stands on until somebody chooses. Returns: (transfer none) (nullable) */
static WfFramework *
find_first_map (WfPackLibrary *packs)
{
  const GPtrArray *all = wf_pack_library_get_frameworks (packs);
  WfFramework *usual = wf_pack_library_get_framework (packs, FRAMEWORK);

  for (guint i = 0; usual == NULL && i < all->len; i++)
    usual = can_be_shown (all->pdata[i]) ? all->pdata[i] : NULL;
  return usual;
}

/* Every map whose competences one can rate, and the one that is shown. */
static void
fill_maps (WfListPage *self)
{
  WfServices *services = services_of (self);
  const GPtrArray *all = wf_pack_library_get_frameworks (services->packs);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint shown = 0;

  for (guint i = 0; i < all->len; i++)
    {
      WfFramework *map = all->pdata[i];

      if (map != self->framework && !can_be_shown (map))
        continue;
      if (map == self->framework)
        shown = self->maps->len;
      g_ptr_array_add (self->maps, map);
      gtk_string_list_append (titles,
                              wf_text_get_or_empty (wf_framework_get_title (map), services->lang));
    }
  adw_combo_row_set_model (self->map_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->map_row, shown);
  g_signal_connect_object (self->map_row, "notify::selected", G_CALLBACK (on_map_chosen), self,
                           G_CONNECT_SWAPPED);
}

/* What is shown may be a fallback of another language: unless it was changed it stays what it is.
 */
static WfText *
take_line (WfText *old, const char *lang, const char *words)
{
  return g_str_equal (wf_text_get_or_empty (old, lang), words) ? old
                                                               : wf_draft_text (old, lang, words);
}

/* One point */

typedef struct {
  WfListPage *page; /* borrowed: the dialog goes with it */
  char *id;         /* (nullable): a new one */
  AdwEntryRow *text_row;
  AdwEntryRow *evidence_row;
  AdwComboRow *level_row;
  GPtrArray *checks; /* (element-type GtkCheckButton), borrowed, as the questions */
} Point;

static void
point_free (gpointer data)
{
  Point *self = data;

  g_free (self->id);
  g_ptr_array_unref (self->checks);
  g_free (self);
}

static GStrv
dup_chosen (Point *self)
{
  const GPtrArray *questions = wf_framework_get_questions (self->page->framework);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      if (gtk_check_button_get_active (self->checks->pdata[i]))
        g_strv_builder_add (ids, ((const WfFrameworkPart *) questions->pdata[i])->id);
    }
  return g_strv_builder_end (ids);
}

static gboolean
can_keep (WfTaskDialog *dialog, gpointer data)
{
  Point *self = data;
  g_autofree char *text = wf_task_row_dup_text (self->text_row);
  g_autofree char *evidence = wf_task_row_dup_text (self->evidence_row);
  g_auto (GStrv) chosen = dup_chosen (self);

  return *text != '\0' && *evidence != '\0' && chosen[0] != NULL;
}

static void
start_keep (WfTaskDialog *dialog, gpointer data)
{
  Point *self = data;
  WfListPage *page = self->page;
  const char *lang = services_of (page)->lang;
  const GPtrArray *levels = wf_framework_get_levels (page->framework);
  guint at = MIN (adw_combo_row_get_selected (self->level_row), levels->len - 1);
  const char *level = ((const WfFrameworkLevel *) levels->pdata[at])->id;
  g_autofree char *text = wf_task_row_dup_text (self->text_row);
  g_autofree char *evidence = wf_task_row_dup_text (self->evidence_row);
  g_auto (GStrv) chosen = dup_chosen (self);
  WfDraftPoint *point =
      self->id != NULL ? wf_checklist_draft_lookup (page->draft, self->id)
                       : wf_checklist_draft_add (page->draft, (const char *const *) chosen, level);

  if (point != NULL)
    {
      g_strfreev (point->competences);
      point->competences = g_steal_pointer (&chosen);
      g_free (point->level);
      point->level = g_strdup (level);
      point->text = take_line (point->text, lang, text);
      point->evidence = take_line (point->evidence, lang, evidence);
    }
  show_points (page);
  save (page);
  wf_task_dialog_end (dialog, NULL);
}

static void
add_mapping (WfTaskDialog *dialog, Point *self, const WfDraftPoint *point)
{
  WfListPage *page = self->page;
  const GPtrArray *questions = wf_framework_get_questions (page->framework);
  const GPtrArray *levels = wf_framework_get_levels (page->framework);
  g_autoptr (GStrvBuilder) stages = g_strv_builder_new ();
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, _ ("What it shows"));
  guint selected = 0;

  for (guint i = 0; i < levels->len; i++)
    {
      g_autofree char *stage =
          wf_practice_dup_level_title (page->framework, (int) i + 1, services_of (page)->format);
      g_strv_builder_add (stages, stage);
      if (point != NULL &&
          g_strcmp0 (((const WfFrameworkLevel *) levels->pdata[i])->id, point->level) == 0)
        selected = i;
    }

  g_auto (GStrv) words = g_strv_builder_end (stages);
  self->level_row =
      wf_task_dialog_add_choice (dialog, group, _ ("Stage"), (const char *const *) words);
  adw_combo_row_set_selected (self->level_row, selected);
  group = wf_task_dialog_add_group (dialog, _ ("Competences"));
  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      g_autofree char *safe =
          g_markup_escape_text (wf_text_get_or_empty (part->title, services_of (page)->lang), -1);
      GtkCheckButton *check = wf_task_dialog_add_check (dialog, group, safe, NULL);
      gtk_check_button_set_active (
          check,
          point != NULL && g_strv_contains ((const char *const *) point->competences, part->id));
      g_ptr_array_add (self->checks, check);
    }
}

WfTaskDialog *
wf_list_page_edit_point (WfListPage *page, const char *point_id)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  const WfDraftPoint *point =
      point_id != NULL ? wf_checklist_draft_lookup (page->draft, point_id) : NULL;
  WfTaskDialog *dialog =
      wf_task_dialog_new (services_of (page), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                          point != NULL ? _ ("Change This Point") : _ ("Add a Point"));
  AdwPreferencesGroup *group = wf_task_dialog_add_group (dialog, NULL);
  Point *self = g_new0 (Point, 1);

  self->page = page;
  self->id = point != NULL ? g_strdup (point->id) : NULL;
  self->checks = g_ptr_array_new ();
  self->text_row = wf_task_dialog_add_entry (dialog, group, _ ("What was done, as a past deed"));
  self->evidence_row = wf_task_dialog_add_entry (dialog, group, _ ("What can show it"));
  add_mapping (dialog, self, point);
  wf_task_dialog_add_point (dialog, _ ("Nobody’s private things"),
                            _ ("Ask for nothing that needs a client’s name, face or papers."));
  if (point != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->text_row),
                             wf_text_get_or_empty (point->text, services_of (page)->lang));
      gtk_editable_set_text (GTK_EDITABLE (self->evidence_row),
                             wf_text_get_or_empty (point->evidence, services_of (page)->lang));
    }
  g_signal_connect_object (page, "destroy", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED);
  wf_task_dialog_set_task (dialog, _ ("_Keep"), FALSE, start_keep, can_keep, self, point_free);
  wf_task_dialog_present (dialog);
  return dialog;
}

static void
on_point_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WfListPage *self = WF_LIST_PAGE (widget);
  const char *id = parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL;

  if (id == NULL || g_str_equal (name, "list.edit-point"))
    {
      wf_list_page_edit_point (self, id);
      return;
    }
  if (g_str_equal (name, "list.move-up"))
    wf_checklist_draft_move (self->draft, id, -1);
  else if (g_str_equal (name, "list.move-down"))
    wf_checklist_draft_move (self->draft, id, 1);
  else
    {
      /* The last one stays: a list of nothing could not be kept. */
      if (self->draft->points->len == 1)
        {
          wf_pane_tell (WF_PANE (self), _ ("A list needs a point."));
          return;
        }
      wf_checklist_draft_remove (self->draft, id);
    }
  show_points (self);
  save (self);
}

/* The head is kept when a line is left or confirmed. */
static void
take_head (WfListPage *self)
{
  WfChecklistDraft *draft = self->draft;
  const char *lang = services_of (self)->lang;
  g_autofree char *title = wf_task_row_dup_text (self->title_row);
  g_autofree char *purpose = wf_task_row_dup_text (self->purpose_row);
  g_autofree char *when = wf_task_row_dup_text (self->when_row);

  if (*title != '\0')
    draft->title = take_line (draft->title, lang, title);
  draft->purpose = take_line (draft->purpose, lang, purpose);
  draft->when = take_line (draft->when, lang, when);
  draft->months = (guint) gtk_spin_button_get_value_as_int (self->month_spin);
  g_autofree char *now = wf_checklist_draft_to_xml (draft);
  if (g_strcmp0 (now, self->opened) == 0)
    return;
  g_free (self->opened);
  self->opened = g_steal_pointer (&now);
  save (self);
}

static void
fill_row (WfListPage *self, AdwEntryRow *row, const WfText *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), wf_text_get_or_empty (text, services_of (self)->lang));
  g_signal_connect_object (row, "apply", G_CALLBACK (take_head), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (take_head), self, G_CONNECT_SWAPPED);
}

static void
wf_list_page_hidden (WfPane *pane)
{
  WfListPage *self = WF_LIST_PAGE (pane);

  if (self->draft != NULL && self->draft->points->len > 0)
    take_head (self);
}

static void
wf_list_page_finalize (GObject *object)
{
  WfListPage *self = WF_LIST_PAGE (object);

  g_clear_pointer (&self->framework, wf_framework_unref);
  g_clear_pointer (&self->draft, wf_checklist_draft_free);
  g_free (self->opened);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->maps);
  G_OBJECT_CLASS (wf_list_page_parent_class)->finalize (object);
}

static void
wf_list_page_class_init (WfListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wf_list_page_finalize;
  WF_PANE_CLASS (klass)->hidden = wf_list_page_hidden;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/digitalnavigators/Wayfinder/ui/practice/wf-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WfListPage, title_row);
  gtk_widget_class_bind_template_child (widget_class, WfListPage, purpose_row);
  gtk_widget_class_bind_template_child (widget_class, WfListPage, when_row);
  gtk_widget_class_bind_template_child (widget_class, WfListPage, map_row);
  gtk_widget_class_bind_template_child (widget_class, WfListPage, month_spin);
  gtk_widget_class_bind_template_child (widget_class, WfListPage, point_group);
  gtk_widget_class_install_action (widget_class, "list.add-point", NULL, on_point_action);
  gtk_widget_class_install_action (widget_class, "list.edit-point", "s", on_point_action);
  gtk_widget_class_install_action (widget_class, "list.move-up", "s", on_point_action);
  gtk_widget_class_install_action (widget_class, "list.move-down", "s", on_point_action);
  gtk_widget_class_install_action (widget_class, "list.remove-point", "s", on_point_action);
}

static void
wf_list_page_init (WfListPage *self)
{
  self->rows = g_ptr_array_new ();
  self->maps = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WfPane *
wf_list_page_new (WfServices *services, const char *list)
{
  WfChecklist *old = list != NULL ? wf_pack_library_get_checklist (services->packs, list) : NULL;
  WfFramework *map = old != NULL ? wf_pack_library_get_framework (services->packs,
                                                                  wf_checklist_get_framework (old))
                                 : find_first_map (services->packs);
  WfListPage *self;

  g_return_val_if_fail (map != NULL, NULL);

  self = g_object_new (WF_TYPE_LIST_PAGE, "services", services, NULL);
  self->framework = wf_framework_ref (map);
  self->draft = old != NULL ? wf_checklist_draft_new_from (old)
                            : wf_checklist_draft_new (wf_framework_get_info (map)->id,
                                                      services->lang, _ ("A list of our own"));
  self->opened = old != NULL ? wf_checklist_draft_to_xml (self->draft) : NULL;
  fill_maps (self);
  fill_row (self, self->title_row, self->draft->title);
  fill_row (self, self->purpose_row, self->draft->purpose);
  fill_row (self, self->when_row, self->draft->when);
  gtk_spin_button_set_value (self->month_spin, self->draft->months);
  g_signal_connect_object (self->month_spin, "value-changed", G_CALLBACK (take_head), self,
                           G_CONNECT_SWAPPED);
  show_points (self);
  return WF_PANE (self);
}
