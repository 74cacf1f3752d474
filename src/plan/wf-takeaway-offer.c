/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An offer on the client's page. The catalogue speaks English or French only, so the
 * client's lines are put together from its fields and pack text: what it is, what it
 * costs, whom to call, what to bring. Phone numbers and addresses are copied, never
 * formatted.
 */
#define G_LOG_DOMAIN "wf-plan"

#include "wf-takeaway-private.h"

#include <math.h>

#include "wf-hours.h"

/* A name keeps its own direction, whatever the page's. */
#define FIRST_STRONG_ISOLATE "\xe2\x81\xa8"
#define POP_ISOLATE          "\xe2\x81\xa9"

WfPageText
wf_takeaway_line (const char *words, const char *lang)
{
  return (WfPageText){ words, lang,
                       lang != NULL && wf_language_is_rtl (lang) ? WF_PAGE_DIRECTION_RTL
                                                                 : WF_PAGE_DIRECTION_LTR };
}

char *
wf_takeaway_get_words (WfTakeawayWriter *self,
                       guint side,
                       const char *id,
                       const char *name,
                       const char *value,
                       const char **out_lang)
{
  const WfText *text = wf_client_texts_lookup (self->texts, id);
  const char *words = text != NULL
                          ? wf_text_get_for (text, self->langs[side], self->langs[1], out_lang)
                          : wf_client_texts_get (self->texts, id, self->langs[side], out_lang);

  if (name == NULL || value == NULL)
    return g_strdup (words);
  return wf_format_fill (self->formats[side], words, (const char *const[]){ name, value, NULL });
}

/* The second language is left out where both sides say the same. */
static void
write_sides (WfTakeawayWriter *self, WfPageRole role, char *const *words, const char *const *langs)
{
  WfPageText first = wf_takeaway_line (words[0], langs[0]);
  WfPageText second = wf_takeaway_line (words[1], langs[1]);
  gboolean has_second = words[1] != NULL && !g_str_equal (words[0], words[1]);

  wf_page_add_pair (self->page, role, &first, has_second ? &second : NULL);
}

void
wf_takeaway_write_values (WfTakeawayWriter *self,
                          WfPageRole role,
                          const char *id,
                          const char *name,
                          const char *first,
                          const char *second)
{
  const char *langs[2] = { NULL, NULL };
  char *words[2] = { wf_takeaway_get_words (self, 0, id, name, first, &langs[0]), NULL };

  if (self->langs[1] != NULL)
    words[1] = wf_takeaway_get_words (self, 1, id, name, second, &langs[1]);
  write_sides (self, role, words, langs);
  g_free (words[0]);
  g_free (words[1]);
}

void
wf_takeaway_write_text (
    WfTakeawayWriter *self, WfPageRole role, const char *id, const char *name, const char *value)
{
  wf_takeaway_write_values (self, role, id, name, value, value);
}

void
wf_takeaway_join_values (
    WfTakeawayWriter *self, const char *id, const char *name, const char *first, const char *second)
{
  const char *values[2] = { first, second };

  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    {
      g_autofree char *words =
          wf_takeaway_get_words (self, side, id, name, values[side], &self->joined_langs[side]);

      if (self->joined[side] == NULL)
        self->joined[side] = g_string_new (words);
      else
        g_string_append_printf (self->joined[side], " · %s", words);
    }
}

void
wf_takeaway_join_number (WfTakeawayWriter *self, const char *id, const char *number)
{
  g_autofree char *isolated = wf_page_isolate (number, WF_PAGE_DIRECTION_LTR);

  wf_takeaway_join_values (self, id, "number", isolated, isolated);
}

void
wf_takeaway_flush (WfTakeawayWriter *self, WfPageRole role)
{
  char *words[2] = { NULL, NULL };

  if (self->joined[0] == NULL)
    return;

  words[0] = g_string_free (g_steal_pointer (&self->joined[0]), FALSE);
  if (self->joined[1] != NULL)
    words[1] = g_string_free (g_steal_pointer (&self->joined[1]), FALSE);
  write_sides (self, role, words, self->joined_langs);
  g_free (words[0]);
  g_free (words[1]);
}

void
wf_takeaway_write_mark (WfTakeawayWriter *self, const char *lang)
{
  if (lang != NULL && !wf_language_matches (self->spoken, lang))
    wf_takeaway_write_text (self, WF_PAGE_ROLE_SMALL, "page.not-translated", NULL, NULL);
}

