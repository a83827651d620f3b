/* day-row.h: a day, chosen from a month's leaf
 *
 * Signal: ::changed, by a person.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SS_TYPE_DAY_ROW (ss_day_row_get_type ())
G_DECLARE_FINAL_TYPE (SsDayRow, ss_day_row, SS, DAY_ROW, AdwActionRow)

void ss_day_row_set_day (SsDayRow *self, const GDate *day);
const GDate *ss_day_row_get_day (SsDayRow *self);

G_END_DECLS
