/* test-people.c: users as those see and change them who may (contract sections 3, 7 and 11)
 *
 * What is expected is written down from the contract's text.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "fixture.h"
#include "platform/auth/people.h"

static SsFixture *fixture;

/* Somebody new, active, with the password of the fixture. (transfer full): the id */
static char *
make_user (const char *tenant, const char *name, const char *email, SsRole role)
{
  g_autofree char *schema = tenant != NULL ? ss_store_schema_name (tenant) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);
  const SsNewUser user = { .name = name, .email = email, .role = role, .password = SS_FIXTURE_PASSWORD };
  char *id;

  g_assert_no_error (error);
  id = ss_user_create (transaction, &user, NULL, &error);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  return id;
}

static SsAnswer *
patch (const char *tenant, SsRole role, const char *id, const char *body)
{
  g_autofree char *path = g_strdup_printf ("/users/%s/", id);

  return ss_fixture_call_as (fixture, tenant, role, "PATCH", path, body);
}

static void
assert_denied (SsAnswer *answer, const char *rule)
{
  ss_answer_assert_error (answer, 403, "permission_denied");
  g_assert_cmpstr (ss_answer_get_string (answer, "rule"), ==, rule);
}

/* How many entries of @action there are about the user */
static gint64
count_entries (const char *tenant, const char *action, const char *user_id)
{
  g_autofree char *schema = tenant != NULL ? ss_store_schema_name (tenant) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_READ, NULL, &error);
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  g_assert_no_error (error);
  rows = ss_transaction_query (
      transaction,
      tenant != NULL ? "SELECT count(*) FROM audit_entries WHERE action = $1 AND target_id = $2"
                     : "SELECT count(*) FROM shared.audit_entries WHERE action = $1 AND target_id = $2",
      &error, "ss", action, user_id);
  ss_rows_first (rows, &found, &error);
  g_assert_no_error (error);
  return ss_rows_get_integer (rows, 0);
}

/* Whether those who look on are told of a change of the user. */
static gboolean
is_told (const char *tenant, const char *user_id)
{
  g_autofree char *schema = ss_store_schema_name (tenant);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_READ, NULL, &error);
  g_autoptr (SsRows) rows = NULL;
  gboolean found;

  g_assert_no_error (error);
  rows = ss_transaction_query (transaction,
                               "SELECT 1 FROM events WHERE name = 'user.updated' AND object_id = $1", &error,
                               "s", user_id);
  ss_rows_first (rows, &found, &error);
  g_assert_no_error (error);
  return found;
}

static JsonArray *
get_results (SsAnswer *answer)
{
  ss_answer_assert_status (answer, 200);
  return json_node_get_array (ss_answer_get_member (answer, "results"));
}

/* (transfer full): the emails of a list, joined by spaces */
static char *
list_emails (const char *tenant, SsRole role, const char *query)
{
  g_autofree char *path = g_strconcat ("/users/?page_size=1000", query, NULL);
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (fixture, tenant, role, "GET", path, NULL);
  JsonArray *results = get_results (answer);
  GString *emails = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (results); i++)
    g_string_append_printf (emails, "%s%s", i > 0 ? " " : "",
                            json_object_get_string_member (json_array_get_object_element (results, i),
                                                           "email"));
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (answer, "count")), ==,
                   json_array_get_length (results));
  return g_string_free (emails, FALSE);
}

static void
test_list (void)
{
  static const struct
  {
    const char *query;
    const char *emails;
  } rows[] = {
    { "&ordering=role",
      "owner@bloom.example manager@bloom.example staff@bloom.example customer@bloom.example" },
    { "&ordering=-role",
      "customer@bloom.example staff@bloom.example manager@bloom.example owner@bloom.example" },
    { "&ordering=email",
      "customer@bloom.example manager@bloom.example owner@bloom.example staff@bloom.example" },
    { "&role=TENANT_STAFF&role=CUSTOMER&ordering=email", "customer@bloom.example staff@bloom.example" },
    { "&role=TENANT_STAFF,CUSTOMER&ordering=email", "customer@bloom.example staff@bloom.example" },
    { "&search=PERSON%20manager", "manager@bloom.example" },
    { "&search=manager%20nobody", "" },
    { "&status=INVITED", "" },
    { "&tenant_id=0b54a5a4-3d7f-4a3b-9d0e-111111111111", "" },
  };
  static const char *const wrong[] = { "?ordering=size", "?role=KING", "?status=GONE", "?page=x" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *emails = list_emails (SS_FIXTURE_BLOOM, SS_ROLE_TENANT_MANAGER, rows[i].query);

      g_assert_cmpstr (emails, ==, rows[i].emails);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = g_strconcat ("/users/", wrong[i], NULL);
      g_autoptr (SsAnswer) answer =
          ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER, "GET", path, NULL);

      ss_answer_assert_status (answer, 400);
    }
}

