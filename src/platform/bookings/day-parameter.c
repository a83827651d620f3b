/* day-parameter.c: a day in a query
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/day-parameter.h"

#include <stdio.h>
#include <string.h>

/* GTimeZone and GDateTime go on from here. */
#define YEAR_MIN 1900
#define YEAR_MAX 9998

/**
 * ss_day_parameter_read:
 * @request: a request
 * @name: the parameter
 * @day: (out): the day
 * @errors: gets what is wrong
 *
 * Returns: whether there is a day
 */
gboolean
ss_day_parameter_read (SsRequest *request, const char *name, GDate *day, SsFieldErrors *errors)
{
  const char *text = ss_request_get_parameter (request, name);
  int year, month, number, end = 0;

  g_date_clear (day, 1);
  if (text == NULL)
    ss_field_errors_add (errors, name, "Is missing.");
  else if (strlen (text) == 10 && sscanf (text, "%4d-%2d-%2d%n", &year, &month, &number, &end) == 3
           && end == 10 && year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && number >= 1
           && g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  else
    ss_field_errors_add (errors, name, "Use a date such as 2026-11-23.");
  return g_date_valid (day);
}
