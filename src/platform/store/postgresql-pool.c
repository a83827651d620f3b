/* postgresql-pool.c: connections to one PostgreSQL database, for whoever needs one next
 *
 * The server's process behind a connection remembers all tables that it has ever met, and what was prepared
 * on them. With thousands of schemas that is much, and each schema is met again seldom. So every schema has a
 * connection of its own, which it shares with others, and uses another only while that is in use: the next
 * one, so that it meets few of them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-pool.h"

/* A database that can't be reached is not asked again by each request of those that wait for it. */
#define PAUSE (100 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  SsPostgresqlConnection *connection; /* (owned) (nullable): NULL: none was needed yet */
  gboolean is_lent;
} Slot;

struct _SsPostgresqlPool
{
  char *address; /* (owned) */

  GMutex lock;
  Slot *slots; /* (owned) */
  guint n_slots;
  GError *failure;     /* (owned) (nullable): of the last that could not be made */
  gint64 failure_time; /* monotonic */
};

/**
 * ss_postgresql_pool_new:
 * @address: the database's
 * @n_slots: how many connections are kept; one more than these is closed after its use
 *
 * Returns: (transfer full): a pool without a connection
 */
SsPostgresqlPool *
ss_postgresql_pool_new (const char *address, guint n_slots)
{
  SsPostgresqlPool *self = g_new0 (SsPostgresqlPool, 1);

  g_mutex_init (&self->lock);
  self->address = g_strdup (address);
  self->slots = g_new0 (Slot, n_slots);
  self->n_slots = n_slots;
  return self;
}

void
ss_postgresql_pool_free (SsPostgresqlPool *self)
{
  ss_postgresql_pool_drop_idle (self);
  g_clear_error (&self->failure);
  g_mutex_clear (&self->lock);
  g_free (self->slots);
  g_free (self->address);
  g_free (self);
}

static gboolean
has_just_failed (SsPostgresqlPool *self, GError **error)
{
  gboolean has_failed;

  g_mutex_lock (&self->lock);
  has_failed = self->failure != NULL && g_get_monotonic_time () < self->failure_time + PAUSE;
  if (has_failed)
    g_propagate_error (error, g_error_copy (self->failure));
  g_mutex_unlock (&self->lock);
  return has_failed;
}

static SsPostgresqlConnection *
open_another (SsPostgresqlPool *self, GError **error)
{
  SsPostgresqlConnection *connection;
  GError *failure = NULL;

  if (has_just_failed (self, error))
    return NULL;
  connection = ss_postgresql_connection_open (self->address, &failure);
  g_mutex_lock (&self->lock);
  g_clear_error (&self->failure);
  if (failure != NULL)
    {
      self->failure = g_error_copy (failure);
      self->failure_time = g_get_monotonic_time ();
    }
  g_mutex_unlock (&self->lock);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return connection;
}

/* (nullable): NULL: all are in use */
static Slot *
lend_slot (SsPostgresqlPool *self, const char *schema)
{
  guint first = g_str_hash (schema) % self->n_slots;
  Slot *found = NULL;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->n_slots && found == NULL; i++)
    {
      Slot *slot = &self->slots[(first + i) % self->n_slots];

      if (!slot->is_lent)
        found = slot;
    }
  if (found != NULL)
    found->is_lent = TRUE;
  g_mutex_unlock (&self->lock);
  return found;
}

/**
 * ss_postgresql_pool_take:
 * @self: the pool
 * @schema: (nullable): where it is going to be used
 * @is_new: (out) (optional): whether it was made for this; an old one may be lost since
 * @error: where a %SS_STORE_ERROR_UNAVAILABLE goes
 *
 * Returns: (transfer full) (nullable): a connection without a transaction
 */
SsPostgresqlConnection *
ss_postgresql_pool_take (SsPostgresqlPool *self, const char *schema, gboolean *is_new, GError **error)
{
  Slot *slot = lend_slot (self, schema != NULL ? schema : "");
  SsPostgresqlConnection *connection = slot != NULL ? slot->connection : NULL;

  if (is_new != NULL)
    *is_new = connection == NULL;
  if (connection != NULL)
    return connection;
  connection = open_another (self, error);
  g_mutex_lock (&self->lock);
  if (slot != NULL)
    *slot = (Slot){ connection, connection != NULL };
  g_mutex_unlock (&self->lock);
  return connection;
}

/**
 * ss_postgresql_pool_give_back:
 * @self: the pool
 * @connection: (transfer full): a connection; kept where another transaction can be begun on it
 */
void
ss_postgresql_pool_give_back (SsPostgresqlPool *self, SsPostgresqlConnection *connection)
{
  gboolean is_kept = FALSE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->n_slots; i++)
    if (self->slots[i].connection == connection)
      {
        is_kept = ss_postgresql_connection_is_idle (connection);
        self->slots[i] = (Slot){ is_kept ? connection : NULL, FALSE };
      }
  g_mutex_unlock (&self->lock);
  if (!is_kept)
    ss_postgresql_connection_free (connection);
}

/**
 * ss_postgresql_pool_drop_idle:
 * @self: the pool
 *
 * Closes what is idle: where one connection was lost, the others probably were, too.
 */
void
ss_postgresql_pool_drop_idle (SsPostgresqlPool *self)
{
  g_autoptr (GPtrArray) idle =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ss_postgresql_connection_free);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->n_slots; i++)
    if (self->slots[i].connection != NULL && !self->slots[i].is_lent)
      g_ptr_array_add (idle, g_steal_pointer (&self->slots[i].connection));
  g_mutex_unlock (&self->lock);
}

/**
 * ss_postgresql_pool_count_idle:
 * @self: the pool
 *
 * Returns: how many connections wait for somebody
 */
guint
ss_postgresql_pool_count_idle (SsPostgresqlPool *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint count = 0;

  for (guint i = 0; i < self->n_slots; i++)
    if (self->slots[i].connection != NULL && !self->slots[i].is_lent)
      count++;
  return count;
}
