/* test-drag-faults.c: what a person sees of a drag that goes wrong
 *
 * How each request of a drag fails and what the store makes of it is tested with the client; here, that the
 * page shows the booking where the platform has it, says what happened, and offers to undo what was done.
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/calendar-board.h"
#include "app/calendar/calendar-page.h"
#include "app/calendar/grid-view.h"
#include "page-setting.h"

/* Monday 23 November 2026, in Berlin */
#define MORNING "2026-11-23T09:00:00Z"
#define EVENING "2026-11-23T15:00:00Z"
#define START (G_GINT64_CONSTANT (1795424400) * G_USEC_PER_SEC)
#define MOVED (START + 6 * G_TIME_SPAN_HOUR)

#define RESOURCE(id, name, position)                                                                        \
  "{\"id\":\"" id "\",\"name\":\"" name "\",\"type\":\"ROOM\",\"position\":" position ",\"isActive\":true," \
  "\"workingHours\":null}"
#define LIST(...) "{\"count\":1,\"next\":null,\"previous\":null,\"results\":[" __VA_ARGS__ "]}"

typedef enum
{
  WELL,
  REFUSED, /* with a status and a body */
  BEFORE,  /* the connection ends before the booking is moved */
  AFTER,   /* and after that */
  NOWHERE, /* there is nobody to connect to */
} Course;

typedef struct
{
  PageSetting page;
  GArray *delays; /* (owned) */
  GString *said;  /* (owned): all toasts */

  Course course;
  guint status;
  const char *json;

  /* The platform's booking. */
  const char *resource_id;
  const char *start;
  guint version;
} Setting;

static char *
write_booking (Setting *setting)
{
  return g_strdup_printf (
      "{\"id\":\"b1\",\"resourceId\":\"%s\",\"customerId\":\"c1\",\"customerName\":\"Ann Smith\",\"serviceId\":"
      "\"s1\",\"serviceName\":\"Oil\",\"startTime\":\"%s\",\"durationMinutes\":60,\"status\":\"CONFIRMED\","
      "\"price\":\"80.00\",\"notes\":\"\",\"version\":%u}",
      setting->resource_id, setting->start, setting->version);
}

static void
list_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  g_autofree char *booking = write_booking (data);
  g_autofree char *list =
      g_strdup_printf (LIST ("%s"), g_hash_table_lookup (query, "unassigned") != NULL ? "" : booking);

  reply_json (message, 200, list);
}

static void
read_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  g_autofree char *booking = write_booking (data);

  reply_json (message, 200, booking);
}

static void
change_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  gboolean goes = g_strstr_len (body->data, body->length, EVENING) != NULL;

  if (setting->course == REFUSED)
    {
      reply_json (message, setting->status, setting->json);
      return;
    }
  if (setting->course != BEFORE)
    {
      setting->resource_id = goes ? "r2" : "r1";
      setting->start = goes ? EVENING : MORNING;
      setting->version++;
    }
  if (setting->course == WELL)
    read_cb (fixture, message, query, data);
  else
    g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

static void
toast_cb (Setting *setting, AdwToast *toast)
{
  g_string_append_printf (setting->said, "%s\n", adw_toast_get_title (toast));
}

static SsCalendarBoard *
get_board (Setting *setting)
{
  return SS_CALENDAR_BOARD (find_widget (GTK_WIDGET (setting->page.page), SS_TYPE_CALENDAR_BOARD, NULL));
}

static SsGridView *
get_view (Setting *setting)
{
  return SS_GRID_VIEW (ss_calendar_board_get_views (get_board (setting))[0]);
}

/* Where the grid shows the only booking that there is. */
static gboolean
is_shown_at (Setting *setting, guint track, gint64 start)
{
  const SsGrid *grid = ss_grid_view_get_grid (get_view (setting));
  const SsGridItem *item;

  if (grid == NULL || grid->items->len != 1)
    return FALSE;
  item = ss_grid_get_item (grid, 0);
  return item->track == track && item->start == start;
}

static gboolean
is_as_platform (Setting *setting)
{
  gboolean is_moved = g_str_equal (setting->start, EVENING);

  return is_shown_at (setting, is_moved ? 1 : 0, is_moved ? MOVED : START);
}

static gboolean
can_undo (Setting *setting)
{
  return ss_change_history_can_undo (ss_workspace_get_history (setting->page.workspace));
}

