/* event-stream.c: `GET /events/`
 *
 * The handler finds out from where a reader goes on; what follows is the hub's.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/events/event-stream.h"

#include "platform/events/event-hub.h"
#include "platform/events/event-record.h"
#include "platform/platform-private.h"

/* Where a reader may go on: the event behind the one it has is there, young enough, or still to come. */
static const char select_place[] =
    "SELECT c.last_id, (SELECT e.created_at FROM events e WHERE e.id = $1) FROM event_counter c WHERE c.id = 1";

typedef struct
{
  SsEventViewer *viewer; /* (owned) */
  gint64 after;
  gboolean is_reset;
} Start;

static void
start_free (gpointer data)
{
  Start *self = data;

  ss_event_viewer_unref (self->viewer);
  g_free (self);
}

static void
begin_cb (SsStream *stream, gpointer data)
{
  Start *start = data;
  SsEventHub *hub = ss_platform_get_event_hub (ss_event_viewer_get_platform (start->viewer));

  ss_event_hub_add (hub, stream, start->viewer, start->after, start->is_reset);
}

static gboolean
read_last_id (SsRequest *request, gint64 *id)
{
  const char *text = ss_request_get_header (request, "Last-Event-ID");

  *id = -1;
  return text != NULL && *text != '\0' && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64 - 1, id, NULL);
}

/* What can't be read is an id that was never given. */
static gboolean
find_place (SsRequest *request, gint64 *after, gboolean *is_reset, GError **error)
{
  const char *given = ss_request_get_header (request, "Last-Event-ID");
  gint64 last_id, wanted = 0;
  gboolean is_id = read_last_id (request, &wanted);
  g_autoptr (SsRows) rows = ss_transaction_query (ss_request_get_transaction (request), select_place, error,
                                                  "i", is_id ? wanted + 1 : 0);
  gboolean found, is_there;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  last_id = found ? ss_rows_get_integer (rows, 0) : 0;
  is_there = found && !ss_rows_is_null (rows, 1)
             && ss_rows_get_integer (rows, 1) >= ss_request_get_now (request) - SS_EVENT_MICROSECONDS;
  *is_reset = given != NULL && *given != '\0' && !(is_id && (wanted == last_id || is_there));
  *after = is_id && !*is_reset ? wanted : last_id;
  return TRUE;
}

/**
 * ss_events_get:
 * @request: `GET /events/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): a stream of what changes from now on, or since `Last-Event-ID`; %NULL
 *   with @error set
 */
SsReply *
ss_events_get (SsRequest *request, GError **error)
{
  Start *start;
  SsReply *reply;
  gboolean is_reset;
  gint64 after;

  if (!find_place (request, &after, &is_reset, error))
    return NULL;
  start = g_new (Start, 1);
  start->viewer = ss_event_viewer_new (request);
  start->after = after;
  start->is_reset = is_reset;
  reply = ss_reply_new_stream ("text/event-stream", begin_cb, start, start_free);
  /* A proxy would keep events until there are many. */
  ss_reply_set_header (reply, "X-Accel-Buffering", "no");
  return reply;
}
