/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The question bank as a file, for a statistician or another agency: written as JSON or as a
 * table, read back with the same care as anything from outside.
 */
#define G_LOG_DOMAIN "wf-visit"

#include "wf-bank-sheet.h"

#include "wf-csv.h"
#include "wf-json.h"

#include <math.h>
#include <string.h>

#define FORMAT         "wayfinder-bank"
#define SIZE_MAX_BYTES (4 * 1024 * 1024) /* parsed on the main thread; a bank is some 30 kB */
#define SAME           1e-9
#define FIRST_NUMBER   4 /* the column of d1 */
#define N_COLUMNS      (FIRST_NUMBER + WF_IRT_MAX_THRESHOLDS + 5)
#define NUMBER_SIZE    G_ASCII_DTOSTR_BUF_SIZE
#define ERROR_FORMAT   WF_BANK_SHEET_ERROR, WF_BANK_SHEET_ERROR_FORMAT
#define ERROR_ITEM     WF_BANK_SHEET_ERROR, WF_BANK_SHEET_ERROR_ITEM
#define ERROR_NUMBER   WF_BANK_SHEET_ERROR, WF_BANK_SHEET_ERROR_NUMBER

G_DEFINE_QUARK (wf-bank-sheet-error-quark, wf_bank_sheet_error)

/* What is being read: moves so far, and which ids came. */
typedef struct {
  const WfItemBank *bank;
  const WfBankNumbers *numbers;
  GPtrArray *moves;
  GHashTable *seen;
} Reader;

static void
set_number (JsonObject *object, const char *name, double number)
{
  if (isnan (number))
    json_object_set_null_member (object, name);
  else
    json_object_set_double_member (object, name, number);
}

static JsonObject *
row_to_json (const WfBankRow *row)
{
  JsonObject *object = json_object_new ();
  JsonArray *thresholds = json_array_new (), *counts = json_array_new ();

  json_object_set_string_member (object, "id", row->item->id);
  json_object_set_string_member (object, "kind", wf_item_kind_to_name (row->item->kind));
  json_object_set_string_member (object, "competence", row->item->competence);
  json_object_set_double_member (object, "slope", row->in_use.slope);
  for (guint i = 0; i < row->in_use.n_thresholds; i++)
    json_array_add_double_element (thresholds, row->in_use.thresholds[i]);
  json_object_set_array_member (object, "thresholds", thresholds);
  json_object_set_int_member (object, "asked", row->asked);
  json_object_set_int_member (object, "answered", row->answered);
  for (guint i = 0; i < row->n_categories; i++)
    json_array_add_int_element (counts, row->counts[i]);
  json_object_set_array_member (object, "counts", counts);
  json_object_set_int_member (object, "median_seconds", row->median_seconds);
  set_number (object, "infit", row->infit);
  set_number (object, "outfit", row->outfit);
  return object;
}

JsonObject *
wf_bank_study_to_json (const WfBankStudy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const WfPackInfo *info = wf_item_bank_get_info (self->bank);
  JsonObject *object = json_object_new ();
  JsonArray *items = json_array_new ();

  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "v", 1);
  json_object_set_string_member (object, "pack", info->id);
  json_object_set_int_member (object, "version", info->version);
  json_object_set_int_member (object, "revision", self->revision);
  json_object_set_int_member (object, "people", self->n_people);
  for (guint i = 0; i < self->rows->len; i++)
    json_array_add_object_element (items, row_to_json (self->rows->pdata[i]));
  json_object_set_array_member (object, "items", items);
  return object;
}

static char *
number_to_text (double number)
{
  char buffer[NUMBER_SIZE];

  return isnan (number) ? g_strdup ("") : g_strdup (g_ascii_dtostr (buffer, NUMBER_SIZE, number));
}

