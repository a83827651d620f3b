/* postgresql-connection.c: one connection to PostgreSQL, and what its answers mean
 *
 * Nothing stays on the server between two transactions: no prepared statement, no setting, no lock. So it
 * does not matter that PgBouncer, in transaction mode, gives each of them another of its connections.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-connection.h"

#include <string.h>

#include "model/time.h"

#define PARAMETERS_MAX 64
#define NUMBER_SIZE G_ASCII_DTOSTR_BUF_SIZE
#define STATE_SIZE 6

/* The types' numbers, which never change. */
enum
{
  TYPE_BOOLEAN = 16,
  TYPE_BYTES = 17,
  TYPE_INTEGER = 20,
  TYPE_TEXT = 25,
  TYPE_NUMBER = 701,
};

struct _SsPostgresqlConnection
{
  PGconn *handle;
  gboolean has_savepoint; /* in the present transaction */
  char state[STATE_SIZE]; /* of the last failure, as "23505" */
};

/* A statement's parameters, as libpq takes them. */
typedef struct
{
  Oid types[PARAMETERS_MAX];
  const char *values[PARAMETERS_MAX];
  int lengths[PARAMETERS_MAX];
  int formats[PARAMETERS_MAX];
  char numbers[PARAMETERS_MAX][NUMBER_SIZE];
} Bound;

/* By the beginnings of states; the first that fits. */
static const struct
{
  const char *state;
  SsStoreError code;
} meanings[] = {
  { "08P01", SS_STORE_ERROR_FAILED },      /* parameters that do not fit the statement */
  { "08", SS_STORE_ERROR_UNAVAILABLE },    /* connection */
  { "23", SS_STORE_ERROR_CONSTRAINT },     /* uniqueness, foreign keys, checks, exclusion */
  { "40", SS_STORE_ERROR_UNAVAILABLE },    /* serialization and deadlock: to be tried again */
  { "53100", SS_STORE_ERROR_FULL },        /* disk */
  { "53", SS_STORE_ERROR_UNAVAILABLE },    /* memory, connections */
  { "55P03", SS_STORE_ERROR_UNAVAILABLE }, /* a lock that did not come in time */
  { "57", SS_STORE_ERROR_UNAVAILABLE },    /* shutting down, starting up, cancelled */
  { "58", SS_STORE_ERROR_UNAVAILABLE },    /* the disk's errors */
  { "XX", SS_STORE_ERROR_UNAVAILABLE },    /* damage */
};

/* Errors whose messages name tables, columns and settings, never values. */
static gboolean
is_message_public (const char *state)
{
  static const char *const classes[] = { "08", "23", "25", "40", "42", "53", "55", "57" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_has_prefix (state, classes[i]))
      return TRUE;
  return FALSE;
}

static SsStoreError
get_meaning (SsPostgresqlConnection *self, const char *state)
{
  if (PQstatus (self->handle) == CONNECTION_BAD)
    return SS_STORE_ERROR_UNAVAILABLE;
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_has_prefix (state, meanings[i].state))
      return meanings[i].code;
  return SS_STORE_ERROR_FAILED;
}

/* Sets @error from a result that is not what was hoped for. */
static void
set_error (SsPostgresqlConnection *self, const PGresult *result, GError **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  const char *message = result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
  const char *table = result != NULL ? PQresultErrorField (result, PG_DIAG_TABLE_NAME) : NULL;
  const char *constraint = result != NULL ? PQresultErrorField (result, PG_DIAG_CONSTRAINT_NAME) : NULL;
  SsStoreError code;

  g_strlcpy (self->state, state != NULL ? state : "08006", sizeof self->state);
  code = get_meaning (self, self->state);
  if (code == SS_STORE_ERROR_UNAVAILABLE && g_str_has_prefix (self->state, "XX"))
    g_warning ("The database is damaged: %s", self->state);
  if (table != NULL && constraint != NULL)
    g_set_error (error, SS_STORE_ERROR, code, "A constraint refused the change: %s.%s", table, constraint);
  else if (message != NULL && is_message_public (self->state))
    g_set_error_literal (error, SS_STORE_ERROR, code, message);
  else if (state == NULL)
    g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE,
                         "The connection to the database is lost");
  else
    g_set_error (error, SS_STORE_ERROR, code, "The database failed with state %s", self->state);
}

