/* backup-table.h: a table as a backup sees it: its columns, its rows as text, and their sum
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/json-writer.h"
#include "platform/store/store.h"

G_BEGIN_DECLS

/**
 * SsBackupColumn:
 * @name: (owned): its name
 * @type: (owned): as the database says it
 * @kind: a letter as of ss_transaction_execute(): s, i, d, b or x
 */
typedef struct
{
  char *name;
  char *type;
  char kind;
} SsBackupColumn;

/**
 * SsBackupTable:
 * @name: (owned): as statements name it: "users", "shared.tenants"
 * @columns: (owned) (element-type SsBackupColumn): in their order
 */
typedef struct
{
  char *name;
  GPtrArray *columns;
} SsBackupTable;

/**
 * SsBackupSum:
 * @n_rows: how many rows
 * @sums: of the rows' hashes, whatever the rows' order
 *
 * Equal for two tables with the same rows, whatever the database.
 */
typedef struct
{
  guint64 n_rows;
  guint64 sums[2];
} SsBackupSum;

/* @row: its values as a JSON array, bytes as hexadecimal digits.
 * FALSE, with @error set, ends the reading. */
typedef gboolean (*SsBackupRowFunc) (const SsBackupTable *table, const char *row, GError **error,
                                     gpointer user_data);

/* @is_shared: the shared tables; else the transaction's tenant's. In the order in which they were made, so
 * that a table comes behind those that it refers to. Without those of the database's own keeping. */
GPtrArray *ss_backup_tables_list (SsTransaction *transaction, gboolean is_shared, GError **error);
const SsBackupTable *ss_backup_tables_find (GPtrArray *tables, const char *name);
gboolean ss_backup_table_has_bytes (const SsBackupTable *self);

/* @column: (nullable): whose @value the rows must have; NULL: all rows */
gboolean ss_backup_table_read (const SsBackupTable *self, SsTransaction *transaction, const char *column,
                               const char *value, SsBackupRowFunc func, gpointer user_data, GError **error);

void ss_backup_sum_add (SsBackupSum *self, const char *row);
char *ss_backup_sum_to_string (const SsBackupSum *self); /* "12:0123…" (transfer full) */

/* The number of the newest migration that the tables have. */
gboolean ss_backup_read_migration (SsTransaction *transaction, gboolean is_shared, gint64 *number,
                                   GError **error);

G_END_DECLS
