/* audit-log.c: writes down who did what to whom (contract section 8)
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/audit/audit-log.h"

#include "domain/validation.h"
#include "model/canonical-json.h"
#include "platform/audit/audit-entry.h"
#include "platform/clock.h"

/* What comes from outside (a mistyped e-mail address, a browser's name) is cut after so many characters. */
#define TEXT_MAX 500

#define COUNT(schema) \
  "UPDATE " schema "audit_heads SET n_entries = n_entries + 1 WHERE id = 1 RETURNING n_entries, last_hash"
#define INSERT(schema)                                               \
  "INSERT INTO " schema "audit_entries (position, " SS_AUDIT_COLUMNS \
  ", search_text) VALUES ($1, $2, $3, $4, "                          \
  "$5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)"
#define MOVE_HEAD(schema) "UPDATE " schema "audit_heads SET last_id = $1, last_hash = $2 WHERE id = 1"

static const char *const count_sql[] = { COUNT (""), COUNT ("shared.") };
static const char *const insert_sql[] = { INSERT (""), INSERT ("shared.") };
static const char *const move_head_sql[] = { MOVE_HEAD (""), MOVE_HEAD ("shared.") };
static const char *const find_person_sql[] = { "SELECT email, role FROM users WHERE id = $1",
                                               "SELECT email, role FROM shared.users WHERE id = $1" };

static guint
place (SsTransaction *transaction)
{
  return ss_transaction_get_schema (transaction) == NULL ? 1 : 0;
}

/* (transfer full) (nullable): @text as it may be kept */
static char *
trim (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (valid == NULL || g_utf8_strlen (valid, -1) <= TEXT_MAX)
    return g_steal_pointer (&valid);
  return g_utf8_substring (valid, 0, TEXT_MAX);
}

/* The number and the previous hash of the next entry. From here on nobody else can add one. */
static gboolean
take_place (SsTransaction *transaction, guint index, gint64 *position, char **previous_hash, GError **error)
{
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, count_sql[index], error, "");

  if (rows == NULL || !ss_rows_next (rows, error))
    return FALSE;
  *position = ss_rows_get_integer (rows, 0);
  *previous_hash = g_strdup (ss_rows_get_string (rows, 1));
  return TRUE;
}

static char *
make_search_text (const SsAuditEntryValues *values)
{
  static const guint columns[] = { SS_AUDIT_COLUMN_ACTION,           SS_AUDIT_COLUMN_ACTOR_EMAIL,
                                   SS_AUDIT_COLUMN_REAL_ACTOR_EMAIL, SS_AUDIT_COLUMN_TARGET_EMAIL,
                                   SS_AUDIT_COLUMN_TARGET_NAME,      SS_AUDIT_COLUMN_IP_ADDRESS,
                                   SS_AUDIT_COLUMN_REQUEST_ID,       SS_AUDIT_COLUMN_DETAILS };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (values->texts[columns[i]] != NULL)
      g_string_append_printf (text, "%s\n", values->texts[columns[i]]);
  return ss_search_fold (text->str);
}

static gboolean
insert (SsTransaction *transaction, guint index, gint64 position, const SsAuditEntryValues *values,
        GError **error)
{
  g_autofree char *search_text = make_search_text (values);
  const char *const *texts = values->texts;

#define TEXT(column) texts[SS_AUDIT_COLUMN_##column]
  return ss_transaction_execute (transaction, insert_sql[index], NULL, error, "isisssssssssssssssssssss",
                                 position, TEXT (ID), values->created_at, TEXT (ACTION), TEXT (ACTOR_ID),
                                 TEXT (ACTOR_EMAIL), TEXT (ACTOR_ROLE), TEXT (REAL_ACTOR_ID),
                                 TEXT (REAL_ACTOR_EMAIL), TEXT (REAL_ACTOR_ROLE), TEXT (TARGET_TYPE),
                                 TEXT (TARGET_ID), TEXT (TARGET_EMAIL), TEXT (TARGET_ROLE),
                                 TEXT (TARGET_NAME), TEXT (TENANT_ID), TEXT (IP_ADDRESS), TEXT (USER_AGENT),
                                 TEXT (SESSION_KEY), TEXT (REQUEST_ID), TEXT (DETAILS), TEXT (PREVIOUS_HASH),
                                 TEXT (HASH), search_text);
#undef TEXT
}

