/* masquerade-notice.h: tells that somebody acts as a member of one's business
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "model/people.h"

G_BEGIN_DECLS

/* "support@… is viewing as owner@…" (transfer full) */
char *ss_masquerade_notice_describe (SsMasqueradeNotice *notice, gboolean has_ended);
/* On the desktop, until it has ended. */
void ss_masquerade_notice_send (SsMasqueradeNotice *notice, gboolean has_ended, GApplication *application);

G_END_DECLS
