/* dispatcher.c: from a request to its reply
 *
 * The listener's thread finds the route; a worker takes the steps of the table below, each of which may
 * answer and so end it. Workers are few and wait for the store, not for clients.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/dispatcher.h"

#include <string.h>

#include "platform/audit/audit-log.h"
#include "platform/auth/authenticator.h"
#include "platform/grants/grant-check.h"
#include "platform/http/access-log.h"
#include "platform/http/etag.h"
#include "platform/http/idempotency.h"
#include "platform/http/limits.h"
#include "platform/http/metrics.h"
#include "platform/http/reply-private.h"
#include "platform/http/request-private.h"
#include "platform/http/security-log.h"
#include "platform/http/tenant-resolver.h"
#include "platform/people/user-places.h"
#include "platform/platform-private.h"

/* Who takes what, by the route's flag, so that what is slow keeps only its like waiting; the last takes the
 * rest. */
static const struct
{
  SsRouteFlags flag;
  guint n_workers; /* 0: by the number of processors */
  guint queue_max; /* beyond that, 503 */
} pools[] = {
  { SS_ROUTE_SLOW, SS_SLOW_WORKERS, SS_SLOW_QUEUE_MAX },
  { SS_ROUTE_NETWORK, SS_NETWORK_WORKERS, SS_NETWORK_QUEUE_MAX },
  { SS_ROUTE_PLAIN, 0, SS_QUEUE_MAX },
};

#define N_POOLS G_N_ELEMENTS (pools)

struct _SsDispatcher
{
  SsPlatform *platform;          /* (unowned) */
  SsTenantResolver *resolver;    /* (owned) */
  GThreadPool *workers[N_POOLS]; /* (owned) */
};

/* NULL and no error: go on with the next. */
typedef SsReply *(*Step) (SsDispatcher *self, SsRequest *request, GError **error);

static SsReply *
busy (void)
{
  SsReply *reply = ss_reply_new_error (503, "unavailable", "The platform is busy. Try again in a moment.");

  ss_reply_set_header (reply, "Retry-After", "1");
  return reply;
}

static SsReply *
read_query (SsDispatcher *self, SsRequest *request, GError **error)
{
  return ss_request_read_query (request);
}

static SsReply *
answer_system (SsDispatcher *self, SsRequest *request, GError **error)
{
  return request->route->flags & SS_ROUTE_SYSTEM ? request->route->handler (request, error) : NULL;
}

static SsReply *
find_tenant (SsDispatcher *self, SsRequest *request, GError **error)
{
  return ss_tenant_resolver_find (self->resolver, request, error);
}

/* Without an entry there is no answer either: a refusal that nobody learns of is an invitation. */
static SsReply *
deny_permission (SsRequest *request, GError **error)
{
  const char *code = ss_permission_to_string (request->route->permission);
  SsAuditPerson actor = ss_audit_person_of_caller (&request->caller);

  if (!ss_audit_record_apart (request, &actor, "PERMISSION_DENIED", NULL,
                              ss_audit_details ("permission", code, "method", request->route->method, "path",
                                                request->path, NULL),
                              error))
    return NULL;

  ss_platform_log_security (request, "PERMISSION_DENIED", request->caller.email, request->caller.user_id,
                            code);
  return ss_reply_new_denied (code, "Your role does not allow this.");
}

static gboolean
is_read (SsRequest *request)
{
  return strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0;
}

/* What manages people and grants can't be done in another's name, and nobody's own account be changed. */
static gboolean
is_closed_to_masquerades (const SsRoute *route)
{
  if (route->flags & SS_ROUTE_PERSONAL)
    return TRUE;
  return !(route->flags & SS_ROUTE_NO_PERMISSION)
         && (route->permission == SS_PERMISSION_USERS_MANAGE
             || route->permission == SS_PERMISSION_GRANTS_MANAGE);
}

/* What may be done while acting as somebody else (contract section 4). */
static SsReply *
check_masquerade (SsRequest *request)
{
  if (request->caller.real_user_id == NULL || is_read (request)
      || (request->route->flags & SS_ROUTE_MASQUERADE) != 0)
    return NULL;
  if (request->caller.is_view_only)
    return ss_reply_new_denied ("view_only", "You are only looking: nothing can be changed.");
  if (is_closed_to_masquerades (request->route))
    return ss_reply_new_denied ("masquerading", "This can't be done while acting as somebody else.");
  return NULL;
}

