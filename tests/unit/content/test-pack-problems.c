/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A bad line: named with file, line and cure, and the rest of its pack works. Every row of
 * a table is one bad entry between two good ones.
 */
#include "wf-pack-library.h"

#include <string.h>

#define ABOUT "<about><title>T</title><source>S</source><licence>L</licence></about>\n"

#define ITEM(id)                                                                                   \
  "<item id=\"" id "\" kind=\"choice\" competence=\"1.1\" pool=\"adaptive\" thresholds=\"0.5\" "   \
  "seconds=\"15\" modes=\"in-person\" answer=\"b\"><text>T</text><why>W</why>"                     \
  "<option id=\"a\" score=\"0\"><label>A</label></option>"                                         \
  "<option id=\"b\" score=\"1\"><label>B</label></option></item>\n"

#define RULE(id)                                                                                   \
  "<rule id=\"" id "\" constraint=\"area-1\" priority=\"3\"><when><weak area=\"1\"/></when>"       \
  "<statement>S</statement><action>A</action></rule>\n"

typedef struct {
  const char *entry;   /* the bad entry */
  const char *message; /* part of what is said of it */
} Case;

static WfPackLibrary *
load_text (const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return wf_pack_library_new_from_bytes (&name, &bytes, 1);
}

static char *
describe (const GPtrArray *problems)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const WfPackProblem *problem = problems->pdata[i];
      g_string_append_printf (all, "%s:%u: %s\n", problem->file, problem->line, problem->message);
    }
  return g_string_free (all, FALSE);
}

/* The first problem is on @line of pack.xml, says @message and has a cure. */
static void
assert_problem (const WfPackLibrary *library, guint line, const char *message)
{
  const GPtrArray *problems = wf_pack_library_get_problems (library);
  g_autofree char *all = describe (problems);

  g_test_message ("%s", all);
  g_assert_cmpuint (problems->len, >=, 1);
  const WfPackProblem *problem = problems->pdata[0];
  g_assert_cmpstr (problem->file, ==, "pack.xml");
  g_assert_nonnull (strstr (problem->message, message));
  g_assert_cmpuint (problem->line, ==, line);
  g_assert_cmpuint (strlen (problem->cure), >, 8);
}

/* Replaces the first @from in the good entry: a row need only say what is wrong with it. */
static char *
spoil (const char *good, const char *from, const char *to)
{
  const char *at = strstr (good, from);

  g_assert_nonnull (at);
  return g_strdup_printf ("%.*s%s%s", (int) (at - good), good, to, at + strlen (from));
}

