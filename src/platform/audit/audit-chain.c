/* audit-chain.c: which chain a request is about (contract section 11)
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/audit/audit-chain.h"

#include "platform/http/request-private.h"

/* A deleted business's, too, as long as its backup is kept. */
static const char find_schema[] = "SELECT schema_name FROM shared.tenants WHERE id = $1 UNION "
                                  "SELECT schema_name FROM shared.tenant_backups WHERE id = $1";

/* (transfer full) (nullable): where the tenant's tables lie */
static char *
read_schema (SsRequest *request, const char *tenant_id, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (ss_request_get_transaction (request), find_schema, error, "s", tenant_id);
  gboolean found;

  if (!ss_rows_first (rows, &found, error) || !found)
    return NULL;
  return g_strdup (ss_rows_get_string (rows, 0));
}

/**
 * ss_audit_chain_open:
 * @request: about a chain
 * @reply: (out) (nullable): 404 where there is no such business, or it is not the request's
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it went well; the request's transaction is the chain's then, unless there is @reply
 */
gboolean
ss_audit_chain_open (SsRequest *request, SsReply **reply, GError **error)
{
  const char *tenant_id = ss_request_get_parameter (request, "tenant_id");
  const char *own_id = ss_request_get_tenant (request)->id;
  g_autofree char *schema = NULL;
  GError *failure = NULL;

  *reply = NULL;
  if (tenant_id == NULL || *tenant_id == '\0' || g_strcmp0 (tenant_id, own_id) == 0)
    return TRUE;
  if (own_id == NULL)
    schema = read_schema (request, tenant_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (schema == NULL)
    {
      *reply = ss_reply_new_not_found ();
      return TRUE;
    }
  ss_request_release (request);
  request->transaction = ss_store_begin (ss_platform_get_store (ss_request_get_context (request)), schema,
                                         SS_ACCESS_READ, NULL, error);
  return request->transaction != NULL;
}

/**
 * ss_audit_chain_prefix:
 * @request: one for which ss_audit_chain_open() went well
 *
 * Returns: what stands before the names of the chain's tables
 */
const char *
ss_audit_chain_prefix (SsRequest *request)
{
  return ss_transaction_get_schema (ss_request_get_transaction (request)) == NULL ? "shared." : "";
}