/* What the route and the tenant ask of the caller (contract sections 3 and 11). */
static SsReply *
check_rules (SsRequest *request, GError **error)
{
  const SsCaller *caller = &request->caller;
  const SsRequestTenant *tenant = &request->tenant;
  SsRouteFlags flags = request->route->flags;
  SsReply *refusal;

  if ((flags & SS_ROUTE_TENANT) && tenant->id == NULL)
    return ss_reply_new_error (404, "tenant_not_found", "Say which business this is about.");
  if (flags & SS_ROUTE_ANYONE)
    return NULL;

  if (tenant->is_suspended && caller->tenant_id != NULL)
    return ss_reply_new_error (403, "tenant_suspended", "This business is suspended. Its owner knows more.");
  if (tenant->id != NULL && caller->role == SS_ROLE_PLATFORM_SALES && !tenant->is_demo)
    return ss_reply_new_denied ("not_demo", "Sales staff may only enter demo businesses.");
  refusal = check_masquerade (request);
  if (refusal != NULL)
    return refusal;
  if (!(flags & SS_ROUTE_NO_PERMISSION)
      && ss_request_use_scope (request, request->route->permission) == SS_SCOPE_NONE)
    return deny_permission (request, error);
  return (flags & SS_ROUTE_PLATFORM) && tenant->id != NULL ? ss_reply_new_not_found () : NULL;
}

/* On the platform's own host: the tenant of the user that the path names, if any. The caller is known. */
static gboolean
enter_user_tenant (SsRequest *request, GError **error)
{
  g_autoptr (GPtrArray) places = ss_user_places_list (request->transaction, error);
  g_autoptr (SsRequestTenant) place = NULL;

  if (places == NULL)
    return FALSE;
  ss_request_release (request);
  place = ss_user_places_find (ss_platform_get_store (request->platform), places, request->id);
  if (place != NULL)
    ss_user_place_enter (request, place);
  return TRUE;
}

/* The platform's staff stand in the shared tables: they are looked for there before the tenant's are opened.
 */
