/* sqlite-connection.h: one connection to a tenant's file and the shared one, and its prepared statements
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <sqlite3.h>

#include "platform/store/store-private.h"

G_BEGIN_DECLS

typedef struct _SsSqliteConnection SsSqliteConnection;

/* A prepared statement. */
typedef struct
{
  sqlite3_stmt *statement;
  gboolean writes_tenant; /* what it changes, as the authorizer saw it */
  gboolean writes_shared;
  gboolean is_used; /* rows of it are being read */
  gboolean is_kept; /* by the connection, for the next time */
} SsSqliteStatement;

/* @tenant_path: (nullable): NULL: the shared file alone. */
SsSqliteConnection *ss_sqlite_connection_open (const char *tenant_path, const char *shared_path,
                                               GError **error);
void ss_sqlite_connection_free (SsSqliteConnection *self);
sqlite3 *ss_sqlite_connection_get_database (SsSqliteConnection *self);
/* Leaves the log as it is, to be read when the file is opened again. */
void ss_sqlite_connection_free_quickly (SsSqliteConnection *self);
SsTotals *ss_sqlite_connection_get_totals (SsSqliteConnection *self);
/* The pool's mark of when it was opened. */
void ss_sqlite_connection_set_generation (SsSqliteConnection *self, guint64 generation);
guint64 ss_sqlite_connection_get_generation (SsSqliteConnection *self);

SsSqliteStatement *ss_sqlite_connection_prepare (SsSqliteConnection *self, const char *sql, GError **error);
void ss_sqlite_statement_release (SsSqliteStatement *statement);
gboolean ss_sqlite_statement_bind (SsSqliteStatement *self, const SsParameter *parameters, guint n_parameters,
                                   GError **error);

/* Plain access to one file, for migrations: no other is attached. */
sqlite3 *ss_sqlite_open_file (const char *path, int flags, GError **error);
gboolean ss_sqlite_run (sqlite3 *database, const char *sql, GError **error);
void ss_sqlite_set_error (GError **error, sqlite3 *database, int result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsSqliteConnection, ss_sqlite_connection_free)

G_END_DECLS
