/* tenant-flow.h: changing and deleting a business, from the question to the toast
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"
#include "model/tenants.h"

G_BEGIN_DECLS

void ss_tenant_flow_set_tier (SsPage *page, SsTenant *tenant, const char *tier);
/* Asks before its people are shut out. */
void ss_tenant_flow_set_status (SsPage *page, SsTenant *tenant, const char *status);
/* Has the subdomain typed first. */
void ss_tenant_flow_delete (SsPage *page, SsTenant *tenant);

G_END_DECLS
