/* domain-record.c: one domain of a business, as the contract writes it (section 9)
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/domain-record.h"

#include "model/tenants.h"
#include "platform/platform.h"
#include "platform/store/row-model.h"

enum
{
  COLUMN_ID,
  COLUMN_DOMAIN,
  COLUMN_TENANT_ID,
  COLUMN_IS_PRIMARY,
  COLUMN_IS_CUSTOM,
  COLUMN_ZONE_ID,
  COLUMN_STATUS,
  COLUMN_MESSAGE,
  COLUMN_VERIFIED_AT,
  COLUMN_SUBDOMAIN,
};

static const char select_domain[] = "SELECT " SS_DOMAIN_COLUMNS " FROM " SS_DOMAIN_TABLES " WHERE d.id = $1";

/* What the domain has to be an alias of: the business's name under the platform's. */
static char *
dup_target (SsRequest *request, SsRows *rows)
{
  return g_strdup_printf ("%s.%s", ss_rows_get_string (rows, COLUMN_SUBDOMAIN),
                          ss_platform_get_base_domain (ss_request_get_context (request)));
}

/* The platform writes its own names down itself: null. */
static void
write_record (SsRequest *request, SsRows *rows, SsJsonWriter *writer)
{
  g_autofree char *target = dup_target (request, rows);

  ss_json_writer_name (writer, "dnsRecord");
  if (!ss_rows_get_boolean (rows, COLUMN_IS_CUSTOM))
    {
      ss_json_writer_null (writer);
      return;
    }
  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, "type");
  ss_json_writer_string (writer, "CNAME");
  ss_json_writer_name (writer, "name");
  ss_json_writer_string (writer, ss_rows_get_string (rows, COLUMN_DOMAIN));
  ss_json_writer_name (writer, "value");
  ss_json_writer_string (writer, target);
  ss_json_writer_end_object (writer);
}

/**
 * ss_domain_record_clear:
 * @self: a record
 */
void
ss_domain_record_clear (SsDomainRecord *self)
{
  g_free (self->id);
  g_free (self->tenant_id);
  g_free (self->domain);
  g_free (self->zone_id);
  g_free (self->target);
  *self = (SsDomainRecord){ NULL };
}

/**
 * ss_domain_record_find:
 * @request: who asks
 * @id: a domain's
 * @self: (out caller-allocates): an empty record
 * @found: (out): whether there is such a domain, and the request may see it
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be read
 */
gboolean
ss_domain_record_find (SsRequest *request, const char *id, SsDomainRecord *self, gboolean *found,
                       GError **error)
{
  const char *own = ss_request_get_tenant (request)->id;
  g_autoptr (SsRows) rows =
      ss_transaction_query (ss_request_get_transaction (request), select_domain, error, "s", id);

  if (!ss_rows_first (rows, found, error))
    return FALSE;
  if (*found && own != NULL && !g_str_equal (own, ss_rows_get_string (rows, COLUMN_TENANT_ID)))
    *found = FALSE;
  if (!*found)
    return TRUE;
  self->id = g_strdup (id);
  self->tenant_id = g_strdup (ss_rows_get_string (rows, COLUMN_TENANT_ID));
  self->domain = g_strdup (ss_rows_get_string (rows, COLUMN_DOMAIN));
  if (!ss_rows_is_null (rows, COLUMN_ZONE_ID))
    self->zone_id = g_strdup (ss_rows_get_string (rows, COLUMN_ZONE_ID));
  self->target = dup_target (request, rows);
  self->is_primary = ss_rows_get_boolean (rows, COLUMN_IS_PRIMARY);
  self->is_custom = ss_rows_get_boolean (rows, COLUMN_IS_CUSTOM);
  self->is_verified = g_str_equal (ss_rows_get_string (rows, COLUMN_STATUS), "VERIFIED");
  return TRUE;
}

/**
 * ss_domain_write:
 * @request: who asks
 * @rows: at a row of %SS_DOMAIN_COLUMNS
 * @writer: where the object goes
 */
void
ss_domain_write (SsRequest *request, SsRows *rows, SsJsonWriter *writer)
{
  g_autoptr (SsRowWriter) members = ss_row_writer_new (rows, SS_TYPE_DOMAIN);

  ss_json_writer_begin_object (writer);
  ss_row_writer_write_members (members, writer);
  write_record (request, rows, writer);
  ss_json_writer_end_object (writer);
}

/**
 * ss_domain_reply:
 * @request: who asks, its transaction open
 * @id: a domain that is there
 * @status: 200 or 201
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Domain; %NULL with @error set
 */
SsReply *
ss_domain_reply (SsRequest *request, const char *id, guint status, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (ss_request_get_transaction (request), select_domain, error, "s", id);
  g_auto (SsJsonWriter) writer = { NULL };
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return NULL;
  if (!found)
    return ss_reply_new_not_found ();
  ss_json_writer_init (&writer);
  ss_domain_write (request, rows, &writer);
  return ss_reply_new_json (status, &writer);
}
