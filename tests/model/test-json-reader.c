/* test-json-reader.c: JSON text from outside, within limits
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/json-reader.h"

#include <string.h>

#include "model/json-writer.h"

static char *
write_node (JsonNode *node)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_node (&writer, node);
  return ss_json_writer_steal_text (&writer);
}

static void
test_accept (void)
{
  static const struct
  {
    const char *text;
    const char *canonical;
  } cases[] = {
    { "null", "null" },
    { "true", "true" },
    { " false\r\n\t", "false" },
    { "0", "0" },
    { "-0", "0" },
    { "-12", "-12" },
    { "1.5", "1.5" },
    { "1e2", "100" },
    { "1E+2", "100" },
    { "25e-1", "2.5" },
    { "0.1", "0.1" },
    { "9223372036854775807", "9223372036854775807" },
    { "-9223372036854775808", "-9223372036854775808" },
    { "1.7976931348623157e308", "1.7976931348623157e+308" },
    { "1e-999", "0" },
    { "\"\"", "\"\"" },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"" },
    { "\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\"", "\"A\303\251\342\202\254\360\237\230\200\"" },
    { "\"\\u001f\\u007f\"", "\"\\u001f\177\"" },
    { "\"\360\237\230\200 // /* ' # \"", "\"\360\237\230\200 // /* ' # \"" },
    { "[]", "[]" },
    { "{}", "{}" },
    { "[ 1 , [ ] , { } ]", "[1,[],{}]" },
    { "{ \"b\" : 1 , \"a\" : [ null ] , \"\" : \"\" }", "{\"b\":1,\"a\":[null],\"\":\"\"}" },
    { "{\"a\":1,\"a\":2}", "{\"a\":2}" },
    { "\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"", "\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = ss_json_parse (cases[i].text, -1, &error);
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      g_assert_true (json_node_is_immutable (node));
      text = write_node (node);
      g_assert_cmpstr (text, ==, cases[i].canonical);
    }
}

static void
test_refuse (void)
{
  static const char *const cases[] = {
    /* not whole */
    "",
    " ",
    "[",
    "{",
    "\"",
    "\"abc",
    "[1",
    "[1,",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "\"\\",
    "\"\\u12",
    "tru",
    "n",
    "-",
    /* too much */
    "1 2",
    "{} {}",
    "[]]",
    "[}",
    "{]",
    "nulls",
    "truefalse",
    ",",
    "]",
    "}",
    /* what others call JSON */
    "'a'",
    "{a:1}",
    "[1,]",
    "[,1]",
    "[,]",
    "{,}",
    "{\"a\":1,}",
    "{\"a\" 1}",
    "{\"a\":}",
    "{1:2}",
    "[1 2]",
    "{\"a\":1 \"b\":2}",
    "// x\n1",
    "/* x */ 1",
    "# x\n1",
    "1 // x",
    "NaN",
    "Infinity",
    "-Infinity",
    "undefined",
    "True",
    "NULL",
    "\xef\xbb\xbf{}",
    "\v1",
    "1\f",
    "\302\2401",
    /* numbers */
    "01",
    "-01",
    "00",
    "+1",
    ".5",
    "1.",
    "1.e5",
    "1e",
    "1e+",
    "1.5.5",
    "0x10",
    "1_000",
    "--1",
    "- 1",
    "1,000",
    "0b1",
    "9223372036854775808",
    "-9223372036854775809",
    "123456789012345678901234567890",
    "1e999",
    "-1e999",
    "1.8e308",
    /* text */
    "\"\n\"",
    "\"\t\"",
    "\"\x01\"",
    "\"\\x41\"",
    "\"\\'\"",
    "\"\\ \"",
    "\"\\u00g0\"",
    "\"\\u\"",
    "\"\\U0041\"",
    "\"\\u0000\"",
    "{\"\\u0000\":1}",
    "\"\\ud800\"",
    "\"\\udc00\"",
    "\"\\ud800\\u0041\"",
    "\"\\ud800\\ud800\"",
    "\"\\ud800x\"",
    "\"\\ud83d\\\"",
    "\"\\ud83d\\n\"",
    /* not UTF-8 */
    "\"\xff\"",
    "\"\xc0\xaf\"",
    "\"\xed\xa0\x80\"",
    "\"\xf4\x90\x80\x80\"",
    "\"\xc3\"",
    "\"\xe2\x82",
    "\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *escaped = g_strescape (cases[i], NULL);

      g_test_message ("%s", escaped);
      g_assert_null (ss_json_parse (cases[i], -1, &error));
      g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, "Line "));
    }
}

