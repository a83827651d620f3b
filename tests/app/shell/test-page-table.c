/* test-page-table.c: which role sees which page
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/shell/page-table.h"

#include "domain/permission.h"

/* What the platform says that a role may, by right. */
static GStrv
get_permissions (SsRole role)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint permission = 0; permission < SS_N_PERMISSIONS; permission++)
    if (ss_permission_get_scope (permission, role) != SS_SCOPE_NONE)
      g_strv_builder_add (builder, ss_permission_to_string (permission));
  return g_strv_builder_end (builder);
}

static void
test_roles (void)
{
  for (guint role = 0; role < SS_N_ROLES; role++)
    {
      g_auto (GStrv) permissions = get_permissions (role);
      const char *const *list = (const char *const *) permissions;
      gboolean sees_plugins = role != SS_ROLE_TENANT_STAFF && role != SS_ROLE_CUSTOMER;

      g_test_message ("%s", ss_role_to_string (role));
      g_assert_cmpint (ss_page_info_is_allowed (ss_page_table_find ("marketplace"), list), ==, sees_plugins);
      g_assert_cmpint (ss_page_info_is_allowed (ss_page_table_find ("my-plugins"), list), ==, sees_plugins);
      g_assert_cmpint (ss_page_info_is_allowed (ss_page_table_find ("plugin-guide"), list), ==, sees_plugins);
      g_assert_true (ss_page_info_is_allowed (ss_page_table_find ("settings"), list));
      g_assert_true (ss_page_info_is_allowed (ss_page_table_find ("calendar"), list));
      g_assert_true (ss_page_info_is_allowed (ss_page_table_find ("customers"), list));
      g_assert_true (ss_page_info_is_allowed (ss_page_table_find ("resources"), list));
      g_assert_true (ss_page_info_is_allowed (ss_page_table_find ("services"), list));
      g_assert_cmpint (ss_page_info_is_allowed (ss_page_table_find ("roles"), list), ==, sees_plugins);
      g_assert_cmpstr (ss_page_table_get_first (list)->id, ==, "calendar");
    }
}

static void
test_signed_out (void)
{
  g_assert_cmpstr (ss_page_table_get_first (NULL)->id, ==, "settings");
  g_assert_null (ss_page_table_find ("no-such-page"));
  g_assert_null (ss_page_table_find (NULL));
}

static void
test_complete (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (const SsPageInfo *info = ss_page_table_get (); info->id != NULL; info++)
    {
      SsPermission permission;

      g_assert_true (g_hash_table_add (ids, (gpointer) info->id));
      g_assert_true (g_type_is_a (info->get_type (), SS_TYPE_PAGE));
      g_assert_true (info->permission == NULL || ss_permission_from_string (info->permission, &permission));
      g_assert_true (g_str_has_suffix (info->icon_name, "-symbolic"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/page-table/roles", test_roles);
  g_test_add_func ("/app/page-table/signed-out", test_signed_out);
  g_test_add_func ("/app/page-table/complete", test_complete);
  return g_test_run ();
}
