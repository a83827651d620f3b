/* test-access-list.c: what an update adds, takes away and leaves
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/plugins/access-list.h"

static char *
spell (const char *const *before, const char *const *after)
{
  static const char marks[] = { [SS_ACCESS_SAME] = '=', [SS_ACCESS_ADDED] = '+', [SS_ACCESS_REMOVED] = '-' };
  g_autoptr (GPtrArray) entries = ss_access_compare (before, after);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      SsAccessEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (text, "%c%s ", marks[entry->change], entry->code);
    }
  return g_string_free (text, FALSE);
}

static void
test_difference (void)
{
  const char *const before[] = { "calendar.view", "customers.view", NULL };
  const char *const after[] = { "customers.view", "reports.view", NULL };
  g_autofree char *text = spell (before, after);

  g_assert_cmpstr (text, ==, "+reports.view -calendar.view =customers.view ");
}

static void
test_install (void)
{
  const char *const after[] = { "customers.view", "reports.view", NULL };
  g_autofree char *text = spell (NULL, after);

  g_assert_cmpstr (text, ==, "=customers.view =reports.view ");
}

static void
test_from_nothing (void)
{
  const char *const before[] = { NULL };
  const char *const after[] = { "customers.view", NULL };
  g_autofree char *text = spell (before, after);

  g_assert_cmpstr (text, ==, "+customers.view ");
}

static void
test_without (void)
{
  const char *const all[] = { "calendar.view", "customers.view", NULL };
  const char *const added[] = { "customers.view", NULL };
  g_auto (GStrv) before = ss_access_without (all, added);

  g_assert_cmpuint (g_strv_length (before), ==, 1);
  g_assert_cmpstr (before[0], ==, "calendar.view");
}

static void
test_words (void)
{
  g_assert_cmpstr (ss_access_describe ("customers.view"), !=, "customers.view");
  g_assert_cmpstr (ss_access_describe ("weather.change"), ==, "weather.change");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/access-list/difference", test_difference);
  g_test_add_func ("/access-list/install", test_install);
  g_test_add_func ("/access-list/from-nothing", test_from_nothing);
  g_test_add_func ("/access-list/without", test_without);
  g_test_add_func ("/access-list/words", test_words);
  return g_test_run ();
}
