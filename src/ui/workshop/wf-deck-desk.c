/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is undone is a deck as text, read back as it was written: no change needs its own way back.
 *
 * Invariants: one write at a time; what changed meanwhile is written after it; the program does not
 * end while one is under way.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-deck-desk.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEEP_AFTER_MS 400
#define MAX_UNDO      100

struct _WfDeckDesk {
  GObject parent_instance;

  WfServices *services;
  WfDeckDraft *draft;
  const char *languages[2]; /* interned */
  GPtrArray *undo;          /* (element-type utf8): decks as text, the last change last */
  char *last_what;
  GArray *gaps;
  guint timer;
  gboolean is_changed; /* since what is kept or being kept */
  gboolean is_keeping;
  gboolean is_gone;    /* published or discarded: nothing is kept any more */
  gboolean is_closing; /* no page has it any more */
  GTask *publishing;   /* (nullable): waits for that */
};

enum {
  CHANGED,
  RESTORED,
  STORED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WfDeckDesk, wf_deck_desk, G_TYPE_OBJECT)

static void
hold_program (gboolean hold)
{
  GApplication *application = g_application_get_default ();

  if (application == NULL)
    return;
  if (hold)
    g_application_hold (application);
  else
    g_application_release (application);
}

static void keep (WfDeckDesk *self);
static void publish (WfDeckDesk *self);
static void take_draft_away (WfDeckDesk *self);

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfDeckDesk) self = user_data;
  g_autoptr (GError) error = NULL;

  hold_program (FALSE);
  self->is_keeping = FALSE;
  if (!wf_deck_shelf_keep_finish (result, &error))
    {
      /* Tried again with the next change; publishing says what is wrong. */
      g_debug ("a draft was not kept: %s", error->message);
      self->is_changed = TRUE;
    }
  else if (self->is_changed && !self->is_gone)
    keep (self);
  if (self->is_keeping)
    return;
  if (self->is_gone)
    take_draft_away (self);
  else if (self->publishing != NULL)
    publish (self);
  else
    g_signal_emit (self, signals[STORED], 0);
}

static void
keep (WfDeckDesk *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->is_keeping || self->is_gone || !self->is_changed)
    return;
  self->is_keeping = TRUE;
  self->is_changed = FALSE;
  hold_program (TRUE);
  wf_deck_shelf_keep_async (self->services->data_dir, self->draft, on_kept, g_object_ref (self));
}

static gboolean
on_keep_timeout (gpointer user_data)
{
  WfDeckDesk *self = user_data;

  self->timer = 0;
  keep (self);
  return G_SOURCE_REMOVE;
}

static void
count_gaps (WfDeckDesk *self)
{
  g_clear_pointer (&self->gaps, g_array_unref);
  self->gaps = wf_deck_draft_find_gaps (self->draft, self->services->packs);
}

static void
wf_deck_desk_dispose (GObject *object)
{
  WfDeckDesk *self = WF_DECK_DESK (object);

  /* Keeping takes a reference, and with it the object lives on, heard, until it is done; once,
   * whatever the disk says. */
  if (!self->is_closing)
    {
      self->is_closing = TRUE;
      keep (self);
      if (self->is_keeping)
        return;
    }
  G_OBJECT_CLASS (wf_deck_desk_parent_class)->dispose (object);
}

