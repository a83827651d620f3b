/* plugin-record.c: one plugin as it is stored, public or the tenant's own
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/plugin-record.h"

#include <json-glib/json-glib.h>

#include "domain/rating.h"
#include "platform/plugins/json-text.h"

#define FIND_COLUMNS \
  "p.id, p.slug, p.name, p.summary, p.description, p.category, p.version, p.permissions, p.trigger, p.variables"

/* Without a tenant there are no installations to join. */
static const char find_shared[] = "SELECT " FIND_COLUMNS ", NULL FROM shared.plugins p WHERE p.id = $1";

#define FIND_FOR_TENANT(plugin)                \
  "SELECT " FIND_COLUMNS ", i.id FROM " plugin \
  "s p LEFT JOIN installations i ON i.plugin_id = p.id WHERE p.id = $1"
static const char *const find_for_tenant[] = SS_PLUGIN_PAIR (FIND_FOR_TENANT);

#define FIND_VERSION(plugin)                                                                         \
  "SELECT position, version, notes, permissions, trigger, variables, code, released_at FROM " plugin \
  "_versions WHERE plugin_id = $1 AND version = $2"
static const char *const find_version[] = SS_PLUGIN_PAIR (FIND_VERSION);

#define INSERT_VERSION(plugin)                                                                              \
  "INSERT INTO " plugin "_versions (plugin_id, position, version, notes, permissions, trigger, variables, " \
  "code, released_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
static const char *const insert_version[] = SS_PLUGIN_PAIR (INSERT_VERSION);

/* A change that changes nothing: it takes the row's lock in a database that has one, so that of two
 * requests that count at once the second counts what the first has written. */
#define LOCK(plugin) "UPDATE " plugin "s SET rating_count = rating_count WHERE id = $1"
static const char *const lock[] = SS_PLUGIN_PAIR (LOCK);

#define READ_BASE(plugin) "SELECT base_ratings FROM " plugin "s WHERE id = $1"
static const char *const read_base[] = SS_PLUGIN_PAIR (READ_BASE);

#define COUNT_RATINGS(plugin) \
  "SELECT rating, count(*) FROM " plugin "_ratings WHERE plugin_id = $1 GROUP BY rating"
static const char *const count_ratings[] = SS_PLUGIN_PAIR (COUNT_RATINGS);

#define WRITE_RATINGS(plugin) \
  "UPDATE " plugin            \
  "s SET rating = $2, rating_count = $3, rating_histogram = $4, rating_rank = $5 WHERE id = $1"
static const char *const write_ratings[] = SS_PLUGIN_PAIR (WRITE_RATINGS);

#define WRITE_NO_RATINGS(plugin)                                                              \
  "UPDATE " plugin                                                                            \
  "s SET rating = NULL, rating_count = 0, rating_histogram = '[0,0,0,0,0]', rating_rank = 0 " \
  "WHERE id = $1"
static const char *const write_no_ratings[] = SS_PLUGIN_PAIR (WRITE_NO_RATINGS);

static const char *const write_installs[] = {
  "UPDATE shared.plugins SET install_count = base_installs + "
  "(SELECT count(*) FROM shared.plugin_installs n WHERE n.plugin_id = $1) WHERE id = $1",
  "UPDATE custom_plugins SET install_count = base_installs + "
  "(SELECT count(*) FROM installations n WHERE n.plugin_id = $1) WHERE id = $1",
};

static SsPluginRecord *
read_record (SsRows *rows, gboolean is_custom)
{
  SsPluginRecord *self = g_new0 (SsPluginRecord, 1);
  char **const fields[] = { &self->id,          &self->slug,      &self->name,           &self->summary,
                            &self->description, &self->category,  &self->version,        &self->permissions,
                            &self->trigger,     &self->variables, &self->installation_id };

  self->is_custom = is_custom;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    *fields[i] = g_strdup (ss_rows_get_string (rows, i));
  return self;
}

