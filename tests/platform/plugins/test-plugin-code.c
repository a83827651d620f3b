/* test-plugin-code.c: where a plugin's code is said to be wrong, and what its settings may be
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/plugins/configuration.h"
#include "platform/plugins/custom-plugin.h"
#include "platform/plugins/json-text.h"
#include "platform/plugins/plugin-code.h"

#include "domain/version.h"

static void
test_code (void)
{
  static const struct
  {
    const char *code;
    const char *place; /* NULL: it compiles */
  } cases[] = {
    { "return 1", NULL },
    { "local function go (n)\n  return n + 1\nend\nreturn go (2)\n", NULL },
    { "local größe = 1", "Line 1, column 9: " },
    { "local a = 1\nlocal b =\n  if", "Line 3, column 3: " },
    { "x = 1\ny = = 2\n", "Line 2, column 5: " },
    { "print('é') é", "Line 1, column 12: " },
    { "function go ()\n  return 1\n", "Line 3, column 1: " },
    { "s = 'open", "Line 1, column 10: " },
    { "goto nowhere", "Line 1, column " },
    { "\x1bLua", "Line 1, column 1: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = ss_plugin_code_check (cases[i].code);

      if (cases[i].place == NULL)
        g_assert_cmpstr (sentence, ==, NULL);
      else if (sentence == NULL || !g_str_has_prefix (sentence, cases[i].place))
        g_error ("“%s” for: %s", sentence, cases[i].code);
    }
}

/* Code that is meant to exhaust the one who compiles it. */
static void
test_code_bounds (void)
{
  g_autoptr (GString) deep = g_string_new ("return ");
  g_autoptr (GString) wide = g_string_new ("return {");
  g_autofree char *deep_sentence = NULL;
  g_autofree char *wide_sentence = NULL;

  for (guint i = 0; i < 90000; i++)
    g_string_append_c (deep, '(');
  deep_sentence = ss_plugin_code_check (deep->str);
  g_assert_true (g_str_has_prefix (deep_sentence, "Line 1, column "));

  for (guint i = 0; i < 20000; i++)
    g_string_append (wide, "{},");
  g_string_append_c (wide, '}');
  wide_sentence = ss_plugin_code_check (wide->str);
  g_assert_null (wide_sentence);
}

#define VARIABLES                                                                                                  \
  "[{\"key\":\"to\",\"type\":\"EMAIL\",\"required\":true,\"default\":null},"                                       \
  "{\"key\":\"hours\",\"type\":\"NUMBER\",\"required\":true,\"default\":24},"                                      \
  "{\"key\":\"loud\",\"type\":\"BOOLEAN\",\"required\":false,\"default\":null},"                                   \
  "{\"key\":\"tone\",\"type\":\"CHOICE\",\"required\":false,\"default\":\"warm\",\"choices\":[\"warm\",\"dry\"]}," \
  "{\"key\":\"wait\",\"type\":\"DURATION\",\"required\":false,\"default\":null},"                                  \
  "{\"key\":\"note\",\"type\":\"TEXT\",\"required\":false,\"default\":null}]"

/* The values afterwards, or the first field in error. */
static char *
merge (const char *newer_text, const char *present_text, const char *changes_text)
{
  g_autoptr (JsonArray) variables = ss_json_text_array (VARIABLES);
  g_autoptr (JsonArray) newer = ss_json_text_array (newer_text);
  g_autoptr (JsonObject) present = ss_json_text_object (present_text);
  g_autoptr (JsonObject) changes = ss_json_text_object (changes_text);
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (JsonObject) values = ss_configuration_merge (variables, newer, present, changes, errors);
  g_autoptr (GPtrArray) fields = ss_field_errors_get_fields (errors);

  if (fields->len > 0)
    return g_strdup (g_ptr_array_index (fields, 0));
  return ss_json_text_from_object (values);
}