/* Notices such as "the table exists already, skipping" are nobody's news. */
static void
notice_cb (void *user_data, const PGresult *result)
{
}

/* libpq's message names host and user, and in no case the password. */
static void
set_connection_error (PGconn *handle, GError **error)
{
  g_autofree char *message = g_strstrip (g_strdup (handle != NULL ? PQerrorMessage (handle) : "no memory"));

  g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE, "The database can't be reached: %s",
               message);
}

/**
 * ss_postgresql_connection_open:
 * @address: as "postgresql://host/database"
 * @error: where a %SS_STORE_ERROR_UNAVAILABLE goes
 *
 * What the address leaves open is libpq's to decide (PGHOST, ~/.pgpass, …), but for how long to wait for one
 * that is silent.
 *
 * Returns: (transfer full) (nullable): a connection, for one thread at a time
 */
SsPostgresqlConnection *
ss_postgresql_connection_open (const char *address, GError **error)
{
  /* What stands first gives way to the address. */
  const char *const names[] = { "connect_timeout",
                                "tcp_user_timeout",
                                "keepalives_idle",
                                "fallback_application_name",
                                "dbname",
                                "client_encoding",
                                NULL };
  const char *const values[] = { "5", "15000", "30", "smoothschedule-platform", address, "UTF8", NULL };
  g_autoptr (SsPostgresqlConnection) self = g_new0 (SsPostgresqlConnection, 1);

  self->handle = PQconnectdbParams (names, values, 1);
  if (PQstatus (self->handle) != CONNECTION_OK)
    {
      set_connection_error (self->handle, error);
      return NULL;
    }
  PQsetNoticeReceiver (self->handle, notice_cb, NULL);
  return g_steal_pointer (&self);
}

void
ss_postgresql_connection_free (SsPostgresqlConnection *self)
{
  PQfinish (self->handle);
  g_free (self);
}

PGconn *
ss_postgresql_connection_get_handle (SsPostgresqlConnection *self)
{
  return self->handle;
}

gboolean
ss_postgresql_connection_is_idle (SsPostgresqlConnection *self)
{
  return PQstatus (self->handle) == CONNECTION_OK && PQtransactionStatus (self->handle) == PQTRANS_IDLE;
}

gboolean
ss_postgresql_connection_is_lost (SsPostgresqlConnection *self)
{
  return PQstatus (self->handle) != CONNECTION_OK;
}

gboolean
ss_postgresql_connection_failed_with (SsPostgresqlConnection *self, const char *state)
{
  return g_str_equal (self->state, state);
}