static SsReply *
admit_staff (SsRequest *request, GError **error)
{
  SsReply *refusal;
  GError *failure = NULL;

  if (!ss_request_begin (request, TRUE, SS_ACCESS_READ, error))
    return NULL;
  refusal = ss_authenticator_check (request, &failure);
  if (refusal == NULL && failure == NULL && request->tenant.id == NULL)
    enter_user_tenant (request, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return refusal;
}

static SsReply *
admit (SsDispatcher *self, SsRequest *request, SsAccess access, GError **error)
{
  gboolean is_staff = ss_authenticator_is_platform_token (request)
                      && (request->tenant.id != NULL || (request->route->flags & SS_ROUTE_USER) != 0);
  SsReply *refusal = NULL;
  GError *failure = NULL;

  if (is_staff)
    refusal = admit_staff (request, &failure);
  if (refusal == NULL && failure == NULL && ss_request_begin (request, FALSE, access, &failure)
      && request->tenant.id != NULL)
    {
      if (!is_staff)
        ss_authenticator_foresee (request);
      if (request->route->foresee != NULL)
        request->route->foresee (request);
      refusal = ss_tenant_resolver_refresh (self->resolver, request, &failure);
    }
  if (refusal == NULL && failure == NULL && !is_staff)
    refusal = ss_authenticator_check (request, &failure);
  if (failure != NULL)
    {
      if (g_error_matches (failure, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT))
        ss_tenant_resolver_forget (self->resolver, request);
      g_propagate_error (error, failure);
      return NULL;
    }
  return refusal != NULL ? refusal : check_rules (request, error);
}

static SsReply *
admit_reading (SsDispatcher *self, SsRequest *request, GError **error)
{
  return admit (self, request, SS_ACCESS_READ, error);
}

static SsReply *
read_body (SsDispatcher *self, SsRequest *request, GError **error)
{
  return ss_request_read_body (request);
}

/* Who may not is refused without a lock on the tables, who may is looked at once more behind it. */
static SsReply *
admit_writing (SsDispatcher *self, SsRequest *request, GError **error)
{
  return request->route->access != SS_ACCESS_READ ? admit (self, request, request->route->access, error)
                                                  : NULL;
}

static SsReply *
claim_key (SsDispatcher *self, SsRequest *request, GError **error)
{
  return ss_idempotency_applies (request) ? ss_idempotency_claim (request, error) : NULL;
}

static SsReply *
check_match (SsDispatcher *self, SsRequest *request, GError **error)
{
  return ss_etag_check_match (request, error);
}

/* Whether a weight makes a range of Accept count: "q=0" does not (RFC 9110 section 12.4.2). */
static gboolean
has_weight (const char *range)
{
  const char *weight = strstr (range, ";q=");

  return weight == NULL || g_ascii_strtod (weight + 3, NULL) > 0;
}

static gboolean
accepts (SsRequest *request, SsReply *reply)
{
  const char *accept = soup_message_headers_get_list (request->headers, "Accept");
  const char *type = reply->content_type;
  g_auto (GStrv) ranges = NULL;
  gsize major;

  if (accept == NULL || type == NULL || reply->status >= 300)
    return TRUE;
  ranges = g_strsplit (accept, ",", 64);
  major = strcspn (type, "/") + 1;
  for (char **range = ranges; *range != NULL; range++)
    {
      g_autofree char *lower = g_ascii_strdown (g_strstrip (*range), -1);
      gsize length = strcspn (lower, "; ");
      gboolean matches = strncmp (lower, "*/*", length) == 0
                         || (length == major + 1 && strncmp (lower, type, major) == 0 && lower[major] == '*')
                         || (length == strcspn (type, ";") && strncmp (lower, type, length) == 0);

      if (matches && has_weight (lower))
        return TRUE;
    }
  return FALSE;
}

/* That a grant was needed is written down before the answer is sent: with the change, or by itself. */
static gboolean
record_grant (SsRequest *request, gboolean is_apart, GError **error)
{
  if (request->grant_id == NULL)
    return TRUE;
  if (is_apart && !ss_request_begin (request, FALSE, SS_ACCESS_WRITE, error))
    return FALSE;
  if (!ss_grant_record_use (request, request->grant_id, error)
      || (is_apart && !ss_transaction_commit (request->transaction, error)))
    return FALSE;
  g_clear_pointer (&request->grant_id, g_free);
  return TRUE;
}

/* A change is committed with its Idempotency-Key, a refusal's key in a transaction of its own. */
static gboolean
settle (SsRequest *request, SsReply *reply, GError **error)
{
  gboolean keeps_key = ss_idempotency_applies (request);

  if (reply->status < 400 || reply->keeps_changes)
    {
      if (request->transaction == NULL)
        return TRUE;
      if (request->route->access != SS_ACCESS_READ && !record_grant (request, FALSE, error))
        return FALSE;
      return (!keeps_key || ss_idempotency_keep (request, reply, error))
             && ss_transaction_commit (request->transaction, error);
    }
  ss_request_release (request);
  if (!keeps_key || reply->status >= 500 || reply->status == 429)
    return TRUE;
  return ss_request_begin (request, FALSE, request->route->access, error)
         && ss_idempotency_keep (request, reply, error)
         && ss_transaction_commit (request->transaction, error);
}

static SsReply *
handle (SsDispatcher *self, SsRequest *request, GError **error)
{
  g_autoptr (SsReply) reply = request->route->handler (request, error);

  if (reply == NULL)
    return NULL;
  ss_etag_finish (request, reply);
  if (!accepts (request, reply))
    return ss_reply_new_error (406, "not_acceptable", "The answer has none of the types that Accept names.");
  if (!settle (request, reply, error) || !record_grant (request, TRUE, error))
    return NULL;
  return g_steal_pointer (&reply);
}

static const Step steps[] = {
  read_query,    answer_system, find_tenant, admit_reading, read_body,
  admit_writing, claim_key,     check_match, handle,
};

static SsReply *
answer (SsDispatcher *self, SsRequest *request)
{
  g_autoptr (GError) error = NULL;
  SsReply *reply = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps) && reply == NULL && error == NULL; i++)
    reply = steps[i](self, request, &error);
  ss_request_release (request);
  return reply != NULL ? reply : ss_reply_new_from_error (error);
}

static void
finish (SsDispatcher *self, SsExchange *exchange, SsReply *reply)
{
  SsRequest *request = ss_exchange_get_request (exchange);
  GBytes *body = ss_reply_get_body (reply);
  const SsAccessEntry entry = {
    .method = request->method,
    .route = request->route != NULL ? request->route->path : NULL,
    .request_id = request->request_id,
    .user_id = request->caller.user_id,
    .status = reply->status,
    .n_bytes = body != NULL ? g_bytes_get_size (body) : 0,
    .microseconds = ss_exchange_get_duration (exchange),
  };

  ss_metrics_count (ss_platform_get_metrics (self->platform), request->route, reply->status,
                    entry.microseconds);
  ss_access_log_write (&entry);
  ss_exchange_answer (exchange, reply);
}

