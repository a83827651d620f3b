/* postgresql-pool.c: connections to one PostgreSQL database, for whoever needs one next
 *
 * There are as many as transactions at once, which the number of workers bounds; a few stay for the next
 * ones.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-pool.h"

/* A database that can't be reached is not asked again by each request of those that wait for it. */
#define PAUSE (100 * G_TIME_SPAN_MILLISECOND)

struct _SsPostgresqlPool
{
  char *address; /* (owned) */
  guint limit;

  GMutex lock;
  GQueue idle;         /* of SsPostgresqlConnection (owned), the last given back first */
  GError *failure;     /* (owned) (nullable): of the last that could not be made */
  gint64 failure_time; /* monotonic */
};

/**
 * ss_postgresql_pool_new:
 * @address: the database's
 * @limit: how many idle ones are kept
 *
 * Returns: (transfer full): a pool without a connection
 */
SsPostgresqlPool *
ss_postgresql_pool_new (const char *address, guint limit)
{
  SsPostgresqlPool *self = g_new0 (SsPostgresqlPool, 1);

  g_mutex_init (&self->lock);
  g_queue_init (&self->idle);
  self->address = g_strdup (address);
  self->limit = limit;
  return self;
}

void
ss_postgresql_pool_free (SsPostgresqlPool *self)
{
  ss_postgresql_pool_drop_idle (self);
  g_clear_error (&self->failure);
  g_mutex_clear (&self->lock);
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

/* With the lock held. */
static SsPostgresqlConnection *
take_idle (SsPostgresqlPool *self, const char *schema)
{
  for (GList *link = self->idle.head; link != NULL; link = link->next)
    {
      SsPostgresqlConnection *connection = link->data;

      if (!g_str_equal (ss_postgresql_connection_get_schema (connection), schema))
        continue;
      g_queue_delete_link (&self->idle, link);
      return connection;
    }
  return g_queue_pop_tail (&self->idle);
}

/**
 * ss_postgresql_pool_take:
 * @self: the pool
 * @schema: (nullable): where it is going to be used; one that was used there has its statements prepared
 * @is_new: (out) (optional): whether it was made for this; an old one may be lost since
 * @error: where a %SS_STORE_ERROR_UNAVAILABLE goes
 *
 * Returns: (transfer full) (nullable): a connection without a transaction
 */
SsPostgresqlConnection *
ss_postgresql_pool_take (SsPostgresqlPool *self, const char *schema, gboolean *is_new, GError **error)
{
  SsPostgresqlConnection *connection;

  g_mutex_lock (&self->lock);
  connection = take_idle (self, schema != NULL ? schema : "");
  g_mutex_unlock (&self->lock);
  if (is_new != NULL)
    *is_new = connection == NULL;
  return connection != NULL ? connection : open_another (self, error);
}

/**
 * ss_postgresql_pool_give_back:
 * @self: the pool
 * @connection: (transfer full): a connection; kept where another transaction can be begun on it
 */
void
ss_postgresql_pool_give_back (SsPostgresqlPool *self, SsPostgresqlConnection *connection)
{
  gboolean is_kept;

  g_mutex_lock (&self->lock);
  is_kept = self->idle.length < self->limit && ss_postgresql_connection_is_idle (connection);
  if (is_kept)
    g_queue_push_head (&self->idle, connection);
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
  GQueue idle;

  g_mutex_lock (&self->lock);
  idle = self->idle;
  g_queue_init (&self->idle);
  g_mutex_unlock (&self->lock);
  g_queue_clear_full (&idle, (GDestroyNotify) ss_postgresql_connection_free);
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

  return self->idle.length;
}
