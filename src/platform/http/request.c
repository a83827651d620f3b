/* request.c: what a handler is asked
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/request.h"
#include "platform/http/request-private.h"

#include <string.h>

#include "model/json-reader.h"
#include "platform/grants/grant-check.h"
#include "platform/clock.h"
#include "platform/http/limits.h"
#include "platform/http/reply-private.h"
#include "platform/platform-private.h"

/* A seed of the process and a count, mixed (Steele, Lea and Flood's SplitMix): unique, and not a secret. */
static guint64
next_number (void)
{
  static gsize seeded = 0;
  static guint64 seed;
  static guint64 count;
  guint64 number;

  if (g_once_init_enter (&seeded))
    {
      seed = (guint64) g_random_int () << 32 | g_random_int ();
      g_once_init_leave (&seeded, 1);
    }
  number = seed + __atomic_add_fetch (&count, 1, __ATOMIC_RELAXED) * 0x9e3779b97f4a7c15u;
  number = (number ^ number >> 30) * 0xbf58476d1ce4e5b9u;
  number = (number ^ number >> 27) * 0x94d049bb133111ebu;
  return number ^ number >> 31;
}

/* What a proxy says of the client; anybody else could have written it, too. */
static const char *
get_forwarded (SsRequest *self, const char *name)
{
  return self->peer_is_trusted ? soup_message_headers_get_list (self->headers, name) : NULL;
}

static char *
find_address (SsRequest *self)
{
  return ss_trusted_proxies_find_client (ss_platform_get_trusted_proxies (self->platform), self->peer,
                                         get_forwarded (self, "X-Forwarded-For"));
}

/* As the client wrote it, with the port. Of several proxies the nearest one counts: only it is known. */
static char *
find_host (SsRequest *self)
{
  const char *forwarded = get_forwarded (self, "X-Forwarded-Host");
  const char *host = soup_message_headers_get_one (self->headers, "Host");
  const char *last = forwarded != NULL ? strrchr (forwarded, ',') : NULL;

  if (forwarded == NULL)
    return g_strdup (host);
  return g_strstrip (g_strdup (last != NULL ? last + 1 : forwarded));
}

static char *
find_origin (SsRequest *self)
{
  g_autofree char *host = find_host (self);

  return g_strconcat (ss_request_is_secure (self) ? "https" : "http", "://", host != NULL ? host : "", NULL);
}

static char *
page_url (SsRequest *self, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autofree char *query = ss_query_replace (self->query, "page", number);

  return g_strconcat (ss_request_get_origin (self), SS_API_BASE, self->path, "?", query, NULL);
}

static gboolean
read_number (SsRequest *self, const char *name, guint *number, SsFieldErrors *errors)
{
  const char *text = ss_query_get (self->query, name);
  guint64 value;

  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 1, 1000000000, &value, NULL))
    {
      if (text != NULL)
        *number = (guint) value;
      return TRUE;
    }
  ss_field_errors_add (errors, name, "Use a whole number from 1.");
  return FALSE;
}

static gboolean
is_json_type (const char *content_type)
{
  gsize length = content_type != NULL ? strcspn (content_type, "; \t") : 0;

  return length == strlen ("application/json")
         && g_ascii_strncasecmp (content_type, "application/json", length) == 0;
}

/* Monitors ask for /metrics without the base, browsers for an invitation. What else is not under the base is
 * nothing. */
static const char *
path_behind_base (const char *path)
{
  if (g_str_has_prefix (path, SS_API_BASE "/"))
    return path + strlen (SS_API_BASE);
  return strcmp (path, "/metrics") == 0 || strcmp (path, "/invitation/") == 0 ? path : "";
}

SsRequest *
ss_request_new (SsPlatform *platform, const char *method, const char *path, const char *query,
                SoupMessageHeaders *headers, GBytes *body, const char *peer)
{
  SsRequest *self = g_new0 (SsRequest, 1);

  self->platform = platform;
  self->method = g_strdup (method);
  self->path = g_strdup (path_behind_base (path));
  self->query_text = g_strdup (query);
  self->headers = soup_message_headers_ref (headers);
  self->body_bytes = body != NULL ? g_bytes_ref (body) : NULL;
  self->peer = g_strdup (peer);
  self->peer_is_trusted = ss_trusted_proxies_contain (ss_platform_get_trusted_proxies (platform), peer);
  self->is_encrypted = platform != NULL && ss_platform_is_encrypted (platform);
  self->now = ss_clock_get_now ();
  return self;
}

