/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The counter where phones are answered. Every request is from outside: it is held to the letter
 * of docs/formats/workshop.md and refused with a word when it is not, counted by reason and never
 * by who sent it. What the wall shows is put into words once for each language, not once for each
 * phone.
 *
 * Invariants: a reply is given once; nothing is said of a workshop to who has no token but the
 * page and its words.
 */
#define G_LOG_DOMAIN "wf-workshop"

#include "wf-phone-desk.h"

#include "wf-box.h"
#include "wf-json.h"
#include "wf-phone-body.h"
#include "wf-phone-state.h"
#include "wf-workshop-web.h"

#include <string.h>

#define WEB  "/org/digitalnavigators/Wayfinder/web/"
#define JSON "application/json; charset=utf-8"
#define JOIN "join"
/* How often one phone may send; how often a wrong code may be tried from one address, and by all
 * together; how often one address may ask. Behind one address may stand a whole room. */
#define SENDS_PER_SECOND 20.0
#define SENDS_AT_ONCE    60.0
#define WRONG_PER_SECOND 2.0
#define WRONG_AT_ONCE    30.0
#define ALL_PER_SECOND   20.0
#define ALL_AT_ONCE      300.0
#define ASKS_PER_SECOND  1000.0
#define ASKS_AT_ONCE     3000.0
/* Addresses that are remembered at most; then all are forgotten. */
#define MAX_PLACES 4096
/* Counts that move may be this old on a phone; what the presenter does shows at once. */
#define STALE_US (G_USEC_PER_SEC / 4)

/* So much is left of what may be done at once. */
typedef struct {
  double left;
  gint64 at_us;
} Bucket;

/* What came from one address lately. */
typedef struct {
  Bucket wrong;
  Bucket asks;
} Place;

/* The wall in one language. */
typedef struct {
  char *text; /* without the brace it begins with */
  gint64 made_us;
  guint64 version; /* of the workshop it was made from */
  guint64 turn;    /* of the presenter, likewise */
  guint number;    /* rises when the text changes */
} Page;

struct _WfPhoneDesk {
  WfWorkshopHost *host;
  GStrv hosts;
  GHashTable *pages;   /* language → Page */
  GHashTable *buckets; /* number of the phone → Bucket */
  GHashTable *places;  /* address → Place; in memory alone */
  GHashTable *words;   /* language → the page's words */
  GHashTable *refused; /* reason → how many */
  Bucket wrong;
  char *boot; /* so that a version of another run is never taken for one of this */
  guint n_pages;
};

static void
page_free (Page *self)
{
  g_free (self->text);
  g_free (self);
}

WfPhoneDesk *
wf_phone_desk_new (WfWorkshopHost *host)
{
  g_return_val_if_fail (WF_IS_WORKSHOP_HOST (host), NULL);

  WfPhoneDesk *self = g_new0 (WfPhoneDesk, 1);
  g_autofree char *random = wf_random_id ();

  self->host = g_object_ref (host);
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) page_free);
  self->buckets = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->refused = g_hash_table_new (g_str_hash, g_str_equal);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->wrong = (Bucket){ ALL_AT_ONCE, g_get_monotonic_time () };
  self->boot = g_strndup (random, 8);
  return self;
}

void
wf_phone_desk_free (WfPhoneDesk *self)
{
  if (self == NULL)
    return;

  g_strfreev (self->hosts);
  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->buckets);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->refused);
  g_object_unref (self->host);
  g_free (self->boot);
  g_free (self);
}

void
wf_phone_desk_set_place (WfPhoneDesk *self, const char *const *hosts)
{
  g_strfreev (self->hosts);
  self->hosts = g_strdupv ((GStrv) hosts);
}

void
wf_phone_desk_note (WfPhoneDesk *self, const char *reason)
{
  const char *name = g_intern_string (reason);
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->refused, name));

  g_hash_table_insert (self->refused, (gpointer) name, GUINT_TO_POINTER (before + 1));
}

