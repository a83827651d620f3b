/* people.h: people and what they are granted (contract sections 2 and 7)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/grant.h"
#include "domain/role.h"
#include "domain/validation.h"
#include "model/model.h"
#include "model/tenants.h"

G_BEGIN_DECLS

/* What may be done with a user, for the caller. */
#define SS_ABILITY_FIELDS(FIELD, ...)                       \
  FIELD (__VA_ARGS__, allowed, BOOLEAN, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, rule, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)

#define SS_TYPE_ABILITY (ss_ability_get_type ())
SS_DECLARE_MODEL (SsAbility, ss_ability, ABILITY, SS_ABILITY_FIELDS)

#define SS_USER_CAN_FIELDS(FIELD, ...)                                                         \
  FIELD (__VA_ARGS__, masquerade, OBJECT, SS_FIELD_READ_ONLY, .get_type = ss_ability_get_type) \
  FIELD (__VA_ARGS__, change_role, STRINGS, SS_FIELD_READ_ONLY)                                \
  FIELD (__VA_ARGS__, deactivate, BOOLEAN, SS_FIELD_READ_ONLY)

#define SS_TYPE_USER_CAN (ss_user_can_get_type ())
SS_DECLARE_MODEL (SsUserCan, ss_user_can, USER_CAN, SS_USER_CAN_FIELDS)

