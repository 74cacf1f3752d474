/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The state between "the program started" and "the pages of the vault may exist".
 *
 * Starting waits for three things that run side by side (packs, the settings of this computer,
 * the vault and then the catalogue beside it); after an unlock it waits for two (agency,
 * clients). `waiting` counts them; advance() moves the state when it reaches zero.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-door.h"

#include <malloc.h>

#include "wf-services.h"

#define IDLE_CHECK_SECONDS 10
#define GIVE_BACK_MS       1000 /* after opening or locking, when the pages have been drawn */

struct _WfDoor {
  GObject parent_instance;

  WfServices *services; /* borrowed: they own us */
  GCancellable *cancellable;
  WfDoorState state;
  guint waiting;       /* calls that still run */
  gboolean has_vault;  /* there is a vault in the folder */
  gboolean is_loaded;  /* the lists are filled */
  gboolean is_founded; /* the first run is done */
  GError *error;
  gint64 touched_us; /* monotonic */
  guint idle_id;
  guint give_back_id;
};

enum {
  PROP_STATE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WfDoor, wf_door, G_TYPE_OBJECT)

/* Reading packs and folding the vault needs a few megabytes for a moment, and a lock frees what
 * clients said: the system gets both back now, not when something else happens to need them.
 * After 10,000 clients were listed it took 0.7 to 1.5 ms, of the 16 of a frame. */
static gboolean
on_give_back (gpointer user_data)
{
  WfDoor *self = user_data;

  self->give_back_id = 0;
  malloc_trim (0);
  return G_SOURCE_REMOVE;
}

static void
set_state (WfDoor *self, WfDoorState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_clear_handle_id (&self->give_back_id, g_source_remove);
  if (state == WF_DOOR_OPEN || state == WF_DOOR_LOCKED)
    self->give_back_id =
        g_timeout_add_full (G_PRIORITY_LOW, GIVE_BACK_MS, on_give_back, self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Keeps the first error; a cancelled call means the door is going. */
static void
keep_error (WfDoor *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

/* The first run gives the name last: without one nobody has confirmed the recovery code. */
static gboolean
is_unnamed (WfDoor *self)
{
  return *wf_agency_repo_get (self->services->agency)->name == '\0';
}

static void
advance (WfDoor *self)
{
  if (self->waiting > 0)
    return;

  switch (self->state)
    {
    case WF_DOOR_STARTING:
      if (self->error != NULL)
        set_state (self, WF_DOOR_STUCK);
      else
        set_state (self, self->has_vault ? WF_DOOR_LOCKED : WF_DOOR_NEW);
      break;
    case WF_DOOR_NEW:
      if (self->is_loaded && self->is_founded)
        set_state (self, WF_DOOR_OPEN);
      break;
    case WF_DOOR_LOCKED:
      if (self->is_loaded)
        set_state (self, is_unnamed (self) ? WF_DOOR_NEW : WF_DOOR_OPEN);
      break;
    case WF_DOOR_STUCK:
    case WF_DOOR_OPEN:
      break;
    }
}

static void
on_packs_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WfPackLibrary *packs = wf_pack_library_load_finish (result, &error);
  WfDoor *self = user_data;

  if (packs == NULL)
    return; /* cancelled: the door is gone */
  g_clear_pointer (&self->services->packs, wf_pack_library_unref);
  self->services->packs = packs;
  self->waiting--;
  advance (self);
}

/* Without a catalogue everything else works; the pages that need one say so. */
static void
on_catalogue_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WfCatalogue *catalogue = wf_catalogue_open_finish (result, &error);
  WfDoor *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (catalogue == NULL)
    g_debug ("the catalogue did not open: %s", error->message);
  g_clear_object (&self->services->catalogue);
  self->services->catalogue = catalogue;
  self->waiting--;
  advance (self);
}

/* A file nobody can read is as none: everything stays as first delivered. */
static void
on_computer_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WfDoor *self = user_data;

  wf_computer_settings_load_finish (WF_COMPUTER_SETTINGS (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_debug ("the settings of this computer were not read: %s", error->message);
  self->waiting--;
  advance (self);
}

static void
start_catalogue (WfDoor *self)
{
  const char *shared = self->services->shared_dir;
  g_autofree char *database = NULL;
  g_autofree char *starter = g_build_filename (shared, "catalogue", "starter.json", NULL);
  g_autofree char *words = g_build_filename (shared, "catalogue", "words.json", NULL);

  /* Where there is no agency, or none that may be opened, nothing is written into the folder. */
  if (self->has_vault)
    database = g_build_filename (self->services->data_dir, "catalogue.db", NULL);
  self->waiting++;
  wf_catalogue_open_async (database, starter, words, self->cancellable, on_catalogue_ready, self);
}

static void
on_vault_open_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean opened = wf_vault_open_finish (WF_VAULT (source), result, &error);
  g_autoptr (WfDoor) self = user_data;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_error (&error);
      return;
    }
  self->has_vault = opened;
  if (g_error_matches (error, WF_STORE_ERROR, WF_STORE_ERROR_NOT_FOUND))
    g_clear_error (&error);
  if (error != NULL)
    keep_error (self, error);
  else if (self->services->catalogue == NULL)
    start_catalogue (self);
  self->waiting--;
  advance (self);
}

