/* test-route-grants.c: every permission, for every role that has it not by right, over every route that needs
 * it: before a grant, while it lasts, after its end and after it was revoked (contract sections 3 and 7)
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "domain/permission.h"
#include "route-table.h"

/* Those who lack something that can be granted to them, where they may be, and who grants it. */
typedef struct
{
  SsRole role;
  const char *tenant;
  SsRole grantor;
  const char *grantor_tenant; /* NULL: on the platform's own host */
} Subject;

static const Subject subjects[] = {
  { SS_ROLE_PLATFORM_SALES, SS_FIXTURE_DEMO, SS_ROLE_SUPERUSER, NULL },
  { SS_ROLE_PLATFORM_SUPPORT, SS_FIXTURE_ACME, SS_ROLE_SUPERUSER, NULL },
  { SS_ROLE_TENANT_MANAGER, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, SS_FIXTURE_ACME },
  { SS_ROLE_TENANT_STAFF, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, SS_FIXTURE_ACME },
  { SS_ROLE_CUSTOMER, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, SS_FIXTURE_ACME },
};

/* What no owner has is not granted in a business, by nobody. */
static const char *const of_the_platform[] = { "plugins.publish", "tenants.view", "tenants.manage", NULL };

static SsFixture *fixture;

static SsAnswer *
grant (const Subject *subject, const char *permission)
{
  const char *home = ss_role_is_platform (subject->role) ? NULL : subject->tenant;
  g_autofree char *grantee = ss_fixture_user_id (fixture, home, subject->role);
  g_autofree char *body =
      g_strdup_printf ("{\"granteeId\":\"%s\",\"action\":\"%s\",\"reason\":\"Covers for Bea\"}", grantee,
                       permission);

  return ss_fixture_call_as (fixture, subject->grantor_tenant, subject->grantor, "POST",
                             "/permission-grants/", body);
}

static void
take_back (const Subject *subject, const char *id)
{
  g_autofree char *path = g_strdup_printf ("/permission-grants/%s/revoke/", id);
  g_autoptr (SsAnswer) answer =
      ss_fixture_call_as (fixture, subject->grantor_tenant, subject->grantor, "POST", path, "{}");

  ss_answer_assert_status (answer, 200);
}

