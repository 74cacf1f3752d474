/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The card: a small fold of its own, because a list of thousands reads nothing else. Its
 * state is the card itself, so it keeps in a few bits what it needs to fold on; long names
 * are cut at a character, so that the state never exceeds WF_CLIENT_CARD_MAX_BYTES.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-card.h"

#include "wf-consent.h"
#include "wf-follow.h"
#include "wf-hex.h"
#include "wf-json.h"
#include "wf-referral-code.h"

#include <string.h>

#define STATE_TYPE      "(susxxxuysyqsayay)"
#define NAME_BYTES      120
#define LANGUAGES_BYTES 60
#define LANGUAGES_MAX   5
#define DAY_CHARS       10
#define DUE_BYTES       6 /* what begins the id: 4; days since 1970: 2 */
#define CODE_BYTES      7 /* the code, its high bit when over: 4; what begins the id: 3 */
#define CODE_OVER       (1u << 31)

/* Stands for all that is due beyond WF_DUE_MAX: it stays, so that nothing is forgotten. */
static const guint8 MANY[] = { 0xff, 0xff, 0xff, 0xff };

enum {
  FLAG_ALIAS = 1 << 0,
  FLAG_RESTRICTED = 1 << 1,
  FLAG_HELD = 1 << 2,
  FLAG_NO_NOTES = 1 << 3,
  FLAG_NO_CONTACT = 1 << 4,
  FLAG_PRACTICE = 1 << 5,
  FLAG_LOAN = 1 << 6,
};

typedef struct {
  char *name;
  guint32 number;
  char *languages; /* joined by one space */
  gint64 created_us;
  gint64 visit_us;
  gint64 activity_us;
  guint32 visits;
  guchar level; /* of the rule alone */
  char *due;
  guchar flags;
  guint16 ask_again; /* one bit a purpose; all agencies shared with take one */
  char *open_visit;
  GByteArray *dues;  /* DUE_BYTES each: what is due, the day big-endian */
  GByteArray *codes; /* CODE_BYTES each: codes of slips, the number big-endian */
} State;

