/* event-viewer.c: somebody who looks on, as one who asks
 *
 * An event is told by asking for its object with the viewer's own rights: the handlers of the routes decide
 * what is seen of it, so that a stream can't tell what a GET would not.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/events/event-viewer.h"

#include <string.h>

#include "platform/auth/masquerade-record.h"
#include "platform/clock.h"
#include "platform/http/reply-private.h"
#include "platform/http/request-private.h"
#include "platform/platform-private.h"
#include "platform/http/streams.h"

#define SESSION(schema)                                                                      \
  "SELECT u.role, t.status FROM " schema "sessions s JOIN " schema "users u "                \
  "ON u.id = s.user_id JOIN shared.tenants t ON t.id = $2 WHERE s.id = $1 AND s.revoked_at " \
  "IS NULL AND u.status = 'ACTIVE'"

static const char *const find_session[] = { SESSION (""), SESSION ("shared.") };

/* What a request is told from. */
static const char *const kept_headers[] = {
  "Host", "Authorization", "X-Tenant-Subdomain", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"
};

struct _SsEventViewer
{
  SsPlatform *platform;        /* (unowned) */
  const SsRoute *route;        /* of the stream */
  SoupMessageHeaders *headers; /* (owned) */
  char *peer;                  /* (owned) */
  SsRequest *request;          /* (owned): with the tenant and the caller, as they were found last */
  char *key;                   /* (owned) */
  char *shared_view;           /* (owned) */
  char *own_view;              /* (owned) */
};

static SsRequest *
make_request (SsEventViewer *self)
{
  SsRequest *request =
      ss_request_new (self->platform, "GET", SS_API_BASE "/events/", NULL, self->headers, NULL, self->peer);
  g_autoptr (SsReply) refusal = ss_request_read_query (request);

  request->route = self->route;
  ss_request_id_make (request->request_id);
  return request;
}

static void
copy_identity (SsRequest *from, SsRequest *to)
{
  to->tenant = (SsRequestTenant){ .id = g_strdup (from->tenant.id),
                                  .name = g_strdup (from->tenant.name),
                                  .subdomain = g_strdup (from->tenant.subdomain),
                                  .schema = g_strdup (from->tenant.schema),
                                  .is_demo = from->tenant.is_demo,
                                  .is_suspended = from->tenant.is_suspended };
  to->caller = (SsCaller){ .user_id = g_strdup (from->caller.user_id),
                           .session_id = g_strdup (from->caller.session_id),
                           .name = g_strdup (from->caller.name),
                           .email = g_strdup (from->caller.email),
                           .tenant_id = g_strdup (from->caller.tenant_id),
                           .role = from->caller.role,
                           .is_temporary = from->caller.is_temporary,
                           .real_user_id = g_strdup (from->caller.real_user_id),
                           .real_email = g_strdup (from->caller.real_email),
                           .real_role = from->caller.real_role,
                           .is_view_only = from->caller.is_view_only };
  to->tenant_by_header = from->tenant_by_header;
}

static void
viewer_clear (gpointer data)
{
  SsEventViewer *self = data;

  ss_metrics_count_event_reader (ss_platform_get_metrics (self->platform), -1);
  soup_message_headers_unref (self->headers);
  ss_request_free (self->request);
  g_free (self->peer);
  g_free (self->key);
  g_free (self->shared_view);
  g_free (self->own_view);
}

static gboolean
is_unbounded (SsScope scope)
{
  return scope == SS_SCOPE_ALL || scope == SS_SCOPE_DEMO;
}

/* "id: …\nevent: …\ndata: …\n\n", as a piece of a stream. JSON has no line breaks of its own. */
static GBytes *
write_event (const SsEvent *event, const char *name, const char *data, gsize length)
{
  g_autoptr (GString) text = g_string_sized_new (length + 96);

  g_string_append_printf (text, "id: %" G_GINT64_FORMAT "\nevent: %s\ndata: ", event->id, name);
  g_string_append_len (text, data, (gssize) length);
  g_string_append (text, "\n\n");
  return ss_stream_piece_new (text->str, text->len);
}