void
wf_takeaway_write_name (WfTakeawayWriter *self, const char *name)
{
  g_autofree char *isolated = g_strconcat (FIRST_STRONG_ISOLATE, name, POP_ISOLATE, NULL);

  wf_page_add_text (self->page, WF_PAGE_ROLE_BODY,
                    &(WfPageText){ isolated, self->langs[0], self->direction });
}

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
join_text (WfTakeawayWriter *self, const char *id)
{
  wf_takeaway_join_values (self, id, NULL, NULL, NULL);
}

static void
join_cost (WfTakeawayWriter *self, const WfCost *cost)
{
  static const struct {
    const char *period;
    const char *id;
  } PERIODS[] = {
    { "month", "page.per-month" },
    { "year", "page.per-year" },
    { "one-time", "page.once" },
  };
  const char *id = "page.costs";

  if (!cost->is_known || cost->amount < 0)
    {
      join_text (self, "page.ask-price");
      return;
    }
  if (cost->amount == 0)
    {
      join_text (self, "page.free");
      return;
    }

  char *prices[2] = { NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (PERIODS); i++)
    {
      if (g_strcmp0 (cost->period, PERIODS[i].period) == 0)
        id = PERIODS[i].id;
    }
  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    prices[side] = wf_format_money (self->formats[side], (gint64) llround (cost->amount * 100),
                                    is_said (cost->currency) ? cost->currency : "CAD");
  wf_takeaway_join_values (self, id, "price", prices[0], prices[1]);
  g_free (prices[0]);
  g_free (prices[1]);
}

/* What only the service itself says stands as it is, and is said to be its words: nearly all of
 * them are English. Frees @text. */
static char *
take_as_theirs (WfTakeawayWriter *self, guint side, char *text)
{
  g_autofree char *taken = text;
  const char *lang = NULL;

  if (text == NULL || wf_language_matches (self->langs[side], "en"))
    return g_steal_pointer (&taken);
  return wf_takeaway_get_words (self, side, "page.their-words", "what", text, &lang);
}

/* The names of papers; then the source's own words, which may say the same again, where
 * there are no names or beside them for the navigator. */
static char *
list_papers (WfTakeawayWriter *self, const WfPlanResource *resource, guint side)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *theirs = NULL;

  for (guint i = 0; resource->papers[i] != NULL; i++)
    {
      g_autofree char *id = g_strconcat ("document.", resource->papers[i], NULL);

      if (wf_client_texts_lookup (self->texts, id) != NULL)
        g_ptr_array_add (names,
                         (char *) wf_client_texts_get (self->texts, id, self->langs[side], NULL));
    }
  if ((side == 1 || names->len == 0) && resource->documents[0] != NULL)
    theirs = take_as_theirs (self, side, g_strjoinv ("; ", resource->documents));
  if (theirs != NULL)
    g_ptr_array_add (names, theirs);
  g_ptr_array_add (names, NULL);
  return names->len > 1 ? wf_format_list (self->formats[side], (const char *const *) names->pdata)
                        : NULL;
}

static void
write_papers (WfTakeawayWriter *self, const WfPlanResource *resource)
{
  g_autofree char *first = list_papers (self, resource, 0);
  g_autofree char *second = self->langs[1] != NULL ? list_papers (self, resource, 1) : NULL;

  if (first != NULL)
    wf_takeaway_write_values (self, WF_PAGE_ROLE_BODY, "page.bring", "what", first, second);
}

static void
join_language (WfTakeawayWriter *self, const WfResource *entry)
{
  if (wf_resource_speaks (entry, self->spoken))
    {
      g_autofree char *first = wf_format_language_name (self->formats[0], self->spoken);
      g_autofree char *second =
          self->langs[1] != NULL ? wf_format_language_name (self->formats[1], self->spoken) : NULL;

      wf_takeaway_join_values (self, "page.speak-language", "language", first, second);
    }
  else if (wf_resource_has_interpreters (entry))
    join_text (self, "page.interpreters");
}

