/* tenants.c: businesses, their settings and domains
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/tenants.h"

SS_DEFINE_MODEL (SsTenant, ss_tenant, SS_TENANT_FIELDS)
SS_DEFINE_MODEL (SsTenantCreation, ss_tenant_creation, SS_TENANT_CREATION_FIELDS)
SS_DEFINE_MODEL (SsCreatedTenant, ss_created_tenant, SS_CREATED_TENANT_FIELDS)
SS_DEFINE_MODEL (SsTenantBrand, ss_tenant_brand, SS_TENANT_BRAND_FIELDS)
SS_DEFINE_MODEL (SsTenantSettings, ss_tenant_settings, SS_TENANT_SETTINGS_FIELDS)
SS_DEFINE_MODEL (SsTenantConfig, ss_tenant_config, SS_TENANT_CONFIG_FIELDS)
SS_DEFINE_MODEL (SsDnsRecord, ss_dns_record, SS_DNS_RECORD_FIELDS)
SS_DEFINE_MODEL (SsDomain, ss_domain, SS_DOMAIN_FIELDS)

/**
 * ss_model_tenant_status_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a tenant's status; %NULL past the end
 */
const char *
ss_model_tenant_status_choice (guint number)
{
  static const char *const names[] = { "ACTIVE", "TRIAL", "SUSPENDED" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}

/**
 * ss_model_subscription_tier_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a tier, the smallest first; %NULL past the end
 */
const char *
ss_model_subscription_tier_choice (guint number)
{
  static const char *const names[] = { "FREE", "PROFESSIONAL", "BUSINESS", "ENTERPRISE" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}

/**
 * ss_model_weekday_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of a day, from Monday; %NULL past the end
 */
const char *
ss_model_weekday_choice (guint number)
{
  static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}

/**
 * ss_model_verification_status_choice:
 * @number: from 0
 *
 * Returns: (nullable): the wire name of how far a domain is verified; %NULL past the end
 */
const char *
ss_model_verification_status_choice (guint number)
{
  static const char *const names[] = { "PENDING", "VERIFIED", "FAILED" };

  return number < G_N_ELEMENTS (names) ? names[number] : NULL;
}