static void
append_header (GString *text)
{
  g_auto (GStrv) cells = g_new0 (char *, N_COLUMNS + 1);
  static const char *const BEFORE[] = { "id", "kind", "competence", "slope" };
  static const char *const AFTER[] = { "asked", "answered", "median_seconds", "infit", "outfit" };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (BEFORE); i++)
    cells[n++] = g_strdup (BEFORE[i]);
  for (guint i = 1; i <= WF_IRT_MAX_THRESHOLDS; i++)
    cells[n++] = g_strdup_printf ("d%u", i);
  for (guint i = 0; i < G_N_ELEMENTS (AFTER); i++)
    cells[n++] = g_strdup (AFTER[i]);
  wf_csv_append_row (text, (const char *const *) cells);
}

static void
append_row (GString *text, const WfBankRow *row)
{
  g_auto (GStrv) cells = g_new0 (char *, N_COLUMNS + 1);
  guint n = 0;

  cells[n++] = g_strdup (row->item->id);
  cells[n++] = g_strdup (wf_item_kind_to_name (row->item->kind));
  cells[n++] = g_strdup (row->item->competence);
  cells[n++] = number_to_text (row->in_use.slope);
  for (guint i = 0; i < WF_IRT_MAX_THRESHOLDS; i++)
    cells[n++] = number_to_text (i < row->in_use.n_thresholds ? row->in_use.thresholds[i] : NAN);
  cells[n++] = g_strdup_printf ("%u", row->asked);
  cells[n++] = g_strdup_printf ("%u", row->answered);
  cells[n++] = g_strdup_printf ("%u", row->median_seconds);
  cells[n++] = number_to_text (row->infit);
  cells[n++] = number_to_text (row->outfit);
  wf_csv_append_row (text, (const char *const *) cells);
}

char *
wf_bank_study_to_csv (const WfBankStudy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *text = g_string_new (NULL);

  append_header (text);
  for (guint i = 0; i < self->rows->len; i++)
    append_row (text, self->rows->pdata[i]);
  return g_string_free (text, FALSE);
}

static gboolean
is_same (const double *left, const WfIrtItem *right)
{
  for (guint i = 0; i < right->n_thresholds; i++)
    if (fabs (left[i] - right->thresholds[i]) > SAME)
      return FALSE;
  return TRUE;
}