static const struct {
  const char *from, *to, *message;
} ITEM_CASES[] = {
  { " id=\"i2\"", "", "<item> has no “id”" },
  { "i2", "i 2", "not a usable id" },
  { "i2", "i1", "“i1” stands twice" },
  { "i2", "a-name-far-longer-than-the-sixty-four-letters-that-an-id-may-have-at-most",
    "not a usable id" },
  { "kind=\"choice\"", "kind=\"riddle\"", "“kind” of <item> is not known" },
  { "kind=\"choice\"", "", "<item> has no “kind”" },
  { "kind=\"choice\"", "kind=\"access\"", "<item> has no “access”" },
  { "kind=\"choice\"", "kind=\"care\"", "is scored" },
  { "kind=\"choice\"", "kind=\"task\"", "does not say its good answer" },
  { "pool=\"adaptive\"", "pool=\"deep\"", "“pool” of <item> is not known" },
  { "modes=\"in-person\"", "modes=\"by letter\"", "“modes” of <item> is not known" },
  { "modes=\"in-person\"", "modes=\"\"", "no kind of visit" },
  { "modes=\"in-person\"", "modes=\"in-person\" needs=\"luck\"", "“needs” of <item>" },
  { "modes=\"in-person\"", "modes=\"in-person\" device=\"abacus\"", "“device” of <item>" },
  { "modes=\"in-person\"", "modes=\"in-person\" foundation=\"maybe\"", "“foundation” of <item>" },
  { "competence=\"1.1\"", "competence=\"6.1\"", "not a competence" },
  { "competence=\"1.1\"", "competence=\"1.1.1\"", "not a competence" },
  { "competence=\"1.1\"", "", "<item> has no “competence”" },
  { "seconds=\"15\"", "seconds=\"0\"", "“seconds” of <item> cannot be used" },
  { "seconds=\"15\"", "seconds=\"15.5\"", "“seconds” of <item> cannot be used" },
  { "seconds=\"15\"", "", "<item> has no “seconds”" },
  { "seconds=\"15\"", "seconds=\"15\" proteced=\"yes\"", "“proteced” that nobody knows" },
  { "seconds=\"15\"", "seconds=\"15\" protected=\"true\"", "“protected” of <item> is not known" },
  { "seconds=\"15\"", "seconds=\"15\" scale=\"none\"", "no scale “none”" },
  { "seconds=\"15\"", "seconds=\"15\" card=\"/etc\"", "“card” of <item> is not a usable id" },
  { "thresholds=\"0.5\"", "thresholds=\"half\"", "“thresholds” of item “i2”" },
  { "thresholds=\"0.5\"", "thresholds=\"nan\"", "“thresholds” of item “i2”" },
  { "thresholds=\"0.5\"", "thresholds=\"9\"", "“thresholds” of item “i2”" },
  { "thresholds=\"0.5\"", "thresholds=\"0.5  1\"", "do not fit together" },
  { "thresholds=\"0.5\"", "", "do not fit together" },
  { "answer=\"b\"", "answer=\"c\"", "does not say its good answer" },
  { "answer=\"b\"", "answer=\"a\"", "does not say its good answer" },
  { "answer=\"b\"", "", "does not say its good answer" },
  { "<text>T</text>", "", "<item> has no <text>" },
  { "<text>T</text>", "<text/>", "<text> is empty" },
  { "<text>T</text>", "<text> \t </text>", "<text> is empty" },
  { "<text>T</text>", "<text>T<b>x</b></text>", "only text may stand" },
  { "<text>T</text>", "<text loud=\"yes\">T</text>", "“loud” that nobody knows" },
  { "<text>T</text>", "<text>T&#x202e;T</text>", "control characters" },
  { "<text>T</text>", "<text>T\001T</text>", "control characters" },
  { "<text>T</text>", "<text>T\302\205T</text>", "control characters" },
  { "<text>T</text>", "<text xml:lang=\"not a tag\">T</text>", "not well-formed" },
  { "<why>W</why>", "", "<item> has no <why>" },
  { "<label>B</label>", "", "<option> has no <label>" },
  { "option id=\"b\"", "option", "<option> has no “id”" },
  { "option id=\"b\"", "option id=\"a\"", "“a” stands twice" },
  { "score=\"1\"", "score=\"2\"", "do not fit together" },
  { "score=\"1\"", "score=\"-1\"", "“score” of <option> cannot be used" },
  { "score=\"1\"", "score=\"1\" state=\"angry\"", "“state” of <option>" },
  { "score=\"1\"", "score=\"1\" protected=\"1\"", "“protected” of <option>" },
  { "score=\"1\"", "score=\"1\" secret=\"yes\"", "“secret” that nobody knows" },
  { "<option id=\"b\" score=\"1\"><label>B</label></option>", "", "fewer than two options" },
  { "</text>", "</txt>", "not well-formed" },
  { "</item>", "", "not well-formed" },
  { "competence=\"1.1\"", "competence=\"1.1", "not well-formed" },
  { "<why>", "<why", "not well-formed" },
  { "<why>W", "<why>&W", "not well-formed" },
  { "<why>W", "<why>\xff", "not UTF-8" },
  { "<why>W", "<why>&lol;W", "not well-formed" },
  { "<why>W", "<why><!DOCTYPE x>W", "document type" },
};

static void
test_items (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ITEM_CASES); i++)
    {
      g_autofree char *bad = spoil (ITEM ("i2"), ITEM_CASES[i].from, ITEM_CASES[i].to);
      g_autofree char *text = g_strconcat ("<items id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT,
                                           ITEM ("i1"), bad, ITEM ("i3"), "</items>", NULL);
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", text);
      WfItemBank *bank = wf_pack_library_get_items (library, "p");

      /* An entry that never closes is seen only at the end of the file. */
      guint line = g_str_equal (ITEM_CASES[i].from, "</item>") ? 5 : 3;
      assert_problem (library, line, ITEM_CASES[i].message);
      g_assert_nonnull (bank);
      g_assert_nonnull (wf_item_bank_lookup (bank, "i1"));
      g_assert_nonnull (wf_item_bank_lookup (bank, "i3"));
      g_assert_cmpuint (wf_item_bank_get_n_items (bank), ==, 2);
    }
}

