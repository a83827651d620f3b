/* load.c: writers that go on while something is done to the platform
 *
 * SPDX-License-Identifier: MIT
 */
#include "load.h"

#include "database.h"

#define WRITERS 4

struct _Load
{
  Server *server;
  const char *token;
  LoadTolerance tolerance;
  GThread *threads[WRITERS];

  GMutex lock;
  GCond changed;
  GPtrArray *acknowledged; /* names of what was made */
  guint n_faults;
  gboolean is_over;
};

static void
note (Load *self, const char *name, const Answer *answer)
{
  g_mutex_lock (&self->lock);
  if (answer->status == 201)
    g_ptr_array_add (self->acknowledged, g_strdup (name));
  else
    self->n_faults++;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gboolean
is_over (Load *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->is_over;
}

static void
assert_tolerable (Load *self, const Answer *answer)
{
  if (answer->status == 201 || (answer->status == 0 && self->tolerance == LOAD_MAY_BREAK))
    return;
  g_assert_cmpuint (self->tolerance, !=, LOAD_ALL_SUCCEED);
  g_assert_cmpuint (answer->status, ==, 503);
  g_assert_nonnull (answer->retry_after);
}

static gpointer
write_cb (gpointer user_data)
{
  Load *self = user_data;
  g_autoptr (SoupSession) session = soup_session_new ();

  for (guint i = 0; !is_over (self); i++)
    {
      g_autofree char *name = g_strdup_printf ("%p-%u", (void *) session, i);
      g_autofree char *body =
          g_strdup_printf ("{\"name\":\"%s\",\"email\":\"%u@customers.example\"}", name, i);
      g_auto (Answer) answer = { 0 };

      server_call (self->server, session, "POST", "/customers/", SERVER_TENANT, self->token, body, &answer);
      assert_tolerable (self, &answer);
      note (self, name, &answer);
    }
  return NULL;
}

Load *
load_start (Server *server, const char *token, LoadTolerance tolerance)
{
  Load *self = g_new0 (Load, 1);

  self->server = server;
  self->token = token;
  self->tolerance = tolerance;
  self->acknowledged = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < WRITERS; i++)
    self->threads[i] = g_thread_new ("writer", write_cb, self);
  return self;
}

void
load_wait_for_writes (Load *self, guint count)
{
  g_mutex_lock (&self->lock);
  count += self->acknowledged->len;
  while (self->acknowledged->len < count)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
}

void
load_wait_for_faults (Load *self, guint count)
{
  g_mutex_lock (&self->lock);
  while (self->n_faults < count)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
}

static void
assert_all_there (Load *self, const char *store)
{
  for (guint i = 0; i < self->acknowledged->len; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT count (*) FROM tenant_acme_auto.customers WHERE name = '%s'",
                           (const char *) g_ptr_array_index (self->acknowledged, i));
      g_autofree char *count = ss_test_database_ask (store, sql);

      g_assert_cmpstr (count, ==, "1");
    }
}

void
load_end (Load *self, const char *store)
{
  g_mutex_lock (&self->lock);
  self->is_over = TRUE;
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < WRITERS; i++)
    g_thread_join (self->threads[i]);
  g_test_message ("%u acknowledged, %u not", self->acknowledged->len, self->n_faults);
  assert_all_there (self, store);
  g_ptr_array_unref (self->acknowledged);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
