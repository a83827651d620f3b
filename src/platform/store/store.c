/* store.c: the databases behind the platform, whatever their make
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/store-private.h"

#include <string.h>

#include "config.h"
#include "model/time.h"
#ifdef HAVE_POSTGRESQL
#include "platform/store/postgresql-store.h"
#endif
#include "platform/store/sqlite-store.h"

#define PARAMETERS_MAX 64
/* PostgreSQL cuts longer names off. */
#define SCHEMA_NAME_MAX 63

struct _SsParameters
{
  GArray *values;     /* (owned) (element-type SsParameter) */
  GPtrArray *strings; /* (owned): what the values point to */
};

G_DEFINE_QUARK (ss - store - error - quark, ss_store_error)

/* Asked by every thread that commits. */
typedef struct
{
  GMutex lock;
  SsStoreWatch watch; /* (nullable) */
  gpointer watch_data;
  int n_transactions; /* atomic */
  int n_failures;     /* atomic */
} SsStorePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SsStore, ss_store, G_TYPE_OBJECT)

static void
ss_store_finalize (GObject *object)
{
  SsStorePrivate *priv = ss_store_get_instance_private (SS_STORE (object));

  g_mutex_clear (&priv->lock);

  G_OBJECT_CLASS (ss_store_parent_class)->finalize (object);
}

static void
ss_store_class_init (SsStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_store_finalize;
}

static void
ss_store_init (SsStore *self)
{
  SsStorePrivate *priv = ss_store_get_instance_private (self);

  g_mutex_init (&priv->lock);
}

/* What an address begins with, and what opens the rest of it, or all of it. */
typedef struct
{
  const char *prefix;
  gboolean takes_rest;
  SsStore *(*open) (const char *address, GError **error);
  gboolean (*check_exists) (const char *address, GError **error);
} Make;

static const Make makes[] = {
  { "sqlite:", TRUE, ss_sqlite_store_new, ss_sqlite_store_check_exists },
#ifdef HAVE_POSTGRESQL
  { "postgresql://", FALSE, ss_postgresql_store_new, ss_postgresql_store_check_exists },
  { "postgres://", FALSE, ss_postgresql_store_new, ss_postgresql_store_check_exists },
#endif
};

/* The make, and in @place what it is given. */
static const Make *
find_make (const char *address, const char **place, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (makes); i++)
    {
      gsize length = strlen (makes[i].prefix);

      *place = makes[i].takes_rest ? address + length : address;
      if (g_str_has_prefix (address, makes[i].prefix) && address[length] != '\0')
        return &makes[i];
    }
  g_set_error_literal (
      error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED,
      "A store's address is sqlite: followed by a folder, as in sqlite:/var/lib/smoothschedule"
#ifdef HAVE_POSTGRESQL
      ", or that of a PostgreSQL database, as postgresql://host/smoothschedule"
#endif
  );
  return NULL;
}

/**
 * ss_store_open:
 * @address: "sqlite:DIR" or "postgresql://HOST/DATABASE"
 * @error: where a %SS_STORE_ERROR goes
 *
 * Opens a store. A new one is empty until ss_store_migrate().
 *
 * Returns: (transfer full) (nullable): the store
 */
SsStore *
ss_store_open (const char *address, GError **error)
{
  const char *place = NULL;
  const Make *make = find_make (address, &place, error);

  return make != NULL ? make->open (place, error) : NULL;
}

/**
 * ss_store_check_exists:
 * @address: "sqlite:DIR" or "postgresql://HOST/DATABASE"
 * @error: where a %SS_STORE_ERROR goes
 *
 * Makes nothing, so that a mistyped address is found out.
 *
 * Returns: whether a store is there already
 */
gboolean
ss_store_check_exists (const char *address, GError **error)
{
  const char *place = NULL;
  const Make *make = find_make (address, &place, error);

  return make != NULL && make->check_exists (place, error);
}

