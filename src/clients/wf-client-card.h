/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wf-fold.h"
#include "wf-safe-contact.h"

G_BEGIN_DECLS

/** The most bytes a card's snapshot takes, whatever was typed. */
#define WF_CLIENT_CARD_MAX_BYTES 400
/** Codes of slips that a card remembers: those of what is still open first, then the latest. */
#define WF_CLIENT_CARD_CODES 6

/**
 * WfClientCard:
 * @name: name or alias; "" for an anonymous client, whom the list calls by @number
 * @number: 1, 2, 3 … within the agency
 * @is_alias: the name is not the real one
 * @languages: tags of the languages spoken, at most 5; never %NULL
 * @created_us: microseconds since 1970 UTC, as are all times here
 * @last_visit_us: start of the latest visit; 0 when there was none
 * @last_activity_us: the latest record that starts the retention clock anew
 * @visits: how many visits
 * @next_due: "YYYY-MM-DD": the earliest of all that is due, or "" when nothing is
 * @own_due: "YYYY-MM-DD": the next contact that was agreed with the client as such, or ""
 * @due_days: (array length=n_due) (nullable): days since 1970 of all that is due, in no order
 * @n_due: how many they are
 * @has_follow_up: something is due that the client's aspect %WF_FOLLOW_ASPECT tells more about
 * @codes: (array length=n_codes) (nullable): of slips, as numbers
 * @n_codes: how many they are, at most %WF_CLIENT_CARD_CODES
 * @has_borrowed: something was lent to the client once; the same aspect says whether it is back
 * @contact: the safe-contact rule in one word, consent included
 * @open_visit: id of the visit that is not ended yet, or ""
 * @is_restricted: opened by named staff only
 * @is_practice: a client to practise with, not a person
 * @is_held: someone put a hold on deleting
 * @refuses_notes: the client does not want notes kept
 * @ask_consent_again: consent came through a child
 *
 * All that a list of clients reads of one client. A plain value.
 */
typedef struct {
  char *name;
  guint number;
  gboolean is_alias;
  GStrv languages;
  gint64 created_us;
  gint64 last_visit_us;
  gint64 last_activity_us;
  guint visits;
  char *next_due;
  char *own_due;
  gint32 *due_days;
  guint n_due;
  gboolean has_follow_up;
  guint32 *codes;
  guint n_codes;
  gboolean has_borrowed;
  WfContactLevel contact;
  char *open_visit;
  gboolean is_restricted;
  gboolean is_practice;
  gboolean is_held;
  gboolean refuses_notes;
  gboolean ask_consent_again;
} WfClientCard;

/** wf_client_card_new: Returns: (transfer full): from aspect "card"; @variant: (nullable) */
WfClientCard *wf_client_card_new_from_variant (GVariant *variant);
/** wf_client_card_copy: Returns: (transfer full) */
WfClientCard *wf_client_card_copy (const WfClientCard *self);
void wf_client_card_free (WfClientCard *self);

/** wf_client_card_is_anonymous: Returns: %TRUE when no name or alias was given (yet) */
gboolean wf_client_card_is_anonymous (const WfClientCard *self);

/** wf_client_card_get_fold: Returns: (transfer none): the fold of aspect "card" */
const WfFold *wf_client_card_get_fold (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WfClientCard, wf_client_card_free)

G_END_DECLS
