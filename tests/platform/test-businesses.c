/* test-businesses.c: making, finding, suspending, deleting and restoring businesses (contract section 9)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "fixture.h"
#include "platform/tenants/tenant-backup.h"
#include "platform/tenants/tenant-create.h"

#define TENANTS "/platform/tenants/"
#define PASSWORD "velvet-otter-canal-9"

static SsFixture *fixture;

static SsAnswer *
call (SsRole role, const char *method, const char *path, const char *body)
{
  return ss_fixture_call_as (fixture, NULL, role, method, path, body);
}

static SsAnswer *
create (SsRole role, const char *subdomain, const char *owner)
{
  g_autofree char *body = g_strdup_printf (
      "{\"name\":\"Éclair Bakery\",\"subdomain\":\"%s\",\"subscriptionTier\":\"BUSINESS\",\"ownerEmail\":\"%s\","
      "\"ownerName\":\"Olga\",\"isDemo\":false}",
      subdomain, owner);

  return call (role, "POST", TENANTS, body);
}

static char *
path_of (SsAnswer *tenant)
{
  return g_strdup_printf (TENANTS "%s/", ss_answer_get_string (tenant, "id"));
}

/* The owner's access token, who accepts the invitation. */
static char *
accept_invitation (SsAnswer *created, const char *subdomain)
{
  const char *token = strstr (ss_answer_get_string (created, "invitationUrl"), "token=") + strlen ("token=");
  g_autofree char *text = g_strndup (token, strcspn (token, "&"));
  g_autofree char *body =
      g_strdup_printf ("{\"token\":\"%s\",\"name\":\"Olga\",\"password\":\"" PASSWORD "\"}", text);
  g_autoptr (SsAnswer) answer = ss_fixture_call (fixture, &(SsCall){ .method = "POST",
                                                                     .path = "/auth/invitation/accept/",
                                                                     .tenant = subdomain,
                                                                     .body = body });

  ss_answer_assert_status (answer, 200);
  return g_strdup (ss_answer_get_string (answer, "access"));
}

static void
assert_me (const char *subdomain, const char *token, guint status, const char *code)
{
  g_autoptr (SsAnswer) answer =
      ss_fixture_call (fixture, &(SsCall){ .path = "/users/me/", .tenant = subdomain, .token = token });

  if (code != NULL)
    ss_answer_assert_error (answer, status, code);
  else
    ss_answer_assert_status (answer, status);
}

static gint64
count (SsRole role, const char *query)
{
  g_autofree char *path = g_strconcat (TENANTS, query, NULL);
  g_autoptr (SsAnswer) answer = call (role, "GET", path, NULL);

  ss_answer_assert_status (answer, 200);
  return json_node_get_int (ss_answer_get_member (answer, "count"));
}

/* How often @action stands in the log that @query asks for. */
static gint64
count_entries (const char *query)
{
  g_autofree char *path = g_strconcat ("/audit-log/", query, NULL);
  g_autoptr (SsAnswer) answer = call (SS_ROLE_SUPERUSER, "GET", path, NULL);

  ss_answer_assert_status (answer, 200);
  return json_node_get_int (ss_answer_get_member (answer, "count"));
}

static gint64
query_shared (const char *sql, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), NULL, SS_ACCESS_READ, NULL, &error);
  g_autoptr (SsRows) rows = ss_transaction_query (transaction, sql, &error, "s", value);

  g_assert_no_error (error);
  g_assert_true (ss_rows_next (rows, &error));
  return ss_rows_get_integer (rows, 0);
}

