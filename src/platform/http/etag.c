/* etag.c: conditional requests
 *
 * An object's ETag is a hash of the bytes that GET answers. So there is nothing to keep in step: what changes
 * the answer changes the tag. For a change, the GET route of the same object is asked in the same
 * transaction.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/etag.h"

#include <sodium.h>
#include <string.h>

#include "platform/http/reply-private.h"
#include "platform/http/request-private.h"

#define HASH_BYTES crypto_generichash_BYTES_MIN
/* W/"…" with its NUL */
#define TAG_SIZE (2 * HASH_BYTES + 5)

static void
make_tag (SsReply *reply, char tag[TAG_SIZE])
{
  GBytes *body = ss_reply_get_body (reply);
  unsigned char hash[HASH_BYTES];
  char text[2 * HASH_BYTES + 1];
  gsize length;
  gconstpointer data = g_bytes_get_data (body, &length);

  crypto_generichash (hash, sizeof hash, data, length, NULL, 0);
  sodium_bin2hex (text, sizeof text, hash, sizeof hash);
  g_snprintf (tag, TAG_SIZE, "%s\"%s\"", reply->is_list ? "W/" : "", text);
}

/* Whether the list of a header names @tag. Weakly, W/ does not matter (RFC 9110 section 8.8.3.2). */
static gboolean
names_tag (const char *list, const char *tag, gboolean weakly)
{
  const char *opaque = g_str_has_prefix (tag, "W/") ? tag + 2 : tag;
  gsize length = strlen (opaque);

  if (strcmp (list, "*") == 0)
    return TRUE;
  if (!weakly && opaque != tag)
    return FALSE;
  for (const char *found = strstr (list, opaque); found != NULL; found = strstr (found + length, opaque))
    {
      gboolean is_weak = found - list >= 2 && strncmp (found - 2, "W/", 2) == 0;

      if (weakly || !is_weak)
        return TRUE;
    }
  return FALSE;
}

/* The GET route of the object that @route changes: of "/x/{id}/run/", that of "/x/{id}/". */
static const SsRoute *
object_route (const SsRoute *route)
{
  const char *brace = strstr (route->path, "{id}/");
  g_autofree char *path =
      brace != NULL ? g_strndup (route->path, (gsize) (brace - route->path) + 5) : g_strdup (route->path);

  for (const SsRoute *other = ss_routes_get (); other->method != NULL; other++)
    if (strcmp (other->method, "GET") == 0 && strcmp (other->path, path) == 0)
      return other;
  return NULL;
}

static gboolean
is_object (SsReply *reply)
{
  return (reply->status == 200 || reply->status == 201) && !reply->is_list && reply->body != NULL
         && g_strcmp0 (reply->content_type, "application/json") == 0;
}

/* What was made is answered as GET will answer it. A change's answer is the object itself exactly if GET
 * answers the same: only then is its tag known. */
static gboolean
answers_object (SsRequest *request, SsReply *reply)
{
  const SsRoute *get = object_route (request->route);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsReply) now = NULL;

  if (reply->status == 201)
    return is_object (reply) && ss_reply_get_header (reply, "Location") != NULL;
  if (get == NULL || request->transaction == NULL || !is_object (reply))
    return FALSE;
  now = get->handler (request, &error);
  return now != NULL && is_object (now) && g_bytes_equal (now->body, reply->body);
}

/**
 * ss_etag_check_match:
 * @request: a request that changes something, its transaction open
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a 412 where the object is not as the client knows it, or what GET says
 * where it can't be read; %NULL to go on, and where @error is set
 */
SsReply *
ss_etag_check_match (SsRequest *request, GError **error)
{
  const char *wanted = soup_message_headers_get_list (request->headers, "If-Match");
  const SsRoute *get;
  g_autoptr (SsReply) now = NULL;
  char tag[TAG_SIZE];

  if (wanted == NULL || strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0)
    return NULL;
  get = object_route (request->route);
  if (get == NULL)
    return NULL;
  now = get->handler (request, error);
  if (now == NULL)
    return NULL;
  if (!is_object (now))
    return now->status >= 400 ? g_steal_pointer (&now) : NULL;

  make_tag (now, tag);
  if (names_tag (wanted, tag, FALSE))
    return NULL;
  return ss_reply_new_error (412, "version_mismatch",
                             "This has been changed in the meantime. Look at it again first.");
}

/**
 * ss_etag_copy:
 * @reply: a reply that says more than its object
 * @object: the object alone
 */
void
ss_etag_copy (SsReply *reply, SsReply *object)
{
  char tag[TAG_SIZE];

  make_tag (object, tag);
  ss_reply_set_header (reply, "ETag", tag);
}

/**
 * ss_etag_finish:
 * @request: the request, its transaction still open
 * @reply: the handler's reply
 */
void
ss_etag_finish (SsRequest *request, SsReply *reply)
{
  gboolean is_get = strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0;
  const char *known;
  char tag[TAG_SIZE];

  if ((reply->status != 200 && reply->status != 201) || ss_reply_get_body (reply) == NULL
      || ss_reply_get_header (reply, "ETag") != NULL || (request->route->flags & SS_ROUTE_SYSTEM))
    return;
  if (!is_get && !answers_object (request, reply))
    return;

  make_tag (reply, tag);
  ss_reply_set_header (reply, "ETag", tag);
  known = is_get ? soup_message_headers_get_list (request->headers, "If-None-Match") : NULL;
  if (known != NULL && names_tag (known, tag, TRUE))
    ss_reply_drop_body (reply, 304);
}
