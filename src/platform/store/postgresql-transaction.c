/* postgresql-transaction.c: a unit of work on one PostgreSQL connection
 *
 * The store has begun it under the tenant's role and search path, and nothing that it is given to say changes
 * these: only statements that read and change rows get through. One that may change the shared tables, too,
 * does so as the role that may change nothing else.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-transaction.h"

#include <string.h>

#include "platform/store/postgresql-listener.h"
#include "platform/store/postgresql-roles.h"

#define FETCH_SIZE 48
#define PIECE "500"

/* As whom it acts. */
typedef enum
{
  ACTS_AS_BEGUN,
  ACTS_AS_SHARED,
  ACTS_AS_OWNER, /* of the tables */
} Acting;

typedef struct
{
  SsTransaction parent;
  SsPostgresqlConnection *connection; /* (owned) */
  char *role;                         /* (owned): that it has begun as */
  const char *prefix;                 /* the store's */
  const char *sender;                 /* the store's */
  Acting acting;
  SsPostgresqlUndoFunc undo;
  SsPostgresqlEndFunc end;
  GPtrArray *created; /* (owned) (nullable) (element-type utf8): schemas made in it */
  guint n_rows;       /* that are not freed yet */
  guint n_cursors;
  gboolean is_committed;
} SsPostgresqlTransaction;

typedef struct
{
  SsRows parent;
  SsPostgresqlTransaction *transaction; /* outlives the rows */
  PGresult *result;                     /* (owned) */
  int row;                              /* in the result; -1 before the first */
  char fetch[FETCH_SIZE];               /* what answers more rows; "" where the result has them all */
} SsPostgresqlRows;

typedef enum
{
  VERB_REFUSED,
  VERB_READS,
  VERB_CHANGES,
  VERB_CHANGES_SHARED,
} Verb;

/* Rows */

/* The next piece, at its first row. */
static gboolean
fetch (SsPostgresqlRows *self, GError **error)
{
  PGresult *result = ss_postgresql_connection_select (self->transaction->connection, self->fetch, error);

  if (result == NULL)
    return FALSE;
  PQclear (self->result);
  self->result = result;
  self->row = 0;
  return TRUE;
}

static gboolean
rows_next (SsRows *rows, GError **error)
{
  SsPostgresqlRows *self = (SsPostgresqlRows *) rows;
  int n_rows = PQntuples (self->result);

  if (self->row < n_rows)
    self->row++;
  if (self->row < n_rows || *self->fetch == '\0' || n_rows == 0)
    return self->row < n_rows;
  return fetch (self, error) && PQntuples (self->result) > 0;
}

static void
rows_free (SsRows *rows)
{
  SsPostgresqlRows *self = (SsPostgresqlRows *) rows;

  self->transaction->n_rows--;
  PQclear (self->result);
  g_free (self);
}

static guint
rows_get_n_columns (SsRows *rows)
{
  return PQnfields (((SsPostgresqlRows *) rows)->result);
}

static const char *
rows_get_column_name (SsRows *rows, guint column)
{
  return PQfname (((SsPostgresqlRows *) rows)->result, column);
}

static gboolean
rows_is_null (SsRows *rows, guint column)
{
  SsPostgresqlRows *self = (SsPostgresqlRows *) rows;

  return PQgetisnull (self->result, self->row, column);
}

static const char *
rows_get_string (SsRows *rows, guint column)
{
  SsPostgresqlRows *self = (SsPostgresqlRows *) rows;

  return rows_is_null (rows, column) ? NULL : PQgetvalue (self->result, self->row, column);
}

/* Truths are "t" and "f"; null and what is no number are 0, as in SQLite. */
static gint64
rows_get_integer (SsRows *rows, guint column)
{
  const char *text = rows_get_string (rows, column);

  if (text == NULL)
    return 0;
  return *text == 't' ? 1 : g_ascii_strtoll (text, NULL, 10);
}

static double
rows_get_number (SsRows *rows, guint column)
{
  const char *text = rows_get_string (rows, column);

  return text != NULL ? g_ascii_strtod (text, NULL) : 0;
}

