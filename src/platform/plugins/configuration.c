/* configuration.c: the values that an installation gives to a plugin's variables
 *
 * Variables are the objects of contract section 5 as they are stored with a version: {key, label, type,
 * required, default, choices, help}.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/configuration.h"

#include "domain/validation.h"
#include "platform/plugins/json-text.h"

/* Longer values belong into a plugin's code, and a list of installations carries them all. */
#define VALUE_MAX 4000

static SsVariableType
get_type (JsonObject *variable)
{
  SsVariableType type = SS_VARIABLE_TEXT;

  ss_variable_type_from_string (json_object_get_string_member_with_default (variable, "type", NULL), &type);
  return type;
}

static const char *
get_key (JsonObject *variable)
{
  return json_object_get_string_member_with_default (variable, "key", "");
}

static gboolean
is_required (JsonObject *variable)
{
  return json_object_get_boolean_member_with_default (variable, "required", FALSE);
}

/* (transfer none) (nullable): the variable's default, where it has one */
static JsonNode *
get_default (JsonObject *variable)
{
  JsonNode *node = json_object_get_member (variable, "default");

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static JsonObject *
find_variable (JsonArray *variables, const char *key)
{
  for (guint i = 0; variables != NULL && i < json_array_get_length (variables); i++)
    {
      JsonObject *variable = json_array_get_object_element (variables, i);

      if (g_str_equal (get_key (variable), key))
        return variable;
    }
  return NULL;
}

static GStrv
get_choices (JsonObject *variable)
{
  g_autoptr (GStrvBuilder) choices = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (variable, "choices");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (choices, json_array_get_string_element (array, i));
  return g_strv_builder_end (choices);
}

/* A form has text in its fields: a number or a truth is also taken from text that writes one. */
static char *
value_to_text (JsonNode *value, SsVariableType type)
{
  GType held = json_node_get_value_type (value);

  if (!JSON_NODE_HOLDS_VALUE (value))
    return NULL;
  if (held == G_TYPE_STRING)
    return json_node_dup_string (value);
  if (held == G_TYPE_BOOLEAN && type == SS_VARIABLE_BOOLEAN)
    return g_strdup (json_node_get_boolean (value) ? "true" : "false");
  if ((held == G_TYPE_INT64 || held == G_TYPE_DOUBLE) && type == SS_VARIABLE_NUMBER)
    return json_to_string (value, FALSE);
  return NULL;
}

static const char *
wrong_kind (SsVariableType type)
{
  /* NULL is what no value at all looks like: the sentence of the kind, or for text one of its own. */
  const char *sentence = ss_validate_variable (type, FALSE, NULL, "\x01");

  return sentence != NULL ? sentence : "Enter text.";
}

/* The value as it is kept: numbers and truths as such; NULL for an empty text, which is no value. */
static JsonNode *
text_to_value (const char *text, SsVariableType type)
{
  if (*text == '\0')
    return NULL;
  if (type == SS_VARIABLE_BOOLEAN)
    return json_node_init_boolean (json_node_alloc (), g_str_equal (text, "true"));
  if (type == SS_VARIABLE_NUMBER)
    return json_from_string (text, NULL);
  return json_node_init_string (json_node_alloc (), text);
}

/* (transfer full) (nullable): the value to keep; *@sentence says what is wrong */
static JsonNode *
check (JsonObject *variable, JsonNode *value, const char **sentence)
{
  SsVariableType type = get_type (variable);
  g_auto (GStrv) choices = get_choices (variable);
  g_autofree char *text = value_to_text (value, type);

  if (text == NULL)
    *sentence = wrong_kind (type);
  else if (g_utf8_strlen (text, -1) > VALUE_MAX)
    *sentence = "Use at most 4,000 characters.";
  else
    *sentence = ss_validate_variable (type, FALSE, (const char *const *) choices, text);
  return *sentence == NULL ? text_to_value (text, type) : NULL;
}

static gboolean
is_blank (JsonNode *value)
{
  return json_node_get_value_type (value) == G_TYPE_STRING
         && ss_validate_variable (SS_VARIABLE_TEXT, TRUE, NULL, json_node_get_string (value)) != NULL;
}

static void
add_error (SsFieldErrors *errors, const char *key, const char *sentence)
{
  g_autofree char *field = g_strconcat ("configValues.", key, NULL);

  ss_field_errors_add (errors, field, sentence);
}

static void
apply_change (JsonObject *values, JsonObject *variable, JsonNode *value, SsFieldErrors *errors)
{
  const char *key = get_key (variable);
  const char *sentence = NULL;
  g_autoptr (JsonNode) kept = NULL;

  if (JSON_NODE_HOLDS_NULL (value))
    {
      json_object_remove_member (values, key);
      return;
    }
  kept = check (variable, value, &sentence);
  if (sentence != NULL)
    add_error (errors, key, sentence);
  else if (kept == NULL || (is_required (variable) && is_blank (kept)))
    json_object_remove_member (values, key);
  else
    json_object_set_member (values, key, g_steal_pointer (&kept));
}

/* Whether @variable has a value in the end. */
static gboolean
fill_in (JsonObject *values, JsonObject *variable)
{
  JsonNode *fallback = get_default (variable);

  if (json_object_has_member (values, get_key (variable)))
    return TRUE;
  if (fallback != NULL)
    json_object_set_member (values, get_key (variable), json_node_copy (fallback));
  return fallback != NULL;
}

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return copy;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, json_node_copy (node));
  return copy;
}

