/* money.h: amounts in the tenant's currency, exactly
 *
 * An amount is a whole number of ten-thousandths: every currency of ISO 4217 fits (the finest have four
 * decimals), sums are exact, and what a database adds up is an integer.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One unit of the currency. */
#define SS_MONEY_UNIT 10000
/* Keeps a sum of a million of the largest within 64 bits. */
#define SS_MONEY_MAX (G_GINT64_CONSTANT (100000000) * SS_MONEY_UNIT)

gboolean ss_money_parse (const char *text, gint64 *amount);
char *ss_money_format (gint64 amount);
gint64 ss_money_percent (gint64 amount, gint64 percent);
guint ss_currency_get_decimals (const char *currency);

G_END_DECLS
