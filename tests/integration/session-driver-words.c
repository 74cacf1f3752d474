/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts planted words wherever a person can type what belongs to a client, reads them back from
 * the vault, and stays, so that a test can look for them outside it.
 */
#include "session-driver.h"

#include "wf-json.h"
#include "wf-safe-contact.h"
#include "wf-vault-care.h"

#include <stdio.h>
#include <string.h>

/* The words come through standard input, one a line, an empty line last: neither arguments nor
 * the environment may hold them. */
static GPtrArray *
read_words (void)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  char line[256];

  while (fgets (line, sizeof line, stdin) != NULL && *g_strstrip (line) != '\0')
    g_ptr_array_add (words, g_strdup (line));
  return words;
}

static WfRecord *
make_fact (const char *name, const char *word)
{
  const char *values[] = { word, NULL };
  g_autoptr (WfClientFact) fact =
      wf_client_fact_new (name, WF_CLIENT_FACT_ANSWERED, values, g_get_real_time ());

  return wf_client_record_fact (fact);
}

static WfRecord *
make_contact (const char *word)
{
  static const char *const ways[] = { "call", NULL };
  g_autoptr (WfSafeContact) contact = wf_safe_contact_new ();

  wf_visit_set_list (&contact->ways, ways);
  wf_visit_set_text (&contact->where, word);
  wf_visit_set_text (&contact->when, word);
  wf_visit_set_text (&contact->if_other, word);
  return wf_safe_contact_to_record (contact);
}

static GPtrArray *
make_records (const char *word)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_record_unref);

  g_ptr_array_add (records, desk_make_consent ());
  g_ptr_array_add (records, make_fact ("address-as", word));
  g_ptr_array_add (records, make_fact ("goal-words", word));
  g_ptr_array_add (records, make_fact ("client-number", word));
  g_ptr_array_add (records, make_contact (word));
  g_ptr_array_add (records, wf_client_record_noted (word, FALSE));
  g_ptr_array_add (records, wf_client_record_noted (word, TRUE));
  g_ptr_array_add (records, wf_client_record_due ("2030-01-15", word));
  g_ptr_array_add (records, wf_client_record_held (word));
  return records;
}

static void
commit (Desk *desk, GPtrArray *records)
{
  g_autoptr (GError) error = NULL;

  wf_visit_session_commit_sync (desk->session, records, &error);
  g_assert_no_error (error);
}

/* A visit whose own fields and whose interview hold the word. */
static void
hold_visit (Desk *desk, const char *client, const char *word)
{
  g_autoptr (WfVisit) visit = desk_make_visit ();
  g_autoptr (GError) error = NULL;
  WfInterviewSetup setup = desk_make_setup ();

  wf_visit_set_text (&visit->place, word);
  wf_visit_set_text (&visit->goal, word);
  wf_visit_set_text (&visit->sent_by, word);
  wf_visit_session_start_sync (desk->session, client, visit, &setup, &error);
  g_assert_no_error (error);

  WfInterview *interview = wf_visit_session_get_interview (desk->session);

  commit (desk, wf_interview_propose_goal (interview, NULL, word, NULL));
  commit (desk, wf_interview_propose_note (interview, word, NULL));
  g_autoptr (WfVisit) end = wf_visit_copy (wf_visit_session_get_visit (desk->session));

  wf_visit_set_text (&end->outcome, word);
  wf_visit_session_end_sync (desk->session, end, "2030-01-15", FALSE, &error);
  g_assert_no_error (error);
}

/* Returns: how many records of @client hold @word. */
static guint
count_kept (Desk *desk, const char *client, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wf_vault_read_sync (desk->vault, client, &error);
  guint kept = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *text = wf_json_to_text (((WfRecord *) records->pdata[i])->body);

      kept += strstr (text, word) != NULL;
    }
  return kept;
}

int
driver_words (const char *folder)
{
  g_autoptr (GPtrArray) words = read_words ();
  g_autoptr (GError) error = NULL;
  Desk desk;

  desk_open (&desk, folder, FALSE);
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = words->pdata[i];
      g_autoptr (GPtrArray) records = make_records (word);
      g_autofree char *client =
          wf_client_repo_create_sync (desk.repo, word, i % 2 == 0, records, NULL, &error);

      g_assert_no_error (error);
      hold_visit (&desk, client, word);
      g_print ("kept %u\n", count_kept (&desk, client, word));
    }
  g_free (wf_vault_backup_sync (desk.vault, &error));
  g_assert_no_error (error);
  g_print ("ready\n");
  fflush (stdout);
  while (getchar () != EOF)
    ;
  desk_close (&desk);
  return 0;
}
