/* value.c: one value of a model, by the type of its field
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/model-private.h"

#include <string.h>

static void
clear_nothing (SsValue *value)
{
}

static void
clear_string (SsValue *value)
{
  g_free (value->string);
}

static void
clear_strings (SsValue *value)
{
  g_strfreev (value->strings);
}

static void
clear_integers (SsValue *value)
{
  g_array_unref (value->integers);
}

static void
clear_object (SsValue *value)
{
  g_object_unref (value->object);
}

static void
clear_objects (SsValue *value)
{
  g_object_unref (value->objects);
}

static void
clear_json (SsValue *value)
{
  json_node_unref (value->json);
}

static void
copy_plain (const SsValue *value, SsValue *copy)
{
  *copy = *value;
}

static void
copy_string (const SsValue *value, SsValue *copy)
{
  copy->string = g_strdup (value->string);
}

static void
copy_strings (const SsValue *value, SsValue *copy)
{
  copy->strings = g_strdupv (value->strings);
}

static void
copy_integers (const SsValue *value, SsValue *copy)
{
  copy->integers = g_array_copy (value->integers);
}

static void
copy_object (const SsValue *value, SsValue *copy)
{
  copy->object = ss_model_copy (value->object);
}

static void
copy_objects (const SsValue *value, SsValue *copy)
{
  GListModel *list = G_LIST_MODEL (value->objects);
  guint length = g_list_model_get_n_items (list);

  copy->objects = g_list_store_new (g_list_model_get_item_type (list));
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (SsModel) item = g_list_model_get_item (list, i);
      g_autoptr (SsModel) item_copy = ss_model_copy (item);

      g_list_store_append (copy->objects, item_copy);
    }
}

static void
copy_json (const SsValue *value, SsValue *copy)
{
  copy->json = ss_json_node_freeze (value->json);
}

static gboolean
equal_integer (const SsValue *value, const SsValue *other)
{
  return value->integer == other->integer;
}

static gboolean
equal_number (const SsValue *value, const SsValue *other)
{
  return value->number == other->number;
}

static gboolean
equal_string (const SsValue *value, const SsValue *other)
{
  return strcmp (value->string, other->string) == 0;
}

static gboolean
equal_strings (const SsValue *value, const SsValue *other)
{
  return g_strv_equal ((const char *const *) value->strings, (const char *const *) other->strings);
}

static gboolean
equal_integers (const SsValue *value, const SsValue *other)
{
  return value->integers->len == other->integers->len
         && (value->integers->len == 0
             || memcmp (value->integers->data, other->integers->data, value->integers->len * sizeof (gint64))
                    == 0);
}

static gboolean
equal_object (const SsValue *value, const SsValue *other)
{
  return ss_model_equal (value->object, other->object);
}

static gboolean
equal_objects (const SsValue *value, const SsValue *other)
{
  GListModel *list = G_LIST_MODEL (value->objects);
  GListModel *other_list = G_LIST_MODEL (other->objects);
  guint length = g_list_model_get_n_items (list);

  if (length != g_list_model_get_n_items (other_list))
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (SsModel) item = g_list_model_get_item (list, i);
      g_autoptr (SsModel) other_item = g_list_model_get_item (other_list, i);

      if (!ss_model_equal (item, other_item))
        return FALSE;
    }
  return TRUE;
}

static gboolean
equal_json (const SsValue *value, const SsValue *other)
{
  return json_node_equal (value->json, other->json);
}

static const struct
{
  void (*clear) (SsValue *value);
  void (*copy) (const SsValue *value, SsValue *copy);
  gboolean (*equal) (const SsValue *value, const SsValue *other);
} kinds[SS_N_FIELD_TYPES] = {
  [SS_FIELD_ID] = { clear_string, copy_string, equal_string },
  [SS_FIELD_STRING] = { clear_string, copy_string, equal_string },
  [SS_FIELD_ENUM] = { clear_string, copy_string, equal_string },
  [SS_FIELD_INTEGER] = { clear_nothing, copy_plain, equal_integer },
  [SS_FIELD_NUMBER] = { clear_nothing, copy_plain, equal_number },
  [SS_FIELD_BOOLEAN] = { clear_nothing, copy_plain, equal_integer },
  [SS_FIELD_MONEY] = { clear_nothing, copy_plain, equal_integer },
  [SS_FIELD_TIME] = { clear_nothing, copy_plain, equal_integer },
  [SS_FIELD_STRINGS] = { clear_strings, copy_strings, equal_strings },
  [SS_FIELD_INTEGERS] = { clear_integers, copy_integers, equal_integers },
  [SS_FIELD_OBJECT] = { clear_object, copy_object, equal_object },
  [SS_FIELD_OBJECTS] = { clear_objects, copy_objects, equal_objects },
  [SS_FIELD_JSON] = { clear_json, copy_json, equal_json },
};

/* Frees what @value holds; what is left in it is nothing to be used. */
void
ss_value_clear (SsFieldType type, SsValue *value)
{
  kinds[type].clear (value);
}

/* Makes @copy a value of its own, other models in it included. */
void
ss_value_copy (SsFieldType type, const SsValue *value, SsValue *copy)
{
  kinds[type].copy (value, copy);
}

/* Compares by what the values say, not by where they lie. */
gboolean
ss_value_equal (SsFieldType type, const SsValue *value, const SsValue *other)
{
  return kinds[type].equal (value, other);
}

static JsonNode *copy_tree (JsonNode *node);

static JsonNode *
copy_tree_object (JsonObject *object)
{
  g_autoptr (JsonObject) copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (copy, name, copy_tree (member));
  return json_node_init_object (json_node_alloc (), copy);
}

static JsonNode *
copy_tree_array (JsonArray *array)
{
  guint length = json_array_get_length (array);
  g_autoptr (JsonArray) copy = json_array_sized_new (length);

  for (guint i = 0; i < length; i++)
    json_array_add_element (copy, copy_tree (json_array_get_element (array, i)));
  return json_node_init_array (json_node_alloc (), copy);
}

static JsonNode *
copy_tree (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return copy_tree_object (json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return copy_tree_array (json_node_get_array (node));
  return json_node_copy (node);
}

/* An immutable tree that says what @node says: @node itself where it is one already. */
JsonNode *
ss_json_node_freeze (JsonNode *node)
{
  JsonNode *copy;

  if (json_node_is_immutable (node))
    return json_node_ref (node);

  copy = copy_tree (node);
  json_node_seal (copy);
  return copy;
}