static void
work_cb (gpointer data, gpointer user_data)
{
  SsExchange *exchange = data;
  SsDispatcher *self = user_data;

  finish (self, exchange, answer (self, ss_exchange_get_request (exchange)));
}

static SsReply *
redirect (SsRequest *request, const char *path)
{
  SsReply *reply = ss_reply_new (301);
  g_autofree char *location =
      g_strconcat (SS_API_BASE, path, request->query_text != NULL ? "?" : "", request->query_text, NULL);

  ss_reply_set_header (reply, "Location", location);
  return reply;
}

static SsReply *
refuse_method (SsRequest *request)
{
  static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" };
  SsReply *reply = ss_reply_new_error (405, "method_not_allowed", "This can't be done here.");
  g_autoptr (GString) allowed = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (ss_routes_find (methods[i], request->path, NULL, NULL) != NULL)
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", methods[i]);
  ss_reply_set_header (reply, "Allow", allowed->str);
  return reply;
}

/* (nullable): NULL where the request has its route now. */
static SsReply *
find_route (SsRequest *request)
{
  gboolean path_exists;
  gboolean reads = strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0;
  g_autofree char *with_slash = NULL;

  request->route = ss_routes_find (request->method, request->path, &request->id, &path_exists);
  if (request->route != NULL)
    return NULL;
  if (path_exists)
    return refuse_method (request);

  with_slash = g_strconcat (request->path, "/", NULL);
  if (reads && *request->path != '\0' && ss_routes_find ("GET", with_slash, NULL, NULL) != NULL)
    return redirect (request, with_slash);
  return ss_reply_new_not_found ();
}

/**
 * ss_dispatcher_new:
 * @platform: what requests are about
 *
 * Returns: (transfer full): a dispatcher with its workers
 */
SsDispatcher *
ss_dispatcher_new (SsPlatform *platform)
{
  SsDispatcher *self = g_new0 (SsDispatcher, 1);

  self->platform = platform;
  self->resolver = ss_tenant_resolver_new (ss_platform_get_base_domain (platform));
  for (guint i = 0; i < N_POOLS; i++)
    {
      guint n_workers = pools[i].n_workers != 0 ? pools[i].n_workers : 2 * g_get_num_processors () + 2;

      self->workers[i] = g_thread_pool_new (work_cb, self, (int) n_workers, FALSE, NULL);
    }
  return self;
}

/**
 * ss_dispatcher_free:
 * @self: (nullable): a dispatcher
 */
void
ss_dispatcher_free (SsDispatcher *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_POOLS; i++)
    g_thread_pool_free (self->workers[i], FALSE, TRUE);
  ss_tenant_resolver_free (self->resolver);
  g_free (self);
}

/**
 * ss_dispatcher_take:
 * @self: a dispatcher
 * @exchange: (transfer full): a request
 *
 * In the listener's thread.
 */
void
ss_dispatcher_take (SsDispatcher *self, SsExchange *exchange)
{
  SsRequest *request = ss_exchange_get_request (exchange);
  SsReply *reply = find_route (request);
  guint i = 0;

  if (reply != NULL)
    {
      finish (self, exchange, reply);
      return;
    }
  while (i < N_POOLS - 1 && (request->route->flags & pools[i].flag) == 0)
    i++;
  if (g_thread_pool_unprocessed (self->workers[i]) >= pools[i].queue_max)
    finish (self, exchange, busy ());
  else
    g_thread_pool_push (self->workers[i], exchange, NULL);
}

/**
 * ss_dispatcher_admit:
 * @self: a dispatcher
 * @request: a request with its route, as it came
 * @error: return location for a #GError
 *
 * Finds out its tenant and its caller, and tries all that a request has to pass before its handler.
 *
 * Returns: (transfer full) (nullable): the refusal; %NULL where there is none, and where @error is set
 */
SsReply *
ss_dispatcher_admit (SsDispatcher *self, SsRequest *request, GError **error)
{
  GError *failure = NULL;
  SsReply *refusal = find_tenant (self, request, &failure);

  if (refusal != NULL || failure != NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return refusal;
    }
  return admit_reading (self, request, error);
}

/**
 * ss_dispatcher_get_n_waiting:
 * @self: a dispatcher
 *
 * Returns: how many requests no worker has taken yet
 */
guint
ss_dispatcher_get_n_waiting (SsDispatcher *self)
{
  guint n_waiting = 0;

  for (guint i = 0; i < N_POOLS; i++)
    n_waiting += g_thread_pool_unprocessed (self->workers[i]);
  return n_waiting;
}