static gboolean
read_histogram (SsTransaction *transaction, gboolean is_custom, const char *plugin_id, gint64 histogram[5],
                GError **error)
{
  g_autoptr (SsRows) base = ss_transaction_query (transaction, read_base[is_custom], error, "s", plugin_id);
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean found;

  if (!ss_rows_first (base, &found, error))
    return FALSE;
  if (found)
    {
      g_autoptr (JsonArray) counts = ss_json_text_array (ss_rows_get_string (base, 0));

      for (guint i = 0; i < MIN (json_array_get_length (counts), 5); i++)
        histogram[i] = json_array_get_int_element (counts, i);
    }

  rows = ss_transaction_query (transaction, count_ratings[is_custom], error, "s", plugin_id);
  if (rows == NULL)
    return FALSE;
  while (ss_rows_next (rows, &local_error))
    histogram[CLAMP (ss_rows_get_integer (rows, 0), 1, 5) - 1] += ss_rows_get_integer (rows, 1);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * ss_plugin_record_free:
 * @self: (transfer full) (nullable): a record
 */
void
ss_plugin_record_free (SsPluginRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->slug);
  g_free (self->name);
  g_free (self->summary);
  g_free (self->description);
  g_free (self->category);
  g_free (self->version);
  g_free (self->permissions);
  g_free (self->trigger);
  g_free (self->variables);
  g_free (self->installation_id);
  g_free (self);
}

/**
 * ss_plugin_version_free:
 * @self: (transfer full) (nullable): a version
 */
void
ss_plugin_version_free (SsPluginVersion *self)
{
  if (self == NULL)
    return;
  g_free (self->version);
  g_free (self->notes);
  g_free (self->permissions);
  g_free (self->trigger);
  g_free (self->variables);
  g_free (self->code);
  g_free (self);
}

/**
 * ss_plugin_record_find:
 * @transaction: with or without a tenant
 * @id: a plugin's id
 * @record: (out) (nullable) (transfer full): it; %NULL where there is none that may be seen
 * @error: return location for an #SsStoreError
 *
 * Another tenant's own plugin is in none of the tables that @transaction reaches.
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_plugin_record_find (SsTransaction *transaction, const char *id, SsPluginRecord **record, GError **error)
{
  gboolean has_tenant = ss_transaction_get_schema (transaction) != NULL;

  *record = NULL;
  for (guint is_custom = 0; is_custom <= (guint) has_tenant && *record == NULL; is_custom++)
    {
      const char *sql = has_tenant ? find_for_tenant[is_custom] : find_shared;
      g_autoptr (SsRows) rows = ss_transaction_query (transaction, sql, error, "s", id);
      gboolean found;

      if (!ss_rows_first (rows, &found, error))
        return FALSE;
      if (found)
        *record = read_record (rows, is_custom);
    }
  return TRUE;
}

/**
 * ss_plugin_record_of_request:
 * @request: with a plugin's id in its path
 * @record: (out) (nullable) (transfer full): the plugin
 * @reply: (out) (nullable) (transfer full): the 404 where @record is %NULL
 * @error: return location for an #SsStoreError
 *
 * Returns: whether @record is there; else either @reply or @error is
 */
gboolean
ss_plugin_record_of_request (SsRequest *request, SsPluginRecord **record, SsReply **reply, GError **error)
{
  *reply = NULL;
  if (!ss_plugin_record_find (ss_request_get_transaction (request), ss_request_get_id (request), record,
                              error))
    return FALSE;
  if (*record == NULL)
    *reply = ss_reply_new_not_found ();
  return *record != NULL;
}

/**
 * ss_plugin_version_find:
 * @transaction: the tenant's
 * @is_custom: whether the plugin is the tenant's own
 * @plugin_id: the plugin
 * @version: one of its versions
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the version; %NULL with @error set, also where there is none
 */
