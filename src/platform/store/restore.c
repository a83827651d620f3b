/* restore.c: reads back what backup.h has written
 *
 * A business comes back whole or not at all, as when it is made: its tables are filled and checked in a
 * transaction of their own, and only then the shared row is committed by which anybody can reach them. What
 * is put in is what once was there, so that no trigger has a say: a booking that was moved over another's
 * time on purpose is not a conflict now. Before it is committed everything is read again and has to have the
 * sums that the backup ends with.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/restore.h"

#include <string.h>

#include "model/json-reader.h"
#include "platform/store/backup-table.h"
#include "platform/store/backup.h"
#include "platform/store/sqlite-store.h"
#include "platform/store/store-private.h"

G_DEFINE_QUARK (ss - restore - error - quark, ss_restore_error)

typedef struct
{
  SsStore *store;          /* (unowned) */
  GDataInputStream *lines; /* (owned) */
  GCancellable *cancellable;
  gboolean replaces;
  char *subdomain; /* (owned) (nullable) */
  gint64 migration;

  char *line;        /* (owned) (nullable): the present one */
  JsonNode *node;    /* (owned) (nullable): the same, read */
  GPtrArray *shared; /* (owned) (nullable): of SsBackupTable */
  GPtrArray *tables; /* (owned) (nullable): of SsBackupTable: those that are filled */
} Restore;

static gboolean
refuse (GError **error, SsRestoreError code, const char *sentence)
{
  g_set_error_literal (error, SS_RESTORE_ERROR, code, sentence);
  return FALSE;
}

static gboolean
not_a_backup (GError **error)
{
  return refuse (error, SS_RESTORE_ERROR_NOT_A_BACKUP, "This is no backup, or its end is missing.");
}

/* Every line is an object; the end comes too early where there is none. */
static gboolean
next_line (Restore *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  g_clear_pointer (&self->line, g_free);
  g_clear_pointer (&self->node, json_node_unref);
  self->line = g_data_input_stream_read_line_utf8 (self->lines, NULL, self->cancellable, &problem);
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  self->node = self->line != NULL ? json_from_string (self->line, NULL) : NULL;
  return (self->node != NULL && JSON_NODE_HOLDS_OBJECT (self->node)) || not_a_backup (error);
}

static JsonObject *
get_object (Restore *self)
{
  return json_node_get_object (self->node);
}

/* (nullable): NULL where this line is about no table */
static const char *
get_table_name (Restore *self)
{
  return json_object_get_string_member_with_default (get_object (self), "table", NULL);
}

static gboolean
read_first_line (Restore *self, GError **error)
{
  JsonObject *object;

  if (!next_line (self, error))
    return FALSE;
  object = get_object (self);
  if (json_object_get_int_member_with_default (object, "smoothscheduleBackup", 0) != SS_BACKUP_VERSION)
    return not_a_backup (error);
  self->subdomain = g_strdup (json_object_get_string_member_with_default (object, "subdomain", NULL));
  self->migration = json_object_get_int_member_with_default (object, "migration", 0);
  return TRUE;
}

/* Putting rows in */

static const SsBackupColumn *
find_column (const SsBackupTable *table, const char *name)
{
  for (guint i = 0; name != NULL && i < table->columns->len; i++)
    {
      const SsBackupColumn *column = g_ptr_array_index (table->columns, i);

      if (g_str_equal (column->name, name))
        return column;
    }
  return NULL;
}

/* The value of a column in the JSON of a row, as this make of database has it. Bytes are parameters. */
static void
append_value (GString *sql, gboolean is_sqlite, const SsBackupColumn *column, guint i, guint *n_parameters)
{
  if (column->kind == 'x')
    g_string_append_printf (sql, "$%u", ++*n_parameters);
  else if (is_sqlite)
    g_string_append_printf (sql, "json_extract (r.value, '$[%u]')", i);
  else
    g_string_append_printf (sql, "(r.value ->> %u)::%s", i, column->type);
}

/* One statement for all rows of a line; the database itself takes the JSON apart. */
static char *
write_insert (gboolean is_sqlite, const SsBackupTable *table, JsonArray *names)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  guint n_parameters = 1;

  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      const SsBackupColumn *column = find_column (table, json_array_get_string_element (names, i));

      if (column == NULL)
        return NULL;
      g_string_append_printf (columns, "%s\"%s\"", i > 0 ? ", " : "", column->name);
      g_string_append (values, i > 0 ? ", " : "");
      append_value (values, is_sqlite, column, i, &n_parameters);
    }
  return g_strdup_printf ("INSERT INTO %s (%s) SELECT %s FROM %s", table->name, columns->str, values->str,
                          is_sqlite ? "json_each ($1, '$.rows') r"
                                    : "json_array_elements ($1::json -> 'rows') AS r (value)");
}