static void
state_clear (State *self)
{
  g_free (self->name);
  g_free (self->languages);
  g_free (self->due);
  g_free (self->open_visit);
  g_byte_array_unref (self->dues);
  g_byte_array_unref (self->codes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

static void
append_bytes (GByteArray *array, GVariant *bytes, gsize unit)
{
  gsize size;
  gconstpointer data = g_variant_get_fixed_array (bytes, &size, 1);

  if (size > 0)
    g_byte_array_append (array, data, (guint) (size - size % unit));
}

static void
state_read (State *self, GVariant *variant)
{
  memset (self, 0, sizeof *self);
  self->dues = g_byte_array_new ();
  self->codes = g_byte_array_new ();
  if (variant != NULL && g_variant_is_of_type (variant, G_VARIANT_TYPE (STATE_TYPE)))
    {
      g_autoptr (GVariant) dues = NULL;
      g_autoptr (GVariant) codes = NULL;

      g_variant_get (variant, "(susxxxuysyqs@ay@ay)", &self->name, &self->number, &self->languages,
                     &self->created_us, &self->visit_us, &self->activity_us, &self->visits,
                     &self->level, &self->due, &self->flags, &self->ask_again, &self->open_visit,
                     &dues, &codes);
      append_bytes (self->dues, dues, DUE_BYTES);
      append_bytes (self->codes, codes, CODE_BYTES);
      return;
    }
  self->name = g_strdup ("");
  self->languages = g_strdup ("");
  self->due = g_strdup ("");
  self->open_visit = g_strdup ("");
}

static void
set_text (char **member, const char *text, gsize max_bytes)
{
  gsize size = strlen (text);

  if (size > max_bytes)
    {
      const char *end = g_utf8_find_prev_char (text, text + max_bytes + 1);

      size = end != NULL ? (gsize) (end - text) : 0;
    }
  char *copy = g_strndup (text, size);

  g_free (*member);
  *member = copy;
}

static void
set_flag (State *self, guchar flag, gboolean is_on)
{
  self->flags = is_on ? self->flags | flag : self->flags & ~flag;
}

static void
set_due (State *self, const char *day)
{
  set_text (&self->due, strlen (day) == DAY_CHARS ? day : "", DAY_CHARS);
}

static void
set_languages (State *self, JsonObject *body)
{
  g_auto (GStrv) tags = wf_json_get_strings (body, "values");
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; tags[i] != NULL && i < LANGUAGES_MAX; i++)
    {
      if (joined->len + strlen (tags[i]) + 1 <= LANGUAGES_BYTES && strchr (tags[i], ' ') == NULL)
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", tags[i]);
    }
  set_text (&self->languages, joined->str, LANGUAGES_BYTES);
}

static guint16
purpose_bit (const char *purpose)
{
  static const char *const purposes[] = { WF_CONSENT_HELP_NOW,      WF_CONSENT_KEEP_NOTES,
                                          WF_CONSENT_CONTACT_AFTER, WF_CONSENT_REPORT_WITH_NUMBER,
                                          WF_CONSENT_REPORT_COUNT,  WF_CONSENT_IMPROVE,
                                          WF_CONSENT_WATCH };
  guint i = 0;

  while (i < G_N_ELEMENTS (purposes) && strcmp (purposes[i], purpose) != 0)
    i++;
  return (guint16) (1u << i);
}

static void
set_purpose (State *self, const char *purpose, gboolean is_yes, gboolean ask_again)
{
  guint16 bit = purpose_bit (purpose);

  self->ask_again = ask_again ? self->ask_again | bit : self->ask_again & ~bit;
  if (strcmp (purpose, WF_CONSENT_KEEP_NOTES) == 0)
    set_flag (self, FLAG_NO_NOTES, !is_yes);
  else if (strcmp (purpose, WF_CONSENT_CONTACT_AFTER) == 0)
    set_flag (self, FLAG_NO_CONTACT, !is_yes);
}

/* The rules of consent stand in wf-consent.c: one record is folded there and only what came
 * out of it is taken over. */
static void
apply_consent (State *self, const WfRecord *record)
{
  g_autoptr (WfConsent) empty = wf_consent_new_empty ();
  g_autoptr (WfConsent) said = wf_consent_apply (empty, record);
  GPtrArray *answers = wf_consent_get_answers (said);

  for (guint i = 0; i < answers->len; i++)
    {
      const WfConsentAnswer *answer = g_ptr_array_index (answers, i);

      set_purpose (self, answer->purpose, answer->state == WF_CONSENT_YES, answer->ask_again);
    }
}

static void
apply_client (State *self, const WfRecord *record)
{
  JsonObject *body = record->body;
  const char *verb = record->kind + strlen ("client.");

  if (strcmp (verb, "created") == 0 && self->created_us == 0)
    {
      self->created_us = record->time_us;
      self->number = (guint32) CLAMP (wf_json_get_int (body, "number", 0), 0, G_MAXINT);
    }
  else if (strcmp (verb, "named") == 0)
    {
      const char *name = wf_json_get_string (body, "name", NULL);

      if (name != NULL)
        set_text (&self->name, name, NAME_BYTES);
      set_flag (self, FLAG_ALIAS, wf_json_get_bool (body, "alias", FALSE));
    }
  else if (strcmp (verb, "fact") == 0 &&
           strcmp (wf_json_get_string (body, "fact", ""), "speaks") == 0)
    set_languages (self, body);
  else if (strcmp (verb, "practice") == 0)
    set_flag (self, FLAG_PRACTICE, TRUE);
  else if (strcmp (verb, "due") == 0)
    set_due (self, wf_json_get_string (body, "day", ""));
}

static void
apply_visit (State *self, const WfRecord *record)
{
  const char *id = wf_json_get_string (record->body, "id", "");

  if (!wf_id_is_valid (id))
    return;
  if (strcmp (record->kind, "visit.started") == 0 && strcmp (self->open_visit, id) != 0)
    {
      set_text (&self->open_visit, id, WF_ID_CHARS);
      self->visit_us = MAX (self->visit_us, record->time_us);
      self->visits++;
    }
  else if (strcmp (record->kind, "visit.ended") == 0)
    {
      if (strcmp (self->open_visit, id) == 0)
        set_text (&self->open_visit, "", 0);
      if (json_object_has_member (record->body, "next-day"))
        set_due (self, wf_json_get_string (record->body, "next-day", ""));
    }
}

/* The day of one entry, and of MANY, only ever becomes earlier while it stands. */
static void
put_due (State *self, const guint8 *id, guint16 day)
{
  guint8 entry[DUE_BYTES];
  gboolean is_full = self->dues->len >= WF_DUE_MAX * DUE_BYTES;

  memcpy (entry, is_full ? MANY : id, 4);
  for (guint at = 0; is_full && at < self->dues->len; at += DUE_BYTES)
    {
      const guint8 *other = self->dues->data + at;

      if (memcmp (other, MANY, 4) == 0)
        {
          day = MIN (day, (guint16) (other[4] << 8 | other[5]));
          g_byte_array_remove_range (self->dues, at, DUE_BYTES);
          break;
        }
    }
  entry[4] = (guint8) (day >> 8);
  entry[5] = (guint8) day;
  g_byte_array_append (self->dues, entry, DUE_BYTES);
}

static void
apply_due (State *self, const WfRecord *record)
{
  g_autoptr (WfDue) due = wf_due_new_from_json (record->body);
  guint8 id[WF_ID_BYTES];
  gint32 day;

  if (due == NULL || !wf_hex_decode (due->id, id, sizeof id))
    return;
  for (guint at = 0; at < self->dues->len; at += DUE_BYTES)
    {
      if (memcmp (self->dues->data + at, id, 4) == 0)
        {
          g_byte_array_remove_range (self->dues, at, DUE_BYTES);
          break;
        }
    }
  day = wf_day_get_number (wf_due_get_day (due));
  if (day >= 0)
    put_due (self, id, (guint16) MIN (day, G_MAXUINT16));
}

static guint32
get_code (const GByteArray *codes, guint at)
{
  guint32 number;

  memcpy (&number, codes->data + at, sizeof number);
  return GUINT32_FROM_BE (number);
}

static void
set_code (GByteArray *codes, guint at, guint32 code)
{
  guint32 number = GUINT32_TO_BE (code);

  memcpy (codes->data + at, &number, sizeof number);
}

/* A service may call months later: what is over goes first, then the oldest. */
static guint
find_least_code (const GByteArray *codes)
{
  for (guint at = 0; at < codes->len; at += CODE_BYTES)
    {
      if ((get_code (codes, at) & CODE_OVER) != 0)
        return at;
    }
  return 0;
}

static void
add_code (State *self, const char *id, const char *code)
{
  guint8 entry[CODE_BYTES] = { 0 };
  guint8 bytes[WF_ID_BYTES];

  if (strlen (code) != WF_REFERRAL_CODE_DIGITS || !wf_hex_decode (id, bytes, sizeof bytes))
    return;
  if (self->codes->len >= WF_CLIENT_CARD_CODES * CODE_BYTES)
    g_byte_array_remove_range (self->codes, find_least_code (self->codes), CODE_BYTES);
  memcpy (entry + 4, bytes, CODE_BYTES - 4);
  g_byte_array_append (self->codes, entry, CODE_BYTES);
  set_code (self->codes, self->codes->len - CODE_BYTES,
            (guint32) g_ascii_strtoull (code, NULL, 10));
}

/* Only what ends a referral can be undone into what does not, so one bit is enough. */
static void
mark_code (State *self, const char *id, gboolean is_over)
{
  guint8 bytes[WF_ID_BYTES];

  if (!wf_hex_decode (id, bytes, sizeof bytes))
    return;
  for (guint at = 0; at < self->codes->len; at += CODE_BYTES)
    {
      guint32 code = get_code (self->codes, at) & ~CODE_OVER;

      if (memcmp (self->codes->data + at + 4, bytes, CODE_BYTES - 4) == 0)
        set_code (self->codes, at, is_over ? code | CODE_OVER : code);
    }
}

static void
apply_moved (State *self, const WfRecord *record)
{
  WfReferralState to;

  if (wf_referral_state_from_code (wf_json_get_string (record->body, "to", ""), &to))
    mark_code (self, wf_json_get_string (record->body, "id", ""), wf_referral_state_is_end (to));
}

static void
apply_follow (State *self, const WfRecord *record)
{
  if (wf_record_has_prefix (record, "due."))
    apply_due (self, record);
  else if (strcmp (record->kind, "referral.offered") == 0)
    add_code (self, wf_json_get_string (record->body, "id", ""),
              wf_json_get_string (record->body, "code", ""));
  else if (strcmp (record->kind, "referral.moved") == 0)
    apply_moved (self, record);
  else if (strcmp (record->kind, "referral.undone") == 0)
    mark_code (self, wf_json_get_string (record->body, "id", ""), FALSE);
  else if (wf_record_has_prefix (record, "loan."))
    set_flag (self, FLAG_LOAN, TRUE);
}

static gboolean
is_activity (const WfRecord *record)
{
  static const char *const told[] = { "client.created", "client.named", "client.fact", NULL };

  return g_strv_contains (told, record->kind) || wf_record_has_prefix (record, "consent.") ||
         wf_record_has_prefix (record, "contact.") || wf_record_has_prefix (record, "visit.") ||
         wf_follow_is_contact (record);
}

static void
state_apply (State *self, const WfRecord *record)
{
  if (is_activity (record))
    self->activity_us = MAX (self->activity_us, record->time_us);
  apply_follow (self, record);

  if (wf_record_has_prefix (record, "client."))
    apply_client (self, record);
  else if (wf_record_has_prefix (record, "consent."))
    apply_consent (self, record);
  else if (strcmp (record->kind, "contact.agreed") == 0)
    {
      g_autoptr (WfSafeContact) rule = wf_safe_contact_from_record (record);

      self->level = (guchar) wf_safe_contact_get_level (rule);
    }
  else if (wf_record_has_prefix (record, "visit."))
    apply_visit (self, record);
  else if (strcmp (record->kind, "retention.held") == 0)
    set_flag (self, FLAG_HELD, TRUE);
  else if (strcmp (record->kind, "retention.released") == 0)
    set_flag (self, FLAG_HELD, FALSE);
  else if (strcmp (record->kind, "owner.restricted") == 0)
    {
      g_auto (GStrv) staff = wf_json_get_strings (record->body, "only_for");

      set_flag (self, FLAG_RESTRICTED, staff[0] != NULL);
    }
}

static GVariant *
apply (GVariant *variant, const WfRecord *record)
{
  g_auto (State) state;

  state_read (&state, variant);
  state_apply (&state, record);
  return g_variant_new (
      "(susxxxuysyqs@ay@ay)", state.name, state.number, state.languages, state.created_us,
      state.visit_us, state.activity_us, state.visits, state.level, state.due, state.flags,
      state.ask_again, state.open_visit,
      g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, state.dues->data, state.dues->len, 1),
      g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, state.codes->data, state.codes->len, 1));
}

