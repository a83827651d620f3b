/* other.c: somebody else who works in the same business, without a window
 *
 * SPDX-License-Identifier: MIT
 */
#include "tests/e2e/other.h"

#include <string.h>

JsonNode *
e2e_other_call (E2eOther *other, const char *method, const char *path, const char *body)
{
  g_autofree char *address = g_strconcat (other->platform->address, "/api/v1", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *bearer = g_strconcat ("Bearer ", other->access != NULL ? other->access : "none", NULL);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size;
  const char *text;

  soup_message_headers_append (headers, "X-Tenant-Subdomain", "acme-auto");
  soup_message_headers_append (headers, "Authorization", bearer);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (other->soup, message, NULL, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (answer, &size);
  if (soup_message_get_status (message) >= 300)
    g_error ("%s %s: %u %.*s", method, path, soup_message_get_status (message), (int) size, text);
  json_parser_load_from_data (parser, text, (gssize) size, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static char *
dup_member (JsonNode *node, const char *member)
{
  JsonObject *object = json_node_get_object (node);

  return json_object_get_null_member (object, member)
             ? NULL
             : g_strdup (json_object_get_string_member (object, member));
}

char *
e2e_other_read (E2eOther *other, const char *path, const char *member)
{
  g_autoptr (JsonNode) node = e2e_other_call (other, "GET", path, NULL);

  return dup_member (node, member);
}

char *
e2e_other_add (E2eOther *other, const char *path, const char *body)
{
  g_autoptr (JsonNode) node = e2e_other_call (other, "POST", path, body);

  return dup_member (node, "id");
}

char *
e2e_other_first_id (E2eOther *other, const char *path)
{
  g_autoptr (JsonNode) page = e2e_other_call (other, "GET", path, NULL);
  JsonArray *results = json_object_get_array_member (json_node_get_object (page), "results");

  return g_strdup (json_object_get_string_member (json_array_get_object_element (results, 0), "id"));
}

void
e2e_other_begin (E2eOther *other, E2ePlatform *platform, const char *email)
{
  g_autofree char *body = g_strdup_printf ("{\"email\":\"%s\",\"password\":\"" E2E_PASSWORD "\"}", email);
  g_autoptr (JsonNode) tokens = NULL;

  other->soup = soup_session_new ();
  other->platform = platform;
  tokens = e2e_other_call (other, "POST", "/auth/token/", body);
  other->access = dup_member (tokens, "access");
}

void
e2e_other_end (E2eOther *other)
{
  g_clear_object (&other->soup);
  g_clear_pointer (&other->access, g_free);
}
