/* test-money.c: amounts are read, written and reckoned with exactly; states of an appointment
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/booking.h"
#include "domain/money.h"

#define HOUR G_TIME_SPAN_HOUR

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 amount;
    const char *written;
  } table[] = {
    { "89.99", 899900, "89.99" }, { "0", 0, "0.00" },         { "5", 50000, "5.00" },
    { "-5.5", -55000, "-5.50" },  { "0.125", 1250, "0.125" }, { "1.0000", 10000, "1.00" },
    { "0.0001", 1, "0.0001" },    { "007", 70000, "7.00" },   { "100000000", SS_MONEY_MAX, "100000000.00" },
    { "-0.01", -100, "-0.01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *written = NULL;
      gint64 amount = -1;

      g_test_message ("%s", table[i].text);
      g_assert_true (ss_money_parse (table[i].text, &amount));
      g_assert_cmpint (amount, ==, table[i].amount);
      written = ss_money_format (amount);
      g_assert_cmpstr (written, ==, table[i].written);
    }
}

static void
test_refuse (void)
{
  static const char *const table[] = {
    "",
    "-",
    ".",
    ".5",
    "5.",
    "1.2.3",
    "1,5",
    "1e3",
    "+1",
    " 1",
    "1 ",
    "0.00001",
    "100000000.01",
    "99999999999999999999999",
    "999999999999999",
    "--1",
    "NaN",
    "١",
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gint64 amount = 17;

      g_test_message ("«%s»", table[i]);
      g_assert_false (ss_money_parse (table[i], &amount));
      g_assert_cmpint (amount, ==, 17);
    }
}

static void
test_currencies (void)
{
  g_assert_cmpuint (ss_currency_get_decimals ("USD"), ==, 2);
  g_assert_cmpuint (ss_currency_get_decimals ("JPY"), ==, 0);
  g_assert_cmpuint (ss_currency_get_decimals ("KWD"), ==, 3);
  g_assert_cmpuint (ss_currency_get_decimals ("CLF"), ==, 4);
}

static void
test_late_fee (void)
{
  static const struct
  {
    gint64 price, hours_before, window, percent, fee;
  } table[] = {
    { 1000000, 48, 24, 50, 0 },      { 1000000, 24, 24, 50, 0 }, { 1000000, 23, 24, 50, 500000 },
    { 1000000, -1, 24, 50, 500000 }, { 1000000, 0, 0, 50, 0 },   { 899900, 1, 24, 50, 450000 },
    { 899900, 1, 24, 100, 899900 },  { 899900, 1, 24, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (ss_booking_late_fee (table[i].price, table[i].hours_before * HOUR, 0, table[i].window,
                                            table[i].percent),
                       ==, table[i].fee);
    }
}

static void
test_statuses (void)
{
  static const struct
  {
    const char *name;
    gboolean takes_time;
  } table[SS_N_BOOKING_STATUSES] = {
    { "PENDING", TRUE },    { "CONFIRMED", TRUE }, { "COMPLETED", FALSE },
    { "CANCELLED", FALSE }, { "NO_SHOW", FALSE },
  };
  SsBookingStatus status = SS_BOOKING_NO_SHOW;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_assert_true (ss_booking_status_from_string (table[i].name, &status));
      g_assert_cmpuint (status, ==, i);
      g_assert_cmpstr (ss_booking_status_to_string (status), ==, table[i].name);
      g_assert_nonnull (ss_booking_status_get_label (status));
      g_assert_true (ss_booking_is_active (status, TRUE) == table[i].takes_time);
      g_assert_false (ss_booking_is_active (status, FALSE));
    }
  g_assert_false (ss_booking_status_from_string ("confirmed", &status));
  g_assert_false (ss_booking_status_from_string (NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/money/parse", test_parse);
  g_test_add_func ("/domain/money/refuse", test_refuse);
  g_test_add_func ("/domain/money/currencies", test_currencies);
  g_test_add_func ("/domain/booking/late-fee", test_late_fee);
  g_test_add_func ("/domain/booking/statuses", test_statuses);

  return g_test_run ();
}
