/* postgresql-connection.c: one connection to PostgreSQL, and what its answers mean
 *
 * Behind PgBouncer, which in transaction mode gives each transaction another of its connections, nothing
 * stays on the server between two: no prepared statement, no setting, no lock. Where there is none, what was
 * prepared stays.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-connection.h"

#include <stdlib.h>
#include <string.h>

#include "platform/store/postgresql-foresight.h"
#include "platform/store/postgresql-prepared.h"

/* Statements that begin a transaction. */
#define BEGINNING_MAX 8
/* "role … does not exist" */
#define NO_ROLE "22023"
/* What begins a transaction is the same for all schemas. */
#define ANY_SCHEMA ""
#define STATE_SIZE 6
/* Prepared at once. */
#define ROLL_BACK "roll_back"

struct _SsPostgresqlConnection
{
  PGconn *handle;
  char state[STATE_SIZE];         /* of the last failure, as "23505" */
  gboolean is_direct;             /* there is no PgBouncer: statements are prepared */
  SsPostgresqlPrepared *prepared; /* (owned) */

  /* The present transaction, or the last one. */
  char *schema;         /* (owned): "" for none */
  GPtrArray *beginning; /* (owned) (nullable) (element-type SsPostgresqlStatement): said with the first
                           statement; NULL: was said */
  SsPostgresqlStatement *acting; /* (owned) (nullable): said before the next statement */
  gboolean had_no_role;          /* so that it could not begin */
  gboolean has_savepoint;
  gboolean is_unread;               /* the answer to its end */
  SsPostgresqlForesight *foresight; /* (owned) */
};

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

/* PgBouncer invents the process that it says one is connected to. */
static gboolean
is_direct (PGconn *handle)
{
  g_autoptr (PGresult) result = PQexec (handle, "SELECT pg_backend_pid ()");

  return PQresultStatus (result) == PGRES_TUPLES_OK
         && atoi (PQgetvalue (result, 0, 0)) == PQbackendPID (handle);
}

/* Of a statement, which it takes. */
static gboolean
was_done (PGresult *result)
{
  g_autoptr (PGresult) answer = result;

  return ss_postgresql_result_is_done (answer);
}

/* What is prepared is planned once: by default it would be planned anew each of the first five times, and
 * with thousands of schemas it is seldom said more often. Behind PgBouncer, or where that can't be had,
 * nothing is prepared. */
static void
settle (SsPostgresqlConnection *self)
{
  self->is_direct = is_direct (self->handle)
                    && was_done (PQexec (self->handle, "SET plan_cache_mode = force_generic_plan"))
                    && was_done (PQprepare (self->handle, ROLL_BACK, "ROLLBACK", 0, NULL));
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

  self->prepared = ss_postgresql_prepared_new ();
  self->foresight = ss_postgresql_foresight_new ();
  self->schema = g_strdup ("");
  self->handle = PQconnectdbParams (names, values, 1);
  if (PQstatus (self->handle) != CONNECTION_OK)
    {
      set_connection_error (self->handle, error);
      return NULL;
    }
  PQsetNoticeReceiver (self->handle, notice_cb, NULL);
  settle (self);
  return g_steal_pointer (&self);
}

void
ss_postgresql_connection_free (SsPostgresqlConnection *self)
{
  PQfinish (self->handle);
  ss_postgresql_prepared_free (self->prepared);
  ss_postgresql_foresight_free (self->foresight);
  g_clear_pointer (&self->beginning, g_ptr_array_unref);
  g_clear_pointer (&self->acting, ss_postgresql_statement_free);
  g_free (self->schema);
  g_free (self);
}

PGconn *
ss_postgresql_connection_get_handle (SsPostgresqlConnection *self)
{
  return self->handle;
}

gboolean
ss_postgresql_connection_is_direct (SsPostgresqlConnection *self)
{
  return self->is_direct;
}

gboolean
ss_postgresql_connection_is_idle (SsPostgresqlConnection *self)
{
  return PQstatus (self->handle) == CONNECTION_OK
         && (self->is_unread || PQtransactionStatus (self->handle) == PQTRANS_IDLE);
}

gboolean
ss_postgresql_connection_is_lost (SsPostgresqlConnection *self)
{
  return PQstatus (self->handle) != CONNECTION_OK;
}

gboolean
ss_postgresql_connection_had_no_role (SsPostgresqlConnection *self)
{
  return self->had_no_role;
}