static void
wf_deck_desk_finalize (GObject *object)
{
  WfDeckDesk *self = WF_DECK_DESK (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  wf_services_unref (self->services);
  wf_deck_draft_free (self->draft);
  g_ptr_array_unref (self->undo);
  g_free (self->last_what);
  g_array_unref (self->gaps);
  G_OBJECT_CLASS (wf_deck_desk_parent_class)->finalize (object);
}

static void
wf_deck_desk_class_init (WfDeckDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wf_deck_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = wf_deck_desk_finalize;
  signals[CHANGED] = g_signal_new ("changed", WF_TYPE_DECK_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[STORED] = g_signal_new ("stored", WF_TYPE_DECK_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[RESTORED] = g_signal_new ("restored", WF_TYPE_DECK_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
wf_deck_desk_init (WfDeckDesk *self)
{
  self->undo = g_ptr_array_new_with_free_func (g_free);
}

/* The deck's own language, and beside it the interface's or the first it was translated into. */
static void
choose_languages (WfDeckDesk *self)
{
  const WfText *title = self->draft->title;
  const char *mine = wf_language_normalise (self->services->lang);

  self->languages[0] = wf_language_normalise (self->draft->lang);
  for (guint i = 0; title != NULL && i < wf_text_get_n_languages (title); i++)
    {
      const char *tag = wf_text_get_language (title, i);

      if (g_str_equal (tag, self->languages[0]))
        continue;
      if (self->languages[1] == NULL || wf_language_matches (mine, tag))
        self->languages[1] = tag;
    }
}

WfDeckDesk *
wf_deck_desk_new (WfServices *services, WfDeckDraft *draft)
{
  g_return_val_if_fail (services != NULL && draft != NULL, NULL);

  WfDeckDesk *self = g_object_new (WF_TYPE_DECK_DESK, NULL);

  self->services = wf_services_ref (services);
  self->draft = draft;
  choose_languages (self);
  count_gaps (self);
  return self;
}

static void
set_string (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

WfDeckDesk *
wf_deck_desk_new_blank (WfServices *services, WfDeckAudience audience)
{
  static const WfSlideKind STAFF[] = { WF_SLIDE_TITLE, WF_SLIDE_PULSE, WF_SLIDE_IDEAS,
                                       WF_SLIDE_CLOSING, WF_SLIDE_ATTENDANCE };
  static const WfSlideKind NEWCOMERS[] = { WF_SLIDE_TITLE, WF_SLIDE_TEXT, WF_SLIDE_POLL,
                                           WF_SLIDE_CLOSING, WF_SLIDE_ATTENDANCE };
  const WfSlideKind *kinds = audience == WF_DECK_STAFF ? STAFF : NEWCOMERS;
  g_autofree char *id = wf_deck_draft_make_id ();
  WfDeckDraft *draft = wf_deck_draft_new (id, services->lang);

  draft->audience = audience;
  set_string (&draft->source, _ ("Written by our own staff"));
  set_string (&draft->licence, _ ("For our own use"));
  for (guint i = 0; i < G_N_ELEMENTS (STAFF); i++)
    wf_deck_draft_fill (draft, wf_deck_draft_add (draft, kinds[i], i), services->packs);
  return wf_deck_desk_new (services, draft);
}

WfDeckDesk *
wf_deck_desk_new_copy (WfServices *services, const WfDeck *deck)
{
  WfDeckDraft *draft = wf_deck_draft_new_from (deck);
  WfDeckDesk *self;

  g_free (draft->id);
  draft->id = wf_deck_draft_make_id ();
  draft->version = 1;
  self = wf_deck_desk_new (services, draft);
  self->is_changed = TRUE;
  keep (self);
  return self;
}

WfServices *
wf_deck_desk_get_services (WfDeckDesk *self)
{
  g_return_val_if_fail (WF_IS_DECK_DESK (self), NULL);

  return self->services;
}

WfDeckDraft *
wf_deck_desk_get_draft (WfDeckDesk *self)
{
  g_return_val_if_fail (WF_IS_DECK_DESK (self), NULL);

  return self->draft;
}

WfSlide *
wf_deck_desk_find (WfDeckDesk *self, const char *slide_id, guint *out_at)
{
  g_return_val_if_fail (WF_IS_DECK_DESK (self) && slide_id != NULL, NULL);

  for (guint i = 0; i < self->draft->slides->len; i++)
    {
      WfSlide *slide = self->draft->slides->pdata[i];

      if (!g_str_equal (slide->id, slide_id))
        continue;
      if (out_at != NULL)
        *out_at = i;
      return slide;
    }
  return NULL;
}

const char *
wf_deck_desk_get_language (WfDeckDesk *self, guint at)
{
  g_return_val_if_fail (WF_IS_DECK_DESK (self) && at < G_N_ELEMENTS (self->languages), NULL);

  return self->languages[at];
}

void
wf_deck_desk_set_languages (WfDeckDesk *self, const char *first, const char *second)
{
  g_return_if_fail (WF_IS_DECK_DESK (self) && first != NULL);

  const char *one = wf_language_normalise (first);
  const char *other = wf_language_normalise (second);

  if (one == self->languages[0] && other == self->languages[1])
    return;
  self->languages[0] = one;
  self->languages[1] = other != one ? other : NULL;
  g_signal_emit (self, signals[RESTORED], 0);
}

void
wf_deck_desk_begin (WfDeckDesk *self, const char *what)
{
  g_return_if_fail (WF_IS_DECK_DESK (self));

  if (what != NULL && g_strcmp0 (what, self->last_what) == 0)
    return;
  set_string (&self->last_what, what);
  if (self->undo->len == MAX_UNDO)
    g_ptr_array_remove_index (self->undo, 0);
  g_ptr_array_add (self->undo, wf_deck_draft_to_xml (self->draft));
}

void
wf_deck_desk_end (WfDeckDesk *self)
{
  g_return_if_fail (WF_IS_DECK_DESK (self));

  self->is_changed = TRUE;
  if (self->timer == 0)
    self->timer = g_timeout_add (KEEP_AFTER_MS, on_keep_timeout, self);
  count_gaps (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
wf_deck_desk_can_undo (WfDeckDesk *self)
{
  g_return_val_if_fail (WF_IS_DECK_DESK (self), FALSE);

  return self->undo->len > 0;
}

void
wf_deck_desk_undo (WfDeckDesk *self)
{
  g_return_if_fail (WF_IS_DECK_DESK (self));

  g_autofree char *xml = NULL;
  g_autoptr (WfDeckDraft) before = NULL;

  if (self->undo->len == 0)
    return;
  xml = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  before = self->draft;
  self->draft = wf_deck_draft_new_from_xml (xml, strlen (xml), NULL);
  g_clear_pointer (&self->last_what, g_free);
  count_gaps (self);
  g_signal_emit (self, signals[RESTORED], 0);
  wf_deck_desk_end (self);
}

const GArray *
wf_deck_desk_get_gaps (WfDeckDesk *self)
{
  g_return_val_if_fail (WF_IS_DECK_DESK (self), NULL);

  return self->gaps;
}

gboolean
wf_deck_desk_is_kept (WfDeckDesk *self)
{
  g_return_val_if_fail (WF_IS_DECK_DESK (self), FALSE);

  return !self->is_changed && !self->is_keeping;
}

static void
on_published (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WfDeckDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  WfDeckIntake *intake = wf_deck_shelf_finish (result, &error);

  hold_program (FALSE);
  if (intake != NULL && intake->library != NULL)
    {
      self->is_gone = TRUE; /* the draft has become the deck */
      wf_services_replace_packs (self->services, g_steal_pointer (&intake->library));
    }
  if (intake != NULL)
    g_task_return_pointer (task, intake, (GDestroyNotify) wf_deck_intake_free);
  else
    g_task_return_error (task, error);
}

static void
publish (WfDeckDesk *self)
{
  const char *directories[] = { self->services->shared_dir, self->services->data_dir, NULL };

  hold_program (TRUE);
  wf_deck_shelf_publish_async (directories, self->services->packs, self->draft, on_published,
                               g_steal_pointer (&self->publishing));
}

void
wf_deck_desk_publish_async (WfDeckDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (WF_IS_DECK_DESK (self) && self->publishing == NULL);

  self->publishing = g_task_new (self, NULL, callback, user_data);
  keep (self);
  if (!self->is_keeping)
    publish (self);
}

WfDeckIntake *
wf_deck_desk_publish_finish (WfDeckDesk *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_discarded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WfDeckDesk) self = user_data;
  g_autoptr (GError) error = NULL;

  hold_program (FALSE);
  if (!wf_deck_shelf_discard_finish (result, &error))
    g_debug ("a draft was not taken away: %s", error->message);
  g_signal_emit (self, signals[STORED], 0);
}

static void
take_draft_away (WfDeckDesk *self)
{
  hold_program (TRUE);
  wf_deck_shelf_discard_async (self->services->data_dir, self->draft->id, on_discarded,
                               g_object_ref (self));
}

void
wf_deck_desk_discard (WfDeckDesk *self)
{
  g_return_if_fail (WF_IS_DECK_DESK (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  self->is_gone = TRUE;
  if (!self->is_keeping)
    take_draft_away (self);
}