/**
 * ss_store_migrate:
 * @self: a store
 * @error: where a %SS_STORE_ERROR goes
 *
 * Brings the shared tables and every tenant's to the newest migration.
 *
 * Returns: whether all are there; what had been reached before a failure is kept. %SS_STORE_ERROR_DAMAGED:
 * all but the tenants that it names, which answer %SS_STORE_ERROR_UNAVAILABLE from now on
 */
gboolean
ss_store_migrate (SsStore *self, GError **error)
{
  const SsMigrateOptions options = { 0 };

  return ss_store_migrate_with (self, &options, error);
}

/**
 * ss_store_migrate_with:
 * @self: a store
 * @options: how
 * @error: where a %SS_STORE_ERROR goes
 *
 * As ss_store_migrate(). One that is killed is carried on by the next one: each migration of each schema is
 * made and recorded, or neither.
 *
 * Returns: whether all are there, or in a dry run, whether it could be found out what is lacking
 */
gboolean
ss_store_migrate_with (SsStore *self, const SsMigrateOptions *options, GError **error)
{
  return SS_STORE_GET_CLASS (self)->migrate (self, options, error);
}

void
ss_migrate_tell (const SsMigrateOptions *options, const char *schema, const char *migration)
{
  static GMutex lock;

  if (options->told == NULL)
    return;
  g_mutex_lock (&lock);
  options->told (schema != NULL ? schema : "shared", migration, options->user_data);
  g_mutex_unlock (&lock);
}

/**
 * ss_store_is_schema_name:
 * @schema: a name
 *
 * Returns: whether it may name a tenant's tables, and so a file
 */
gboolean
ss_store_is_schema_name (const char *schema)
{
  gsize length = strlen (schema);

  return length > 0 && length <= SCHEMA_NAME_MAX
         && strspn (schema, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

/**
 * ss_store_schema_name:
 * @subdomain: a tenant's sub-domain, of letters, digits and dashes
 *
 * Returns: (transfer full): the name of its tables: "tenant_acme_auto". Different for different sub-domains,
 *   since these have no underscores; a hash stands in for one that is too long, behind another beginning
 */
char *
ss_store_schema_name (const char *subdomain)
{
  g_autofree char *name = g_strdelimit (g_strconcat ("tenant_", subdomain, NULL), "-", '_');
  g_autofree char *hash = NULL;

  if (strlen (name) <= SCHEMA_NAME_MAX)
    return g_steal_pointer (&name);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, subdomain, -1);
  return g_strdup_printf ("long_tenant_%.*s", (int) (SCHEMA_NAME_MAX - strlen ("long_tenant_")), hash);
}

/**
 * ss_store_read_schema:
 * @transaction: any
 * @subdomain: a business
 * @error: where %SS_STORE_ERROR goes: %SS_STORE_ERROR_NO_TENANT where there is no such business
 *
 * Whoever took over the sub-domain of a business whose tables are kept has others than
 * ss_store_schema_name() says.
 *
 * Returns: (transfer full) (nullable): where its tables are
 */
char *
ss_store_read_schema (SsTransaction *transaction, const char *subdomain, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, "SELECT schema_name FROM shared.tenants WHERE subdomain = $1", error,
                            "s", subdomain);
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return NULL;
  if (!found)
    g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT, "There is no such business");
  return found ? g_strdup (ss_rows_get_string (rows, 0)) : NULL;
}

/**
 * ss_store_find_schema:
 * @self: a store
 * @subdomain: a business
 * @error: as of ss_store_read_schema()
 *
 * Returns: (transfer full) (nullable): where its tables are
 */
char *
ss_store_find_schema (SsStore *self, const char *subdomain, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (self, NULL, SS_ACCESS_READ, NULL, error);

  return transaction != NULL ? ss_store_read_schema (transaction, subdomain, error) : NULL;
}

/**
 * ss_store_create_tenant:
 * @self: a store
 * @transaction: one that may write the shared tables
 * @schema: a name from ss_store_schema_name() that has no tables yet
 * @error: where a %SS_STORE_ERROR goes
 *
 * Makes a tenant's own, empty tables. They can be reached at once, by a transaction of their own, and are
 * gone again if @transaction is not committed.
 *
 * Returns: whether they are there
 */
