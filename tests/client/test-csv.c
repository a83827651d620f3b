/* test-csv.c: tables as spreadsheets write them, and customers in them
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/csv.h"
#include "client/customer-csv.h"

/* (transfer full): "1[a|b] 2[c|d]" */
static char *
describe (const char *text, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ss_csv_read (bytes, &error);
  g_autoptr (GString) all = g_string_new (NULL);

  if (rows == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      return g_strdup (error->message);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      SsCsvRow *row = rows->pdata[i];
      g_autofree char *fields = g_strjoinv ("|", row->fields);

      g_string_append_printf (all, "%s%u[%s]", i > 0 ? " " : "", row->line, fields);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
test_read (void)
{
  static const struct
  {
    const char *text;
    const char *rows;
  } table[] = {
    { "", "" },
    { "a,b\nc,d\n", "1[a|b] 2[c|d]" },
    { "a,b\r\nc,d", "1[a|b] 2[c|d]" },
    { "a,b\rc,d\r", "1[a|b] 2[c|d]" },
    { "\xef\xbb\xbfName,City\nAnn,Bonn\n", "1[Name|City] 2[Ann|Bonn]" },
    { "a;b;c\nd,x;e;f\n", "1[a|b|c] 2[d,x|e|f]" },
    { "a\tb\nc\td\n", "1[a|b] 2[c|d]" },
    { "\"a,1;2;3\",b\nc,d\n", "1[a,1;2;3|b] 2[c|d]" },
    { "\"a \"\"x\"\" b\",c\n", "1[a \"x\" b|c]" },
    { "\"a\nb\",c\nd,e\n", "1[a\nb|c] 3[d|e]" },
    { "\"a\r\nb\",c\r\nd,e\r\n", "1[a\r\nb|c] 3[d|e]" },
    { "a,b\n\n\nc,d\n", "1[a|b] 4[c|d]" },
    { "a,,b\n,,\n", "1[a||b] 2[||]" },
    { "a,\"\"\n", "1[a|]" },
    { "a,b\nonly\n", "1[a|b] 2[only]" },
    { "\"a\"x,b\n", "1[ax|b]" },
    { "a\"b,c\n", "1[a\"b|c]" },
    { "Zoë,Ørsted\n", "1[Zoë|Ørsted]" },
    { "a,b\nc,\"d\ne\n", "In line 2 a quotation mark is opened that is never closed." },
  };
  g_autofree char *latin = describe ("M\xfcller,Bonn\n", -1);
  g_autofree char *zero = describe ("a\0b,c\n", 6);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *rows = describe (table[i].text, -1);

      g_assert_cmpstr (rows, ==, table[i].rows);
    }
  g_assert_true (g_str_has_prefix (latin, "This is not text in UTF-8."));
  g_assert_true (g_str_has_prefix (zero, "This is not text in UTF-8."));
}

static void
test_write (void)
{
  static const struct
  {
    const char *field;
    const char *written;
  } table[] = {
    { "plain", "plain" },
    { "a,b", "\"a,b\"" },
    { "a;b", "\"a;b\"" },
    { "say \"x\"", "\"say \"\"x\"\"\"" },
    { "a\nb", "\"a\nb\"" },
    { "=1+2", "'=1+2" },
    { "+1 518 555", "'+1 518 555" },
    { "-2", "'-2" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "\tx", "\"'\tx\"" },
    { "=A1,B1", "\"'=A1,B1\"" },
    { "a=b", "a=b" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *fields[] = { table[i].field, "end", NULL };
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *expected = g_strconcat (table[i].written, ",end\r\n", NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GPtrArray) rows = NULL;

      ss_csv_append_row (text, fields);
      g_assert_cmpstr (text->str, ==, expected);
      bytes = g_bytes_new (text->str, text->len);
      rows = ss_csv_read (bytes, NULL);
      g_assert_cmpstr (ss_csv_field_skip_guard (((SsCsvRow *) rows->pdata[0])->fields[0]), ==,
                       table[i].field);
    }
  g_assert_cmpstr (ss_csv_field_skip_guard ("'tis"), ==, "'tis");
}

static GPtrArray *
read_customers (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return ss_customer_csv_read (bytes, error);
}

static void
test_customers (void)
{
  static const char text[] = "E-Mail;First Name;Surname;Unknown;TAGS;Status;Phone\n"
                             "ann@example.com;Ann;Smith;x;VIP, Fleet;blocked;'+1 518\n"
                             "\n"
                             ";;;;;;\n"
                             "no address;Bea;;;;;\n"
                             "ANN@example.com;Cem;;;;;\n"
                             ";Dan;;;;asleep;\n"
                             ";Eve\n";
  static const struct
  {
    guint line;
    const char *fault;
  } expected[] = {
    { 2, NULL },
    { 4, "Name: " },
    { 5, "" },
    { 6, "Line 2 has the same e-mail address." },
    { 7, "There is no status “asleep”." },
    { 8, NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = read_customers (text, &error);
  SsCustomerLine *first;

  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < lines->len; i++)
    {
      SsCustomerLine *line = lines->pdata[i];

      g_test_message ("line %u: %s", line->line, line->fault);
      g_assert_cmpuint (line->line, ==, expected[i].line);
      g_assert_cmpint (line->fault == NULL, ==, expected[i].fault == NULL);
      if (expected[i].fault != NULL)
        g_assert_true (g_str_has_prefix (line->fault, expected[i].fault));
    }
  first = lines->pdata[0];
  g_assert_cmpstr (ss_customer_get_name (first->customer), ==, "Ann Smith");
  g_assert_cmpstr (ss_customer_get_phone (first->customer), ==, "+1 518");
  g_assert_cmpstr (ss_customer_get_status (first->customer), ==, "BLOCKED");
  g_assert_cmpstr (ss_customer_get_tags (first->customer)[1], ==, "Fleet");
}

static void
test_no_customers (void)
{
  static const struct
  {
    const char *text;
    const char *sentence;
  } table[] = {
    { "", "There are no customers in this file." },
    { "Name,City\n", "There are no customers in this file." },
    { "Height,Weight\n1,2\n", "The first line must say what the columns are" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_customers (table[i].text, &error));
      g_assert_true (g_str_has_prefix (error->message, table[i].sentence));
    }
}

/* What is exported can be imported. */
static void
test_both_ways (void)
{
  static const char *const tags[] = { "VIP", "two words", NULL };
  g_autoptr (SsCustomer) customer =
      g_object_new (SS_TYPE_CUSTOMER, "name", "=Ann, \"A\"", "email", "ann@example.com", "phone", "+1 518",
                    "city", "Bonn", "state", "", "zip", "01234", "tags", tags, "status", "INACTIVE", "notes",
                    "one\ntwo", NULL);
  g_autoptr (GString) text = g_string_new ("\xef\xbb\xbf");
  g_autoptr (GPtrArray) lines = NULL;
  SsCustomerLine *line;
  g_autoptr (SsModel) difference = NULL;

  ss_customer_set_total_spend (customer, 805000);
  ss_customer_csv_append_heading (text);
  ss_customer_csv_append (text, customer);
  g_assert_nonnull (strstr (text->str, "80.50"));
  lines = read_customers (text->str, NULL);
  g_assert_cmpuint (lines->len, ==, 1);
  line = lines->pdata[0];
  g_assert_null (line->fault);
  difference = ss_model_make_patch (SS_MODEL (customer), SS_MODEL (line->customer));
  g_assert_null (difference);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/read", test_read);
  g_test_add_func ("/csv/write", test_write);
  g_test_add_func ("/csv/customers", test_customers);
  g_test_add_func ("/csv/no-customers", test_no_customers);
  g_test_add_func ("/csv/both-ways", test_both_ways);
  return g_test_run ();
}
