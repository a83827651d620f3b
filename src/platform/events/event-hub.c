/* event-hub.c: tells all who look on, as soon as something is committed
 *
 * Streams are written to in the listener's thread, the store is read in a worker: a batch of a tenant's
 * events at a time, for all who look on in that tenant.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/events/event-hub.h"

#include <string.h>

#include "platform/events/event-batch.h"

/* The contract's comment; with it each reader is asked for its rights again. */
#define SECONDS_KEEP_ALIVE 15
#define WORKERS 2
/* No schema: something new everywhere. */
#define EVERYBODY ""
/* A reader that catches up gets more when it has taken what it got. */
#define UNSENT_LOW (32 * 1024)

typedef struct
{
  SsEventHub *hub;     /* (unowned) */
  char *schema;        /* (owned) */
  GQueue readers;      /* (element-type Reader) */
  GHashTable *viewers; /* (owned) (element-type utf8 SsEventViewer): by their keys, not owned */
  gboolean is_busy;    /* a batch is with the workers */
  gboolean is_due;     /* and there is more to do after it */
} Tenant;

typedef struct
{
  GList link;
  Tenant *tenant;        /* (unowned) */
  SsStream *stream;      /* (unowned): until it ends */
  SsEventViewer *viewer; /* (owned) */
  gint64 cursor;         /* the last event that it has, or has no business with */
  gboolean is_live;      /* it has caught up */
  gint64 due;            /* when it gets a comment */
} Reader;

struct _SsEventHub
{
  GSource source;
  SsStore *store;           /* (owned) */
  SsDispatcher *dispatcher; /* (unowned) */
  GThreadPool *workers;     /* (owned) */
  GHashTable *tenants;      /* (owned) (element-type utf8 Tenant) */
  GSource *tick;            /* (owned) (nullable): while somebody looks on */

  /* From other threads */
  GMutex lock;
  GHashTable *told;    /* (owned) (element-type utf8): schemas with something new */
  GPtrArray *finished; /* (owned) (element-type SsEventBatch) */
};

static void start_batch (Tenant *tenant);

static void
reader_free (Reader *self)
{
  ss_event_viewer_unref (self->viewer);
  g_free (self);
}

static void
tenant_free (gpointer data)
{
  Tenant *self = data;

  g_hash_table_unref (self->viewers);
  g_free (self->schema);
  g_free (self);
}

static gboolean
has_reader_of (Tenant *tenant, SsEventViewer *viewer)
{
  for (GList *link = tenant->readers.head; link != NULL; link = link->next)
    if (((Reader *) link->data)->viewer == viewer)
      return TRUE;
  return FALSE;
}

static void
stop_ticking (SsEventHub *self)
{
  if (self->tick == NULL)
    return;
  g_source_destroy (self->tick);
  g_clear_pointer (&self->tick, g_source_unref);
}

/* A tenant stays while a batch is on its way. */
static void
drop_if_empty (Tenant *tenant)
{
  SsEventHub *hub = tenant->hub;

  if (tenant->readers.length > 0 || tenant->is_busy)
    return;
  g_hash_table_remove (hub->tenants, tenant->schema);
  if (g_hash_table_size (hub->tenants) == 0)
    stop_ticking (hub);
}

static void
stream_ended_cb (SsStream *stream, gpointer user_data)
{
  Reader *reader = user_data;
  Tenant *tenant = reader->tenant;

  g_queue_unlink (&tenant->readers, &reader->link);
  if (!has_reader_of (tenant, reader->viewer))
    g_hash_table_remove (tenant->viewers, ss_event_viewer_get_key (reader->viewer));
  reader_free (reader);
  drop_if_empty (tenant);
}

static void
stream_drained_cb (SsStream *stream, gpointer user_data)
{
  Reader *reader = user_data;

  if (!reader->is_live)
    start_batch (reader->tenant);
}

