/* field-errors.c: what is wrong with which field of a body
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/field-errors.h"

struct _SsFieldErrors
{
  GPtrArray *fields;     /* of the names, which the table owns, as added */
  GHashTable *sentences; /* from a name to a GPtrArray of sentences */
};

/**
 * ss_field_errors_new:
 *
 * Returns: (transfer full): no errors yet
 */
SsFieldErrors *
ss_field_errors_new (void)
{
  SsFieldErrors *self = g_new (SsFieldErrors, 1);

  self->fields = g_ptr_array_new ();
  self->sentences =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/**
 * ss_field_errors_free:
 * @self: (transfer full): errors
 */
void
ss_field_errors_free (SsFieldErrors *self)
{
  g_ptr_array_unref (self->fields);
  g_hash_table_unref (self->sentences);
  g_free (self);
}

/**
 * ss_field_errors_add:
 * @self: errors
 * @field: the path of a field, as "variables[2].key", or %SS_NON_FIELD_ERRORS
 * @sentence: what is wrong, for a person to act on
 *
 * Adds a sentence about a field.
 */
void
ss_field_errors_add (SsFieldErrors *self, const char *field, const char *sentence)
{
  GPtrArray *sentences = g_hash_table_lookup (self->sentences, field);

  if (sentences == NULL)
    {
      char *name = g_strdup (field);

      sentences = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->sentences, name, sentences);
      g_ptr_array_add (self->fields, name);
    }
  g_ptr_array_add (sentences, g_strdup (sentence));
}

/**
 * ss_field_errors_add_printf:
 * @self: errors
 * @field: the path of a field
 * @format: what is wrong, as for printf()
 * @...: what belongs to @format
 *
 * Adds a sentence about a field.
 */
void
ss_field_errors_add_printf (SsFieldErrors *self, const char *field, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  ss_field_errors_add (self, field, sentence);
}

/**
 * ss_field_errors_is_empty:
 * @self: errors
 *
 * Returns: whether nothing is wrong
 */
gboolean
ss_field_errors_is_empty (SsFieldErrors *self)
{
  return self->fields->len == 0;
}

/**
 * ss_field_errors_get:
 * @self: errors
 * @field: the path of a field
 *
 * Returns: (nullable): the first sentence about @field
 */
const char *
ss_field_errors_get (SsFieldErrors *self, const char *field)
{
  GPtrArray *sentences = g_hash_table_lookup (self->sentences, field);

  return sentences != NULL ? g_ptr_array_index (sentences, 0) : NULL;
}

/**
 * ss_field_errors_get_fields:
 * @self: errors
 *
 * Returns: (transfer container) (element-type utf8): the paths of the fields, in the order in which
 *   they were added, valid until something is added
 */
GPtrArray *
ss_field_errors_get_fields (SsFieldErrors *self)
{
  GPtrArray *fields = g_ptr_array_sized_new (self->fields->len);

  for (guint i = 0; i < self->fields->len; i++)
    g_ptr_array_add (fields, g_ptr_array_index (self->fields, i));
  return fields;
}

/**
 * ss_field_errors_write:
 * @self: errors
 * @writer: where to
 *
 * Writes the body of a 400 (contract section 1): an object from each field to its sentences.
 */
void
ss_field_errors_write (SsFieldErrors *self, SsJsonWriter *writer)
{
  ss_json_writer_begin_object (writer);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const char *field = g_ptr_array_index (self->fields, i);
      GPtrArray *sentences = g_hash_table_lookup (self->sentences, field);

      ss_json_writer_name (writer, field);
      ss_json_writer_begin_array (writer);
      for (guint j = 0; j < sentences->len; j++)
        ss_json_writer_string (writer, g_ptr_array_index (sentences, j));
      ss_json_writer_end_array (writer);
    }
  ss_json_writer_end_object (writer);
}
