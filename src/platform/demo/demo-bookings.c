/* demo-bookings.c: a year of bookings around today for a business of the demo
 *
 * Each resource's days are walked from opening to closing, a booking here and a gap there, so that nothing
 * overlaps but what is said to; then the plan of the hour in which somebody looks is made lively. Past
 * bookings take nobody's time any more, so that most rows cost the database no search.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/demo/demo-bookings.h"

#include "domain/booking.h"
#include "domain/local-time.h"
#include "domain/recurrence.h"
#include "domain/validation.h"
#include "model/json-writer.h"
#include "model/opening-hours.h"
#include "model/time.h"
#include "platform/demo/demo-catalog.h"
#include "platform/demo/demo-content.h"

#define DAYS_BEFORE 250
#define DAYS_AFTER 115
/* Within these, the plan is as full as in the past; further ahead it thins out. */
#define FULL_DAYS 14
#define N_UNASSIGNED 9
#define STEP (15 * G_TIME_SPAN_MINUTE)
#define NOBODY G_MAXUINT

static const char insert_appointment[] =
    "INSERT INTO appointments (id, resource_id, customer_id, service_id, start_time, duration_minutes, end_time, "
    "buffer_before_minutes, buffer_after_minutes, busy_from, busy_until, is_busy, is_overridden, status, price, "
    "notes, search_text, version, previous_status, cancelled_at, created_at, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)";

static const char insert_history[] =
    "INSERT INTO appointment_history (appointment_id, version, at, actor, action, changes, reason) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";

/* Its times are written before somebody first books beyond expanded_until. */
static const char insert_blocker[] =
    "INSERT INTO blockers (id, resource_id, title, start_time, duration_minutes, recurrence, expanded_until, "
    "expanded_zone, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, 0, '', $7, $7)";

typedef struct
{
  guint resource; /* NOBODY: waits to be assigned */
  guint customer;
  const SsDemoService *service;
  gint64 start;
  SsBookingStatus status;
  gboolean is_overridden;
} Booking;

typedef struct
{
  SsDemoCatalog *catalog;
  SsTransaction *transaction;
  GArray *bookings;    /* (element-type Booking) */
  GArray **possible;   /* by resource (element-type guint): the services that it gives */
  GPtrArray *blockers; /* (element-type Break) */
  char *actor;         /* JSON: who booked it all */
} Year;

typedef struct
{
  const SsDemoResource *resource; /* (unowned) */
  JsonObject *content;            /* (unowned) */
  gint64 start;
} Break;

/* TRUE in @percent of a hundred cases. */
static gboolean
happens (Year *year, int percent)
{
  return g_rand_int_range (year->catalog->random, 0, 100) < percent;
}

static SsBookingStatus
draw_status (Year *year, gint64 end)
{
  int draw = g_rand_int_range (year->catalog->random, 0, 100);
  gint64 age = year->catalog->now - end;

  if (draw < 7)
    return SS_BOOKING_CANCELLED;
  if (age < 0)
    return draw < 15 ? SS_BOOKING_PENDING : SS_BOOKING_CONFIRMED;
  if (draw < 11)
    return SS_BOOKING_NO_SHOW;
  /* Not everybody ticks off what is over at once. */
  return age < 3 * G_TIME_SPAN_HOUR && draw < 40 ? SS_BOOKING_CONFIRMED : SS_BOOKING_COMPLETED;
}

static void
add_booking (Year *year, guint resource, const SsDemoService *service, gint64 start, gboolean is_overridden)
{
  GRand *random = year->catalog->random;
  /* The one who signs in comes every other week or so. */
  guint customer = g_rand_int_range (random, 0, 800) == 0
                       ? 0
                       : (guint) g_rand_int_range (random, 0, (gint32) year->catalog->customers->len);
  Booking booking = { resource,
                      customer,
                      service,
                      start,
                      draw_status (year, start + service->duration_minutes * G_TIME_SPAN_MINUTE),
                      is_overridden };

  g_array_append_val (year->bookings, booking);
}

