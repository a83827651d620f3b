/* calendar-file.c: bookings for other calendars (RFC 5545)
 *
 * An event is the same as in the platform's feed: a calendar that has both shows one.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/calendar-file.h"

#include <libical/ical.h>
#include <string.h>

#include "client/client-error-private.h"
#include "model/time.h"

static struct icaltimetype
to_time (gint64 moment)
{
  return icaltime_from_timet_with_zone ((time_t) (moment / G_USEC_PER_SEC), 0,
                                        icaltimezone_get_utc_timezone ());
}

static icalproperty_status
to_status (const char *text)
{
  SsBookingStatus status = SS_BOOKING_CONFIRMED;

  ss_booking_status_from_string (text, &status);
  if (status == SS_BOOKING_CANCELLED || status == SS_BOOKING_NO_SHOW)
    return ICAL_STATUS_CANCELLED;
  return status == SS_BOOKING_PENDING ? ICAL_STATUS_TENTATIVE : ICAL_STATUS_CONFIRMED;
}

/* Both are missing of a booking that the platform has not confirmed yet. */
static void
add_stamps (icalcomponent *event, SsAppointment *booking)
{
  gint64 created = ss_appointment_get_created_at (booking);
  gint64 updated = ss_appointment_get_updated_at (booking);
  gint64 stamp = updated != SS_TIME_NONE ? updated : g_get_real_time ();

  icalcomponent_add_property (event, icalproperty_new_dtstamp (to_time (stamp)));
  if (created != SS_TIME_NONE)
    icalcomponent_add_property (event, icalproperty_new_created (to_time (created)));
  if (updated != SS_TIME_NONE)
    icalcomponent_add_property (event, icalproperty_new_lastmodified (to_time (updated)));
}

/* (transfer full) */
static icalcomponent *
make_event (SsAppointment *booking, const char *resource)
{
  icalcomponent *event = icalcomponent_new_vevent ();
  gint64 start = ss_appointment_get_start_time (booking);
  gint64 end = start + ss_appointment_get_duration_minutes (booking) * G_TIME_SPAN_MINUTE;
  const char *service = ss_appointment_get_service_name (booking);
  const char *customer = ss_appointment_get_customer_name (booking);
  const char *notes = ss_appointment_get_notes (booking);
  g_autofree char *uid = g_strconcat (ss_appointment_get_id (booking), "@smoothschedule", NULL);
  g_autofree char *summary =
      g_strconcat (service != NULL ? service : "", " – ", customer != NULL ? customer : "", NULL);

  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  add_stamps (event, booking);
  icalcomponent_add_property (event, icalproperty_new_dtstart (to_time (start)));
  icalcomponent_add_property (event, icalproperty_new_dtend (to_time (end)));
  icalcomponent_add_property (event, icalproperty_new_summary (summary));
  icalcomponent_add_property (event,
                              icalproperty_new_status (to_status (ss_appointment_get_status (booking))));
  icalcomponent_add_property (event, icalproperty_new_sequence (
                                         (int) MAX (ss_appointment_get_version (booking) - 1, 0)));
  if (notes != NULL && *notes != '\0')
    icalcomponent_add_property (event, icalproperty_new_description (notes));
  if (resource != NULL)
    icalcomponent_add_property (event, icalproperty_new_location (resource));
  return event;
}

static icalcomponent *
make_calendar (const char *name)
{
  icalcomponent *calendar =
      icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"),
                           icalproperty_new_prodid ("-//Smooth Schedule//Calendar//EN"),
                           icalproperty_new_method (ICAL_METHOD_PUBLISH), (void *) NULL);
  icalproperty *title;

  if (name != NULL)
    {
      title = icalproperty_new_x (name);
      icalproperty_set_x_name (title, "X-WR-CALNAME");
      icalcomponent_add_property (calendar, title);
    }
  return calendar;
}

/**
 * ss_calendar_file_make:
 * @name: (nullable): what the calendar is called
 * @bookings: (element-type SsAppointment): what is in it
 * @get_resource_name: (scope call): says what a resource is called, or %NULL
 * @data: for @get_resource_name
 *
 * Returns: (transfer full): the content of an .ics file
 */
GBytes *
ss_calendar_file_make (const char *name, GPtrArray *bookings, SsResourceNameFunc get_resource_name,
                       gpointer data)
{
  icalcomponent *calendar = make_calendar (name);
  GBytes *bytes;
  char *text;

  for (guint i = 0; i < bookings->len; i++)
    {
      SsAppointment *booking = g_ptr_array_index (bookings, i);
      const char *resource_id = ss_appointment_get_resource_id (booking);

      icalcomponent_add_component (calendar, make_event (booking, resource_id != NULL
                                                                      ? get_resource_name (resource_id, data)
                                                                      : NULL));
    }
  text = icalcomponent_as_ical_string_r (calendar);
  bytes = g_bytes_new (text, strlen (text));
  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);
  return bytes;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);
  const char *url;

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  url = answer->model != NULL ? ss_calendar_feed_get_url (SS_CALENDAR_FEED (answer->model)) : NULL;
  if (url != NULL && *url != '\0')
    g_task_return_pointer (task, g_strdup (url), g_free);
  else
    g_task_return_error (task, ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL));
}

/**
 * ss_calendar_feed_make_async:
 * @session: whose feed
 * @cancellable: (nullable): to give up
 * @callback: called with the address
 * @user_data: for @callback
 */
void
ss_calendar_feed_make_async (SsSession *session, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  const SsCall call = { .method = "POST", .path = "/auth/calendar-feed/", .type = SS_TYPE_CALENDAR_FEED };
  GTask *task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_calendar_feed_make_async);
  ss_session_call_async (session, &call, cancellable, made_cb, task);
}

/**
 * ss_calendar_feed_make_finish:
 * @session: a session
 * @result: what the callback got
 * @error: an SsClientError
 *
 * Returns: (transfer full) (nullable): the address: who has it reads the calendar. It is for the clipboard
 *   alone, and never for a log.
 */
char *
ss_calendar_feed_make_finish (SsSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
