/* guarded-stream.h: a client's connection, as libsoup gets to see it
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SS_TYPE_GUARDED_STREAM (ss_guarded_stream_get_type ())
G_DECLARE_FINAL_TYPE (SsGuardedStream, ss_guarded_stream, SS, GUARDED_STREAM, GIOStream)

GIOStream *ss_guarded_stream_new (GSocketConnection *connection);

/* A request has been answered: what comes next is the head of another one, or the end. */
void ss_guarded_stream_expect_request (SsGuardedStream *self);
/* The first byte of a request is there. */
void ss_guarded_stream_begin_request (SsGuardedStream *self);
/* Its head is there as a whole: what comes now is body, which is limited elsewhere. */
void ss_guarded_stream_end_head (SsGuardedStream *self);
GSocket *ss_guarded_stream_get_socket (SsGuardedStream *self);

G_END_DECLS
