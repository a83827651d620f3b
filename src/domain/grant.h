/* grant.h: the states of a permission granted for a while
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SsGrantStatus:
 * @SS_GRANT_ACTIVE: it adds its permission
 * @SS_GRANT_EXPIRED: its time is over
 * @SS_GRANT_REVOKED: somebody took it back before its time was over
 *
 * The states of a grant (contract section 7). Only %SS_GRANT_ACTIVE grants anything.
 */
typedef enum
{
  SS_GRANT_ACTIVE,
  SS_GRANT_EXPIRED,
  SS_GRANT_REVOKED,
} SsGrantStatus;

#define SS_N_GRANT_STATUSES (SS_GRANT_REVOKED + 1)

#define SS_GRANT_MINUTES_DEFAULT 30
#define SS_GRANT_MINUTES_MIN 5
#define SS_GRANT_MINUTES_MAX 240

/* A clock that is set right goes back by less. */
#define SS_GRANT_CLOCK_TOLERANCE G_TIME_SPAN_MINUTE

/**
 * SsGrantTimes:
 * @created_at: when it was given
 * @expires_at: when it ends
 * @ended_at: when it was written down that it had ended, 0 where it was not yet
 * @revoked_at: when it was revoked, 0 where it was not
 *
 * In microseconds since 1970.
 */
typedef struct
{
  gint64 created_at;
  gint64 expires_at;
  gint64 ended_at;
  gint64 revoked_at;
} SsGrantTimes;

const char *ss_grant_status_to_string (SsGrantStatus status);
gboolean ss_grant_status_from_string (const char *text, SsGrantStatus *status);

SsGrantStatus ss_grant_get_status (const SsGrantTimes *times, gint64 now);

G_END_DECLS
