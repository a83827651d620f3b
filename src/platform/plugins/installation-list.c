/* installation-list.c: what a tenant has installed, as the caller sees it
 *
 * An installation is of a public plugin or of one of the tenant's own, so that each of a plugin's columns is
 * looked for in both.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/installation-list.h"

#include "model/plugins.h"
#include "platform/plugins/json-text.h"
#include "platform/plugins/plugin-list.h"
#include "platform/plugins/plugin-record.h"
#include "platform/store/row-model.h"

#define EITHER(column) "COALESCE (p." column ", c." column ")"

/* The two columns that write_installation() reads by number; the model has neither. */
#define LATEST_PERMISSIONS 0
#define GRANTED_PERMISSIONS 1

#define TABLES                                                              \
  " FROM installations i LEFT JOIN shared.plugins p ON p.id = i.plugin_id " \
  "LEFT JOIN custom_plugins c ON c.id = i.plugin_id "

/* $1 is the caller. */
/* clang-format off */
#define SELECT \
  "SELECT " EITHER ("permissions") " AS latest_permissions, i.granted_permissions, i.id, i.plugin_id, " \
  EITHER ("slug") " AS slug, " EITHER ("name") " AS name, " EITHER ("summary") " AS summary, " \
  EITHER ("category") " AS category, " EITHER ("author") " AS author, " \
  EITHER ("logo_url") " AS logo_url, i.installed_version, " EITHER ("version") " AS latest_version, " \
  "CASE WHEN i.installed_version <> " EITHER ("version") " THEN TRUE ELSE FALSE END AS has_update, " \
  "i.is_active, i.config_values, i.installed_at, i.installed_by, i.updated_at, " \
  "COALESCE (r.rating, o.rating) AS my_rating, COALESCE (r.review, o.review, '') AS my_review, i.last_run" \
  TABLES "LEFT JOIN shared.plugin_ratings r ON r.plugin_id = i.plugin_id AND r.user_id = $1 " \
  "LEFT JOIN custom_plugin_ratings o ON o.plugin_id = i.plugin_id AND o.user_id = $1 "
/* clang-format on */

static const char get_installation[] = SELECT "WHERE i.id = $2";

/* The members of the present row, and what the plugin's latest version may do more than was granted. */
static void
write_installation (SsRows *rows, SsRowWriter *row_writer, SsJsonWriter *writer)
{
  const char *latest = ss_rows_get_string (rows, LATEST_PERMISSIONS);
  const char *granted = ss_rows_get_string (rows, GRANTED_PERMISSIONS);

  ss_json_writer_begin_object (writer);
  ss_row_writer_write_members (row_writer, writer);
  ss_json_writer_name (writer, "addedPermissions");
  if (g_strcmp0 (latest, granted) == 0)
    ss_json_writer_raw (writer, "[]", 2);
  else
    {
      g_auto (GStrv) wanted = ss_json_text_strings (latest);
      g_auto (GStrv) present = ss_json_text_strings (granted);
      g_auto (GStrv) added = ss_strings_missing ((const char *const *) wanted, (const char *const *) present);

      ss_json_writer_strings (writer, (const char *const *) added);
    }
  ss_json_writer_end_object (writer);
}

static void
read_conditions (SsRequest *request, SsConditions *conditions, SsFieldErrors *errors)
{
  g_auto (GStrv) categories = ss_request_get_parameters (request, "category");
  gboolean value;

  ss_conditions_add_search (conditions, EITHER ("search_text"), ss_request_get_parameter (request, "search"),
                            errors);
  ss_conditions_add_categories (conditions, EITHER ("category"), categories, errors);
  if (ss_request_get_parameter (request, "is_active") != NULL
      && ss_request_get_boolean (request, "is_active", &value, errors))
    ss_conditions_add (conditions, value ? "i.is_active = TRUE" : "i.is_active = FALSE");
  if (ss_request_get_parameter (request, "has_update") != NULL
      && ss_request_get_boolean (request, "has_update", &value, errors))
    ss_conditions_add (conditions, value ? "i.installed_version <> " EITHER ("version")
                                         : "i.installed_version = " EITHER ("version"));
}

