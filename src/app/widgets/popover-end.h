/* popover-end.h: a popover that is made for one use goes when it is closed
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ss_popover_end_when_closed (GtkPopover *popover);

G_END_DECLS
