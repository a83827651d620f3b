/* audit-list.c: what is answered about the audit log (contract sections 8 and 11)
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/audit/audit-list.h"

#include <stdio.h>
#include <string.h>

#include "domain/local-time.h"
#include "domain/validation.h"
#include "model/time.h"
#include "platform/audit/audit-chain.h"
#include "platform/audit/audit-entry.h"
#include "platform/audit/audit-export.h"
#include "platform/audit/audit-verify.h"
#include "platform/store/conditions.h"

/* The start of a day in the business's time zone; the platform has none and goes by UTC. */
static gboolean
resolve_day (SsRequest *request, const GDate *day, gint64 *moment, GError **error)
{
  gboolean is_tenant = ss_transaction_get_schema (ss_request_get_transaction (request)) != NULL;
  g_autoptr (GTimeZone) zone = NULL;

  if (is_tenant)
    {
      g_autoptr (SsRows) rows = ss_transaction_query (ss_request_get_transaction (request),
                                                      "SELECT time_zone FROM settings", error, "");

      if (rows == NULL || !ss_rows_next (rows, error))
        return FALSE;
      zone = g_time_zone_new_identifier (ss_rows_get_string (rows, 0));
    }
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  *moment = ss_local_time_resolve (zone, day, 0);
  return TRUE;
}

static gboolean
read_day (const char *text, GDate *day)
{
  int year, month, number, end = 0;

  g_date_clear (day, 1);
  if (strlen (text) != 10 || sscanf (text, "%4d-%2d-%2d%n", &year, &month, &number, &end) != 3 || end != 10
      || year < 1900 || year > 9998 || month < 1 || month > 12 || number < 1
      || !g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* A moment, or a day, which is its start. @condition: "created_at >=" */
static gboolean
add_moment (SsRequest *request, const char *name, const char *condition, SsConditions *conditions,
            SsFieldErrors *errors, GError **error)
{
  const char *text = ss_request_get_parameter (request, name);
  g_autofree char *sql = NULL;
  gint64 moment;
  GDate day;

  if (text == NULL || *text == '\0')
    return TRUE;
  if (read_day (text, &day))
    {
      if (!resolve_day (request, &day, &moment, error))
        return FALSE;
    }
  else if (!ss_time_parse (text, &moment))
    {
      ss_field_errors_add (errors, name, "Use a time such as 2026-11-23T09:00:00Z, or a date.");
      return TRUE;
    }
  sql = g_strdup_printf ("%s $%u", condition, ss_parameters_add_integer (conditions->parameters, moment));
  ss_conditions_add (conditions, sql);
  return TRUE;
}

/* Somebody or something by id or e-mail address; of two @columns each. */
static void
add_reference (SsRequest *request, const char *name, const char *const *columns, SsConditions *conditions)
{
  const char *text = ss_request_get_parameter (request, name);
  g_autofree char *email = NULL;
  g_autoptr (GString) sql = NULL;
  guint id_number, email_number;

  if (text == NULL || *text == '\0')
    return;
  email = ss_email_normalize (text);
  id_number = ss_parameters_add_string (conditions->parameters, text);
  email_number = ss_parameters_add_string (conditions->parameters, email);
  sql = g_string_new ("(");
  for (guint i = 0; columns[i] != NULL; i++)
    g_string_append_printf (sql, "%s%s = $%u", i > 0 ? " OR " : "", columns[i],
                            g_str_has_suffix (columns[i], "_email") ? email_number : id_number);
  g_string_append_c (sql, ')');
  ss_conditions_add (conditions, sql->str);
}

/* While somebody masquerades, what is done is both people's. */
static gboolean
read_conditions (SsRequest *request, SsConditions *conditions, SsFieldErrors *errors, GError **error)
{
  static const char *const actor[] = { "actor_id", "actor_email", "real_actor_id", "real_actor_email", NULL };
  static const char *const target[] = { "target_id", "target_email", NULL };
  g_auto (GStrv) actions = ss_request_get_parameters (request, "action");

  ss_conditions_init (conditions);
  ss_conditions_add_choice (conditions, "action", (const char *const *) actions);
  add_reference (request, "actor", actor, conditions);
  add_reference (request, "target", target, conditions);
  ss_conditions_add_search (conditions, "search_text", ss_request_get_parameter (request, "search"), errors);
  return add_moment (request, "from", "created_at >=", conditions, errors, error)
         && add_moment (request, "to", "created_at <", conditions, errors, error);
}

static gboolean
count_entries (SsRequest *request, const SsConditions *conditions, gint64 *count, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %saudit_entries WHERE TRUE%s",
                                          ss_audit_chain_prefix (request), conditions->where->str);
  g_autoptr (SsRows) rows =
      ss_transaction_query_with (ss_request_get_transaction (request), sql, conditions->parameters, error);

  if (rows == NULL || !ss_rows_next (rows, error))
    return FALSE;
  *count = ss_rows_get_integer (rows, 0);
  return TRUE;
}

/* @rest: "" for an export of all of them. */
static SsRows *
query_entries (SsRequest *request, const SsConditions *conditions, const char *rest, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT " SS_AUDIT_COLUMNS
                                          " FROM %saudit_entries WHERE TRUE%s ORDER BY position DESC%s",
                                          ss_audit_chain_prefix (request), conditions->where->str, rest);
  SsTransaction *transaction = ss_request_get_transaction (request);

  return *rest != '\0' ? ss_transaction_query_with (transaction, sql, conditions->parameters, error)
                       : ss_transaction_query_large (transaction, sql, conditions->parameters, error);
}

