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
 * @times: a grant's
 * @now: the time of the question
 *
 * Contract section 7: only an active grant can be revoked, so one that was stays revoked when its time is
 * over; at its end itself it is over. A clock that goes back gives nobody more time: what has ended stays so,
 * and what was given later than now does not count until it is later again.
 *
 * Returns: the state at @now
 */
SsGrantStatus
ss_grant_get_status (const SsGrantTimes *times, gint64 now)
{
  if (times->revoked_at != 0)
    return SS_GRANT_REVOKED;
  if (times->ended_at != 0 || now >= times->expires_at || now < times->created_at - SS_GRANT_CLOCK_TOLERANCE)
    return SS_GRANT_EXPIRED;
  return SS_GRANT_ACTIVE;
}
