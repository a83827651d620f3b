/* model-accessors.c: the fields of a model by type
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/model-private.h"

#define KIND(type) (1u << SS_FIELD_##type)

/* The types whose values are in the same member of SsValue. */
#define INTEGER_KINDS (KIND (INTEGER) | KIND (BOOLEAN) | KIND (MONEY) | KIND (TIME))
#define STRING_KINDS (KIND (ID) | KIND (STRING) | KIND (ENUM))

static SsFieldType
get_type (SsModel *self, guint field)
{
  return SS_MODEL_GET_CLASS (self)->fields.fields[field].type;
}

/* Whether @self has such a field, and its type is one of @types. */
static gboolean
check_field (SsModel *self, guint field, guint types)
{
  return SS_IS_MODEL (self) && field < SS_MODEL_GET_CLASS (self)->fields.n_fields
         && (types & (1u << get_type (self, field))) != 0;
}

/* Sets a copy of *@value where the field has another one. */
static void
set (SsModel *self, guint field, const SsValue *value)
{
  const SsValue *old = ss_model_peek (self, field);
  SsFieldType type = get_type (self, field);
  SsValue copy;

  if (old != NULL && ss_value_equal (type, old, value))
    return;
  ss_value_copy (type, value, &copy);
  ss_model_replace (self, field, &copy);
}

/**
 * ss_model_get_integer:
 * @self: a model
 * @field: the place of a field of type INTEGER, BOOLEAN, MONEY or TIME
 *
 * Returns: its value; without one %SS_TIME_NONE for a TIME and 0 for the others
 */
gint64
ss_model_get_integer (SsModel *self, guint field)
{
  const SsValue *value;

  g_return_val_if_fail (check_field (self, field, INTEGER_KINDS), 0);

  value = ss_model_peek (self, field);
  if (value != NULL)
    return value->integer;
  return get_type (self, field) == SS_FIELD_TIME ? SS_TIME_NONE : 0;
}

/**
 * ss_model_get_number:
 * @self: a model
 * @field: the place of a field of type NUMBER
 *
 * Returns: its value, or 0
 */
double
ss_model_get_number (SsModel *self, guint field)
{
  const SsValue *value;

  g_return_val_if_fail (check_field (self, field, KIND (NUMBER)), 0);

  value = ss_model_peek (self, field);
  return value != NULL ? value->number : 0;
}

/**
 * ss_model_get_string:
 * @self: a model
 * @field: the place of a field of type ID, STRING or ENUM
 *
 * Returns: (nullable): its value
 */
const char *
ss_model_get_string (SsModel *self, guint field)
{
  const SsValue *value;

  g_return_val_if_fail (check_field (self, field, STRING_KINDS), NULL);

  value = ss_model_peek (self, field);
  return value != NULL ? value->string : NULL;
}

/**
 * ss_model_get_strings:
 * @self: a model
 * @field: the place of a field of type STRINGS
 *
 * Returns: (array zero-terminated=1): its value, or an empty array
 */
const char *const *
ss_model_get_strings (SsModel *self, guint field)
{
  static const char *const none[] = { NULL };
  const SsValue *value;

  g_return_val_if_fail (check_field (self, field, KIND (STRINGS)), none);

  value = ss_model_peek (self, field);
  return value != NULL ? (const char *const *) value->strings : none;
}

/**
 * ss_model_get_integers:
 * @self: a model
 * @field: the place of a field of type INTEGERS
 * @n_integers: (out) (optional): how many there are
 *
 * Returns: (nullable) (array length=n_integers): its value
 */
const gint64 *
ss_model_get_integers (SsModel *self, guint field, gsize *n_integers)
{
  const SsValue *value;

  if (n_integers != NULL)
    *n_integers = 0;
  g_return_val_if_fail (check_field (self, field, KIND (INTEGERS)), NULL);

  value = ss_model_peek (self, field);
  if (value == NULL)
    return NULL;
  if (n_integers != NULL)
    *n_integers = value->integers->len;
  return (const gint64 *) (gconstpointer) value->integers->data;
}

/**
 * ss_model_get_object:
 * @self: a model
 * @field: the place of a field of type OBJECT
 *
 * Returns: (nullable) (transfer none): its value, a model
 */
gpointer
ss_model_get_object (SsModel *self, guint field)
{
  const SsValue *value;

  g_return_val_if_fail (check_field (self, field, KIND (OBJECT)), NULL);

  value = ss_model_peek (self, field);
  return value != NULL ? value->object : NULL;
}

/**
 * ss_model_get_objects:
 * @self: a model
 * @field: the place of a field of type OBJECTS
 *
 * Returns: (nullable) (transfer none): its value, a list of models
 */
GListModel *
ss_model_get_objects (SsModel *self, guint field)
{
  const SsValue *value;

  g_return_val_if_fail (check_field (self, field, KIND (OBJECTS)), NULL);

  value = ss_model_peek (self, field);
  return value != NULL ? G_LIST_MODEL (value->objects) : NULL;
}

/**
 * ss_model_get_json:
 * @self: a model
 * @field: the place of a field of type JSON
 *
 * Returns: (nullable) (transfer none): its value, an immutable tree
 */
JsonNode *
ss_model_get_json (SsModel *self, guint field)
{
  const SsValue *value;

  g_return_val_if_fail (check_field (self, field, KIND (JSON)), NULL);

  value = ss_model_peek (self, field);
  return value != NULL ? value->json : NULL;
}

