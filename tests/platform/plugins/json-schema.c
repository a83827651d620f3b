/* json-schema.c: whether JSON is as an OpenAPI document says
 *
 * SPDX-License-Identifier: MIT
 */
#include "json-schema.h"

#include <string.h>

#include "model/time.h"

typedef struct
{
  JsonObject *document;
  const char *path;
} Place;

static char *check (const Place *place, JsonObject *schema, JsonNode *node);

static char *
complain (const Place *place, const char *what, JsonNode *value)
{
  g_autofree char *text = json_to_string (value, FALSE);

  return g_strdup_printf ("%s: %s: %.200s", place->path, what, text);
}

static gboolean
has_type (JsonNode *node, const char *type)
{
  GType held = json_node_get_value_type (node);

  if (g_str_equal (type, "null"))
    return JSON_NODE_HOLDS_NULL (node);
  if (g_str_equal (type, "object"))
    return JSON_NODE_HOLDS_OBJECT (node);
  if (g_str_equal (type, "array"))
    return JSON_NODE_HOLDS_ARRAY (node);
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (g_str_equal (type, "string"))
    return held == G_TYPE_STRING;
  if (g_str_equal (type, "boolean"))
    return held == G_TYPE_BOOLEAN;
  if (g_str_equal (type, "integer"))
    return held == G_TYPE_INT64;
  g_assert_cmpstr (type, ==, "number");
  return held == G_TYPE_INT64 || held == G_TYPE_DOUBLE;
}

static char *
check_type (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (value))
    return has_type (node, json_node_get_string (value)) ? NULL : complain (place, "wrong type", node);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (value)); i++)
    {
      if (has_type (node, json_array_get_string_element (json_node_get_array (value), i)))
        return NULL;
    }
  return complain (place, "wrong type", node);
}

static char *
check_enum (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  JsonArray *values = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      if (json_node_equal (json_array_get_element (values, i), node))
        return NULL;
    }
  return complain (place, "not one of the values", node);
}

static char *
check_one_of (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  JsonArray *schemas = json_node_get_array (value);
  g_autofree char *last = NULL;
  guint n_good = 0;

  for (guint i = 0; i < json_array_get_length (schemas); i++)
    {
      char *wrong = check (place, json_array_get_object_element (schemas, i), node);

      n_good += wrong == NULL;
      if (wrong == NULL)
        continue;
      g_free (last);
      last = wrong;
    }
  if (n_good == 1)
    return NULL;
  return n_good > 1 ? complain (place, "more than one schema fits", node) : g_steal_pointer (&last);
}

static char *
check_properties (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (value));

  for (GList *name = names; name != NULL && JSON_NODE_HOLDS_OBJECT (node); name = name->next)
    {
      JsonNode *member = json_object_get_member (json_node_get_object (node), name->data);
      g_autofree char *path = g_strdup_printf ("%s.%s", place->path, (const char *) name->data);
      char *wrong = NULL;

      if (member != NULL)
        wrong = check (&(Place){ place->document, path },
                       json_object_get_object_member (json_node_get_object (value), name->data), member);
      if (wrong != NULL)
        return wrong;
    }
  return NULL;
}

static char *
check_required (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  JsonArray *names = json_node_get_array (value);

  for (guint i = 0; i < json_array_get_length (names) && JSON_NODE_HOLDS_OBJECT (node); i++)
    {
      if (!json_object_has_member (json_node_get_object (node), json_array_get_string_element (names, i)))
        return g_strdup_printf ("%s: %s is missing", place->path, json_array_get_string_element (names, i));
    }
  return NULL;
}

static char *
check_additional (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  JsonObject *properties = json_object_has_member (schema, "properties")
                               ? json_object_get_object_member (schema, "properties")
                               : NULL;
  g_autoptr (GList) names =
      JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_members (json_node_get_object (node)) : NULL;

  for (GList *name = names; name != NULL; name = name->next)
    {
      g_autofree char *path = g_strdup_printf ("%s.%s", place->path, (const char *) name->data);
      JsonNode *member = json_object_get_member (json_node_get_object (node), name->data);
      char *wrong;

      if (properties != NULL && json_object_has_member (properties, name->data))
        continue;
      if (!JSON_NODE_HOLDS_OBJECT (value))
        return g_strdup_printf ("%s is not in the document", path);
      wrong = check (&(Place){ place->document, path }, json_node_get_object (value), member);
      if (wrong != NULL)
        return wrong;
    }
  return NULL;
}

