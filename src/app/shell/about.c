/* about.c: what this program is
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/about.h"

#include <glib/gi18n-lib.h>

/**
 * ss_about_present:
 * @parent: (nullable): the window over which it is shown
 */
void
ss_about_present (GtkWindow *parent)
{
  static const char *const developers[] = { "The Smooth Schedule developers", NULL };

  adw_show_about_window (parent, "application-name", _ ("Smooth Schedule Admin"), "application-icon",
                         APPLICATION_ID, "version", PACKAGE_VERSION, "developer-name",
                         _ ("The Smooth Schedule developers"), "developers", developers, "comments",
                         _ ("Runs a business’ bookings: plan the day, add plugins, decide who may do what."),
                         "license-type", GTK_LICENSE_MIT_X11, "copyright", "© 2026 Smooth Schedule",
                         "translator-credits", _ ("translator-credits"), NULL);
}
