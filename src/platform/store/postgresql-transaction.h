/* postgresql-transaction.h: a unit of work on one PostgreSQL connection
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/postgresql-connection.h"

G_BEGIN_DECLS

/* Removes a tenant's tables that were made in a transaction that is not committed; called while it still
 * holds the shared tables' lock, so that nobody has made others of that name. */
typedef void (*SsPostgresqlUndoFunc) (SsTransaction *transaction, const char *schema);
/* Gives back what a transaction was lent: its connection (transfer full) and its turns. */
typedef void (*SsPostgresqlEndFunc) (SsTransaction *transaction, SsPostgresqlConnection *connection);

/* @role: that it has begun as. @prefix: of the store's roles. @sender: what this process calls itself, in
 * front of what it announces. */
SsTransaction *ss_postgresql_transaction_new (SsStore *store, const char *schema, SsAccess access,
                                              SsPostgresqlConnection *connection, const char *role,
                                              const char *prefix, const char *sender,
                                              SsPostgresqlUndoFunc undo, SsPostgresqlEndFunc end);
/* Remembers tables that go when it is not committed. */
void ss_postgresql_transaction_add_created (SsTransaction *transaction, const char *schema);

G_END_DECLS
