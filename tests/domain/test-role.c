/* test-role.c: names, ranks, and every assignment of a role
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/role.h"

/* Contract section 3, highest first. */
static const char *const names[SS_N_ROLES] = {
  "SUPERUSER",    "PLATFORM_MANAGER", "PLATFORM_SALES", "PLATFORM_SUPPORT",
  "TENANT_OWNER", "TENANT_MANAGER",   "TENANT_STAFF",   "CUSTOMER",
};

static const char *const labels[SS_N_ROLES] = {
  "Superuser",    "Platform manager", "Platform sales", "Platform support",
  "Tenant owner", "Tenant manager",   "Tenant staff",   "Customer",
};

static void
test_names (void)
{
  for (guint i = 0; i < SS_N_ROLES; i++)
    {
      SsRole role = SS_N_ROLES;

      g_assert_cmpstr (ss_role_to_string (i), ==, names[i]);
      g_assert_cmpstr (ss_role_get_label (i), ==, labels[i]);
      g_assert_true (ss_role_from_string (names[i], &role));
      g_assert_cmpint (role, ==, i);
      g_assert_true (ss_role_from_string (names[i], NULL));
      g_assert_cmpint (ss_role_is_platform (i), ==, i < 4);
    }
}

static void
test_unknown_names (void)
{
  static const char *const unknown[] = { NULL, "", "superuser", "TENANT_OWNER ", "TENANT", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      SsRole role = SS_ROLE_TENANT_STAFF;

      g_assert_false (ss_role_from_string (unknown[i], &role));
      g_assert_cmpint (role, ==, SS_ROLE_TENANT_STAFF);
    }
}

/* Rows give, columns are given: in the order of the roles. */
static void
test_may_assign (void)
{
  static const char *const table[SS_N_ROLES] = {
    "yyyyyyyy", /* a superuser makes superusers, too */
    "--yyyyyy", /* strictly below */
    "---y-yyy", /* an owner is made by superuser and platform manager */
    "-----yyy", /* the same */
    "-----yyy", "------yy", "-------y", "--------",
  };

  for (guint actor = 0; actor < SS_N_ROLES; actor++)
    for (guint role = 0; role < SS_N_ROLES; role++)
      g_assert_cmpint (ss_role_may_assign (actor, role), ==, table[actor][role] == 'y');
}

static SsPerson
person (const char *id, SsRole role, const char *tenant_id)
{
  return (SsPerson){
    .id = id,
    .role = role,
    .tenant_id = role >= SS_ROLE_TENANT_OWNER ? tenant_id : NULL,
    .is_active = TRUE,
  };
}

/* Written from the sentences of sections 3 and 11, not from the code. */
static const char *
expected_rule (const SsPerson *actor, const SsPerson *target, SsRole new_role)
{
  gboolean is_superuser = actor->role == SS_ROLE_SUPERUSER;
  gboolean in_platform = actor->tenant_id == NULL;
  gboolean makes_owner = new_role == SS_ROLE_TENANT_OWNER;

  if (actor->id == target->id)
    return "self";
  if (!in_platform && target->tenant_id != actor->tenant_id)
    return "other_tenant";
  if (!(target->role > actor->role) && !(is_superuser && target->role == SS_ROLE_SUPERUSER))
    return "not_below";
  if (!(new_role > actor->role) && !(is_superuser && new_role == SS_ROLE_SUPERUSER))
    return "role_not_below";
  if (makes_owner && !is_superuser && actor->role != SS_ROLE_PLATFORM_MANAGER)
    return "role_not_below";
  return NULL;
}

static void
test_every_assignment (void)
{
  static const char *const tenants[] = { "a", "b" };
  guint allowed = 0, refused = 0;

  for (guint i = 0; i < SS_N_ROLES * SS_N_ROLES * SS_N_ROLES * 2; i++)
    {
      guint new_role = i % 8;
      SsPerson actor = person ("1", i / 8 % 8, tenants[0]);
      SsPerson target = person ("2", i / 64 % 8, tenants[i / 512]);
      const char *rule = ss_role_check_assignment (&actor, &target, new_role);

      g_assert_cmpstr (rule, ==, expected_rule (&actor, &target, new_role));
      if (rule == NULL)
        allowed++;
      else
        refused++;

      /* Properties: nobody rises to or above the one who gives; no tenant reaches into another. */
      if (rule == NULL && actor.role != SS_ROLE_SUPERUSER)
        {
          g_assert_cmpint (new_role, >, actor.role);
          g_assert_cmpint (target.role, >, actor.role);
        }
      if (rule == NULL && actor.tenant_id != NULL)
        g_assert_cmpstr (actor.tenant_id, ==, target.tenant_id);
    }
  g_assert_cmpuint (allowed, >, 0);
  g_assert_cmpuint (refused, >, allowed);
}

static void
test_nobody_changes_themselves (void)
{
  for (guint i = 0; i < SS_N_ROLES * SS_N_ROLES; i++)
    {
      SsPerson one = person ("1", i % 8, "a");
      char same_id[] = "1";
      SsPerson same = person (same_id, i % 8, "a");

      g_assert_cmpstr (ss_role_check_assignment (&one, &one, i / 8), ==, "self");
      g_assert_cmpstr (ss_role_check_assignment (&one, &same, i / 8), ==, "self");
    }
}

static void
test_tenants (void)
{
  SsPerson owner = person ("1", SS_ROLE_TENANT_OWNER, "a");
  SsPerson colleague = person ("2", SS_ROLE_TENANT_STAFF, "a");
  SsPerson stranger = person ("3", SS_ROLE_TENANT_STAFF, "b");
  SsPerson nowhere = person ("4", SS_ROLE_TENANT_OWNER, NULL);
  SsPerson nobody = person ("5", SS_ROLE_CUSTOMER, NULL);

  g_assert_true (ss_person_shares_tenant (&owner, &colleague));
  g_assert_false (ss_person_shares_tenant (&owner, &stranger));
  g_assert_false (ss_person_shares_tenant (&owner, &nowhere));
  g_assert_false (ss_person_shares_tenant (&nowhere, &owner));
  /* A broken row must not reach other broken rows. */
  g_assert_cmpstr (ss_role_check_assignment (&nowhere, &nobody, SS_ROLE_CUSTOMER), ==, "other_tenant");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/role/names", test_names);
  g_test_add_func ("/role/unknown-names", test_unknown_names);
  g_test_add_func ("/role/may-assign", test_may_assign);
  g_test_add_func ("/role/every-assignment", test_every_assignment);
  g_test_add_func ("/role/nobody-changes-themselves", test_nobody_changes_themselves);
  g_test_add_func ("/role/tenants", test_tenants);
  return g_test_run ();
}
