/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every in-process test of the interface needs: start GTK as the program does, show
 * a widget, wait, look, and prove that it is gone afterwards.
 */
#include "wf-ui-test.h"

#include "wf-client-words.h"
#include "wf-label-width.h"
#include "wf-narrow.h"
#include "wf-plan-fold.h"
#include "wf-quick-hide.h"
#include "wf-visit-fold.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define QUARK_TABLE_SIZE (2048 * sizeof (char *))

/* GLib drops its first table of quarks on purpose when there are more than 2,048, and makes
 * it before main(). Called by the sanitizer for every allocation, this keeps the first block of
 * that size in sight; without it the quick way of unwinding cannot tell it from a leak. */
void __sanitizer_malloc_hook (const volatile void *block, size_t size);

void
__sanitizer_malloc_hook (const volatile void *block, size_t size)
{
  static const volatile void *table;

  if (size == QUARK_TABLE_SIZE && table == NULL)
    table = block;
}
#endif
#endif

void
wf_ui_test_init (int *argc, char ***argv)
{
  g_autoptr (GtkCssProvider) provider = NULL;

  gtk_test_init (argc, argv, NULL);
  adw_init ();
  wf_label_width_install ();
  wf_narrow_install ();
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/org/digitalnavigators/Wayfinder/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/org/digitalnavigators/Wayfinder/icons");
}

/* The runtime folder is the display's own and goes with it. */
static char *
make_folder (void)
{
  g_autofree char *template = g_build_filename (g_get_user_runtime_dir (), "agency-XXXXXX", NULL);

  return g_mkdtemp (g_steal_pointer (&template));
}

WfServices *
wf_ui_test_services (void)
{
  WfServices *services = wf_services_new ();

  services->data_dir = make_folder ();
  services->shared_dir = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);
  services->lang = g_strdup ("en");
  services->format = wf_format_new ("en", NULL, NULL);
  services->clock = wf_clock_new_fixed (G_GINT64_CONSTANT (1772550000000000)); /* 2026-03-03 */
  services->cost = WF_KDF_TEST;
  services->speech = wf_speech_new ();
  services->notifier = wf_notifier_new ();
  services->keyring = wf_keyring_new ();
  services->computer = wf_computer_settings_new (services->data_dir, services->speech,
                                                 services->keyring, services->notifier);
  services->session_lock = wf_session_lock_new ();
  services->vault = wf_vault_new (services->data_dir, services->clock);
  wf_clients_add_folds (services->vault);
  wf_visit_add_folds (services->vault);
  wf_plan_add_folds (services->vault);
  services->clients = wf_client_repo_new (services->vault, services->clock);
  services->agency = wf_agency_repo_new (services->vault);
  services->numbers = wf_bank_repo_new (services->vault, "newcomer", services->clock);
  services->practice = wf_practice_repo_new (services->vault);
  services->door = wf_door_new (services);
  services->upkeep = wf_upkeep_new (services);
  return services;
}

void
wf_ui_test_found (WfServices *services)
{
  g_autoptr (WfVault) vault = wf_vault_new (services->data_dir, services->clock);
  const WfVaultFounding founding = {
    .agency_name = "Lakeside Settlement",
    .region = "CA-ON",
    .founder_name = "Maya",
    .slot_label = "Maya",
    .passphrase = WF_UI_TEST_PASSPHRASE,
    .cost = WF_KDF_TEST,
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  wf_clients_add_folds (vault);
  wf_visit_add_folds (vault);
  wf_plan_add_folds (vault);
  code = wf_vault_create_sync (vault, &founding, &error);
  g_assert_no_error (error);
  wf_vault_close_sync (vault);
}

WfDoorState
wf_ui_test_start (WfServices *services)
{
  wf_door_start (services->door);
  WAIT_FOR (wf_door_get_state (services->door) != WF_DOOR_STARTING);
  return wf_door_get_state (services->door);
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_vault_unlock_finish (WF_VAULT (source), result, &error);
  g_assert_no_error (error);
}

/* Never the _sync twins here: what the pages start meanwhile must come back to them. */
void
wf_ui_test_unlock (WfServices *services)
{
  g_autoptr (GPtrArray) slots = wf_vault_get_slots (services->vault);

  for (guint i = 0; i < slots->len; i++)
    {
      const WfSlot *slot = slots->pdata[i];

      if (!slot->is_organisation)
        wf_vault_unlock_async (services->vault, slot->id, WF_UI_TEST_PASSPHRASE, NULL, on_unlocked,
                               NULL);
    }
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
}

void
wf_ui_test_unlock_as (WfServices *services, const char *slot_id, const char *passphrase)
{
  wf_vault_unlock_async (services->vault, slot_id, passphrase, NULL, on_unlocked, NULL);
  WAIT_FOR (wf_door_get_state (services->door) == WF_DOOR_OPEN);
}

void
wf_ui_test_open (WfServices *services)
{
  wf_ui_test_found (services);
  g_assert_cmpint (wf_ui_test_start (services), ==, WF_DOOR_LOCKED);
  wf_ui_test_unlock (services);
}

static void
on_client_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = wf_client_repo_create_finish (WF_CLIENT_REPO (source), result, &error);
  g_assert_no_error (error);
}

