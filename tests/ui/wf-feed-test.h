/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A feed on a web server in this process, and services that synchronise with it.
 */
#pragma once

#include "wf-ui-test.h"

#include <glib/gstdio.h>

#include "wf-catalogue-desk.h"
#include "wf-feed-publish.h"
#include "wf-json.h"
#include "wf-test-web.h"

typedef struct {
  WfServices *services;
  char *folder; /* what is published */
  WfMinisignSecret *key;
  WfTestWeb *web;
  char *address;
} WfFeedTest;

/* Offers 0 to @n - 1; those below @n_changed have another phone. */
static inline void
wf_feed_test_publish (WfFeedTest *f, guint n, guint n_changed)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) wf_feed_entry_free);
  g_auto (WfFeedPublished) published = { 0 };
  g_autoptr (GError) error = NULL;
  const WfFeedPublishing what = { .out = f->folder,
                                  .key = f->key,
                                  .title = "Devices in Ottawa",
                                  .licence = "CC-BY-4.0",
                                  .days = 14,
                                  .now_us = wf_clock_now (f->services->clock),
                                  .entries = entries };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"id\":\"offer-%u\",\"name\":\"Offer %u\",\"kind\":\"device\",\"status\":\"active\","
          "\"regions\":[\"CA-ON\"],\"as_of\":\"2026-02\",\"phone\":\"613-555-01%02u\"}",
          i, i, i < n_changed ? 99 : i % 90);
      g_autoptr (JsonObject) object = wf_json_parse_object (text, -1, NULL);

      g_ptr_array_add (entries, wf_feed_entry_new_from_entry (object));
    }
  wf_feed_publish (&what, &published, &error);
  g_assert_no_error (error);
}

/* @services: (transfer full): the vault need not be open */
static inline void
wf_feed_test_init (WfFeedTest *f, WfServices *services)
{
  g_autofree char *starter =
      g_build_filename (services->shared_dir, "catalogue", "starter.json", NULL);
  g_autofree char *words = g_build_filename (services->shared_dir, "catalogue", "words.json", NULL);
  g_autofree char *text = NULL;

  f->services = services;
  f->folder = g_dir_make_tmp ("wf-feed-XXXXXX", NULL);
  f->key = wf_minisign_secret_new ();
  f->web = wf_test_web_new (f->folder);
  text = wf_minisign_key_to_text (wf_minisign_secret_get_public (f->key));
  f->address = g_strconcat (f->web->url, "#", text, NULL);
  services->sync =
      wf_catalogue_sync_new (services->data_dir, starter, words, services->clock, NULL);
}

static inline void
wf_feed_test_clear (WfFeedTest *f)
{
  WAIT_FOR (!wf_catalogue_sync_is_running (f->services->sync));
  wf_test_web_free (f->web);
  wf_minisign_secret_free (f->key);
  wf_services_unref (f->services);
  g_free (f->folder);
  g_free (f->address);
}
