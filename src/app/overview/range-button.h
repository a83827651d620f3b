/* range-button.h: which days are meant, and a calendar to choose others
 *
 * Signal ::chosen (GDate *first, GDate *last): by a person.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/overview/report-range.h"

G_BEGIN_DECLS

#define SS_TYPE_RANGE_BUTTON (ss_range_button_get_type ())
G_DECLARE_FINAL_TYPE (SsRangeButton, ss_range_button, SS, RANGE_BUTTON, GtkWidget)

void ss_range_button_set_range (SsRangeButton *self, const SsReportRange *range);
void ss_range_button_popup (SsRangeButton *self);

G_END_DECLS