static gboolean
is_audience (SsEventViewer *self, const SsEvent *event)
{
  return event->audience != NULL && g_str_equal (event->audience, self->request->caller.user_id);
}

/* What once was within the viewer's sight and is no longer. */
static GBytes *
tell_gone (const SsEvent *event)
{
  g_autofree char *name = g_strconcat (event->kind->prefix, ".deleted", NULL);
  g_autofree char *data = g_strdup_printf ("{\"id\":\"%s\"}", event->object_id);

  return write_event (event, name, data, strlen (data));
}

/* With the viewer's rights, in the transaction of the batch. */
static SsReply *
ask (SsEventViewer *self, const SsEvent *event, GError **error)
{
  SsRequest *request = self->request;
  SsReply *reply;

  request->route = event->route;
  request->id = event->object_id;
  if (!(event->route->flags & SS_ROUTE_NO_PERMISSION)
      && ss_request_get_scope (request, event->route->permission) == SS_SCOPE_NONE)
    reply = ss_reply_new_not_found ();
  else
    reply = event->route->handler (request, error);
  request->route = self->route;
  request->id = NULL;
  return reply;
}

static GBytes *
tell_object (SsEventViewer *self, const SsEvent *event, GError **error)
{
  g_autoptr (SsReply) reply = ask (self, event, error);
  GBytes *body;

  if (reply == NULL)
    return NULL;
  if (ss_reply_get_status (reply) == 404 && is_audience (self, event))
    return tell_gone (event);
  body = ss_reply_get_status (reply) == 200 ? ss_reply_get_body (reply) : NULL;
  if (body == NULL)
    return NULL;
  return write_event (event, event->name, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

/* In whatever else the viewer may, what an event carries itself is for those who may see all of the kind. */
static GBytes *
tell_data (SsEventViewer *self, const SsEvent *event)
{
  if (!is_audience (self, event) && !event->kind->is_open
      && !is_unbounded (ss_request_get_scope (self->request, event->kind->permission)))
    return NULL;
  return write_event (event, event->name, event->data, strlen (event->data));
}

/**
 * ss_event_viewer_new:
 * @request: the request for a stream, admitted
 *
 * Returns: (transfer full): who made it
 */
SsEventViewer *
ss_event_viewer_new (SsRequest *request)
{
  SsEventViewer *self = g_atomic_rc_box_new0 (SsEventViewer);
  const char *origin = ss_request_get_origin (request);
  const char *user_id = ss_request_get_caller (request)->user_id;

  self->platform = request->platform;
  ss_metrics_count_event_reader (ss_platform_get_metrics (self->platform), 1);
  self->route = request->route;
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  for (guint i = 0; i < G_N_ELEMENTS (kept_headers); i++)
    {
      const char *value = ss_request_get_header (request, kept_headers[i]);

      if (value != NULL)
        soup_message_headers_append (self->headers, kept_headers[i], value);
    }
  self->peer = g_strdup (request->peer);
  self->request = make_request (self);
  copy_identity (request, self->request);
  self->key = g_strconcat (origin, " ", ss_request_get_header (request, "Authorization"), NULL);
  self->shared_view = g_strconcat ("* ", origin, NULL);
  self->own_view = g_strconcat (user_id, " ", origin, NULL);
  return self;
}

SsEventViewer *
ss_event_viewer_ref (SsEventViewer *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
ss_event_viewer_unref (SsEventViewer *self)
{
  g_atomic_rc_box_release_full (self, viewer_clear);
}

/**
 * ss_event_viewer_get_key:
 * @self: a viewer
 *
 * Returns: what streams of the same session, made in the same way, have in common; it holds a secret
 */
const char *
ss_event_viewer_get_key (SsEventViewer *self)
{
  return self->key;
}

/**
 * ss_event_viewer_get_schema:
 * @self: a viewer
 *
 * Returns: the tenant's
 */
const char *
ss_event_viewer_get_schema (SsEventViewer *self)
{
  return self->request->tenant.schema;
}

/**
 * ss_event_viewer_get_platform:
 * @self: a viewer
 *
 * Returns: (transfer none): the platform
 */
SsPlatform *
ss_event_viewer_get_platform (SsEventViewer *self)
{
  return self->platform;
}

/**
 * ss_event_viewer_check:
 * @self: a viewer
 * @dispatcher: what admits requests
 *
 * Returns: whether the request for the stream would be admitted still, with the same role; where the store
 *   can't say, it is left at that
 */
gboolean
ss_event_viewer_check (SsEventViewer *self, SsDispatcher *dispatcher)
{
  g_autoptr (SsRequest) request = make_request (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsReply) refusal = ss_dispatcher_admit (dispatcher, request, &error);

  ss_request_release (request);
  if (refusal != NULL)
    return FALSE;
  if (error != NULL)
    return TRUE;
  if (g_strcmp0 (request->caller.user_id, self->request->caller.user_id) != 0
      || request->caller.role != self->request->caller.role)
    return FALSE;
  ss_request_free (self->request);
  self->request = g_steal_pointer (&request);
  return TRUE;
}

/* Where the store can't say, it is left at that. */
static gboolean
is_masquerade_over (SsEventViewer *self, SsTransaction *transaction)
{
  g_auto (SsMasqueradeRecord) record = { 0 };
  const char *end = NULL;
  gboolean found;

  if (self->request->caller.real_user_id == NULL
      || !ss_masquerade_record_find (transaction, self->request->caller.session_id, &record, &found, NULL))
    return FALSE;
  return !found
         || (ss_masquerade_record_judge (transaction, &record, ss_clock_get_now (), &end, NULL)
             && end != NULL);
}

/**
 * ss_event_viewer_check_quickly:
 * @self: a viewer
 * @transaction: the tenant's
 *
 * Returns: whether session and role are as they were; where the store can't say, it is left at that
 */
gboolean
ss_event_viewer_check_quickly (SsEventViewer *self, SsTransaction *transaction)
{
  const SsCaller *caller = &self->request->caller;
  gboolean is_staff = caller->tenant_id == NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, find_session[is_staff ? 1 : 0], &error, "ss",
                                                  caller->session_id, self->request->tenant.id);
  gboolean found;
  SsRole role;

  if (!ss_rows_first (rows, &found, &error))
    return TRUE;
  return found && ss_role_from_string (ss_rows_get_string (rows, 0), &role) && role == caller->role
         && (is_staff || strcmp (ss_rows_get_string (rows, 1), "SUSPENDED") != 0)
         && !is_masquerade_over (self, transaction);
}

/**
 * ss_event_viewer_get_view:
 * @self: a viewer
 * @event: an event
 *
 * Returns: the same for all who are told the same of it. Rights that a grant gives are the person's own.
 */
const char *
ss_event_viewer_get_view (SsEventViewer *self, const SsEvent *event)
{
  const SsEventKind *kind = event->kind;
  SsScope by_right = ss_permission_get_scope (kind->permission, self->request->caller.role);

  return kind->is_shared && (kind->is_open || is_unbounded (by_right)) ? self->shared_view : self->own_view;
}

/**
 * ss_event_viewer_tell:
 * @self: a viewer
 * @event: an event
 * @transaction: the tenant's
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): a piece for a stream; %NULL where it is none of the viewer's business,
 *   and where @error is set
 */
GBytes *
ss_event_viewer_tell (SsEventViewer *self, const SsEvent *event, SsTransaction *transaction, GError **error)
{
  GBytes *piece = NULL;

  self->request->transaction = transaction;
  self->request->now = ss_clock_get_now ();
  if (event->data != NULL)
    piece = tell_data (self, event);
  else if (event->route != NULL)
    piece = tell_object (self, event, error);
  self->request->transaction = NULL;
  return piece;
}
