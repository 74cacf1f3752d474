/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-page.h"
#include "wf-pictogram.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define EN(words) (&(WfPageText){ words, "en", WF_PAGE_DIRECTION_LTR })
#define FR(words) (&(WfPageText){ words, "fr", WF_PAGE_DIRECTION_LTR })
#define AR(words) (&(WfPageText){ words, "ar", WF_PAGE_DIRECTION_RTL })

/* A page as a plan makes one: cards in two languages, a code, a list, a footer. */
static WfPage *
new_sample (WfPagePaper paper, guint cards, gboolean large)
{
  static const char *const DIGITS[] = { "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩" };
  WfPage *page = wf_page_new (paper, WF_PAGE_DIRECTION_RTL);
  g_autofree char *phone = wf_page_isolate ("604-555-0142", WF_PAGE_DIRECTION_LTR);
  g_autofree char *call = g_strconcat ("اتصل ", phone, NULL);

  wf_page_set_large_type (page, large);
  wf_page_add_pair (page, WF_PAGE_ROLE_TITLE, AR ("ورقتك"), EN ("Your page"));
  for (guint i = 0; i < cards; i++)
    {
      wf_page_begin_box (page,
                         &(WfPageBox){ .framed = TRUE, .number = DIGITS[i % 9], .tick = TRUE });
      wf_page_add_pair (page, WF_PAGE_ROLE_STATEMENT, AR ("أريد إنترنت في بيتي"),
                        EN ("I want internet at home that works."));
      wf_page_begin_box (page, &(WfPageBox){ .pictogram = "phone",
                                             .code = "https://library.example/internet",
                                             .code_caption = AR ("هذا رمز من عندنا"),
                                             .code_caption_second = EN ("This code is ours") });
      wf_page_add_text (page, WF_PAGE_ROLE_BODY, EN ("City Library"));
      wf_page_add_pair (page, WF_PAGE_ROLE_BODY, AR (call), EN ("Call 604-555-0142"));
      wf_page_add_item (page, WF_PAGE_MARKER_BULLET, WF_PAGE_ROLE_BODY, AR ("بطاقة مكتبة"),
                        EN ("Library card"));
      wf_page_end_box (page);
      wf_page_end_box (page);
    }
  wf_page_add_rule (page);
  wf_page_add_space (page, 4);
  wf_page_set_footer (page, AR ("هذه الورقة لك. ليست نتيجة امتحان."),
                      EN ("This page is for you. It is not a test result."));
  return page;
}

