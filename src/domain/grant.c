/* grant.c: the states of a permission granted for a while
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/grant.h"

static const char *const statuses[SS_N_GRANT_STATUSES] = {
  [SS_GRANT_ACTIVE] = "ACTIVE",
  [SS_GRANT_EXPIRED] = "EXPIRED",
  [SS_GRANT_REVOKED] = "REVOKED",
};

/**
 * ss_grant_status_to_string:
 * @status: a state
 *
 * Returns: the wire name, as "ACTIVE" (contract section 7)
 */
const char *
ss_grant_status_to_string (SsGrantStatus status)
{
  g_return_val_if_fail ((guint) status < SS_N_GRANT_STATUSES, NULL);

  return statuses[status];
}

/**
 * ss_grant_status_from_string:
 * @text: (nullable): a wire name
 * @status: (out) (optional): the state, left as it is where there is none of that name
 *
 * Returns: whether @text names a state
 */
gboolean
ss_grant_status_from_string (const char *text, SsGrantStatus *status)
{
  for (guint i = 0; i < SS_N_GRANT_STATUSES; i++)
    {
      if (g_strcmp0 (text, statuses[i]) != 0)
        continue;
      if (status != NULL)
        *status = (SsGrantStatus) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * ss_grant_get_status:
 * @expires_at: when it ends
 * @revoked_at: when it was revoked, 0 where it was not
 * @now: the time of the question
 *
 * All times are microseconds since 1970. Contract section 7: only an active grant can be revoked, so one
 * that was stays revoked when its time is over; at @expires_at itself it is over.
 *
 * Returns: the state at @now
 */
SsGrantStatus
ss_grant_get_status (gint64 expires_at, gint64 revoked_at, gint64 now)
{
  if (revoked_at != 0)
    return SS_GRANT_REVOKED;
  return now >= expires_at ? SS_GRANT_EXPIRED : SS_GRANT_ACTIVE;
}
