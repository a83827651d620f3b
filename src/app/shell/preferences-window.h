/* preferences-window.h: how the program looks, for whoever uses it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SS_TYPE_PREFERENCES_WINDOW (ss_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (SsPreferencesWindow, ss_preferences_window, SS, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

void ss_preferences_window_present (GtkWindow *parent, GSettings *settings);

G_END_DECLS
