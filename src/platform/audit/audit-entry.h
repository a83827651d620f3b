/* audit-entry.h: one entry of the audit log, as it is stored, hashed and told
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

/* SHA-256 in hex, with its NUL. */
#define SS_AUDIT_HASH_SIZE 65

/* The columns of a table of entries, in the order of the enumeration below. */
#define SS_AUDIT_COLUMNS                                                                         \
  "id, created_at, action, actor_id, actor_email, actor_role, real_actor_id, real_actor_email, " \
  "real_actor_role, target_type, target_id, target_email, target_role, target_name, tenant_id, " \
  "ip_address, user_agent, session_key, request_id, details, previous_hash, hash"

enum
{
  SS_AUDIT_COLUMN_ID,
  SS_AUDIT_COLUMN_CREATED_AT,
  SS_AUDIT_COLUMN_ACTION,
  SS_AUDIT_COLUMN_ACTOR_ID,
  SS_AUDIT_COLUMN_ACTOR_EMAIL,
  SS_AUDIT_COLUMN_ACTOR_ROLE,
  SS_AUDIT_COLUMN_REAL_ACTOR_ID,
  SS_AUDIT_COLUMN_REAL_ACTOR_EMAIL,
  SS_AUDIT_COLUMN_REAL_ACTOR_ROLE,
  SS_AUDIT_COLUMN_TARGET_TYPE,
  SS_AUDIT_COLUMN_TARGET_ID,
  SS_AUDIT_COLUMN_TARGET_EMAIL,
  SS_AUDIT_COLUMN_TARGET_ROLE,
  SS_AUDIT_COLUMN_TARGET_NAME,
  SS_AUDIT_COLUMN_TENANT_ID,
  SS_AUDIT_COLUMN_IP_ADDRESS,
  SS_AUDIT_COLUMN_USER_AGENT,
  SS_AUDIT_COLUMN_SESSION_KEY,
  SS_AUDIT_COLUMN_REQUEST_ID,
  SS_AUDIT_COLUMN_DETAILS,
  SS_AUDIT_COLUMN_PREVIOUS_HASH,
  SS_AUDIT_COLUMN_HASH,
  SS_N_AUDIT_COLUMNS,
};

/* An entry's values by column, as text; the moment is a number beside them. */
typedef struct
{
  const char *texts[SS_N_AUDIT_COLUMNS];
  gint64 created_at;
} SsAuditEntryValues;

void ss_audit_entry_read (SsRows *rows, SsAuditEntryValues *values);
/* The canonical JSON without `hash` and `previousHash` replaces what is in @text. */
void ss_audit_entry_write_canonical (const SsAuditEntryValues *values, GString *text);
/* Of the canonical JSON. */
void ss_audit_entry_hash (const char *previous_hash, const GString *canonical, char hash[SS_AUDIT_HASH_SIZE]);
/* The Entry of the contract, added to @text. @scratch is used. */
void ss_audit_entry_write (const SsAuditEntryValues *values, GString *scratch, GString *text);

G_END_DECLS
