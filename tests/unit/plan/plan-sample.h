/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan as the vault gives it back, with made-up offers.
 */
#pragma once

#include "wf-json.h"
#include "wf-plan.h"

#define SAMPLE_TIME G_GINT64_CONSTANT (1795262400000000) /* Saturday 21 November 2026, noon UTC */

#define ENTRY(id, kind, rest)                                                                      \
  "\"" id "\":{\"id\":\"" id "\",\"name\":\"City " id "\",\"organization\":\"City\","              \
  "\"kind\":\"" kind "\",\"status\":\"active\",\"regions\":[\"CA-ON\"],\"as_of\":\"2026-05\","     \
  "\"confidence\":\"high\"," rest "}"

#define SAMPLE_PLAN                                                                                             \
  "{\"plan\":\"p1\",\"pack\":\"newcomer\",\"pack_version\":1,\"region\":\"CA-ON\","                             \
  "\"statements\":["                                                                                            \
  "{\"id\":\"p-device\",\"constraint\":\"availability\",\"picked\":true,"                                       \
  "\"text\":{\"en\":\"I want a phone.\",\"fr\":\"Je veux un téléphone.\",\"ar\":\"أريد هاتفًا.\"}," \
  "\"action\":{\"en\":\"Look together.\"},\"because\":[\"wf-access-availability-01\"],"                         \
  "\"goals\":[],\"resources\":["                                                                                \
  "{\"id\":\"phones\",\"verdict\":\"ask\",\"check\":0,\"chosen\":true,\"papers\":[\"library_"                   \
  "card\"],"                                                                                                    \
  "\"documents\":[],\"reasons\":[{\"code\":\"has_paper\",\"truth\":\"unknown\","                                \
  "\"state\":\"refused\",\"args\":[\"library_card\"],\"text\":\"One paper?\"}],"                                \
  "\"remedies\":[{\"code\":\"has_paper\",\"truth\":\"unknown\",\"state\":\"refused\","                          \
  "\"args\":[\"library_card\"],\"text\":\"A library card\",\"can_change\":true},"                               \
  "{\"code\":\"age_min\",\"truth\":\"unknown\",\"state\":\"refused\",\"args\":[\"18\"],"                        \
  "\"text\":\"Old enough?\"}]},"                                                                                \
  "{\"id\":\"laptops\",\"verdict\":\"not-eligible\",\"check\":2,\"chosen\":false,"                              \
  "\"papers\":[],\"documents\":[\"proof of income\"],\"reasons\":[]}]},"                                        \
  "{\"id\":\"p-wifi\",\"constraint\":\"area-5\",\"picked\":true,"                                               \
  "\"text\":{\"en\":\"I want to connect to Wi-Fi.\",\"fr\":\"Je veux me connecter au Wi-Fi.\","                 \
  "\"ar\":\"أريد الاتصال بالواي فاي.\"},\"action\":{\"en\":\"Join here.\"},"                \
  "\"because\":[\"wf-5.1-02\"],\"goals\":[\"study\"],\"resources\":["                                           \
  "{\"id\":\"corner\",\"verdict\":\"eligible\",\"check\":1,\"chosen\":true,\"papers\":[],"                      \
  "\"documents\":[\"proof of address\"],\"reasons\":[]}]},"                                                     \
  "{\"id\":\"p-email\",\"constraint\":\"area-2\",\"picked\":false,"                                             \
  "\"text\":{\"en\":\"I want to use e-mail.\"},\"action\":{\"en\":\"Open one.\"},"                              \
  "\"because\":[\"wf-2.1-04\"],\"goals\":[],\"resources\":[]}],"                                                \
  "\"entries\":{" ENTRY (                                                                                       \
      "phones", "device",                                                                                       \
      "\"url\":\"https://phones.example/offer\",\"phone\":\"604-555-0142\",\"hours\":\"Mo-Fr "                  \
      "9-5\","                                                                                                  \
      "\"languages\":[\"en\",\"ar\"],\"cost\":{\"amount\":20.5,\"currency\":\"CAD\","                           \
      "\"period\":\"month\"}") "," ENTRY ("laptops", "device",                                                  \
                                          "\"cost\":null") "," ENTRY ("corner", "access",                       \
                                                                      "\"locality\":\"Toronto\","               \
                                                                      "\"tags\":["                              \
                                                                      "\"interpretation\"],"                    \
                                                                      "\"cost\":{\"amount\":0,"                 \
                                                                      "\"currency\":\"CAD\"}") "}"              \
                                                                                               "}"

static inline WfRecord *
sample_record (void)
{
  GError *error = NULL;
  JsonObject *body = wf_json_parse_object (SAMPLE_PLAN, -1, &error);

  g_assert_no_error (error);
  return wf_record_new_at ("plan.made", body, SAMPLE_TIME, "staff/device");
}

static inline WfPlan *
sample_plan (void)
{
  g_autoptr (WfRecord) record = sample_record ();

  return wf_plan_apply (NULL, record);
}
