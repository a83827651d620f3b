/* booking-words.c: bookings, days and times in words
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/booking-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/widgets/clock-text.h"

/**
 * ss_booking_get_end:
 * @booking: a booking
 *
 * Returns: when it ends
 */
gint64
ss_booking_get_end (SsAppointment *booking)
{
  return ss_appointment_get_start_time (booking) + ss_appointment_get_duration_minutes (booking) * SS_MINUTE;
}

/**
 * ss_booking_get_status:
 * @booking: a booking
 *
 * Returns: its status; one that a newer platform knows counts as confirmed
 */
SsBookingStatus
ss_booking_get_status (SsAppointment *booking)
{
  SsBookingStatus status = SS_BOOKING_CONFIRMED;
  const char *text = ss_appointment_get_status (booking);

  if (text != NULL)
    ss_booking_status_from_string (text, &status);
  return status;
}

/**
 * ss_booking_get_look:
 * @booking: a booking
 * @now: the time
 *
 * Returns: the state that it is shown in
 */
SsBookingLook
ss_booking_get_look (SsAppointment *booking, gint64 now)
{
  return ss_booking_look (ss_booking_get_status (booking), ss_appointment_get_start_time (booking),
                          ss_booking_get_end (booking), now);
}

/**
 * ss_booking_look_get_label:
 * @look: a state
 *
 * Returns: its name, translated
 */
const char *
ss_booking_look_get_label (SsBookingLook look)
{
  static const char *const labels[SS_N_LOOKS] = {
    [SS_LOOK_WAITING] = N_ ("Not confirmed"), [SS_LOOK_UPCOMING] = N_ ("Upcoming"),
    [SS_LOOK_UNDER_WAY] = N_ ("Under way"),   [SS_LOOK_OVERDUE] = N_ ("Over, still open"),
    [SS_LOOK_COMPLETED] = N_ ("Completed"),   [SS_LOOK_CANCELLED] = N_ ("Cancelled"),
    [SS_LOOK_NO_SHOW] = N_ ("No-show"),
  };

  return _ (labels[look]);
}

/* (transfer full) (nullable) */
static GDateTime *
to_local (GTimeZone *zone, gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

static char *
format (GTimeZone *zone, gint64 time, const char *how)
{
  g_autoptr (GDateTime) local = to_local (zone, time);

  return local != NULL ? g_date_time_format (local, how) : g_strdup ("");
}

/**
 * ss_format_time:
 * @zone: the business' zone
 * @time: a moment
 *
 * Returns: (transfer full): the time of day
 */
char *
ss_format_time (GTimeZone *zone, gint64 time)
{
  g_autoptr (GDateTime) local = to_local (zone, time);

  return local != NULL ? ss_clock_text_format (local) : g_strdup ("");
}

/* Up to @max digits at @text, which moves on. */
static gboolean
read_number (const char **text, guint max, int *number)
{
  guint n_digits = 0;

  for (*number = 0; g_ascii_isdigit (**text) && n_digits < max; (*text)++, n_digits++)
    *number = *number * 10 + g_ascii_digit_value (**text);
  return n_digits > 0;
}

/**
 * ss_parse_time_of_day:
 * @text: "9", "9:30", "0930", "9.30 pm" …
 * @minute: (out): of the day
 *
 * Reads a time of day as people write it.
 *
 * Returns: whether it is one
 */
gboolean
ss_parse_time_of_day (const char *text, int *minute)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *rest = g_strstrip (lower);
  gboolean has_no_separator = strspn (rest, "0123456789") > 2;
  gboolean is_pm;
  int hour, minutes = 0;

  if (!read_number (&rest, has_no_separator && strspn (rest, "0123456789") == 3 ? 1 : 2, &hour))
    return FALSE;
  if (*rest != '\0' && strchr (":.h", *rest) != NULL)
    rest++;
  if (g_ascii_isdigit (*rest) && !(g_ascii_isdigit (rest[1]) && read_number (&rest, 2, &minutes)))
    return FALSE;
  while (*rest == ' ')
    rest++;
  is_pm = g_str_has_prefix (rest, "pm");
  if (is_pm || g_str_has_prefix (rest, "am"))
    {
      if (hour < 1 || hour > 12)
        return FALSE;
      hour = hour % 12 + (is_pm ? 12 : 0);
      rest += 2;
    }
  *minute = hour * 60 + minutes;
  return *rest == '\0' && hour < 24 && minutes < 60;
}

