/* domains.c: the names under which a business is reached (contract section 9)
 *
 * A business has the name that the platform gives it, and names of its own, which count when the DNS says
 * that they are aliases of it. Exactly one is the primary one. Names are looked up in the table with each
 * request: one that is removed, or fails, leads nowhere at once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/domains.h"

#include <string.h>

#include "domain/validation.h"
#include "model/model-json.h"
#include "model/tenants.h"
#include "platform/audit/audit-log.h"
#include "platform/store/conditions.h"
#include "platform/platform-private.h"
#include "platform/tenants/dns.h"
#include "platform/tenants/domain-record.h"

#define PENDING "Add the DNS record, then verify the domain."

static const char insert_domain[] =
    "INSERT INTO shared.domains (id, tenant_id, domain, is_primary, is_custom_domain, route53_zone_id, "
    "verification_status, verification_message, created_at) "
    "VALUES ($1, $2, $3, FALSE, TRUE, $4, 'PENDING', $5, $6)";
static const char find_domain[] = "SELECT tenant_id FROM shared.domains WHERE domain = $1";
static const char change_zone[] = "UPDATE shared.domains SET route53_zone_id = $2 WHERE id = $1";
static const char set_primary[] = "UPDATE shared.domains SET is_primary = (id = $2) WHERE tenant_id = $1";
static const char set_own_primary[] =
    "UPDATE shared.domains SET is_primary = NOT is_custom_domain WHERE tenant_id = $1";
static const char delete_domain[] = "DELETE FROM shared.domains WHERE id = $1";
static const char set_verified[] =
    "UPDATE shared.domains SET verification_status = 'VERIFIED', verification_message = $2, verified_at = $3 "
    "WHERE id = $1";
static const char set_failed[] =
    "UPDATE shared.domains SET verification_status = 'FAILED', verification_message = $2, verified_at = NULL "
    "WHERE id = $1";
static const char set_message[] = "UPDATE shared.domains SET verification_message = $2 WHERE id = $1";

static SsReply *
reply_fault (const char *field, const char *sentence)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  ss_field_errors_add (errors, field, sentence);
  return ss_reply_new_invalid (errors);
}

/* (nullable): NULL with @error set */
static SsReply *
reply_missing (const GError *failure, GError **error)
{
  if (failure == NULL)
    return ss_reply_new_not_found ();
  g_propagate_error (error, g_error_copy (failure));
  return NULL;
}

static gboolean
find (SsRequest *request, SsDomainRecord *record, GError **error)
{
  gboolean found;

  return ss_domain_record_find (request, ss_request_get_id (request), record, &found, error) && found;
}

static gboolean
record_change (SsRequest *request, const char *action, const SsDomainRecord *record, GError **error)
{
  return ss_audit_record (request, action, &(SsAuditSubject){ "domain", record->id, .name = record->domain },
                          ss_audit_details ("domain", record->domain, "tenant", record->tenant_id, NULL),
                          error);
}

/* Whether it is the platform's own domain or a name below it: these are not for anybody to claim. */
static gboolean
is_under (const char *domain, const char *base)
{
  gsize length = strlen (domain), base_length = strlen (base);

  return length >= base_length && g_ascii_strcasecmp (domain + length - base_length, base) == 0
         && (length == base_length || domain[length - base_length - 1] == '.');
}

/* Lower case, without the dot that ends a full name. */
static char *
normalize (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gsize length = strlen (stripped);

  if (length > 0 && stripped[length - 1] == '.')
    stripped[length - 1] = '\0';
  return g_ascii_strdown (stripped, -1);
}

/* (nullable): why it can't be added */
static const char *
check_domain (SsRequest *request, const char *domain)
{
  const char *fault = ss_validate_domain (domain);

  if (fault != NULL)
    return fault;
  if (is_under (domain, ss_platform_get_base_domain (ss_request_get_context (request)))
      || is_under (domain, "localhost"))
    return "This is a name of the platform's own. Use a domain that belongs to the business.";
  return NULL;
}

