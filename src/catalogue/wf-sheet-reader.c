/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables as people really have them, row by row. Pure: owns a reference to the bytes, no file.
 *
 * Invariant: every row is returned, or refused with its line; none is dropped in silence.
 */
#define G_LOG_DOMAIN "wf-catalogue"

#include "wf-sheet-reader.h"

#include "wf-repair.h"

#include <string.h>

#define ROWS_AHEAD 5
/* Among so much the headings are looked for: a mark that never closes is looked for in no more. */
#define TOP_BYTES (1 << 18)

struct _WfSheetReader {
  GBytes *bytes;
  const char *at;
  const char *end;
  char *name;
  WfImportReport *report;
  char separator;
  GStrv headings;
  guint n_headings;
  GPtrArray *cells; /* of the row last read */
  guint line;       /* where it begins */
  guint next_line;
};

static gboolean
has_bom (const guint8 *data, gsize size, guint8 first, guint8 second)
{
  return size >= 2 && data[0] == first && data[1] == second;
}

/* Two bytes a character, as spreadsheets save "Unicode text". */
static GBytes *
make_utf8 (GBytes *bytes, WfImportReport *report)
{
  gsize size, written;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const char *from = has_bom (data, size, 0xff, 0xfe)   ? "UTF-16LE"
                     : has_bom (data, size, 0xfe, 0xff) ? "UTF-16BE"
                                                        : NULL;
  char *text;

  if (from == NULL)
    return g_bytes_ref (bytes);
  text = g_convert_with_fallback ((const char *) data + 2, (gssize) (size - 2) & ~1, "UTF-8", from,
                                  "?", NULL, &written, NULL);
  if (text == NULL)
    return g_bytes_ref (bytes);
  wf_import_report_repair (report, "encoding");
  return g_bytes_new_take (text, written);
}

static char
find_separator (const char *text, const char *end)
{
  static const char SEPARATORS[] = { ',', ';', '\t', '|' };
  guint counts[G_N_ELEMENTS (SEPARATORS)] = { 0 };
  gboolean in_quotes = FALSE;
  guint best = 0;

  for (; text < end && (in_quotes || (*text != '\n' && *text != '\r')); text++)
    {
      in_quotes ^= *text == '"';
      for (guint i = 0; i < G_N_ELEMENTS (SEPARATORS); i++)
        counts[i] += !in_quotes && *text == SEPARATORS[i];
    }
  for (guint i = 1; i < G_N_ELEMENTS (SEPARATORS); i++)
    best = counts[i] > counts[best] ? i : best;
  /* One column: nothing separates, commas within it neither. */
  return counts[best] > 0 ? SEPARATORS[best] : '\n';
}

static void
add_cell (WfSheetReader *self, const GString *cell)
{
  g_ptr_array_add (self->cells, wf_repair_encoding (cell->str, cell->len, self->report));
}

static gboolean
ends_line (const WfSheetReader *self, const char *at)
{
  return at == self->end || *at == '\n' || *at == '\r';
}

/* From behind the opening mark to behind the closing one. %FALSE: it never closes. */
static gboolean
read_quoted (WfSheetReader *self, const char **at, GString *cell, guint *lines)
{
  const char *p = *at;

  for (; p < self->end; p++)
    {
      if (*p == '"' && p + 1 < self->end && p[1] == '"')
        g_string_append_c (cell, *p++);
      else if (*p == '"')
        {
          *at = p + 1;
          return TRUE;
        }
      else
        {
          *lines += *p == '\n';
          g_string_append_c (cell, *p);
        }
    }
  return FALSE;
}

/* A mark inside a cell that does not begin with one is a character like others. One that closes
 * lines further down and in the middle of a cell is not the one that was meant. */
static gboolean
read_cells (WfSheetReader *self, const char **at, guint *lines, gboolean with_quotes)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  g_ptr_array_set_size (self->cells, 0);
  for (;;)
    {
      g_string_truncate (cell, 0);
      if (with_quotes && *at < self->end && **at == '"')
        {
          guint before = *lines;

          (*at)++;
          if (!read_quoted (self, at, cell, lines) ||
              (*lines > before && !ends_line (self, *at) && **at != self->separator))
            return FALSE;
        }
      while (!ends_line (self, *at) && **at != self->separator)
        g_string_append_c (cell, *(*at)++);
      add_cell (self, cell);
      if (ends_line (self, *at))
        return TRUE;
      (*at)++;
    }
}

static void
step_over_line_end (WfSheetReader *self, const char **at, guint *lines)
{
  if (*at < self->end && **at == '\r')
    (*at)++;
  if (*at < self->end && **at == '\n')
    (*at)++;
  (*lines)++;
}

static gboolean
is_empty (const WfSheetReader *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      if (*(const char *) self->cells->pdata[i] != '\0')
        return FALSE;
    }
  return TRUE;
}