/* How full the plan is, in percent of the times at which something could begin. */
static int
get_density (Year *year, int day)
{
  int full = (int) ss_demo_get_integer (year->catalog->content, "density");

  return day <= FULL_DAYS ? full : MAX (full * (DAYS_AFTER - day) / DAYS_AFTER, 5);
}

static gint64
find_break_end (const SsDemoResource *resource, gint64 from, gint64 until)
{
  for (guint i = 0; i < resource->breaks->len; i++)
    {
      const SsSpan *span = &g_array_index (resource->breaks, SsSpan, i);

      if (span->start < until && span->end > from)
        return span->end;
    }
  return 0;
}

static void
fill_span (Year *year, guint number, const SsSpan *open, int density)
{
  const SsDemoResource *resource = g_ptr_array_index (year->catalog->resources, number);
  GArray *possible = year->possible[number];
  gint64 time = open->start;

  while (time < open->end && possible->len > 0)
    {
      guint drawn = (guint) g_rand_int_range (year->catalog->random, 0, (gint32) possible->len);
      const SsDemoService *service =
          g_ptr_array_index (year->catalog->services, g_array_index (possible, guint, drawn));
      gint64 start = time + service->buffer_before_minutes * G_TIME_SPAN_MINUTE;
      gint64 end = start + service->duration_minutes * G_TIME_SPAN_MINUTE;
      gint64 free_from = end + service->buffer_after_minutes * G_TIME_SPAN_MINUTE;
      gint64 break_end;

      start = (start + STEP - 1) / STEP * STEP;
      end = start + service->duration_minutes * G_TIME_SPAN_MINUTE;
      free_from = end + service->buffer_after_minutes * G_TIME_SPAN_MINUTE;
      break_end = find_break_end (resource, time, free_from);
      if (break_end != 0)
        time = break_end;
      else if (end > open->end || !happens (year, density))
        time += 2 * STEP;
      else
        {
          add_booking (year, number, service, start, FALSE);
          if (happens (year, 1))
            add_booking (year, number, service, start, TRUE);
          time = free_from;
        }
    }
}

static void
fill_days (Year *year)
{
  GDate today;

  ss_local_time_get (year->catalog->zone, year->catalog->now, &today, NULL);
  for (int day = -DAYS_BEFORE; day <= DAYS_AFTER; day++)
    {
      GDate date = today;

      g_date_set_julian (&date, g_date_get_julian (&today) + (guint32) day);
      for (guint i = 0; i < year->catalog->resources->len; i++)
        {
          const SsDemoResource *resource = g_ptr_array_index (year->catalog->resources, i);
          g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (SsSpan));

          ss_opening_week_append_spans (&resource->hours, year->catalog->zone, &date, 1, open);
          for (guint j = 0; j < open->len; j++)
            fill_span (year, i, &g_array_index (open, SsSpan, j), get_density (year, day));
        }
    }
}

/* One that is under way, one that should be over, one that is about to begin, and some that nobody has yet:
 * also when the demo is looked at by night. They stand by override where the plan is full or the door shut.
 */
static void
make_lively (Year *year)
{
  static const int minutes_from_now[] = { -20, -110, 30, -5, 75 };
  gint64 now = year->catalog->now / STEP * STEP;

  for (guint i = 0; i < G_N_ELEMENTS (minutes_from_now) && i < year->catalog->resources->len; i++)
    {
      const SsDemoService *service;
      Booking *last;

      if (year->possible[i]->len == 0)
        continue;
      service = g_ptr_array_index (year->catalog->services, g_array_index (year->possible[i], guint, 0));
      add_booking (year, i, service, now + minutes_from_now[i] / 15 * STEP, TRUE);
      last = &g_array_index (year->bookings, Booking, year->bookings->len - 1);
      last->status = SS_BOOKING_CONFIRMED;
    }
  for (guint i = 0; i < N_UNASSIGNED; i++)
    {
      const SsDemoService *service =
          g_ptr_array_index (year->catalog->services,
                             (guint) g_rand_int_range (year->catalog->random, 0,
                                                       (gint32) year->catalog->services->len));
      gint64 start = now + g_rand_int_range (year->catalog->random, 8, 6 * 96) * STEP;
      Booking *last;

      add_booking (year, NOBODY, service, start, FALSE);
      last = &g_array_index (year->bookings, Booking, year->bookings->len - 1);
      last->status = SS_BOOKING_PENDING;
    }
}

