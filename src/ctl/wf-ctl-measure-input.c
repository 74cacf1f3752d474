/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Readers of what the measure commands are given: JSON for banks and patterns, CSV for
 * who answered what. Each value is checked where it stands, so that what comes out can be
 * computed with: finite numbers, items that exist, categories that items have. A message
 * names the place and never repeats a cell: it may hold what is nobody's business.
 */
#define G_LOG_DOMAIN "wf-ctl"

#include "wf-ctl-measure-input.h"

#include "wf-csv.h"
#include "wf-json.h"
#include "wf-levels.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* Refuses; always FALSE. */
static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);
  return FALSE;
}

static gboolean
read_number (JsonNode *node, const char *place, double *out_number, GError **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      (json_node_get_value_type (node) != G_TYPE_INT64 &&
       json_node_get_value_type (node) != G_TYPE_DOUBLE) ||
      !isfinite (json_node_get_double (node)))
    return refuse (error, "%s: not a finite number", place);
  *out_number = json_node_get_double (node);
  return TRUE;
}

/* A whole number from 0 to @most. */
static gboolean
read_index (JsonNode *node,
            const char *place,
            guint most,
            const char *what,
            guint *out_index,
            GError **error)
{
  double number;

  if (!read_number (node, place, &number, error))
    return FALSE;
  if (number < 0.0 || number > most || number != floor (number))
    return refuse (error, "%s: %g is not %s (0 to %u)", place, number, what, most);
  *out_index = (guint) number;
  return TRUE;
}

/* The list at @place; NULL when it is none, or empty although it must not be. */
static JsonArray *
read_list (JsonNode *node, const char *place, gboolean may_be_empty, GError **error)
{
  JsonArray *list =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list == NULL)
    refuse (error, "%s: not a list", place);
  else if (json_array_get_length (list) == 0 && !may_be_empty)
    refuse (error, "%s: the list is empty", place);
  else if (json_array_get_length (list) > WF_MEASURE_INPUT_MAX)
    refuse (error, "%s: the list is too long", place);
  else
    return list;
  return NULL;
}

/* One item: a slope (unless it is 1 for all) and thresholds. */
static gboolean
read_item (
    JsonNode *node, const char *place, gboolean has_slope, WfIrtItem *out_item, GError **error)
{
  double numbers[WF_IRT_MAX_THRESHOLDS + 1] = { 1.0 };
  JsonArray *list = read_list (node, place, FALSE, error);
  guint n = list != NULL ? json_array_get_length (list) + !has_slope : 0;

  if (list == NULL)
    return FALSE;
  if (n < 2 || n > G_N_ELEMENTS (numbers))
    return refuse (error, "%s: an item has 1 to %d thresholds", place, WF_IRT_MAX_THRESHOLDS);
  for (guint i = !has_slope; i < n; i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s[%u]", place, i - !has_slope);

      if (!read_number (json_array_get_element (list, i - !has_slope), inner, &numbers[i], error))
        return FALSE;
    }
  if (!wf_irt_item_init (out_item, numbers[0], numbers + 1, n - 1))
    return refuse (error, "%s: a slope is from %g to %g, a threshold from %g to %g", place,
                   WF_IRT_MIN_SLOPE, WF_IRT_MAX_SLOPE, -WF_IRT_MAX_THRESHOLD, WF_IRT_MAX_THRESHOLD);
  return TRUE;
}

static GArray *
read_item_list (JsonObject *root, const char *name, gboolean has_slope, GError **error)
{
  JsonArray *list = read_list (json_object_get_member (root, name), name, FALSE, error);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (WfIrtItem));

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", name, i);
      WfIrtItem item;

      if (!read_item (json_array_get_element (list, i), place, has_slope, &item, error))
        return NULL;
      g_array_append_val (items, item);
    }
  return list != NULL ? g_steal_pointer (&items) : NULL;
}

GArray *
wf_measure_input_read_items (JsonObject *root, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);

  return read_item_list (root, "items", TRUE, error);
}

static GArray *
read_pattern (JsonNode *node, guint index, const GArray *items, GError **error)
{
  g_autofree char *indices_place = g_strdup_printf ("patterns[%u].items", index);
  g_autofree char *answers_place = g_strdup_printf ("patterns[%u].x", index);
  JsonObject *pattern = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *indices, *categories;
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (WfIrtAnswer));

  if (pattern == NULL)
    {
      refuse (error, "patterns[%u]: not an object", index);
      return NULL;
    }
  indices = read_list (json_object_get_member (pattern, "items"), indices_place, TRUE, error);
  if (indices == NULL)
    return NULL;
  categories = read_list (json_object_get_member (pattern, "x"), answers_place, TRUE, error);
  if (categories == NULL)
    return NULL;
  if (json_array_get_length (indices) != json_array_get_length (categories))
    {
      refuse (error, "%s: %u answers to %u items", answers_place,
              json_array_get_length (categories), json_array_get_length (indices));
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (indices); i++)
    {
      g_autofree char *item_place = g_strdup_printf ("%s[%u]", indices_place, i);
      g_autofree char *place = g_strdup_printf ("%s[%u]", answers_place, i);
      WfIrtAnswer answer;
      guint item;

      if (!read_index (json_array_get_element (indices, i), item_place, items->len - 1,
                       "an item of the bank", &item, error))
        return NULL;
      answer.item = &g_array_index (items, WfIrtItem, item);
      if (!read_index (json_array_get_element (categories, i), place, answer.item->n_thresholds,
                       "a category of its item", &answer.category, error))
        return NULL;
      g_array_append_val (answers, answer);
    }
  return g_steal_pointer (&answers);
}

GPtrArray *
wf_measure_input_read_patterns (JsonObject *root, const GArray *items, GError **error)
{
  g_return_val_if_fail (root != NULL && items != NULL && items->len > 0, NULL);

  JsonArray *list = read_list (json_object_get_member (root, "patterns"), "patterns", TRUE, error);
  g_autoptr (GPtrArray) patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      GArray *answers = read_pattern (json_array_get_element (list, i), i, items, error);

      if (answers == NULL)
        return NULL;
      g_ptr_array_add (patterns, answers);
    }
  return list != NULL ? g_steal_pointer (&patterns) : NULL;
}

GArray *
wf_measure_input_read_answers (JsonObject *root, const GArray *items, GError **error)
{
  g_return_val_if_fail (root != NULL && items != NULL, NULL);

  JsonArray *list = read_list (json_object_get_member (root, "answers"), "answers", FALSE, error);
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (guint));

  if (list == NULL)
    return NULL;
  if (json_array_get_length (list) != items->len)
    {
      refuse (error, "answers: %u for %u items", json_array_get_length (list), items->len);
      return NULL;
    }
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *place = g_strdup_printf ("answers[%u]", i);
      guint category;

      if (!read_index (json_array_get_element (list, i), place,
                       g_array_index (items, WfIrtItem, i).n_thresholds, "a category of its item",
                       &category, error))
        return NULL;
      g_array_append_val (answers, category);
    }
  return g_steal_pointer (&answers);
}

GArray *
wf_measure_input_read_cuts (JsonObject *root, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);

  JsonArray *list = read_list (json_object_get_member (root, "cuts"), "cuts", FALSE, error);
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (double));

  if (list != NULL && json_array_get_length (list) != WF_N_LEVELS - 1)
    {
      refuse (error, "cuts: %u, and %d levels have %d between them", json_array_get_length (list),
              WF_N_LEVELS, WF_N_LEVELS - 1);
      return NULL;
    }
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("cuts[%u]", i);
      double cut;

      if (!read_number (json_array_get_element (list, i), place, &cut, error))
        return NULL;
      if (i > 0 && cut <= g_array_index (cuts, double, i - 1))
        {
          refuse (error, "%s: cuts must rise", place);
          return NULL;
        }
      g_array_append_val (cuts, cut);
    }
  return list != NULL ? g_steal_pointer (&cuts) : NULL;
}

