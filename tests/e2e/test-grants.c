/* test-grants.c: a permission for a while: given, used, taken back, over
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <sqlite3.h>
#include <string.h>

#define STAFF "staff@acme-auto.example"
#define MANAGER "manager@acme-auto.example"

typedef struct
{
  E2ePlatform platform;
  E2eClient client;
  char *token; /* (owned): an owner's, elsewhere */
} Setting;

/* Another program that uses the platform. */
static JsonObject *
ask (Setting *setting, const char *method, const char *path, const char *body)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *address = g_strconcat (setting->platform.address, "/api/v1", path, NULL);
  g_autofree char *authorization = g_strconcat ("Bearer ", setting->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  soup_message_headers_append (headers, "X-Tenant-Subdomain", "acme-auto");
  if (setting->token != NULL)
    soup_message_headers_append (headers, "Authorization", authorization);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static void
set_up (Setting *setting, gconstpointer data)
{
  g_autoptr (JsonObject) tokens = NULL;

  e2e_platform_start (&setting->platform);
  e2e_client_start (&setting->client);
  tokens = ask (setting, "POST", "/auth/token/",
                "{\"email\": \"" E2E_OWNER "\", \"password\": \"" E2E_PASSWORD "\"}");
  setting->token = g_strdup (json_object_get_string_member (tokens, "access"));
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  g_free (setting->token);
  e2e_client_clear (&setting->client);
  e2e_platform_clear (&setting->platform);
}

/* (transfer full): the grant's id */
static char *
give (Setting *setting, const char *action)
{
  g_autoptr (JsonObject) users = ask (setting, "GET", "/users/?search=" STAFF, NULL);
  JsonArray *results = json_object_get_array_member (users, "results");
  const char *id = json_object_get_string_member (json_array_get_object_element (results, 0), "id");
  g_autofree char *body = g_strdup_printf ("{\"granteeId\": \"%s\", \"action\": \"%s\", \"reason\":"
                                           " \"The month is closed\", \"durationMinutes\": 5}",
                                           id, action);
  g_autoptr (JsonObject) grant = ask (setting, "POST", "/permission-grants/", body);

  return g_strdup (json_object_get_string_member (grant, "id"));
}

static gint64
count_uses (Setting *setting, const char *id)
{
  g_autofree char *path = g_strconcat ("/audit-log/?action=GRANT_USED&target=", id, NULL);
  g_autoptr (JsonObject) entries = ask (setting, "GET", path, NULL);

  return json_object_get_int_member (entries, "count");
}

static void
execute (Setting *setting, const char *file, const char *update, const char *id)
{
  g_autofree char *path = g_build_filename (setting->platform.directory, file, NULL);
  g_autofree char *sql = g_strdup_printf ("UPDATE %s = '%s'", update, id);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 10000);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (database), ==, 1);
  sqlite3_close (database);
}

/* Five minutes are over: to the store that is half an hour ago. */
static void
let_expire (Setting *setting, const char *id)
{
  execute (setting, "tenants/tenant_acme_auto.db",
           "permission_grants SET expires_at = expires_at - 1800000000 WHERE id", id);
  execute (setting, "shared.db", "grant_deadlines SET expires_at = expires_at - 1800000000 WHERE grant_id",
           id);
}

static void
wait_for (Setting *setting, AtspiRole role, const char *name)
{
  g_object_unref (e2e_wait_for (&setting->client, role, name));
}

static void
sign_in (Setting *setting, const char *email)
{
  e2e_sign_in (&setting->client, &setting->platform, email, E2E_PASSWORD);
  wait_for (setting, ATSPI_ROLE_LIST_ITEM, "Settings");
}

/* A page is there as soon as somebody may see it, and gone when that is over. */
static void
expire (Setting *setting)
{
  g_autofree char *id = NULL;

  g_assert_null (e2e_find (setting->client.application, ATSPI_ROLE_LIST_ITEM, "Overview"));
  id = give (setting, "reports.view");
  wait_for (setting, ATSPI_ROLE_LABEL, "Raymond Castellano lets you do more until");
  wait_for (setting, ATSPI_ROLE_LIST_ITEM, "Overview");
  let_expire (setting, id);
  wait_for (setting, ATSPI_ROLE_LABEL, "A permission of yours has expired: See reports");
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_LIST_ITEM, "Overview");
}

