/* preferences-window.h: how the program looks, for whoever uses it, and that person's account
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/access.h"

G_BEGIN_DECLS

#define SS_TYPE_PREFERENCES_WINDOW (ss_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (SsPreferencesWindow, ss_preferences_window, SS, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

void ss_preferences_window_present (GtkWindow *parent, GSettings *settings, SsAccess *access);

G_END_DECLS
