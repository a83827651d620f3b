/* sqlite-connection.c: one connection to a tenant's file and the shared one, and its prepared statements
 *
 * The tenant's file is `main`, the shared one is attached as `shared`. Once it is set up, SQLite itself
 * refuses to attach another, so that no statement, however it came about, reaches another tenant.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/sqlite-connection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "model/time.h"

/* A connection that waits for another process' write gives up after this. */
#define BUSY_MILLISECONDS 5000
#define STATEMENTS_MAX 256

struct _SsSqliteConnection
{
  sqlite3 *database;
  GHashTable *statements; /* (owned): text to SsSqliteStatement */
  SsTotals *totals;       /* (owned) */
  gboolean is_set_up;
  guint64 generation;
  SsSqliteStatement *preparing; /* (nullable): whose effects the authorizer notes */
};

/* Whether a write failed for want of room. SQLite says so itself of ENOSPC alone; of a quota or a limit of
 * the file's size the file knows, be it the database's or its log. */
static gboolean
is_out_of_room (sqlite3 *database)
{
  static const char *const schemas[] = { "main", "shared" };
  static const int pointers[] = { SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER };

  for (guint i = 0; i < G_N_ELEMENTS (schemas) * G_N_ELEMENTS (pointers); i++)
    {
      sqlite3_file *file = NULL;
      int problem = 0;

      sqlite3_file_control (database, schemas[i / 2], pointers[i % 2], &file);
      if (file == NULL || file->pMethods == NULL)
        continue;
      file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &problem);
      if (problem == ENOSPC || problem == EDQUOT || problem == EFBIG)
        return TRUE;
    }
  return FALSE;
}

/**
 * ss_sqlite_set_error:
 * @error: where a %SS_STORE_ERROR goes
 * @database: (nullable): where it happened
 * @result: SQLite's extended result code
 *
 * SQLite's message names tables and columns, never values. What an operator has to look at is logged.
 */
void
ss_sqlite_set_error (GError **error, sqlite3 *database, int result)
{
  SsStoreError code = SS_STORE_ERROR_FAILED;

  switch (result & 0xff)
    {
    case SQLITE_FULL:
      code = SS_STORE_ERROR_FULL;
      break;
    case SQLITE_CONSTRAINT:
      code = SS_STORE_ERROR_CONSTRAINT;
      break;
    case SQLITE_IOERR:
      code = result == SQLITE_IOERR_WRITE && database != NULL && is_out_of_room (database)
                 ? SS_STORE_ERROR_FULL
                 : SS_STORE_ERROR_UNAVAILABLE;
      g_warning ("The store's disk: %s (%d)", sqlite3_errstr (result), result);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
      code = SS_STORE_ERROR_UNAVAILABLE;
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      code = SS_STORE_ERROR_UNAVAILABLE;
      g_warning ("A file of the store is damaged: %s", sqlite3_errstr (result));
      break;
    default:
      break;
    }
  g_set_error_literal (error, SS_STORE_ERROR, code,
                       database != NULL ? sqlite3_errmsg (database) : sqlite3_errstr (result));
}

