/* test-live.c: what somebody else changes is seen at once, also after the platform was away
 *
 * SPDX-License-Identifier: MIT
 */
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "tests/e2e/person.h"

/* Somebody else, without a window. */
typedef struct
{
  SoupSession *soup;
  E2ePlatform *platform;
  char *access; /* (nullable) */
} Other;

/* (transfer full): the answer */
static JsonNode *
call (Other *other, const char *method, const char *path, const char *body)
{
  g_autofree char *address = g_strconcat (other->platform->address, "/api/v1", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *bearer = g_strconcat ("Bearer ", other->access != NULL ? other->access : "none", NULL);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  soup_message_headers_append (headers, "X-Tenant-Subdomain", "acme-auto");
  soup_message_headers_append (headers, "Authorization", bearer);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (other->soup, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), <, 300);
  node = json_from_string (g_bytes_get_data (answer, NULL), &error);
  g_assert_no_error (error);
  return node;
}

static char *
first_id (Other *other, const char *path)
{
  g_autoptr (JsonNode) page = call (other, "GET", path, NULL);
  JsonArray *results = json_object_get_array_member (json_node_get_object (page), "results");

  return g_strdup (json_object_get_string_member (json_array_get_object_element (results, 0), "id"));
}

static void
other_begin (Other *other, E2ePlatform *platform)
{
  g_autoptr (JsonNode) tokens = NULL;

  other->soup = soup_session_new ();
  other->platform = platform;
  tokens = call (other, "POST", "/auth/token/",
                 "{\"email\":\"manager@acme-auto.example\",\"password\":\"" E2E_PASSWORD "\"}");
  other->access = g_strdup (json_object_get_string_member (json_node_get_object (tokens), "access"));
}

static void
other_end (Other *other)
{
  g_clear_object (&other->soup);
  g_clear_pointer (&other->access, g_free);
}

/* One more that nobody is assigned to. */
static void
book (Other *other)
{
  g_autofree char *customer = first_id (other, "/customers/?page_size=1");
  g_autofree char *service = first_id (other, "/services/?page_size=1&is_active=true");
  g_autofree char *body =
      g_strdup_printf ("{\"customerId\":\"%s\",\"serviceId\":\"%s\",\"startTime\":\"2031-03-03T10:00:00Z\"}",
                       customer, service);

  json_node_unref (call (other, "POST", "/appointments/", body));
}

static void
test_told (void)
{
  E2ePlatform platform = { 0 };
  E2eClient client = { 0 };
  Other other = { NULL };

  e2e_platform_start (&platform);
  e2e_client_start (&client);
  e2e_sign_in (&client, &platform, E2E_OWNER, E2E_PASSWORD);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "9 bookings to assign"));
  other_begin (&other, &platform);
  book (&other);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "10 bookings to assign"));

  /* The platform is away for a moment, and somebody is faster than our way back to it. */
  e2e_platform_kill (&platform);
  e2e_platform_start (&platform);
  book (&other);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "11 bookings to assign"));
  book (&other);
  g_object_unref (e2e_wait_for (&client, ATSPI_ROLE_LABEL, "12 bookings to assign"));

  other_end (&other);
  e2e_client_quit (&client);
  e2e_client_clear (&client);
  e2e_platform_clear (&platform);
}

int
main (int argc, char **argv)
{
  e2e_init (&argc, &argv);

  g_test_add_func ("/e2e/live/told", test_told);

  return g_test_run ();
}
