/* model-body.c: models from the body of a request
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/model-json.h"

#include "model/model-private.h"

/**
 * Reader:
 * @path: what stands before a field's name: "", or "variables[2]." inside another model
 * @errors: what is wrong so far
 */
typedef struct
{
  const char *path;
  SsFieldErrors *errors;
} Reader;

static gboolean read_object (SsModel *self, JsonObject *body, SsBodyKind kind, const Reader *reader);

/* Returns FALSE, for its caller to do so too. */
static gboolean
complain (const Reader *reader, const char *name, const char *sentence)
{
  g_autofree char *path = g_strconcat (reader->path, name, NULL);

  ss_field_errors_add (reader->errors, path, sentence);
  return FALSE;
}

/* Whether there are not more than the field allows. */
static gboolean
check_limit (const SsField *field, gsize length, const char *of_what, const Reader *reader)
{
  g_autofree char *sentence = NULL;

  if (field->limit == 0 || length <= field->limit)
    return TRUE;
  sentence = g_strdup_printf ("May have at most %" G_GSIZE_FORMAT " %s.", field->limit, of_what);
  return complain (reader, field->name, sentence);
}

static gboolean
check_choice (const SsField *field, const char *text, const Reader *reader)
{
  g_autoptr (GString) sentence = NULL;
  const char *choice;

  for (guint i = 0; (choice = field->choice (i)) != NULL; i++)
    {
      if (g_str_equal (text, choice))
        return TRUE;
    }

  sentence = g_string_new ("Must be one of ");
  for (guint i = 0; (choice = field->choice (i)) != NULL; i++)
    g_string_append_printf (sentence, "%s%s", i > 0 ? ", " : "", choice);
  g_string_append_c (sentence, '.');
  return complain (reader, field->name, sentence->str);
}

static gboolean
check_text (const SsField *field, const char *text, const Reader *reader)
{
  const char *sentence;

  if (!check_limit (field, (gsize) g_utf8_strlen (text, -1), "characters", reader))
    return FALSE;
  if (field->choice != NULL && !check_choice (field, text, reader))
    return FALSE;

  sentence = field->check != NULL ? field->check (text) : NULL;
  return sentence == NULL || complain (reader, field->name, sentence);
}

static gboolean
check_value (const SsField *field, const SsValue *value, const Reader *reader)
{
  if (field->type == SS_FIELD_ID || field->type == SS_FIELD_STRING || field->type == SS_FIELD_ENUM)
    return check_text (field, value->string, reader);
  if (field->type == SS_FIELD_STRINGS)
    return check_limit (field, g_strv_length (value->strings), "elements", reader);
  if (field->type == SS_FIELD_INTEGERS)
    return check_limit (field, value->integers->len, "elements", reader);
  return TRUE;
}

static gboolean
read_plain (const SsField *field, JsonNode *node, const Reader *reader, SsValue *value)
{
  SsFault fault = ss_value_read (field->type, node, value);

  if (fault != SS_FAULT_NONE)
    return complain (reader, field->name, ss_fault_get_sentence (fault));
  if (check_value (field, value, reader))
    return TRUE;
  ss_value_clear (field->type, value);
  return FALSE;
}

/* Reads a model at @place, which is "trigger" or "variables[2]". */
static SsModel *
read_inner (GType type, JsonNode *node, const char *place, const Reader *reader)
{
  g_autofree char *path = g_strconcat (reader->path, place, ".", NULL);
  g_autoptr (SsModel) model = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      complain (reader, place, ss_fault_get_sentence (SS_FAULT_OBJECT));
      return NULL;
    }
  model = g_object_new (type, NULL);
  if (!read_object (model, json_node_get_object (node), SS_BODY_CREATE, &(Reader){ path, reader->errors }))
    return NULL;
  return g_steal_pointer (&model);
}

static gboolean
read_model (const SsField *field, JsonNode *node, const Reader *reader, SsValue *value)
{
  value->object = read_inner (field->get_type (), node, field->name, reader);
  return value->object != NULL;
}