SsPluginVersion *
ss_plugin_version_find (SsTransaction *transaction, gboolean is_custom, const char *plugin_id,
                        const char *version, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, find_version[is_custom], error, "ss", plugin_id, version);
  SsPluginVersion *self;
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return NULL;
  if (!found)
    {
      g_set_error (error, SS_STORE_ERROR, SS_STORE_ERROR_FAILED, "Version %s of plugin %s is not stored",
                   version, plugin_id);
      return NULL;
    }
  self = g_new0 (SsPluginVersion, 1);
  self->position = ss_rows_get_integer (rows, 0);
  self->version = g_strdup (ss_rows_get_string (rows, 1));
  self->notes = g_strdup (ss_rows_get_string (rows, 2));
  self->permissions = g_strdup (ss_rows_get_string (rows, 3));
  self->trigger = g_strdup (ss_rows_get_string (rows, 4));
  self->variables = g_strdup (ss_rows_get_string (rows, 5));
  self->code = g_strdup (ss_rows_get_string (rows, 6));
  self->released_at = ss_rows_get_time (rows, 7);
  return self;
}

/**
 * ss_plugin_version_insert:
 * @transaction: the tenant's, or the shared tables'
 * @is_custom: whether the plugin is the tenant's own
 * @plugin_id: the plugin
 * @version: what to add
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is added
 */
gboolean
ss_plugin_version_insert (SsTransaction *transaction, gboolean is_custom, const char *plugin_id,
                          const SsPluginVersion *version, GError **error)
{
  return ss_transaction_execute (transaction, insert_version[is_custom], NULL, error, "sisssssst", plugin_id,
                                 version->position, version->version, version->notes, version->permissions,
                                 version->trigger, version->variables, version->code, version->released_at);
}

/**
 * ss_plugin_count_ratings:
 * @transaction: one that may write where the plugin is
 * @is_custom: whether the plugin is the tenant's own
 * @plugin_id: the plugin
 * @error: return location for an #SsStoreError
 *
 * Writes the histogram, the mean and the rank again.
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_plugin_count_ratings (SsTransaction *transaction, gboolean is_custom, const char *plugin_id,
                         GError **error)
{
  gint64 histogram[5] = { 0 }, count = 0;
  g_autofree char *text = NULL;

  if (!ss_transaction_execute (transaction, lock[is_custom], NULL, error, "s", plugin_id)
      || !read_histogram (transaction, is_custom, plugin_id, histogram, error))
    return FALSE;

  for (guint i = 0; i < 5; i++)
    count += histogram[i];
  if (count == 0)
    return ss_transaction_execute (transaction, write_no_ratings[is_custom], NULL, error, "s", plugin_id);

  text = g_strdup_printf ("[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT
                          ",%" G_GINT64_FORMAT "]",
                          histogram[0], histogram[1], histogram[2], histogram[3], histogram[4]);
  return ss_transaction_execute (transaction, write_ratings[is_custom], NULL, error, "sdisd", plugin_id,
                                 ss_rating_mean (histogram), count, text, ss_rating_rank (histogram));
}

/**
 * ss_plugin_count_installs:
 * @transaction: one that may write where the plugin is
 * @is_custom: whether the plugin is the tenant's own
 * @plugin_id: the plugin
 * @error: return location for an #SsStoreError
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_plugin_count_installs (SsTransaction *transaction, gboolean is_custom, const char *plugin_id,
                          GError **error)
{
  return ss_transaction_execute (transaction, lock[is_custom], NULL, error, "s", plugin_id)
         && ss_transaction_execute (transaction, write_installs[is_custom], NULL, error, "s", plugin_id);
}

/**
 * ss_plugin_count_all:
 * @transaction: one that may write the shared tables
 * @error: return location for an #SsStoreError
 *
 * Writes shared.plugin_counts again, from which lists take their count.
 *
 * Returns: %FALSE with @error set
 */
gboolean
ss_plugin_count_all (SsTransaction *transaction, GError **error)
{
  return ss_transaction_execute (transaction, "DELETE FROM shared.plugin_counts", NULL, error, "")
         && ss_transaction_execute (
             transaction,
             "INSERT INTO shared.plugin_counts (category, is_featured, is_verified, n_plugins) "
             "SELECT category, is_featured, is_verified, count(*) FROM shared.plugins "
             "GROUP BY category, is_featured, is_verified",
             NULL, error, "");
}
