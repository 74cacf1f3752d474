/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-facts.h"
#include "wf-point.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WfCatalogueError:
 * @WF_CATALOGUE_ERROR_FORMAT: the file or entry is not what the format says; ask the curator for
 *   another copy
 * @WF_CATALOGUE_ERROR_NOT_FOUND: there is no entry of that id any more; look for it by name
 * @WF_CATALOGUE_ERROR_DATABASE: the cache cannot be read or written; it may be deleted, nothing
 *   of a client is in it
 * @WF_CATALOGUE_ERROR_SHRINKS: most of what is here would go; ask whether that is meant
 * @WF_CATALOGUE_ERROR_NOT_KEPT: what was said of an entry does not fit it, perhaps not any more;
 *   look at it again
 */
typedef enum {
  WF_CATALOGUE_ERROR_FORMAT,
  WF_CATALOGUE_ERROR_NOT_FOUND,
  WF_CATALOGUE_ERROR_DATABASE,
  WF_CATALOGUE_ERROR_SHRINKS,
  WF_CATALOGUE_ERROR_NOT_KEPT,
} WfCatalogueError;

#define WF_CATALOGUE_ERROR (wf_catalogue_error_quark ())
GQuark wf_catalogue_error_quark (void);

/**
 * WfResourceStatus:
 * @WF_RESOURCE_ACTIVE: the last source seen shows it running (not a live check)
 * @WF_RESOURCE_UNVERIFIED: no sign either way
 * @WF_RESOURCE_CLOSED: ended; kept so that an old leaflet can be caught, never offered
 */
typedef enum {
  WF_RESOURCE_ACTIVE,
  WF_RESOURCE_UNVERIFIED,
  WF_RESOURCE_CLOSED,
} WfResourceStatus;

/** wf_resource_list_kinds: Returns: (array zero-terminated=1): every kind there is; "safety" and
 * "practice" among them */
const char *const *wf_resource_list_kinds (void);

/** wf_resource_status_to_text: Returns: "active", "unverified" or "closed" */
const char *wf_resource_status_to_text (WfResourceStatus status);

/**
 * WfResourceCheck:
 * @WF_RESOURCE_CHECK_NO_DATE: no date was seen on any source
 * @WF_RESOURCE_CHECK_OLD: the source is older than %WF_RESOURCE_FRESH_MONTHS
 * @WF_RESOURCE_CHECK_UNVERIFIED: its status is *unverified*
 * @WF_RESOURCE_CHECK_LOW_CONFIDENCE: the source is thin
 *
 * Why to check before you send someone. No flag: no mark; nor when the agency itself checked it
 * within that time.
 */
typedef enum {
  WF_RESOURCE_CHECK_NONE = 0,
  WF_RESOURCE_CHECK_NO_DATE = 1 << 0,
  WF_RESOURCE_CHECK_OLD = 1 << 1,
  WF_RESOURCE_CHECK_UNVERIFIED = 1 << 2,
  WF_RESOURCE_CHECK_LOW_CONFIDENCE = 1 << 3,
} WfResourceCheck;

#define WF_RESOURCE_FRESH_MONTHS 24

/** The region of an entry of which nobody knows where it is (ISO 3166's code for that): it is found
 * whatever region is asked for, and covers none for certain. */
#define WF_REGION_UNKNOWN "ZZ"

/**
 * WfCost:
 * @is_known: a price was seen; else nothing else counts
 * @amount: 0 free; below 0: a discount or a share, see @note
 * @currency: (nullable): ISO 4217
 * @period: (nullable): "month", "year", "one-time"
 * @note: (nullable): in words
 * @is_once_known: what is paid once besides, at the start, was seen
 * @once: so much; 0 nothing
 */
typedef struct {
  gboolean is_known;
  double amount;
  char *currency;
  char *period;
  char *note;
  gboolean is_once_known;
  double once;
} WfCost;

/**
 * WfResource:
 * @kind: access accessibility device helpline internet mobile practice safety support training
 * @name_fr: (nullable): @name_fr_is_seen tells whether a source uses it or it is our wording
 * @alternate_name: what else it is called
 * @url: (nullable): else show @source_url
 * @regions: (array zero-terminated=1): ISO 3166: "CA" serves every province, "CA-ON" one
 * @locality: (nullable): city or area when narrower than the region
 * @address: (nullable): street and number, in the source's words
 * @point: where it is, when its source says so
 * @languages: (array zero-terminated=1): BCP 47, as evidenced; not a full list
 * @phone: (nullable): the number to call
 * @text_line: (nullable): the number to text
 * @email: (nullable): where to write to
 * @hours: (nullable): in the source's words
 * @as_of: "unknown", "2020", "2020-05" or "2020-05-20"
 * @confidence: "high", "medium" or "low": how good the source is, not how fresh
 * @data_gb: of a connection: GB a month; below 0: not known
 * @has_unlimited_data: the source says that there is no limit
 * @is_said_remote: the entry says that nobody has to go anywhere; see wf_resource_is_remote()
 * @places: how many are left, as the source says; below 0: not known
 * @is_pinned: the agency wants it first
 * @is_hidden: the agency wants it found only when asked for
 * @note: (nullable): the agency's note about the offer
 * @checked: (nullable): the day the agency last checked it, "2026-11-21"
 * @corrected: (array zero-terminated=1): the fields that the agency corrected
 * @source_changed: (array zero-terminated=1): those of them of which the source says something
 *   else since
 * @origin: (nullable): id of the source it is from: "starter", "own", …
 * @origin_title: (nullable): what people call that source
 * @block, @json, @json_size, @tree, @refs: for wf-resource.c alone
 *
 * One offer, service or line of the catalogue. Immutable: read the fields, change none; any
 * thread. Strings without (nullable) may be empty.
 */
