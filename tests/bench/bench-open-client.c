/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an open client takes of the memory, printed for a person; nothing is asserted. A hundred
 * clients with a visit of some twenty answers each, made as the window makes them, are opened
 * beside each other, and what is then in use more is divided:
 *
 *   page:  what the client's page reads and keeps: the client, the timeline, the profile. Its
 *          widgets are apart, and there is one page only.
 *   visit: what a visit that goes on keeps besides: its records, and the interview made of them.
 *
 * All were opened and let go once before: what the vault keeps for the next one is not counted.
 */
#include "bench-heap.h"
#include "interview-fixture.h"
#include "wf-await.h"
#include "wf-timeline.h"
#include "wf-visit-fold.h"
#include "wf-visit-session.h"

#include <glib/gstdio.h>

#define CLIENTS 100
#define ANSWERS 20

typedef struct {
  WfVault *vault;
  WfClientRepo *repo;
  WfItemBank *bank;
} Desk;

typedef struct {
  WfClient *client;
  GPtrArray *timeline;
  GVariant *profile;
} Page;

static void
page_clear (Page *page)
{
  g_clear_pointer (&page->client, wf_client_unref);
  g_clear_pointer (&page->timeline, g_ptr_array_unref);
  g_clear_pointer (&page->profile, g_variant_unref);
}

static void
require (gboolean is_done, const GError *error)
{
  if (!is_done)
    g_error ("bench: %s", error != NULL ? error->message : "failed");
}

static void
desk_new (Desk *desk, const char *folder)
{
  desk->vault = wf_vault_new (folder, NULL);
  wf_clients_add_folds (desk->vault);
  wf_visit_add_folds (desk->vault);
  desk->repo = wf_client_repo_new (desk->vault, NULL);
}

static void
desk_close (Desk *desk)
{
  g_clear_object (&desk->repo);
  wf_vault_close_sync (desk->vault);
  g_clear_object (&desk->vault);
}

/* The questions are answered and stopped, the visit goes on. Returns: how many answers. */
static guint
make_client (Desk *desk, guint number)
{
  static const char *const alone[] = { "alone", NULL };
  g_autoptr (WfVisitSession) session =
      wf_visit_session_new (desk->vault, desk->repo, desk->bank, NULL);
  g_autoptr (WfVisit) visit = wf_visit_new (NULL, WF_VISIT_FULL);
  g_autofree char *name = g_strdup_printf ("Client number %u", number);
  WfInterviewSetup setup = fixture_setup ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  WfInterview *interview;
  guint answers;

  id = wf_client_repo_create_sync (desk->repo, name, FALSE, NULL, NULL, &error);
  require (id != NULL, error);
  wf_visit_set_list (&visit->present, alone);
  require (wf_visit_session_start_sync (session, id, visit, &setup, &error), error);
  interview = wf_visit_session_get_interview (session);
  require (
      wf_visit_session_commit_sync (
          session, wf_interview_propose_goal (interview, NULL, "a form for school", NULL), &error),
      error);
  while ((interview = wf_visit_session_get_interview (session)) != NULL &&
         wf_interview_get_current (interview) != NULL &&
         wf_interview_get_n_answered (interview) < ANSWERS)
    {
      const char *ids[] = { fixture_pick (interview, PICK_MIDDLE), NULL };

      require (wf_visit_session_commit_sync (
                   session, wf_interview_propose_answer (interview, ids, -1, NULL), &error),
               error);
    }
  answers = wf_interview_get_n_answered (interview);
  if (wf_interview_get_current (interview) != NULL)
    require (
        wf_visit_session_commit_sync (session, wf_interview_propose_end (interview, NULL), &error),
        error);
  return answers;
}

static void
make_agency (const char *folder, WfItemBank *bank)
{
  const WfVaultFounding founding = { "Bench", "CA-ON", "B", "b", "bench", WF_KDF_TEST };
  Desk desk = { .bank = bank };
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  guint answers = 0;

  desk_new (&desk, folder);
  code = wf_vault_create_sync (desk.vault, &founding, &error);
  require (code != NULL, error);
  require (wf_client_repo_load_sync (desk.repo, &error), error);
  for (guint i = 0; i < CLIENTS; i++)
    answers += make_client (&desk, i);
  g_print ("%u clients with a visit of %.1f answers each\n", CLIENTS, (double) answers / CLIENTS);
  desk_close (&desk);
}

static void
desk_open (Desk *desk, const char *folder)
{
  g_autoptr (GPtrArray) slots = NULL;
  g_autoptr (GError) error = NULL;

  desk_new (desk, folder);
  require (wf_vault_open_sync (desk->vault, &error), error);
  slots = wf_vault_get_slots (desk->vault);
  require (wf_vault_unlock_sync (desk->vault, ((WfSlot *) slots->pdata[0])->id, "bench", &error),
           error);
  require (wf_client_repo_load_sync (desk->repo, &error), error);
}

/* As reload() of the client's page. */
static void
open_page (Desk *desk, const char *id, Page *page)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  WfAwait await;

  page->client = wf_client_repo_get_sync (desk->repo, id, NULL, &error);
  require (page->client != NULL, error);
  wf_await_begin (&await);
  wf_client_repo_get_timeline_async (desk->repo, id, FALSE, NULL, on_wf_await_ready, &await);
  result = wf_await_end (&await);
  page->timeline = wf_client_repo_get_timeline_finish (desk->repo, result, &error);
  require (page->timeline != NULL, error);
  page->profile = wf_vault_get_snapshot_sync (desk->vault, id, WF_PROFILE_ASPECT, &error);
  require (page->profile != NULL, error);
}

static WfVisitSession *
open_visit (Desk *desk, const char *id)
{
  WfVisitSession *session = wf_visit_session_new (desk->vault, desk->repo, desk->bank, NULL);
  g_autoptr (GError) error = NULL;

  require (wf_visit_session_resume_sync (session, id, &error), error);
  return session;
}

static void
bench_open (Desk *desk, gboolean is_told)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_full (CLIENTS, g_object_unref);
  Page pages[CLIENTS];
  gsize before = bench_heap_get_used (), with_pages, with_visits;

  for (guint i = 0; i < CLIENTS; i++)
    {
      g_autoptr (WfClientItem) item = g_list_model_get_item (G_LIST_MODEL (desk->repo), i);

      open_page (desk, wf_client_item_get_id (item), &pages[i]);
    }
  with_pages = bench_heap_get_used ();
  for (guint i = 0; i < CLIENTS; i++)
    g_ptr_array_add (sessions, open_visit (desk, wf_client_get_id (pages[i].client)));
  with_visits = bench_heap_get_used ();
  if (is_told)
    g_print ("memory of one open client: its page %.1f kB, its visit %.1f kB more\n",
             (double) (with_pages - before) / CLIENTS / 1000,
             (double) (with_visits - with_pages) / CLIENTS / 1000);
  for (guint i = 0; i < CLIENTS; i++)
    page_clear (&pages[i]);
}

int
main (int argc, char **argv)
{
  bench_heap_begin (argv);

  g_autofree char *folder = g_dir_make_tmp ("wf-bench-XXXXXX", NULL);
  Desk desk = { .bank = fixture_load_bank () };

  make_agency (folder, desk.bank);
  desk_open (&desk, folder);
  bench_open (&desk, FALSE);
  bench_open (&desk, TRUE);
  desk_close (&desk);
  wf_item_bank_unref (desk.bank);
  g_print ("written to %s; delete it\n", folder);
  return 0;
}
