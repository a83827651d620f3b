/* availability.c: when something can be booked
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/availability.h"

#include "domain/local-time.h"

/**
 * ss_slot_is_free:
 * @request: what is to be booked
 * @resource: the time of one resource
 * @start: a moment
 *
 * Contract section 6: it lies in one piece within the opening hours, and with its buffers overlaps nothing;
 * the buffers themselves may lie outside of the opening hours.
 *
 * Returns: whether it can begin then
 */
gboolean
ss_slot_is_free (const SsSlotRequest *request, const SsResourceTime *resource, gint64 start)
{
  gint64 end = start + request->duration_minutes * G_TIME_SPAN_MINUTE;
  gint64 busy_from = start - request->buffer_before_minutes * G_TIME_SPAN_MINUTE;
  gint64 busy_until = end + request->buffer_after_minutes * G_TIME_SPAN_MINUTE;
  gboolean is_open = FALSE;

  if (start < request->not_before)
    return FALSE;
  for (guint i = 0; i < resource->n_open && !is_open; i++)
    is_open = resource->open[i].start <= start && end <= resource->open[i].end;
  for (guint i = 0; i < resource->n_busy && is_open; i++)
    is_open = resource->busy[i].end <= busy_from || busy_until <= resource->busy[i].start;
  return is_open;
}

/**
 * ss_availability_append:
 * @request: what is to be booked
 * @resources: (array length=n_resources): the times of those who can take it
 * @n_resources: how many they are
 * @zone: whose clocks are read
 * @day: a day there
 * @minutes: (element-type int): gets the times of that day at which it can begin with one of them, in minutes
 *   since midnight, in order
 *
 * A time that does not exist is not offered; one that exists twice is offered where its first moment is free,
 * so that it means that one.
 */
void
ss_availability_append (const SsSlotRequest *request, const SsResourceTime *resources, guint n_resources,
                        GTimeZone *zone, const GDate *day, GArray *minutes)
{
  for (int minute = 0; minute < SS_DAY_MINUTES; minute += SS_SLOT_MINUTES)
    {
      gboolean is_free = FALSE;
      gint64 start;

      if (ss_local_time_find (zone, day, minute, &start) == 0 || start < request->not_before)
        continue;
      for (guint i = 0; i < n_resources && !is_free; i++)
        is_free = ss_slot_is_free (request, &resources[i], start);
      if (is_free)
        g_array_append_val (minutes, minute);
    }
}

/**
 * ss_availability_append_nearest:
 * @request: what is to be booked
 * @resource: the time of one resource
 * @wanted: when somebody would have liked it
 * @reach: how far from there may be offered, in microseconds
 * @n_most: how many at most
 * @starts: (element-type gint64): gets the free moments that are nearest to @wanted, the nearest first; of
 * two that are as near the later one
 */
void
ss_availability_append_nearest (const SsSlotRequest *request, const SsResourceTime *resource, gint64 wanted,
                                gint64 reach, guint n_most, GArray *starts)
{
  const gint64 step = SS_SLOT_MINUTES * G_TIME_SPAN_MINUTE;
  guint n_before = starts->len;

  for (gint64 distance = 0; distance <= reach && starts->len - n_before < n_most; distance += step)
    {
      gint64 later = wanted + distance, earlier = wanted - distance;

      if (ss_slot_is_free (request, resource, later))
        g_array_append_val (starts, later);
      if (distance > 0 && starts->len - n_before < n_most && ss_slot_is_free (request, resource, earlier))
        g_array_append_val (starts, earlier);
    }
}
