/* grant-list.c: which permissions are, and were, granted for a while (contract section 7)
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/grant.h"
#include "platform/grants/grant-record.h"
#include "platform/grants/routes.h"
#include "platform/store/conditions.h"

static const char *
get_prefix (SsRequest *request)
{
  return ss_grant_place (ss_request_get_transaction (request)) == 1 ? "shared." : "";
}

/* One of those that are asked for. */
static void
add_statuses (SsRequest *request, SsConditions *conditions, SsFieldErrors *errors)
{
  /* Each names both times: PostgreSQL wants every parameter used. */
  static const char *const conditions_by_status[SS_N_GRANT_STATUSES] = {
    [SS_GRANT_ACTIVE] =
        "(revoked_at IS NULL AND ended_at IS NULL AND expires_at > $NOW AND created_at <= $START)",
    [SS_GRANT_EXPIRED] =
        "(revoked_at IS NULL AND (ended_at IS NOT NULL OR expires_at <= $NOW OR created_at > $START))",
    [SS_GRANT_REVOKED] = "(revoked_at IS NOT NULL AND $NOW < $START)",
  };
  g_auto (GStrv) statuses = ss_request_get_parameters (request, "status");
  g_autoptr (GString) sql = g_string_new ("(");
  g_autofree char *now = NULL, *start = NULL;

  if (statuses == NULL || *statuses == NULL)
    return;
  now = g_strdup_printf ("$%u",
                         ss_parameters_add_integer (conditions->parameters, ss_request_get_now (request)));
  start = g_strdup_printf ("$%u", ss_parameters_add_integer (conditions->parameters,
                                                             ss_request_get_now (request)
                                                                 + SS_GRANT_CLOCK_TOLERANCE));
  for (guint i = 0; statuses[i] != NULL; i++)
    {
      SsGrantStatus status;

      if (!ss_grant_status_from_string (statuses[i], &status))
        {
          ss_field_errors_add_printf (errors, "status", "There is no status “%s”.", statuses[i]);
          return;
        }
      g_string_append (sql, i > 0 ? " OR " : "");
      g_string_append (sql, conditions_by_status[status]);
    }
  g_string_append_c (sql, ')');
  g_string_replace (sql, "$NOW", now, 0);
  g_string_replace (sql, "$START", start, 0);
  ss_conditions_add (conditions, sql->str);
}

static void
add_choice (SsRequest *request, const char *name, SsConditions *conditions)
{
  g_auto (GStrv) values = ss_request_get_parameters (request, name);

  ss_conditions_add_choice (conditions, name, (const char *const *) values);
}

static gboolean
count_grants (SsRequest *request, const SsConditions *conditions, gint64 *count, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %spermission_grants WHERE TRUE%s",
                                          get_prefix (request), conditions->where->str);
  g_autoptr (SsRows) rows =
      ss_transaction_query_with (ss_request_get_transaction (request), sql, conditions->parameters, error);

  if (rows == NULL || !ss_rows_next (rows, error))
    return FALSE;
  *count = ss_rows_get_integer (rows, 0);
  return TRUE;
}

static SsReply *
reply_page (SsRequest *request, const SsConditions *conditions, const SsPageRequest *page, GError **error)
{
  g_auto (SsJsonWriter) writer = { NULL };
  g_autoptr (SsRows) rows = NULL;
  g_autofree char *sql = NULL;
  GError *failure = NULL;
  gint64 count;

  if (!count_grants (request, conditions, &count, error))
    return NULL;
  sql = g_strdup_printf ("SELECT " SS_GRANT_COLUMNS " FROM %spermission_grants WHERE TRUE%s "
                         "ORDER BY created_at DESC, id LIMIT $%u OFFSET $%u",
                         get_prefix (request), conditions->where->str,
                         ss_parameters_add_integer (conditions->parameters, page->page_size),
                         ss_parameters_add_integer (conditions->parameters,
                                                    (gint64) (page->page - 1) * page->page_size));
  rows = ss_transaction_query_with (ss_request_get_transaction (request), sql, conditions->parameters, error);
  if (rows == NULL)
    return NULL;
  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  while (ss_rows_next (rows, &failure))
    ss_grant_write (rows, ss_request_get_now (request), &writer);
  ss_json_writer_end_array (&writer);
  if (failure == NULL)
    return ss_request_reply_page (request, page, count, writer.text->str, NULL);
  g_propagate_error (error, failure);
  return NULL;
}

/**
 * ss_grant_list:
 * @request: `GET /permission-grants/`
 * @error: return location for an #SsStoreError
 *
 * Newest first.
 *
 * Returns: (transfer full) (nullable): the page or 400; %NULL with @error set
 */
SsReply *
ss_grant_list (SsRequest *request, GError **error)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (SsConditions) conditions = { 0 };
  SsPageRequest page;

  ss_conditions_init (&conditions);
  add_statuses (request, &conditions, errors);
  add_choice (request, "grantee_id", &conditions);
  add_choice (request, "action", &conditions);
  ss_request_get_page (request, &page, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  return reply_page (request, &conditions, &page, error);
}

/**
 * ss_grant_get:
 * @request: `GET /permission-grants/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Grant or 404; %NULL with @error set
 */
SsReply *
ss_grant_get (SsRequest *request, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *json = ss_grant_read (ss_request_get_transaction (request), ss_request_get_id (request),
                                         ss_request_get_now (request), NULL, &failure);
  g_auto (SsJsonWriter) writer = { NULL };

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (json == NULL)
    return ss_reply_new_not_found ();
  ss_json_writer_init (&writer);
  ss_json_writer_raw (&writer, json, -1);
  return ss_reply_new_json (200, &writer);
}
