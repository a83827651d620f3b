/* commands.h: what an operator types
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int ss_commands_run (int argc, char **argv);

G_END_DECLS
