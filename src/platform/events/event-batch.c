/* event-batch.c: some events of one tenant, read once for all who look on
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/events/event-batch.h"

#include <string.h>

/* Others have their turn in between. */
#define EVENTS_AT_ONCE 100

static const char select_events[] =
    "SELECT id, name, object_id, data, audience FROM events WHERE id > $1 ORDER BY id LIMIT $2";

static void
frame_clear (gpointer data)
{
  g_bytes_unref (((SsEventFrame *) data)->piece);
}

static void
turn_free (gpointer data)
{
  SsEventTurn *self = data;

  ss_event_viewer_unref (self->viewer);
  g_array_unref (self->frames);
  g_free (self);
}

static void
event_clear (gpointer data)
{
  SsEvent *self = data;

  g_free (self->name);
  g_free (self->object_id);
  g_free (self->data);
  g_free (self->audience);
}

static void
piece_unref (gpointer data)
{
  g_clear_pointer (&data, g_bytes_unref);
}

static gint64
first_wanted (SsEventBatch *self)
{
  gint64 after = G_MAXINT64;

  for (guint i = 0; i < self->turns->len; i++)
    {
      const SsEventTurn *turn = g_ptr_array_index (self->turns, i);

      if (!turn->is_over)
        after = MIN (after, turn->after);
    }
  return after;
}

/* (transfer full) (nullable) (element-type SsEvent) */
static GArray *
read_events (SsTransaction *transaction, gint64 after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, select_events, &error, "ii", after, (gint64) EVENTS_AT_ONCE);
  GArray *events = g_array_new (FALSE, TRUE, sizeof (SsEvent));

  g_array_set_clear_func (events, event_clear);
  while (rows != NULL && ss_rows_next (rows, &error))
    {
      SsEvent event = { .id = ss_rows_get_integer (rows, 0),
                        .name = g_strdup (ss_rows_get_string (rows, 1)),
                        .object_id = g_strdup (ss_rows_get_string (rows, 2)),
                        .data = g_strdup (ss_rows_get_string (rows, 3)),
                        .audience = g_strdup (ss_rows_get_string (rows, 4)) };

      event.kind = ss_event_kind_find (event.name, &event.route);
      g_array_append_val (events, event);
    }
  if (error == NULL)
    return events;
  g_message ("Events can't be read: %s", error->message);
  g_array_unref (events);
  return NULL;
}

/* One text a view, that of the first who has it. FALSE: the store failed */
static gboolean
tell_event (SsEventBatch *self, const SsEvent *event, SsTransaction *transaction)
{
  g_autoptr (GHashTable) pieces = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, piece_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->turns->len && event->kind != NULL; i++)
    {
      SsEventTurn *turn = g_ptr_array_index (self->turns, i);
      const char *view;
      SsEventFrame frame = { event->id, NULL };

      if (turn->is_over || turn->after >= event->id)
        continue;
      view = ss_event_viewer_get_view (turn->viewer, event);
      if (!g_hash_table_lookup_extended (pieces, view, NULL, (gpointer *) &frame.piece))
        {
          frame.piece = ss_event_viewer_tell (turn->viewer, event, transaction, &error);
          g_hash_table_insert (pieces, (gpointer) view, frame.piece);
        }
      if (error != NULL)
        {
          g_message ("An event can't be told: %s", error->message);
          return FALSE;
        }
      if (frame.piece != NULL)
        {
          g_bytes_ref (frame.piece);
          g_array_append_val (turn->frames, frame);
        }
    }
  return TRUE;
}

static void
check_turns (SsEventBatch *self, SsTransaction *transaction)
{
  for (guint i = 0; i < self->turns->len; i++)
    {
      SsEventTurn *turn = g_ptr_array_index (self->turns, i);

      if (!turn->is_over && !turn->is_due)
        turn->is_over = !ss_event_viewer_check_quickly (turn->viewer, transaction);
    }
}

static void
end_turns (SsEventBatch *self)
{
  for (guint i = 0; i < self->turns->len; i++)
    ((SsEventTurn *) g_ptr_array_index (self->turns, i))->is_over = TRUE;
}

static void
tell_events (SsEventBatch *self, SsTransaction *transaction, GArray *events)
{
  check_turns (self, transaction);
  for (guint i = 0; i < events->len; i++)
    {
      const SsEvent *event = &g_array_index (events, SsEvent, i);

      /* What was told until here stands; the rest is tried again. */
      if (!tell_event (self, event, transaction))
        return;
      self->until = event->id;
    }
  self->has_more = events->len == EVENTS_AT_ONCE;
}

/**
 * ss_event_batch_new:
 * @schema: the tenant's
 *
 * Returns: (transfer full): a batch for nobody yet
 */
SsEventBatch *
ss_event_batch_new (const char *schema)
{
  SsEventBatch *self = g_new0 (SsEventBatch, 1);

  self->schema = g_strdup (schema);
  self->turns = g_ptr_array_new_with_free_func (turn_free);
  return self;
}

/**
 * ss_event_batch_free:
 * @self: (nullable): a batch
 */
void
ss_event_batch_free (SsEventBatch *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->turns);
  g_free (self->schema);
  g_free (self);
}

/**
 * ss_event_batch_add:
 * @self: a batch
 * @viewer: somebody who looks on
 *
 * Returns: (transfer none): the viewer's part of it
 */
SsEventTurn *
ss_event_batch_add (SsEventBatch *self, SsEventViewer *viewer)
{
  SsEventTurn *turn = g_new0 (SsEventTurn, 1);

  turn->viewer = ss_event_viewer_ref (viewer);
  turn->after = G_MAXINT64;
  turn->frames = g_array_new (FALSE, FALSE, sizeof (SsEventFrame));
  g_array_set_clear_func (turn->frames, frame_clear);
  g_ptr_array_add (self->turns, turn);
  return turn;
}

/**
 * ss_event_batch_read:
 * @self: a batch
 * @store: the store
 * @dispatcher: what admits requests
 *
 * Checks those who are due, reads what is new, and writes it once for each view.
 */
void
ss_event_batch_read (SsEventBatch *self, SsStore *store, SsDispatcher *dispatcher)
{
  g_autoptr (SsTransaction) transaction = NULL;
  g_autoptr (GArray) events = NULL;
  g_autoptr (GError) error = NULL;
  gint64 after;

  for (guint i = 0; i < self->turns->len; i++)
    {
      SsEventTurn *turn = g_ptr_array_index (self->turns, i);

      turn->is_over = turn->is_due && !ss_event_viewer_check (turn->viewer, dispatcher);
    }
  after = first_wanted (self);
  if (after == G_MAXINT64)
    return;
  transaction = ss_store_begin (store, self->schema, SS_ACCESS_READ, NULL, &error);
  if (g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT))
    end_turns (self);
  if (transaction != NULL)
    events = read_events (transaction, after);
  if (events != NULL && events->len > 0)
    tell_events (self, transaction, events);
}