static char *
run (const char *program, const char *path)
{
  const char *argv[] = { program, path, g_str_equal (program, "pdftotext") ? "-" : NULL, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

static char *
write_sample (WfPage *page)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("wf-page-XXXXXX", NULL);
  char *path = g_build_filename (dir, "page.pdf", NULL);

  wf_page_write_pdf (page, "WF-4821", path, &error);
  g_assert_no_error (error);
  return path;
}

static void
remove_sample (const char *path)
{
  g_autofree char *dir = g_path_get_dirname (path);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

/* The words are text in the PDF, on one side of the right paper, titled by the slip alone. */
static void
test_pdf_text (void)
{
  static const struct {
    WfPagePaper paper;
    const char *size;
  } cases[] = { { WF_PAGE_PAPER_A4, "595.28 x 841.89" }, { WF_PAGE_PAPER_LETTER, "612 x 792" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfPage) page = new_sample (cases[i].paper, 3, FALSE);
      g_autofree char *path = write_sample (page);
      g_autofree char *text = run ("pdftotext", path);
      g_autofree char *info = run ("pdfinfo", path);

      g_assert_nonnull (strstr (text, "internet at home"));
      g_assert_nonnull (strstr (text, "This page is for you"));
      g_assert_nonnull (strstr (text, "604-555-0142"));
      g_assert_nonnull (strstr (text, "ورقتك"));
      g_assert_nonnull (strstr (text, "إنترنت"));
      g_assert_nonnull (strstr (text, "٣"));
      g_assert_nonnull (strstr (info, cases[i].size));
      g_assert_true (g_regex_match_simple ("Pages: +1\n", info, 0, 0));
      g_assert_true (g_regex_match_simple ("Title: +WF-4821\n", info, 0, 0));
      g_assert_null (strstr (info, "internet"));
      g_assert_null (strstr (info, "Author"));
      remove_sample (path);
    }
}

static void
test_pdf_fonts (void)
{
  g_autoptr (WfPage) page = new_sample (WF_PAGE_PAPER_A4, 2, FALSE);
  g_autofree char *path = write_sample (page);
  g_autofree char *fonts = run ("pdffonts", path);
  g_auto (GStrv) lines = g_strsplit (fonts, "\n", -1);
  gboolean arabic = FALSE;

  /* name, type, encoding, "emb sub uni": two header lines, then one line a font */
  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 2; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_assert_true (g_regex_match_simple (" yes +yes +yes ", lines[i], 0, 0));
      arabic |= strstr (lines[i], "Arabic") != NULL;
    }
  g_assert_true (arabic);
  remove_sample (path);
}

static gboolean
row_has_dark (cairo_surface_t *surface, int y, int from, int to)
{
  const guint8 *row =
      cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  for (int x = from; x < to; x++)
    {
      if (row[4 * x] < 128)
        return TRUE;
    }
  return FALSE;
}

static WfPage *
new_symmetric (WfPageDirection direction)
{
  WfPage *page = wf_page_new (WF_PAGE_PAPER_LETTER, direction);

  wf_page_begin_box (page, &(WfPageBox){ .framed = TRUE, .tick = TRUE, .pictogram = "choice" });
  wf_page_add_space (page, 60);
  wf_page_end_box (page);
  wf_page_add_item (page, WF_PAGE_MARKER_BULLET, WF_PAGE_ROLE_BODY, EN (""), NULL);
  wf_page_add_item (page, WF_PAGE_MARKER_BOX, WF_PAGE_ROLE_BODY, EN (""), NULL);
  return page;
}

/* A right-to-left page is the left-to-right one with its places mirrored (not its drawings). */
static void
test_mirrored (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) ltr = new_symmetric (WF_PAGE_DIRECTION_LTR);
  g_autoptr (WfPage) rtl = new_symmetric (WF_PAGE_DIRECTION_RTL);
  cairo_surface_t *left = wf_page_preview (ltr, 0, 1224, &error);
  cairo_surface_t *right = wf_page_preview (rtl, 0, 1224, &error);
  int width = cairo_image_surface_get_width (left), height = cairo_image_surface_get_height (left);
  guint marked = 0;

  g_assert_no_error (error);
  for (int y = 0; y < height; y++)
    {
      gboolean starts_left = row_has_dark (left, y, 90, width / 3);

      g_assert_true (starts_left == row_has_dark (right, y, width - width / 3, width - 90));
      g_assert_true (row_has_dark (left, y, width - width / 3, width - 90) ==
                     row_has_dark (right, y, 90, width / 3));
      marked += starts_left;
    }
  g_assert_cmpuint (marked, >, 40);
  cairo_surface_destroy (left);
  cairo_surface_destroy (right);
}

/* A text stands at the side its own direction begins at, whatever the page's. */
static void
test_text_sides (void)
{
  static const struct {
    WfPageDirection page;
    WfPageDirection text;
    gboolean right;
  } cases[] = {
    { WF_PAGE_DIRECTION_LTR, WF_PAGE_DIRECTION_LTR, FALSE },
    { WF_PAGE_DIRECTION_LTR, WF_PAGE_DIRECTION_RTL, TRUE },
    { WF_PAGE_DIRECTION_RTL, WF_PAGE_DIRECTION_LTR, FALSE },
    { WF_PAGE_DIRECTION_RTL, WF_PAGE_DIRECTION_RTL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WfPage) page = wf_page_new (WF_PAGE_PAPER_LETTER, cases[i].page);
      gboolean left = FALSE, right = FALSE;

      wf_page_add_text (page, WF_PAGE_ROLE_TITLE, &(WfPageText){ "604", "en", cases[i].text });

      cairo_surface_t *surface = wf_page_preview (page, 0, 612, &error);

      g_assert_no_error (error);
      for (int y = 0; y < 120; y++)
        {
          left |= row_has_dark (surface, y, 40, 200);
          right |= row_has_dark (surface, y, 412, 572);
        }
      g_assert_true (right == cases[i].right);
      g_assert_true (left != cases[i].right);
      cairo_surface_destroy (surface);
    }
}

