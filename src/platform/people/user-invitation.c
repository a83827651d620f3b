/* user-invitation.c: what somebody is invited by: an address with a token
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/people/user-invitation.h"

#include <string.h>

#define PLATFORM_HOST "://platform."
#define INVITATION_MICROSECONDS (7 * G_TIME_SPAN_DAY)

#define KEEP(schema) \
  "UPDATE " schema "users SET invitation_hash = $2, invitation_expires_at = $3 WHERE id = $1"

static const char *const keep_sql[] = { KEEP (""), KEEP ("shared.") };

/**
 * ss_user_invitation_url:
 * @request: the request that invites
 * @subdomain: (nullable): the tenant, where it is not the request's host that names it
 * @token: the invitation's
 *
 * A link has no header that could say which tenant is meant: it leads to the tenant's own host, or on a
 * loopback address, which has no names, says the tenant itself.
 *
 * Returns: (transfer full): the address at which it is accepted
 */
char *
ss_user_invitation_url (SsRequest *request, const char *subdomain, const char *token)
{
  const char *origin = ss_request_get_origin (request);
  const char *platform = strstr (origin, PLATFORM_HOST);

  if (subdomain != NULL && platform != NULL)
    return g_strdup_printf ("%.*s://%s.%s/invitation/?token=%s", (int) (platform - origin), origin, subdomain,
                            platform + strlen (PLATFORM_HOST), token);
  return g_strconcat (origin, "/invitation/?token=", token, subdomain != NULL ? "&tenant=" : NULL, subdomain,
                      NULL);
}

/**
 * ss_user_invitation_keep:
 * @transaction: one that writes, where the user stands
 * @user_id: who is invited
 * @hash: the token's
 * @now: what time it is
 * @error: return location for an #SsStoreError
 *
 * Returns: whether the token can be used from now on, for seven days
 */
gboolean
ss_user_invitation_keep (SsTransaction *transaction, const char *user_id, const char *hash, gint64 now,
                         GError **error)
{
  gboolean is_staff = ss_transaction_get_schema (transaction) == NULL;

  return ss_transaction_execute (transaction, keep_sql[is_staff ? 1 : 0], NULL, error, "sst", user_id, hash,
                                 now + INVITATION_MICROSECONDS);
}
