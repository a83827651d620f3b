/* test-masquerade.c: being somebody else: support looks, an owner acts, a manager is told why not
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/person.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#define REASON "A customer asked for help on the phone"
#define SUPPORT "support@platform.example"
#define MANAGER "manager@acme-auto.example"
#define STAFF "staff@acme-auto.example"

typedef struct
{
  E2ePlatform platform;
  E2eClient client;
} Setting;

static void
set_up (Setting *setting, gconstpointer data)
{
  e2e_platform_start (&setting->platform);
  e2e_client_start (&setting->client);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  e2e_client_clear (&setting->client);
  e2e_platform_clear (&setting->platform);
}

/* Another program that uses the platform. */
static JsonNode *
ask (Setting *setting, const char *method, const char *path, const char *token, const char *body)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *address = g_strconcat (setting->platform.address, "/api/v1", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  JsonNode *node;

  soup_message_headers_append (headers, "X-Tenant-Subdomain", "acme-auto");
  if (token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);

      soup_message_headers_append (headers, "Authorization", authorization);
    }
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
  return node;
}

/* What an owner is answered elsewhere. */
static JsonNode *
ask_as_owner (Setting *setting, const char *path)
{
  g_autoptr (JsonNode) tokens = ask (setting, "POST", "/auth/token/", NULL,
                                     "{\"email\": \"" E2E_OWNER "\", \"password\": \"" E2E_PASSWORD "\"}");

  return ask (setting, "GET", path, json_object_get_string_member (json_node_get_object (tokens), "access"),
              NULL);
}

/* (transfer full): the id of whoever has that address */
static char *
find_user (Setting *setting, const char *email)
{
  g_autofree char *path = g_strconcat ("/users/?search=", email, NULL);
  g_autoptr (JsonNode) users = ask_as_owner (setting, path);
  JsonArray *results = json_object_get_array_member (json_node_get_object (users), "results");

  g_assert_cmpuint (json_array_get_length (results), ==, 1);
  return g_strdup (json_object_get_string_member (json_array_get_object_element (results, 0), "id"));
}

static void
sign_in (Setting *setting, const char *host, const char *email)
{
  g_autofree char *address = g_strdup_printf ("http://%s.localhost:%u", host, setting->platform.port);

  e2e_enter_into (&setting->client, "Address", address);
  e2e_enter_into (&setting->client, "E-Mail", email);
  e2e_enter_into (&setting->client, "Password", E2E_PASSWORD);
  e2e_key ("Return");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LIST_ITEM, "Settings"));
}

static void
ask_for (Setting *setting, const char *email, const char *mode)
{
  g_autofree char *id = find_user (setting, email);

  e2e_client_act_with (&setting->client, "win.masquerade", g_variant_new ("(ss)", id, mode));
}

static void
begin (Setting *setting, const char *email, const char *mode)
{
  ask_for (setting, email, mode);
  e2e_auto AtspiAccessible *reason = e2e_wait_for (&setting->client, ATSPI_ROLE_TEXT, "Reason");
  e2e_enter (reason, REASON);
  e2e_key ("Return");
}

static void
wait_for_frame (Setting *setting, const char *title)
{
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_FRAME, title));
}

static void
wait_for_label (Setting *setting, const char *text)
{
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LABEL, text));
}

/* Support looks at what an owner sees, would change it and is told, and stops with a key. */
static void
view (Setting *setting)
{
  sign_in (setting, "platform", SUPPORT);
  ask_for (setting, E2E_OWNER, "VIEW");
  e2e_press_button (&setting->client, "View");
  wait_for_label (setting, "Give a reason of 10 to 500 characters.");
  e2e_key ("Escape");
  begin (setting, E2E_OWNER, "VIEW");
  wait_for_frame (setting, "Viewing as Raymond Castellano — ");
  wait_for_label (setting, "Viewing as Raymond Castellano (Tenant owner) — signed in as ");
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_ALERT,
                                "Viewing as Raymond Castellano. Nothing can be changed."));
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LIST_ITEM, "Marketplace"));

  e2e_client_act (&setting->client, "win.show-page", "settings");
  e2e_auto AtspiAccessible *page = e2e_wait_for (&setting->client, ATSPI_ROLE_FILLER, "SsSettingsPage");
  g_object_unref (e2e_wait_within (page, ATSPI_ROLE_LABEL, "You are only viewing as somebody else"));
  e2e_client_act (&setting->client, "win.show-page", "customers");
  e2e_auto AtspiAccessible *customers = e2e_wait_for (&setting->client, ATSPI_ROLE_FILLER, "SsCustomersPage");
  e2e_auto AtspiAccessible *button = e2e_wait_within (customers, ATSPI_ROLE_PUSH_BUTTON, "New Customer");
  g_assert_false (e2e_is_sensitive (button));

  e2e_key ("ctrl+shift+Escape");
  wait_for_label (setting, "again.");
  wait_for_frame (setting, " — Smooth Schedule");
  g_assert_null (e2e_find (setting->client.application, ATSPI_ROLE_LABEL, "Viewing as Raymond"));
}

