/* value-json.c: one value of a model from JSON and to JSON
 *
 * Other models inside are read by those who read the model that they are in.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/model-private.h"

#include "domain/money.h"
#include "model/model-json.h"

#include <math.h>
#include <string.h>

/* Beyond this, doubles skip whole numbers. */
#define EXACT_MAX 9007199254740992.0

/* What anybody may send as a text; fields have their own limits. */
#define TEXT_MAX (1024 * 1024)

/* The sentence for what is wrong with a value. */
const char *
ss_fault_get_sentence (SsFault fault)
{
  static const char *const sentences[] = {
    [SS_FAULT_NONE] = "Nothing is wrong.",
    [SS_FAULT_TEXT] = "Must be text.",
    [SS_FAULT_TOO_LONG] = "Is too long.",
    [SS_FAULT_INTEGER] = "Must be a whole number.",
    [SS_FAULT_NUMBER] = "Must be a number.",
    [SS_FAULT_BOOLEAN] = "Must be true or false.",
    [SS_FAULT_MONEY] = "Must be an amount such as \"89.99\".",
    [SS_FAULT_TIME] = "Must be a date and time such as 2026-11-23T09:00:00Z.",
    [SS_FAULT_STRINGS] = "Must be a list of texts.",
    [SS_FAULT_INTEGERS] = "Must be a list of whole numbers.",
    [SS_FAULT_OBJECT] = "Must be an object.",
    [SS_FAULT_OBJECTS] = "Must be a list of objects.",
    [SS_FAULT_MISSING] = "Is missing.",
  };

  return sentences[fault];
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static SsFault
read_string (JsonNode *node, SsValue *value)
{
  const char *text;

  if (!holds (node, G_TYPE_STRING))
    return SS_FAULT_TEXT;
  text = json_node_get_string (node);
  if (strlen (text) > TEXT_MAX)
    return SS_FAULT_TOO_LONG;
  value->string = g_strdup (text);
  return SS_FAULT_NONE;
}

static SsFault
read_integer (JsonNode *node, SsValue *value)
{
  double number;

  if (holds (node, G_TYPE_INT64))
    {
      value->integer = json_node_get_int (node);
      return SS_FAULT_NONE;
    }
  if (!holds (node, G_TYPE_DOUBLE))
    return SS_FAULT_INTEGER;

  /* 5.0 is a whole number, however it is written. */
  number = json_node_get_double (node);
  if (fabs (number) > EXACT_MAX || floor (number) != number)
    return SS_FAULT_INTEGER;
  value->integer = (gint64) number;
  return SS_FAULT_NONE;
}

static SsFault
read_number (JsonNode *node, SsValue *value)
{
  if (!holds (node, G_TYPE_INT64) && !holds (node, G_TYPE_DOUBLE))
    return SS_FAULT_NUMBER;
  value->number = json_node_get_double (node);
  return isfinite (value->number) ? SS_FAULT_NONE : SS_FAULT_NUMBER;
}

static SsFault
read_boolean (JsonNode *node, SsValue *value)
{
  if (!holds (node, G_TYPE_BOOLEAN))
    return SS_FAULT_BOOLEAN;
  value->integer = json_node_get_boolean (node) != FALSE;
  return SS_FAULT_NONE;
}

/* Other platforms may send a number: its decimals are those that it was written with. */
static SsFault
read_money (JsonNode *node, SsValue *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double number;

  if (holds (node, G_TYPE_STRING))
    return ss_money_parse (json_node_get_string (node), &value->integer) ? SS_FAULT_NONE : SS_FAULT_MONEY;
  if (!holds (node, G_TYPE_INT64) && !holds (node, G_TYPE_DOUBLE))
    return SS_FAULT_MONEY;

  number = json_node_get_double (node);
  if (!(fabs (number) <= SS_MONEY_MAX / SS_MONEY_UNIT))
    return SS_FAULT_MONEY;
  g_ascii_formatd (buffer, sizeof buffer, "%.4f", number);
  return ss_money_parse (buffer, &value->integer) ? SS_FAULT_NONE : SS_FAULT_MONEY;
}

static SsFault
read_time (JsonNode *node, SsValue *value)
{
  if (!holds (node, G_TYPE_STRING) || !ss_time_parse (json_node_get_string (node), &value->integer))
    return SS_FAULT_TIME;
  return SS_FAULT_NONE;
}

static SsFault
read_strings (JsonNode *node, SsValue *value)
{
  g_auto (GStrv) strings = NULL;
  JsonArray *array;
  guint length;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return SS_FAULT_STRINGS;

  array = json_node_get_array (node);
  length = json_array_get_length (array);
  strings = g_new0 (char *, length + 1);
  for (guint i = 0; i < length; i++)
    {
      SsValue element;
      SsFault fault = read_string (json_array_get_element (array, i), &element);

      if (fault != SS_FAULT_NONE)
        return fault == SS_FAULT_TEXT ? SS_FAULT_STRINGS : fault;
      strings[i] = element.string;
    }
  value->strings = g_steal_pointer (&strings);
  return SS_FAULT_NONE;
}

static SsFault
read_integers (JsonNode *node, SsValue *value)
{
  g_autoptr (GArray) integers = NULL;
  JsonArray *array;
  guint length;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return SS_FAULT_INTEGERS;

  array = json_node_get_array (node);
  length = json_array_get_length (array);
  integers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), length);
  for (guint i = 0; i < length; i++)
    {
      SsValue element;

      if (read_integer (json_array_get_element (array, i), &element) != SS_FAULT_NONE)
        return SS_FAULT_INTEGERS;
      g_array_append_val (integers, element.integer);
    }
  value->integers = g_steal_pointer (&integers);
  return SS_FAULT_NONE;
}

