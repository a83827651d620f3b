/* backup-table.c: a table as a backup sees it: its columns, its rows as text, and their sum
 *
 * Which tables and columns there are is asked of the database, so that a new migration is never forgotten
 * here.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/backup-table.h"

#include <string.h>

#include "platform/store/sqlite-store.h"

/* What each database keeps for itself, and makes anew; and where a store keeps what was deleted for a while,
 * which is about tables that are no business's. */
#define KEPT_APART                                                                            \
  "('schema_migrations', 'schema_states', 'role_prefixes', 'spare_roles', 'tenant_backups', " \
  "'tenant_backup_domains')"

static const char sqlite_tenant[] =
    "SELECT m.name, c.name, c.type FROM main.sqlite_master m, pragma_table_info (m.name, 'main') c "
    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT IN " KEPT_APART
    " ORDER BY m.rowid, c.cid";
static const char sqlite_shared[] =
    "SELECT m.name, c.name, c.type FROM shared.sqlite_master m, pragma_table_info (m.name, 'shared') c "
    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT IN " KEPT_APART
    " ORDER BY m.rowid, c.cid";
static const char postgresql[] =
    "SELECT t.relname, a.attname, format_type (a.atttypid, NULL) FROM pg_catalog.pg_class t "
    "JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace "
    "JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "WHERE n.nspname = $1 AND t.relkind = 'r' AND t.relname NOT IN " KEPT_APART " ORDER BY t.oid, a.attnum";

static void
column_free (gpointer data)
{
  SsBackupColumn *column = data;

  g_free (column->name);
  g_free (column->type);
  g_free (column);
}

static void
table_free (gpointer data)
{
  SsBackupTable *table = data;

  g_ptr_array_unref (table->columns);
  g_free (table->name);
  g_free (table);
}

/* The types that migrations use, in both databases' words. */
static char
find_kind (const char *type)
{
  static const struct
  {
    const char *word;
    char kind;
  } kinds[] = {
    { "bool", 'b' },   { "bigint", 'i' }, { "int", 'i' },   { "smallint", 'i' },
    { "double", 'd' }, { "real", 'd' },   { "bytea", 'x' }, { "blob", 'x' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strncasecmp (type, kinds[i].word, strlen (kinds[i].word)) == 0)
      return kinds[i].kind;
  return 's';
}

static void
add_column (GPtrArray *tables, const char *name, gboolean is_shared, const char *column, const char *type)
{
  g_autofree char *full_name = g_strconcat (is_shared ? "shared." : "", name, NULL);
  SsBackupTable *table = tables->len > 0 ? g_ptr_array_index (tables, tables->len - 1) : NULL;
  SsBackupColumn *added = g_new0 (SsBackupColumn, 1);

  if (table == NULL || !g_str_equal (table->name, full_name))
    {
      table = g_new0 (SsBackupTable, 1);
      table->name = g_steal_pointer (&full_name);
      table->columns = g_ptr_array_new_with_free_func (column_free);
      g_ptr_array_add (tables, table);
    }
  added->name = g_strdup (column);
  added->type = g_strdup (type);
  added->kind = find_kind (type);
  g_ptr_array_add (table->columns, added);
}

static SsRows *
query_columns (SsTransaction *transaction, gboolean is_shared, GError **error)
{
  if (SS_IS_SQLITE_STORE (ss_transaction_get_store (transaction)))
    return ss_transaction_query (transaction, is_shared ? sqlite_shared : sqlite_tenant, error, "");
  return ss_transaction_query (transaction, postgresql, error, "s",
                               is_shared ? "shared" : ss_transaction_get_schema (transaction));
}

static void
write_value (SsJsonWriter *writer, const SsBackupColumn *column, SsRows *rows, guint i)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) digits = NULL;

  if (ss_rows_is_null (rows, i))
    ss_json_writer_null (writer);
  else if (column->kind == 'i')
    ss_json_writer_integer (writer, ss_rows_get_integer (rows, i));
  else if (column->kind == 'b')
    ss_json_writer_boolean (writer, ss_rows_get_boolean (rows, i));
  else if (column->kind == 'd')
    ss_json_writer_number (writer, ss_rows_get_number (rows, i));
  else if (column->kind == 's')
    ss_json_writer_string (writer, ss_rows_get_string (rows, i));
  else
    {
      const guint8 *data;
      gsize length;

      bytes = ss_rows_get_bytes (rows, i);
      data = g_bytes_get_data (bytes, &length);
      digits = g_string_sized_new (2 * length + 1);
      for (gsize j = 0; j < length; j++)
        g_string_append_printf (digits, "%02x", data[j]);
      ss_json_writer_string (writer, digits->str);
    }
}

