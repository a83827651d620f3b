/* test-canonical-json.c: JSON with one spelling, by the examples of RFC 8785
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "model/canonical-json.h"
#include "model/json-reader.h"

static char *
canonicalize (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = ss_json_parse (json, -1, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  ss_canonical_json_append (text, node);
  return g_string_free (text, FALSE);
}

/* Section 3.2.2: primitive types, and section 3.2.3: their order. */
static void
test_example (void)
{
  g_autofree char *text = canonicalize (
      "{\n \"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],\n"
      " \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
      " \"literals\": [null, true, false]\n}");

  g_assert_cmpstr (text, ==,
                   "{\"literals\":[null,true,false],"
                   "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                   "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

/* Section 3.2.3: names are in the order of their UTF-16 code units. */
static void
test_order (void)
{
  g_autofree char *text = canonicalize (
      "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet\","
      "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
      "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}");

  g_assert_cmpstr (text, ==,
                   "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
                   "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                   "\"😀\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\"Hebrew Letter Dalet\"}");
}

/* Appendix B. */
static void
test_numbers (void)
{
  const struct
  {
    guint64 bits;
    const char *text;
  } rows[] = {
    { 0x0000000000000000, "0" },
    { 0x8000000000000000, "0" },
    { 0x0000000000000001, "5e-324" },
    { 0x8000000000000001, "-5e-324" },
    { 0x7fefffffffffffff, "1.7976931348623157e+308" },
    { 0xffefffffffffffff, "-1.7976931348623157e+308" },
    { 0x4340000000000000, "9007199254740992" },
    { 0xc340000000000000, "-9007199254740992" },
    { 0x4430000000000000, "295147905179352830000" },
    { 0x44b52d02c7e14af5, "9.999999999999997e+22" },
    { 0x44b52d02c7e14af6, "1e+23" },
    { 0x44b52d02c7e14af7, "1.0000000000000001e+23" },
    { 0x444b1ae4d6e2ef4e, "999999999999999700000" },
    { 0x444b1ae4d6e2ef4f, "999999999999999900000" },
    { 0x444b1ae4d6e2ef50, "1e+21" },
    { 0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7" },
    { 0x3eb0c6f7a0b5ed8d, "0.000001" },
    { 0x41b3de4355555553, "333333333.3333332" },
    { 0x41b3de4355555554, "333333333.33333325" },
    { 0x41b3de4355555555, "333333333.3333333" },
    { 0x41b3de4355555556, "333333333.3333334" },
    { 0x41b3de4355555557, "333333333.33333343" },
    { 0xbecbf647612f3696, "-0.0000033333333333333333" },
    { 0x43143ff3c1cb0959, "1424953923781206.2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) node = json_node_alloc ();
      g_autoptr (GString) text = g_string_new (NULL);
      double value;

      memcpy (&value, &rows[i].bits, sizeof value);
      json_node_init_double (node, value);
      ss_canonical_json_append (text, node);
      g_assert_cmpstr (text->str, ==, rows[i].text);
    }
}

static void
test_rest (void)
{
  g_autofree char *nested =
      canonicalize ("[ 56, { \"d\" : true, \"10\" : null, \"1\" : [ ] }, { }, -7, 0.5 ]");
  g_autoptr (GString) text = g_string_new ("x");

  g_assert_cmpstr (nested, ==, "[56,{\"1\":[],\"10\":null,\"d\":true},{},-7,0.5]");
  ss_canonical_json_append_string (text, NULL);
  g_assert_cmpstr (text->str, ==, "xnull");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/canonical-json/example", test_example);
  g_test_add_func ("/canonical-json/order", test_order);
  g_test_add_func ("/canonical-json/numbers", test_numbers);
  g_test_add_func ("/canonical-json/rest", test_rest);

  return g_test_run ();
}