/* What is reported but does no harm leaves its entry in use. */
static void
test_items_kept (void)
{
  static const struct {
    const char *from, *to, *message;
  } CASES[] = {
    { "<text>T</text>", "<text>T</text><hint>H</hint>", "<hint> that nobody knows" },
    { "<text>T</text>", "<text>T</text><text xml:lang=\"fr\"/>", "<text> is empty" },
    { "<text>T</text>",
      "<text>T</text><text xml:lang=\"fr\">A</text><text xml:lang=\"fr\">B</text>",
      "<text> stands twice in “fr”" },
    { "<label>B</label>", "<label>B</label><b/>", "<b> that nobody knows" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *bad = spoil (ITEM ("i2"), CASES[i].from, CASES[i].to);
      g_autofree char *text = g_strconcat ("<items id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT,
                                           bad, "</items>", NULL);
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", text);

      assert_problem (library, 2, CASES[i].message);
      g_assert_nonnull (wf_item_bank_lookup (wf_pack_library_get_items (library, "p"), "i2"));
    }
}

/* The first of several is used; the others may be forgotten at once. */
static void
test_items_thrice (void)
{
  static const char TEXT[] = "<items id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT ITEM ("i1")
      ITEM ("i1") ITEM ("i1") ITEM ("i2") ITEM ("i1") "</items>";
  g_autoptr (WfPackLibrary) library = load_text ("pack.xml", TEXT);

  g_assert_cmpuint (wf_item_bank_get_n_items (wf_pack_library_get_items (library, "p")), ==, 2);
  g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, 3);
  g_assert_cmpuint (((WfPackProblem *) wf_pack_library_get_problems (library)->pdata[2])->line, ==,
                    6);
}

