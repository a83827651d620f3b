/* client-error.h: what can go wrong between the program and the platform
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SS_CLIENT_ERROR (ss_client_error_quark ())

/**
 * SsClientError:
 * @SS_CLIENT_ERROR_OFFLINE: the platform can't be reached
 * @SS_CLIENT_ERROR_TIMED_OUT: it did not answer in time
 * @SS_CLIENT_ERROR_TLS: its certificate is not trusted
 * @SS_CLIENT_ERROR_INSECURE: plain http to somewhere else than this computer
 * @SS_CLIENT_ERROR_PROTOCOL: an answer that is not the contract's (not JSON, cut off, too large, a redirect
 * loop)
 * @SS_CLIENT_ERROR_SIGNED_OUT: the session is over; sign in again
 * @SS_CLIENT_ERROR_MASQUERADE_OVER: whoever was somebody else is not any more; go on as oneself
 * @SS_CLIENT_ERROR_CREDENTIALS: wrong e-mail or password
 * @SS_CLIENT_ERROR_DENIED: 403; see ss_client_error_get_rule()
 * @SS_CLIENT_ERROR_NOT_FOUND: 404
 * @SS_CLIENT_ERROR_TENANT_NOT_FOUND: 404 `tenant_not_found`
 * @SS_CLIENT_ERROR_INVALID: 400; see ss_client_error_get_field()
 * @SS_CLIENT_ERROR_CONFLICT: 409; see ss_client_error_get_code()
 * @SS_CLIENT_ERROR_CHANGED: 412: somebody else changed it meanwhile
 * @SS_CLIENT_ERROR_THROTTLED: 429; see ss_client_error_get_retry_after()
 * @SS_CLIENT_ERROR_SERVER: 5xx and whatever else it answers
 */
typedef enum
{
  SS_CLIENT_ERROR_OFFLINE,
  SS_CLIENT_ERROR_TIMED_OUT,
  SS_CLIENT_ERROR_TLS,
  SS_CLIENT_ERROR_INSECURE,
  SS_CLIENT_ERROR_PROTOCOL,
  SS_CLIENT_ERROR_SIGNED_OUT,
  SS_CLIENT_ERROR_MASQUERADE_OVER,
  SS_CLIENT_ERROR_CREDENTIALS,
  SS_CLIENT_ERROR_DENIED,
  SS_CLIENT_ERROR_NOT_FOUND,
  SS_CLIENT_ERROR_TENANT_NOT_FOUND,
  SS_CLIENT_ERROR_INVALID,
  SS_CLIENT_ERROR_CONFLICT,
  SS_CLIENT_ERROR_CHANGED,
  SS_CLIENT_ERROR_THROTTLED,
  SS_CLIENT_ERROR_SERVER,
} SsClientError;

/* An extended GError: its message is translated and says what to do. */
GQuark ss_client_error_quark (void);

const char *ss_client_error_get_code (const GError *error);  /* the platform's `code`, or NULL */
const char *ss_client_error_get_rule (const GError *error);  /* of a 403, or NULL */
guint ss_client_error_get_retry_after (const GError *error); /* seconds; 0: unknown */
/* The sentence about one field ("email", "configValues.KEY"), or NULL. */
const char *ss_client_error_get_field (const GError *error, const char *field);
/* All that the body said, as JSON, for "addedPermissions", "variables" …; (nullable) (transfer none). */
gpointer ss_client_error_get_body (const GError *error); /* JsonObject */

G_END_DECLS
