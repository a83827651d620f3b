/* backup.c: writes down all that a business has, or what is shared, as of one moment
 *
 * One form for every make of database, so that what was written from one is read into another: lines of JSON.
 * The first says what it is, the last how many rows each table has and the sum of them, by which a reader
 * knows that it has all; those between hold rows. All of it is read in one transaction, which sees one moment
 * and keeps nobody from writing. The files of SQLite would be copied faster, but could be read by SQLite
 * alone, and pg_dump is not on every machine and knows nothing of the shared rows that belong to a business.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/backup.h"

#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "model/canonical-json.h"
#include "platform/store/backup-table.h"

/* So many rows, or bytes, are put in at once when it is read. */
#define ROWS_AT_ONCE 500
#define BYTES_AT_ONCE (256 * 1024)

typedef struct
{
  SsTransaction *transaction;
  GOutputStream *stream; /* (nullable): only sums are wanted */
  GCancellable *cancellable;
  JsonObject *sums; /* by table */

  /* Of the table that is being written */
  GString *rows;
  guint n_rows;
  SsBackupSum sum;
} Backup;

static gboolean
write_line (Backup *self, SsJsonWriter *writer, GError **error)
{
  if (self->stream == NULL)
    return TRUE;
  g_string_append_c (writer->text, '\n');
  return g_output_stream_write_all (self->stream, writer->text->str, writer->text->len, NULL,
                                    self->cancellable, error);
}

static gboolean
write_rows (Backup *self, const SsBackupTable *table, GError **error)
{
  g_auto (SsJsonWriter) writer = { 0 };

  if (self->n_rows == 0)
    return TRUE;
  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "table");
  ss_json_writer_string (&writer, table->name);
  ss_json_writer_name (&writer, "columns");
  ss_json_writer_begin_array (&writer);
  for (guint i = 0; i < table->columns->len; i++)
    ss_json_writer_string (&writer, ((const SsBackupColumn *) g_ptr_array_index (table->columns, i))->name);
  ss_json_writer_end_array (&writer);
  ss_json_writer_name (&writer, "rows");
  ss_json_writer_begin_array (&writer);
  ss_json_writer_raw (&writer, self->rows->str, (gssize) self->rows->len);
  ss_json_writer_end_array (&writer);
  ss_json_writer_end_object (&writer);
  g_string_truncate (self->rows, 0);
  self->n_rows = 0;
  return write_line (self, &writer, error);
}

static gboolean
row_cb (const SsBackupTable *table, const char *row, GError **error, gpointer user_data)
{
  Backup *self = user_data;

  if (self->n_rows++ > 0)
    g_string_append_c (self->rows, ',');
  g_string_append (self->rows, row);
  ss_backup_sum_add (&self->sum, row);
  if (self->n_rows < ROWS_AT_ONCE && self->rows->len < BYTES_AT_ONCE && !ss_backup_table_has_bytes (table))
    return TRUE;
  return write_rows (self, table, error);
}

static gboolean
write_table (Backup *self, const SsBackupTable *table, const char *column, const char *value, GError **error)
{
  g_autofree char *sum = NULL;

  memset (&self->sum, 0, sizeof self->sum);
  if (!ss_backup_table_read (table, self->transaction, column, value, row_cb, self, error)
      || !write_rows (self, table, error))
    return FALSE;
  sum = ss_backup_sum_to_string (&self->sum);
  json_object_set_string_member (self->sums, table->name, sum);
  return TRUE;
}

static gboolean
write_first_line (Backup *self, const char *subdomain, GError **error)
{
  g_auto (SsJsonWriter) writer = { 0 };
  gint64 migration;

  if (!ss_backup_read_migration (self->transaction, subdomain == NULL, &migration, error))
    return FALSE;
  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "smoothscheduleBackup");
  ss_json_writer_integer (&writer, SS_BACKUP_VERSION);
  ss_json_writer_name (&writer, "subdomain");
  ss_json_writer_string (&writer, subdomain);
  ss_json_writer_name (&writer, "migration");
  ss_json_writer_integer (&writer, migration);
  ss_json_writer_name (&writer, "madeAt");
  ss_json_writer_time (&writer, g_get_real_time ());
  ss_json_writer_end_object (&writer);
  return write_line (self, &writer, error);
}

/* A business's rows among the shared ones go with it. */
static gboolean
write_business_rows (Backup *self, const char *subdomain, GPtrArray *shared, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (self->transaction, "SELECT id FROM shared.tenants WHERE subdomain = $1", error,
                            "s", subdomain);
  g_autofree char *id = NULL;
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  id = found ? g_strdup (ss_rows_get_string (rows, 0)) : NULL;
  g_clear_pointer (&rows, ss_rows_free);
  if (id == NULL)
    {
      g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT, "There is no business %s", subdomain);
      return FALSE;
    }
  return write_table (self, ss_backup_tables_find (shared, "shared.tenants"), "id", id, error)
         && write_table (self, ss_backup_tables_find (shared, "shared.domains"), "tenant_id", id, error);
}

