/* write-turns.c: which of a process's transactions may write to whose tables now
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/write-turns.h"

#define SHARED_TURN "shared"
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

static gboolean
take (SsWriteTurns *self, const char *name, GCancellable *cancellable, GError **error)
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

static void
give_back (SsWriteTurns *self, const char *name)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->taken, name);
  g_cond_broadcast (&self->given_back);
  g_mutex_unlock (&self->lock);
}

gboolean
ss_write_turns_need_tenant (const char *schema, SsAccess access)
{
  return schema != NULL && access != SS_ACCESS_READ;
}

gboolean
ss_write_turns_need_shared (const char *schema, SsAccess access)
{
  return access != SS_ACCESS_READ && (access != SS_ACCESS_WRITE || schema == NULL);
}

/**
 * ss_write_turns_take:
 * @self: the turns
 * @schema: (nullable): a tenant's
 * @access: what is going to be done
 * @cancellable: (nullable): ends the waiting
 * @error: where a %SS_STORE_ERROR_UNAVAILABLE goes, or %G_IO_ERROR_CANCELLED
 *
 * Waits until nobody else writes to what will be written to: the tenant's first, so that no two wait for each
 * other.
 *
 * Returns: whether it is one's turn now; %FALSE after ten seconds
 */
gboolean
ss_write_turns_take (SsWriteTurns *self, const char *schema, SsAccess access, GCancellable *cancellable,
                     GError **error)
{
  gboolean needs_tenant = ss_write_turns_need_tenant (schema, access);

  if (needs_tenant && !take (self, schema, cancellable, error))
    return FALSE;
  if (!ss_write_turns_need_shared (schema, access) || take (self, SHARED_TURN, cancellable, error))
    return TRUE;
  if (needs_tenant)
    give_back (self, schema);
  return FALSE;
}

void
ss_write_turns_give_back (SsWriteTurns *self, const char *schema, SsAccess access)
{
  if (ss_write_turns_need_shared (schema, access))
    give_back (self, SHARED_TURN);
  if (ss_write_turns_need_tenant (schema, access))
    give_back (self, schema);
}