/**
 * ss_configuration_merge:
 * @variables: those of the installed version
 * @newer: (nullable): those of the latest version
 * @present: (nullable): the values so far
 * @changes: (nullable): what changes
 * @errors: gets what is wrong
 *
 * Values for variables that only the latest version knows are accepted, so that an update that needs them
 * (`configuration_needed`) can be prepared; they are not required before it.
 *
 * Returns: (transfer full): all values afterwards; of no use where there are @errors
 */
JsonObject *
ss_configuration_merge (JsonArray *variables, JsonArray *newer, JsonObject *present, JsonObject *changes,
                        SsFieldErrors *errors)
{
  JsonObject *values = copy_object (present);
  g_autoptr (GList) keys = changes != NULL ? json_object_get_members (changes) : NULL;

  for (GList *key = keys; key != NULL; key = key->next)
    {
      JsonObject *variable = find_variable (variables, key->data);

      if (variable == NULL)
        variable = find_variable (newer, key->data);
      if (variable == NULL)
        add_error (errors, key->data, "The plugin has no such setting.");
      else
        apply_change (values, variable, json_object_get_member (changes, key->data), errors);
    }

  for (guint i = 0; i < json_array_get_length (variables); i++)
    {
      JsonObject *variable = json_array_get_object_element (variables, i);
      g_autofree char *field = g_strconcat ("configValues.", get_key (variable), NULL);

      if (!fill_in (values, variable) && is_required (variable)
          && ss_field_errors_get (errors, field) == NULL)
        ss_field_errors_add (errors, field, ss_validate_variable (get_type (variable), TRUE, NULL, ""));
    }
  return values;
}

/**
 * ss_configuration_carry_over:
 * @variables: those of the version that is to run
 * @present: the values of the version before
 * @missing: gets each variable of @variables that has to have a value and has none
 *
 * Returns: (transfer full): the values for the version
 */
JsonObject *
ss_configuration_carry_over (JsonArray *variables, JsonObject *present, JsonArray *missing)
{
  JsonObject *values = json_object_new ();

  for (guint i = 0; i < json_array_get_length (variables); i++)
    {
      JsonObject *variable = json_array_get_object_element (variables, i);
      JsonNode *value = json_object_get_member (present, get_key (variable));
      const char *sentence = NULL;
      g_autoptr (JsonNode) kept = value != NULL ? check (variable, value, &sentence) : NULL;

      if (kept != NULL && !(is_required (variable) && is_blank (kept)))
        json_object_set_member (values, get_key (variable), g_steal_pointer (&kept));
      if (!fill_in (values, variable) && is_required (variable))
        json_array_add_object_element (missing, json_object_ref (variable));
    }
  return values;
}

/**
 * ss_configuration_check_value:
 * @variable: a variable
 * @value: a value for it
 *
 * Returns: (nullable): what is wrong with @value; %NULL where it is good
 */
const char *
ss_configuration_check_value (JsonObject *variable, JsonNode *value)
{
  const char *sentence = NULL;
  g_autoptr (JsonNode) kept = check (variable, value, &sentence);

  return sentence;
}