gboolean
wf_measure_input_read_estimate (JsonObject *root,
                                const char *name,
                                WfEstimate *out_estimate,
                                GError **error)
{
  g_return_val_if_fail (root != NULL && name != NULL && out_estimate != NULL, FALSE);

  JsonObject *object = wf_json_get_object (root, name);
  g_autofree char *theta_place = g_strdup_printf ("%s.theta", name);
  g_autofree char *se_place = g_strdup_printf ("%s.se", name);
  WfEstimate estimate;

  if (object == NULL)
    return refuse (error, "%s: not an object", name);
  if (!read_number (json_object_get_member (object, "theta"), theta_place, &estimate.theta,
                    error) ||
      !read_number (json_object_get_member (object, "se"), se_place, &estimate.se, error))
    return FALSE;
  if (estimate.se <= 0.0)
    return refuse (error, "%s: a standard error is above 0", se_place);
  *out_estimate = estimate;
  return TRUE;
}

static gboolean
read_anchors (JsonObject *root, guint n_items, guint8 *anchors, GError **error)
{
  JsonNode *node = json_object_get_member (root, "anchors");
  JsonArray *list = node != NULL ? read_list (node, "anchors", TRUE, error) : NULL;

  if (node != NULL && list == NULL)
    return FALSE;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("anchors[%u]", i);
      guint item;

      if (!read_index (json_array_get_element (list, i), place, n_items - 1, "an item of the bank",
                       &item, error))
        return FALSE;
      anchors[item] = 1;
    }
  return TRUE;
}

GArray *
wf_measure_input_read_prior (JsonObject *root, double *out_sd, guint8 **out_anchors, GError **error)
{
  g_return_val_if_fail (root != NULL && out_sd != NULL && out_anchors != NULL, NULL);

  g_autoptr (GArray) items = read_item_list (root, "expert_thresholds", FALSE, error);
  g_autofree guint8 *anchors = items != NULL ? g_new0 (guint8, items->len) : NULL;
  double sd;

  if (items == NULL ||
      !read_number (json_object_get_member (root, "sd_prior"), "sd_prior", &sd, error) ||
      !read_anchors (root, items->len, anchors, error))
    return NULL;
  if (sd <= 0.0)
    {
      refuse (error, "sd_prior: a standard deviation is above 0");
      return NULL;
    }
  *out_sd = sd;
  *out_anchors = g_steal_pointer (&anchors);
  return g_steal_pointer (&items);
}

void
wf_measure_table_free (WfMeasureTable *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->responses, wf_responses_free);
  g_strfreev (self->names);
  g_free (self->lines);
  g_free (self->focal);
  g_free (self);
}

/* The file as it stands, before it is known how many people there are. */
typedef struct {
  GPtrArray *names;  /* of items */
  guint group_at;    /* column, or G_MAXUINT */
  GPtrArray *groups; /* each person's group */
  GArray *cells;     /* gint8, row after row */
  GArray *lines;     /* guint */
} RawTable;

static void
raw_clear (RawTable *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawTable, raw_clear)

static gboolean
read_header (RawTable *self, const char *const *cells, const char *group, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  self->group_at = G_MAXUINT;
  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (cells[i][0] == '\0')
        return refuse (error, "line 1, column %u: it has no name", i + 1);
      if (!g_hash_table_add (known, (gpointer) cells[i]))
        return refuse (error, "line 1, column %s: there are two of this name", cells[i]);
      if (g_strcmp0 (cells[i], group) == 0)
        self->group_at = i;
      else
        g_ptr_array_add (self->names, g_strdup (cells[i]));
    }
  if (group != NULL && self->group_at == G_MAXUINT)
    return refuse (error, "line 1: there is no column %s", group);
  if (self->names->len == 0)
    return refuse (error, "line 1: there is no item");
  return TRUE;
}

static gboolean
read_category (const char *cell, guint most, int *out_category)
{
  if (cell[0] == '\0')
    {
      *out_category = WF_RESPONSE_NONE;
      return TRUE;
    }
  if (!g_ascii_isdigit (cell[0]) || cell[1] != '\0' || (guint) (cell[0] - '0') > most)
    return FALSE;
  *out_category = cell[0] - '0';
  return TRUE;
}

