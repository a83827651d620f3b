/* test-free-times.c: what a service can be booked at, and answers that are none
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/free-times.h"
#include "fixture.h"

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  const char *answer;
  guint status;
} Setting;

static void
availability_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;

  g_assert_cmpstr (g_hash_table_lookup (query, "service_id"), ==, "s 1");
  g_assert_cmpstr (g_hash_table_lookup (query, "date"), ==, "2026-03-08");
  g_assert_cmpstr (g_hash_table_lookup (query, "timezone"), ==, "America/New_York");
  g_assert_false (g_hash_table_contains (query, "resource_id"));
  reply_json (message, setting->status, setting->answer);
}

static void
set_up (Setting *setting, gconstpointer data)
{
  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->status = 200;
  fixture_on (setting->fixture, "GET /booking/availability/", availability_cb, setting);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  g_clear_object (&setting->session);
  fixture_free (setting->fixture);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GStrv
ask (Setting *setting, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 8, G_DATE_MARCH, 2026);
  ss_free_times_load_async (setting->session, "s 1", NULL, &date, "America/New_York", NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return ss_free_times_load_finish (setting->session, result, error);
}

static void
test_times (Setting *setting, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) times = NULL;

  setting->answer = "[\"09:00\", \"09:15\"]";
  times = ask (setting, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (times), ==, 2);
  g_assert_cmpstr (times[1], ==, "09:15");
}

static void
test_none (Setting *setting, gconstpointer data)
{
  g_auto (GStrv) times = NULL;

  setting->answer = "[]";
  times = ask (setting, NULL);
  g_assert_nonnull (times);
  g_assert_null (times[0]);
}

static void
test_nonsense (Setting *setting, gconstpointer data)
{
  static const char *const answers[] = { "[1]", "{\"a\": 1}", "null", "[\"09:00\", null]", "09:00" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;

      setting->answer = answers[i];
      g_assert_null (ask (setting, &error));
      g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_PROTOCOL);
    }
}

static void
test_refused (Setting *setting, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  setting->status = 400;
  setting->answer = "{\"serviceId\": [\"There is no such service.\"]}";
  g_assert_null (ask (setting, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_INVALID);
}

#define ADD(path, test) g_test_add (path, Setting, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/free-times/times", test_times);
  ADD ("/free-times/none", test_none);
  ADD ("/free-times/nonsense", test_nonsense);
  ADD ("/free-times/refused", test_refused);

  return g_test_run ();
}
