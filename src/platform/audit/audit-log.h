/* audit-log.h: writes down who did what to whom (contract section 8)
 *
 * An entry is a row of the change's own transaction: it is there exactly when the change is. It goes to the
 * chain of the transaction's tenant, or to the platform's where it has none. What is there can't be changed.
 *
 * A handler that changes something says so with one call:
 *
 *   ss_audit_record (request, "ROLE_CHANGED",
 *                    &(SsAuditSubject){ "user", id, .email = email, .role = role },
 *                    ss_audit_details ("from", "TENANT_STAFF", "to", "TENANT_MANAGER", NULL), error)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/* Who did it; all NULL: nobody is known. @role: as on the wire */
typedef struct
{
  const char *id;
  const char *email;
  const char *role;
} SsAuditPerson;

/* What it was done to: a person has email and role, a thing a name.
 * @type: "user", "session", "installation", "settings", "tenant", "domain", "grant" */
typedef struct
{
  const char *type;
  const char *id;
  const char *email; /* (nullable) */
  const char *role;  /* (nullable) */
  const char *name;  /* (nullable) */
} SsAuditSubject;

/* What ss_audit_append() is told where no request can tell it. Texts that are NULL are empty. */
typedef struct
{
  const char *action;
  SsAuditPerson actor;
  SsAuditPerson real_actor;
  SsAuditSubject target;
  const char *tenant_id;
  const char *ip_address;
  const char *user_agent;
  const char *session_key;
  const char *request_id;
  JsonObject *details; /* (unowned) (nullable) */
} SsAuditRecord;

/* Names and texts by turns, NULL at the end; a text may be NULL for null. Never a secret. (transfer full) */
JsonObject *ss_audit_details (const char *name, ...) G_GNUC_NULL_TERMINATED;

/* In the request's transaction, which writes. @target: (nullable); @details: (transfer full) (nullable) */
gboolean ss_audit_record (SsRequest *request, const char *action, const SsAuditSubject *target,
                          JsonObject *details, GError **error);
/* The same by somebody who is not (yet) the request's caller. @actor: (nullable): nobody is known */
gboolean ss_audit_record_by (SsRequest *request, const SsAuditPerson *actor, const char *action,
                             const SsAuditSubject *target, JsonObject *details, GError **error);
/* Of a refusal: in a transaction of its own, committed at once; the request's is rolled back and gone. */
gboolean ss_audit_record_apart (SsRequest *request, const SsAuditPerson *actor, const char *action,
                                const SsAuditSubject *target, JsonObject *details, GError **error);
SsAuditPerson ss_audit_person_of_caller (const SsCaller *caller);

/* Without a request, as from the command line. */
gboolean ss_audit_append (SsTransaction *transaction, const SsAuditRecord *record, GError **error);
/* To the platform's chain, though @transaction has a tenant: it may write to the shared tables. */
gboolean ss_audit_append_to_platform (SsTransaction *transaction, const SsAuditRecord *record,
                                      GError **error);

G_END_DECLS