static char *
check_items (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  guint length = JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;

  for (guint i = 0; i < length; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", place->path, i);
      char *wrong = check (&(Place){ place->document, path }, json_node_get_object (value),
                           json_array_get_element (json_node_get_array (node), i));

      if (wrong != NULL)
        return wrong;
    }
  return NULL;
}

/* How much there is of a value: elements, characters, or itself. */
static double
measure (JsonNode *node, gboolean *measured)
{
  *measured = !JSON_NODE_HOLDS_NULL (node) && !JSON_NODE_HOLDS_OBJECT (node);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node));
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return (double) g_utf8_strlen (json_node_get_string (node), -1);
  return *measured ? json_node_get_double (node) : 0;
}

static char *
check_least (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  gboolean measured;
  double much = measure (node, &measured);

  return measured && much < json_node_get_double (value) ? complain (place, "too little", node) : NULL;
}

static char *
check_most (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  gboolean measured;
  double much = measure (node, &measured);

  return measured && much > json_node_get_double (value) ? complain (place, "too much", node) : NULL;
}

static char *
check_pattern (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  if (json_node_get_value_type (node) != G_TYPE_STRING
      || g_regex_match_simple (json_node_get_string (value), json_node_get_string (node), 0, 0))
    return NULL;
  return complain (place, "does not have the pattern", node);
}

static char *
check_format (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  const char *format = json_node_get_string (value);
  const char *text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
  gboolean is_good = TRUE;
  gint64 time;

  if (text != NULL && g_str_equal (format, "date-time"))
    is_good = ss_time_parse (text, &time) && g_str_has_suffix (text, "Z");
  else if (text != NULL && g_str_equal (format, "uuid"))
    is_good = g_uuid_string_is_valid (text);
  else if (text != NULL && g_str_equal (format, "uri"))
    is_good = g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL);
  return is_good ? NULL : complain (place, format, node);
}

static char *
check_nothing (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node)
{
  return NULL;
}

static const struct
{
  const char *name;
  char *(*check) (const Place *place, JsonNode *value, JsonObject *schema, JsonNode *node);
} keywords[] = {
  { "type", check_type },         { "enum", check_enum },
  { "oneOf", check_one_of },      { "properties", check_properties },
  { "required", check_required }, { "additionalProperties", check_additional },
  { "items", check_items },       { "minItems", check_least },
  { "maxItems", check_most },     { "minLength", check_least },
  { "maxLength", check_most },    { "minimum", check_least },
  { "maximum", check_most },      { "pattern", check_pattern },
  { "format", check_format },     { "description", check_nothing },
  { "default", check_nothing },
};

static char *
check_keyword (const Place *place, const char *name, JsonObject *schema, JsonNode *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      if (g_str_equal (keywords[i].name, name))
        return keywords[i].check (place, json_object_get_member (schema, name), schema, node);
    }
  g_error ("%s: the keyword “%s” is not known", place->path, name);
}

static char *
check (const Place *place, JsonObject *schema, JsonNode *node)
{
  JsonObject *followed = ss_json_schema_follow (place->document, schema);
  g_autoptr (GList) names = json_object_get_members (followed);

  for (GList *name = names; name != NULL; name = name->next)
    {
      char *wrong = check_keyword (place, name->data, followed, node);

      if (wrong != NULL)
        return wrong;
    }
  return NULL;
}

JsonObject *
ss_json_schema_resolve (JsonObject *document, const char *reference)
{
  g_auto (GStrv) parts = g_strsplit (reference, "/", -1);
  JsonObject *object = document;

  g_assert_cmpstr (parts[0], ==, "#");
  for (guint i = 1; parts[i] != NULL; i++)
    {
      if (!json_object_has_member (object, parts[i]))
        g_error ("%s names nothing", reference);
      object = json_object_get_object_member (object, parts[i]);
    }
  return object;
}

JsonObject *
ss_json_schema_follow (JsonObject *document, JsonObject *object)
{
  if (!json_object_has_member (object, "$ref"))
    return object;
  return ss_json_schema_resolve (document, json_object_get_string_member (object, "$ref"));
}

char *
ss_json_schema_check (JsonObject *document, JsonObject *schema, JsonNode *node)
{
  return check (&(Place){ document, "$" }, schema, node);
}
