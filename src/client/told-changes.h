/* told-changes.h: what the event stream told while something else was under way
 *
 * A list that was asked for before an event may be answered after it, and is older then. A change that waits
 * for its answer is not touched until it has come. For both, what was told is kept so long.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/model.h"

G_BEGIN_DECLS

typedef struct _SsToldChanges SsToldChanges;

SsToldChanges *ss_told_changes_new (void);
void ss_told_changes_free (SsToldChanges *self);

/* A list is asked for; it has come, or will not come. */
void ss_told_changes_begin_list (SsToldChanges *self);
void ss_told_changes_end_list (SsToldChanges *self);
/* Matters only to lists that are under way. */
void ss_told_changes_note (SsToldChanges *self, const char *id, gboolean is_gone);
gboolean ss_told_changes_has (SsToldChanges *self, const char *id, gboolean *is_gone);

/* Keeps the last that was told of an object until it may be shown. */
void ss_told_changes_park (SsToldChanges *self, SsModel *model);
SsModel *ss_told_changes_take (SsToldChanges *self, const char *id); /* (transfer full) (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsToldChanges, ss_told_changes_free)

G_END_DECLS
