/* booking-scope.h: whose bookings a caller sees and changes (contract section 3)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"
#include "platform/store/conditions.h"

G_BEGIN_DECLS

/* For how long a cancelled or deleted appointment can be restored. */
#define SS_RESTORE_DAYS 30

/* The part of a query's rows that has the id of a customer in @expression and is the caller's own. */
void ss_booking_scope_restrict (SsRequest *request, SsPermission permission, const char *expression,
                                SsConditions *conditions);
gboolean ss_booking_scope_is_own (SsRequest *request, SsPermission permission);

/* May the caller change what is on @resource_id (nullable)? @reply: a 403 where not. FALSE with an error. */
gboolean ss_booking_scope_check_edit (SsRequest *request, const char *resource_id, SsReply **reply,
                                      GError **error);
/* (transfer full) (nullable): the caller's own resource where the caller changes no other's */
gboolean ss_booking_scope_get_own_resource (SsRequest *request, char **resource_id, GError **error);

/* Others who change the same row, in this process or another, wait until this transaction is over. */
gboolean ss_booking_lock_resource (SsTransaction *transaction, const char *id, GError **error);
gboolean ss_booking_lock_customer (SsTransaction *transaction, const char *id, GError **error);
gboolean ss_booking_lock_appointment (SsTransaction *transaction, const char *id, GError **error);

G_END_DECLS
