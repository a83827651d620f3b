/* tenants.c: looking at a business, making, changing and deleting it (contract section 9)
 *
 * What is changed here counts at once, for sessions and streams that are there, too: each request reads the
 * business's row anew, and those who look on are asked for their rights again.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/tenants/tenants.h"

#include <string.h>

#include "domain/validation.h"
#include "model/model-json.h"
#include "model/tenants.h"
#include "platform/audit/audit-log.h"
#include "platform/auth/token.h"
#include "platform/people/user-invitation.h"
#include "platform/platform-private.h"
#include "platform/tenants/tenant-backup.h"
#include "platform/tenants/tenant-create.h"
#include "platform/tenants/tenant-record.h"

#define CONFIRM "confirm"

static const char change_tenant[] =
    "UPDATE shared.tenants SET name = $2, subscription_tier = $3, status = $4 WHERE id = $1";

/* Whoever is invited with the business. */
typedef struct
{
  SsRequest *request; /* (unowned) */
  const SsNewUser *user;
  const char *invitation_hash;
} Owner;

/* The one that the path names, where the caller may see it. FALSE with @error set, or without. */
static gboolean
find_tenant (SsRequest *request, SsPermission permission, SsTenantRecord *record, GError **error)
{
  gboolean found;

  return ss_tenant_record_find (ss_request_get_transaction (request), ss_request_get_id (request), record,
                                &found, error)
         && found && (record->is_demo || ss_request_get_scope (request, permission) != SS_SCOPE_DEMO);
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

static SsReply *
reply_fault (const char *field, const char *sentence)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  ss_field_errors_add (errors, field, sentence);
  return ss_reply_new_invalid (errors);
}

/* In the business's own chain: it begins with the one whom its owner has the invitation from. */
static gboolean
record_invitation (SsTransaction *transaction, const Owner *owner, const char *id, const char *tenant_id,
                   GError **error)
{
  const SsCaller *caller = ss_request_get_caller (owner->request);
  const SsAuditRecord record = {
    .action = "USER_INVITED",
    .actor = ss_audit_person_of_caller (caller),
    .target = { "user", id, .email = owner->user->email, .role = ss_role_to_string (owner->user->role) },
    .tenant_id = tenant_id,
    .ip_address = ss_request_get_address (owner->request),
    .user_agent = ss_request_get_header (owner->request, "User-Agent"),
    .request_id = ss_request_get_request_id (owner->request),
  };

  return ss_audit_append (transaction, &record, error);
}

static gboolean
invite_owner_cb (SsTransaction *transaction, const char *tenant_id, gpointer data, GError **error)
{
  const Owner *owner = data;
  g_autofree char *id = ss_user_create (transaction, owner->user, NULL, error);

  return id != NULL
         && ss_user_invitation_keep (transaction, id, owner->invitation_hash,
                                     ss_request_get_now (owner->request), error)
         && record_invitation (transaction, owner, id, tenant_id, error);
}

static gboolean
record_creation (SsRequest *request, const SsNewTenant *tenant, const char *id, const char *owner_email,
                 GError **error)
{
  return ss_audit_record (request, "TENANT_CREATED", &(SsAuditSubject){ "tenant", id, .name = tenant->name },
                          ss_audit_details ("subdomain", tenant->subdomain, "owner", owner_email, NULL),
                          error);
}

static SsReply *
create (SsRequest *request, SsTenantCreation *model, GError **error)
{
  g_autofree char *email = ss_email_normalize (ss_tenant_creation_get_owner_email (model));
  const SsNewTenant tenant = {
    .name = ss_tenant_creation_get_name (model),
    .subdomain = ss_tenant_creation_get_subdomain (model),
    .base_domain = ss_platform_get_base_domain (ss_request_get_context (request)),
    .subscription_tier = ss_tenant_creation_has_subscription_tier (model)
                             ? ss_tenant_creation_get_subscription_tier (model)
                             : NULL,
    .is_demo = ss_tenant_creation_get_is_demo (model),
  };
  const SsNewUser user = { .name = ss_tenant_creation_get_owner_name (model),
                           .email = email,
                           .role = SS_ROLE_TENANT_OWNER,
                           .is_temporary = tenant.is_demo };
  char token[SS_TOKEN_SIZE], hash[SS_TOKEN_HASH_SIZE];
  Owner owner = { request, &user, hash };
  g_autofree char *id = NULL, *url = NULL;
  g_autoptr (GError) failure = NULL;

  ss_token_make (FALSE, token);
  ss_token_hash (token, hash);
  id = ss_tenant_create_in (ss_request_get_transaction (request), &tenant, invite_owner_cb, &owner, &failure);
  if (g_error_matches (failure, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT))
    return reply_fault ("subdomain", "Another business has this subdomain.");
  if (id == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  if (id == NULL || !record_creation (request, &tenant, id, email, error))
    return NULL;
  url = ss_user_invitation_url (request, tenant.subdomain, token);
  return ss_tenant_reply_created (request, id, url, error);
}

/* What was there and what is there now, of what was changed. */
static JsonObject *
describe_change (const SsTenantRecord *before, const char *name, const char *tier, const char *status)
{
  const struct
  {
    const char *member;
    const char *from;
    const char *to;
  } rows[] = {
    { "name", before->name, name },
    { "subscriptionTier", before->tier, tier },
    { "status", before->status, status },
  };
  JsonObject *details = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].from, rows[i].to) != 0)
      {
        JsonObject *change = json_object_new ();

        json_object_set_string_member (change, "from", rows[i].from);
        json_object_set_string_member (change, "to", rows[i].to);
        json_object_set_object_member (details, rows[i].member, change);
      }
  return details;
}