/* The first day on or after the year's first on which it takes place. */
static gint64
find_break_start (Year *year, JsonObject *content)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  const char *weekday = ss_demo_get_string (content, "weekday");
  GDate date;

  ss_local_time_get (year->catalog->zone, year->catalog->now - DAYS_BEFORE * G_TIME_SPAN_DAY, &date, NULL);
  while (g_strcmp0 (days[g_date_get_weekday (&date) - G_DATE_MONDAY], weekday) != 0)
    g_date_add_days (&date, 1);
  return ss_local_time_resolve (year->catalog->zone, &date,
                                ss_opening_hours_read_time (ss_demo_get_string (content, "time")));
}

static gboolean
names (JsonArray *texts, const char *text)
{
  for (guint i = 0; texts != NULL && i < json_array_get_length (texts); i++)
    if (g_strcmp0 (json_array_get_string_element (texts, i), text) == 0)
      return TRUE;
  return FALSE;
}

static void
add_break (Year *year, SsDemoResource *resource, JsonObject *content)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 length = ss_demo_get_integer (content, "minutes") * G_TIME_SPAN_MINUTE;
  Break *entry = g_new0 (Break, 1);

  entry->resource = resource;
  entry->content = content;
  entry->start = find_break_start (year, content);
  g_ptr_array_add (year->blockers, entry);
  ss_recurrence_expand (ss_demo_get_string (content, "recurrence"), entry->start, year->catalog->zone,
                        entry->start, year->catalog->now + (DAYS_AFTER + 2) * G_TIME_SPAN_DAY, starts);
  for (guint i = 0; i < starts->len; i++)
    {
      SsSpan span = { g_array_index (starts, gint64, i), g_array_index (starts, gint64, i) + length };

      g_array_append_val (resource->breaks, span);
    }
}

static void
add_breaks (Year *year)
{
  JsonArray *contents = ss_demo_get_array (year->catalog->content, "breaks");

  for (guint i = 0; contents != NULL && i < json_array_get_length (contents); i++)
    {
      JsonObject *content = json_array_get_object_element (contents, i);
      JsonArray *whose = ss_demo_get_array (content, "resources");

      for (guint j = 0; j < year->catalog->resources->len; j++)
        {
          SsDemoResource *resource = g_ptr_array_index (year->catalog->resources, j);

          if (names (whose, resource->name) || names (whose, resource->type))
            add_break (year, resource, content);
        }
    }
}

/* What customers spent and when they came is what their bookings say. */
static void
count_customers (Year *year)
{
  for (guint i = 0; i < year->bookings->len; i++)
    {
      const Booking *booking = &g_array_index (year->bookings, Booking, i);
      SsDemoCustomer *customer = g_ptr_array_index (year->catalog->customers, booking->customer);

      if (booking->status == SS_BOOKING_NO_SHOW)
        customer->no_show_count++;
      if (booking->status != SS_BOOKING_COMPLETED)
        continue;
      customer->total_spend += booking->service->price;
      customer->last_visit =
          customer->last_visit == SS_TIME_NONE ? booking->start : MAX (customer->last_visit, booking->start);
    }
}

