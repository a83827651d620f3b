/* user-bulk.c: the same change for many users at once
 *
 * What is refused for one changes nothing for that one, and the others go on. On the platform's own host
 * people of several tenants may be meant: each tenant has a transaction of its own then.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "platform/http/request-private.h"
#include "platform/people/routes.h"
#include "platform/people/user-change.h"
#include "platform/people/user-places.h"
#include "platform/platform-private.h"

#define IDS_MAX 500

typedef struct
{
  const char *id;
  const char *code; /* (nullable): NULL: done */
} Result;

static gboolean
is_known_member (const char *name)
{
  static const char *const members[] = { "ids", "action", "role", NULL };

  return g_strv_contains (members, name);
}

/* (nullable): NULL: no such text */
static const char *
get_text (JsonObject *body, const char *name)
{
  JsonNode *node = json_object_get_member (body, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static void
read_ids (JsonObject *body, GArray *results, SsFieldErrors *errors)
{
  JsonNode *node = json_object_get_member (body, "ids");
  JsonArray *ids = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n_ids = ids != NULL ? json_array_get_length (ids) : 0;

  if (n_ids == 0 || n_ids > IDS_MAX)
    ss_field_errors_add_printf (errors, "ids", "Name 1 to %d users.", IDS_MAX);
  for (guint i = 0; i < n_ids && n_ids <= IDS_MAX; i++)
    {
      JsonNode *id = json_array_get_element (ids, i);
      Result result = { NULL, "not_found" };

      if (JSON_NODE_HOLDS_VALUE (id) && json_node_get_value_type (id) == G_TYPE_STRING)
        result.id = json_node_get_string (id);
      else
        ss_field_errors_add (errors, "ids", "Each has to be text.");
      g_array_append_val (results, result);
    }
}

static void
read_action (JsonObject *body, SsUserChange *change, SsFieldErrors *errors)
{
  const char *action = get_text (body, "action");

  *change = (SsUserChange){ 0 };
  if (g_strcmp0 (action, "SET_ROLE") == 0)
    {
      change->sets_role = TRUE;
      if (!ss_role_from_string (get_text (body, "role"), &change->role))
        ss_field_errors_add (errors, "role", "Say which role.");
    }
  else if (g_strcmp0 (action, "ACTIVATE") == 0 || g_strcmp0 (action, "DEACTIVATE") == 0)
    {
      change->sets_active = TRUE;
      change->is_active = strcmp (action, "ACTIVATE") == 0;
    }
  else
    ss_field_errors_add (errors, "action", "Use DEACTIVATE, ACTIVATE or SET_ROLE.");
}

static void
read_body (SsRequest *request, GArray *results, SsUserChange *change, SsFieldErrors *errors)
{
  JsonObject *body = ss_request_get_body (request);
  g_autoptr (GList) members = json_object_get_members (body);

  for (GList *member = members; member != NULL; member = member->next)
    if (!is_known_member (member->data))
      ss_field_errors_add (errors, member->data, "There is no such member.");
  read_ids (body, results, errors);
  read_action (body, change, errors);
}

/* Those who stand where the request is. */
static gboolean
apply (SsRequest *request, GArray *results, const SsUserChange *change, GError **error)
{
  for (guint i = 0; i < results->len; i++)
    {
      Result *result = &g_array_index (results, Result, i);
      const char *code;

      if (g_strcmp0 (result->code, "not_found") != 0)
        continue;
      if (!ss_user_change_apply (request, result->id, change, &code, error))
        return FALSE;
      /* What a single change would answer 400 to. */
      if (code != NULL && (strcmp (code, "invited") == 0 || strcmp (code, "wrong_level") == 0))
        code = "invalid";
      result->code = code;
    }
  return TRUE;
}

static gboolean
has_any (SsRequest *request, const SsRequestTenant *place, const GArray *results)
{
  SsStore *store = ss_platform_get_store (ss_request_get_context (request));

  for (guint i = 0; i < results->len; i++)
    {
      const Result *result = &g_array_index (results, Result, i);

      if (g_strcmp0 (result->code, "not_found") == 0 && ss_user_place_has (store, place, result->id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_complete (const GArray *results)
{
  for (guint i = 0; i < results->len; i++)
    if (g_strcmp0 (g_array_index (results, Result, i).code, "not_found") == 0)
      return FALSE;
  return TRUE;
}

/* The people of all tenants, tenant by tenant; at the end the request is the platform's again. */
static gboolean
apply_everywhere (SsRequest *request, GArray *results, const SsUserChange *change, GError **error)
{
  g_autoptr (GPtrArray) places = ss_user_places_list (ss_request_get_transaction (request), error);

  if (places == NULL || !ss_transaction_commit (ss_request_get_transaction (request), error))
    return FALSE;
  ss_request_release (request);
  for (guint i = 1; i < places->len && !is_complete (results); i++)
    {
      const SsRequestTenant *place = g_ptr_array_index (places, i);

      if (!has_any (request, place, results))
        continue;
      ss_user_place_enter (request, place);
      if (!ss_request_begin (request, FALSE, SS_ACCESS_WRITE, error)
          || !apply (request, results, change, error)
          || !ss_transaction_commit (ss_request_get_transaction (request), error))
        return FALSE;
    }
  ss_user_place_enter (request, g_ptr_array_index (places, 0));
  return ss_request_begin (request, FALSE, SS_ACCESS_WRITE, error);
}

static SsReply *
reply_results (const GArray *results)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "results");
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < results->len; i++)
    {
      const Result *result = &g_array_index (results, Result, i);

      ss_json_writer_begin_object (&writer);
      ss_json_writer_name (&writer, "id");
      ss_json_writer_string (&writer, result->id);
      ss_json_writer_name (&writer, "ok");
      ss_json_writer_boolean (&writer, result->code == NULL);
      ss_json_writer_name (&writer, "code");
      ss_json_writer_string (&writer, result->code);
      ss_json_writer_end_object (&writer);
    }
  ss_json_writer_end_array (&writer);
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}

/**
 * ss_user_change_many:
 * @request: `POST /users/bulk/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 200 with a result for each, or 400
 */
SsReply *
ss_user_change_many (SsRequest *request, GError **error)
{
  gboolean is_platform = ss_request_get_tenant (request)->id == NULL;
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (GArray) results = g_array_new (FALSE, FALSE, sizeof (Result));
  SsUserChange change;

  read_body (request, results, &change, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  if (!apply (request, results, &change, error)
      || (is_platform && !is_complete (results) && !apply_everywhere (request, results, &change, error)))
    return NULL;
  return reply_results (results);
}
