/* write-turns.h: which of a process's transactions may write to whose tables now
 *
 * One at a time writes to a tenant's, and one to the shared ones. Waiting for one's turn here, before a
 * transaction begins, means that none fails in SQLite for having read before another one wrote, and none
 * holds a connection to PostgreSQL meanwhile.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

typedef struct _SsWriteTurns SsWriteTurns;

SsWriteTurns *ss_write_turns_new (void);
void ss_write_turns_free (SsWriteTurns *self);
/* Both as ss_store_begin() is told. */
gboolean ss_write_turns_take (SsWriteTurns *self, const char *schema, SsAccess access,
                              GCancellable *cancellable, GError **error);
void ss_write_turns_give_back (SsWriteTurns *self, const char *schema, SsAccess access);

/* Whose turns that are. */
gboolean ss_write_turns_need_tenant (const char *schema, SsAccess access);
gboolean ss_write_turns_need_shared (const char *schema, SsAccess access);

G_END_DECLS
