/* calendar-feed.c: a calendar for other programs (RFC 5545), behind a secret address
 *
 * Who has the address reads what its maker may see at that moment. Only a hash of the secret is kept.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/calendar-feed.h"

#include <libical/ical.h>
#include <string.h>

#include "domain/booking.h"
#include "platform/auth/token.h"
#include "platform/http/limits.h"

/* What a phone wants to know. */
#define DAYS_BEFORE 90
#define DAYS_AFTER 400

static const char write_feed[] =
    "INSERT INTO calendar_feeds (user_id, secret_hash, created_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (user_id) DO UPDATE SET secret_hash = excluded.secret_hash, created_at = excluded.created_at";

static const char find_reader[] =
    "SELECT f.user_id, u.role FROM calendar_feeds f JOIN (SELECT id, role, status FROM users UNION ALL "
    "SELECT id, role, status FROM shared.users) u ON u.id = f.user_id "
    "WHERE f.secret_hash = $1 AND u.status = 'ACTIVE'";

/* $3: (nullable): whose alone */
static const char select_appointments[] =
    "SELECT a.id, a.start_time, a.end_time, a.status, a.version, a.created_at, a.updated_at, a.notes, s.name, c.name, "
    "r.name FROM appointments a JOIN services s ON s.id = a.service_id JOIN customers c ON c.id = a.customer_id "
    "LEFT JOIN resources r ON r.id = a.resource_id WHERE a.deleted_at IS NULL AND a.start_time > $1 AND "
    "a.start_time < $2 AND ($3 IS NULL OR c.user_id = $3) ORDER BY a.start_time, a.id";

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

/* (transfer full) */
static icalcomponent *
make_event (SsRows *rows)
{
  g_autofree char *uid = g_strconcat (ss_rows_get_string (rows, 0), "@smoothschedule", NULL);
  g_autofree char *summary = NULL;
  const char *notes = ss_rows_get_string (rows, 7);
  icalcomponent *event = icalcomponent_new_vevent ();

  /* The strings of a row are good until the next call for one. */
  g_autofree char *service = g_strdup (ss_rows_get_string (rows, 8));
  summary = g_strconcat (service, " – ", ss_rows_get_string (rows, 9), NULL);
  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (to_time (ss_rows_get_integer (rows, 6))));
  icalcomponent_add_property (event, icalproperty_new_dtstart (to_time (ss_rows_get_integer (rows, 1))));
  icalcomponent_add_property (event, icalproperty_new_dtend (to_time (ss_rows_get_integer (rows, 2))));
  icalcomponent_add_property (event, icalproperty_new_summary (summary));
  icalcomponent_add_property (event, icalproperty_new_status (to_status (ss_rows_get_string (rows, 3))));
  icalcomponent_add_property (event, icalproperty_new_sequence ((int) ss_rows_get_integer (rows, 4) - 1));
  icalcomponent_add_property (event, icalproperty_new_created (to_time (ss_rows_get_integer (rows, 5))));
  icalcomponent_add_property (event, icalproperty_new_lastmodified (to_time (ss_rows_get_integer (rows, 6))));
  if (notes != NULL && *notes != '\0')
    icalcomponent_add_property (event, icalproperty_new_description (notes));
  if (!ss_rows_is_null (rows, 10))
    icalcomponent_add_property (event, icalproperty_new_location (ss_rows_get_string (rows, 10)));
  return event;
}

static icalcomponent *
make_calendar (const char *name)
{
  icalcomponent *calendar =
      icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"),
                           icalproperty_new_prodid ("-//Smooth Schedule//Calendar//EN"),
                           icalproperty_new_method (ICAL_METHOD_PUBLISH), (void *) NULL);
  icalproperty *title = icalproperty_new_x (name);

  icalproperty_set_x_name (title, "X-WR-CALNAME");
  icalcomponent_add_property (calendar, title);
  return calendar;
}