static void
test_create (void)
{
  g_autoptr (SsAnswer) created = create (SS_ROLE_PLATFORM_MANAGER, "eclair", "OLGA@eclair.example");
  g_autofree char *path = path_of (created);
  g_autofree char *token = NULL, *chain = NULL;
  g_autoptr (SsAnswer) after = NULL;

  ss_fixture_assert_created (fixture, NULL, SS_ROLE_PLATFORM_MANAGER, created);
  g_assert_cmpstr (ss_answer_get_string (created, "subscriptionTier"), ==, "BUSINESS");
  g_assert_cmpstr (ss_answer_get_string (created, "status"), ==, "ACTIVE");
  g_assert_cmpstr (ss_answer_get_string (created, "schemaName"), ==, "tenant_eclair");
  g_assert_cmpstr (ss_answer_get_string (created, "primaryDomain"), ==, "eclair.smoothschedule.example");
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (created, "userCount")), ==, 1);
  g_assert_cmpint (json_node_get_int (ss_answer_get_member (created, "appointmentCount")), ==, 0);
  g_assert_nonnull (strstr (ss_answer_get_string (created, "invitationUrl"), "tenant=eclair"));

  token = accept_invitation (created, "eclair");
  assert_me ("eclair", token, 200, NULL);
  after = call (SS_ROLE_SUPERUSER, "GET", path, NULL);
  g_assert_false (json_object_has_member (ss_answer_get_object (after), "invitationUrl"));

  chain = g_strdup_printf ("?action=USER_INVITED&tenant_id=%s", ss_answer_get_string (created, "id"));
  g_assert_cmpint (count_entries (chain), ==, 1);
  g_assert_cmpint (count_entries ("?action=TENANT_CREATED&search=eclair"), ==, 1);
}

static void
test_invalid (void)
{
  static const struct
  {
    const char *body;
    const char *field;
  } rows[] = {
    { "{\"name\":\"A\",\"subdomain\":\"admin\",\"ownerEmail\":\"a@b.example\",\"ownerName\":\"A\"}",
      "subdomain" },
    { "{\"name\":\"A\",\"subdomain\":\"platform\",\"ownerEmail\":\"a@b.example\",\"ownerName\":\"A\"}",
      "subdomain" },
    { "{\"name\":\"A\",\"subdomain\":\"A B\",\"ownerEmail\":\"a@b.example\",\"ownerName\":\"A\"}",
      "subdomain" },
    { "{\"name\":\"A\",\"subdomain\":\"acme\",\"ownerEmail\":\"a@b.example\",\"ownerName\":\"A\"}",
      "subdomain" },
    { "{\"name\":\"A\",\"subdomain\":\"new\",\"ownerEmail\":\"nobody\",\"ownerName\":\"A\"}", "ownerEmail" },
    { "{\"name\":\"A\",\"subdomain\":\"new\",\"ownerEmail\":\"a@b.example\",\"ownerName\":\" \"}",
      "ownerName" },
    { "{\"name\":\"A\",\"subdomain\":\"new\",\"ownerEmail\":\"a@b.example\",\"ownerName\":\"A\","
      "\"subscriptionTier\":\"GOLD\"}",
      "subscriptionTier" },
    { "{\"name\":\"A\",\"subdomain\":\"new\",\"ownerEmail\":\"a@b.example\",\"ownerName\":\"A\",\"x\":1}",
      "x" },
  };
  gint64 before = count (SS_ROLE_SUPERUSER, "");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SsAnswer) answer = call (SS_ROLE_SUPERUSER, "POST", TENANTS, rows[i].body);

      ss_answer_assert_status (answer, 400);
      ss_answer_get_member (answer, rows[i].field);
    }
  g_assert_cmpint (count (SS_ROLE_SUPERUSER, ""), ==, before);
}

static gboolean
fail_cb (SsTransaction *transaction, const char *tenant_id, gpointer data, GError **error)
{
  g_set_error_literal (error, SS_STORE_ERROR, SS_STORE_ERROR_FULL, "No room");
  return FALSE;
}

static gboolean
succeed_cb (SsTransaction *transaction, const char *tenant_id, gpointer data, GError **error)
{
  const SsNewUser user = { .name = "Olga", .email = "olga@half.example", .role = SS_ROLE_TENANT_OWNER };
  g_autofree char *id = ss_user_create (transaction, &user, NULL, error);

  return id != NULL;
}

