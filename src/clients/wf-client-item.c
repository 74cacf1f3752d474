/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of the list of clients: the card as an object with properties.
 */
#define G_LOG_DOMAIN "wf-clients"

#include "wf-client-item.h"

#include "wf-referral-code.h"

#include <string.h>

struct _WfClientItem {
  GObject parent_instance;
  char *id;
  WfClientCard *card;
};

G_DEFINE_FINAL_TYPE (WfClientItem, wf_client_item, G_TYPE_OBJECT)

enum {
  PROP_ID = 1,
  PROP_NAME,
  PROP_NUMBER,
  PROP_LANGUAGES,
  PROP_LAST_VISIT,
  PROP_NEXT_DUE,
  PROP_CONTACT,
  PROP_RESTRICTED,
  PROP_OPEN_VISIT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
wf_client_item_finalize (GObject *object)
{
  WfClientItem *self = WF_CLIENT_ITEM (object);

  g_free (self->id);
  wf_client_card_free (self->card);
  G_OBJECT_CLASS (wf_client_item_parent_class)->finalize (object);
}

static void
wf_client_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WfClientItem *self = WF_CLIENT_ITEM (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->card->name);
      break;
    case PROP_NUMBER:
      g_value_set_uint (value, self->card->number);
      break;
    case PROP_LANGUAGES:
      g_value_set_boxed (value, self->card->languages);
      break;
    case PROP_LAST_VISIT:
      g_value_set_int64 (value, self->card->last_visit_us);
      break;
    case PROP_NEXT_DUE:
      g_value_set_string (value, self->card->next_due);
      break;
    case PROP_CONTACT:
      g_value_set_int (value, (int) self->card->contact);
      break;
    case PROP_RESTRICTED:
      g_value_set_boolean (value, self->card->is_restricted);
      break;
    case PROP_OPEN_VISIT:
      g_value_set_string (value, self->card->open_visit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wf_client_item_class_init (WfClientItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = wf_client_item_finalize;
  object_class->get_property = wf_client_item_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LANGUAGES] = g_param_spec_boxed ("languages", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_LAST_VISIT] =
      g_param_spec_int64 ("last-visit", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NEXT_DUE] = g_param_spec_string ("next-due", NULL, NULL, NULL, flags);
  properties[PROP_CONTACT] =
      g_param_spec_int ("contact", NULL, NULL, 0, WF_CONTACT_NEVER, 0, flags);
  properties[PROP_RESTRICTED] = g_param_spec_boolean ("restricted", NULL, NULL, FALSE, flags);
  properties[PROP_OPEN_VISIT] = g_param_spec_string ("open-visit", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
wf_client_item_init (WfClientItem *self)
{
}

WfClientItem *
wf_client_item_new (const char *id, WfClientCard *card)
{
  g_return_val_if_fail (id != NULL && card != NULL, NULL);

  WfClientItem *self = g_object_new (WF_TYPE_CLIENT_ITEM, NULL);

  self->id = g_strdup (id);
  self->card = card;
  return self;
}

const char *
wf_client_item_get_id (WfClientItem *self)
{
  g_return_val_if_fail (WF_IS_CLIENT_ITEM (self), NULL);

  return self->id;
}

const WfClientCard *
wf_client_item_get_card (WfClientItem *self)
{
  g_return_val_if_fail (WF_IS_CLIENT_ITEM (self), NULL);

  return self->card;
}

static void
notify_if (WfClientItem *self, guint property, gboolean differs)
{
  if (differs)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
wf_client_item_set_card (WfClientItem *self, WfClientCard *card)
{
  g_return_if_fail (WF_IS_CLIENT_ITEM (self) && card != NULL);

  g_autoptr (WfClientCard) old = self->card;

  self->card = card;
  g_object_freeze_notify (G_OBJECT (self));
  notify_if (self, PROP_NAME, strcmp (old->name, card->name) != 0);
  notify_if (self, PROP_NUMBER, old->number != card->number);
  notify_if (
      self, PROP_LANGUAGES,
      !g_strv_equal ((const char *const *) old->languages, (const char *const *) card->languages));
  notify_if (self, PROP_LAST_VISIT, old->last_visit_us != card->last_visit_us);
  notify_if (self, PROP_NEXT_DUE, strcmp (old->next_due, card->next_due) != 0);
  notify_if (self, PROP_CONTACT, old->contact != card->contact);
  notify_if (self, PROP_RESTRICTED, old->is_restricted != card->is_restricted);
  notify_if (self, PROP_OPEN_VISIT, strcmp (old->open_visit, card->open_visit) != 0);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
has_code (const WfClientCard *card, guint32 code)
{
  for (guint i = 0; i < card->n_codes; i++)
    {
      if (card->codes[i] == code)
        return TRUE;
    }
  return FALSE;
}

gboolean
wf_client_item_matches (WfClientItem *self, const char *text)
{
  g_return_val_if_fail (WF_IS_CLIENT_ITEM (self) && text != NULL, FALSE);

  g_autofree char *languages = g_strjoinv (" ", self->card->languages);
  g_autofree char *row =
      g_strdup_printf ("%s %u %s", self->card->name, self->card->number, languages);

  g_autofree char *words = g_strstrip (g_strdup (text));
  g_autofree char *code = wf_referral_code_parse (words);

  if (code != NULL)
    return has_code (self->card, (guint32) g_ascii_strtoull (code, NULL, 10));
  return *words == '\0' || g_str_match_string (words, row, TRUE);
}

int
wf_client_item_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WfClientCard *left = ((const WfClientItem *) a)->card;
  const WfClientCard *right = ((const WfClientItem *) b)->card;

  if (left->last_activity_us != right->last_activity_us)
    return left->last_activity_us < right->last_activity_us ? 1 : -1;
  return left->number == right->number ? 0 : left->number < right->number ? 1 : -1;
}