/* On the platform's own host there is everybody in scope: all, tenant users, demo accounts. */
static void
test_platform_list (void)
{
  g_autofree char *id =
      g_strdup_printf ("&tenant_id=%s&ordering=email", ss_fixture_tenant_id (fixture, SS_FIXTURE_BLOOM));
  g_autofree char *all = list_emails (NULL, SS_ROLE_SUPERUSER, "");
  g_autofree char *seen = list_emails (NULL, SS_ROLE_PLATFORM_SUPPORT, "");
  g_autofree char *demo = list_emails (NULL, SS_ROLE_PLATFORM_SALES, "&ordering=email");
  g_autofree char *bloom = list_emails (NULL, SS_ROLE_PLATFORM_SUPPORT, id);
  g_autoptr (SsAnswer) page = ss_fixture_call_as (fixture, NULL, SS_ROLE_SUPERUSER, "GET",
                                                  "/users/?page_size=3&page=2&ordering=email", NULL);

  g_assert_nonnull (strstr (all, "superuser@platform.example"));
  g_assert_nonnull (strstr (all, "owner@acme.example"));
  g_assert_nonnull (strstr (all, "owner@studio.example"));
  g_assert_null (strstr (seen, "platform.example"));
  g_assert_nonnull (strstr (seen, "owner@acme.example"));
  g_assert_cmpstr (
      demo, ==, "customer@studio.example manager@studio.example owner@studio.example staff@studio.example");
  g_assert_cmpstr (bloom, ==,
                   "customer@bloom.example manager@bloom.example owner@bloom.example staff@bloom.example");
  g_assert_cmpuint (json_array_get_length (get_results (page)), ==, 3);
  g_assert_false (JSON_NODE_HOLDS_NULL (ss_answer_get_member (page, "previous")));
}

/* What one may do with whom, as the caller's list says it. */
static void
test_can (void)
{
  static const struct
  {
    SsRole caller;
    SsRole user;
    const char *rule;  /* NULL: may act as */
    const char *roles; /* to change to */
    gboolean deactivate;
  } rows[] = {
    { SS_ROLE_SUPERUSER, SS_ROLE_TENANT_MANAGER, NULL, "TENANT_OWNER TENANT_STAFF CUSTOMER", TRUE },
    { SS_ROLE_SUPERUSER, SS_ROLE_TENANT_OWNER, NULL, "", FALSE }, /* the last one */
    { SS_ROLE_PLATFORM_MANAGER, SS_ROLE_TENANT_STAFF, "matrix", "TENANT_OWNER TENANT_MANAGER CUSTOMER",
      TRUE },
    { SS_ROLE_PLATFORM_SUPPORT, SS_ROLE_TENANT_STAFF, NULL, "", FALSE },
    { SS_ROLE_TENANT_OWNER, SS_ROLE_TENANT_STAFF, NULL, "TENANT_MANAGER CUSTOMER", TRUE },
    { SS_ROLE_TENANT_OWNER, SS_ROLE_TENANT_MANAGER, "matrix", "TENANT_STAFF CUSTOMER", TRUE },
    { SS_ROLE_TENANT_OWNER, SS_ROLE_TENANT_OWNER, "self", "", FALSE },
    { SS_ROLE_TENANT_MANAGER, SS_ROLE_TENANT_STAFF, "matrix", "CUSTOMER", TRUE },
    { SS_ROLE_TENANT_MANAGER, SS_ROLE_TENANT_OWNER, "matrix", "", FALSE },
    { SS_ROLE_TENANT_MANAGER, SS_ROLE_CUSTOMER, "matrix", "TENANT_STAFF", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, rows[i].user);
      g_autofree char *path = g_strdup_printf ("/users/%s/", id);
      g_autoptr (SsAnswer) answer =
          ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, rows[i].caller, "GET", path, NULL);
      JsonObject *can = json_node_get_object (ss_answer_get_member (answer, "can"));
      JsonObject *masquerade = json_object_get_object_member (can, "masquerade");
      JsonArray *roles = json_object_get_array_member (can, "changeRole");
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < json_array_get_length (roles); j++)
        g_string_append_printf (text, "%s%s", j > 0 ? " " : "", json_array_get_string_element (roles, j));
      g_test_message ("%s and %s", ss_role_to_string (rows[i].caller), ss_role_to_string (rows[i].user));
      g_assert_cmpstr (json_object_get_string_member_with_default (masquerade, "rule", NULL), ==,
                       rows[i].rule);
      g_assert_true (json_object_get_boolean_member (masquerade, "allowed") == (rows[i].rule == NULL));
      g_assert_cmpstr (text->str, ==, rows[i].roles);
      g_assert_true (json_object_get_boolean_member (can, "deactivate") == rows[i].deactivate);
    }
}

