/* postgresql-connection.h: one connection to PostgreSQL, and what its answers mean
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <libpq-fe.h>

#include "platform/store/postgresql-statement.h"

G_BEGIN_DECLS

typedef struct _SsPostgresqlConnection SsPostgresqlConnection;

SsPostgresqlConnection *ss_postgresql_connection_open (const char *address, GError **error);
void ss_postgresql_connection_free (SsPostgresqlConnection *self);
PGconn *ss_postgresql_connection_get_handle (SsPostgresqlConnection *self);
/* Whether another transaction can be begun on it. */
gboolean ss_postgresql_connection_is_idle (SsPostgresqlConnection *self);
gboolean ss_postgresql_connection_is_lost (SsPostgresqlConnection *self);

gboolean ss_postgresql_connection_is_direct (SsPostgresqlConnection *self);

void ss_postgresql_connection_begin (SsPostgresqlConnection *self, const char *schema, GPtrArray *beginning);
void ss_postgresql_connection_roll_back (SsPostgresqlConnection *self);

/* Statements without parameters, separated by semicolons: one turn to the database for all of them. */
gboolean ss_postgresql_connection_run (SsPostgresqlConnection *self, const char *sql, GError **error);
/* The rows of the last of such statements. (transfer full) (nullable): for PQclear() */
PGresult *ss_postgresql_connection_select (SsPostgresqlConnection *self, const char *sql, GError **error);

/* One statement. @guarded: when it fails, the transaction goes on without it. (transfer full) (nullable) */
PGresult *ss_postgresql_connection_execute (SsPostgresqlConnection *self, const char *sql,
                                            const SsParameter *parameters, guint n_parameters,
                                            gboolean guarded, GError **error);

/* Said before the next statement that is executed. Takes @statement. */
void ss_postgresql_connection_act (SsPostgresqlConnection *self, SsPostgresqlStatement *statement);

/* A SELECT that will be asked soon: it is sent with the next statement. */
void ss_postgresql_connection_foresee (SsPostgresqlConnection *self, const char *sql,
                                       const SsParameter *parameters, guint n_parameters);
void ss_postgresql_connection_forget_foreseen (SsPostgresqlConnection *self);

/* Whether the last transaction could not begin, because there is no such role. */
gboolean ss_postgresql_connection_had_no_role (SsPostgresqlConnection *self);
/* Whether the last failure was this one, as "22023". */
gboolean ss_postgresql_connection_failed_with (SsPostgresqlConnection *self, const char *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsPostgresqlConnection, ss_postgresql_connection_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS
