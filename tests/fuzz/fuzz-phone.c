/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as requests of phones, without sockets: lines of method, path, token and body. Each is
 * answered, now or when the store has it; counts stay what can be counted. Built with libFuzzer it
 * searches; built without, replay.c gives it the corpus.
 */
#include "wf-phone-desk.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define MAX_REQUESTS 16

static const char DECK[] =
    "<deck id=\"d\" version=\"1\" xml:lang=\"en\" audience=\"staff\">"
    "<about><title>T</title><source>S</source><licence>L</licence></about>"
    "<head><title>T</title></head>"
    "<slide id=\"q\" kind=\"poll\" many=\"yes\"><title>Q</title><option id=\"a\"><label>A</label>"
    "</option><option id=\"b\"><label>B</label></option></slide>"
    "<slide id=\"i\" kind=\"ideas\" vote=\"yes\"><title>I</title></slide></deck>";

static WfScript *
make_script (void)
{
  const char *name = "deck.xml";
  g_autoptr (GBytes) bytes = g_bytes_new_static (DECK, strlen (DECK));
  g_autoptr (WfPackLibrary) library = wf_pack_library_new_from_bytes (&name, &bytes, 1);

  return wf_script_new (wf_pack_library_get_deck (library, "d"), library);
}

typedef struct {
  guint n_replies;
  char token[33];
} Answers;

static void
on_reply (gpointer user_data, guint status, const char *type, GBytes *body)
{
  Answers *answers = user_data;
  gsize size;
  const char *text = g_bytes_get_data (body, &size);

  g_assert_true (status >= 200 && status < 504);
  answers->n_replies++;
  if (size > 42 && memcmp (text, "{\"token\":\"", 10) == 0)
    memcpy (answers->token, text + 10, 32);
}

/* "@" stands for the token that was given, "#" before a path for another site. */
static void
send_line (WfPhoneDesk *desk, char *line, const char *code, Answers *answers)
{
  g_auto (GStrv) words = g_strsplit (line, "|", 4);
  guint n = g_strv_length (words);
  g_auto (GStrv) parts = n > 1 ? g_strsplit (words[1], "?", 2) : NULL;
  g_autofree char *body = NULL;
  WfPhoneRequest request = { .type = "application/json", .host = "h" };

  if (n < 2 || parts[0] == NULL)
    return;
  request.method = words[0];
  request.path = parts[0];
  request.query = parts[1];
  request.token = n > 2 ? (g_str_equal (words[2], "@") ? answers->token : words[2]) : NULL;
  if (n > 3)
    {
      g_auto (GStrv) pieces = g_strsplit (words[3], "CODE", 3);
      body = g_strjoinv (code, pieces);
      request.body = body;
      request.size = strlen (body);
    }
  wf_phone_desk_handle (desk, &request, on_reply, answers);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (WfScript) script = make_script ();
  g_autoptr (WfClock) clock = wf_clock_new_system ();
  g_autoptr (WfWorkshopHost) host = wf_workshop_host_new (":memory:", script, TRUE, clock, NULL);
  g_autoptr (WfPhoneDesk) desk = wf_phone_desk_new (host);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_REQUESTS);
  const char *code = wf_workshop_host_get_session (host)->code;
  Answers answers = { 0 };
  guint n_sent = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint before = answers.n_replies;

      if (lines[i][0] == '!') /* the presenter */
        {
          g_autoptr (WfAction) action = wf_action_parse (lines[i] + 1, NULL);
          if (action != NULL && action->kind != WF_ACTION_END)
            wf_workshop_host_act (host, action, NULL, NULL, NULL);
        }
      else
        send_line (desk, lines[i], code, &answers);
      /* The store has it before the next comes. */
      for (guint turn = 0; turn < 4 && answers.n_replies == before; turn++)
        {
          g_usleep (200);
          while (g_main_context_iteration (NULL, FALSE))
            ;
        }
      n_sent++;
    }
  wf_workshop_host_close (host);

  g_autoptr (WfTally) tally = wf_workshop_dup_tally (wf_workshop_host_get_workshop (host), 0);
  g_assert_cmpuint (tally->people, <=, n_sent);
  g_assert_cmpuint (answers.n_replies, <=, n_sent);
  return 0;
}
