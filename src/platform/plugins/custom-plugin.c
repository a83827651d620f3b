/* custom-plugin.c: what a tenant may write into a plugin of its own
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/custom-plugin.h"

#include <stdlib.h>
#include <string.h>

#include "domain/category.h"
#include "domain/permission.h"
#include "domain/validation.h"
#include "domain/version.h"
#include "model/plugins.h"
#include "platform/plugins/configuration.h"
#include "platform/plugins/json-text.h"
#include "platform/plugins/plugin-code.h"

#define SLUG_MAX 60

/* The five fields of a crontab line (POSIX crontab(5)) and their bounds. */
static const struct
{
  const char *name;
  guint low;
  guint high;
} cron_fields[] = {
  { "minute", 0, 59 }, { "hour", 0, 23 },           { "day of the month", 1, 31 },
  { "month", 1, 12 },  { "day of the week", 0, 7 },
};

static gboolean
take_cron_number (const char **text, guint low, guint high, guint *number)
{
  gsize digits = strspn (*text, "0123456789");

  if (digits < 1 || digits > 2)
    return FALSE;
  *number = (guint) strtoul (*text, NULL, 10);
  *text += digits;
  return *number >= low && *number <= high;
}

/* A number, a range or *, each with a step, and lists of these. */
static gboolean
is_cron_field (const char *text, guint low, guint high)
{
  do
    {
      guint first, last, step;

      if (*text == '*')
        text++;
      else
        {
          if (!take_cron_number (&text, low, high, &first))
            return FALSE;
          if (*text == '-' && (text++, !take_cron_number (&text, first, high, &last)))
            return FALSE;
        }
      if (*text == '/' && (text++, !take_cron_number (&text, 1, 99, &step)))
        return FALSE;
    }
  while (*text == ',' && *text++ != '\0');
  return *text == '\0';
}

static void
check_cron (const char *cron, SsFieldErrors *errors)
{
  g_auto (GStrv) parts = NULL;

  if (cron == NULL || *cron == '\0')
    {
      ss_field_errors_add (errors, "trigger",
                           "Say when the plugin runs, as in “0 9 * * 1” for Mondays at nine.");
      return;
    }
  parts = g_strsplit (cron, " ", -1);
  if (g_strv_length (parts) != G_N_ELEMENTS (cron_fields))
    {
      ss_field_errors_add (errors, "trigger",
                           "Write five fields: minute, hour, day of the month, month and day of the week.");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cron_fields); i++)
    {
      if (!is_cron_field (parts[i], cron_fields[i].low, cron_fields[i].high))
        ss_field_errors_add_printf (errors, "trigger", "“%s” is no %s of a schedule.", parts[i],
                                    cron_fields[i].name);
    }
}

/* "appointment.created": which events there are grows with the platform, so that only the form is checked. */
static void
check_event (const char *event, SsFieldErrors *errors)
{
  const char *rest = event != NULL ? event : "";
  gsize kind = strspn (rest, "abcdefghijklmnopqrstuvwxyz_");
  gsize what = rest[kind] == '.' ? strspn (rest + kind + 1, "abcdefghijklmnopqrstuvwxyz_") : 0;

  if (kind == 0 || what == 0 || rest[kind + 1 + what] != '\0')
    ss_field_errors_add (errors, "trigger",
                         "Name the event that starts the plugin, as in appointment.created.");
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                          : NULL;
}

/* The trigger with the member that its type has, and no other. */
static char *
read_trigger (JsonObject *body, SsFieldErrors *errors)
{
  JsonObject *trigger = json_object_get_object_member (body, "trigger");
  g_autoptr (JsonObject) kept = json_object_new ();
  const char *type = get_string (trigger, "type");

  json_object_set_string_member (kept, "type", type);
  if (g_strcmp0 (type, "SCHEDULE") == 0)
    {
      check_cron (get_string (trigger, "cron"), errors);
      json_object_set_string_member (kept, "cron", get_string (trigger, "cron"));
    }
  else if (g_strcmp0 (type, "EVENT") == 0)
    {
      check_event (get_string (trigger, "event"), errors);
      json_object_set_string_member (kept, "event", get_string (trigger, "event"));
    }
  return ss_json_text_from_object (kept);
}

/* Known codes that a business's owner has: a plugin of the business can't do more than the business. */
static char *
read_permissions (JsonObject *body, SsFieldErrors *errors)
{
  JsonArray *array = json_object_get_array_member (body, "permissions");
  g_autoptr (GStrvBuilder) given = g_strv_builder_new ();
  g_auto (GStrv) all = NULL, kept = NULL;
  static const char *const none[] = { NULL };

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *code = json_array_get_string_element (array, i);
      SsPermission permission;

      g_strv_builder_add (given, code);
      if (!ss_permission_from_string (code, &permission)
          || ss_permission_get_scope (permission, SS_ROLE_TENANT_OWNER) == SS_SCOPE_NONE)
        ss_field_errors_add_printf (errors, "permissions", "A plugin can't have the permission “%s”.", code);
    }
  all = g_strv_builder_end (given);
  kept = ss_strings_missing ((const char *const *) all, none);
  return ss_json_text_from_strings ((const char *const *) kept);
}

