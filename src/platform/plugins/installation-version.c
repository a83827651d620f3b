/* installation-version.c: to the latest version, and back to the one before
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/installation-version.h"

#include "platform/plugins/configuration.h"
#include "platform/plugins/installation-list.h"
#include "platform/plugins/installation.h"
#include "platform/plugins/json-text.h"

static void
replace (char **place, char *value)
{
  g_free (*place);
  *place = value;
}

/* Refuses what @body has besides @name. */
static void
check_members (JsonObject *body, const char *name, SsFieldErrors *errors)
{
  g_autoptr (GList) members = json_object_get_members (body);

  for (GList *member = members; member != NULL; member = member->next)
    {
      if (g_strcmp0 (member->data, name) != 0)
        ss_field_errors_add (errors, member->data, "This field is not known.");
    }
}

/* (transfer full): the codes of `acceptPermissions` */
static GStrv
read_accepted (JsonObject *body, SsFieldErrors *errors)
{
  g_autoptr (GStrvBuilder) accepted = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (body, "acceptPermissions");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gboolean is_good = node == NULL || array != NULL;

  check_members (body, "acceptPermissions", errors);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (accepted, json_node_get_string (element));
      else
        is_good = FALSE;
    }
  if (!is_good)
    ss_field_errors_add (errors, "acceptPermissions", "Send a list of permission codes.");
  return g_strv_builder_end (accepted);
}

/* (nullable): the 409 where the latest version would gain what was neither granted nor accepted */
static SsReply *
check_permissions (SsInstallationRecord *installation, GStrv accepted)
{
  g_auto (GStrv) latest = ss_json_text_strings (installation->plugin->permissions);
  g_auto (GStrv) granted = ss_json_text_strings (installation->granted_permissions);
  g_auto (GStrv) added = ss_strings_missing ((const char *const *) latest, (const char *const *) granted);
  g_auto (GStrv) open = ss_strings_missing ((const char *const *) added, (const char *const *) accepted);
  g_autofree char *json = NULL;
  SsReply *reply;

  if (*open == NULL)
    return NULL;
  json = ss_json_text_from_strings ((const char *const *) added);
  reply = ss_reply_new_error (409, "permissions_needed",
                              "The new version wants more permissions. Accept them to update.");
  ss_reply_add_member (reply, "addedPermissions", json);
  return reply;
}

static SsReply *
refuse_unconfigured (JsonArray *missing)
{
  g_autofree char *json = ss_json_text_from_array (missing);
  SsReply *reply =
      ss_reply_new_error (409, "configuration_needed",
                          "The new version has settings that need a value. Fill them in to update.");

  ss_reply_add_member (reply, "variables", json);
  return reply;
}

/* What was in force until now is kept for a rollback. */
static void
take_version (SsInstallationRecord *installation, JsonObject *values)
{
  replace (&installation->previous_version, g_steal_pointer (&installation->version));
  replace (&installation->previous_config_values, g_steal_pointer (&installation->config_values));
  replace (&installation->previous_permissions, g_steal_pointer (&installation->granted_permissions));
  installation->version = g_strdup (installation->plugin->version);
  installation->config_values = ss_json_text_from_object (values);
  installation->granted_permissions = g_strdup (installation->plugin->permissions);
}

static SsReply *
save (SsRequest *request, SsInstallationRecord *installation, const char *action, GError **error)
{
  if (!ss_installation_record_save (ss_request_get_transaction (request), installation,
                                    ss_request_get_now (request), error)
      || !ss_installation_record_audit (request, action, installation->id, installation->plugin,
                                        installation->version, error))
    return NULL;
  return ss_installation_reply (request, installation->id, 200, error);
}

/**
 * ss_installation_update:
 * @request: `POST /plugin-installations/{id}/update-to-latest/`
 * @error: return location for an #SsStoreError
 *
 * Permissions are asked for before configuration (contract section 11).
 *
 * Returns: (transfer full) (nullable): the Installation, 400, 404, or 409 `up_to_date`, `permissions_needed`
 *   or `configuration_needed`; %NULL with @error set
 */
SsReply *
ss_installation_update (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsInstallationRecord) installation = NULL;
  g_autoptr (JsonArray) variables = NULL, missing = json_array_new ();
  g_autoptr (JsonObject) present = NULL, values = NULL;
  g_auto (GStrv) accepted = read_accepted (ss_request_get_body (request), errors);
  SsReply *reply;

  if (!ss_installation_record_of_request (request, &installation, &reply, error))
    return reply;
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  if (g_str_equal (installation->version, installation->plugin->version))
    return ss_reply_new_error (409, "up_to_date", "The latest version is already installed.");
  reply = check_permissions (installation, accepted);
  if (reply != NULL)
    return reply;

  variables = ss_json_text_array (installation->plugin->variables);
  present = ss_json_text_object (installation->config_values);
  values = ss_configuration_carry_over (variables, present, missing);
  if (json_array_get_length (missing) > 0)
    return refuse_unconfigured (missing);
  take_version (installation, values);
  return save (request, installation, "PLUGIN_UPDATED", error);
}

/**
 * ss_installation_roll_back:
 * @request: `POST /plugin-installations/{id}/rollback/`
 * @error: return location for an #SsStoreError
 *
 * With the version come back the values and the permissions that it had: an update after it asks again.
 *
 * Returns: (transfer full) (nullable): the Installation, 400, 404, or 409 `nothing_to_roll_back`; %NULL with
 *   @error set
 */
SsReply *
ss_installation_roll_back (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsInstallationRecord) installation = NULL;
  SsReply *reply;

  check_members (ss_request_get_body (request), NULL, errors);
  if (!ss_installation_record_of_request (request, &installation, &reply, error))
    return reply;
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  if (installation->previous_version == NULL)
    return ss_reply_new_error (409, "nothing_to_roll_back",
                               "There is no version before this one to go back to.");

  replace (&installation->version, g_steal_pointer (&installation->previous_version));
  replace (&installation->config_values, g_steal_pointer (&installation->previous_config_values));
  replace (&installation->granted_permissions, g_steal_pointer (&installation->previous_permissions));
  return save (request, installation, "PLUGIN_ROLLED_BACK", error);
}
