/* json-writer.c: writes JSON text as it comes, without a tree
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/json-writer.h"

#include <math.h>
#include <string.h>

#include "domain/money.h"
#include "model/time.h"

#define INITIAL_SIZE 1024

/* Below this, a double without a fraction is written like a whole number. */
#define WHOLE_MAX 1e15

/* What stands behind the backslash for a byte that needs one; 'u' for \u00XX. */
static const char escapes[0x60] = {
  [0x00] = 'u', [0x01] = 'u', [0x02] = 'u', [0x03] = 'u', [0x04] = 'u', [0x05] = 'u',  [0x06] = 'u',
  [0x07] = 'u', ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', [0x0b] = 'u', ['\f'] = 'f',  ['\r'] = 'r',
  [0x0e] = 'u', [0x0f] = 'u', [0x10] = 'u', [0x11] = 'u', [0x12] = 'u', [0x13] = 'u',  [0x14] = 'u',
  [0x15] = 'u', [0x16] = 'u', [0x17] = 'u', [0x18] = 'u', [0x19] = 'u', [0x1a] = 'u',  [0x1b] = 'u',
  [0x1c] = 'u', [0x1d] = 'u', [0x1e] = 'u', [0x1f] = 'u', ['"'] = '"',  ['\\'] = '\\',
};

static void
begin_value (SsJsonWriter *self)
{
  if (self->needs_comma)
    g_string_append_c (self->text, ',');
  self->needs_comma = TRUE;
}

static void
append_escape (GString *text, guchar byte)
{
  static const char digits[] = "0123456789abcdef";
  char escape[] = "\\u00xx";

  if (escapes[byte] != 'u')
    {
      g_string_append_c (text, '\\');
      g_string_append_c (text, escapes[byte]);
      return;
    }
  escape[4] = digits[byte >> 4];
  escape[5] = digits[byte & 0xf];
  g_string_append_len (text, escape, 6);
}

/* @value is UTF-8. Runs of bytes that need no escape are copied at once. */
static void
append_escaped (GString *text, const char *value)
{
  const char *run = value;
  const char *cursor;

  for (cursor = value; *cursor != '\0'; cursor++)
    {
      guchar byte = (guchar) *cursor;

      if (byte >= sizeof escapes || escapes[byte] == 0)
        continue;
      g_string_append_len (text, run, cursor - run);
      append_escape (text, byte);
      run = cursor + 1;
    }
  g_string_append_len (text, run, cursor - run);
}

static void
append_string (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  if (g_utf8_validate (value, -1, NULL))
    append_escaped (text, value);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (value, -1);

      append_escaped (text, valid);
    }
  g_string_append_c (text, '"');
}

/* What is known to be letters, digits and the like. */
static void
append_plain (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  g_string_append (text, value);
  g_string_append_c (text, '"');
}

static void
append_integer (GString *text, gint64 value)
{
  char digits[24];
  char *cursor = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--cursor = '0' + rest % 10;
  while ((rest /= 10) > 0);
  if (value < 0)
    *--cursor = '-';
  g_string_append_len (text, cursor, digits + sizeof digits - cursor);
}

/* The shortest of the usual forms that reads as the same number again. */
static void
append_number (GString *text, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (value) < WHOLE_MAX && floor (value) == value)
    {
      append_integer (text, (gint64) value);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, formats[i], value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  g_string_append (text, buffer);
}

/**
 * ss_json_writer_init:
 * @self: (out caller-allocates): a writer, to be cleared with ss_json_writer_clear()
 */
void
ss_json_writer_init (SsJsonWriter *self)
{
  self->text = g_string_sized_new (INITIAL_SIZE);
  self->needs_comma = FALSE;
}

/**
 * ss_json_writer_clear:
 * @self: a writer
 *
 * Frees what @self holds, unless it was stolen.
 */
void
ss_json_writer_clear (SsJsonWriter *self)
{
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
}

/**
 * ss_json_writer_steal_bytes:
 * @self: a writer, which can only be cleared after this
 *
 * Returns: (transfer full): what was written
 */
GBytes *
ss_json_writer_steal_bytes (SsJsonWriter *self)
{
  return g_string_free_to_bytes (g_steal_pointer (&self->text));
}

/**
 * ss_json_writer_steal_text:
 * @self: a writer, which can only be cleared after this
 *
 * Returns: (transfer full): what was written
 */
