/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows out of raw pages. Pure; trusts nothing: every offset is held against the page, every
 * length against what is left.
 */
#define G_LOG_DOMAIN "wf-store"

#include "wf-page-scan.h"

#include <string.h>

#define TABLE_LEAF   0x0d
#define TABLE_INNER  0x05
#define INDEX_LEAF   0x0a
#define INDEX_INNER  0x02
#define FILE_HEADER  100
#define LEAF_HEADER  8
#define WAL_HEADER   32
#define FRAME_HEADER 24
#define PAYLOAD_MAX  ((gsize) 4 << 20)

typedef struct {
  const guint8 *file;
  gsize size;
  gsize page_size;
  GHashTable *overlay; /* page number → page in the log */
  WfPageVisit visit;
  gpointer user_data;
} Scan;

static guint32
get_be (const guint8 *bytes, guint n)
{
  guint32 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | bytes[i];
  return value;
}

static const guint8 *
get_page (Scan *scan, guint32 number)
{
  const guint8 *page = g_hash_table_lookup (scan->overlay, GUINT_TO_POINTER (number));

  if (page != NULL)
    return page;
  if (number == 0 || (gsize) number * scan->page_size > scan->size)
    return NULL;
  return scan->file + (gsize) (number - 1) * scan->page_size;
}

/* Returns: bytes used, 0 when there are too few. */
static guint
get_varint (const guint8 *bytes, gsize left, guint64 *out_value)
{
  guint64 value = 0;

  for (guint i = 0; i < 9 && i < left; i++)
    {
      if (i == 8)
        {
          *out_value = value << 8 | bytes[i];
          return 9;
        }
      value = value << 7 | (bytes[i] & 0x7f);
      if ((bytes[i] & 0x80) == 0)
        {
          *out_value = value;
          return i + 1;
        }
    }
  return 0;
}

static gsize
size_of_type (guint64 type)
{
  static const gsize sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0 };

  return type < 12 ? sizes[type] : (gsize) ((type - 12) / 2);
}

static gint64
read_number (const guint8 *bytes, guint64 type)
{
  gsize size = size_of_type (type);
  guint64 value = size > 0 && (bytes[0] & 0x80) ? G_MAXUINT64 : 0;

  if (type == 9)
    return 1;
  for (gsize i = 0; i < size; i++)
    value = value << 8 | bytes[i];
  return (gint64) value;
}

static void
parse_record (Scan *scan, gint64 rowid, const guint8 *record, gsize size)
{
  WfPageColumn columns[WF_PAGE_COLUMNS_MAX];
  guint64 header_size = 0, type;
  gsize at = get_varint (record, size, &header_size);
  gsize body = (gsize) header_size;
  guint n = 0;

  if (at == 0 || header_size > size)
    return;
  while (at < header_size && n < WF_PAGE_COLUMNS_MAX)
    {
      guint used = get_varint (record + at, (gsize) header_size - at, &type);
      gsize length = size_of_type (type);

      if (used == 0 || type == 10 || type == 11 || length > size - body)
        return;
      columns[n] = (WfPageColumn){ .is_blob = type >= 12 };
      if (type >= 12)
        {
          columns[n].bytes = record + body;
          columns[n].size = length;
        }
      else
        columns[n].number = read_number (record + body, type);
      body += length;
      at += used;
      n++;
    }
  scan->visit (rowid, columns, n, scan->user_data);
}

/* Follows the chain of overflow pages; a chain that breaks ends the row. */
static gboolean
read_overflow (Scan *scan, guint32 number, GByteArray *payload, gsize size)
{
  while (payload->len < size)
    {
      const guint8 *page = get_page (scan, number);
      gsize want = size - payload->len;

      if (page == NULL)
        return FALSE;
      g_byte_array_append (payload, page + 4, (guint) MIN (want, scan->page_size - 4));
      number = get_be (page, 4);
    }
  return TRUE;
}

/* §1.6: how much of a payload stays on a table's leaf. */
static gsize
local_size (gsize payload, gsize usable)
{
  gsize most = usable - 35, least = (usable - 12) * 32 / 255 - 23;
  gsize local = least + (payload - least) % (usable - 4);

  if (payload <= most)
    return payload;
  return local <= most ? local : least;
}

static void
parse_cell (Scan *scan, const guint8 *page, gsize offset)
{
  guint64 payload_size = 0, rowid = 0;
  gsize left = scan->page_size - offset;
  guint first = get_varint (page + offset, left, &payload_size);
  guint second = first > 0 ? get_varint (page + offset + first, left - first, &rowid) : 0;
  gsize at = offset + first + second;

  if (second == 0 || payload_size == 0 || payload_size > PAYLOAD_MAX)
    return;

  gsize local = local_size ((gsize) payload_size, scan->page_size);

  if (local > scan->page_size - at)
    return;
  if (local == payload_size)
    {
      parse_record (scan, (gint64) rowid, page + at, local);
      return;
    }
  if (scan->page_size - at - local < 4)
    return;

  g_autoptr (GByteArray) payload = g_byte_array_sized_new ((guint) payload_size);

  g_byte_array_append (payload, page + at, (guint) local);
  if (read_overflow (scan, get_be (page + at + local, 4), payload, (gsize) payload_size))
    parse_record (scan, (gint64) rowid, payload->data, payload->len);
}

