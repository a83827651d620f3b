/* installation.h: one installation as it is stored
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"
#include "platform/plugins/plugin-record.h"

G_BEGIN_DECLS

/**
 * SsInstallationRecord:
 * @plugin: what is installed
 * @config_values: JSON text, as is @granted_permissions
 * @previous_version: (nullable): what a rollback goes back to, with the values and permissions of that time
 */
typedef struct
{
  SsPluginRecord *plugin; /* (owned) */
  char *id;
  char *version;
  gboolean is_active;
  char *config_values;
  char *granted_permissions;
  char *previous_version;       /* (owned) (nullable) */
  char *previous_config_values; /* (owned) (nullable) */
  char *previous_permissions;   /* (owned) (nullable) */
} SsInstallationRecord;

void ss_installation_record_free (SsInstallationRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsInstallationRecord, ss_installation_record_free)

/* *@reply is the 404, or NULL with @error set, where FALSE is returned. */
gboolean ss_installation_record_of_request (SsRequest *request, SsInstallationRecord **record,
                                            SsReply **reply, GError **error);

/* Columns from the record. */
gboolean ss_installation_record_save (SsTransaction *transaction, const SsInstallationRecord *self,
                                      gint64 now, GError **error);
/* Of a change to the audit log. */
gboolean ss_installation_record_audit (SsRequest *request, const char *action, const char *id,
                                       const SsPluginRecord *plugin, const char *version, GError **error);

G_END_DECLS