/* In each side's language where they are understood. */
static void
join_hours (WfTakeawayWriter *self, const char *hours)
{
  char *values[2] = { NULL, NULL };

  for (guint side = 0; side < 2 && self->langs[side] != NULL; side++)
    {
      g_autoptr (WfFormat) format = wf_format_new (self->langs[side], NULL, NULL);
      const char *lang = NULL;
      g_autofree char *always =
          wf_takeaway_get_words (self, side, "hours.always", NULL, NULL, &lang);
      g_autofree char *every_day =
          wf_takeaway_get_words (self, side, "hours.every-day", NULL, NULL, &lang);

      values[side] = wf_hours_to_words (hours, format, always, every_day);
      if (values[side] == NULL)
        values[side] = take_as_theirs (self, side, g_strdup (hours));
    }
  wf_takeaway_join_values (self, "page.hours", "what", values[0], values[1]);
  g_free (values[0]);
  g_free (values[1]);
}

static gboolean
has_number (const WfResource *entry)
{
  return is_said (entry->phone) || is_said (entry->text_line);
}

static void
join_place (WfTakeawayWriter *self, const WfResource *entry)
{
  g_autofree char *both = is_said (entry->address) && is_said (entry->locality)
                              ? g_strdup_printf ("%s, %s", entry->address, entry->locality)
                              : NULL;
  const char *place = both != NULL               ? both
                      : is_said (entry->address) ? entry->address
                                                 : entry->locality;

  if (is_said (place))
    wf_takeaway_join_values (self, "page.place", "what", place, place);
}

/* Without a number the client is not left alone with a web site: the worker calls with them. */
static void
join_contact (WfTakeawayWriter *self, const WfResource *entry)
{
  if (is_said (entry->phone))
    wf_takeaway_join_number (self, "page.call-number", entry->phone);
  if (is_said (entry->text_line))
    wf_takeaway_join_number (self, "page.text-number", entry->text_line);
  if (has_number (entry) && is_said (entry->hours))
    join_hours (self, entry->hours);
  join_place (self, entry);
  if (!has_number (entry))
    join_text (self, "page.call-with-you");
}

static const char *
pictogram_of (const char *kind)
{
  static const struct {
    const char *kind;
    const char *pictogram;
  } PICTOGRAMS[] = {
    { "access", "wifi" },    { "accessibility", "eye" }, { "device", "computer" },
    { "helpline", "phone" }, { "internet", "wifi" },     { "mobile", "phone" },
    { "safety", "phone" },   { "training", "class" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (PICTOGRAMS); i++)
    {
      if (g_strcmp0 (kind, PICTOGRAMS[i].kind) == 0)
        return PICTOGRAMS[i].pictogram;
    }
  return "person-helping";
}

void
wf_takeaway_write_offer (WfTakeawayWriter *self, const WfPlanResource *resource)
{
  const WfResource *entry = resource->entry;
  const char *name_lang = self->langs[1] != NULL ? self->langs[1] : self->langs[0];
  const char *lang = NULL;
  g_autofree char *ours = wf_takeaway_get_words (self, 0, "page.our-code", NULL, NULL, &lang);
  WfPageText caption = wf_takeaway_line (ours, lang);
  WfPageBox box = { .pictogram = pictogram_of (entry->kind) };
  g_autofree char *kind = g_strconcat ("kind.", entry->kind, NULL);

  if (is_said (entry->url))
    {
      box.code = entry->url;
      box.code_caption = &caption;
    }
  wf_page_begin_box (self->page, &box);
  wf_takeaway_write_name (self, wf_resource_get_name (entry, name_lang));
  if (wf_client_texts_lookup (self->texts, kind) != NULL)
    join_text (self, kind);
  join_cost (self, &entry->cost);
  wf_takeaway_flush (self, WF_PAGE_ROLE_BODY);
  join_contact (self, entry);
  wf_takeaway_flush (self, WF_PAGE_ROLE_BODY);
  if (resource->verdict == WF_VERDICT_ASK)
    join_text (self, "plan.ask-them");
  else if (resource->verdict == WF_VERDICT_ELIGIBLE)
    join_text (self, "plan.can-get");
  join_language (self, entry);
  if (resource->check != WF_RESOURCE_CHECK_NONE)
    join_text (self, has_number (entry) ? "page.old" : "page.old-ask");
  wf_takeaway_flush (self, WF_PAGE_ROLE_BODY);
  write_papers (self, resource);
  wf_page_end_box (self->page);
}
