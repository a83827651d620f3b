/* client-error-private.h: how the client's errors are made
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

#include "client/client-error.h"

G_BEGIN_DECLS

/* An SsClientError with the message that belongs to its code. */
GError *ss_client_error_new (SsClientError code);
GError *ss_client_error_new_message (SsClientError code, const char *message);
/* One field's fault found here, in the form of the platform's own. */
GError *ss_client_error_new_field (SsClientError code, const char *field, const char *message);
/* @body (nullable) is what the platform said. */
GError *ss_client_error_new_full (SsClientError code, const char *message, JsonObject *body,
                                  guint retry_after);

/* platform-error.c: what an answer that is none of the good ones means. */
GError *ss_client_error_new_for_status (guint status, const char *content_type, GBytes *body,
                                        guint retry_after);

/* Whether waiting and asking again may help. */
gboolean ss_client_error_is_passing (const GError *error);

G_END_DECLS
