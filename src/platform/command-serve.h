/* command-serve.h: `smoothschedule-platform serve`
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/platform.h"

G_BEGIN_DECLS

/* Serves until SIGTERM or SIGINT, or, with @stop_on_eof, until standard input ends. Gives the exit status. */
int ss_command_serve (const SsPlatformOptions *options, gboolean stop_on_eof);

G_END_DECLS