/* Whatever fails last: neither a row nor tables stay, and the name is free. */
static void
test_all_or_nothing (void)
{
  static const SsTenantFillFunc fills[] = { fail_cb, succeed_cb };
  const SsNewTenant tenant = { .name = "Half", .subdomain = "half", .base_domain = "x.example" };

  for (guint i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SsTransaction) transaction =
          ss_store_begin (ss_fixture_get_store (fixture), NULL, SS_ACCESS_WRITE, NULL, &error);
      g_autofree char *id = ss_tenant_create_in (transaction, &tenant, fills[i], NULL, &error);
      SsTransaction *left;

      g_assert_cmpint (id != NULL, ==, fills[i] == succeed_cb);
      g_clear_error (&error);
      /* Not committed. */
      g_clear_pointer (&transaction, ss_transaction_free);
      left = ss_store_begin (ss_fixture_get_store (fixture), "tenant_half", SS_ACCESS_WRITE, NULL, &error);
      g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT);
      g_assert_null (left);
      g_assert_cmpint (query_shared ("SELECT count(*) FROM shared.tenants WHERE subdomain = $1", "half"), ==,
                       0);
    }
}

static void
test_list (void)
{
  static const char *const refused[] = { "?ordering=owner", "?status=GONE", "?subscription_tier=GOLD",
                                         "?is_demo=perhaps" };
  g_autoptr (SsAnswer) created = create (SS_ROLE_SUPERUSER, "list-me", "olga@list.example");
  g_autoptr (SsAnswer) page = NULL, last = NULL;
  JsonObject *first;

  ss_answer_assert_status (created, 201);
  g_assert_cmpint (count (SS_ROLE_SUPERUSER, "?search=BAKERY%20list"), ==, 1);
  g_assert_cmpint (count (SS_ROLE_SUPERUSER, "?search=eclair%20list-me"), ==, 1);
  g_assert_cmpint (count (SS_ROLE_SUPERUSER, "?search=no-such"), ==, 0);
  g_assert_cmpint (count (SS_ROLE_SUPERUSER, "?status=SUSPENDED&search=closed"), ==, 1);
  g_assert_cmpint (count (SS_ROLE_SUPERUSER, "?is_demo=true"), ==, 1);
  g_assert_cmpint (count (SS_ROLE_SUPERUSER, "?subscription_tier=BUSINESS&search=list-me"), ==, 1);
  g_assert_cmpint (count (SS_ROLE_SUPERUSER, "?subscription_tier=ENTERPRISE&search=list-me"), ==, 0);
  g_assert_cmpint (count (SS_ROLE_PLATFORM_SALES, ""), ==, 1);
  g_assert_cmpint (count (SS_ROLE_PLATFORM_SUPPORT, ""), ==, count (SS_ROLE_SUPERUSER, ""));

  page = call (SS_ROLE_SUPERUSER, "GET", TENANTS "?page_size=2&ordering=subdomain", NULL);
  first = json_array_get_object_element (json_node_get_array (ss_answer_get_member (page, "results")), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "subdomain"), ==, "acme");
  g_assert_cmpint (json_object_get_int_member (first, "userCount"), >=, 4);
  g_assert_nonnull (strstr (ss_answer_get_string (page, "next"), "page=2"));
  last = call (SS_ROLE_SUPERUSER, "GET", TENANTS "?page_size=1&ordering=-name", NULL);
  first = json_array_get_object_element (json_node_get_array (ss_answer_get_member (last, "results")), 0);
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "Studio");

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat (TENANTS, refused[i], NULL);
      g_autoptr (SsAnswer) answer = call (SS_ROLE_SUPERUSER, "GET", path, NULL);

      ss_answer_assert_status (answer, 400);
    }
}

