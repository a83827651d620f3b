/* window.h: the program's window, which shows how far signing in is, then the workspace
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/access.h"

G_BEGIN_DECLS

#define SS_TYPE_WINDOW (ss_window_get_type ())
G_DECLARE_FINAL_TYPE (SsWindow, ss_window, SS, WINDOW, AdwApplicationWindow)

GtkWindow *ss_window_new (GtkApplication *application, SsAccess *access, GSettings *settings);
/* "smoothschedule:marketplace": shown at once, or after signing in. */
void ss_window_open_link (SsWindow *self, const char *uri);

G_END_DECLS
