/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads an item bank out of a pack's tree. An item is used whole or not at all: one that
 * cannot be scored as it says, or has a mark nobody knows, is left out and reported.
 */
#define G_LOG_DOMAIN "wf-content"

#include "wf-item-bank-private.h"
#include "wf-pack-reader.h"

#include <math.h>
#include <string.h>

#define MAX_OPTIONS   12
#define MAX_THRESHOLD 8.0 /* logits; the grid of measure/ ends at ±6 */

static const WfPackName KINDS[] = {
  { "can-do", WF_ITEM_CAN_DO }, { "task", WF_ITEM_TASK }, { "choice", WF_ITEM_CHOICE },
  { "access", WF_ITEM_ACCESS }, { "care", WF_ITEM_CARE }, { NULL },
};

static const WfPackName POOLS[] = {
  { "adaptive", WF_POOL_ADAPTIVE }, { "alone", WF_POOL_ALONE }, { "off", WF_POOL_OFF },
  { "access", WF_POOL_ACCESS },     { "care", WF_POOL_CARE },   { NULL },
};

static const WfPackName MODES[] = {
  { "in-person", WF_MODE_IN_PERSON },
  { "phone", WF_MODE_PHONE },
  { "video", WF_MODE_VIDEO },
  { NULL },
};

static const WfPackName NEEDS[] = {
  { "in-person", WF_NEEDS_IN_PERSON },     { "practice-phone", WF_NEEDS_PRACTICE_PHONE },
  { "internet", WF_NEEDS_INTERNET },       { "printed-sheet", WF_NEEDS_PRINTED_SHEET },
  { "two-devices", WF_NEEDS_TWO_DEVICES }, { NULL },
};

static const WfPackName DEVICES[] = {
  { "any", WF_DEVICE_ANY },
  { "phone", WF_DEVICE_PHONE },
  { "computer", WF_DEVICE_COMPUTER },
  { NULL },
};

static const WfPackName ACCESS[] = {
  { "availability", WF_CONSTRAINT_AVAILABILITY },
  { "affordability", WF_CONSTRAINT_AFFORDABILITY },
  { "awareness", WF_CONSTRAINT_AWARENESS },
  { "ability", WF_CONSTRAINT_ABILITY },
  { "agency", WF_CONSTRAINT_AGENCY },
  { NULL },
};

static const WfPackName STATES[] = {
  { "dont-know", WF_OPTION_DONT_KNOW },
  { "refused", WF_OPTION_REFUSED },
  { NULL },
};

typedef struct {
  WfPackReader *reader;
  GHashTable *scales; /* id to GPtrArray of WfItemOption */
} Read;

static WfItemOption *
read_option (WfPackReader *reader, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = { "id", "score", "state", "protected", NULL };
  g_autoptr (WfItemOption) option = g_new0 (WfItemOption, 1);
  int state = WF_OPTION_ANSWER;
  guint score;

  option->score = -1;
  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !wf_pack_reader_take_id (reader, node, "id", &option->id) ||
      !wf_pack_reader_take_name (reader, node, "state", FALSE, STATES, &state) ||
      !wf_pack_reader_take_flag (reader, node, "protected", &option->protected) ||
      !wf_pack_reader_take_text (reader, node, "label", TRUE, &option->text))
    return NULL;
  if (wf_pack_node_get (node, "score") != NULL)
    {
      if (!wf_pack_reader_take_number (reader, node, "score", 0, 9, &score))
        return NULL;
      option->score = score;
    }
  option->state = state;
  wf_pack_reader_check_children (reader, node, (const char *const[]){ "label", NULL });
  return g_steal_pointer (&option);
}

static gboolean
has_option (GPtrArray *options, const char *id)
{
  for (guint i = 0; i < options->len; i++)
    {
      if (g_str_equal (((WfItemOption *) options->pdata[i])->id, id))
        return TRUE;
    }
  return FALSE;
}

/* All options of a node, or NULL, reported, when one of them is bad: an item without one
 * of its answers asks something else. */