/* The next row with something in it. */
static gboolean
read_row (WfSheetReader *self)
{
  while (self->at < self->end)
    {
      const char *at = self->at;
      guint lines = 0;

      self->line = self->next_line;
      if (!read_cells (self, &at, &lines, TRUE))
        {
          wf_import_report_repair (self->report, "open-quote");
          at = self->at;
          lines = 0;
          read_cells (self, &at, &lines, FALSE);
        }
      step_over_line_end (self, &at, &lines);
      self->at = at;
      self->next_line += lines;
      if (!is_empty (self))
        return TRUE;
    }
  return FALSE;
}

/* As it stands there; one IN CAPITALS, as old tables have them, in small letters. */
static char *
make_heading (const char *text, guint number)
{
  g_autofree char *heading = g_strstrip (g_strdup (text));
  g_autofree char *upper = g_utf8_strup (heading, -1);

  if (*heading == '\0')
    return g_strdup_printf ("column_%u", number);
  return strcmp (heading, upper) == 0 ? g_utf8_strdown (heading, -1) : g_steal_pointer (&heading);
}

/* Of the row just read. */
static GStrv
make_headings (WfSheetReader *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->cells->len; i++)
    {
      g_autofree char *heading = make_heading (self->cells->pdata[i], i + 1);

      if (g_hash_table_contains (seen, heading))
        {
          g_autofree char *other = g_strdup_printf ("%s_%u", heading, i + 1);

          wf_import_report_repair (self->report, "heading-twice");
          g_free (heading);
          heading = g_steal_pointer (&other);
        }
      g_hash_table_add (seen, g_strdup (heading));
      g_strv_builder_add (builder, heading);
    }
  return g_strv_builder_end (builder);
}

/* "sep=;": how Excel says what separates. Returns: what it says, or "\0", and is behind it. */
static char
read_separator (WfSheetReader *self)
{
  static const char SAYS[] = "sep=";
  const char *at = self->at;
  gsize size = strlen (SAYS);
  guint lines = 0;
  char separator;

  if ((gsize) (self->end - at) < size + 2 || g_ascii_strncasecmp (at, SAYS, size) != 0 ||
      !ends_line (self, at + size + 1))
    return '\0';
  separator = at[size];
  at += size + 1;
  step_over_line_end (self, &at, &lines);
  self->at = at;
  self->next_line += lines;
  return separator;
}

/* To the next line with something in it, for what separates its cells. */
static void
skip_empty_lines (WfSheetReader *self)
{
  guint lines = 0;

  while (self->at < self->end && ends_line (self, self->at))
    step_over_line_end (self, &self->at, &lines);
  self->next_line += lines;
}

/* What separates is what the row itself has most of, unless the file says. */
static gboolean
read_next_row (WfSheetReader *self, char separator)
{
  skip_empty_lines (self);
  self->separator = separator != '\0' ? separator : find_separator (self->at, self->end);
  return read_row (self);
}

/* A row of those among which the headings are looked for. */
typedef struct {
  const char *at;
  guint at_line; /* of @at */
  guint line;    /* where it begins, behind empty ones */
  guint filled;  /* cells in which something stands */
  guint known;   /* of them, words of a heading */
  char separator;
  gboolean fits; /* separated alike, one of the next rows has as many cells */
  gboolean is_mapped;
} TopRow;

/* Whether one of the next rows has as many cells. Looks ahead only. */
static gboolean
is_followed (WfSheetReader *self, guint cells)
{
  const char *at = self->at;
  guint line = self->line, next_line = self->next_line;
  gboolean is_alike = FALSE;

  for (guint i = 0; !is_alike && i < ROWS_AHEAD && read_row (self); i++)
    is_alike = self->cells->len >= cells;
  self->at = at;
  self->line = line;
  self->next_line = next_line;
  return is_alike;
}

static TopRow
look_at_row (WfSheetReader *self, const WfSheetSearch *search)
{
  g_auto (GStrv) headings = make_headings (self);
  TopRow row = { .line = self->line, .separator = self->separator };

  for (guint i = 0; i < self->cells->len; i++)
    {
      g_autofree char *heading = make_heading (self->cells->pdata[i], i + 1);

      row.filled += *g_strchug ((char *) self->cells->pdata[i]) != '\0';
      row.known += search->is_heading (heading);
    }
  row.is_mapped = search->is_mapped != NULL &&
                  search->is_mapped ((const char *const *) headings, search->user_data);
  row.fits = is_followed (self, row.filled);
  return row;
}

/* A row of data is no wider than the headings above it; a title is narrower, or what separates its
 * words does not separate the table's cells. Where the first row may be the headings of a table, a
 * row of data may name ways to reach somebody, and separate them as it likes. */
