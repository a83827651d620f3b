/* invite-dialog.h: invites somebody, and gives the address to pass on
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

void ss_invite_dialog_present (SsPage *page);

G_END_DECLS
