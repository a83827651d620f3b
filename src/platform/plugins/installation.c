/* installation.c: one installation as it is stored
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/installation.h"

#include "platform/audit/audit-log.h"
#include "platform/events/event-record.h"

static const char find_installation[] =
    "SELECT id, plugin_id, installed_version, is_active, config_values, granted_permissions, previous_version, "
    "previous_config_values, previous_permissions FROM installations WHERE id = $1";

static const char save_installation[] =
    "UPDATE installations SET installed_version = $2, is_active = $3, config_values = $4, "
    "granted_permissions = $5, previous_version = $6, previous_config_values = $7, previous_permissions = $8, "
    "updated_at = $9 WHERE id = $1";

static SsInstallationRecord *
read_record (SsRows *rows)
{
  SsInstallationRecord *self = g_new0 (SsInstallationRecord, 1);

  self->id = g_strdup (ss_rows_get_string (rows, 0));
  self->version = g_strdup (ss_rows_get_string (rows, 2));
  self->is_active = ss_rows_get_boolean (rows, 3);
  self->config_values = g_strdup (ss_rows_get_string (rows, 4));
  self->granted_permissions = g_strdup (ss_rows_get_string (rows, 5));
  self->previous_version = g_strdup (ss_rows_get_string (rows, 6));
  self->previous_config_values = g_strdup (ss_rows_get_string (rows, 7));
  self->previous_permissions = g_strdup (ss_rows_get_string (rows, 8));
  return self;
}

/**
 * ss_installation_record_free:
 * @self: (transfer full) (nullable): a record
 */
void
ss_installation_record_free (SsInstallationRecord *self)
{
  if (self == NULL)
    return;
  ss_plugin_record_free (self->plugin);
  g_free (self->id);
  g_free (self->version);
  g_free (self->config_values);
  g_free (self->granted_permissions);
  g_free (self->previous_version);
  g_free (self->previous_config_values);
  g_free (self->previous_permissions);
  g_free (self);
}

/**
 * ss_installation_record_of_request:
 * @request: with an installation's id in its path
 * @record: (out) (nullable) (transfer full): the installation
 * @reply: (out) (nullable) (transfer full): the 404 where there is none
 * @error: return location for an #SsStoreError
 *
 * Returns: whether @record is there; else either @reply or @error is
 */
gboolean
ss_installation_record_of_request (SsRequest *request, SsInstallationRecord **record, SsReply **reply,
                                   GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsInstallationRecord) self = NULL;
  g_autofree char *plugin_id = NULL;
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, find_installation, error, "s", ss_request_get_id (request));
  gboolean found;

  *record = NULL;
  *reply = NULL;
  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (found)
    {
      self = read_record (rows);
      plugin_id = g_strdup (ss_rows_get_string (rows, 1));
      if (!ss_plugin_record_find (transaction, plugin_id, &self->plugin, error))
        return FALSE;
    }
  if (self == NULL || self->plugin == NULL)
    {
      *reply = ss_reply_new_not_found ();
      return FALSE;
    }
  *record = g_steal_pointer (&self);
  return TRUE;
}

/**
 * ss_installation_record_save:
 * @transaction: the tenant's
 * @self: what to write
 * @now: the moment of the change
 * @error: return location for an #SsStoreError
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_installation_record_save (SsTransaction *transaction, const SsInstallationRecord *self, gint64 now,
                             GError **error)
{
  return ss_transaction_execute (transaction, save_installation, NULL, error, "ssbsssssi", self->id,
                                 self->version, self->is_active, self->config_values,
                                 self->granted_permissions, self->previous_version,
                                 self->previous_config_values, self->previous_permissions, now)
         && ss_event_record (transaction, "installation.updated", self->id, error);
}

/**
 * ss_installation_record_audit:
 * @request: in which it happened
 * @action: one of the contract's actions
 * @id: the installation's
 * @plugin: what is installed
 * @version: the version that is in force, or was last
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is written down
 */
gboolean
ss_installation_record_audit (SsRequest *request, const char *action, const char *id,
                              const SsPluginRecord *plugin, const char *version, GError **error)
{
  const SsAuditSubject target = { "installation", id, .name = plugin->name };

  return ss_audit_record (request, action, &target,
                          ss_audit_details ("plugin", plugin->slug, "version", version, NULL), error);
}
