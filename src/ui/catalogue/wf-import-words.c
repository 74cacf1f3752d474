/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words about imports: formats, repairs, refusals, columns. Tables; pure but for gettext.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-import-words.h"

#include <glib/gi18n.h>

typedef struct {
  const char *key;
  const char *words;
} Word;

/* Several kinds share words where the difference helps nobody who reads them. */
static const Word REPAIRS[] = {
  { "blanks", N_ ("Blanks at the ends: taken away") },
  { "capitals", N_ ("Written all in capitals: now as usual") },
  { "closed", N_ ("Said to be closed: found only when asked for") },
  { "decimal-comma", N_ ("A number with a decimal comma: understood") },
  { "duplicate", N_ ("There twice: taken once") },
  { "duplicate-id", N_ ("Two different entries with one number: both are kept") },
  { "empty-id", N_ ("Without a number of its own: it got one") },
  { "encoding", N_ ("Letters of another encoding: read all the same") },
  { "heading-twice", N_ ("Two columns with the same heading: both are kept") },
  { "hours-with-condition", N_ ("Hours that do not hold every week: shown, never taken for open") },
  { "language-unknown", N_ ("A language that is not known: kept as it is written") },
  { "language-words", N_ ("Languages in words: understood") },
  { "list-in-cell", N_ ("Several things in one cell: taken apart") },
  { "hidden-letters", N_ ("Letters that nobody sees and that turn others around: not shown") },
  { "list-moved", N_ ("The list changed while it was read: read again") },
  { "literal-newline", N_ ("Ends of lines written as letters: made ends of lines") },
  { "looks-like-another", N_ ("Called like an entry that is here already: taken all the same") },
  { "marker", N_ ("Marks of another program: taken away") },
  { "no-coordinates", N_ ("Without a place on the map") },
  { "no-date", N_ ("Without a date: nobody knows how old its word is") },
  { "no-detail", N_ ("The publisher has no details of it") },
  { "no-name", N_ ("Without a name: kept, and not shown") },
  { "no-status", N_ ("Nobody says whether it still runs") },
  { "odd-coordinates", N_ ("A place on the map that cannot be: not shown") },
  { "odd-date", N_ ("A date that cannot be read or is still to come: not shown") },
  { "odd-paging", N_ ("The publisher gave the same page twice: each entry is taken once") },
  { "odd-phone", N_ ("A phone number without a digit: not shown") },
  { "odd-time", N_ ("A time that cannot be read: kept as it is written") },
  { "odd-url", N_ ("A link that is none: not shown") },
  { "open-quote", N_ ("A quotation mark without its end: closed") },
  { "orphan-location", N_ ("Names a place that is not there") },
  { "orphan-organization", N_ ("Names an organisation that is not there") },
  { "orphan-row", N_ ("A row that belongs to nothing: kept, and not shown") },
  { "phone-extension", N_ ("An extension in the phone number: set apart") },
  { "region-assumed",
    N_ ("Without a province: taken for where the agency is, or most of the list") },
  { "region-unknown", N_ ("Without a province or country: found everywhere") },
  { "shell-json", N_ ("Written by another program: understood") },
  { "short-row", N_ ("A row with too few cells: filled with empty ones") },
  { "time", N_ ("A time in another form: understood") },
  { "too-long", N_ ("Longer than a page can show: cut there, kept whole for export") },
  { "unlinkable-row", N_ ("A row that leads nowhere: kept, and not shown") },
  { "url-scheme", N_ ("A link without https://: completed") },
  { "weekday", N_ ("A day of the week in words: understood") },
  { "without-service", N_ ("An organisation or place without an offer: kept, and not shown") },
};

static const Word REFUSALS[] = {
  { "it has no name", N_ ("It has no name.") },
  { "it has more cells than there are headings", N_ ("It has more cells than headings.") },
  { "it stands above the headings", N_ ("It stands above the headings, and is no entry.") },
  { "it is no object", N_ ("It is no entry.") },
  { "it is no JSON object", N_ ("It is no entry.") },
  { "it is not one JSON object", N_ ("It is no entry.") },
  { "it is no table of HSDS", N_ ("It is no table that is known.") },
  { "it is nothing of a catalogue", N_ ("It is nothing of a catalogue.") },
  { "it is too large for an entry", N_ ("It is too large for an entry.") },
  { "there is another of the same id", N_ ("There is another of the same number.") },
};

static const Word FIELDS[] = {
  { "name", N_ ("Name") },
  { "organization", N_ ("Organisation") },
  { "description", N_ ("What it is") },
  { "kind", N_ ("Kind of help") },
  { "status", N_ ("Whether it still runs") },
  { "url", N_ ("Link") },
  { "email", N_ ("Email") },
  { "phone", N_ ("Phone") },
  { "address_1", N_ ("Street") },
  { "address_2", N_ ("Street, second line") },
  { "city", N_ ("Town") },
  { "state_province", N_ ("Province") },
  { "postal_code", N_ ("Postal code") },
  { "country", N_ ("Country") },
  { "latitude", N_ ("Latitude") },
  { "longitude", N_ ("Longitude") },
  { "languages", N_ ("Languages") },
  { "fees", N_ ("Cost") },
  { "eligibility", N_ ("Who it is for") },
  { "application_process", N_ ("How to get it") },
  { "hours", N_ ("Hours") },
  { "assured_date", N_ ("Last checked") },
  { "keywords", N_ ("Other words to find it by") },
  { "id", N_ ("Its number in your table") },
};

static const char *
find (const Word *words, gsize n, const char *key)
{
  for (gsize i = 0; i < n; i++)
    {
      if (g_str_equal (words[i].key, key))
        return _ (words[i].words);
    }
  return key;
}

const char *
wf_import_format_get_words (WfImportFormat format)
{
  switch (format)
    {
    case WF_IMPORT_TABLES:
      return _ ("Tables of a directory (HSDS, Ohana or Open Referral UK)");
    case WF_IMPORT_JSON:
      return _ ("A directory as JSON (HSDS)");
    case WF_IMPORT_SHEET:
      return _ ("A table of one’s own (CSV)");
    case WF_IMPORT_STARTER:
      return _ ("A list in Wayfinder’s own shape");
    case WF_IMPORT_AUTO:
    default:
      return _ ("Nothing that Wayfinder reads");
    }
}

const char *
wf_import_repair_get_words (const char *kind)
{
  return find (REPAIRS, G_N_ELEMENTS (REPAIRS), kind);
}

const char *
wf_import_refusal_get_words (const char *why)
{
  return find (REFUSALS, G_N_ELEMENTS (REFUSALS), why);
}

const char *
wf_sheet_field_get_words (const char *field)
{
  return find (FIELDS, G_N_ELEMENTS (FIELDS), field);
}