static GBytes *
rows_get_bytes (SsRows *rows, guint column)
{
  const char *text = rows_get_string (rows, column);
  gsize length = 0;
  unsigned char *data = text != NULL ? PQunescapeBytea ((const unsigned char *) text, &length) : NULL;

  return data != NULL ? g_bytes_new_with_free_func (data, length, PQfreemem, data) : g_bytes_new (NULL, 0);
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

/* The role may be set back by whoever may set it: that is said neither by a statement nor by a function. */
static Verb
get_verb (const char *sql)
{
  static const struct
  {
    const char *word;
    Verb verb;
  } verbs[] = {
    { "SELECT", VERB_READS },
    { "INSERT INTO shared.", VERB_CHANGES_SHARED },
    { "UPDATE shared.", VERB_CHANGES_SHARED },
    { "DELETE FROM shared.", VERB_CHANGES_SHARED },
    { "INSERT", VERB_CHANGES },
    { "UPDATE", VERB_CHANGES },
    { "DELETE", VERB_CHANGES },
    { "WITH", VERB_CHANGES },
  };

  if (strcasestr (sql, "set_config") != NULL)
    return VERB_REFUSED;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      gsize length = strlen (verbs[i].word);

      if (g_ascii_strncasecmp (sql, verbs[i].word, length) == 0
          && (verbs[i].verb == VERB_CHANGES_SHARED || !g_ascii_isalnum (sql[length])))
        return verbs[i].verb;
    }
  return VERB_REFUSED;
}

static gpointer
refuse (GError **error)
{
  g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED,
                       "This is no statement that reads or changes rows");
  return NULL;
}

static SsPostgresqlRows *
rows_new (SsPostgresqlTransaction *transaction, PGresult *result)
{
  SsPostgresqlRows *self = g_new0 (SsPostgresqlRows, 1);

  self->parent.klass = &rows_class;
  self->transaction = transaction;
  self->result = result;
  self->row = -1;
  transaction->n_rows++;
  return self;
}

/* As whom a statement is said. */
static void
act_for (SsPostgresqlTransaction *self, Verb verb)
{
  gboolean is_shared = verb == VERB_CHANGES_SHARED && self->parent.access == SS_ACCESS_WRITE_SHARED;
  Acting acting = is_shared ? ACTS_AS_SHARED : ACTS_AS_BEGUN;
  g_autofree char *shared = NULL;

  if (acting == self->acting)
    return;
  self->acting = acting;
  if (is_shared)
    shared = ss_postgresql_roles_shared_name (self->prefix, self->parent.access);
  ss_postgresql_connection_act (self->connection,
                                ss_postgresql_roles_act (is_shared ? shared : self->role,
                                                         is_shared ? NULL : self->parent.schema));
}

static PGresult *
execute (SsPostgresqlTransaction *self, const char *sql, const SsParameter *parameters, guint n_parameters,
         GError **error)
{
  Verb verb = get_verb (sql);
  gboolean changes = verb == VERB_CHANGES || verb == VERB_CHANGES_SHARED;

  if (verb == VERB_REFUSED)
    return refuse (error);
  if (changes)
    ss_postgresql_connection_forget_foreseen (self->connection);
  act_for (self, verb);
  return ss_postgresql_connection_execute (self->connection, sql, parameters, n_parameters,
                                           changes && !self->parent.is_all_or_nothing, error);
}

static SsRows *
transaction_query (SsTransaction *transaction, const char *sql, const SsParameter *parameters,
                   guint n_parameters, GError **error)
{
  SsPostgresqlTransaction *self = (SsPostgresqlTransaction *) transaction;
  PGresult *result = execute (self, sql, parameters, n_parameters, error);

  return result != NULL ? &rows_new (self, result)->parent : NULL;
}

static void
transaction_foresee (SsTransaction *transaction, const char *sql, const SsParameter *parameters,
                     guint n_parameters)
{
  SsPostgresqlTransaction *self = (SsPostgresqlTransaction *) transaction;

  g_return_if_fail (get_verb (sql) == VERB_READS);
  ss_postgresql_connection_foresee (self->connection, sql, parameters, n_parameters);
}

static SsRows *
transaction_query_large (SsTransaction *transaction, const char *sql, const SsParameter *parameters,
                         guint n_parameters, GError **error)
{
  SsPostgresqlTransaction *self = (SsPostgresqlTransaction *) transaction;
  g_autofree char *declare =
      g_strdup_printf ("DECLARE rows_%u NO SCROLL CURSOR FOR %s", ++self->n_cursors, sql);
  g_autoptr (PGresult) declared = NULL;
  char fetch_sql[FETCH_SIZE];
  PGresult *result;
  SsPostgresqlRows *rows;

  g_snprintf (fetch_sql, sizeof fetch_sql, "FETCH " PIECE " FROM rows_%u", self->n_cursors);
  if (get_verb (sql) != VERB_READS)
    return refuse (error);
  act_for (self, VERB_READS);
  declared =
      ss_postgresql_connection_execute (self->connection, declare, parameters, n_parameters, FALSE, error);
  result = declared != NULL ? ss_postgresql_connection_select (self->connection, fetch_sql, error) : NULL;
  if (result == NULL)
    return NULL;
  rows = rows_new (self, result);
  g_strlcpy (rows->fetch, fetch_sql, sizeof rows->fetch);
  return &rows->parent;
}

