/* query.c: a query string in the making
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/session.h"

/**
 * ss_query_new:
 *
 * Returns: (transfer full): an empty one; free with g_string_free()
 */
SsQuery *
ss_query_new (void)
{
  return g_string_new (NULL);
}

/**
 * ss_query_add:
 * @self: a query
 * @name: a parameter's name
 * @value: (nullable): its value, not yet encoded; %NULL and "" add nothing
 */
void
ss_query_add (SsQuery *self, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  if (self->len > 0)
    g_string_append_c (self, '&');
  g_string_append_uri_escaped (self, name, NULL, FALSE);
  g_string_append_c (self, '=');
  g_string_append_uri_escaped (self, value, NULL, FALSE);
}

/**
 * ss_query_add_strv:
 * @self: a query
 * @name: a parameter's name
 * @values: (nullable): it is repeated for each of them
 */
void
ss_query_add_strv (SsQuery *self, const char *name, const char *const *values)
{
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    ss_query_add (self, name, values[i]);
}
