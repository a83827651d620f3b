/* tenants.h: businesses, their settings and domains (contract sections 2, 6 and 9)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "domain/validation.h"
#include "model/model.h"

G_BEGIN_DECLS

const char *ss_model_tenant_status_choice (guint number);
const char *ss_model_subscription_tier_choice (guint number);
const char *ss_model_weekday_choice (guint number);
const char *ss_model_verification_status_choice (guint number);

#define SS_TENANT_FIELDS(FIELD, ...)                                                                        \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                                           \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_REQUIRED, .limit = SS_NAME_MAX, .check = ss_validate_name)     \
  FIELD (__VA_ARGS__, subdomain, STRING, SS_FIELD_REQUIRED, .limit = 63, .check = ss_validate_subdomain)    \
  FIELD (__VA_ARGS__, schema_name, STRING, SS_FIELD_READ_ONLY)                                              \
  FIELD (__VA_ARGS__, subscription_tier, ENUM, SS_FIELD_PLAIN, .choice = ss_model_subscription_tier_choice) \
  FIELD (__VA_ARGS__, status, ENUM, SS_FIELD_PLAIN, .choice = ss_model_tenant_status_choice)                \
  FIELD (__VA_ARGS__, is_demo, BOOLEAN, SS_FIELD_PLAIN)                                                     \
  FIELD (__VA_ARGS__, created_at, TIME, SS_FIELD_READ_ONLY)                                                 \
  FIELD (__VA_ARGS__, user_count, INTEGER, SS_FIELD_READ_ONLY)                                              \
  FIELD (__VA_ARGS__, appointment_count, INTEGER, SS_FIELD_READ_ONLY)                                       \
  FIELD (__VA_ARGS__, primary_domain, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)

#define SS_TYPE_TENANT (ss_tenant_get_type ())
SS_DECLARE_MODEL (SsTenant, ss_tenant, TENANT, SS_TENANT_FIELDS)

/* What `POST /platform/tenants/` takes (section 9). */
#define SS_TENANT_CREATION_FIELDS(FIELD, ...)                                                               \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_REQUIRED, .limit = SS_NAME_MAX, .check = ss_validate_name)     \
  FIELD (__VA_ARGS__, subdomain, STRING, SS_FIELD_REQUIRED, .limit = 63, .check = ss_validate_subdomain)    \
  FIELD (__VA_ARGS__, subscription_tier, ENUM, SS_FIELD_PLAIN, .choice = ss_model_subscription_tier_choice) \
  FIELD (__VA_ARGS__, owner_email, STRING, SS_FIELD_REQUIRED, .limit = SS_EMAIL_MAX,                        \
         .check = ss_validate_email)                                                                        \
  FIELD (__VA_ARGS__, owner_name, STRING, SS_FIELD_REQUIRED, .limit = SS_NAME_MAX,                          \
         .check = ss_validate_name)                                                                         \
  FIELD (__VA_ARGS__, is_demo, BOOLEAN, SS_FIELD_PLAIN)

#define SS_TYPE_TENANT_CREATION (ss_tenant_creation_get_type ())
SS_DECLARE_MODEL (SsTenantCreation, ss_tenant_creation, TENANT_CREATION, SS_TENANT_CREATION_FIELDS)

