/* plugin-code.c: whether a plugin's code is Lua
 *
 * The code is compiled and thrown away; nothing of it runs, and no library is opened.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/plugin-code.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdlib.h>
#include <string.h>

/* Code of SS_CODE_MAX characters that is all operators or braces compiles to some tens of megabytes. */
#define MEMORY_MAX (64 * 1024 * 1024)

/* How often a token's place in its line is tried. */
#define TRIES_MAX 32

/* What messages begin with. */
#define CHUNK_NAME "code"

typedef struct
{
  size_t used;
} Budget;

static void *
allocate (void *user_data, void *pointer, size_t old_size, size_t new_size)
{
  Budget *budget = user_data;

  /* For a new block Lua passes the kind of object in place of a size. */
  if (pointer == NULL)
    old_size = 0;
  if (new_size == 0)
    {
      free (pointer);
      budget->used -= old_size;
      return NULL;
    }
  if (new_size > old_size && budget->used + (new_size - old_size) > MEMORY_MAX)
    return NULL;
  pointer = realloc (pointer, new_size);
  if (pointer != NULL)
    budget->used = budget->used - old_size + new_size;
  return pointer;
}

/* What a message ends with: " near 'TOKEN'", " near '<\\195>'" for a byte, or " near <eof>". (nullable) */
static char *
get_token (const char *message)
{
  const char *near = g_strrstr (message, " near '");
  gsize length;

  if (near == NULL)
    return NULL;
  near += strlen (" near '");
  length = strlen (near);
  if (length < 2 || near[length - 1] != '\'')
    return NULL;
  if (g_str_has_prefix (near, "<\\"))
    return g_strdup_printf ("%c", (int) g_ascii_strtoull (near + 2, NULL, 10));
  return g_strndup (near, length - 1);
}

/* (transfer full) (nullable): what Lua says of the first @length bytes of @code; NULL where they compile */
static char *
compile (const char *code, gsize length)
{
  Budget budget = { 0 };
  lua_State *state = lua_newstate (allocate, &budget);
  char *message = NULL;
  int status;

  if (state == NULL)
    return g_strdup ("there is not enough memory to check the code");
  /* "t": text only. Compiled code could do anything to the interpreter. */
  status = luaL_loadbufferx (state, code, length, "=" CHUNK_NAME, "t");
  if (status == LUA_ERRMEM)
    message = g_strdup ("the code is too complicated");
  else if (status != LUA_OK)
    message = g_strdup (lua_tostring (state, -1));
  lua_close (state);
  return message;
}

/* Lua tells the line and the token, not the column. Of the places in the line where the token stands it is
 * the first at which the code, cut off behind it, is wrong in the same way. Where the code ends too early,
 * it is behind the last character. */
static glong
find_column (const char *code, const char *line, const char *token, const char *message)
{
  const char *end = strchrnul (line, '\n');
  const char *place = token != NULL && *token != '\0' ? strstr (line, token) : NULL;

  for (guint tries = 0; place != NULL && place < end && tries < TRIES_MAX; tries++)
    {
      g_autofree char *same = compile (code, (gsize) (place - code) + strlen (token));

      if (g_strcmp0 (same, message) == 0)
        return g_utf8_pointer_to_offset (line, place) + 1;
      place = strstr (place + 1, token);
    }
  return g_utf8_pointer_to_offset (line, end) + 1;
}

static const char *
find_line (const char *code, gint64 number)
{
  for (gint64 i = 1; i < number; i++)
    {
      const char *end = strchr (code, '\n');

      if (end == NULL)
        break;
      code = end + 1;
    }
  return code;
}

/* From "code:3: unexpected symbol near 'x'". */
static char *
describe (const char *code, const char *message)
{
  const char *rest = g_str_has_prefix (message, CHUNK_NAME ":") ? message + strlen (CHUNK_NAME ":") : message;
  g_autofree char *token = get_token (message);
  g_autofree char *sentence = NULL;
  char *end = NULL;
  gint64 number = g_ascii_strtoll (rest, &end, 10);

  if (end == rest || *end != ':' || number < 1)
    return g_strdup_printf ("Line 1, column 1: %s", message);
  sentence = g_utf8_make_valid (end + 1 + strspn (end + 1, " "), -1);
  return g_strdup_printf ("Line %" G_GINT64_FORMAT ", column %ld: %s", number,
                          find_column (code, find_line (code, number), token, message), sentence);
}

/**
 * ss_plugin_code_check:
 * @code: source text in UTF-8
 *
 * Returns: (transfer full) (nullable): what is wrong, as "Line 3, column 7: …"; %NULL where it compiles
 */
char *
ss_plugin_code_check (const char *code)
{
  g_autofree char *message = compile (code, strlen (code));

  return message != NULL ? describe (code, message) : NULL;
}
