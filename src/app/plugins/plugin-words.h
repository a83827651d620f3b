/* plugin-words.h: dates, triggers and runs of plugins in words
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/plugins.h"

G_BEGIN_DECLS

char *ss_describe_date (gint64 time);
char *ss_describe_trigger (SsPluginTrigger *trigger);
char *ss_describe_cron (const char *cron);
char *ss_describe_run (SsPluginRun *run);

G_END_DECLS