static void
scan_leaf (Scan *scan, const guint8 *page, gsize header)
{
  guint n_cells = get_be (page + header + 3, 2);

  for (guint i = 0; i < n_cells; i++)
    {
      gsize pointer = header + LEAF_HEADER + 2 * (gsize) i;

      if (pointer + 2 > scan->page_size)
        return;

      gsize offset = get_be (page + pointer, 2);

      if (offset >= header + LEAF_HEADER && offset < scan->page_size)
        parse_cell (scan, page, offset);
    }
}

/* A page whose header is harmed may still hold whole cells: try each place one could begin. */
static void
scan_bytes (Scan *scan, const guint8 *page)
{
  for (gsize offset = 0; offset + 8 < scan->page_size; offset++)
    parse_cell (scan, page, offset);
}

static gboolean
is_valid_leaf (Scan *scan, const guint8 *page, gsize header)
{
  guint n_cells = get_be (page + header + 3, 2);

  if (page[header] != TABLE_LEAF || header + LEAF_HEADER + 2 * (gsize) n_cells > scan->page_size)
    return FALSE;
  for (guint i = 0; i < n_cells; i++)
    {
      gsize offset = get_be (page + header + LEAF_HEADER + 2 * (gsize) i, 2);

      if (offset < header + LEAF_HEADER + 2 * (gsize) n_cells || offset >= scan->page_size)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_other_page (const guint8 *page, gsize header)
{
  return page[header] == TABLE_INNER || page[header] == INDEX_LEAF || page[header] == INDEX_INNER ||
         page[header] == 0; /* free, or the beginning of an overflow page's next number */
}

static guint32
checksum_step (const guint8 *bytes, gsize size, gboolean is_big, guint32 *s0, guint32 *s1)
{
  for (gsize i = 0; i + 8 <= size; i += 8)
    {
      guint32 a, b;

      memcpy (&a, bytes + i, 4);
      memcpy (&b, bytes + i + 4, 4);
      *s0 += (is_big ? GUINT32_FROM_BE (a) : GUINT32_FROM_LE (a)) + *s1;
      *s1 += (is_big ? GUINT32_FROM_BE (b) : GUINT32_FROM_LE (b)) + *s0;
    }
  return *s1;
}

/* §4.2: frames count while salts and running checksums hold, up to the last commit. */
static void
lay_wal (Scan *scan, const guint8 *wal, gsize size)
{
  g_autoptr (GHashTable) pending = g_hash_table_new (NULL, NULL);
  guint32 s0 = 0, s1 = 0;
  gsize step = FRAME_HEADER + scan->page_size;

  if (wal == NULL || size < WAL_HEADER)
    return;

  gboolean is_big = (get_be (wal, 4) & 1) != 0;

  checksum_step (wal, 24, is_big, &s0, &s1);
  if (get_be (wal + 24, 4) != s0 || get_be (wal + 28, 4) != s1)
    return;
  for (gsize at = WAL_HEADER; at + step <= size; at += step)
    {
      const guint8 *frame = wal + at;

      checksum_step (frame, 8, is_big, &s0, &s1);
      checksum_step (frame + FRAME_HEADER, scan->page_size, is_big, &s0, &s1);
      if (memcmp (frame + 8, wal + 16, 8) != 0 || get_be (frame + 16, 4) != s0 ||
          get_be (frame + 20, 4) != s1)
        return;
      g_hash_table_insert (pending, GUINT_TO_POINTER (get_be (frame, 4)),
                           (gpointer) (frame + FRAME_HEADER));
      if (get_be (frame + 4, 4) == 0)
        continue;

      GHashTableIter iter;
      gpointer number, page;

      g_hash_table_iter_init (&iter, pending);
      while (g_hash_table_iter_next (&iter, &number, &page))
        g_hash_table_insert (scan->overlay, number, page);
      g_hash_table_remove_all (pending);
    }
}

static guint32
find_last_page (Scan *scan)
{
  guint32 last = (guint32) (scan->size / scan->page_size);
  GHashTableIter iter;
  gpointer number;

  g_hash_table_iter_init (&iter, scan->overlay);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    last = MAX (last, GPOINTER_TO_UINT (number));
  return last;
}

guint
wf_page_scan (const guint8 *file,
              gsize size,
              const guint8 *wal,
              gsize wal_size,
              gsize page_size,
              WfPageVisit visit,
              gpointer user_data)
{
  g_return_val_if_fail (file != NULL || size == 0, 0);
  g_return_val_if_fail (page_size >= 512 && visit != NULL, 0);

  g_autoptr (GHashTable) overlay = g_hash_table_new (NULL, NULL);
  Scan scan = { file, size, page_size, overlay, visit, user_data };
  guint n_unread = 0;

  lay_wal (&scan, wal, wal_size);
  for (guint32 number = 1, last = find_last_page (&scan); number <= last; number++)
    {
      const guint8 *page = get_page (&scan, number);
      gsize header = number == 1 ? FILE_HEADER : 0;

      if (page == NULL)
        continue;
      if (is_valid_leaf (&scan, page, header))
        scan_leaf (&scan, page, header);
      else
        {
          scan_bytes (&scan, page);
          n_unread += !is_other_page (page, header);
        }
    }
  return n_unread;
}
