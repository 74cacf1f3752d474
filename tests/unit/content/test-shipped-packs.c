/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The packs that are shipped: complete, without a problem, in every language that says it
 * is translated, and what safety asks of them.
 */
#include "wf-pack-library.h"

#include <string.h>

static WfPackLibrary *library;

static WfItemBank *
bank (void)
{
  return wf_pack_library_get_items (library, "newcomer");
}

static const WfItem *
item (const char *id)
{
  const WfItem *found = wf_item_bank_lookup (bank (), id);

  g_assert_nonnull (found);
  return found;
}

static void
test_no_problem (void)
{
  const GPtrArray *problems = wf_pack_library_get_problems (library);

  for (guint i = 0; i < problems->len; i++)
    {
      const WfPackProblem *problem = problems->pdata[i];
      g_test_message ("%s:%u: %s %s", problem->file, problem->line, problem->message,
                      problem->cure);
    }
  g_assert_cmpuint (problems->len, ==, 0);
}

/* A task is an order and a choice a question: what one can do is said in the first person. */
static void
test_abilities (void)
{
  for (guint i = 0; i < wf_item_bank_get_n_items (bank ()); i++)
    {
      const WfItem *one = wf_item_bank_get_item (bank (), i);

      if (one->kind != WF_ITEM_TASK && one->kind != WF_ITEM_CHOICE)
        continue;
      g_assert_nonnull (one->done);
      g_assert_true (g_str_has_prefix (wf_text_get (wf_item_get_done (one), "en", NULL), "I "));
      g_assert_true (wf_text_has (one->done, "fr"));
      g_assert_true (wf_text_has (one->done, "ar"));
    }
}

static void
test_labels (void)
{
  const GPtrArray *infos = wf_pack_library_get_infos (library);

  g_assert_cmpuint (infos->len, >=, 6);
  for (guint i = 0; i < infos->len; i++)
    {
      const WfPackInfo *info = infos->pdata[i];
      gboolean languages = info->kind == WF_PACK_LANGUAGES;
      g_assert_cmpuint (info->version, >=, 1);
      g_assert_cmpint (*info->source != '\0', ==, !languages);
      g_assert_cmpint (*info->licence != '\0', ==, !languages);
      g_assert_cmpint (*info->title != '\0', ==, !languages);
      /* Its tax office and number for bad texts are Canadian. */
      g_assert_cmpstr (info->region, ==,
                       g_str_equal (info->id, "digital-safety-newcomers") ? "CA" : "any");
      g_assert_cmpint (info->provisional, ==,
                       !languages && !g_str_equal (info->id, "digcomp") &&
                           !g_str_equal (info->id, "five-as"));
    }
  g_assert_cmpstr (wf_item_bank_get_info (bank ())->audience, ==, "newcomer");
}

static void
test_counts (void)
{
  static const guint KINDS[] = { 51, 68, 36, 13, 1 };
  guint kinds[5] = { 0 }, foundation = 0, by_phone = 0, alone = 0, off = 0, sensitive = 0;

  g_assert_cmpuint (wf_item_bank_get_n_items (bank ()), ==, 169);
  for (guint i = 0; i < 169; i++)
    {
      const WfItem *at = wf_item_bank_get_item (bank (), i);
      g_assert_cmpuint (at->order, ==, i);
      kinds[at->kind]++;
      foundation += wf_item_is_foundation (at, WF_MODE_IN_PERSON);
      by_phone += wf_item_is_foundation (at, WF_MODE_PHONE);
      alone += at->pool == WF_POOL_ALONE;
      off += at->pool == WF_POOL_OFF;
      sensitive += at->sensitive;
    }
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (kinds[i], ==, KINDS[i]);
  g_assert_cmpuint (foundation, ==, 8);
  g_assert_cmpuint (by_phone, ==, 7);
  g_assert_cmpuint (alone, ==, 5);
  g_assert_cmpuint (off, ==, 2);
  g_assert_cmpuint (sensitive, ==, 19);
  g_assert_cmpuint (wf_rule_pack_get_n_rules (wf_pack_library_get_rules (library, "newcomer")), ==,
                    104);
}