JsonObject *
wf_phone_desk_take_refused (WfPhoneDesk *self)
{
  JsonObject *object;
  GHashTableIter at;
  gpointer reason, count;

  if (g_hash_table_size (self->refused) == 0)
    return NULL;
  object = json_object_new ();
  g_hash_table_iter_init (&at, self->refused);
  while (g_hash_table_iter_next (&at, &reason, &count))
    json_object_set_int_member (object, reason, GPOINTER_TO_UINT (count));
  g_hash_table_remove_all (self->refused);
  return object;
}

guint
wf_phone_desk_get_n_pages (const WfPhoneDesk *self)
{
  return self->n_pages;
}

/* Takes one out of the bucket. Returns: FALSE when it is empty. */
static gboolean
take (Bucket *bucket, double per_second, double at_once)
{
  gint64 now = g_get_monotonic_time ();
  double more = (double) (now - bucket->at_us) / G_USEC_PER_SEC * per_second;

  bucket->left = MIN (bucket->left + more, at_once);
  bucket->at_us = now;
  if (bucket->left < 1)
    return FALSE;
  bucket->left -= 1;
  return TRUE;
}

static Place *
get_place (WfPhoneDesk *self, const WfPhoneRequest *request)
{
  const char *from = request->from != NULL ? request->from : "";
  Place *place = g_hash_table_lookup (self->places, from);
  gint64 now = g_get_monotonic_time ();

  if (place != NULL)
    return place;
  if (g_hash_table_size (self->places) >= MAX_PLACES)
    g_hash_table_remove_all (self->places);
  place = g_new (Place, 1);
  *place = (Place){ { WRONG_AT_ONCE, now }, { ASKS_AT_ONCE, now } };
  g_hash_table_insert (self->places, g_strdup (from), place);
  return place;
}

static void
reply_text (WfPhoneReply reply, gpointer user_data, guint status, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  reply (user_data, status, JSON, body);
}

static void
refuse (WfPhoneDesk *self, WfPhoneReply reply, gpointer user_data, guint status, const char *reason)
{
  g_autofree char *text = g_strdup_printf ("{\"error\":\"%s\"}", reason);

  wf_phone_desk_note (self, reason);
  reply_text (reply, user_data, status, text);
}

static guint
find_status (WfWorkshopError code)
{
  switch (code)
    {
    case WF_WORKSHOP_ERROR_TOKEN:
    case WF_WORKSHOP_ERROR_CODE:
      return 403;
    case WF_WORKSHOP_ERROR_ENDED:
      return 410;
    default:
      return 409;
    }
}

static void
refuse_error (WfPhoneDesk *self, WfPhoneReply reply, gpointer user_data, const GError *error)
{
  if (error->domain == WF_WORKSHOP_ERROR)
    refuse (self, reply, user_data, find_status (error->code),
            wf_workshop_error_get_name (error->code));
  else
    refuse (self, reply, user_data, 503, "disk");
}