const WfFold *
wf_client_card_get_fold (void)
{
  static const char *const kinds[] = { "client.",    "consent.", "contact.",  "visit.",
                                       "retention.", "owner.",   "referral.", "due.",
                                       "attempt.",   "loan.",    NULL };
  static const WfFold fold = { WF_FOLD_CARD, 3, kinds, apply };

  return &fold;
}

/* The earliest of what is due, whoever said so. */
static char *
dup_next_due (const State *self)
{
  guint earliest = G_MAXUINT;
  g_autofree char *day = NULL;

  for (guint at = 0; at < self->dues->len; at += DUE_BYTES)
    {
      const guint8 *entry = self->dues->data + at;

      earliest = MIN (earliest, (guint) (entry[4] << 8 | entry[5]));
    }
  if (earliest == G_MAXUINT)
    return g_strdup (self->due);
  day = wf_day_add ("1970-01-01", 0, (int) earliest);
  return g_strdup (*self->due != '\0' && strcmp (self->due, day) < 0 ? self->due : day);
}

/* @out_days: (transfer full) (nullable). Returns: how many. */
static guint
read_due_days (const State *self, gint32 **out_days)
{
  gint32 own = wf_day_get_number (self->due);
  guint n = 0;

  if (own < 0 && self->dues->len == 0)
    return 0;
  *out_days = g_new (gint32, self->dues->len / DUE_BYTES + 1);
  for (guint at = 0; at < self->dues->len; at += DUE_BYTES)
    (*out_days)[n++] = self->dues->data[at + 4] << 8 | self->dues->data[at + 5];
  if (own >= 0)
    (*out_days)[n++] = own;
  return n;
}

