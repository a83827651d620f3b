/* installation-handlers.c: installing, configuring and uninstalling
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/installation-handlers.h"

#include "model/model-json.h"
#include "model/plugins.h"
#include "platform/events/event-record.h"
#include "platform/plugins/configuration.h"
#include "platform/plugins/installation-list.h"
#include "platform/plugins/installation.h"
#include "platform/plugins/json-text.h"

static const char insert_installation[] =
    "INSERT INTO installations (id, plugin_id, installed_version, is_active, config_values, granted_permissions, "
    "installed_at, installed_by, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7)";

static const char insert_ledger[] =
    "INSERT INTO shared.plugin_installs (plugin_id, tenant_id, installed_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (plugin_id, tenant_id) DO NOTHING";

static const char delete_ledger[] =
    "DELETE FROM shared.plugin_installs WHERE plugin_id = $1 AND tenant_id = $2";

/* What a body may say: `configValues` and `isActive`.
 * @config_values: (nullable): NULL where it says nothing */
typedef struct
{
  JsonObject *config_values; /* (unowned) (nullable) */
  gboolean has_is_active;
  gboolean is_active;
} Body;

static gboolean
read_body (SsRequest *request, Body *body, SsFieldErrors *errors)
{
  JsonObject *object = ss_request_get_body (request);
  JsonNode *values = json_object_get_member (object, "configValues");
  g_autoptr (SsInstallation) model = g_object_new (SS_TYPE_INSTALLATION, NULL);

  ss_model_read_body (SS_MODEL (model), object, SS_BODY_CHANGE, errors);
  if (values != NULL && !JSON_NODE_HOLDS_OBJECT (values))
    ss_field_errors_add (errors, "configValues", "Send an object with a member for each setting.");
  if (!ss_field_errors_is_empty (errors))
    return FALSE;
  body->config_values = values != NULL ? json_node_get_object (values) : NULL;
  body->has_is_active = ss_installation_has_is_active (model);
  body->is_active = ss_installation_get_is_active (model);
  return TRUE;
}

static SsReply *
refuse_installed (void)
{
  return ss_reply_new_error (409, "already_installed", "This plugin is already installed.");
}

/* The person as the contract has it inside other objects. */
static char *
describe_caller (const SsCaller *caller)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "id");
  ss_json_writer_string (&writer, caller->user_id);
  ss_json_writer_name (&writer, "name");
  ss_json_writer_string (&writer, caller->name);
  ss_json_writer_name (&writer, "email");
  ss_json_writer_string (&writer, caller->email);
  ss_json_writer_name (&writer, "role");
  ss_json_writer_string (&writer, ss_role_to_string (caller->role));
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_text (&writer);
}

static gboolean
insert (SsRequest *request, const SsPluginRecord *plugin, const char *id, gboolean is_active,
        JsonObject *values, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gint64 now = ss_request_get_now (request);
  g_autofree char *person = describe_caller (ss_request_get_caller (request));
  g_autofree char *config_values = ss_json_text_from_object (values);

  if (!ss_transaction_execute (transaction, insert_installation, NULL, error, "sssbssis", id, plugin->id,
                               plugin->version, is_active, config_values, plugin->permissions, now, person))
    return FALSE;
  if (!plugin->is_custom
      && !ss_transaction_execute (transaction, insert_ledger, NULL, error, "ssi", plugin->id,
                                  ss_request_get_tenant (request)->id, now))
    return FALSE;
  return ss_plugin_count_installs (transaction, plugin->is_custom, plugin->id, error)
         && ss_event_record (transaction, "installation.created", id, error)
         && ss_installation_record_audit (request, "PLUGIN_INSTALLED", id, plugin, plugin->version, error);
}

static SsReply *
reply_created (SsRequest *request, const char *id, GError **error)
{
  g_autofree char *location =
      g_strdup_printf ("%s/api/v1/plugin-installations/%s/", ss_request_get_origin (request), id);
  SsReply *reply = ss_installation_reply (request, id, 201, error);

  if (reply != NULL)
    ss_reply_set_header (reply, "Location", location);
  return reply;
}

/**
 * ss_installation_create:
 * @request: `POST /plugin-templates/{id}/install/`
 * @error: return location for an #SsStoreError
 *
 * The latest version; what it may do is granted with it.
 *
 * Returns: (transfer full) (nullable): 201 with the Installation, 400, 404, or 409 `already_installed`; %NULL
 *   with @error set
 */
