/* model-json.c: models from a platform's JSON, and models to JSON
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/model-json.h"

#include "model/model-private.h"

#include <string.h>

/* "rating: must be a number": the sentence goes on behind the field's name. */
static void
set_field_error (GError **error, const char *name, SsFault fault)
{
  const char *sentence = ss_fault_get_sentence (fault);
  int length = (int) strlen (sentence);

  g_set_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_FIELD, "%s: %c%.*s", name, g_ascii_tolower (*sentence),
               length - 2, sentence + 1);
}

static SsModel *read_model (GType type, JsonObject *object, GError **error);

static gboolean
read_object (const SsField *field, JsonNode *node, SsValue *value, GError **error)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      set_field_error (error, field->name, SS_FAULT_OBJECT);
      return FALSE;
    }
  value->object = read_model (field->get_type (), json_node_get_object (node), error);
  if (value->object == NULL)
    g_prefix_error (error, "%s.", field->name);
  return value->object != NULL;
}

static SsModel *
read_element (GType type, JsonNode *node, const char *list, guint number, GError **error)
{
  SsModel *model;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", list, number);

      set_field_error (error, path, SS_FAULT_OBJECT);
      return NULL;
    }
  model = read_model (type, json_node_get_object (node), error);
  if (model == NULL)
    g_prefix_error (error, "%s[%u].", list, number);
  return model;
}

static gboolean
read_objects (const SsField *field, JsonNode *node, SsValue *value, GError **error)
{
  g_autoptr (GListStore) objects = g_list_store_new (field->get_type ());
  JsonArray *array;
  guint length;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      set_field_error (error, field->name, SS_FAULT_OBJECTS);
      return FALSE;
    }
  array = json_node_get_array (node);
  length = json_array_get_length (array);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (SsModel) model =
          read_element (field->get_type (), json_array_get_element (array, i), field->name, i, error);

      if (model == NULL)
        return FALSE;
      g_list_store_append (objects, model);
    }
  value->objects = g_steal_pointer (&objects);
  return TRUE;
}

static gboolean
read_value (const SsField *field, JsonNode *node, SsValue *value, GError **error)
{
  SsFault fault;

  if (field->type == SS_FIELD_OBJECT)
    return read_object (field, node, value, error);
  if (field->type == SS_FIELD_OBJECTS)
    return read_objects (field, node, value, error);

  if (field->type == SS_FIELD_ID)
    fault = ss_value_read_id (node, value);
  else
    fault = ss_value_read (field->type, node, value);
  if (fault != SS_FAULT_NONE)
    set_field_error (error, field->name, fault);
  return fault == SS_FAULT_NONE;
}

static gboolean
read_members (SsModel *self, JsonObject *object, GError **error)
{
  const SsFields *fields = ss_model_get_fields (self);

  for (guint i = 0; i < fields->n_fields; i++)
    {
      const SsField *field = &fields->fields[i];
      JsonNode *node = json_object_get_member (object, field->name);
      SsValue value;

      if (node == NULL)
        continue;
      if (JSON_NODE_HOLDS_NULL (node))
        ss_model_take (self, i, NULL);
      else if (read_value (field, node, &value, error))
        ss_model_take (self, i, &value);
      else
        return FALSE;
    }
  return TRUE;
}

/* Nothing can be done with what has an ID but does not say which. */
static gboolean
check_id (SsModel *self, GError **error)
{
  const char *id = ss_model_get_id (self);

  if (SS_MODEL_GET_CLASS (self)->id_field < 0 || (id != NULL && *id != '\0'))
    return TRUE;
  set_field_error (error, "id", SS_FAULT_MISSING);
  return FALSE;
}