static GPtrArray *
read_options (WfPackReader *reader, const WfPackNode *node)
{
  g_autoptr (GPtrArray) options =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_item_option_free);

  for (const WfPackNode *child = node->first; child != NULL; child = child->next)
    {
      if (!g_str_equal (child->name, "option"))
        continue;
      WfItemOption *option = read_option (reader, child);
      if (option == NULL)
        return NULL;
      gboolean twice = has_option (options, option->id);
      g_ptr_array_add (options, option);
      if (twice || options->len > MAX_OPTIONS)
        {
          wf_pack_reader_report (reader, child, "Give each option an id of its own, at most 12.",
                                 "Option “%s” stands twice, or there are too many.", option->id);
          return NULL;
        }
    }
  if (options->len < 2)
    {
      wf_pack_reader_report (reader, node, "Add <option> elements, or name a scale.",
                             "<%s> has fewer than two options.", node->name);
      return NULL;
    }
  return g_steal_pointer (&options);
}

static gboolean
take_options (Read *read, const WfPackNode *node, WfItem *item)
{
  const char *scale = wf_pack_node_get (node, "scale");

  if (scale == NULL)
    {
      item->options = read_options (read->reader, node);
      return item->options != NULL;
    }

  GPtrArray *options = g_hash_table_lookup (read->scales, scale);
  if (options == NULL)
    return wf_pack_reader_report (read->reader, node,
                                  "Write a good <scale> with that id above the items.",
                                  "There is no scale “%s”.", scale);
  item->options = g_ptr_array_ref (options);
  return TRUE;
}

static gboolean
take_thresholds (WfPackReader *reader, const WfPackNode *node, WfItem *item)
{
  const char *value = wf_pack_node_get (node, "thresholds");
  g_auto (GStrv) parts = g_strsplit (value != NULL ? value : "", " ", -1);
  double sum = 0;

  item->thresholds = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *end;
      double threshold = g_ascii_strtod (parts[i], &end);

      if (*parts[i] == '\0')
        continue;
      if (*end != '\0' || !isfinite (threshold) || fabs (threshold) > MAX_THRESHOLD)
        return wf_pack_reader_report (reader, node, "Write numbers from -8 to 8, apart by blanks.",
                                      "“thresholds” of item “%s” cannot be used.", item->id);
      g_array_append_val (item->thresholds, threshold);
      sum += threshold;
    }
  item->max_score = item->thresholds->len;
  item->difficulty = item->max_score > 0 ? sum / item->max_score : 0;
  return TRUE;
}

static gboolean
take_foundation (WfPackReader *reader, const WfPackNode *node, WfItem *item)
{
  static const WfPackName NAMES[] = {
    { "no", 0 },
    { "yes", WF_MODE_IN_PERSON | WF_MODE_PHONE | WF_MODE_VIDEO },
    { "in-person", WF_MODE_IN_PERSON },
    { "phone", WF_MODE_PHONE },
    { "video", WF_MODE_VIDEO },
    { NULL },
  };
  int modes = 0;

  if (!wf_pack_reader_take_names (reader, node, "foundation", NAMES, &modes))
    return FALSE;
  item->foundation_modes = modes & item->modes;
  return TRUE;
}

static gboolean
take_kinds (WfPackReader *reader, const WfPackNode *node, WfItem *item)
{
  int kind, pool, device = WF_DEVICE_ANY, modes = 0, needs = 0, access = WF_CONSTRAINT_NONE;

  if (!wf_pack_reader_take_name (reader, node, "kind", TRUE, KINDS, &kind) ||
      !wf_pack_reader_take_name (reader, node, "pool", TRUE, POOLS, &pool) ||
      !wf_pack_reader_take_name (reader, node, "device", FALSE, DEVICES, &device) ||
      !wf_pack_reader_take_names (reader, node, "modes", MODES, &modes) ||
      !wf_pack_reader_take_names (reader, node, "needs", NEEDS, &needs) ||
      !wf_pack_reader_take_name (reader, node, "access", kind == WF_ITEM_ACCESS, ACCESS, &access))
    return FALSE;
  if (modes == 0)
    return wf_pack_reader_report (reader, node, "Add modes=\"in-person phone video\" or fewer.",
                                  "Item “%s” can be asked in no kind of visit.", item->id);

  item->kind = kind;
  item->pool = pool;
  item->device = device;
  item->modes = modes;
  item->needs = needs;
  item->access = access;
  return take_foundation (reader, node, item);
}

