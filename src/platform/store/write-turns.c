/* write-turns.c: who may write to which file now
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/write-turns.h"

#include "platform/store/store.h"

#define PATIENCE (10 * G_USEC_PER_SEC)

struct _SsWriteTurns
{
  GMutex lock;
  GCond given_back;
  GHashTable *taken; /* (owned) (element-type utf8): the names that somebody writes to */
};

SsWriteTurns *
ss_write_turns_new (void)
{
  SsWriteTurns *self = g_new0 (SsWriteTurns, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->given_back);
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
ss_write_turns_free (SsWriteTurns *self)
{
  g_hash_table_unref (self->taken);
  g_cond_clear (&self->given_back);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  SsWriteTurns *self = user_data;

  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->given_back);
  g_mutex_unlock (&self->lock);
}

/* Whether the turn is free now. */
static gboolean
wait (SsWriteTurns *self, const char *name, GCancellable *cancellable)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (g_hash_table_contains (self->taken, name))
    if (g_cancellable_is_cancelled (cancellable)
        || !g_cond_wait_until (&self->given_back, &self->lock, deadline))
      break;
  return !g_hash_table_contains (self->taken, name);
}

/**
 * ss_write_turns_take:
 * @self: the turns
 * @name: what is written to
 * @cancellable: (nullable): ends the waiting
 * @error: where a %SS_STORE_ERROR_UNAVAILABLE goes, or %G_IO_ERROR_CANCELLED
 *
 * Waits until nobody else writes to it.
 *
 * Returns: whether it is one's turn now; %FALSE after ten seconds
 */
gboolean
ss_write_turns_take (SsWriteTurns *self, const char *name, GCancellable *cancellable, GError **error)
{
  gulong handler =
      cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL) : 0;
  gboolean taken;

  g_mutex_lock (&self->lock);
  taken = wait (self, name, cancellable);
  if (taken)
    g_hash_table_add (self->taken, g_strdup (name));
  g_mutex_unlock (&self->lock);
  g_cancellable_disconnect (cancellable, handler);

  if (!taken && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE, "The store is busy");
  return taken;
}

void
ss_write_turns_give_back (SsWriteTurns *self, const char *name)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->taken, name);
  g_cond_broadcast (&self->given_back);
  g_mutex_unlock (&self->lock);
}
