/* grant-words.h: permissions that are granted for a while, in words
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/people.h"

G_BEGIN_DECLS

/* A permission in words, or its code where it is none that is known here. */
const char *ss_grant_describe_action (const char *action);
/* "24:59", "1:24:59"; and for the ear: "24 minutes 59 seconds left". (transfer full) */
char *ss_grant_describe_countdown (guint seconds);
char *ss_grant_describe_time_left (guint seconds);
const char *ss_grant_status_get_label (const char *status);
/* When it ended, or will: "14:30" today, otherwise with the day. (transfer full) */
char *ss_grant_describe_end (SsPermissionGrant *grant, GTimeZone *zone);
/* Who has it: "Sam Staff". */
const char *ss_grant_get_grantee_name (SsPermissionGrant *grant);
const char *ss_grant_get_grantor_name (SsPermissionGrant *grant);
/* Why one of several was not revoked. */
const char *ss_grant_explain_code (const char *code);

G_END_DECLS
