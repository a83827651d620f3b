/* command-backup.h: `smoothschedule-platform backup`, `restore` and `copy`
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

/* Each gives the exit status. @tenant: (nullable): its sub-domain; NULL: all, and what is shared */
int ss_command_backup (SsStore *store, const char *tenant, const char *to);
int ss_command_restore (SsStore *store, const char *from, gboolean replace);
int ss_command_copy (SsStore *from, SsStore *to);

G_END_DECLS