/* More cards, never larger type; and what does not fit is said, not cut. */
static void
test_fit_shrinks_then_tells (void)
{
  static const gboolean LARGE[] = { FALSE, TRUE };

  for (guint l = 0; l < G_N_ELEMENTS (LARGE); l++)
    {
      double last = 10;
      gboolean overflowed = FALSE;

      for (guint cards = 0; cards < 14; cards++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (WfPage) page = new_sample (WF_PAGE_PAPER_A4, cards, LARGE[l]);
          WfPageFit fit;

          g_assert_true (wf_page_fit (page, &fit, &error));
          g_assert_cmpfloat (fit.scale, <=, last);
          g_assert_cmpfloat (fit.scale, >=, LARGE[l] ? 0.9 : 0.84);
          g_assert_true (fit.overflow >= 0 && (fit.overflow > 0) == (fit.n_pages > 1));
          g_assert_true (fit.overflow > 0 || !overflowed); /* once too long, always too long */
          last = fit.scale;
          overflowed = fit.overflow > 0;

          g_autoptr (GBytes) pdf = wf_page_to_pdf (page, "WF-1", &error);

          g_assert_true ((pdf == NULL) == overflowed);
          if (overflowed)
            g_assert_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_OVERFLOW);
        }
      g_assert_true (overflowed);
      g_assert_cmpfloat (last, <, 1);
    }
}

static void
test_several_sides (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = new_sample (WF_PAGE_PAPER_A4, 14, FALSE);
  WfPageFit fit;

  wf_page_set_single_side (page, FALSE);
  g_assert_true (wf_page_fit (page, &fit, &error));
  g_assert_cmpuint (fit.n_pages, >, 1);
  g_assert_cmpfloat (fit.scale, ==, 1);
  g_assert_cmpfloat (fit.overflow, ==, 0);

  g_autofree char *path = write_sample (page);
  g_autofree char *info = run ("pdfinfo", path);
  g_autofree char *expected = g_strdup_printf ("Pages: +%u\n", fit.n_pages);
  g_autofree char *text = run ("pdftotext", path);
  g_auto (GStrv) cards = g_strsplit (text, "I want internet", -1);
  g_auto (GStrv) footers = g_strsplit (text, "This page is", -1);

  g_assert_true (g_regex_match_simple (expected, info, 0, 0));
  g_assert_cmpuint (g_strv_length (cards), ==, 15);
  g_assert_cmpuint (g_strv_length (footers), ==, fit.n_pages + 1);
  remove_sample (path);
}

/* A break begins a side, at the top of one it adds none; on one side it changes nothing. */
static void
test_breaks (void)
{
  for (guint single = 0; single < 2; single++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WfPage) page = wf_page_new (WF_PAGE_PAPER_A4, WF_PAGE_DIRECTION_LTR);
      WfPageFit fit;

      wf_page_set_single_side (page, single == 1);
      wf_page_add_break (page);
      wf_page_add_text (page, WF_PAGE_ROLE_BODY, EN ("one"));
      wf_page_add_break (page);
      wf_page_add_break (page);
      wf_page_add_text (page, WF_PAGE_ROLE_BODY, EN ("two"));
      g_assert_true (wf_page_fit (page, &fit, &error));
      g_assert_cmpuint (fit.n_pages, ==, single == 1 ? 1 : 2);
    }
}

