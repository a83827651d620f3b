/* blocked-times.h: what time is blocked, and giving it back
 *
 * A window. Signal ::done: time was given back; the history can undo it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/calendar/store-model.h"

G_BEGIN_DECLS

#define SS_TYPE_BLOCKED_TIMES (ss_blocked_times_get_type ())
G_DECLARE_FINAL_TYPE (SsBlockedTimes, ss_blocked_times, SS, BLOCKED_TIMES, AdwWindow)

/* @parent: (nullable) */
SsBlockedTimes *ss_blocked_times_new (GtkWindow *parent, SsWorkspace *workspace, SsStoreModel *model);

G_END_DECLS
