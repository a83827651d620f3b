/* filter-popover.h: chooses what the calendar shows
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "app/calendar/calendar-filter.h"
#include "client/catalog-store.h"

G_BEGIN_DECLS

#define SS_TYPE_FILTER_POPOVER (ss_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (SsFilterPopover, ss_filter_popover, SS, FILTER_POPOVER, GtkPopover)

GtkWidget *ss_filter_popover_new (SsCalendarFilter *filter, SsCatalogStore *catalog);

/* (transfer full) (nullable): what is chosen, in words; NULL: nothing */
char *ss_describe_calendar_filter (SsCalendarFilter *filter, SsCatalogStore *catalog);
/* 0: all is shown */
void ss_show_filter_count (GtkMenuButton *button, guint n);

G_END_DECLS
