/* user-rules.h: what may be done with a user, for the one who asks (contract sections 3, 4 and 11)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/role.h"
#include "platform/http/request.h"

G_BEGIN_DECLS

void ss_user_rules_get_actor (SsRequest *request, SsPerson *actor);
/* @rows at a user of SS_USER_COLUMNS; valid until the next row. @tenant_id: (nullable): staff */
gboolean ss_user_rules_get_target (SsRows *rows, const char *tenant_id, SsPerson *target);

/* (nullable): NULL: may change this person's account at all; else the rule that refuses */
const char *ss_user_rules_check_manage (const SsPerson *actor, const SsPerson *target);
gboolean ss_user_rules_fits_level (SsRole role, gboolean is_staff);
SsReply *ss_user_rules_reply_denied (const char *rule);
/* (nullable): "last_owner" or "last_superuser", where the database kept that one */
const char *ss_user_rules_last_code (const GError *error);
SsReply *ss_user_rules_reply_last (const char *code);

/* The member `can`. @is_last: nobody else is an active owner, or superuser, there */
void ss_user_rules_write_can (SsRequest *request, const SsPerson *target, gboolean is_last,
                              SsJsonWriter *writer);
/* How many are active in the role that must not die out: owners, or the platform's superusers. */
gboolean ss_user_rules_count_last (SsTransaction *transaction, gboolean is_staff, gint64 *count,
                                   GError **error);

G_END_DECLS
