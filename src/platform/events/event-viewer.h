/* event-viewer.h: somebody who looks on, as one who asks
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/events/event-kinds.h"
#include "platform/http/dispatcher.h"

G_BEGIN_DECLS

/* For all streams of one session. Counted; used by one thread at a time. */
typedef struct _SsEventViewer SsEventViewer;

/* One row. */
typedef struct
{
  gint64 id;
  char *name;
  char *object_id; /* (nullable) */
  char *data;      /* (nullable) */
  char *audience;  /* (nullable) */
  const SsEventKind *kind;
  const SsRoute *route; /* (nullable) */
} SsEvent;

SsEventViewer *ss_event_viewer_new (SsRequest *request);
SsEventViewer *ss_event_viewer_ref (SsEventViewer *self);
void ss_event_viewer_unref (SsEventViewer *self);

/* The same for streams that are told the same. */
const char *ss_event_viewer_get_key (SsEventViewer *self);
const char *ss_event_viewer_get_schema (SsEventViewer *self);
SsPlatform *ss_event_viewer_get_platform (SsEventViewer *self);

/* Asks again for all that a request has to pass; FALSE: it would be refused by now. */
gboolean ss_event_viewer_check (SsEventViewer *self, SsDispatcher *dispatcher);
/* The least that an event asks: the session, the person and the business are as they were. */
gboolean ss_event_viewer_check_quickly (SsEventViewer *self, SsTransaction *transaction);

/* Who gets the same text shares a key: one text is made for each. */
const char *ss_event_viewer_get_view (SsEventViewer *self, const SsEvent *event);
/* (transfer full) (nullable): the event as it goes over the wire; NULL: it is none of the viewer's business
 */
GBytes *ss_event_viewer_tell (SsEventViewer *self, const SsEvent *event, SsTransaction *transaction,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsEventViewer, ss_event_viewer_unref)

G_END_DECLS