static void
test_plain_text (void)
{
  g_autoptr (WfPage) page = wf_page_new (WF_PAGE_PAPER_A4, WF_PAGE_DIRECTION_LTR);

  wf_page_add_pair (page, WF_PAGE_ROLE_TITLE, FR ("Votre page"), EN ("Your page"));
  wf_page_begin_box (page, &(WfPageBox){ .number = "1" });
  wf_page_add_pair (page, WF_PAGE_ROLE_STATEMENT, FR ("Je veux lire"), EN ("I want to read"));
  wf_page_begin_box (page, &(WfPageBox){ .code = "https://a.example" });
  wf_page_add_text (page, WF_PAGE_ROLE_BODY, FR ("C’est gratuit"));
  wf_page_end_box (page);
  wf_page_end_box (page);
  wf_page_add_item (page, WF_PAGE_MARKER_BULLET, WF_PAGE_ROLE_BODY, FR ("un"), NULL);
  wf_page_add_item (page, WF_PAGE_MARKER_BOX, WF_PAGE_ROLE_BODY, FR ("deux"), NULL);
  wf_page_add_item (page, WF_PAGE_MARKER_BOX_YES, WF_PAGE_ROLE_BODY, FR ("trois"), NULL);
  wf_page_add_item (page, WF_PAGE_MARKER_BOX_NO, WF_PAGE_ROLE_BODY, FR ("quatre"), EN ("four"));
  wf_page_add_pictogram (page, "clock", 20);
  wf_page_add_code (page, "tel:211", 60);
  wf_page_set_footer (page, FR ("Pour vous."), EN ("For you."));

  g_autofree char *first = wf_page_to_plain_text (page, FALSE);
  g_autofree char *both = wf_page_to_plain_text (page, TRUE);

  g_assert_cmpstr (first, ==,
                   "Votre page\n\n1. Je veux lire\nC’est gratuit\nhttps://a.example\n• un\n☐ deux\n"
                   "☑ trois\n☒ quatre\ntel:211\n\nPour vous.\n");
  g_assert_nonnull (strstr (both, "1. Je veux lire\nI want to read\n"));
  g_assert_nonnull (strstr (both, "☒ quatre\nfour\n"));
  g_assert_true (g_str_has_suffix (both, "Pour vous.\nFor you.\n"));
}

/* What cannot be drawn fails before anything is written. */
static void
test_refuses (void)
{
  g_autofree char *long_text = g_strnfill (3000, 'x');
  const struct {
    const char *pictogram;
    const char *code;
    int error;
  } cases[] = {
    { "flag", NULL, WF_PAGE_ERROR_PICTOGRAM },
    { NULL, long_text, WF_PAGE_ERROR_CODE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint single = 0; single < 2; single++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (WfPage) page = wf_page_new (WF_PAGE_PAPER_A4, WF_PAGE_DIRECTION_LTR);
          WfPageFit fit;

          wf_page_set_single_side (page, single == 1);
          wf_page_begin_box (
              page, &(WfPageBox){ .pictogram = cases[i].pictogram, .code = cases[i].code });
          wf_page_end_box (page);
          g_assert_false (wf_page_fit (page, &fit, &error));
          g_assert_error (error, WF_PAGE_ERROR, cases[i].error);
          g_clear_error (&error);
          g_assert_null (wf_page_preview (page, 0, 100, &error));
          g_assert_error (error, WF_PAGE_ERROR, cases[i].error);
          g_clear_error (&error);
          g_assert_null (wf_page_to_pdf (page, "WF-1", &error));
          g_assert_error (error, WF_PAGE_ERROR, cases[i].error);
        }
    }
}

static void
test_no_such_side (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = new_sample (WF_PAGE_PAPER_A4, 1, FALSE);

  g_assert_null (wf_page_preview (page, 1, 100, &error));
  g_assert_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_OUTPUT);
}