char *
ss_json_writer_steal_text (SsJsonWriter *self)
{
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

/**
 * ss_json_writer_begin_object:
 * @self: a writer
 */
void
ss_json_writer_begin_object (SsJsonWriter *self)
{
  begin_value (self);
  g_string_append_c (self->text, '{');
  self->needs_comma = FALSE;
}

/**
 * ss_json_writer_end_object:
 * @self: a writer
 */
void
ss_json_writer_end_object (SsJsonWriter *self)
{
  g_string_append_c (self->text, '}');
  self->needs_comma = TRUE;
}

/**
 * ss_json_writer_begin_array:
 * @self: a writer
 */
void
ss_json_writer_begin_array (SsJsonWriter *self)
{
  begin_value (self);
  g_string_append_c (self->text, '[');
  self->needs_comma = FALSE;
}

/**
 * ss_json_writer_end_array:
 * @self: a writer
 */
void
ss_json_writer_end_array (SsJsonWriter *self)
{
  g_string_append_c (self->text, ']');
  self->needs_comma = TRUE;
}

/**
 * ss_json_writer_name:
 * @self: a writer in an object
 * @name: the name of the member whose value comes next
 */
void
ss_json_writer_name (SsJsonWriter *self, const char *name)
{
  begin_value (self);
  append_string (self->text, name);
  g_string_append_c (self->text, ':');
  self->needs_comma = FALSE;
}

/**
 * ss_json_writer_string:
 * @self: a writer
 * @value: (nullable): text; what is not UTF-8 in it becomes U+FFFD, %NULL becomes null
 */
void
ss_json_writer_string (SsJsonWriter *self, const char *value)
{
  if (value == NULL)
    {
      ss_json_writer_null (self);
      return;
    }
  begin_value (self);
  append_string (self->text, value);
}

/**
 * ss_json_writer_integer:
 * @self: a writer
 * @value: a whole number
 */
void
ss_json_writer_integer (SsJsonWriter *self, gint64 value)
{
  begin_value (self);
  append_integer (self->text, value);
}

/**
 * ss_json_writer_number:
 * @self: a writer
 * @value: a number; what JSON can't write becomes null
 */
void
ss_json_writer_number (SsJsonWriter *self, double value)
{
  if (!isfinite (value))
    {
      ss_json_writer_null (self);
      return;
    }
  begin_value (self);
  append_number (self->text, value);
}

/**
 * ss_json_writer_boolean:
 * @self: a writer
 * @value: true or false
 */
void
ss_json_writer_boolean (SsJsonWriter *self, gboolean value)
{
  begin_value (self);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * ss_json_writer_money:
 * @self: a writer
 * @value: an amount in ten-thousandths, written as a decimal string
 */
void
ss_json_writer_money (SsJsonWriter *self, gint64 value)
{
  g_autofree char *text = ss_money_format (value);

  begin_value (self);
  append_plain (self->text, text);
}

/**
 * ss_json_writer_time:
 * @self: a writer
 * @value: a moment; %SS_TIME_NONE becomes null
 */
void
ss_json_writer_time (SsJsonWriter *self, gint64 value)
{
  char buffer[SS_TIME_BUFFER];

  if (value == SS_TIME_NONE)
    {
      ss_json_writer_null (self);
      return;
    }
  begin_value (self);
  append_plain (self->text, ss_time_format (value, buffer));
}

/**
 * ss_json_writer_null:
 * @self: a writer
 */
void
ss_json_writer_null (SsJsonWriter *self)
{
  begin_value (self);
  g_string_append (self->text, "null");
}

/**
 * ss_json_writer_strings:
 * @self: a writer
 * @values: (nullable) (array zero-terminated=1): the elements; %NULL writes an empty array
 */
void
ss_json_writer_strings (SsJsonWriter *self, const char *const *values)
{
  ss_json_writer_begin_array (self);
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    ss_json_writer_string (self, values[i]);
  ss_json_writer_end_array (self);
}

static void
write_object (SsJsonWriter *self, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  ss_json_writer_begin_object (self);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      ss_json_writer_name (self, name);
      ss_json_writer_node (self, node);
    }
  ss_json_writer_end_object (self);
}

static void
write_array (SsJsonWriter *self, JsonArray *array)
{
  guint length = json_array_get_length (array);

  ss_json_writer_begin_array (self);
  for (guint i = 0; i < length; i++)
    ss_json_writer_node (self, json_array_get_element (array, i));
  ss_json_writer_end_array (self);
}

static void
write_value (SsJsonWriter *self, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    ss_json_writer_string (self, json_node_get_string (node));
  else if (type == G_TYPE_INT64)
    ss_json_writer_integer (self, json_node_get_int (node));
  else if (type == G_TYPE_BOOLEAN)
    ss_json_writer_boolean (self, json_node_get_boolean (node));
  else
    ss_json_writer_number (self, json_node_get_double (node));
}

/**
 * ss_json_writer_node:
 * @self: a writer
 * @node: (nullable): any JSON value; %NULL becomes null
 *
 * Writes a tree, its members in their order.
 */
void
ss_json_writer_node (SsJsonWriter *self, JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    ss_json_writer_null (self);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    write_object (self, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    write_array (self, json_node_get_array (node));
  else
    write_value (self, node);
}

/**
 * ss_json_writer_raw:
 * @self: a writer
 * @json: JSON text already, one value
 * @length: the length of @json in bytes, or -1
 *
 * Writes what was written elsewhere, as from a column, as it is.
 */
void
ss_json_writer_raw (SsJsonWriter *self, const char *json, gssize length)
{
  begin_value (self);
  g_string_append_len (self->text, json, length);
}