static void
test_change (void)
{
  g_autofree char *id = make_user (SS_FIXTURE_ACME, "Ada", "ada@acme.example", SS_ROLE_TENANT_STAFF);
  g_autoptr (SsAnswer) renamed = patch (SS_FIXTURE_ACME, SS_ROLE_TENANT_MANAGER, id, "{\"name\":\"Ada L.\"}");
  g_autoptr (SsAnswer) promoted =
      patch (SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, id, "{\"role\":\"TENANT_MANAGER\"}");
  g_autoptr (SsAnswer) unknown = patch (SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, id, "{\"shoe\":9}");
  g_autoptr (SsAnswer) email =
      patch (SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, id, "{\"tenantName\":\"Other\"}");
  g_autofree char *path = g_strdup_printf ("/users/%s/", id);
  g_autoptr (SsAnswer) read = ss_fixture_call_as (fixture, NULL, SS_ROLE_PLATFORM_SUPPORT, "GET", path, NULL);
  g_autoptr (SsAnswer) stranger =
      ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER, "GET", path, NULL);

  g_assert_cmpstr (ss_answer_get_string (renamed, "name"), ==, "Ada L.");
  g_assert_cmpstr (ss_answer_get_string (promoted, "role"), ==, "TENANT_MANAGER");
  g_assert_cmpint (count_entries (SS_FIXTURE_ACME, "ROLE_CHANGED", id), ==, 1);
  g_assert_nonnull (ss_answer_get_header (promoted, "ETag"));
  ss_answer_assert_status (unknown, 400);
  ss_answer_assert_status (email, 200);
  g_assert_cmpstr (ss_answer_get_string (email, "tenantName"), ==, "Acme");
  /* From the platform's own host, too. */
  g_assert_cmpstr (ss_answer_get_string (read, "tenantName"), ==, "Acme");
  ss_answer_assert_error (stranger, 404, "not_found");
}

static void
test_refusals (void)
{
  g_autofree char *owner = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER);
  g_autofree char *manager = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_MANAGER);
  g_autofree char *staff = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_STAFF);
  g_autofree char *super = ss_fixture_user_id (fixture, NULL, SS_ROLE_SUPERUSER);
  g_autofree char *sales = ss_fixture_user_id (fixture, NULL, SS_ROLE_PLATFORM_SALES);
  const struct
  {
    const char *tenant;
    SsRole caller;
    const char *id;
    const char *body;
    const char *rule; /* NULL: 400 or 409 */
    const char *code; /* NULL: 400 on `tenant` */
  } rows[] = {
    { "bloom", SS_ROLE_TENANT_OWNER, owner, "{\"role\":\"TENANT_STAFF\"}", "self" },
    { "bloom", SS_ROLE_TENANT_OWNER, owner, "{\"isActive\":false}", "self" },
    { "bloom", SS_ROLE_TENANT_MANAGER, owner, "{\"isActive\":false}", "not_below" },
    { "bloom", SS_ROLE_TENANT_MANAGER, owner, "{\"name\":\"Boss\"}", "not_below" },
    { "bloom", SS_ROLE_TENANT_MANAGER, staff, "{\"role\":\"TENANT_MANAGER\"}", "role_not_below" },
    { "bloom", SS_ROLE_TENANT_OWNER, manager, "{\"role\":\"TENANT_OWNER\"}", "role_not_below" },
    { "bloom", SS_ROLE_TENANT_OWNER, manager, "{\"role\":\"SUPERUSER\"}", "role_not_below" },
    { "bloom", SS_ROLE_PLATFORM_MANAGER, staff, "{\"role\":\"PLATFORM_SUPPORT\"}", NULL, NULL },
    { "bloom", SS_ROLE_SUPERUSER, owner, "{\"role\":\"TENANT_STAFF\"}", NULL, "last_owner" },
    { "bloom", SS_ROLE_PLATFORM_MANAGER, owner, "{\"isActive\":false}", NULL, "last_owner" },
    { NULL, SS_ROLE_SUPERUSER, owner, "{\"isActive\":false}", NULL, "last_owner" },
    { NULL, SS_ROLE_PLATFORM_MANAGER, super, "{\"isActive\":false}", "not_below" },
    { NULL, SS_ROLE_PLATFORM_MANAGER, sales, "{\"role\":\"SUPERUSER\"}", "role_not_below" },
    { NULL, SS_ROLE_SUPERUSER, sales, "{\"role\":\"TENANT_STAFF\"}", NULL, NULL },
    { NULL, SS_ROLE_SUPERUSER, super, "{\"role\":\"PLATFORM_SALES\"}", "self" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsAnswer) answer = patch (rows[i].tenant, rows[i].caller, rows[i].id, rows[i].body);

      g_test_message ("%s: %s", ss_role_to_string (rows[i].caller), rows[i].body);
      if (rows[i].rule != NULL)
        assert_denied (answer, rows[i].rule);
      else if (rows[i].code != NULL)
        ss_answer_assert_error (answer, 409, rows[i].code);
      else
        {
          ss_answer_assert_status (answer, 400);
          ss_answer_get_member (answer, "tenant");
        }
    }
}