/* Nothing but the named file; the file is its owner's alone; a bad place says so. */
static void
test_outputs (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfPage) page = new_sample (WF_PAGE_PAPER_LETTER, 1, FALSE);
  g_autofree char *path = write_sample (page);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GStatBuf buffer;

  g_assert_cmpint (g_stat (path, &buffer), ==, 0);
  g_assert_cmpint (buffer.st_mode & 0777, ==, 0600);
  remove_sample (path);

  g_assert_true (wf_page_write_pdf_to_stream (page, "WF-1", stream, NULL, &error));
  g_assert_no_error (error);

  const char *data = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));

  g_assert_cmpmem (data, 5, "%PDF-", 5);
  g_assert_false (wf_page_write_pdf (page, "WF-1", "/nonexistent/page.pdf", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);

  g_autoptr (WfPage) bad = wf_page_new (WF_PAGE_PAPER_A4, WF_PAGE_DIRECTION_LTR);

  wf_page_add_pictogram (bad, "flag", 10);
  g_assert_false (wf_page_write_pdf_to_stream (bad, "WF-1", stream, NULL, &error));
  g_clear_error (&error);
  g_assert_false (wf_page_write_pdf (bad, "WF-1", "/nonexistent/page.pdf", &error));
  g_assert_error (error, WF_PAGE_ERROR, WF_PAGE_ERROR_PICTOGRAM);
}

/* A number keeps its order in a right-to-left sentence only when isolated. */
static void
test_isolate (void)
{
  g_autofree char *ltr = wf_page_isolate ("604", WF_PAGE_DIRECTION_LTR);
  g_autofree char *rtl = wf_page_isolate ("ورقة", WF_PAGE_DIRECTION_RTL);

  g_assert_cmpstr (ltr, ==, "\u2066604\u2069");
  g_assert_true (g_str_has_prefix (rtl, "\u2067") && g_str_has_suffix (rtl, "\u2069"));
}

/* cairo 1.16 loses some bytes for each CFF font it puts into a PDF, and Han type is CFF:
 * not ours to mend, so a run that looks for leaks passes over it. */
#ifdef __SANITIZE_ADDRESS__
#define LOOKS_FOR_LEAKS TRUE
#else
#define LOOKS_FOR_LEAKS FALSE
#endif

/* Each script in its own type, all on one page: shaped from fonts that have the letters. */
static void
test_scripts (void)
{
  static const struct {
    const char *lang;
    const char *words;
    const char *font;
  } cases[] = {
    { "en", "Library", "NotoSans-" },
    { "zh-Hans", "图书馆", "NotoSansCJKsc" },
    { "zh-Hant", "圖書館", "NotoSansCJKtc" },
    { "ja", "図書館", "NotoSansCJKjp" },
    { "ar", "مكتبة", "Arabic" },
    { "ur", "کتب خانہ", "NotoNaskhArabic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WfPage) page = wf_page_new (WF_PAGE_PAPER_A4, WF_PAGE_DIRECTION_LTR);

      if (LOOKS_FOR_LEAKS && strstr (cases[i].font, "CJK") != NULL)
        continue;
      wf_page_add_text (page, WF_PAGE_ROLE_BODY,
                        &(WfPageText){ cases[i].words, cases[i].lang, WF_PAGE_DIRECTION_LTR });

      g_autofree char *path = write_sample (page);
      g_autofree char *fonts = run ("pdffonts", path);

      g_assert_nonnull (strstr (fonts, cases[i].font));
      remove_sample (path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page/pdf-text", test_pdf_text);
  g_test_add_func ("/page/pdf-fonts", test_pdf_fonts);
  g_test_add_func ("/page/mirrored", test_mirrored);
  g_test_add_func ("/page/text-sides", test_text_sides);
  g_test_add_func ("/page/fit-shrinks-then-tells", test_fit_shrinks_then_tells);
  g_test_add_func ("/page/several-sides", test_several_sides);
  g_test_add_func ("/page/breaks", test_breaks);
  g_test_add_func ("/page/plain-text", test_plain_text);
  g_test_add_func ("/page/refuses", test_refuses);
  g_test_add_func ("/page/no-such-side", test_no_such_side);
  g_test_add_func ("/page/outputs", test_outputs);
  g_test_add_func ("/page/isolate", test_isolate);
  g_test_add_func ("/page/scripts", test_scripts);
  return g_test_run ();
}
