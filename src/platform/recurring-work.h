/* recurring-work.h: what the platform does again and again, in a thread of its own
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SsRecurringWork SsRecurringWork;

/* What is done, in the work's thread. */
typedef void (*SsRecurringFunc) (gpointer user_data);

SsRecurringWork *ss_recurring_work_new (const char *name, guint seconds, SsRecurringFunc work,
                                        gpointer user_data);
void ss_recurring_work_free (SsRecurringWork *self);

G_END_DECLS