/* A token in use is good for nothing from then on. */
static void
test_deactivate (void)
{
  g_autofree char *id = make_user (SS_FIXTURE_ACME, "Bo", "bo@acme.example", SS_ROLE_TENANT_STAFF);
  const SsCall sign_in = { .method = "POST",
                           .path = "/auth/token/",
                           .tenant = SS_FIXTURE_ACME,
                           .body =
                               "{\"email\":\"bo@acme.example\",\"password\":\"" SS_FIXTURE_PASSWORD "\"}" };
  g_autoptr (SsAnswer) tokens = ss_fixture_call (fixture, &sign_in);
  const SsCall me = { .path = "/users/me/",
                      .tenant = SS_FIXTURE_ACME,
                      .token = ss_answer_get_string (tokens, "access") };
  g_autofree char *body = g_strdup_printf ("{\"refresh\":\"%s\"}", ss_answer_get_string (tokens, "refresh"));
  const SsCall refresh = {
    .method = "POST", .path = "/auth/token/refresh/", .tenant = SS_FIXTURE_ACME, .body = body
  };
  g_autoptr (SsAnswer) before = ss_fixture_call (fixture, &me);
  g_autoptr (SsAnswer) closed = patch (SS_FIXTURE_ACME, SS_ROLE_TENANT_MANAGER, id, "{\"isActive\":false}");
  g_autoptr (SsAnswer) after = ss_fixture_call (fixture, &me);
  g_autoptr (SsAnswer) refreshed = ss_fixture_call (fixture, &refresh);
  g_autoptr (SsAnswer) opened = patch (SS_FIXTURE_ACME, SS_ROLE_TENANT_MANAGER, id, "{\"isActive\":true}");
  g_autoptr (SsAnswer) again = ss_fixture_call (fixture, &me);

  ss_answer_assert_status (before, 200);
  g_assert_cmpstr (ss_answer_get_string (closed, "status"), ==, "DEACTIVATED");
  ss_answer_assert_error (after, 401, "token_not_valid");
  ss_answer_assert_error (refreshed, 401, "token_not_valid");
  g_assert_cmpstr (ss_answer_get_string (opened, "status"), ==, "ACTIVE");
  /* The old session does not come back. */
  ss_answer_assert_error (again, 401, "token_not_valid");
}

typedef struct
{
  const char *id;
  guint status;
} Demotion;

/* Held until all are ready. */
static GMutex demotions_gate;

static gpointer
demote_cb (gpointer data)
{
  Demotion *demotion = data;
  g_autoptr (SsAnswer) answer = NULL;

  /* All at once. */
  g_mutex_lock (&demotions_gate);
  g_mutex_unlock (&demotions_gate);
  answer = patch (SS_FIXTURE_DEMO, SS_ROLE_SUPERUSER, demotion->id, "{\"role\":\"TENANT_STAFF\"}");
  demotion->status = answer->status;
  return NULL;
}

#define N_OWNERS 6