void
ss_request_free (SsRequest *self)
{
  if (self == NULL)
    return;
  ss_request_release (self);
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->query, ss_query_free);
  g_clear_pointer (&self->body_bytes, g_bytes_unref);
  soup_message_headers_unref (self->headers);
  ss_request_tenant_clear (&self->tenant);
  ss_caller_clear (&self->caller);
  g_free (self->method);
  g_free (self->path);
  g_free (self->query_text);
  g_free (self->peer);
  g_free (self->address);
  g_free (self->origin);
  g_free (self->id);
  g_free (self->grant_id);
  g_free (self);
}

/* Of the parameters: 400 where they can't be read. */
SsReply *
ss_request_read_query (SsRequest *self)
{
  self->query = ss_query_parse (self->query_text);
  if (self->query == NULL)
    return ss_reply_new_error (400, "invalid", "The parameters behind the question mark can't be read.");
  return NULL;
}

/* Of the body: 415 and 400 where it is not a JSON object; no body is an empty object. */
SsReply *
ss_request_read_body (SsRequest *self)
{
  gsize length = self->body_bytes != NULL ? g_bytes_get_size (self->body_bytes) : 0;
  g_autoptr (GError) error = NULL;

  if (self->route->flags & SS_ROUTE_RAW_BODY)
    length = 0;
  if (length == 0)
    {
      self->body = json_node_init_object (json_node_alloc (), NULL);
      json_node_take_object (self->body, json_object_new ());
      return NULL;
    }

  if (!is_json_type (soup_message_headers_get_one (self->headers, "Content-Type")))
    return ss_reply_new_error (415, "unsupported_media_type", "Send the body as application/json.");
  self->body = ss_json_parse (g_bytes_get_data (self->body_bytes, NULL), (gssize) length, &error);
  if (self->body == NULL)
    return ss_reply_new_error (400, "parse_error", "The body is not JSON, or it is nested too deeply.");
  if (!JSON_NODE_HOLDS_OBJECT (self->body))
    return ss_reply_new_error (400, "parse_error", "The body has to be a JSON object.");
  return NULL;
}

char *
ss_request_dup_host (SsRequest *self)
{
  g_autofree char *host = find_host (self);
  gsize length;

  if (host == NULL)
    return g_strdup ("localhost");
  length = host[0] == '[' ? strcspn (host, "]") + 1 : strcspn (host, ":");
  length = MIN (length, strlen (host));
  if (length > 0 && host[length - 1] == '.')
    length--;
  return g_ascii_strdown (host, (gssize) length);
}

gboolean
ss_request_is_secure (SsRequest *self)
{
  return self->is_encrypted || g_strcmp0 (get_forwarded (self, "X-Forwarded-Proto"), "https") == 0;
}

void
ss_request_id_make (char id[SS_REQUEST_ID_LENGTH + 1])
{
  g_snprintf (id, SS_REQUEST_ID_LENGTH + 1, "%016" G_GINT64_MODIFIER "x", next_number ());
}

void
ss_request_tenant_clear (SsRequestTenant *tenant)
{
  g_clear_pointer (&tenant->id, g_free);
  g_clear_pointer (&tenant->name, g_free);
  g_clear_pointer (&tenant->subdomain, g_free);
  g_clear_pointer (&tenant->schema, g_free);
}

void
ss_caller_clear (SsCaller *caller)
{
  g_clear_pointer (&caller->user_id, g_free);
  g_clear_pointer (&caller->session_id, g_free);
  g_clear_pointer (&caller->name, g_free);
  g_clear_pointer (&caller->email, g_free);
  g_clear_pointer (&caller->tenant_id, g_free);
  g_clear_pointer (&caller->real_user_id, g_free);
  g_clear_pointer (&caller->real_email, g_free);
}

/**
 * ss_request_get_transaction:
 * @self: a request
 *
 * Returns: (transfer none): the transaction, with the route's access
 */
SsTransaction *
ss_request_get_transaction (SsRequest *self)
{
  return self->transaction;
}

/**
 * ss_request_begin:
 * @self: a request
 * @shared: in the shared tables alone, though the request has a tenant
 * @access: what is going to be done
 * @error: return location for a #GError
 *
 * Puts another transaction in the place of the present one, which is rolled back. For handlers that do
 * something slow in between (hash a password) or whose tables depend on the caller.
 *
 * Returns: whether it is open; %SS_STORE_ERROR else
 */