static SsReply *
reply_page (SsRequest *request, const SsConditions *conditions, const SsPageRequest *page, GError **error)
{
  g_autoptr (GString) scratch = g_string_new (NULL), text = g_string_new ("[");
  g_autoptr (SsRows) rows = NULL;
  g_autofree char *limit = NULL;
  GError *failure = NULL;
  gint64 count;

  if (!count_entries (request, conditions, &count, error))
    return NULL;
  limit = g_strdup_printf (" LIMIT $%u OFFSET $%u",
                           ss_parameters_add_integer (conditions->parameters, page->page_size),
                           ss_parameters_add_integer (conditions->parameters,
                                                      (gint64) (page->page - 1) * page->page_size));
  rows = query_entries (request, conditions, limit, error);
  if (rows == NULL)
    return NULL;
  while (ss_rows_next (rows, &failure))
    {
      SsAuditEntryValues values;

      ss_audit_entry_read (rows, &values);
      if (text->len > 1)
        g_string_append_c (text, ',');
      ss_audit_entry_write (&values, scratch, text);
    }
  g_string_append_c (text, ']');
  if (failure == NULL)
    return ss_request_reply_page (request, page, count, text->str, NULL);
  g_propagate_error (error, failure);
  return NULL;
}

/**
 * ss_audit_list:
 * @request: `GET /audit-log/`
 * @error: return location for a #GError
 *
 * Newest first. As JSON a page; as CSV or lines of JSON, where Accept prefers them, the whole.
 *
 * Returns: (transfer full) (nullable): the entries, 400 or 404; %NULL with @error set
 */
SsReply *
ss_audit_list (SsRequest *request, GError **error)
{
  const SsAuditFormat *format = ss_audit_format_negotiate (ss_request_get_header (request, "Accept"));
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (SsConditions) conditions = { 0 };
  g_autoptr (SsRows) rows = NULL;
  SsPageRequest page;
  SsReply *reply;

  if (!ss_audit_chain_open (request, &reply, error))
    return NULL;
  if (reply != NULL)
    return reply;
  if (!read_conditions (request, &conditions, errors, error))
    return NULL;
  ss_request_get_page (request, &page, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  if (format == NULL)
    return reply_page (request, &conditions, &page, error);
  rows = query_entries (request, &conditions, "", error);
  return rows != NULL ? ss_audit_export (rows, format, error) : NULL;
}

/**
 * ss_audit_get_verdict:
 * @request: `GET /audit-log/verify/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the verdict, or 404; %NULL with @error set
 */
SsReply *
ss_audit_get_verdict (SsRequest *request, GError **error)
{
  g_auto (SsAuditVerdict) verdict = { 0 };
  g_auto (SsJsonWriter) writer = { NULL };
  SsReply *reply;

  if (!ss_audit_chain_open (request, &reply, error))
    return NULL;
  if (reply != NULL)
    return reply;
  if (!ss_audit_verify (ss_request_get_transaction (request), &verdict, error))
    return NULL;
  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "ok");
  ss_json_writer_boolean (&writer, verdict.is_ok);
  ss_json_writer_name (&writer, "entries");
  ss_json_writer_integer (&writer, verdict.n_entries);
  ss_json_writer_name (&writer, "firstBrokenId");
  ss_json_writer_string (&writer, verdict.first_broken_id);
  ss_json_writer_end_object (&writer);
  return ss_reply_new_json (200, &writer);
}