/**
 * ss_model_set_integer:
 * @self: a model
 * @field: the place of a field of type INTEGER, BOOLEAN, MONEY or TIME
 * @value: its value; %SS_TIME_NONE makes a TIME null
 */
void
ss_model_set_integer (SsModel *self, guint field, gint64 value)
{
  SsFieldType type;

  g_return_if_fail (check_field (self, field, INTEGER_KINDS));

  type = get_type (self, field);
  if (type == SS_FIELD_TIME && value == SS_TIME_NONE)
    ss_model_unset (self, field);
  else
    set (self, field, &(SsValue){ .integer = type == SS_FIELD_BOOLEAN ? value != 0 : value });
}

/**
 * ss_model_set_number:
 * @self: a model
 * @field: the place of a field of type NUMBER
 * @value: its value
 */
void
ss_model_set_number (SsModel *self, guint field, double value)
{
  g_return_if_fail (check_field (self, field, KIND (NUMBER)));

  set (self, field, &(SsValue){ .number = value });
}

/**
 * ss_model_set_string:
 * @self: a model
 * @field: the place of a field of type ID, STRING or ENUM
 * @value: (nullable): its value; %NULL makes it null
 */
void
ss_model_set_string (SsModel *self, guint field, const char *value)
{
  g_return_if_fail (check_field (self, field, STRING_KINDS));

  if (value == NULL)
    ss_model_unset (self, field);
  else
    set (self, field, &(SsValue){ .string = (char *) value });
}

/**
 * ss_model_set_strings:
 * @self: a model
 * @field: the place of a field of type STRINGS
 * @value: (nullable) (array zero-terminated=1): its value; %NULL makes it null
 */
void
ss_model_set_strings (SsModel *self, guint field, const char *const *value)
{
  g_return_if_fail (check_field (self, field, KIND (STRINGS)));

  if (value == NULL)
    ss_model_unset (self, field);
  else
    set (self, field, &(SsValue){ .strings = (GStrv) value });
}

/**
 * ss_model_set_integers:
 * @self: a model
 * @field: the place of a field of type INTEGERS
 * @value: (nullable) (array length=n_integers): its value; %NULL makes it null
 * @n_integers: how many there are
 */
void
ss_model_set_integers (SsModel *self, guint field, const gint64 *value, gsize n_integers)
{
  SsValue integers;

  g_return_if_fail (check_field (self, field, KIND (INTEGERS)));
  g_return_if_fail (n_integers <= G_MAXUINT);

  if (value == NULL)
    {
      ss_model_unset (self, field);
      return;
    }
  integers.integers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_integers);
  g_array_append_vals (integers.integers, value, (guint) n_integers);
  ss_model_take (self, field, &integers);
}

/**
 * ss_model_set_object:
 * @self: a model
 * @field: the place of a field of type OBJECT
 * @value: (nullable) (transfer none): its value, a model of the field's type; %NULL makes it null
 */
void
ss_model_set_object (SsModel *self, guint field, gpointer value)
{
  g_return_if_fail (check_field (self, field, KIND (OBJECT)));
  g_return_if_fail (
      value == NULL
      || G_TYPE_CHECK_INSTANCE_TYPE (value, ss_model_get_fields (self)->fields[field].get_type ()));

  if (value == NULL)
    ss_model_unset (self, field);
  else if (value != ss_model_get_object (self, field))
    ss_model_replace (self, field, &(SsValue){ .object = g_object_ref (value) });
}

static gboolean
has_same_items (GListModel *list, GListModel *other)
{
  guint length = g_list_model_get_n_items (list);

  if (length != g_list_model_get_n_items (other))
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      g_autoptr (GObject) other_item = g_list_model_get_item (other, i);

      if (item != other_item)
        return FALSE;
    }
  return TRUE;
}

/**
 * ss_model_set_objects:
 * @self: a model
 * @field: the place of a field of type OBJECTS
 * @value: (nullable) (transfer none): its value, a list of models of the field's type; %NULL makes it null
 *
 * Sets a list with the items that @value has now; what happens to @value later changes nothing here.
 */
void
ss_model_set_objects (SsModel *self, guint field, GListModel *value)
{
  GListModel *old;
  SsValue objects;
  guint length;

  g_return_if_fail (check_field (self, field, KIND (OBJECTS)));

  if (value == NULL)
    {
      ss_model_unset (self, field);
      return;
    }
  old = ss_model_get_objects (self, field);
  if (old != NULL && has_same_items (old, value))
    return;

  objects.objects = g_list_store_new (ss_model_get_fields (self)->fields[field].get_type ());
  length = g_list_model_get_n_items (value);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (value, i);

      g_list_store_append (objects.objects, item);
    }
  ss_model_replace (self, field, &objects);
}

/**
 * ss_model_set_json:
 * @self: a model
 * @field: the place of a field of type JSON
 * @value: (nullable) (transfer none): its value; %NULL and a null make it null
 *
 * Sets any JSON. An immutable tree is shared, another one copied.
 */
void
ss_model_set_json (SsModel *self, guint field, JsonNode *value)
{
  g_return_if_fail (check_field (self, field, KIND (JSON)));

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    ss_model_unset (self, field);
  else
    set (self, field, &(SsValue){ .json = value });
}
