/* invitation.c: the address that somebody invited was given, and the account that it becomes
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/invitation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "client/client-error-private.h"
#include "client/session-private.h"
#include "model/json-reader.h"
#include "model/tenants.h"

#define PATH "/invitation/"
#define FIELD "invitation"

struct _SsInvitation
{
  GObject parent_instance;

  SsAccount *place;       /* (owned): whose email is not known yet */
  char *token;            /* (owned) */
  SsTransport *transport; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsInvitation, ss_invitation, G_TYPE_OBJECT)

/* An acceptance under way: the data of its task. */
typedef struct
{
  gboolean keep;
  SsSession *session; /* (owned) (nullable): once there are tokens */
} Acceptance;

static void
acceptance_free (gpointer data)
{
  Acceptance *self = data;

  g_clear_object (&self->session);
  g_free (self);
}

/* (nullable): Mail programs put brackets around an address, and people spaces. */
static GUri *
parse (const char *text)
{
  g_autofree char *clean = g_strdup (text);
  g_autoptr (GUri) uri = NULL;

  g_strdelimit (clean, "<>\"", ' ');
  g_strstrip (clean);
  uri = g_uri_parse (clean, G_URI_FLAGS_ENCODED_QUERY, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || !g_str_has_suffix (g_uri_get_path (uri), PATH))
    return NULL;
  return g_steal_pointer (&uri);
}

/* (transfer full) (nullable): the value of one parameter */
static char *
dup_parameter (GUri *uri, const char *name)
{
  const char *query = g_uri_get_query (uri);
  g_autoptr (GHashTable) parameters =
      query != NULL ? g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL) : NULL;
  const char *value = parameters != NULL ? g_hash_table_lookup (parameters, name) : NULL;

  return value != NULL && *value != '\0' ? g_strdup (value) : NULL;
}

static SsAccount *
find_place (GUri *uri, GError **error)
{
  g_autofree char *path = g_strndup (g_uri_get_path (uri), strlen (g_uri_get_path (uri)) - strlen (PATH));
  g_autofree char *address = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), g_uri_get_userinfo (uri),
                                         g_uri_get_host (uri), g_uri_get_port (uri), path, NULL, NULL);
  g_autofree char *tenant = dup_parameter (uri, "tenant");
  g_autoptr (GError) failure = NULL;
  SsAccount *place = ss_account_new_without_email (address, &failure);

  if (place == NULL)
    {
      g_propagate_error (error, ss_client_error_new_field ((SsClientError) failure->code, FIELD,
                                                           ss_client_error_get_field (failure, "address")));
      return NULL;
    }
  /* Where the address says by itself which business it is, nothing else is believed. */
  if (tenant != NULL && ss_account_get_tenant_header (place) != NULL)
    ss_account_set_tenant (place, tenant);
  return place;
}

static char *
make_address (SsInvitation *self, const char *path)
{
  return g_strconcat (ss_account_get_base_url (self->place), path, NULL);
}

/* The business */

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsReply) reply = ss_transport_send_finish (SS_TRANSPORT (source), result, &error);
  g_autoptr (JsonNode) node = NULL;
  const char *name = NULL;

  if (reply != NULL && reply->status != 200)
    error =
        ss_client_error_new_for_status (reply->status, reply->content_type, reply->body, reply->retry_after);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  node = ss_json_parse (g_bytes_get_data (reply->body, NULL), (gssize) g_bytes_get_size (reply->body), NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    name = json_object_get_string_member_with_default (json_node_get_object (node), "name", NULL);
  g_task_return_pointer (task, g_strdup (name), g_free);
}

/* Accepting */

/* (transfer full) (nullable): who it is that the platform let in */
static SsSession *
make_session (SsInvitation *self, GBytes *body, char **access, char **refresh)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SsAccount) account = NULL;
  JsonNode *user = NULL;
  const char *email = NULL;

  if (!ss_tokens_parse (body, access, refresh))
    return NULL;
  node = ss_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);
  user = json_object_get_member (json_node_get_object (node), "user");
  if (user != NULL && JSON_NODE_HOLDS_OBJECT (user))
    email = json_object_get_string_member_with_default (json_node_get_object (user), "email", NULL);
  if (email == NULL)
    return NULL;
  account = ss_account_new_beside (self->place, ss_account_get_tenant (self->place), email);
  return ss_session_new (account);
}

static GError *
explain (const SsReply *reply)
{
  if (reply->status == 401)
    return ss_client_error_new_field (SS_CLIENT_ERROR_INVALID, FIELD,
                                      _ ("This invitation was used already, or its time is over. If you have "
                                         "accepted it, sign in; else ask for a new one."));
  return ss_client_error_new_for_status (reply->status, reply->content_type, reply->body, reply->retry_after);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Acceptance *acceptance = g_task_get_task_data (task);
  GError *error = NULL;

  if (ss_session_begin_finish (SS_SESSION (source), result, &error))
    g_task_return_pointer (task, g_object_ref (acceptance->session), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SsInvitation *self = g_task_get_source_object (task);
  Acceptance *acceptance = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsReply) reply = ss_transport_send_finish (SS_TRANSPORT (source), result, &error);
  g_autofree char *access = NULL, *refresh = NULL;

  if (reply != NULL && reply->status != 200)
    error = explain (reply);
  else if (reply != NULL)
    acceptance->session = make_session (self, reply->body, &access, &refresh);
  if (error == NULL && acceptance->session == NULL)
    error = ss_client_error_new (SS_CLIENT_ERROR_PROTOCOL);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  ss_session_begin_async (acceptance->session, access, refresh, acceptance->keep,
                          g_task_get_cancellable (task), begun_cb, g_object_ref (task));
}