char *
wf_ui_test_add_client (WfServices *services, const char *name, const char *lang)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);
  const char *values[] = { lang, NULL };
  g_autoptr (WfClientFact) speaks =
      wf_client_fact_new ("speaks", WF_CLIENT_FACT_ANSWERED, values, 0);
  char *id = NULL;

  if (lang != NULL)
    g_ptr_array_add (records, wf_client_record_fact (speaks));
  wf_client_repo_create_async (services->clients, name, FALSE, records, NULL, NULL, on_client_added,
                               &id);
  WAIT_FOR (id != NULL);
  return id;
}

char *
wf_ui_test_dup_name (WfServices *services, const char *id)
{
  const WfClientCard *card =
      wf_client_item_get_card (wf_client_repo_lookup (services->clients, id));

  return wf_client_dup_name (card->name, card->number, services->format);
}

void
wf_ui_test_wait_shown (GtkWindow *window)
{
  const char *width = g_getenv ("WF_WIDTH");

  if (width != NULL)
    gtk_window_set_default_size (window, atoi (width), 720);
  WAIT_FOR (gtk_widget_get_mapped (GTK_WIDGET (window)) &&
            gtk_widget_get_width (GTK_WIDGET (window)) > 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
on_appended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wf_client_repo_append_finish (WF_CLIENT_REPO (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

void
wf_ui_test_append (WfServices *services, const char *id, WfRecord *record)
{
  gboolean done = FALSE;

  wf_client_repo_append_one_async (services->clients, id, record, NULL, on_appended, &done);
  WAIT_FOR (done);
}

void
wf_ui_test_pump (guint ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) ms * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

GtkWindow *
wf_ui_test_show (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  adw_window_set_content (ADW_WINDOW (window), widget);
  gtk_window_present (window);
  wf_ui_test_wait_shown (window);
  return window;
}

void
wf_ui_test_destroy (GtkWindow *window, GtkWidget *widget)
{
  gpointer weak_window = window, weak_widget = widget;

  g_object_add_weak_pointer (G_OBJECT (window), &weak_window);
  if (widget != NULL)
    g_object_add_weak_pointer (G_OBJECT (widget), &weak_widget);
  gtk_window_destroy (window);
  WAIT_FOR (weak_window == NULL && weak_widget == NULL);
}

GtkWidget *
wf_ui_test_find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = wf_ui_test_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
wf_ui_test_child (gpointer widget, const char *id)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), id);

  g_assert_nonnull (child);
  return child;
}

gboolean
wf_ui_test_sees (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (wf_ui_test_sees (child, text))
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_ui_test_shortcut (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GObject) keys = g_list_model_get_item (all, i);
      guint n =
          GTK_IS_SHORTCUT_CONTROLLER (keys) ? g_list_model_get_n_items (G_LIST_MODEL (keys)) : 0;

      for (guint k = 0; k < n && !is_taken; k++)
        {
          g_autoptr (GtkShortcut) key = g_list_model_get_item (G_LIST_MODEL (keys), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (key);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval)
            is_taken =
                gtk_shortcut_action_activate (gtk_shortcut_get_action (key), 0, widget, NULL);
        }
    }
  return is_taken;
}

/* The shortcut controllers of @widget and of what holds it, innermost first. */
gboolean
wf_ui_test_key (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
          gboolean handled = FALSE;

          if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
            continue;
          g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
          if (handled)
            return TRUE;
        }
    }
  return FALSE;
}

void
wf_ui_test_picture (GtkWindow *window, const char *name)
{
  const char *folder = g_getenv ("WF_PICTURES");
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot;
  int width = gtk_widget_get_width (GTK_WIDGET (window));
  int height = gtk_widget_get_height (GTK_WIDGET (window));

  if (folder == NULL)
    return;

  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return; /* nothing of it is on the screen */
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  file = g_strconcat (name, ".png", NULL);
  path = g_build_filename (folder, file, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
