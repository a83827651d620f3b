/* print-sheets.c: what is printed of the calendar: a day of a resource a sheet
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/calendar/print-sheets.h"

#include <glib/gi18n-lib.h>

#include "app/calendar/booking-words.h"
#include "domain/local-time.h"

static void
row_free (gpointer data)
{
  SsPrintRow *self = data;

  g_free (self->times);
  g_free (self->customer);
  g_free (self->service);
  g_free (self->status);
  g_free (self->notes);
  g_free (self);
}

static void
sheet_free (gpointer data)
{
  SsPrintSheet *self = data;

  g_free (self->day);
  g_free (self->resource);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static SsPrintRow *
make_row (SsCalendarModel *model, SsAppointment *booking)
{
  SsPrintRow *row = g_new0 (SsPrintRow, 1);
  SsBookingLook look = ss_booking_get_look (booking, ss_calendar_model_get_now (model));

  row->times = ss_format_times (ss_calendar_model_get_zone (model), ss_appointment_get_start_time (booking),
                                ss_booking_get_end (booking));
  row->customer = g_strdup (ss_appointment_get_customer_name (booking));
  row->service = g_strdup (ss_appointment_get_service_name (booking));
  row->status = g_strdup (ss_booking_look_get_label (look));
  row->notes = g_strdup (ss_appointment_get_notes (booking));
  row->is_struck = look == SS_LOOK_CANCELLED;
  return row;
}

/* Nobody wants a sheet with nothing on it. A booking stands on the day on which it begins. */
static void
add_sheet (GPtrArray *sheets, SsCalendarModel *model, const GDate *day, const char *resource_id,
           const char *resource)
{
  GTimeZone *zone = ss_calendar_model_get_zone (model);
  GDate next = *day;
  gint64 start = ss_local_time_resolve (zone, day, 0), end;
  g_autoptr (GPtrArray) bookings = NULL;
  SsPrintSheet *sheet = NULL;

  g_date_add_days (&next, 1);
  end = ss_local_time_resolve (zone, &next, 0);
  bookings = ss_calendar_model_get_bookings (model, resource_id, start, end);
  for (guint i = 0; i < bookings->len; i++)
    {
      SsAppointment *booking = g_ptr_array_index (bookings, i);

      if (ss_appointment_get_start_time (booking) < start)
        continue;
      if (sheet == NULL)
        {
          sheet = g_new0 (SsPrintSheet, 1);
          /* Translators: a day, as "Monday, 23 November 2026" */
          sheet->day = ss_format_date (day, _ ("%A, %-e %B %Y"));
          sheet->resource = g_strdup (resource);
          sheet->rows = g_ptr_array_new_with_free_func (row_free);
          g_ptr_array_add (sheets, sheet);
        }
      g_ptr_array_add (sheet->rows, make_row (model, booking));
    }
}

/**
 * ss_print_sheets_make:
 * @model: what the calendar shows
 * @first: the first day
 * @last: the last day
 *
 * Returns: (transfer full) (element-type SsPrintSheet): day after day the resources in their order, and what
 *   waits for one; without those on which nothing is booked
 */
GPtrArray *
ss_print_sheets_make (SsCalendarModel *model, const GDate *first, const GDate *last)
{
  GListModel *resources = ss_calendar_model_get_resources (model);
  GPtrArray *sheets = g_ptr_array_new_with_free_func (sheet_free);

  for (GDate day = *first; g_date_compare (&day, last) <= 0; g_date_add_days (&day, 1))
    {
      for (guint i = 0; i < g_list_model_get_n_items (resources); i++)
        {
          g_autoptr (SsResource) resource = g_list_model_get_item (resources, i);

          add_sheet (sheets, model, &day, ss_resource_get_id (resource), ss_resource_get_name (resource));
        }
      /* Translators: over bookings that have no resource yet. */
      add_sheet (sheets, model, &day, NULL, _ ("Waiting to Be Assigned"));
    }
  return sheets;
}
