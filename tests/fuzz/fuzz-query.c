/* fuzz-query.c: whatever stands behind a question mark
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>

#include "platform/http/query.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (SsQuery) query = ss_query_parse (text);
  g_autoptr (SsQuery) again = NULL;
  g_auto (GStrv) values = NULL;
  g_autofree char *replaced = NULL;
  const char *search;

  if (query == NULL)
    return 0;
  search = ss_query_get (query, "search");
  g_assert_true (search == NULL || g_utf8_validate (search, -1, NULL));
  values = ss_query_get_all (query, "role");
  for (char **value = values; *value != NULL; value++)
    g_assert_true (**value != '\0' && g_utf8_validate (*value, -1, NULL));

  /* The address of another page can be read, and says the same. */
  replaced = ss_query_replace (query, "page", "2");
  again = ss_query_parse (replaced);
  if (again != NULL)
    {
      g_assert_cmpstr (ss_query_get (again, "page"), ==, "2");
      g_assert_cmpstr (ss_query_get (again, "search"), ==, search);
    }
  return 0;
}
