/* test-masquerade.c: the whole matrix, under every circumstance
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/masquerade.h"

/* Contract section 4, "who may act as": rows act, columns are acted as, in the order of the roles.
 * y: may; t: in the same tenant; d: demo accounts. */
static const char *const matrix[SS_N_ROLES] = {
  "yyyyyyyy", /* superuser: anyone, also another superuser */
  "--------", /* platform manager: others, no one */
  "----dddd", /* platform sales: demo accounts, of tenant roles */
  "----yyyy", /* platform support: tenant users */
  "------t-", /* tenant owner: staff of the same tenant */
  "--------", "--------", "--------",
};

/* The codes of section 4 in the order in which they are tried. */
static const char *const order[] = {
  "inactive", "self", "depth", "superuser_protected", "matrix", "other_tenant", "not_demo",
};

/* One circumstance of a masquerade. */
typedef struct
{
  SsPerson actor;
  SsPerson target;
  gboolean already;
} Case;

static Case
nth_case (guint n)
{
  Case c = { 0 };
  guint actor = n % 8, target = n / 8 % 8;

  n /= 64;
  c.actor = (SsPerson){ "1", actor, actor < 4 ? NULL : "a", (n & 1) != 0, (n & 2) != 0 };
  c.target.id = (n & 4) != 0 ? "1" : "2";
  c.target.role = target;
  c.target.tenant_id = target < 4 ? NULL : (n & 8) != 0 ? "a" : "b";
  c.target.is_active = (n & 16) != 0;
  c.target.is_temporary = (n & 32) != 0;
  c.already = (n & 64) != 0;
  return c;
}

#define N_CASES (64 * 128)

/* Each rule judged alone, from the contract's words; the order is applied by the caller. */
static gboolean
refuses (const char *rule, const Case *c)
{
  char cell = matrix[c->actor.role][c->target.role];

  if (g_str_equal (rule, "inactive"))
    return !(c->actor.is_active && c->target.is_active);
  if (g_str_equal (rule, "self"))
    return g_str_equal (c->actor.id, c->target.id);
  if (g_str_equal (rule, "depth"))
    return c->already;
  if (g_str_equal (rule, "superuser_protected"))
    return c->target.role == SS_ROLE_SUPERUSER && c->actor.role != SS_ROLE_SUPERUSER;
  if (g_str_equal (rule, "matrix"))
    return cell == '-';
  if (g_str_equal (rule, "other_tenant"))
    return cell == 't' && g_strcmp0 (c->actor.tenant_id, c->target.tenant_id) != 0;
  if (g_str_equal (rule, "not_demo"))
    return cell == 'd' && !c->target.is_temporary;
  g_assert_not_reached ();
}

static const char *
expected_rule (const Case *c)
{
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (refuses (order[i], c))
      return order[i];
  return NULL;
}

static void
test_every_case (void)
{
  guint seen[SS_N_MASQUERADE_RULES] = { 0 };

  for (guint i = 0; i < N_CASES; i++)
    {
      Case c = nth_case (i);
      SsMasqueradeRule rule = ss_masquerade_check (&c.actor, &c.target, c.already);

      if (g_strcmp0 (ss_masquerade_rule_to_string (rule), expected_rule (&c)) != 0)
        g_test_message ("case %u: %s as %s", i, ss_role_to_string (c.actor.role),
                        ss_role_to_string (c.target.role));
      g_assert_cmpstr (ss_masquerade_rule_to_string (rule), ==, expected_rule (&c));
      seen[rule]++;
    }
  for (guint i = 0; i < SS_N_MASQUERADE_RULES; i++)
    g_assert_cmpuint (seen[i], >, 0);
}

static void
test_matrix (void)
{
  for (guint actor = 0; actor < SS_N_ROLES; actor++)
    for (guint target = 0; target < SS_N_ROLES; target++)
      g_assert_cmpint (ss_masquerade_matrix (actor, target), ==, matrix[actor][target] != '-');
}

/* What must never be, whatever the tables say. */
static void
test_properties (void)
{
  for (guint i = 0; i < N_CASES; i++)
    {
      Case c = nth_case (i);

      if (ss_masquerade_check (&c.actor, &c.target, c.already) != SS_MASQUERADE_ALLOWED)
        continue;
      g_assert_true (c.actor.is_active && c.target.is_active);
      g_assert_false (c.already);
      g_assert_cmpstr (c.actor.id, !=, c.target.id);
      g_assert_true (c.actor.role < c.target.role || c.actor.role == SS_ROLE_SUPERUSER);
      if (c.actor.tenant_id != NULL)
        g_assert_cmpstr (c.actor.tenant_id, ==, c.target.tenant_id);
    }
}

static void
test_rules (void)
{
  g_assert_null (ss_masquerade_rule_to_string (SS_MASQUERADE_ALLOWED));
  g_assert_cmpuint (G_N_ELEMENTS (order), ==, SS_N_MASQUERADE_RULES - 1);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (ss_masquerade_rule_to_string (i + 1), ==, order[i]);

  for (guint i = 0; i < SS_N_MASQUERADE_RULES; i++)
    {
      const char *sentence = ss_masquerade_rule_get_explanation (i);

      g_assert_true (g_ascii_isupper (sentence[0]));
      g_assert_true (g_str_has_suffix (sentence, "."));
    }
}

static void
test_duration (void)
{
  g_assert_cmpint (SS_MASQUERADE_SECONDS, ==, 1800);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/masquerade/every-case", test_every_case);
  g_test_add_func ("/masquerade/matrix", test_matrix);
  g_test_add_func ("/masquerade/properties", test_properties);
  g_test_add_func ("/masquerade/rules", test_rules);
  g_test_add_func ("/masquerade/duration", test_duration);
  return g_test_run ();
}
