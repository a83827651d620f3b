/* audit-store.h: the record of who did what to whom, growing as it is looked at
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "model/audit.h"

G_BEGIN_DECLS

#define SS_TYPE_AUDIT_STORE (ss_audit_store_get_type ())
G_DECLARE_FINAL_TYPE (SsAuditStore, ss_audit_store, SS, AUDIT_STORE, GObject)

SsAuditStore *ss_audit_store_new (SsSession *session);

/* What the page shows, newest first; an SsPagedList of SsAuditEntry. */
SsPagedList *ss_audit_store_get_entries (SsAuditStore *self);

/* What is asked for; NULL: all. */
typedef struct
{
  const char *action; /* (nullable) */
  const char *actor;  /* (nullable): an e-mail address or an id: of what he did */
  const char *target; /* (nullable): the same: of what was done to him */
  const char *day;    /* (nullable): YYYY-MM-DD, where the business is */
  const char *search; /* (nullable): words */
} SsAuditFilter;
/* @typing: wait a little for more. */
void ss_audit_store_set_filter (SsAuditStore *self, const SsAuditFilter *filter, gboolean typing);
/* For an export of what the page shows. */
const char *ss_audit_store_get_query (SsAuditStore *self);

/* While somebody looks, what comes is put in front by itself. */
void ss_audit_store_set_is_watched (SsAuditStore *self, gboolean is_watched);
/* Something has happened: looks for what is new now. */
void ss_audit_store_look (SsAuditStore *self);

/* Whether the chain is whole. */
typedef struct
{
  gboolean is_ok;
  gint64 n_entries;
  char *first_broken_id; /* (owned) (nullable) */
} SsAuditVerdict;

void ss_audit_verdict_free (SsAuditVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsAuditVerdict, ss_audit_verdict_free)

void ss_audit_store_verify_async (SsAuditStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
SsAuditVerdict *ss_audit_store_verify_finish (SsAuditStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
