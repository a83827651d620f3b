/* test-business-words.c: money, tags and lengths of time as people read and write them
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/business/business-words.h"
#include "app/widgets/money-text.h"

#define SPACE "\302\240"

static void
test_money_to_text (void)
{
  static const struct
  {
    gint64 amount;
    const char *currency;
    const char *text;
  } rows[] = {
    { 899900, "USD", "89.99" SPACE "USD" },
    { 0, "EUR", "0.00" SPACE "EUR" },
    { 12000000, "JPY", "1200" SPACE "JPY" },
    { 12345, "BHD", "1.2345" SPACE "BHD" },
    { 12340, "BHD", "1.234" SPACE "BHD" },
    { -50000, "USD", "−5.00" SPACE "USD" },
    { 899900, NULL, "89.99" },
    { 5000, "JPY", "0.5" SPACE "JPY" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = ss_money_to_text (rows[i].amount, rows[i].currency);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_money_from_text (void)
{
  static const struct
  {
    const char *text;
    const char *currency;
    gint64 amount; /* -1: none */
  } rows[] = {
    { "89.99", "USD", 899900 },
    { " 89,99 ", "USD", 899900 },
    { "89", "USD", 890000 },
    { "1,234.50", "USD", 12345000 },
    { "1.234,50", "EUR", 12345000 },
    { "1,234,567", "USD", G_GINT64_CONSTANT (12345670000) },
    { "1,234", "USD", 12340000 },
    { "1,5", "EUR", 15000 },
    { "1.234", "BHD", 12340 },
    { "1200", "JPY", 12000000 },
    { "12.5", "JPY", -1 },
    { "12.345", "USD", -1 },
    { "12.3456", "USD", -1 },
    { "1,23,456", "USD", -1 },
    { ",5", "USD", -1 },
    { "-5", "USD", -1 },
    { "5 USD", "USD", -1 },
    { "", "USD", -1 },
    { "1.2.3", "USD", -1 },
    { "999999999999999", "USD", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 amount = -1;

      g_test_message ("%s %s", rows[i].text, rows[i].currency);
      g_assert_cmpint (ss_money_from_text (rows[i].text, rows[i].currency, &amount), ==, rows[i].amount >= 0);
      if (rows[i].amount >= 0)
        g_assert_cmpint (amount, ==, rows[i].amount);
    }
}

/* What is shown to be edited is read as the same amount. */
static void
test_money_both_ways (void)
{
  static const char *const currencies[] = { "USD", "JPY", "BHD", "CLF" };

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      gint64 amount = 12340000, again = 0;
      g_autofree char *text = ss_money_to_number (amount, currencies[i]);

      g_assert_true (ss_money_from_text (text, currencies[i], &again));
      g_assert_cmpint (again, ==, amount);
    }
}

static void
test_tags (void)
{
  g_auto (GStrv) tags = ss_tags_from_text (" VIP , Fleet;VIP,, new customer ");
  g_autofree char *text = ss_tags_to_text ((const char *const *) tags);
  g_autofree char *none = ss_tags_to_text (NULL);

  g_assert_cmpstr (text, ==, "VIP, Fleet, new customer");
  g_assert_cmpstr (none, ==, "");
}

static void
test_words (void)
{
  g_autofree char *minutes = ss_minutes_to_text (45);
  g_autofree char *hours = ss_minutes_to_text (120);
  g_autofree char *both = ss_minutes_to_text (90);

  g_assert_cmpstr (minutes, ==, "45 min");
  g_assert_cmpstr (hours, ==, "2 h");
  g_assert_cmpstr (both, ==, "1 h 30 min");
  g_assert_cmpstr (ss_customer_status_get_label ("BLOCKED"), ==, "Blocked");
  g_assert_cmpstr (ss_customer_status_get_label ("DORMANT"), ==, "DORMANT");
  g_assert_cmpstr (ss_resource_type_get_label ("ROOM"), ==, "Room");
  g_assert_cmpstr (ss_business_describe_state ("NO_SHOW"), ==, "No-show");
  g_assert_cmpstr (ss_business_describe_state (NULL), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/business-words/money-to-text", test_money_to_text);
  g_test_add_func ("/app/business-words/money-from-text", test_money_from_text);
  g_test_add_func ("/app/business-words/money-both-ways", test_money_both_ways);
  g_test_add_func ("/app/business-words/tags", test_tags);
  g_test_add_func ("/app/business-words/words", test_words);

  return g_test_run ();
}