/* As if its time were over. */
static void
expire (const Subject *subject, const char *id)
{
  g_autofree char *schema =
      subject->grantor_tenant != NULL ? ss_store_schema_name (subject->grantor_tenant) : NULL;
  g_autofree char *sql = g_strdup_printf ("UPDATE %spermission_grants SET expires_at = $2 WHERE id = $1",
                                          schema == NULL ? "shared." : "");
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction =
      ss_store_begin (ss_fixture_get_store (fixture), schema, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  ss_transaction_execute (transaction, sql, NULL, &error, "si", id, g_get_real_time () - 1);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static guint
count_in_chain (const char *tenant, const char *action)
{
  g_autofree char *path = g_strdup_printf ("/audit-log/?action=%s&page_size=1", action);
  g_autoptr (SsAnswer) answer = ss_fixture_call_as (fixture, tenant, SS_ROLE_SUPERUSER, "GET", path, NULL);

  ss_answer_assert_status (answer, 200);
  return (guint) json_node_get_int (ss_answer_get_member (answer, "count"));
}

/* What is about businesses as such stands in the platform's chain. */
static guint
count_entries (const char *tenant, const char *action)
{
  return count_in_chain (tenant, action) + count_in_chain (NULL, action);
}

/* Makes every call that needs the permission. Each leaves one entry, of its use or of its refusal. */
static guint
try_all (const Subject *subject, const char *permission, gboolean is_granted)
{
  /* Where the platform's own matters are, for whom it has a place there. */
  gboolean is_above = ss_role_is_platform (subject->role) && g_strv_contains (of_the_platform, permission);
  const char *tenant = is_above ? NULL : subject->tenant;
  const char *token = ss_fixture_token (fixture, tenant, subject->role);
  const char *who = ss_role_to_string (subject->role);
  guint used = count_entries (subject->tenant, "GRANT_USED");
  guint denied = count_entries (subject->tenant, "PERMISSION_DENIED");
  guint n_expectations, n_tried = 0;
  const SsExpectation *expectations = ss_route_table_get (&n_expectations);

  for (guint i = 0; i < n_expectations; i++)
    {
      const SsExpectation *expectation = &expectations[i];
      g_autoptr (SsAnswer) answer = NULL;

      if (g_strcmp0 (expectation->rule, permission) != 0)
        continue;
      answer = ss_expectation_call (expectation, fixture, tenant, token);
      if (is_granted)
        ss_expectation_assert_admitted (expectation, answer, who);
      else
        ss_expectation_assert_refused (expectation, answer, who, 403, "permission_denied", permission);
      n_tried++;
    }
  g_assert_cmpuint (count_entries (subject->tenant, "GRANT_USED"), ==, used + (is_granted ? n_tried : 0));
  g_assert_cmpuint (count_entries (subject->tenant, "PERMISSION_DENIED"), ==,
                    denied + (is_granted ? 0 : n_tried));
  return n_tried;
}

static guint
try_grants (const Subject *subject, const char *permission)
{
  guint n_tried = try_all (subject, permission, FALSE);
  g_autoptr (SsAnswer) revoked = grant (subject, permission), expired = NULL;

  ss_answer_assert_status (revoked, 201);
  try_all (subject, permission, TRUE);
  take_back (subject, ss_answer_get_string (revoked, "id"));
  try_all (subject, permission, FALSE);

  expired = grant (subject, permission);
  ss_answer_assert_status (expired, 201);
  try_all (subject, permission, TRUE);
  expire (subject, ss_answer_get_string (expired, "id"));
  try_all (subject, permission, FALSE);
  return n_tried;
}

/* Whether the role has it not by right, told by the calls that need it. */
static gboolean
is_lacking (const Subject *subject, const char *permission)
{
  guint n_expectations;
  const SsExpectation *expectations = ss_route_table_get (&n_expectations);

  for (guint i = 0; i < n_expectations; i++)
    if (g_strcmp0 (expectations[i].rule, permission) == 0)
      return expectations[i].who[subject->role] == '-';
  return FALSE;
}

static void
test_grants (gconstpointer data)
{
  const Subject *subject = data;
  guint n_tried = 0;

  for (guint i = 0; i < SS_N_PERMISSIONS; i++)
    {
      const char *permission = ss_permission_to_string ((SsPermission) i);
      gboolean is_platform = g_strv_contains (of_the_platform, permission);

      if (!is_lacking (subject, permission) || (is_platform && subject->grantor_tenant != NULL))
        continue;
      g_test_message ("%s for %s", permission, ss_role_to_string (subject->role));
      n_tried += try_grants (subject, permission);
    }
  g_assert_cmpuint (n_tried, >, 10);
}

/* Neither the owner nor the platform's staff can open to a business's people what is the platform's. */
static void
test_platform_only (void)
{
  static const Subject refused[] = {
    { SS_ROLE_TENANT_MANAGER, SS_FIXTURE_ACME, SS_ROLE_TENANT_OWNER, SS_FIXTURE_ACME },
    { SS_ROLE_TENANT_OWNER, SS_FIXTURE_ACME, SS_ROLE_SUPERUSER, SS_FIXTURE_ACME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    for (guint j = 0; of_the_platform[j] != NULL; j++)
      {
        g_autoptr (SsAnswer) answer = grant (&refused[i], of_the_platform[j]);

        g_assert_true (answer->status == 403 || answer->status == 400);
        try_all (&refused[i], of_the_platform[j], FALSE);
      }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/route-grants/complete", ss_route_table_assert_complete);
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autofree char *path = g_strdup_printf ("/route-grants/%s", ss_role_to_string (subjects[i].role));

      g_test_add_data_func (path, &subjects[i], test_grants);
    }
  g_test_add_func ("/route-grants/platform-only", test_platform_only);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
