/* test-field-errors.c: what is wrong with which field of a body
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/field-errors.h"

static void
assert_written (SsFieldErrors *errors, const char *expected)
{
  g_auto (SsJsonWriter) writer = { 0 };
  g_autofree char *text = NULL;

  ss_json_writer_init (&writer);
  ss_field_errors_write (errors, &writer);
  text = ss_json_writer_steal_text (&writer);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_empty (void)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (GPtrArray) fields = ss_field_errors_get_fields (errors);

  g_assert_true (ss_field_errors_is_empty (errors));
  g_assert_null (ss_field_errors_get (errors, "name"));
  g_assert_cmpuint (fields->len, ==, 0);
  assert_written (errors, "{}");
}

static void
test_add (void)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();
  g_autoptr (GPtrArray) fields = NULL;

  ss_field_errors_add (errors, "name", "This field is required.");
  ss_field_errors_add_printf (errors, "code", "Line %d, column %d: %s", 3, 7, "%s");
  ss_field_errors_add (errors, "name", "May not be null.");
  ss_field_errors_add (errors, SS_NON_FIELD_ERRORS, "No \"luck\".");

  g_assert_false (ss_field_errors_is_empty (errors));
  g_assert_cmpstr (ss_field_errors_get (errors, "name"), ==, "This field is required.");
  g_assert_cmpstr (ss_field_errors_get (errors, "code"), ==, "Line 3, column 7: %s");
  g_assert_null (ss_field_errors_get (errors, "email"));

  fields = ss_field_errors_get_fields (errors);
  g_assert_cmpuint (fields->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (fields, 0), ==, "name");
  g_assert_cmpstr (g_ptr_array_index (fields, 1), ==, "code");
  g_assert_cmpstr (g_ptr_array_index (fields, 2), ==, "nonFieldErrors");

  assert_written (errors, "{\"name\":[\"This field is required.\",\"May not be null.\"],"
                          "\"code\":[\"Line 3, column 7: %s\"],\"nonFieldErrors\":[\"No \\\"luck\\\".\"]}");
}

/* What was handed in may go. */
static void
test_owns (void)
{
  g_autoptr (SsFieldErrors) errors = ss_field_errors_new ();

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *field = g_strdup_printf ("field%u", i);
      g_autofree char *sentence = g_strdup_printf ("%u", i);

      ss_field_errors_add (errors, field, sentence);
    }
  g_assert_cmpstr (ss_field_errors_get (errors, "field999"), ==, "999");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field-errors/empty", test_empty);
  g_test_add_func ("/field-errors/add", test_add);
  g_test_add_func ("/field-errors/owns", test_owns);
  return g_test_run ();
}