/* All owners are made staff at once, again and again: one of them stays owner each time. */
static void
test_racing_demotions (void)
{
  g_autofree char *first = ss_fixture_user_id (fixture, SS_FIXTURE_DEMO, SS_ROLE_TENANT_OWNER);
  char *ids[N_OWNERS] = { NULL };

  ss_fixture_token (fixture, SS_FIXTURE_DEMO, SS_ROLE_SUPERUSER);
  ids[0] = g_strdup (first);
  for (guint i = 1; i < N_OWNERS; i++)
    {
      g_autofree char *email = g_strdup_printf ("owner%u@studio.example", i);

      ids[i] = make_user (SS_FIXTURE_DEMO, "Owner", email, SS_ROLE_TENANT_OWNER);
    }
  for (guint round = 0; round < 5; round++)
    {
      Demotion demotions[N_OWNERS] = { 0 };
      GThread *threads[N_OWNERS];
      g_autofree char *owners = NULL;
      guint n_refused = 0;

      g_mutex_lock (&demotions_gate);
      for (guint i = 0; i < N_OWNERS; i++)
        {
          demotions[i].id = ids[i];
          threads[i] = g_thread_new ("demote", demote_cb, &demotions[i]);
        }
      g_mutex_unlock (&demotions_gate);
      for (guint i = 0; i < N_OWNERS; i++)
        {
          g_thread_join (threads[i]);
          g_assert_true (demotions[i].status == 200 || demotions[i].status == 409);
          n_refused += demotions[i].status == 409;
        }
      g_assert_cmpuint (n_refused, ==, 1);
      owners = list_emails (SS_FIXTURE_DEMO, SS_ROLE_SUPERUSER, "&role=TENANT_OWNER&status=ACTIVE");
      g_assert_cmpstr (owners, !=, "");
      g_assert_null (strchr (owners, ' '));
      for (guint i = 0; i < N_OWNERS; i++)
        {
          g_autoptr (SsAnswer) back =
              patch (SS_FIXTURE_DEMO, SS_ROLE_SUPERUSER, ids[i], "{\"role\":\"TENANT_OWNER\"}");

          ss_answer_assert_status (back, 200);
        }
    }
  for (guint i = 0; i < N_OWNERS; i++)
    g_free (ids[i]);
}

static SsAnswer *
invite (const char *tenant, SsRole role, const char *body)
{
  return ss_fixture_call_as (fixture, tenant, role, "POST", "/users/", body);
}

/* From the invitation to the first sign-in, and no second time. */
static void
test_invite (const void *data)
{
  const char *tenant = data;
  SsRole inviter = tenant != NULL ? SS_ROLE_TENANT_MANAGER : SS_ROLE_SUPERUSER;
  g_autofree char *asked =
      g_strdup_printf ("{\"name\":\"New\",\"email\":\"Invited@x.example\",\"role\":\"%s\"}",
                       tenant != NULL ? "TENANT_STAFF" : "PLATFORM_SUPPORT");
  g_autoptr (SsAnswer) invited = invite (tenant, inviter, asked);
  g_autoptr (SsAnswer) taken = invite (tenant, inviter, asked);
  g_autofree char *log = NULL;
  g_autoptr (SsAnswer) active = NULL;
  g_autoptr (SsAnswer) accepted = NULL;
  g_autoptr (SsAnswer) again = NULL;
  g_autofree char *token = NULL;
  g_autofree char *body = NULL;
  SsCall accept = { .method = "POST", .path = "/auth/invitation/accept/", .tenant = tenant };
  const char *id;

  ss_fixture_assert_created (fixture, tenant, inviter, invited);
  id = ss_answer_get_string (invited, "id");
  g_assert_cmpstr (ss_answer_get_string (invited, "status"), ==, "INVITED");
  g_assert_cmpstr (ss_answer_get_string (invited, "email"), ==, "invited@x.example");
  g_assert_cmpint (count_entries (tenant, "USER_INVITED", id), ==, 1);
  ss_answer_assert_status (taken, 400);
  ss_answer_get_member (taken, "email");
  active = patch (tenant, inviter, id, "{\"isActive\":true}");
  ss_answer_assert_status (active, 400);

  token = g_strdup (strstr (ss_answer_get_string (invited, "invitationUrl"), "token=") + strlen ("token="));
  token[strcspn (token, "&")] = '\0';
  body =
      g_strdup_printf ("{\"token\":\"%s\",\"name\":\"Newer\",\"password\":\"velvet-otter-canal-9\"}", token);
  accept.body = body;
  accepted = ss_fixture_call (fixture, &accept);
  ss_answer_assert_status (accepted, 200);
  g_assert_cmpint (count_entries (tenant, "USER_ACTIVATED", id), ==, 1);
  g_assert_true (tenant == NULL || is_told (tenant, id));
  log = ss_fixture_read_security_log (fixture);
  g_assert_nonnull (strstr (log, "USER_ACTIVATED"));
  g_assert_null (strstr (log, token));
  again = ss_fixture_call (fixture, &accept);
  ss_answer_assert_error (again, 401, "token_not_valid");
}

/* (transfer full): what stands in the invitation's address */
static char *
dup_token (SsAnswer *invited)
{
  const char *token = strstr (ss_answer_get_string (invited, "invitationUrl"), "token=") + strlen ("token=");

  return g_strndup (token, strcspn (token, "&"));
}

