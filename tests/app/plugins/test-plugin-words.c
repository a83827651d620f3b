/* test-plugin-words.c: schedules, events and runs in words
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/plugins/plugin-words.h"

static void
test_cron (void)
{
  const struct
  {
    const char *cron;
    const char *words;
  } lines[] = {
    { "0 9 * * *", "Every day at 09:00" },
    { "30 8 * * 1", "Every Monday at 08:30" },
    { "0 18 * * 7", "Every Sunday at 18:00" },
    { "0 18 * * 0", "Every Sunday at 18:00" },
    { "0 7 * * 1-5", "Monday to Friday at 07:00" },
    { "0 6 1 * *", "On day 1 of every month at 06:00" },
    { "0 * * * *", "Every hour, 0 minutes past" },
    { "*/15 * * * *", "Every 15 minutes" },
    { "0 9 1,15 * 3", "On a schedule: 0 9 1,15 * 3" },
    { "99 99 * * *", "On a schedule: 99 99 * * *" },
    { "nonsense", "On a schedule: nonsense" },
    { NULL, "On a schedule: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *words = ss_describe_cron (lines[i].cron);

      g_assert_cmpstr (words, ==, lines[i].words);
    }
}

static void
test_trigger (void)
{
  g_autoptr (SsPluginTrigger) trigger = g_object_new (SS_TYPE_PLUGIN_TRIGGER, NULL);
  g_autofree char *none = ss_describe_trigger (NULL);
  g_autofree char *known = NULL;
  g_autofree char *unknown = NULL;

  g_assert_cmpstr (none, ==, "When it is started by hand");
  ss_plugin_trigger_set_type_ (trigger, "EVENT");
  ss_plugin_trigger_set_event (trigger, "appointment.created");
  known = ss_describe_trigger (trigger);
  g_assert_cmpstr (known, ==, "When an appointment is booked");
  ss_plugin_trigger_set_event (trigger, "moon.rise");
  unknown = ss_describe_trigger (trigger);
  g_assert_nonnull (strstr (unknown, "moon.rise"));
}

static void
test_run (void)
{
  g_autoptr (SsPluginRun) run = g_object_new (SS_TYPE_PLUGIN_RUN, NULL);
  g_autofree char *none = ss_describe_run (NULL);
  g_autofree char *failed = NULL;

  g_assert_cmpstr (none, ==, "Has not run yet");
  ss_plugin_run_set_status (run, "FAILED");
  ss_plugin_run_set_started_at (run, G_GINT64_CONSTANT (1700000000000000));
  ss_plugin_run_set_message (run, "no such customer");
  failed = ss_describe_run (run);
  g_assert_true (g_str_has_prefix (failed, "Failed "));
  g_assert_true (g_str_has_suffix (failed, ": no such customer"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plugin-words/cron", test_cron);
  g_test_add_func ("/plugin-words/trigger", test_trigger);
  g_test_add_func ("/plugin-words/run", test_run);
  return g_test_run ();
}
