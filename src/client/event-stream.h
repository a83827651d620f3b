/* event-stream.h: what changes at the platform, as it happens
 *
 * As long as somebody is signed in, it holds on to the platform's stream of events; after a break it goes on
 * behind the last event that it has. Property: is-live (whether it is connected). Signals: ::event, whose
 * detail is the kind of object ("appointment"), with the event's name and the object, in the platform's
 * order; ::reset when something may have been missed, so that what is held has to be read again.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_EVENT_STREAM (ss_event_stream_get_type ())
G_DECLARE_FINAL_TYPE (SsEventStream, ss_event_stream, SS, EVENT_STREAM, GObject)

/* Follows as long as it lives. */
SsEventStream *ss_event_stream_new (SsSession *session);
gboolean ss_event_stream_get_is_live (SsEventStream *self);

G_END_DECLS
