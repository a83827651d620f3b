/* money-text.c: amounts of money as people read and write them
 *
 * The locale says how a number is grouped and where the decimals begin; the currency how many there are.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/money-text.h"

#include <locale.h>
#include <string.h>

#include "domain/money.h"

#define DECIMALS 4
#define NO_BREAK_SPACE "\302\240"

static guint
get_decimals (const char *currency)
{
  return currency != NULL ? ss_currency_get_decimals (currency) : 2;
}

/* In the locale's own encoding, which is UTF-8 wherever GTK runs. */
static const char *
get_point (void)
{
  const char *point = localeconv ()->decimal_point;

  return point != NULL && *point != '\0' ? point : ".";
}

/* What the amount has beyond the currency's decimals is shown too: nobody's money is rounded silently. */
static char *
format (gint64 amount, const char *currency, gboolean is_grouped)
{
  guint64 value = amount < 0 ? -(guint64) amount : (guint64) amount;
  const char *sign = amount < 0 ? "\342\210\222" : "";
  char decimals[DECIMALS + 1];
  guint n_decimals = DECIMALS;
  g_autofree char *units = is_grouped ? g_strdup_printf ("%'" G_GUINT64_FORMAT, value / SS_MONEY_UNIT)
                                      : g_strdup_printf ("%" G_GUINT64_FORMAT, value / SS_MONEY_UNIT);

  g_snprintf (decimals, sizeof decimals, "%04u", (guint) (value % SS_MONEY_UNIT));
  while (n_decimals > get_decimals (currency) && decimals[n_decimals - 1] == '0')
    decimals[--n_decimals] = '\0';
  if (n_decimals == 0)
    return g_strconcat (sign, units, NULL);
  return g_strconcat (sign, units, get_point (), decimals, NULL);
}

/**
 * ss_money_to_text:
 * @amount: in ten-thousandths
 * @currency: (nullable): an ISO 4217 code
 *
 * Returns: (transfer full): "1,234.50 USD", as the locale writes numbers
 */
char *
ss_money_to_text (gint64 amount, const char *currency)
{
  g_autofree char *number = format (amount, currency, TRUE);

  return currency != NULL ? g_strconcat (number, NO_BREAK_SPACE, currency, NULL) : g_steal_pointer (&number);
}

/**
 * ss_money_to_number:
 * @amount: in ten-thousandths
 * @currency: (nullable): an ISO 4217 code
 *
 * Returns: (transfer full): "1234.50" with the locale's decimal point, to be edited
 */
char *
ss_money_to_number (gint64 amount, const char *currency)
{
  return format (amount, currency, FALSE);
}

/* Where the decimals begin: at the last point or comma, unless that can only group. */
static const char *
find_point (const char *text, guint n_decimals)
{
  const char *last = NULL;
  guint n_marks = 0;
  gsize n_after;

  for (const char *c = text; *c != '\0'; c++)
    if (*c == '.' || *c == ',')
      {
        last = c;
        n_marks++;
      }
  if (last == NULL)
    return NULL;
  n_after = strlen (last + 1);
  if (n_after == 3 && n_decimals != 3 && *last != *get_point ())
    return NULL;
  /* "1,234,567" has no decimals. */
  if (n_marks > 1 && strchr (text, *last) != last)
    return NULL;
  return last;
}

/* Digits in threes after the first group. */
static gboolean
is_grouped_well (const char *mark)
{
  gsize n = strspn (mark + 1, "0123456789");

  return n == 3;
}

/**
 * ss_money_from_text:
 * @text: what a person wrote: "1,234.50", "1.234,50", "12"
 * @currency: (nullable): an ISO 4217 code
 * @amount: (out): in ten-thousandths
 *
 * Both points and commas are understood; what could mean two amounts is taken as the locale writes it.
 *
 * Returns: whether @text is an amount that is not negative and has no more decimals than the currency
 */
gboolean
ss_money_from_text (const char *text, const char *currency, gint64 *amount)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const guint n_decimals = get_decimals (currency);
  const char *point = find_point (stripped, n_decimals);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *c = stripped; *c != '\0'; c++)
    if (c == point)
      g_string_append_c (plain, '.');
    else if (g_ascii_isdigit (*c))
      g_string_append_c (plain, *c);
    else if ((*c != '.' && *c != ',') || c == stripped || !is_grouped_well (c))
      return FALSE;
  if (point != NULL && strlen (point + 1) > n_decimals)
    return FALSE;
  return ss_money_parse (plain->str, amount);
}