/* It is written down when it is needed, and counts no more when it is taken back: whoever is there is led
 * away.
 */
static void
use (Setting *setting)
{
  g_autofree char *id = give (setting, "reports.view");
  g_autofree char *path = NULL;

  wait_for (setting, ATSPI_ROLE_LIST_ITEM, "Overview");

  g_assert_cmpint (count_uses (setting, id), ==, 0);
  e2e_client_act (&setting->client, "win.show-page", "overview");
  wait_for (setting, ATSPI_ROLE_FRAME, "Overview — ");
  wait_for (setting, ATSPI_ROLE_LABEL, "Revenue");
  g_assert_cmpint (count_uses (setting, id), >, 0);

  path = g_strdup_printf ("/permission-grants/%s/revoke/", id);
  json_object_unref (ask (setting, "POST", path, "{}"));
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_LIST_ITEM, "Overview");
  wait_for (setting, ATSPI_ROLE_FRAME, "Calendar — ");
}

/* An owner sees what became of both, gives another, and takes it back. */
static void
give_and_revoke (Setting *setting)
{
  sign_in (setting, E2E_OWNER);
  e2e_client_act (&setting->client, "win.show-page", "grants");
  e2e_auto AtspiAccessible *page = e2e_wait_for (&setting->client, ATSPI_ROLE_FILLER, "SsGrantsPage");
  g_object_unref (e2e_wait_within (page, ATSPI_ROLE_LABEL, "Revoked"));
  g_object_unref (e2e_wait_within (page, ATSPI_ROLE_LABEL, "Expired"));
  g_assert_null (e2e_find (page, ATSPI_ROLE_LABEL, "Active Now"));

  e2e_press_button (&setting->client, "Give a Permission…");
  e2e_enter_into (&setting->client, "To Whom", "marcus");
  wait_for (setting, ATSPI_ROLE_LIST_ITEM, "Marcus Boateng");
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_LIST_ITEM, "Holly Brennan");
  e2e_key ("Return");
  wait_for (setting, ATSPI_ROLE_PUSH_BUTTON, "Choose Somebody Else");
  e2e_auto AtspiAccessible *refused =
      e2e_wait_for (&setting->client, ATSPI_ROLE_LIST_ITEM, "See the tenants of the platform.");
  g_assert_false (e2e_is_sensitive (refused));
  /* By keyboard: the reason, the minutes and their field, and the fourth of the permissions. */
  e2e_key ("Tab");
  e2e_type ("Stock-taking");
  for (guint i = 0; i < 3; i++)
    e2e_key ("Tab");
  for (guint i = 0; i < 3; i++)
    e2e_key ("Down");
  e2e_key ("Return");
  e2e_key ("ctrl+s");
  wait_for (setting, ATSPI_ROLE_LABEL, "Marcus Boateng has the permission now.");
  g_object_unref (e2e_wait_within (page, ATSPI_ROLE_LABEL, "Active Now"));
  g_object_unref (e2e_wait_within (page, ATSPI_ROLE_LABEL, "Add, change and remove customers."));

  e2e_auto AtspiAccessible *revoke = e2e_wait_within (page, ATSPI_ROLE_PUSH_BUTTON, "Revoke…");
  e2e_press (revoke);
  wait_for (setting, ATSPI_ROLE_LABEL, "Revoke Marcus Boateng’s Permission?");
  e2e_press_button (&setting->client, "_Revoke");
  wait_for (setting, ATSPI_ROLE_LABEL, "Marcus Boateng’s permission was revoked.");
  e2e_wait_until_gone (page, ATSPI_ROLE_LABEL, "Active Now");
}

/* One client for all of it, one after the other: starting it and looking for leaks take longer than they do.
 */
static void
test_grants (Setting *setting, gconstpointer data)
{
  sign_in (setting, STAFF);
  expire (setting);
  use (setting);
  e2e_sign_out (&setting->client);
  give_and_revoke (setting);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add ("/e2e/grants", Setting, NULL, set_up, test_grants, tear_down);

  return g_test_run ();
}