gboolean
ss_request_begin (SsRequest *self, gboolean shared, SsAccess access, GError **error)
{
  ss_request_release (self);
  self->transaction = ss_store_begin (ss_platform_get_store (self->platform),
                                      shared ? NULL : self->tenant.schema, access, NULL, error);
  return self->transaction != NULL;
}

/**
 * ss_request_release:
 * @self: a request
 *
 * Rolls the transaction back and gives its connection to others, until ss_request_begin().
 */
void
ss_request_release (SsRequest *self)
{
  g_clear_pointer (&self->user, ss_rows_free);
  g_clear_pointer (&self->transaction, ss_transaction_free);
}

/**
 * ss_request_get_tenant:
 * @self: a request
 *
 * Returns: (transfer none): its tenant; the id is %NULL for the platform itself
 */
const SsRequestTenant *
ss_request_get_tenant (SsRequest *self)
{
  return &self->tenant;
}

/**
 * ss_request_get_caller:
 * @self: a request
 *
 * Returns: (transfer none): who asks; the user_id is %NULL where nobody is signed in
 */
const SsCaller *
ss_request_get_caller (SsRequest *self)
{
  return &self->caller;
}

/* By right or, where that is less than all, by a grant. */
static SsScope
find_scope (SsRequest *self, SsPermission permission, char **grant_id)
{
  SsScope by_right, granted;

  if (self->caller.user_id == NULL)
    return SS_SCOPE_NONE;
  by_right = ss_permission_get_scope (permission, self->caller.role);
  if (by_right == SS_SCOPE_ALL)
    return by_right;
  granted = ss_grant_find_scope (self, permission, grant_id);
  if (granted == SS_SCOPE_ALL || by_right == SS_SCOPE_NONE)
    return granted;
  if (grant_id != NULL)
    g_clear_pointer (grant_id, g_free);
  return by_right;
}

/**
 * ss_request_use_scope:
 * @self: a request
 * @permission: the permission that its route asks for
 *
 * Returns: as ss_request_get_scope()
 */
SsScope
ss_request_use_scope (SsRequest *self, SsPermission permission)
{
  g_clear_pointer (&self->grant_id, g_free);
  return find_scope (self, permission, &self->grant_id);
}

/**
 * ss_request_get_scope:
 * @self: a request
 * @permission: a permission
 *
 * Returns: how far the caller has it; %SS_SCOPE_NONE where nobody is signed in
 */
SsScope
ss_request_get_scope (SsRequest *self, SsPermission permission)
{
  return find_scope (self, permission, NULL);
}

/**
 * ss_request_get_scopes:
 * @self: a request of somebody who is signed in
 * @scopes: (out): by permission, as ss_request_get_scope() gives them
 */
void
ss_request_get_scopes (SsRequest *self, SsScope scopes[SS_N_PERMISSIONS])
{
  ss_grant_find_scopes (self, scopes);
  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    {
      SsScope by_right = ss_permission_get_scope ((SsPermission) i, self->caller.role);

      if (by_right == SS_SCOPE_ALL || (by_right != SS_SCOPE_NONE && scopes[i] != SS_SCOPE_ALL))
        scopes[i] = by_right;
    }
}

/**
 * ss_request_get_id:
 * @self: a request
 *
 * Returns: (nullable): what stands in the place of the route's `{id}`
 */
const char *
ss_request_get_id (SsRequest *self)
{
  return self->id;
}

/**
 * ss_request_get_now:
 * @self: a request
 *
 * Returns: when it came
 */
gint64
ss_request_get_now (SsRequest *self)
{
  return self->now;
}

/**
 * ss_request_get_request_id:
 * @self: a request
 *
 * Returns: its X-Request-Id
 */
const char *
ss_request_get_request_id (SsRequest *self)
{
  return self->request_id;
}

/**
 * ss_request_get_address:
 * @self: a request
 *
 * Returns: the client's IP address
 */
const char *
ss_request_get_address (SsRequest *self)
{
  if (self->address == NULL)
    self->address = find_address (self);
  return self->address;
}

/**
 * ss_request_get_header:
 * @self: a request
 * @name: a header's name
 *
 * Returns: (nullable): its value
 */
