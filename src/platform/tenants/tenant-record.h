/* tenant-record.h: one business, as the contract writes it (section 9)
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/http/request.h"

G_BEGIN_DECLS

/**
 * SsTenantRecord:
 *
 * What decides what may be done with it.
 */
typedef struct
{
  char *id;        /* (owned) */
  char *name;      /* (owned) */
  char *subdomain; /* (owned) */
  char *schema;    /* (owned) */
  char *tier;      /* (owned) */
  char *status;    /* (owned) */
  gboolean is_demo;
} SsTenantRecord;

void ss_tenant_record_clear (SsTenantRecord *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SsTenantRecord, ss_tenant_record_clear)

gboolean ss_tenant_record_find (SsTransaction *transaction, const char *id, SsTenantRecord *self,
                                gboolean *found, GError **error);
/* The members of an object that is open. */
gboolean ss_tenant_write_members (SsTransaction *transaction, const char *id, SsJsonWriter *writer,
                                  GError **error);
SsReply *ss_tenant_reply (SsRequest *request, const char *id, GError **error);
SsReply *ss_tenant_reply_created (SsRequest *request, const char *id, const char *invitation_url,
                                  GError **error);

G_END_DECLS