static void
finish_loading (WfDoor *self, GError *error)
{
  if (error != NULL)
    keep_error (self, error);
  self->waiting--;
  if (self->waiting == 0)
    self->is_loaded = wf_vault_get_state (self->services->vault) == WF_VAULT_UNLOCKED;
  advance (self);
}

static void
on_agency_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  wf_agency_repo_load_finish (WF_AGENCY_REPO (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    finish_loading (user_data, error);
}

static void
on_clients_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  wf_client_repo_load_finish (WF_CLIENT_REPO (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    finish_loading (user_data, error);
}

static void
on_numbers_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  wf_bank_repo_finish (WF_BANK_REPO (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    finish_loading (user_data, error);
}

static void
on_vault_unlocked (WfVault *vault, WfDoor *self)
{
  g_clear_error (&self->error);
  self->is_loaded = FALSE;
  self->waiting += 3;
  wf_door_touch (self);
  wf_agency_repo_load_async (self->services->agency, self->cancellable, on_agency_loaded, self);
  wf_bank_repo_load_async (self->services->numbers, self->cancellable, on_numbers_loaded, self);
  wf_client_repo_load_async (self->services->clients, self->cancellable, on_clients_loaded, self);
}

static void
on_vault_locked (WfVault *vault, WfDoor *self)
{
  self->is_loaded = FALSE;
  if (self->state == WF_DOOR_OPEN || self->state == WF_DOOR_NEW)
    set_state (self, WF_DOOR_LOCKED);
}

static void
on_vault_lock_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfDoor) self = user_data;
  GError *error = NULL;

  if (!wf_vault_lock_finish (WF_VAULT (source), result, &error))
    {
      g_clear_error (&self->error);
      self->error = error;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  if (!g_cancellable_is_cancelled (self->cancellable))
    wf_session_lock_ready (self->services->session_lock);
}

static void
on_session_lock_leaving (WfSessionLock *session_lock, WfDoor *self)
{
  if (self->state == WF_DOOR_OPEN)
    wf_door_lock (self);
  else
    wf_session_lock_ready (session_lock);
}

static gboolean
on_idle_check (gpointer user_data)
{
  WfDoor *self = user_data;

  wf_door_check_idle (self, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

static gboolean
on_window_event (GtkEventControllerLegacy *controller, GdkEvent *event, WfDoor *self)
{
  wf_door_touch (self);
  return GDK_EVENT_PROPAGATE;
}

static void
wf_door_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, (int) WF_DOOR (object)->state);
}

static void
wf_door_dispose (GObject *object)
{
  WfDoor *self = WF_DOOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_handle_id (&self->give_back_id, g_source_remove);
  G_OBJECT_CLASS (wf_door_parent_class)->dispose (object);
}

static void
wf_door_finalize (GObject *object)
{
  WfDoor *self = WF_DOOR (object);

  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (wf_door_parent_class)->finalize (object);
}

static void
wf_door_class_init (WfDoorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wf_door_get_property;
  object_class->dispose = wf_door_dispose;
  object_class->finalize = wf_door_finalize;
  properties[PROP_STATE] =
      g_param_spec_int ("state", NULL, NULL, WF_DOOR_STARTING, WF_DOOR_OPEN, WF_DOOR_STARTING,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
wf_door_init (WfDoor *self)
{
  self->cancellable = g_cancellable_new ();
  self->touched_us = g_get_monotonic_time ();
}

WfDoor *
wf_door_new (WfServices *services)
{
  WfDoor *self = g_object_new (WF_TYPE_DOOR, NULL);

  self->services = services;
  g_signal_connect_object (services->vault, "unlocked", G_CALLBACK (on_vault_unlocked), self, 0);
  g_signal_connect_object (services->vault, "locked", G_CALLBACK (on_vault_locked), self, 0);
  g_signal_connect_object (services->session_lock, "leaving", G_CALLBACK (on_session_lock_leaving),
                           self, 0);
  self->idle_id = g_timeout_add_seconds (IDLE_CHECK_SECONDS, on_idle_check, self);
  return self;
}

static void
start_packs (WfDoor *self)
{
  const char *directories[] = { self->services->shared_dir, self->services->data_dir, NULL };

  self->waiting++;
  wf_pack_library_load_async (directories, self->cancellable, on_packs_ready, self);
}

void
wf_door_start (WfDoor *self)
{
  g_return_if_fail (WF_IS_DOOR (self));
  g_return_if_fail (self->waiting == 0);

  g_clear_error (&self->error);
  self->has_vault = FALSE;
  set_state (self, WF_DOOR_STARTING);
  self->waiting++; /* until all are under way */
  if (self->services->packs == NULL)
    start_packs (self);
  self->waiting++;
  wf_computer_settings_load_async (self->services->computer, self->cancellable, on_computer_ready,
                                   self);
  self->waiting++;
  wf_vault_open_async (self->services->vault, self->cancellable, on_vault_open_ready,
                       g_object_ref (self));
  self->waiting--;
  advance (self);
}

WfDoorState
wf_door_get_state (WfDoor *self)
{
  g_return_val_if_fail (WF_IS_DOOR (self), WF_DOOR_STARTING);

  return self->state;
}

const GError *
wf_door_get_error (WfDoor *self)
{
  g_return_val_if_fail (WF_IS_DOOR (self), NULL);

  return self->error;
}

void
wf_door_enter (WfDoor *self)
{
  g_return_if_fail (WF_IS_DOOR (self));

  self->is_founded = TRUE;
  advance (self);
}

void
wf_door_lock (WfDoor *self)
{
  g_return_if_fail (WF_IS_DOOR (self));

  if (self->state != WF_DOOR_OPEN)
    return;

  wf_speech_stop (self->services->speech);
  wf_vault_lock_async (self->services->vault, NULL, on_vault_lock_ready, g_object_ref (self));
  self->is_loaded = FALSE;
  set_state (self, WF_DOOR_LOCKED);
}

void
wf_door_touch (WfDoor *self)
{
  g_return_if_fail (WF_IS_DOOR (self));

  self->touched_us = g_get_monotonic_time ();
}

void
wf_door_check_idle (WfDoor *self, gint64 now_us)
{
  const WfAgency *agency;

  g_return_if_fail (WF_IS_DOOR (self));

  if (self->state != WF_DOOR_OPEN)
    return;
  agency = wf_agency_repo_get (self->services->agency);
  if (now_us - self->touched_us >= agency->lock_minutes * WF_CLOCK_MINUTE)
    wf_door_lock (self);
}

void
wf_door_watch (WfDoor *self, GtkWidget *window)
{
  GtkEventController *controller;

  g_return_if_fail (WF_IS_DOOR (self));
  g_return_if_fail (GTK_IS_WIDGET (window));

  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_window_event), self, 0);
  gtk_widget_add_controller (window, controller);
}
