/* masquerade-prospect.h: whether somebody may be acted as, asked before it is tried
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/paged-list.h"
#include "client/session.h"

G_BEGIN_DECLS

/**
 * SsMasqueradeProspect:
 * @user: (nullable): as whom, where the platform tells from here
 * @is_allowed: what the platform would say now
 * @explanation: (nullable): the sentence of the rule that refuses it
 */
typedef struct
{
  SsUser *user; /* (owned) (nullable) */
  gboolean is_allowed;
  char *explanation; /* (owned) (nullable) */
} SsMasqueradeProspect;

void ss_masquerade_prospect_free (SsMasqueradeProspect *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsMasqueradeProspect, ss_masquerade_prospect_free)

void ss_masquerade_prospect_load_async (SsSession *session, const char *user_id, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
SsMasqueradeProspect *ss_masquerade_prospect_load_finish (GAsyncResult *result, GError **error);

/* People by their names and addresses, each with whether he may be acted as. (transfer full), of SsUser */
SsPagedList *ss_masquerade_prospect_search (SsSession *session, const char *text);
/* What is typed on in such a list: waits a little for more. */
void ss_masquerade_prospect_search_on (SsPagedList *found, const char *text);

G_END_DECLS
