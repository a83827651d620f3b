/* request-private.h: what the dispatcher fills in for a handler
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <libsoup/soup.h>

#include "platform/auth/token.h"
#include "platform/http/connections.h"
#include "platform/http/query.h"
#include "platform/http/request.h"
#include "platform/http/route.h"
#include "platform/platform.h"

G_BEGIN_DECLS

#define SS_API_BASE "/api/v1"

struct _SsRequest
{
  /* Of the listener, before any worker sees it */
  char *method;                /* (owned) */
  char *path;                  /* (owned): behind the base */
  char *query_text;            /* (owned) (nullable) */
  SoupMessageHeaders *headers; /* (owned) */
  GBytes *body_bytes;          /* (owned) (nullable) */
  char *peer;                  /* (owned): the address at the other end of the socket */
  gboolean peer_is_trusted;    /* a proxy whose word about the client is taken */
  gboolean is_encrypted;       /* without a proxy's doing */
  char request_id[SS_REQUEST_ID_LENGTH + 1];
  gint64 now;
  SsPlatform *platform; /* (unowned): it waits for its requests */

  /* Of the router */
  const SsRoute *route; /* (nullable) */
  char *id;             /* (owned) (nullable) */

  /* Of the worker */
  SsQuery *query;         /* (owned) (nullable) */
  char *address;          /* (owned) (nullable): the client's, where a proxy tells it */
  char *origin;           /* (owned) (nullable) */
  SsRequestTenant tenant; /* (owned) */
  char tenant_status[16];
  gboolean tenant_by_header;           /* so that the platform's staff may be meant */
  SsCaller caller;                     /* (owned) */
  char token_hash[SS_TOKEN_HASH_SIZE]; /* what the caller's session is looked for by; "" without a token */
  char *grant_id;             /* (owned) (nullable): without which the route would have been refused */
  SsTransaction *transaction; /* (owned) (nullable) */
  SsRows *user;               /* (owned) (nullable): at the caller's row, while @transaction is open */
  JsonNode *body;             /* (owned) (nullable) */
};

SsRequest *ss_request_new (SsPlatform *platform, const char *method, const char *path, const char *query,
                           SoupMessageHeaders *headers, GBytes *body, const char *peer);
void ss_request_free (SsRequest *self);

/* As ss_request_get_scope(); notes a grant that it took, for the audit log. */
SsScope ss_request_use_scope (SsRequest *self, SsPermission permission);

/* Each answers NULL where all is well. */
SsReply *ss_request_read_query (SsRequest *self);
SsReply *ss_request_read_body (SsRequest *self);

/* Host without the port, in lower case. (transfer full) */
char *ss_request_dup_host (SsRequest *self);

/* Whether the client asked over TLS, as far as is known. */
gboolean ss_request_is_secure (SsRequest *self);

void ss_request_id_make (char id[SS_REQUEST_ID_LENGTH + 1]);
void ss_request_tenant_clear (SsRequestTenant *tenant);
void ss_caller_clear (SsCaller *caller);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsRequest, ss_request_free)

G_END_DECLS
