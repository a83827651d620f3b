/* masquerade-log.h: who acted as whom, or tried to, as JSON lines (contract section 4)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/log-file.h"

G_BEGIN_DECLS

#define SS_MASQUERADE_LOG "masquerade.log"

/**
 * SsMasqueradeEntry:
 * @action: "HIJACK_START", "HIJACK_END" or "HIJACK_DENIED"
 * @hijacker_email: the real user's
 * @hijacked_email: (nullable): the other's, where there is such a user for the real one
 * @ip_address: the real user's
 * @session_key: the masquerade's session; of a refused one, the real user's
 * @mode: (nullable): "VIEW" or "ACT"
 * @reason: (nullable): as given; of an end, why
 * @rule: (nullable): what refused
 */
typedef struct
{
  const char *action;
  const char *hijacker_email;
  const char *hijacked_email;
  const char *ip_address;
  const char *session_key;
  const char *mode;
  const char *reason;
  const char *rule;
} SsMasqueradeEntry;

/* FALSE: it does not stand there. */
gboolean ss_masquerade_log_write (SsLogFile *file, const SsMasqueradeEntry *entry);

G_END_DECLS
