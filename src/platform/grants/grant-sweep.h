/* grant-sweep.h: writes down which grants have expired, within a minute
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

/* Those whose time is over at @now. What fails is tried again the next time. */
void ss_grant_sweep (SsStore *store, gint64 now);

G_END_DECLS