/* What sales staff may not see is not there, and a business's own host has no list of all. */
static void
test_scope (void)
{
  g_autofree char *acme = g_strdup_printf (TENANTS "%s/", ss_fixture_tenant_id (fixture, SS_FIXTURE_ACME));
  g_autofree char *demo = g_strdup_printf (TENANTS "%s/", ss_fixture_tenant_id (fixture, SS_FIXTURE_DEMO));
  g_autoptr (SsAnswer) hidden = call (SS_ROLE_PLATFORM_SALES, "GET", acme, NULL);
  g_autoptr (SsAnswer) shown = call (SS_ROLE_PLATFORM_SALES, "GET", demo, NULL);
  g_autoptr (SsAnswer) elsewhere =
      ss_fixture_call_as (fixture, SS_FIXTURE_ACME, SS_ROLE_SUPERUSER, "GET", TENANTS, NULL);
  g_autoptr (SsAnswer) owner =
      ss_fixture_call_as (fixture, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, "GET", TENANTS, NULL);

  ss_answer_assert_error (hidden, 404, "not_found");
  ss_answer_assert_status (shown, 200);
  ss_answer_assert_error (elsewhere, 404, "not_found");
  ss_answer_assert_error (owner, 403, "permission_denied");
  g_assert_cmpstr (ss_answer_get_string (owner, "rule"), ==, "tenants.view");
}

/* Those who are in are shut out at once, and in again at once. */
static void
test_suspend (void)
{
  g_autoptr (SsAnswer) created = create (SS_ROLE_SUPERUSER, "halt", "olga@halt.example");
  g_autofree char *path = path_of (created);
  g_autofree char *token = accept_invitation (created, "halt"), *entries = NULL;
  g_autoptr (SsAnswer) suspended = NULL, signed_in = NULL, staff = NULL, active = NULL, same = NULL;
  const SsCall sign_in = { .method = "POST",
                           .path = "/auth/token/",
                           .tenant = "halt",
                           .body = "{\"email\":\"olga@halt.example\",\"password\":\"" PASSWORD "\"}" };

  assert_me ("halt", token, 200, NULL);
  suspended = call (SS_ROLE_PLATFORM_MANAGER, "PATCH", path, "{\"status\":\"SUSPENDED\"}");
  ss_answer_assert_status (suspended, 200);
  g_assert_cmpstr (ss_answer_get_string (suspended, "status"), ==, "SUSPENDED");
  assert_me ("halt", token, 403, "tenant_suspended");
  signed_in = ss_fixture_call (fixture, &sign_in);
  ss_answer_assert_error (signed_in, 403, "tenant_suspended");
  staff = ss_fixture_call_as (fixture, "halt", SS_ROLE_SUPERUSER, "GET", "/users/me/", NULL);
  ss_answer_assert_status (staff, 200);

  active = call (SS_ROLE_PLATFORM_MANAGER, "PATCH", path,
                 "{\"status\":\"ACTIVE\",\"name\":\"Halt & Co\",\"subscriptionTier\":\"FREE\","
                 "\"subdomain\":\"ignored\"}");
  ss_answer_assert_status (active, 200);
  g_assert_cmpstr (ss_answer_get_string (active, "name"), ==, "Halt & Co");
  g_assert_cmpstr (ss_answer_get_string (active, "subdomain"), ==, "halt");
  assert_me ("halt", token, 200, NULL);
  same = call (SS_ROLE_PLATFORM_MANAGER, "PATCH", path, "{\"status\":\"ACTIVE\"}");
  ss_answer_assert_status (same, 200);
  entries = g_strdup_printf ("?action=TENANT_CHANGED&target=%s", ss_answer_get_string (created, "id"));
  g_assert_cmpint (count_entries (entries), ==, 2);
}

static void
restore (const char *subdomain)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ss_tenant_backup_restore (ss_fixture_get_store (fixture), subdomain, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
}

