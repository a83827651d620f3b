/* page-table.c: the pages of the window, in the sidebar's order
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/page-table.h"

#include <glib/gi18n-lib.h>

#include "app/business/customers-page.h"
#include "app/business/resources-page.h"
#include "app/business/services-page.h"
#include "app/business/settings-page.h"
#include "app/plugins/marketplace-page.h"
#include "app/plugins/my-plugins-page.h"
#include "app/calendar/calendar-page.h"
#include "app/overview/overview-page.h"
#include "app/people/audit-page.h"
#include "app/people/grants-page.h"
#include "app/people/roles-page.h"
#include "app/people/users-page.h"
#include "app/platform/domains-page.h"
#include "app/platform/tenants-page.h"
#include "app/plugins/plugin-guide-page.h"

static const SsPageInfo pages[] = {
  { "calendar", N_ ("Calendar"), "x-office-calendar-symbolic", NULL, "calendar.view",
    ss_calendar_page_get_type },
  { "customers", N_ ("Customers"), "avatar-default-symbolic", NULL, "customers.view",
    ss_customers_page_get_type },
  { "resources", N_ ("Resources"), "applications-engineering-symbolic", NULL, "calendar.view",
    ss_resources_page_get_type },
  { "services", N_ ("Services"), "view-list-bullet-symbolic", NULL, "calendar.view",
    ss_services_page_get_type },
  { "marketplace", N_ ("Marketplace"), "system-software-install-symbolic", N_ ("Plugins"), "plugins.view",
    ss_marketplace_page_get_type },
  { "my-plugins", N_ ("My Plugins"), "application-x-addon-symbolic", N_ ("Plugins"), "plugins.view",
    ss_my_plugins_page_get_type },
  { "plugin-guide", N_ ("Plugin Guide"), "accessories-dictionary-symbolic", N_ ("Plugins"), "plugins.view",
    ss_plugin_guide_page_get_type },
  { "users", N_ ("Users"), "system-users-symbolic", N_ ("People"), "users.view", ss_users_page_get_type },
  { "roles", N_ ("Roles"), "security-medium-symbolic", N_ ("People"), "users.view", ss_roles_page_get_type },
  { "grants", N_ ("Grants"), "channel-secure-symbolic", N_ ("People"), "grants.view",
    ss_grants_page_get_type },
  { "audit", N_ ("Audit"), "view-list-symbolic", N_ ("People"), "audit.view", ss_audit_page_get_type },
  { "tenants", N_ ("Tenants"), "network-server-symbolic", N_ ("Platform"), "tenants.view",
    ss_tenants_page_get_type },
  { "domains", N_ ("Domains"), "network-workgroup-symbolic", N_ ("Platform"), "domains.manage",
    ss_domains_page_get_type },
  { "overview", N_ ("Overview"), "power-profile-performance-symbolic", NULL, "reports.view",
    ss_overview_page_get_type },
  { "settings", N_ ("Settings"), "emblem-system-symbolic", NULL, NULL, ss_settings_page_get_type },
  { NULL },
};

/**
 * ss_page_table_get:
 *
 * Returns: all pages; the one whose id is %NULL is past the last
 */
const SsPageInfo *
ss_page_table_get (void)
{
  return pages;
}

/**
 * ss_page_table_find:
 * @id: (nullable): a page's id
 *
 * Returns: (nullable): the page
 */
const SsPageInfo *
ss_page_table_find (const char *id)
{
  for (const SsPageInfo *info = pages; info->id != NULL; info++)
    if (g_strcmp0 (info->id, id) == 0)
      return info;

  return NULL;
}

/**
 * ss_page_info_is_allowed:
 * @info: a page
 * @permissions: (nullable) (array zero-terminated=1): what somebody has
 *
 * Returns: whether the sidebar shows it to him
 */
gboolean
ss_page_info_is_allowed (const SsPageInfo *info, const char *const *permissions)
{
  return info->permission == NULL || (permissions != NULL && g_strv_contains (permissions, info->permission));
}

/* What one may in a business only: of no use to staff on the platform's own host. */
static const char *const of_business[] = { "calendar.view", "customers.view", "plugins.view", "reports.view",
                                           NULL };

/* Whether a page can come of it: of customers none where that is himself alone, which is no list. */
static gboolean
leads_to_page (SsSession *session, const char *permission)
{
  if (g_str_equal (permission, "customers.view")
      && g_strcmp0 (ss_session_get_scope (session, permission), "OWN") == 0)
    return FALSE;
  return ss_session_get_is_in_tenant (session) ? !g_str_equal (permission, "tenants.view")
                                               : !g_strv_contains (of_business, permission);
}

/**
 * ss_page_table_list_permissions:
 * @session: who is signed in
 *
 * Returns: (transfer full): what he may where he is, for ss_page_info_is_allowed(): in a business nothing of
 * the platform's tenants, and outside of one nothing of a business
 */
GStrv
ss_page_table_list_permissions (SsSession *session)
{
  SsCurrentUser *user = ss_session_get_current_user (session);
  const char *const *permissions = user != NULL ? ss_current_user_get_permissions (user) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; permissions != NULL && permissions[i] != NULL; i++)
    if (leads_to_page (session, permissions[i]))
      g_strv_builder_add (builder, permissions[i]);
  return g_strv_builder_end (builder);
}

/**
 * ss_page_table_get_first:
 * @permissions: (nullable) (array zero-terminated=1): what somebody has
 *
 * Returns: the page that he sees first
 */
const SsPageInfo *
ss_page_table_get_first (const char *const *permissions)
{
  const SsPageInfo *info = pages;

  while (!ss_page_info_is_allowed (info, permissions))
    info++;
  return info;
}
