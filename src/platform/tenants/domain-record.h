/* domain-record.h: one domain of a business, as the contract writes it (section 9)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

#define SS_DOMAIN_COLUMNS                                                              \
  "d.id, d.domain, d.tenant_id, d.is_primary, d.is_custom_domain, d.route53_zone_id, " \
  "d.verification_status, d.verification_message, d.verified_at, t.subdomain, t.name AS tenant_name"
#define SS_DOMAIN_TABLES "shared.domains d JOIN shared.tenants t ON t.id = d.tenant_id"

typedef struct
{
  char *id;        /* (owned) */
  char *tenant_id; /* (owned) */
  char *domain;    /* (owned) */
  char *zone_id;   /* (owned) (nullable) */
  char *target;    /* (owned): what its CNAME record has to name */
  gboolean is_primary;
  gboolean is_custom;
  gboolean is_verified;
} SsDomainRecord;

void ss_domain_record_clear (SsDomainRecord *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsDomainRecord, ss_domain_record_clear)

/* The one that @id names, unless it is another tenant's than the request's. */
gboolean ss_domain_record_find (SsRequest *request, const char *id, SsDomainRecord *self, gboolean *found,
                                GError **error);
/* The present row of SS_DOMAIN_COLUMNS, as an object. */
void ss_domain_write (SsRequest *request, SsRows *rows, SsJsonWriter *writer);
SsReply *ss_domain_reply (SsRequest *request, const char *id, guint status, GError **error);

G_END_DECLS
