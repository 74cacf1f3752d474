/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loads any bytes as a content pack and asks everything of what came of it. Built with
 * libFuzzer (clang -fsanitize=fuzzer) it searches; built without, replay.c gives it the
 * files and directories named, which is an ordinary test.
 */
#include "wf-deck-gap.h"
#include "wf-pack-library.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
ask_texts (const WfPackLibrary *library)
{
  WfClientTexts *texts = wf_pack_library_get_texts (library);
  g_autoptr (GPtrArray) ids = wf_client_texts_list (texts, "");

  for (guint i = 0; i < ids->len; i++)
    {
      const char *lang;
      g_autofree char *filled = wf_client_texts_format (texts, ids->pdata[i], "ar", &lang, "n", "3",
                                                        "name", "Rosa", NULL);
      g_assert_true (g_utf8_validate (filled, -1, NULL));
      g_assert_nonnull (lang);
    }
}

static void
ask_items (const WfItemBank *bank)
{
  for (guint i = 0; bank != NULL && i < wf_item_bank_get_n_items (bank); i++)
    {
      const WfItem *item = wf_item_bank_get_item (bank, i);
      g_assert_true (wf_item_bank_lookup (bank, item->id) == item);
      g_assert_cmpuint (item->options->len, >=, 2);
      g_assert_cmpuint (item->max_score, ==, item->thresholds->len);
      wf_item_allows_region (item, "CA-ON");
      wf_item_allows_language (item, "fr");
    }
}

static void
ask_rules (const WfRulePack *rules)
{
  for (guint i = 0; rules != NULL && i < wf_rule_pack_get_n_rules (rules); i++)
    {
      const WfRule *rule = wf_rule_pack_get_rule (rules, i);
      g_assert_nonnull (rule->when);
      g_assert_cmpint (rule->protected, ==, rule->statement == NULL);
    }
}

static void
ask_decks (const WfPackLibrary *library)
{
  const GPtrArray *decks = wf_pack_library_get_decks (library);

  for (guint i = 0; i < decks->len; i++)
    {
      const GPtrArray *slides = wf_deck_get_slides (decks->pdata[i]);

      g_assert_cmpuint (slides->len, >=, 1);
      for (guint s = 0; s < slides->len; s++)
        {
          const WfSlide *slide = slides->pdata[s];

          g_assert_true (slide->title != NULL || slide->kind == WF_SLIDE_MAP);
          g_assert_true (wf_deck_lookup (decks->pdata[i], slide->id) == slide);
          g_assert_cmpuint (slide->options->len, <=, WF_DECK_MAX_OPTIONS);
          /* Newcomers are never asked how an organisation does. */
          g_assert_false (slide->kind == WF_SLIDE_PULSE &&
                          wf_deck_get_audience (decks->pdata[i]) == WF_DECK_NEWCOMERS);
        }
    }
}

/* Whatever a draft is read from: it is written, and read again as it was; and it
 * is looked through for what it lacks. */
static void
ask_draft (const char *text, gsize size, const WfPackLibrary *library)
{
  g_autoptr (WfDeckDraft) draft = wf_deck_draft_new_from_xml (text, size, NULL);
  g_autofree char *xml = draft != NULL ? wf_deck_draft_to_xml (draft) : NULL;
  g_autoptr (WfDeckDraft) again =
      xml != NULL ? wf_deck_draft_new_from_xml (xml, strlen (xml), NULL) : NULL;
  g_autofree char *same = again != NULL ? wf_deck_draft_to_xml (again) : NULL;
  g_autoptr (GArray) gaps = NULL;

  if (same == NULL) /* no deck, or ids that no XML can hold */
    return;
  g_assert_cmpstr (xml, ==, same);
  gaps = wf_deck_draft_find_gaps (draft, library);
  for (guint i = 0; i < gaps->len; i++)
    g_assert_cmpint (g_array_index (gaps, WfDeckGap, i).slide, <, (int) draft->slides->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  const char *name = "pack.xml";
  g_autoptr (WfPackLibrary) library = wf_pack_library_new_from_bytes (&name, &bytes, 1);
  const GPtrArray *infos = wf_pack_library_get_infos (library);

  ask_texts (library);
  ask_decks (library);
  ask_draft (size > 0 ? (const char *) data : "", size, library);
  for (guint i = 0; i < infos->len; i++)
    {
      const WfPackInfo *info = infos->pdata[i];
      ask_items (wf_pack_library_get_items (library, info->id));
      ask_rules (wf_pack_library_get_rules (library, info->id));
    }
  return 0;
}
