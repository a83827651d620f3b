/* field.c: the table of an object's members
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/field.h"

#include <string.h>

/* "route53_zone_id" to "route53ZoneId". */
static const char *
intern_camel_case (const char *column)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *c = column; *c != '\0'; c++)
    {
      if (*c == '_' && c[1] != '\0')
        g_string_append_c (name, g_ascii_toupper (*++c));
      else
        g_string_append_c (name, *c);
    }
  return g_intern_string (name->str);
}

/* "route53_zone_id" to "route53-zone-id". */
static const char *
intern_dashed (const char *column)
{
  g_autofree char *name = g_strdelimit (g_strdup (column), "_", '-');

  return g_intern_string (name);
}

static const char *
intern_column (const char *declared)
{
  g_autofree char *column = g_strdup (declared);
  gsize length = strlen (column);

  if (length > 0 && column[length - 1] == '_')
    column[length - 1] = '\0';
  return g_intern_string (column);
}

/**
 * ss_fields_prepare:
 * @fields: a table whose fields have their columns
 *
 * Derives the names on the wire and of the properties from the columns, and indexes the table.
 * This is done once for a table, which then stays for the life of the process.
 */
void
ss_fields_prepare (SsFields *fields)
{
  g_return_if_fail (fields->by_name == NULL);

  fields->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  fields->by_column = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < fields->n_fields; i++)
    {
      SsField *field = &fields->fields[i];

      field->column = intern_column (field->column);
      field->name = intern_camel_case (field->column);
      field->property = intern_dashed (field->column);

      if (!g_hash_table_insert (fields->by_name, (gpointer) field->name, field))
        g_error ("The field %s is declared twice", field->column);
      g_hash_table_insert (fields->by_column, (gpointer) field->column, field);
    }
}

/**
 * ss_fields_find:
 * @fields: a prepared table
 * @name: a name on the wire, in camelCase
 *
 * Returns: (nullable): the field of that name
 */
const SsField *
ss_fields_find (const SsFields *fields, const char *name)
{
  return g_hash_table_lookup (fields->by_name, name);
}

/**
 * ss_fields_find_column:
 * @fields: a prepared table
 * @column: a column, in snake_case
 *
 * Returns: (nullable): the field of that column
 */
const SsField *
ss_fields_find_column (const SsFields *fields, const char *column)
{
  return g_hash_table_lookup (fields->by_column, column);
}

/**
 * ss_fields_columns:
 * @fields: a prepared table
 * @prefix: (nullable): what stands before each column, as a table's alias
 * @without: flags; a field that has one of them is left out
 *
 * Lists columns for an SQL statement, as "p.id, p.slug".
 *
 * Returns: (transfer full): the columns, in the order of the fields
 */
char *
ss_fields_columns (const SsFields *fields, const char *prefix, SsFieldFlags without)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < fields->n_fields; i++)
    {
      const SsField *field = &fields->fields[i];

      if ((field->flags & without) != 0)
        continue;
      if (columns->len > 0)
        g_string_append (columns, ", ");
      if (prefix != NULL)
        g_string_append_printf (columns, "%s.", prefix);
      g_string_append (columns, field->column);
    }
  return g_string_free (columns, FALSE);
}