/* The same for the client: what is sent has an owner, what comes back the address to pass on. */
#define SS_CREATED_TENANT_FIELDS(FIELD, ...)                                      \
  SS_TENANT_FIELDS (FIELD, __VA_ARGS__)                                           \
  FIELD (__VA_ARGS__, owner_email, STRING, SS_FIELD_PLAIN, .limit = SS_EMAIL_MAX) \
  FIELD (__VA_ARGS__, owner_name, STRING, SS_FIELD_PLAIN, .limit = SS_NAME_MAX)   \
  FIELD (__VA_ARGS__, invitation_url, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_CREATED_TENANT (ss_created_tenant_get_type ())
SS_DECLARE_MODEL (SsCreatedTenant, ss_created_tenant, CREATED_TENANT, SS_CREATED_TENANT_FIELDS)

/* The tenant of the request, as its members see it in `/users/me/` (section 11). */
#define SS_TENANT_BRAND_FIELDS(FIELD, ...)                                                       \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                                \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_READ_ONLY)                                          \
  FIELD (__VA_ARGS__, subdomain, STRING, SS_FIELD_READ_ONLY)                                     \
  FIELD (__VA_ARGS__, status, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_tenant_status_choice) \
  FIELD (__VA_ARGS__, is_demo, BOOLEAN, SS_FIELD_READ_ONLY)                                      \
  FIELD (__VA_ARGS__, primary_color, STRING, SS_FIELD_READ_ONLY)                                 \
  FIELD (__VA_ARGS__, secondary_color, STRING, SS_FIELD_READ_ONLY)                               \
  FIELD (__VA_ARGS__, logo_url, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                  \
  FIELD (__VA_ARGS__, time_zone, STRING, SS_FIELD_READ_ONLY)                                     \
  FIELD (__VA_ARGS__, currency, STRING, SS_FIELD_READ_ONLY)                                      \
  FIELD (__VA_ARGS__, locale, STRING, SS_FIELD_READ_ONLY)                                        \
  FIELD (__VA_ARGS__, week_start, ENUM, SS_FIELD_READ_ONLY, .choice = ss_model_weekday_choice)

#define SS_TYPE_TENANT_BRAND (ss_tenant_brand_get_type ())
SS_DECLARE_MODEL (SsTenantBrand, ss_tenant_brand, TENANT_BRAND, SS_TENANT_BRAND_FIELDS)

#define SS_TENANT_SETTINGS_FIELDS(FIELD, ...)                                                        \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_PLAIN, .limit = SS_NAME_MAX, .check = ss_validate_name) \
  FIELD (__VA_ARGS__, primary_color, STRING, SS_FIELD_PLAIN, .check = ss_validate_color)             \
  FIELD (__VA_ARGS__, secondary_color, STRING, SS_FIELD_PLAIN, .check = ss_validate_color)           \
  FIELD (__VA_ARGS__, logo_url, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)                      \
  FIELD (__VA_ARGS__, time_zone, STRING, SS_FIELD_PLAIN, .check = ss_validate_time_zone)             \
  FIELD (__VA_ARGS__, currency, STRING, SS_FIELD_PLAIN, .check = ss_validate_currency)               \
  FIELD (__VA_ARGS__, locale, STRING, SS_FIELD_PLAIN, .check = ss_validate_locale)                   \
  FIELD (__VA_ARGS__, week_start, ENUM, SS_FIELD_PLAIN, .choice = ss_model_weekday_choice)           \
  FIELD (__VA_ARGS__, working_hours, JSON, SS_FIELD_PLAIN)                                           \
  FIELD (__VA_ARGS__, resources_can_reschedule, BOOLEAN, SS_FIELD_PLAIN)                             \
  FIELD (__VA_ARGS__, require_payment_method_to_book, BOOLEAN, SS_FIELD_PLAIN)                       \
  FIELD (__VA_ARGS__, cancellation_window_hours, INTEGER, SS_FIELD_PLAIN)                            \
  FIELD (__VA_ARGS__, late_cancellation_fee_percent, INTEGER, SS_FIELD_PLAIN)

#define SS_TYPE_TENANT_SETTINGS (ss_tenant_settings_get_type ())
SS_DECLARE_MODEL (SsTenantSettings, ss_tenant_settings, TENANT_SETTINGS, SS_TENANT_SETTINGS_FIELDS)

/* Public branding: `GET /tenant/config/`. */
#define SS_TENANT_CONFIG_FIELDS(FIELD, ...)                                     \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_READ_ONLY)                         \
  FIELD (__VA_ARGS__, subdomain, STRING, SS_FIELD_READ_ONLY)                    \
  FIELD (__VA_ARGS__, primary_color, STRING, SS_FIELD_READ_ONLY)                \
  FIELD (__VA_ARGS__, secondary_color, STRING, SS_FIELD_READ_ONLY)              \
  FIELD (__VA_ARGS__, logo_url, STRING, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE) \
  FIELD (__VA_ARGS__, time_zone, STRING, SS_FIELD_READ_ONLY)                    \
  FIELD (__VA_ARGS__, currency, STRING, SS_FIELD_READ_ONLY)                     \
  FIELD (__VA_ARGS__, locale, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_TENANT_CONFIG (ss_tenant_config_get_type ())
SS_DECLARE_MODEL (SsTenantConfig, ss_tenant_config, TENANT_CONFIG, SS_TENANT_CONFIG_FIELDS)

/* The record that a custom domain needs in the DNS. */
#define SS_DNS_RECORD_FIELDS(FIELD, ...)                 \
  FIELD (__VA_ARGS__, type_, STRING, SS_FIELD_READ_ONLY) \
  FIELD (__VA_ARGS__, name, STRING, SS_FIELD_READ_ONLY)  \
  FIELD (__VA_ARGS__, value, STRING, SS_FIELD_READ_ONLY)

#define SS_TYPE_DNS_RECORD (ss_dns_record_get_type ())
SS_DECLARE_MODEL (SsDnsRecord, ss_dns_record, DNS_RECORD, SS_DNS_RECORD_FIELDS)

#define SS_DOMAIN_FIELDS(FIELD, ...)                                              \
  FIELD (__VA_ARGS__, id, ID, SS_FIELD_READ_ONLY)                                 \
  FIELD (__VA_ARGS__, domain, STRING, SS_FIELD_REQUIRED, .limit = 253)            \
  FIELD (__VA_ARGS__, tenant_id, ID, SS_FIELD_READ_ONLY)                          \
  FIELD (__VA_ARGS__, is_primary, BOOLEAN, SS_FIELD_PLAIN)                        \
  FIELD (__VA_ARGS__, is_custom_domain, BOOLEAN, SS_FIELD_PLAIN)                  \
  FIELD (__VA_ARGS__, route53_zone_id, STRING, SS_FIELD_NULLABLE)                 \
  FIELD (__VA_ARGS__, verification_status, ENUM, SS_FIELD_READ_ONLY,              \
         .choice = ss_model_verification_status_choice)                           \
  FIELD (__VA_ARGS__, verification_message, STRING, SS_FIELD_READ_ONLY)           \
  FIELD (__VA_ARGS__, dns_record, OBJECT, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE, \
         .get_type = ss_dns_record_get_type)                                      \
  FIELD (__VA_ARGS__, verified_at, TIME, SS_FIELD_READ_ONLY | SS_FIELD_NULLABLE)

#define SS_TYPE_DOMAIN (ss_domain_get_type ())
SS_DECLARE_MODEL (SsDomain, ss_domain, DOMAIN, SS_DOMAIN_FIELDS)

G_END_DECLS
