/* tenant-purge.c: removes what was deleted long ago, at the start and every day
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/tenant-backup.h"

struct _SsTenantPurger
{
  SsStore *store; /* (unowned) */
  GThread *thread;
  GMutex lock;
  GCond wake;
  gboolean is_over;
};

static gpointer
purge_cb (gpointer data)
{
  SsTenantPurger *self = data;

  g_mutex_lock (&self->lock);
  while (!self->is_over)
    {
      gint64 next = g_get_monotonic_time () + G_TIME_SPAN_DAY;

      g_mutex_unlock (&self->lock);
      ss_tenant_backup_purge (self->store, g_get_real_time ());
      g_mutex_lock (&self->lock);
      while (!self->is_over && g_cond_wait_until (&self->wake, &self->lock, next))
        continue;
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

/**
 * ss_tenant_purger_new:
 * @store: the store, which outlives it
 *
 * Returns: (transfer full): the purger
 */
SsTenantPurger *
ss_tenant_purger_new (SsStore *store)
{
  SsTenantPurger *self = g_new0 (SsTenantPurger, 1);

  self->store = store;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->thread = g_thread_new ("tenants", purge_cb, self);
  return self;
}

/**
 * ss_tenant_purger_free:
 * @self: (nullable): the purger
 *
 * Waits for what it has begun.
 */
void
ss_tenant_purger_free (SsTenantPurger *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->is_over = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  g_free (self);
}
