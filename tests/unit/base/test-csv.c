/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comma-separated values: what is read, on which line, what is refused, and that any
 * rows written are read back.
 */
#include "wf-csv.h"

#include <string.h>

/* All rows as "line:cell|cell\n", then "!message" when there was one. */
static char *
read_all (const char *text, gsize size, WfCsvError *out_code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (WfCsvReader) reader = wf_csv_reader_new (bytes);
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const char *const *cells;

  g_assert_cmpuint (wf_csv_reader_get_line (reader), ==, 0);
  while ((cells = wf_csv_reader_next (reader, &error)) != NULL)
    {
      g_autofree char *joined = g_strjoinv ("|", (char **) cells);

      g_assert_cmpuint (g_strv_length ((char **) cells), ==, wf_csv_reader_get_n_cells (reader));
      g_string_append_printf (seen, "%u:%s;", wf_csv_reader_get_line (reader), joined);
    }
  if (error != NULL)
    {
      g_assert_true (error->domain == WF_CSV_ERROR);
      *out_code = (WfCsvError) error->code;
      g_string_append_printf (seen, "!%s", error->message);
      g_assert_null (wf_csv_reader_next (reader, NULL));
    }
  return g_string_free (g_steal_pointer (&seen), FALSE);
}

static void
test_reads (void)
{
  static const struct {
    const char *text;
    const char *rows;
  } cases[] = {
    { "", "" },
    { "\xef\xbb\xbf", "" },
    { "a", "1:a;" },
    { "a,b\n1,2\n", "1:a|b;2:1|2;" },
    { "a,b\r\n1,2\r\n", "1:a|b;2:1|2;" },
    { "a,b\r1,2\r", "1:a|b;2:1|2;" },
    { "\xef\xbb\xbf"
      "a,b\n,\n",
      "1:a|b;2:|;" },
    { " a , b\n", "1: a | b;" },
    { "\"a,b\",\"c\"\"d\"\n", "1:a,b|c\"d;" },
    { "\"one\r\ntwo\nthree\",x\ny,z", "1:one\r\ntwo\nthree|x;4:y|z;" },
    { "\"\",\"\"\n", "1:|;" },
    { "a,b\n\n\r\n1,2\n\n", "1:a|b;4:1|2;" },
    { "a\n\nb\n", "1:a;2:;3:b;" },
    { "a,\n1,", "1:a|;2:1|;" },
    { "اسم,ü\n", "1:اسم|ü;" },
    { ",", "1:|;" },
    { "\n\na,b", "3:a|b;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfCsvError code = 0;
      g_autofree char *rows = read_all (cases[i].text, strlen (cases[i].text), &code);

      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_refuses (void)
{
  static const struct {
    const char *text;
    gsize size;
    const char *rows;
    WfCsvError code;
  } cases[] = {
    { "a,b\n1\n", 6, "1:a|b;!line 2: 1 cells where the first row has 2", WF_CSV_ERROR_RAGGED },
    { "a\n\"x\ny\",2\n", 11, "1:a;!line 2: 2 cells where the first row has 1",
      WF_CSV_ERROR_RAGGED },
    { "a\nb\"c\n", 6, "1:a;!line 2: a quotation mark stands inside a cell", WF_CSV_ERROR_QUOTE },
    { "a\n\"b\nc\"d\n", 10, "1:a;!line 3: text follows a closing quotation mark",
      WF_CSV_ERROR_QUOTE },
    { "\"a\" ,b", 6, "!line 1: text follows a closing quotation mark", WF_CSV_ERROR_QUOTE },
    { "a\n\"b\n\nc", 8, "1:a;!line 2: a quoted cell never ends", WF_CSV_ERROR_UNFINISHED },
    { "\"", 1, "!line 1: a quoted cell never ends", WF_CSV_ERROR_UNFINISHED },
    { "a\n\xff\n", 4, "1:a;!line 2: this is not UTF-8 text", WF_CSV_ERROR_ENCODING },
    { "a\nb\0c\n", 6, "1:a;!line 2: this is not UTF-8 text", WF_CSV_ERROR_ENCODING },
    { "\"a\"\0,", 5, "!line 1: text follows a closing quotation mark", WF_CSV_ERROR_QUOTE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WfCsvError code = 99;
      g_autofree char *rows = read_all (cases[i].text, cases[i].size, &code);

      g_assert_cmpstr (rows, ==, cases[i].rows);
      g_assert_cmpint (code, ==, cases[i].code);
    }
}

/* Whatever is written comes back, cell by cell. */
static void
test_round_trip (void)
{
  static const char *const PIECES[] = { "", "a", ",", "\"", "\n", "\r", "\r\n", " ", "ü", "\"\"" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4180);

  for (guint round = 0; round < 500; round++)
    {
      guint n_cells = (guint) g_rand_int_range (rand, 1, 5);
      guint n_rows = (guint) g_rand_int_range (rand, 1, 6);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

      for (guint r = 0; r < n_rows; r++)
        {
          char **cells = g_new0 (char *, n_cells + 1);

          for (guint c = 0; c < n_cells; c++)
            cells[c] =
                g_strconcat (PIECES[g_rand_int_range (rand, 0, G_N_ELEMENTS (PIECES))],
                             PIECES[g_rand_int_range (rand, 0, G_N_ELEMENTS (PIECES))], NULL);
          g_ptr_array_add (rows, cells);
          wf_csv_append_row (text, (const char *const *) cells);
        }

      g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
      g_autoptr (WfCsvReader) reader = wf_csv_reader_new (bytes);

      for (guint r = 0; r < n_rows; r++)
        {
          const char *const *cells = wf_csv_reader_next (reader, NULL);

          g_assert_nonnull (cells);
          g_assert_true (g_strv_equal (cells, rows->pdata[r]));
        }
      g_assert_null (wf_csv_reader_next (reader, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/reads", test_reads);
  g_test_add_func ("/csv/refuses", test_refuses);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  return g_test_run ();
}
