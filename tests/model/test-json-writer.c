/* test-json-writer.c: JSON text as it comes
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/json-writer.h"

#include <math.h>
#include <string.h>

#include "model/json-reader.h"
#include "model/time.h"

/* Ends @writer, and compares what it wrote. */
static void
assert_written (SsJsonWriter *writer, const char *expected)
{
  g_autofree char *text = ss_json_writer_steal_text (writer);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_structure (void)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_name (&writer, "a");
  ss_json_writer_begin_array (&writer);
  ss_json_writer_integer (&writer, 1);
  ss_json_writer_begin_array (&writer);
  ss_json_writer_end_array (&writer);
  ss_json_writer_begin_object (&writer);
  ss_json_writer_end_object (&writer);
  ss_json_writer_null (&writer);
  ss_json_writer_end_array (&writer);
  ss_json_writer_name (&writer, "b\"");
  ss_json_writer_boolean (&writer, TRUE);
  ss_json_writer_name (&writer, "c");
  ss_json_writer_boolean (&writer, FALSE);
  ss_json_writer_name (&writer, "d");
  ss_json_writer_raw (&writer, "{\"x\":1}garbage", 7);
  ss_json_writer_name (&writer, "e");
  ss_json_writer_raw (&writer, "[2]", -1);
  ss_json_writer_end_object (&writer);
  assert_written (&writer, "{\"a\":[1,[],{},null],\"b\\\"\":true,\"c\":false,\"d\":{\"x\":1},\"e\":[2]}");
}

static void
test_strings (void)
{
  static const struct
  {
    const char *value;
    const char *text;
  } cases[] = {
    { NULL, "null" },
    { "", "\"\"" },
    { "plain", "\"plain\"" },
    { "\"\\/", "\"\\\"\\\\/\"" },
    { "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
    { "\x01\x0b\x1f\x7f", "\"\\u0001\\u000b\\u001f\x7f\"" },
    { "a\nb\nc", "\"a\\nb\\nc\"" },
    { "\303\251\342\202\254\360\237\230\200\342\200\250",
      "\"\303\251\342\202\254\360\237\230\200\342\200\250\"" },
    { "<script>&'", "\"<script>&'\"" },
    { "a\377b", "\"a\357\277\275b\"" },
    { "\xc3", "\"\357\277\275\"" },
    { "\"\xed\xa0\x80\n", "\"\\\"\357\277\275\357\277\275\357\277\275\\n\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SsJsonWriter) writer = { 0 };

      ss_json_writer_init (&writer);
      ss_json_writer_string (&writer, cases[i].value);
      assert_written (&writer, cases[i].text);
    }
}

/* Each character that a C string can hold comes back. */
static void
test_characters (void)
{
  for (gunichar character = 1; character < 0x3000; character++)
    {
      g_auto (SsJsonWriter) writer = { 0 };
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *text = NULL;
      char value[8] = { 0 };

      if (!g_unichar_validate (character))
        continue;
      g_unichar_to_utf8 (character, value);
      ss_json_writer_init (&writer);
      ss_json_writer_string (&writer, value);
      text = ss_json_writer_steal_text (&writer);
      node = ss_json_parse (text, -1, NULL);
      g_assert_nonnull (node);
      g_assert_cmpstr (json_node_get_string (node), ==, value);
    }
}

static void
test_integers (void)
{
  static const gint64 cases[] = {
    0, 1, -1, 9, 10, -10, 1234567890, G_MAXINT32, G_MININT32, G_MAXINT64, G_MININT64, G_MININT64 + 1
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SsJsonWriter) writer = { 0 };
      g_autofree char *expected = g_strdup_printf ("%" G_GINT64_FORMAT, cases[i]);

      ss_json_writer_init (&writer);
      ss_json_writer_integer (&writer, cases[i]);
      assert_written (&writer, expected);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 4, "4" },
    { -4, "-4" },
    { 4.6, "4.6" },
    { 0.1, "0.1" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1.0 / 3, "0.3333333333333333" },
    { 999999999999999, "999999999999999" },
    { 1e15, "1e+15" },
    { 1e22, "1e+22" },
    { 1e-7, "1e-07" },
    { 9007199254740994, "9007199254740994" },
    { G_MAXDOUBLE, "1.7976931348623157e+308" },
    { 5e-324, "4.94065645841247e-324" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (SsJsonWriter) writer = { 0 };

      ss_json_writer_init (&writer);
      ss_json_writer_number (&writer, cases[i].value);
      g_assert_cmpfloat (g_ascii_strtod (writer.text->str, NULL), ==, cases[i].value);
      assert_written (&writer, cases[i].text);
    }
}

static void
test_no_numbers (void)
{
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  ss_json_writer_number (&writer, NAN);
  ss_json_writer_number (&writer, INFINITY);
  ss_json_writer_number (&writer, -INFINITY);
  ss_json_writer_end_array (&writer);
  assert_written (&writer, "[null,null,null]");
}

static void
test_others (void)
{
  static const char *const strings[] = { "a", "", "\n", NULL };
  g_auto (SsJsonWriter) writer = { 0 };

  ss_json_writer_init (&writer);
  ss_json_writer_begin_array (&writer);
  ss_json_writer_time (&writer, G_GINT64_CONSTANT (1795424400) * G_USEC_PER_SEC);
  ss_json_writer_time (&writer, SS_TIME_NONE);
  ss_json_writer_strings (&writer, strings);
  ss_json_writer_strings (&writer, strings + 3);
  ss_json_writer_strings (&writer, NULL);
  ss_json_writer_node (&writer, NULL);
  ss_json_writer_end_array (&writer);
  assert_written (&writer, "[\"2026-11-23T09:00:00Z\",null,[\"a\",\"\",\"\\n\"],[],[],null]");
}

static void
test_node (void)
{
  const char *text = "{\"z\":[1,2.5,true,null,\"\\n\",{}],\"a\":{\"b\":[]},\"\":-7}";
  g_auto (SsJsonWriter) writer = { 0 };
  g_autoptr (JsonNode) node = ss_json_parse (text, -1, NULL);

  ss_json_writer_init (&writer);
  ss_json_writer_node (&writer, node);
  assert_written (&writer, text);
}

static void
test_bytes (void)
{
  g_auto (SsJsonWriter) writer = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  ss_json_writer_init (&writer);
  for (guint i = 0; i < 10000; i++)
    ss_json_writer_integer (&writer, 7);
  bytes = ss_json_writer_steal_bytes (&writer);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 19999);
  g_assert_null (writer.text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/structure", test_structure);
  g_test_add_func ("/json-writer/strings", test_strings);
  g_test_add_func ("/json-writer/characters", test_characters);
  g_test_add_func ("/json-writer/integers", test_integers);
  g_test_add_func ("/json-writer/numbers", test_numbers);
  g_test_add_func ("/json-writer/no-numbers", test_no_numbers);
  g_test_add_func ("/json-writer/others", test_others);
  g_test_add_func ("/json-writer/node", test_node);
  g_test_add_func ("/json-writer/bytes", test_bytes);
  return g_test_run ();
}
