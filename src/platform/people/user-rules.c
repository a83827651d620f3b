/* user-rules.c: what may be done with a user, for the one who asks
 *
 * The rules themselves are src/domain's; here they are asked for a request.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/people/user-rules.h"

#include <string.h>

#include "domain/masquerade.h"
#include "platform/auth/user-record.h"

static const struct
{
  const char *rule;
  const char *detail;
} refusals[] = {
  { "self", "Nobody changes their own role, or closes their own account." },
  { "not_below", "You can only change people below your own role." },
  { "role_not_below", "You can only give roles below your own." },
  { "other_tenant", "You can only change people of your own business." },
};

static const struct
{
  const char *code;
  const char *detail;
} lasts[] = {
  { "last_owner", "A business needs an active owner. Hand it over, or make another owner, first." },
  { "last_superuser", "The platform needs an active superuser. Make another one first." },
};

static const char *const count_last_sql[] = {
  "SELECT count(*) FROM users WHERE role = 'TENANT_OWNER' AND status = 'ACTIVE'",
  "SELECT count(*) FROM shared.users WHERE role = 'SUPERUSER' AND status = 'ACTIVE'",
};

/**
 * ss_user_rules_get_actor:
 * @request: a request of somebody signed in
 * @actor: (out): who asks; its texts are the request's
 */
void
ss_user_rules_get_actor (SsRequest *request, SsPerson *actor)
{
  const SsCaller *caller = ss_request_get_caller (request);

  *actor = (SsPerson){ .id = caller->user_id,
                       .role = caller->role,
                       .tenant_id = caller->tenant_id,
                       .is_active = TRUE,
                       .is_temporary = caller->is_temporary };
}

/**
 * ss_user_rules_get_target:
 * @rows: at a user, with %SS_USER_COLUMNS
 * @tenant_id: (nullable): where it belongs; %NULL for the platform's staff
 * @target: (out): the user; its texts are those of @rows
 *
 * Returns: whether its role is one of the contract's
 */
gboolean
ss_user_rules_get_target (SsRows *rows, const char *tenant_id, SsPerson *target)
{
  *target = (SsPerson){ .id = ss_rows_get_string (rows, SS_USER_COLUMN_ID),
                        .tenant_id = tenant_id,
                        .is_active = strcmp (ss_rows_get_string (rows, SS_USER_COLUMN_STATUS), "ACTIVE") == 0,
                        .is_temporary = ss_rows_get_boolean (rows, SS_USER_COLUMN_IS_TEMPORARY) };
  return ss_role_from_string (ss_rows_get_string (rows, SS_USER_COLUMN_ROLE), &target->role);
}

/**
 * ss_user_rules_check_manage:
 * @actor: who asks
 * @target: whose account
 *
 * That of changing a role, with the lowest one that there is: what is left is about the person.
 *
 * Returns: (nullable): the rule that refuses
 */
const char *
ss_user_rules_check_manage (const SsPerson *actor, const SsPerson *target)
{
  const char *rule = ss_role_check_assignment (actor, target, SS_ROLE_CUSTOMER);

  return g_strcmp0 (rule, "role_not_below") == 0 ? NULL : rule;
}

/**
 * ss_user_rules_fits_level:
 * @role: a role
 * @is_staff: whether somebody is one of the platform's
 *
 * Returns: whether they can have it: a platform role has no tenant, a tenant role has one
 */
gboolean
ss_user_rules_fits_level (SsRole role, gboolean is_staff)
{
  return ss_role_is_platform (role) == !!is_staff;
}

/**
 * ss_user_rules_reply_denied:
 * @rule: a rule
 *
 * Returns: (transfer full): a 403 with it
 */
SsReply *
ss_user_rules_reply_denied (const char *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (strcmp (refusals[i].rule, rule) == 0)
      return ss_reply_new_denied (rule, refusals[i].detail);
  return ss_reply_new_denied (rule, "Your role does not allow this.");
}