static void
test_one_item (void)
{
  const WfItem *choice = item ("wf-1.1-04");
  const WfItem *task = item ("wf-1.1-03");

  g_assert_cmpint (choice->kind, ==, WF_ITEM_CHOICE);
  g_assert_cmpstr (choice->answer, ==, "d");
  g_assert_cmpstr (choice->plan, ==, "p-search");
  g_assert_true (choice->shuffle);
  g_assert_cmpuint (choice->options->len, ==, 5);
  g_assert_cmpint (wf_item_get_option (choice, "d")->score, ==, 1);
  g_assert_null (wf_item_get_option (choice, "e"));
  g_assert_null (wf_item_get_option (choice, NULL));
  g_assert_cmpfloat (choice->difficulty, ==, -0.4);
  g_assert_true (wf_item_is_scored (choice));
  g_assert_nonnull (choice->adapt);
  g_assert_nonnull (choice->note);

  g_assert_cmpuint (task->max_score, ==, 2);
  g_assert_cmpfloat_with_epsilon (task->difficulty, -0.6, 1e-9);
  g_assert_cmpint (task->needs, ==, WF_NEEDS_IN_PERSON | WF_NEEDS_INTERNET);
  g_assert_cmpint (task->modes, ==, WF_MODE_IN_PERSON);
  g_assert_nonnull (task->setup);
  g_assert_null (task->explain);
  g_assert_null (wf_item_bank_lookup (bank (), "wf-2.2-02")); /* retired */
}

