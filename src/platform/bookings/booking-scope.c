/* booking-scope.c: whose bookings a caller sees and changes
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/bookings/booking-scope.h"

static const char own_resource[] = "SELECT id FROM resources WHERE user_id = $1";

/**
 * ss_booking_scope_is_own:
 * @request: a request
 * @permission: what it needs
 *
 * Returns: whether the caller is a customer, who has it for what is the caller's own alone
 */
gboolean
ss_booking_scope_is_own (SsRequest *request, SsPermission permission)
{
  return ss_request_get_scope (request, permission) == SS_SCOPE_OWN;
}

/**
 * ss_booking_scope_restrict:
 * @request: a request
 * @permission: what it needs
 * @expression: SQL for the id of a row's customer
 * @conditions: gets one that leaves out other people's rows
 */
void
ss_booking_scope_restrict (SsRequest *request, SsPermission permission, const char *expression,
                           SsConditions *conditions)
{
  if (!ss_booking_scope_is_own (request, permission))
    return;
  g_string_append_printf (conditions->where,
                          " AND %s IN (SELECT own.id FROM customers own WHERE own.user_id = $%u)", expression,
                          ss_parameters_add_string (conditions->parameters,
                                                    ss_request_get_caller (request)->user_id));
}

/**
 * ss_booking_scope_get_own_resource:
 * @request: a request
 * @resource_id: (out) (transfer full) (nullable): the resource that is linked to the caller
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be asked
 */
gboolean
ss_booking_scope_get_own_resource (SsRequest *request, char **resource_id, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (ss_request_get_transaction (request), own_resource, error,
                                                  "s", ss_request_get_caller (request)->user_id);
  gboolean found;

  *resource_id = NULL;
  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (found)
    *resource_id = g_strdup (ss_rows_get_string (rows, 0));
  return TRUE;
}

/**
 * ss_booking_scope_check_edit:
 * @request: a request that changes an appointment or a blocker
 * @resource_id: (nullable): the resource that it is on, or shall be
 * @reply: (out) (transfer full) (nullable): 403, rule `own_resource`, where staff change another's
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be asked
 */
gboolean
ss_booking_scope_check_edit (SsRequest *request, const char *resource_id, SsReply **reply, GError **error)
{
  g_autofree char *own = NULL;

  *reply = NULL;
  if (ss_request_get_scope (request, SS_PERMISSION_CALENDAR_EDIT) != SS_SCOPE_OWN_RESOURCE)
    return TRUE;
  if (!ss_booking_scope_get_own_resource (request, &own, error))
    return FALSE;
  if (own == NULL || g_strcmp0 (own, resource_id) != 0)
    *reply = ss_reply_new_denied ("own_resource", "You may change the bookings of your own resource only.");
  return TRUE;
}

/**
 * ss_booking_lock_resource:
 * @transaction: a transaction that writes
 * @id: a resource, before its time is looked at
 * @error: return location for an #SsStoreError
 *
 * A change of nothing takes the lock of the row in every database; what is read after it was committed
 * before. SQLite has one writer a file anyway.
 *
 * Returns: whether it is locked, or is not there
 */
gboolean
ss_booking_lock_resource (SsTransaction *transaction, const char *id, GError **error)
{
  return ss_transaction_execute (transaction, "UPDATE resources SET updated_at = updated_at WHERE id = $1",
                                 NULL, error, "s", id);
}

/**
 * ss_booking_lock_customer:
 * @transaction: a transaction that writes
 * @id: a customer, before its totals are reckoned
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is locked, or is not there
 */
gboolean
ss_booking_lock_customer (SsTransaction *transaction, const char *id, GError **error)
{
  return ss_transaction_execute (transaction, "UPDATE customers SET updated_at = updated_at WHERE id = $1",
                                 NULL, error, "s", id);
}

/**
 * ss_booking_lock_appointment:
 * @transaction: a transaction that writes
 * @id: an appointment, before it is read to be changed
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is locked, or is not there
 */
gboolean
ss_booking_lock_appointment (SsTransaction *transaction, const char *id, GError **error)
{
  return ss_transaction_execute (transaction, "UPDATE appointments SET updated_at = updated_at WHERE id = $1",
                                 NULL, error, "s", id);
}
