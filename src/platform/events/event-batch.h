/* event-batch.h: some events of one tenant, read once for all who look on
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "platform/events/event-viewer.h"

G_BEGIN_DECLS

/* An event's text, for one or many. */
typedef struct
{
  gint64 id;
  GBytes *piece;
} SsEventFrame;

/**
 * SsEventTurn:
 * @after: the last event that a stream of this viewer's has; G_MAXINT64: none wants more at present
 * @is_due: ask whether the viewer is admitted still
 * @is_over: (out): it is not
 * @frames: (out) (element-type SsEventFrame): what it is told, by id
 */
typedef struct
{
  SsEventViewer *viewer; /* (owned) */
  gint64 after;
  gboolean is_due;
  gboolean is_over;
  GArray *frames; /* (owned) */
} SsEventTurn;

/**
 * SsEventBatch:
 * @until: (out): the last event that was looked at, told or not; 0: none
 * @has_more: (out): there are more behind it
 */
typedef struct
{
  char *schema;
  GPtrArray *turns; /* (owned) (element-type SsEventTurn) */
  gint64 until;
  gboolean has_more;
} SsEventBatch;

SsEventBatch *ss_event_batch_new (const char *schema);
void ss_event_batch_free (SsEventBatch *self);
SsEventTurn *ss_event_batch_add (SsEventBatch *self, SsEventViewer *viewer);
/* In a worker. */
void ss_event_batch_read (SsEventBatch *self, SsStore *store, SsDispatcher *dispatcher);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsEventBatch, ss_event_batch_free)

G_END_DECLS