static gboolean
write_history (Year *year, const char *id, const Booking *booking, gint64 created_at, gint64 settled_at,
               GError **error)
{
  char start[SS_TIME_BUFFER];
  g_autofree char *changes = g_strdup_printf ("{\"startTime\":[null,\"%s\"],\"status\":[null,\"CONFIRMED\"]}",
                                              ss_time_format (booking->start, start));
  g_autofree char *settled =
      g_strdup_printf ("{\"status\":[\"CONFIRMED\",\"%s\"]}", ss_booking_status_to_string (booking->status));
  const char *reason = booking->is_overridden
                           ? ss_demo_catalog_pick (year->catalog, year->catalog->common, "overrideReasons")
                           : NULL;

  if (!ss_transaction_execute (year->transaction, insert_history, NULL, error, "siissss", id, (gint64) 1,
                               created_at, year->actor, "CREATED", changes, reason))
    return FALSE;
  if (booking->status != SS_BOOKING_CANCELLED && booking->status != SS_BOOKING_NO_SHOW)
    return TRUE;
  return ss_transaction_execute (year->transaction, insert_history, NULL, error, "siissss", id, (gint64) 2,
                                 settled_at, year->actor,
                                 booking->status == SS_BOOKING_CANCELLED ? "CANCELLED" : "CHANGED", settled,
                                 booking->status == SS_BOOKING_CANCELLED
                                     ? ss_demo_catalog_pick (year->catalog, year->catalog->common,
                                                             "cancelReasons")
                                     : NULL);
}

/* (transfer full): as RFC 9562 orders them by time (version 7): rows that come in their order of the key are
 * written at a tenth of the price. */
static char *
make_id (Year *year, guint number)
{
  gint64 millisecond = year->catalog->now / 1000 - year->bookings->len + number;
  GRand *random = year->catalog->random;

  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x", (guint) (millisecond >> 16),
                          (guint) (millisecond & 0xffff), g_rand_int (random) & 0xfff,
                          0x8000 | (g_rand_int (random) & 0x3fff), g_rand_int (random) & 0xffff,
                          g_rand_int (random));
}

static gboolean
write_booking (Year *year, guint number, GError **error)
{
  const Booking *booking = &g_array_index (year->bookings, Booking, number);
  const SsDemoService *service = booking->service;
  const SsDemoCustomer *customer = g_ptr_array_index (year->catalog->customers, booking->customer);
  const char *resource_id =
      booking->resource != NOBODY
          ? ((const SsDemoResource *) g_ptr_array_index (year->catalog->resources, booking->resource))->id
          : NULL;
  gint64 now = year->catalog->now;
  gint64 end = booking->start + service->duration_minutes * G_TIME_SPAN_MINUTE;
  gint64 created_at =
      MIN (booking->start, now) - g_rand_int_range (year->catalog->random, 1, 20 * 24) * G_TIME_SPAN_HOUR;
  gint64 settled_at = MIN (end, now);
  gboolean is_settled = booking->status == SS_BOOKING_CANCELLED || booking->status == SS_BOOKING_NO_SHOW;
  const char *notes =
      happens (year, 12) ? ss_demo_catalog_pick (year->catalog, year->catalog->content, "bookingNotes") : "";
  g_autofree char *search_text = ss_search_fold (notes);
  g_autofree char *id = make_id (year, number);

  return ss_transaction_execute (year->transaction, insert_appointment, NULL, error, "ssssiiiiiiibbsissistii",
                                 id, resource_id, customer->id, service->id, booking->start,
                                 service->duration_minutes, end, service->buffer_before_minutes,
                                 service->buffer_after_minutes,
                                 booking->start - service->buffer_before_minutes * G_TIME_SPAN_MINUTE,
                                 end + service->buffer_after_minutes * G_TIME_SPAN_MINUTE,
                                 ss_booking_is_active (booking->status, resource_id != NULL),
                                 booking->is_overridden, ss_booking_status_to_string (booking->status),
                                 service->price, notes, search_text, (gint64) (is_settled ? 2 : 1),
                                 booking->status == SS_BOOKING_CANCELLED ? "CONFIRMED" : NULL,
                                 booking->status == SS_BOOKING_CANCELLED ? settled_at : SS_TIME_NONE,
                                 created_at, is_settled ? settled_at : created_at)
         && write_history (year, id, booking, created_at, settled_at, error);
}

