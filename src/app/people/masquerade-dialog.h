/* masquerade-dialog.h: asks why somebody is to be viewed or acted as, and says what that means
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/shell/access.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @mode: "VIEW" or "ACT". */
void ss_masquerade_dialog_present (GtkWidget *parent, SsAccess *access, const char *user_id,
                                   const char *mode);

G_END_DECLS