static void
test_merge (void)
{
  static const struct
  {
    const char *present;
    const char *changes;
    const char *result;
  } cases[] = {
    { "{}", "{\"to\":\"a@b.example\"}", "{\"to\":\"a@b.example\",\"hours\":24,\"tone\":\"warm\"}" },
    { "{}", "{}", "configValues.to" },
    { "{}", "{\"to\":\"\"}", "configValues.to" },
    { "{}", "{\"to\":\"nobody\"}", "configValues.to" },
    { "{}", "{\"to\":5}", "configValues.to" },
    { "{}", "{\"to\":[\"a@b.example\"]}", "configValues.to" },
    { "{\"to\":\"a@b.example\"}", "{\"to\":null}", "configValues.to" },
    { "{\"to\":\"a@b.example\"}", "{\"other\":1}", "configValues.other" },
    { "{\"to\":\"a@b.example\",\"hours\":3}", "{\"hours\":null,\"tone\":\"dry\"}",
      "{\"to\":\"a@b.example\",\"tone\":\"dry\",\"hours\":24}" },
    { "{\"to\":\"a@b.example\"}", "{\"hours\":\"1.5\",\"loud\":\"true\"}",
      "{\"to\":\"a@b.example\",\"hours\":1.5,\"loud\":true,\"tone\":\"warm\"}" },
    { "{\"to\":\"a@b.example\"}", "{\"hours\":\"soon\"}", "configValues.hours" },
    { "{\"to\":\"a@b.example\"}", "{\"hours\":true}", "configValues.hours" },
    { "{\"to\":\"a@b.example\"}", "{\"loud\":1}", "configValues.loud" },
    { "{\"to\":\"a@b.example\"}", "{\"tone\":\"loud\"}", "configValues.tone" },
    { "{\"to\":\"a@b.example\"}", "{\"wait\":\"a day\"}", "configValues.wait" },
    { "{\"to\":\"a@b.example\",\"hours\":1,\"tone\":\"dry\"}", "{\"wait\":\"PT24H\"}",
      "{\"to\":\"a@b.example\",\"hours\":1,\"tone\":\"dry\",\"wait\":\"PT24H\"}" },
    { "{\"to\":\"a@b.example\",\"hours\":1,\"tone\":\"dry\",\"note\":\"x\"}", "{\"note\":\"\"}",
      "{\"to\":\"a@b.example\",\"hours\":1,\"tone\":\"dry\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = merge ("[]", cases[i].present, cases[i].changes);

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

/* What an update will need can be set before it, and is not required until then. */
static void
test_newer (void)
{
  static const char newer[] = "[{\"key\":\"site\",\"type\":\"TEXT\",\"required\":true,\"default\":null}]";
  g_autofree char *known =
      merge (newer, "{\"to\":\"a@b.example\",\"hours\":1,\"tone\":\"dry\"}", "{\"site\":\"x\"}");
  g_autofree char *unset = merge (newer, "{\"to\":\"a@b.example\",\"hours\":1,\"tone\":\"dry\"}", "{}");

  g_assert_cmpstr (known, ==, "{\"to\":\"a@b.example\",\"hours\":1,\"tone\":\"dry\",\"site\":\"x\"}");
  g_assert_cmpstr (unset, ==, "{\"to\":\"a@b.example\",\"hours\":1,\"tone\":\"dry\"}");
}

static void
test_carry_over (void)
{
  g_autoptr (JsonArray) variables = ss_json_text_array (VARIABLES);
  g_autoptr (JsonObject) present =
      ss_json_text_object ("{\"hours\":\"x\",\"tone\":\"gone\",\"note\":\"kept\",\"dropped\":1}");
  g_autoptr (JsonArray) missing = json_array_new ();
  g_autoptr (JsonObject) values = ss_configuration_carry_over (variables, present, missing);
  g_autofree char *text = ss_json_text_from_object (values);

  g_assert_cmpstr (text, ==, "{\"hours\":24,\"tone\":\"warm\",\"note\":\"kept\"}");
  g_assert_cmpuint (json_array_get_length (missing), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (missing, 0), "key"), ==,
                   "to");
}

static void
test_next_version (void)
{
  static const char *const cases[][2] = {
    { "1.2.3", "1.2.4" },
    { "0.0.9", "0.0.10" },
    { "2.0.0-beta.1", "2.0.0" },
    { "1.0.0+7", "1.0.1" },
    { "1.4.4294967295", "1.4.4294967296" },
    { "1.4.99999999999999999999", "1.5.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *next = ss_plugin_draft_next_version (cases[i][0]);

      g_assert_cmpstr (next, ==, cases[i][1]);
      g_assert_true (ss_version_is_valid (next));
      g_assert_cmpint (ss_version_compare (next, cases[i][0]), >, 0);
    }
}

static void
test_slug (void)
{
  static const char *const cases[][2] = {
    { "No-Show Fees!", "no-show-fees" },
    { "  Größe & Maß  ", "grosse-mass" },
    { "日本", "plugin" },
    { "a", "a" },
    { "../../etc/passwd", "etc-passwd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *slug = ss_plugin_draft_slug (cases[i][0]);

      g_assert_cmpstr (slug, ==, cases[i][1]);
    }
}

static void
test_missing (void)
{
  static const char *const wanted[] = { "c", "a", "b", "a", NULL };
  static const char *const present[] = { "b", "d", NULL };
  g_auto (GStrv) missing = ss_strings_missing (wanted, present);
  g_autofree char *text = g_strjoinv (" ", missing);

  g_assert_cmpstr (text, ==, "a c");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/platform/plugins/code", test_code);
  g_test_add_func ("/platform/plugins/code-bounds", test_code_bounds);
  g_test_add_func ("/platform/plugins/merge", test_merge);
  g_test_add_func ("/platform/plugins/newer", test_newer);
  g_test_add_func ("/platform/plugins/carry-over", test_carry_over);
  g_test_add_func ("/platform/plugins/next-version", test_next_version);
  g_test_add_func ("/platform/plugins/slug", test_slug);
  g_test_add_func ("/platform/plugins/missing", test_missing);
  return g_test_run ();
}
