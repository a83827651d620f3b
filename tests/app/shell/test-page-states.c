/* test-page-states.c: what pages restore stays apart by account, and goes with it
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/shell/page-states.h"

static GVariant *
make_state (const char *search)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "search", g_variant_new_string (search));
  return g_variant_builder_end (&builder);
}

static void
assert_search (GSettings *settings, const char *key, const char *page, const char *expected)
{
  g_autoptr (GVariant) state = ss_page_states_look_up (settings, key, page);
  const char *search = NULL;

  if (expected == NULL)
    {
      g_assert_null (state);
      return;
    }
  g_assert_nonnull (state);
  g_assert_true (g_variant_lookup (state, "search", "&s", &search));
  g_assert_cmpstr (search, ==, expected);
}

static void
test_apart (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.smoothschedule.Admin");
  g_autoptr (SsAccount) ada = ss_account_new ("acme", "ada@acme.example", NULL);
  g_autoptr (SsAccount) bob = ss_account_new ("acme", "bob@acme.example", NULL);
  g_autofree char *adas = ss_page_states_make_key (ada);
  g_autofree char *bobs = ss_page_states_make_key (bob);
  g_autofree char *demo = ss_page_states_make_key (NULL);

  g_assert_cmpstr (adas, !=, bobs);
  g_assert_null (strstr (adas, "ada"));
  ss_page_states_save (settings, adas, "marketplace", make_state ("reviews"));
  ss_page_states_save (settings, adas, "my-plugins", make_state ("mail"));
  ss_page_states_save (settings, bobs, "marketplace", make_state ("reports"));
  ss_page_states_save (settings, demo, "marketplace", make_state ("demo"));
  ss_page_states_save (settings, adas, "marketplace", make_state ("reminders"));
  assert_search (settings, adas, "marketplace", "reminders");
  assert_search (settings, bobs, "marketplace", "reports");

  ss_page_states_save (settings, adas, "my-plugins", NULL);
  assert_search (settings, adas, "my-plugins", NULL);
  assert_search (settings, adas, "marketplace", "reminders");

  ss_page_states_forget (settings, ada);
  assert_search (settings, adas, "marketplace", NULL);
  assert_search (settings, bobs, "marketplace", "reports");
  assert_search (settings, demo, "marketplace", "demo");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/page-states/apart", test_apart);
  return g_test_run ();
}