static gboolean
take_competence (WfPackReader *reader, const WfPackNode *node, WfItem *item)
{
  if (!wf_pack_reader_take_id (reader, node, "competence", &item->competence))
    return FALSE;

  const char *competence = item->competence;
  if (competence[0] < '1' || competence[0] > '5' || competence[1] != '.' ||
      !g_ascii_isdigit (competence[2]) || competence[3] != '\0')
    return wf_pack_reader_report (reader, node, "Write a DigComp id, as 1.1 or 5.4.",
                                  "“%s” is not a competence.", competence);
  item->area = competence[0] - '0';
  return TRUE;
}

static gboolean
take_marks (WfPackReader *reader, const WfPackNode *node, WfItem *item)
{
  return wf_pack_reader_take_number (reader, node, "seconds", 1, 3600, &item->seconds) &&
         wf_pack_reader_take_flag (reader, node, "sensitive", &item->sensitive) &&
         wf_pack_reader_take_flag (reader, node, "private", &item->private_only) &&
         wf_pack_reader_take_flag (reader, node, "protected", &item->protected) &&
         wf_pack_reader_take_flag (reader, node, "multiple", &item->multiple) &&
         wf_pack_reader_take_flag (reader, node, "shuffle", &item->shuffle) &&
         wf_pack_reader_take_flag (reader, node, "never-link", &item->never_link) &&
         wf_pack_reader_take_flag (reader, node, "local-set", &item->local_set);
}

static gboolean
take_references (WfPackReader *reader, const WfPackNode *node, WfItem *item)
{
  return wf_pack_reader_take_optional_id (reader, node, "plan", &item->plan) &&
         wf_pack_reader_take_optional_id (reader, node, "card", &item->card) &&
         wf_pack_reader_take_optional_id (reader, node, "answer", &item->answer) &&
         wf_pack_reader_take_optional_id (reader, node, "sheet", &item->sheet) &&
         wf_pack_reader_take_optional_id (reader, node, "picture", &item->picture) &&
         wf_pack_reader_take_optional_id (reader, node, "replaces", &item->replaces) &&
         wf_pack_reader_take_ids (reader, node, "only", FALSE, &item->regions_only) &&
         wf_pack_reader_take_ids (reader, node, "not-in", FALSE, &item->regions_except) &&
         wf_pack_reader_take_ids (reader, node, "scripts", FALSE, &item->scripts);
}

static gboolean
take_texts (WfPackReader *reader, const WfPackNode *node, WfItem *item)
{
  for (const WfPackNode *child = node->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "note") && item->note == NULL)
        item->note = g_strdup (child->text);
    }
  return wf_pack_reader_take_text (reader, node, "text", TRUE, &item->text) &&
         wf_pack_reader_take_text (reader, node, "why", TRUE, &item->why) &&
         wf_pack_reader_take_text (reader, node, "done", FALSE, &item->done) &&
         wf_pack_reader_take_text (reader, node, "prompt", FALSE, &item->prompt) &&
         wf_pack_reader_take_text (reader, node, "setup", FALSE, &item->setup) &&
         wf_pack_reader_take_text (reader, node, "explain", FALSE, &item->explain) &&
         wf_pack_reader_take_text (reader, node, "adapt", FALSE, &item->adapt);
}

/* Every score from 0 to the highest must be reachable, none may be above. */
static gboolean
check_scores (WfPackReader *reader, const WfPackNode *node, const WfItem *item)
{
  guint reachable = 0;

  for (guint i = 0; i < item->options->len; i++)
    {
      const WfItemOption *option = item->options->pdata[i];
      if (option->score >= 0)
        reachable |= 1u << option->score;
    }
  if (item->kind == WF_ITEM_ACCESS || item->kind == WF_ITEM_CARE)
    {
      if (reachable != 0 || item->max_score != 0)
        return wf_pack_reader_report (reader, node, "Take out its scores and thresholds.",
                                      "Item “%s” asks about access or care but is scored.",
                                      item->id);
      return TRUE;
    }
  if (item->max_score == 0 || item->max_score > 9 || reachable != (1u << (item->max_score + 1)) - 1)
    return wf_pack_reader_report (
        reader, node, "Give options scores 0, 1, 2 … and one threshold fewer than scores.",
        "Scores and thresholds of item “%s” do not fit together.", item->id);
  return TRUE;
}