static void
let_lapse (const char *tenant, const char *id)
{
  g_autofree char *schema = tenant != NULL ? ss_store_schema_name (tenant) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  ss_transaction_execute (transaction,
                          tenant != NULL ? "UPDATE users SET invitation_expires_at = $2 WHERE id = $1"
                                         : "UPDATE shared.users SET invitation_expires_at = $2 WHERE id = $1",
                          NULL, &error, "st", id, g_get_real_time () - G_TIME_SPAN_SECOND);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static SsAnswer *
accept_invitation (const char *tenant, const char *token)
{
  g_autofree char *body =
      g_strdup_printf ("{\"token\":\"%s\",\"name\":\"Late\",\"password\":\"velvet-otter-canal-9\"}", token);
  const SsCall call = {
    .method = "POST", .path = "/auth/invitation/accept/", .tenant = tenant, .body = body
  };

  return ss_fixture_call (fixture, &call);
}

/* Who let an invitation lapse is no dead end: the address is invited again, and the old token stays dead. */
static void
test_invite_again (const void *data)
{
  const char *tenant = data;
  SsRole inviter = tenant != NULL ? SS_ROLE_TENANT_OWNER : SS_ROLE_SUPERUSER;
  SsRole lower = tenant != NULL ? SS_ROLE_TENANT_MANAGER : SS_ROLE_PLATFORM_MANAGER;
  const char *high = tenant != NULL ? "TENANT_MANAGER" : "PLATFORM_MANAGER";
  const char *low = tenant != NULL ? "TENANT_STAFF" : "PLATFORM_SUPPORT";
  g_autofree char *asked =
      g_strdup_printf ("{\"name\":\"Late\",\"email\":\"late@x.example\",\"role\":\"%s\"}", high);
  g_autofree char *lowered =
      g_strdup_printf ("{\"name\":\"Later\",\"email\":\"LATE@x.example\",\"role\":\"%s\"}", low);
  g_autoptr (SsAnswer) first = invite (tenant, inviter, asked);
  g_autoptr (SsAnswer) refused = NULL, expired = NULL, second = NULL, old = NULL, accepted = NULL,
                       third = NULL;
  g_autoptr (SsAnswer) waits = NULL, active = NULL;
  g_autofree char *first_token = NULL, *second_token = NULL;
  const char *id;

  ss_answer_assert_status (first, 201);
  id = ss_answer_get_string (first, "id");
  first_token = dup_token (first);
  let_lapse (tenant, id);
  expired = accept_invitation (tenant, first_token);
  ss_answer_assert_error (expired, 401, "token_not_valid");
  /* It is not for those to renew, and so to lower, who could not change the account. */
  refused = invite (tenant, lower, lowered);
  ss_answer_assert_status (refused, 400);
  ss_answer_get_member (refused, "email");

  /* Who was shut out before accepting is let in again by whoever may. */
  active = patch (tenant, inviter, id, "{\"isActive\":false}");
  ss_answer_assert_status (active, 200);
  second = invite (tenant, inviter, lowered);
  ss_fixture_assert_created (fixture, tenant, inviter, second);
  g_assert_cmpstr (ss_answer_get_string (second, "id"), ==, id);
  g_assert_cmpstr (ss_answer_get_string (second, "name"), ==, "Later");
  g_assert_cmpstr (ss_answer_get_string (second, "role"), ==, low);
  g_assert_cmpint (count_entries (tenant, "USER_INVITED", id), ==, 2);
  second_token = dup_token (second);
  waits = invite (tenant, inviter, lowered);
  ss_answer_assert_status (waits, 400);
  g_assert_nonnull (strstr (waits->body, "deactivate that account first"));
  old = accept_invitation (tenant, first_token);
  ss_answer_assert_error (old, 401, "token_not_valid");
  accepted = accept_invitation (tenant, second_token);
  ss_answer_assert_status (accepted, 200);
  /* Whoever has accepted has the address for good, deactivated or not. */
  g_clear_pointer (&active, ss_answer_free);
  active = patch (tenant, inviter, id, "{\"isActive\":false}");
  ss_answer_assert_status (active, 200);
  third = invite (tenant, inviter, lowered);
  ss_answer_assert_status (third, 400);
}

/* A link has no header: from the platform's own host it leads to the tenant's. */
static void
test_invitation_host (void)
{
  const SsCall call = { .method = "POST",
                        .path = "/users/",
                        .tenant = SS_FIXTURE_ACME,
                        .host = "platform.smoothschedule.example",
                        .token = ss_fixture_token (fixture, NULL, SS_ROLE_SUPERUSER),
                        .body = "{\"name\":\"Far\",\"email\":\"far@x.example\",\"role\":\"TENANT_STAFF\"}" };
  g_autoptr (SsAnswer) invited = ss_fixture_call (fixture, &call);
  const char *url;

  ss_answer_assert_status (invited, 201);
  url = ss_answer_get_string (invited, "invitationUrl");
  g_assert_true (g_str_has_prefix (url, "http://acme.smoothschedule.example/invitation/?token="));
  g_assert_null (strstr (url, "tenant="));
}

/* What a browser gets, whatever the token: no word of it, and nothing that would pass it on. */
static void
test_invitation_page (void)
{
  g_autoptr (SsAnswer) page =
      ss_fixture_call (fixture, &(SsCall){ .path = "/invitation/?token=a-secret&tenant=acme" });
  g_autoptr (SsAnswer) bare = ss_fixture_call (fixture, &(SsCall){ .path = "/invitation/" });
  const char *policy = ss_answer_get_header (page, "Content-Security-Policy");

  ss_answer_assert_status (page, 200);
  g_assert_true (g_str_has_prefix (ss_answer_get_header (page, "Content-Type"), "text/html"));
  g_assert_nonnull (strstr (page->body, "I Have an Invitation"));
  g_assert_null (strstr (page->body, "a-secret"));
  g_assert_null (strstr (page->body, "<script"));
  g_assert_cmpstr (page->body, ==, bare->body);
  g_assert_true (g_str_has_prefix (policy, "default-src 'none'; style-src 'sha256-"));
  g_assert_null (strstr (policy, "unsafe"));
  g_assert_cmpstr (ss_answer_get_header (page, "Referrer-Policy"), ==, "no-referrer");
  g_assert_cmpstr (ss_answer_get_header (page, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (ss_answer_get_header (page, "X-Frame-Options"), ==, "DENY");
}

static void
test_invite_refused (void)
{
  static const struct
  {
    const char *tenant;
    SsRole inviter;
    const char *role;
    const char *rule; /* NULL: 400 on `tenant` */
  } rows[] = {
    { "bloom", SS_ROLE_TENANT_OWNER, "TENANT_OWNER", "role_not_below" },
    { "bloom", SS_ROLE_TENANT_MANAGER, "TENANT_MANAGER", "role_not_below" },
    { "bloom", SS_ROLE_TENANT_OWNER, "PLATFORM_SALES", "role_not_below" },
    { "bloom", SS_ROLE_SUPERUSER, "PLATFORM_SALES", NULL },
    { NULL, SS_ROLE_SUPERUSER, "TENANT_STAFF", NULL },
    { NULL, SS_ROLE_PLATFORM_MANAGER, "SUPERUSER", "role_not_below" },
    { "bloom", SS_ROLE_TENANT_STAFF, "CUSTOMER", "users.manage" },
    { "bloom", SS_ROLE_PLATFORM_SUPPORT, "CUSTOMER", "users.manage" },
  };
  g_autoptr (SsAnswer) nothing = invite (SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER, "{}");

  ss_answer_assert_status (nothing, 400);
  ss_answer_get_member (nothing, "name");
  ss_answer_get_member (nothing, "email");
  ss_answer_get_member (nothing, "role");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *body =
          g_strdup_printf ("{\"name\":\"No\",\"email\":\"no@x.example\",\"role\":\"%s\"}", rows[i].role);
      g_autoptr (SsAnswer) answer = invite (rows[i].tenant, rows[i].inviter, body);

      g_test_message ("%s: %s", ss_role_to_string (rows[i].inviter), rows[i].role);
      if (rows[i].rule != NULL)
        assert_denied (answer, rows[i].rule);
      else
        {
          ss_answer_assert_status (answer, 400);
          ss_answer_get_member (answer, "tenant");
        }
    }
}

/* Each on its own: what is refused for one does not hold up the others. */
static void
test_bulk (gconstpointer data)
{
  const char *tenant = data; /* NULL: from the platform's own host */
  SsRole caller = tenant != NULL ? SS_ROLE_TENANT_OWNER : SS_ROLE_SUPERUSER;
  g_autofree char *local = g_strdup_printf ("bulk-%s@acme.example", tenant != NULL ? "a" : "b");
  g_autofree char *staff = make_user (SS_FIXTURE_ACME, "Bulk", local, SS_ROLE_TENANT_STAFF);
  g_autofree char *owner = ss_fixture_user_id (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER);
  const char *nobody = "0b54a5a4-3d7f-4a3b-9d0e-111111111111";
  g_autofree char *body =
      g_strdup_printf ("{\"ids\":[\"%s\",\"%s\",\"%s\"],\"action\":\"DEACTIVATE\"}", staff, owner, nobody);
  g_autofree char *bad = g_strdup_printf ("{\"ids\":[\"%s\"],\"action\":\"SET_ROLE\"}", staff);
  const char *codes[] = { NULL, tenant != NULL ? "self" : "last_owner", "not_found" };
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (fixture, tenant, caller, "POST", "/users/bulk/", body);
  g_autoptr (SsAnswer) wrong = ss_fixture_call_as (fixture, tenant, caller, "POST", "/users/bulk/", bad);
  g_autofree char *path = g_strdup_printf ("/users/%s/", staff);
  g_autoptr (SsAnswer) now = ss_fixture_call_as (fixture, tenant, caller, "GET", path, NULL);
  JsonArray *results = get_results (answer);

  g_assert_cmpuint (json_array_get_length (results), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      JsonObject *result = json_array_get_object_element (results, i);

      g_assert_true (json_object_get_boolean_member (result, "ok") == (codes[i] == NULL));
      g_assert_cmpstr (json_object_get_string_member_with_default (result, "code", NULL), ==, codes[i]);
    }
  g_assert_cmpstr (ss_answer_get_string (now, "status"), ==, "DEACTIVATED");
  g_assert_cmpint (count_entries (SS_FIXTURE_ACME, "USER_DEACTIVATED", staff), ==, 1);
  ss_answer_assert_status (wrong, 400);
  ss_answer_get_member (wrong, "role");
}

static void
test_transfer (void)
{
  g_autofree char *owner = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER);
  g_autofree char *manager = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_MANAGER);
  g_autofree char *path = g_strdup_printf ("/users/%s/transfer-ownership/", manager);
  g_autofree char *own = g_strdup_printf ("/users/%s/transfer-ownership/", owner);
  static const char right[] = "{\"password\":\"" SS_FIXTURE_PASSWORD "\"}";
  g_autoptr (SsAnswer) by_manager =
      ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_MANAGER, "POST", own, right);
  g_autoptr (SsAnswer) by_super =
      ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, SS_ROLE_SUPERUSER, "POST", path, right);
  g_autoptr (SsAnswer) to_self =
      ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER, "POST", own, right);
  g_autoptr (SsAnswer) wrong = ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER, "POST",
                                                   path, "{\"password\":\"not-the-owner-s\"}");
  g_autoptr (SsAnswer) done =
      ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_OWNER, "POST", path, right);
  g_autofree char *owners = list_emails (SS_FIXTURE_BLOOM, SS_ROLE_SUPERUSER, "&role=TENANT_OWNER");
  g_autofree char *managers = list_emails (SS_FIXTURE_BLOOM, SS_ROLE_SUPERUSER, "&role=TENANT_MANAGER");
  g_autofree char *back = NULL;
  g_autoptr (SsAnswer) returned = NULL;

  assert_denied (by_manager, "not_by_right");
  assert_denied (by_super, "not_by_right");
  assert_denied (to_self, "self");
  ss_answer_assert_status (wrong, 400);
  ss_answer_get_member (wrong, "password");
  ss_answer_assert_status (done, 200);
  g_assert_cmpstr (ss_answer_get_string (done, "role"), ==, "TENANT_OWNER");
  g_assert_cmpstr (owners, ==, "manager@bloom.example");
  g_assert_cmpstr (managers, ==, "owner@bloom.example");
  g_assert_cmpint (count_entries (SS_FIXTURE_BLOOM, "OWNERSHIP_TRANSFERRED", manager), ==, 1);
  returned = ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, SS_ROLE_TENANT_MANAGER, "POST", own, right);
  ss_answer_assert_status (returned, 200);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/people/list", test_list);
  g_test_add_func ("/people/platform-list", test_platform_list);
  g_test_add_func ("/people/can", test_can);
  g_test_add_func ("/people/change", test_change);
  g_test_add_func ("/people/refusals", test_refusals);
  g_test_add_func ("/people/deactivate", test_deactivate);
  g_test_add_func ("/people/racing-demotions", test_racing_demotions);
  g_test_add_data_func ("/people/invite/tenant", SS_FIXTURE_ACME, test_invite);
  g_test_add_data_func ("/people/invite/platform", NULL, test_invite);
  g_test_add_data_func ("/people/invite-again/tenant", SS_FIXTURE_ACME, test_invite_again);
  g_test_add_data_func ("/people/invite-again/platform", NULL, test_invite_again);
  g_test_add_func ("/people/invitation-host", test_invitation_host);
  g_test_add_func ("/people/invitation-page", test_invitation_page);
  g_test_add_func ("/people/invite/refused", test_invite_refused);
  g_test_add_data_func ("/people/bulk/tenant", SS_FIXTURE_ACME, test_bulk);
  g_test_add_data_func ("/people/bulk/platform", NULL, test_bulk);
  g_test_add_func ("/people/transfer", test_transfer);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