SsReply *
ss_installation_create (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsPluginRecord) plugin = NULL;
  g_autoptr (JsonArray) variables = NULL;
  g_autoptr (JsonObject) values = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *id = g_uuid_string_random ();
  Body body = { 0 };
  SsReply *reply;

  if (!ss_plugin_record_of_request (request, &plugin, &reply, error))
    return reply;
  if (plugin->installation_id != NULL)
    return refuse_installed ();
  if (!read_body (request, &body, errors))
    return ss_reply_new_invalid (errors);
  variables = ss_json_text_array (plugin->variables);
  values = ss_configuration_merge (variables, NULL, NULL, body.config_values, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);

  if (!insert (request, plugin, id, !body.has_is_active || body.is_active, values, &local_error))
    {
      /* Somebody else was faster. */
      if (g_error_matches (local_error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT))
        return refuse_installed ();
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return reply_created (request, id, error);
}

static gboolean
change_values (SsRequest *request, SsInstallationRecord *installation, JsonObject *changes,
               SsFieldErrors *errors, GError **error)
{
  g_autoptr (SsPluginVersion) version =
      ss_plugin_version_find (ss_request_get_transaction (request), installation->plugin->is_custom,
                              installation->plugin->id, installation->version, error);
  g_autoptr (JsonArray) variables = NULL, newer = NULL;
  g_autoptr (JsonObject) present = NULL, values = NULL;

  if (version == NULL)
    return FALSE;
  variables = ss_json_text_array (version->variables);
  newer = ss_json_text_array (installation->plugin->variables);
  present = ss_json_text_object (installation->config_values);
  values = ss_configuration_merge (variables, newer, present, changes, errors);
  g_free (installation->config_values);
  installation->config_values = ss_json_text_from_object (values);
  return TRUE;
}

/* Only whether it runs is the audit log's matter: its settings may be secret. */
static gboolean
record_change (SsRequest *request, const SsInstallationRecord *installation, gboolean was_active,
               GError **error)
{
  if (installation->is_active == was_active)
    return TRUE;
  return ss_installation_record_audit (request, was_active ? "PLUGIN_DEACTIVATED" : "PLUGIN_ACTIVATED",
                                       installation->id, installation->plugin, installation->version, error);
}

/**
 * ss_installation_change:
 * @request: `PATCH /plugin-installations/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Installation, 400 or 404; %NULL with @error set
 */
SsReply *
ss_installation_change (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsInstallationRecord) installation = NULL;
  Body body = { 0 };
  gboolean was_active;
  SsReply *reply;

  if (!ss_installation_record_of_request (request, &installation, &reply, error))
    return reply;
  was_active = installation->is_active;
  if (!read_body (request, &body, errors))
    return ss_reply_new_invalid (errors);
  if (body.config_values != NULL && !change_values (request, installation, body.config_values, errors, error))
    return NULL;
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);

  if (body.has_is_active)
    installation->is_active = body.is_active;
  if (!ss_installation_record_save (ss_request_get_transaction (request), installation,
                                    ss_request_get_now (request), error)
      || !record_change (request, installation, was_active, error))
    return NULL;
  return ss_installation_reply (request, installation->id, 200, error);
}

/**
 * ss_installation_delete:
 * @request: `DELETE /plugin-installations/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Ratings stay: what was thought of the plugin is as true as before.
 *
 * Returns: (transfer full) (nullable): 204 or 404; %NULL with @error set
 */
SsReply *
ss_installation_delete (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsInstallationRecord) installation = NULL;
  SsReply *reply;

  if (!ss_installation_record_of_request (request, &installation, &reply, error))
    return reply;
  if (!ss_transaction_execute (transaction, "DELETE FROM installations WHERE id = $1", NULL, error, "s",
                               installation->id)
      || !ss_transaction_execute (transaction, delete_ledger, NULL, error, "ss", installation->plugin->id,
                                  ss_request_get_tenant (request)->id)
      || !ss_plugin_count_installs (transaction, installation->plugin->is_custom, installation->plugin->id,
                                    error)
      || !ss_event_record_deleted (transaction, "installation.deleted", installation->id, error)
      || !ss_installation_record_audit (request, "PLUGIN_UNINSTALLED", installation->id, installation->plugin,
                                        installation->version, error))
    return NULL;
  return ss_reply_new (204);
}
