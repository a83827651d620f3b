/* test-grants.c: permissions granted for a while (contract sections 7 and 11)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "domain/permission.h"
#include "fixture.h"
#include "platform/clock.h"
#include "platform/grants/grant-sweep.h"
#include "platform/http/route.h"

#define ACME SS_FIXTURE_ACME
#define OWNER SS_ROLE_TENANT_OWNER
#define STAFF SS_ROLE_TENANT_STAFF
#define MANAGER SS_ROLE_TENANT_MANAGER
#define ANY_ID "0b54a5a4-3d7f-4a3b-9d0e-111111111111"

static SsFixture *fixture;

static SsAnswer *
grant_as (const char *tenant, SsRole grantor, const char *grantee_id, const char *action, const char *more)
{
  g_autofree char *body =
      g_strdup_printf ("{\"granteeId\":\"%s\",\"action\":\"%s\",\"reason\":\"Cover for Bea\"%s}", grantee_id,
                       action, more != NULL ? more : "");

  return ss_fixture_call_as (fixture, tenant, grantor, "POST", "/permission-grants/", body);
}

/* (transfer full): the id of a grant by the owner of acme */
static char *
grant (SsRole role, const char *action)
{
  g_autofree char *grantee = ss_fixture_user_id (fixture, ACME, role);
  g_autoptr (SsAnswer) answer = grant_as (ACME, OWNER, grantee, action, NULL);

  ss_answer_assert_status (answer, 201);
  return g_strdup (ss_answer_get_string (answer, "id"));
}

static void
take_back (const char *id)
{
  g_autofree char *path = g_strdup_printf ("/permission-grants/%s/revoke/", id);
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (fixture, ACME, OWNER, "POST", path, "{}");

  ss_answer_assert_status (answer, 200);
  g_assert_cmpstr (ss_answer_get_string (answer, "status"), ==, "REVOKED");
}

static guint
count_entries (const char *action)
{
  g_autofree char *path = g_strdup_printf ("/audit-log/?action=%s&page_size=1", action);
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (fixture, ACME, OWNER, "GET", path, NULL);

  ss_answer_assert_status (answer, 200);
  return (guint) json_node_get_int (ss_answer_get_member (answer, "count"));
}

/* (nullable): a route that needs it, one that reads where there is one */
static const SsRoute *
find_route (SsPermission permission)
{
  const SsRoute *found = NULL;

  for (const SsRoute *route = ss_routes_get (); route->method != NULL; route++)
    {
      if ((route->flags & (SS_ROUTE_ANYONE | SS_ROUTE_NO_PERMISSION | SS_ROUTE_SYSTEM)) != 0
          || route->permission != permission)
        continue;
      if (found == NULL || (strcmp (route->method, "GET") == 0 && strcmp (found->method, "GET") != 0))
        found = route;
    }
  return found;
}

static gboolean
is_admitted (const SsRoute *route, SsRole role)
{
  g_auto (GStrv) parts = g_strsplit (route->path, "{id}", -1);
  g_autofree char *path = g_strjoinv (ANY_ID, parts);
  const char *body =
      strcmp (route->method, "GET") != 0 && strcmp (route->method, "DELETE") != 0 ? "{}" : NULL;
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (fixture, ACME, role, route->method, path, body);

  g_assert_cmpuint (answer->status, !=, 401);
  g_assert_cmpuint (answer->status, <, 500);
  if (answer->status != 403)
    return TRUE;
  g_assert_cmpstr (ss_answer_get_string (answer, "rule"), ==, ss_permission_to_string (route->permission));
  return FALSE;
}

static gboolean
is_listed (SsPermission permission, SsRole role)
{
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (fixture, ACME, role, "GET", "/users/me/", NULL);
  JsonObject *scopes = json_node_get_object (ss_answer_get_member (answer, "permissionScopes"));

  return json_object_has_member (scopes, ss_permission_to_string (permission));
}

static void
set_expiry (const char *id, gint64 time)
{
  g_autofree char *schema = ss_store_schema_name (ACME);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE_SHARED, NULL, &error);

  ss_transaction_execute (transaction, "UPDATE permission_grants SET expires_at = $2 WHERE id = $1", NULL,
                          &error, "si", id, time);
  g_assert_no_error (error);
  ss_transaction_execute (transaction,
                          "UPDATE shared.grant_deadlines SET expires_at = $2 WHERE grant_id = $1", NULL,
                          &error, "si", id, time);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
