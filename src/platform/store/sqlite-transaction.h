/* sqlite-transaction.h: a unit of work on one SQLite connection
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/sqlite-connection.h"

G_BEGIN_DECLS

/* Removes a tenant's file that was made in a transaction that is not committed; called while it still holds
 * the shared file's lock, so that nobody has made another of that name. */
typedef void (*SsSqliteUndoFunc) (SsTransaction *transaction, const char *schema);
/* Gives back what a transaction was lent: its connection (transfer full) and its turns. */
typedef void (*SsSqliteEndFunc) (SsTransaction *transaction, SsSqliteConnection *connection);

SsTransaction *ss_sqlite_transaction_new (SsStore *store, const char *schema, SsAccess access,
                                          SsSqliteConnection *connection, SsSqliteUndoFunc undo,
                                          SsSqliteEndFunc end);
gboolean ss_sqlite_transaction_begin (SsTransaction *transaction, GError **error);
/* Remembers tables that go when it is not committed. */
void ss_sqlite_transaction_add_created (SsTransaction *transaction, const char *schema);

G_END_DECLS