/* In a worker. */
static void
work_cb (gpointer data, gpointer user_data)
{
  SsEventBatch *batch = data;
  SsEventHub *self = user_data;

  ss_event_batch_read (batch, self->store, self->dispatcher);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->finished, batch);
  g_source_set_ready_time (&self->source, 0);
  g_mutex_unlock (&self->lock);
}

/* In whatever thread commits. */
static void
told_cb (const char *schema, gpointer user_data)
{
  SsEventHub *self = user_data;

  g_mutex_lock (&self->lock);
  g_hash_table_add (self->told, g_strdup (schema != NULL ? schema : EVERYBODY));
  g_source_set_ready_time (&self->source, 0);
  g_mutex_unlock (&self->lock);
}

static SsEventTurn *
get_turn (SsEventBatch *batch, GHashTable *turns, SsEventViewer *viewer)
{
  SsEventTurn *turn = g_hash_table_lookup (turns, viewer);

  if (turn != NULL)
    return turn;
  turn = ss_event_batch_add (batch, viewer);
  g_hash_table_insert (turns, viewer, turn);
  return turn;
}

static gboolean
has_enough (Reader *reader)
{
  return !reader->is_live && ss_stream_get_n_unsent (reader->stream) > UNSENT_LOW;
}

/* One at a time, so that what is told is told in order. */
static void
start_batch (Tenant *tenant)
{
  g_autoptr (GHashTable) turns = NULL;
  gint64 now = g_get_monotonic_time ();
  SsEventBatch *batch;

  tenant->is_due = TRUE;
  if (tenant->is_busy || tenant->readers.length == 0)
    return;
  turns = g_hash_table_new (NULL, NULL);
  batch = ss_event_batch_new (tenant->schema);
  for (GList *link = tenant->readers.head; link != NULL; link = link->next)
    {
      Reader *reader = link->data;
      SsEventTurn *turn = get_turn (batch, turns, reader->viewer);

      turn->is_due |= reader->due <= now;
      if (!has_enough (reader))
        turn->after = MIN (turn->after, reader->cursor);
    }
  tenant->is_due = FALSE;
  tenant->is_busy = TRUE;
  g_thread_pool_push (tenant->hub->workers, batch, NULL);
}

/* The id alone tells nobody anything, but is where a reader goes on from when it comes back. */
static GBytes *
write_comment (gint64 cursor)
{
  char text[64];

  g_snprintf (text, sizeof text, ":\nid: %" G_GINT64_FORMAT "\n\n", cursor);
  return ss_stream_piece_new (text, strlen (text));
}

static GBytes *
write_reset (gint64 cursor)
{
  char text[64];

  g_snprintf (text, sizeof text, "id: %" G_GINT64_FORMAT "\nevent: reset\ndata: {}\n\n", cursor);
  return ss_stream_piece_new (text, strlen (text));
}

/* FALSE: the reader is gone. */
static gboolean
send_comment (Reader *reader, gint64 now)
{
  g_autoptr (GBytes) piece = write_comment (reader->cursor);

  reader->due = now + SECONDS_KEEP_ALIVE * G_USEC_PER_SEC;
  return ss_stream_send (reader->stream, piece);
}

/* One that catches up has the rest when it has taken this. FALSE: it is gone. */
static gboolean
send_frames (Reader *reader, const SsEventTurn *turn, const SsEventBatch *batch)
{
  for (guint i = 0; i < turn->frames->len; i++)
    {
      const SsEventFrame *frame = &g_array_index (turn->frames, SsEventFrame, i);

      if (frame->id <= reader->cursor || frame->id > batch->until)
        continue;
      if (has_enough (reader))
        return TRUE;
      if (!ss_stream_send (reader->stream, frame->piece))
        return FALSE;
      reader->cursor = frame->id;
    }
  reader->cursor = MAX (reader->cursor, batch->until);
  reader->is_live |= !batch->has_more;
  return TRUE;
}