static void
ss_invitation_finalize (GObject *object)
{
  SsInvitation *self = SS_INVITATION (object);

  g_clear_object (&self->place);
  g_clear_object (&self->transport);
  g_free (self->token);

  G_OBJECT_CLASS (ss_invitation_parent_class)->finalize (object);
}

static void
ss_invitation_class_init (SsInvitationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_invitation_finalize;
}

static void
ss_invitation_init (SsInvitation *self)
{
  self->transport = ss_transport_new ();
}

/**
 * ss_invitation_is_address:
 * @text: what was typed or pasted
 *
 * Returns: whether it is the address of an invitation
 */
gboolean
ss_invitation_is_address (const char *text)
{
  g_autoptr (GUri) uri = parse (text);
  g_autofree char *token = uri != NULL ? dup_parameter (uri, "token") : NULL;

  return token != NULL;
}

/**
 * ss_invitation_new:
 * @address: the `invitationUrl` of contract section 7, as it was pasted
 * @error: %SS_CLIENT_ERROR_INVALID or %SS_CLIENT_ERROR_INSECURE, with a sentence for the field `invitation`
 *
 * Returns: (transfer full) (nullable): an invitation
 */
SsInvitation *
ss_invitation_new (const char *address, GError **error)
{
  g_autoptr (GUri) uri = parse (address);
  g_autofree char *token = uri != NULL ? dup_parameter (uri, "token") : NULL;
  g_autoptr (SsAccount) place = NULL;
  SsInvitation *self;

  if (token == NULL)
    {
      g_propagate_error (error,
                         ss_client_error_new_field (SS_CLIENT_ERROR_INVALID, FIELD,
                                                    _ ("This is not the address of an invitation. Paste all "
                                                       "of it, from “https://” to the end.")));
      return NULL;
    }
  place = find_place (uri, error);
  if (place == NULL)
    return NULL;
  self = g_object_new (SS_TYPE_INVITATION, NULL);
  self->place = g_steal_pointer (&place);
  self->token = g_steal_pointer (&token);
  return self;
}

const char *
ss_invitation_get_place (SsInvitation *self)
{
  g_return_val_if_fail (SS_IS_INVITATION (self), NULL);

  return ss_account_get_address (self->place);
}

/**
 * ss_invitation_look_up_async:
 * @self: an invitation
 * @cancellable: (nullable): gives up
 * @callback: called when the name is known, or not to be had
 * @user_data: for @callback
 *
 * Contract section 2, `GET /tenant/config/`. The token is not sent.
 */
void
ss_invitation_look_up_async (SsInvitation *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autofree char *address = make_address (self, "/tenant/config/");
  const SsRequest request = { .method = "GET",
                              .address = address,
                              .accept = "application/json",
                              .tenant = ss_account_get_tenant_header (self->place) };
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ss_invitation_look_up_async);
  ss_transport_send_async (self->transport, &request, cancellable, looked_up_cb, task);
}

/**
 * ss_invitation_look_up_finish:
 * @self: an invitation
 * @result: what the callback got
 * @error: an #SsClientError
 *
 * Returns: (transfer full) (nullable): the name of the business
 */
char *
ss_invitation_look_up_finish (SsInvitation *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ss_invitation_accept_async:
 * @self: an invitation
 * @name: how the person is called
 * @password: the password from now on; it is not kept
 * @keep: put the refresh token into the keyring
 * @cancellable: (nullable): gives up waiting; the account may have been made all the same
 * @callback: called when somebody is signed in, or it is refused
 * @user_data: for @callback
 *
 * Contract section 2, `POST /auth/invitation/accept/`.
 */
void
ss_invitation_accept_async (SsInvitation *self, const char *name, const char *password, gboolean keep,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *address = make_address (self, "/auth/invitation/accept/");
  g_autoptr (GBytes) body = ss_secret_body_new (
      (const char *const[]){ "token", self->token, "name", name, "password", password, NULL });
  const SsRequest request = { .method = "POST",
                              .address = address,
                              .accept = "application/json",
                              .tenant = ss_account_get_tenant_header (self->place),
                              .body = body };
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Acceptance *acceptance = g_new0 (Acceptance, 1);

  acceptance->keep = keep;
  g_task_set_task_data (task, acceptance, acceptance_free);
  g_task_set_source_tag (task, ss_invitation_accept_async);
  ss_transport_send_async (self->transport, &request, cancellable, accepted_cb, task);
}

/**
 * ss_invitation_accept_finish:
 * @self: an invitation
 * @result: what the callback got
 * @error: %SS_CLIENT_ERROR_INVALID with a sentence for the field `invitation`, where it was used or is too
 *   old, `name` or `password`; others
 *
 * Returns: (transfer full) (nullable): a session in which the person is signed in
 */
SsSession *
ss_invitation_accept_finish (SsInvitation *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
