/* test-permission.c: every cell of the contract's table of permissions
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/permission.h"

#include <string.h>

/* Contract section 3, read off by hand: yes (ALL), demo, own, res (own resource), below, or -. A row of
 * several codes is one row for each here: "view" of PSu is a yes for the .view of its row and a - for the
 * others. */
static const struct
{
  SsPermission permission;
  const char *code;
  const char *cells; /* SU, PM, PSa, PSu, Owner, Manager, Staff, Cust */
} table[] = {
  { SS_PERMISSION_CALENDAR_VIEW, "calendar.view", "yes yes demo yes yes yes yes own" },
  { SS_PERMISSION_CALENDAR_EDIT, "calendar.edit", "yes yes demo - yes yes res -" },
  { SS_PERMISSION_CUSTOMERS_VIEW, "customers.view", "yes yes demo yes yes yes yes own" },
  { SS_PERMISSION_CUSTOMERS_EDIT, "customers.edit", "yes yes demo - yes yes - -" },
  { SS_PERMISSION_CATALOG_EDIT, "catalog.edit", "yes yes demo - yes yes - -" },
  { SS_PERMISSION_PLUGINS_VIEW, "plugins.view", "yes yes demo yes yes yes - -" },
  { SS_PERMISSION_PLUGINS_MANAGE, "plugins.manage", "yes yes demo - yes yes - -" },
  { SS_PERMISSION_PLUGINS_RATE, "plugins.rate", "yes yes demo - yes yes - -" },
  { SS_PERMISSION_PLUGINS_PUBLISH, "plugins.publish", "yes yes - - - - - -" },
  { SS_PERMISSION_USERS_VIEW, "users.view", "yes yes demo yes yes yes - -" },
  { SS_PERMISSION_USERS_MANAGE, "users.manage", "yes yes - - yes below - -" },
  { SS_PERMISSION_GRANTS_VIEW, "grants.view", "yes yes - yes yes - - -" },
  { SS_PERMISSION_GRANTS_MANAGE, "grants.manage", "yes yes - - yes - - -" },
  { SS_PERMISSION_AUDIT_VIEW, "audit.view", "yes yes - yes yes - - -" },
  { SS_PERMISSION_SETTINGS_EDIT, "settings.edit", "yes yes demo - yes - - -" },
  { SS_PERMISSION_BILLING_VIEW, "billing.view", "yes yes - - yes - - -" },
  { SS_PERMISSION_REPORTS_VIEW, "reports.view", "yes yes demo - yes yes - -" },
  { SS_PERMISSION_TENANTS_VIEW, "tenants.view", "yes yes demo yes - - - -" },
  { SS_PERMISSION_TENANTS_MANAGE, "tenants.manage", "yes yes - - - - - -" },
  { SS_PERMISSION_DOMAINS_MANAGE, "domains.manage", "yes yes - - own - - -" },
};

static SsScope
scope_of_cell (const char *cell)
{
  static const char *const cells[SS_N_SCOPES] = { "-", "yes", "demo", "own", "res", "below" };

  for (guint i = 0; i < SS_N_SCOPES; i++)
    if (g_str_equal (cell, cells[i]))
      return (SsScope) i;
  g_assert_not_reached ();
}

static void
test_every_cell (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (table), ==, SS_N_PERMISSIONS);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (GStrv) cells = g_strsplit (table[i].cells, " ", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, SS_N_ROLES);
      for (guint role = 0; role < SS_N_ROLES; role++)
        {
          g_test_message ("%s for %s", table[i].code, ss_role_to_string (role));
          g_assert_cmpint (ss_permission_get_scope (table[i].permission, role), ==,
                           scope_of_cell (cells[role]));
        }
    }
}

static void
test_codes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      SsPermission permission = SS_N_PERMISSIONS;

      g_assert_cmpint (table[i].permission, ==, i);
      g_assert_cmpstr (ss_permission_to_string (i), ==, table[i].code);
      g_assert_true (ss_permission_from_string (table[i].code, &permission));
      g_assert_cmpint (permission, ==, i);
      g_assert_true (ss_permission_from_string (table[i].code, NULL));
    }
}

static void
test_unknown_codes (void)
{
  static const char *const unknown[] = { NULL,           "",
                                         "plugins",      "plugins.view ",
                                         "PLUGINS.VIEW", "plugins.delete" };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      SsPermission permission = SS_PERMISSION_AUDIT_VIEW;

      g_assert_false (ss_permission_from_string (unknown[i], &permission));
      g_assert_cmpint (permission, ==, SS_PERMISSION_AUDIT_VIEW);
    }
}

static void
test_descriptions (void)
{
  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    {
      const char *sentence = ss_permission_get_description (i);

      g_assert_true (g_ascii_isupper (sentence[0]));
      g_assert_true (g_str_has_suffix (sentence, "."));
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (sentence, !=, ss_permission_get_description (j));
    }
}

static void
test_scope_names (void)
{
  g_assert_null (ss_scope_to_string (SS_SCOPE_NONE));
  g_assert_cmpstr (ss_scope_to_string (SS_SCOPE_ALL), ==, "ALL");
  g_assert_cmpstr (ss_scope_to_string (SS_SCOPE_DEMO), ==, "DEMO");
  g_assert_cmpstr (ss_scope_to_string (SS_SCOPE_OWN), ==, "OWN");
  g_assert_cmpstr (ss_scope_to_string (SS_SCOPE_OWN_RESOURCE), ==, "OWN_RESOURCE");
  g_assert_cmpstr (ss_scope_to_string (SS_SCOPE_BELOW), ==, "BELOW");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/permission/every-cell", test_every_cell);
  g_test_add_func ("/permission/codes", test_codes);
  g_test_add_func ("/permission/unknown-codes", test_unknown_codes);
  g_test_add_func ("/permission/descriptions", test_descriptions);
  g_test_add_func ("/permission/scope-names", test_scope_names);
  return g_test_run ();
}