gboolean
ss_store_create_tenant (SsStore *self, SsTransaction *transaction, const char *schema, GError **error)
{
  if (!ss_store_is_schema_name (schema))
    {
      g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED, "«%s» can't name a business's tables",
                   schema);
      return FALSE;
    }
  return SS_STORE_GET_CLASS (self)->create_tenant (self, transaction, schema, error);
}

/**
 * ss_store_delete_tenant:
 * @self: a store
 * @schema: a tenant's
 * @error: where a %SS_STORE_ERROR goes
 *
 * Removes a tenant's tables for good.
 *
 * Returns: whether they are gone
 */
gboolean
ss_store_delete_tenant (SsStore *self, const char *schema, GError **error)
{
  return SS_STORE_GET_CLASS (self)->delete_tenant (self, schema, error);
}

static void
count_begin (SsStore *self, gboolean has_begun, const GError *failure)
{
  SsStorePrivate *priv = ss_store_get_instance_private (self);

  if (has_begun)
    g_atomic_int_inc (&priv->n_transactions);
  else if (g_error_matches (failure, SS_STORE_ERROR, SS_STORE_ERROR_UNAVAILABLE))
    g_atomic_int_inc (&priv->n_failures);
}

/**
 * ss_store_begin:
 * @self: a store
 * @schema: (nullable): a tenant's; %NULL for the shared tables alone
 * @access: what it will do
 * @cancellable: (nullable): ends the waiting for its turn
 * @error: where a %SS_STORE_ERROR goes: %SS_STORE_ERROR_NO_TENANT where there are no such tables
 *
 * Begins a transaction, which belongs to the calling thread.
 *
 * Returns: (transfer full) (nullable): the transaction
 */
SsTransaction *
ss_store_begin (SsStore *self, const char *schema, SsAccess access, GCancellable *cancellable, GError **error)
{
  SsTransaction *transaction;
  GError *failure = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (schema != NULL && !ss_store_is_schema_name (schema))
    {
      g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT, "There is no such business");
      return NULL;
    }
  transaction = SS_STORE_GET_CLASS (self)->begin (self, schema, access, cancellable, &failure);
  count_begin (self, transaction != NULL, failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return transaction;
}

/**
 * ss_store_get_load:
 * @self: a store
 * @load: (out): what its connections do now
 */
void
ss_store_get_load (SsStore *self, SsStoreLoad *load)
{
  SsStorePrivate *priv = ss_store_get_instance_private (self);

  load->n_transactions = (guint) g_atomic_int_get (&priv->n_transactions);
  load->n_failures = (guint) g_atomic_int_get (&priv->n_failures);
  load->n_idle = SS_STORE_GET_CLASS (self)->count_idle (self);
}

/**
 * ss_store_watch:
 * @self: a store
 * @watch: (nullable): called, in any thread, with the schema of each tenant in which something that was
 *   announced is committed, by this process or another; %NULL: nobody watches any more
 * @user_data: for @watch
 *
 * One watch a store. It is not called any more when this has returned.
 */
void
ss_store_watch (SsStore *self, SsStoreWatch watch, gpointer user_data)
{
  SsStorePrivate *priv = ss_store_get_instance_private (self);
  SsStoreClass *klass = SS_STORE_GET_CLASS (self);

  g_mutex_lock (&priv->lock);
  priv->watch = watch;
  priv->watch_data = user_data;
  g_mutex_unlock (&priv->lock);
  /* Without the lock: who listens may be about to tell. */
  if (klass->listen != NULL)
    klass->listen (self, watch != NULL);
}

/**
 * ss_store_set_events_address:
 * @self: a store that nobody watches yet
 * @address: (nullable): where what other processes announce is heard, when a PgBouncer stands at the store's
 * own address; %NULL: there
 * @error: where a %SS_STORE_ERROR goes, where this make of store hears from nobody else
 *
 * Returns: whether that is possible
 */