check_permission (SsPermission permission, SsRole role)
{
  const SsRoute *route = find_route (permission);
  g_autofree char *first = NULL, *second = NULL;

  g_assert_false (is_listed (permission, role));
  g_assert_false (route != NULL && is_admitted (route, role));

  first = grant (role, ss_permission_to_string (permission));
  g_assert_true (is_listed (permission, role));
  g_assert_true (route == NULL || is_admitted (route, role));
  take_back (first);
  g_assert_false (is_listed (permission, role));
  g_assert_false (route != NULL && is_admitted (route, role));

  second = grant (role, ss_permission_to_string (permission));
  g_assert_true (route == NULL || is_admitted (route, role));
  set_expiry (second, g_get_real_time () - 1);
  g_assert_false (is_listed (permission, role));
  g_assert_false (route != NULL && is_admitted (route, role));
}

/* Each permission for each role that has it not: before, during and after, by revocation and by time. */
static void
test_every_permission (void)
{
  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    for (guint role = MANAGER; role < SS_N_ROLES; role++)
      if (ss_permission_get_scope ((SsPermission) i, (SsRole) role) == SS_SCOPE_NONE
          && ss_permission_get_scope ((SsPermission) i, OWNER) != SS_SCOPE_NONE)
        check_permission ((SsPermission) i, (SsRole) role);
}

static void
assert_rule (SsAnswer *answer, const char *rule)
{
  ss_answer_assert_error (answer, 403, "permission_denied");
  g_assert_cmpstr (ss_answer_get_string (answer, "rule"), ==, rule);
}

static void
test_rules (void)
{
  g_autofree char *staff = ss_fixture_user_id (fixture, ACME, STAFF);
  g_autofree char *owner = ss_fixture_user_id (fixture, ACME, OWNER);
  g_autofree char *stranger = ss_fixture_user_id (fixture, SS_FIXTURE_BLOOM, STAFF);
  g_autoptr (SsAnswer) self = grant_as (ACME, OWNER, owner, "settings.edit", NULL);
  g_autoptr (SsAnswer) lacking = grant_as (ACME, OWNER, staff, "tenants.view", NULL);
  g_autoptr (SsAnswer) platform = grant_as (ACME, SS_ROLE_SUPERUSER, staff, "tenants.view", NULL);
  g_autoptr (SsAnswer) elsewhere = grant_as (ACME, OWNER, stranger, "settings.edit", NULL);
  g_autoptr (SsAnswer) unknown = grant_as (ACME, OWNER, staff, "settings.fly", NULL);
  g_autoptr (SsAnswer) brief = grant_as (ACME, OWNER, staff, "settings.edit", ",\"durationMinutes\":4");
  g_autoptr (SsAnswer) lengthy = grant_as (ACME, OWNER, staff, "settings.edit", ",\"durationMinutes\":241");
  g_autoptr (SsAnswer) strange = grant_as (ACME, OWNER, staff, "settings.edit", ",\"colour\":1");
  g_autoptr (SsAnswer) unable = grant_as (ACME, MANAGER, staff, "plugins.view", NULL);

  assert_rule (self, "self");
  assert_rule (lacking, "not_by_right");
  ss_answer_assert_status (platform, 400);
  ss_answer_assert_error (elsewhere, 404, "not_found");
  ss_answer_assert_status (unknown, 400);
  ss_answer_assert_status (brief, 400);
  ss_answer_assert_status (lengthy, 400);
  ss_answer_assert_status (strange, 400);
  assert_rule (unable, "grants.manage");
}

/* What was granted can't be granted on; what one has by right can, once one may grant at all. */
static void
test_passing_on (void)
{
  g_autofree char *staff = ss_fixture_user_id (fixture, ACME, STAFF);
  g_autofree char *granting = grant (MANAGER, "grants.manage"), *settings = grant (MANAGER, "settings.edit");
  g_autoptr (SsAnswer) passed = grant_as (ACME, MANAGER, staff, "settings.edit", NULL);
  g_autoptr (SsAnswer) own = grant_as (ACME, MANAGER, staff, "plugins.view", NULL);

  assert_rule (passed, "not_by_right");
  ss_answer_assert_status (own, 201);
  take_back (ss_answer_get_string (own, "id"));
  take_back (granting);
  take_back (settings);
}

