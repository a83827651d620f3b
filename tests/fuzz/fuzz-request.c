/* fuzz-request.c: whatever a client sends, from the request line to the body
 *
 * SPDX-License-Identifier: MIT
 */
#include <libsoup/soup.h>
#include <string.h>

#include "platform/http/reply-private.h"
#include "platform/http/request-private.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What comes before the handler; a refusal is one that can be sent. */
static void
read_request (SsRequest *request)
{
  g_autofree char *host = ss_request_dup_host (request);
  g_autoptr (SsReply) refusal = NULL;
  g_autoptr (SsReply) body_refusal = NULL;
  gboolean path_exists;

  g_assert_nonnull (ss_request_get_address (request));
  g_assert_nonnull (ss_request_get_origin (request));
  request->route = ss_routes_find (request->method, request->path, &request->id, &path_exists);
  if (request->route == NULL)
    request->route = ss_routes_get ();

  refusal = ss_request_read_query (request);
  body_refusal = ss_request_read_body (request);
  if (refusal != NULL)
    g_assert_nonnull (ss_reply_get_body (refusal));
  if (body_refusal != NULL)
    g_assert_nonnull (ss_reply_get_body (body_refusal));
  else
    g_assert_nonnull (ss_request_get_body (request));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *end = memmem (data, size, "\n\n", 2);
  gsize head = end != NULL ? (gsize) (end - data) + 1 : size;
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  g_autoptr (GBytes) body = end != NULL ? g_bytes_new (end + 2, size - head - 1) : NULL;
  g_autofree char *method = NULL;
  g_autofree char *url = NULL;
  SoupHTTPVersion version;
  char *query;
  g_autoptr (SsRequest) request = NULL;

  if (soup_headers_parse_request ((const char *) data, (int) head, headers, &method, &url, &version)
      != SOUP_STATUS_OK)
    return 0;
  query = strchr (url, '?');
  if (query != NULL)
    *query++ = '\0';
  request = ss_request_new (NULL, method, url, query, headers, body, "127.0.0.1");
  read_request (request);
  return 0;
}