static void
set_up (Setting *setting)
{
  GDate monday;

  page_setting_init (&setting->page, "\"calendar.view\", \"calendar.edit\", \"customers.view\"");
  setting->said = g_string_new (NULL);
  setting->resource_id = "r1";
  setting->start = MORNING;
  setting->version = 1;
  page_setting_answer (&setting->page, "GET /resources/", 200,
                       LIST (RESOURCE ("r1", "Bay 1", "0") "," RESOURCE ("r2", "Bay 2", "1")));
  page_setting_answer (&setting->page, "GET /services/", 200, LIST ());
  page_setting_answer (&setting->page, "GET /blockers/", 200, LIST ());
  page_setting_answer (&setting->page, "GET /tenant/settings/", 200,
                       "{\"name\": \"Acme\", \"workingHours\": {\"mon\": [[\"09:00\", \"17:00\"]]}}");
  fixture_on (setting->page.fixture, "GET /appointments/", list_cb, setting);
  fixture_on (setting->page.fixture, "GET /appointments/b1/", read_cb, setting);
  fixture_on (setting->page.fixture, "PATCH /appointments/b1/", change_cb, setting);
  page_setting_start (&setting->page, SS_TYPE_CALENDAR_PAGE, 900);
  g_signal_connect_swapped (setting->page.page, "toast", G_CALLBACK (toast_cb), setting);
  setting->delays = record_delays (setting->page.session);
  wait_until (get_board (setting) != NULL && gtk_widget_get_height (GTK_WIDGET (get_view (setting))) > 0);
  g_date_clear (&monday, 1);
  g_date_set_dmy (&monday, 23, G_DATE_NOVEMBER, 2026);
  ss_calendar_board_set_date (get_board (setting), &monday);
  wait_until (is_as_platform (setting));
}

static void
tear_down (Setting *setting)
{
  g_signal_handlers_disconnect_by_data (setting->page.page, setting);
  page_setting_clear (&setting->page);
  g_array_unref (setting->delays);
  g_string_free (setting->said, TRUE);
}

/* As the view says it when the booking is let go, or moved by keyboard. */
static void
drag (Setting *setting)
{
  ss_calendar_view_move (SS_CALENDAR_VIEW (get_view (setting)), "b1", "r2", MOVED, 60);
  wait_until (is_shown_at (setting, 1, MOVED));
}

static const struct
{
  const char *name;
  Course course;
  guint status;
  const char *json;
  const char *said; /* NULL: a dialog asks */
  gboolean is_done;
} rows[] = {
  { "well", WELL, 0, NULL, "Move Ann Smith\n", TRUE },
  { "conflict", REFUSED, 409,
    "{\"detail\":\"Taken.\",\"code\":\"booking_conflict\",\"conflicts\":[{\"type\":\"BLOCKER\",\"id\":\"x\","
    "\"startTime\":\"2026-11-23T15:00:00Z\",\"durationMinutes\":30,\"title\":\"Tea\"}],\"alternatives\":[]}",
    NULL, FALSE },
  { "forbidden", REFUSED, 403, "{\"detail\":\"No.\",\"code\":\"permission_denied\"}",
    "Couldn’t move the booking: ", FALSE },
  { "invalid", REFUSED, 422,
    "{\"detail\":\"It is in the past.\",\"code\":\"validation_error\",\"errors\":{}}",
    "Couldn’t move the booking: ", FALSE },
  { "lost-before", BEFORE, 0, NULL, "Couldn’t move the booking: ", FALSE },
  { "lost-after", AFTER, 0, NULL, "Move Ann Smith\n", TRUE },
  { "nowhere", NOWHERE, 0, NULL, "Couldn’t move the booking: ", FALSE },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Setting setting = { .course = rows[i].course, .status = rows[i].status, .json = rows[i].json };

  set_up (&setting);
  g_assert_false (can_undo (&setting));
  if (setting.course == NOWHERE)
    fixture_stop (setting.page.fixture);
  drag (&setting);
  if (rows[i].said == NULL)
    wait_for_dialog (ADW_TYPE_MESSAGE_DIALOG);
  else
    wait_until (strstr (setting.said->str, rows[i].said) != NULL);
  wait_until (is_as_platform (&setting));
  g_assert_cmpint (can_undo (&setting), ==, rows[i].is_done);
  if (rows[i].is_done)
    {
      g_assert_cmpstr (setting.start, ==, EVENING);
      setting.course = WELL;
      g_assert_true (
          gtk_widget_activate_action (GTK_WIDGET (get_board (&setting)), "calendar-page.undo", NULL));
      wait_until (strstr (setting.said->str, "Undone: Move Ann Smith\n") != NULL);
      g_assert_cmpstr (setting.start, ==, MORNING);
      g_assert_true (is_as_platform (&setting));
    }
  else
    g_assert_null (strstr (setting.said->str, "Move Ann Smith"));
  tear_down (&setting);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/app/calendar/drag-faults/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  return g_test_run ();
}