const char *
ss_request_get_header (SsRequest *self, const char *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

/**
 * ss_request_get_origin:
 * @self: a request
 *
 * Returns: scheme, host and port as the client wrote them
 */
const char *
ss_request_get_origin (SsRequest *self)
{
  if (self->origin == NULL)
    self->origin = find_origin (self);
  return self->origin;
}

/**
 * ss_request_get_context:
 * @self: a request
 *
 * Returns: (transfer none): the #SsPlatform
 */
gpointer
ss_request_get_context (SsRequest *self)
{
  return self->platform;
}

/**
 * ss_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none): the body's JSON object, an empty one where there was no body
 */
JsonObject *
ss_request_get_body (SsRequest *self)
{
  return json_node_get_object (self->body);
}

/**
 * ss_request_get_body_bytes:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the body as it came
 */
GBytes *
ss_request_get_body_bytes (SsRequest *self)
{
  return self->body_bytes;
}

/**
 * ss_request_get_parameter:
 * @self: a request
 * @name: a query parameter
 *
 * Returns: (nullable): its first value, as it came
 */
const char *
ss_request_get_parameter (SsRequest *self, const char *name)
{
  return ss_query_get (self->query, name);
}

/**
 * ss_request_get_parameters:
 * @self: a request
 * @name: a query parameter
 *
 * Returns: (transfer full): all its values, repeated ones and those separated by commas alike
 */
GStrv
ss_request_get_parameters (SsRequest *self, const char *name)
{
  return ss_query_get_all (self->query, name);
}

/**
 * ss_request_get_boolean:
 * @self: a request
 * @name: a query parameter
 * @value: (out): where it is given, what it says
 * @errors: gets a sentence where it is neither true nor false
 *
 * Returns: whether it is given, and good
 */
gboolean
ss_request_get_boolean (SsRequest *self, const char *name, gboolean *value, SsFieldErrors *errors)
{
  const char *text = ss_query_get (self->query, name);

  if (text == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (text, "true") != 0 && g_ascii_strcasecmp (text, "false") != 0)
    {
      ss_field_errors_add (errors, name, "Use true or false.");
      return FALSE;
    }
  *value = g_ascii_tolower (*text) == 't';
  return TRUE;
}

/**
 * ss_request_get_page:
 * @self: a request
 * @page: (out): the page asked for
 * @errors: gets a sentence where it is no number
 *
 * Returns: whether it is good (contract section 1, «paging»)
 */
gboolean
ss_request_get_page (SsRequest *self, SsPageRequest *page, SsFieldErrors *errors)
{
  gboolean good;

  page->page = 1;
  page->page_size = SS_PAGE_SIZE;
  good = read_number (self, "page", &page->page, errors);
  good = read_number (self, "page_size", &page->page_size, errors) && good;
  page->page_size = MIN (page->page_size, SS_PAGE_SIZE_MAX);
  return good;
}

/**
 * ss_request_reply_page:
 * @self: a request
 * @page: the page that @results is
 * @count: how many there are on all pages
 * @results: a JSON array
 * @extra_members: (nullable): more members, as JSON text without the braces
 *
 * Returns: (transfer full): the page, or a 404 past the end
 */
SsReply *
ss_request_reply_page (SsRequest *self, const SsPageRequest *page, gint64 count, const char *results,
                       const char *extra_members)
{
  g_auto (SsJsonWriter) writer = { 0 };
  gint64 end = (gint64) page->page * page->page_size;
  g_autofree char *next = end < count ? page_url (self, page->page + 1) : NULL;
  g_autofree char *previous = page->page > 1 ? page_url (self, page->page - 1) : NULL;
  SsReply *reply;

  if (page->page > 1 && end - page->page_size >= count)
    return ss_reply_new_not_found ();

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "count");
  ss_json_writer_integer (&writer, count);
  ss_json_writer_name (&writer, "next");
  ss_json_writer_string (&writer, next);
  ss_json_writer_name (&writer, "previous");
  ss_json_writer_string (&writer, previous);
  ss_json_writer_name (&writer, "results");
  ss_json_writer_raw (&writer, results, -1);
  if (extra_members != NULL)
    g_string_append_printf (writer.text, ",%s", extra_members);
  ss_json_writer_end_object (&writer);
  reply = ss_reply_new_json (200, &writer);
  reply->is_list = TRUE;
  return reply;
}