static gboolean
may_be_headings (const GArray *rows, guint number)
{
  const TopRow *row = &g_array_index (rows, TopRow, number);
  const TopRow *first = &g_array_index (rows, TopRow, 0);
  gboolean is_whole = row->known == row->filled, is_table = first->fits && first->filled >= 2;
  gboolean is_widest = TRUE, are_strange = TRUE; /* the rows above: no word is known */

  if (row->known < 2 || number == 0)
    return row->known >= 2;
  if (is_table && first->known > 0)
    return is_whole && row->filled > first->filled;
  for (guint i = 0; i < number; i++)
    {
      const TopRow *above = &g_array_index (rows, TopRow, i);

      is_widest &= above->filled < row->filled || !above->fits;
      are_strange &= above->known == 0;
    }
  return (is_whole && are_strange) ||
         (is_widest && (!is_table || (row->fits && row->separator == first->separator)));
}

static guint
find_headings (const GArray *rows)
{
  guint guess = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      if (may_be_headings (rows, i))
        {
          guess = i;
          break;
        }
    }
  if (g_array_index (rows, TopRow, guess).is_mapped)
    return guess;
  for (guint i = 0; i < rows->len; i++)
    {
      if (g_array_index (rows, TopRow, i).is_mapped)
        return i;
    }
  return guess;
}

/* Goes to the row of the headings. Nothing is counted on the way: it is read again. */
static void
skip_above (WfSheetReader *self, char separator, const WfSheetSearch *search)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (TopRow));
  WfImportReport *report = g_steal_pointer (&self->report);
  const char *first = self->at, *at = first, *end = self->end;
  guint first_line = self->next_line, at_line = first_line, found = 0;

  self->end = end - first > TOP_BYTES ? first + TOP_BYTES : end;
  while (rows->len < WF_SHEET_ABOVE_MAX && read_next_row (self, separator))
    {
      TopRow row = look_at_row (self, search);

      row.at = at;
      row.at_line = at_line;
      g_array_append_val (rows, row);
      at = self->at;
      at_line = self->next_line;
    }
  if (rows->len > 0)
    found = find_headings (rows);
  self->report = report;
  self->end = end;
  self->at = rows->len > 0 ? g_array_index (rows, TopRow, found).at : first;
  self->next_line = rows->len > 0 ? g_array_index (rows, TopRow, found).at_line : first_line;
  for (guint i = 0; report != NULL && i < found; i++)
    wf_import_report_refuse (report, self->name, g_array_index (rows, TopRow, i).line,
                             "it stands above the headings");
}

WfSheetReader *
wf_sheet_reader_new_below (GBytes *bytes,
                           const char *name,
                           WfImportReport *report,
                           const WfSheetSearch *search)
{
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  g_autoptr (WfSheetReader) self = g_new0 (WfSheetReader, 1);
  char separator;
  gsize size;

  self->bytes = make_utf8 (bytes, report);
  self->at = g_bytes_get_data (self->bytes, &size);
  self->end = self->at + size;
  self->name = g_strdup (name);
  self->report = report;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->next_line = 1;
  if (size >= 3 && memcmp (self->at, "\xef\xbb\xbf", 3) == 0)
    self->at += 3;
  separator = read_separator (self);
  if (search != NULL)
    skip_above (self, separator, search);
  if (!read_next_row (self, separator))
    return NULL;
  self->headings = make_headings (self);
  self->n_headings = self->cells->len;
  return g_steal_pointer (&self);
}

WfSheetReader *
wf_sheet_reader_new (GBytes *bytes, const char *name, WfImportReport *report)
{
  return wf_sheet_reader_new_below (bytes, name, report, NULL);
}

void
wf_sheet_reader_free (WfSheetReader *self)
{
  if (self == NULL)
    return;

  g_bytes_unref (self->bytes);
  g_ptr_array_unref (self->cells);
  g_strfreev (self->headings);
  g_free (self->name);
  g_free (self);
}

const char *const *
wf_sheet_reader_get_headings (const WfSheetReader *self)
{
  return (const char *const *) self->headings;
}

/* Cells behind the last heading that say something: nobody knows what they mean. */
static gboolean
has_strangers (const WfSheetReader *self)
{
  for (guint i = self->n_headings; i < self->cells->len; i++)
    {
      if (*(const char *) self->cells->pdata[i] != '\0')
        return TRUE;
    }
  return FALSE;
}

const char *const *
wf_sheet_reader_next (WfSheetReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  while (read_row (self))
    {
      if (has_strangers (self))
        {
          wf_import_report_refuse (self->report, self->name, self->line,
                                   "it has more cells than there are headings");
          continue;
        }
      if (self->cells->len < self->n_headings)
        wf_import_report_repair (self->report, "short-row");
      while (self->cells->len < self->n_headings)
        g_ptr_array_add (self->cells, g_strdup (""));
      g_ptr_array_set_size (self->cells, (int) self->n_headings);
      g_ptr_array_add (self->cells, NULL);
      return (const char *const *) self->cells->pdata;
    }
  return NULL;
}

guint
wf_sheet_reader_get_line (const WfSheetReader *self)
{
  return self->line;
}
