/* store-model.h: the stores of a session as what the calendar's views show
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "app/calendar/calendar-filter.h"
#include "app/calendar/calendar-model.h"
#include "client/workspace.h"

G_BEGIN_DECLS

#define SS_TYPE_STORE_MODEL (ss_store_model_get_type ())
G_DECLARE_FINAL_TYPE (SsStoreModel, ss_store_model, SS, STORE_MODEL, GObject)

SsStoreModel *ss_store_model_new (SsWorkspace *workspace);
SsCalendarFilter *ss_store_model_get_filter (SsStoreModel *self);
gboolean ss_store_model_may_edit_on (SsStoreModel *self, const char *resource_id);
gboolean ss_store_model_may_block (SsStoreModel *self);
SsBlocker *ss_store_model_find_blocker (SsStoreModel *self, const char *resource_id, gint64 time);

G_END_DECLS