static gboolean
check_answer (WfPackReader *reader, const WfPackNode *node, const WfItem *item)
{
  if (item->kind != WF_ITEM_CHOICE && item->answer == NULL)
    return TRUE;

  const WfItemOption *option = wf_item_get_option (item, item->answer);
  if (item->kind != WF_ITEM_CHOICE || option == NULL || option->score < 1)
    return wf_pack_reader_report (reader, node,
                                  "A choice has answer=\"…\" with the id of a scored option.",
                                  "Item “%s” does not say its good answer.", item->id);
  return TRUE;
}

static WfItem *
read_item (Read *read, const WfPackNode *node)
{
  static const char *const ATTRIBUTES[] = {
    "id",         "kind",      "competence", "pool",    "access",     "foundation",
    "thresholds", "seconds",   "modes",      "needs",   "device",     "sensitive",
    "private",    "protected", "multiple",   "shuffle", "never-link", "local-set",
    "plan",       "card",      "answer",     "sheet",   "picture",    "replaces",
    "scripts",    "only",      "not-in",     "scale",   NULL,
  };
  static const char *const CHILDREN[] = { "text",    "why",   "done",   "prompt", "setup",
                                          "explain", "adapt", "option", "note",   NULL };
  WfPackReader *reader = read->reader;
  g_autoptr (WfItem) item = g_new0 (WfItem, 1);

  item->line = node->line;
  wf_pack_reader_check_children (reader, node, CHILDREN);
  if (!wf_pack_reader_check_attributes (reader, node, ATTRIBUTES) ||
      !wf_pack_reader_take_id (reader, node, "id", &item->id) || !take_kinds (reader, node, item) ||
      !take_competence (reader, node, item) || !take_marks (reader, node, item) ||
      !take_references (reader, node, item) || !take_thresholds (reader, node, item) ||
      !take_texts (reader, node, item) || !take_options (read, node, item) ||
      !check_scores (reader, node, item) || !check_answer (reader, node, item))
    return NULL;
  return g_steal_pointer (&item);
}

static void
read_scale (Read *read, const WfPackNode *node)
{
  g_autofree char *id = NULL;

  if (!wf_pack_reader_check_attributes (read->reader, node, (const char *const[]){ "id", NULL }) ||
      !wf_pack_reader_take_id (read->reader, node, "id", &id))
    return;

  GPtrArray *options = read_options (read->reader, node);
  if (options != NULL)
    g_hash_table_insert (read->scales, g_steal_pointer (&id), options);
}

WfItemBank *
wf_item_bank_read (WfPackReader *reader, const WfPackNode *root, WfPackInfo *info)
{
  static const char *const CHILDREN[] = { "about", "scale", "item", NULL };
  g_autoptr (GHashTable) scales =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) wf_item_free);
  Read read = { reader, scales };

  wf_pack_reader_check_children (reader, root, CHILDREN);
  for (const WfPackNode *child = root->first; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "scale"))
        read_scale (&read, child);
      if (!g_str_equal (child->name, "item") || items->len == WF_PACK_MAX_ENTRIES)
        continue;

      g_autoptr (WfItem) item = read_item (&read, child);
      if (item == NULL)
        continue;
      if (g_hash_table_contains (known, item->id))
        {
          wf_pack_reader_report (reader, child, "Give each item an id of its own.",
                                 "Item “%s” stands twice; the first is used.", item->id);
          continue;
        }
      g_hash_table_add (known, item->id);
      item->order = items->len;
      g_ptr_array_add (items, g_steal_pointer (&item));
    }
  return wf_item_bank_new_take (info, g_steal_pointer (&items));
}
