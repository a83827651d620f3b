/* demo-people.c: as whom the demo can be looked at
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/demo-people.h"

#include <glib/gi18n-lib.h>

#include "client/demo-platform.h"

/* Sales reaches demo tenants only (contract section 3). */
static const SsDemoPerson people[SS_N_ROLES] = {
  [SS_ROLE_SUPERUSER] = { SS_DEMO_TENANT, "superuser@platform.example", "security-high-symbolic",
                          N_ ("Runs the platform: every business, every right") },
  [SS_ROLE_PLATFORM_MANAGER] = { SS_DEMO_TENANT, "pmanager@platform.example", "network-server-symbolic",
                                 N_ ("Manages the platform: every business, all but other managers") },
  [SS_ROLE_PLATFORM_SALES] = { "demo-studio", "sales@platform.example", "x-office-presentation-symbolic",
                               N_ ("Shows the platform: demo businesses only") },
  [SS_ROLE_PLATFORM_SUPPORT] = { SS_DEMO_TENANT, "support@platform.example", "help-browser-symbolic",
                                 N_ ("Helps people: sees plugins and settings, changes nothing") },
  [SS_ROLE_TENANT_OWNER] = { SS_DEMO_TENANT, "owner@acme-auto.example", "user-home-symbolic",
                             N_ ("Owns a business: plugins, settings, everything in it") },
  [SS_ROLE_TENANT_MANAGER] = { SS_DEMO_TENANT, "manager@acme-auto.example", "system-users-symbolic",
                               N_ ("Plans the day: installs and rates plugins, reads settings") },
  [SS_ROLE_TENANT_STAFF] = { SS_DEMO_TENANT, "staff@acme-auto.example", "avatar-default-symbolic",
                             N_ ("Does the work: own account and the business’ hours") },
  [SS_ROLE_CUSTOMER] = { SS_DEMO_TENANT, "customer@acme-auto.example", "face-smile-symbolic",
                         N_ ("Books appointments: own account only") },
};

/**
 * ss_demo_person_get:
 * @role: a role
 *
 * Returns: who has it in the demo
 */
const SsDemoPerson *
ss_demo_person_get (SsRole role)
{
  return &people[role];
}