static void
serve_file (
    WfPhoneDesk *self, const char *name, const char *type, WfPhoneReply reply, gpointer user_data)
{
  g_autofree char *path = g_strconcat (WEB, name, NULL);
  g_autoptr (GBytes) body = g_resource_lookup_data (wf_workshop_web_get_resource (), path,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  reply (user_data, 200, type, body);
}

/* The page itself, under "/" or under the join code that a QR picture leads to. */
static gboolean
is_page (const char *path)
{
  gsize digits = strspn (path + 1, "0123456789");

  return path[1 + digits] == '\0' && (digits == 0 || digits == 6);
}

/* One parameter of a query; what is not plain is as if it were not there. */
static char *
get_parameter (const char *query, const char *name)
{
  g_auto (GStrv) parts = query != NULL ? g_strsplit (query, "&", 8) : NULL;
  gsize size = strlen (name);

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      const char *value = parts[i] + size + 1;

      if (strncmp (parts[i], name, size) == 0 && parts[i][size] == '=' && strlen (value) <= 40 &&
          strspn (value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
              strlen (value))
        return g_strdup (value);
    }
  return NULL;
}

/* The language a phone asks for, if it is one that is offered; else English. */
static const char *
choose_language (WfPhoneDesk *self, const WfPhoneRequest *request)
{
  const WfScript *script = wf_workshop_get_script (wf_workshop_host_get_workshop (self->host));
  g_autofree char *wanted = get_parameter (request->query, "l");
  const char *tag = wf_language_normalise (wanted);
  const WfLanguage *language =
      tag != NULL ? wf_languages_lookup (wf_script_get_languages (script), tag) : NULL;

  return language != NULL ? language->tag : "en";
}

static Page *
get_page (WfPhoneDesk *self, const char *lang)
{
  const WfWorkshop *workshop = wf_workshop_host_get_workshop (self->host);
  guint64 version = wf_workshop_get_version (workshop);
  guint64 turn = wf_workshop_get_turn (workshop);
  gint64 now = g_get_monotonic_time ();
  Page *page = g_hash_table_lookup (self->pages, lang);

  if (page == NULL)
    {
      page = g_new0 (Page, 1);
      g_hash_table_insert (self->pages, (gpointer) lang, page);
    }
  if (page->text == NULL || page->turn != turn ||
      (page->version != version && now - page->made_us >= STALE_US))
    {
      g_autoptr (JsonObject) object = wf_phone_state_to_json (workshop, lang);
      g_autofree char *text = wf_json_to_text (object);

      if (page->text == NULL || strcmp (page->text, text + 1) != 0)
        {
          g_free (page->text);
          page->text = g_strdup (text + 1);
          page->number++;
        }
      page->version = version;
      page->turn = turn;
      page->made_us = now;
    }
  return page;
}

/* What this phone itself answered stands before what all are told. */
static char *
own_answer_to_json (const WfWorkshop *workshop, guint phone)
{
  guint slide = wf_workshop_get_wall_slide (workshop);
  g_autoptr (WfTally) tally = wf_workshop_dup_tally (workshop, slide);
  const WfVote vote = { phone, slide, tally->round, wf_workshop_get_answer (workshop, phone) };
  g_auto (GStrv) ids = wf_workshop_dup_choices (workshop, &vote);
  g_autoptr (JsonObject) object = json_object_new ();
  char *text;

  wf_json_set_strings (object, "mine", (const char *const *) ids);
  text = wf_json_to_text (object);
  text[strlen (text) - 1] = '\0';
  return text;
}

static void
serve_state (WfPhoneDesk *self,
             const WfPhoneRequest *request,
             WfPhoneReply reply,
             gpointer user_data)
{
  const WfWorkshop *workshop = wf_workshop_host_get_workshop (self->host);
  guint phone = wf_workshop_find_phone (workshop, request->token);
  g_autofree char *known = get_parameter (request->query, "v");
  g_autofree char *version = NULL;
  g_autofree char *own = NULL;
  g_autofree char *text = NULL;
  const char *lang;
  const Page *page;

  if (phone == 0)
    {
      refuse (self, reply, user_data, 403, "token");
      return;
    }
  lang = choose_language (self, request);
  page = get_page (self, lang);
  version = g_strdup_printf ("%s-%s-%u", self->boot, lang, page->number);
  if (g_strcmp0 (known, version) == 0)
    {
      g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
      reply (user_data, 204, JSON, nothing);
      return;
    }
  own = own_answer_to_json (workshop, phone);
  text = g_strdup_printf ("%s,\"v\":\"%s\",%s", own, version, page->text);
  reply_text (reply, user_data, 200, text);
}

static void
serve_words (WfPhoneDesk *self,
             const WfPhoneRequest *request,
             WfPhoneReply reply,
             gpointer user_data)
{
  const WfScript *script = wf_workshop_get_script (wf_workshop_host_get_workshop (self->host));
  const char *lang = choose_language (self, request);
  char *text = g_hash_table_lookup (self->words, lang);

  if (text == NULL)
    {
      g_autoptr (JsonObject) object = wf_phone_words_to_json (script, lang);

      text = wf_json_to_text (object);
      g_hash_table_insert (self->words, (gpointer) lang, text);
    }
  reply_text (reply, user_data, 200, text);
}

/* A phone that waits for the disk. */
typedef struct {
  WfPhoneDesk *desk;
  WfPhoneReply reply;
  gpointer user_data;
  char *token; /* of one that joins */
} Waiting;

static Waiting *
waiting_new (WfPhoneDesk *self, WfPhoneReply reply, gpointer user_data)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->desk = self;
  waiting->reply = reply;
  waiting->user_data = user_data;
  return waiting;
}

