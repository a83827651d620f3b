/* tenant-dialog.h: makes a business and invites its owner
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

void ss_tenant_dialog_present (SsPage *page);

G_END_DECLS
