/* domain-dialog.h: adds a domain of the business's own
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/page.h"

G_BEGIN_DECLS

void ss_domain_dialog_present (SsPage *page);

G_END_DECLS
