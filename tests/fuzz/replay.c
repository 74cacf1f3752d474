/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The main() of a fuzz target built without libFuzzer: gives it every file named, or in a
 * directory named. An ordinary test.
 */
#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static guint
replay (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *text = NULL;
  const char *name;
  guint n = 0;
  gsize size;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      n += replay (child);
    }
  if (dir != NULL)
    return n;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  LLVMFuzzerTestOneInput ((const guint8 *) text, size);
  return 1;
}

int
main (int argc, char **argv)
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    n += replay (argv[i]);
  g_assert_cmpuint (n, >, 0); /* an empty corpus proves nothing */
  g_print ("%u inputs replayed\n", n);
  return 0;
}