/**
 * ss_format_times:
 * @zone: the business' zone
 * @start: a moment
 * @end: a later one
 *
 * Returns: (transfer full): "09:00–10:30"
 */
char *
ss_format_times (GTimeZone *zone, gint64 start, gint64 end)
{
  g_autofree char *from = ss_format_time (zone, start);
  g_autofree char *to = ss_format_time (zone, end);

  /* Translators: from a time to a time. */
  return g_strdup_printf (_ ("%s–%s"), from, to);
}

/**
 * ss_format_day:
 * @zone: the business' zone
 * @time: a moment
 *
 * Returns: (transfer full): its day in full
 */
char *
ss_format_day (GTimeZone *zone, gint64 time)
{
  /* Translators: a day in full, as "Monday 23 November 2026". */
  return format (zone, time, _ ("%A %-d %B %Y"));
}

/**
 * ss_format_date:
 * @date: a day
 * @how: as of g_date_time_format()
 *
 * Returns: (transfer full): the day
 */
char *
ss_format_date (const GDate *date, const char *how)
{
  g_autoptr (GDateTime) time =
      g_date_time_new_utc (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date), 12, 0, 0);

  return g_date_time_format (time, how);
}

/**
 * ss_booking_describe:
 * @model: what it is of
 * @booking: a booking
 *
 * Returns: (transfer full): all of it in a sentence, for who doesn't see it
 */
char *
ss_booking_describe (SsCalendarModel *model, SsAppointment *booking)
{
  GTimeZone *zone = ss_calendar_model_get_zone (model);
  gint64 start = ss_appointment_get_start_time (booking);
  g_autofree char *day = ss_format_day (zone, start);
  g_autofree char *times = ss_format_times (zone, start, ss_booking_get_end (booking));
  const char *resource =
      ss_calendar_model_get_resource_name (model, ss_appointment_get_resource_id (booking));
  const char *customer = ss_appointment_get_customer_name (booking);
  const char *service = ss_appointment_get_service_name (booking);

  /* Translators: customer, service, day, times, resource, state. */
  return g_strdup_printf (_ ("%s, %s, %s, %s, %s, %s"), customer != NULL ? customer : "",
                          service != NULL ? service : "", day, times,
                          resource != NULL ? resource : _ ("not assigned"),
                          ss_booking_look_get_label (
                              ss_booking_get_look (booking, ss_calendar_model_get_now (model))));
}

/**
 * ss_booking_describe_what:
 * @model: the calendar
 * @booking: a booking
 *
 * Returns: (transfer full): its service, resource and state, beside its customer and time
 */
char *
ss_booking_describe_what (SsCalendarModel *model, SsAppointment *booking)
{
  const char *resource =
      ss_calendar_model_get_resource_name (model, ss_appointment_get_resource_id (booking));
  SsBookingLook look = ss_booking_get_look (booking, ss_calendar_model_get_now (model));
  const char *service = ss_appointment_get_service_name (booking);

  if (resource == NULL)
    /* Translators: service, state. */
    return g_strdup_printf (_ ("%s · %s"), service != NULL ? service : "", ss_booking_look_get_label (look));
  /* Translators: service, resource, state. */
  return g_strdup_printf (_ ("%s · %s · %s"), service != NULL ? service : "", resource,
                          ss_booking_look_get_label (look));
}

void
ss_booking_look_show_sign (GtkLabel *label, SsBookingLook look)
{
  static const char *const signs[SS_N_LOOKS] = { "○", "●", "▶", "!", "✓", "✕", "⊘" };
  static const char *const classes[SS_N_LOOKS] = { "waiting",   "upcoming",  "under-way", "overdue",
                                                   "completed", "cancelled", "no-show" };
  const char *state[] = { "agenda-state", classes[look], NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (label), state);
  gtk_label_set_text (label, signs[look]);
}
