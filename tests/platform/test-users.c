/* test-users.c: who one is, what one may do, and how one begins (contract sections 2, 3 and 7)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "fixture.h"
#include "platform/auth/people.h"
#include "platform/auth/token.h"

static SsFixture *fixture;

static void
test_me (void)
{
  g_autoptr (SsAnswer) answer =
      ss_fixture_call_as (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_MANAGER, "GET", "/users/me/", NULL);
  JsonObject *scopes, *tenant;
  JsonArray *permissions;

  ss_answer_assert_status (answer, 200);
  g_assert_cmpstr (ss_answer_get_string (answer, "email"), ==, "manager@acme.example");
  g_assert_cmpstr (ss_answer_get_string (answer, "role"), ==, "TENANT_MANAGER");
  g_assert_cmpstr (ss_answer_get_string (answer, "status"), ==, "ACTIVE");
  g_assert_cmpstr (ss_answer_get_string (answer, "tenantName"), ==, "Acme");
  g_assert_true (JSON_NODE_HOLDS_NULL (ss_answer_get_member (answer, "masquerade")));

  permissions = json_node_get_array (ss_answer_get_member (answer, "permissions"));
  g_assert_cmpstr (json_array_get_string_element (permissions, 0), ==, "calendar.view");
  scopes = json_node_get_object (ss_answer_get_member (answer, "permissionScopes"));
  g_assert_cmpuint (json_object_get_size (scopes), ==, json_array_get_length (permissions));
  g_assert_cmpstr (json_object_get_string_member (scopes, "users.manage"), ==, "BELOW");
  g_assert_cmpstr (json_object_get_string_member (scopes, "plugins.manage"), ==, "ALL");
  g_assert_false (json_object_has_member (scopes, "settings.edit"));

  tenant = json_node_get_object (ss_answer_get_member (answer, "tenant"));
  g_assert_cmpstr (json_object_get_string_member (tenant, "id"), ==,
                   ss_fixture_tenant_id (fixture, SS_FIXTURE_ACME));
  g_assert_cmpstr (json_object_get_string_member (tenant, "subdomain"), ==, "acme");
  g_assert_cmpstr (json_object_get_string_member (tenant, "status"), ==, "ACTIVE");
  g_assert_cmpstr (json_object_get_string_member (tenant, "timeZone"), ==, "UTC");
  g_assert_cmpstr (json_object_get_string_member (tenant, "weekStart"), ==, "mon");
  g_assert_true (json_object_get_null_member (tenant, "logoUrl"));
}

/* The platform's staff are themselves wherever they are; the tenant is the request's. */
static void
test_staff (void)
{
  g_autoptr (SsAnswer) home =
      ss_fixture_call_as (fixture, NULL, SS_ROLE_PLATFORM_SALES, "GET", "/users/me/", NULL);
  g_autoptr (SsAnswer) demo =
      ss_fixture_call_as (fixture, SS_FIXTURE_DEMO, SS_ROLE_PLATFORM_SALES, "GET", "/users/me/", NULL);
  JsonObject *tenant = json_node_get_object (ss_answer_get_member (demo, "tenant"));
  JsonObject *scopes = json_node_get_object (ss_answer_get_member (demo, "permissionScopes"));

  g_assert_true (JSON_NODE_HOLDS_NULL (ss_answer_get_member (home, "tenant")));
  g_assert_true (JSON_NODE_HOLDS_NULL (ss_answer_get_member (demo, "tenantId")));
  g_assert_cmpstr (ss_answer_get_string (demo, "id"), ==, ss_answer_get_string (home, "id"));
  g_assert_true (json_object_get_boolean_member (tenant, "isDemo"));
  g_assert_cmpstr (json_object_get_string_member (scopes, "plugins.manage"), ==, "DEMO");
}

static void
test_roles (void)
{
  g_autoptr (SsAnswer) answer =
      ss_fixture_call_as (fixture, SS_FIXTURE_ACME, SS_ROLE_CUSTOMER, "GET", "/roles/", NULL);
  JsonArray *roles = json_node_get_array (ss_answer_get_member (answer, "roles"));
  JsonArray *permissions = json_node_get_array (ss_answer_get_member (answer, "permissions"));
  JsonArray *rules = json_node_get_array (ss_answer_get_member (answer, "masqueradeRules"));
  JsonObject *owner;

  g_assert_cmpuint (json_array_get_length (roles), ==, 8);
  g_assert_cmpuint (json_array_get_length (permissions), ==, 20);
  g_assert_cmpuint (json_array_get_length (rules), ==, 7);
  owner = json_array_get_object_element (roles, 4);
  g_assert_cmpstr (json_object_get_string_member (owner, "role"), ==, "TENANT_OWNER");
  g_assert_cmpstr (json_object_get_string_member (owner, "level"), ==, "tenant");
  g_assert_cmpint (json_object_get_int_member (owner, "rank"), ==, 4);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (owner, "mayMasqueradeAs")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (owner, "mayAssign")), ==, 3);
}

