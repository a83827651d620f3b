/* request.h: what a handler is asked
 *
 * By the time that a handler sees it, the request was read whole within its limits, the tenant is found,
 * the caller is known and has the route's permission, and the transaction is open. Answers 304, 412 and
 * ETags, Idempotency-Key, headers, logging and the commit are the dispatcher's.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <json-glib/json-glib.h>

#include "domain/permission.h"
#include "model/field-errors.h"
#include "model/people.h"
#include "platform/http/reply.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

typedef struct _SsRequest SsRequest;

/* The tenant of the request; @id NULL: the platform itself. */
typedef struct
{
  char *id;
  char *name;
  char *subdomain;
  char *schema;
  gboolean is_demo;
  gboolean is_suspended;
} SsRequestTenant;

/* Who asks. */
typedef struct
{
  char *user_id; /* NULL: nobody is signed in */
  char *session_id;
  char *name;
  char *email;
  char *tenant_id; /* the user's own; NULL for platform staff */
  SsRole role;
  gboolean is_temporary;
  char *real_user_id;    /* (nullable): while masquerading */
  char *real_email;      /* (nullable): likewise */
  SsRole real_role;      /* likewise */
  gboolean is_view_only; /* likewise: may not change anything */
} SsCaller;

SsTransaction *ss_request_get_transaction (SsRequest *self);
gboolean ss_request_begin (SsRequest *self, gboolean shared, SsAccess access, GError **error);
void ss_request_release (SsRequest *self);
const SsRequestTenant *ss_request_get_tenant (SsRequest *self);
const SsCaller *ss_request_get_caller (SsRequest *self);
/* How far the caller has @permission, grants included. */
SsScope ss_request_get_scope (SsRequest *self, SsPermission permission);
void ss_request_get_scopes (SsRequest *self, SsScope scopes[SS_N_PERMISSIONS]);

/* The value of `{id}` in the route's path; NULL where it is not a UUID's shape is refused before with 404. */
const char *ss_request_get_id (SsRequest *self);
/* The moment at which the request came, in microseconds: all of one request has one time. */
gint64 ss_request_get_now (SsRequest *self);
const char *ss_request_get_request_id (SsRequest *self);
const char *ss_request_get_address (SsRequest *self); /* the client's */
const char *ss_request_get_header (SsRequest *self, const char *name);
/* Scheme, host and port as the client wrote them: "http://acme.localhost:8000". */
const char *ss_request_get_origin (SsRequest *self);
gpointer ss_request_get_context (SsRequest *self); /* the SsPlatform: store, files, configuration */

/* The JSON object of the body; never NULL (an empty body is an empty object where the route allows it). */
JsonObject *ss_request_get_body (SsRequest *self);
GBytes *ss_request_get_body_bytes (SsRequest *self);

/* Query parameters. Values may be repeated or separated by commas. A bad value: an error is added. */
const char *ss_request_get_parameter (SsRequest *self, const char *name);
GStrv ss_request_get_parameters (SsRequest *self, const char *name);
gboolean ss_request_get_boolean (SsRequest *self, const char *name, gboolean *value, SsFieldErrors *errors);

/* The page asked for: 400 where it is no number. */
typedef struct
{
  guint page;
  guint page_size;
} SsPageRequest;
gboolean ss_request_get_page (SsRequest *self, SsPageRequest *page, SsFieldErrors *errors);

/* {"count", "next", "previous", "results": [ as @write_results has written ]} with @extra_members (JSON text
 * such as "\"categories\":[…]", nullable). A page past the end is a 404. */
SsReply *ss_request_reply_page (SsRequest *self, const SsPageRequest *page, gint64 count, const char *results,
                                const char *extra_members);

typedef SsReply *(*SsHandler) (SsRequest *request, GError **error);

G_END_DECLS