gboolean
ss_postgresql_connection_failed_with (SsPostgresqlConnection *self, const char *state)
{
  return g_str_equal (self->state, state);
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

/* Reads what the end of the transaction before was answered. */
static void
read_end (SsPostgresqlConnection *self)
{
  if (!self->is_unread)
    return;
  self->is_unread = FALSE;
  PQclear (take_answer (self->handle));
  PQclear (take_answer (self->handle));
  PQexitPipelineMode (self->handle);
}

/* Whether nothing goes wrong; else @failure is the first answer that tells of it. */
static gboolean
read_answers (PGconn *handle, guint count, PGresult **failure)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (PGresult) answer = take_answer (handle);

      /* Behind one that failed the others say that they were left out. */
      if (*failure == NULL && !ss_postgresql_result_is_done (answer))
        *failure =
            answer != NULL ? g_steal_pointer (&answer) : PQmakeEmptyPGresult (handle, PGRES_FATAL_ERROR);
    }
  return *failure == NULL;
}

static guint
send_plain (PGconn *handle, const char *sql)
{
  PQsendQueryParams (handle, sql, 0, NULL, NULL, NULL, NULL, 0);
  return 1;
}

/* Without preparing it for another time. */
static guint
send_once (PGconn *handle, const SsPostgresqlStatement *statement)
{
  PQsendQueryParams (handle, statement->sql, (int) statement->n_parameters, statement->types,
                     statement->values, statement->lengths, statement->formats, 0);
  return 1;
}

static void
end_pipeline (PGconn *handle)
{
  PQclear (take_answer (handle));
  PQexitPipelineMode (handle);
}

static guint
count_beginning (SsPostgresqlConnection *self)
{
  return self->beginning != NULL ? self->beginning->len : 0;
}

static void
set_begin_error (SsPostgresqlConnection *self, const PGresult *failure, GError **error)
{
  set_error (self, failure, error);
  if (*self->schema == '\0' || !g_str_equal (self->state, NO_ROLE))
    return;
  self->had_no_role = TRUE;
  g_clear_error (error);
  g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT, "There is no such business");
}

