/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "wf-services.h"

G_BEGIN_DECLS

/** wf_catalogue_filters_fill_regions: Returns: (transfer full): the regions in the order of @drop:
 * the agency's own, its country, "" for anywhere */
GStrv wf_catalogue_filters_fill_regions (GtkDropDown *drop, WfServices *services);

/** wf_catalogue_filters_fill_prices: any, free, at most so much a month */
void wf_catalogue_filters_fill_prices (GtkDropDown *drop, WfServices *services);
/** wf_catalogue_filters_get_price: Returns: what is chosen: below 0 any, 0 free, else at most so
 * many dollars a month */
double wf_catalogue_filters_get_price (GtkDropDown *drop);

/** wf_catalogue_filters_fill_languages: Returns: (transfer full): the tags in the order of @drop,
 * "" for any first */
GStrv wf_catalogue_filters_fill_languages (GtkDropDown *drop, WfServices *services);

G_END_DECLS
