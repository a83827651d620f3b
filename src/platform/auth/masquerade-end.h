/* masquerade-end.h: how a masquerade ends, and that it is written down
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/auth/masquerade-record.h"
#include "platform/http/request.h"
#include "platform/platform.h"

G_BEGIN_DECLS

/* In a transaction that may write where the target stands, and to the shared tables. */
gboolean ss_masquerade_end (SsPlatform *platform, SsTransaction *transaction, SsRequest *request,
                            const SsMasqueradeRecord *record, const char *reason, gint64 now, GError **error);
gboolean ss_masquerade_record_event (SsTransaction *transaction, const char *name,
                                     const SsMasqueradeRecord *record, GError **error);

/* Looks once for those that are over, and writes that down: in any thread. */
void ss_masquerade_sweep (SsPlatform *platform);

G_END_DECLS