typedef struct {
  char *id;
  char *kind;
  WfResourceStatus status;
  char *name;
  char *name_fr;
  gboolean name_fr_is_seen;
  char *alternate_name;
  char *organization;
  char *summary;
  char *summary_fr;
  char *eligibility;
  char *how_to_apply;
  char *url;
  char *source_url;
  GStrv more_sources;
  GStrv regions;
  char *locality;
  char *address;
  WfPoint point;
  GStrv languages;
  char *phone;
  char *text_line;
  char *email;
  char *hours;
  WfCost cost;
  char *as_of;
  char *confidence;
  GStrv competences;
  GStrv tags;
  double data_gb;
  gboolean has_unlimited_data;
  gboolean is_said_remote;
  gint64 places;
  gboolean is_pinned;
  gboolean is_hidden;
  char *note;
  char *checked;
  GStrv corrected;
  GStrv source_changed;
  char *origin;
  char *origin_title;
  gpointer block;
  char *json;
  gsize json_size;
  JsonObject *tree;
  gatomicrefcount refs;
} WfResource;

#define WF_TYPE_RESOURCE (wf_resource_get_type ())
GType wf_resource_get_type (void);

/**
 * wf_resource_new_from_json:
 * @object: one entry; kept, and not to be changed afterwards
 *
 * Returns: (transfer full) (nullable): the entry, or %NULL with %WF_CATALOGUE_ERROR_FORMAT when
 *   id, name, kind, status or regions is missing or of a word we do not know
 */
WfResource *wf_resource_new_from_json (JsonObject *object, GError **error);

/**
 * wf_resource_new_from_text:
 * @text: one entry, JSON; copied
 *
 * As wf_resource_new_from_json(), without making a tree of what nobody may look at.
 */
WfResource *wf_resource_new_from_text (const char *text, gsize size, GError **error);

/** wf_resource_get_json: Returns: (transfer none): the whole entry as it came, unknown fields
 * included; not to be changed. Made when it is first asked for */
JsonObject *wf_resource_get_json (const WfResource *self);

/** wf_resource_get_text: Returns: (transfer none): the same as text */
const char *wf_resource_get_text (const WfResource *self);

/** wf_resource_get_conditions: Returns: (transfer none) (nullable): structured eligibility;
 * @eligibility is the same in words */
JsonObject *wf_resource_get_conditions (const WfResource *self);

WfResource *wf_resource_ref (WfResource *self);
void wf_resource_unref (WfResource *self);

/** wf_resource_equal: Returns: whether both say the same, unknown fields included */
gboolean wf_resource_equal (const WfResource *a, const WfResource *b);

/** wf_resource_to_json: Returns: (transfer full): a deep copy of the entry as it came, nothing
 * lost: what the vault freezes when something is referred to */
JsonObject *wf_resource_to_json (const WfResource *self);

/** wf_resource_get_name: Returns: the name in @language ("fr…": the French one if there is) */
const char *wf_resource_get_name (const WfResource *self, const char *language);

/** wf_resource_get_summary: @out_language: (out) (optional): "fr" or "en": what came back */
const char *
wf_resource_get_summary (const WfResource *self, const char *language, const char **out_language);

/** wf_resource_get_link: Returns: @url, else @source_url; empty when neither */
const char *wf_resource_get_link (const WfResource *self);

/** wf_resource_has_tag: Returns: %TRUE when @tag is one of its tags, exactly */
gboolean wf_resource_has_tag (const WfResource *self, const char *tag);

/**
 * wf_resource_covers:
 * @region: (nullable): "CA-ON", or "CA" for "somewhere in Canada"; %NULL: not known
 *
 * Returns: yes when the entry covers @region (a national one covers its provinces), unknown when
 *   @region is wider than what the entry covers or not known, else no
 */
WfTruth wf_resource_covers (const WfResource *self, const char *region);

/** wf_resource_speaks: Returns: %TRUE when served in @language (BCP 47, compared by its first
 * part; zh is cmn and yue; fa is prs) */
gboolean wf_resource_speaks (const WfResource *self, const char *language);

/** wf_resource_has_interpreters: Returns: %TRUE when many more languages are served that way */
gboolean wf_resource_has_interpreters (const WfResource *self);

/** wf_resource_is_remote: Returns: %TRUE when nobody has to go anywhere: by phone or on the web */
gboolean wf_resource_is_remote (const WfResource *self);

/** wf_resource_get_places: Returns: how many places are left as the source says; below 0: it does
 * not say */
gint64 wf_resource_get_places (const WfResource *self);

/** wf_resource_get_check: Returns: whether and why to check before you send someone */
WfResourceCheck wf_resource_get_check (const WfResource *self, const GDate *today);

/** wf_date_from_time: @time_us: microseconds since 1970 UTC; @out_date: that day here,
 * in local time */
void wf_date_from_time (gint64 time_us, GDate *out_date);

/**
 * wf_date_parse_partial:
 * @text: "2020", "2020-05" or "2020-05-20"
 * @out_first: its first day
 * @out_last: its last day
 *
 * Returns: %FALSE, and nothing written, when @text is no such date
 */
gboolean wf_date_parse_partial (const char *text, GDate *out_first, GDate *out_last);

/** wf_date_is_to_come: @text: as above. Returns: whether nobody can know anything as of then yet:
 * all of it is later than tomorrow by this computer's clock, tomorrow being today elsewhere */
gboolean wf_date_is_to_come (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfResource, wf_resource_unref)

G_END_DECLS
