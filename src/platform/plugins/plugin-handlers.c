/* plugin-handlers.c: reading one plugin and what is said about it
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/plugin-handlers.h"

#include "model/plugins.h"
#include "platform/plugins/plugin-record.h"
#include "platform/store/row-model.h"

#define COLUMNS                                                                                             \
  "p.id, p.slug, p.name, p.summary, p.description, p.category, p.version, p.author, p.logo_url, p.rating, " \
  "p.rating_count, p.rating_histogram, p.install_count, p.is_featured, p.is_verified, p.visibility, "       \
  "p.permissions, p.trigger, p.variables, p.created_at, p.updated_at, v.code"

#define FROM(plugin) \
  " FROM " plugin "s p JOIN " plugin "_versions v ON v.plugin_id = p.id AND v.version = p.version"

static const char get_shared[] =
    "SELECT " COLUMNS ", NULL AS installation_id" FROM ("shared.plugin") " WHERE p.id = $1";

#define GET(plugin)                                    \
  "SELECT " COLUMNS ", i.id AS installation_id" FROM ( \
      plugin) " LEFT JOIN installations i ON i.plugin_id = p.id WHERE p.id = $1"
static const char *const get_for_tenant[] = SS_PLUGIN_PAIR (GET);

#define CHANGELOG(plugin) \
  "SELECT version, released_at, notes FROM " plugin "_versions WHERE plugin_id = $1 ORDER BY position DESC"
static const char *const changelog[] = SS_PLUGIN_PAIR (CHANGELOG);

#define COUNT_REVIEWS(plugin) "SELECT count(*) FROM " plugin "_ratings WHERE plugin_id = $1"
static const char *const count_reviews[] = SS_PLUGIN_PAIR (COUNT_REVIEWS);

#define LIST_REVIEWS(plugin)                                                            \
  "SELECT id, rating, review, author_name, tenant_name, version, created_at, "          \
  "CASE WHEN user_id = $2 THEN TRUE ELSE FALSE END AS is_mine FROM " plugin "_ratings " \
  "WHERE plugin_id = $1 ORDER BY created_at DESC, id DESC LIMIT $3 OFFSET $4"
static const char *const list_reviews[] = SS_PLUGIN_PAIR (LIST_REVIEWS);

/* Writes the rest of @rows, each as an object of @type, as an array. */
static gboolean
write_rows (SsRows *rows, GType type, SsJsonWriter *writer, GError **error)
{
  g_autoptr (SsRowWriter) row_writer = NULL;
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return FALSE;
  row_writer = ss_row_writer_new (rows, type);
  ss_json_writer_begin_array (writer);
  while (ss_rows_next (rows, &local_error))
    {
      ss_json_writer_begin_object (writer);
      ss_row_writer_write_members (row_writer, writer);
      ss_json_writer_end_object (writer);
    }
  ss_json_writer_end_array (writer);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
write_changelog (SsTransaction *transaction, gboolean is_custom, const char *id, SsJsonWriter *writer,
                 GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, changelog[is_custom], error, "s", id);

  ss_json_writer_name (writer, "changelog");
  return write_rows (rows, SS_TYPE_PLUGIN_RELEASE, writer, error);
}

/**
 * ss_plugin_reply:
 * @request: the request
 * @is_custom: whether the plugin is the tenant's own
 * @id: the plugin, which is there
 * @status: 200 or 201
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Plugin with `code` and `changelog`; %NULL with @error set
 */
SsReply *
ss_plugin_reply (SsRequest *request, gboolean is_custom, const char *id, guint status, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  gboolean has_tenant = ss_transaction_get_schema (transaction) != NULL;
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, has_tenant ? get_for_tenant[is_custom] : get_shared, error, "s", id);
  g_autoptr (SsRowWriter) row_writer = NULL;
  g_auto (SsJsonWriter) writer = { NULL };
  gboolean found;

  ss_json_writer_init (&writer);
  if (!ss_rows_first (rows, &found, error))
    return NULL;
  if (!found)
    return ss_reply_new_not_found ();

  row_writer = ss_row_writer_new (rows, SS_TYPE_PLUGIN);
  ss_json_writer_begin_object (&writer);
  ss_row_writer_write_members (row_writer, &writer);
  if (!write_changelog (transaction, is_custom, id, &writer, error))
    return NULL;
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (status, &writer);
}

/**
 * ss_plugin_get:
 * @request: `GET /plugin-templates/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Plugin, or 404; %NULL with @error set
 */
SsReply *
ss_plugin_get (SsRequest *request, GError **error)
{
  g_autoptr (SsPluginRecord) plugin = NULL;
  SsReply *reply;

  if (!ss_plugin_record_of_request (request, &plugin, &reply, error))
    return reply;
  return ss_plugin_reply (request, plugin->is_custom, plugin->id, 200, error);
}

static gboolean
read_review_count (SsTransaction *transaction, const SsPluginRecord *plugin, gint64 *count, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (transaction, count_reviews[plugin->is_custom], error, "s", plugin->id);
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  *count = found ? ss_rows_get_integer (rows, 0) : 0;
  return TRUE;
}

/**
 * ss_plugin_list_reviews:
 * @request: `GET /plugin-templates/{id}/reviews/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the page, newest first; %NULL with @error set
 */
SsReply *
ss_plugin_list_reviews (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (SsPluginRecord) plugin = NULL;
  g_autoptr (SsRows) rows = NULL;
  g_auto (SsJsonWriter) writer = { NULL };
  SsPageRequest page;
  SsReply *reply;
  gint64 count;

  ss_json_writer_init (&writer);
  if (!ss_plugin_record_of_request (request, &plugin, &reply, error))
    return reply;
  if (!ss_request_get_page (request, &page, errors))
    return ss_reply_new_invalid (errors);
  if (!read_review_count (transaction, plugin, &count, error))
    return NULL;

  rows = ss_transaction_query (transaction, list_reviews[plugin->is_custom], error, "ssii", plugin->id,
                               ss_request_get_caller (request)->user_id, (gint64) page.page_size,
                               (gint64) (page.page - 1) * page.page_size);
  if (!write_rows (rows, SS_TYPE_REVIEW, &writer, error))
    return NULL;
  return ss_request_reply_page (request, &page, count, writer.text->str, NULL);
}
