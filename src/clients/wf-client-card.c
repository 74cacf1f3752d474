/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The card: a small fold of its own, because a list of thousands reads nothing else. Its
 * state is the card itself, so it keeps in a few bits what it needs to fold on; long names
 * are cut at a character, so that the state never exceeds WF_CLIENT_CARD_MAX_BYTES.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-card.h"

#include "wf-consent.h"
#include "wf-hex.h"
#include "wf-json.h"

#include <string.h>

#define STATE_TYPE      "(susxxxuysyqs)"
#define NAME_BYTES      120
#define LANGUAGES_BYTES 60
#define LANGUAGES_MAX   5
#define DAY_CHARS       10

enum {
  FLAG_ALIAS = 1 << 0,
  FLAG_RESTRICTED = 1 << 1,
  FLAG_HELD = 1 << 2,
  FLAG_NO_NOTES = 1 << 3,
  FLAG_NO_CONTACT = 1 << 4,
  FLAG_PRACTICE = 1 << 5,
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
} State;

static void
state_clear (State *self)
{
  g_free (self->name);
  g_free (self->languages);
  g_free (self->due);
  g_free (self->open_visit);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

static void
state_read (State *self, GVariant *variant)
{
  memset (self, 0, sizeof *self);
  if (variant != NULL && g_variant_is_of_type (variant, G_VARIANT_TYPE (STATE_TYPE)))
    {
      g_variant_get (variant, STATE_TYPE, &self->name, &self->number, &self->languages,
                     &self->created_us, &self->visit_us, &self->activity_us, &self->visits,
                     &self->level, &self->due, &self->flags, &self->ask_again, &self->open_visit);
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

static void
state_apply (State *self, const WfRecord *record)
{
  static const char *const told[] = { "client.created", "client.named", "client.fact", NULL };

  if (g_strv_contains (told, record->kind) ||
      !(wf_record_has_prefix (record, "client.") || wf_record_has_prefix (record, "retention.") ||
        wf_record_has_prefix (record, "owner.")))
    self->activity_us = MAX (self->activity_us, record->time_us);

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
  return g_variant_new (STATE_TYPE, state.name, state.number, state.languages, state.created_us,
                        state.visit_us, state.activity_us, state.visits, state.level, state.due,
                        state.flags, state.ask_again, state.open_visit);
}

const WfFold *
wf_client_card_get_fold (void)
{
  static const char *const kinds[] = { "client.",    "consent.", "contact.", "visit.",
                                       "retention.", "owner.",   NULL };
  static const WfFold fold = { WF_FOLD_CARD, 1, kinds, apply };

  return &fold;
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
  card->next_due = g_steal_pointer (&state.due);
  card->contact =
      (state.flags & FLAG_NO_CONTACT) != 0 ? WF_CONTACT_NEVER : MIN (state.level, WF_CONTACT_NEVER);
  card->open_visit = g_steal_pointer (&state.open_visit);
  card->is_restricted = (state.flags & FLAG_RESTRICTED) != 0;
  card->is_practice = (state.flags & FLAG_PRACTICE) != 0;
  card->is_held = (state.flags & FLAG_HELD) != 0;
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
  g_free (self->open_visit);
  g_free (self);
}

gboolean
wf_client_card_is_anonymous (const WfClientCard *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return *self->name == '\0';
}