gboolean
ss_store_set_events_address (SsStore *self, const char *address, GError **error)
{
  SsStoreClass *klass = SS_STORE_GET_CLASS (self);

  if (address == NULL)
    return TRUE;
  if (klass->set_events_address != NULL)
    return klass->set_events_address (self, address, error);
  g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED,
                       "Only a store in PostgreSQL has another address for events");
  return FALSE;
}

/* What other processes announce ends here, too. @schema: (nullable): NULL: anything may have changed */
void
ss_store_tell (SsStore *self, const char *schema)
{
  SsStorePrivate *priv = ss_store_get_instance_private (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&priv->lock);

  if (priv->watch != NULL)
    priv->watch (schema, priv->watch_data);
}

gboolean
ss_transaction_commit (SsTransaction *self, GError **error)
{
  if (!self->klass->commit (self, error))
    return FALSE;
  if (self->is_announced)
    ss_store_tell (self->store, self->announced != NULL ? self->announced : self->schema);
  return TRUE;
}

/**
 * ss_transaction_announce:
 * @self: a tenant's
 *
 * When it is committed, those who watch the store are told. One that is rolled back tells nobody.
 */
void
ss_transaction_announce (SsTransaction *self)
{
  g_return_if_fail (self->schema != NULL);

  self->is_announced = TRUE;
}

/**
 * ss_transaction_announce_for:
 * @self: one that has no tenant
 * @schema: the tenant's that the change is about
 *
 * As ss_transaction_announce(): those who look on there are asked at once whether they still may.
 */
void
ss_transaction_announce_for (SsTransaction *self, const char *schema)
{
  g_return_if_fail (self->schema == NULL);

  g_free (self->announced);
  self->announced = g_strdup (schema);
  self->is_announced = TRUE;
}

void
ss_transaction_set_all_or_nothing (SsTransaction *self)
{
  self->is_all_or_nothing = TRUE;
}

void
ss_transaction_free (SsTransaction *self)
{
  SsStorePrivate *priv = ss_store_get_instance_private (self->store);

  g_atomic_int_add (&priv->n_transactions, -1);
  self->klass->free (self);
}

const char *
ss_transaction_get_schema (SsTransaction *self)
{
  return self->schema;
}

SsStore *
ss_transaction_get_store (SsTransaction *self)
{
  return self->store;
}

/* Statements */

