/* configuration.c: what the command line leaves open, from the environment and a file
 *
 * The option `--base-domain` is the variable SMOOTHSCHEDULE_BASE_DOMAIN and the key `base-domain` of the
 * file's group [platform]. The command line counts before the environment, and that before the file. Values
 * may be secrets and are never repeated in an error.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/configuration.h"

#include <gio/gio.h>
#include <string.h>

#define VARIABLE "SMOOTHSCHEDULE_"
#define GROUP "platform"
#define CONFIG "config"
#define SEPARATORS " ,;"

static gboolean
fail (GError **error, const char *where, const char *sentence)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s %s", where, sentence);
  return FALSE;
}

static char *
name_variable (const GOptionEntry *entry)
{
  g_autofree char *upper = g_ascii_strup (entry->long_name, -1);

  return g_strconcat (VARIABLE, g_strdelimit (upper, "-", '_'), NULL);
}

static const GOptionEntry *
find_entry (const GOptionEntry *entries, const char *name)
{
  for (; entries->long_name != NULL; entries++)
    if (g_str_equal (entries->long_name, name))
      return entries;
  return NULL;
}

static gboolean
is_told (const GOptionEntry *entry)
{
  if (entry->arg == G_OPTION_ARG_INT)
    return *(int *) entry->arg_data != SS_CONFIGURATION_NO_NUMBER;
  if (entry->arg == G_OPTION_ARG_NONE)
    return *(gboolean *) entry->arg_data;
  return *(gpointer *) entry->arg_data != NULL;
}

static gboolean
read_switch (const char *text, gboolean *value)
{
  static const char *const words[] = { "false", "true", "no", "yes", "off", "on", "0", "1" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      {
        *value = i % 2 == 1;
        return TRUE;
      }
  return FALSE;
}

/* "10.0.0.1, 10.0.0.2", with whatever between them */
static char **
read_list (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, SEPARATORS, -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

/* @where: a variable's or key's name, for the sentence. An empty text is none. */
static gboolean
tell (const GOptionEntry *entry, const char *where, const char *text, GError **error)
{
  gint64 number;

  if (text[0] == '\0')
    return TRUE;
  if (entry->arg == G_OPTION_ARG_INT)
    {
      if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT, &number, NULL))
        return fail (error, where, "has to be a number.");
      *(int *) entry->arg_data = (int) number;
    }
  else if (entry->arg == G_OPTION_ARG_STRING)
    *(char **) entry->arg_data = g_strdup (text);
  else if (entry->arg == G_OPTION_ARG_STRING_ARRAY)
    *(char ***) entry->arg_data = read_list (text);
  else if (!read_switch (text, entry->arg_data))
    return fail (error, where, "has to be “true” or “false”.");
  return TRUE;
}

/* A mistyped name must not go unnoticed, nor one file that names another. */
static gboolean
check_keys (GKeyFile *file, const GOptionEntry *known, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  g_auto (GStrv) keys = g_key_file_get_keys (file, GROUP, NULL, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    if (!g_str_equal (groups[i], GROUP))
      return fail (error, groups[i], "is no group of the configuration: there is [" GROUP "] only.");
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (find_entry (known, keys[i]) == NULL || g_str_equal (keys[i], CONFIG))
      return fail (error, keys[i], "is no option of the configuration.");
  return TRUE;
}

static gboolean
complete_from_environment (const GOptionEntry *entries, GError **error)
{
  for (; entries->long_name != NULL; entries++)
    {
      g_autofree char *name = name_variable (entries);
      const char *text = g_getenv (name);

      if (text != NULL && !is_told (entries) && !tell (entries, name, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
complete_from_file (const GOptionEntry *entries, GKeyFile *file, GError **error)
{
  for (; entries->long_name != NULL; entries++)
    {
      g_autofree char *text = g_key_file_get_string (file, GROUP, entries->long_name, NULL);

      if (text != NULL && !is_told (entries) && !tell (entries, entries->long_name, text, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ss_configuration_complete:
 * @entries: a command's options, as far as the command line has told them
 * @known: all options, so that one file serves all commands
 * @path: (nullable): a key file; %NULL: what SMOOTHSCHEDULE_CONFIG names, if anything
 * @error: return location for a #GIOError, #GFileError or #GKeyFileError
 *
 * Returns: whether all that was told makes sense
 */
gboolean
ss_configuration_complete (const GOptionEntry *entries, const GOptionEntry *known, const char *path,
                           GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!complete_from_environment (entries, error))
    return FALSE;
  if (path == NULL)
    path = *(char **) find_entry (known, CONFIG)->arg_data;
  if (path == NULL || path[0] == '\0')
    return TRUE;
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    {
      g_prefix_error (error, "The configuration %s can't be read: ", path);
      return FALSE;
    }
  if (check_keys (file, known, error) && complete_from_file (entries, file, error))
    return TRUE;
  g_prefix_error (error, "In %s: ", path);
  return FALSE;
}
