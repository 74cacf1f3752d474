/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comma-separated values, strictly. The reader walks over the bytes once and keeps one
 * row: its cells lie one after the other in `text`, each ended by a zero, and `starts`
 * says where. Invariants: `place` never passes the end; after an error it is the end.
 */
#define G_LOG_DOMAIN "wf-base"

#include "wf-csv.h"

#include <string.h>

G_DEFINE_QUARK (wf-csv-error-quark, wf_csv_error)

struct _WfCsvReader {
  GBytes *bytes;
  const char *place;
  const char *end;
  guint line;     /* of place */
  guint row_line; /* where the row last read begins */
  guint n_cells;
  GString *text;
  GArray *starts;   /* gsize */
  GPtrArray *cells; /* into text */
};

WfCsvReader *
wf_csv_reader_new (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  static const char MARK[] = "\xef\xbb\xbf";
  WfCsvReader *self = g_new0 (WfCsvReader, 1);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  self->bytes = g_bytes_ref (bytes);
  self->place = data != NULL ? data : "";
  self->end = self->place + size;
  if (size >= strlen (MARK) && memcmp (data, MARK, strlen (MARK)) == 0)
    self->place += strlen (MARK);
  self->line = 1;
  self->text = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->cells = g_ptr_array_new ();
  return self;
}

void
wf_csv_reader_free (WfCsvReader *self)
{
  if (self == NULL)
    return;

  g_bytes_unref (self->bytes);
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static gboolean
refuse (WfCsvReader *self, guint line, WfCsvError code, const char *message, GError **error)
{
  g_set_error (error, WF_CSV_ERROR, code, "line %u: %s", line, message);
  self->place = self->end;
  return FALSE;
}

/* Steps over one line end of any kind, when there is one. */
static gboolean
take_line_end (WfCsvReader *self)
{
  if (self->place == self->end || (*self->place != '\n' && *self->place != '\r'))
    return FALSE;
  if (*self->place == '\r' && self->place + 1 < self->end && self->place[1] == '\n')
    self->place++;
  self->place++;
  self->line++;
  return TRUE;
}

static gboolean
read_quoted (WfCsvReader *self, GError **error)
{
  self->place++;
  for (;;)
    {
      const char *from = self->place;

      if (self->place == self->end)
        return refuse (self, self->row_line, WF_CSV_ERROR_UNFINISHED, "a quoted cell never ends",
                       error);
      if (take_line_end (self))
        {
          g_string_append_len (self->text, from, self->place - from);
          continue;
        }
      if (*self->place != '"')
        g_string_append_c (self->text, *self->place++);
      else if (self->place + 1 < self->end && self->place[1] == '"')
        {
          g_string_append_c (self->text, '"');
          self->place += 2;
        }
      else
        break;
    }
  self->place++;
  if (self->place < self->end && memchr (",\r\n", *self->place, 3) == NULL)
    return refuse (self, self->line, WF_CSV_ERROR_QUOTE, "text follows a closing quotation mark",
                   error);
  return TRUE;
}

static gboolean
read_plain (WfCsvReader *self, GError **error)
{
  const char *from = self->place;

  while (self->place < self->end && *self->place != ',' && *self->place != '\n' &&
         *self->place != '\r')
    {
      if (*self->place == '"')
        return refuse (self, self->line, WF_CSV_ERROR_QUOTE,
                       "a quotation mark stands inside a cell", error);
      self->place++;
    }
  g_string_append_len (self->text, from, self->place - from);
  return TRUE;
}

static gboolean
read_cell (WfCsvReader *self, GError **error)
{
  gsize start = self->text->len;
  guint line = self->line;
  gboolean is_read = self->place < self->end && *self->place == '"' ? read_quoted (self, error)
                                                                    : read_plain (self, error);

  if (!is_read)
    return FALSE;
  /* A zero byte is not valid here either. */
  if (!g_utf8_validate_len (self->text->str + start, self->text->len - start, NULL))
    return refuse (self, line, WF_CSV_ERROR_ENCODING, "this is not UTF-8 text", error);
  g_array_append_val (self->starts, start);
  g_string_append_c (self->text, '\0');
  return TRUE;
}

/* A first row of one cell means that an empty line is an empty cell. */
static void
skip_empty_lines (WfCsvReader *self)
{
  while (self->n_cells != 1 && take_line_end (self))
    ;
}

static gboolean
read_row (WfCsvReader *self, GError **error)
{
  gboolean has_more = TRUE;

  g_string_truncate (self->text, 0);
  g_array_set_size (self->starts, 0);
  self->row_line = self->line;
  while (has_more)
    {
      if (!read_cell (self, error))
        return FALSE;
      has_more = self->place < self->end && *self->place == ',';
      self->place += has_more;
    }
  take_line_end (self);
  if (self->n_cells == 0)
    self->n_cells = self->starts->len;
  if (self->starts->len == self->n_cells)
    return TRUE;

  g_autofree char *message =
      g_strdup_printf ("%u cells where the first row has %u", self->starts->len, self->n_cells);

  return refuse (self, self->row_line, WF_CSV_ERROR_RAGGED, message, error);
}

const char *const *
wf_csv_reader_next (WfCsvReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  skip_empty_lines (self);
  if (self->place == self->end || !read_row (self, error))
    return NULL;

  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->starts->len; i++)
    g_ptr_array_add (self->cells, self->text->str + g_array_index (self->starts, gsize, i));
  g_ptr_array_add (self->cells, NULL);
  return (const char *const *) self->cells->pdata;
}

guint
wf_csv_reader_get_line (const WfCsvReader *self)
{
  return self->row_line;
}

guint
wf_csv_reader_get_n_cells (const WfCsvReader *self)
{
  return self->n_cells;
}

void
wf_csv_append_row (GString *text, const char *const *cells)
{
  g_return_if_fail (text != NULL && cells != NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      gboolean is_alone_and_empty = i == 0 && cells[0][0] == '\0' && cells[1] == NULL;

      if (i > 0)
        g_string_append_c (text, ',');
      if (strpbrk (cells[i], ",\"\r\n") == NULL && !is_alone_and_empty)
        {
          g_string_append (text, cells[i]);
          continue;
        }
      g_string_append_c (text, '"');
      for (const char *at = cells[i]; *at != '\0'; at++)
        {
          if (*at == '"')
            g_string_append_c (text, '"');
          g_string_append_c (text, *at);
        }
      g_string_append_c (text, '"');
    }
  g_string_append (text, "\r\n");
}
