/* store.h: the databases behind the platform: one for each tenant and one that is shared
 *
 * SQL is written once for every database: parameters are $1, $2, …; moments are BIGINT microseconds;
 * documents are TEXT holding JSON; truths are TRUE and FALSE; tables of the tenant are named plainly,
 * shared ones as `shared.plugins`. A statement's text is static: it is prepared once a connection and
 * kept.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SS_STORE_ERROR (ss_store_error_quark ())

/**
 * SsStoreError:
 * @SS_STORE_ERROR_UNAVAILABLE: the database can't be reached, or stayed busy for too long
 * @SS_STORE_ERROR_NO_TENANT: there is no such tenant
 * @SS_STORE_ERROR_CONSTRAINT: a uniqueness, foreign key or check refused the change
 * @SS_STORE_ERROR_FULL: no room is left
 * @SS_STORE_ERROR_DAMAGED: the tables of some tenants can't be used; the others' can
 * @SS_STORE_ERROR_FAILED: anything else, such as a faulty statement
 */
typedef enum
{
  SS_STORE_ERROR_UNAVAILABLE,
  SS_STORE_ERROR_NO_TENANT,
  SS_STORE_ERROR_CONSTRAINT,
  SS_STORE_ERROR_FULL,
  SS_STORE_ERROR_DAMAGED,
  SS_STORE_ERROR_FAILED,
} SsStoreError;

GQuark ss_store_error_quark (void);

/**
 * SsAccess:
 * @SS_ACCESS_READ: only reads
 * @SS_ACCESS_WRITE: changes the tenant's tables, or the shared ones where there is no tenant
 * @SS_ACCESS_WRITE_SHARED: changes the tenant's tables and the shared ones, each by statements of its own
 * @SS_ACCESS_WRITE_ACROSS: as that, and a statement may carry rows from the tenant's to the shared ones: for
 *   what the platform does of its own accord, never for a request
 */
typedef enum
{
  SS_ACCESS_READ,
  SS_ACCESS_WRITE,
  SS_ACCESS_WRITE_SHARED,
  SS_ACCESS_WRITE_ACROSS,
} SsAccess;

/* A database of some make; opened once, used by all threads. */
#define SS_TYPE_STORE (ss_store_get_type ())
G_DECLARE_DERIVABLE_TYPE (SsStore, ss_store, SS, STORE, GObject)

/* One unit of work in one thread. It knows its tenant and reaches no other's tables. */
typedef struct _SsTransaction SsTransaction;

/* The rows that a query answers, read one after the other. */
typedef struct _SsRows SsRows;

SsStore *ss_store_open (const char *address, GError **error); /* "sqlite:DIR", "postgresql://HOST/DATABASE" */
gboolean ss_store_check_exists (const char *address, GError **error);

/* Brings the shared tables and every tenant's to the newest migration. Also makes a new store. What fails for
 * one tenant is an SS_STORE_ERROR_DAMAGED and keeps nobody else from their own. */
gboolean ss_store_migrate (SsStore *self, GError **error);

/* Called for each migration that a schema lacks, before it is made; "shared": the shared tables. In any
 * thread, one at a time. */
typedef void (*SsMigrateTold) (const char *schema, const char *migration, gpointer user_data);

/**
 * SsMigrateOptions:
 * @n_jobs: how many tenants at once, where the make of database allows it; 0: one
 * @is_dry_run: nothing is changed, only told
 * @told: (nullable): hears what is lacking
 * @user_data: for @told
 */
typedef struct
{
  guint n_jobs;
  gboolean is_dry_run;
  SsMigrateTold told;
  gpointer user_data;
} SsMigrateOptions;

gboolean ss_store_migrate_with (SsStore *self, const SsMigrateOptions *options, GError **error);

/* Makes a tenant's own, empty, migrated tables; part of @transaction: undone if that is rolled back.
 * @schema: as "tenant_acme_auto", from ss_store_schema_name(). */
gboolean ss_store_create_tenant (SsStore *self, SsTransaction *transaction, const char *schema,
                                 GError **error);
gboolean ss_store_delete_tenant (SsStore *self, const char *schema, GError **error);
char *ss_store_schema_name (const char *subdomain);
char *ss_store_find_schema (SsStore *self, const char *subdomain, GError **error);
char *ss_store_read_schema (SsTransaction *transaction, const char *subdomain, GError **error);

/* @schema: (nullable): the tenant's; NULL for the shared tables alone. */
/**
 * SsStoreLoad:
 * @n_transactions: how many are open
 * @n_idle: how many connections wait for the next
 * @n_failures: how often there could be none, since the store was opened, because the database was not there
 */