static SsReply *
change (SsRequest *request, const SsTenantRecord *record, SsTenant *model, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const char *name = ss_tenant_has_name (model) ? ss_tenant_get_name (model) : record->name;
  const char *tier =
      ss_tenant_has_subscription_tier (model) ? ss_tenant_get_subscription_tier (model) : record->tier;
  const char *status = ss_tenant_has_status (model) ? ss_tenant_get_status (model) : record->status;
  const SsAuditSubject target = { "tenant", record->id, .name = name };
  JsonObject *details = describe_change (record, name, tier, status);

  if (json_object_get_size (details) == 0)
    {
      json_object_unref (details);
      return ss_tenant_reply (request, record->id, error);
    }
  if (!ss_audit_record (request, "TENANT_CHANGED", &target, details, error)
      || !ss_transaction_execute (transaction, change_tenant, NULL, error, "ssss", record->id, name, tier,
                                  status))
    return NULL;
  ss_transaction_announce_for (transaction, record->schema);
  return ss_tenant_reply (request, record->id, error);
}

/* (nullable): a 400 unless the body repeats the subdomain, and no more */
static SsReply *
check_confirmation (SsRequest *request, const char *subdomain)
{
  JsonObject *body = ss_request_get_body (request);
  JsonNode *node = json_object_get_member (body, CONFIRM);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (GList) members = json_object_get_members (body);

  for (GList *link = members; link != NULL; link = link->next)
    if (strcmp (link->data, CONFIRM) != 0)
      ss_field_errors_add (errors, link->data, "There is no such member.");
  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING
      || strcmp (json_node_get_string (node), subdomain) != 0)
    ss_field_errors_add_printf (errors, CONFIRM, "Repeat the subdomain, %s.", subdomain);
  return ss_field_errors_is_empty (errors) ? NULL : ss_reply_new_invalid (errors);
}

/**
 * ss_tenant_get:
 * @request: `GET /platform/tenants/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): the Tenant or 404; %NULL with @error set
 */
SsReply *
ss_tenant_get (SsRequest *request, GError **error)
{
  g_auto (SsTenantRecord) record = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!find_tenant (request, SS_PERMISSION_TENANTS_VIEW, &record, &failure))
    return reply_missing (failure, error);
  return ss_tenant_reply (request, record.id, error);
}

/**
 * ss_tenant_post:
 * @request: `POST /platform/tenants/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 201 with the Tenant and its owner's invitation, or 400; %NULL with
 *   @error set
 */
SsReply *
ss_tenant_post (SsRequest *request, GError **error)
{
  g_autoptr (SsTenantCreation) model = g_object_new (SS_TYPE_TENANT_CREATION, NULL);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  ss_model_read_body (SS_MODEL (model), ss_request_get_body (request), SS_BODY_CREATE, errors);
  return ss_field_errors_is_empty (errors) ? create (request, model, error) : ss_reply_new_invalid (errors);
}

/**
 * ss_tenant_change:
 * @request: `PATCH /platform/tenants/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Its name, tier and status. Where it is reached, and whether it is a demo, stays as it was made.
 *
 * Returns: (transfer full) (nullable): the Tenant, 400 or 404; %NULL with @error set
 */
SsReply *
ss_tenant_change (SsRequest *request, GError **error)
{
  g_autoptr (SsTenant) model = g_object_new (SS_TYPE_TENANT, NULL);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_auto (SsTenantRecord) record = { NULL };
  g_autoptr (GError) failure = NULL;

  if (!find_tenant (request, SS_PERMISSION_TENANTS_MANAGE, &record, &failure))
    return reply_missing (failure, error);
  ss_model_read_body (SS_MODEL (model), ss_request_get_body (request), SS_BODY_CHANGE, errors);
  return ss_field_errors_is_empty (errors) ? change (request, &record, model, error)
                                           : ss_reply_new_invalid (errors);
}

/**
 * ss_tenant_remove:
 * @request: `DELETE /platform/tenants/{id}/`
 * @error: return location for an #SsStoreError
 *
 * Returns: (transfer full) (nullable): 204, 400 or 404; %NULL with @error set
 */
SsReply *
ss_tenant_remove (SsRequest *request, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  g_auto (SsTenantRecord) record = { NULL };
  g_autoptr (GError) failure = NULL;
  SsReply *refusal;

  if (!find_tenant (request, SS_PERMISSION_TENANTS_MANAGE, &record, &failure))
    return reply_missing (failure, error);
  refusal = check_confirmation (request, record.subdomain);
  if (refusal != NULL)
    return refusal;
  if (!ss_audit_record (request, "TENANT_CHANGED",
                        &(SsAuditSubject){ "tenant", record.id, .name = record.name },
                        ss_audit_details ("status", "DELETED", "subdomain", record.subdomain, NULL), error)
      || !ss_tenant_backup_make (transaction, record.id, ss_request_get_now (request), error))
    return NULL;
  ss_transaction_announce_for (transaction, record.schema);
  return ss_reply_new (204);
}
