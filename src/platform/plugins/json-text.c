/* json-text.c: JSON that lies in a column as text
 *
 * The platform alone writes these columns, so that a text that does not parse is a fault of the store: it
 * is read as empty and said in the log, and does not take the request down.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/json-text.h"

#include <stdlib.h>
#include <string.h>

#include "model/json-writer.h"

static JsonNode *
parse (const char *text, JsonNodeType type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  if (node != NULL && json_node_get_node_type (node) == type)
    return g_steal_pointer (&node);
  g_warning ("A document in the store can't be read: %s", error != NULL ? error->message : "wrong type");
  return NULL;
}

/* The writer of all answers: json-glib would write 1.1 as 1.1000000000000001. */
static char *
write_node (JsonNode *node)
{
  g_auto (SsJsonWriter) writer = { NULL };

  ss_json_writer_init (&writer);
  ss_json_writer_node (&writer, node);
  return ss_json_writer_steal_text (&writer);
}

static int
compare_strings (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * ss_json_text_array:
 * @text: (nullable): a column's text
 *
 * Returns: (transfer full): the array; an empty one for %NULL
 */
JsonArray *
ss_json_text_array (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? parse (text, JSON_NODE_ARRAY) : NULL;

  return node != NULL ? json_node_dup_array (node) : json_array_new ();
}

/**
 * ss_json_text_object:
 * @text: (nullable): a column's text
 *
 * Returns: (transfer full): the object; an empty one for %NULL
 */
JsonObject *
ss_json_text_object (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? parse (text, JSON_NODE_OBJECT) : NULL;

  return node != NULL ? json_node_dup_object (node) : json_object_new ();
}

/**
 * ss_json_text_strings:
 * @text: (nullable): a column's text, an array of strings
 *
 * Returns: (transfer full): the strings
 */
GStrv
ss_json_text_strings (const char *text)
{
  g_autoptr (JsonArray) array = ss_json_text_array (text);
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *string = json_node_get_string (json_array_get_element (array, i));

      if (string != NULL)
        g_strv_builder_add (strings, string);
    }
  return g_strv_builder_end (strings);
}

/**
 * ss_json_text_from_strings:
 * @strings: (nullable): what to write
 *
 * Returns: (transfer full): an array as text
 */
char *
ss_json_text_from_strings (const char *const *strings)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return ss_json_text_from_array (array);
}

/**
 * ss_json_text_from_object:
 * @object: what to write
 *
 * Returns: (transfer full): the object as text
 */
char *
ss_json_text_from_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return write_node (node);
}

/**
 * ss_json_text_from_array:
 * @array: what to write
 *
 * Returns: (transfer full): the array as text
 */
char *
ss_json_text_from_array (JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  return write_node (node);
}

/**
 * ss_strings_missing:
 * @wanted: strings
 * @present: strings
 *
 * Returns: (transfer full): each of @wanted that is not in @present, once, sorted
 */
GStrv
ss_strings_missing (const char *const *wanted, const char *const *present)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (!g_strv_contains (present, wanted[i])
          && !g_ptr_array_find_with_equal_func (missing, wanted[i], g_str_equal, NULL))
        g_ptr_array_add (missing, g_strdup (wanted[i]));
    }
  if (missing->len > 0)
    qsort (missing->pdata, missing->len, sizeof (char *), compare_strings);
  g_ptr_array_add (missing, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&missing), FALSE);
}
