/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hooks of a connection: an FTS5 tokenizer and SQL functions written elsewhere, in terms that
 * need no sqlite3.h. Both run in the connection's thread.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-database.h"
#include "wf-database-private.h"

typedef struct {
  WfTokenize tokenize;
  gpointer user_data;
  GDestroyNotify destroy;
} Tokenizer;

typedef struct {
  int (*emit) (void *, int, const char *, int, int, int);
  void *sink;
  int code;
} TokenSink;

typedef struct {
  WfSqlFunction function;
  gpointer user_data;
  GDestroyNotify destroy;
} Function;

struct _WfSqlCall {
  sqlite3_context *context;
  guint n_args;
  sqlite3_value **args;
};

static gboolean
on_token (
    gpointer sink, const char *token, gsize size, gsize start, gsize end, gboolean is_colocated)
{
  TokenSink *self = sink;

  if (self->code == SQLITE_OK)
    self->code = self->emit (self->sink, is_colocated ? FTS5_TOKEN_COLOCATED : 0, token, (int) size,
                             (int) start, (int) end);
  return self->code == SQLITE_OK;
}

static int
create_tokenizer (void *user_data, const char **args, int n_args, Fts5Tokenizer **out_tokenizer)
{
  *out_tokenizer = user_data;
  return SQLITE_OK;
}

static void
delete_tokenizer (Fts5Tokenizer *tokenizer)
{
  /* belongs to the registration, which outlives every table */
}

static int
run_tokenizer (Fts5Tokenizer *tokenizer,
               void *sink,
               int flags,
               const char *text,
               int size,
               int (*emit) (void *, int, const char *, int, int, int))
{
  Tokenizer *self = (Tokenizer *) tokenizer;
  TokenSink tokens = { emit, sink, SQLITE_OK };

  self->tokenize (text != NULL ? text : "", (gsize) size, (flags & FTS5_TOKENIZE_QUERY) != 0,
                  on_token, &tokens, self->user_data);
  return tokens.code;
}

static void
free_tokenizer (void *data)
{
  Tokenizer *self = data;

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

static fts5_api *
find_fts5 (sqlite3 *handle)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  return api;
}

gboolean
wf_database_add_tokenizer (WfDatabase *self,
                           const char *name,
                           WfTokenize tokenize,
                           gpointer user_data,
                           GDestroyNotify destroy,
                           GError **error)
{
  g_return_val_if_fail (self != NULL && name != NULL && tokenize != NULL, FALSE);

  fts5_tokenizer methods = { create_tokenizer, delete_tokenizer, run_tokenizer };
  fts5_api *api = find_fts5 (wf_database_get_handle (self));
  Tokenizer *tokenizer = g_new0 (Tokenizer, 1);

  *tokenizer = (Tokenizer){ tokenize, user_data, destroy };

  int code = api == NULL ? SQLITE_ERROR
                         : api->xCreateTokenizer (api, name, tokenizer, &methods, free_tokenizer);

  if (code == SQLITE_OK)
    return TRUE;
  free_tokenizer (tokenizer);
  return wf_database_set_error (self, code, error);
}

static void
run_function (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  Function *self = sqlite3_user_data (context);
  WfSqlCall call = { context, (guint) n_args, args };

  self->function (&call, self->user_data);
}

static void
free_function (void *data)
{
  Function *self = data;

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

gboolean
wf_database_add_function (WfDatabase *self,
                          const char *name,
                          int n_args,
                          WfSqlFunction function,
                          gpointer user_data,
                          GDestroyNotify destroy,
                          GError **error)
{
  g_return_val_if_fail (self != NULL && name != NULL && function != NULL, FALSE);

  Function *data = g_new0 (Function, 1);

  *data = (Function){ function, user_data, destroy };

  /* SQLite frees the data itself when this fails. */
  int code = sqlite3_create_function_v2 (wf_database_get_handle (self), name, n_args,
                                         SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                         data, run_function, NULL, NULL, free_function);

  return code == SQLITE_OK || wf_database_set_error (self, code, error);
}

guint
wf_sql_call_get_n_args (WfSqlCall *call)
{
  return call->n_args;
}

const char *
wf_sql_call_get_text (WfSqlCall *call, guint i)
{
  g_return_val_if_fail (i < call->n_args, NULL);

  return (const char *) sqlite3_value_text (call->args[i]);
}

gint64
wf_sql_call_get_int (WfSqlCall *call, guint i)
{
  g_return_val_if_fail (i < call->n_args, 0);

  return sqlite3_value_int64 (call->args[i]);
}

double
wf_sql_call_get_double (WfSqlCall *call, guint i)
{
  g_return_val_if_fail (i < call->n_args, 0);

  return sqlite3_value_double (call->args[i]);
}

void
wf_sql_call_return_int (WfSqlCall *call, gint64 value)
{
  sqlite3_result_int64 (call->context, value);
}

void
wf_sql_call_return_double (WfSqlCall *call, double value)
{
  sqlite3_result_double (call->context, value);
}

void
wf_sql_call_return_text (WfSqlCall *call, const char *text)
{
  sqlite3_result_text (call->context, text, -1, SQLITE_TRANSIENT);
}
