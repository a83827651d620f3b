/* router.c: from method and path to the route
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/http/route.h"

#include <string.h>

/* Longer than any id of the platform's. */
#define SEGMENT_MAX 255

static gboolean
is_uuid (const char *text, gsize length)
{
  if (length != 36)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      gboolean is_dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (is_dash ? text[i] != '-' : !g_ascii_isxdigit (text[i]))
        return FALSE;
    }
  return TRUE;
}

/* Whether @path is what @pattern says; what stands for the braces is from *@start, *@length bytes. */
static gboolean
matches (const char *pattern, const char *path, const char **start, gsize *length)
{
  gboolean wants_uuid;

  while (*pattern != '{' && *pattern != '\0' && *pattern == *path)
    {
      pattern++;
      path++;
    }
  if (*pattern != '{')
    return *pattern == *path;

  wants_uuid = g_str_has_prefix (pattern, "{id}");
  *start = path;
  *length = strcspn (path, "/");
  if (*length == 0 || *length > SEGMENT_MAX || (wants_uuid && !is_uuid (path, *length)))
    return FALSE;
  return strcmp (strchr (pattern, '}') + 1, path + *length) == 0;
}

/**
 * ss_routes_find:
 * @method: an HTTP method; HEAD finds what GET finds
 * @path: the path behind the base, as it was sent
 * @id: (out) (optional) (transfer full) (nullable): what stands for the route's `{id}`
 * @path_exists: (out) (optional): whether another method would have been found
 *
 * Returns: (nullable): the route
 */
const SsRoute *
ss_routes_find (const char *method, const char *path, char **id, gboolean *path_exists)
{
  gboolean exists = FALSE;

  if (strcmp (method, "HEAD") == 0)
    method = "GET";
  if (id != NULL)
    *id = NULL;
  for (const SsRoute *route = ss_routes_get (); route->method != NULL; route++)
    {
      const char *start = NULL;
      gsize length = 0;

      if (!matches (route->path, path, &start, &length))
        continue;
      exists = TRUE;
      if (strcmp (route->method, method) != 0)
        continue;
      if (id != NULL && start != NULL)
        *id = g_strndup (start, length);
      if (path_exists != NULL)
        *path_exists = TRUE;
      return route;
    }
  if (path_exists != NULL)
    *path_exists = exists;
  return NULL;
}