static SsReply *
write_calendar (icalcomponent *calendar)
{
  char *text = icalcomponent_as_ical_string_r (calendar);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  icalmemory_free_buffer (text);
  return ss_reply_new_bytes (200, "text/calendar; charset=utf-8", bytes);
}

static SsReply *
answer (SsRequest *request, const char *own_id, GError **error)
{
  gint64 now = ss_request_get_now (request);
  g_autoptr (SsRows) rows =
      ss_transaction_query (ss_request_get_transaction (request), select_appointments, error, "iis",
                            now - DAYS_BEFORE * G_TIME_SPAN_DAY, now + DAYS_AFTER * G_TIME_SPAN_DAY, own_id);
  icalcomponent *calendar;
  GError *failure = NULL;
  SsReply *reply = NULL;

  if (rows == NULL)
    return NULL;
  calendar = make_calendar (ss_request_get_tenant (request)->name);
  while (ss_rows_next (rows, &failure))
    icalcomponent_add_component (calendar, make_event (rows));
  if (failure == NULL)
    reply = write_calendar (calendar);
  else
    g_propagate_error (error, failure);
  icalcomponent_free (calendar);
  return reply;
}

/* Whether @role may read here: a suspended business' calendar is closed, and demonstrations are for demos. */
static gboolean
may_read (SsRequest *request, SsRole role)
{
  const SsRequestTenant *tenant = ss_request_get_tenant (request);

  if (tenant->is_suspended && !ss_role_is_platform (role))
    return FALSE;
  return role != SS_ROLE_PLATFORM_SALES || tenant->is_demo;
}

/**
 * ss_calendar_feed_get:
 * @request: `GET /appointments/calendar.ics?token=`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full): the calendar; 404 where no address has this secret
 */
SsReply *
ss_calendar_feed_get (SsRequest *request, GError **error)
{
  const char *token = ss_request_get_parameter (request, "token");
  char hash[SS_TOKEN_HASH_SIZE];
  g_autoptr (SsRows) rows = NULL;
  g_autofree char *user_id = NULL;
  gboolean found;
  SsRole role;
  SsScope scope;

  if (token == NULL)
    return ss_reply_new_not_found ();
  ss_token_hash (token, hash);
  rows = ss_transaction_query (ss_request_get_transaction (request), find_reader, error, "s", hash);
  if (!ss_rows_first (rows, &found, error))
    return NULL;
  if (!found || !ss_role_from_string (ss_rows_get_string (rows, 1), &role) || !may_read (request, role))
    return ss_reply_new_not_found ();
  user_id = g_strdup (ss_rows_get_string (rows, 0));
  scope = ss_permission_get_scope (SS_PERMISSION_CALENDAR_VIEW, role);
  if (scope == SS_SCOPE_NONE)
    return ss_reply_new_not_found ();
  return answer (request, scope == SS_SCOPE_OWN ? user_id : NULL, error);
}

/**
 * ss_calendar_feed_make:
 * @request: `POST /auth/calendar-feed/`
 * @error: return location for an #SsStoreError
 *
 * The address before it is good for nothing from now on. It would outlast a masquerade, and so none is made
 * in one (contract section 4).
 *
 * Returns: (transfer full): the address, which is said this once; 403 while masquerading
 */
SsReply *
ss_calendar_feed_make (SsRequest *request, GError **error)
{
  g_auto (SsJsonWriter) writer = { NULL };
  g_autofree char *url = NULL;
  char token[SS_TOKEN_SIZE], hash[SS_TOKEN_HASH_SIZE];

  ss_token_make (FALSE, token);
  ss_token_hash (token, hash);
  if (!ss_transaction_execute (ss_request_get_transaction (request), write_feed, NULL, error, "ssi",
                               ss_request_get_caller (request)->user_id, hash, ss_request_get_now (request)))
    return NULL;
  url =
      g_strconcat (ss_request_get_origin (request), "/api/v1/appointments/calendar.ics?token=", token, NULL);
  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "url");
  ss_json_writer_string (&writer, url);
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}