static gboolean
take_item (Reader *reader, const char *id, const double *numbers, guint n, GError **error)
{
  const WfItem *item = id != NULL ? wf_item_bank_lookup (reader->bank, id) : NULL;
  WfIrtItem in_use;
  WfBankMove *move;

  if (item == NULL || !wf_bank_numbers_get_irt (reader->numbers, item, &in_use))
    {
      g_set_error (error, ERROR_ITEM, "this bank has no question “%s” with steps",
                   id != NULL ? id : "");
      return FALSE;
    }
  if (!g_hash_table_add (reader->seen, item->id))
    {
      g_set_error (error, ERROR_ITEM, "question “%s” stands there twice", id);
      return FALSE;
    }
  if (n != in_use.n_thresholds)
    {
      g_set_error (error, ERROR_ITEM, "question “%s” has %u steps, not %u", id, in_use.n_thresholds,
                   n);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (!(fabs (numbers[i]) <= WF_BANK_SHEET_LIMIT))
      {
        g_set_error (error, ERROR_NUMBER, "step %u of question “%s” is not between -6 and 6", i + 1,
                     id);
        return FALSE;
      }
  if (is_same (numbers, &in_use))
    return TRUE;
  move = g_new0 (WfBankMove, 1);
  move->item = g_strdup (id);
  move->n_thresholds = n;
  memcpy (move->thresholds, numbers, n * sizeof *numbers);
  g_ptr_array_add (reader->moves, move);
  return TRUE;
}

static gboolean
read_json_item (Reader *reader, JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *list = object != NULL ? wf_json_get_array (object, "thresholds") : NULL;
  double numbers[WF_IRT_MAX_THRESHOLDS];
  guint n = list != NULL ? json_array_get_length (list) : 0;

  if (list == NULL || n > WF_IRT_MAX_THRESHOLDS)
    {
      g_set_error_literal (error, ERROR_FORMAT, "an entry has no list of thresholds");
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      JsonNode *number = json_array_get_element (list, i);

      numbers[i] =
          JSON_NODE_HOLDS_VALUE (number) && json_node_get_value_type (number) != G_TYPE_STRING
              ? json_node_get_double (number)
              : NAN;
    }
  return take_item (reader, wf_json_get_string (object, "id", NULL), numbers, n, error);
}

static gboolean
read_json (Reader *reader, const char *text, gsize size, GError **error)
{
  g_autoptr (JsonObject) object = wf_json_parse_object (text, (gssize) size, error);
  const char *pack = object != NULL ? wf_json_get_string (object, "pack", NULL) : NULL;
  JsonArray *items = object != NULL ? wf_json_get_array (object, "items") : NULL;

  if (object == NULL)
    return FALSE;
  if (g_strcmp0 (wf_json_get_string (object, "format", NULL), FORMAT) != 0 || items == NULL ||
      wf_json_get_int (object, "v", 0) != 1 ||
      g_strcmp0 (pack, wf_item_bank_get_info (reader->bank)->id) != 0)
    {
      g_set_error_literal (error, ERROR_FORMAT, "this is not a file of this bank of questions");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (items); i++)
    if (!read_json_item (reader, json_array_get_element (items, i), error))
      return FALSE;
  return TRUE;
}

static double
parse_cell (const char *cell)
{
  char *end;
  double number = g_ascii_strtod (cell, &end);

  return end != cell && *end == '\0' ? number : NAN;
}

static gboolean
read_csv_row (Reader *reader, const char *const *cells, GError **error)
{
  double numbers[WF_IRT_MAX_THRESHOLDS];
  guint n = 0;

  while (n < WF_IRT_MAX_THRESHOLDS && *cells[FIRST_NUMBER + n] != '\0')
    {
      numbers[n] = parse_cell (cells[FIRST_NUMBER + n]);
      n++;
    }
  return take_item (reader, cells[0], numbers, n, error);
}

static gboolean
read_csv (Reader *reader, GBytes *bytes, GError **error)
{
  g_autoptr (WfCsvReader) csv = wf_csv_reader_new (bytes);
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GString) first = g_string_new (NULL);
  GError *problem = NULL;
  const char *const *cells = wf_csv_reader_next (csv, &problem);

  append_header (header);
  if (cells != NULL)
    wf_csv_append_row (first, cells);
  if (problem == NULL && strcmp (header->str, first->str) != 0)
    g_set_error_literal (&problem, ERROR_FORMAT, "line 1: the columns are not those of a bank");
  while (problem == NULL && (cells = wf_csv_reader_next (csv, &problem)) != NULL)
    if (!read_csv_row (reader, cells, &problem))
      g_prefix_error (&problem, "line %u: ", wf_csv_reader_get_line (csv));
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

GPtrArray *
wf_bank_sheet_read (GBytes *bytes,
                    const WfItemBank *bank,
                    const WfBankNumbers *numbers,
                    GError **error)
{
  g_return_val_if_fail (bytes != NULL && bank != NULL && numbers != NULL, NULL);

  if (g_bytes_get_size (bytes) > SIZE_MAX_BYTES)
    {
      g_set_error_literal (error, ERROR_FORMAT, "a bank of questions is never that large");
      return NULL;
    }

  g_autoptr (GPtrArray) moves = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_bank_move_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { bank, numbers, moves, seen };
  GError *problem = NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  gboolean is_json = size > 0 && memchr (" \t\r\n{", *text, 5) != NULL;
  gboolean is_read =
      is_json ? read_json (&reader, text, size, &problem) : read_csv (&reader, bytes, &problem);

  if (is_read)
    return g_steal_pointer (&moves);
  if (problem->domain != WF_BANK_SHEET_ERROR)
    {
      g_set_error (error, ERROR_FORMAT, "%s", problem->message);
      g_error_free (problem);
    }
  else
    g_propagate_error (error, problem);
  return NULL;
}