/* (nullable): 400 where somebody has it; NULL with @error set, or where nobody does */
static SsReply *
check_free (SsRequest *request, const char *domain, GError **error)
{
  g_autoptr (SsRows) rows =
      ss_transaction_query (ss_request_get_transaction (request), find_domain, error, "s", domain);
  gboolean found;

  if (!ss_rows_first (rows, &found, error) || !found)
    return NULL;
  if (g_str_equal (ss_rows_get_string (rows, 0), ss_request_get_tenant (request)->id))
    return reply_fault ("domain", "This domain is in the list already.");
  return reply_fault ("domain", "Another business has this domain.");
}

static SsReply *
insert (SsRequest *request, const char *domain, const char *zone_id, GError **error)
{
  const char *tenant_id = ss_request_get_tenant (request)->id;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *location = NULL;
  const SsDomainRecord record = { .id = id, .domain = (char *) domain, .tenant_id = (char *) tenant_id };
  SsReply *reply;

  if (!ss_transaction_execute (ss_request_get_transaction (request), insert_domain, NULL, error, "sssssi", id,
                               tenant_id, domain, zone_id, PENDING, ss_request_get_now (request))
      || !record_change (request, "DOMAIN_ADDED", &record, error))
    return NULL;
  reply = ss_domain_reply (request, id, 201, error);
  if (reply == NULL)
    return NULL;
  location = g_strdup_printf ("%s/api/v1/domains/%s/", ss_request_get_origin (request), id);
  ss_reply_set_header (reply, "Location", location);
  return reply;
}

