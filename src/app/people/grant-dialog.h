/* grant-dialog.h: gives somebody a permission for a while
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

void ss_grant_dialog_present (SsPage *page);

G_END_DECLS