static gboolean
is_key (const char *key)
{
  return g_ascii_islower (*key) && strspn (key, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (key);
}

/* What is wrong with variable @number, at "variables[2].key". */
static void
complain (guint number, const char *member, const char *sentence, SsFieldErrors *errors)
{
  g_autofree char *field = g_strdup_printf ("variables[%u].%s", number, member);

  ss_field_errors_add (errors, field, sentence);
}

static void
check_choices (JsonObject *variable, guint number, SsFieldErrors *errors)
{
  JsonArray *choices = json_object_get_array_member (variable, "choices");
  gboolean is_choice = g_strcmp0 (get_string (variable, "type"), "CHOICE") == 0;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (is_choice && json_array_get_length (choices) == 0)
    complain (number, "choices", "Add the values to choose from.", errors);
  if (!is_choice && json_array_get_length (choices) > 0)
    complain (number, "choices", "Only a CHOICE has values to choose from.", errors);
  for (guint i = 0; i < json_array_get_length (choices); i++)
    {
      const char *choice = json_array_get_string_element (choices, i);

      if (*choice == '\0' || !g_hash_table_add (seen, (gpointer) choice))
        complain (number, "choices", "Each value needs a text of its own.", errors);
    }
}

static void
check_variable (JsonObject *variable, guint number, GHashTable *keys, SsFieldErrors *errors)
{
  JsonNode *fallback = json_object_get_member (variable, "default");
  const char *key = get_string (variable, "key");
  const char *sentence;

  if (!is_key (key))
    complain (number, "key", "Begin with a small letter; go on with small letters, digits and underscores.",
              errors);
  else if (!g_hash_table_add (keys, (gpointer) key))
    complain (number, "key", "This key is used twice.", errors);

  check_choices (variable, number, errors);
  if (JSON_NODE_HOLDS_NULL (fallback))
    return;
  sentence = ss_configuration_check_value (variable, fallback);
  if (sentence != NULL)
    complain (number, "default", sentence, errors);
}

/* With every member, in the order of the contract. */
static JsonObject *
complete_variable (JsonObject *given)
{
  JsonObject *variable = json_object_new ();
  JsonNode *fallback = json_object_get_member (given, "default");
  JsonNode *choices = json_object_get_member (given, "choices");
  const char *help = get_string (given, "help");

  json_object_set_string_member (variable, "key", get_string (given, "key"));
  json_object_set_string_member (variable, "label", get_string (given, "label"));
  json_object_set_string_member (variable, "type", get_string (given, "type"));
  json_object_set_boolean_member (variable, "required",
                                  json_object_get_boolean_member_with_default (given, "required", FALSE));
  json_object_set_member (variable, "default",
                          fallback != NULL ? json_node_copy (fallback) : json_node_new (JSON_NODE_NULL));
  if (choices != NULL && JSON_NODE_HOLDS_ARRAY (choices))
    json_object_set_member (variable, "choices", json_node_copy (choices));
  else
    json_object_set_array_member (variable, "choices", json_array_new ());
  json_object_set_string_member (variable, "help", help != NULL ? help : "");
  return variable;
}

static char *
read_variables (JsonObject *body, SsFieldErrors *errors)
{
  JsonArray *given = json_object_get_array_member (body, "variables");
  g_autoptr (JsonArray) variables = json_array_new ();
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (given); i++)
    {
      JsonObject *variable = complete_variable (json_array_get_object_element (given, i));

      json_array_add_object_element (variables, variable);
      check_variable (variable, i, keys, errors);
    }
  return ss_json_text_from_array (variables);
}

static void
check_code (const char *code, SsFieldErrors *errors)
{
  g_autofree char *sentence = NULL;

  if (*code == '\0' || strspn (code, " \t\r\n") == strlen (code))
    sentence = g_strdup ("Line 1, column 1: write the code that the plugin runs.");
  else
    sentence = ss_plugin_code_check (code);
  if (sentence != NULL)
    ss_field_errors_add (errors, "code", sentence);
}

static void
read_documents (SsPluginDraft *self, JsonObject *body, SsFieldErrors *errors)
{
  if (json_object_has_member (body, "permissions"))
    self->permissions = read_permissions (body, errors);
  if (json_object_has_member (body, "trigger"))
    self->trigger = read_trigger (body, errors);
  if (json_object_has_member (body, "variables"))
    self->variables = read_variables (body, errors);
}

