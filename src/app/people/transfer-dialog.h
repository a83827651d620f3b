/* transfer-dialog.h: hands the business over to somebody else
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

/* Whether the one who is signed in may hand the business over to @user. */
gboolean ss_transfer_dialog_is_possible (SsSession *session, SsUser *user);
void ss_transfer_dialog_present (SsPage *page, SsUser *user);

G_END_DECLS