static gboolean
is_businesses (const SsBackupTable *table)
{
  return g_str_equal (table->name, "shared.tenants") || g_str_equal (table->name, "shared.domains");
}

static gboolean
write_tables (Backup *self, const char *subdomain, GError **error)
{
  g_autoptr (GPtrArray) shared = ss_backup_tables_list (self->transaction, TRUE, error);
  g_autoptr (GPtrArray) tables = NULL;

  if (shared == NULL || (subdomain != NULL && !write_business_rows (self, subdomain, shared, error)))
    return FALSE;
  tables =
      subdomain != NULL ? ss_backup_tables_list (self->transaction, FALSE, error) : g_ptr_array_ref (shared);
  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      const SsBackupTable *table = g_ptr_array_index (tables, i);

      if (!is_businesses (table) && !write_table (self, table, NULL, NULL, error))
        return FALSE;
    }
  return tables != NULL;
}

/* In the order of the tables' names: that in which they were made is not the same in each database.
 * (transfer full) */
static char *
write_sums (JsonObject *sums)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), sums);
  GString *line = g_string_new ("{\"end\":");

  ss_canonical_json_append (line, node);
  g_string_append_c (line, '}');
  return g_string_free (line, FALSE);
}

/* (transfer full) (nullable): the last line, without its end */
static char *
write_all (Backup *self, const char *subdomain, GError **error)
{
  g_autofree char *line = NULL;

  if (!write_first_line (self, subdomain, error) || !write_tables (self, subdomain, error))
    return NULL;
  line = write_sums (self->sums);
  if (self->stream != NULL
      && !g_output_stream_printf (self->stream, NULL, self->cancellable, error, "%s\n", line))
    return NULL;
  return g_steal_pointer (&line);
}

/* (transfer full) (nullable): the last line */
static char *
run (SsStore *store, const char *subdomain, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autofree char *schema = subdomain != NULL ? ss_store_find_schema (store, subdomain, error) : NULL;
  g_autoptr (SsTransaction) transaction = NULL;
  Backup backup = { .stream = stream, .cancellable = cancellable };
  char *last_line;

  if (subdomain == NULL || schema != NULL)
    transaction = ss_store_begin (store, schema, SS_ACCESS_READ, cancellable, error);
  if (transaction == NULL)
    return NULL;
  backup.transaction = transaction;
  backup.rows = g_string_new (NULL);
  backup.sums = json_object_new ();
  last_line = write_all (&backup, subdomain, error);
  json_object_unref (backup.sums);
  g_string_free (backup.rows, TRUE);
  return last_line;
}

/* All of it is on the disk under @path, or nothing is there. */
static gboolean
write_compressed (SsStore *store, const char *subdomain, int file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) plain = g_unix_output_stream_new (file, FALSE);
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (plain, G_CONVERTER (compressor));

  if (!ss_backup_write (store, subdomain, stream, cancellable, error)
      || !g_output_stream_close (stream, cancellable, error))
    return FALSE;
  if (fsync (file) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The backup can't be written to the disk.");
  return FALSE;
}

/**
 * ss_backup_write:
 * @store: a store
 * @subdomain: (nullable): a business; %NULL: the platform's staff and whatever else belongs to no business
 * @stream: where it goes
 * @cancellable: (nullable): ends it
 * @error: where %SS_STORE_ERROR or #GIOError goes: %SS_STORE_ERROR_NO_TENANT where there is no such business
 *
 * Blocks. What is committed meanwhile is not in it.
 *
 * Returns: whether all is written
 */
gboolean
ss_backup_write (SsStore *store, const char *subdomain, GOutputStream *stream, GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *last_line = run (store, subdomain, stream, cancellable, error);

  return last_line != NULL;
}

/**
 * ss_backup_sum_up:
 * @store: a store
 * @subdomain: (nullable): as for ss_backup_write()
 * @cancellable: (nullable): ends it
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (transfer full) (nullable): the number of rows and their sum of each table
 */
char *
ss_backup_sum_up (SsStore *store, const char *subdomain, GCancellable *cancellable, GError **error)
{
  return run (store, subdomain, NULL, cancellable, error);
}

/**
 * ss_backup_write_file:
 * @store: a store
 * @subdomain: (nullable): as for ss_backup_write()
 * @path: a file, replaced where it is there
 * @cancellable: (nullable): ends it
 * @error: where %SS_STORE_ERROR or #GIOError goes
 *
 * Returns: whether the file is there
 */
gboolean
ss_backup_write_file (SsStore *store, const char *subdomain, const char *path, GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  int file = open (temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gboolean is_written;

  if (file < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The file %s can't be made.", temporary);
      return FALSE;
    }
  is_written = write_compressed (store, subdomain, file, cancellable, error);
  close (file);
  if (is_written && g_rename (temporary, path) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The file %s can't be made.", path);
      is_written = FALSE;
    }
  if (!is_written)
    g_unlink (temporary);
  return is_written;
}
