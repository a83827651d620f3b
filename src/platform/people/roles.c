/* roles.c: the rules of sections 3 and 4 as data, so that no client repeats them
 *
 * Written once from the tables of src/domain: it is the same for everybody and as long as the program runs.
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/masquerade.h"
#include "platform/people/routes.h"

/* How far each role reaches, in the words of the contract. */
static const char *const scopes[SS_N_ROLES] = {
  [SS_ROLE_SUPERUSER] = "all tenants",
  [SS_ROLE_PLATFORM_MANAGER] = "all tenants",
  [SS_ROLE_PLATFORM_SALES] = "demo accounts only",
  [SS_ROLE_PLATFORM_SUPPORT] = "tenant users (read), no tenant settings",
  [SS_ROLE_TENANT_OWNER] = "own tenant, everything",
  [SS_ROLE_TENANT_MANAGER] = "own tenant, all but owner matters",
  [SS_ROLE_TENANT_STAFF] = "own tenant, limited",
  [SS_ROLE_CUSTOMER] = "own data only",
};

static void
write_permissions (SsRole role, SsJsonWriter *writer)
{
  ss_json_writer_name (writer, "permissions");
  ss_json_writer_begin_array (writer);
  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    {
      SsScope scope = ss_permission_get_scope ((SsPermission) i, role);

      if (scope == SS_SCOPE_NONE)
        continue;
      ss_json_writer_begin_object (writer);
      ss_json_writer_name (writer, "code");
      ss_json_writer_string (writer, ss_permission_to_string ((SsPermission) i));
      ss_json_writer_name (writer, "scope");
      ss_json_writer_string (writer, ss_scope_to_string (scope));
      ss_json_writer_end_object (writer);
    }
  ss_json_writer_end_array (writer);
}

static void
write_roles (SsRole role, const char *name, gboolean (*may) (SsRole, SsRole), SsJsonWriter *writer)
{
  ss_json_writer_name (writer, name);
  ss_json_writer_begin_array (writer);
  for (guint i = 0; i < SS_N_ROLES; i++)
    if (may (role, (SsRole) i))
      ss_json_writer_string (writer, ss_role_to_string ((SsRole) i));
  ss_json_writer_end_array (writer);
}

static void
write_role (SsRole role, SsJsonWriter *writer)
{
  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, "role");
  ss_json_writer_string (writer, ss_role_to_string (role));
  ss_json_writer_name (writer, "level");
  ss_json_writer_string (writer, ss_role_is_platform (role) ? "platform" : "tenant");
  ss_json_writer_name (writer, "scope");
  ss_json_writer_string (writer, scopes[role]);
  ss_json_writer_name (writer, "rank");
  ss_json_writer_integer (writer, role);
  write_permissions (role, writer);
  write_roles (role, "mayMasqueradeAs", ss_masquerade_matrix, writer);
  write_roles (role, "mayAssign", ss_role_may_assign, writer);
  ss_json_writer_end_object (writer);
}

static void
write_pair (const char *first, const char *first_value, const char *second, const char *second_value,
            SsJsonWriter *writer)
{
  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, first);
  ss_json_writer_string (writer, first_value);
  ss_json_writer_name (writer, second);
  ss_json_writer_string (writer, second_value);
  ss_json_writer_end_object (writer);
}

static GBytes *
write_tables (void)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "roles");
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < SS_N_ROLES; i++)
    write_role ((SsRole) i, &writer);
  ss_json_writer_end_array (&writer);

  ss_json_writer_name (&writer, "permissions");
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    write_pair ("code", ss_permission_to_string ((SsPermission) i), "description",
                ss_permission_get_description ((SsPermission) i), &writer);
  ss_json_writer_end_array (&writer);

  ss_json_writer_name (&writer, "masqueradeRules");
  ss_json_writer_begin_array (&writer);
  for (guint i = SS_MASQUERADE_ALLOWED + 1; i < SS_N_MASQUERADE_RULES; i++)
    write_pair ("rule", ss_masquerade_rule_to_string ((SsMasqueradeRule) i), "explanation",
                ss_masquerade_rule_get_explanation ((SsMasqueradeRule) i), &writer);
  ss_json_writer_end_array (&writer);
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_bytes (&writer);
}

/**
 * ss_roles_get:
 * @request: `GET /roles/`
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the reply
 */
SsReply *
ss_roles_get (SsRequest *request, GError **error)
{
  static GBytes *tables = NULL;

  if (g_once_init_enter (&tables))
    g_once_init_leave (&tables, write_tables ());
  return ss_reply_new_bytes (200, "application/json", tables);
}
