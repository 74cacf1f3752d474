/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the drop-downs of the catalogue's page let through: regions, prices, languages.
 */
#define G_LOG_DOMAIN "wf-ui"

#include "wf-catalogue-filters.h"

#include <glib/gi18n.h>
#include <string.h>

#include "wf-resource-words.h"

/* The drop-down of prices: below 0 any, 0 free, else at most so much a month. */
static const double PRICES[] = { -1, 0, 10, 20, 35, 50 };

/* The agency's own region first, then the whole country, then anywhere. */
GStrv
wf_catalogue_filters_fill_regions (GtkDropDown *drop, WfServices *services)
{
  const char *own = wf_agency_repo_get (services->agency)->region;
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GStrv regions;

  if (*own != '\0')
    g_strv_builder_add (codes, own);
  if (strchr (own, '-') != NULL)
    {
      g_autofree char *country = g_strndup (own, (gsize) (strchr (own, '-') - own));

      g_strv_builder_add (codes, country);
    }
  g_strv_builder_add (codes, "");
  regions = g_strv_builder_end (codes);
  for (guint i = 0; regions[i] != NULL; i++)
    {
      g_autofree char *name = *regions[i] != '\0'
                                  ? wf_region_dup_words (regions[i])
                                  /* Translators: a filter by region that lets all through */
                                  : g_strdup (_ ("Anywhere"));

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (drop, G_LIST_MODEL (names));
  return regions;
}

void
wf_catalogue_filters_fill_prices (GtkDropDown *drop, WfServices *services)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (PRICES); i++)
    {
      g_autofree char *amount =
          wf_format_money (services->format, (gint64) (PRICES[i] * 100), "CAD");
      g_autofree char *name = NULL;

      if (PRICES[i] < 0)
        name = g_strdup (_ ("Any price"));
      else if (PRICES[i] == 0)
        name = g_strdup (_ ("Free"));
      else
        /* Translators: %s is an amount of money: a filter by price */
        name = g_strdup_printf (_ ("Up to %s a month"), amount);
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (drop, G_LIST_MODEL (names));
}

double
wf_catalogue_filters_get_price (GtkDropDown *drop)
{
  return PRICES[gtk_drop_down_get_selected (drop)];
}

GStrv
wf_catalogue_filters_fill_languages (GtkDropDown *drop, WfServices *services)
{
  const WfLanguages *all = wf_pack_library_get_languages (services->packs);
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_strv_builder_add (tags, "");
  gtk_string_list_append (names, _ ("Any language"));
  for (guint i = 0; i < wf_languages_get_n (all); i++)
    {
      const char *tag = wf_languages_get (all, i)->tag;
      g_autofree char *name = wf_format_language_name (services->format, tag);

      g_strv_builder_add (tags, tag);
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (drop, G_LIST_MODEL (names));
  return g_strv_builder_end (tags);
}
