/* roles.c: the rules about roles as data
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/roles.h"

SS_DEFINE_MODEL (SsRolePermission, ss_role_permission, SS_ROLE_PERMISSION_FIELDS)
SS_DEFINE_MODEL (SsRoleInfo, ss_role_info, SS_ROLE_INFO_FIELDS)
SS_DEFINE_MODEL (SsPermissionInfo, ss_permission_info, SS_PERMISSION_INFO_FIELDS)
SS_DEFINE_MODEL (SsMasqueradeRuleInfo, ss_masquerade_rule_info, SS_MASQUERADE_RULE_INFO_FIELDS)
SS_DEFINE_MODEL (SsRoleTable, ss_role_table, SS_ROLE_TABLE_FIELDS)

/* (transfer none) (nullable): the one whose text field @field is @text; the list holds it. */
static gpointer
find (GListModel *list, guint field, const char *text)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SsModel) model = g_list_model_get_item (list, i);

      if (g_strcmp0 (ss_model_get_string (model, field), text) == 0)
        return model;
    }
  return NULL;
}

/**
 * ss_role_table_find:
 * @self: the rules
 * @role: (nullable): a role's wire name
 *
 * Returns: (transfer none) (nullable): what is said of it
 */
SsRoleInfo *
ss_role_table_find (SsRoleTable *self, const char *role)
{
  g_return_val_if_fail (SS_IS_ROLE_TABLE (self), NULL);

  return find (ss_role_table_get_roles (self), ss_role_info_field_role, role);
}

/**
 * ss_role_table_explain:
 * @self: the rules
 * @rule: (nullable): the wire name of a rule of masquerading
 *
 * Returns: (transfer none) (nullable): the sentence that explains it
 */
const char *
ss_role_table_explain (SsRoleTable *self, const char *rule)
{
  SsMasqueradeRuleInfo *info;

  g_return_val_if_fail (SS_IS_ROLE_TABLE (self), NULL);

  info = find (ss_role_table_get_masquerade_rules (self), ss_masquerade_rule_info_field_rule, rule);
  return info != NULL ? ss_masquerade_rule_info_get_explanation (info) : NULL;
}

/**
 * ss_role_info_get_permission_scope:
 * @self: a role
 * @code: a permission's code
 *
 * Returns: (transfer none) (nullable): how far it has the permission by right; %NULL where it has not
 */
const char *
ss_role_info_get_permission_scope (SsRoleInfo *self, const char *code)
{
  SsRolePermission *permission;

  g_return_val_if_fail (SS_IS_ROLE_INFO (self), NULL);

  permission = find (ss_role_info_get_permissions (self), ss_role_permission_field_code, code);
  return permission != NULL ? ss_role_permission_get_scope (permission) : NULL;
}
