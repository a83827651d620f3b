/* security-log.h: what happened to accounts, as JSON lines (contract section 8)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SsSecurityEvent:
 * @action: one of the contract's actions
 * @email: (nullable): as given, where nobody is signed in
 * @user_id: (nullable): whom it is about
 * @tenant: (nullable): the sub-domain
 * @address: (nullable): the client's
 * @request_id: (nullable): the request's
 * @rule: (nullable): what refused
 *
 * Never a password or a token: there is no member for one.
 */
typedef struct
{
  const char *action;
  const char *email;
  const char *user_id;
  const char *tenant;
  const char *address;
  const char *request_id;
  const char *rule;
} SsSecurityEvent;

typedef struct _SsSecurityLog SsSecurityLog;

SsSecurityLog *ss_security_log_new (const char *directory);
void ss_security_log_free (SsSecurityLog *self);
void ss_security_log_write (SsSecurityLog *self, const SsSecurityEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsSecurityLog, ss_security_log_free)

G_END_DECLS
