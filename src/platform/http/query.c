/* query.c: the parameters behind the question mark
 *
 * As HTML forms write them: escapes in percent, a plus for a space. In the order in which they came, so that
 * the addresses of other pages keep it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/query.h"

#include <string.h>

#include "platform/http/limits.h"

typedef struct
{
  char *name;
  char *value;
} Parameter;

struct _SsQuery
{
  GArray *parameters;
};

static void
clear_parameter (gpointer data)
{
  Parameter *parameter = data;

  g_free (parameter->name);
  g_free (parameter->value);
}

/* (nullable): NULL where the escapes or the UTF-8 are broken; a NUL inside is broken, too. */
static char *
decode (const char *text, gsize length)
{
  g_autofree char *decoded = g_malloc (length + 1);
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '%')
        {
          decoded[n++] = text[i] == '+' ? ' ' : text[i];
          continue;
        }
      if (i + 2 >= length || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
        return NULL;
      decoded[n++] = (char) (g_ascii_xdigit_value (text[i + 1]) << 4 | g_ascii_xdigit_value (text[i + 2]));
      i += 2;
    }
  decoded[n] = '\0';
  if (!g_utf8_validate_len (decoded, n, NULL))
    return NULL;
  return g_steal_pointer (&decoded);
}

static gboolean
add_parameter (SsQuery *self, const char *text, gsize length)
{
  const char *sign = memchr (text, '=', length);
  gsize name_length = sign != NULL ? (gsize) (sign - text) : length;
  Parameter parameter = { decode (text, name_length), NULL };

  parameter.value = sign != NULL ? decode (sign + 1, length - name_length - 1) : g_strdup ("");
  if (parameter.name == NULL || parameter.value == NULL)
    {
      clear_parameter (&parameter);
      return FALSE;
    }
  g_array_append_val (self->parameters, parameter);
  return TRUE;
}

static void
append_parameter (GString *text, const char *name, const char *value)
{
  if (text->len > 0)
    g_string_append_c (text, '&');
  g_string_append_uri_escaped (text, name, NULL, FALSE);
  g_string_append_c (text, '=');
  g_string_append_uri_escaped (text, value, NULL, FALSE);
}

/**
 * ss_query_parse:
 * @text: (nullable): what stands behind the question mark; %NULL is as good as nothing
 *
 * Returns: (transfer full) (nullable): the query, or %NULL where it can't be read
 */
SsQuery *
ss_query_parse (const char *text)
{
  g_autoptr (SsQuery) self = g_new0 (SsQuery, 1);

  self->parameters = g_array_new (FALSE, FALSE, sizeof (Parameter));
  g_array_set_clear_func (self->parameters, clear_parameter);
  while (text != NULL && *text != '\0')
    {
      gsize length = strcspn (text, "&");

      if (length > 0 && (self->parameters->len == SS_PARAMETERS_MAX || !add_parameter (self, text, length)))
        return NULL;
      text += length;
      if (*text == '&')
        text++;
    }
  return g_steal_pointer (&self);
}

/**
 * ss_query_free:
 * @self: (nullable): a query
 */
void
ss_query_free (SsQuery *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->parameters);
  g_free (self);
}

/**
 * ss_query_get:
 * @self: a query
 * @name: a parameter
 *
 * Returns: (nullable): its first value, as it came
 */
const char *
ss_query_get (SsQuery *self, const char *name)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      const Parameter *parameter = &g_array_index (self->parameters, Parameter, i);

      if (strcmp (parameter->name, name) == 0)
        return parameter->value;
    }
  return NULL;
}

/**
 * ss_query_get_all:
 * @self: a query
 * @name: a parameter
 *
 * Returns: (transfer full): its values, repeated ones and those separated by commas alike (contract section
 * 11), without empty ones
 */
GStrv
ss_query_get_all (SsQuery *self, const char *name)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < self->parameters->len; i++)
    {
      const Parameter *parameter = &g_array_index (self->parameters, Parameter, i);
      g_auto (GStrv) parts = NULL;

      if (strcmp (parameter->name, name) != 0)
        continue;
      parts = g_strsplit (parameter->value, ",", -1);
      for (char **part = parts; *part != NULL; part++)
        if (**part != '\0')
          g_ptr_array_add (values, g_strdup (*part));
    }
  g_ptr_array_add (values, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}

/**
 * ss_query_replace:
 * @self: a query
 * @name: a parameter
 * @value: what it is to be
 *
 * Returns: (transfer full): the query's text with @name, at its end, having @value alone
 */
char *
ss_query_replace (SsQuery *self, const char *name, const char *value)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->parameters->len; i++)
    {
      const Parameter *parameter = &g_array_index (self->parameters, Parameter, i);

      if (strcmp (parameter->name, name) != 0)
        append_parameter (text, parameter->name, parameter->value);
    }
  append_parameter (text, name, value);
  return g_string_free (text, FALSE);
}
