/* event-record.h: tells those who look on that something has changed (contract section 10, «GET /events/»)
 *
 * An event is a row of the change's own transaction: it is told exactly when the change is committed.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/store/store.h"

G_BEGIN_DECLS

/* How long a reader may be away and still learn all that it has missed. */
#define SS_EVENT_MICROSECONDS (24 * G_TIME_SPAN_HOUR)

/* In a statement about the tenant's tables, what ss_event_get_last_id() gives. */
#define SS_EVENT_LAST_ID "(SELECT last_id FROM event_counter WHERE id = 1)"

/* @name: as "appointment.updated"; @object_id: (nullable): the object, which is read when it is told */
gboolean ss_event_record (SsTransaction *transaction, const char *name, const char *object_id,
                          GError **error);
/* @data: (nullable): the object as JSON, where it can't be read later; @audience: (nullable): a user who is
 * told though the permission for it is missing, as of what was taken out of the user's sight */
gboolean ss_event_record_with (SsTransaction *transaction, const char *name, const char *object_id,
                               const char *data, const char *audience, GError **error);
/* The last that was told, or will be: who reads on from it misses nothing of what is read after this. 0: none
 */
gboolean ss_event_get_last_id (SsTransaction *transaction, gint64 *id, GError **error);
/* @data is {"id": @object_id}: all that is left of what was deleted. */
gboolean ss_event_record_deleted (SsTransaction *transaction, const char *name, const char *object_id,
                                  GError **error);

G_END_DECLS
