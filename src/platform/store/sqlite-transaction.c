/* sqlite-transaction.c: a unit of work on one SQLite connection
 *
 * Where a transaction changes the tenant's file and the shared one, each is committed whole, but a power cut
 * between the two can leave the one without the other. What is shared and follows from the tenants (counts of
 * installations) is derived, therefore; what decides stands in one file.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/sqlite-transaction.h"

typedef struct
{
  SsTransaction parent;
  SsSqliteConnection *connection; /* (owned) */
  SsSqliteUndoFunc undo;
  SsSqliteEndFunc end;
  GPtrArray *created; /* (owned) (nullable) (element-type utf8): schemas made in it */
  guint n_rows;       /* that are not freed yet */
  gboolean is_untriggered;
  gboolean is_committed;
} SsSqliteTransaction;

typedef struct
{
  SsRows parent;
  SsSqliteTransaction *transaction; /* outlives the rows */
  SsSqliteStatement *statement;
  gboolean is_done;
} SsSqliteRows;

/* Rows */

static sqlite3_stmt *
get_statement (SsRows *rows)
{
  return ((SsSqliteRows *) rows)->statement->statement;
}

static gboolean
rows_next (SsRows *rows, GError **error)
{
  SsSqliteRows *self = (SsSqliteRows *) rows;
  int result;

  /* SQLite would begin again. */
  if (self->is_done)
    return FALSE;
  result = sqlite3_step (self->statement->statement);
  if (result == SQLITE_ROW)
    return TRUE;
  self->is_done = TRUE;
  if (result != SQLITE_DONE)
    ss_sqlite_set_error (error, ss_sqlite_connection_get_database (self->transaction->connection), result);
  return FALSE;
}

static void
rows_free (SsRows *rows)
{
  SsSqliteRows *self = (SsSqliteRows *) rows;

  ss_sqlite_statement_release (self->statement);
  self->transaction->n_rows--;
  g_free (self);
}

static guint
rows_get_n_columns (SsRows *rows)
{
  return sqlite3_column_count (get_statement (rows));
}

static const char *
rows_get_column_name (SsRows *rows, guint column)
{
  return sqlite3_column_name (get_statement (rows), column);
}

static gboolean
rows_is_null (SsRows *rows, guint column)
{
  return sqlite3_column_type (get_statement (rows), column) == SQLITE_NULL;
}

static const char *
rows_get_string (SsRows *rows, guint column)
{
  return (const char *) sqlite3_column_text (get_statement (rows), column);
}

static gint64
rows_get_integer (SsRows *rows, guint column)
{
  return sqlite3_column_int64 (get_statement (rows), column);
}

static double
rows_get_number (SsRows *rows, guint column)
{
  return sqlite3_column_double (get_statement (rows), column);
}

static GBytes *
rows_get_bytes (SsRows *rows, guint column)
{
  sqlite3_stmt *statement = get_statement (rows);
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, sqlite3_column_bytes (statement, column));
}

static const SsRowsClass rows_class = {
  .next = rows_next,
  .free = rows_free,
  .get_n_columns = rows_get_n_columns,
  .get_column_name = rows_get_column_name,
  .is_null = rows_is_null,
  .get_string = rows_get_string,
  .get_integer = rows_get_integer,
  .get_number = rows_get_number,
  .get_bytes = rows_get_bytes,
};

/* Transactions */

static gboolean
may_write (SsSqliteTransaction *self, const SsSqliteStatement *statement)
{
  SsAccess access = self->parent.access;

  if (statement->writes_shared
      && (access == SS_ACCESS_READ || (access == SS_ACCESS_WRITE && self->parent.schema)))
    return FALSE;
  return !statement->writes_tenant || (access != SS_ACCESS_READ && self->parent.schema != NULL);
}

/* A statement that is ready to step; %NULL with @error set else. */
static SsSqliteStatement *
prepare (SsSqliteTransaction *self, const char *sql, const SsParameter *parameters, guint n_parameters,
         GError **error)
{
  SsSqliteStatement *statement = ss_sqlite_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return NULL;
  if (!may_write (self, statement))
    g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED,
                         "This transaction may not change what the statement changes");
  else if (ss_sqlite_statement_bind (statement, parameters, n_parameters, error))
    return statement;
  ss_sqlite_statement_release (statement);
  return NULL;
}

static SsRows *
transaction_query (SsTransaction *transaction, const char *sql, const SsParameter *parameters,
                   guint n_parameters, GError **error)
{
  SsSqliteTransaction *self = (SsSqliteTransaction *) transaction;
  SsSqliteStatement *statement = prepare (self, sql, parameters, n_parameters, error);
  SsSqliteRows *rows;

  if (statement == NULL)
    return NULL;
  rows = g_new0 (SsSqliteRows, 1);
  rows->parent.klass = &rows_class;
  rows->transaction = self;
  rows->statement = statement;
  self->n_rows++;
  return &rows->parent;
}

static gboolean
transaction_execute (SsTransaction *transaction, const char *sql, const SsParameter *parameters,
                     guint n_parameters, gint64 *n_changed, GError **error)
{
  SsSqliteTransaction *self = (SsSqliteTransaction *) transaction;
  sqlite3 *database = ss_sqlite_connection_get_database (self->connection);
  SsSqliteStatement *statement = prepare (self, sql, parameters, n_parameters, error);
  int result;

  if (statement == NULL)
    return FALSE;
  do
    result = sqlite3_step (statement->statement);
  while (result == SQLITE_ROW);
  if (result != SQLITE_DONE)
    ss_sqlite_set_error (error, database, result);
  else if (n_changed != NULL)
    *n_changed = sqlite3_changes64 (database);
  ss_sqlite_statement_release (statement);
  return result == SQLITE_DONE;
}

