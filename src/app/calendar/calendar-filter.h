/* calendar-filter.h: which bookings the calendar shows: those on some resources, for some services, in some
 * states
 *
 * Of a kind of which nothing is chosen, everything is shown. Signal ::changed.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "model/bookings.h"

G_BEGIN_DECLS

typedef enum
{
  SS_CALENDAR_FILTER_RESOURCE,
  SS_CALENDAR_FILTER_SERVICE,
  SS_CALENDAR_FILTER_STATUS,
  SS_N_CALENDAR_FILTERS,
} SsCalendarFilterKind;

#define SS_TYPE_CALENDAR_FILTER (ss_calendar_filter_get_type ())
G_DECLARE_FINAL_TYPE (SsCalendarFilter, ss_calendar_filter, SS, CALENDAR_FILTER, GObject)

SsCalendarFilter *ss_calendar_filter_new (void);
void ss_calendar_filter_set (SsCalendarFilter *self, SsCalendarFilterKind kind, const char *id,
                             gboolean is_chosen);
gboolean ss_calendar_filter_has (SsCalendarFilter *self, SsCalendarFilterKind kind, const char *id);
guint ss_calendar_filter_count (SsCalendarFilter *self, SsCalendarFilterKind kind);
guint ss_calendar_filter_count_all (SsCalendarFilter *self);
void ss_calendar_filter_clear (SsCalendarFilter *self);
/* Drops what is chosen and is not among @known. */
void ss_calendar_filter_keep (SsCalendarFilter *self, SsCalendarFilterKind kind, const char *const *known);

gboolean ss_calendar_filter_shows (SsCalendarFilter *self, SsCalendarFilterKind kind, const char *id);
/* By its service and status; its resource is shown or not as a whole. */
gboolean ss_calendar_filter_shows_booking (SsCalendarFilter *self, SsAppointment *booking);

/* For the next start: (transfer floating) */
GVariant *ss_calendar_filter_save (SsCalendarFilter *self);
void ss_calendar_filter_restore (SsCalendarFilter *self, GVariant *saved);

G_END_DECLS
