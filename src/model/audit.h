/* audit.h: the record of who did what to whom (contract section 8)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/model.h"
#include "model/people.h"

G_BEGIN_DECLS

/* Who did it, as of that day. */
#define SS_AUDIT_ACTOR_FIELDS(FIELD, ...)                \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)        \
  FIELD (__VA_ARGS__, email, STRING, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, role, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_role_choice)

#define SS_TYPE_AUDIT_ACTOR (ss_audit_actor_get_type ())
SS_DECLARE_MODEL (SsAuditActor, ss_audit_actor, AUDIT_ACTOR, SS_AUDIT_ACTOR_FIELDS)

/* What it was done to: a person with email and role, or a thing with a name. */
#define SS_AUDIT_TARGET_FIELDS(FIELD, ...)                                   \
  FIELD (__VA_ARGS__, type_, STRING, SS_FIELD_READ_ONLY)                     \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                            \
  FIELD (__VA_ARGS__, email, STRING, SS_FIELD_READ_ONLY | SS_FIELD_OPTIONAL) \
  FIELD (__VA_ARGS__, role, STRING, SS_FIELD_READ_ONLY | SS_FIELD_OPTIONAL)  \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_READ_ONLY | SS_FIELD_OPTIONAL)

#define SS_TYPE_AUDIT_TARGET (ss_audit_target_get_type ())
SS_DECLARE_MODEL (SsAuditTarget, ss_audit_target, AUDIT_TARGET, SS_AUDIT_TARGET_FIELDS)

#define SS_AUDIT_ENTRY_FIELDS(FIELD, ...)                                          \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                  \
  FIELD (__VA_ARGS__, timestamp, TIME, SS_FIELD_READ_ONLY)                         \
  FIELD (__VA_ARGS__, action, STRING, SS_FIELD_READ_ONLY)                          \
  FIELD (__VA_ARGS__, actor, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE,       \
         .get_type = ss_audit_actor_get_type)                                      \
  FIELD (__VA_ARGS__, real_actor, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE,  \
         .get_type = ss_audit_actor_get_type)                                      \
  FIELD (__VA_ARGS__, target, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE,      \
         .get_type = ss_audit_target_get_type)                                     \
  FIELD (__VA_ARGS__, tenant_id, ID, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)       \
  FIELD (__VA_ARGS__, ip_address, STRING, SS_FIELD_READ_ONLY)                      \
  FIELD (__VA_ARGS__, user_agent, STRING, SS_FIELD_READ_ONLY)                      \
  FIELD (__VA_ARGS__, session_key, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE) \
  FIELD (__VA_ARGS__, request_id, STRING, SS_FIELD_READ_ONLY)                      \
  FIELD (__VA_ARGS__, details, JSON, SS_FIELD_READ_ONLY)                           \
  FIELD (__VA_ARGS__, previous_hash, STRING, SS_FIELD_READ_ONLY)                   \
  FIELD (__VA_ARGS__, hash, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_AUDIT_ENTRY (ss_audit_entry_get_type ())
SS_DECLARE_MODEL (SsAuditEntry, ss_audit_entry, AUDIT_ENTRY, SS_AUDIT_ENTRY_FIELDS)

G_END_DECLS