/* Where it is not a statement's turn to say the beginning with it. */
static gboolean
start (SsPostgresqlConnection *self, GError **error)
{
  g_autoptr (PGresult) failure = NULL;
  guint count = count_beginning (self);

  PQenterPipelineMode (self->handle);
  for (guint i = 0; i < count; i++)
    send_once (self->handle, g_ptr_array_index (self->beginning, i));
  PQpipelineSync (self->handle);
  read_answers (self->handle, count, &failure);
  end_pipeline (self->handle);
  g_clear_pointer (&self->beginning, g_ptr_array_unref);
  if (failure != NULL)
    set_begin_error (self, failure, error);
  return failure == NULL;
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
  g_autoptr (PGresult) result = NULL;

  read_end (self);
  if (self->beginning != NULL && !start (self, error))
    return NULL;
  result = PQexec (self->handle, sql);
  if (PQtransactionStatus (self->handle) == PQTRANS_IDLE)
    self->has_savepoint = FALSE;
  if (ss_postgresql_result_is_done (result))
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

/**
 * ss_postgresql_connection_begin:
 * @self: a connection without a transaction
 * @schema: (nullable): where plain names of tables lead
 * @beginning: (transfer full) (element-type SsPostgresqlStatement): what begins a transaction, sent with its
 *   first statement
 */
void
ss_postgresql_connection_begin (SsPostgresqlConnection *self, const char *schema, GPtrArray *beginning)
{
  if (g_strcmp0 (self->schema, schema != NULL ? schema : "") != 0)
    {
      g_free (self->schema);
      self->schema = g_strdup (schema != NULL ? schema : "");
    }
  g_assert (beginning->len <= BEGINNING_MAX);
  g_clear_pointer (&self->beginning, g_ptr_array_unref);
  g_clear_pointer (&self->acting, ss_postgresql_statement_free);
  self->beginning = beginning;
  self->had_no_role = FALSE;
  self->has_savepoint = FALSE;
  ss_postgresql_prepared_visit (self->prepared, ANY_SCHEMA);
  ss_postgresql_prepared_visit (self->prepared, self->schema);
  ss_postgresql_foresight_clear (self->foresight);
}

/**
 * ss_postgresql_connection_roll_back:
 * @self: a connection
 *
 * Ends the transaction without waiting for the answer.
 */
void
ss_postgresql_connection_roll_back (SsPostgresqlConnection *self)
{
  gboolean was_begun = self->beginning == NULL;

  g_clear_pointer (&self->beginning, g_ptr_array_unref);
  if (!was_begun || ss_postgresql_connection_is_lost (self) || ss_postgresql_connection_is_idle (self))
    return;
  if (!PQenterPipelineMode (self->handle))
    return;
  if (self->is_direct)
    PQsendQueryPrepared (self->handle, ROLL_BACK, 0, NULL, NULL, NULL, 0);
  else
    send_plain (self->handle, "ROLLBACK");
  PQpipelineSync (self->handle);
  self->is_unread = TRUE;
}

/* A statement on its way. */
typedef struct
{
  const char *schema;
  char *key;    /* (owned) (nullable): under which it is to be prepared */
  guint number; /* then that of its name */
} Sending;

static void
send_statement (SsPostgresqlConnection *self, const char *schema, const SsPostgresqlStatement *statement,
                Sending *sending)
{
  int n_parameters = (int) statement->n_parameters;
  g_autofree char *key = NULL;
  char name[SS_POSTGRESQL_NAME_SIZE];

  *sending = (Sending){ .schema = schema };
  if (!self->is_direct)
    {
      send_once (self->handle, statement);
      return;
    }
  key = ss_postgresql_statement_write_key (statement);
  if (!ss_postgresql_prepared_find (self->prepared, schema, key, name))
    {
      sending->number = ss_postgresql_prepared_make_name (self->prepared, name);
      sending->key = g_steal_pointer (&key);
      PQsendPrepare (self->handle, name, statement->sql, n_parameters, statement->types);
    }
  PQsendQueryPrepared (self->handle, name, n_parameters, statement->values, statement->lengths,
                       statement->formats, 0);
}

/* (nullable): its answer; where it could not be prepared, what was answered to that */
static PGresult *
read_statement (SsPostgresqlConnection *self, Sending *sending)
{
  g_autofree char *key = g_steal_pointer (&sending->key);
  PGresult *failure = NULL, *answer;

  if (key != NULL && read_answers (self->handle, 1, &failure))
    ss_postgresql_prepared_keep (self->prepared, sending->schema, g_steal_pointer (&key), sending->number);
  answer = take_answer (self->handle);
  if (failure == NULL)
    return answer;
  PQclear (answer);
  return failure;
}

/* What is too much of what has been prepared. How many answers that makes. */
static guint
send_give_up (SsPostgresqlConnection *self)
{
  g_auto (GStrv) names = ss_postgresql_prepared_give_up (self->prepared);
  guint count = 0;

  for (; names[count] != NULL; count++)
    {
      g_autofree char *sql = g_strconcat ("DEALLOCATE ", names[count], NULL);

      send_plain (self->handle, sql);
    }
  return count;
}

static void
send_beginning (SsPostgresqlConnection *self, Sending *sendings)
{
  for (guint i = 0, count = count_beginning (self); i < count; i++)
    send_statement (self, ANY_SCHEMA, g_ptr_array_index (self->beginning, i), &sendings[i]);
}

/* Whether it has begun; else @failure is what was answered to the first that failed. */
static gboolean
read_beginning (SsPostgresqlConnection *self, Sending *sendings, PGresult **failure)
{
  for (guint i = 0, count = count_beginning (self); i < count; i++)
    {
      g_autoptr (PGresult) answer = read_statement (self, &sendings[i]);

      if (*failure == NULL && !ss_postgresql_result_is_done (answer))
        *failure = answer != NULL ? g_steal_pointer (&answer)
                                  : PQmakeEmptyPGresult (self->handle, PGRES_FATAL_ERROR);
    }
  return *failure == NULL;
}

static void
send_foreseen (SsPostgresqlConnection *self, Sending *sendings)
{
  for (guint i = 0; i < ss_postgresql_foresight_get_n (self->foresight); i++)
    {
      SsPostgresqlForeseen *foreseen = ss_postgresql_foresight_get (self->foresight, i);

      if (foreseen->answer == NULL)
        send_statement (self, self->schema, foreseen->statement, &sendings[i]);
    }
}

/* Behind a statement that failed there are no answers worth keeping. */
static void
read_foreseen (SsPostgresqlConnection *self, Sending *sendings, gboolean is_kept)
{
  for (guint i = 0; i < ss_postgresql_foresight_get_n (self->foresight); i++)
    {
      SsPostgresqlForeseen *foreseen = ss_postgresql_foresight_get (self->foresight, i);
      PGresult *answer = foreseen->answer == NULL ? read_statement (self, &sendings[i]) : NULL;

      if (answer != NULL && is_kept)
        foreseen->answer = answer;
      else
        PQclear (answer);
    }
}

/* Sends all that is due, and reads all the answers, in one turn to the database. */
static PGresult *
execute (SsPostgresqlConnection *self, const SsPostgresqlStatement *statement, gboolean guarded,
         GError **error)
{
  PGconn *handle = self->handle;
  gboolean begins = self->beginning != NULL;
  guint n_guards;
  Sending beginning[BEGINNING_MAX], sending, foreseen[SS_POSTGRESQL_FORESIGHT_MAX];
  PGresult *failure = NULL, *result = NULL;

  read_end (self);
  PQenterPipelineMode (handle);
  send_beginning (self, beginning);
  n_guards = begins ? send_give_up (self) : 0;
  if (guarded && self->has_savepoint)
    n_guards += send_plain (handle, "RELEASE statement");
  if (self->acting != NULL)
    n_guards += send_once (handle, self->acting);
  if (guarded)
    n_guards += send_plain (handle, "SAVEPOINT statement");
  send_statement (self, self->schema, statement, &sending);
  send_foreseen (self, foreseen);
  PQpipelineSync (handle);

  if (!read_beginning (self, beginning, &failure))
    set_begin_error (self, failure, error);
  if (read_answers (handle, n_guards, &failure) && guarded)
    self->has_savepoint = TRUE;
  result = read_statement (self, &sending);
  read_foreseen (self, foreseen, failure == NULL && ss_postgresql_result_is_done (result));
  end_pipeline (handle);
  /* Where the connection was lost the beginning can be said again. */
  if (!begins || !ss_postgresql_connection_is_lost (self))
    {
      g_clear_pointer (&self->beginning, g_ptr_array_unref);
      g_clear_pointer (&self->acting, ss_postgresql_statement_free);
    }
  if (failure == NULL && ss_postgresql_result_is_done (result))
    return result;
  if (error == NULL || *error == NULL)
    set_error (self, failure != NULL ? failure : result, error);
  PQclear (failure);
  PQclear (result);
  return NULL;
}

/* One that lay idle may be lost, as when the database was restarted. Where nothing has happened in the
 * transaction yet, a new one serves as well. */
static gboolean
can_be_begun_again (SsPostgresqlConnection *self)
{
  if (self->beginning == NULL || !ss_postgresql_connection_is_lost (self))
    return FALSE;
  ss_postgresql_prepared_forget (self->prepared);
  self->is_unread = FALSE;
  PQreset (self->handle);
  if (ss_postgresql_connection_is_lost (self))
    return FALSE;
  settle (self);
  return TRUE;
}

/**
 * ss_postgresql_connection_act:
 * @self: a connection in a transaction
 * @statement: (transfer full): what changes as whom the transaction acts
 */
void
ss_postgresql_connection_act (SsPostgresqlConnection *self, SsPostgresqlStatement *statement)
{
  g_clear_pointer (&self->acting, ss_postgresql_statement_free);
  self->acting = statement;
}

/**
 * ss_postgresql_connection_foresee:
 * @self: a connection in a transaction
 * @sql: one SELECT
 * @parameters: its parameters
 * @n_parameters: their number
 *
 * It is sent with the next statement. When it is asked, nothing having changed meanwhile, the answer is
 * there.
 */
void
ss_postgresql_connection_foresee (SsPostgresqlConnection *self, const char *sql,
                                  const SsParameter *parameters, guint n_parameters)
{
  SsPostgresqlStatement statement;

  ss_postgresql_statement_init (&statement, sql, parameters, n_parameters);
  ss_postgresql_foresight_add (self->foresight, &statement);
}

/**
 * ss_postgresql_connection_forget_foreseen:
 * @self: a connection about to change something
 *
 * What failed is kept: the transaction has failed with it, and says why to whatever comes next.
 */
void
ss_postgresql_connection_forget_foreseen (SsPostgresqlConnection *self)
{
  ss_postgresql_foresight_forget (self->foresight);
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
  g_autoptr (GError) failure = NULL;
  SsPostgresqlStatement statement;
  PGresult *result;

  ss_postgresql_statement_init (&statement, sql, parameters, n_parameters);
  result = ss_postgresql_foresight_take (self->foresight, &statement);
  if (result != NULL && ss_postgresql_result_is_done (result))
    return result;
  if (result != NULL)
    {
      set_error (self, result, error);
      PQclear (result);
      return NULL;
    }
  result = execute (self, &statement, guarded, &failure);
  if (result == NULL && can_be_begun_again (self))
    {
      g_clear_error (&failure);
      result = execute (self, &statement, guarded, &failure);
    }
  if (result != NULL)
    return result;
  if (guarded && self->has_savepoint && PQstatus (self->handle) == CONNECTION_OK)
    ss_postgresql_connection_run (self, "ROLLBACK TO statement", NULL);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
