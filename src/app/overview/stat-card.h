/* stat-card.h: one figure, and how it has changed
 *
 * Properties: title, good-when-down (of what is better when there is less of it).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/overview/figure-change.h"

G_BEGIN_DECLS

#define SS_TYPE_STAT_CARD (ss_stat_card_get_type ())
G_DECLARE_FINAL_TYPE (SsStatCard, ss_stat_card, SS, STAT_CARD, GtkWidget)

GtkWidget *ss_stat_card_new (void);
/* @change: (nullable): in words; NULL where there is nothing to compare with. */
void ss_stat_card_set_figure (SsStatCard *self, const char *figure, SsChangeDirection direction,
                              const char *change);

G_END_DECLS