typedef struct
{
  guint n_transactions;
  guint n_idle;
  guint n_failures;
} SsStoreLoad;

void ss_store_get_load (SsStore *self, SsStoreLoad *load);

SsTransaction *ss_store_begin (SsStore *self, const char *schema, SsAccess access, GCancellable *cancellable,
                               GError **error);
gboolean ss_transaction_commit (SsTransaction *self, GError **error);
/* Rolls back what was not committed. */
void ss_transaction_free (SsTransaction *self);

/* Called in whatever thread commits, or hears of what another process has committed; short. @schema:
 * (nullable): NULL: anything may have changed anywhere. */
typedef void (*SsStoreWatch) (const char *schema, gpointer user_data);
void ss_store_watch (SsStore *self, SsStoreWatch watch, gpointer user_data);
void ss_transaction_announce (SsTransaction *self);
/* The same of a change of the shared tables that is about one tenant. */
void ss_transaction_announce_for (SsTransaction *self, const char *schema);
/* Before ss_store_watch(): where others' changes are heard of; NULL: at the store's own address. */
gboolean ss_store_set_events_address (SsStore *self, const char *address, GError **error);

/* For many changes at once: when one fails nothing can follow it but the end. That is faster where a database
 * has to make ready to take back each statement alone. */
void ss_transaction_set_all_or_nothing (SsTransaction *self);

const char *ss_transaction_get_schema (SsTransaction *self);
SsStore *ss_transaction_get_store (SsTransaction *self);

/* @types: a letter for each parameter: s (const char *, nullable), i (gint64), d (double), b (gboolean),
 * t (gint64 moment; SS_TIME_NONE binds NULL), x (GBytes *, nullable). */
gboolean ss_transaction_execute (SsTransaction *self, const char *sql, gint64 *n_changed, GError **error,
                                 const char *types, ...);
SsRows *ss_transaction_query (SsTransaction *self, const char *sql, GError **error, const char *types, ...);
/* The same with parameters gathered at run time, for lists with filters. Text from outside is only ever a
 * parameter. @sql is kept by content. */
typedef struct _SsParameters SsParameters;
SsParameters *ss_parameters_new (void);
SsParameters *ss_parameters_copy (SsParameters *self);
void ss_parameters_free (SsParameters *self);
guint ss_parameters_add_string (SsParameters *self, const char *value); /* its number, for "$%u" */
guint ss_parameters_add_integer (SsParameters *self, gint64 value);
SsRows *ss_transaction_query_with (SsTransaction *self, const char *sql, SsParameters *parameters,
                                   GError **error);
/* A SELECT that is going to be asked with the same parameters, so that it can go to the database with what is
 * asked before it. Nothing may be changed, or locked, in between: what is changed makes it forgotten. */
void ss_transaction_foresee (SsTransaction *self, const char *sql, const char *types, ...);
void ss_transaction_foresee_with (SsTransaction *self, const char *sql, SsParameters *parameters);
/* The one number that @sql answers of the tenant's own tables, from memory where nothing has changed there
 * since it was asked the same. */
gboolean ss_transaction_query_total (SsTransaction *self, const char *sql, SsParameters *parameters,
                                     gint64 *total, GError **error);
/* The same, piece by piece, for what may be too much for the memory. @parameters: (nullable) */
SsRows *ss_transaction_query_large (SsTransaction *self, const char *sql, SsParameters *parameters,
                                    GError **error);

/* FALSE at the end, and with @error set when it fails. */
gboolean ss_rows_next (SsRows *self, GError **error);
/* For one row: TRUE where nothing went wrong; @self may be NULL, a query that failed. */
gboolean ss_rows_first (SsRows *self, gboolean *found, GError **error);
void ss_rows_free (SsRows *self);
guint ss_rows_get_n_columns (SsRows *self);
const char *ss_rows_get_column_name (SsRows *self, guint column);
gboolean ss_rows_is_null (SsRows *self, guint column);
const char *ss_rows_get_string (SsRows *self, guint column); /* until the next row */
gint64 ss_rows_get_integer (SsRows *self, guint column);
double ss_rows_get_number (SsRows *self, guint column);
gboolean ss_rows_get_boolean (SsRows *self, guint column);
gint64 ss_rows_get_time (SsRows *self, guint column); /* SS_TIME_NONE for NULL */
GBytes *ss_rows_get_bytes (SsRows *self, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsTransaction, ss_transaction_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsRows, ss_rows_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsParameters, ss_parameters_free)

G_END_DECLS