static guint
read_codes (const GByteArray *bytes, guint32 **out_codes)
{
  guint n = bytes->len / CODE_BYTES;

  if (n == 0)
    return 0;
  *out_codes = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    (*out_codes)[i] = get_code (bytes, i * CODE_BYTES) & ~CODE_OVER;
  return n;
}

WfClientCard *
wf_client_card_new_from_variant (GVariant *variant)
{
  WfClientCard *card = g_new0 (WfClientCard, 1);
  g_auto (State) state;

  state_read (&state, variant);
  card->name = g_steal_pointer (&state.name);
  card->number = state.number;
  card->is_alias = (state.flags & FLAG_ALIAS) != 0;
  card->languages =
      *state.languages != '\0' ? g_strsplit (state.languages, " ", -1) : g_new0 (char *, 1);
  card->created_us = state.created_us;
  card->last_visit_us = state.visit_us;
  card->last_activity_us = state.activity_us;
  card->visits = state.visits;
  card->next_due = dup_next_due (&state);
  card->own_due = g_strdup (state.due);
  card->n_due = read_due_days (&state, &card->due_days);
  card->has_follow_up = state.dues->len > 0;
  card->n_codes = read_codes (state.codes, &card->codes);
  card->contact =
      (state.flags & FLAG_NO_CONTACT) != 0 ? WF_CONTACT_NEVER : MIN (state.level, WF_CONTACT_NEVER);
  card->open_visit = g_steal_pointer (&state.open_visit);
  card->is_restricted = (state.flags & FLAG_RESTRICTED) != 0;
  card->is_practice = (state.flags & FLAG_PRACTICE) != 0;
  card->is_held = (state.flags & FLAG_HELD) != 0;
  card->has_borrowed = (state.flags & FLAG_LOAN) != 0;
  card->refuses_notes = (state.flags & FLAG_NO_NOTES) != 0;
  card->ask_consent_again = state.ask_again != 0;
  return card;
}

WfClientCard *
wf_client_card_copy (const WfClientCard *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  WfClientCard *other = g_new0 (WfClientCard, 1);

  *other = *self;
  other->name = g_strdup (self->name);
  other->languages = g_strdupv (self->languages);
  other->next_due = g_strdup (self->next_due);
  other->own_due = g_strdup (self->own_due);
  other->due_days = g_memdup2 (self->due_days, self->n_due * sizeof *self->due_days);
  other->codes = g_memdup2 (self->codes, self->n_codes * sizeof *self->codes);
  other->open_visit = g_strdup (self->open_visit);
  return other;
}

void
wf_client_card_free (WfClientCard *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_strfreev (self->languages);
  g_free (self->next_due);
  g_free (self->own_due);
  g_free (self->due_days);
  g_free (self->codes);
  g_free (self->open_visit);
  g_free (self);
}

gboolean
wf_client_card_is_anonymous (const WfClientCard *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return *self->name == '\0';
}
