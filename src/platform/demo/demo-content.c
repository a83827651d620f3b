/* demo-content.c: the demo's content as it lies in the program
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/demo/demo-content.h"

#include <gio/gio.h>

#include "platform/demo/platform-resources.h"

#define RESOURCES "/org/smoothschedule/platform/demo/"

static JsonNode *
get_member (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/**
 * ss_demo_content_load:
 * @name: "plugins", "reviews", "tenants" or "people"
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the file's object; %NULL with @error set
 */
JsonObject *
ss_demo_content_load (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, ".json", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  const char *text;
  gsize length;

  /* Naming it also links it in: nothing else of a static library's resource is called by name. */
  bytes = g_resource_lookup_data (ss_platform_resources_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  error);
  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  if (!json_parser_load_from_data (parser, text, (gssize) length, error))
    return NULL;
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

const char *
ss_demo_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
ss_demo_get_integer (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL ? json_node_get_int (node) : 0;
}

gboolean
ss_demo_get_boolean (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && json_node_get_boolean (node);
}

JsonArray *
ss_demo_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL ? json_node_get_array (node) : NULL;
}

JsonObject *
ss_demo_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL ? json_node_get_object (node) : NULL;
}

char *
ss_demo_get_text (JsonObject *object, const char *name, const char *fallback)
{
  JsonNode *node = get_member (object, name);

  return node != NULL ? json_to_string (node, FALSE) : g_strdup (fallback);
}

gint64
ss_demo_days_before (gint64 now, JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);
  double days = node != NULL ? json_node_get_double (node) : 0;

  return now - (gint64) (days * G_TIME_SPAN_DAY);
}
