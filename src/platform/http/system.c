/* system.c: what is answered about the platform itself: health, figures and the contract for machines
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/system.h"

#include <string.h>

#include "platform/demo/platform-resources.h"
#include "platform/http/metrics.h"
#include "platform/http/request-private.h"
#include "platform/platform-private.h"

#define SCHEMA_RESOURCE "/org/smoothschedule/platform/openapi.json"

static SsReply *
reply_status (guint status, const char *word)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "status");
  ss_json_writer_string (&writer, word);
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (status, &writer);
}

/* The process answers: that is all there is to know. */
static SsReply *
get_live (SsRequest *request, GError **error)
{
  return reply_status (200, "live");
}

/* Its store answers, too. */
static SsReply *
get_ready (SsRequest *request, GError **error)
{
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (GError) store_error = NULL;
  SsReply *reply;

  if (ss_request_begin (request, TRUE, SS_ACCESS_READ, &store_error))
    rows = ss_transaction_query (request->transaction, "SELECT COUNT(*) FROM shared.users", &store_error, "");
  if (rows != NULL && ss_rows_next (rows, &store_error))
    return reply_status (200, "ready");

  g_warning ("not ready: %s", store_error != NULL ? store_error->message : "no answer from the store");
  reply = ss_reply_new_error (503, "unavailable", "The platform can't reach its store.");
  ss_reply_set_header (reply, "Retry-After", "5");
  return reply;
}

/* -1 where the store does not say: the other figures are told most of all when it is away. */
static gint64
count_tenants (SsRequest *request)
{
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  if (!ss_request_begin (request, TRUE, SS_ACCESS_READ, NULL))
    return -1;
  rows = ss_transaction_query (request->transaction, "SELECT COUNT(*) FROM shared.tenants", NULL, "");
  return ss_rows_first (rows, &found, NULL) && found ? ss_rows_get_integer (rows, 0) : -1;
}

/* To the machine itself only, as the contract has it: figures tell how much is going on, and when. What a
 * proxy on the machine passes on is somebody else's question, whether or not that proxy is believed. */
static SsReply *
get_metrics (SsRequest *request, GError **error)
{
  const char *address = ss_request_get_address (request);
  g_autoptr (GBytes) bytes = NULL;
  SsMetricsNow now;
  char *text;

  if ((!g_str_has_prefix (address, "127.") && strcmp (address, "::1") != 0)
      || (!request->peer_is_trusted
          && soup_message_headers_get_list (request->headers, "X-Forwarded-For") != NULL))
    return ss_reply_new_not_found ();
  now.n_waiting = ss_platform_get_n_waiting (request->platform);
  now.n_tenants = count_tenants (request);
  ss_store_get_load (ss_platform_get_store (request->platform), &now.store);
  text = ss_metrics_write (ss_platform_get_metrics (request->platform), &now);
  bytes = g_bytes_new_take (text, strlen (text));
  return ss_reply_new_bytes (200, "text/plain; version=0.0.4; charset=utf-8", bytes);
}

static SsReply *
get_schema (SsRequest *request, GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (ss_platform_resources_get_resource (), SCHEMA_RESOURCE,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL ? ss_reply_new_bytes (200, "application/json", bytes) : NULL;
}

#define OPEN (SS_ROUTE_ANYONE | SS_ROUTE_SYSTEM)

const SsRoute ss_system_routes[] = {
  { "GET", "/health/live/", 0, OPEN, SS_ACCESS_READ, get_live, NULL },
  { "GET", "/health/ready/", 0, OPEN, SS_ACCESS_READ, get_ready, NULL },
  { "GET", "/metrics", 0, OPEN, SS_ACCESS_READ, get_metrics, NULL },
  { "GET", "/schema/", 0, OPEN, SS_ACCESS_READ, get_schema, NULL },
  { NULL },
};