static char *
write_select (const SsBackupTable *self, const char *column)
{
  GString *sql = g_string_new ("SELECT ");

  for (guint i = 0; i < self->columns->len; i++)
    {
      const SsBackupColumn *selected = g_ptr_array_index (self->columns, i);

      g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", selected->name);
    }
  g_string_append_printf (sql, " FROM %s", self->name);
  if (column != NULL)
    g_string_append_printf (sql, " WHERE \"%s\" = $1", column);
  return g_string_free (sql, FALSE);
}

/**
 * ss_backup_tables_list:
 * @transaction: whose tables
 * @is_shared: the shared ones instead
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (transfer full) (nullable) (element-type SsBackupTable): them, in the order of their making
 */
GPtrArray *
ss_backup_tables_list (SsTransaction *transaction, gboolean is_shared, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  g_autoptr (SsRows) rows = query_columns (transaction, is_shared, error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return NULL;
  while (ss_rows_next (rows, &problem))
    {
      g_autofree char *name = g_strdup (ss_rows_get_string (rows, 0));
      g_autofree char *column = g_strdup (ss_rows_get_string (rows, 1));

      add_column (tables, name, is_shared, column, ss_rows_get_string (rows, 2));
    }
  if (problem == NULL)
    return g_steal_pointer (&tables);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * ss_backup_tables_find:
 * @tables: (element-type SsBackupTable): some tables
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the one of that name
 */
const SsBackupTable *
ss_backup_tables_find (GPtrArray *tables, const char *name)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const SsBackupTable *table = g_ptr_array_index (tables, i);

      if (g_str_equal (table->name, name))
        return table;
    }
  return NULL;
}

/**
 * ss_backup_table_has_bytes:
 * @self: a table
 *
 * Returns: whether some of its values are bytes, which no text holds as they are
 */
gboolean
ss_backup_table_has_bytes (const SsBackupTable *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (((const SsBackupColumn *) g_ptr_array_index (self->columns, i))->kind == 'x')
      return TRUE;
  return FALSE;
}

/**
 * ss_backup_table_read:
 * @self: a table
 * @transaction: where it is read
 * @column: (nullable): one of its columns, by which rows are chosen
 * @value: (nullable): what that has to be
 * @func: called for each row
 * @user_data: for @func
 * @error: where a %SS_STORE_ERROR, or what @func says, goes
 *
 * Returns: whether all were read
 */
gboolean
ss_backup_table_read (const SsBackupTable *self, SsTransaction *transaction, const char *column,
                      const char *value, SsBackupRowFunc func, gpointer user_data, GError **error)
{
  g_autofree char *sql = write_select (self, column);
  g_autoptr (SsParameters) parameters = ss_parameters_new ();
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (GError) problem = NULL;

  if (column != NULL)
    ss_parameters_add_string (parameters, value);
  rows = ss_transaction_query_large (transaction, sql, parameters, error);
  if (rows == NULL)
    return FALSE;
  while (ss_rows_next (rows, &problem))
    {
      g_auto (SsJsonWriter) writer = { 0 };

      ss_json_writer_init (&writer);
      ss_json_writer_begin_array (&writer);
      for (guint i = 0; i < self->columns->len; i++)
        write_value (&writer, g_ptr_array_index (self->columns, i), rows, i);
      ss_json_writer_end_array (&writer);
      if (!func (self, writer.text->str, error, user_data))
        return FALSE;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * ss_backup_sum_add:
 * @self: a sum
 * @row: a row's values as JSON
 */
void
ss_backup_sum_add (SsBackupSum *self, const char *row)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  guint64 parts[2];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) row, -1);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (parts, digest, sizeof parts);
  self->n_rows++;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    self->sums[i] += GUINT64_FROM_BE (parts[i]);
}

/**
 * ss_backup_sum_to_string:
 * @self: a sum
 *
 * Returns: (transfer full): it as text
 */
char *
ss_backup_sum_to_string (const SsBackupSum *self)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
                          self->n_rows, self->sums[0], self->sums[1]);
}

/**
 * ss_backup_read_migration:
 * @transaction: whose tables
 * @is_shared: the shared ones instead
 * @number: (out): the newest migration's number
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: whether it could be read
 */
gboolean
ss_backup_read_migration (SsTransaction *transaction, gboolean is_shared, gint64 *number, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction,
                            is_shared ? "SELECT coalesce (max (number), 0) FROM shared.schema_migrations"
                                      : "SELECT coalesce (max (number), 0) FROM schema_migrations",
                            error, "");
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  *number = found ? ss_rows_get_integer (rows, 0) : 0;
  return TRUE;
}
