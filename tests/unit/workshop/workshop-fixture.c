/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small deck, and a workshop driven by lines as the pipe drives it.
 */
#include "workshop-fixture.h"

#include <string.h>

static const char DECK[] =
    "<deck id=\"small\" version=\"3\" xml:lang=\"en\" audience=\"staff\">\n"
    "<about><title>T</title><source>S</source><licence>L</licence></about>\n"
    "<head minutes=\"10\"><title>Small</title></head>\n"
    "<slide id=\"hello\" kind=\"title\"><title>Hello</title></slide>\n"
    "<slide id=\"pulse\" kind=\"pulse\"><title>How?</title>"
    "<option id=\"a\"><label>A</label></option><option id=\"b\"><label>B</label></option></slide>\n"
    "<slide id=\"map\" kind=\"map\"><text>Tea is good.</text><evidence><verdict>true</verdict>"
    "<text>Because.</text><as-of>2021</as-of></evidence></slide>\n"
    "<slide id=\"many\" kind=\"poll\" many=\"yes\"><title>Which?</title>"
    "<option id=\"a\"><label>A</label></option><option id=\"b\"><label>B</label></option>"
    "<option id=\"c\"><label>C</label></option></slide>\n"
    "<slide id=\"one\" kind=\"poll\"><title>Which?</title>"
    "<option id=\"a\"><label>A</label></option><option id=\"b\"><label>B</label></option>"
    "<discuss good=\"b\"><why>Since.</why></discuss></slide>\n"
    "<slide id=\"ideas\" kind=\"ideas\" vote=\"yes\"><title>What next?</title></slide>\n"
    "<slide id=\"list\" kind=\"checklist\"><title>Do</title>"
    "<option id=\"s1\"><label>One</label></option><option id=\"s2\"><label>Two</label></option>"
    "</slide>\n"
    "<slide id=\"pause\" kind=\"timer\" seconds=\"60\"><title>Talk</title></slide>\n"
    "<slide id=\"here\" kind=\"attendance\"><title>Who</title></slide>\n"
    "<slide id=\"bye\" kind=\"closing\"><title>Bye</title>"
    "<option id=\"x\"><label>X</label></option><option id=\"y\"><label>Y</label></option></slide>\n"
    "</deck>";

WfScript *
workshop_fixture_script (void)
{
  const char *name = "small.xml";
  g_autoptr (GBytes) bytes = g_bytes_new_static (DECK, strlen (DECK));
  g_autoptr (WfPackLibrary) library = wf_pack_library_new_from_bytes (&name, &bytes, 1);
  WfDeck *deck = wf_pack_library_get_deck (library, "small");

  g_assert_cmpuint (wf_pack_library_get_problems (library)->len, ==, 0);
  g_assert_nonnull (deck);
  return wf_script_new (deck, library);
}

void
workshop_fixture_do (WfWorkshop *workshop, ...)
{
  va_list lines;
  const char *line;

  va_start (lines, workshop);
  while ((line = va_arg (lines, const char *)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WfAction) action = wf_action_parse (line, &error);

      g_assert_no_error (error);
      wf_workshop_check (workshop, action, &error);
      g_assert_no_error (error);
      wf_workshop_apply (workshop, action);
    }
  va_end (lines);
}

void
workshop_fixture_refuse (WfWorkshop *workshop, const char *line, WfWorkshopError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WfAction) action = wf_action_parse (line, NULL);
  guint64 version = wf_workshop_get_version (workshop);

  g_assert_nonnull (action);
  g_assert_false (wf_workshop_check (workshop, action, &error));
  g_assert_error (error, WF_WORKSHOP_ERROR, (int) code);
  wf_workshop_apply (workshop, action);
  g_assert_cmpuint (wf_workshop_get_version (workshop), ==, version);
}

int
workshop_fixture_vote (WfWorkshop *workshop, const char *token, const char *choices)
{
  guint slide = wf_workshop_get_wall_slide (workshop);
  g_autoptr (WfTally) tally = wf_workshop_dup_tally (workshop, slide);
  const char *id = wf_script_get_slide (wf_workshop_get_script (workshop), slide)->id;
  g_auto (GStrv) words = *choices != '\0' ? g_strsplit (choices, " ", -1) : NULL;
  g_autoptr (GError) error = NULL;
  WfVote vote;

  if (!wf_workshop_check_vote (workshop, token, id, tally->round, (const char *const *) words,
                               &vote, &error))
    return error->code;
  wf_workshop_apply_vote (workshop, &vote);
  return -1;
}
