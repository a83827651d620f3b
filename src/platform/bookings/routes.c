/* routes.c: what is answered about bookings
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/routes.h"

#include "platform/bookings/appointment-history.h"
#include "platform/bookings/appointment-list.h"
#include "platform/bookings/appointments.h"
#include "platform/bookings/blockers.h"
#include "platform/bookings/booking-availability.h"
#include "platform/bookings/calendar-feed.h"
#include "platform/bookings/customers.h"
#include "platform/bookings/report-summary.h"
#include "platform/bookings/resources.h"
#include "platform/bookings/services.h"

static const char *const appointment_parameters[] = {
  "start_date", "end_date",   "resource_ids", "service_ids", "customer_id",
  "status",     "unassigned", "search",       "ordering",    NULL,
};
static const char *const catalog_parameters[] = { "search", "is_active", "ordering", NULL };
static const char *const availability_parameters[] = { "service_id", "date", "timezone", "resource_id",
                                                       NULL };
static const char *const feed_parameters[] = { "token", NULL };
static const char *const report_parameters[] = { "from", "to", NULL };
static const char *const customer_parameters[] = { "search", "status", "ordering", NULL };

#define VIEW SS_PERMISSION_CALENDAR_VIEW
#define EDIT SS_PERMISSION_CALENDAR_EDIT
#define VIEW_CUSTOMERS SS_PERMISSION_CUSTOMERS_VIEW
#define EDIT_CUSTOMERS SS_PERMISSION_CUSTOMERS_EDIT
#define CATALOG SS_PERMISSION_CATALOG_EDIT
#define TENANT SS_ROUTE_TENANT
#define READ SS_ACCESS_READ
#define WRITE SS_ACCESS_WRITE

/* clang-format off */
const SsRoute ss_booking_routes[] = {
  { "GET", "/resources/", VIEW, TENANT, READ, ss_resource_list, catalog_parameters },
  { "POST", "/resources/", CATALOG, TENANT, WRITE, ss_resource_add },
  { "GET", "/resources/{id}/", VIEW, TENANT, READ, ss_resource_read },
  { "PATCH", "/resources/{id}/", CATALOG, TENANT, WRITE, ss_resource_change },
  { "DELETE", "/resources/{id}/", CATALOG, TENANT, WRITE, ss_resource_delete },
  { "GET", "/services/", VIEW, TENANT, READ, ss_service_list, catalog_parameters },
  { "POST", "/services/", CATALOG, TENANT, WRITE, ss_service_add },
  { "GET", "/services/{id}/", VIEW, TENANT, READ, ss_service_read },
  { "PATCH", "/services/{id}/", CATALOG, TENANT, WRITE, ss_service_change },
  { "DELETE", "/services/{id}/", CATALOG, TENANT, WRITE, ss_service_delete },
  { "GET", "/customers/", VIEW_CUSTOMERS, TENANT, READ, ss_customer_list, customer_parameters },
  { "POST", "/customers/", EDIT_CUSTOMERS, TENANT, WRITE, ss_customer_add },
  { "GET", "/customers/{id}/", VIEW_CUSTOMERS, TENANT, READ, ss_customer_read },
  { "PATCH", "/customers/{id}/", EDIT_CUSTOMERS, TENANT, WRITE, ss_customer_change },
  { "DELETE", "/customers/{id}/", EDIT_CUSTOMERS, TENANT, WRITE, ss_customer_delete },
  { "GET", "/customers/{id}/appointments/", VIEW_CUSTOMERS, TENANT, READ, ss_appointment_list_of_customer },
  { "GET", "/appointments/", VIEW, TENANT, READ, ss_appointment_list, appointment_parameters,
    ss_appointment_list_foresee },
  { "POST", "/appointments/", EDIT, TENANT, WRITE, ss_appointment_add },
  { "GET", "/appointments/{id}/", VIEW, TENANT, READ, ss_appointment_get },
  { "PATCH", "/appointments/{id}/", EDIT, TENANT, WRITE, ss_appointment_change },
  { "DELETE", "/appointments/{id}/", EDIT, TENANT, WRITE, ss_appointment_delete },
  { "GET", "/appointments/{id}/history/", VIEW, TENANT, READ, ss_appointment_history_list },
  { "POST", "/appointments/{id}/cancel/", EDIT, TENANT, WRITE, ss_appointment_cancel },
  { "POST", "/appointments/{id}/restore/", EDIT, TENANT, WRITE, ss_appointment_restore },
  { "GET", "/blockers/", VIEW, TENANT, READ, ss_blocker_list },
  { "POST", "/blockers/", EDIT, TENANT, WRITE, ss_blocker_add },
  { "GET", "/blockers/{id}/", VIEW, TENANT, READ, ss_blocker_read },
  { "PATCH", "/blockers/{id}/", EDIT, TENANT, WRITE, ss_blocker_change },
  { "DELETE", "/blockers/{id}/", EDIT, TENANT, WRITE, ss_blocker_delete },
  { "GET", "/booking/availability/", 0, TENANT | SS_ROUTE_ANYONE, READ, ss_booking_availability, availability_parameters },
  { "POST", "/auth/calendar-feed/", VIEW, TENANT | SS_ROUTE_PERSONAL, WRITE, ss_calendar_feed_make },
  { "GET", "/appointments/calendar.ics", 0, TENANT | SS_ROUTE_ANYONE, READ, ss_calendar_feed_get, feed_parameters },
  { "GET", "/reports/summary/", SS_PERMISSION_REPORTS_VIEW, TENANT, READ, ss_report_summary, report_parameters },
  { NULL },
};
/* clang-format on */