static char *
write_details (JsonObject *details)
{
  GString *text = g_string_new (NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  if (details == NULL)
    return g_string_free (g_string_assign (text, "{}"), FALSE);
  json_node_set_object (node, details);
  ss_canonical_json_append (text, node);
  return g_string_free (text, FALSE);
}

/* Whole seconds, as on the wire: what is stored is what is hashed. */
static gint64
get_second (void)
{
  gint64 now = ss_clock_get_now ();

  return now - now % G_USEC_PER_SEC;
}

/* Adds @values, which has all but number and hashes, to the chain. */
static gboolean
chain (SsTransaction *transaction, guint index, SsAuditEntryValues *values, GError **error)
{
  g_autoptr (GString) canonical = g_string_new (NULL);
  g_autofree char *previous_hash = NULL;
  char hash[SS_AUDIT_HASH_SIZE];
  gint64 position;

  if (!take_place (transaction, index, &position, &previous_hash, error))
    return FALSE;
  ss_audit_entry_write_canonical (values, canonical);
  ss_audit_entry_hash (previous_hash, canonical, hash);
  values->texts[SS_AUDIT_COLUMN_PREVIOUS_HASH] = previous_hash;
  values->texts[SS_AUDIT_COLUMN_HASH] = hash;
  return insert (transaction, index, position, values, error)
         && ss_transaction_execute (transaction, move_head_sql[index], NULL, error, "ss",
                                    values->texts[SS_AUDIT_COLUMN_ID], hash);
}

static gboolean
append (SsTransaction *transaction, guint index, const SsAuditRecord *record, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *actor_email = trim (record->actor.email);
  g_autofree char *target_email = trim (record->target.email);
  g_autofree char *target_name = trim (record->target.name);
  g_autofree char *ip_address = trim (record->ip_address != NULL ? record->ip_address : "");
  g_autofree char *user_agent = trim (record->user_agent != NULL ? record->user_agent : "");
  g_autofree char *details = write_details (record->details);
  SsAuditEntryValues values = {
    .texts = {
      [SS_AUDIT_COLUMN_ID] = id,
      [SS_AUDIT_COLUMN_ACTION] = record->action,
      [SS_AUDIT_COLUMN_ACTOR_ID] = record->actor.id,
      [SS_AUDIT_COLUMN_ACTOR_EMAIL] = actor_email,
      [SS_AUDIT_COLUMN_ACTOR_ROLE] = record->actor.role,
      [SS_AUDIT_COLUMN_REAL_ACTOR_ID] = record->real_actor.id,
      [SS_AUDIT_COLUMN_REAL_ACTOR_EMAIL] = record->real_actor.email,
      [SS_AUDIT_COLUMN_REAL_ACTOR_ROLE] = record->real_actor.role,
      [SS_AUDIT_COLUMN_TARGET_TYPE] = record->target.type,
      [SS_AUDIT_COLUMN_TARGET_ID] = record->target.id,
      [SS_AUDIT_COLUMN_TARGET_EMAIL] = target_email,
      [SS_AUDIT_COLUMN_TARGET_ROLE] = record->target.role,
      [SS_AUDIT_COLUMN_TARGET_NAME] = target_name,
      [SS_AUDIT_COLUMN_TENANT_ID] = record->tenant_id,
      [SS_AUDIT_COLUMN_IP_ADDRESS] = ip_address,
      [SS_AUDIT_COLUMN_USER_AGENT] = user_agent,
      [SS_AUDIT_COLUMN_SESSION_KEY] = record->session_key,
      [SS_AUDIT_COLUMN_REQUEST_ID] = record->request_id != NULL ? record->request_id : "",
      [SS_AUDIT_COLUMN_DETAILS] = details,
    },
    .created_at = get_second (),
  };

  return chain (transaction, index, &values, error);
}

/**
 * ss_audit_append:
 * @transaction: one that may write in its tenant, or in the shared tables where it has none
 * @record: what happened
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is written; it lasts if @transaction is committed
 */
gboolean
ss_audit_append (SsTransaction *transaction, const SsAuditRecord *record, GError **error)
{
  return append (transaction, place (transaction), record, error);
}

/**
 * ss_audit_append_to_platform:
 * @transaction: one that may write to the shared tables
 * @record: what happened
 * @error: return location for an #SsStoreError
 *
 * For what the platform's staff do in a tenant and the platform is to know as well.
 *
 * Returns: whether it is written; it lasts if @transaction is committed
 */
gboolean
ss_audit_append_to_platform (SsTransaction *transaction, const SsAuditRecord *record, GError **error)
{
  return append (transaction, 1, record, error);
}

/**
 * ss_audit_details:
 * @name: the first member's name
 * @...: its text, then more names and texts; %NULL in a name's place ends them
 *
 * Returns: (transfer full): an object of texts; one that is %NULL is null
 */
JsonObject *
ss_audit_details (const char *name, ...)
{
  JsonObject *details = json_object_new ();
  va_list arguments;

  va_start (arguments, name);
  for (; name != NULL; name = va_arg (arguments, const char *))
    {
      g_autofree char *text = trim (va_arg (arguments, const char *));

      if (text != NULL)
        json_object_set_string_member (details, name, text);
      else
        json_object_set_null_member (details, name);
    }
  va_end (arguments);
  return details;
}

/**
 * ss_audit_person_of_caller:
 * @caller: who asks
 *
 * Returns: the same as an entry has it; texts are @caller's
 */
SsAuditPerson
ss_audit_person_of_caller (const SsCaller *caller)
{
  if (caller->user_id == NULL)
    return (SsAuditPerson){ NULL };
  return (SsAuditPerson){ caller->user_id, caller->email, ss_role_to_string (caller->role) };
}

/* Who masquerades is a colleague in the tenant, or of the platform's staff. */
static gboolean
find_real_actor (SsTransaction *transaction, const char *user_id, char **email, char **role, GError **error)
{
  for (guint i = place (transaction); i < G_N_ELEMENTS (find_person_sql); i++)
    {
      g_autoptr (SsRows) rows = ss_transaction_query (transaction, find_person_sql[i], error, "s", user_id);
      gboolean found;

      if (!ss_rows_first (rows, &found, error))
        return FALSE;
      if (!found)
        continue;
      *email = g_strdup (ss_rows_get_string (rows, 0));
      *role = g_strdup (ss_rows_get_string (rows, 1));
      return TRUE;
    }
  return TRUE;
}

/**
 * ss_audit_record_by:
 * @request: in which it happened; its transaction writes
 * @actor: (nullable): who did it; %NULL: nobody is known
 * @action: one of the contract's actions
 * @target: (nullable): to what
 * @details: (transfer full) (nullable): what else there is to know; never a secret
 * @error: return location for an #SsStoreError
 *
 * While somebody masquerades both people are named (contract section 4).
 *
 * Returns: whether it is written
 */
gboolean
ss_audit_record_by (SsRequest *request, const SsAuditPerson *actor, const char *action,
                    const SsAuditSubject *target, JsonObject *details, GError **error)
{
  SsTransaction *transaction = ss_request_get_transaction (request);
  const SsCaller *caller = ss_request_get_caller (request);
  g_autoptr (JsonObject) owned_details = details;
  g_autofree char *real_email = NULL;
  g_autofree char *real_role = NULL;
  SsAuditRecord record = {
    .action = action,
    .tenant_id = ss_request_get_tenant (request)->id,
    .ip_address = ss_request_get_address (request),
    .user_agent = ss_request_get_header (request, "User-Agent"),
    .session_key = caller->session_id,
    .request_id = ss_request_get_request_id (request),
    .details = details,
  };

  if (actor != NULL)
    record.actor = *actor;
  if (target != NULL)
    record.target = *target;
  if (caller->real_user_id != NULL)
    {
      if (!find_real_actor (transaction, caller->real_user_id, &real_email, &real_role, error))
        return FALSE;
      record.real_actor = (SsAuditPerson){ caller->real_user_id, real_email, real_role };
    }
  return ss_audit_append (transaction, &record, error);
}

/**
 * ss_audit_record:
 * @request: in which it happened; its transaction writes
 * @action: one of the contract's actions
 * @target: (nullable): to what
 * @details: (transfer full) (nullable): what else there is to know; never a secret
 * @error: return location for an #SsStoreError
 *
 * Returns: whether it is written
 */
gboolean
ss_audit_record (SsRequest *request, const char *action, const SsAuditSubject *target, JsonObject *details,
                 GError **error)
{
  SsAuditPerson actor = ss_audit_person_of_caller (ss_request_get_caller (request));

  return ss_audit_record_by (request, &actor, action, target, details, error);
}

/**
 * ss_audit_record_apart:
 * @request: in which it happened; its transaction is rolled back, and it is left without one
 * @actor: (nullable): who did it; %NULL: nobody is known
 * @action: one of the contract's actions
 * @target: (nullable): to what
 * @details: (transfer full) (nullable): what else there is to know; never a secret
 * @error: return location for an #SsStoreError
 *
 * For what is refused: the entry stays though all else of the request is taken back.
 *
 * Returns: whether it is written
 */
gboolean
ss_audit_record_apart (SsRequest *request, const SsAuditPerson *actor, const char *action,
                       const SsAuditSubject *target, JsonObject *details, GError **error)
{
  gboolean done;

  if (!ss_request_begin (request, FALSE, SS_ACCESS_WRITE, error))
    {
      g_clear_pointer (&details, json_object_unref);
      return FALSE;
    }
  done = ss_audit_record_by (request, actor, action, target, details, error)
         && ss_transaction_commit (ss_request_get_transaction (request), error);
  ss_request_release (request);
  return done;
}
