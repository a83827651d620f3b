/* test-settings-store.c: a tenant's settings and logo, own sessions and password
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/settings-store.h"
#include "fixture.h"

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsSettingsStore *store;
  guint status;
  char *content_type; /* of the last change */
  char *body;
  char *if_match;
} Setting;

static void
settings_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));

  g_free (setting->content_type);
  setting->content_type = g_strdup (
      soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL));
  g_free (setting->if_match);
  setting->if_match =
      g_strdup (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-Match"));
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", "\"one\"");
  g_free (setting->body);
  setting->body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  if (setting->status == 204)
    soup_server_message_set_status (message, 204, NULL);
  else if (setting->status == 412)
    reply_json (message, 412, "{\"detail\": \"Changed.\", \"code\": \"version_mismatch\"}");
  else if (setting->status != 0)
    reply_json (message, setting->status, "{\"name\": [\"Too long.\"]}");
  else
    reply_json (message, 200,
                "{\"name\": \"Acme\", \"timeZone\": \"America/New_York\", \"primaryColor\": \"#112233\"}");
}

static void
sessions_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200, "[{\"id\": \"s1\", \"current\": true}, {\"id\": \"s2\", \"current\": false}]");
}

static void
set_up (Setting *setting, gconstpointer data)
{
  static const char *const requests[] = { "GET /tenant/settings/",     "PATCH /tenant/settings/",
                                          "PUT /tenant/logo/",         "DELETE /tenant/logo/",
                                          "DELETE /auth/sessions/s2/", "POST /auth/password/" };

  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    fixture_on (setting->fixture, requests[i], settings_cb, setting);
  fixture_on (setting->fixture, "GET /auth/sessions/", sessions_cb, setting);
  setting->store = ss_settings_store_new (setting->session);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  assert_finalized (setting->store);
  assert_finalized (setting->session);
  fixture_free (setting->fixture);
  g_free (setting->content_type);
  g_free (setting->body);
  g_free (setting->if_match);
}

static void
test_save (Setting *setting, gconstpointer data)
{
  static const char *const names[] = { "name", NULL };
  g_auto (Answer) loading = { NULL, 0 };
  g_auto (Answer) saving = { NULL, 0 };
  g_auto (Answer) refused = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTenantSettings) settings = NULL;
  g_autoptr (SsTenantSettings) saved = NULL;
  g_autoptr (SsTenantSettings) copy = NULL;
  guint before;

  ss_settings_store_load_async (setting->store, NULL, answer_cb, &loading);
  settings = ss_settings_store_load_finish (setting->store, answer_wait (&loading), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ss_tenant_settings_get_time_zone (settings), ==, "America/New_York");

  copy = ss_model_copy (SS_MODEL (settings));
  ss_tenant_settings_set_name (copy, "Acme");
  before = fixture_count (setting->fixture, "GET /users/me/");
  ss_settings_store_save_async (setting->store, copy, names, NULL, answer_cb, &saving);
  saved = ss_settings_store_save_finish (setting->store, answer_wait (&saving), &error);
  g_assert_no_error (error);
  g_assert_true (saved == settings);
  g_assert_cmpstr (setting->body, ==, "{\"name\":\"Acme\"}");
  g_assert_cmpstr (setting->if_match, ==, "\"one\"");
  /* The brand in the sidebar follows. */
  wait_until (fixture_count (setting->fixture, "GET /users/me/") == before + 1);

  setting->status = 400;
  ss_settings_store_save_async (setting->store, copy, names, NULL, answer_cb, &refused);
  g_assert_null (ss_settings_store_save_finish (setting->store, answer_wait (&refused), &error));
  g_assert_cmpstr (ss_client_error_get_field (error, "name"), ==, "Too long.");
}

/* Somebody else saved in between: nothing is overwritten unasked. */
static void
test_conflict (Setting *setting, gconstpointer data)
{
  static const char *const names[] = { "name", NULL };
  g_auto (Answer) loading = { NULL, 0 };
  g_auto (Answer) saving = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTenantSettings) settings = NULL;

  ss_settings_store_load_async (setting->store, NULL, answer_cb, &loading);
  settings = ss_settings_store_load_finish (setting->store, answer_wait (&loading), &error);
  g_assert_no_error (error);
  setting->status = 412;
  ss_settings_store_save_async (setting->store, settings, names, NULL, answer_cb, &saving);
  g_assert_null (ss_settings_store_save_finish (setting->store, answer_wait (&saving), &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_CHANGED);
}

static void
test_logo (Setting *setting, gconstpointer data)
{
  g_auto (Answer) putting = { NULL, 0 };
  g_auto (Answer) removing = { NULL, 0 };
  g_autoptr (GBytes) logo = g_bytes_new_static ("<svg/>", 6);
  g_autoptr (GError) error = NULL;

  ss_settings_store_set_logo_async (setting->store, logo, "image/svg+xml", NULL, answer_cb, &putting);
  g_assert_true (ss_settings_store_set_logo_finish (setting->store, answer_wait (&putting), &error));
  g_assert_cmpstr (setting->content_type, ==, "image/svg+xml");
  g_assert_cmpstr (setting->body, ==, "<svg/>");

  setting->status = 204;
  ss_settings_store_set_logo_async (setting->store, NULL, NULL, NULL, answer_cb, &removing);
  g_assert_true (ss_settings_store_set_logo_finish (setting->store, answer_wait (&removing), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (setting->fixture, "DELETE /tenant/logo/"), ==, 1);
  wait_until (fixture_count (setting->fixture, "GET /users/me/") == 3);
}

static void
test_account (Setting *setting, gconstpointer data)
{
  g_autoptr (SsPagedList) sessions = ss_settings_store_list_sessions (setting->store);
  g_auto (Answer) ending = { NULL, 0 };
  g_auto (Answer) changing = { NULL, 0 };
  g_autoptr (GError) error = NULL;

  wait_until (ss_paged_list_get_state (sessions) == SS_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sessions)), ==, 2);
  g_assert_true (ss_signed_in_get_current (SS_SIGNED_IN (ss_paged_list_find (sessions, "s1"))));

  setting->status = 204;
  ss_settings_store_end_session_async (setting->store, "s2", NULL, answer_cb, &ending);
  g_assert_true (ss_settings_store_end_session_finish (setting->store, answer_wait (&ending), &error));
  ss_settings_store_change_password_async (setting->store, "old", "new-and-long-enough", NULL, answer_cb,
                                           &changing);
  g_assert_true (ss_settings_store_change_password_finish (setting->store, answer_wait (&changing), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (setting->body, ==,
                   "{\"currentPassword\":\"old\",\"newPassword\":\"new-and-long-enough\"}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/settings-store/save", Setting, NULL, set_up, test_save, tear_down);
  g_test_add ("/settings-store/conflict", Setting, NULL, set_up, test_conflict, tear_down);
  g_test_add ("/settings-store/logo", Setting, NULL, set_up, test_logo, tear_down);
  g_test_add ("/settings-store/account", Setting, NULL, set_up, test_account, tear_down);
  return g_test_run ();
}
