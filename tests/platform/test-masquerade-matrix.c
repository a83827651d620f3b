/* test-masquerade-matrix.c: who may act as whom, each with each (contract sections 4 and 11)
 *
 * What is expected is written down from the contract's text, not taken from the domain.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "masquerade-case.h"

/* Section 4, highest first: SUPERUSER anyone, also another SUPERUSER; PLATFORM_SALES demo accounts of tenant
 * roles; PLATFORM_SUPPORT tenant users; TENANT_OWNER TENANT_STAFF; others no one. */
static const char *const may_act_as[SS_N_ROLES] = {
  "++++++++", "--------", "----++++", "----++++", "------+-", "--------", "--------", "--------",
};

typedef enum
{
  STATE_SIGNED_IN,
  STATE_SIGNED_OUT,
  STATE_DEACTIVATED,
  STATE_MASQUERADING,
} State;

typedef struct
{
  char *id;
  char *email;
  const char *tenant; /* NULL: platform */
  SsRole role;
  gboolean is_active;
  gboolean is_temporary;
} Target;

typedef struct
{
  guint status;
  const char *code; /* of a 401 or 404 */
  const char *rule; /* of the 403, and in the log */
  gboolean is_logged;
} Expected;

/* The rules in the order in which they are tried. People of tenants are all of acme. */
static Expected
expect (SsRole actor, State state, const Target *target)
{
  gboolean is_tenant_actor = actor >= SS_ROLE_TENANT_OWNER;

  /* Section 1: 401 `not_authenticated`, `token_not_valid`. */
  if (state == STATE_SIGNED_OUT)
    return (Expected){ 401, "not_authenticated", NULL, FALSE };
  /* Section 11: «the caller `inactive`» comes first; the sessions of who is deactivated end at once. */
  if (state == STATE_DEACTIVATED)
    return (Expected){ 401, "token_not_valid", NULL, FALSE };
  /* Section 4: «`depth` (one level, no chains)»; section 11: before the target is looked up. */
  if (state == STATE_MASQUERADING)
    return (Expected){ 403, NULL, "depth", TRUE };
  /* Section 11: «To tenant roles a user of another tenant does not exist: 404, logged as `HIJACK_DENIED` with
   * rule `other_tenant`», and «for tenant roles platform users do not exist either». */
  if (is_tenant_actor && g_strcmp0 (target->tenant, SS_FIXTURE_ACME) != 0)
    return (Expected){ 404, "not_found", "other_tenant", TRUE };
  /* Section 4: «`inactive` (either side deactivated)»; section 11: who has never accepted is inactive, too.
   */
  if (!target->is_active)
    return (Expected){ 403, NULL, "inactive", TRUE };
  /* Section 4: `superuser_protected`; «SUPERUSER: anyone, also another SUPERUSER». */
  if (target->role == SS_ROLE_SUPERUSER && actor != SS_ROLE_SUPERUSER)
    return (Expected){ 403, NULL, "superuser_protected", TRUE };
  /* Section 4: the table of who may act as whom. */
  if (may_act_as[actor][target->role] != '+')
    return (Expected){ 403, NULL, "matrix", TRUE };
  /* Section 4: «PLATFORM_SALES: demo accounts (`isTemporary` true), of tenant roles». */
  if (actor == SS_ROLE_PLATFORM_SALES && !target->is_temporary)
    return (Expected){ 403, NULL, "not_demo", TRUE };
  return (Expected){ 200, NULL, NULL, TRUE };
}

static void
target_clear (gpointer data)
{
  Target *target = data;

  g_free (target->id);
  g_free (target->email);
}

static void
add_targets (GArray *targets, const char *tenant)
{
  for (guint role = 0; role < SS_N_ROLES; role++)
    for (guint kind = 0; kind < 4 && ss_role_is_platform ((SsRole) role) == (tenant == NULL); kind++)
      {
        g_autofree char *local = g_strdup_printf ("target-%u-%u", role, kind);
        Target target = { .tenant = tenant,
                          .role = (SsRole) role,
                          .is_active = (kind & 1) == 0,
                          .is_temporary = (kind & 2) != 0 };

        target.id = make_user (tenant, local, target.role, target.is_temporary);
        target.email = g_strdup_printf ("%s@%s.example", local, tenant != NULL ? tenant : "platform");
        if (!target.is_active)
          set_user (tenant, target.id, "status", kind & 2 ? "INVITED" : "DEACTIVATED");
        g_array_append_val (targets, target);
      }
}

