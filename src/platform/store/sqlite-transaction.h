/* sqlite-transaction.h: a unit of work on one SQLite connection
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/sqlite-connection.h"

G_BEGIN_DECLS

/* How a transaction gives back what it was lent: its connection (transfer full), its turns; @committed: or
 * rolled back. */
typedef void (*SsSqliteEndFunc) (SsTransaction *transaction, SsSqliteConnection *connection,
                                 gboolean committed, GPtrArray *created);

SsTransaction *ss_sqlite_transaction_new (SsStore *store, const char *schema, SsAccess access,
                                          SsSqliteConnection *connection, SsSqliteEndFunc end);
gboolean ss_sqlite_transaction_begin (SsTransaction *transaction, GError **error);
/* Remembers tables that go when it is not committed. */
void ss_sqlite_transaction_add_created (SsTransaction *transaction, const char *schema);

G_END_DECLS
