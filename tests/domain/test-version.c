/* test-version.c: which versions there are, and their order
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/version.h"

static const char *const valid[] = {
  "0.0.0",
  "0.0.4",
  "1.2.3",
  "10.20.30",
  "1.0.0-alpha",
  "1.0.0-alpha.1",
  "1.0.0-0.3.7",
  "1.0.0-x.7.z.92",
  "1.0.0-x-y-z.--",
  "1.0.0-0",
  "1.0.0-0a",
  "1.0.0-01a",
  "1.0.0--",
  "1.0.0-0-0",
  "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
  "1.0.0+001",
  "1.0.0+-",
  "1.0.0-alpha+001",
  "1.0.0+21AF26D3---117B344092BD",
  "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
  "99999999999999999999999.999999999999999999.99999999999999999",
};

static const char *const invalid[] = {
  NULL,
  "",
  "1",
  "1.2",
  "1.2.",
  "1.2.3.",
  "1.2.3.4",
  "1..3",
  ".1.2",
  "v1.2.3",
  " 1.2.3",
  "1.2.3 ",
  "1.2.3\n",
  "01.2.3",
  "1.02.3",
  "1.2.03",
  "00.0.0",
  "-1.0.0",
  "+1.0.0",
  "1.2.3-",
  "1.2.3+",
  "1.2.3-+b",
  "1.2.3-a+",
  "1.2.3-a..b",
  "1.2.3-.a",
  "1.2.3-a.",
  "1.2.3-01",
  "1.2.3-a.00",
  "1.2.3-0123.0123",
  "1.2.3+a+b",
  "1.2.3+a..b",
  "1.2.3+a.",
  "1.2.3-a_b",
  "1.2.3-ä",
  "1.2.3+ä",
  "1.2.3-\xff",
  "1.2.x",
  "a.b.c",
  "alpha",
  "1.2.-3",
  "1,2,3",
  "٣.٢.١",
};

/* Each is lower than the next: semver.org section 11 first, then what no number of the machine holds. */
static const char *const ascending[] = {
  "0.0.0-0",
  "0.0.0",
  "0.0.1",
  "0.1.0",
  "1.0.0-0",
  "1.0.0-2",
  "1.0.0-11",
  "1.0.0-18446744073709551616",
  "1.0.0-18446744073709551617",
  "1.0.0-100000000000000000000000000000000000000",
  "1.0.0--",
  "1.0.0-1a",
  "1.0.0-Beta",
  "1.0.0-alpha",
  "1.0.0-alpha.1",
  "1.0.0-alpha.beta",
  "1.0.0-alpha-",
  "1.0.0-beta",
  "1.0.0-beta.2",
  "1.0.0-beta.11",
  "1.0.0-beta.11.0",
  "1.0.0-rc.1",
  "1.0.0",
  "1.0.2",
  "1.0.10",
  "1.2.0",
  "1.10.0",
  "2.0.0",
  "2.1.0",
  "2.1.1",
  "10.0.0",
  "18446744073709551615.0.0",
  "18446744073709551616.0.0",
  "99999999999999999999999999.0.0",
  "100000000000000000000000000.0.0",
};

static const char *const alike[][2] = {
  { "1.0.0", "1.0.0" },
  { "1.0.0+a", "1.0.0+b" },
  { "1.0.0", "1.0.0+20130313144700" },
  { "1.0.0-beta+exp.sha.5114f85", "1.0.0-beta" },
  { "1.0.0-a.1+x.y", "1.0.0-a.1+x" },
  { NULL, "" },
  { "nonsense", "1.2" },
};

static int
sign (int order)
{
  return (order > 0) - (order < 0);
}

static void
test_valid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    {
      g_test_message ("%s", valid[i]);
      g_assert_true (ss_version_is_valid (valid[i]));
    }
}

static void
test_invalid (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_test_message ("case %u", i);
      g_assert_false (ss_version_is_valid (invalid[i]));
    }
}

/* Every pair, both ways round. */
static void
test_precedence (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ascending); i++)
    {
      g_assert_true (ss_version_is_valid (ascending[i]));
      for (guint j = 0; j < G_N_ELEMENTS (ascending); j++)
        {
          g_test_message ("%s and %s", ascending[i], ascending[j]);
          g_assert_cmpint (sign (ss_version_compare (ascending[i], ascending[j])), ==, (i > j) - (i < j));
        }
    }
}

static void
test_alike (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    {
      g_assert_cmpint (ss_version_compare (alike[i][0], alike[i][1]), ==, 0);
      g_assert_cmpint (ss_version_compare (alike[i][1], alike[i][0]), ==, 0);
    }
}

static void
test_invalid_is_lowest (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    for (guint j = 0; j < G_N_ELEMENTS (valid); j++)
      {
        g_assert_cmpint (ss_version_compare (invalid[i], valid[j]), <, 0);
        g_assert_cmpint (ss_version_compare (valid[j], invalid[i]), >, 0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/version/valid", test_valid);
  g_test_add_func ("/version/invalid", test_invalid);
  g_test_add_func ("/version/precedence", test_precedence);
  g_test_add_func ("/version/alike", test_alike);
  g_test_add_func ("/version/invalid-is-lowest", test_invalid_is_lowest);
  return g_test_run ();
}
