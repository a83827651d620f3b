/* sqlite-pool.c: idle connections, by tenant
 *
 * Each holds file descriptors and memory: the one that was idle for longest makes room, so that any number of
 * tenants can be served.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/sqlite-pool.h"

typedef struct
{
  char *schema;                   /* (owned): "" for none */
  SsSqliteConnection *connection; /* (owned) */
  GList by_age;                   /* in the pool's `idle` */
  GList by_schema;                /* in one of its `schemas` */
} Idle;

struct _SsSqlitePool
{
  GMutex lock;
  guint limit;
  guint64 generation;  /* one more with each drop */
  GHashTable *dropped; /* (owned): schema to the generation (owned) that its last drop began */
  GQueue idle;         /* of Idle, the last given back first */
  GHashTable *schemas; /* (owned): schema to GQueue of Idle, likewise */
};

static const char *
key (const char *schema)
{
  return schema != NULL ? schema : "";
}

SsSqlitePool *
ss_sqlite_pool_new (guint limit)
{
  SsSqlitePool *self = g_new0 (SsSqlitePool, 1);

  g_mutex_init (&self->lock);
  self->limit = limit;
  self->dropped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->schemas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);
  return self;
}

/* With the lock held. */
static SsSqliteConnection *
remove_idle (SsSqlitePool *self, Idle *idle)
{
  SsSqliteConnection *connection = idle->connection;
  GQueue *queue = g_hash_table_lookup (self->schemas, idle->schema);

  g_queue_unlink (&self->idle, &idle->by_age);
  g_queue_unlink (queue, &idle->by_schema);
  if (queue->length == 0)
    g_hash_table_remove (self->schemas, idle->schema);
  g_free (idle->schema);
  g_free (idle);
  return connection;
}

/* With the lock held. */
static void
add_idle (SsSqlitePool *self, const char *schema, SsSqliteConnection *connection)
{
  GQueue *queue = g_hash_table_lookup (self->schemas, schema);
  Idle *idle = g_new0 (Idle, 1);

  idle->schema = g_strdup (schema);
  idle->connection = connection;
  idle->by_age.data = idle->by_schema.data = idle;
  if (queue == NULL)
    g_hash_table_insert (self->schemas, g_strdup (schema), queue = g_queue_new ());
  g_queue_push_head_link (queue, &idle->by_schema);
  g_queue_push_head_link (&self->idle, &idle->by_age);
}

void
ss_sqlite_pool_free (SsSqlitePool *self)
{
  while (self->idle.head != NULL)
    ss_sqlite_connection_free (remove_idle (self, self->idle.head->data));
  g_hash_table_unref (self->schemas);
  g_hash_table_unref (self->dropped);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * ss_sqlite_pool_take:
 * @self: the pool
 * @schema: (nullable): a tenant's; %NULL for the shared file alone
 *
 * Returns: (transfer full) (nullable): the connection that was used last; %NULL where none is idle
 */
SsSqliteConnection *
ss_sqlite_pool_take (SsSqlitePool *self, const char *schema)
{
  SsSqliteConnection *connection = NULL;
  GQueue *queue;

  g_mutex_lock (&self->lock);
  queue = g_hash_table_lookup (self->schemas, key (schema));
  if (queue != NULL)
    connection = remove_idle (self, queue->head->data);
  g_mutex_unlock (&self->lock);
  return connection;
}

/* With the lock held: whether its file is still the schema's. */
static gboolean
is_current (SsSqlitePool *self, const char *schema, SsSqliteConnection *connection)
{
  const guint64 *generation = g_hash_table_lookup (self->dropped, schema);

  return generation == NULL || ss_sqlite_connection_get_generation (connection) >= *generation;
}

/**
 * ss_sqlite_pool_give_back:
 * @self: the pool
 * @schema: (nullable): whose it is
 * @connection: (transfer full): a connection without a transaction
 */
void
ss_sqlite_pool_give_back (SsSqlitePool *self, const char *schema, SsSqliteConnection *connection)
{
  SsSqliteConnection *surplus = NULL;

  g_mutex_lock (&self->lock);
  if (!is_current (self, key (schema), connection))
    surplus = connection;
  else
    {
      add_idle (self, key (schema), connection);
      if (self->idle.length > self->limit)
        surplus = remove_idle (self, self->idle.tail->data);
    }
  g_mutex_unlock (&self->lock);

  if (surplus != NULL)
    ss_sqlite_connection_free_quickly (surplus);
}

guint64
ss_sqlite_pool_get_generation (SsSqlitePool *self)
{
  guint64 generation;

  g_mutex_lock (&self->lock);
  generation = self->generation;
  g_mutex_unlock (&self->lock);
  return generation;
}

/**
 * ss_sqlite_pool_drop:
 * @self: the pool
 * @schema: a tenant's
 *
 * Closes all that are idle there, and each that is in use once it is given back: its file is to go, and
 * another of the same name may come.
 */
void
ss_sqlite_pool_drop (SsSqlitePool *self, const char *schema)
{
  SsSqliteConnection *connection;

  g_mutex_lock (&self->lock);
  self->generation++;
  g_hash_table_replace (self->dropped, g_strdup (schema), g_memdup2 (&self->generation, sizeof (guint64)));
  g_mutex_unlock (&self->lock);
  while ((connection = ss_sqlite_pool_take (self, schema)) != NULL)
    ss_sqlite_connection_free (connection);
}

/**
 * ss_sqlite_pool_count_idle:
 * @self: the pool
 *
 * Returns: how many connections wait for somebody
 */
guint
ss_sqlite_pool_count_idle (SsSqlitePool *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->idle.length;
}
