/* test-category.c: the categories of plugins, known and not
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/category.h"

/* Contract section 5. */
static const struct
{
  const char *name;
  const char *label;
} table[] = {
  { "EMAIL", "Email" },      { "REPORTS", "Reports" },          { "CUSTOMER", "Customers" },
  { "BOOKING", "Bookings" }, { "INTEGRATION", "Integrations" }, { "AUTOMATION", "Automation" },
  { "OTHER", "Other" },
};

static void
test_known (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (table), ==, SS_N_CATEGORIES);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      SsCategory category = SS_N_CATEGORIES;

      g_assert_cmpstr (ss_category_to_string (i), ==, table[i].name);
      g_assert_cmpstr (ss_category_get_label (i), ==, table[i].label);
      g_assert_cmpstr (ss_category_describe (table[i].name), ==, table[i].label);
      g_assert_true (ss_category_from_string (table[i].name, &category));
      g_assert_cmpint (category, ==, i);
      g_assert_true (ss_category_from_string (table[i].name, NULL));
    }
}

static void
test_unknown (void)
{
  static const char *const unknown[] = { "PAYMENT", "email", "EMAIL ", "Ökologie", "\xff" };
  SsCategory category = SS_CATEGORY_BOOKING;

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_assert_false (ss_category_from_string (unknown[i], &category));
      g_assert_true (ss_category_describe (unknown[i]) == unknown[i]);
    }
  g_assert_false (ss_category_from_string (NULL, &category));
  g_assert_cmpint (category, ==, SS_CATEGORY_BOOKING);
}

static void
test_nothing (void)
{
  g_assert_cmpstr (ss_category_describe (NULL), ==, "Other");
  g_assert_cmpstr (ss_category_describe (""), ==, "Other");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/category/known", test_known);
  g_test_add_func ("/category/unknown", test_unknown);
  g_test_add_func ("/category/nothing", test_nothing);
  return g_test_run ();
}
