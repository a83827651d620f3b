/* settings.c: a business's settings and its public brand
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/settings.h"

#include "model/model-json.h"
#include "model/tenants.h"
#include "platform/audit/audit-log.h"
#include "platform/events/event-record.h"
#include "platform/store/row-model.h"
#include "platform/tenants/settings-hours.h"

/* A year, and all of the price. */
#define HOURS_MAX 8760
#define PERCENT_MAX 100

static const char read_settings[] =
    "SELECT t.name, s.primary_color, s.secondary_color, s.logo_url, s.time_zone, s.currency, s.locale, "
    "s.week_start, s.working_hours, s.resources_can_reschedule, s.require_payment_method_to_book, "
    "s.cancellation_window_hours, s.late_cancellation_fee_percent "
    "FROM settings s JOIN shared.tenants t ON t.id = $1 WHERE s.id = 1";

static const char read_config[] =
    "SELECT t.name, t.subdomain, s.primary_color, s.secondary_color, s.logo_url, s.time_zone, s.currency, s.locale "
    "FROM settings s JOIN shared.tenants t ON t.id = $1 WHERE s.id = 1";

static const char write_settings[] =
    "UPDATE settings SET primary_color = $1, secondary_color = $2, time_zone = $3, currency = $4, locale = $5, "
    "week_start = $6, working_hours = $7, resources_can_reschedule = $8, require_payment_method_to_book = $9, "
    "cancellation_window_hours = $10, late_cancellation_fee_percent = $11, updated_at = $12 WHERE id = 1";

static const char write_name[] = "UPDATE shared.tenants SET name = $2 WHERE id = $1";

/* (transfer full) (nullable): what @sql says of the request's tenant; %NULL with @error set */
static gpointer
read_model (SsRequest *request, const char *sql, GType type, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (ss_request_get_transaction (request), sql, error, "s",
                                                  ss_request_get_tenant (request)->id);
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return NULL;
  if (ss_rows_next (rows, &local_error))
    return ss_rows_read_model (rows, type, error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED, "A tenant has no settings");
  return NULL;
}

static SsReply *
reply_settings (SsRequest *request, SsTenantSettings *settings)
{
  g_autofree char *url = ss_tenant_logo_url (request, ss_tenant_settings_get_logo_url (settings));

  ss_tenant_settings_set_logo_url (settings, url);
  return ss_reply_new_model (200, SS_MODEL (settings));
}

static void
check_range (gint64 value, gint64 most, const char *field, SsFieldErrors *errors)
{
  if (value < 0 || value > most)
    ss_field_errors_add_printf (errors, field, "Use a whole number from 0 to %" G_GINT64_FORMAT ".", most);
}

/* What the shape of the body can't say. */
static void
check_settings (SsTenantSettings *settings, JsonObject *body, SsFieldErrors *errors)
{
  if (json_object_has_member (body, "workingHours"))
    {
      g_autoptr (JsonNode) hours =
          ss_settings_hours_read (json_object_get_member (body, "workingHours"), errors);

      if (hours != NULL)
        ss_tenant_settings_set_working_hours (settings, hours);
    }
  check_range (ss_tenant_settings_get_cancellation_window_hours (settings), HOURS_MAX,
               "cancellationWindowHours", errors);
  check_range (ss_tenant_settings_get_late_cancellation_fee_percent (settings), PERCENT_MAX,
               "lateCancellationFeePercent", errors);
}

static gboolean
save (SsRequest *request, SsTenantSettings *settings, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autofree char *hours = json_to_string (ss_tenant_settings_get_working_hours (settings), FALSE);

  return ss_transaction_execute (transaction, write_settings, NULL, error, "sssssssbbiii",
                                 ss_tenant_settings_get_primary_color (settings),
                                 ss_tenant_settings_get_secondary_color (settings),
                                 ss_tenant_settings_get_time_zone (settings),
                                 ss_tenant_settings_get_currency (settings),
                                 ss_tenant_settings_get_locale (settings),
                                 ss_tenant_settings_get_week_start (settings), hours,
                                 ss_tenant_settings_get_resources_can_reschedule (settings),
                                 ss_tenant_settings_get_require_payment_method_to_book (settings),
                                 ss_tenant_settings_get_cancellation_window_hours (settings),
                                 ss_tenant_settings_get_late_cancellation_fee_percent (settings),
                                 ss_request_get_now (request))
         && ss_transaction_execute (transaction, write_name, NULL, error, "ss",
                                    ss_request_get_tenant (request)->id,
                                    ss_tenant_settings_get_name (settings))
         && ss_event_record (transaction, "settings.changed", NULL, error);
}

/**
 * ss_tenant_logo_url:
 * @request: the request
 * @stored: (nullable): the column's value
 *
 * Returns: (transfer full) (nullable): the logo's address under the name by which the platform was called
 */
char *
ss_tenant_logo_url (SsRequest *request, const char *stored)
{
  return stored != NULL ? g_strconcat (ss_request_get_origin (request), stored, NULL) : NULL;
}

/**
 * ss_settings_get:
 * @request: `GET /tenant/settings/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the settings; %NULL with @error set
 */
SsReply *
ss_settings_get (SsRequest *request, GError **error)
{
  g_autoptr (SsTenantSettings) settings = read_model (request, read_settings, SS_TYPE_TENANT_SETTINGS, error);

  return settings != NULL ? reply_settings (request, settings) : NULL;
}

/* Which settings were sent; what they are is there to be read. */
static gboolean
record_change (SsRequest *request, GError **error)
{
  const SsRequestTenant *tenant = ss_request_get_tenant (request);
  g_autoptr (GList) names = json_object_get_members (ss_request_get_body (request));
  JsonObject *details = json_object_new ();
  JsonArray *changed = json_array_new ();

  for (GList *link = names; link != NULL; link = link->next)
    json_array_add_string_element (changed, link->data);
  json_object_set_array_member (details, "changed", changed);
  return ss_audit_record (request, "SETTINGS_CHANGED",
                          &(SsAuditSubject){ "settings", tenant->id, .name = tenant->name }, details, error);
}

/**
 * ss_settings_change:
 * @request: `PATCH /tenant/settings/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the settings or 400; %NULL with @error set
 */
SsReply *
ss_settings_change (SsRequest *request, GError **error)
{
  g_autoptr (SsTenantSettings) settings = read_model (request, read_settings, SS_TYPE_TENANT_SETTINGS, error);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  JsonObject *body = ss_request_get_body (request);

  if (settings == NULL)
    return NULL;
  ss_model_read_body (SS_MODEL (settings), body, SS_BODY_CHANGE, errors);
  if (ss_field_errors_is_empty (errors))
    check_settings (settings, body, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  if (!save (request, settings, error) || !record_change (request, error))
    return NULL;
  return reply_settings (request, settings);
}

/**
 * ss_settings_get_public:
 * @request: `GET /tenant/config/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the brand; %NULL with @error set
 */
SsReply *
ss_settings_get_public (SsRequest *request, GError **error)
{
  g_autoptr (SsTenantConfig) config = read_model (request, read_config, SS_TYPE_TENANT_CONFIG, error);
  g_autofree char *url = NULL;

  if (config == NULL)
    return NULL;
  url = ss_tenant_logo_url (request, ss_tenant_config_get_logo_url (config));
  ss_tenant_config_set_logo_url (config, url);
  return ss_reply_new_model (200, SS_MODEL (config));
}
