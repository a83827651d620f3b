/* transport.h: one HTTP request and its whole answer, within limits
 *
 * Knows nothing of sessions or JSON. Follows redirects within one origin; across origins only where allowed,
 * and then without the token. Never goes from https to http.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SS_BODY_MAX (16 * 1024 * 1024)

/* Milliseconds; tests shorten them. */
typedef struct
{
  guint answer; /* until the head of the answer is there, and between two pieces of its body */
  guint whole;  /* until all of it is there */
} SsTimeLimits;

/**
 * SsRequest:
 * @address: absolute
 * @goes_abroad: may be redirected to another origin, without @token and @tenant
 * @is_stream: the body of a 200 is left to be read as it comes, for as long as it comes
 * @fresh_connection: not on a kept connection, which the other side may be about to close
 */
typedef struct
{
  const char *method;
  const char *address;
  const char *token;           /* (nullable): a bearer token */
  const char *tenant;          /* (nullable): X-Tenant-Subdomain */
  const char *accept;          /* (nullable) */
  GBytes *body;                /* (nullable) */
  const char *content_type;    /* (nullable) */
  const char *if_match;        /* (nullable) */
  const char *if_none_match;   /* (nullable) */
  const char *idempotency_key; /* (nullable) */
  const char *last_event_id;   /* (nullable) */
  gsize limit;
  gboolean goes_abroad;
  gboolean fresh_connection;
  gboolean is_stream;
} SsRequest;

/**
 * SsReply:
 * @stream: (nullable): the body, where it is read as it comes; its connection ends with ss_reply_free()
 */
typedef struct
{
  guint status;
  GBytes *body; /* (nullable): NULL for a stream */
  GInputStream *stream;
  GCancellable *connection; /* (nullable): of the stream */
  char *content_type;       /* (nullable): without parameters */
  char *etag;               /* (nullable) */
  char *last_event_id;      /* (nullable): from where events are to be followed */
  guint retry_after;        /* seconds; 0: not said */
  gint64 date;              /* when it was written, in microseconds since 1970; 0: not said */
} SsReply;

void ss_reply_free (SsReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsReply, ss_reply_free)

#define SS_TYPE_TRANSPORT (ss_transport_get_type ())
G_DECLARE_FINAL_TYPE (SsTransport, ss_transport, SS, TRANSPORT, GObject)

SsTransport *ss_transport_new (void);
void ss_transport_set_time_limits (SsTransport *self, const SsTimeLimits *limits);
/* @request is copied. */
void ss_transport_send_async (SsTransport *self, const SsRequest *request, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
SsReply *ss_transport_send_finish (SsTransport *self, GAsyncResult *result, GError **error);
/* Whether both have the same scheme, host and port. */
gboolean ss_same_origin (const char *address, const char *other);
/* Whether it is on this computer: "127.0.0.1", "::1", "localhost", "acme.localhost". */
gboolean ss_host_is_loopback (const char *host);

G_END_DECLS
