/* lockout.c: how often one may be wrong about a password (contract sections 2 and 11)
 *
 * Failures are rows in the shared tables, so that all processes count together, and an address that tries one
 * tenant after the other is one address. While somebody is locked out nothing is counted: the lock ends.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/auth/lockout.h"

#define WINDOW (15 * G_TIME_SPAN_MINUTE)
#define EMAIL_MAX 5
#define ADDRESS_MAX 50

/* The failure that has to grow old before there is one less than the limit. */
#define EMAIL_SQL                                                                                   \
  "SELECT failed_at FROM shared.login_failures WHERE scope = $1 AND email = $2 AND failed_at > $3 " \
  "ORDER BY failed_at DESC LIMIT 1 OFFSET 4"
#define ADDRESS_SQL                                                                       \
  "SELECT failed_at FROM shared.login_failures WHERE ip_address = $1 AND failed_at > $2 " \
  "ORDER BY failed_at DESC LIMIT 1 OFFSET 49"

G_STATIC_ASSERT (EMAIL_MAX == 4 + 1 && ADDRESS_MAX == 49 + 1);

static const char *
get_scope (SsRequest *request)
{
  const char *id = ss_request_get_tenant (request)->id;

  return id != NULL ? id : "platform";
}

/* Reads one moment, or SS_TIME_NONE where there is no row; takes @rows. */
static gboolean
read_moment (SsRows *taken, gint64 *moment, GError **error)
{
  g_autoptr (SsRows) rows = taken;
  g_autoptr (GError) failure = NULL;

  *moment = SS_TIME_NONE;
  if (rows == NULL)
    return FALSE;
  if (ss_rows_next (rows, &failure))
    *moment = ss_rows_get_time (rows, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * ss_lockout_check:
 * @request: somebody's try, in an open transaction
 * @email: the address as it is compared
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a 429 with Retry-After where too many have failed; %NULL to go on, and
 * where @error is set
 */
SsReply *
ss_lockout_check (SsRequest *request, const char *email, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gint64 now = ss_request_get_now (request);
  gint64 by_email, by_address, until;
  g_autofree char *seconds = NULL;
  SsReply *reply;

  if (!read_moment (ss_transaction_query (transaction, EMAIL_SQL, error, "sst", get_scope (request), email,
                                          now - WINDOW),
                    &by_email, error)
      || !read_moment (ss_transaction_query (transaction, ADDRESS_SQL, error, "st",
                                             ss_request_get_address (request), now - WINDOW),
                       &by_address, error))
    return NULL;
  until = MAX (by_email, by_address);
  if (until == SS_TIME_NONE)
    return NULL;

  reply = ss_reply_new_error (429, "throttled", "Too many attempts have failed. Try again later.");
  seconds = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (1, (until + WINDOW - now) / G_USEC_PER_SEC + 1));
  ss_reply_set_header (reply, "Retry-After", seconds);
  return reply;
}

/**
 * ss_lockout_count:
 * @request: a try that failed, in a transaction that may write the shared tables
 * @email: the address as it is compared
 * @error: return location for a #GError
 *
 * Returns: whether it is counted
 */
gboolean
ss_lockout_count (SsRequest *request, const char *email, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gint64 now = ss_request_get_now (request);
  g_autofree char *id = g_uuid_string_random ();

  return ss_transaction_execute (transaction, "DELETE FROM shared.login_failures WHERE failed_at <= $1", NULL,
                                 error, "t", now - WINDOW)
         && ss_transaction_execute (
             transaction,
             "INSERT INTO shared.login_failures (id, scope, email, ip_address, failed_at) VALUES ($1, $2, $3, $4, $5)",
             NULL, error, "sssst", id, get_scope (request), email, ss_request_get_address (request), now);
}

/**
 * ss_lockout_clear:
 * @request: a try that succeeded, in a transaction that may write the shared tables
 * @email: the address as it is compared
 * @error: return location for a #GError
 *
 * Returns: whether what had failed for the email is forgotten; what had failed for the address is not
 */
gboolean
ss_lockout_clear (SsRequest *request, const char *email, GError **error)
{
  return ss_transaction_execute (ss_request_get_transaction (request),
                                 "DELETE FROM shared.login_failures WHERE scope = $1 AND email = $2", NULL,
                                 error, "ss", get_scope (request), email);
}