static gboolean
is_done (const PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/**
 * ss_postgresql_connection_select:
 * @self: a connection
 * @sql: statements without parameters, separated by semicolons
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (transfer full) (nullable): what the last of them answered
 */
PGresult *
ss_postgresql_connection_select (SsPostgresqlConnection *self, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = PQexec (self->handle, sql);

  if (PQtransactionStatus (self->handle) == PQTRANS_IDLE)
    self->has_savepoint = FALSE;
  if (is_done (result))
    return g_steal_pointer (&result);
  set_error (self, result, error);
  return NULL;
}

gboolean
ss_postgresql_connection_run (SsPostgresqlConnection *self, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = ss_postgresql_connection_select (self, sql, error);

  return result != NULL;
}

static void
bind_parameter (Bound *bound, guint i, const SsParameter *parameter)
{
  char *number = bound->numbers[i];

  bound->values[i] = number;
  bound->formats[i] = 0;
  bound->lengths[i] = 0;
  switch (parameter->type)
    {
    case 's':
      bound->types[i] = TYPE_TEXT;
      bound->values[i] = parameter->string;
      break;
    case 'd':
      bound->types[i] = TYPE_NUMBER;
      g_ascii_dtostr (number, NUMBER_SIZE, parameter->number);
      break;
    case 'b':
      bound->types[i] = TYPE_BOOLEAN;
      g_strlcpy (number, parameter->integer != 0 ? "t" : "f", NUMBER_SIZE);
      break;
    case 'x':
      bound->types[i] = TYPE_BYTES;
      bound->formats[i] = 1;
      bound->values[i] = NULL;
      if (parameter->bytes != NULL)
        {
          gsize length;
          const char *data = g_bytes_get_data (parameter->bytes, &length);

          bound->values[i] = data != NULL ? data : "";
          bound->lengths[i] = length;
        }
      break;
    default:
      bound->types[i] = TYPE_INTEGER;
      g_snprintf (number, NUMBER_SIZE, "%" G_GINT64_FORMAT, parameter->integer);
      if (parameter->type == 't' && parameter->integer == SS_TIME_NONE)
        bound->values[i] = NULL;
      break;
    }
}

/* The next answer in the pipeline, all of it. */
static PGresult *
take_answer (PGconn *handle)
{
  PGresult *result = PQgetResult (handle), *more;

  while (result != NULL && PQresultStatus (result) != PGRES_PIPELINE_SYNC
         && (more = PQgetResult (handle)) != NULL)
    PQclear (more);
  return result;
}

/* Sends the statement behind a savepoint, and reads the answers to both, in one turn to the database. */
static PGresult *
execute_guarded (SsPostgresqlConnection *self, const char *sql, const Bound *bound, guint n_parameters)
{
  PGconn *handle = self->handle;
  guint n_before = self->has_savepoint ? 2 : 1;
  PGresult *result = NULL;

  if (!PQenterPipelineMode (handle))
    return NULL;
  if (self->has_savepoint)
    PQsendQueryParams (handle, "RELEASE statement", 0, NULL, NULL, NULL, NULL, 0);
  PQsendQueryParams (handle, "SAVEPOINT statement", 0, NULL, NULL, NULL, NULL, 0);
  PQsendQueryParams (handle, sql, n_parameters, bound->types, bound->values, bound->lengths, bound->formats,
                     0);
  PQpipelineSync (handle);
  for (guint i = 0; i <= n_before; i++)
    {
      g_autoptr (PGresult) answer = take_answer (handle);

      /* Behind one that failed the others say that they were left out. */
      if (result == NULL && (i == n_before || !is_done (answer)))
        result = g_steal_pointer (&answer);
      if (i == n_before - 1 && result == NULL)
        self->has_savepoint = TRUE;
    }
  PQclear (take_answer (handle));
  PQexitPipelineMode (handle);
  return result;
}

/**
 * ss_postgresql_connection_execute:
 * @self: a connection in a transaction
 * @sql: one statement
 * @parameters: its parameters: the first is $1
 * @n_parameters: their number
 * @guarded: whether the transaction shall go on if it fails, as it does in SQLite
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (transfer full) (nullable): its answer
 */
PGresult *
ss_postgresql_connection_execute (SsPostgresqlConnection *self, const char *sql,
                                  const SsParameter *parameters, guint n_parameters, gboolean guarded,
                                  GError **error)
{
  g_autoptr (PGresult) result = NULL;
  Bound bound;

  g_assert (n_parameters <= PARAMETERS_MAX);
  for (guint i = 0; i < n_parameters; i++)
    bind_parameter (&bound, i, &parameters[i]);
  if (guarded)
    result = execute_guarded (self, sql, &bound, n_parameters);
  else
    result = PQexecParams (self->handle, sql, n_parameters, bound.types, bound.values, bound.lengths,
                           bound.formats, 0);
  if (is_done (result))
    return g_steal_pointer (&result);

  set_error (self, result, error);
  if (guarded && self->has_savepoint && PQstatus (self->handle) == CONNECTION_OK)
    ss_postgresql_connection_run (self, "ROLLBACK TO statement", NULL);
  return NULL;
}
