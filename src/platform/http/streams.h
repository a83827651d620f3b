/* streams.h: connections whose answer has no end
 *
 * A stream is written to without waiting: what the other end does not take is kept, within a bound, and one
 * that is too slow is dropped. All of it happens in the listener's thread.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SsStreams SsStreams;
typedef struct _SsStream SsStream;

/* From then on the stream is not to be used any more. */
typedef void (*SsStreamFunc) (SsStream *self, gpointer user_data);

SsStreams *ss_streams_new (GMainContext *context);
void ss_streams_free (SsStreams *self);
/* Ends all, and each that is added later. */
void ss_streams_end_all (SsStreams *self);

/* Whether there is no room for one more. */
gboolean ss_streams_is_full (SsStreams *self);
/* Takes @connection; @remote is kept until the end. @head: status line and headers. (nullable): NULL where it
 * has ended already */
SsStream *ss_streams_add (SsStreams *self, GIOStream *connection, GSocket *socket, GSocketAddress *remote,
                          gboolean is_chunked, const char *head);

/* @drained: all that was sent has been taken; @ended: it is over, whoever ended it */
void ss_stream_set_callbacks (SsStream *self, SsStreamFunc drained, SsStreamFunc ended, gpointer user_data);
/* One piece for any number of streams. (transfer full) */
GBytes *ss_stream_piece_new (const char *text, gsize length);
/* FALSE: that was its end. */
gboolean ss_stream_send (SsStream *self, GBytes *piece);
gsize ss_stream_get_n_unsent (SsStream *self);
void ss_stream_end (SsStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsStreams, ss_streams_free)

G_END_DECLS
