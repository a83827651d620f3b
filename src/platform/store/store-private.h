/* store-private.h: what a make of database implements
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"
#include "platform/store/totals.h"

G_BEGIN_DECLS

/* One parameter of a statement, by its letter. */
typedef struct
{
  char type;
  union
  {
    const char *string;
    gint64 integer;
    double number;
    GBytes *bytes;
  };
} SsParameter;

typedef struct
{
  SsRows *(*query) (SsTransaction *self, const char *sql, const SsParameter *parameters, guint n_parameters,
                    GError **error);
  gboolean (*execute) (SsTransaction *self, const char *sql, const SsParameter *parameters,
                       guint n_parameters, gint64 *n_changed, GError **error);
  /* (nullable): where a question takes a turn over the network, which several can share. */
  void (*foresee) (SsTransaction *self, const char *sql, const SsParameter *parameters, guint n_parameters);
  /* (nullable): answers that hold as long as nothing is changed, by their questions; (transfer none) */
  SsTotals *(*get_totals) (SsTransaction *self);
  /* (nullable): where query() reads all the rows at once. */
  SsRows *(*query_large) (SsTransaction *self, const char *sql, const SsParameter *parameters,
                          guint n_parameters, GError **error);
  /* For restoring: whether a table's triggers see what this transaction does from now on. They do again after
   * it, whatever becomes of it. */
  gboolean (*set_triggers) (SsTransaction *self, const char *table, gboolean are_on, GError **error);
  gboolean (*commit) (SsTransaction *self, GError **error);
  /* Rolls back what was not committed. */
  void (*free) (SsTransaction *self);
} SsTransactionClass;

/* The first part of each make's transaction. */
struct _SsTransaction
{
  const SsTransactionClass *klass;
  SsStore *store; /* (owned) */
  char *schema;   /* (owned) (nullable) */
  SsAccess access;
  gboolean is_announced;
  char *announced; /* (owned) (nullable): the schema that it is about, where that is not @schema */
  gboolean is_all_or_nothing;
};

typedef struct
{
  gboolean (*next) (SsRows *self, GError **error);
  void (*free) (SsRows *self);
  guint (*get_n_columns) (SsRows *self);
  const char *(*get_column_name) (SsRows *self, guint column);
  gboolean (*is_null) (SsRows *self, guint column);
  const char *(*get_string) (SsRows *self, guint column);
  gint64 (*get_integer) (SsRows *self, guint column);
  double (*get_number) (SsRows *self, guint column);
  GBytes *(*get_bytes) (SsRows *self, guint column);
} SsRowsClass;

struct _SsRows
{
  const SsRowsClass *klass;
};

struct _SsStoreClass
{
  GObjectClass parent_class;

  gboolean (*migrate) (SsStore *self, const SsMigrateOptions *options, GError **error);
  gboolean (*create_tenant) (SsStore *self, SsTransaction *transaction, const char *schema, GError **error);
  gboolean (*delete_tenant) (SsStore *self, const char *schema, GError **error);
  SsTransaction *(*begin) (SsStore *self, const char *schema, SsAccess access, GCancellable *cancellable,
                           GError **error);
  guint (*count_idle) (SsStore *self);
  gboolean (*set_events_address) (SsStore *self, const char *address, GError **error); /* (nullable) */
  /* (nullable): begins, or ends, to tell what other processes announce. */
  void (*listen) (SsStore *self, gboolean is_wanted);
};

void ss_store_tell (SsStore *self, const char *schema);
/* @schema: (nullable): NULL: the shared one */
void ss_migrate_tell (const SsMigrateOptions *options, const char *schema, const char *migration);
gboolean ss_store_is_schema_name (const char *schema);

G_END_DECLS
