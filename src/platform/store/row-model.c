/* row-model.c: rows as the contract's objects
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/row-model.h"

#include <string.h>

#include "model/model-json.h"

struct _SsRowWriter
{
  SsRows *rows;
  guint n_columns;
  const SsField *fields[]; /* (nullable) each: by column; NULL: no member */
};

static void
write_column (SsRows *rows, guint column, const SsField *field, SsJsonWriter *writer)
{
  const char *json;

  if (ss_rows_is_null (rows, column))
    {
      ss_json_writer_null (writer);
      return;
    }
  switch (field->type)
    {
    case SS_FIELD_INTEGER:
      ss_json_writer_integer (writer, ss_rows_get_integer (rows, column));
      break;
    case SS_FIELD_NUMBER:
      ss_json_writer_number (writer, ss_rows_get_number (rows, column));
      break;
    case SS_FIELD_BOOLEAN:
      ss_json_writer_boolean (writer, ss_rows_get_boolean (rows, column));
      break;
    case SS_FIELD_MONEY:
      ss_json_writer_money (writer, ss_rows_get_integer (rows, column));
      break;
    case SS_FIELD_TIME:
      ss_json_writer_time (writer, ss_rows_get_time (rows, column));
      break;
    case SS_FIELD_STRINGS:
    case SS_FIELD_INTEGERS:
    case SS_FIELD_OBJECT:
    case SS_FIELD_OBJECTS:
    case SS_FIELD_JSON:
      /* Written by us, so it is JSON. */
      json = ss_rows_get_string (rows, column);
      ss_json_writer_raw (writer, json, strlen (json));
      break;
    case SS_FIELD_ID:
    case SS_FIELD_STRING:
    case SS_FIELD_ENUM:
    default:
      ss_json_writer_string (writer, ss_rows_get_string (rows, column));
      break;
    }
}

/**
 * ss_row_writer_new:
 * @rows: (transfer none): rows, which outlive the writer
 * @type: the type of model whose fields the columns are named after
 *
 * Returns: (transfer full): a writer for each of the rows
 */
SsRowWriter *
ss_row_writer_new (SsRows *rows, GType type)
{
  const SsFields *fields = ss_model_type_get_fields (type);
  guint n_columns = ss_rows_get_n_columns (rows);
  SsRowWriter *self = g_malloc0 (sizeof *self + n_columns * sizeof *self->fields);

  self->rows = rows;
  self->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    self->fields[i] = ss_fields_find_column (fields, ss_rows_get_column_name (rows, i));
  return self;
}

void
ss_row_writer_free (SsRowWriter *self)
{
  g_free (self);
}

/**
 * ss_row_writer_write_members:
 * @self: a writer
 * @writer: where the present row's members go, in an object that is open
 */
void
ss_row_writer_write_members (SsRowWriter *self, SsJsonWriter *writer)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (self->fields[i] == NULL)
        continue;
      ss_json_writer_name (writer, self->fields[i]->name);
      write_column (self->rows, i, self->fields[i], writer);
    }
}

/**
 * ss_rows_read_model:
 * @rows: rows at a row
 * @type: the type of model whose fields the columns are named after
 * @error: where a %SS_MODEL_ERROR goes, if what is stored is not what the model takes
 *
 * Returns: (transfer full) (nullable): the row as a model
 */
gpointer
ss_rows_read_model (SsRows *rows, GType type, GError **error)
{
  g_autoptr (SsRowWriter) columns = ss_row_writer_new (rows, type);
  g_auto (SsJsonWriter) writer = { NULL };
  g_autoptr (JsonNode) node = NULL;

  /* The text that a list would get is read back: one way of reading each kind of field, not two. */
  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_row_writer_write_members (columns, &writer);
  ss_json_writer_end_object (&writer);
  node = ss_json_parse (writer.text->str, writer.text->len, error);
  return node != NULL ? ss_model_from_json (type, node, error) : NULL;
}
