/* grant-revoke.c: taking back what was granted (contract section 7)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "platform/audit/audit-log.h"
#include "platform/grants/grant-record.h"
#include "platform/grants/routes.h"

/* As many as a page has. */
#define IDS_MAX 1000

#define REVOKE(schema)                                                                     \
  "UPDATE " schema "permission_grants SET revoked_at = $2, revoked_by = $3 WHERE id = $1 " \
  "AND revoked_at IS NULL AND ended_at IS NULL AND expires_at > $2"

static const char *const revoke_sql[] = { REVOKE (""), REVOKE ("shared.") };

/* @code: (out) (nullable): what refuses; NULL: it is revoked */
static gboolean
revoke_one (SsRequest *request, const char *id, const char **code, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gint64 now = ss_request_get_now (request);
  g_autofree char *person = ss_grant_describe_caller (request);
  gint64 n_changed = 0;

  *code = NULL;
  if (!ss_transaction_execute (transaction, revoke_sql[ss_grant_place (transaction)], &n_changed, error,
                               "sis", id, now, person))
    return FALSE;
  if (n_changed == 0)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *json = ss_grant_read (transaction, id, now, NULL, &failure);

      *code = json != NULL ? "not_active" : "not_found";
      if (failure == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return ss_audit_record (request, "GRANT_REVOKED", &(SsAuditSubject){ "grant", id }, NULL, error)
         && ss_grant_announce (transaction, "grant.updated", id, now, error);
}

/**
 * ss_grant_revoke:
 * @request: `POST /permission-grants/{id}/revoke/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Grant, 404 or 409 `not_active`; %NULL with @error set
 */
SsReply *
ss_grant_revoke (SsRequest *request, GError **error)
{
  const char *code;

  if (json_object_get_size (ss_request_get_body (request)) > 0)
    {
      g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

      ss_field_errors_add (errors, SS_NON_FIELD_ERRORS, "Send an empty object.");
      return ss_reply_new_invalid (errors);
    }
  if (!revoke_one (request, ss_request_get_id (request), &code, error))
    return NULL;
  if (code == NULL)
    return ss_grant_get (request, error);
  return strcmp (code, "not_found") == 0 ? ss_reply_new_not_found ()
                                         : ss_reply_new_error (409, code, "This has ended already.");
}

static JsonArray *
read_ids (JsonObject *body, SsFieldErrors *errors)
{
  JsonNode *node = json_object_get_member (body, "ids");
  g_autoptr (GList) names = json_object_get_members (body);
  JsonArray *ids = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (GList *name = names; name != NULL; name = name->next)
    if (strcmp (name->data, "ids") != 0)
      ss_field_errors_add (errors, name->data, "There is no such member.");
  if (ids == NULL || json_array_get_length (ids) == 0 || json_array_get_length (ids) > IDS_MAX)
    ss_field_errors_add_printf (errors, "ids", "Send from 1 to %d ids.", IDS_MAX);
  for (guint i = 0; ss_field_errors_is_empty (errors) && i < json_array_get_length (ids); i++)
    if (json_node_get_value_type (json_array_get_element (ids, i)) != G_TYPE_STRING)
      ss_field_errors_add (errors, "ids", "Each id is a text.");
  return ids;
}

/**
 * ss_grant_revoke_all:
 * @request: `POST /permission-grants/revoke/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): a result for each, or 400; %NULL with @error set
 */
SsReply *
ss_grant_revoke_all (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  JsonArray *ids = read_ids (ss_request_get_body (request), errors);
  g_auto (SsJsonWriter) writer = { NULL };

  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "results");
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      const char *id = json_array_get_string_element (ids, i);
      const char *code;

      if (!revoke_one (request, id, &code, error))
        return NULL;
      ss_json_writer_begin_object (&writer);
      ss_json_writer_name (&writer, "id");
      ss_json_writer_string (&writer, id);
      ss_json_writer_name (&writer, "ok");
      ss_json_writer_boolean (&writer, code == NULL);
      ss_json_writer_name (&writer, "code");
      ss_json_writer_string (&writer, code);
      ss_json_writer_end_object (&writer);
    }
  ss_json_writer_end_array (&writer);
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}
