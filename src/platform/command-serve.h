/* command-serve.h: `smoothschedule-platform serve`
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/platform.h"

G_BEGIN_DECLS

/**
 * SsServeOptions:
 * @platform: what each process is
 * @n_workers: how many processes, beside the one that looks after them; 0: this one alone
 * @stop_on_eof: also stop when standard input ends
 * @words: the command line, with which further processes are started
 */
typedef struct
{
  SsPlatformOptions platform;
  guint n_workers;
  gboolean stop_on_eof;
  char **words;
} SsServeOptions;

/* Serves until SIGTERM or SIGINT; SIGHUP reads the certificate again, SIGUSR2 replaces the workers. Gives the
 * exit status. */
int ss_command_serve (const SsServeOptions *options);

G_END_DECLS