static SsModel *
read_model (GType type, JsonObject *object, GError **error)
{
  g_autoptr (SsModel) self = g_object_new (type, NULL);

  if (!read_members (self, object, error) || !check_id (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * ss_model_from_json:
 * @type: the type of a model
 * @node: what a platform sent
 * @error: where an error goes
 *
 * Makes a model as leniently as the contract asks of a client: unknown members are ignored; IDs may be
 * numbers, moments have any offset, choices be unknown, and anything but the ID be null or missing.
 *
 * Returns: (transfer full) (nullable): a model of @type, or %NULL with %SS_MODEL_ERROR_FIELD, whose
 *   message names the field: "variables[2].key: must be text"
 */
gpointer
ss_model_from_json (GType type, JsonNode *node, GError **error)
{
  g_return_val_if_fail (g_type_is_a (type, SS_TYPE_MODEL), NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, SS_MODEL_ERROR, SS_MODEL_ERROR_FIELD, "an object is expected");
      return NULL;
    }
  return read_model (type, json_node_get_object (node), error);
}

/**
 * ss_models_from_json:
 * @type: the type of a model
 * @array: what a platform sent
 * @error: where an error goes
 *
 * Makes the models of an array, as ss_model_from_json() does.
 *
 * Returns: (transfer full) (element-type SsModel) (nullable): models of @type, which it owns, or %NULL
 *   with %SS_MODEL_ERROR_FIELD, whose message names element and field: "[3].rating: must be a number"
 */
GPtrArray *
ss_models_from_json (GType type, JsonNode *array, GError **error)
{
  g_autoptr (GPtrArray) models = NULL;
  JsonArray *elements;
  guint length;

  g_return_val_if_fail (g_type_is_a (type, SS_TYPE_MODEL), NULL);

  if (array == NULL || !JSON_NODE_HOLDS_ARRAY (array))
    {
      g_set_error_literal (error, SS_MODEL_ERROR, SS_MODEL_ERROR_FIELD, "an array is expected");
      return NULL;
    }
  elements = json_node_get_array (array);
  length = json_array_get_length (elements);
  models = g_ptr_array_new_full (length, g_object_unref);
  for (guint i = 0; i < length; i++)
    {
      SsModel *model = read_element (type, json_array_get_element (elements, i), "", i, error);

      if (model == NULL)
        return NULL;
      g_ptr_array_add (models, model);
    }
  return g_steal_pointer (&models);
}

static void
write_field (SsModel *self, guint place, SsJsonWriter *writer, SsFieldFlags without)
{
  const SsField *field = &ss_model_get_fields (self)->fields[place];

  ss_json_writer_name (writer, field->name);
  ss_value_write (field, ss_model_peek (self, place), writer, without);
}

/**
 * ss_model_write_members:
 * @self: a model
 * @writer: where to, in an object
 * @without: flags; a field that has one of them is left out
 *
 * Writes the members of an object without its braces, so that others can stand beside them. Every
 * field is written, whether it has a value or not, but for those with %SS_FIELD_DETAIL or
 * %SS_FIELD_OPTIONAL that were never set.
 */
void
ss_model_write_members (SsModel *self, SsJsonWriter *writer, SsFieldFlags without)
{
  const SsFields *fields = ss_model_get_fields (self);

  for (guint i = 0; i < fields->n_fields; i++)
    {
      SsFieldFlags flags = fields->fields[i].flags;

      if ((flags & without) != 0)
        continue;
      if ((flags & (SS_FIELD_DETAIL | SS_FIELD_OPTIONAL)) != 0 && !ss_model_is_known (self, i))
        continue;
      write_field (self, i, writer, without);
    }
}

/**
 * ss_model_write:
 * @self: a model
 * @writer: where to
 * @without: flags; a field that has one of them is left out
 *
 * Writes an object with the members that ss_model_write_members() writes.
 */
void
ss_model_write (SsModel *self, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_json_writer_begin_object (writer);
  ss_model_write_members (self, writer, without);
  ss_json_writer_end_object (writer);
}

static void
write_named (SsModel *self, SsJsonWriter *writer, const char *const *names)
{
  const SsFields *fields = ss_model_get_fields (self);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const SsField *field = ss_fields_find (fields, names[i]);

      if (field == NULL)
        g_critical ("%s has no field %s", G_OBJECT_TYPE_NAME (self), names[i]);
      else if ((field->flags & SS_FIELD_READ_ONLY) == 0)
        write_field (self, (guint) (field - fields->fields), writer, SS_FIELD_READ_ONLY);
    }
}

static void
write_known (SsModel *self, SsJsonWriter *writer)
{
  const SsFields *fields = ss_model_get_fields (self);

  for (guint i = 0; i < fields->n_fields; i++)
    {
      if ((fields->fields[i].flags & SS_FIELD_READ_ONLY) == 0 && ss_model_is_known (self, i))
        write_field (self, i, writer, SS_FIELD_READ_ONLY);
    }
}

/**
 * ss_model_write_body:
 * @self: a model
 * @names: (nullable) (array zero-terminated=1): members by their names on the wire, without those that
 *   are the platform's; %NULL for all that were set or read
 *
 * Writes the body of a POST or PATCH.
 *
 * Returns: (transfer full): an object as JSON text
 */
GBytes *
ss_model_write_body (SsModel *self, const char *const *names)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  if (names != NULL)
    write_named (self, &writer, names);
  else
    write_known (self, &writer);
  ss_json_writer_end_object (&writer);
  return ss_json_writer_steal_bytes (&writer);
}
