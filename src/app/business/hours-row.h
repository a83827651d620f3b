/* hours-row.h: the opening hours of a day: closed, or one or more periods
 *
 * Signal: ::changed, by a person.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SS_TYPE_HOURS_ROW (ss_hours_row_get_type ())
G_DECLARE_FINAL_TYPE (SsHoursRow, ss_hours_row, SS, HOURS_ROW, AdwExpanderRow)

GtkWidget *ss_hours_row_new (const char *title);
/* @periods: (nullable): [["09:00", "17:00"], …] */
void ss_hours_row_set_periods (SsHoursRow *self, JsonArray *periods);
JsonArray *ss_hours_row_get_periods (SsHoursRow *self); /* (transfer full) */
/* A sentence where the periods make no sense; else NULL. */
const char *ss_hours_row_check (SsHoursRow *self);

/* Minutes of "9:30", "0930" or "24:00"; -1 where it is no time. */
int ss_hours_parse_time (const char *text);

G_END_DECLS