static gboolean
write_breaks (Year *year, GError **error)
{
  for (guint i = 0; i < year->blockers->len; i++)
    {
      const Break *entry = g_ptr_array_index (year->blockers, i);
      g_autofree char *id = g_uuid_string_random ();

      if (!ss_transaction_execute (year->transaction, insert_blocker, NULL, error, "sssiisi", id,
                                   entry->resource->id, ss_demo_get_string (entry->content, "title"),
                                   entry->start, ss_demo_get_integer (entry->content, "minutes"),
                                   ss_demo_get_string (entry->content, "recurrence"), year->catalog->now))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_year (Year *year, GError **error)
{
  if (!ss_demo_catalog_write (year->catalog, year->transaction, error))
    return FALSE;
  for (guint i = 0; i < year->bookings->len; i++)
    if (!write_booking (year, i, error))
      return FALSE;
  return write_breaks (year, error);
}

/* (transfer full) (nullable): the manager, as history has people */
static char *
describe_manager (SsTransaction *transaction, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction,
                            "SELECT id, name, email, role FROM users WHERE role = 'TENANT_MANAGER'", error,
                            "");
  g_auto (SsJsonWriter) writer = { NULL };
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return NULL;
  ss_json_writer_init (&writer);
  if (!found)
    {
      ss_json_writer_null (&writer);
      return ss_json_writer_steal_text (&writer);
    }
  ss_json_writer_begin_object (&writer);
  for (guint i = 0; i < ss_rows_get_n_columns (rows); i++)
    {
      ss_json_writer_name (&writer, ss_rows_get_column_name (rows, i));
      ss_json_writer_string (&writer, ss_rows_get_string (rows, i));
    }
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_text (&writer);
}

static void
find_possible (Year *year)
{
  year->possible = g_new0 (GArray *, year->catalog->resources->len);
  for (guint i = 0; i < year->catalog->resources->len; i++)
    year->possible[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < year->catalog->services->len; i++)
    {
      const SsDemoService *service = g_ptr_array_index (year->catalog->services, i);

      for (guint j = 0; j < service->resources->len; j++)
        g_array_append_val (year->possible[g_array_index (service->resources, guint, j)], i);
    }
}

static void
clear_year (Year *year)
{
  for (guint i = 0; year->possible != NULL && i < year->catalog->resources->len; i++)
    g_array_unref (year->possible[i]);
  g_free (year->possible);
  g_clear_pointer (&year->bookings, g_array_unref);
  g_clear_pointer (&year->blockers, g_ptr_array_unref);
  g_free (year->actor);
}

/**
 * ss_demo_fill_bookings:
 * @transaction: the tenant's, whose settings and people are there
 * @tenant: of the content
 * @now: the moment around which the year lies
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_demo_fill_bookings (SsTransaction *transaction, JsonObject *tenant, gint64 now, GError **error)
{
  g_autoptr (JsonObject) content = ss_demo_content_load ("bookings", error);
  g_autoptr (SsDemoCatalog) catalog =
      content != NULL ? ss_demo_catalog_new (transaction, content, tenant, now, error) : NULL;
  Year year = { .catalog = catalog, .transaction = transaction };
  gboolean done;

  if (catalog == NULL)
    return FALSE;
  for (guint i = 0; i < catalog->customers->len; i++)
    ((SsDemoCustomer *) g_ptr_array_index (catalog->customers, i))->last_visit = SS_TIME_NONE;
  year.actor = describe_manager (transaction, error);
  year.bookings = g_array_new (FALSE, FALSE, sizeof (Booking));
  year.blockers = g_ptr_array_new_with_free_func (g_free);
  find_possible (&year);
  add_breaks (&year);
  fill_days (&year);
  make_lively (&year);
  count_customers (&year);
  done = year.actor != NULL && write_year (&year, error);
  clear_year (&year);
  return done;
}
