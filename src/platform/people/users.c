/* users.c: one user: read, and changed
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/people/users.h"

#include "model/model-json.h"
#include "model/people.h"
#include "platform/auth/user-record.h"
#include "platform/http/etag.h"
#include "platform/http/reply-private.h"
#include "platform/people/routes.h"
#include "platform/people/user-change.h"
#include "platform/people/user-rules.h"

/* The platform's own people are seen by those who manage the platform (contract section 3, «scope»). */
gboolean
ss_user_may_see_staff (SsRequest *request)
{
  return ss_request_get_caller (request)->role <= SS_ROLE_PLATFORM_MANAGER;
}

/**
 * ss_user_write:
 * @request: who asks
 * @rows: at a user, with %SS_USER_COLUMNS
 * @place: where the user stands; the id is %NULL for the platform's staff
 * @n_last: how many active owners, or superusers, there are
 * @writer: where an object goes
 */
void
ss_user_write (SsRequest *request, SsRows *rows, const SsRequestTenant *place, gint64 n_last,
               SsJsonWriter *writer)
{
  SsPerson target;

  ss_json_writer_begin_object (writer);
  ss_user_write_members (rows, place->id != NULL ? place : NULL, writer);
  if (ss_user_rules_get_target (rows, place->id, &target))
    ss_user_rules_write_can (request, &target, n_last == 1, writer);
  ss_json_writer_end_object (writer);
}

/**
 * ss_user_reply:
 * @request: who asks, in a transaction where the user stands
 * @user_id: a user
 * @status: of the reply
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the User, or 404; %NULL with @error set
 */
SsReply *
ss_user_reply (SsRequest *request, const char *user_id, guint status, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const SsRequestTenant *place = ss_request_get_tenant (request);
  gboolean is_staff = place->id == NULL;
  g_auto (SsJsonWriter) writer = { 0 };
  g_autoptr (SsRows) rows = NULL;
  GError *failure = NULL;
  gint64 n_last;

  if (is_staff && !ss_user_may_see_staff (request))
    return ss_reply_new_not_found ();
  if (!ss_user_rules_count_last (transaction, is_staff, &n_last, error))
    return NULL;
  rows = ss_user_find (transaction, is_staff, user_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (rows == NULL)
    return ss_reply_new_not_found ();
  ss_json_writer_init (&writer);
  ss_user_write (request, rows, place, n_last, &writer);
  return ss_reply_new_json (status, &writer);
}

/**
 * ss_user_reply_invited:
 * @request: who asks, in a transaction where the user stands
 * @user_id: somebody invited
 * @url: the invitation's address, which is said this once
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 201 with the User and the address, its ETag that of the User; %NULL
 *   with @error set
 */
SsReply *
ss_user_reply_invited (SsRequest *request, const char *user_id, const char *url, GError **error)
{
  g_autoptr (SsReply) plain = ss_user_reply (request, user_id, 200, error);
  g_auto (SsJsonWriter) writer = { 0 };
  gconstpointer text;
  SsReply *reply;
  gsize length;

  if (plain == NULL || ss_reply_get_status (plain) != 200)
    return g_steal_pointer (&plain);
  text = g_bytes_get_data (ss_reply_get_body (plain), &length);
  ss_json_writer_init (&writer);
  g_string_append_len (writer.text, text, (gssize) length - 1);
  writer.needs_comma = TRUE;
  ss_json_writer_name (&writer, "invitationUrl");
  ss_json_writer_string (&writer, url);
  ss_json_writer_end_object (&writer);
  reply = ss_reply_new_json (201, &writer);
  ss_etag_copy (reply, plain);
  return reply;
}

/**
 * ss_user_get:
 * @request: `GET /users/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_user_get (SsRequest *request, GError **error)
{
  return ss_user_reply (request, ss_request_get_id (request), 200, error);
}

static void
read_change (SsUser *model, SsUserChange *change)
{
  *change = (SsUserChange){
    .name = ss_user_has_name (model) ? ss_user_get_name (model) : NULL,
    .sets_role = ss_user_has_role (model),
    .sets_active = ss_user_has_is_active (model),
    .is_active = ss_user_get_is_active (model),
  };
  if (change->sets_role)
    ss_role_from_string (ss_user_get_role (model), &change->role);
}

/**
 * ss_user_change:
 * @request: `PATCH /users/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the User, 400, 403, 404 or 409
 */
SsReply *
ss_user_change (SsRequest *request, GError **error)
{
  const char *id = ss_request_get_id (request);
  g_autoptr (SsUser) model = g_object_new (SS_TYPE_USER, NULL);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsReply) now = ss_user_get (request, error);
  const char *refusal;
  SsUserChange change;

  if (now == NULL || ss_reply_get_status (now) != 200)
    return g_steal_pointer (&now);
  ss_model_read_body (SS_MODEL (model), ss_request_get_body (request), SS_BODY_CHANGE, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  read_change (model, &change);
  if (!ss_user_change_apply (request, id, &change, &refusal, error))
    return NULL;
  return refusal != NULL ? ss_user_change_reply_refused (&change, refusal)
                         : ss_user_reply (request, id, 200, error);
}
