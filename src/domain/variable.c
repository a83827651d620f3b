/* variable.c: the values that a plugin's variables may have
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/validation.h"

#include "domain/validation-private.h"

#include <math.h>

/* Takes numbers that are followed by letters of @units, each once and in this order, off @text.
 * Nine digits are enough for every use, and fit into 32 bits. */
static guint
take_components (const char **text, const char *units)
{
  guint count = 0;

  for (;;)
    {
      gsize digits = strspn (*text, DIGITS);
      const char *unit = NULL;

      if (digits >= 1 && digits <= 9 && (*text)[digits] != '\0')
        unit = strchr (units, (*text)[digits]);
      if (unit == NULL)
        return count;
      units = unit + 1;
      *text += digits + 1;
      count++;
    }
}

static gboolean
is_duration (const char *text)
{
  guint count;

  if (*text++ != 'P')
    return FALSE;
  if (take_components (&text, "W") == 1)
    return *text == '\0';

  count = take_components (&text, "YMD");
  if (*text == 'T')
    {
      guint times;

      text++;
      times = take_components (&text, "HMS");
      if (times == 0)
        return FALSE;
      count += times;
    }
  return count > 0 && *text == '\0';
}

/**
 * ss_validate_duration:
 * @text: (nullable): a length of time
 *
 * Returns: (nullable): %NULL where it is a duration of ISO 8601 in whole numbers, weeks alone or
 *   PnYnMnDTnHnMnS with at least one of these; else a sentence
 */
const char *
ss_validate_duration (const char *text)
{
  if (text != NULL && is_duration (text))
    return NULL;
  return N_ ("Write the duration as in PT24H for 24 hours or P1DT30M for a day and 30 minutes.");
}

static const char *const variable_types[SS_N_VARIABLE_TYPES] = {
  [SS_VARIABLE_TEXT] = "TEXT",   [SS_VARIABLE_NUMBER] = "NUMBER", [SS_VARIABLE_BOOLEAN] = "BOOLEAN",
  [SS_VARIABLE_EMAIL] = "EMAIL", [SS_VARIABLE_CHOICE] = "CHOICE", [SS_VARIABLE_DURATION] = "DURATION",
};

/**
 * ss_variable_type_to_string:
 * @type: the kind of a plugin's variable
 *
 * Returns: the wire name, as "CHOICE" (contract section 5)
 */
const char *
ss_variable_type_to_string (SsVariableType type)
{
  g_return_val_if_fail ((guint) type < SS_N_VARIABLE_TYPES, NULL);

  return variable_types[type];
}

/**
 * ss_variable_type_from_string:
 * @text: (nullable): a wire name
 * @type: (out) (optional): the kind, left as it is where there is none of that name
 *
 * Returns: whether @text names a kind
 */
gboolean
ss_variable_type_from_string (const char *text, SsVariableType *type)
{
  for (guint i = 0; i < SS_N_VARIABLE_TYPES; i++)
    {
      if (g_strcmp0 (text, variable_types[i]) != 0)
        continue;
      if (type != NULL)
        *type = (SsVariableType) i;
      return TRUE;
    }
  return FALSE;
}

/* Takes one digit or more off @text. */
static gboolean
take_digits (const char **text)
{
  gsize digits = strspn (*text, DIGITS);

  *text += digits;
  return digits > 0;
}

/* The grammar of RFC 8259 section 6, and small enough for a double. */
static gboolean
is_number (const char *text)
{
  const char *rest = text;

  if (*rest == '-')
    rest++;
  if (*rest == '0')
    rest++;
  else if (!take_digits (&rest))
    return FALSE;
  if (*rest == '.')
    {
      rest++;
      if (!take_digits (&rest))
        return FALSE;
    }
  if (*rest == 'e' || *rest == 'E')
    {
      rest++;
      if (*rest == '+' || *rest == '-')
        rest++;
      if (!take_digits (&rest))
        return FALSE;
    }
  return *rest == '\0' && isfinite (g_ascii_strtod (text, NULL));
}

/**
 * ss_validate_variable:
 * @type: the kind of a plugin's variable
 * @required: whether it must have a value
 * @choices: (nullable) (array zero-terminated=1): what a %SS_VARIABLE_CHOICE may be
 * @text: (nullable): the value as typed
 *
 * Numbers are written as in JSON, whatever the locale; booleans are "true" or "false".
 *
 * Returns: (nullable): %NULL where @text is a value of this kind, or empty and not required; else a sentence
 */
const char *
ss_validate_variable (SsVariableType type, gboolean required, const char *const *choices, const char *text)
{
  if (is_empty (text))
    return required ? N_ ("Fill in this field.") : NULL;
  if (!g_utf8_validate (text, -1, NULL))
    return NOT_TEXT;
  if (required && ss_text_stripped_length (text) == 0)
    return N_ ("Fill in this field.");

  switch (type)
    {
    case SS_VARIABLE_TEXT:
      return NULL;
    case SS_VARIABLE_NUMBER:
      return is_number (text) ? NULL : N_ ("Enter a number, with a point before decimals.");
    case SS_VARIABLE_BOOLEAN:
      return g_str_equal (text, "true") || g_str_equal (text, "false") ? NULL : N_ ("Choose true or false.");
    case SS_VARIABLE_EMAIL:
      return ss_validate_email (text);
    case SS_VARIABLE_CHOICE:
      return choices != NULL && g_strv_contains (choices, text) ? NULL
                                                                : N_ ("Choose one of the values offered.");
    case SS_VARIABLE_DURATION:
      return ss_validate_duration (text);
    default:
      g_return_val_if_reached (NOT_TEXT);
    }
}
