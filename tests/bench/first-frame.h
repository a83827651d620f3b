/* first-frame.h: when a window's first frame is on its way to the screen
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void bench_watch_first_frame (GtkWindow *window);
void bench_quit_with_input (GApplication *application);

G_END_DECLS