/* Once a request that needed it, be it reading or writing; not where one looks what one may. */
static void
test_use (void)
{
  g_autofree char *id = grant (STAFF, "settings.edit"), *view = grant (STAFF, "audit.view");
  guint before = count_entries ("GRANT_USED");
  g_autoptr (SsAnswer) me = ss_fixture_call_as (fixture, ACME, STAFF, "GET", "/users/me/", NULL);
  g_autoptr (SsAnswer) unneeded = ss_fixture_call_as (fixture, ACME, STAFF, "GET", "/services/", NULL);
  g_autoptr (SsAnswer) changed = NULL, read = NULL, bad = NULL;

  g_assert_cmpuint (count_entries ("GRANT_USED"), ==, before);
  changed =
      ss_fixture_call_as (fixture, ACME, STAFF, "PATCH", "/tenant/settings/", "{\"weekStart\":\"sun\"}");
  ss_answer_assert_status (changed, 200);
  g_assert_cmpuint (count_entries ("GRANT_USED"), ==, before + 1);
  read = ss_fixture_call_as (fixture, ACME, STAFF, "GET", "/audit-log/verify/", NULL);
  ss_answer_assert_status (read, 200);
  g_assert_true (json_node_get_boolean (ss_answer_get_member (read, "ok")));
  g_assert_cmpuint (count_entries ("GRANT_USED"), ==, before + 2);
  bad = ss_fixture_call_as (fixture, ACME, STAFF, "PATCH", "/tenant/settings/", "{\"weekStart\":1}");
  ss_answer_assert_status (bad, 400);
  g_assert_cmpuint (count_entries ("GRANT_USED"), ==, before + 3);
  take_back (id);
  take_back (view);
}

static void
assert_result (JsonArray *results, guint index, gboolean ok, const char *code)
{
  JsonObject *result = json_array_get_object_element (results, index);

  g_assert_cmpint (json_object_get_boolean_member (result, "ok"), ==, ok);
  g_assert_cmpstr (json_object_get_string_member_with_default (result, "code", NULL), ==, code);
}

static void
test_bulk (void)
{
  g_autofree char *one = grant (STAFF, "settings.edit"), *two = grant (STAFF, "reports.view");
  g_autofree char *body = NULL, *path = g_strdup_printf ("/permission-grants/%s/revoke/", one);
  g_autoptr (SsAnswer) answer = NULL, again = NULL, missing = NULL;
  JsonArray *results;

  set_expiry (two, g_get_real_time () - 1);
  body = g_strdup_printf ("{\"ids\":[\"%s\",\"%s\",\"%s\"]}", one, two, ANY_ID);
  answer = ss_fixture_call_as (fixture, ACME, OWNER, "POST", "/permission-grants/revoke/", body);
  ss_answer_assert_status (answer, 200);
  results = json_node_get_array (ss_answer_get_member (answer, "results"));
  assert_result (results, 0, TRUE, NULL);
  assert_result (results, 1, FALSE, "not_active");
  assert_result (results, 2, FALSE, "not_found");
  again = ss_fixture_call_as (fixture, ACME, OWNER, "POST", path, "{}");
  ss_answer_assert_error (again, 409, "not_active");
  missing = ss_fixture_call_as (fixture, SS_FIXTURE_BLOOM, OWNER, "POST", path, "{}");
  ss_answer_assert_error (missing, 404, "not_found");
}

/* Half an hour unless it is said; written down once when it is over, though nobody looks. */
static void
test_expiry (void)
{
  g_autofree char *staff = ss_fixture_user_id (fixture, ACME, STAFF);
  g_autofree char *id = NULL, *path = NULL;
  g_autoptr (SsAnswer) made = grant_as (ACME, OWNER, staff, "reports.view", NULL), gone = NULL, listed = NULL;
  gint64 later = g_get_real_time () + 31 * G_TIME_SPAN_MINUTE, sooner = later - 2 * G_TIME_SPAN_MINUTE;
  guint before;

  ss_answer_assert_status (made, 201);
  ss_fixture_assert_created (fixture, ACME, OWNER, made);
  g_assert_cmpstr (ss_answer_get_string (made, "status"), ==, "ACTIVE");
  id = g_strdup (ss_answer_get_string (made, "id"));
  ss_grant_sweep (ss_fixture_get_store (fixture), sooner - G_TIME_SPAN_MINUTE);
  before = count_entries ("GRANT_EXPIRED");
  ss_grant_sweep (ss_fixture_get_store (fixture), later);
  ss_grant_sweep (ss_fixture_get_store (fixture), later);
  g_assert_cmpuint (count_entries ("GRANT_EXPIRED"), ==, before + 1);

  set_expiry (id, g_get_real_time () - 1);
  path = g_strdup_printf ("/permission-grants/%s/", id);
  gone = ss_fixture_call_as (fixture, ACME, OWNER, "GET", path, NULL);
  g_assert_cmpstr (ss_answer_get_string (gone, "status"), ==, "EXPIRED");
  listed = ss_fixture_call_as (fixture, ACME, OWNER, "GET", "/permission-grants/?status=ACTIVE", NULL);
  g_assert_null (strstr (listed->body, id));
}

