/* roles.h: the rules about roles as data: `GET /roles/` (contract section 7)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/model.h"
#include "model/people.h"

G_BEGIN_DECLS

/* A permission that a role has by right, and how far. */
#define SS_ROLE_PERMISSION_FIELDS(FIELD, ...)           \
  FIELD (__VA_ARGS__, code, STRING, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, scope, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_ROLE_PERMISSION (ss_role_permission_get_type ())
SS_DECLARE_MODEL (SsRolePermission, ss_role_permission, ROLE_PERMISSION, SS_ROLE_PERMISSION_FIELDS)

/* rank counts from 0, the highest. */
#define SS_ROLE_INFO_FIELDS(FIELD, ...)                                                                  \
  FIELD (__VA_ARGS__, role, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_role_choice)                    \
  FIELD (__VA_ARGS__, level, STRING, SS_FIELD_READ_ONLY)                                                 \
  FIELD (__VA_ARGS__, scope, STRING, SS_FIELD_READ_ONLY)                                                 \
  FIELD (__VA_ARGS__, rank, INTEGER, SS_FIELD_READ_ONLY)                                                 \
  FIELD (__VA_ARGS__, permissions, OBJECTS, SS_FIELD_READ_ONLY, .get_type = ss_role_permission_get_type) \
  FIELD (__VA_ARGS__, may_masquerade_as, STRINGS, SS_FIELD_READ_ONLY)                                    \
  FIELD (__VA_ARGS__, may_assign, STRINGS, SS_FIELD_READ_ONLY)

#define SS_TYPE_ROLE_INFO (ss_role_info_get_type ())
SS_DECLARE_MODEL (SsRoleInfo, ss_role_info, ROLE_INFO, SS_ROLE_INFO_FIELDS)

#define SS_PERMISSION_INFO_FIELDS(FIELD, ...)           \
  FIELD (__VA_ARGS__, code, STRING, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, description, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_PERMISSION_INFO (ss_permission_info_get_type ())
SS_DECLARE_MODEL (SsPermissionInfo, ss_permission_info, PERMISSION_INFO, SS_PERMISSION_INFO_FIELDS)

/* Why a masquerade is refused; they are tried in the order of the list. */
#define SS_MASQUERADE_RULE_INFO_FIELDS(FIELD, ...)      \
  FIELD (__VA_ARGS__, rule, STRING, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, explanation, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_MASQUERADE_RULE_INFO (ss_masquerade_rule_info_get_type ())
SS_DECLARE_MODEL (SsMasqueradeRuleInfo, ss_masquerade_rule_info, MASQUERADE_RULE_INFO,
                  SS_MASQUERADE_RULE_INFO_FIELDS)

#define SS_ROLE_TABLE_FIELDS(FIELD, ...)                                                                 \
  FIELD (__VA_ARGS__, roles, OBJECTS, SS_FIELD_READ_ONLY, .get_type = ss_role_info_get_type)             \
  FIELD (__VA_ARGS__, permissions, OBJECTS, SS_FIELD_READ_ONLY, .get_type = ss_permission_info_get_type) \
  FIELD (__VA_ARGS__, masquerade_rules, OBJECTS, SS_FIELD_READ_ONLY,                                     \
         .get_type = ss_masquerade_rule_info_get_type)

#define SS_TYPE_ROLE_TABLE (ss_role_table_get_type ())
SS_DECLARE_MODEL (SsRoleTable, ss_role_table, ROLE_TABLE, SS_ROLE_TABLE_FIELDS)

SsRoleInfo *ss_role_table_find (SsRoleTable *self, const char *role);
const char *ss_role_table_explain (SsRoleTable *self, const char *rule);
const char *ss_role_info_get_permission_scope (SsRoleInfo *self, const char *code);

G_END_DECLS
