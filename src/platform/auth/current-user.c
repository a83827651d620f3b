/* current-user.c: who the caller is and what they may do
 *
 * Asked for at each start and each change of account: written straight from the rows.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "platform/auth/masquerade-record.h"
#include "platform/auth/routes.h"
#include "platform/auth/user-record.h"
#include "platform/events/event-record.h"
#include "platform/grants/grant-check.h"
#include "platform/http/request-private.h"
#include "platform/tenants/settings.h"

static const char find_settings[] =
    "SELECT primary_color, secondary_color, time_zone, currency, locale, week_start, logo_url, " SS_EVENT_LAST_ID
    " FROM settings";

static void
write_permissions (SsRequest *request, SsJsonWriter *writer)
{
  SsScope scopes[SS_N_PERMISSIONS];

  ss_request_get_scopes (request, scopes);
  ss_json_writer_name (writer, "permissions");
  ss_json_writer_begin_array (writer);
  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    if (scopes[i] != SS_SCOPE_NONE)
      ss_json_writer_string (writer, ss_permission_to_string ((SsPermission) i));
  ss_json_writer_end_array (writer);

  ss_json_writer_name (writer, "permissionScopes");
  ss_json_writer_begin_object (writer);
  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    {
      if (scopes[i] == SS_SCOPE_NONE)
        continue;
      ss_json_writer_name (writer, ss_permission_to_string ((SsPermission) i));
      ss_json_writer_string (writer, ss_scope_to_string (scopes[i]));
    }
  ss_json_writer_end_object (writer);
}

static void
write_texts (SsRows *rows, guint first, const char *const *names, guint n_names, SsJsonWriter *writer)
{
  for (guint i = 0; i < n_names; i++)
    {
      ss_json_writer_name (writer, names[i]);
      ss_json_writer_string (writer, ss_rows_get_string (rows, first + i));
    }
}

/* The tenant of the request, as section 11 has it, and the number of its last event. */
static gboolean
write_tenant (SsRequest *request, SsJsonWriter *writer, gint64 *last_event_id, GError **error)
{
  static const char *const colors[] = { "primaryColor", "secondaryColor" };
  static const char *const places[] = { "timeZone", "currency", "locale", "weekStart" };
  const SsRequestTenant *tenant = &request->tenant;
  g_autoptr (SsRows) rows = NULL;
  g_autofree char *logo_url = NULL;

  ss_json_writer_name (writer, "tenant");
  if (tenant->id == NULL)
    {
      ss_json_writer_null (writer);
      return TRUE;
    }
  rows = ss_transaction_query (request->transaction, find_settings, error, "");
  if (rows == NULL || !ss_rows_next (rows, error))
    return FALSE;

  *last_event_id = ss_rows_get_integer (rows, 7);
  logo_url = ss_tenant_logo_url (request, ss_rows_get_string (rows, 6));
  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, "id");
  ss_json_writer_string (writer, tenant->id);
  ss_json_writer_name (writer, "name");
  ss_json_writer_string (writer, tenant->name);
  ss_json_writer_name (writer, "subdomain");
  ss_json_writer_string (writer, tenant->subdomain);
  ss_json_writer_name (writer, "status");
  ss_json_writer_string (writer, request->tenant_status);
  ss_json_writer_name (writer, "isDemo");
  ss_json_writer_boolean (writer, tenant->is_demo);
  write_texts (rows, 0, colors, G_N_ELEMENTS (colors), writer);
  ss_json_writer_name (writer, "logoUrl");
  ss_json_writer_string (writer, logo_url);
  write_texts (rows, 2, places, G_N_ELEMENTS (places), writer);
  ss_json_writer_end_object (writer);
  return TRUE;
}

/* Staff are read where they stand, which is not the tenant that they may be in. */
static gboolean
write_user (SsRequest *request, SsJsonWriter *writer, GError **error)
{
  gboolean is_staff = request->caller.tenant_id == NULL;
  gboolean is_elsewhere = is_staff && request->tenant.id != NULL;
  g_autoptr (SsRows) rows = NULL;

  if (request->user != NULL)
    {
      ss_user_write_members (request->user, is_staff ? NULL : &request->tenant, writer);
      return TRUE;
    }
  if (is_elsewhere && !ss_request_begin (request, TRUE, SS_ACCESS_READ, error))
    return FALSE;
  rows = ss_user_find (request->transaction, is_staff, request->caller.user_id, error);
  if (rows == NULL)
    return FALSE;
  ss_user_write_members (rows, is_staff ? NULL : &request->tenant, writer);
  g_clear_pointer (&rows, ss_rows_free);
  return !is_elsewhere || ss_request_begin (request, FALSE, SS_ACCESS_READ, error);
}

/* With this a client that begins to read follows the events from before its first list. */
static void
add_place (SsReply *reply, gint64 last_event_id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, last_event_id);

  ss_reply_set_header (reply, "Last-Event-ID", text);
}

/* The real user stands in the shared tables, or in the same tenant. */
static gboolean
write_masquerade_members (SsRequest *request, const SsMasqueradeRecord *record, SsJsonWriter *writer,
                          GError **error)
{
  g_autoptr (SsRows) rows =
      ss_user_find (request->transaction, record->real_is_staff, record->real_user_id, error);

  if (rows == NULL)
    return FALSE;
  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, "realUser");
  ss_json_writer_begin_object (writer);
  ss_user_write_members (rows, record->real_is_staff ? NULL : &request->tenant, writer);
  ss_json_writer_end_object (writer);
  ss_json_writer_name (writer, "mode");
  ss_json_writer_string (writer, ss_masquerade_record_get_mode (record));
  ss_json_writer_name (writer, "reason");
  ss_json_writer_string (writer, record->reason);
  ss_json_writer_name (writer, "startedAt");
  ss_json_writer_time (writer, record->started_at);
  ss_json_writer_name (writer, "expiresAt");
  ss_json_writer_time (writer, record->expires_at);
  ss_json_writer_end_object (writer);
  return TRUE;
}

static gboolean
write_masquerade (SsRequest *request, SsJsonWriter *writer, GError **error)
{
  g_auto (SsMasqueradeRecord) record = { 0 };
  gboolean found = FALSE;

  ss_json_writer_name (writer, "masquerade");
  if (request->caller.real_user_id != NULL
      && !ss_masquerade_record_find (request->transaction, request->caller.session_id, &record, &found,
                                     error))
    return FALSE;
  if (found)
    return write_masquerade_members (request, &record, writer, error);
  ss_json_writer_null (writer);
  return TRUE;
}

/**
 * ss_auth_foresee_current_user:
 * @request: `GET /users/me/` in a tenant
 */
void
ss_auth_foresee_current_user (SsRequest *request)
{
  ss_transaction_foresee (request->transaction, find_settings, "");
  ss_grant_foresee_scopes (request);
}

/**
 * ss_auth_get_current_user:
 * @request: `GET /users/me/`
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): the reply
 */
SsReply *
ss_auth_get_current_user (SsRequest *request, GError **error)
{
  g_auto (SsJsonWriter) writer = { 0 };
  gint64 last_event_id = 0;
  SsReply *reply;

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  if (!write_user (request, &writer, error))
    return NULL;
  write_permissions (request, &writer);
  if (!write_masquerade (request, &writer, error) || !write_tenant (request, &writer, &last_event_id, error))
    return NULL;
  ss_json_writer_end_object (&writer);
  reply = ss_reply_new_json (200, &writer);
  if (ss_request_get_tenant (request)->id != NULL)
    add_place (reply, last_event_id);
  return reply;
}