static gboolean
read_person (RawTable *self, const char *const *cells, guint line, guint most, GError **error)
{
  for (guint i = 0, item = 0; cells[i] != NULL; i++)
    {
      int category;

      if (i == self->group_at)
        {
          if (cells[i][0] == '\0')
            return refuse (error, "line %u: the group is missing", line);
          g_ptr_array_add (self->groups, g_strdup (cells[i]));
          continue;
        }
      if (!read_category (cells[i], most, &category))
        return refuse (error, "line %u, column %s: not a category (0 to %u)", line,
                       (const char *) self->names->pdata[item], most);

      gint8 value = (gint8) category;

      g_array_append_val (self->cells, value);
      item++;
    }
  g_array_append_val (self->lines, line);
  return TRUE;
}

/* Sets who is of the focal group: of two names the later one. */
static gboolean
sort_groups (RawTable *self, const char *group, guint8 *out_focal, GError **error)
{
  const char *first = self->groups->pdata[0], *second = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    {
      const char *name = self->groups->pdata[i];

      if (g_str_equal (name, first) || (second != NULL && g_str_equal (name, second)))
        continue;
      if (second != NULL)
        return refuse (error, "line %u, column %s: a third group",
                       g_array_index (self->lines, guint, i), group);
      second = name;
    }
  if (second == NULL)
    return refuse (error, "column %s: there is one group only", group);
  for (guint i = 0; i < self->groups->len; i++)
    out_focal[i] =
        g_str_equal (self->groups->pdata[i], strcmp (first, second) > 0 ? first : second);
  return TRUE;
}

static gboolean
read_raw (RawTable *self, GBytes *bytes, const char *group, guint most, GError **error)
{
  g_autoptr (WfCsvReader) reader = wf_csv_reader_new (bytes);
  g_autoptr (GError) cause = NULL;
  const char *const *cells = wf_csv_reader_next (reader, &cause);

  if (cells == NULL && cause == NULL)
    return refuse (error, "line 1: the file is empty");
  if (cells != NULL && !read_header (self, cells, group, error))
    return FALSE;
  while (cells != NULL && (cells = wf_csv_reader_next (reader, &cause)) != NULL)
    {
      if (!read_person (self, cells, wf_csv_reader_get_line (reader), most, error))
        return FALSE;
    }
  if (cause != NULL)
    return refuse (error, "%s", cause->message);
  if (self->lines->len == 0)
    return refuse (error, "line 2: there is nobody");
  return TRUE;
}

WfMeasureTable *
wf_measure_input_read_table (GBytes *bytes, const char *group, guint most, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (most >= 1 && most <= WF_IRT_MAX_THRESHOLDS, NULL);

  g_auto (RawTable) raw = { .names = g_ptr_array_new_with_free_func (g_free),
                            .groups = g_ptr_array_new_with_free_func (g_free),
                            .cells = g_array_new (FALSE, FALSE, sizeof (gint8)),
                            .lines = g_array_new (FALSE, FALSE, sizeof (guint)) };
  g_autoptr (WfMeasureTable) table = NULL;

  if (!read_raw (&raw, bytes, group, most, error))
    return NULL;

  table = g_new0 (WfMeasureTable, 1);
  table->responses = wf_responses_new (raw.lines->len, raw.names->len);
  for (guint person = 0; person < raw.lines->len; person++)
    for (guint item = 0; item < raw.names->len; item++)
      wf_responses_set (table->responses, person, item,
                        g_array_index (raw.cells, gint8, person * raw.names->len + item));
  if (group != NULL)
    {
      table->focal = g_new0 (guint8, raw.lines->len);
      if (!sort_groups (&raw, group, table->focal, error))
        return NULL;
    }
  table->lines = (guint *) g_array_steal (raw.lines, NULL);
  g_ptr_array_add (raw.names, NULL);
  table->names = (GStrv) g_ptr_array_steal (raw.names, NULL);
  return g_steal_pointer (&table);
}
