/* money-text.h: amounts of money as people read and write them
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ss_money_to_text (gint64 amount, const char *currency);
char *ss_money_to_number (gint64 amount, const char *currency);
gboolean ss_money_from_text (const char *text, const char *currency, gint64 *amount);

G_END_DECLS