static gboolean
transaction_execute (SsTransaction *transaction, const char *sql, const SsParameter *parameters,
                     guint n_parameters, gint64 *n_changed, GError **error)
{
  g_autoptr (PGresult) result =
      execute ((SsPostgresqlTransaction *) transaction, sql, parameters, n_parameters, error);

  if (result == NULL)
    return FALSE;
  if (n_changed != NULL)
    *n_changed = g_ascii_strtoll (PQcmdTuples (result), NULL, 10);
  return TRUE;
}

/* A table's owner alone may do so: whoever the platform signs in as. The change of the table is part of the
 * transaction, and is seen by nobody before both are back. */
static gboolean
transaction_set_triggers (SsTransaction *transaction, const char *table, gboolean are_on, GError **error)
{
  SsPostgresqlTransaction *self = (SsPostgresqlTransaction *) transaction;
  g_autofree char *sql =
      g_strdup_printf ("RESET ROLE; ALTER TABLE %s %s TRIGGER USER", table, are_on ? "ENABLE" : "DISABLE");

  self->acting = ACTS_AS_OWNER;
  return ss_postgresql_connection_run (self->connection, sql, error);
}

static gboolean
transaction_commit (SsTransaction *transaction, GError **error)
{
  SsPostgresqlTransaction *self = (SsPostgresqlTransaction *) transaction;
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (PGresult) result = NULL;

  /* A reader leaves nothing that its end could fail to keep. */
  if (transaction->access == SS_ACCESS_READ)
    {
      ss_postgresql_connection_roll_back (self->connection);
      self->is_committed = TRUE;
      return TRUE;
    }
  /* With the change or not at all. Neither has a character to escape. */
  if (transaction->is_announced)
    g_string_append_printf (sql, "NOTIFY " SS_POSTGRESQL_CHANNEL ", '%s %s'; ", self->sender,
                            transaction->announced != NULL ? transaction->announced : transaction->schema);
  g_string_append (sql, "COMMIT");
  result = ss_postgresql_connection_select (self->connection, sql->str, error);
  if (result == NULL)
    return FALSE;
  /* The answer to the commit of one in which a statement failed. */
  if (g_str_equal (PQcmdStatus ((PGresult *) result), "ROLLBACK"))
    {
      g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED, "The transaction had failed before");
      return FALSE;
    }
  self->is_committed = TRUE;
  return TRUE;
}

static void
transaction_free (SsTransaction *transaction)
{
  SsPostgresqlTransaction *self = (SsPostgresqlTransaction *) transaction;

  if (self->n_rows > 0)
    g_critical ("Rows outlive their transaction");
  for (guint i = 0; self->created != NULL && !self->is_committed && i < self->created->len; i++)
    self->undo (transaction, g_ptr_array_index (self->created, i));
  ss_postgresql_connection_roll_back (self->connection);
  self->end (transaction, self->connection);
  g_clear_pointer (&self->created, g_ptr_array_unref);
  g_clear_object (&transaction->store);
  g_free (transaction->schema);
  g_free (transaction->announced);
  g_free (self->role);
  g_free (self);
}

static const SsTransactionClass transaction_class = {
  .query = transaction_query,
  .foresee = transaction_foresee,
  .query_large = transaction_query_large,
  .execute = transaction_execute,
  .set_triggers = transaction_set_triggers,
  .commit = transaction_commit,
  .free = transaction_free,
};

/**
 * ss_postgresql_transaction_new:
 * @store: the store
 * @schema: (nullable): the tenant's
 * @access: what it will do
 * @connection: (transfer full): the connection, on which it has begun
 * @role: that it has begun as
 * @prefix: what the names of the store's roles begin with; the store's
 * @sender: what this process calls itself to the others; the store's
 * @undo: called at its end for each tenant that was made in it, if it is not committed
 * @end: called at its end, to give back what it was lent
 *
 * Returns: (transfer full): the transaction
 */
SsTransaction *
ss_postgresql_transaction_new (SsStore *store, const char *schema, SsAccess access,
                               SsPostgresqlConnection *connection, const char *role, const char *prefix,
                               const char *sender, SsPostgresqlUndoFunc undo, SsPostgresqlEndFunc end)
{
  SsPostgresqlTransaction *self = g_new0 (SsPostgresqlTransaction, 1);

  self->parent.klass = &transaction_class;
  self->parent.store = g_object_ref (store);
  self->parent.schema = g_strdup (schema);
  self->parent.access = access;
  self->connection = connection;
  self->role = g_strdup (role);
  self->prefix = prefix;
  self->sender = sender;
  self->undo = undo;
  self->end = end;
  return &self->parent;
}

void
ss_postgresql_transaction_add_created (SsTransaction *transaction, const char *schema)
{
  SsPostgresqlTransaction *self = (SsPostgresqlTransaction *) transaction;

  if (self->created == NULL)
    self->created = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->created, g_strdup (schema));
}