#define SS_USER_FIELDS(FIELD, ...)                                                                         \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                                          \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_REQUIRED, .limit = SS_NAME_MAX, .check = ss_validate_name)    \
  FIELD (__VA_ARGS__, email, STRING, SS_FIELD_REQUIRED, .limit = SS_EMAIL_MAX, .check = ss_validate_email) \
  FIELD (__VA_ARGS__, role, ENUM, SS_FIELD_REQUIRED, .choice = ss_model_role_choice)                       \
  FIELD (__VA_ARGS__, tenant_id, ID, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                               \
  FIELD (__VA_ARGS__, tenant_name, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                         \
  FIELD (__VA_ARGS__, is_active, BOOLEAN, SS_FIELD_PLAIN)                                                  \
  FIELD (__VA_ARGS__, is_temporary, BOOLEAN, SS_FIELD_READ_ONLY)                                           \
  FIELD (__VA_ARGS__, avatar_url, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                          \
  FIELD (__VA_ARGS__, status, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_user_status_choice)             \
  FIELD (__VA_ARGS__, last_login_at, TIME, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                         \
  FIELD (__VA_ARGS__, created_at, TIME, SS_FIELD_READ_ONLY)                                                \
  FIELD (__VA_ARGS__, resource_id, ID, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                             \
  FIELD (__VA_ARGS__, can, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE | SS_FIELD_OPTIONAL,             \
         .get_type = ss_user_can_get_type)

const char *ss_model_role_choice (guint number);
const char *ss_model_user_status_choice (guint number);

#define SS_TYPE_USER (ss_user_get_type ())
SS_DECLARE_MODEL (SsUser, ss_user, USER, SS_USER_FIELDS)

/* Whom one has invited: a user, and the address to pass on, which is told once. */
#define SS_INVITED_USER_FIELDS(FIELD, ...) \
  SS_USER_FIELDS (FIELD, __VA_ARGS__)      \
  FIELD (__VA_ARGS__, invitation_url, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_INVITED_USER (ss_invited_user_get_type ())
SS_DECLARE_MODEL (SsInvitedUser, ss_invited_user, INVITED_USER, SS_INVITED_USER_FIELDS)

/* A person inside another object: who installed, who granted. */
#define SS_PERSON_FIELDS(FIELD, ...)                     \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)        \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_READ_ONLY)  \
  FIELD (__VA_ARGS__, email, STRING, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, role, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_role_choice)

#define SS_TYPE_PERSON_REFERENCE (ss_person_reference_get_type ())
SS_DECLARE_MODEL (SsPersonReference, ss_person_reference, PERSON_REFERENCE, SS_PERSON_FIELDS)

/* The masquerade in which somebody is now. */
#define SS_MASQUERADE_FIELDS(FIELD, ...)                                                         \
  FIELD (__VA_ARGS__, real_user, OBJECT, SS_FIELD_READ_ONLY, .get_type = ss_user_get_type)       \
  FIELD (__VA_ARGS__, mode, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_masquerade_mode_choice) \
  FIELD (__VA_ARGS__, reason, STRING, SS_FIELD_READ_ONLY)                                        \
  FIELD (__VA_ARGS__, started_at, TIME, SS_FIELD_READ_ONLY)                                      \
  FIELD (__VA_ARGS__, expires_at, TIME, SS_FIELD_READ_ONLY)

const char *ss_model_masquerade_mode_choice (guint number);

#define SS_TYPE_MASQUERADE (ss_masquerade_get_type ())
SS_DECLARE_MODEL (SsMasquerade, ss_masquerade, MASQUERADE, SS_MASQUERADE_FIELDS)

/* What the events tell of one: who is whom (contract sections 4 and 10). */
#define SS_MASQUERADE_PERSON_FIELDS(FIELD, ...)   \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, email, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_MASQUERADE_PERSON (ss_masquerade_person_get_type ())
SS_DECLARE_MODEL (SsMasqueradePerson, ss_masquerade_person, MASQUERADE_PERSON, SS_MASQUERADE_PERSON_FIELDS)

#define SS_MASQUERADE_NOTICE_FIELDS(FIELD, ...)                                                         \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                                       \
  FIELD (__VA_ARGS__, user, OBJECT, SS_FIELD_READ_ONLY, .get_type = ss_masquerade_person_get_type)      \
  FIELD (__VA_ARGS__, real_user, OBJECT, SS_FIELD_READ_ONLY, .get_type = ss_masquerade_person_get_type) \
  FIELD (__VA_ARGS__, mode, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_masquerade_mode_choice)        \
  FIELD (__VA_ARGS__, reason, STRING, SS_FIELD_READ_ONLY)                                               \
  FIELD (__VA_ARGS__, started_at, TIME, SS_FIELD_READ_ONLY)                                             \
  FIELD (__VA_ARGS__, expires_at, TIME, SS_FIELD_READ_ONLY)

#define SS_TYPE_MASQUERADE_NOTICE (ss_masquerade_notice_get_type ())
SS_DECLARE_MODEL (SsMasqueradeNotice, ss_masquerade_notice, MASQUERADE_NOTICE, SS_MASQUERADE_NOTICE_FIELDS)

/* What `GET /users/me/` answers beyond the User. */
#define SS_CURRENT_USER_FIELDS(FIELD, ...)                                        \
  SS_USER_FIELDS (FIELD, __VA_ARGS__)                                             \
  FIELD (__VA_ARGS__, permissions, STRINGS, SS_FIELD_READ_ONLY)                   \
  FIELD (__VA_ARGS__, permission_scopes, JSON, SS_FIELD_READ_ONLY)                \
  FIELD (__VA_ARGS__, masquerade, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE, \
         .get_type = ss_masquerade_get_type)                                      \
  FIELD (__VA_ARGS__, tenant, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE,     \
         .get_type = ss_tenant_brand_get_type)

#define SS_TYPE_CURRENT_USER (ss_current_user_get_type ())
SS_DECLARE_MODEL (SsCurrentUser, ss_current_user, CURRENT_USER, SS_CURRENT_USER_FIELDS)

/* A place where somebody is signed in. */
#define SS_SIGNED_IN_FIELDS(FIELD, ...)                       \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)             \
  FIELD (__VA_ARGS__, created_at, TIME, SS_FIELD_READ_ONLY)   \
  FIELD (__VA_ARGS__, last_used_at, TIME, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, ip_address, STRING, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, user_agent, STRING, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, current, BOOLEAN, SS_FIELD_READ_ONLY)

#define SS_TYPE_SIGNED_IN (ss_signed_in_get_type ())
SS_DECLARE_MODEL (SsSignedIn, ss_signed_in, SIGNED_IN, SS_SIGNED_IN_FIELDS)

#define SS_PERMISSION_GRANT_FIELDS(FIELD, ...)                                                       \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                                    \
  FIELD (__VA_ARGS__, grantor, OBJECT, SS_FIELD_READ_ONLY, .get_type = ss_person_reference_get_type) \
  FIELD (__VA_ARGS__, grantee, OBJECT, SS_FIELD_READ_ONLY, .get_type = ss_person_reference_get_type) \
  FIELD (__VA_ARGS__, action, STRING, SS_FIELD_REQUIRED)                                             \
  FIELD (__VA_ARGS__, reason, STRING, SS_FIELD_REQUIRED, .limit = SS_REASON_MAX)                     \
  FIELD (__VA_ARGS__, created_at, TIME, SS_FIELD_READ_ONLY)                                          \
  FIELD (__VA_ARGS__, expires_at, TIME, SS_FIELD_READ_ONLY)                                          \
  FIELD (__VA_ARGS__, revoked_at, TIME, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                      \
  FIELD (__VA_ARGS__, revoked_by, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE,                    \
         .get_type = ss_person_reference_get_type)                                                   \
  FIELD (__VA_ARGS__, status, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_grant_status_choice)

/* What came of one of several that were changed together. */
#define SS_BULK_RESULT_FIELDS(FIELD, ...)              \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)      \
  FIELD (__VA_ARGS__, ok, BOOLEAN, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, code, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)

#define SS_TYPE_BULK_RESULT (ss_bulk_result_get_type ())
SS_DECLARE_MODEL (SsBulkResult, ss_bulk_result, BULK_RESULT, SS_BULK_RESULT_FIELDS)

const char *ss_model_grant_status_choice (guint number);

#define SS_TYPE_PERMISSION_GRANT (ss_permission_grant_get_type ())
SS_DECLARE_MODEL (SsPermissionGrant, ss_permission_grant, PERMISSION_GRANT, SS_PERMISSION_GRANT_FIELDS)

G_END_DECLS