static guint
collect_parameters (SsParameter *parameters, const char *types, va_list arguments)
{
  guint count = 0;

  for (; types[count] != '\0'; count++)
    {
      SsParameter *parameter = &parameters[count];

      g_assert (count < PARAMETERS_MAX);
      parameter->type = types[count];
      switch (types[count])
        {
        case 's':
          parameter->string = va_arg (arguments, const char *);
          break;
        case 'i':
        case 't':
          parameter->integer = va_arg (arguments, gint64);
          break;
        case 'b':
          parameter->integer = va_arg (arguments, gboolean) != FALSE;
          break;
        case 'd':
          parameter->number = va_arg (arguments, double);
          break;
        case 'x':
          parameter->bytes = va_arg (arguments, GBytes *);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return count;
}

/**
 * ss_transaction_execute:
 * @self: a transaction
 * @sql: a static statement that answers no rows
 * @n_changed: (out) (optional): where the number of rows that it changed goes
 * @error: where a %SS_STORE_ERROR goes
 * @types: the letters of the parameters that follow
 *
 * Returns: whether it was done
 */
gboolean
ss_transaction_execute (SsTransaction *self, const char *sql, gint64 *n_changed, GError **error,
                        const char *types, ...)
{
  SsParameter parameters[PARAMETERS_MAX];
  va_list arguments;
  guint n_parameters;

  va_start (arguments, types);
  n_parameters = collect_parameters (parameters, types, arguments);
  va_end (arguments);
  return self->klass->execute (self, sql, parameters, n_parameters, n_changed, error);
}

/**
 * ss_transaction_query:
 * @self: a transaction
 * @sql: a static statement that answers rows
 * @error: where a %SS_STORE_ERROR goes
 * @types: the letters of the parameters that follow; texts live until the rows are freed
 *
 * Returns: (transfer full) (nullable): the rows, before the first; freed before the transaction
 */
SsRows *
ss_transaction_query (SsTransaction *self, const char *sql, GError **error, const char *types, ...)
{
  SsParameter parameters[PARAMETERS_MAX];
  va_list arguments;
  guint n_parameters;

  va_start (arguments, types);
  n_parameters = collect_parameters (parameters, types, arguments);
  va_end (arguments);
  return self->klass->query (self, sql, parameters, n_parameters, error);
}

/**
 * ss_transaction_foresee:
 * @self: a transaction
 * @sql: a SELECT
 * @types: the letters of its parameters, as for ss_transaction_query()
 * @...: the parameters
 *
 * Where the database is across a network, it is sent with the next statement, and ss_transaction_query()
 * finds its answer there.
 */
void
ss_transaction_foresee (SsTransaction *self, const char *sql, const char *types, ...)
{
  SsParameter parameters[PARAMETERS_MAX];
  va_list arguments;
  guint n_parameters;

  if (self->klass->foresee == NULL)
    return;
  va_start (arguments, types);
  n_parameters = collect_parameters (parameters, types, arguments);
  va_end (arguments);
  self->klass->foresee (self, sql, parameters, n_parameters);
}

/**
 * ss_transaction_foresee_with:
 * @self: a transaction
 * @sql: a SELECT
 * @parameters: those that it will be asked with
 */
void
ss_transaction_foresee_with (SsTransaction *self, const char *sql, SsParameters *parameters)
{
  if (self->klass->foresee != NULL)
    self->klass->foresee (self, sql, (const SsParameter *) parameters->values->data, parameters->values->len);
}

SsParameters *
ss_parameters_new (void)
{
  SsParameters *self = g_new (SsParameters, 1);

  self->values = g_array_new (FALSE, FALSE, sizeof (SsParameter));
  self->strings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

SsParameters *
ss_parameters_copy (SsParameters *self)
{
  SsParameters *copy = ss_parameters_new ();

  for (guint i = 0; i < self->values->len; i++)
    {
      const SsParameter *value = &g_array_index (self->values, SsParameter, i);

      if (value->type == 's')
        ss_parameters_add_string (copy, value->string);
      else
        ss_parameters_add_integer (copy, value->integer);
    }
  return copy;
}

void
ss_parameters_free (SsParameters *self)
{
  g_array_unref (self->values);
  g_ptr_array_unref (self->strings);
  g_free (self);
}

guint
ss_parameters_add_string (SsParameters *self, const char *value)
{
  SsParameter parameter = { .type = 's', .string = g_strdup (value) };

  g_ptr_array_add (self->strings, (gpointer) parameter.string);
  g_array_append_val (self->values, parameter);
  return self->values->len;
}

guint
ss_parameters_add_integer (SsParameters *self, gint64 value)
{
  SsParameter parameter = { .type = 'i', .integer = value };

  g_array_append_val (self->values, parameter);
  return self->values->len;
}

/**
 * ss_transaction_query_with:
 * @self: a transaction
 * @sql: a statement, kept by its content
 * @parameters: (transfer none): its parameters, by their numbers
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: (transfer full) (nullable): the rows, before the first
 */
SsRows *
ss_transaction_query_with (SsTransaction *self, const char *sql, SsParameters *parameters, GError **error)
{
  return self->klass->query (self, sql, (const SsParameter *) parameters->values->data,
                             parameters->values->len, error);
}

/* A statement and its parameters, which are texts and whole numbers. */
static char *
describe_question (const char *sql, SsParameters *parameters)
{
  GString *text = g_string_new (sql);

  for (guint i = 0; i < parameters->values->len; i++)
    {
      const SsParameter *parameter = &g_array_index (parameters->values, SsParameter, i);

      if (parameter->type == 's')
        g_string_append_printf (text, "\n%" G_GSIZE_FORMAT ":%s",
                                parameter->string != NULL ? strlen (parameter->string) : 0,
                                parameter->string != NULL ? parameter->string : "?");
      else
        g_string_append_printf (text, "\n%" G_GINT64_FORMAT, parameter->integer);
    }
  return g_string_free (text, FALSE);
}

/**
 * ss_transaction_query_total:
 * @self: a transaction
 * @sql: a statement that answers one row with one whole number: how many there are in the tenant's own
 * tables; of what is shared a change would not be noticed
 * @parameters: (transfer none): its parameters, by their numbers
 * @total: (out): where the number goes
 * @error: where a %SS_STORE_ERROR goes
 *
 * Asks the database only where it has changed since it was asked the same.
 *
 * Returns: whether it went well
 */
gboolean
ss_transaction_query_total (SsTransaction *self, const char *sql, SsParameters *parameters, gint64 *total,
                            GError **error)
{
  SsTotals *totals = self->klass->get_totals != NULL ? self->klass->get_totals (self) : NULL;
  g_autofree char *question = totals != NULL ? describe_question (sql, parameters) : NULL;
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  if (totals != NULL && ss_totals_find (totals, question, total))
    return TRUE;
  rows = ss_transaction_query_with (self, sql, parameters, error);
  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  *total = found ? ss_rows_get_integer (rows, 0) : 0;
  if (totals != NULL)
    ss_totals_keep (totals, question, *total);
  return TRUE;
}

/**
 * ss_transaction_query_large:
 * @self: a transaction
 * @sql: a statement, kept by its content
 * @parameters: (nullable) (transfer none): its parameters, by their numbers
 * @error: where a %SS_STORE_ERROR goes
 *
 * For exports and the like: no more than a piece of the rows is in memory at once.
 *
 * Returns: (transfer full) (nullable): the rows, before the first
 */
SsRows *
ss_transaction_query_large (SsTransaction *self, const char *sql, SsParameters *parameters, GError **error)
{
  const SsParameter *values = parameters != NULL ? (const SsParameter *) parameters->values->data : NULL;
  guint n_values = parameters != NULL ? parameters->values->len : 0;

  if (self->klass->query_large != NULL)
    return self->klass->query_large (self, sql, values, n_values, error);
  return self->klass->query (self, sql, values, n_values, error);
}

/* Rows */

/**
 * ss_rows_next:
 * @self: rows
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: whether there is another row; %FALSE with @error set when it failed
 */
gboolean
ss_rows_next (SsRows *self, GError **error)
{
  return self->klass->next (self, error);
}

/**
 * ss_rows_first:
 * @self: (nullable): rows of ss_transaction_query(), of which at most one is wanted
 * @found: (out): whether there is one
 * @error: where a %SS_STORE_ERROR goes
 *
 * Returns: whether it went well, with or without a row
 */
gboolean
ss_rows_first (SsRows *self, gboolean *found, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *found = FALSE;
  if (self == NULL)
    return FALSE;
  *found = self->klass->next (self, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

void
ss_rows_free (SsRows *self)
{
  self->klass->free (self);
}

guint
ss_rows_get_n_columns (SsRows *self)
{
  return self->klass->get_n_columns (self);
}

const char *
ss_rows_get_column_name (SsRows *self, guint column)
{
  return self->klass->get_column_name (self, column);
}

gboolean
ss_rows_is_null (SsRows *self, guint column)
{
  return self->klass->is_null (self, column);
}

const char *
ss_rows_get_string (SsRows *self, guint column)
{
  return self->klass->get_string (self, column);
}

gint64
ss_rows_get_integer (SsRows *self, guint column)
{
  return self->klass->get_integer (self, column);
}

double
ss_rows_get_number (SsRows *self, guint column)
{
  return self->klass->get_number (self, column);
}

gboolean
ss_rows_get_boolean (SsRows *self, guint column)
{
  return self->klass->get_integer (self, column) != 0;
}

gint64
ss_rows_get_time (SsRows *self, guint column)
{
  return self->klass->is_null (self, column) ? SS_TIME_NONE : self->klass->get_integer (self, column);
}

GBytes *
ss_rows_get_bytes (SsRows *self, guint column)
{
  return self->klass->get_bytes (self, column);
}
