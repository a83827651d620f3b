/* test-query.c: the parameters behind the question mark
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/limits.h"
#include "platform/http/query.h"

static void
test_values (void)
{
  g_autoptr (SsQuery) query =
      ss_query_parse ("search=caf%C3%A9+au+lait&empty=&bare&a=b=c&search=second&%61b=x&&");

  g_assert_cmpstr (ss_query_get (query, "search"), ==, "café au lait");
  g_assert_cmpstr (ss_query_get (query, "empty"), ==, "");
  g_assert_cmpstr (ss_query_get (query, "bare"), ==, "");
  g_assert_cmpstr (ss_query_get (query, "a"), ==, "b=c");
  g_assert_cmpstr (ss_query_get (query, "ab"), ==, "x");
  g_assert_null (ss_query_get (query, "Search"));
  g_assert_null (ss_query_get (query, ""));
}

static void
test_lists (void)
{
  g_autoptr (SsQuery) query = ss_query_parse ("role=A,B&x=1&role=C&role=,,D,");
  g_auto (GStrv) roles = ss_query_get_all (query, "role");
  g_auto (GStrv) none = ss_query_get_all (query, "other");
  g_autofree char *joined = g_strjoinv (" ", roles);

  g_assert_cmpstr (joined, ==, "A B C D");
  g_assert_null (none[0]);
}

static void
test_replace (void)
{
  g_autoptr (SsQuery) query = ss_query_parse ("a=%26&page=7&b=%C3%A9&page=8");
  g_autoptr (SsQuery) empty = ss_query_parse (NULL);
  g_autofree char *text = ss_query_replace (query, "page", "9");
  g_autofree char *alone = ss_query_replace (empty, "page", "2");

  g_assert_cmpstr (text, ==, "a=%26&b=%C3%A9&page=9");
  g_assert_cmpstr (alone, ==, "page=2");
}

static void
test_broken (void)
{
  static const char *const broken[] = { "a=%", "a=%4", "a=%zz", "a=%ff", "%ff=1", "a=%00b", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    g_assert_null (ss_query_parse (broken[i]));
}

static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SsQuery) good = NULL;

  for (guint i = 0; i < SS_PARAMETERS_MAX; i++)
    g_string_append (text, "a=1&");
  good = ss_query_parse (text->str);
  g_assert_nonnull (good);
  g_string_append (text, "a=1");
  g_assert_null (ss_query_parse (text->str));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/values", test_values);
  g_test_add_func ("/query/lists", test_lists);
  g_test_add_func ("/query/replace", test_replace);
  g_test_add_func ("/query/broken", test_broken);
  g_test_add_func ("/query/many", test_many);
  return g_test_run ();
}
