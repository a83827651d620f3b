/* rating-handlers.c: what somebody thinks of an installed plugin
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/rating-handlers.h"

#include "domain/validation.h"
#include "platform/events/event-record.h"
#include "platform/plugins/installation-list.h"
#include "platform/plugins/installation.h"

#define PUT(plugin)                                                                                           \
  "INSERT INTO " plugin "_ratings (id, plugin_id, tenant_id, user_id, rating, review, author_name, "          \
  "tenant_name, version, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "                       \
  "ON CONFLICT (plugin_id, user_id) DO UPDATE SET tenant_id = excluded.tenant_id, rating = excluded.rating, " \
  "review = excluded.review, author_name = excluded.author_name, tenant_name = excluded.tenant_name, "        \
  "version = excluded.version, created_at = excluded.created_at"
static const char *const put_rating[] = SS_PLUGIN_PAIR (PUT);

#define DELETE(plugin) "DELETE FROM " plugin "_ratings WHERE plugin_id = $1 AND user_id = $2"
static const char *const delete_rating[] = SS_PLUGIN_PAIR (DELETE);

typedef struct
{
  gint64 rating;
  const char *review; /* (unowned) */
} Body;

static void
read_rating (JsonNode *node, Body *body, SsFieldErrors *errors)
{
  if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64)
    body->rating = json_node_get_int (node);
  if (body->rating < 1 || body->rating > 5)
    ss_field_errors_add (errors, "rating", "Give one to five stars.");
}

static void
read_review (JsonNode *node, Body *body, SsFieldErrors *errors)
{
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    ss_field_errors_add (errors, "review", "Enter text.");
  else
    body->review = json_node_get_string (node);
  if (g_utf8_strlen (body->review, -1) > SS_REVIEW_MAX)
    ss_field_errors_add (errors, "review", "Use at most 2,000 characters.");
}

static gboolean
read_body (JsonObject *object, Body *body, SsFieldErrors *errors)
{
  g_autoptr (GList) members = json_object_get_members (object);

  body->review = "";
  read_rating (json_object_get_member (object, "rating"), body, errors);
  for (GList *member = members; member != NULL; member = member->next)
    {
      if (g_strcmp0 (member->data, "review") == 0)
        read_review (json_object_get_member (object, "review"), body, errors);
      else if (g_strcmp0 (member->data, "rating") != 0)
        ss_field_errors_add (errors, member->data, "This field is not known.");
    }
  return ss_field_errors_is_empty (errors);
}

/**
 * ss_rating_put:
 * @request: `PUT /plugin-installations/{id}/rating/`
 * @error: return location for an #SsStoreError
 *
 * One rating a user and plugin: a second takes the place of the first.
 *
 * Returns: (transfer full) (nullable): the Installation, 400 or 404; %NULL with @error set
 */
SsReply *
ss_rating_put (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const SsCaller *caller = ss_request_get_caller (request);
  const SsRequestTenant *tenant = ss_request_get_tenant (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsInstallationRecord) installation = NULL;
  g_autofree char *id = g_uuid_string_random ();
  Body body = { 0 };
  SsReply *reply;

  if (!ss_installation_record_of_request (request, &installation, &reply, error))
    return reply;
  if (!read_body (ss_request_get_body (request), &body, errors))
    return ss_reply_new_invalid (errors);
  if (!ss_transaction_execute (transaction, put_rating[installation->plugin->is_custom], NULL, error,
                               "ssssissssi", id, installation->plugin->id, tenant->id, caller->user_id,
                               body.rating, body.review, caller->name, tenant->name, installation->version,
                               ss_request_get_now (request))
      || !ss_plugin_count_ratings (transaction, installation->plugin->is_custom, installation->plugin->id,
                                   error)
      || !ss_event_record (transaction, "installation.updated", installation->id, error)
      || !ss_event_record (transaction, "plugin.updated", installation->plugin->id, error))
    return NULL;
  return ss_installation_reply (request, installation->id, 200, error);
}

/**
 * ss_rating_delete:
 * @request: `DELETE /plugin-installations/{id}/rating/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 204, or 404 without a rating; %NULL with @error set
 */
SsReply *
ss_rating_delete (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsInstallationRecord) installation = NULL;
  gint64 n_deleted = 0;
  SsReply *reply;

  if (!ss_installation_record_of_request (request, &installation, &reply, error))
    return reply;
  if (!ss_transaction_execute (transaction, delete_rating[installation->plugin->is_custom], &n_deleted, error,
                               "ss", installation->plugin->id, ss_request_get_caller (request)->user_id))
    return NULL;
  if (n_deleted == 0)
    return ss_reply_new_not_found ();
  if (!ss_plugin_count_ratings (transaction, installation->plugin->is_custom, installation->plugin->id, error)
      || !ss_event_record (transaction, "installation.updated", installation->id, error)
      || !ss_event_record (transaction, "plugin.updated", installation->plugin->id, error))
    return NULL;
  return ss_reply_new (204);
}