static void
test_scales (void)
{
  static const char *const SCALES[] = {
    "<scale><option id=\"0\" score=\"0\"><label>N</label></option></scale>\n",
    "<scale id=\"s\" loud=\"yes\"/>\n",
    "<scale id=\"s\"/>\n",
    "<scale id=\"s\"><option id=\"0\"/></scale>\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (SCALES); i++)
    {
      g_autofree char *text = g_strconcat ("<items id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT,
                                           SCALES[i], ITEM ("i1"), "</items>", NULL);
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", text);

      assert_problem (library, 2, "<");
      g_assert_cmpuint (wf_item_bank_get_n_items (wf_pack_library_get_items (library, "p")), ==, 1);
    }
}

static void
test_rules (void)
{
  static const struct {
    const char *from, *to, *message;
  } CASES[] = {
    { " id=\"r2\"", "", "<rule> has no “id”" },
    { "r2", "r1", "“r1” stands twice" },
    { "area-1", "area-6", "“constraint” of <rule> is not known" },
    { "priority=\"3\"", "priority=\"0\"", "“priority” of <rule>" },
    { "priority=\"3\"", "", "<rule> has no “priority”" },
    { "priority=\"3\"", "priority=\"3\" proteced=\"yes\"", "“proteced” that nobody knows" },
    { "priority=\"3\"", "priority=\"3\" protected=\"yes\"", "nothing of it may be printed" },
    { "priority=\"3\"", "priority=\"3\" protected=\"maybe\"", "“protected” of <rule>" },
    { "<statement>S</statement>", "", "has no statement" },
    { "<statement>S</statement>", "<statement/>", "<statement> is empty" },
    { "<action>A</action>", "", "<rule> has no <action>" },
    { "<action>", "<card><title>T</title><step><text>S</text></step></card><action>",
      "only a protected rule may have" },
    { "<action>", "<card><step><text>S</text></step></card><action>", "<card> has no <title>" },
    { "<action>", "<card><title>T</title></card><action>", "has no steps" },
    { "<action>", "<card><title>T</title><step/></card><action>", "<step> has no <text>" },
    { "<action>", "<offer kinds=\"a b!\"/><action>", "“kinds” of <offer>" },
    { "<action>", "<offer kind=\"a\"/><action>", "“kind” that nobody knows" },
    { "<when><weak area=\"1\"/></when>", "", "does not say when" },
    { "<weak area=\"1\"/>", "", "does not say when" },
    { "<weak area=\"1\"/>", "<weak area=\"1\"/><weak area=\"2\"/>", "does not say when" },
    { "area=\"1\"", "area=\"6\"", "“area” of <weak>" },
    { "area=\"1\"", "area=\"1\" is=\"2\"", "“is” that nobody knows" },
    { "<weak area=\"1\"/>", "<weak area=\"1\"><low item=\"x\"/></weak>", "may hold no element" },
    { "<weak area=\"1\"/>", "<sometimes/>", "<sometimes> is not a condition" },
    { "<weak area=\"1\"/>", "<all/>", "<all> holds 0 conditions" },
    { "<weak area=\"1\"/>", "<any><low/></any>", "<low> has no “item”" },
    { "<weak area=\"1\"/>", "<not><weak area=\"1\"/><weak area=\"2\"/></not>",
      "<not> holds 2 conditions" },
    { "<weak area=\"1\"/>", "<all loud=\"yes\"><weak area=\"1\"/></all>", "“loud”" },
    { "<weak area=\"1\"/>", "<answer item=\"i1\"/>", "<answer> has no “is”" },
    { "<weak area=\"1\"/>", "<answer item=\"i1\" is=\" \"/>", "“is” of <answer>" },
    { "<weak area=\"1\"/>", "<goal/>", "<goal> has no “is”" },
    { "<weak area=\"1\"/>", "<fact name=\"f\"/>", "<fact> has no “is”" },
    { "<weak area=\"1\"/>", "<fact name=\"g\" is=\"yes\"/>", "“g” is not declared" },
    { "<weak area=\"1\"/>", "<fact name=\"f\" is=\"maybe\"/>", "no value “maybe”" },
    { "<weak area=\"1\"/>", "<region/>", "names no region" },
    { "<weak area=\"1\"/>", "<region in=\"a/b\"/>", "“in” of <region>" },
    { "<weak area=\"1\"/>", "<count kind=\"can-do\" option=\"3\"/>", "<count> has no “min”" },
    { "<weak area=\"1\"/>", "<count kind=\"x\" option=\"3\" min=\"1\"/>", "“kind” of <count>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *bad = spoil (RULE ("r2"), CASES[i].from, CASES[i].to);
      g_autofree char *text = g_strconcat ("<rules id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT
                                           "<fact name=\"f\" values=\"yes no\"/>\n",
                                           RULE ("r1"), bad, RULE ("r3"), "</rules>", NULL);
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", text);
      WfRulePack *rules = wf_pack_library_get_rules (library, "p");

      assert_problem (library, 4, CASES[i].message);
      g_assert_cmpuint (wf_rule_pack_get_n_rules (rules), ==, 2);
      g_assert_nonnull (wf_rule_pack_lookup (rules, "r1"));
      g_assert_nonnull (wf_rule_pack_lookup (rules, "r3"));
    }
}

static void
test_facts (void)
{
  static const Case CASES[] = {
    { "<fact values=\"a\"/>\n", "<fact> has no “name”" },
    { "<fact name=\"f\"/>\n", "<fact> has no “values”" },
    { "<fact name=\"f\" values=\"a\" x=\"1\"/>\n", "“x” that nobody knows" },
    { "<fact name=\"g\" values=\"a\"/>\n", "“g” stands twice" },
    { "<wish/>\n", "<wish> that nobody knows" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text =
          g_strconcat ("<rules id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT, CASES[i].entry,
                       "<fact name=\"g\" values=\"yes\"/>\n", RULE ("r1"), "</rules>", NULL);
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", text);
      WfRulePack *rules = wf_pack_library_get_rules (library, "p");

      assert_problem (library, i == 3 ? 3 : 2, CASES[i].message);
      g_assert_cmpstr (wf_rule_pack_get_fact_names (rules)[0], ==, "g");
      g_assert_null (wf_rule_pack_get_fact_names (rules)[1]);
      g_assert_nonnull (wf_rule_pack_get_fact_values (rules, "g"));
      g_assert_null (wf_rule_pack_get_fact_values (rules, "f"));
    }
}

static void
test_texts (void)
{
  static const Case CASES[] = {
    { "<text><label>T</label></text>\n", "<text> has no “id”" },
    { "<text id=\"t2\"/>\n", "<text> has no <label>" },
    { "<text id=\"t2\" loud=\"yes\"><label>T</label></text>\n", "“loud”" },
    { "<text id=\"t1\"><label>two</label></text>\n", "“t1” stands twice" },
    { "<text id=\"t2\"><label>T</lable></text>\n", "not well-formed" },
    { "<words/>\n", "<words> that nobody knows" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = g_strconcat (
          "<texts id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT
          "<text id=\"t1\"><label>one</label></text>\n",
          CASES[i].entry, "<text id=\"t3\"><label>three</label></text>\n</texts>", NULL);
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", text);
      WfClientTexts *texts = wf_pack_library_get_texts (library);

      assert_problem (library, 3, CASES[i].message);
      g_assert_cmpstr (wf_client_texts_get (texts, "t1", "en", NULL), ==, i == 3 ? "two" : "one");
      g_assert_cmpstr (wf_client_texts_get (texts, "t3", "en", NULL), ==, "three");
    }
}

static void
test_frameworks (void)
{
  static const Case CASES[] = {
    { "<band><title>B</title></band>\n", "<band> has no “id”" },
    { "<band id=\"b\"><title>B</title></band>\n", "Band “b” stands twice" },
    { "<level number=\"1\" band=\"c\"><line>L</line></level>\n", "names no band" },
    { "<level number=\"2\" band=\"b\"><line>L</line></level>\n", "out of order" },
    { "<level number=\"1\" band=\"b\"/>\n", "<level> has no <line>" },
    { "<area id=\"1\"/>\n", "<area> has no <title>" },
    { "<area id=\"9\"><title>A</title></area>\n", "“9” stands twice" },
    { "<area id=\"2\"><title>A</title><competence id=\"9.1\"/></area>\n",
      "<competence> has no <title>" },
    { "<area id=\"2\"><title>A</title><competence "
      "id=\"9.1\"><title>C</title><x/></competence></area>\n",
      "<x> that nobody knows" },
    { "<map/>\n", "<map> that nobody knows" },
    { "<level number=\"1\"><line>L</line></level>\n", "out of order or names no band" },
    { "<cut level=\"X\" from=\"1\"/>\n", "<cut> names no level" },
    { "<intro minutes=\"0\"><title>T</title></intro>\n", "“minutes” of <intro> cannot be used" },
    { "<baseline id=\"e\"/>\n", "<baseline> has no <title>" },
    { "<baseline id=\"e\"><title>T</title><floor level=\"X\" parts=\"9\"/></baseline>\n",
      "<floor> names no level" },
    { "<area id=\"2\"><title>A</title><statement level=\"X\"><label>S</label></statement></area>\n",
      "<statement> names no level" },
    { "<area id=\"2\"><title>A</title><step minutes=\"5\"/></area>\n", "<step> has no <label>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = g_strconcat (
          "<framework id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT
          "<band id=\"b\"><title>B</title></band><area id=\"9\"><title>N</title></area>\n",
          CASES[i].entry, "</framework>", NULL);
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", text);
      WfFramework *framework = wf_pack_library_get_framework (library, "p");

      assert_problem (library, 3, CASES[i].message);
      g_assert_nonnull (wf_framework_lookup (framework, "9"));
      g_assert_cmpuint (wf_framework_get_bands (framework)->len, ==, 1);
      g_assert_cmpuint (wf_framework_get_levels (framework)->len, ==, 0);
    }
}

/* A framework with sentences: what is wrong is named, the rest is kept. */
static void
test_statements (void)
{
  static const Case CASES[] = {
    { "<cut level=\"b\" from=\"4\"/><cut level=\"a\" from=\"2\"/>\n", "“a” is out of order" },
    { "<cut level=\"a\" from=\"4\"/><cut level=\"b\" from=\"4\"/>\n", "“b” is out of order" },
    { "<area id=\"1\"><title>A</title><statement "
      "level=\"a\"><label>S</label></statement></area>\n",
      "“1” has no sentence for level 2" },
    { "<area id=\"9.2\"><title>A</title><statement level=\"a\"><label>S</label></statement>"
      "<statement level=\"a\"><label>T</label></statement><statement level=\"b\"><label>U</label>"
      "</statement></area>\n",
      "Level “a” of “9.2” has two sentences" },
    { "<level number=\"3\" id=\"b\"><line>L</line></level>\n", "Level 3 is out of order" },
    { "<baseline id=\"e\"><title>T</title><floor level=\"a\" parts=\"7\"/></baseline>\n",
      "“7” is no part of this framework" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = g_strconcat (
          "<framework id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT
          "<level number=\"1\" id=\"a\"><line>L</line></level><level number=\"2\" id=\"b\" "
          "points=\"1\"><line>M</line></level><area id=\"9\"><title>N</title><statement "
          "level=\"a\"><label>S</label></statement><statement level=\"b\"><label>T</label>"
          "</statement></area>\n",
          CASES[i].entry, "</framework>", NULL);
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", text);
      WfFramework *framework = wf_pack_library_get_framework (library, "p");

      assert_problem (library, 3, CASES[i].message);
      g_assert_nonnull (wf_framework_lookup (framework, "9")->statements[1]);
      g_assert_cmpuint (wf_framework_get_levels (framework)->len, ==, 2);
    }
}

static void
test_checklists (void)
{
#define POINT "<text>T</text><evidence>E</evidence></point>\n"
  static const Case CASES[] = {
    { "<point id=\"q\" competences=\"9\" level=\"a\"><text>T</text></point>\n",
      "<point> has no <evidence>" },
    { "<point id=\"p\" competences=\"9\" level=\"a\">" POINT, "“p” stands twice" },
    { "<point id=\"q\" level=\"a\">" POINT, "<point> has no “competences”" },
    { "<point id=\"q\" competences=\"9\">" POINT, "<point> has no “level”" },
    { "<point id=\"q\" competences=\"9 8\" level=\"a\">" POINT, "shows competence “8”" },
    { "<point id=\"q\" competences=\"9\" level=\"z\">" POINT, "is at level “z”" },
    { "<head framework=\"f\"><title>T</title></head>\n", "The checklist has two" },
    { "<thing/>\n", "<thing> that nobody knows" },
  };
  static const char *const FRAMEWORK = "<framework id=\"f\" version=\"1\" xml:lang=\"en\">" ABOUT
                                       "<level number=\"1\" id=\"a\"><line>L</line></level><area "
                                       "id=\"9\"><title>N</title></area></framework>";

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = g_strconcat (
          "<checklist id=\"c\" version=\"2\" xml:lang=\"en\">" ABOUT
          "<head framework=\"f\" months=\"6\"><title>T</title></head><point id=\"p\" "
          "competences=\"9\" level=\"a\"><text>T</text><evidence>E</evidence></point>\n",
          CASES[i].entry, "</checklist>", NULL);
      g_autoptr (GBytes) framework = g_bytes_new_static (FRAMEWORK, strlen (FRAMEWORK));
      g_autoptr (GBytes) checklist = g_bytes_new_static (text, strlen (text));
      GBytes *files[] = { framework, checklist };
      g_autoptr (WfPackLibrary) library = wf_pack_library_new_from_bytes (
          (const char *const[]){ "framework.xml", "pack.xml" }, files, 2);
      WfChecklist *got = wf_pack_library_get_checklist (library, "c");

      assert_problem (library, 3, CASES[i].message);
      g_assert_nonnull (wf_checklist_lookup (got, "p"));
      g_assert_cmpuint (wf_checklist_get_months (got), ==, 6);
    }
#undef POINT
}

static void
test_checklist_without_head (void)
{
  static const Case CASES[] = {
    { "<checklist id=\"c\" version=\"1\" xml:lang=\"en\">" ABOUT "</checklist>",
      "does not say what it is called" },
    { "<checklist id=\"c\" version=\"1\" xml:lang=\"en\">" ABOUT
      "<head framework=\"none\"><title>T</title></head><point id=\"p\" competences=\"9\" "
      "level=\"a\"><text>T</text><evidence>E</evidence></point></checklist>",
      "stands on framework “none”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", CASES[i].entry);
      const GPtrArray *problems = wf_pack_library_get_problems (library);
      const WfPackProblem *first = problems->pdata[0];
      g_assert_nonnull (strstr (first->message, CASES[i].message));
      g_assert_cmpint (wf_pack_library_get_checklist (library, "c") != NULL, ==, i == 1);
    }
}

static void
test_languages (void)
{
#define SOMALI "name=\"Soomaali\" english=\"Somali\" script=\"Latn\" calendar=\"gregory\""
  static const Case CASES[] = {
    { "<language " SOMALI "/>\n", "“” is not a language tag" },
    { "<language tag=\"so!\" " SOMALI "/>\n", "“so!” is not a language tag" },
    { "<language tag=\"so\"/>\n", "no usable “name”" },
    { "<language tag=\"so\" name=\"S\"/>\n", "no usable “english”" },
    { "<language tag=\"so\" rtl=\"no\" " SOMALI "/>\n", "“rtl” that nobody knows" },
    { "<language tag=\"so\" translated=\"soon\" " SOMALI "/>\n", "“translated” of <language>" },
    { "<tongue/>\n", "<tongue> that nobody knows" },
  };
  static const char *const REVIEWS[] = {
    "reviewed-by=\"Hodan\"",
    "reviewed-on=\"2026-01-31\"",
    "reviewed-by=\"\" reviewed-on=\"2026-01-31\"",
    "reviewed-by=\"Hodan\" reviewed-on=\"2026-02-31\"",
    "reviewed-by=\"Hodan\" reviewed-on=\"soon\"",
    "reviewed-by=\"Hodan\" reviewed-on=\"2026-01-31T10\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES) + G_N_ELEMENTS (REVIEWS); i++)
    {
      gboolean review = i >= G_N_ELEMENTS (CASES);
      g_autofree char *entry = review ? g_strdup_printf ("<language tag=\"so\" %s " SOMALI "/>\n",
                                                         REVIEWS[i - G_N_ELEMENTS (CASES)])
                                      : g_strdup (CASES[i].entry);
      g_autofree char *text =
          g_strconcat ("<languages id=\"l\" version=\"1\">\n"
                       "<language tag=\"ti\" name=\"ትግርኛ\" english=\"Tigrinya\" "
                       "script=\"Ethi\" calendar=\"ethiopic\"/>\n",
                       entry, "</languages>", NULL);
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", text);
      WfLanguages *languages = wf_pack_library_get_languages (library);
      const WfLanguage *somali = wf_languages_lookup (languages, "so");

      assert_problem (library, 3, review ? "The review of “so”" : CASES[i].message);
      g_assert_nonnull (wf_languages_lookup (languages, "ti"));
      g_assert_cmpint (somali != NULL, ==, review);
      if (review)
        g_assert_null (somali->reviewed_by);
    }
}

static void
test_labels (void)
{
  static const Case CASES[] = {
    { "<songs id=\"p\" version=\"1\"/>", "<songs> is not a kind of pack" },
    { "<items version=\"1\"/>", "<items> has no “id”" },
    { "<items id=\"p\"/>", "<items> has no “version”" },
    { "<items id=\"p\" version=\"0\"/>", "“version” of <items>" },
    { "<items id=\"p\" version=\"1\" status=\"good\"/>", "“status” of <items>" },
    { "<items id=\"p\" version=\"1\" region=\"CA ON\"/>", "“region” of <items>" },
    { "<items id=\"p\" version=\"1\">" ABOUT "</items>", "holds nothing that can be used" },
    { "<rules id=\"p\" version=\"1\">" ABOUT "</rules>", "holds nothing that can be used" },
    { "<framework id=\"p\" version=\"1\">" ABOUT "</framework>", "holds nothing that can be used" },
    { "<texts id=\"p\" version=\"1\"/>", "where it comes from" },
    { "<texts id=\"p\" version=\"1\" colour=\"red\">" ABOUT "</texts>", "“colour”" },
    { "<texts id=\"p\" "
      "version=\"1\"><about><source>S</source><licence>L</licence><x/></about></texts>",
      "<x> that nobody knows" },
    { "<texts id=\"p\" version=\"1\">" ABOUT "<text id=\"t\"><label>T</label></text></texts>",
      "which language <label> is in" },
    { "", "empty" },
    { "<!-- nothing -->", "there is no element in it" },
    { "not XML", "Document must begin with an element" },
    { "\xff\xfe", "not UTF-8" },
    { "<items id=\"p\" version=\"1\">", "ended unexpectedly" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", CASES[i].entry);
      const GPtrArray *problems = wf_pack_library_get_problems (library);
      g_autofree char *all = describe (problems);

      g_test_message ("%s", all);
      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_nonnull (strstr (all, CASES[i].message));
    }
}

static void
test_links (void)
{
  static const char ITEMS[] = "<items id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT ITEM ("i1")
      ITEM ("i2") "<item id=\"i3\" kind=\"care\" competence=\"1.1\" pool=\"care\" seconds=\"9\" "
                  "modes=\"phone\" "
                  "plan=\"gone\" card=\"r1\"><text>T</text><why>W</why><option "
                  "id=\"a\"><label>A</label></option>"
                  "<option id=\"r\" state=\"refused\"><label>R</label></option></item></items>";
#define BROKEN_RULE(id, when)                                                                      \
  "<rule id=\"" id "\" constraint=\"area-1\" priority=\"3\"><when>" when "</when>"                 \
  "<statement>S</statement><action>A</action></rule>\n"
  static const char RULES[] = "<rules id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT RULE ("r1")
      BROKEN_RULE ("r2", "<low item=\"gone\"/>")
          BROKEN_RULE ("r3", "<any><low item=\"i1\"/><answer item=\"i1\" is=\"a z\"/></any>")
              BROKEN_RULE ("r4", "<low item=\"i3\"/>")
                  BROKEN_RULE ("r5", "<not><goal is=\"read fly\"/></not>") "</rules>";
  static const char TEXTS[] = "<texts id=\"p\" version=\"1\" xml:lang=\"en\">" ABOUT
                              "<text id=\"goal.read\"><label>Read</label></text></texts>";
  static const char *const WANTED =
      "rules.xml:3: Rule “r2” asks for item “gone”, which is not in the bank.\n"
      "rules.xml:4: Rule “r3” asks for option “z” of item “i1”, which has none.\n"
      "rules.xml:5: Rule “r4” asks whether item “i3” is low, which has no score.\n"
      "rules.xml:6: Rule “r5” asks for goal “fly”, which there is not.\n"
      "items.xml:4: Item “i3” leads to rule “gone”, which there is not.\n"
      "items.xml:4: Item “i3” opens card “r1”, which is no protected rule.\n";
  const char *names[] = { "items.xml", "rules.xml", "texts.xml" };
  GBytes *files[] = { g_bytes_new_static (ITEMS, sizeof ITEMS - 1),
                      g_bytes_new_static (RULES, sizeof RULES - 1),
                      g_bytes_new_static (TEXTS, sizeof TEXTS - 1) };
  g_autoptr (WfPackLibrary) library = wf_pack_library_new_from_bytes (names, files, 3);
  g_autofree char *all = describe (wf_pack_library_get_problems (library));

  g_assert_cmpstr (all, ==, WANTED);
  for (guint i = 0; i < 3; i++)
    g_bytes_unref (files[i]);
}

/* Entries over several lines, as they are written by hand and by gettext. */
static void
test_lines (void)
{
  static const struct {
    const char *text;
    guint line;
  } CASES[] = {
    { "<texts id=\"p\" version=\"1\" x=\"1\">\n" ABOUT "</texts>", 1 },
    { "\n\n<texts id=\"p\" version=\"1\" x=\"1\">\n" ABOUT "</texts>", 3 },
    { "<?xml version=\"1.0\"?>\n<!-- a\nb -->\n<texts id=\"p\" version=\"1\" x=\"1\">" ABOUT
      "</texts>",
      4 },
    { "<texts id=\"p\"\n  version=\"1\" x=\"1\"\n>\n" ABOUT "</texts>", 3 },
    { "<texts id=\"p\" version=\"1\" xml:lang=\"en\">\n" ABOUT
      "  <text id=\"a b\">\n    <label>T</label>\n  </text>\n</texts>",
      3 },
    { "<texts id=\"p\" version=\"1\" xml:lang=\"en\">\n" ABOUT
      "  <text id=\"a\">\n    <label>T</label>\n    <oops>\n</oops>\n  </text>\n</texts>",
      5 },
    { "<texts id=\"p\" version=\"1\" xml:lang=\"en\">\n" ABOUT
      "  <text id=\"a\">\n    <label>T</label\n  </text>\n</texts>",
      5 },
    { "<texts id=\"p\" version=\"1\" xml:lang=\"en\">\r\n" ABOUT
      "  <text id=\"a\">\r\n    <label>T</lable>\r\n  </text>\r\n</texts>",
      4 },
    { "<texts id=\"p\" version=\"1\" xml:lang=\"en\">\n" ABOUT
      "  <text id=\"a\">\n    <label>\xc3</label>\n  </text>\n</texts>",
      4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (WfPackLibrary) library = load_text ("pack.xml", CASES[i].text);
      assert_problem (library, CASES[i].line, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content/problems/items", test_items);
  g_test_add_func ("/content/problems/items-kept", test_items_kept);
  g_test_add_func ("/content/problems/items-thrice", test_items_thrice);
  g_test_add_func ("/content/problems/scales", test_scales);
  g_test_add_func ("/content/problems/rules", test_rules);
  g_test_add_func ("/content/problems/facts", test_facts);
  g_test_add_func ("/content/problems/texts", test_texts);
  g_test_add_func ("/content/problems/frameworks", test_frameworks);
  g_test_add_func ("/content/problems/statements", test_statements);
  g_test_add_func ("/content/problems/checklists", test_checklists);
  g_test_add_func ("/content/problems/checklist-without-head", test_checklist_without_head);
  g_test_add_func ("/content/problems/languages", test_languages);
  g_test_add_func ("/content/problems/labels", test_labels);
  g_test_add_func ("/content/problems/lines", test_lines);
  g_test_add_func ("/content/problems/links", test_links);
  return g_test_run ();
}