static void
waiting_free (Waiting *self)
{
  g_free (self->token);
  g_free (self);
}

static void
on_kept (gpointer user_data, guint number, const GError *error)
{
  Waiting *waiting = user_data;
  g_autofree char *text = waiting->token != NULL
                              ? g_strdup_printf ("{\"token\":\"%s\"}", waiting->token)
                              : g_strdup ("{\"ok\":true}");

  if (error != NULL)
    refuse_error (waiting->desk, waiting->reply, waiting->user_data, error);
  else
    reply_text (waiting->reply, waiting->user_data, 200, text);
  waiting_free (waiting);
}

static void
finish (gboolean is_taken, Waiting *waiting, const GError *error)
{
  if (is_taken)
    return;
  refuse_error (waiting->desk, waiting->reply, waiting->user_data, error);
  waiting_free (waiting);
}

static void
take_join (WfPhoneDesk *self,
           const WfPhoneRequest *request,
           const WfPhoneBody *body,
           WfPhoneReply reply,
           gpointer user_data)
{
  Bucket *wrong = &get_place (self, request)->wrong;
  g_autofree char *code = wf_phone_body_dup_string (body, "code");
  g_autoptr (GError) error = NULL;
  Waiting *waiting;
  gboolean is_taken;

  /* When too many wrong codes were tried from there, no code is looked at for a while; what others
   * try is refused only when very many places do. */
  if (!take (wrong, WRONG_PER_SECOND, WRONG_AT_ONCE) ||
      !take (&self->wrong, ALL_PER_SECOND, ALL_AT_ONCE))
    {
      refuse (self, reply, user_data, 429, "rate");
      return;
    }
  waiting = waiting_new (self, reply, user_data);
  waiting->token = wf_random_id ();
  is_taken = wf_workshop_host_join (self->host, code, waiting->token, on_kept, waiting, &error);
  if (is_taken || !g_error_matches (error, WF_WORKSHOP_ERROR, WF_WORKSHOP_ERROR_CODE))
    {
      wrong->left += 1;
      self->wrong.left += 1;
    }
  finish (is_taken, waiting, error);
}

static gboolean
may_send (WfPhoneDesk *self, const char *token)
{
  guint phone = wf_workshop_find_phone (wf_workshop_host_get_workshop (self->host), token);
  Bucket *bucket = g_hash_table_lookup (self->buckets, GUINT_TO_POINTER (phone));

  if (phone == 0)
    return TRUE; /* refused for that, further on */
  if (bucket == NULL)
    {
      bucket = g_new (Bucket, 1);
      *bucket = (Bucket){ SENDS_AT_ONCE, g_get_monotonic_time () };
      g_hash_table_insert (self->buckets, GUINT_TO_POINTER (phone), bucket);
    }
  return take (bucket, SENDS_PER_SECOND, SENDS_AT_ONCE);
}

