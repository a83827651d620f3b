/* account-row.h: an account in a list of those that can be switched to
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/account.h"

G_BEGIN_DECLS

#define SS_TYPE_ACCOUNT_ROW (ss_account_row_get_type ())
G_DECLARE_FINAL_TYPE (SsAccountRow, ss_account_row, SS, ACCOUNT_ROW, AdwActionRow)

/* A GtkListBoxCreateWidgetFunc for a list of SsAccount. */
GtkWidget *ss_account_row_create (gpointer account, gpointer user_data);
SsAccount *ss_account_row_get_account (SsAccountRow *self);
void ss_account_row_set_is_current (SsAccountRow *self, gboolean is_current);

G_END_DECLS
