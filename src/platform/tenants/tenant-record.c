/* tenant-record.c: one business, as the contract writes it (section 9)
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/tenant-record.h"

#include "model/tenants.h"
#include "platform/http/etag.h"
#include "platform/store/row-model.h"

static const char select_tenant[] =
    "SELECT t.id, t.name, t.subdomain, t.schema_name, t.subscription_tier, t.status, t.is_demo, t.created_at, "
    "(SELECT d.domain FROM shared.domains d WHERE d.tenant_id = t.id AND d.is_primary) AS primary_domain "
    "FROM shared.tenants t WHERE t.id = $1";

static const char count_own[] =
    "SELECT (SELECT count(*) FROM users), (SELECT n_appointments FROM appointment_counts WHERE id = 1)";

/* From the business's own tables. One whose tables can't be used is shown nonetheless. */
static gboolean
read_counts (SsTransaction *transaction, const char *schema, gint64 counts[2], GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SsTransaction) own =
      ss_store_begin (ss_transaction_get_store (transaction), schema, SS_ACCESS_READ, NULL, &failure);
  g_autoptr (SsRows) rows = own != NULL ? ss_transaction_query (own, count_own, &failure, "") : NULL;
  gboolean found = FALSE;

  if (rows != NULL && ss_rows_first (rows, &found, &failure) && found)
    {
      counts[0] = ss_rows_get_integer (rows, 0);
      counts[1] = ss_rows_get_integer (rows, 1);
    }
  if (failure == NULL || g_error_matches (failure, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE)
      || g_error_matches (failure, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * ss_tenant_record_clear:
 * @self: a record
 */
void
ss_tenant_record_clear (SsTenantRecord *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->subdomain);
  g_free (self->schema);
  g_free (self->tier);
  g_free (self->status);
  *self = (SsTenantRecord){ NULL };
}

/**
 * ss_tenant_record_find:
 * @transaction: any
 * @id: a tenant's
 * @self: (out caller-allocates): an empty record
 * @found: (out): whether there is such a tenant
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be read
 */
gboolean
ss_tenant_record_find (SsTransaction *transaction, const char *id, SsTenantRecord *self, gboolean *found,
                       GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, select_tenant, error, "s", id);

  if (!ss_rows_first (rows, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  self->id = g_strdup (ss_rows_get_string (rows, 0));
  self->name = g_strdup (ss_rows_get_string (rows, 1));
  self->subdomain = g_strdup (ss_rows_get_string (rows, 2));
  self->schema = g_strdup (ss_rows_get_string (rows, 3));
  self->tier = g_strdup (ss_rows_get_string (rows, 4));
  self->status = g_strdup (ss_rows_get_string (rows, 5));
  self->is_demo = ss_rows_get_boolean (rows, 6);
  return TRUE;
}

/**
 * ss_tenant_write_members:
 * @transaction: any
 * @id: a tenant that is there
 * @writer: in an object that is open
 * @error: return location for an #SsStoreError
 *
 * Returns: whether they are written
 */
gboolean
ss_tenant_write_members (SsTransaction *transaction, const char *id, SsJsonWriter *writer, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, select_tenant, error, "s", id);
  g_autoptr (SsRowWriter) members = NULL;
  gint64 counts[2] = { 0, 0 };
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT, "There is no such business");
      return FALSE;
    }
  members = ss_row_writer_new (rows, SS_TYPE_TENANT);
  ss_row_writer_write_members (members, writer);
  if (!read_counts (transaction, ss_rows_get_string (rows, 3), counts, error))
    return FALSE;
  ss_json_writer_name (writer, "userCount");
  ss_json_writer_integer (writer, counts[0]);
  ss_json_writer_name (writer, "appointmentCount");
  ss_json_writer_integer (writer, counts[1]);
  return TRUE;
}

/* (transfer full) (nullable) */
static SsReply *
make_reply (SsRequest *request, const char *id, guint status, const char *invitation_url, GError **error)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  if (!ss_tenant_write_members (ss_request_get_transaction (request), id, &writer, error))
    return NULL;
  if (invitation_url != NULL)
    {
      ss_json_writer_name (&writer, "invitationUrl");
      ss_json_writer_string (&writer, invitation_url);
    }
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (status, &writer);
}

/**
 * ss_tenant_reply:
 * @request: a request, its transaction open
 * @id: a tenant that is there
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 200 with the Tenant; %NULL with @error set
 */
SsReply *
ss_tenant_reply (SsRequest *request, const char *id, GError **error)
{
  return make_reply (request, id, 200, NULL, error);
}

/**
 * ss_tenant_reply_created:
 * @request: a request, its transaction open
 * @id: a tenant that it has made
 * @invitation_url: where its owner accepts, which is said this once
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 201 with the Tenant and the address, its ETag that of the Tenant;
 * %NULL with @error set
 */
SsReply *
ss_tenant_reply_created (SsRequest *request, const char *id, const char *invitation_url, GError **error)
{
  g_autoptr (SsReply) plain = make_reply (request, id, 200, NULL, error);
  SsReply *reply = plain != NULL ? make_reply (request, id, 201, invitation_url, error) : NULL;
  g_autofree char *location = NULL;

  if (reply == NULL)
    return NULL;
  location = g_strdup_printf ("%s/api/v1/platform/tenants/%s/", ss_request_get_origin (request), id);
  ss_reply_set_header (reply, "Location", location);
  ss_etag_copy (reply, plain);
  return reply;
}