gboolean
ss_sqlite_run (sqlite3 *database, const char *sql, GError **error)
{
  int result = sqlite3_exec (database, sql, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    return TRUE;
  ss_sqlite_set_error (error, database, sqlite3_extended_errcode (database));
  return FALSE;
}

/**
 * ss_sqlite_open_file:
 * @path: a file, or ":memory:"
 * @flags: %SQLITE_OPEN_READWRITE, with %SQLITE_OPEN_CREATE or without
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (nullable): a connection with the settings that every one has
 */
sqlite3 *
ss_sqlite_open_file (const char *path, int flags, GError **error)
{
  static const char settings[] =
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA journal_size_limit = 1048576;";
  sqlite3 *database = NULL;
  int result = sqlite3_open_v2 (path, &database, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  if (result != SQLITE_OK)
    ss_sqlite_set_error (error, database, result);
  else
    {
      sqlite3_busy_timeout (database, BUSY_MILLISECONDS);
      sqlite3_db_config (database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
      sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
      if (ss_sqlite_run (database, settings, error))
        return database;
    }
  sqlite3_close_v2 (database);
  return NULL;
}

/* Notes what a statement changes, and refuses what no statement of ours does. */
static int
authorize_cb (void *user_data, int action, const char *first, const char *second, const char *schema,
              const char *trigger)
{
  SsSqliteConnection *self = user_data;

  switch (action)
    {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
      return self->is_set_up ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
      /* Which columns there are, a backup asks. */
      return self->is_set_up && g_strcmp0 (first, "table_info") != 0 ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      /* SQLite says so of a table of its own making, such as the columns of a table; ours can't change it. */
      if (self->preparing != NULL && g_strcmp0 (first, "sqlite_master") != 0)
        {
          if (g_strcmp0 (schema, "shared") == 0)
            self->preparing->writes_shared = TRUE;
          else
            self->preparing->writes_tenant = TRUE;
        }
      return SQLITE_OK;
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
      return SQLITE_OK;
    default:
      /* Tables are changed by migrations alone. */
      return self->is_set_up ? SQLITE_DENY : SQLITE_OK;
    }
}

static void
statement_free (gpointer data)
{
  SsSqliteStatement *statement = data;

  sqlite3_finalize (statement->statement);
  g_free (statement);
}

static gboolean
is_idle (gpointer sql, gpointer statement, gpointer user_data)
{
  return !((SsSqliteStatement *) statement)->is_used;
}

static gboolean
attach_shared (SsSqliteConnection *self, const char *shared_path, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (self->database, "ATTACH DATABASE $1 AS shared", -1, &statement, NULL);

  if (result == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, shared_path, -1, SQLITE_TRANSIENT);
      sqlite3_step (statement);
      result = sqlite3_finalize (statement);
    }
  if (result != SQLITE_OK)
    {
      ss_sqlite_set_error (error, self->database, result);
      return FALSE;
    }
  return ss_sqlite_run (self->database,
                        "PRAGMA shared.journal_mode = WAL; PRAGMA shared.synchronous = FULL;"
                        "PRAGMA shared.journal_size_limit = 1048576",
                        error);
}

/**
 * ss_sqlite_connection_open:
 * @tenant_path: (nullable): a tenant's file; %NULL: none, and then plain names of tables are refused
 * @shared_path: the shared file
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (transfer full) (nullable): a connection, for one thread at a time
 */
SsSqliteConnection *
ss_sqlite_connection_open (const char *tenant_path, const char *shared_path, GError **error)
{
  g_autoptr (SsSqliteConnection) self = g_new0 (SsSqliteConnection, 1);

  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_free);
  self->totals = ss_totals_new ();
  self->database =
      ss_sqlite_open_file (tenant_path != NULL ? tenant_path : ":memory:", SQLITE_OPEN_READWRITE, error);
  if (self->database == NULL || !attach_shared (self, shared_path, error))
    return NULL;

  sqlite3_limit (self->database, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_set_authorizer (self->database, authorize_cb, self);
  self->is_set_up = TRUE;
  return g_steal_pointer (&self);
}

void
ss_sqlite_connection_free (SsSqliteConnection *self)
{
  g_hash_table_unref (self->statements);
  ss_totals_free (self->totals);
  sqlite3_close_v2 (self->database);
  g_free (self);
}

/**
 * ss_sqlite_connection_free_quickly:
 * @self: (transfer full): a connection
 *
 * The last one that closes a file brings its log into it, which waits for the disk twice. What is committed
 * is as safe in the log, which SQLite brings in when it has grown.
 */
void
ss_sqlite_connection_free_quickly (SsSqliteConnection *self)
{
  sqlite3_db_config (self->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  ss_sqlite_connection_free (self);
}

sqlite3 *
ss_sqlite_connection_get_database (SsSqliteConnection *self)
{
  return self->database;
}

/**
 * ss_sqlite_connection_get_totals:
 * @self: a connection on which a transaction has read from the tenant's file, and changed nothing
 *
 * SQLite's number for the version of a file tells of every change, from here and elsewhere, that is in what a
 * transaction reads; it means nothing on another connection.
 *
 * Returns: (transfer none): what is known of the tenant's file as it is now
 */
SsTotals *
ss_sqlite_connection_get_totals (SsSqliteConnection *self)
{
  guint version = 0;

  sqlite3_file_control (self->database, "main", SQLITE_FCNTL_DATA_VERSION, &version);
  ss_totals_set_version (self->totals, version);
  return self->totals;
}

void
ss_sqlite_connection_set_generation (SsSqliteConnection *self, guint64 generation)
{
  self->generation = generation;
}

guint64
ss_sqlite_connection_get_generation (SsSqliteConnection *self)
{
  return self->generation;
}

/**
 * ss_sqlite_connection_prepare:
 * @self: a connection
 * @sql: one statement
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (nullable): the statement, kept from before where it is not in use; to be released
 */
SsSqliteStatement *
ss_sqlite_connection_prepare (SsSqliteConnection *self, const char *sql, GError **error)
{
  SsSqliteStatement *statement = g_hash_table_lookup (self->statements, sql);
  gboolean keep = statement == NULL;
  const char *rest = NULL;
  int result;

  if (statement != NULL && !statement->is_used)
    {
      statement->is_used = TRUE;
      return statement;
    }

  statement = g_new0 (SsSqliteStatement, 1);
  self->preparing = statement;
  result =
      sqlite3_prepare_v3 (self->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->statement, &rest);
  self->preparing = NULL;
  if (result != SQLITE_OK || statement->statement == NULL || (rest != NULL && *rest != '\0'))
    {
      if (result != SQLITE_OK)
        ss_sqlite_set_error (error, self->database, result);
      else
        g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED, "This is not one statement");
      statement_free (statement);
      return NULL;
    }

  statement->is_used = TRUE;
  /* Lists with filters make many texts: rather than to weigh them, begin anew. */
  if (keep && g_hash_table_size (self->statements) >= STATEMENTS_MAX)
    g_hash_table_foreach_remove (self->statements, is_idle, NULL);
  if (keep)
    {
      statement->is_kept = TRUE;
      g_hash_table_insert (self->statements, g_strdup (sql), statement);
    }
  return statement;
}

/**
 * ss_sqlite_statement_release:
 * @statement: what ss_sqlite_connection_prepare() gave
 *
 * Makes it ready for the next time.
 */
void
ss_sqlite_statement_release (SsSqliteStatement *statement)
{
  sqlite3_reset (statement->statement);
  sqlite3_clear_bindings (statement->statement);
  statement->is_used = FALSE;
  if (!statement->is_kept)
    statement_free (statement);
}

static int
bind_value (sqlite3_stmt *statement, int index, const SsParameter *parameter)
{
  switch (parameter->type)
    {
    case 's':
      return sqlite3_bind_text (statement, index, parameter->string, -1, SQLITE_TRANSIENT);
    case 'd':
      return sqlite3_bind_double (statement, index, parameter->number);
    case 'x':
      if (parameter->bytes == NULL)
        return sqlite3_bind_null (statement, index);
      return sqlite3_bind_blob64 (statement, index, g_bytes_get_data (parameter->bytes, NULL),
                                  g_bytes_get_size (parameter->bytes), SQLITE_TRANSIENT);
    case 't':
      if (parameter->integer == SS_TIME_NONE)
        return sqlite3_bind_null (statement, index);
      return sqlite3_bind_int64 (statement, index, parameter->integer);
    default:
      return sqlite3_bind_int64 (statement, index, parameter->integer);
    }
}

/**
 * ss_sqlite_statement_bind:
 * @self: a statement
 * @parameters: its parameters: the first is $1
 * @n_parameters: their number
 * @error: where a %SS_STORE_ERROR goes
 *
 * SQLite takes "$1" for a name and numbers names as they appear: each is bound by its own number.
 *
 * Returns: whether each that the statement names is bound
 */
gboolean
ss_sqlite_statement_bind (SsSqliteStatement *self, const SsParameter *parameters, guint n_parameters,
                          GError **error)
{
  int count = sqlite3_bind_parameter_count (self->statement);

  for (int index = 1; index <= count; index++)
    {
      const char *name = sqlite3_bind_parameter_name (self->statement, index);
      guint number = name != NULL && name[0] == '$' ? strtoul (name + 1, NULL, 10) : 0;
      int result;

      if (number < 1 || number > n_parameters)
        {
          g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED, "The parameter %s has no value",
                       name != NULL ? name : "?");
          return FALSE;
        }
      result = bind_value (self->statement, index, &parameters[number - 1]);
      if (result != SQLITE_OK)
        {
          ss_sqlite_set_error (error, NULL, result);
          return FALSE;
        }
    }
  return TRUE;
}
