/* invite-dialog.h: invites somebody, and gives the address to pass on
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

void ss_invite_dialog_present (SsPage *page);

/* Once, and nowhere else. */
void ss_invitation_show_address (SsPage *page, const char *name, const char *address);

G_END_DECLS