static gboolean
read_models (const SsField *field, JsonNode *node, const Reader *reader, SsValue *value)
{
  g_autoptr (GListStore) objects = g_list_store_new (field->get_type ());
  JsonArray *array;
  guint length;
  gboolean is_good = TRUE;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return complain (reader, field->name, ss_fault_get_sentence (SS_FAULT_OBJECTS));

  array = json_node_get_array (node);
  length = json_array_get_length (array);
  if (!check_limit (field, length, "elements", reader))
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", field->name, i);
      g_autoptr (SsModel) model =
          read_inner (field->get_type (), json_array_get_element (array, i), place, reader);

      if (model != NULL)
        g_list_store_append (objects, model);
      else
        is_good = FALSE;
    }
  if (is_good)
    value->objects = g_steal_pointer (&objects);
  return is_good;
}

static gboolean
read_value (const SsField *field, JsonNode *node, const Reader *reader, SsValue *value)
{
  if (field->type == SS_FIELD_OBJECT)
    return read_model (field, node, reader, value);
  if (field->type == SS_FIELD_OBJECTS)
    return read_models (field, node, reader, value);
  return read_plain (field, node, reader, value);
}

/* Reads one member, and sets the field where it is good. */
static gboolean
read_member (SsModel *self, const char *name, JsonNode *node, const Reader *reader)
{
  const SsFields *fields = ss_model_get_fields (self);
  const SsField *field = ss_fields_find (fields, name);
  SsValue value;

  if (field == NULL)
    return complain (reader, name, "This field is not known.");
  if ((field->flags & SS_FIELD_READ_ONLY) != 0)
    return TRUE;

  if (JSON_NODE_HOLDS_NULL (node))
    {
      if ((field->flags & SS_FIELD_NULLABLE) == 0)
        return complain (reader, name, "May not be null.");
      ss_model_take (self, (guint) (field - fields->fields), NULL);
      return TRUE;
    }
  if (!read_value (field, node, reader, &value))
    return FALSE;
  ss_model_take (self, (guint) (field - fields->fields), &value);
  return TRUE;
}

static gboolean
check_required (SsModel *self, JsonObject *body, const Reader *reader)
{
  const SsFields *fields = ss_model_get_fields (self);
  gboolean is_good = TRUE;

  for (guint i = 0; i < fields->n_fields; i++)
    {
      const SsField *field = &fields->fields[i];

      if ((field->flags & SS_FIELD_REQUIRED) != 0 && !json_object_has_member (body, field->name))
        is_good = complain (reader, field->name, "This field is required.");
    }
  return is_good;
}

static gboolean
read_object (SsModel *self, JsonObject *body, SsBodyKind kind, const Reader *reader)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean is_good = TRUE;

  json_object_iter_init_ordered (&iter, body);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!read_member (self, name, node, reader))
        is_good = FALSE;
    }
  if (kind == SS_BODY_CREATE && !check_required (self, body, reader))
    is_good = FALSE;
  return is_good;
}

/**
 * ss_model_read_body:
 * @self: a model
 * @body: what a client sent
 * @kind: whether @self is being made or changed
 * @errors: where what is wrong goes
 *
 * Sets what a client may set, as strictly as the contract asks of a platform: a member that no field
 * has is refused, one that is the platform's alone is ignored, and each fault is added to @errors with
 * the path of its field ("variables[2].key"). What is wrong stays as it was.
 *
 * Returns: whether nothing was wrong
 */
gboolean
ss_model_read_body (SsModel *self, JsonObject *body, SsBodyKind kind, SsFieldErrors *errors)
{
  gboolean is_good;

  g_object_freeze_notify (G_OBJECT (self));
  is_good = read_object (self, body, kind, &(Reader){ "", errors });
  g_object_thaw_notify (G_OBJECT (self));
  return is_good;
}