/**
 * ss_user_rules_last_code:
 * @error: (nullable): what a change failed with
 *
 * Returns: (nullable): the code where the database kept the last owner or superuser
 */
const char *
ss_user_rules_last_code (const GError *error)
{
  if (!g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (lasts); i++)
    if (strstr (error->message, lasts[i].code) != NULL)
      return lasts[i].code;
  return NULL;
}

/**
 * ss_user_rules_reply_last:
 * @code: a code
 *
 * Returns: (transfer full) (nullable): 409 `last_owner` or `last_superuser`; %NULL for other codes
 */
SsReply *
ss_user_rules_reply_last (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (lasts); i++)
    if (strcmp (code, lasts[i].code) == 0)
      return ss_reply_new_error (409, code, lasts[i].detail);
  return NULL;
}

/* Nobody's role changes while one acts as somebody else: everything under users.manage is closed then. */
static gboolean
may_manage (SsRequest *request)
{
  return ss_request_get_caller (request)->real_user_id == NULL
         && ss_request_get_scope (request, SS_PERMISSION_USERS_MANAGE) != SS_SCOPE_NONE;
}

static void
write_masquerade (SsRequest *request, const SsPerson *actor, const SsPerson *target, SsJsonWriter *writer)
{
  gboolean already = ss_request_get_caller (request)->real_user_id != NULL;
  SsMasqueradeRule rule = ss_masquerade_check (actor, target, already);

  ss_json_writer_name (writer, "masquerade");
  ss_json_writer_begin_object (writer);
  ss_json_writer_name (writer, "allowed");
  ss_json_writer_boolean (writer, rule == SS_MASQUERADE_ALLOWED);
  ss_json_writer_name (writer, "rule");
  ss_json_writer_string (writer, ss_masquerade_rule_to_string (rule));
  ss_json_writer_end_object (writer);
}

/**
 * ss_user_rules_write_can:
 * @request: who asks
 * @target: a user
 * @is_last: whether its tenant, or the platform, would lose its last active owner, or superuser, with it
 * @writer: the user's object
 */
void
ss_user_rules_write_can (SsRequest *request, const SsPerson *target, gboolean is_last, SsJsonWriter *writer)
{
  gboolean is_kept, manages = may_manage (request);
  SsPerson actor;

  ss_user_rules_get_actor (request, &actor);
  is_kept = is_last && target->is_active
            && (target->role == SS_ROLE_TENANT_OWNER || target->role == SS_ROLE_SUPERUSER);

  ss_json_writer_name (writer, "can");
  ss_json_writer_begin_object (writer);
  write_masquerade (request, &actor, target, writer);
  ss_json_writer_name (writer, "changeRole");
  ss_json_writer_begin_array (writer);
  for (guint i = 0; i < SS_N_ROLES && manages && !is_kept; i++)
    if (i != target->role && ss_user_rules_fits_level ((SsRole) i, target->tenant_id == NULL)
        && ss_role_check_assignment (&actor, target, (SsRole) i) == NULL)
      ss_json_writer_string (writer, ss_role_to_string ((SsRole) i));
  ss_json_writer_end_array (writer);
  ss_json_writer_name (writer, "deactivate");
  ss_json_writer_boolean (writer, manages && !is_kept && ss_user_rules_check_manage (&actor, target) == NULL);
  ss_json_writer_end_object (writer);
}

/**
 * ss_user_rules_count_last:
 * @transaction: where the users stand
 * @is_staff: whether among the platform's staff
 * @count: (out): how many active owners, or superusers, there are
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it could be asked
 */
gboolean
ss_user_rules_count_last (SsTransaction *transaction, gboolean is_staff, gint64 *count, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, count_last_sql[is_staff ? 1 : 0], error, "");
  gboolean found;

  *count = 0;
  if (!ss_rows_first (rows, &found, error))
    return FALSE;
  *count = found ? ss_rows_get_integer (rows, 0) : 0;
  return TRUE;
}
