/* account-popover.h: the accounts to switch between, or the demo's roles
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/access.h"

G_BEGIN_DECLS

#define SS_TYPE_ACCOUNT_POPOVER (ss_account_popover_get_type ())
G_DECLARE_FINAL_TYPE (SsAccountPopover, ss_account_popover, SS, ACCOUNT_POPOVER, GtkPopover)

GtkWidget *ss_account_popover_new (SsAccess *access);

G_END_DECLS
