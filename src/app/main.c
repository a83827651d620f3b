/* main.c: starts the desktop client
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "app/shell/application.h"

int
main (int argc, char **argv)
{
  g_autoptr (SsApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = ss_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
