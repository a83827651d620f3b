/* calendar-model.h: what the calendar's views show
 *
 * The stores are behind it in the program, a table in tests and bench. Times are microseconds since 1970; a
 * span ends before its end. Signal ::changed: something of it is different, or has come.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "app/calendar/layout/time-axis.h"
#include "model/bookings.h"

G_BEGIN_DECLS

#define SS_TYPE_CALENDAR_MODEL (ss_calendar_model_get_type ())
G_DECLARE_INTERFACE (SsCalendarModel, ss_calendar_model, SS, CALENDAR_MODEL, GObject)

/* A time in which a resource can't be booked. */
typedef struct
{
  gint64 start;
  gint64 end;
  char *title; /* (owned) */
} SsCalendarBlock;

/**
 * SsCalendarModelInterface:
 * @get_zone: (transfer none): the business' zone
 * @get_resources: (transfer none): those that are shown, a GListModel of SsResource
 * @show: a view shows this span: it is loaded, and ::changed tells when it has come
 * @get_bookings: (transfer container) (element-type SsAppointment): of a resource
 * @get_blocks: (transfer full) (element-type SsCalendarBlock): of a resource, occurrence by occurrence
 * @get_open_spans: (transfer full) (element-type SsTimeSpan): when a resource can be booked; NULL: of the
 * business
 * @get_buffers: the minutes that a booking needs before and after it
 * @get_resource_name: (transfer none) (nullable): of a booking's resource
 * @may_change: whether whoever is signed in may move a booking
 * @may_create: whether he may make one; @resource_id: NULL: on any resource
 * @is_pending: whether a change of the booking waits for the platform
 * @get_now: the time; without it, the clock's
 */
struct _SsCalendarModelInterface
{
  GTypeInterface parent_interface;

  GTimeZone *(*get_zone) (SsCalendarModel *self);
  GListModel *(*get_resources) (SsCalendarModel *self);
  void (*show) (SsCalendarModel *self, gint64 start, gint64 end);
  GPtrArray *(*get_bookings) (SsCalendarModel *self, const char *resource_id, gint64 start, gint64 end);
  GArray *(*get_blocks) (SsCalendarModel *self, const char *resource_id, gint64 start, gint64 end);
  GArray *(*get_open_spans) (SsCalendarModel *self, const char *resource_id, gint64 start, gint64 end);
  void (*get_buffers) (SsCalendarModel *self, SsAppointment *booking, int *before, int *after);
  const char *(*get_resource_name) (SsCalendarModel *self, const char *resource_id);
  gboolean (*may_change) (SsCalendarModel *self, SsAppointment *booking);
  gboolean (*may_create) (SsCalendarModel *self, const char *resource_id);
  gboolean (*is_pending) (SsCalendarModel *self, SsAppointment *booking);
  gint64 (*get_now) (SsCalendarModel *self);
};

GTimeZone *ss_calendar_model_get_zone (SsCalendarModel *self);
GListModel *ss_calendar_model_get_resources (SsCalendarModel *self);
void ss_calendar_model_show (SsCalendarModel *self, gint64 start, gint64 end);
GPtrArray *ss_calendar_model_get_bookings (SsCalendarModel *self, const char *resource_id, gint64 start,
                                           gint64 end);
GPtrArray *ss_calendar_model_get_all_bookings (SsCalendarModel *self, gint64 start, gint64 end);
GArray *ss_calendar_model_get_blocks (SsCalendarModel *self, const char *resource_id, gint64 start,
                                      gint64 end);
GArray *ss_calendar_model_get_open_spans (SsCalendarModel *self, const char *resource_id, gint64 start,
                                          gint64 end);
void ss_calendar_model_get_buffers (SsCalendarModel *self, SsAppointment *booking, int *before, int *after);
const char *ss_calendar_model_get_resource_name (SsCalendarModel *self, const char *resource_id);
gboolean ss_calendar_model_may_change (SsCalendarModel *self, SsAppointment *booking);
gboolean ss_calendar_model_may_create (SsCalendarModel *self, const char *resource_id);
gboolean ss_calendar_model_is_pending (SsCalendarModel *self, SsAppointment *booking);
gint64 ss_calendar_model_get_now (SsCalendarModel *self);
void ss_calendar_model_changed (SsCalendarModel *self);

GArray *ss_calendar_blocks_new (void);
void ss_calendar_blocks_add (GArray *blocks, gint64 start, gint64 end, const char *title);

G_END_DECLS
