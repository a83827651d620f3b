/* money.c: amounts in the tenant's currency, exactly
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/money.h"

#include <string.h>

#define DECIMALS 4
#define DIGITS_MAX 12

/**
 * ss_money_parse:
 * @text: a decimal as the contract has it, "89.99" or "-5"
 * @amount: (out): the amount in ten-thousandths
 *
 * Decimals beyond the fourth are refused, not rounded: nobody's money is changed silently.
 *
 * Returns: whether @text is an amount of at most %SS_MONEY_MAX on either side of nothing
 */
gboolean
ss_money_parse (const char *text, gint64 *amount)
{
  gboolean is_negative;
  gint64 value = 0;
  int n_digits = 0;
  int n_decimals = -1;

  g_return_val_if_fail (text != NULL, FALSE);

  is_negative = *text == '-';
  for (const char *c = text + (is_negative ? 1 : 0); *c != '\0'; c++)
    {
      if (*c == '.' && n_decimals < 0 && n_digits > 0)
        {
          n_decimals = 0;
          continue;
        }
      if (!g_ascii_isdigit (*c) || n_decimals == DECIMALS
          || ++n_digits > DIGITS_MAX + (n_decimals < 0 ? 0 : DECIMALS))
        return FALSE;
      value = value * 10 + (*c - '0');
      if (n_decimals >= 0)
        n_decimals++;
    }
  if (n_digits == 0 || n_decimals == 0)
    return FALSE;

  for (int i = MAX (n_decimals, 0); i < DECIMALS; i++)
    value *= 10;
  if (value > SS_MONEY_MAX)
    return FALSE;
  *amount = is_negative ? -value : value;
  return TRUE;
}

/**
 * ss_money_format:
 * @amount: in ten-thousandths
 *
 * Returns: (transfer full): the amount as the contract writes it: at least two decimals, and no more than it
 * needs
 */
char *
ss_money_format (gint64 amount)
{
  guint64 value = amount < 0 ? -(guint64) amount : (guint64) amount;
  char *text = g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%04u", amount < 0 ? "-" : "", value / SS_MONEY_UNIT,
                                (guint) (value % SS_MONEY_UNIT));
  gsize length = strlen (text);

  for (int i = 0; i < DECIMALS - 2 && text[length - 1] == '0'; i++)
    text[--length] = '\0';
  return text;
}

/**
 * ss_money_percent:
 * @amount: in ten-thousandths, not negative
 * @percent: 0 to 100
 *
 * Returns: that part of @amount, rounded half up to a hundredth
 */
gint64
ss_money_percent (gint64 amount, gint64 percent)
{
  const gint64 hundredth = SS_MONEY_UNIT / 100;

  return (amount * percent + 50 * hundredth) / (100 * hundredth) * hundredth;
}

/**
 * ss_currency_get_decimals:
 * @currency: an ISO 4217 code
 *
 * Returns: how many decimals the currency is written with (ISO 4217:2015, list one, «minor unit»)
 */
guint
ss_currency_get_decimals (const char *currency)
{
  static const char *const none[] = {
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
    "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF", NULL,
  };
  static const char *const three[] = { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", NULL };
  static const char *const four[] = { "CLF", "UYW", NULL };

  g_return_val_if_fail (currency != NULL, 2);

  if (g_strv_contains (none, currency))
    return 0;
  if (g_strv_contains (three, currency))
    return 3;
  return g_strv_contains (four, currency) ? 4 : 2;
}
