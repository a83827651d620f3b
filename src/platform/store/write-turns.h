/* write-turns.h: who may write to which file now
 *
 * SQLite lets one write at a time to a file. Waiting for one's turn here, before a transaction begins, means
 * that none fails for having read before another one wrote.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SsWriteTurns SsWriteTurns;

SsWriteTurns *ss_write_turns_new (void);
void ss_write_turns_free (SsWriteTurns *self);
gboolean ss_write_turns_take (SsWriteTurns *self, const char *name, GCancellable *cancellable,
                              GError **error);
void ss_write_turns_give_back (SsWriteTurns *self, const char *name);

G_END_DECLS
