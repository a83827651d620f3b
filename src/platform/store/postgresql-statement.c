/* postgresql-statement.c: one statement and its parameters, as libpq takes them
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/store/postgresql-statement.h"

#include <string.h>

#include "model/time.h"

/* The types' numbers, which never change. */
enum
{
  TYPE_BOOLEAN = 16,
  TYPE_BYTES = 17,
  TYPE_INTEGER = 20,
  TYPE_TEXT = 25,
  TYPE_NUMBER = 701,
};

static void
bind_bytes (SsPostgresqlStatement *self, guint i, GBytes *bytes)
{
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  self->types[i] = TYPE_BYTES;
  self->formats[i] = 1;
  self->lengths[i] = (int) length;
  self->values[i] = bytes == NULL || data != NULL ? data : "";
}

static void
bind_parameter (SsPostgresqlStatement *self, guint i, const SsParameter *parameter)
{
  char *number = self->numbers[i];

  self->values[i] = number;
  self->formats[i] = 0;
  self->lengths[i] = 0;
  switch (parameter->type)
    {
    case 's':
      self->types[i] = TYPE_TEXT;
      self->values[i] = parameter->string;
      break;
    case 'd':
      self->types[i] = TYPE_NUMBER;
      g_ascii_dtostr (number, sizeof self->numbers[i], parameter->number);
      break;
    case 'b':
      self->types[i] = TYPE_BOOLEAN;
      g_strlcpy (number, parameter->integer != 0 ? "t" : "f", sizeof self->numbers[i]);
      break;
    case 'x':
      bind_bytes (self, i, parameter->bytes);
      break;
    default:
      self->types[i] = TYPE_INTEGER;
      g_snprintf (number, sizeof self->numbers[i], "%" G_GINT64_FORMAT, parameter->integer);
      if (parameter->type == 't' && parameter->integer == SS_TIME_NONE)
        self->values[i] = NULL;
      break;
    }
}

void
ss_postgresql_statement_init (SsPostgresqlStatement *self, const char *sql, const SsParameter *parameters,
                              guint n_parameters)
{
  g_assert (n_parameters <= SS_POSTGRESQL_PARAMETERS_MAX);
  self->sql = sql;
  self->n_parameters = n_parameters;
  for (guint i = 0; i < n_parameters; i++)
    bind_parameter (self, i, &parameters[i]);
}

/* (transfer full) (nullable): NULL is SQL's; an empty value is none */
static char *
copy_value (const SsPostgresqlStatement *self, guint i)
{
  gsize length = (gsize) self->lengths[i];

  if (self->values[i] == NULL || self->formats[i] == 0)
    return g_strdup (self->values[i]);
  return length > 0 ? g_memdup2 (self->values[i], length) : g_strdup ("");
}

SsPostgresqlStatement *
ss_postgresql_statement_copy (const SsPostgresqlStatement *self)
{
  SsPostgresqlStatement *copy = g_new (SsPostgresqlStatement, 1);

  copy->sql = g_strdup (self->sql);
  copy->n_parameters = self->n_parameters;
  for (guint i = 0; i < self->n_parameters; i++)
    {
      copy->types[i] = self->types[i];
      copy->lengths[i] = self->lengths[i];
      copy->formats[i] = self->formats[i];
      copy->values[i] = copy_value (self, i);
    }
  return copy;
}

void
ss_postgresql_statement_free (SsPostgresqlStatement *self)
{
  for (guint i = 0; i < self->n_parameters; i++)
    g_free ((char *) self->values[i]);
  g_free ((char *) self->sql);
  g_free (self);
}

static gboolean
is_value_equal (const SsPostgresqlStatement *self, const SsPostgresqlStatement *other, guint i)
{
  if (self->types[i] != other->types[i] || self->lengths[i] != other->lengths[i]
      || (self->values[i] == NULL) != (other->values[i] == NULL))
    return FALSE;
  if (self->values[i] == NULL)
    return TRUE;
  return self->formats[i] == 1 ? memcmp (self->values[i], other->values[i], (gsize) self->lengths[i]) == 0
                               : strcmp (self->values[i], other->values[i]) == 0;
}

gboolean
ss_postgresql_statement_equal (const SsPostgresqlStatement *self, const SsPostgresqlStatement *other)
{
  if (self->n_parameters != other->n_parameters || strcmp (self->sql, other->sql) != 0)
    return FALSE;
  for (guint i = 0; i < self->n_parameters; i++)
    if (!is_value_equal (self, other, i))
      return FALSE;
  return TRUE;
}

char *
ss_postgresql_statement_write_key (const SsPostgresqlStatement *self)
{
  GString *key = g_string_sized_new (strlen (self->sql) + self->n_parameters + 1);

  /* One that is gathered at run time may be said with other types. */
  for (guint i = 0; i < self->n_parameters; i++)
    g_string_append_c (key, (char) ('A' + self->types[i] % 26));
  g_string_append_c (key, ' ');
  g_string_append (key, self->sql);
  return g_string_free (key, FALSE);
}

gboolean
ss_postgresql_result_is_done (const PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}