static GBytes *
read_digits (const char *digits)
{
  gsize length = strlen (digits) / 2;
  guint8 *data = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) (g_ascii_xdigit_value (digits[2 * i]) << 4 | g_ascii_xdigit_value (digits[2 * i + 1]));
  return g_bytes_new_take (data, length);
}

/* A line with bytes holds one row alone. (transfer full) (element-type GBytes) */
static GPtrArray *
collect_bytes (const SsBackupTable *table, JsonArray *names, JsonArray *rows)
{
  GPtrArray *collected = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  JsonArray *row;

  if (!ss_backup_table_has_bytes (table) || json_array_get_length (rows) == 0)
    return collected;
  row = json_array_get_array_element (rows, 0);
  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      const SsBackupColumn *column = find_column (table, json_array_get_string_element (names, i));
      const char *digits;

      if (column == NULL || column->kind != 'x')
        continue;
      digits = json_array_get_null_element (row, i) ? NULL : json_array_get_string_element (row, i);
      g_ptr_array_add (collected, digits != NULL ? read_digits (digits) : NULL);
    }
  return collected;
}

static gboolean
insert_line (Restore *self, SsTransaction *transaction, const SsBackupTable *table, GError **error)
{
  JsonObject *object = get_object (self);
  gboolean is_sqlite = SS_IS_SQLITE_STORE (self->store);
  g_autoptr (GArray) parameters = g_array_new (FALSE, TRUE, sizeof (SsParameter));
  g_autoptr (GPtrArray) bytes = NULL;
  g_autofree char *sql = NULL;
  SsParameter line = { .type = 's', .string = self->line };

  if (!json_object_has_member (object, "columns") || !json_object_has_member (object, "rows"))
    return not_a_backup (error);
  sql = write_insert (is_sqlite, table, json_object_get_array_member (object, "columns"));
  if (sql == NULL)
    return refuse (error, SS_RESTORE_ERROR_OTHER_TABLES,
                   "The backup has columns that this release does not know.");
  bytes = collect_bytes (table, json_object_get_array_member (object, "columns"),
                         json_object_get_array_member (object, "rows"));
  g_array_append_val (parameters, line);
  for (guint i = 0; i < bytes->len; i++)
    {
      SsParameter value = { .type = 'x', .bytes = g_ptr_array_index (bytes, i) };

      g_array_append_val (parameters, value);
    }
  return transaction->klass->execute (transaction, sql, (const SsParameter *) parameters->data,
                                      parameters->len, NULL, error);
}

/* Emptying and checking */

static gboolean
set_triggers (Restore *self, SsTransaction *transaction, gboolean are_on, GError **error)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      const SsBackupTable *table = g_ptr_array_index (self->tables, i);

      if (!transaction->klass->set_triggers (transaction, table->name, are_on, error))
        return FALSE;
    }
  return TRUE;
}

/* New tables have rows, too: the settings, the beginning of the audit log. The last first: others may refer
 * to the first. */
