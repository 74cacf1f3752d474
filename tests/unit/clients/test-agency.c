/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wf-agency.h"
#include "wf-json.h"

static WfAgency *
fold (const char *const *kinds, const char *const *bodies, guint count)
{
  g_autoptr (GVariant) state = NULL;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (WfRecord) record =
          wf_record_new_at (kinds[i], wf_json_parse_object (bodies[i], -1, NULL), i + 1, NULL);
      GVariant *next = g_variant_take_ref (wf_agency_get_fold ()->apply (state, record));

      g_clear_pointer (&state, g_variant_unref);
      state = next;
    }
  return wf_agency_new_from_variant (state);
}

static void
test_defaults (void)
{
  g_autoptr (WfAgency) agency = wf_agency_new_from_variant (NULL);

  g_assert_cmpstr (agency->name, ==, "");
  g_assert_cmpstr (agency->funder_line, ==, ""); /* promise nothing */
  g_assert_cmpuint (agency->retention_months, ==, WF_AGENCY_RETENTION_DEFAULT);
  g_assert_cmpuint (agency->lock_minutes, ==, WF_AGENCY_LOCK_DEFAULT);
  g_assert_cmpstr (agency->lending_line, ==, "");
  g_assert_cmpuint (g_strv_length (agency->checks), ==, 3);
  g_assert_cmpstr (agency->checks[0], ==, "P2W");
}

static void
test_fold (void)
{
  static const char *const kinds[] = { "agency.founded", "agency.changed", "agency.member-added",
                                       "agency.changed" };
  static const char *const bodies[] = {
    "{\"name\":\"Bridge House\",\"region\":\"CA-ON\",\"founder\":{\"name\":\"Kim\"}}",
    "{\"funders\":[\"IRCC\",\"Province\"],\"retention-months\":36}",
    "{\"name\":\"not the agency's\"}",
    "{\"retention-months\":100000,\"lock-minutes\":0,\"funders\":5,\"province-line\":\"x\"}",
  };
  g_autoptr (WfAgency) agency = fold (kinds, bodies, G_N_ELEMENTS (kinds));

  g_assert_cmpstr (agency->name, ==, "Bridge House");
  g_assert_cmpstr (agency->region, ==, "CA-ON");
  g_assert_cmpuint (g_strv_length (agency->funders), ==, 2);
  g_assert_cmpuint (agency->retention_months, ==, 240);
  g_assert_cmpuint (agency->lock_minutes, ==, 1);
  g_assert_cmpstr (agency->province_line, ==, "x");
}

/* Only what differs is recorded, and recording it gives what was wanted. */
static void
test_changed (void)
{
  static const char *const languages[] = { "en", "ar", NULL };
  g_autoptr (WfAgency) before = wf_agency_new_from_variant (NULL);
  g_autoptr (WfAgency) after = wf_agency_copy (before);

  g_assert_null (wf_agency_record_changed (before, after));
  g_strfreev (after->languages);
  after->languages = g_strdupv ((GStrv) languages);
  g_free (after->funder_line);
  after->funder_line = g_strdup ("They keep it ten years.");
  g_strfreev (after->checks);
  after->checks = g_strdupv ((GStrv) (const char *const[]){ "P1W", NULL });
  g_free (after->lending_line);
  after->lending_line = g_strdup ("Nobody pays.");
  after->lock_minutes = 9;
  after->retention_months = 12;

  g_autoptr (WfRecord) record = wf_agency_record_changed (before, after);

  g_assert_cmpuint (json_object_get_size (record->body), ==, 6);

  g_autoptr (GVariant) state = g_variant_take_ref (wf_agency_get_fold ()->apply (NULL, record));
  g_autoptr (WfAgency) read = wf_agency_new_from_variant (state);

  g_assert_null (wf_agency_record_changed (read, after));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clients/agency/defaults", test_defaults);
  g_test_add_func ("/clients/agency/fold", test_fold);
  g_test_add_func ("/clients/agency/changed", test_changed);
  return g_test_run ();
}
