/* masquerade-banner.h: says throughout a masquerade who is whom, how long it lasts, and stops it
 *
 * It can't be dismissed. Signal: ::announce (char *), a sentence that everybody should notice now: at the
 * start, and when five minutes and one are left.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_MASQUERADE_BANNER (ss_masquerade_banner_get_type ())
G_DECLARE_FINAL_TYPE (SsMasqueradeBanner, ss_masquerade_banner, SS, MASQUERADE_BANNER, GtkBox)

/* @session: a masquerade's. */
void ss_masquerade_banner_set_session (SsMasqueradeBanner *self, SsSession *session);
/* The window's look, by more than colour: classes of the whole view. */
const char *ss_masquerade_get_icon_name (SsSession *session);
char *ss_masquerade_describe (SsSession *session); /* "Viewing as NAME" (transfer full) */

G_END_DECLS