static gboolean
gather_page (SsRequest *request, const SsConditions *conditions, const SsPageRequest *page, gint64 *count,
             SsJsonWriter *writer, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_autofree char *count_sql =
      g_strdup_printf ("SELECT count(*) FROM " SS_DOMAIN_TABLES " WHERE TRUE%s", conditions->where->str);
  g_autofree char *sql = NULL;
  g_autoptr (SsRows) total =
      ss_transaction_query_with (transaction, count_sql, conditions->parameters, error);
  g_autoptr (SsRows) rows = NULL;
  GError *failure = NULL;

  if (total == NULL || !ss_rows_next (total, error))
    return FALSE;
  *count = ss_rows_get_integer (total, 0);
  sql = g_strdup_printf (
      "SELECT " SS_DOMAIN_COLUMNS " FROM " SS_DOMAIN_TABLES
      " WHERE TRUE%s ORDER BY t.subdomain, d.is_custom_domain, d.domain LIMIT $%u OFFSET $%u",
      conditions->where->str, ss_parameters_add_integer (conditions->parameters, page->page_size),
      ss_parameters_add_integer (conditions->parameters, (gint64) (page->page - 1) * page->page_size));
  rows = ss_transaction_query_with (transaction, sql, conditions->parameters, error);
  if (rows == NULL)
    return FALSE;
  while (ss_rows_next (rows, &failure))
    ss_domain_write (request, rows, writer);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/**
 * ss_domain_list:
 * @request: `GET /domains/`
 * @error: return location for an #SsStoreError
 *
 * A business's, or on the platform's own host all. The platform's own name of a business comes first.
 *
 * Returns: (transfer full) (nullable): the page or 400; %NULL with @error set
 */
SsReply *
ss_domain_list (SsRequest *request, GError **error)
{
  const char *own = ss_request_get_tenant (request)->id;
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (GStrv) wanted = ss_request_get_parameters (request, "tenant_id");
  g_auto (SsConditions) conditions = { NULL };
  g_auto (SsJsonWriter) writer = { NULL };
  SsPageRequest page;
  gint64 count;

  ss_conditions_init (&conditions);
  ss_conditions_add_choice (&conditions, "d.tenant_id",
                            own != NULL ? (const char *const[]){ own, NULL } : (const char *const *) wanted);
  ss_conditions_add_search (&conditions, "d.domain", ss_request_get_parameter (request, "search"), errors);
  ss_request_get_page (request, &page, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  if (!gather_page (request, &conditions, &page, &count, &writer, error))
    return NULL;
  ss_json_writer_end_array (&writer);
  return ss_request_reply_page (request, &page, count, writer.text->str, NULL);
}

/**
 * ss_domain_get:
 * @request: `GET /domains/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Domain or 404; %NULL with @error set
 */
SsReply *
ss_domain_get (SsRequest *request, GError **error)
{
  g_auto (SsDomainRecord) record = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!find (request, &record, &failure))
    return reply_missing (failure, error);
  return ss_domain_reply (request, record.id, 200, error);
}

/**
 * ss_domain_add:
 * @request: `POST /domains/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 201 with the Domain or 400; %NULL with @error set
 */
SsReply *
ss_domain_add (SsRequest *request, GError **error)
{
  g_autoptr (SsDomain) model = g_object_new (SS_TYPE_DOMAIN, NULL);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autofree char *domain = NULL;
  GError *failure = NULL;
  SsReply *refusal;
  const char *fault;

  ss_model_read_body (SS_MODEL (model), ss_request_get_body (request), SS_BODY_CREATE, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  if (ss_domain_has_is_custom_domain (model) && !ss_domain_get_is_custom_domain (model))
    return reply_fault ("isCustomDomain",
                        "The platform's own names are not added: add a domain of your own.");
  domain = normalize (ss_domain_get_domain (model));
  fault = check_domain (request, domain);
  if (fault != NULL)
    return reply_fault ("domain", fault);
  refusal = check_free (request, domain, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  if (refusal != NULL || failure != NULL)
    return refusal;
  return insert (request, domain, ss_domain_get_route53_zone_id (model), error);
}

/* (nullable): a 400 */
static SsReply *
check_primary (const SsDomainRecord *record, gboolean wanted)
{
  if (!wanted && record->is_primary)
    return reply_fault ("isPrimary", "One domain is the primary one: make another one that instead.");
  if (wanted && !record->is_verified)
    return reply_fault ("isPrimary", "Verify the domain first.");
  return NULL;
}

static gboolean
apply_change (SsRequest *request, const SsDomainRecord *record, SsDomain *model, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);

  if (json_object_has_member (ss_request_get_body (request), "route53ZoneId")
      && !ss_transaction_execute (transaction, change_zone, NULL, error, "ss", record->id,
                                  ss_domain_get_route53_zone_id (model)))
    return FALSE;
  if (!ss_domain_has_is_primary (model) || !ss_domain_get_is_primary (model) || record->is_primary)
    return TRUE;
  return ss_transaction_execute (transaction, set_primary, NULL, error, "ss", record->tenant_id, record->id)
         && ss_audit_record (request, "TENANT_CHANGED",
                             &(SsAuditSubject){ "domain", record->id, .name = record->domain },
                             ss_audit_details ("primaryDomain", record->domain, NULL), error);
}

/**
 * ss_domain_change:
 * @request: `PATCH /domains/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Makes it the primary one, or says in which zone of Route 53 it lies.
 *
 * Returns: (transfer full) (nullable): the Domain, 400 or 404; %NULL with @error set
 */
SsReply *
ss_domain_change (SsRequest *request, GError **error)
{
  g_autoptr (SsDomain) model = g_object_new (SS_TYPE_DOMAIN, NULL);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (SsDomainRecord) record = { NULL };
  g_autoptr (GError) failure = NULL;
  SsReply *refusal = NULL;

  if (!find (request, &record, &failure))
    return reply_missing (failure, error);
  ss_model_read_body (SS_MODEL (model), ss_request_get_body (request), SS_BODY_CHANGE, errors);
  if (!ss_field_errors_is_empty (errors))
    return ss_reply_new_invalid (errors);
  if (ss_domain_has_is_primary (model))
    refusal = check_primary (&record, ss_domain_get_is_primary (model));
  if (refusal != NULL)
    return refusal;
  return apply_change (request, &record, model, error) ? ss_domain_reply (request, record.id, 200, error)
                                                       : NULL;
}

/* The platform's own name takes the place of one that does not lead here any more. */
static gboolean
step_down (SsRequest *request, const SsDomainRecord *record, GError **error)
{
  return !record->is_primary
         || ss_transaction_execute (ss_request_get_transaction (request), set_own_primary, NULL, error, "s",
                                    record->tenant_id);
}

/**
 * ss_domain_remove:
 * @request: `DELETE /domains/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 204, 404 or 409; %NULL with @error set
 */
SsReply *
ss_domain_remove (SsRequest *request, GError **error)
{
  g_auto (SsDomainRecord) record = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!find (request, &record, &failure))
    return reply_missing (failure, error);
  if (!record.is_custom)
    return ss_reply_new_error (409, "in_use", "This is the business's name on the platform. It stays.");
  if (!step_down (request, &record, error)
      || !ss_transaction_execute (ss_request_get_transaction (request), delete_domain, NULL, error, "s",
                                  record.id)
      || !record_change (request, "DOMAIN_REMOVED", &record, error))
    return NULL;
  return ss_reply_new (204);
}

/* What the DNS says of a domain. */
typedef struct
{
  gboolean is_alias;
  gboolean is_silent; /* nobody knows at present */
  char *message;      /* (owned) */
} Finding;

static void
finding_clear (Finding *self)
{
  g_free (self->message);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finding, finding_clear)

/* Route 53 knows of the record before it is looked for. FALSE: it would not have it. */
static gboolean
write_record (SsDns *dns, const SsDomainRecord *record, Finding *finding)
{
  g_autoptr (GError) error = NULL;

  if (record->zone_id == NULL || !ss_dns_can_write (dns)
      || ss_dns_write_alias (dns, record->zone_id, record->domain, record->target, &error))
    return TRUE;
  finding->is_silent = TRUE;
  finding->message = g_strdup (error->message);
  return FALSE;
}

/* Waits for the network, with no transaction open. */
static void
look_up (SsDns *dns, const SsDomainRecord *record, Finding *finding)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *alias = NULL;

  if (!write_record (dns, record, finding))
    return;
  alias = ss_dns_look_up_alias (dns, record->domain, &error);
  finding->is_alias = alias != NULL && g_ascii_strcasecmp (alias, record->target) == 0;
  finding->is_silent =
      alias == NULL && !g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);
  if (finding->is_alias)
    finding->message = g_strdup_printf ("%s leads to %s.", record->domain, record->target);
  else if (finding->is_silent)
    finding->message = g_strdup ("The DNS did not answer. Try again in a few minutes.");
  else if (alias != NULL)
    finding->message = g_strdup_printf ("%s leads to %s, not to %s.", record->domain, alias, record->target);
  else
    finding->message = g_strdup_printf (
        "There is no CNAME record for %s yet. It may take some time until a new one is seen everywhere.",
        record->domain);
}