static SsTransaction *
begin (const char *tenant)
{
  g_autofree char *schema = tenant != NULL ? ss_store_schema_name (tenant) : NULL;
  g_autoptr (GError) error = NULL;
  SsTransaction *transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  return transaction;
}

static void
test_create (void)
{
  const struct
  {
    const char *tenant;
    SsNewUser user;
    int code; /* of GIOError; -1: of the store */
  } rows[] = {
    { "acme",
      { .name = "", .email = "a@acme.example", .role = SS_ROLE_CUSTOMER },
      G_IO_ERROR_INVALID_ARGUMENT },
    { "acme", { .name = "A", .email = "a@", .role = SS_ROLE_CUSTOMER }, G_IO_ERROR_INVALID_ARGUMENT },
    { "acme",
      { .name = "A", .email = "a@acme.example", .role = SS_ROLE_SUPERUSER },
      G_IO_ERROR_INVALID_ARGUMENT },
    { NULL,
      { .name = "A", .email = "a@acme.example", .role = SS_ROLE_TENANT_STAFF },
      G_IO_ERROR_INVALID_ARGUMENT },
    { "acme", { .name = "A", .email = "OWNER@acme.example", .role = SS_ROLE_CUSTOMER }, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsTransaction) transaction = begin (rows[i].tenant);
      g_autoptr (GError) error = NULL;
      g_autofree char *id = ss_user_create (transaction, &rows[i].user, NULL, &error);

      g_assert_null (id);
      if (rows[i].code >= 0)
        g_assert_error (error, G_IO_ERROR, rows[i].code);
      else
        g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT);
    }
}

/* Somebody invited signs in with nothing until the invitation is accepted. */
static void
test_invitation (void)
{
  const SsNewUser user = { .name = "New", .email = "new@acme.example", .role = SS_ROLE_TENANT_STAFF };
  char hash[SS_TOKEN_HASH_SIZE];
  g_autoptr (SsTransaction) transaction = begin ("acme");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ss_user_create (transaction, &user, NULL, &error);
  static const char body[] =
      "{\"token\":\"an-invitation\",\"name\":\"Newer\",\"password\":\"velvet-otter-canal-9\"}";
  static const char weak[] = "{\"token\":\"an-invitation\",\"name\":\"Newer\",\"password\":\"short\"}";
  SsCall call = { .method = "POST", .path = "/auth/invitation/accept/", .tenant = "acme", .body = weak };
  g_autoptr (SsAnswer) refused = NULL;
  g_autoptr (SsAnswer) elsewhere = NULL;
  g_autoptr (SsAnswer) accepted = NULL;
  g_autoptr (SsAnswer) again = NULL;

  g_assert_no_error (error);
  ss_token_hash ("an-invitation", hash);
  ss_transaction_execute (transaction,
                          "UPDATE users SET invitation_hash = $2, invitation_expires_at = $3 WHERE id = $1",
                          NULL, &error, "sst", id, hash, g_get_real_time () + G_TIME_SPAN_DAY);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
  g_clear_pointer (&transaction, ss_transaction_free);

  refused = ss_fixture_call (fixture, &call);
  ss_answer_assert_status (refused, 400);
  ss_answer_get_member (refused, "password");
  call.body = body;
  call.tenant = "bloom";
  elsewhere = ss_fixture_call (fixture, &call);
  ss_answer_assert_error (elsewhere, 401, "token_not_valid");
  call.tenant = "acme";
  accepted = ss_fixture_call (fixture, &call);
  ss_answer_assert_status (accepted, 200);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (
                                                      ss_answer_get_member (accepted, "user")),
                                                  "name"),
                   ==, "Newer");
  again = ss_fixture_call (fixture, &call);
  ss_answer_assert_error (again, 401, "token_not_valid");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/users/me", test_me);
  g_test_add_func ("/users/staff", test_staff);
  g_test_add_func ("/users/roles", test_roles);
  g_test_add_func ("/users/create", test_create);
  g_test_add_func ("/users/invitation", test_invitation);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