/* (transfer full) (nullable): the token of the actor in that state; NULL: signed out, or it can't be */
static char *
make_token (SsRole actor, State state, const char **tenant, char **email, gboolean *exists)
{
  const char *home = ss_role_is_platform (actor) ? NULL : SS_FIXTURE_ACME;
  g_autofree char *local = g_strdup_printf ("actor-%u-%u", actor, state);
  g_autofree char *other = g_strdup_printf ("helped-by-%u", actor);
  g_autofree char *id = NULL;
  g_autoptr (SsAnswer) tokens = NULL;
  g_autoptr (SsAnswer) started = NULL;
  g_autofree char *staff = NULL;

  *tenant = home;
  *exists = TRUE;
  *email = g_strdup_printf ("%s@%s.example", local, home != NULL ? home : "platform");
  if (state == STATE_SIGNED_OUT)
    return NULL;
  id = make_user (home, local, actor, FALSE);
  tokens = sign_in (home, local);
  if (state == STATE_DEACTIVATED)
    set_user (home, id, "status", "DEACTIVATED");
  if (state != STATE_MASQUERADING)
    return g_strdup (ss_answer_get_string (tokens, "access"));

  /* Only some can be in one: as staff, which all of those may. */
  *exists = strchr (may_act_as[actor], '+') != NULL;
  if (!*exists)
    return NULL;
  staff = make_user (SS_FIXTURE_ACME, other, SS_ROLE_TENANT_STAFF, TRUE);
  started = begin (home, ss_answer_get_string (tokens, "access"), staff, "ACT");
  ss_answer_assert_status (started, 200);
  *tenant = SS_FIXTURE_ACME;
  return g_strdup (ss_answer_get_string (started, "access"));
}

static void
assert_expected (SsAnswer *answer, const Expected *expected)
{
  if (expected->status == 403)
    assert_denied (answer, expected->rule);
  else if (expected->status == 200)
    ss_answer_assert_status (answer, 200);
  else
    ss_answer_assert_error (answer, expected->status, expected->code);
}

static void
try_check (const char *tenant, const char *token, const Target *target, const Expected *expected)
{
  guint n_lines = count_lines ();
  g_autofree char *path = g_strdup_printf ("/auth/masquerade/check/?user_id=%s", target->id);
  g_autoptr (SsAnswer) answer = call (tenant, token, "GET", path, NULL);

  g_assert_cmpuint (count_lines (), ==, n_lines);
  if (expected->status == 401 || expected->status == 404)
    {
      ss_answer_assert_error (answer, expected->status, expected->code);
      return;
    }
  ss_answer_assert_status (answer, 200);
  g_assert_true (json_node_get_boolean (ss_answer_get_member (answer, "allowed"))
                 == (expected->status == 200));
  g_assert_cmpstr (json_node_get_string (ss_answer_get_member (answer, "rule")), ==, expected->rule);
  g_assert_cmpstr (ss_answer_get_string (answer, "explanation"), !=, "");
}

static void
try_start (const char *tenant, const char *token, const char *email, const Target *target,
           const Expected *expected, const char *mode)
{
  guint n_lines = count_lines ();
  g_autoptr (SsAnswer) answer = begin (tenant, token, target->id, mode);
  /* Whom one is not told of is not named. */
  gboolean is_named =
      expected->status == 200 || (expected->status == 403 && strcmp (expected->rule, "depth") != 0);

  assert_expected (answer, expected);
  g_assert_cmpuint (count_lines (), ==, n_lines + expected->is_logged);
  if (expected->is_logged)
    assert_logged (expected->status == 200 ? "HIJACK_START" : "HIJACK_DENIED", email,
                   is_named ? target->email : NULL, mode, REASON, expected->rule);
  if (expected->status != 200)
    return;
  g_assert_cmpstr (ss_answer_get_string (answer, "mode"), ==, mode);
  g_assert_cmpstr (json_node_get_string (ss_answer_get_member (answer, "tenantSubdomain")), ==,
                   target->tenant);
  assert_token (target->tenant, ss_answer_get_string (answer, "access"), NULL);
}

/* 8 × 8 roles, own or another tenant, active or not, temporary or not, four states, both modes. */
static void
test_matrix (void)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (Target));
  guint n_tried = 0;

  g_array_set_clear_func (targets, target_clear);
  add_targets (targets, NULL);
  add_targets (targets, SS_FIXTURE_ACME);
  add_targets (targets, SS_FIXTURE_BLOOM);
  for (guint actor = 0; actor < SS_N_ROLES; actor++)
    for (guint state = STATE_SIGNED_IN; state <= STATE_MASQUERADING; state++)
      {
        const char *tenant;
        gboolean exists;
        g_autofree char *email = NULL;
        g_autofree char *token = make_token ((SsRole) actor, (State) state, &tenant, &email, &exists);

        for (guint i = 0; exists && i < targets->len; i++)
          {
            const Target *target = &g_array_index (targets, Target, i);
            const Expected expected = expect ((SsRole) actor, (State) state, target);

            g_test_message ("%s, state %u, as %s", ss_role_to_string ((SsRole) actor), state, target->email);
            try_check (tenant, token, target, &expected);
            try_start (tenant, token, email, target, &expected, "VIEW");
            try_start (tenant, token, email, target, &expected, "ACT");
            n_tried += 2;
          }
      }
  g_assert_cmpuint (n_tried, ==, 2 * 48 * (8 * 3 + 4));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  fixture = ss_fixture_new ();
  g_test_add_func ("/masquerade/matrix", test_matrix);
  status = g_test_run ();
  ss_fixture_free (fixture);
  return status;
}
