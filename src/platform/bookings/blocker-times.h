/* blocker-times.h: the times that a blocker takes, one by one
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;
  const char *resource_id;
  gint64 start_time;
  gint64 duration_minutes;
  const char *recurrence; /* (nullable) */
} SsBlockerSpan;

/* How far ahead the times of a rule are written at least. */
#define SS_BLOCKER_DAYS_AHEAD 400

/* When it begins, each time until it ends or the resource's last appointment and some while are past. */
GArray *ss_blocker_times_list (SsTransaction *transaction, const SsBlockerSpan *span, gint64 now,
                               GError **error);
/* In place of those that it has. */
gboolean ss_blocker_times_write (SsTransaction *transaction, const SsBlockerSpan *span, GArray *starts,
                                 gboolean is_overridden, gint64 now, GError **error);
/* Before something is booked on the resource until @until. */
gboolean ss_blocker_times_carry_on (SsTransaction *transaction, const char *resource_id, gint64 until,
                                    GError **error);

G_END_DECLS
