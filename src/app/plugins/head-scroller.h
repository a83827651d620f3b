/* head-scroller.h: a virtualised list with something above it that scrolls away with it
 *
 * Properties: head (GtkWidget), body (a GtkScrollable widget), and those of GtkScrollable. To be put into a
 * GtkScrolledWindow.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SS_TYPE_HEAD_SCROLLER (ss_head_scroller_get_type ())
G_DECLARE_FINAL_TYPE (SsHeadScroller, ss_head_scroller, SS, HEAD_SCROLLER, GtkWidget)

G_END_DECLS