/* Deleted, its name taken by another, that one deleted as well: each can be had back with what it had. */
static void
test_delete (void)
{
  g_autoptr (SsAnswer) created = create (SS_ROLE_SUPERUSER, "short", "olga@short.example");
  g_autofree char *path = path_of (created), *chain = NULL, *second_path = NULL;
  g_autofree char *token = accept_invitation (created, "short");
  g_autoptr (SsAnswer) refused = NULL, deleted = NULL, gone = NULL, second = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  refused = call (SS_ROLE_SUPERUSER, "DELETE", path, "{\"confirm\":\"shorts\"}");
  ss_answer_assert_status (refused, 400);
  ss_answer_get_member (refused, "confirm");
  deleted = call (SS_ROLE_SUPERUSER, "DELETE", path, "{\"confirm\":\"short\"}");
  ss_answer_assert_status (deleted, 204);
  gone = call (SS_ROLE_SUPERUSER, "GET", path, NULL);
  ss_answer_assert_error (gone, 404, "not_found");
  assert_me ("short", token, 404, "tenant_not_found");
  chain = g_strdup_printf ("?action=USER_ACTIVATED&tenant_id=%s", ss_answer_get_string (created, "id"));
  g_assert_cmpint (count_entries (chain), ==, 1);

  second = create (SS_ROLE_SUPERUSER, "short", "other@short.example");
  ss_answer_assert_status (second, 201);
  g_assert_cmpstr (ss_answer_get_string (second, "schemaName"), !=,
                   ss_answer_get_string (created, "schemaName"));
  g_assert_null (ss_tenant_backup_restore (ss_fixture_get_store (fixture), "short", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  /* A start tidies up, and leaves backups alone. */
  ss_store_migrate (ss_fixture_get_store (fixture), &error);
  g_assert_no_error (error);

  second_path = path_of (second);
  again = call (SS_ROLE_SUPERUSER, "DELETE", second_path, "{\"confirm\":\"short\"}");
  ss_answer_assert_status (again, 204);
  restore ("short");
  assert_me ("short", token, 401, "token_not_valid");
  g_assert_cmpint (count (SS_ROLE_SUPERUSER, "?search=short"), ==, 1);
}

static void
test_restore (void)
{
  g_autoptr (SsAnswer) created = create (SS_ROLE_SUPERUSER, "back", "olga@back.example");
  g_autofree char *path = path_of (created);
  g_autofree char *token = accept_invitation (created, "back");
  g_autoptr (SsAnswer) deleted = call (SS_ROLE_SUPERUSER, "DELETE", path, "{\"confirm\":\"back\"}");
  g_autoptr (SsAnswer) after = NULL;

  ss_answer_assert_status (deleted, 204);
  ss_tenant_backup_purge (ss_fixture_get_store (fixture), g_get_real_time () + 29 * G_TIME_SPAN_DAY);
  restore ("back");
  assert_me ("back", token, 200, NULL);
  after = call (SS_ROLE_SUPERUSER, "GET", path, NULL);
  g_assert_cmpstr (ss_answer_get_string (after, "primaryDomain"), ==, "back.smoothschedule.example");
}

/* After 30 days only the audit log is left. */
static void
test_purge (void)
{
  g_autoptr (SsAnswer) created = create (SS_ROLE_SUPERUSER, "past", "olga@past.example");
  g_autofree char *path = path_of (created);
  g_autoptr (SsAnswer) deleted = call (SS_ROLE_SUPERUSER, "DELETE", path, "{\"confirm\":\"past\"}");
  g_autoptr (GError) error = NULL;
  SsTransaction *left;

  ss_answer_assert_status (deleted, 204);
  ss_tenant_backup_purge (ss_fixture_get_store (fixture),
                          g_get_real_time () + 30 * G_TIME_SPAN_DAY + G_TIME_SPAN_MINUTE);
  g_assert_null (ss_tenant_backup_restore (ss_fixture_get_store (fixture), "past", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  left = ss_store_begin (ss_fixture_get_store (fixture), "tenant_past", SS_ACCESS_READ, NULL, &error);
  g_assert_error (error, SS_STORE_ERROR, SS_STORE_ERROR_NO_TENANT);
  g_assert_null (left);
  g_assert_cmpint (query_shared ("SELECT count(*) FROM shared.audit_archive WHERE archive_tenant_id = $1",
                                 ss_answer_get_string (created, "id")),
                   ==, 1);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/businesses/create", test_create);
  g_test_add_func ("/businesses/invalid", test_invalid);
  g_test_add_func ("/businesses/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/businesses/list", test_list);
  g_test_add_func ("/businesses/scope", test_scope);
  g_test_add_func ("/businesses/suspend", test_suspend);
  g_test_add_func ("/businesses/delete", test_delete);
  g_test_add_func ("/businesses/restore", test_restore);
  g_test_add_func ("/businesses/purge", test_purge);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
