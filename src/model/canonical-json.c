/* canonical-json.c: JSON with one spelling, for hashes (RFC 8785)
 *
 * No white space, members sorted by their names' UTF-16 code units, strings with the fewest escapes, numbers
 * as ECMAScript writes them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/canonical-json.h"

#include <math.h>
#include <string.h>

#include "model/json-writer.h"

/* As many digits as tell any two doubles apart. */
#define MAX_DIGITS 17

/* A number's digits and where its point stands: 0.DIGITS times ten to the power of @point. */
typedef struct
{
  char digits[MAX_DIGITS + 1];
  int n_digits;
  int point;
} Decimal;

/* The fewest digits that read back as the same number, and of those the nearest (RFC 8785 section 3.2.2.3).
 */
static void
find_shortest (double value, Decimal *decimal)
{
  char text[40];
  char *exponent;

  for (int n = 1; n <= MAX_DIGITS; n++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", n - 1);
      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  exponent = strchr (text, 'e');
  decimal->point = (int) g_ascii_strtoll (exponent + 1, NULL, 10) + 1;
  decimal->n_digits = 0;
  for (const char *cursor = text; cursor < exponent; cursor++)
    if (g_ascii_isdigit (*cursor))
      decimal->digits[decimal->n_digits++] = *cursor;
  while (decimal->n_digits > 1 && decimal->digits[decimal->n_digits - 1] == '0')
    decimal->n_digits--;
  decimal->digits[decimal->n_digits] = '\0';
}

static void
append_zeros (GString *text, int count)
{
  for (int i = 0; i < count; i++)
    g_string_append_c (text, '0');
}

/* Number::toString of ECMAScript. */
static void
append_number (GString *text, double value)
{
  Decimal decimal;
  int n, k;

  if (value == 0 || !isfinite (value))
    {
      g_string_append_c (text, '0');
      return;
    }
  if (value < 0)
    g_string_append_c (text, '-');
  find_shortest (fabs (value), &decimal);
  n = decimal.point;
  k = decimal.n_digits;

  if (k <= n && n <= 21)
    {
      g_string_append (text, decimal.digits);
      append_zeros (text, n - k);
    }
  else if (0 < n && n <= 21)
    g_string_append_printf (text, "%.*s.%s", n, decimal.digits, decimal.digits + n);
  else if (-6 < n && n <= 0)
    {
      g_string_append (text, "0.");
      append_zeros (text, -n);
      g_string_append (text, decimal.digits);
    }
  else
    g_string_append_printf (text, "%c%s%se%+d", decimal.digits[0], k > 1 ? "." : "", decimal.digits + 1,
                            n - 1);
}

/* Where code points stand among UTF-16's code units: those beyond the first plane before U+E000. */
static guint32
first_unit (gunichar character)
{
  return character < 0x10000 ? character : 0xd7c0 + (character >> 10);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *one = a, *other = b;

  while (*one != '\0' && *other != '\0')
    {
      gunichar left = g_utf8_get_char (one), right = g_utf8_get_char (other);

      if (left != right && first_unit (left) != first_unit (right))
        return first_unit (left) < first_unit (right) ? -1 : 1;
      if (left != right)
        return left < right ? -1 : 1;
      one = g_utf8_next_char (one);
      other = g_utf8_next_char (other);
    }
  return (*one != '\0') - (*other != '\0');
}

static void
append_object (GString *text, JsonObject *object)
{
  GList *names = g_list_sort (json_object_get_members (object), compare_names);

  g_string_append_c (text, '{');
  for (GList *link = names; link != NULL; link = link->next)
    {
      if (link != names)
        g_string_append_c (text, ',');
      ss_canonical_json_append_string (text, link->data);
      g_string_append_c (text, ':');
      ss_canonical_json_append (text, json_object_get_member (object, link->data));
    }
  g_string_append_c (text, '}');
  g_list_free (names);
}

static void
append_array (GString *text, JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      ss_canonical_json_append (text, json_array_get_element (array, i));
    }
  g_string_append_c (text, ']');
}

static void
append_value (GString *text, JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      ss_canonical_json_append_string (text, json_node_get_string (node));
      break;
    case G_TYPE_BOOLEAN:
      g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
      break;
    default:
      append_number (text, json_node_get_double (node));
      break;
    }
}

/**
 * ss_canonical_json_append:
 * @text: what is added to
 * @node: a JSON value; numbers are IEEE 754 doubles, as the RFC has them
 */
void
ss_canonical_json_append (GString *text, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (text, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      append_array (text, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      append_value (text, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (text, "null");
      break;
    }
}

/**
 * ss_canonical_json_append_string:
 * @text: what is added to
 * @value: (nullable): UTF-8; %NULL is null
 */
void
ss_canonical_json_append_string (GString *text, const char *value)
{
  /* The writer's escapes are the RFC's. */
  SsJsonWriter writer = { .text = text, .needs_comma = FALSE };

  ss_json_writer_string (&writer, value);
}