/* An owner acts as staff: what staff may do is there and no more; then it stands in the log. */
static void
act (Setting *setting)
{
  sign_in (setting, "acme-auto", E2E_OWNER);
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_LIST_ITEM, "Audit"));
  begin (setting, STAFF, "ACT");
  wait_for_label (setting,
                  "Acting as Marcus Boateng (Tenant staff) — signed in as Raymond Castellano — 30 min left");
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_LIST_ITEM, "Audit");
  e2e_press_button (&setting->client, "Stop");
  wait_for_label (setting, "You are signed in as Raymond Castellano again.");

  e2e_client_act (&setting->client, "win.show-page", "audit");
  wait_for_label (setting, "Stopped acting or viewing as somebody");
  wait_for_label (setting, "Began to act or view as somebody");
  wait_for_label (setting, E2E_OWNER " → " STAFF);
  wait_for_label (setting, "Chain Verified");
}

static guint
count_ends (Setting *setting)
{
  g_autoptr (JsonNode) entries = ask_as_owner (setting, "/audit-log/?action=HIJACK_END");

  return (guint) json_object_get_int_member (json_node_get_object (entries), "count");
}

/* Whoever leaves the program in a masquerade is not left in it. */
static void
leave (Setting *setting)
{
  guint n_before = count_ends (setting);

  begin (setting, STAFF, "VIEW");
  wait_for_label (setting, "Viewing as Marcus Boateng (Tenant staff)");
  e2e_client_quit (&setting->client);
  g_assert_cmpuint (count_ends (setting), ==, n_before + 1);
}

/* Who may not is told the rule before he tries. */
static void
refused (Setting *setting)
{
  sign_in (setting, "acme-auto", MANAGER);
  ask_for (setting, STAFF, "VIEW");
  wait_for_label (setting, "Marcus Boateng");
  wait_for_label (setting, "role");
  e2e_auto AtspiAccessible *button = e2e_wait_for (&setting->client, ATSPI_ROLE_PUSH_BUTTON, "View");
  g_assert_false (e2e_is_sensitive (button));
  g_object_unref (e2e_wait_for (&setting->client, ATSPI_ROLE_FRAME, "View as Somebody Else"));
  e2e_key ("Escape");
  e2e_wait_until_gone (setting->client.application, ATSPI_ROLE_FRAME, "View as Somebody Else");

  /* The users' list says so, too. */
  e2e_client_act (&setting->client, "win.show-page", "users");
  e2e_auto AtspiAccessible *page = e2e_wait_for (&setting->client, ATSPI_ROLE_FILLER, "SsUsersPage");
  e2e_auto AtspiAccessible *row = e2e_wait_within (page, ATSPI_ROLE_LIST_ITEM, "Marcus Boateng");
  e2e_auto AtspiAccessible *menu = e2e_wait_within (row, ATSPI_ROLE_PUSH_BUTTON, "What Can Be Done");
  e2e_press (menu);
  e2e_auto AtspiAccessible *entry = e2e_wait_for (&setting->client, ATSPI_ROLE_MENU_ITEM, "View or Act As");
  g_assert_false (e2e_is_sensitive (entry));
  e2e_auto AtspiAccessible *rule =
      e2e_wait_for (&setting->client, ATSPI_ROLE_MENU_ITEM, "This role may not act");
  g_assert_false (e2e_is_sensitive (rule));
  e2e_key ("Escape");
}

/* One client for all of it, one after the other: starting it and looking for leaks take longer than they do.
 */
static void
test_people (Setting *setting, gconstpointer data)
{
  view (setting);
  e2e_sign_out (&setting->client);
  refused (setting);
  e2e_sign_out (&setting->client);
  act (setting);
  leave (setting);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add ("/e2e/masquerade/people", Setting, NULL, set_up, test_people, tear_down);

  return g_test_run ();
}
