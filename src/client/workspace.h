/* workspace.h: the stores of one signed-in session
 *
 * Made at sign-in, dropped whole at sign-out or when another identity takes over, so that nothing of one is
 * ever shown to the other. Stores are made when first asked for. Signal: ::masquerade (char *,
 * SsMasqueradeNotice) with the event's name: somebody else began or stopped to be another; ::own-grant
 * (SsPermissionGrant, SsOwnGrantMoment): the current user may do more for a while, not much longer, or no
 * longer.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/appointment-store.h"
#include "client/audit-store.h"
#include "client/catalog-store.h"
#include "client/change-history.h"
#include "client/customer-store.h"
#include "client/grant-store.h"
#include "client/installation-store.h"
#include "client/own-grants.h"
#include "client/plugin-store.h"
#include "client/report-store.h"
#include "client/role-store.h"
#include "client/session.h"
#include "client/settings-store.h"
#include "client/domain-store.h"
#include "client/tenant-store.h"
#include "client/user-store.h"

G_BEGIN_DECLS

#define SS_TYPE_WORKSPACE (ss_workspace_get_type ())
G_DECLARE_FINAL_TYPE (SsWorkspace, ss_workspace, SS, WORKSPACE, GObject)

SsWorkspace *ss_workspace_new (SsSession *session);
SsSession *ss_workspace_get_session (SsWorkspace *self);
SsPluginStore *ss_workspace_get_plugins (SsWorkspace *self);
SsInstallationStore *ss_workspace_get_installations (SsWorkspace *self);
SsAppointmentStore *ss_workspace_get_appointments (SsWorkspace *self);
SsCatalogStore *ss_workspace_get_catalog (SsWorkspace *self);
SsCustomerStore *ss_workspace_get_customers (SsWorkspace *self);
SsChangeHistory *ss_workspace_get_history (SsWorkspace *self);
SsReportStore *ss_workspace_get_reports (SsWorkspace *self);
SsRoleStore *ss_workspace_get_roles (SsWorkspace *self);
SsSettingsStore *ss_workspace_get_settings (SsWorkspace *self);
SsDomainStore *ss_workspace_get_domains (SsWorkspace *self);
SsTenantStore *ss_workspace_get_tenants (SsWorkspace *self);
SsUserStore *ss_workspace_get_users (SsWorkspace *self);
SsAuditStore *ss_workspace_get_audit (SsWorkspace *self);
SsGrantStore *ss_workspace_get_grants (SsWorkspace *self);

G_END_DECLS