/* The platform's clock says when; one that goes back by hours gives nobody more time, nor does it take any.
 */
static void
test_clock (void)
{
  static const struct
  {
    gint64 shift;
    gboolean counts;
  } steps[] = {
    { 0, TRUE },
    { 4 * G_TIME_SPAN_MINUTE, TRUE },
    { -30 * G_TIME_SPAN_SECOND, TRUE },
    { -2 * G_TIME_SPAN_HOUR, FALSE },
    { 0, TRUE },
    { 6 * G_TIME_SPAN_MINUTE, FALSE },
  };
  const SsRoute *route = find_route (SS_PERMISSION_REPORTS_VIEW);
  g_autofree char *id = grant (STAFF, "reports.view");
  const char *token = ss_fixture_token (fixture, ACME, STAFF);
  const SsCall call = { .path = route->path, .tenant = ACME, .token = token };

  /* Within the life of a token. */
  set_expiry (id, g_get_real_time () + 5 * G_TIME_SPAN_MINUTE);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (SsAnswer) answer = NULL;

      ss_clock_shift (steps[i].shift);
      answer = ss_fixture_call (fixture, &call);
      ss_clock_shift (-steps[i].shift);
      g_test_message ("%" G_GINT64_FORMAT " s", steps[i].shift / G_USEC_PER_SEC);
      if (steps[i].counts)
        g_assert_cmpuint (answer->status, !=, 403);
      else
        assert_rule (answer, "reports.view");
    }
  set_expiry (id, g_get_real_time () - 1);
}

static const char *
read_status (const char *id)
{
  g_autofree char *path = g_strdup_printf ("/permission-grants/%s/", id);
  g_autoptr (SsAnswer) grant = ss_fixture_call_as (fixture, ACME, OWNER, "GET", path, NULL);

  return g_intern_string (ss_answer_get_string (grant, "status"));
}

static gboolean
is_listed_active (const char *id)
{
  g_autoptr (SsAnswer) list =
      ss_fixture_call_as (fixture, ACME, OWNER, "GET", "/permission-grants/?status=ACTIVE", NULL);

  ss_answer_assert_status (list, 200);
  return strstr (list->body, id) != NULL;
}

/* What is said is what counts: before its start a grant is not active, and what has ended has. */
static void
test_clock_status (void)
{
  g_autofree char *id = grant (STAFF, "reports.view");

  g_assert_cmpstr (read_status (id), ==, "ACTIVE");
  g_assert_true (is_listed_active (id));
  ss_clock_shift (-2 * G_TIME_SPAN_HOUR);
  g_assert_cmpstr (read_status (id), ==, "EXPIRED");
  g_assert_false (is_listed_active (id));
  ss_clock_shift (2 * G_TIME_SPAN_HOUR);
  g_assert_cmpstr (read_status (id), ==, "ACTIVE");

  ss_grant_sweep (ss_fixture_get_store (fixture), g_get_real_time () + 31 * G_TIME_SPAN_MINUTE);
  g_assert_cmpstr (read_status (id), ==, "EXPIRED");
  g_assert_false (is_listed_active (id));
  g_assert_false (is_listed (SS_PERMISSION_REPORTS_VIEW, STAFF));
  g_assert_false (is_admitted (find_route (SS_PERMISSION_REPORTS_VIEW), STAFF));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();

  g_test_add_func ("/grants/every-permission", test_every_permission);
  g_test_add_func ("/grants/rules", test_rules);
  g_test_add_func ("/grants/passing-on", test_passing_on);
  g_test_add_func ("/grants/use", test_use);
  g_test_add_func ("/grants/bulk", test_bulk);
  g_test_add_func ("/grants/expiry", test_expiry);
  g_test_add_func ("/grants/clock", test_clock);
  g_test_add_func ("/grants/clock-status", test_clock_status);

  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