static gboolean
keep_finding (SsRequest *request, const SsDomainRecord *record, const Finding *finding, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);

  if (finding->is_silent)
    return ss_transaction_execute (transaction, set_message, NULL, error, "ss", record->id, finding->message);
  if (!finding->is_alias)
    return step_down (request, record, error)
           && ss_transaction_execute (transaction, set_failed, NULL, error, "ss", record->id,
                                      finding->message);
  return ss_transaction_execute (transaction, set_verified, NULL, error, "sst", record->id, finding->message,
                                 ss_request_get_now (request))
         && (record->is_verified || record_change (request, "DOMAIN_VERIFIED", record, error));
}

/**
 * ss_domain_verify:
 * @request: `POST /domains/{id}/verify/`
 * @error: return location for an #SsStoreError
 *
 * What the DNS can't say at present changes nothing but the message.
 *
 * Returns: (transfer full) (nullable): the Domain or 404; %NULL with @error set
 */
SsReply *
ss_domain_verify (SsRequest *request, GError **error)
{
  SsDns *dns = ss_platform_get_dns (ss_request_get_context (request));
  g_auto (SsDomainRecord) record = { NULL };
  g_auto (SsDomainRecord) now = { NULL };
  g_auto (Finding) finding = { 0 };
  g_autoptr (GError) failure = NULL;

  if (!find (request, &record, &failure))
    return reply_missing (failure, error);
  if (!record.is_custom)
    return ss_domain_reply (request, record.id, 200, error);
  ss_request_release (request);
  look_up (dns, &record, &finding);
  if (!ss_request_begin (request, FALSE, SS_ACCESS_WRITE_SHARED, error))
    return NULL;
  if (!find (request, &now, &failure))
    return reply_missing (failure, error);
  return keep_finding (request, &now, &finding, error) ? ss_domain_reply (request, now.id, 200, error) : NULL;
}