static SsFault
read_json (JsonNode *node, SsValue *value)
{
  value->json = ss_json_node_freeze (node);
  return SS_FAULT_NONE;
}

static void
write_string (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_json_writer_string (writer, value->string);
}

static void
write_integer (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_json_writer_integer (writer, value->integer);
}

static void
write_number (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_json_writer_number (writer, value->number);
}

static void
write_boolean (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_json_writer_boolean (writer, value->integer != 0);
}

static void
write_money (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_json_writer_money (writer, value->integer);
}

static void
write_time (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_json_writer_time (writer, value->integer);
}

static void
write_strings (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_json_writer_strings (writer, (const char *const *) value->strings);
}

static void
write_integers (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_json_writer_begin_array (writer);
  for (guint i = 0; i < value->integers->len; i++)
    ss_json_writer_integer (writer, g_array_index (value->integers, gint64, i));
  ss_json_writer_end_array (writer);
}

static void
write_object (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_model_write (value->object, writer, without);
}

static void
write_objects (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  GListModel *list = G_LIST_MODEL (value->objects);
  guint length = g_list_model_get_n_items (list);

  ss_json_writer_begin_array (writer);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (SsModel) item = g_list_model_get_item (list, i);

      ss_model_write (item, writer, without);
    }
  ss_json_writer_end_array (writer);
}

static void
write_json (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  ss_json_writer_node (writer, value->json);
}

/* @none: what is written without a value, where the field is not nullable */
static const struct
{
  SsFault (*read) (JsonNode *node, SsValue *value);
  void (*write) (const SsValue *value, SsJsonWriter *writer, SsFieldFlags without);
  const char *none;
} kinds[SS_N_FIELD_TYPES] = {
  [SS_FIELD_ID] = { read_string, write_string, "\"\"" },
  [SS_FIELD_STRING] = { read_string, write_string, "\"\"" },
  [SS_FIELD_ENUM] = { read_string, write_string, "\"\"" },
  [SS_FIELD_INTEGER] = { read_integer, write_integer, "0" },
  [SS_FIELD_NUMBER] = { read_number, write_number, "0" },
  [SS_FIELD_BOOLEAN] = { read_boolean, write_boolean, "false" },
  [SS_FIELD_MONEY] = { read_money, write_money, "\"0.00\"" },
  [SS_FIELD_TIME] = { read_time, write_time, "null" },
  [SS_FIELD_STRINGS] = { read_strings, write_strings, "[]" },
  [SS_FIELD_INTEGERS] = { read_integers, write_integers, "[]" },
  [SS_FIELD_OBJECT] = { NULL, write_object, "null" },
  [SS_FIELD_OBJECTS] = { NULL, write_objects, "[]" },
  [SS_FIELD_JSON] = { read_json, write_json, "{}" },
};

/* Reads a value that is no model and no null. *@value is the caller's where nothing is wrong. */
SsFault
ss_value_read (SsFieldType type, JsonNode *node, SsValue *value)
{
  g_assert (kinds[type].read != NULL);

  return kinds[type].read (node, value);
}

/* Reads an ID, which another platform may have as a number. */
SsFault
ss_value_read_id (JsonNode *node, SsValue *value)
{
  SsValue number;

  if (read_integer (node, &number) != SS_FAULT_NONE)
    return read_string (node, value);
  value->string = g_strdup_printf ("%" G_GINT64_FORMAT, number.integer);
  return SS_FAULT_NONE;
}

/* Writes @value, or what stands for none where it is NULL. */
void
ss_value_write (const SsField *field, const SsValue *value, SsJsonWriter *writer, SsFieldFlags without)
{
  if (value != NULL)
    kinds[field->type].write (value, writer, without);
  else if ((field->flags & SS_FIELD_NULLABLE) != 0)
    ss_json_writer_null (writer);
  else
    ss_json_writer_raw (writer, kinds[field->type].none, -1);
}
