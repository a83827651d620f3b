/* popover-end.c: a popover that is made for one use goes when it is closed
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/widgets/popover-end.h"

static gboolean
unparent_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

/**
 * ss_popover_end_when_closed:
 * @popover: a popover with a parent
 *
 * Takes it from its parent once it was closed: not at once, since a menu's action is activated after that.
 * The parent may go first.
 */
void
ss_popover_end_when_closed (GtkPopover *popover)
{
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
}