static gboolean
empty_tables (Restore *self, SsTransaction *transaction, GError **error)
{
  for (guint i = self->tables->len; i > 0; i--)
    {
      const SsBackupTable *table = g_ptr_array_index (self->tables, i - 1);
      g_autofree char *sql = g_strconcat ("DELETE FROM ", table->name, NULL);

      if (!ss_transaction_execute (transaction, sql, NULL, error, ""))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sum_cb (const SsBackupTable *table, const char *row, GError **error, gpointer user_data)
{
  ss_backup_sum_add (user_data, row);
  return TRUE;
}

/* Against what the last line says of it. */
static gboolean
check_table (const SsBackupTable *table, SsTransaction *transaction, JsonObject *sums, GError **error)
{
  const char *expected = json_object_get_string_member_with_default (sums, table->name, NULL);
  g_autofree char *found = NULL;
  SsBackupSum sum = { 0 };

  if (expected == NULL)
    return refuse (error, SS_RESTORE_ERROR_OTHER_TABLES, "The backup lacks a table that this release has.");
  if (!ss_backup_table_read (table, transaction, NULL, NULL, sum_cb, &sum, error))
    return FALSE;
  found = ss_backup_sum_to_string (&sum);
  if (g_str_equal (found, expected))
    return TRUE;
  g_set_error (error, SS_RESTORE_ERROR, SS_RESTORE_ERROR_DIFFERENT,
               "What came back of %s is not what was written down.", table->name);
  return FALSE;
}

static gboolean
check_tables (Restore *self, SsTransaction *transaction, GError **error)
{
  JsonNode *end = json_object_get_member (get_object (self), "end");

  if (end == NULL || !JSON_NODE_HOLDS_OBJECT (end))
    return not_a_backup (error);
  for (guint i = 0; i < self->tables->len; i++)
    if (!check_table (g_ptr_array_index (self->tables, i), transaction, json_node_get_object (end), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_migration (Restore *self, SsTransaction *transaction, gboolean is_shared, GError **error)
{
  gint64 migration;

  if (!ss_backup_read_migration (transaction, is_shared, &migration, error))
    return FALSE;
  if (migration == self->migration)
    return TRUE;
  g_set_error (error, SS_RESTORE_ERROR, SS_RESTORE_ERROR_OTHER_TABLES,
               "The backup was made with tables as of migration %" G_GINT64_FORMAT
               ", this release has %" G_GINT64_FORMAT
               ": restore it with the release that made it, then bring that up to date.",
               self->migration, migration);
  return FALSE;
}

/* From the line that is the present one to the end. */
static gboolean
fill_tables (Restore *self, SsTransaction *transaction, GError **error)
{
  const char *name;

  if (!set_triggers (self, transaction, FALSE, error) || !empty_tables (self, transaction, error))
    return FALSE;
  while ((name = get_table_name (self)) != NULL)
    {
      const SsBackupTable *table = ss_backup_tables_find (self->tables, name);

      if (table == NULL)
        return refuse (error, SS_RESTORE_ERROR_OTHER_TABLES,
                       "The backup has tables that this release does not know.");
      if (!insert_line (self, transaction, table, error) || !next_line (self, error))
        return FALSE;
    }
  /* Before tables are read: PostgreSQL changes none that is being read in the same transaction. */
  return set_triggers (self, transaction, TRUE, error) && check_tables (self, transaction, error);
}

/* One business */

static gboolean
is_there (SsTransaction *transaction, const char *subdomain, gboolean *found, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, "SELECT 1 FROM shared.tenants WHERE subdomain = $1", error, "s",
                            subdomain);

  return ss_rows_first (rows, found, error);
}

/* The shared rows come first in the file. */
static gboolean
insert_business_rows (Restore *self, SsTransaction *transaction, GError **error)
{
  const char *name;

  if (!ss_transaction_execute (transaction, "DELETE FROM shared.tenants WHERE subdomain = $1", NULL, error,
                               "s", self->subdomain)
      || !next_line (self, error))
    return FALSE;
  while ((name = get_table_name (self)) != NULL && g_str_has_prefix (name, "shared."))
    {
      const SsBackupTable *table = ss_backup_tables_find (self->shared, name);

      if (table == NULL)
        return not_a_backup (error);
      if (!insert_line (self, transaction, table, error) || !next_line (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_business (Restore *self, const char *schema, GError **error)
{
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (self->store, schema, SS_ACCESS_WRITE, self->cancellable, error);

  if (transaction == NULL || !check_migration (self, transaction, FALSE, error))
    return FALSE;
  ss_transaction_set_all_or_nothing (transaction);
  self->tables = ss_backup_tables_list (transaction, FALSE, error);
  return self->tables != NULL && fill_tables (self, transaction, error)
         && ss_transaction_commit (transaction, error);
}

/* @schema: (inout): where its tables are to be; %NULL: where the backup has them */
static gboolean
place_business (Restore *self, SsTransaction *transaction, char **schema, GError **error)
{
  if (*schema != NULL)
    return ss_transaction_execute (transaction,
                                   "UPDATE shared.tenants SET schema_name = $2 WHERE subdomain = $1", NULL,
                                   error, "ss", self->subdomain, *schema);
  *schema = ss_store_read_schema (transaction, self->subdomain, error);
  return *schema != NULL;
}

static gboolean
restore_business (Restore *self, GError **error)
{
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (self->store, NULL, SS_ACCESS_WRITE, self->cancellable, error);
  g_autofree char *schema = NULL;
  gboolean exists;

  if (transaction == NULL || !is_there (transaction, self->subdomain, &exists, error))
    return FALSE;
  if (exists && !self->replaces)
    {
      g_set_error (error, SS_RESTORE_ERROR, SS_RESTORE_ERROR_EXISTS, "There is a business %s already.",
                   self->subdomain);
      return FALSE;
    }
  /* Its tables stay where they are: those that it had once may be another's now. */
  if (exists && (schema = ss_store_read_schema (transaction, self->subdomain, error)) == NULL)
    return FALSE;
  self->shared = ss_backup_tables_list (transaction, TRUE, error);
  if (self->shared == NULL || !insert_business_rows (self, transaction, error)
      || !place_business (self, transaction, &schema, error))
    return FALSE;
  return (exists || ss_store_create_tenant (self->store, transaction, schema, error))
         && fill_business (self, schema, error) && ss_transaction_commit (transaction, error);
}

/* What is shared */

static gboolean
check_no_staff (SsTransaction *transaction, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, "SELECT 1 FROM shared.users LIMIT 1", error, "");
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  return !found || refuse (error, SS_RESTORE_ERROR_EXISTS, "The platform has staff already.");
}

/* The businesses' own rows stay: each comes with its own backup. */
static void
leave_out_businesses (GPtrArray *tables)
{
  for (guint i = tables->len; i > 0; i--)
    {
      const SsBackupTable *table = g_ptr_array_index (tables, i - 1);

      if (g_str_equal (table->name, "shared.tenants") || g_str_equal (table->name, "shared.domains"))
        g_ptr_array_remove_index (tables, i - 1);
    }
}

static gboolean
restore_shared (Restore *self, GError **error)
{
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (self->store, NULL, SS_ACCESS_WRITE, self->cancellable, error);

  if (transaction == NULL || !check_migration (self, transaction, TRUE, error)
      || (!self->replaces && !check_no_staff (transaction, error)))
    return FALSE;
  ss_transaction_set_all_or_nothing (transaction);
  self->tables = ss_backup_tables_list (transaction, TRUE, error);
  if (self->tables == NULL)
    return FALSE;
  leave_out_businesses (self->tables);
  return next_line (self, error) && fill_tables (self, transaction, error)
         && ss_transaction_commit (transaction, error);
}

static void
restore_clear (Restore *self)
{
  g_clear_object (&self->lines);
  g_clear_pointer (&self->subdomain, g_free);
  g_clear_pointer (&self->line, g_free);
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
}

/**
 * ss_restore_read:
 * @store: a store, up to date
 * @stream: what ss_backup_write() has written
 * @replace: whether what is there gives way
 * @subdomain: (out) (optional) (transfer full) (nullable): whose it was; %NULL: the shared tables'
 * @cancellable: (nullable): ends it
 * @error: where %SS_RESTORE_ERROR, %SS_STORE_ERROR or #GIOError goes
 *
 * Blocks.
 *
 * Returns: whether all is back, committed; else nothing has changed
 */
gboolean
ss_restore_read (SsStore *store, GInputStream *stream, gboolean replace, char **subdomain,
                 GCancellable *cancellable, GError **error)
{
  Restore restore = { .store = store, .cancellable = cancellable, .replaces = replace };
  gboolean is_done;

  restore.lines = g_data_input_stream_new (stream);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (restore.lines), FALSE);
  is_done =
      read_first_line (&restore, error)
      && (restore.subdomain != NULL ? restore_business (&restore, error) : restore_shared (&restore, error));
  if (subdomain != NULL)
    *subdomain = is_done ? g_strdup (restore.subdomain) : NULL;
  restore_clear (&restore);
  return is_done;
}

/**
 * ss_restore_read_file:
 * @store: a store, up to date
 * @path: what ss_backup_write_file() has written
 * @replace: whether what is there gives way
 * @subdomain: (out) (optional) (transfer full) (nullable): whose it was
 * @cancellable: (nullable): ends it
 * @error: where %SS_RESTORE_ERROR, %SS_STORE_ERROR or #GIOError goes
 *
 * Returns: whether all is back
 */
gboolean
ss_restore_read_file (SsStore *store, const char *path, gboolean replace, char **subdomain,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) plain = g_file_read (file, cancellable, error);
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) stream = NULL;

  if (plain == NULL)
    return FALSE;
  stream = g_converter_input_stream_new (G_INPUT_STREAM (plain), G_CONVERTER (decompressor));
  return ss_restore_read (store, stream, replace, subdomain, cancellable, error);
}