static void
test_gates (void)
{
  static const struct {
    const char *item, *region;
    gboolean allowed;
  } REGIONS[] = {
    { "wf-1.1-04", "CA-ON", TRUE },  { "wf-1.1-04", "CA", TRUE },
    { "wf-1.1-04", "CA-QC", FALSE }, { "wf-1.1-04", "US-NY", FALSE },
    { "wf-1.1-04", "CAN", FALSE },   { "wf-1.1-04", NULL, FALSE },
    { "wf-1.1-01", NULL, TRUE },     { "wf-1.1-01", "US-NY", TRUE },
    { "wf-4.1-04", NULL, TRUE },     { "wf-1.2-03", "CA-QC", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (REGIONS); i++)
    g_assert_cmpint (wf_item_allows_region (item (REGIONS[i].item), REGIONS[i].region), ==,
                     REGIONS[i].allowed);

  g_assert_true (wf_item_allows_script (item ("wf-1.1-01"), NULL));
  g_assert_true (wf_item_allows_script (item ("wf-2.5-02"), wf_language_get_script ("uk")));
  g_assert_false (wf_item_allows_script (item ("wf-2.5-02"), wf_language_get_script ("ar")));
  g_assert_false (wf_item_allows_script (item ("wf-2.5-02"), NULL));
  g_assert_true (wf_item_allows_language (item ("wf-4.1-04"), "ar"));
  g_assert_false (wf_item_allows_language (item ("wf-4.1-04"), "so")); /* needs its own words */
  g_assert_true (wf_item_allows_language (item ("wf-1.1-01"), "so"));
}

/* What practice asks: see docs/formats/pack.md on protection. */
static void
test_safety (void)
{
  WfRulePack *rules = wf_pack_library_get_rules (library, "newcomer");
  guint private_only = 0, protected_rules = 0;

  for (guint i = 0; i < wf_item_bank_get_n_items (bank ()); i++)
    {
      const WfItem *at = wf_item_bank_get_item (bank (), i);
      const WfRule *plan = at->plan != NULL ? wf_rule_pack_lookup (rules, at->plan) : NULL;

      private_only += at->private_only;
      g_assert_cmpint (at->private_only, ==, at->protected);
      if (at->protected && plan != NULL)
        g_assert_true (plan->protected);
      if (at->kind == WF_ITEM_ACCESS || at->kind == WF_ITEM_CARE)
        {
          g_assert_cmpint (wf_item_get_option (at, "x")->state, ==, WF_OPTION_DONT_KNOW);
          g_assert_cmpint (wf_item_get_option (at, "r")->state, ==, WF_OPTION_REFUSED);
        }
    }
  g_assert_cmpuint (private_only, ==, 11);

  for (guint i = 0; i < wf_rule_pack_get_n_rules (rules); i++)
    {
      const WfRule *rule = wf_rule_pack_get_rule (rules, i);
      protected_rules += rule->protected;
      g_assert_cmpint (rule->protected, ==, rule->card_steps != NULL);
    }
  g_assert_cmpuint (protected_rules, ==, 9);
}

static guint
count_kind (const WfCondition *condition, WfConditionKind kind)
{
  guint n = condition->kind == kind;

  for (guint i = 0; condition->children != NULL && i < condition->children->len; i++)
    n += count_kind (condition->children->pdata[i], kind);
  return n;
}

static void
test_conditions (void)
{
  WfRulePack *rules = wf_pack_library_get_rules (library, "newcomer");
  guint kinds[WF_CONDITION_COUNT + 1] = { 0 };

  for (guint i = 0; i < wf_rule_pack_get_n_rules (rules); i++)
    {
      for (guint kind = 0; kind <= WF_CONDITION_COUNT; kind++)
        kinds[kind] += count_kind (wf_rule_pack_get_rule (rules, i)->when, kind);
    }
  g_assert_cmpuint (kinds[WF_CONDITION_WEAK], ==, 5);
  g_assert_cmpuint (kinds[WF_CONDITION_COUNT], ==, 1);
  g_assert_cmpuint (kinds[WF_CONDITION_REGION], ==, 2);
  g_assert_cmpuint (kinds[WF_CONDITION_FACT], ==, 5);
  g_assert_cmpuint (kinds[WF_CONDITION_NOT], ==, 7);
  g_assert_cmpuint (kinds[WF_CONDITION_LOW], >, 100);

  const WfCondition *when = wf_rule_pack_lookup (rules, "p-english-in-quebec")->when;
  g_assert_cmpint (when->kind, ==, WF_CONDITION_ALL);
  const WfCondition *region = when->children->pdata[0], *fact = when->children->pdata[1];
  g_assert_cmpstr (region->values[0], ==, "CA-QC");
  g_assert_null (region->except);
  g_assert_cmpstr (fact->name, ==, "official-language");
  g_assert_cmpuint (g_strv_length ((GStrv) wf_rule_pack_get_fact_names (rules)), ==, 5);
  g_assert_cmpuint (g_strv_length ((GStrv) wf_rule_pack_get_fact_values (rules, "interpreter")), ==,
                    2);
}

static void
test_frameworks (void)
{
  g_autoptr (WfFramework) digcomp =
      wf_framework_ref (wf_pack_library_get_framework (library, "digcomp"));
  WfFramework *five_as = wf_pack_library_get_framework (library, "five-as");
  const GPtrArray *levels = wf_framework_get_levels (digcomp);

  g_assert_cmpuint (wf_framework_get_parts (digcomp)->len, ==, 26);
  g_assert_cmpstr (wf_framework_lookup (digcomp, "2.5")->parent, ==, "2");
  g_assert_cmpstr (wf_text_get (wf_framework_lookup (digcomp, "2.5")->title, "en", NULL), ==,
                   "Netiquette");
  g_assert_cmpstr (wf_text_get (wf_framework_lookup (digcomp, "2.5")->title_new, "en", NULL), ==,
                   "Digital behaviour");
  g_assert_null (wf_framework_lookup (digcomp, "2")->parent);
  g_assert_null (wf_framework_lookup (digcomp, "6.1"));
  g_assert_cmpuint (levels->len, ==, 8);
  g_assert_cmpstr (((WfFrameworkLevel *) levels->pdata[7])->band, ==, "highly-advanced");
  g_assert_cmpuint (wf_framework_get_bands (digcomp)->len, ==, 4);
  g_assert_cmpstr (
      wf_text_get (wf_framework_lookup_band (digcomp, "foundation")->title_new, "en", NULL), ==,
      "Basic"); /* of 3.0; 2.2 calls it Foundation */
  g_assert_cmpstr (wf_framework_get_info (five_as)->id, ==, "five-as");
  for (WfConstraint a = WF_CONSTRAINT_AVAILABILITY; a <= WF_CONSTRAINT_AGENCY; a++)
    g_assert_nonnull (wf_framework_lookup (five_as, wf_constraint_to_name (a)));
  for (guint i = 0; i < wf_item_bank_get_n_items (bank ()); i++)
    g_assert_nonnull (
        wf_framework_lookup (digcomp, wf_item_bank_get_item (bank (), i)->competence));
}

static guint
count_statements (const WfFramework *framework)
{
  const GPtrArray *questions = wf_framework_get_questions (framework);
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    for (guint s = 0; s < WF_FRAMEWORK_MAX_LEVELS; s++)
      n += ((WfFrameworkPart *) questions->pdata[i])->statements[s] != NULL;
  return n;
}

/* What staff rate themselves in: everything a page needs, in the pack. */
static void
test_practice (void)
{
  static const struct {
    const char *id;
    guint questions, levels;
  } MAPS[] = { { "digcompedu", 22, 6 }, { "organisation", 6, 3 }, { "orgwise", 4, 3 },
               { "aaisa", 6, 3 },       { "three-is", 3, 3 },     { "infrastructure", 6, 3 },
               { "core-values", 0, 0 }, { "digcomp", 0, 8 } };
  WfFramework *digcompedu = wf_pack_library_get_framework (library, "digcompedu");
  const GPtrArray *questions = wf_framework_get_questions (digcompedu);

  for (guint i = 0; i < G_N_ELEMENTS (MAPS); i++)
    {
      const WfFramework *map = wf_pack_library_get_framework (library, MAPS[i].id);
      g_assert_cmpuint (wf_framework_get_questions (map)->len, ==, MAPS[i].questions);
      g_assert_cmpuint (wf_framework_get_levels (map)->len, ==, MAPS[i].levels);
      g_assert_cmpuint (count_statements (map), ==, MAPS[i].questions * MAPS[i].levels);
    }
  g_assert_cmpuint (count_statements (digcompedu), ==, 132);
  g_assert_cmpuint (wf_framework_get_minutes (digcompedu), ==, 20);
  for (guint i = 0; i < questions->len; i++)
    {
      const WfFrameworkPart *part = questions->pdata[i];
      g_assert_nonnull (part->example);
      g_assert_nonnull (part->step);
      g_assert_cmpuint (part->step_minutes, >=, 5);
      g_assert_cmpuint (wf_framework_get_floor (digcompedu, "navigator", part->id), >=, 2);
      g_assert_cmpuint (wf_framework_get_floor (digcompedu, "curator", part->id), >=, 2);
    }
  g_assert_cmpuint (wf_framework_get_floor (digcompedu, "navigator", "1.1"), ==, 3);
  g_assert_cmpuint (wf_framework_get_floor (digcompedu, "curator", "1.1"), ==, 2);
  g_assert_cmpuint (wf_framework_get_floor (digcompedu, "curator", "2.3"), ==, 3);
  g_assert_cmpuint (wf_framework_get_floor (digcompedu, "navigator", "9.9"), ==, 0);
}

static void
test_checklists (void)
{
  const GPtrArray *checklists = wf_pack_library_get_checklists (library);
  const GPtrArray *questions =
      wf_framework_get_questions (wf_pack_library_get_framework (library, "digcompedu"));
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_points = 0;

  g_assert_cmpuint (checklists->len, ==, 13);
  for (guint i = 0; i < checklists->len; i++)
    {
      const GPtrArray *points = wf_checklist_get_points (checklists->pdata[i]);
      n_points += points->len;
      g_assert_cmpuint (wf_checklist_get_months (checklists->pdata[i]), ==, 12);
      for (guint p = 0; p < points->len; p++)
        for (char **c = ((WfChecklistPoint *) points->pdata[p])->competences; *c != NULL; c++)
          g_hash_table_add (shown, *c);
    }
  g_assert_cmpuint (n_points, ==, 117);
  g_assert_cmpuint (g_hash_table_size (shown), ==, questions->len);
  g_assert_nonnull (wf_pack_library_get_checklist (library, "hands-off"));
  g_assert_null (wf_pack_library_get_checklist (library, "nothing"));
}

static void
test_names (void)
{
  for (WfConstraint i = WF_CONSTRAINT_NONE; i <= WF_CONSTRAINT_AREA_5; i++)
    g_assert_cmpint (wf_constraint_from_name (wf_constraint_to_name (i)), ==, i);
  g_assert_cmpint (wf_constraint_from_name ("area-6"), ==, WF_CONSTRAINT_NONE);
  g_assert_cmpint (wf_constraint_from_name (NULL), ==, WF_CONSTRAINT_NONE);
  g_assert_cmpstr (wf_item_kind_to_name (WF_ITEM_CAN_DO), ==, "can-do");
  g_assert_cmpstr (wf_item_kind_to_name (WF_ITEM_CARE), ==, "care");
}

static void
test_languages (void)
{
  WfLanguages *languages = wf_pack_library_get_languages (library);
  guint translated = 0;

  g_assert_cmpuint (wf_languages_get_n (languages), >=, 15);
  for (guint i = 0; i < wf_languages_get_n (languages); i++)
    {
      const WfLanguage *language = wf_languages_get (languages, i);
      g_autoptr (WfFormat) format = wf_pack_library_new_format (library, language->tag, "UTC");
      g_autofree char *date = wf_format_date (format, 0, WF_DATE_WORDS);
      const char *script = wf_language_get_script (language->tag);

      translated += language->translated;
      g_test_message ("%s %s", language->tag, script);
      g_assert_true (g_str_equal (script, language->script) || g_str_equal (script, "Zyyy"));
      g_assert_cmpuint (strlen (date), >, 5);
      g_assert_null (strstr (date, "ERA"));
      g_assert_null (language->reviewed_by); /* nobody has, yet: say so */
    }
  g_assert_cmpuint (translated, ==, 3);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names in braces, sorted, of which every language must have the same. */
static char *
placeholders (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint depth = 0;

  for (; *text != '\0'; text++)
    {
      if (*text == '{' && depth++ == 0)
        g_ptr_array_add (names, g_strndup (text + 1, strcspn (text + 1, ",}")));
      else if (*text == '}')
        depth--;
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (GStrv) names->pdata);
}

static void
assert_translated (const WfText *text)
{
  static const char *const LANGUAGES[] = { "fr", "ar" };

  if (text == NULL)
    return;

  const char *english = wf_text_get (text, "en", NULL);
  g_autofree char *wanted = placeholders (english);
  for (guint i = 0; i < G_N_ELEMENTS (LANGUAGES); i++)
    {
      const char *lang;
      g_autofree char *got = placeholders (wf_text_get (text, LANGUAGES[i], &lang));
      if (!g_str_equal (lang, LANGUAGES[i]))
        g_error ("“%s” is not translated into %s", english, LANGUAGES[i]);
      g_assert_cmpstr (got, ==, wanted);
    }
}

static void
assert_item_translated (const WfItem *at)
{
  assert_translated (at->text);
  assert_translated (at->why);
  assert_translated (at->prompt);
  assert_translated (at->setup);
  assert_translated (at->explain);
  assert_translated (at->adapt);
  for (guint i = 0; i < at->options->len; i++)
    assert_translated (((WfItemOption *) at->options->pdata[i])->text);
}

static void
assert_framework_translated (const WfFramework *framework)
{
  const GPtrArray *parts = wf_framework_get_parts (framework);
  const GPtrArray *levels = wf_framework_get_levels (framework);

  assert_translated (wf_framework_get_title (framework));
  assert_translated (wf_framework_get_line (framework));
  assert_translated (wf_framework_get_credit (framework));
  for (guint i = 0; i < levels->len; i++)
    {
      assert_translated (((WfFrameworkLevel *) levels->pdata[i])->title);
      assert_translated (((WfFrameworkLevel *) levels->pdata[i])->line);
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const WfFrameworkPart *part = parts->pdata[i];
      assert_translated (part->title);
      assert_translated (part->title_new);
      assert_translated (part->line);
      assert_translated (part->example);
      assert_translated (part->step);
      for (guint s = 0; s < WF_FRAMEWORK_MAX_LEVELS; s++)
        assert_translated (part->statements[s]);
    }
}

static void
assert_checklist_translated (const WfChecklist *checklist)
{
  const GPtrArray *points = wf_checklist_get_points (checklist);

  assert_translated (wf_checklist_get_title (checklist));
  assert_translated (wf_checklist_get_purpose (checklist));
  assert_translated (wf_checklist_get_when (checklist));
  for (guint i = 0; i < points->len; i++)
    {
      assert_translated (((WfChecklistPoint *) points->pdata[i])->text);
      assert_translated (((WfChecklistPoint *) points->pdata[i])->evidence);
    }
}

static void
test_translated (void)
{
  WfRulePack *rules = wf_pack_library_get_rules (library, "newcomer");
  WfClientTexts *texts = wf_pack_library_get_texts (library);
  g_autoptr (GPtrArray) ids = wf_client_texts_list (texts, "");
  const GPtrArray *frameworks = wf_pack_library_get_frameworks (library);
  const GPtrArray *checklists = wf_pack_library_get_checklists (library);

  g_assert_cmpuint (ids->len, >=, 182);
  for (guint i = 0; i < ids->len; i++)
    assert_translated (wf_client_texts_lookup (texts, ids->pdata[i]));
  for (guint i = 0; i < wf_item_bank_get_n_items (bank ()); i++)
    assert_item_translated (wf_item_bank_get_item (bank (), i));
  for (guint i = 0; i < wf_rule_pack_get_n_rules (rules); i++)
    {
      const WfRule *rule = wf_rule_pack_get_rule (rules, i);
      assert_translated (rule->statement);
      assert_translated (rule->action);
      assert_translated (rule->card_title);
      for (guint j = 0; rule->card_steps != NULL && j < rule->card_steps->len; j++)
        assert_translated (rule->card_steps->pdata[j]);
    }
  for (guint i = 0; i < frameworks->len; i++)
    assert_framework_translated (frameworks->pdata[i]);
  for (guint i = 0; i < checklists->len; i++)
    assert_checklist_translated (checklists->pdata[i]);
}

static void
test_plural_of_questions (void)
{
  WfClientTexts *texts = wf_pack_library_get_texts (library);
  g_autofree char *one =
      wf_client_texts_format (texts, "heard.not-sure", "en", NULL, "number", "1", NULL);
  g_autofree char *three =
      wf_client_texts_format (texts, "heard.not-sure", "fr", NULL, "number", "3", NULL);
  g_autofree char *arabic =
      wf_client_texts_format (texts, "heard.not-sure", "ar", NULL, "number", "٣", NULL);

  g_assert_true (g_str_has_prefix (one, "We asked only 1 question."));
  g_assert_nonnull (strstr (three, "3 questions."));
  g_assert_nonnull (strstr (arabic, "٣"));
  g_assert_null (strchr (arabic, '{'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *shipped = g_build_filename (g_getenv ("WF_BUILD_ROOT"), "data", NULL);

  library = wf_pack_library_load ((const char *const[]){ shipped, NULL });
  g_test_add_func ("/content/shipped/no-problem", test_no_problem);
  g_test_add_func ("/content/shipped/abilities", test_abilities);
  g_test_add_func ("/content/shipped/labels", test_labels);
  g_test_add_func ("/content/shipped/counts", test_counts);
  g_test_add_func ("/content/shipped/one-item", test_one_item);
  g_test_add_func ("/content/shipped/gates", test_gates);
  g_test_add_func ("/content/shipped/safety", test_safety);
  g_test_add_func ("/content/shipped/conditions", test_conditions);
  g_test_add_func ("/content/shipped/frameworks", test_frameworks);
  g_test_add_func ("/content/shipped/practice", test_practice);
  g_test_add_func ("/content/shipped/checklists", test_checklists);
  g_test_add_func ("/content/shipped/names", test_names);
  g_test_add_func ("/content/shipped/languages", test_languages);
  g_test_add_func ("/content/shipped/translated", test_translated);
  g_test_add_func ("/content/shipped/plural-of-questions", test_plural_of_questions);
  int status = g_test_run ();
  wf_pack_library_unref (library);
  return status;
}
