/* event-hub.h: tells all who look on, as soon as something is committed
 *
 * What is told stands in the store; the hub only learns, through ss_store_watch(), that there is more in a
 * tenant's tables, from this process or, where the database says so, another.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/events/event-viewer.h"
#include "platform/http/streams.h"

G_BEGIN_DECLS

typedef struct _SsEventHub SsEventHub;

/* In the listener's thread, as all else. */
SsEventHub *ss_event_hub_new (SsStore *store, SsDispatcher *dispatcher);
/* Ends what is left of the streams, and waits for what the workers have begun. */
void ss_event_hub_free (SsEventHub *self);

/* @after: the last event that the reader has; @is_reset: it may have missed some, and is told so. */
void ss_event_hub_add (SsEventHub *self, SsStream *stream, SsEventViewer *viewer, gint64 after,
                       gboolean is_reset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsEventHub, ss_event_hub_free)

G_END_DECLS