/* One that writes has changes of its own that have no version yet. */
static SsTotals *
transaction_get_totals (SsTransaction *transaction)
{
  SsSqliteTransaction *self = (SsSqliteTransaction *) transaction;
  static const char begin_reading[] = "SELECT 1 FROM main.schema_migrations LIMIT 1";

  if (transaction->access != SS_ACCESS_READ || transaction->schema == NULL
      || !transaction_execute (transaction, begin_reading, NULL, 0, NULL, NULL))
    return NULL;
  return ss_sqlite_connection_get_totals (self->connection);
}

/* SQLite knows this of the connection as a whole; foreign keys are no triggers to it. */
static gboolean
transaction_set_triggers (SsTransaction *transaction, const char *table, gboolean are_on, GError **error)
{
  SsSqliteTransaction *self = (SsSqliteTransaction *) transaction;
  sqlite3 *database = ss_sqlite_connection_get_database (self->connection);
  int result = sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_TRIGGER, are_on, NULL);

  self->is_untriggered = !are_on;
  if (result == SQLITE_OK)
    return TRUE;
  ss_sqlite_set_error (error, database, result);
  return FALSE;
}

static gboolean
transaction_commit (SsTransaction *transaction, GError **error)
{
  SsSqliteTransaction *self = (SsSqliteTransaction *) transaction;

  if (!transaction_execute (transaction, "COMMIT", NULL, 0, NULL, error))
    return FALSE;
  self->is_committed = TRUE;
  return TRUE;
}

static void
transaction_free (SsTransaction *transaction)
{
  SsSqliteTransaction *self = (SsSqliteTransaction *) transaction;
  sqlite3 *database = ss_sqlite_connection_get_database (self->connection);

  if (self->n_rows > 0)
    g_critical ("Rows outlive their transaction");
  for (guint i = 0; self->created != NULL && !self->is_committed && i < self->created->len; i++)
    self->undo (transaction, g_ptr_array_index (self->created, i));
  /* A failed commit or a full disk may have rolled back already. */
  if (!sqlite3_get_autocommit (database))
    transaction_execute (transaction, "ROLLBACK", NULL, 0, NULL, NULL);
  if (self->is_untriggered)
    transaction_set_triggers (transaction, NULL, TRUE, NULL);
  self->end (transaction, self->connection);
  g_clear_pointer (&self->created, g_ptr_array_unref);
  g_clear_object (&transaction->store);
  g_free (transaction->schema);
  g_free (transaction->announced);
  g_free (self);
}

static const SsTransactionClass transaction_class = {
  .query = transaction_query,
  .execute = transaction_execute,
  .get_totals = transaction_get_totals,
  .set_triggers = transaction_set_triggers,
  .commit = transaction_commit,
  .free = transaction_free,
};

/**
 * ss_sqlite_transaction_new:
 * @store: the store
 * @schema: (nullable): the tenant's
 * @access: what it will do
 * @connection: (transfer full): the connection
 * @undo: called at its end for each tenant that was made in it, if it is not committed
 * @end: called at its end, to give back what it was lent
 *
 * Returns: (transfer full): a transaction that has not begun
 */
SsTransaction *
ss_sqlite_transaction_new (SsStore *store, const char *schema, SsAccess access,
                           SsSqliteConnection *connection, SsSqliteUndoFunc undo, SsSqliteEndFunc end)
{
  SsSqliteTransaction *self = g_new0 (SsSqliteTransaction, 1);

  self->parent.klass = &transaction_class;
  self->parent.store = g_object_ref (store);
  self->parent.schema = g_strdup (schema);
  self->parent.access = access;
  self->connection = connection;
  self->undo = undo;
  self->end = end;
  return &self->parent;
}

/**
 * ss_sqlite_transaction_begin:
 * @transaction: one that has not begun
 * @error: where a %SS_STORE_ERROR goes
 *
 * A writer takes the lock of what it writes to at once: one that first reads and then writes would fail where
 * another process, such as an operator's command, wrote in between. `BEGIN IMMEDIATE` takes the lock of each
 * attached file, though, and so would make all tenants wait for each other: one that writes to the tenant's
 * file alone begins with a change of nothing there.
 *
 * Returns: whether it began
 */
gboolean
ss_sqlite_transaction_begin (SsTransaction *transaction, GError **error)
{
  static const char change_nothing[] = "UPDATE main.schema_migrations SET number = number WHERE FALSE";

  switch (transaction->access)
    {
    case SS_ACCESS_READ:
      return transaction_execute (transaction, "BEGIN", NULL, 0, NULL, error);
    case SS_ACCESS_WRITE:
      if (transaction->schema != NULL)
        return transaction_execute (transaction, "BEGIN", NULL, 0, NULL, error)
               && transaction_execute (transaction, change_nothing, NULL, 0, NULL, error);
      return transaction_execute (transaction, "BEGIN IMMEDIATE", NULL, 0, NULL, error);
    case SS_ACCESS_WRITE_SHARED:
    case SS_ACCESS_WRITE_ACROSS:
    default:
      return transaction_execute (transaction, "BEGIN IMMEDIATE", NULL, 0, NULL, error);
    }
}

void
ss_sqlite_transaction_add_created (SsTransaction *transaction, const char *schema)
{
  SsSqliteTransaction *self = (SsSqliteTransaction *) transaction;

  if (self->created == NULL)
    self->created = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->created, g_strdup (schema));
}
