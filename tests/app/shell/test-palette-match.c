/* test-palette-match.c: what the command palette finds, and what it puts first
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/shell/palette-match.h"

#include "domain/validation.h"

static guint
match (const char *query, const char *title)
{
  g_autofree char *folded_query = ss_search_fold (query);
  g_autofree char *folded_title = ss_search_fold (title);

  return ss_palette_match (folded_query, folded_title);
}

static void
test_found (void)
{
  static const struct
  {
    const char *query;
    const char *title;
    gboolean is_found;
  } cases[] = {
    { "", "Marketplace", TRUE },
    { "mark", "Marketplace", TRUE },
    { "MARK", "Marketplace", TRUE },
    { "place", "Marketplace", TRUE },
    { "plugins my", "My Plugins", TRUE },
    { "mp", "My Plugins", TRUE },
    { "resume", "Résumé", TRUE },
    { "mpz", "My Plugins", FALSE },
    { "yl", "My Plugins", FALSE },
    { "my settings", "My Plugins", FALSE },
    { "settings", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s” in “%s”", cases[i].query, cases[i].title);
      g_assert_cmpint (match (cases[i].query, cases[i].title) > 0, ==, cases[i].is_found);
    }
}

static void
test_ranked (void)
{
  /* Each fits better than the one below it. */
  static const struct
  {
    const char *query;
    const char *better;
    const char *worse;
  } cases[] = {
    { "plugin", "Plugin Guide", "My Plugins" },
    { "plug", "My Plugins", "Unplugged" },
    { "set", "Settings", "Take Back Changed Settings" },
    { "set", "Reset the Demo", "Show Every Tutorial" },
    { "mp", "Marketplace Mp", "My Plugins" },
    { "search", "Search", "Search This Page" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”: “%s” before “%s”", cases[i].query, cases[i].better, cases[i].worse);
      g_assert_cmpuint (match (cases[i].query, cases[i].better), >, match (cases[i].query, cases[i].worse));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/palette-match/found", test_found);
  g_test_add_func ("/app/palette-match/ranked", test_ranked);
  return g_test_run ();
}
