/* event-reader.h: a client of `GET /events/` that reads one event after the other
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "fixture.h"

G_BEGIN_DECLS

/**
 * SsEventReader:
 * @status: of the answer
 * @id: of the last event or comment
 * @name: of the last event
 * @data: of the last event
 * @n_comments: how many came so far
 * @is_ended: the stream is over, by its last chunk
 */
typedef struct
{
  GSocketConnection *connection;
  GDataInputStream *input;
  guint status;
  char *id;
  char *name;
  char *data;
  JsonNode *json;
  guint n_comments;
  gboolean is_ended;
} SsEventReader;

/* @last_id: (nullable). Waits for the first comment, so that what happens from now on is read. */
SsEventReader *ss_event_reader_open (SsFixture *fixture, const char *tenant, const char *token,
                                     const char *last_id);
void ss_event_reader_free (SsEventReader *self);
/* Waits for the next event; FALSE: the stream is over. */
gboolean ss_event_reader_next (SsEventReader *self);
/* The same for comments. */
gboolean ss_event_reader_next_comment (SsEventReader *self);
/* The test fails unless the next event is @name of the object @id (nullable). */
void ss_event_reader_assert_next (SsEventReader *self, const char *name, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsEventReader, ss_event_reader_free)

G_END_DECLS