static char *
dup_given (gboolean is_given, const char *text)
{
  return is_given ? g_strdup (text != NULL ? text : "") : NULL;
}

static void
fill_in (SsPluginDraft *self, SsFieldErrors *errors)
{
  static const struct
  {
    gsize offset;
    const char *text;
  } fallbacks[] = {
    { G_STRUCT_OFFSET (SsPluginDraft, description), "" },
    { G_STRUCT_OFFSET (SsPluginDraft, version), "1.0.0" },
    { G_STRUCT_OFFSET (SsPluginDraft, permissions), "[]" },
    { G_STRUCT_OFFSET (SsPluginDraft, trigger), "{\"type\":\"MANUAL\"}" },
    { G_STRUCT_OFFSET (SsPluginDraft, variables), "[]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fallbacks); i++)
    {
      char **field = G_STRUCT_MEMBER_P (self, fallbacks[i].offset);

      if (*field == NULL)
        *field = g_strdup (fallbacks[i].text);
    }
  if (self->code == NULL)
    ss_field_errors_add (errors, "code", "Line 1, column 1: write the code that the plugin runs.");
}

/**
 * ss_plugin_draft_read:
 * @body: of a POST or PATCH
 * @kind: which of them: what a new plugin does not say gets its fallback
 * @errors: gets what is wrong
 *
 * Returns: (transfer full): the draft; of no use where there are @errors
 */
SsPluginDraft *
ss_plugin_draft_read (JsonObject *body, SsBodyKind kind, SsFieldErrors *errors)
{
  SsPluginDraft *self = g_new0 (SsPluginDraft, 1);
  g_autoptr (SsPlugin) plugin = g_object_new (SS_TYPE_PLUGIN, NULL);

  /* Only a body of the right shape is looked at further. */
  if (!ss_model_read_body (SS_MODEL (plugin), body, kind, errors) || !ss_field_errors_is_empty (errors))
    return self;

  self->name = dup_given (ss_plugin_has_name (plugin), ss_plugin_get_name (plugin));
  self->summary = dup_given (ss_plugin_has_summary (plugin), ss_plugin_get_summary (plugin));
  self->description = dup_given (ss_plugin_has_description (plugin), ss_plugin_get_description (plugin));
  self->category = dup_given (ss_plugin_has_category (plugin), ss_plugin_get_category (plugin));
  self->version = dup_given (ss_plugin_has_version (plugin), ss_plugin_get_version (plugin));
  self->code = dup_given (ss_plugin_has_code (plugin), ss_plugin_get_code (plugin));
  read_documents (self, body, errors);

  if (self->version != NULL && !ss_version_is_valid (self->version))
    ss_field_errors_add (errors, "version", "Write the version as in 1.2.0.");
  if (self->code != NULL)
    check_code (self->code, errors);
  if (kind == SS_BODY_CREATE)
    fill_in (self, errors);
  return self;
}

/**
 * ss_plugin_draft_free:
 * @self: (transfer full) (nullable): a draft
 */
void
ss_plugin_draft_free (SsPluginDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->summary);
  g_free (self->description);
  g_free (self->category);
  g_free (self->version);
  g_free (self->permissions);
  g_free (self->trigger);
  g_free (self->variables);
  g_free (self->code);
  g_free (self);
}

/**
 * ss_plugin_draft_slug:
 * @name: a plugin's name
 *
 * Returns: (transfer full): its letters and digits in ASCII, with dashes between the words
 */
char *
ss_plugin_draft_slug (const char *name)
{
  g_autofree char *folded = ss_search_fold (name);
  GString *slug = g_string_new (NULL);

  for (const char *p = folded; *p != '\0' && slug->len < SLUG_MAX; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_assign (slug, "plugin");
  return g_string_free (slug, FALSE);
}

/**
 * ss_plugin_draft_next_version:
 * @version: a semantic version
 *
 * Returns: (transfer full): the next greater one
 */
char *
ss_plugin_draft_next_version (const char *version)
{
  g_autofree char *core = g_strndup (version, strcspn (version, "-+"));
  g_auto (GStrv) parts = g_strsplit (core, ".", 3);
  guint64 patch = 0;

  g_return_val_if_fail (g_strv_length (parts) == 3, NULL);

  if (version[strlen (core)] == '-')
    return g_steal_pointer (&core);
  /* A number too large to be counted on: the minor one is raised in its place. */
  if (g_ascii_string_to_unsigned (parts[2], 10, 0, G_MAXUINT32, &patch, NULL))
    return g_strdup_printf ("%s.%s.%" G_GUINT64_FORMAT, parts[0], parts[1], patch + 1);
  return g_strdup_printf ("%s.%" G_GUINT64_FORMAT ".0", parts[0], g_ascii_strtoull (parts[1], NULL, 10) + 1);
}