static void
test_long_numbers (void)
{
  g_autoptr (GString) text = g_string_new ("1");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append_c (text, '0');
  g_assert_null (ss_json_parse (text->str, -1, NULL));
  g_string_append (text, ".5");
  g_assert_null (ss_json_parse (text->str, -1, &error));
  g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_SYNTAX);
  g_string_insert (text, 1, ".");
  g_assert_null (ss_json_parse (text->str, -1, NULL));
  g_string_truncate (text, 350);
  node = ss_json_parse (text->str, -1, NULL);
  g_assert_nonnull (node);
  g_assert_cmpfloat (json_node_get_double (node), ==, 1);
}

static char *
nest (const char *open, const char *inside, const char *close, guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, inside);
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const struct
  {
    const char *open;
    const char *inside;
    const char *close;
  } cases[] = {
    { "[", "", "]" },
    { "[", "1", "]" },
    { "[[],", "{}", "]" },
    { "{\"a\":", "0", "}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean has_inner = cases[i].inside[0] == '{';
      guint most = has_inner ? SS_JSON_DEPTH_MAX - 1 : SS_JSON_DEPTH_MAX;
      g_autofree char *good = nest (cases[i].open, cases[i].inside, cases[i].close, most);
      g_autofree char *bad = nest (cases[i].open, cases[i].inside, cases[i].close, most + 1);
      g_autofree char *awful = nest (cases[i].open, cases[i].inside, cases[i].close, 200000);
      g_autoptr (JsonNode) node = ss_json_parse (good, -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (node);
      g_assert_null (ss_json_parse (bad, -1, &error));
      g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_SYNTAX);
      g_assert_null (ss_json_parse (awful, -1, NULL));
    }
}

static void
test_length (void)
{
  static const char with_nul[] = "{\"a\":\0 1}";
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  /* On the heap, so that a byte too far is noticed. */
  g_autofree char *text = g_memdup2 ("[12]", 4);

  node = ss_json_parse (text, 4, NULL);
  g_assert_nonnull (node);
  g_assert_null (ss_json_parse (text, 3, NULL));
  g_assert_null (ss_json_parse (text, 0, NULL));
  g_assert_null (ss_json_parse (with_nul, sizeof with_nul - 1, &error));
  g_assert_error (error, SS_MODEL_ERROR, SS_MODEL_ERROR_SYNTAX);
  g_assert_null (ss_json_parse ("1\0", 2, NULL));
}

static void
test_number_at_end (void)
{
  g_autofree char *text = g_memdup2 ("1234", 4);
  g_autoptr (JsonNode) node = ss_json_parse (text, 3, NULL);

  g_assert_nonnull (node);
  g_assert_cmpint (json_node_get_int (node), ==, 123);
}

static void
test_message (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "{\"password\": hunter2}", "Line 1, column 14: a value is expected" },
    { "[1,\n 2,\n  \"\303\251\" x]",
      "Line 3, column 7: a comma or the end of an array or object is expected" },
    { "", "Line 1, column 1: a value is expected" },
    { "[\n\"hunter2\xff\"]", "Line 2, column 9: the text is not UTF-8" },
    { "{}\nhunter2", "Line 2, column 1: something stands behind the value" },
    { "[12345678901234567890]", "Line 1, column 2: a number is out of range" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ss_json_parse (cases[i].text, -1, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-reader/accept", test_accept);
  g_test_add_func ("/json-reader/refuse", test_refuse);
  g_test_add_func ("/json-reader/long-numbers", test_long_numbers);
  g_test_add_func ("/json-reader/depth", test_depth);
  g_test_add_func ("/json-reader/length", test_length);
  g_test_add_func ("/json-reader/number-at-end", test_number_at_end);
  g_test_add_func ("/json-reader/message", test_message);
  return g_test_run ();
}