/* A reader that came, or fell behind, since the batch was begun has its turn with the next. */
static void
deliver_to (Reader *reader, const SsEventBatch *batch, const SsEventTurn *turn, gint64 now)
{
  if (turn->is_over)
    {
      ss_stream_end (reader->stream);
      return;
    }
  if (reader->cursor >= turn->after && !send_frames (reader, turn, batch))
    return;
  if (turn->is_due && reader->due <= now)
    send_comment (reader, now);
}

static void
deliver (SsEventHub *self, SsEventBatch *batch)
{
  Tenant *tenant = g_hash_table_lookup (self->tenants, batch->schema);
  g_autoptr (GHashTable) turns = g_hash_table_new (NULL, NULL);
  gint64 now = g_get_monotonic_time ();
  GList *next;

  for (guint i = 0; i < batch->turns->len; i++)
    {
      SsEventTurn *turn = g_ptr_array_index (batch->turns, i);

      g_hash_table_insert (turns, turn->viewer, turn);
    }
  for (GList *link = tenant->readers.head; link != NULL; link = next)
    {
      Reader *reader = link->data;
      const SsEventTurn *turn = g_hash_table_lookup (turns, reader->viewer);

      next = link->next;
      if (turn != NULL)
        deliver_to (reader, batch, turn, now);
    }
  tenant->is_busy = FALSE;
  if (tenant->is_due || batch->has_more)
    start_batch (tenant);
  drop_if_empty (tenant);
}

static void
start_told (gpointer schema, gpointer value, gpointer user_data)
{
  SsEventHub *self = user_data;
  Tenant *tenant = g_hash_table_lookup (self->tenants, schema);
  GHashTableIter iterator;

  if (tenant != NULL)
    start_batch (tenant);
  if (!g_str_equal (schema, EVERYBODY))
    return;
  g_hash_table_iter_init (&iterator, self->tenants);
  while (g_hash_table_iter_next (&iterator, NULL, (gpointer *) &tenant))
    start_batch (tenant);
}

static gboolean
hub_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  SsEventHub *self = (SsEventHub *) source;
  g_autoptr (GHashTable) told = NULL;
  g_autoptr (GPtrArray) finished = NULL;

  g_source_set_ready_time (source, -1);
  g_mutex_lock (&self->lock);
  told = g_steal_pointer (&self->told);
  finished = g_steal_pointer (&self->finished);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->finished = g_ptr_array_new_with_free_func ((GDestroyNotify) ss_event_batch_free);
  g_mutex_unlock (&self->lock);

  g_hash_table_foreach (told, start_told, self);
  for (guint i = 0; i < finished->len; i++)
    deliver (self, g_ptr_array_index (finished, i));
  return G_SOURCE_CONTINUE;
}

static void
hub_finalize (GSource *source)
{
  SsEventHub *self = (SsEventHub *) source;

  g_hash_table_unref (self->tenants);
  g_hash_table_unref (self->told);
  g_ptr_array_unref (self->finished);
  g_object_unref (self->store);
  g_mutex_clear (&self->lock);
}

static GSourceFuncs hub_functions = { NULL, NULL, hub_dispatch, hub_finalize, NULL, NULL };

static gboolean
tick_cb (gpointer user_data)
{
  SsEventHub *self = user_data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  Tenant *tenant;

  g_hash_table_iter_init (&iter, self->tenants);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tenant))
    for (GList *link = tenant->readers.head; link != NULL; link = link->next)
      if (((Reader *) link->data)->due <= now)
        {
          start_batch (tenant);
          break;
        }
  return G_SOURCE_CONTINUE;
}

static void
start_ticking (SsEventHub *self)
{
  if (self->tick != NULL)
    return;
  self->tick = g_timeout_source_new_seconds (1);
  g_source_set_callback (self->tick, tick_cb, self, NULL);
  g_source_attach (self->tick, g_source_get_context (&self->source));
}

