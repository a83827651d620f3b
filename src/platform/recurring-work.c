/* recurring-work.c: what the platform does again and again, in a thread of its own
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/recurring-work.h"

struct _SsRecurringWork
{
  GThread *thread;
  SsRecurringFunc work;
  gpointer user_data; /* (unowned): outlives it */
  gint64 interval;
  GMutex lock;
  GCond wake;
  gboolean is_over;
};

static gpointer
run_cb (gpointer data)
{
  SsRecurringWork *self = data;

  g_mutex_lock (&self->lock);
  while (!self->is_over)
    {
      gint64 next = g_get_monotonic_time () + self->interval;

      g_mutex_unlock (&self->lock);
      self->work (self->user_data);
      g_mutex_lock (&self->lock);
      while (!self->is_over && g_cond_wait_until (&self->wake, &self->lock, next))
        continue;
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

/**
 * ss_recurring_work_new:
 * @name: the thread's
 * @seconds: from one beginning to the next
 * @work: what is done
 * @user_data: for @work, outlives what is returned
 *
 * Begins at once, with what has come up while the platform was not running.
 *
 * Returns: (transfer full): the work
 */
SsRecurringWork *
ss_recurring_work_new (const char *name, guint seconds, SsRecurringFunc work, gpointer user_data)
{
  SsRecurringWork *self = g_new0 (SsRecurringWork, 1);

  self->work = work;
  self->user_data = user_data;
  self->interval = seconds * G_TIME_SPAN_SECOND;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->thread = g_thread_new (name, run_cb, self);
  return self;
}

/**
 * ss_recurring_work_free:
 * @self: (nullable): the work
 *
 * Waits for what it has begun.
 */
void
ss_recurring_work_free (SsRecurringWork *self)
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