/* $1, the caller, is in no condition: a statement has to name each of its parameters. */
static gboolean
read_count (SsTransaction *transaction, SsConditions *conditions, gint64 *count, GError **error)
{
  g_autofree char *sql =
      g_strconcat ("SELECT count(*), $1" TABLES "WHERE TRUE", conditions->where->str, NULL);
  g_autoptr (SsRows) rows = ss_transaction_query_with (transaction, sql, conditions->parameters, error);
  gboolean found;

  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  *count = found ? ss_rows_get_integer (rows, 0) : 0;
  return TRUE;
}

static SsRows *
query_page (SsTransaction *transaction, SsConditions *conditions, const SsPageRequest *page, GError **error)
{
  guint limit = ss_parameters_add_integer (conditions->parameters, page->page_size);
  guint offset =
      ss_parameters_add_integer (conditions->parameters, (gint64) (page->page - 1) * page->page_size);
  g_autofree char *sql =
      g_strdup_printf (SELECT "WHERE TRUE%s ORDER BY " EITHER ("sort_name") ", i.id LIMIT $%u "
                                                                            "OFFSET $%u",
                       conditions->where->str, limit, offset);

  return ss_transaction_query_with (transaction, sql, conditions->parameters, error);
}

/**
 * ss_installation_list:
 * @request: `GET /plugin-installations/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the page, by name; %NULL with @error set
 */
SsReply *
ss_installation_list (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (SsConditions) conditions = { 0 };
  g_autoptr (SsRows) rows = NULL;
  g_autoptr (SsRowWriter) row_writer = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (SsJsonWriter) writer = { NULL };
  SsPageRequest page;
  gint64 count;

  ss_json_writer_init (&writer);
  ss_conditions_init (&conditions);
  ss_parameters_add_string (conditions.parameters, ss_request_get_caller (request)->user_id);
  read_conditions (request, &conditions, errors);
  ss_request_get_page (request, &page, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);

  if (!read_count (transaction, &conditions, &count, error))
    return NULL;
  rows = query_page (transaction, &conditions, &page, error);
  if (rows == NULL)
    return NULL;
  row_writer = ss_row_writer_new (rows, SS_TYPE_INSTALLATION);
  ss_json_writer_begin_array (&writer);
  while (ss_rows_next (rows, &local_error))
    write_installation (rows, row_writer, &writer);
  ss_json_writer_end_array (&writer);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return ss_request_reply_page (request, &page, count, writer.text->str, NULL);
}

/**
 * ss_installation_reply:
 * @request: the request
 * @id: an installation
 * @status: 200 or 201
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Installation, or 404; %NULL with @error set
 */
SsReply *
ss_installation_reply (SsRequest *request, const char *id, guint status, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (ss_request_get_transaction (request), get_installation,
                                                  error, "ss", ss_request_get_caller (request)->user_id, id);
  g_autoptr (SsRowWriter) row_writer = NULL;
  g_auto (SsJsonWriter) writer = { NULL };
  gboolean found;

  ss_json_writer_init (&writer);
  if (!ss_rows_first (rows, &found, error))
    return NULL;
  if (!found)
    return ss_reply_new_not_found ();
  row_writer = ss_row_writer_new (rows, SS_TYPE_INSTALLATION);
  write_installation (rows, row_writer, &writer);
  return ss_reply_new_json (status, &writer);
}

/**
 * ss_installation_get:
 * @request: `GET /plugin-installations/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Installation, or 404; %NULL with @error set
 */
SsReply *
ss_installation_get (SsRequest *request, GError **error)
{
  return ss_installation_reply (request, ss_request_get_id (request), 200, error);
}