static void
take_answer (WfPhoneDesk *self,
             const WfPhoneRequest *request,
             const WfPhoneBody *body,
             WfPhoneReply reply,
             gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *slide = wf_phone_body_dup_string (body, "slide");
  g_auto (GStrv) choices = NULL;
  guint round = wf_phone_body_get_number (body, "round");
  gboolean is_vote = g_str_equal (request->path, "/vote");
  Waiting *waiting;
  gboolean is_taken;

  if (!may_send (self, request->token))
    {
      refuse (self, reply, user_data, 429, "rate");
      return;
    }
  choices = wf_phone_body_dup_list (body, "choices");
  if (is_vote && choices == NULL)
    {
      refuse (self, reply, user_data, 400, "body");
      return;
    }
  waiting = waiting_new (self, reply, user_data);
  if (is_vote)
    is_taken = wf_workshop_host_vote (self->host, request->token, slide, round,
                                      (const char *const *) choices, on_kept, waiting, &error);
  else
    {
      g_autofree char *nonce = wf_phone_body_dup_string (body, "nonce");
      g_autofree char *text = wf_phone_body_dup_string (body, "text");

      is_taken = wf_workshop_host_add_idea (self->host, request->token, slide, round, nonce, text,
                                            on_kept, waiting, &error);
    }
  finish (is_taken, waiting, error);
}

static void
take_post (WfPhoneDesk *self, const WfPhoneRequest *request, WfPhoneReply reply, gpointer user_data)
{
  WfPhoneBody body;
  gboolean is_join = g_str_equal (request->path, "/join");

  if (!is_join && !g_str_equal (request->path, "/vote") && !g_str_equal (request->path, "/idea"))
    {
      refuse (self, reply, user_data, 404, "path");
      return;
    }
  /* A form of another page can send neither: the browser would ask first, and get no leave. */
  if (request->type == NULL || !g_str_has_prefix (request->type, "application/json") ||
      request->token == NULL || (is_join && !g_str_equal (request->token, JOIN)))
    {
      refuse (self, reply, user_data, 415, "type");
      return;
    }
  if (request->size > WF_PHONE_MAX_BODY)
    {
      refuse (self, reply, user_data, 413, "large");
      return;
    }
  if (!wf_phone_body_read (&body, request->body, request->size))
    refuse (self, reply, user_data, 400, "body");
  else if (is_join)
    take_join (self, request, &body, reply, user_data);
  else
    take_answer (self, request, &body, reply, user_data);
}

static void
serve_get (WfPhoneDesk *self, const WfPhoneRequest *request, WfPhoneReply reply, gpointer user_data)
{
  if (!take (&get_place (self, request)->asks, ASKS_PER_SECOND, ASKS_AT_ONCE))
    refuse (self, reply, user_data, 429, "rate");
  else if (is_page (request->path))
    {
      self->n_pages++;
      serve_file (self, "phone.html", "text/html; charset=utf-8", reply, user_data);
    }
  else if (g_str_equal (request->path, "/phone.js"))
    serve_file (self, "phone.js", "text/javascript; charset=utf-8", reply, user_data);
  else if (g_str_equal (request->path, "/phone.css"))
    serve_file (self, "phone.css", "text/css; charset=utf-8", reply, user_data);
  else if (g_str_equal (request->path, "/words"))
    serve_words (self, request, reply, user_data);
  else if (g_str_equal (request->path, "/state"))
    serve_state (self, request, reply, user_data);
  else
    refuse (self, reply, user_data, 404, "path");
}

static gboolean
is_at_home (WfPhoneDesk *self, const WfPhoneRequest *request)
{
  g_autofree char *own = g_strconcat ("http://", request->host, NULL);

  if (self->hosts == NULL)
    return TRUE;
  return request->host != NULL &&
         g_strv_contains ((const char *const *) self->hosts, request->host) &&
         (request->origin == NULL || g_str_equal (request->origin, own));
}

void
wf_phone_desk_handle (WfPhoneDesk *self,
                      const WfPhoneRequest *request,
                      WfPhoneReply reply,
                      gpointer user_data)
{
  g_return_if_fail (self != NULL && request != NULL && reply != NULL);

  if (request->path == NULL || request->path[0] != '/')
    refuse (self, reply, user_data, 404, "path");
  else if (!is_at_home (self, request))
    refuse (self, reply, user_data, 403, "origin");
  else if (g_strcmp0 (request->method, "GET") == 0)
    serve_get (self, request, reply, user_data);
  else if (g_strcmp0 (request->method, "POST") == 0)
    take_post (self, request, reply, user_data);
  else
    refuse (self, reply, user_data, 405, "method");
}
