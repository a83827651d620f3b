/* postgresql-listener.c: hears what other processes on the database announce
 *
 * A thread of its own with a connection of its own, which it makes anew for as long as it takes. What was
 * announced meanwhile is lost: when it listens again, everything counts as announced.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-listener.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "platform/store/postgresql-connection.h"

#define PAUSE_MIN_MILLISECONDS 50
#define PAUSE_MAX_MILLISECONDS 2000
#define FOREVER -1

struct _SsPostgresqlListener
{
  SsStore *store;
  char *address; /* (owned) */
  char *sender;  /* (owned): that of this process, which knows what it announces itself */
  int stop;      /* (owned): can be read from when it has to end */
  GThread *thread;
};

/* Whether there is still to be listened. */
static gboolean
wait (SsPostgresqlListener *self, int descriptor, int milliseconds)
{
  struct pollfd descriptors[] = {
    { .fd = self->stop, .events = POLLIN },
    { .fd = descriptor, .events = POLLIN },
  };
  int result;

  do
    result = poll (descriptors, G_N_ELEMENTS (descriptors), milliseconds);
  while (result < 0 && errno == EINTR);
  return descriptors[0].revents == 0;
}

static void
tell (SsPostgresqlListener *self, const char *payload)
{
  const char *schema = strchr (payload, ' ');
  gsize length = strlen (self->sender);

  if (schema == NULL || (strncmp (payload, self->sender, length) == 0 && payload[length] == ' '))
    return;
  ss_store_tell (self->store, schema + 1);
}

/* Until the connection is lost or the listener has to end. */
static void
listen_on (SsPostgresqlListener *self, SsPostgresqlConnection *connection)
{
  PGconn *handle = ss_postgresql_connection_get_handle (connection);
  PGnotify *notify;

  if (!ss_postgresql_connection_is_direct (connection))
    g_warning ("What other processes change is not heard through PgBouncer: give the address of the database "
               "itself with --store-events");
  if (!ss_postgresql_connection_run (connection, "LISTEN " SS_POSTGRESQL_CHANNEL, NULL))
    return;
  ss_store_tell (self->store, NULL);
  while (wait (self, PQsocket (handle), FOREVER) && PQconsumeInput (handle))
    while ((notify = PQnotifies (handle)) != NULL)
      {
        tell (self, notify->extra);
        PQfreemem (notify);
      }
}

static gpointer
listener_cb (gpointer user_data)
{
  SsPostgresqlListener *self = user_data;
  int pause = PAUSE_MIN_MILLISECONDS;

  do
    {
      g_autoptr (SsPostgresqlConnection) connection = ss_postgresql_connection_open (self->address, NULL);

      pause = connection != NULL ? PAUSE_MIN_MILLISECONDS : MIN (2 * pause, PAUSE_MAX_MILLISECONDS);
      if (connection != NULL)
        listen_on (self, connection);
    }
  while (wait (self, -1, pause));
  return NULL;
}

/**
 * ss_postgresql_listener_new:
 * @store: what is told: a schema, or %NULL where anything may have changed
 * @address: the database's own, not that of a PgBouncer
 * @sender: what this process calls itself
 *
 * Returns: (transfer full): a listener, which listens soon
 */
SsPostgresqlListener *
ss_postgresql_listener_new (SsStore *store, const char *address, const char *sender)
{
  SsPostgresqlListener *self = g_new0 (SsPostgresqlListener, 1);

  self->store = store;
  self->address = g_strdup (address);
  self->sender = g_strdup (sender);
  self->stop = eventfd (0, EFD_CLOEXEC);
  self->thread = g_thread_new ("listener", listener_cb, self);
  return self;
}

void
ss_postgresql_listener_free (SsPostgresqlListener *self)
{
  const guint64 one = 1;

  if (write (self->stop, &one, sizeof one) != sizeof one)
    g_warning ("The listener can't be told to end");
  g_thread_join (self->thread);
  close (self->stop);
  g_free (self->address);
  g_free (self->sender);
  g_free (self);
}
