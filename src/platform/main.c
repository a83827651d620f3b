/* main.c: smoothschedule-platform
 *
 * SPDX-License-Identifier: MIT
 */
#include <locale.h>

#include "platform/commands.h"

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  return ss_commands_run (argc, argv);
}
