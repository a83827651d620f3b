/* chart-card.h: a chart with its title, its table, and its ways out of the program
 *
 * Actions of its own, in the group "chart": table (a switch), copy, save::png, save::svg.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/overview/chart-data.h"
#include "app/overview/chart-picture.h"

G_BEGIN_DECLS

#define SS_TYPE_CHART_CARD (ss_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (SsChartCard, ss_chart_card, SS, CHART_CARD, GtkWidget)

/* @subtitle: what it is of, for pictures: "Acme Auto · November 2026" */
void ss_chart_card_set_data (SsChartCard *self, SsChartData *data, const char *subtitle);
void ss_chart_card_set_shows_table (SsChartCard *self, gboolean shows_table);
/* Ends in the toast of the page that it is on. */
void ss_chart_card_save (SsChartCard *self, SsPictureFormat format, GFile *file);

G_END_DECLS
