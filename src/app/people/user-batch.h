/* user-batch.h: the same change for many users at once, with what came of it for each
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

/* Called when all have their result. */
typedef void (*SsUserBatchFunc) (SsPage *page);

/* Asks before people are shut out; what is refused for one is said with his name. */
void ss_user_batch_run (SsPage *page, const char *const *ids, SsUserBulkAction action, const char *role,
                        SsUserBatchFunc done);
/* Why a change of somebody was refused, by the platform's code. */
const char *ss_user_refusal_describe (const char *code);

G_END_DECLS