static Tenant *
get_tenant (SsEventHub *self, const char *schema)
{
  Tenant *tenant = g_hash_table_lookup (self->tenants, schema);

  if (tenant != NULL)
    return tenant;
  tenant = g_new0 (Tenant, 1);
  tenant->hub = self;
  tenant->schema = g_strdup (schema);
  tenant->viewers = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (self->tenants, tenant->schema, tenant);
  return tenant;
}

/* (transfer full): the one who looks on in the same session already, or @viewer */
static SsEventViewer *
share_viewer (Tenant *tenant, SsEventViewer *viewer)
{
  SsEventViewer *known = g_hash_table_lookup (tenant->viewers, ss_event_viewer_get_key (viewer));

  if (known != NULL)
    return ss_event_viewer_ref (known);
  g_hash_table_insert (tenant->viewers, (gpointer) ss_event_viewer_get_key (viewer), viewer);
  return ss_event_viewer_ref (viewer);
}

static void
end_streams (SsEventHub *self)
{
  g_autoptr (GPtrArray) streams = g_ptr_array_new ();
  GHashTableIter iter;
  Tenant *tenant;

  g_hash_table_iter_init (&iter, self->tenants);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &tenant))
    for (GList *link = tenant->readers.head; link != NULL; link = link->next)
      g_ptr_array_add (streams, ((Reader *) link->data)->stream);
  for (guint i = 0; i < streams->len; i++)
    ss_stream_end (g_ptr_array_index (streams, i));
}

/**
 * ss_event_hub_new:
 * @store: where events are
 * @dispatcher: what admits requests; outlives the hub
 *
 * On the calling thread's main context.
 *
 * Returns: (transfer full): a hub to which nobody listens yet
 */
SsEventHub *
ss_event_hub_new (SsStore *store, SsDispatcher *dispatcher)
{
  SsEventHub *self = (SsEventHub *) g_source_new (&hub_functions, sizeof (SsEventHub));

  g_mutex_init (&self->lock);
  self->store = g_object_ref (store);
  self->dispatcher = dispatcher;
  self->workers = g_thread_pool_new (work_cb, self, WORKERS, FALSE, NULL);
  self->tenants = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, tenant_free);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->finished = g_ptr_array_new_with_free_func ((GDestroyNotify) ss_event_batch_free);
  g_source_set_name (&self->source, "events");
  g_source_attach (&self->source, g_main_context_get_thread_default ());
  ss_store_watch (store, told_cb, self);
  return self;
}

/**
 * ss_event_hub_free:
 * @self: (nullable): a hub
 */
void
ss_event_hub_free (SsEventHub *self)
{
  if (self == NULL)
    return;
  ss_store_watch (self->store, NULL, NULL);
  g_thread_pool_free (self->workers, FALSE, TRUE);
  end_streams (self);
  stop_ticking (self);
  g_source_destroy (&self->source);
  g_source_unref (&self->source);
}

/**
 * ss_event_hub_add:
 * @self: a hub
 * @stream: a reader's
 * @viewer: who reads it
 * @after: the last event that the reader has
 * @is_reset: whether it may have missed some before that
 */
void
ss_event_hub_add (SsEventHub *self, SsStream *stream, SsEventViewer *viewer, gint64 after, gboolean is_reset)
{
  Tenant *tenant = get_tenant (self, ss_event_viewer_get_schema (viewer));
  Reader *reader = g_new0 (Reader, 1);
  g_autoptr (GBytes) first = is_reset ? write_reset (after) : write_comment (after);

  reader->link.data = reader;
  reader->tenant = tenant;
  reader->stream = stream;
  reader->viewer = share_viewer (tenant, viewer);
  reader->cursor = after;
  reader->due = g_get_monotonic_time () + SECONDS_KEEP_ALIVE * G_USEC_PER_SEC;
  g_queue_push_tail_link (&tenant->readers, &reader->link);
  ss_stream_set_callbacks (stream, stream_drained_cb, stream_ended_cb, reader);
  start_ticking (self);
  if (ss_stream_send (stream, first))
    start_batch (tenant);
}
